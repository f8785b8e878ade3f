"""Formulas pass through Markdown unharmed, wherever a text is printed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import markdown
import pytest

from generator.pages.printing.markdown import text_markdown, typeset_markdown
from generator.text.markup import understand

FORMULAS = (
    r"$x_{i}^{*}$",
    r"$a*b*c$",
    r"$a|b|c$",
    r"$\{a_1, a_2\}$",
    r"$[a](b)$",
    r"$`a`$",
    r"$x_1_$",
    r"$\unknown{a}_*b*|c|[d](e){ .f }$",
    r"$\text{a <b> & c}$",
    r"$!\,[a]$",
    r"\[ \left\{ \frac{a}{b} \right\} \]",
    "kleq 10",
)


def converted(source: str) -> ET.Element:
    """A page as MkDocs makes it."""
    extensions = ["attr_list", "md_in_html", "fenced_code", "tables", "toc"]
    return ET.fromstring(f"<x>{markdown.markdown(source, extensions=extensions).replace('<wbr>', '')}</x>")


def text_of(element: ET.Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def tags_of(element: ET.Element | None) -> list[str]:
    assert element is not None
    return [one.tag for one in element.iter()][1:]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_the_same_in_every_place(formula: str) -> None:
    text = understand(f"{formula} begins, {formula} is inside, and at the end {formula}", {})
    printed = f"<span></span>{typeset_markdown(text)}"
    assert "\n" not in printed
    alone = ET.fromstring(f"<x>{re.sub(r'<wbr>|<span></span>', '', printed).replace(chr(92), '')}</x>")
    page = converted(
        f"# {printed}\n\n{printed}\n{{ .abstract }}\n\n| a | b |\n|---|---|\n| {printed} | c |\n\n- {printed}\n"
    )
    paragraph = page.find("p[@class='abstract']")
    for place in (page.find("h1"), paragraph, page.find(".//td"), page.find(".//li")):
        assert text_of(place) == text_of(alone)
        assert [tag for tag in tags_of(place) if tag != "span"] == [tag for tag in tags_of(alone) if tag != "span"]


def test_formulas_are_characters_unless_mathematics_is_asked_for() -> None:
    text = understand(r"On $\mathcal{O}(n^{2})$", {})
    assert text_markdown(text) == "On O(n^2)"
    assert "<math" in typeset_markdown(text)
