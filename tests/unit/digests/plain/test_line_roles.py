"""What lines are for, once their neighbours are known."""

from __future__ import annotations

import pytest

from generator.digests.plain.line_roles import LineRole, assign_roles
from generator.digests.plain.lines import LineKind, split_lines

PROSE = "We study what a line of text is for when nothing but its neighbours can tell, and we show that they can."
SIGNS = {
    "f": LineRole.BOILERPLATE,
    "h": LineRole.HEADING,
    "t": LineRole.TEXT,
    "u": LineRole.UPVOTES,
    "a": LineRole.AUTHORS,
    "o": LineRole.ORGANISATION,
    ".": LineRole.DOT,
    "d": LineRole.DATE,
    "c": LineRole.COMMENTS,
    "l": LineRole.PAPER_ADDRESS,
    "?": LineRole.UNKNOWN,
}


def roles(text: str) -> str:
    """The roles of the lines of a scrape, a sign for each; ``PROSE`` in the text is an abstract."""
    lines = [line for line in split_lines(text.replace("PROSE", PROSE)) if line.kind is not LineKind.BLANK]
    sign_of = {role: sign for sign, role in SIGNS.items()}
    return "".join(sign_of[role] for role in assign_roles(lines))


NEIGHBOURS = {
    "a header ends with its date": ("new\nSubscribe\nOct 31\nTitle\nPROSE", "ffhtt"),
    "a header's date may be in two lines": ("Subscribe\nOct\n31\nTitle\nPROSE", "fhhtt"),
    "a header may go on after its date": ("Subscribe\nOct 31\nweekly\nmonthly\nTitle\nPROSE", "fhfftt"),
    "a search stands above the date": ("new\nSubscribe\nmath\nOct 31\nTitle\nPROSE", "ff?htt"),
    "a date with comments heads no page": ("Subscribe\nOct 31 2\nPROSE", "fdt"),
    "a date after a long line heads no page": ("Subscribe\nPROSE\nOct 31", "ftd"),
    "a date after text alone heads no page": ("Title\nOct 31\nPROSE", "tdt"),
    "a date after authors heads no page": ("Subscribe\nTitle\n6 authors\n·\nOct 31", "fta.d"),
    "a footer is boilerplate": ("Title\nPROSE\nPrevious\nNext", "ttff"),
    "one word of a menu is a title": ("Title\nPROSE\nSpaces\nPROSE", "tttt"),
    "two words of a menu are titles": ("Title\nPROSE\nSpaces\nModels\nPROSE", "ttttt"),
    "three words of a menu are a menu": ("Title\nPROSE\nSpaces\nModels\nDocs\nPROSE", "ttffft"),
    "a submitter is no paper": ("Submitted by\nakhaliq\nTitle\nPROSE", "fftt"),
    "a submitter may be called like a menu": ("Submitted by\nnew\nTitle\nPROSE", "fftt"),
    "a submitter has a short name": ("Submitted by\nThe Price of Privacy under Continual Observation\nPROSE", "ftt"),
    "a submitter has few words for a name": ("Submitted by\na b c d e f\nPROSE", "ftt"),
    "a submitter on the line leaves the next alone": ("Submitted by akhaliq\nTitle\nPROSE", "ftt"),
    "an address of a paper": ("Title\nhttps://arxiv.org/abs/2501.00010\nPROSE", "tlt"),
    "an address of the page": ("Title\nPROSE\nhttps://huggingface.co/login?next=1\n12", "ttff"),
    "any other address is text": ("Title\nPROSE\nhttps://example.org/", "ttt"),
    "who published stands before the dot": ("Title\nPROSE\n\nGoogle\n·\nOct 3", "tto.d"),
    "who published may be a block": ("Title\n\nPROSE\n\nGoogle\n\n·\n\nOct 3", "tto.d"),
    "who published comes after an address": ("Title\nhttps://arxiv.org/abs/2501.00010\nGoogle\n·\nOct 3", "tlo.d"),
    "a sentence did not publish": ("Title\nPROSE\n\nCode follows.\n·\nOct 3", "ttt.d"),
    "a title did not publish": ("Title\n·\nOct 3", "t.d"),
    "a dot without a date names nobody": ("Title\nPROSE\nGoogle\n·\n6 authors", "ttt.a"),
    "a number above a title": ("12\nTitle\nPROSE", "utt"),
    "a dash above a title": ("-\nTitle\nPROSE", "utt"),
    "a number below a date": ("Title\nPROSE\n·\nOct 3\n7", "tt.dc"),
    "a number between cards, no upvotes": ("Title\nPROSE\n·\nOct 3\n7\nTitle\nPROSE", "tt.dctt"),
    "a number between cards, with upvotes": ("9\nTitle\nPROSE\n·\nOct 3\n7\nTitle\nPROSE", "utt.dutt"),
    "two numbers between cards": ("Title\nPROSE\n·\nOct 3\n7\n8\nTitle\nPROSE", "tt.dcutt"),
    "three numbers between cards": ("Title\nPROSE\n·\nOct 3\n7\n8\n9\nTitle\nPROSE", "tt.dc?utt"),
    "a submitter between two numbers": ("T\nPROSE\n·\nOct 3\n7\nSubmitted by\nhe\n8\nT\nPROSE", "tt.dcffutt"),
    "a number at the very end": ("Title\nPROSE\n12", "ttf"),
}
"""Each story with a page and the roles of its lines."""


@pytest.mark.parametrize(("text", "expected"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_neighbours_decide(text: str, expected: str) -> None:
    assert roles(text) == expected


def test_a_header_is_only_searched_at_the_top() -> None:
    menu = "\n".join(["Spaces"] * 70)
    assert roles(f"{menu}\nOct 31\nTitle\nPROSE") == "f" * 70 + "dtt"
