"""Mathematics in a real browser: set as MathML, with a size, in titles and abstracts, on a phone too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.browsers import DESK, PHONE, tab
from support.project import Project
from support.servers import served

pytestmark = pytest.mark.browser

DIGEST = r"""new
Daily Papers

byAK and the research community

Feb 3

Searching in $\mathcal{O}(n \log n)$ Steps

$k$-means needs $\tilde{O}(T^{1/3})$ steps, \(x_0\) of them free, for $5 and $10. A long one is $a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12} + a_{13} = b$ and in display \[ \sum_{i=1}^{n} \frac{x_i}{n} \le 10\%. \] What is lost is kleq 10 and mathcal{O}(n/sqrt n); what is broken is $\unknown{x}_*y*$, and $\href{javascript:alert(1)}{x}$ and $\text{<img src=x onerror=alert(1)>}$ do nothing.

A Plain Paper

Its abstract has no mathematics at all, only a file_name and an example_name in it.
"""  # noqa: E501 - a paragraph of a digest is one line

LOOK = """() => {
    const formulas = [...document.querySelectorAll("math")];
    return {
        empty: formulas.filter((one) => {
            const box = one.getBoundingClientRect();
            return one.namespaceURI !== "http://www.w3.org/1998/Math/MathML" || !(box.width > 1 && box.height > 1);
        }).length,
        outside: formulas.filter((one) => one.getBoundingClientRect().right > innerWidth).length,
        sideways: document.documentElement.scrollWidth - innerWidth,
        inHeading: document.querySelectorAll("h1 math").length,
        inText: document.querySelectorAll(".abstract math").length,
        paragraphs: document.querySelectorAll("p.abstract").length,
        title: document.title,
        sources: [...document.querySelectorAll(".abstract code")].map((one) => one.textContent),
        text: document.querySelector(".abstract").innerText,
        strangers: document.querySelectorAll("article img, article script:not(.actions + script), math a").length,
    };
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of papers with mathematics."""
    project = Project.make(tmp_path_factory.mktemp("maths") / "maths")
    for folder in ("digests", "enrichment", "papers", "topics"):
        for path in (project.folder / "content" / folder).glob("*"):
            path.unlink()
    (project.folder / "content" / "digests" / "2025-02-03.txt").write_text(DIGEST, encoding="utf-8")
    project.build()
    with served(Path(project.site)) as found:
        yield found


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_formulas_are_set_as_mathematics(chromium: Browser, address: str, screen: dict[str, int]) -> None:
    with tab(chromium, address, screen=screen) as visitor:  # type: ignore[arg-type]
        seen = visitor.open("papers/searching-in-mathcal-o-n-log-n-steps/").evaluate(LOOK)
        assert visitor.faults == []
    assert (seen["empty"], seen["outside"], seen["strangers"], seen["sideways"]) == (0, 0, 0, 0)
    assert seen["inHeading"] == 1
    assert seen["inText"] >= 8
    assert seen["paragraphs"] == 1
    assert seen["title"].startswith("Searching in O(n log n) Steps")
    assert seen["sources"] == [r"\unknown{x}_*y*", r"\href{javascript:alert(1)}{x}"]
    assert "for $5 and $10." in seen["text"]
    assert "<img src=x onerror=alert(1)>" in seen["text"].replace("\xa0", " ")


def test_lists_show_titles_in_characters(chromium: Browser, address: str) -> None:
    with tab(chromium, address) as visitor:
        page = visitor.open("digests/2025-02-03/")
        assert page.locator("a.title").first.inner_text() == "Searching in O(n log n) Steps"
        assert page.locator("math").count() == 0


def test_prose_has_no_mathematics(chromium: Browser, address: str) -> None:
    with tab(chromium, address) as visitor:
        page = visitor.open("papers/a-plain-paper/")
        assert page.locator("math").count() == 0
