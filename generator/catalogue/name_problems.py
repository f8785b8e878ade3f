"""The kinds of problems with names: slugs and addresses that lead nowhere or elsewhere, with their codes."""

from __future__ import annotations

from generator.model.problem import ProblemKind

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
    meaning="The name is a former one that redirects to another page now.",
    example="",
    cure="Use the name that the message gives.",
)
HIDDEN_PAPER = ProblemKind(
    code="P203",
    name="hidden-paper",
    meaning="The paper that is named here is kept out of the site by its own file.",
    example="",
    cure="Remove the name here, or remove `hidden` from the file of the paper.",
)
REDIRECT_LOOP = ProblemKind(
    code="P204",
    name="redirect-loop",
    meaning="Redirects lead from one name to the next and back again, and never to a page.",
    example="",
    cure="Let one of the redirects name the page itself.",
)
UNKNOWN_PAGE = ProblemKind(
    code="P205",
    name="unknown-page",
    meaning="A redirect leads to a topic or digest that does not exist.",
    example="site.yml:9:19: redirects.topics/secrets: expected the address of a page, found 'topics/privat-data'."
    " Did you mean 'topics/private-data'?",
    cure="Copy the end of the address of the page.",
)
REDIRECT_FROM_PAGE = ProblemKind(
    code="P206",
    name="redirect-from-page",
    meaning="A redirect leads away from a page that exists, which nobody could open any more.",
    example="",
    cure="Remove the redirect, or correct the former name.",
)
CONFLICTING_REDIRECT = ProblemKind(
    code="P207",
    name="conflicting-redirect",
    meaning="A redirect and a `same_as` lead from one slug to different papers.",
    example="",
    cure="Keep one of them.",
)
DUPLICATE_NOTES = ProblemKind(
    code="P208",
    name="duplicate-notes",
    meaning="A paper has a file under its former slug as well as one under its slug.",
    example="",
    cure="Move what the older file says to the other, and delete it.",
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
    meaning="A topic names an area that `site.yml` does not list, so the topic is left out of the site.",
    example="topics/vision.yml:2:7: area: expected the slug of an area in site.yml, found 'visoin'."
    " Did you mean 'vision'?",
    cure="Name an area of `site.yml`, or add the area there.",
)
RESERVED_TOPIC_NAME = ProblemKind(
    code="P211",
    name="reserved-topic-name",
    meaning="The name of a topic's file would give it the address of a page that the site makes itself.",
    example="",
    cure="Rename the file.",
)
UNKNOWN_TITLE = ProblemKind(
    code="P212",
    name="unknown-title",
    meaning="An item of an enrichment file is about a title that no digest has.",
    example="enrichment/a.yml:2:12: title: expected a title in a digest, found 'Quantum Gravity'; copy it from there,"
    " or remove the item",
    cure="Copy the title from the digest, or remove the item.",
)

# --- published addresses ---------------------------------------------------------------------

PERMALINKS_CONFLICT = ProblemKind(
    code="P601",
    name="permalinks-conflict",
    meaning="Git left a conflict marker in `permalinks.txt`, because two branches added addresses.",
    example="",
    cure="Delete the markers and keep the lines of both sides.",
)
INVALID_PERMALINK = ProblemKind(
    code="P602",
    name="invalid-permalink",
    meaning="A line of `permalinks.txt` is not the address of a paper, topic or digest.",
    example="",
    cure="Correct the line, or delete it.",
)
LOST_PERMALINK = ProblemKind(
    code="P603",
    name="lost-permalink",
    meaning="A page that was published is gone, so links to it from elsewhere are broken.",
    example="",
    cure="Bring the page back, add a redirect in `site.yml`, or delete the line from `permalinks.txt` to give the"
    " address up for good.",
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
    PERMALINKS_CONFLICT,
    INVALID_PERMALINK,
    LOST_PERMALINK,
)
"""All of them, by code."""
