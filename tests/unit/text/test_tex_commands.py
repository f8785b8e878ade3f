"""Commands of TeX in running text: what is certain is understood, the rest stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hostile import seconds

from generator.model.text import Style
from generator.text.markup import understand
from generator.text.tex_commands import plain_name


def _read(text: str) -> list[str | tuple[str, str]]:
    spans = understand(text, {}).spans
    return [span.text if span.style is Style.PLAIN else (span.text, span.style.value) for span in spans]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (r"\textbf{Mo}di \textit{e.g.}, x", [("Mo", "strong"), "di ", ("e.g.", "emphasis"), ", x"]),
        (r"\textbf {A} b", [("A", "strong"), " b"]),
        (r"We {\em really} do {\bf A}", ["We ", ("really", "emphasis"), " do ", ("A", "strong")]),
        (r"\underline{\textbf{Fed}}erated", [("Fed", "strong"), "erated"]),
        (r"\textsc{AlignX}, \texttt{Student\_100}", ["AlignX, Student_100"]),
        (r"``\textbf{x}'' ok", ["“", ("x", "strong"), "” ok"]),
        (r"\emph{$x^2$ is} ok", [("x^2", "maths"), (" is", "emphasis"), " ok"]),
        (r"code at \href{https://example.org/a}{our page}.", ["code at ", ("our page", "link"), "."]),
        (r"code at \href{javascript:alert(1)}{our page}.", ["code at our page."]),
        (r"code \href{}{here}.", ["code here."]),
        (r"see \url{https://example.org/b_c}.", ["see ", ("https://example.org/b_c", "link"), "."]),
        (r"\textcolor{red}{warm} \texorpdfstring{$x$}{x}", ["warm x"]),
        (r"Wang and Liu~\cite{wang2024}. RWKV-7 \citep[p. 2]{peng}, a", ["Wang and Liu. RWKV-7, a"]),
        (r"Erd\H{o}s, {\L}ukasz, \L{}ukasz, \L ukasz", ["Erdős, Łukasz, Łukasz, Łukasz"]),
        (r"Wa\l esa, Stra{\ss}e", ["Wałesa, Straße"]),
        (r"{\'E}motional M{\"u}ller, {\v S}koda, G\u{g}, \.{z}, \'{\i}", ["Émotional Müller, Škoda, Gğ, ż, í"]),
        (r"9\,000 and 950\,ms, 3{,}404 and \textasciitilde 2", ["9 000 and 950 ms, 3,404 and ~2"]),
        (r"pre-proce\-ssed data", ["pre-processed data"]),
        ("CoSTA^ast: Agents", ["CoSTA*: Agents"]),
        ("A 360^circ View", ["A 360° View"]),
        ("R^2 Matters", [("R^2", "maths"), " Matters"]),
    ],
)  # fmt: skip
def test_a_command_that_is_certain_is_understood(text: str, spans: list[str | tuple[str, str]]) -> None:
    assert _read(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        r"\textbf{never closed",
        r"\ourmethod{} is \SysName",
        r"In \cite{a} they show",
        r"C:\new\temp\old, and \ref{fig}",
        r"\o rsted and \b and \n",
        r"a \\ b and \_x\_",
        "Deep^Mind and a^b",
    ],
)
def test_what_is_not_certain_stays_as_it_was(text: str) -> None:
    assert understand(text, {}).plain == text


def test_a_link_keeps_its_address() -> None:
    spans = understand(r"\href{https://mirror.example/a\_b}{here}", {"mirror.example": "example.org"}).spans
    assert [(span.text, span.url) for span in spans] == [("here", "https://example.org/a_b")]


def test_an_address_ends_before_the_brace_after_it() -> None:
    spans = understand(r"\textbf{https://example.org/a\_b} c", {}).spans
    assert [(span.text, span.url) for span in spans] == [("https://example.org/a_b",) * 2, (" c", None)]


def test_commands_in_formulas_are_left_to_them() -> None:
    assert _read(r"$\textbf{x} + \emph{y}$") == [("x+y", "maths")]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        (r"Petrovi{\'c}, Ana", "Petrović, Ana"),
        (r"Erd{\H o}s", "Erdős"),
        (r"\L{}ukasz {\O}rsted", "Łukasz Ørsted"),
        ("{The Loop Consortium}", "The Loop Consortium"),
        ("Ana Petrović", "Ana Petrović"),
        ("{odd", "{odd"),
    ],
)
def test_a_name_is_read_without_its_braces(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@given(st.text(st.sampled_from("ab \\{}^_$~textbfem'\"Hocite\ue010\ue013")))
def test_any_text_is_read_and_no_mark_is_left(text: str) -> None:
    plain = understand(text, {}).plain
    plain_name(text)
    if not set("\ue010\ue013") & set(text):
        assert not any("\ue010" <= char <= "\ue015" for char in plain)


@pytest.mark.parametrize(
    "piece", ["\\textbf{", "{\\em ", "}", "\\cite{a} ", "\\'", "\\textbf{a} ", "a^ast ", "\\href{a}{"]
)
def test_time_grows_with_the_length_of_a_text_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert seconds(lambda: understand(text, {})) < 5
