"""Finding the paper that somebody means."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import PRIVACY, PRIVACY_SLUG, SHAPLEY, SHAPLEY_SLUG, SITE, write_tree

from generator.content.read import ContentResult, read_content
from generator.curator.lookup import look_up, near_slugs, nearest, redirected_elsewhere

FOUND = (
    "papers:\n"
    f"  - {{title: '{SHAPLEY}', arxiv: '1904.02868', source: seen, found: 2025-02-01}}\n"
    f"  - {{title: '{PRIVACY}', arxiv: 'math.ST/0211159', source: seen, found: 2025-02-01}}\n"
)


@pytest.fixture
def shelf(tmp_path: Path) -> ContentResult:
    files = {
        "enrichment/found.yml": FOUND,
        f"papers/{PRIVACY_SLUG}.yml": "hidden: true\n",
        f"papers/{SHAPLEY_SLUG}.yml": "corrections: {title: The Worth of Data}\n",
        "site.yml": f"{SITE}redirects:\n  shapley: {SHAPLEY_SLUG}\n  bandits: topics/private-data\n",
    }
    return read_content(write_tree(tmp_path, dict(files)))


@pytest.mark.parametrize(
    "text",
    [
        SHAPLEY_SLUG,
        f"  {SHAPLEY_SLUG}\n",
        f"papers/{SHAPLEY_SLUG}",
        f"/papers/{SHAPLEY_SLUG}/",
        f"https://example.org/list/papers/{SHAPLEY_SLUG}/",
        f"http://localhost:8000/papers/{SHAPLEY_SLUG}/index.html?q=1#topics",
        "shapley",
        "https://example.org/papers/shapley/",
        "The worth of data!",
        SHAPLEY.upper(),
        "1904.02868",
        "1904.02868v3",
        "arXiv:1904.02868",
        "https://arxiv.org/abs/1904.02868v2",
        "https://arxiv.org/pdf/1904.02868.pdf",
        "https://arxiv.org/abs/1904.02868?context=stat",
        "https://huggingface.co/papers/1904.02868",
        "https://huggingface.co/papers/1904.02868#community",
        "https://www.alphaxiv.org/abs/1904.02868v2",
        "https://doi.org/10.48550/arXiv.1904.02868",
    ],
)
def test_a_paper_is_found_by_any_of_its_names(text: str, shelf: ContentResult) -> None:
    found = look_up(shelf, text)
    assert found is not None
    assert found.paper.slug == SHAPLEY_SLUG
    assert (found.redirect is not None) == ("shapley" in text and SHAPLEY_SLUG not in text)


@pytest.mark.parametrize("text", [PRIVACY_SLUG, PRIVACY, "https://arxiv.org/abs/math.ST/0211159v1", "math.ST/0211159"])
def test_a_hidden_paper_is_found(text: str, shelf: ContentResult) -> None:
    found = look_up(shelf, text)
    assert found is not None
    assert found.paper.slug == PRIVACY_SLUG


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "data-shapley",
        "2501.99999",
        "https://arxiv.org/abs/2501.99999",
        "https://",
        "///",
        "papers/",
        "?",
        "bandits",
    ],
)
def test_what_names_no_paper_finds_none(text: str, shelf: ContentResult) -> None:
    assert look_up(shelf, text) is None


def test_a_redirect_can_lead_to_another_sort_of_page(shelf: ContentResult) -> None:
    target = redirected_elsewhere(shelf, "https://example.org/papers/bandits/")
    assert target is not None
    assert target.value == "topics/private-data"
    assert redirected_elsewhere(shelf, "shapley") is None
    assert redirected_elsewhere(shelf, "nothing") is None


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The Price of Differential Privacy", PRIVACY_SLUG),
        (PRIVACY.replace("under", "with"), PRIVACY_SLUG),
        ("Worth", None),
        ("The", None),
        ("Something else altogether", None),
    ],
)
def test_nearly_a_title_will_do(title: str, slug: str | None, shelf: ContentResult) -> None:
    found = nearest(shelf, title)
    assert (found.slug if found else None) == slug


def test_similar_slugs_are_offered(shelf: ContentResult) -> None:
    assert near_slugs(shelf, "https://example.org/papers/data-shapley/") == [SHAPLEY_SLUG]
    assert near_slugs(shelf, "quantum gravity") == []
