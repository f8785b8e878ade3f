"""The kinds of problems that files have together, each well formed by itself, with their codes.

``P1`` is for what sources say of one paper, ``P2`` and ``P6`` for names and published addresses
that lead nowhere (see ``name_problems``), ``P3`` for facts that cannot be true, ``P4`` for topics,
and ``P5`` for notices on the state of the list.
"""

from __future__ import annotations

from generator.catalogue.name_problems import NAME_KINDS
from generator.model.problem import ProblemKind, Severity

# --- what sources say of one paper -----------------------------------------------------------

CONFLICTING_ENRICHMENT = ProblemKind(
    code="P101",
    name="conflicting-enrichment",
    meaning="Two enrichment entries state different facts about the same title. The first one is used.",
    example="enrichment/b.yml:3:12: arxiv: expected arXiv id 1904.02868 as in enrichment/a.yml:3, found 1904.02869"
    " for the same title; keep one",
    cure="Look the fact up, and keep the entry that is right.",
)
AUTHOR_COUNT_MISMATCH = ProblemKind(
    code="P102",
    name="author-count-mismatch",
    meaning="An enrichment file lists more or fewer authors than the digests say the paper has.",
    example="enrichment/a.yml:3:14: authors: expected 3 authors as in digests/2025-01-01.txt:3, found 2; complete the"
    " list or remove it",
    cure="Complete the list, or remove it: a list that is known to be incomplete is not shown.",
    severity=Severity.WARNING,
)
SAME_AS_ITSELF = ProblemKind(
    code="P103",
    name="same-as-itself",
    meaning="A paper's file says that the paper is the same as itself.",
    example=(
        "papers/the-price-of-differential-privacy-under-continual-observation.yml:1:10: same_as: expected"
        " the slug of another paper, found "
        "'the-price-of-differential-privacy-under-continual-observation', this file's own; name the other"
        " paper"
    ),
    cure="Name the other paper under `same_as`, or remove the key.",
)
SAME_AS_LOOP = ProblemKind(
    code="P104",
    name="same-as-loop",
    meaning="Several papers name each other under `same_as` in a circle, so none of them is kept.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:1:10: same_as: expected the slug of another "
        "paper, found 'the-price-of-differential-privacy-under-continual-observation', which forms a loop"
        " (data-shapley-equitable-valuation-of-data, "
        "the-price-of-differential-privacy-under-continual-observation, "
        "data-shapley-equitable-valuation-of-data); remove same_as from one of the files"
    ),
    cure="Choose the paper to keep, and remove `same_as` from its file.",
)
CONFLICTING_NOTES = ProblemKind(
    code="P105",
    name="conflicting-notes",
    meaning="Two files in `papers/` are about one paper and contradict each other.",
    example=(
        "papers/data-shapley.yml:1:9: status: expected 'read' as in "
        "papers/data-shapley-equitable-valuation-of-data.yml:1, found 'to-read' for the same paper; keep "
        "one"
    ),
    cure="Keep what is right in the file named after the paper, and delete the other.",
)
SAME_AS_OTHER_ID = ProblemKind(
    code="P106",
    name="same-as-other-id",
    meaning="A file says that two papers are the same, but each has an arXiv id of its own, so they are probably two."
    " They are kept apart.",
    example=(
        "papers/the-price-of-differential-privacy-under-continual-observation.yml:1:10: same_as: expected another page"
        " of this paper, found 'data-shapley-equitable-valuation-of-data' with arXiv id 1904.02868"
        " (enrichment/a.yml:2), while this one has 2112.00828 (enrichment/a.yml:3); remove same_as, or, if one paper"
        " has both ids, confirm 'arxiv: \"1904.02868\"' under corrections in"
        " papers/data-shapley-equitable-valuation-of-data.yml"
    ),
    cure="Remove `same_as`, or correct the id that is wrong. If both ids are of one paper, state the one to show under"
    " `corrections` in the file of the paper that stays.",
)

# --- facts -----------------------------------------------------------------------------------

PUBLISHED_AFTER_LISTING = ProblemKind(
    code="P301",
    name="published-after-listing",
    meaning="A paper's publication date is later than the digest that lists it.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:2:14: corrections.published: expected a date no later"
        " than 2025-01-01, when digests/2025-01-01.txt:3 lists the paper, found '2026-01-01'; correct it"
    ),
    cure="Correct the date.",
)
ID_AFTER_LISTING = ProblemKind(
    code="P302",
    name="id-after-listing",
    meaning="An arXiv id dates from a later month than the digest that lists the paper, so it belongs to another"
    " paper.",
    example=(
        "enrichment/a.yml:3:12: arxiv: expected an arXiv id from no later than 2025-01, the month in which a digest"
        " first lists the paper, found '2504.02868' from 2025-04; look it up on arxiv.org"
    ),
    cure="Look the id up on arxiv.org.",
)
SHARED_ARXIV_ID = ProblemKind(
    code="P303",
    name="shared-arxiv-id",
    meaning="A correction gives a paper the arXiv id of another one, or its DOI, or its id on OpenReview or in the ACL"
    " Anthology. Either the id is wrong, or the two are one paper.",
    example=(
        "papers/the-price-of-differential-privacy-under-continual-observation.yml:2:10: "
        "corrections.arxiv: expected an arXiv id that no other paper has, found '1904.02868', which"
        " 'data-shapley-equitable-valuation-of-data' also has; correct one, or reduce this file to 'same_as:"
        " data-shapley-equitable-valuation-of-data'"
    ),
    cure="Correct the id, or reduce the file to `same_as` with the slug of the other paper.",
)
SHARED_TITLE = ProblemKind(
    code="P304",
    name="shared-title",
    meaning="A correction gives a paper the title of another one, and no ids tell the two apart.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:2:10: corrections.title: expected a title "
        "that no other paper has, found 'The price of differential privacy, under continual observation', which"
        " 'the-price-of-differential-privacy-under-continual-observation' also has; correct one, reduce this file to"
        " 'same_as: the-price-of-differential-privacy-under-continual-observation', or "
        "add the ids of both"
    ),
    cure="Correct the title, reduce the file to `same_as` with the slug of the other paper, or add the ids of both,"
    " such as their DOIs.",
    severity=Severity.WARNING,
)

# --- topics ----------------------------------------------------------------------------------

PAPER_OUTSIDE_TOPIC = ProblemKind(
    code="P401",
    name="paper-outside-topic",
    meaning="`start_here` names a paper that is not in the topic.",
    example=(
        "topics/vision.yml:7:5: start_here[1]: expected a paper of this topic, found "
        "'data-shapley-equitable-valuation-of-data'; remove it here, or add 'vision' under topics in "
        "papers/data-shapley-equitable-valuation-of-data.yml"
    ),
    cure="Remove the paper from `start_here`, or add the topic in the paper's file.",
)
CONTRADICTORY_TOPIC = ProblemKind(
    code="P402",
    name="contradictory-topic",
    meaning="A paper's file both adds and removes a topic.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:2:9: topics.add: expected a topic to be "
        "either added or removed, found 'private-data' also removed on line 3; keep one"
    ),
    cure="Keep one of the two lines.",
)
SHARED_TOPIC_TITLE = ProblemKind(
    code="P403",
    name="shared-topic-title",
    meaning="Two topics share a title, so readers cannot tell them apart.",
    example=(
        "topics/private-data.yml:1:1: title: expected a unique title, found 'Private data', which"
        " topics/data-privacy.yml also uses; choose another, or move the rules of this topic to that file and delete"
        " this one"
    ),
    cure="Rename one of them, or move the rules of one to the other and delete its file.",
    severity=Severity.WARNING,
)
BROAD_RULE = ProblemKind(
    code="P404",
    name="broad-rule",
    meaning="A single rule assigns a topic to more than half of all papers, so it does little to sort them.",
    example=(
        "topics/vision.yml:5:5: rules[1]: expected a rule that matches at most half of all papers, found "
        "one that matches 24 of 26; narrow its phrases, or lower its weight"
    ),
    cure="Narrow the phrases of the rule, or lower its weight.",
    severity=Severity.WARNING,
)
RECOMMENDED_THOUGH_TAKEN_BACK = ProblemKind(
    code="P405",
    name="recommended-though-taken-back",
    meaning="A paper that was withdrawn or retracted is featured, or is in a topic's `start_here`. The lists of papers"
    " to read leave it out.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:1:11: featured: expected a paper that nobody took back,"
        " found one that is retracted (enrichment/a.yml:2); remove it here, or correct its stage in"
        " papers/data-shapley-equitable-valuation-of-data.yml"
    ),
    cure="Remove the recommendation, or correct `stage` in the paper's file.",
    severity=Severity.WARNING,
)

# --- how the list stands ---------------------------------------------------------------------

TOPIC_WITHOUT_PAPERS = ProblemKind(
    code="P501",
    name="topic-without-papers",
    meaning="No paper has this topic yet.",
    example=(
        "topics/zoo.yml:1:1: topic: expected papers, found none that its rules match; widen them, or keep"
        " the topic for future papers"
    ),
    cure="Widen the rules of the topic, or keep it for future papers.",
    severity=Severity.NOTICE,
)
RULE_WITHOUT_PAPERS = ProblemKind(
    code="P502",
    name="rule-without-papers",
    meaning="No paper matches this rule yet.",
    example=(
        "topics/vision.yml:5:5: rules[1]: expected papers, found none that this rule matches; widen it, "
        "or keep it for future papers"
    ),
    cure="Widen the rule, or keep it for future papers.",
    severity=Severity.NOTICE,
)
PAPER_WITHOUT_TOPIC = ProblemKind(
    code="P503",
    name="paper-without-topic",
    meaning="A paper has no topic. It is listed as unsorted.",
    example=(
        "digests/2025-01-01.txt:3:1: topics: expected at least one topic for 'Data Shapley: Equitable "
        "Valuation of Data', found none; widen a topic's rules, or add one in "
        "papers/data-shapley-equitable-valuation-of-data.yml"
    ),
    cure="Widen the rules of a topic, or add a topic in the paper's file.",
    severity=Severity.NOTICE,
)
REDUNDANT_TOPIC_CHANGE = ProblemKind(
    code="P504",
    name="redundant-topic-change",
    meaning="A topic is added that the rules assign anyway, or removed although they do not assign it.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:2:9: topics.add: expected a topic that the "
        "rules miss, found 'private-data', which they assign; remove it"
    ),
    cure="Remove the line.",
    severity=Severity.NOTICE,
)
PAPER_WITHOUT_TITLE = ProblemKind(
    code="P505",
    name="paper-without-title",
    meaning="A digest gives only the arXiv ids of papers, and their titles have not been looked up yet. Their pages"
    " say so.",
    example="digests/2025-01-03.txt:1:1: title: expected the titles of papers, found only ids of 2 of them, such as"
    " arXiv:2405.15216; look them up with papershelf resolve",
    cure="Run `papershelf resolve`, which looks them up, or state them under `corrections` in the papers' files.",
    severity=Severity.WARNING,
)
SECTION_WITHOUT_PAPERS = ProblemKind(
    code="P506",
    name="section-without-papers",
    meaning="`sections` in `site.yml` gives a topic to a heading under which no list has papers.",
    example="site.yml:6:3: sections.Codecs: expected a section of a list with papers, found 'Codecs'; correct"
    " it, or keep it for future lists",
    cure="Correct the heading, or keep the line for future lists.",
    severity=Severity.NOTICE,
)

KINDS = (
    CONFLICTING_ENRICHMENT,
    AUTHOR_COUNT_MISMATCH,
    SAME_AS_ITSELF,
    SAME_AS_LOOP,
    CONFLICTING_NOTES,
    SAME_AS_OTHER_ID,
    PUBLISHED_AFTER_LISTING,
    ID_AFTER_LISTING,
    SHARED_ARXIV_ID,
    SHARED_TITLE,
    PAPER_OUTSIDE_TOPIC,
    CONTRADICTORY_TOPIC,
    SHARED_TOPIC_TITLE,
    BROAD_RULE,
    RECOMMENDED_THOUGH_TAKEN_BACK,
    TOPIC_WITHOUT_PAPERS,
    RULE_WITHOUT_PAPERS,
    PAPER_WITHOUT_TOPIC,
    REDUNDANT_TOPIC_CHANGE,
    PAPER_WITHOUT_TITLE,
    SECTION_WITHOUT_PAPERS,
    *NAME_KINDS,
)
"""All of them."""
