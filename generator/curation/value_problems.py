"""The kinds of problems with single values, with their codes."""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

INVALID_LENGTH = ProblemKind(
    code="C301",
    name="invalid-length",
    meaning="A value is too short or too long for its key.",
    example="topics/vision.yml:1:8: title: expected text of 3 to 60 characters, found 'V' (1 character)",
    cure="Shorten or lengthen the text.",
)
INVALID_PHRASE = ProblemKind(
    code="C302",
    name="invalid-phrase",
    meaning="A phrase in a rule could never be found: it has no letter or digit, is too long, or is written as a"
    " regular expression.",
    example=(
        "topics/private-data.yml:5:11: rules[1].any[1]: expected a phrase of 2 to 80 characters with a "
        "letter or digit, found 'data.*'; phrases cannot be regular expressions: write words, with * only"
        " at the end or beginning of one"
    ),
    cure="Write the words as they occur in papers. A `*` at the end or beginning of a word stands for any letters.",
)
INVALID_SLUG = ProblemKind(
    code="C303",
    name="invalid-slug",
    meaning="A name used in addresses contains characters other than lower-case letters, digits and hyphens.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:3:7: topics.add[1]: expected a topic's file "
        "name in lower-case letters, digits and hyphens, found 'Private data'. Did you mean "
        "'private-data'?"
    ),
    cure="Copy the last part of the page's address, or the name of the file without `.yml`.",
)
INVALID_PAGE_NAME = ProblemKind(
    code="C304",
    name="invalid-page-name",
    meaning="A redirect names something other than a paper's slug, `topics/SLUG` or `digests/DAY`.",
    example="site.yml:6:3: redirects: expected a former page: a paper's slug, topics/SLUG or digests/DAY,"
    " found '../evil'. Did you mean 'evil'?",
    cure="Write a paper's slug alone, and a topic or digest with its folder: `topics/SLUG`, `digests/DAY`.",
)
INVALID_CHOICE = ProblemKind(
    code="C305",
    name="invalid-choice",
    meaning="A value is not one of the few that are allowed here, such as `true` and `false`.",
    example="topics/vision.yml:5:12: rules[1].where: expected one of title, abstract, both, found 'titel'."
    " Did you mean 'title'?",
    cure="Write one of the values that the message lists, in lower-case letters.",
)
INVALID_NUMBER = ProblemKind(
    code="C306",
    name="invalid-number",
    meaning="A value is not a number, or is outside the range allowed here.",
    example="topics/vision.yml:5:12: rules[1].times: expected a whole number from 2 to 20, found 'twice'",
    cure="Write a number within the range, in digits.",
)
INVALID_DAY = ProblemKind(
    code="C307",
    name="invalid-date",
    meaning="A date is not written as year, month and day, or does not exist.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:2:14: corrections.published: expected a date like"
        " 2025-10-31, found '30.12.2024'. Did you mean '2024-12-30'?"
    ),
    cure="Write the date in the form `2025-10-31`.",
)
INVALID_ARXIV_ID = ProblemKind(
    code="C308",
    name="invalid-arxiv-id",
    meaning="A value is not an arXiv id: digits are missing, or the month does not exist.",
    example="enrichment/a.yml:3:12: papers[1].arxiv: expected an arXiv id like 2501.00010, found '1904.028';"
    " look it up on arxiv.org and copy every digit",
    cure="Copy the id from arxiv.org, and put it in quotes.",
)
INVALID_CATEGORY = ProblemKind(
    code="C309",
    name="invalid-category",
    meaning="A value is not in the form of an arXiv category.",
    example=(
        "enrichment/a.yml:4:27: papers[1].categories[2]: expected an arXiv category like cs.LG or "
        "quant-ph, found 'Machine Learning'"
    ),
    cure="Copy the category from arXiv, such as `cs.LG` or `quant-ph`.",
)
INVALID_ADDRESS = ProblemKind(
    code="C310",
    name="invalid-address",
    meaning="A value is not a web address, or is one that no list should link to, because it contains a password or"
    " runs a script.",
    example=(
        "papers/data-shapley-equitable-valuation-of-data.yml:3:10: links[1].url: expected an address that"
        " begins with https:// or http://, found 'github.com/a/b'. Did you mean 'https://github.com/a/b'?"
    ),
    cure="Copy the whole address from the browser, including `https://`.",
)
INVALID_HOST = ProblemKind(
    code="C311",
    name="invalid-host",
    meaning="A mirror is given as something other than a bare host name.",
    example="site.yml:6:3: mirrors: expected a host like huggingface.co, without https:// or a path,"
    " found 'https://hf-mirror.com'",
    cure="Write only the host, such as `huggingface.co`.",
)
INVALID_DOI = ProblemKind(
    code="C316",
    name="invalid-doi",
    meaning="A value is not a DOI: it does not begin with `10.` and the number of a registrant, or has no name after"
    " the slash.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:2:8: corrections.doi: expected a DOI like"
    " 10.1038/nature14539, found '10.1038'; copy it from the publisher's page",
    cure="Copy the DOI from the publisher's page, with or without `https://doi.org/`. An arXiv id, also as a DOI of"
    " arXiv (`10.48550/arXiv.…`), belongs under `arxiv`.",
)
INVALID_OPENREVIEW_ID = ProblemKind(
    code="C317",
    name="invalid-openreview-id",
    meaning="A value is neither the id of a paper on OpenReview nor the address of its forum.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:2:15: corrections.openreview: expected an OpenReview"
    " id like rJl0r3R9KX, found 'ICLR'; copy the address of the paper's forum, which ends in 'forum?id=...'",
    cure="Copy the address of the paper's page on openreview.net, or what follows `id=` in it.",
)
INVALID_ACL_ID = ProblemKind(
    code="C318",
    name="invalid-acl-id",
    meaning="A value is neither the id of a paper in the ACL Anthology nor its address.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:2:8: corrections.acl: expected an id of the ACL"
    " Anthology like 2026.acl-long.12 or P19-1001, found 'ACL 2026'; copy the address of the paper's page there",
    cure="Copy the address of the paper's page on aclanthology.org, or the id in it.",
)
INVALID_EMAIL_ADDRESS = ProblemKind(
    code="C319",
    name="invalid-email-address",
    meaning="A value is not an e-mail address: it has no `@` with a host after it, holds a name or several addresses,"
    " or has letters before the `@` that not every mail server takes.",
    example="site.yml:7:9: newsletter.from: expected an e-mail address like digest@example.org, found"
    " 'Shelf <digest@example.org>'. Did you mean 'digest@example.org'?",
    cure="Write the address alone, such as `digest@example.org`. The name that readers see is the title of the list.",
)
PLACEHOLDER_TEXT = ProblemKind(
    code="C312",
    name="placeholder-text",
    meaning="A text is still the one that `papershelf new` or a link on the site put into a new file.",
    example="topics/sound.yml:3:8: scope: expected text of 20 to 300 characters, found the words of a new file;"
    " write your own",
    cure="Write the text in your own words.",
)
INVISIBLE_CHARACTERS = ProblemKind(
    code="C315",
    name="invisible-characters",
    meaning="A text contains characters that no reader sees, such as marks of the writing direction or spaces without"
    " a width. They are usually pasted by accident, and left out.",
    example="site.yml:1:8: title: expected text, found the invisible character U+200B after 'Sh'; delete it, or type"
    " the text around it again",
    cure="Delete the character, or type the text around it again.",
    severity=Severity.WARNING,
)
INVALID_ORCID = ProblemKind(
    code="C320",
    name="invalid-orcid",
    meaning="A value is not an ORCID: it is not four groups of four digits, or its last character, which is worked out"
    " from the others, is not the right one.",
    example="site.yml:7:12: aliases[1].orcid: expected an ORCID like 0000-0002-1825-0097, found '0000-0002-1825-0098',"
    " whose digits end in 7 or are mistyped; copy it from the page of the person at orcid.org",
    cure="Copy the ORCID from the page of the person at orcid.org.",
)

VALUE_KINDS = (
    INVALID_LENGTH,
    INVALID_PHRASE,
    INVALID_SLUG,
    INVALID_PAGE_NAME,
    INVALID_CHOICE,
    INVALID_NUMBER,
    INVALID_DAY,
    INVALID_ARXIV_ID,
    INVALID_CATEGORY,
    INVALID_ADDRESS,
    INVALID_HOST,
    PLACEHOLDER_TEXT,
    INVISIBLE_CHARACTERS,
    INVALID_DOI,
    INVALID_OPENREVIEW_ID,
    INVALID_ACL_ID,
    INVALID_EMAIL_ADDRESS,
    INVALID_ORCID,
)
"""All of them, by code."""
