"""Mathematics: found where it is, repaired where that is certain, and never harmful."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.builders import REAL_DIGESTS
from support.golden_cases import CASES, Case, Golden, cases
from support.hostile import seconds
from support.project import ROOT

from generator.model.text import Style
from generator.text.markup import understand
from generator.text.maths.formulas import formulas, rendered
from generator.text.maths.line_breaks import WIDEST, pieces, width
from generator.text.maths.mathml import tree
from generator.text.maths.number_signs import with_signs
from generator.text.maths.plain_formula import plain

PROSE = [line for line in (CASES / "maths" / "prose.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]


def sources(text: str) -> list[str]:
    """What stands in a text as mathematics."""
    return [text[found.start : found.end] for found in formulas(text)]


def shown(tex: str) -> str:
    """A formula's MathML in one piece."""
    return "".join(rendered(tex) or ())


# --- between delimiters ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("of $k$-means and $n$th", ["$k$", "$n$"]),
        (r"\(x^2\) and \[y\] and $$z$$ here", [r"\(x^2\)", r"\[y\]", "$$z$$"]),
        (r"that \begin{equation} x = 1 \end{equation} holds", [r"\begin{equation} x = 1 \end{equation}"]),
        ("with $ n $ spaces", ["$ n $"]),
        ("over\n$a +\nb$ lines", ["$a +\nb$"]),
        (r"up to $\times$256 and $\sim$20", [r"$\times$", r"$\sim$"]),
        ("CO$_2$ and H$_{2}$O", ["$_2$", "$_{2}$"]),
        ("costs $5, but $x_1$ is free", ["$x_1$"]),
        (r"\$5 and $x$ and \$6", ["$x$"]),
        (r"$\text{the cost of one}$", [r"$\text{the cost of one}$"]),
        (r"$p=0.05$; $10\%$ of it", ["$p=0.05$", r"$10\%$"]),
        (r"at $n-$th order, $m$.", ["$n-$", "$m$"]),
    ],
)
def test_formulas_between_delimiters(text: str, found: list[str]) -> None:
    assert sources(text) == found


@pytest.mark.parametrize("line", PROSE)
def test_prose_stays_as_it_is(line: str) -> None:
    assert sources(line) == []
    assert understand(line, {}).plain == line


@pytest.mark.parametrize("digest", REAL_DIGESTS, ids=lambda path: path.stem)
def test_a_formula_that_is_found_has_a_rendering(digest: Path) -> None:
    text = digest.read_text(encoding="utf-8")
    assert [found.tex for found in formulas(text) if not shown(found.tex)] == []


# --- remains ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("maths"))
def test_remains(case: Case, golden: Golden) -> None:
    """Every remain of a text: what it stood for, or why it is left."""
    found = []
    for text in case.given["texts"]:
        spans = understand(text, {}).spans
        found.append(
            {
                "text": text,
                "formulas": [f"{s.tex} => {s.text}" for s in spans if s.tex],
                "plain": "".join(s.text for s in spans),
            }
        )
    golden(case, found)


@pytest.mark.parametrize("case", cases("maths"))
def test_what_is_repaired_can_be_rendered(case: Case) -> None:
    for text in case.given["texts"]:
        assert [found.tex for found in formulas(text) if not shown(found.tex)] == []


TEX = re.compile(
    r"[\\^{}$]|(?<=\w)_\w|(?<![A-Za-z])(?:math(?:cal|bf|bb|rm)|tilde|varepsilon|sqrt|leq|geq|forall|circ|gg|Phi|Psi|Omega)"
    r"(?![A-Za-z])|[a-z]leq"
)


@pytest.mark.parametrize("digest", REAL_DIGESTS, ids=lambda path: path.stem)
def test_nothing_that_looks_like_tex_is_left_in_the_shipped_digests(digest: Path) -> None:
    for paragraph in filter(None, digest.read_text(encoding="utf-8").splitlines()):
        left = [
            s.text for s in understand(paragraph, {}).spans if s.tex is None and s.url is None and TEX.search(s.text)
        ]
        assert left == [], paragraph


# --- plain characters ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\alpha", "α"),
        (r"\epsilon", "ε"),
        ("x_0", "x_0"),
        ("x_{10}", "x_10"),
        ("x_{i,j}", "x_{i,j}"),
        (r"10\%", "10%"),
        ("10%", "10%"),
        ("10,000", "10,000"),
        (r"\mathcal{O}(n)", "O(n)"),
        (r"\mathcal O(n \log n)", "O(n log n)"),
        (r"\tilde{O}(T^{1/3})", "Õ(T^{1/3})"),
        (r"k \le 10", "k ≤ 10"),
        (r"\sim10^{-5}", "~10^-5"),
        (r"256 \times 256", "256×256"),
        (r"360^{\circ}", "360°"),
        ("f'(x)", "f'(x)"),
        (r"\frac{1}{n}", "1/n"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\sqrt{n}", "√n"),
        (r"\sqrt{a+b}", "√(a+b)"),
        (r"\mathbb{R}^d", "ℝ^d"),
        (r"\mathbf{x}", "x"),
        (r"L_{\text{max}}", "L_max"),
        (r"5\,\text{GeV}", "5 GeV"),
        (r"\E[X]", "E[X]"),
        (r"\unknown{x}", r"\unknown{x}"),
        (r"\frac{", r"\frac{"),
    ],
)
def test_a_formula_in_characters(tex: str, expected: str) -> None:
    assert plain(tex) == expected


# --- MathML ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        ("x", "<mi>x</mi>"),
        ("x_0", "<msub><mi>x</mi><mn>0</mn></msub>"),
        (r"\mathcal O", "<mi>𝒪</mi>"),
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        (r"\mathbf{\alpha}", "<mi>𝛂</mi>"),
        (r"\mathfrak C", "<mi>ℭ</mi>"),
        (r"\mathbb{E}", "<mi>𝔼</mi>"),
        (r"\mathrm{max}", "<mi>max</mi>"),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
        ("10,000", "<mn>10,000</mn>"),
        ("1,2", "<mn>1</mn><mo>,</mo><mn>2</mn>"),
        (r"\log n", '<mi>log</mi><mspace width="0.167em"></mspace><mi>n</mi>'),
        (r"\tilde O", '<mover accent="true"><mi>O</mi><mo stretchy="false">˜</mo></mover>'),
        (r"a \% b", "<mi>a</mi><mi>%</mi><mi>b</mi>"),
        (r"\infty", "<mi>∞</mi>"),
        ("a:=b", "<mi>a</mi><mo>:=</mo><mi>b</mi>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
    ],
)
def test_mathml(tex: str, expected: str) -> None:
    assert shown(tex) == expected


UNREADABLE = [
    r"\unknown x",
    r"\frac{",
    "x_",
    "x^",
    "_",
    r"\left(",
    r"\href{javascript:alert(1)}{x}",
    r"\href{https://example.org}{x}",
    r"\color{red}x",
    r"\textcolor{red}{x}",
    r"\colorbox{red}{x}",
    r"\style{position:fixed}{x}",
    r"\class{md-header}{x}",
    r"\hspace{99999em}",
    r"\rule{9999px}{9999px}",
    r"\raise{99em}{x}",
    r"\def\a{\b\b}\def\b{\c\c}\a",
    r"\newcommand{\a}{xx}\a",
    "{" * 50 + "x" + "}" * 50,
    r"\sqrt" * 400 + "x",
    "x" * 5000,
    "\u202ex",
]


@pytest.mark.parametrize("tex", UNREADABLE)
def test_what_cannot_be_read_or_would_do_harm_shows_its_source(tex: str) -> None:
    assert rendered(tex) is None
    assert plain(tex) == tex


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{</math><img src=x onerror=alert(1)>}",
        r"\mathrm{<b>}",
        r"\unicode{x3C}script\unicode{x3E}",
        r"\operatorname{\"><script>}",
        r"\text{&#x3C;script&#x3E;}",
        "<script>",
    ],
)
def test_markup_inside_a_formula_is_characters(tex: str) -> None:
    assert_harmless(shown(tex))


ELEMENTS = frozenset(
    "mi mn mo mtext mrow mspace mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup munder mover munderover"
    " mtable mtr mtd".split()
)


def assert_harmless(printed: str) -> None:
    for element in ET.fromstring(f"<x>{printed}</x>").iter():
        assert element.tag in ELEMENTS | {"x"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("href", "style", "class", "id", "src")
            assert re.fullmatch(r"true|false|normal|infix|prefix|postfix|-?\d?\.?\d*(?:em|ex|px|pt|mm|cm)?", value)


# --- lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tex",
    [
        r"a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12} + a_{13} + a_{14}",
        r"\left(a = b, c = d, e = f, g = h, i = j, k = l, m = n, o = p, q = r, s = t\right)",
        r"\{(f(x_1), f(x_2), f(x_3), f(x_4), f(x_5), f(x_6), f(x_7), f(x_8), f(x_9), f(x_{10}))\}",
    ],
)
def test_a_long_formula_is_broken_and_keeps_everything(tex: str) -> None:
    row = tree(tex, False)
    broken = list(pieces(row))
    assert len(broken) > 1
    assert all(sum(map(width, piece)) <= WIDEST for piece in broken)
    whole = "".join(text for one in row for text in one.itertext())
    parts = "".join(text for piece in broken for one in piece for text in one.itertext())
    assert parts == whole


def test_a_short_formula_is_one_piece() -> None:
    assert len(rendered(r"\mathcal{O}(n + n L \varepsilon^{-1})") or ()) == 1


# --- laws ------------------------------------------------------------------------------------

TOKENS = (
    *r"$ $$ \( \) \[ \] { } _ ^ ( ) [ ] | < > = + - , . ; : % \% \\ \ & # ~ ' `".split(),
    *r"\alpha \frac \sqrt \mathcal \text \left \right \begin{matrix} \end{matrix} \big \not \over \rm".split(),
    *r"\, \! \unknown \unicode{x3c} \operatorname{f} \tag{1} \mathbf{x} \'e".split(),
    *"mathcal mathbf tilde sqrt leq kleq gg forall varepsilon infty times sim pm in to log x_0 n^2 Omega circ".split(),
    *"O n k 10 2.5 word emphasize file_name a I 3times sim17".split(),
    *" \n",
)
texts = st.text() | st.lists(st.sampled_from(TOKENS) | st.text(max_size=2), max_size=25).map("".join)
spaced = st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join)


@given(texts | spaced)
def test_formulas_are_stretches_of_the_text_in_order(text: str) -> None:
    found = list(formulas(text))
    assert all(0 <= one.start < one.end <= len(text) and one.tex for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(texts | spaced)
def test_any_text_is_understood_and_every_formula_is_harmless(text: str) -> None:
    for span in understand(text, {}).spans:
        assert span.text
        assert (span.tex is not None) == (span.style in (Style.MATHS, Style.DISPLAY))
        for piece in rendered(span.tex) or () if span.tex else ():
            assert_harmless(piece)


@given(texts)
def test_any_tex_is_rendered_harmlessly_or_not_at_all(tex: str) -> None:
    for piece in rendered(tex) or ():
        assert_harmless(piece)
        assert "\\" not in html.unescape(piece)
    assert isinstance(plain(tex), str)


@given(texts)
def test_without_a_formula_no_letter_or_digit_is_lost(text: str) -> None:
    assume(not list(formulas(text)) and "\\" not in text)
    kept = re.sub(r"times|sim|approx|pm|\W|_", "", text)
    assert re.sub(r"times|sim|approx|pm|\W|_", "", understand(text, {}).plain) == kept


# --- what the site says of it ----------------------------------------------------------------


def test_the_page_about_the_list_says_what_is_repaired() -> None:
    page = (ROOT / "content/pages/about/index.md").read_text(encoding="utf-8")
    section = page.partition("## How mathematics is shown")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| [A-Z].*? \| (`.*`) \|$", section, re.M)
    repaired = [example for row in rows for example in re.findall("`(.+?)`", row)]
    left = re.findall("`(.+?)`", section.rpartition("|\n")[2])

    assert len(repaired) == 13
    assert [example for example in repaired if not sources(example) and with_signs(example) == example] == []
    assert len(left) == 4
    assert [example for example in left if sources(example) or with_signs(example) != example] == []


@pytest.mark.parametrize("depth", [20, 33, 40, 100])
def test_a_wide_formula_in_many_brackets_is_broken_nevertheless(depth: int) -> None:
    tex = "(" * depth + "x+y+" * 60 + "z" + ")" * depth
    pieces = rendered(tex)
    assert pieces is not None
    assert len(pieces) > 5
    assert "".join(pieces).count("<mi>x</mi>") == 60


@pytest.mark.parametrize("fragment", ["=]", ")|", "*a(", "x+", "a,"])
def test_the_longest_formula_is_broken_in_no_time(fragment: str) -> None:
    assert seconds(lambda: rendered((fragment * 300)[:600])) < 0.3
