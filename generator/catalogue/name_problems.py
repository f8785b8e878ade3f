"""The kinds of problems with names: slugs and addresses that lead nowhere or elsewhere, with their codes."""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

# --- names -----------------------------------------------------------------------------------

UNKNOWN_PAPER = ProblemKind(
    code="P201",
    name="unknown-paper",
    meaning="No paper has this slug.",
    example="topics/vision.yml:6:14: start_here[1]: expected the slug of a paper, found 'quantum-gravity'; copy the"
    " last part of the paper page's address",
    cure="Copy the last part of the address of the paper's page.",
)
FORMER_SLUG = ProblemKind(
    code="P202",
    name="former-slug",
    meaning="The name is a former one that now redirects to another page.",
    example=(
        "site.yml:6:19: redirects.topics/secrets: expected the address of a page, found 'topics/privacy',"
        " which now redirects to 'topics/private-data'; use that"
    ),
    cure="Use the name that the message gives.",
)
HIDDEN_PAPER = ProblemKind(
    code="P203",
    name="hidden-paper",
    meaning="The paper that is named here is kept off the site by its own file.",
    example=(
        "topics/private-data.yml:7:5: start_here[1]: expected a paper that is shown, found "
        "'the-price-of-differential-privacy-under-continual-observation', which "
        "papers/the-price-of-differential-privacy-under-continual-observation.yml hides; remove it here"
    ),
    cure="Remove the name here, or remove `hidden` from the paper's file.",
)
REDIRECT_LOOP = ProblemKind(
    code="P204",
    name="redirect-loop",
    meaning="Redirects lead from one name to the next and back again, and never to a page.",
    example=(
        "site.yml:7:6: redirects.a: expected the slug of a paper, found 'b', which forms a loop; name the"
        " page that readers should see"
    ),
    cure="Change one of the redirects so that it points to the page itself.",
)
UNKNOWN_PAGE = ProblemKind(
    code="P205",
    name="unknown-page",
    meaning="A redirect leads to a topic or digest that does not exist.",
    example="site.yml:9:19: redirects.topics/secrets: expected the address of a page, found 'topics/privat-data'."
    " Did you mean 'topics/private-data'?",
    cure="Copy the last part of the page's address.",
)
REDIRECT_FROM_PAGE = ProblemKind(
    code="P206",
    name="redirect-from-page",
    meaning="A redirect starts from a page that still exists, so nobody could open that page.",
    example=(
        "site.yml:11:3: redirects.topics/private-data: expected a former slug, found "
        "'topics/private-data', which is a topic's current slug; remove the redirect"
    ),
    cure="Remove the redirect, or correct the former name.",
)
CONFLICTING_REDIRECT = ProblemKind(
    code="P207",
    name="conflicting-redirect",
    meaning="A redirect and a `same_as` lead from one slug to different papers.",
    example=(
        "site.yml:7:61: redirects.third-paper-on-the-price-of-private-data-and-who-pays-it: expected "
        "'data-shapley-equitable-valuation-of-data' as in "
        "papers/third-paper-on-the-price-of-private-data-and-who-pays-it.yml:1, found "
        "'the-price-of-differential-privacy-under-continual-observation'; keep one"
    ),
    cure="Keep one of them.",
)
DUPLICATE_NOTES = ProblemKind(
    code="P208",
    name="duplicate-notes",
    meaning="A paper has a file under its former slug as well as one under its slug.",
    example=(
        "papers/data-shapley.yml:1:1: file name: expected one file for a paper, found both "
        "papers/data-shapley-equitable-valuation-of-data.yml and 'data-shapley', which redirects to"
        " 'data-shapley-equitable-valuation-of-data'; move the contents of this file to the other and delete it"
    ),
    cure="Move the contents of the older file to the other, and delete the older one.",
)
UNKNOWN_TOPIC = ProblemKind(
    code="P209",
    name="unknown-topic",
    meaning="No file in `topics/` has this name.",
    example="papers/data-shapley-equitable-valuation-of-data.yml:3:7: topics.add: expected a topic,"
    " found 'private-dat'. Did you mean 'private-data'?",
    cure="Write the name of the topic's file, without `.yml`.",
)
UNKNOWN_AREA = ProblemKind(
    code="P210",
    name="unknown-area",
    meaning="A topic names an area that `site.yml` does not list, so the topic is left off the site.",
    example="topics/vision.yml:2:7: area: expected the slug of an area in site.yml, found 'visoin'."
    " Did you mean 'vision'?",
    cure="Use an area listed in `site.yml`, or add the area there.",
)
RESERVED_TOPIC_NAME = ProblemKind(
    code="P211",
    name="reserved-topic-name",
    meaning="The name of a topic's file would give it the address of a page that the site generates.",
    example=(
        "topics/index.yml:1:1: file name: expected a name that the site does not use itself, found "
        "'index'; rename the file"
    ),
    cure="Rename the file.",
)
UNKNOWN_TITLE = ProblemKind(
    code="P212",
    name="unknown-title",
    meaning="An enrichment entry is about a title that no digest has.",
    example="enrichment/a.yml:2:12: title: expected a title in a digest, found 'Quantum Gravity'; copy the title from"
    " the digest, or remove the item",
    cure="Copy the title from the digest, or remove the item.",
)
NAMES_OF_NO_DIGEST = ProblemKind(
    code="P213",
    name="names-of-no-digest",
    meaning="A digest has no papers, and other files name papers that no other digest has. They are probably its"
    " papers, so they are not reported one by one.",
    example="digests/2025-01-01.txt:1:1: papers: expected the papers that other files name, found none;"
    " 4 names are in no other digest, such as 'data-shapley-equitable-valuation-of-data'; save the page again, or"
    " remove this digest to see which names they are",
    cure="Save the page again and replace the digest, or remove it to see which names are wrong.",
)
ALIAS_OF_NOBODY = ProblemKind(
    code="P214",
    name="alias-of-nobody",
    meaning="No paper names an author, or no paper an organisation, as an item of `aliases` in `site.yml` does.",
    example="site.yml:7:12: aliases[1].also[1]: expected an author of a paper, found 'Grace Hoper'. Did you mean"
    " 'Grace Hopper'?",
    cure="Correct the name, say whose it is with `kind`, or remove it. A name of future papers can stay.",
    severity=Severity.WARNING,
)

# --- published addresses ---------------------------------------------------------------------

PERMALINKS_CONFLICT = ProblemKind(
    code="P601",
    name="permalinks-conflict",
    meaning="Git left a conflict marker in `permalinks.txt`, because two branches added addresses.",
    example=(
        "permalinks.txt:8:1: address: expected an address, found the merge-conflict marker '<<<<<<<'; "
        "delete the markers and keep the lines from both sides"
    ),
    cure="Delete the markers and keep the lines from both sides.",
)
INVALID_PERMALINK = ProblemKind(
    code="P602",
    name="invalid-permalink",
    meaning="A line of `permalinks.txt` is not the address of a paper, topic or digest.",
    example=(
        "permalinks.txt:13:1: address: expected an address like papers/SLUG, topics/SLUG or digests/DAY, "
        "found 'topics/private-data/'; correct or delete the line"
    ),
    cure="Correct the line, or delete it.",
)
LOST_PERMALINK = ProblemKind(
    code="P603",
    name="lost-permalink",
    meaning="A page that was published is gone, so links to it from elsewhere are broken.",
    example=(
        "permalinks.txt:5:1: papers/data-shapley-equitable-evaluation-of-data: expected a page at this "
        "published address, found none; bring it back, or add 'data-shapley-equitable-evaluation-of-data:"
        " data-shapley-equitable-valuation-of-data' under redirects in site.yml"
    ),
    cure="Bring the page back, add a redirect in `site.yml`, or delete the line from `permalinks.txt` to give the"
    " address up for good.",
)
ADDRESS_OF_TWO_PAPERS = ProblemKind(
    code="P604",
    name="address-of-two-papers",
    meaning="Two lines give one address to different papers, as when two branches published it.",
    example=(
        "permalinks.txt:6:1: papers/data-shapley-equitable-valuation-of-data: expected one paper for each address,"
        " found another one on line 5; delete this line"
    ),
    cure="Delete one of the lines. The paper of that line gets another address.",
)

NAME_KINDS = (
    UNKNOWN_PAPER,
    FORMER_SLUG,
    HIDDEN_PAPER,
    REDIRECT_LOOP,
    UNKNOWN_PAGE,
    REDIRECT_FROM_PAGE,
    CONFLICTING_REDIRECT,
    DUPLICATE_NOTES,
    UNKNOWN_TOPIC,
    UNKNOWN_AREA,
    RESERVED_TOPIC_NAME,
    UNKNOWN_TITLE,
    NAMES_OF_NO_DIGEST,
    ALIAS_OF_NOBODY,
    PERMALINKS_CONFLICT,
    INVALID_PERMALINK,
    LOST_PERMALINK,
    ADDRESS_OF_TWO_PAPERS,
)
"""All of them, by code."""
