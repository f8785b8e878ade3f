"""Finds the title in an item or a cell: the linked text, the text in bold or in quotation marks, or how it begins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from generator.digests.lists.item_facts import ET_AL, day_in, is_name, is_preprint_server, names_in, venue_in, year_in
from generator.digests.lists.paper_links import is_beside_paper, is_label, is_pdf, is_web, paper_address
from generator.digests.lists.spans import Span, Spans

LONGEST_TITLE = 350
"""Characters. The longest titles on arXiv have fewer."""
Pieces = tuple[tuple[str, bool], ...]
"""Text beside the title, each with whether it is set off, as authors in italics are."""

_QUOTED = re.compile(r"[\"“«「](?P<title>[^\"“”«»「」\n]{8,350}?)[,.]?[\"”»」]")
_CITATION = re.compile(r"(?P<names>[^\n]{3,600}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?(?:,[^()]{0,30})?\)[.,:]?\s+(?P<rest>\S.*)", re.S)
"""As the American Psychological Association writes references: names, the year in brackets, the title."""
_SEPARATOR = re.compile(r"\n|\s{2,}|\s+[-–—|·]+\s+|\.\s+|[?!]\s+|,\s+|\s*[(（\[]|\s+by\s+")
_HARD = re.compile(r"\n|\s{2,}")
_ID_BEFORE = re.compile(r"\s*[\[(]?(?:arxiv:\s?)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?[\])]?[\s:.,|-]+(?=\S)", re.I)
_NUMBER_BEFORE = re.compile(r"\s*(?:#?\d{1,4}[.)]\s+|\d{1,4}\s*[|:]\s+)")
_BRACKET_BEFORE = re.compile(r"\s*[\[(【]([^\[\]()【】]{1,60})[\])】]\s*[:,.-]?\s*(?=\S)")
_BRACKET_BEHIND = re.compile(r"\s*[,.]?\s*[\[(【]([^\[\]()【】]{1,60})[\])】]\s*\.?\s*$")
_EDGES = " \t\n-–—:|,;·•*_`~➡→✨"
_QUOTES = {'"': '"', "“": "”", "‘": "’", "«": "»", "「": "」", "《": "》"}
_TAG_WORDS = re.compile(r"\W*(?:new|hot|updated?|recommended|must read|survey|review|\d+|tl;?dr|note|notes|paper|title|important)\W*", re.I)


@dataclass(frozen=True, slots=True)
class TitledItem:
    """An item taken apart."""

    title: str
    """Empty if there is none."""
    target: str | None
    """Where the title leads."""
    rest: Pieces
    """All other text that is no link."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text in one link, or in bold, or neither."""

    text: str
    target: str | None
    is_strong: bool
    is_emphasised: bool

    @property
    def is_candidate(self) -> bool:
        return bool(self.target or self.is_strong)


@lru_cache(maxsize=256)
def titled(spans: Spans, *, is_cell: bool = False) -> TitledItem:
    """The title of an item or a cell, and the text beside it. A cell has no authors behind its title."""
    runs = list(_runs(spans))
    chosen = _chosen(runs)
    plain = _plain(runs, chosen, is_cell=is_cell)
    if chosen is None or plain is not None:
        return plain or TitledItem("", None, _pieces(runs))
    return _with_subtitle(runs, chosen)


def _chosen(runs: Sequence[_Run]) -> int | None:
    """The run that is the title. One in bold is only if nothing but facts precedes it: other bold text is stressed."""
    has_label = any(run.target and _leads_to_paper(run.target) for run in runs)
    for index, run in enumerate(runs):
        if _is_title(run, has_label=has_label):
            before = clean_title("".join(other.text for other in runs[:index] if not other.target))
            if _leads_to_paper(run.target or "") or not re.search(r"[^\W\d_]", before) or _is_beside_title(before):
                return index
    return None


def _is_beside_title(text: str) -> bool:
    parts = [part.strip(_EDGES + "[]().") for part in re.split(r"[\[\]()]|\s[-–—|]\s|\. ", text) if part.strip(_EDGES + "[]().")]
    return all(_is_fact(part) or is_label(part) or _TAG_WORDS.fullmatch(part) or names_in(part) for part in parts)


def _leads_to_paper(target: str) -> bool:
    return paper_address(target) is not None or is_pdf(target)


def paper_titles(spans: Spans) -> list[tuple[str, str]]:
    """The links of an item that are titles of papers, each with where it leads."""
    return [
        (run.text, run.target)
        for run in _runs(spans)
        if run.target and _leads_to_paper(run.target) and _is_title(run, has_label=True) and len(run.text.split()) > 2
    ]


def _runs(spans: Spans) -> Iterator[_Run]:
    """Text in bold that holds a link is one run with it, and so are links in several styles."""

    def kind(span: Span) -> tuple[str | None, bool]:
        return span.target, span.is_strong and not span.target

    for (target, is_strong), group in groupby((span for span in spans if span.fold is None), kind):
        members = list(group)
        text = "".join(member.text for member in members)
        is_emphasised = all(member.is_emphasised for member in members if member.text.strip())
        if text:
            yield _Run(text, target, is_strong or (target is not None and members[0].is_strong), is_emphasised)


def _is_title(run: _Run, *, has_label: bool) -> bool:
    """Can a run be the title: linked to the paper, or in bold, and neither a label nor a fact?"""
    text = clean_title(run.text)
    if not run.is_candidate or not re.search(r"[^\W\d_]", text) or is_label(text) or _is_fact(text):
        return False
    if _TAG_WORDS.fullmatch(text) or (run.is_strong and not run.target and text.endswith(":") and len(text.split()) < 3):
        return False
    if run.target is None:
        return not run.text.strip().endswith(":") or len(text.split()) > 2
    if _leads_to_paper(run.target):
        return not is_beside_paper(text)
    return is_web(run.target) and (run.is_strong or (has_label and not is_name(text)))


def _is_fact(text: str) -> bool:
    """Is a text a venue, a date or a number?"""
    return bool(venue_in(text) or day_in(text) or year_in(text) or is_preprint_server(text))


# --- a title with nothing to mark it ---------------------------------------------------------


def _plain(runs: Sequence[_Run], chosen: int | None, *, is_cell: bool) -> TitledItem | None:
    """The title at the beginning of an item whose text comes before any link or bold text that could be one."""
    end = next((index for index, run in enumerate(runs) if run.target), len(runs)) if chosen is None else chosen
    before = "".join(run.text for run in runs[:end] if not run.target)
    if chosen is None:
        found = _split_cell(_opened(before)) if is_cell else _split_plain(_opened(before))
        if found:
            title, rest = found
            return TitledItem(clean_title(title), None, ((rest, False), *_pieces(runs[end:])))
        return None
    is_sure = runs[chosen].target is not None and _leads_to_paper(runs[chosen].target or "")
    quoted = _QUOTED.search(before)
    if is_sure or not quoted:
        return None
    return TitledItem(clean_title(quoted["title"]), None, _pieces([*_cut(before, quoted), *runs[end:]]))


def _cut(text: str, match: re.Match[str]) -> list[_Run]:
    return [_Run(part, None, is_strong=False, is_emphasised=False) for part in (text[: match.start()], text[match.end() :])]


def _opened(text: str) -> str:
    """A text without a bracket at its end that only holds links: ``A Title (read more on``."""
    return re.sub(r"[\s,]*[\[(（][^\[\]()（）]{0,40}$", "", text)


def _split_plain(text: str) -> tuple[str, str] | None:
    """A title and what follows it, or precedes it; ``None`` where no title can be told from the rest."""
    text = text.strip()
    if not re.search(r"[^\W\d_]", text):
        return None
    if quoted := _QUOTED.search(text[:1200]):
        return quoted["title"], f"{text[: quoted.start()]}\n{text[quoted.end() :]}"
    bare = without_prefix(text)
    if (citation := _CITATION.fullmatch(text[:2000])) and _are_cited(citation["names"]):
        title, rest = _split_plain(citation["rest"]) or (citation["rest"], "")
        return title, f"{citation['names']}\n{citation['year']}\n{rest}"
    prefix = text[: len(text) - len(bare)]
    cut = _cut_of(bare[:1500])
    title, rest = (bare[: cut[0]], bare[cut[1] :]) if cut else (bare, "")
    return (title, f"{prefix}\n{rest}") if len(title) <= LONGEST_TITLE else None


def _split_cell(text: str) -> tuple[str, str] | None:
    """The title in a cell, up to a break, and the rest of the cell."""
    bare = without_prefix(text.strip())
    hard = _HARD.search(bare)
    title, rest = (bare[: hard.start()], bare[hard.end() :]) if hard else (bare, "")
    return (title, rest) if len(title) <= LONGEST_TITLE and re.search(r"\w", title) else None


def _are_cited(names: str) -> bool:
    bare = re.sub(r"(?:\b[^\W\d_]\.\s?-?)+", " ", names).replace("&", " ").replace(",", " ")
    return len(bare) < len(names) and all(word[0].isupper() or word in ("and", "et", "al.", "de", "van", "von") for word in bare.split())


def _cut_of(text: str) -> tuple[int, int] | None:
    """Where a title ends, and where the text after its separator begins."""
    matches = list(_SEPARATOR.finditer(text))
    for index, match in enumerate(matches):
        following = _until_break(text, match, matches[index + 1 :])
        if _HARD.fullmatch(match[0]) or _is_after_title(following, match[0]):
            end = match.end() if match[0].strip() not in ("(", "（", "[") else match.start()
            return match.start() + (match[0][:1] in "?!"), end
    return None


def _until_break(text: str, match: re.Match[str], others: Sequence[re.Match[str]]) -> str:
    """What stands between a separator and the next that is not a comma."""
    end = next((other.start() for other in others if not other[0].startswith(",")), len(text))
    return text[match.end() : end].strip(" .,;)]）")


def _is_after_title(text: str, separator: str) -> bool:
    """Is a text authors or a venue, as they follow a title?"""
    if not text:
        return False
    parts = [part.strip() for part in text.split(",") if part.strip()]
    names = len(names_in(text))
    if names > 1 or _is_fact(text):
        return True
    while parts and _is_fact(parts[-1]):
        parts.pop()
    named = len(parts) < text.count(",") + 1 and bool(names_in(", ".join(parts)))
    begins_with_name = bool(ET_AL.search(text)) and text[:1].isupper() and len(ET_AL.split(text)[0].split()) <= 12
    is_lonely_name = names == 1 and not separator.startswith((",", "(", " ("))
    return named or begins_with_name or is_lonely_name


# --- a title that is marked ------------------------------------------------------------------


def _with_subtitle(runs: Sequence[_Run], chosen: int) -> TitledItem:
    """The title that a run is, with the subtitle behind a short name: ``[Codec](...): Coding of Whispered Speech``."""
    run = runs[chosen]
    title, others = run.text, list(runs[chosen + 1 :])
    if others and others[0].target is None:
        taken = _subtitle(title, others[0].text)
        if taken:
            joint = title.rstrip(" :")
            title = f"{joint}: {others[0].text[:taken].lstrip(' :')}"
            others[0] = _Run(others[0].text[taken:], None, others[0].is_strong, others[0].is_emphasised)
    if len(title) > LONGEST_TITLE:
        return TitledItem("", run.target, _pieces(others))
    prefix = title[: len(title) - len(without_prefix(title))]
    behind = _BRACKET_BEHIND.search(title)
    marks = ((prefix, False), (behind[1] if behind else "", False))
    return TitledItem(clean_title(title), run.target, (*marks, *_pieces([*runs[:chosen], *others])))


def _subtitle(title: str, following: str) -> int:
    """How many characters of the text behind a title belong to it. Only words in capitals, as titles are written, do."""
    has_colon = title.rstrip().endswith(":") or following.lstrip(" ")[:1] == ":"
    if not has_colon or len(title.split()) > 5 or "\n" in following[:2]:
        return 0
    cut = _cut_of(following[:600])
    end = re.search(r"\n|\s[-–—|]\s|[\[(]|\.(?:\s|$)", following)
    length = min(cut[0] if cut else len(following), end.start() if end else len(following))
    words = [word for word in re.findall(r"[^\W_][\w'’-]*", following[:length]) if len(word) > 3]
    capitals = sum(not word[0].islower() for word in words)
    return length if words and capitals >= 0.6 * len(words) and length <= LONGEST_TITLE else 0


def _pieces(runs: Sequence[_Run]) -> Pieces:
    """Text that is no link. A link says where a venue is, or who an author is, so such links count as well."""
    pieces: list[tuple[str, bool]] = []
    for run in runs:
        is_fact = run.target is None or _is_fact(run.text.strip()) or (is_name(run.text.strip()) and not is_label(run.text))
        text = run.text if is_fact else "\n"
        if pieces and pieces[-1][1] == run.is_emphasised:
            pieces[-1] = (pieces[-1][0] + text, run.is_emphasised)
        else:
            pieces.append((text, run.is_emphasised))
    return tuple(pieces)


# --- cleaning --------------------------------------------------------------------------------


def clean_title(text: str) -> str:
    """A title without numbering, date, venue, id and badges around it, on one line."""
    title = without_prefix(" ".join(text.split()))
    while (match := _BRACKET_BEHIND.search(title)) and (_is_fact(match[1]) or is_label(match[1])):
        title = title[: match.start()]
    title = _unquoted(_without_signs(title).strip(_EDGES))
    is_short = title.endswith(".") and not title.endswith("..")
    return title[:-1].rstrip() if is_short else title


def without_prefix(text: str) -> str:
    """A text without the number, the date in brackets, the venue in brackets or the arXiv id that precedes a title."""
    start = 0
    while start < len(text):
        bare = len(text) - len(text[start:].lstrip(_EDGES)) if start == 0 else start
        number = _NUMBER_BEFORE.match(text, bare) if start == 0 else None
        bracket, identity = _BRACKET_BEFORE.match(text, bare), _ID_BEFORE.match(text, bare)
        if bracket and (_is_fact(bracket[1]) or is_label(bracket[1]) or _TAG_WORDS.fullmatch(bracket[1])):
            start = bracket.end()
        elif match := number or identity or _DATE_BEFORE.match(text, bare):
            start = match.end()
        else:
            break
    return text[start:]


_DATE_BEFORE = re.compile(r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}[-./]\d{1,2}|(?:19|20)\d\d)\s*[:,|–—-]+\s+(?=\S)|\d{4}[-./]\d{1,2}[-./]\d{1,2}\s+(?=\S)")


def _without_signs(title: str) -> str:
    """A title without emoji around it."""
    start, end = 0, len(title)
    while start < end and _is_sign(title[start]):
        start += 1
    while end > start and _is_sign(title[end - 1]):
        end -= 1
    return title[start:end]


def _is_sign(char: str) -> bool:
    return char in "\ufe0f\u200d\u20e3 " or unicodedata.category(char) in ("So", "Cn", "Sk", "Co")


def _unquoted(title: str) -> str:
    closing = _QUOTES.get(title[:1])
    inner = title[1:-1]
    is_quoted = closing is not None and len(title) > 2 and title.rstrip(".,").endswith(closing) and closing not in inner[:-1]
    return title.rstrip(".,")[1:-1].rstrip(",.") if is_quoted else title
