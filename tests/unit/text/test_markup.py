"""Remains of markup: what is certain is restored, every other character stays as it was."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.hostile import repeated, seconds

from generator.model.text import Span, Style
from generator.text.markup import addresses, understand, web_address
from generator.text.maths.formulas import formulas

MIRRORS = {"hf-mirror.com": "huggingface.co"}


def shown(text: str) -> str:
    """The spans of a text, with ``<em>``, ``<b>``, ``<a>`` and ``<m>`` around those that are not plain."""
    return "".join(map(_shown, understand(text, MIRRORS).spans))


def _shown(span: Span) -> str:
    match span.style:
        case Style.PLAIN:
            return span.text
        case Style.EMPHASIS:
            return f"<em>{span.text}</em>"
        case Style.STRONG:
            return f"<b>{span.text}</b>"
        case Style.MATHS | Style.DISPLAY:
            return f"<m>{span.tex}</m>"
        case Style.LINK:
            return f"<a>{span.text}</a>" if span.text == span.url else f"<a {span.url}>{span.text}</a>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("``quoted'' and ``more''", "“quoted” and “more”"),
        ("''quoted'' so", "“quoted” so"),
        ("(``quoted'')", "(“quoted”)"),
        ("``it's'' so", "“it's” so"),
        ("a ``quote\nover a line''", "a “quote\nover a line”"),
        # No quotes: one mark is missing, it is a prime, or a space stands inside.
        ("``never closed", "``never closed"),
        ("never opened''", "never opened''"),
        ("f''(x) and g''(y)", "f''(x) and g''(y)"),
        ("5'' and 6'' disks", "5'' and 6'' disks"),
        ("`` spaced ''", "`` spaced ''"),
        ("`one' and ‘one’", "`one' and ‘one’"),
        ('"straight"', '"straight"'),
    ],
)
def test_quotes_of_tex(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"by 5\% more", "by 5% more"),
        ("by 5% more", "by 5% more"),
        ("Section~(2)", "Section (2)"),
        ("Section~2", "Section~2"),
        ("~", "~"),
        (r"models, \eg GPT", "models, e.g. GPT"),
        (r"models, \eg, GPT", "models, e.g., GPT"),
        (r"models, \eg. GPT", "models, e.g. GPT"),
        (r"models, \eg.\ GPT", "models, e.g. GPT"),
        (r"models, \eg\ GPT", "models, e.g. GPT"),
        (r"models, {\eg} GPT", "models, e.g. GPT"),
        (r"models, \eg{} GPT", "models, e.g. GPT"),
        (r"models~(\eg GPT)", "models (e.g. GPT)"),
        (r"\ie this", "i.e. this"),
        (r"GPT, \etc", "GPT, etc."),
        (r"GPT, \etc.", "GPT, etc."),
        (r"(GPT, \etc)", "(GPT, etc.)"),
        (r"\ie and \eg and \etc", "i.e. and e.g. and etc."),
        # Other commands of TeX stay as they were.
        (r"\egal \iem \etcetera", r"\egal \iem \etcetera"),
        (r"\textbf{x} and \cite{y}", r"<b>x</b> and \cite{y}"),
        (r"e\textbf{\underline{F}}icient", "e<b>F</b>icient"),
        (r"at 0.67{\deg}C", "at 0.67°C"),
        (r"a \\ b", r"a \\ b"),
        # Accents, spaces and signs that TeX needs escaped.
        (
            r"Fr\'echet, na\"{\i}ve, Erd\H{o}s, Sch\"on, gar\c{c}on, d\'ej\`{a}",
            "Fréchet, naïve, Erdős, Schön, garçon, déjà",
        ),
        (r"\'q and \~1", r"\'q and \~1"),
        (r"i.\,i.\,d", "i. i. d"),
        (r"R\&D for \$5, \#1", "R&D for $5, #1"),
    ],
)
def test_commands_of_tex(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an $x$ and \\(y\\)", "an <m>x</m> and <m>y</m>"),
        ("``an $x$ here''", "“an <m>x</m> here”"),
        ("*an $x$ here* so", "<em>an</em> <m>x</m> <em>here</em> so"),
        ("**$x$**", "<m>x</m>"),
        ("https://a.org/$x$ $y$", "<a>https://a.org/$x$</a> <m>y</m>"),
        # A formula of words or numbers only is text.
        (r"$10\%$ of $1,000$, $2\times$ and $360^\circ$", "10% of 1,000, 2× and 360°"),
        (r"$\textbf{C}$hain $\textit{of words}$ $\text{so}$", "<b>C</b>hain <em>of words</em> so"),
        ("it holds \ufffc and $x$", "it holds \ufffc and $x$"),
    ],
)
def test_formulas_in_a_text(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*one* word", "<em>one</em> word"),
        ("_one_ word", "<em>one</em> word"),
        ("**one** word", "<b>one</b> word"),
        ("*several words* here", "<em>several words</em> here"),
        ("_several words_ here", "<em>several words</em> here"),
        ("(*inside*), *before*. *At the end*", "(<em>inside</em>), <em>before</em>. <em>At the end</em>"),
        ("**bold** and *soft*", "<b>bold</b> and <em>soft</em>"),
        ("``*both*''", "“<em>both</em>”"),
        # No emphasis: it is arithmetic, a formula, a name, a list, or not closed.
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("2*3*4", "2*3*4"),
        ("a* and b*", "a* and b*"),
        ("x_i and y_j", "x_i and y_j"),
        ("$x_1$ and $y_2$", "<m>x_1</m> and <m>y_2</m>"),
        ("snake_case_name", "snake_case_name"),
        ("__init__", "__init__"),
        ("f_{x}_", "f_{x}_"),
        (r"\_escaped\_", r"\_escaped\_"),
        (r"\*escaped\*", r"\*escaped\*"),
        ("* one\n* two", "* one\n* two"),
        ("*never closed", "*never closed"),
        ("over a *line\nend*", "over a *line\nend*"),
        ("***three***", "***three***"),
        ("*" + "too long " * 30 + "end*", "*" + "too long " * 30 + "end*"),
    ],
)
def test_emphasis(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.org/x", "<a>https://a.org/x</a>"),
        ("http://a.org", "<a>http://a.org</a>"),
        ("HTTPS://A.org/x", "<a>HTTPS://A.org/x</a>"),
        ("see https://a.org/x, or https://b.org/y.", "see <a>https://a.org/x</a>, or <a>https://b.org/y</a>."),
        ("https://a.org/?q=1&r=2#top", "<a>https://a.org/?q=1&r=2#top</a>"),
        ("https://a.org/~user/x_y_z", "<a>https://a.org/~user/x_y_z</a>"),
        ("https://a.org:8080/x", "<a>https://a.org:8080/x</a>"),
        # What belongs to the sentence around it.
        ("https://a.org/x.", "<a>https://a.org/x</a>."),
        ("https://a.org/x?!", "<a>https://a.org/x</a>?!"),
        ("https://a.org/x/; or", "<a>https://a.org/x/</a>; or"),
        ("'https://a.org/x'", "'<a>https://a.org/x</a>'"),
        ('"https://a.org/x"', '"<a>https://a.org/x</a>"'),
        ("“https://a.org/x”", "“<a>https://a.org/x</a>”"),
        ("<https://a.org/x>", "<<a>https://a.org/x</a>>"),
        ("(https://a.org/x)", "(<a>https://a.org/x</a>)"),
        ("(see https://a.org/x).", "(see <a>https://a.org/x</a>)."),
        ("[https://a.org/x]", "[<a>https://a.org/x</a>]"),
        (r"\url{https://a.org/x}", "<a>https://a.org/x</a>"),
        ("*https://a.org/x*", "*<a>https://a.org/x</a>*"),
        ("https://a.org/x**", "<a>https://a.org/x</a>**"),
        # What belongs to it.
        ("https://a.org/A_(b)", "<a>https://a.org/A_(b)</a>"),
        ("(https://a.org/A_(b))", "(<a>https://a.org/A_(b)</a>)"),
        ("https://a.org/A_[b]", "<a>https://a.org/A_[b]</a>"),
        ("https://a.org/a.b,c", "<a>https://a.org/a.b,c</a>"),
        ("https://a.org/*/x", "<a>https://a.org/*/x</a>"),
        ("https://a.org/a''b", "<a>https://a.org/a''b</a>"),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("github.com/a/b", "<a https://github.com/a/b>github.com/a/b</a>"),
        ("GitHub.com/a", "<a https://GitHub.com/a>GitHub.com/a</a>"),
        ("www.github.com/a", "<a https://www.github.com/a>www.github.com/a</a>"),
        ("gitlab.com/a", "<a https://gitlab.com/a>gitlab.com/a</a>"),
        ("huggingface.co/a.", "<a https://huggingface.co/a>huggingface.co/a</a>."),
        ("(me.github.io)", "(<a https://me.github.io>me.github.io</a>)"),
        ("evil-github.com/a", "evil-github.com/a"),
        ("notgithub.com/a", "notgithub.com/a"),
        ("me@github.com", "me@github.com"),
        ("example.org/a", "example.org/a"),
        ("GitHub", "GitHub"),
    ],
)
def test_hosts_that_are_known_without_a_scheme(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://hf-mirror.com/a/b?c#d", "<a>https://huggingface.co/a/b?c#d</a>"),
        ("http://HF-Mirror.com:8080/a.", "<a>https://huggingface.co/a</a>."),
        ("https://www.hf-mirror.com/a", "<a>https://www.hf-mirror.com/a</a>"),
        ("hf-mirror.com/a", "hf-mirror.com/a"),
    ],
)
def test_an_address_of_a_mirror_becomes_that_of_the_host_it_copies(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "javascript://a.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://a.org/x",
        "file:///etc/passwd",
        "mailto:me@a.org",
        "//a.org/x",
        "https://user@a.org/x",
        "https://user:secret@a.org/x",
        "https://@a.org/x",
        "https://localhost/x",
        "https://intranet",
        "https://./x",
        "https://",
        "https://[::1]/x",
        "https://[broken/x",
        "https://a.org:99999/x",
        "https://a.org:x/",
        "https://a|b.org/x",
        "a.org",
        "",
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert web_address(text, {}) is None
    assert addresses(understand(text, {})) == []
    assert understand(text, {}).plain == text


def test_the_addresses_of_a_text_in_order() -> None:
    text = understand("github.com/b, then https://a.org and https://hf-mirror.com/c", MIRRORS)
    assert addresses(text) == ["https://github.com/b", "https://a.org", "https://huggingface.co/c"]


# --- laws ------------------------------------------------------------------------------------

TOKENS = (
    *"`` '' ` ' * ** _ __ ~ \\ \\% \\eg \\ie \\etc {} ( ) . , : ; $ % @ “ ” word Word x".split(),
    *"https:// http:// https://a.org/x github.com/a me.github.io javascript:alert(1) https://a:b@c.org".split(),
    *" \n\xa0",
)
ACCENT = re.compile(r"\\[\"'`^~cv$&#]")
texts = st.text() | st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=30).map("".join)
RESTORED = str.maketrans("", "", "\\~`'“”*_{}. ")
"""Without the characters that restoring may take away or put in their place."""


@given(texts)
def test_no_other_character_is_lost_or_invented(text: str) -> None:
    assume(not list(formulas(text)) and not ACCENT.search(text))
    assert understand(text, {}).plain.translate(RESTORED) == text.translate(RESTORED)


@given(st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=30).map("".join))
def test_a_text_without_remains_of_markup_stays_as_it_was(text: str) -> None:
    bare = text.translate(str.maketrans("", "", "\\~'*_$^{"))
    assert understand(bare, {}).plain == bare


@given(texts, st.sampled_from([{}, MIRRORS]))
def test_spans_are_full_and_neighbours_differ(text: str, mirrors: dict[str, str]) -> None:
    spans = understand(text, mirrors).spans
    assert all(span.text for span in spans)
    assert not any(one.style is Style.PLAIN and two.style is Style.PLAIN for one, two in pairwise(spans))
    assert all((span.url is not None) == (span.style is Style.LINK) for span in spans)


@given(texts)
def test_every_address_leads_to_a_host_of_the_web(text: str) -> None:
    for url in addresses(understand(text, MIRRORS)):
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert "." in parts.hostname
        assert parts.username is None
        assert not set(url) & set(' \n\t"<>`')


@pytest.mark.parametrize(
    "fragment", ["a^", "{a}_", "p_d(", "frac{a}{b}", "x_a", "$x^{2}$ ", "sqrt{n}+", "Phi C_Phi ", "\\", "hat{", "\\("]
)
def test_time_grows_with_the_length_of_a_text_only(fragment: str) -> None:
    text = repeated(fragment)
    assert seconds(lambda: understand(text, {})) < 3


def test_many_spans_are_joined_in_time_by_their_length_only() -> None:
    text = repeated("$5$😀", 600_000)
    assert seconds(lambda: understand(text, {})) < 6
    assert understand("$5$😀" * 9, {}).plain == "5😀" * 9


def test_an_address_with_many_closing_brackets_takes_time_by_its_length_only() -> None:
    text = "https://a.example/x" + repeated(")")
    assert seconds(lambda: understand(text, {})) < 1
    assert addresses(understand(text, {})) == ["https://a.example/x"]


@pytest.mark.parametrize("name", ["x", "sqrt", "f_x"])
def test_brackets_in_brackets_are_read_once_each(name: str) -> None:
    text = f"{name}(" * 24 + "§" + ")" * 24 + " with x^2"
    assert seconds(lambda: understand(text, {})) < 1


def test_mathematics_without_an_end_is_left_as_it_was_written() -> None:
    text = "We say " + repeated("x^a+", 4000) + "x, and $y^2$ is a formula."
    assert understand(text, {}).plain.startswith(text[:1000])
    assert [span.text for span in understand(text, {}).spans if span.style is Style.MATHS][-1] == "y^2"
