"""The kinds of problems that texts have which are no papers, whatever form they were read in."""

from __future__ import annotations

from generator.model.problem import ProblemKind, Severity

LOST_PAPERS = ProblemKind(
    code="D125",
    name="lost-papers",
    meaning=(
        "The file is in another form than it was read as, or it names papers by arXiv ids or DOIs of which next to"
        " none could be read. Nothing was taken from it, because the rest would be wrong."
    ),
    example=(
        "digests/2025-10-31.txt:1:1: file: expected a list of papers, found a LaTeX file that was taken for a page"
        " saved as text; export the list as BibTeX, RIS or CSV, or as a list of arXiv ids, one a line"
    ),
    cure="Do as the message says: name the form with `papershelf add --as`, or export the list in another one.",
)
NOT_A_PAPER = ProblemKind(
    code="D126",
    name="not-a-paper",
    meaning="What looks like a paper is none: its title is markup, an id or a heading, or its abstract is a table.",
    example=(
        "digests/2025-10-31.txt:1:1: title: expected the title of a paper, found the name of a field: 'Abstract'; it"
        " was left out"
    ),
    cure="Check what the file holds there. If it is a list or a table, name its form with `papershelf add --as`.",
)
PUBLISHED_AFTER_DIGEST = ProblemKind(
    code="D127",
    name="published-after-digest",
    meaning="A paper is dated after the day of the digest that lists it. One day can be a matter of time zones.",
    example=(
        "digests/2025-10-31.txt:1:1: published: expected a date up to 2025-10-31, found 2025-11-05 for 'The Price of"
        " Differential Privacy under Continual Observa...'; check the date of the digest"
    ),
    cure="Check that the name of the file states the day of the page; otherwise correct the date in the paper's file.",
    severity=Severity.WARNING,
)
ITEM_WITHOUT_PAPER = ProblemKind(
    code="D128",
    name="item-without-paper",
    meaning=(
        "An item of a list, a bibliography or a feed is no paper: a talk, a tool, a web page, an announcement. It was"
        " left out."
    ),
    example=(
        "digests/2025-10-31.md:3:1: link: expected a link to a paper, found a link to something else in"
        " 'A Talk about Loops - video.'; it was left out"
    ),
    cure="Nothing needs doing, unless it is a paper: then add a link to it, or its arXiv id, where the list is kept.",
    severity=Severity.WARNING,
)
UNREAD_ITEM = ProblemKind(
    code="D130",
    name="unread-item",
    meaning=(
        "The file names a paper beside the items of its list: pasted in another form, or in the text around the list."
        " It was left out; the rest of the file was read."
    ),
    example=(
        "digests/2025-10-31.ris:6:1: paper: expected nothing but items of the list, found a paper beside them,"
        " 2501.00011 in '[1] Li Wei. Data Shapley. arXiv preprint arXiv:2501.00011...'; it was left out"
    ),
    cure="If the paper belongs to the list, add it as the other items of the file are written.",
    severity=Severity.WARNING,
)
GUARD_KINDS = (LOST_PAPERS, NOT_A_PAPER, PUBLISHED_AFTER_DIGEST, ITEM_WITHOUT_PAPER)
"""The first of them, in the order of their codes; that of ``UNREAD_ITEM`` comes after those of the readers."""
