"""Types and times of what a site has."""

from __future__ import annotations

import pytest

from generator.publishing.object_headers import FOR_A_YEAR, FOR_MINUTES, headers_of


@pytest.mark.parametrize(
    ("key", "content_type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("papers/x/INDEX.HTML", "text/html; charset=utf-8"),
        ("api/v1/index.json", "application/json"),
        ("sitemap.xml", "application/xml"),
        ("sitemap.xml.gz", "application/gzip"),
        ("feed.xml", "application/atom+xml"),
        ("topics/x/feed.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
        ("a.svg", "image/svg+xml"),
        ("a.woff2", "font/woff2"),
        ("trends/words.csv", "text/csv; charset=utf-8"),
        ("calendar.ics", "text/calendar; charset=utf-8"),
        ("papers/x/index.md", "text/markdown; charset=utf-8"),
        ("papers.bib", "application/x-bibtex; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("search-index/root.json", "application/json"),
        ("CNAME", "application/octet-stream"),
        ("html", "application/octet-stream"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_the_type_follows_from_the_name(key: str, content_type: str) -> None:
    assert headers_of(key).content_type == content_type


@pytest.mark.parametrize(
    "key",
    [
        "assets/stylesheets/main.57a0d79d.min.css",
        "assets/app-0123456789abcdef.js",
        "search-index/0/heads/17-2k7qz.json",
        "search-index/1/records/0-abcde.json",
        "search-index/filters-zzzzz.json",
    ],
)
def test_what_has_a_hash_in_its_name_is_kept_for_a_year(key: str) -> None:
    assert headers_of(key).cache_control == FOR_A_YEAR


@pytest.mark.parametrize(
    "key",
    [
        "index.html",
        "papers/main.57a0d79d.min/index.html",
        "papers/a.57a0d79d.html",
        "assets/base/every-page.css",
        "trends/words-20251031.csv",
        "assets/photo-20251031.png",
        "assets/defaced-accede.png",
        "assets/a.57a0d7.css",
        "search-index/root.json",
        "search-index/0/heads/17-2k7qz.json/index.html",
        "topics/0/heads/17-2k7qz.json",
        "feed.xml",
        "57a0d79d.css/readme.txt",
    ],
)
def test_what_keeps_its_name_when_it_changes_is_kept_for_minutes(key: str) -> None:
    assert headers_of(key).cache_control == FOR_MINUTES
