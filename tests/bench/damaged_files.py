"""Reads files of every form, whole and damaged, and says whether a paper was lost or invented.

    python tests/bench/damaged_files.py [--files 20000] [--seed 1] [--form NAME ...] [--show 10]

Each file is a list of made-up papers in one of the forms in which people keep papers. Most are damaged: cut off, with
lines lost, swapped or repeated, with a piece of another form inside, or with broken markup. Each paper that the file
still names must be in an entry or in a problem, no title may look like markup, a table, an id or an address, and
nothing may fail. Prints what was found for each form, and exits with 1 if anything was lost or invented.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from support.printed_lists import FORMS, MadeUpPaper, made_up_papers  # noqa: E402 - found by the path above

from generator.digests.reader import read_digest  # noqa: E402
from generator.model.digest import Digest, Entry  # noqa: E402
from generator.model.problem import Problem  # noqa: E402

_NO_TITLE = re.compile(
    r"https?://|\]\(|\[\[|\]\]|^\s*\||\|\s*$|^\s*[#>]\s|^#{1,6} |^\s*[-*+] |</?[a-zA-Z][^<>]*>|^@\w+\s*[{(]"
    r"|^[A-Z][A-Z0-9]  ?- |^(?:title|author|year|eprint|abstract)\s*=|^\W*\d{4}\.\d{4,5}(?:v\d+)?\W*$"
    r"|^\[\d+\]\s*arXiv:|^10\.\d{4,}/\S+$|^\W*\d{4}[-./]\d\d[-./]\d\d\W*$|^\"\w+\":|^[{}\[\]]"
    r"|^\W*(?:authors?|abstract|title|contents|published)\W*$|^\\(?:begin|end|bibitem|newblock)|^:?-{2,}|\*\*",
    re.I,
)  # fmt: skip
_NEAR = 12
"""Lines of an item, at most, from the one that names it."""
_BREAKABLE = "|[](){}<>\"'#*-@=,:\\/_\n"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be."""

    form: str
    damage: str
    what: str
    detail: str
    text: str


# --- damage ----------------------------------------------------------------------------------


def _whole(text: str, _: random.Random) -> str:
    return text


def _cut_off(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


def _without_beginning(text: str, chance: random.Random) -> str:
    return text[chance.randrange(len(text)) :]


def _with_lines(text: str, chance: random.Random, change: Callable[[list[str], int, int], None]) -> str:
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        if lines:
            change(lines, chance.randrange(len(lines)), chance.randrange(len(lines)))
    return "\n".join(lines)


def _lose(lines: list[str], one: int, _: int) -> None:
    del lines[one]


def _swap(lines: list[str], one: int, other: int) -> None:
    lines[one], lines[other] = lines[other], lines[one]


def _repeat(lines: list[str], one: int, other: int) -> None:
    lines.insert(other, lines[one])


def _other_form_inside(text: str, chance: random.Random) -> str:
    _, printed = chance.choice(list(FORMS.values()))
    lines, inside = text.split("\n"), printed(made_up_papers(chance, 2)).split("\n")
    start, at = chance.randrange(len(inside)), chance.randrange(len(lines) + 1)
    return "\n".join([*lines[:at], *inside[start : start + chance.randint(1, 12)], *lines[at:]])


def _broken_markup(text: str, chance: random.Random) -> str:
    places = [place for place, char in enumerate(text) if char in _BREAKABLE]
    chars = list(text)
    for place in chance.sample(places, min(len(places), chance.randint(1, 8))):
        chars[place] = chance.choice(("", chars[place] * 2, chance.choice(_BREAKABLE)))
    return "".join(chars)


DAMAGES: dict[str, Callable[[str, random.Random], str]] = {
    "whole": _whole,
    "cut off": _cut_off,
    "beginning lost": _without_beginning,
    "lines lost": lambda text, chance: _with_lines(text, chance, _lose),
    "lines swapped": lambda text, chance: _with_lines(text, chance, _swap),
    "lines repeated": lambda text, chance: _with_lines(text, chance, _repeat),
    "another form inside": _other_form_inside,
    "broken markup": _broken_markup,
}


# --- what was made of it ---------------------------------------------------------------------


def findings(form: str, damage: str, text: str, extension: str) -> list[Finding]:
    """What is wrong with the reading of a text."""
    try:
        digest, problems = read_digest(f"digests/2026-11-20.{extension}", text.encode())
    except Exception:  # noqa: BLE001 - whatever fails is what is looked for
        return [Finding(form, damage, "failed", traceback.format_exc().strip().splitlines()[-1], text)]
    assert digest is not None
    invented = [entry.title for entry in digest.entries if _NO_TITLE.search(entry.title) and not _is_card(entry)]
    found = [Finding(form, damage, "invented", title, text) for title in invented]
    lost = [token for token in _tokens(text) if not _is_accounted(token, text, digest, problems)]
    return found + [Finding(form, damage, "lost", token, text) for token in lost]


def _is_card(entry: Entry) -> bool:
    """Is an entry a whole card of Hugging Face, whose title is kept however odd it looks?"""
    return entry.published is not None and entry.author_count is not None


def _tokens(text: str) -> list[str]:
    return sorted(set(re.findall(r"\bQorvex\d{5,6}\b", text)))


def _is_accounted(token: str, text: str, digest: Digest, problems: Sequence[Problem]) -> bool:
    """Is a paper in an entry, or in a problem: of the whole file, or of a line near the one that names it?"""
    if any(token in _words(entry) for entry in digest.entries):
        return True
    if any(problem.field in _WHOLE_FILE or token in problem.message for problem in problems):
        return True
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if token in line]
    return any(abs(problem.place.line - line) <= _NEAR for problem in problems for line in lines)


_WHOLE_FILE = frozenset({"file", "papers", "data"})


def _words(entry: Entry) -> str:
    return " ".join((entry.title, *entry.abstract, entry.note or ""))


# --- the command -----------------------------------------------------------------------------


def damaged(seed: int, form: str) -> tuple[str, str]:
    """The name of a damage, and a file with it."""
    chance = random.Random(seed)
    damage = chance.choice(list(DAMAGES))
    papers: list[MadeUpPaper] = made_up_papers(chance, chance.randint(1, 6))
    return damage, DAMAGES[damage](FORMS[form][1](papers), chance)


def main() -> int:
    """Print, damage, read, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", nargs="*", choices=list(FORMS), default=list(FORMS))
    parser.add_argument("--show", type=int, default=10)
    options = parser.parse_args()
    found: list[Finding] = []
    for number in range(options.files):
        form = options.form[number % len(options.form)]
        damage, text = damaged(options.seed * 1_000_000 + number, form)
        found += findings(form, damage, text, FORMS[form][0] if number % 7 else "txt")
    _print(found, options.show)
    print(f"{options.files:,} files in {len(options.form)} forms: {len(found):,} papers lost or invented")
    return 1 if found else 0


def _print(found: Sequence[Finding], most: int) -> None:
    for (form, damage, what), count in Counter((one.form, one.damage, one.what) for one in found).most_common():
        print(f"{count:6,} {what:9} {form}, {damage}")
    for one in found[:most]:
        print(f"\n--- {one.form}, {one.damage}: {one.what} {one.detail!r}\n{one.text[:1500]}")


if __name__ == "__main__":
    sys.exit(main())
