"""The kinds of problems that a single curated file can have, with their codes.

``C1`` is for text that is not the YAML that somebody meant (see ``yaml_problems``), ``C2`` for keys
and lists, ``C3`` for values (see ``value_problems``), ``C4`` for keys that contradict one another, and
``C5`` for file names.
"""

from __future__ import annotations

from generator.curation.value_problems import VALUE_KINDS
from generator.curation.yaml_problems import YAML_KINDS
from generator.model.problem import ProblemKind, Severity

# --- keys and lists --------------------------------------------------------------------------

UNKNOWN_KEY = ProblemKind(
    code="C201",
    name="unknown-key",
    meaning="A key is not one of those allowed here. It may be misspelled or be at the wrong level.",
    example="topics/vision.yml:1:1: titel: expected one of the keys title, area, scope, rules, start_here, examples,"
    " found 'titel'. Did you mean 'title'?",
    cure="Correct the key, move it below the key it belongs to, or remove it.",
)
MISSING_KEY = ProblemKind(
    code="C202",
    name="missing-key",
    meaning="A key that is required is missing.",
    example="topics/vision.yml:1:1: scope: expected text of 20 to 300 characters, found no such key; add 'scope: ...'",
    cure="Add the key with its value.",
)
REPEATED_KEY = ProblemKind(
    code="C203",
    name="repeated-key",
    meaning="A key appears twice in the same place. Only one of the values can be used.",
    example="topics/vision.yml:6:1: title: expected each key once, found 'title' again (first on line 1); keep one",
    cure="Keep one of the two.",
)
EXPECTED_KEYS = ProblemKind(
    code="C204",
    name="expected-keys",
    meaning="Something else appears where keys with values are expected.",
    example="topics/vision.yml:5:5: rules[1]: expected keys and values, found 'picture'; write 'any: [picture]'",
    cure="Write each key on a line of its own, followed by a colon, a space and its value.",
)
EXPECTED_LIST = ProblemKind(
    code="C205",
    name="expected-list",
    meaning="A single value, or a set of keys with values, appears where a list is expected.",
    example="topics/vision.yml:5:10: rules[1].any: expected a list, found 'picture'; begin each item on a line of its"
    " own with '- '",
    cure="Begin each item on a line of its own with `- `, or put the items in square brackets.",
)
EXPECTED_TEXT = ProblemKind(
    code="C206",
    name="expected-text",
    meaning="A list, or a set of keys with values, appears where a single value is expected.",
    example="topics/vision.yml:1:8: title: expected text of 3 to 60 characters, found a list",
    cure="Write a single value. Text that contains a colon followed by a space needs quotes.",
)
EMPTY_VALUE = ProblemKind(
    code="C207",
    name="empty-value",
    meaning="A key, or an item of a list, has no value.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:2:11: featured: expected true or false, found nothing;"
    " fill it in or remove it",
    cure="Fill the value in, or remove the key or item.",
)
REPEATED_ITEM = ProblemKind(
    code="C208",
    name="repeated-item",
    meaning="A list contains the same item twice.",
    example="site.yml:6:12: areas[3].slug: expected each item once, found 'theory' again (first on line 4); remove one",
    cure="Remove one of the two.",
)
REPEATED_NAME = ProblemKind(
    code="C209",
    name="repeated-name",
    meaning="A list of people names somebody twice. Both are kept, because two people can share a name.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:5:7: corrections.authors[3]: expected each "
        "item once, found 'Wei Wang' again (first on line 3); remove one, unless you mean both"
    ),
    cure="Remove one, unless they are two people.",
    severity=Severity.WARNING,
)

# --- keys that must agree --------------------------------------------------------------------

RULE_WITHOUT_PHRASES = ProblemKind(
    code="C401",
    name="rule-without-phrases",
    meaning="A rule has neither `any` nor `all`, so it could match every paper or none.",
    example="topics/vision.yml:6:5: rules[2]: expected phrases under 'any' or 'all', found neither; add one",
    cure="Give the rule phrases under `any` or `all`.",
)
TIMES_WITHOUT_ANY = ProblemKind(
    code="C402",
    name="times-without-any",
    meaning="`times` counts the phrases under `any`, but the rule has no `any`.",
    example=(
        "topics/vision.yml:6:5: rules[1].times: expected 'any' alongside 'times', which counts the phrases under 'any',"
        " found no 'any'; add it, or remove 'times'"
    ),
    cure="Add `any` to the rule, or remove `times`.",
)
CONTRADICTORY_PHRASE = ProblemKind(
    code="C403",
    name="contradictory-phrase",
    meaning="A phrase appears in two of a rule's lists, so the rule contradicts or repeats itself.",
    example=(
        "topics/vision.yml:8:9: rules[1].none[2]: expected each phrase once in a rule, found 'image' "
        "under 'any' as well, on line 5; remove one"
    ),
    cure="Remove the phrase from one of the lists.",
)
WEIGHTS_TOO_LOW = ProblemKind(
    code="C404",
    name="weights-too-low",
    meaning="The weights of all rules together do not reach 1, so the topic can never be assigned.",
    example="topics/vision.yml:5:3: rules: expected weights that can add up to 1, found 0.9 in total; raise one",
    cure="Raise a weight, or add a rule.",
)
MERGED_PAPER_HAS_NOTES = ProblemKind(
    code="C405",
    name="merged-paper-has-notes",
    meaning="A file with `same_as` contains other keys too. The paper is merged into another, so its other keys"
    " belong in that paper's file.",
    example=(
        "papers/the-price-of-differential-privacy-under-continual-observation.yml:1:1: note: expected "
        "nothing besides same_as, found 'note'; move it to "
        "papers/data-shapley-equitable-valuation-of-data.yml"
    ),
    cure="Move the other keys to the file of the paper named under `same_as`.",
)
FEATURED_WHILE_HIDDEN = ProblemKind(
    code="C406",
    name="featured-while-hidden",
    meaning="A paper is both featured on the home page and kept off the site.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:1:11: featured: expected only one of 'featured' and"
        " 'hidden' to be true, found both; remove one"
    ),
    cure="Remove `featured` or `hidden`.",
)
NAME_OF_TWO_ALIASES = ProblemKind(
    code="C407",
    name="name-of-two-aliases",
    meaning="Two items of `aliases` in `site.yml` have a name in common, or one item has it twice. Names that differ in"
    " case, accents or punctuation only are one without an alias.",
    example="site.yml:9:11: aliases[2].name: expected each name once, found 'GoogleDeepMind', which aliases[1] on line"
    " 8 has as well; remove one",
    cure="Remove one of the two, or make one item of both.",
)
ORCID_OF_ORGANISATION = ProblemKind(
    code="C408",
    name="orcid-of-organisation",
    meaning="An organisation in `aliases` has an ORCID, which only people have.",
    example="site.yml:12:12: aliases[3].orcid: expected no ORCID for an organisation, found 0000-0002-1825-0097; remove"
    " it, or the line with 'kind'",
    cure="Remove the ORCID, or `kind: organisation`.",
)

# --- names of files --------------------------------------------------------------------------

MISSING_SITE_FILE = ProblemKind(
    code="C501",
    name="missing-site-file",
    meaning="The content folder has no `site.yml`, which names the list and its areas.",
    example="site.yml:1:1: file: expected the file site.yml with title, description and areas, found none; add it",
    cure="Add `site.yml`, or run the command in the folder that holds it.",
)
INVALID_EXTENSION = ProblemKind(
    code="C502",
    name="invalid-extension",
    meaning="A file in a folder of curated files does not end in `.yml`, so it would not be read.",
    example="papers/notes.txt:1:1: file name: expected a name that ends in .yml, found 'notes.txt'; rename the file,"
    " or move it elsewhere",
    cure="Rename the file so that it ends in `.yml`, or move it out of the folder.",
)
INVALID_FILE_NAME = ProblemKind(
    code="C503",
    name="invalid-file-name",
    meaning="The name of the file becomes part of an address, and has characters that do not belong in one.",
    example="papers/Data_Shapley.yml:1:1: file name: expected lower-case letters, digits and hyphens,"
    " found 'Data_Shapley'; rename the file to data-shapley-equitable-valuation-of-data.yml",
    cure="Rename the file, using only lower-case letters, digits and hyphens.",
)
DUPLICATE_FILE = ProblemKind(
    code="C504",
    name="duplicate-file",
    meaning="Two files are about the same thing, such as `vision.yml` and `vision.yaml` or a second download.",
    example="topics/vision.yaml:1:1: file name: expected one file, found 'vision.yaml' as well as topics/vision.yml;"
    " move its contents there and delete it",
    cure="Move the contents of the second file to the first, and delete the second.",
)
MISPLACED_FILE = ProblemKind(
    code="C505",
    name="misplaced-file",
    meaning="The keys of a file are those of another kind of file, so it is in the wrong folder.",
    example="number-theory.yml:1:1: file: expected topics in topics/, found the keys of a topic (title, area, scope,"
    " rules) in another place; move the file to topics/number-theory.yml",
    cure="Move the file to the folder that the message names.",
)

KINDS = (
    *YAML_KINDS,
    UNKNOWN_KEY,
    MISSING_KEY,
    REPEATED_KEY,
    EXPECTED_KEYS,
    EXPECTED_LIST,
    EXPECTED_TEXT,
    EMPTY_VALUE,
    REPEATED_ITEM,
    REPEATED_NAME,
    *VALUE_KINDS,
    RULE_WITHOUT_PHRASES,
    TIMES_WITHOUT_ANY,
    CONTRADICTORY_PHRASE,
    WEIGHTS_TOO_LOW,
    MERGED_PAPER_HAS_NOTES,
    FEATURED_WHILE_HIDDEN,
    NAME_OF_TWO_ALIASES,
    ORCID_OF_ORGANISATION,
    MISSING_SITE_FILE,
    INVALID_EXTENSION,
    INVALID_FILE_NAME,
    DUPLICATE_FILE,
    MISPLACED_FILE,
)
"""All of them, by code."""
