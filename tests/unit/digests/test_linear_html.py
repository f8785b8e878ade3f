"""Whatever ends the parsing of a page is reported, and what precedes it is read."""

from __future__ import annotations

import pytest

from generator.digests.reader import read_digest

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p>
<DT><A HREF="https://arxiv.org/abs/2501.00010">A Paper on Whales</A>
<DT><A HREF="https://arxiv.org/abs/2501.00011">A Paper on Seals</A>
"""
LIST = """<html><body><h1>Papers</h1><ul>
<li><a href="https://arxiv.org/abs/2501.00010">A Paper on Whales</a></li>
<li><a href="https://arxiv.org/abs/2501.00011">A Paper on Seals</a></li>
"""
BROKEN = "<![x[ y ]>\n"
ICE = '<li><a href="https://arxiv.org/abs/2501.00012">A Paper on Ice</a></li>\n'


@pytest.mark.parametrize("page", [BOOKMARKS, LIST], ids=["bookmarks", "list"])
@pytest.mark.parametrize(
    ("end", "found"),
    [(BROKEN + ICE, "unknown status keyword"), (ICE[:30], "a truncated tag")],
    ids=["broken", "cut off"],
)
def test_what_is_not_read_is_reported_and_what_precedes_it_kept(page: str, end: str, found: str) -> None:
    digest, problems = read_digest("digests/2026-11-20.html", (page + end).encode())
    assert digest is not None
    assert [entry.title for entry in digest.entries] == ["A Paper on Whales", "A Paper on Seals"]
    (problem,) = (problem for problem in problems if problem.kind.name == "malformed-html")
    assert found in problem.message
    assert problem.message.endswith("the rest of the file was not read")
