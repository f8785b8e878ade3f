"""What a page says of itself comes back from its front matter as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.pages.components.heads import EditSource, LinkEntry, ListHead, PageHead, PaperHead, TopicEntry
from generator.pages.printing.front_matter import head_as_text

# The readers of digests and of YAML leave no lone surrogate in a text, and no NUL.
VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
YAML_LIKE = st.sampled_from(
    [
        "yes", "null", "~", "1", "1.0", "2025-01-01", "- a", "a: b", "a #b", "'a'", '"a"', "\\", "\\n", "{a: b}", "[a]",
        "---", "\n---\n", "\n...\n", "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "\u2028---", "\x85", "\ufeff",
        "a\tb", "\r\n", " a ", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff", "\U0001d54f",
    ]
)  # fmt: skip
ANY_VALUE = st.one_of(VALUES, YAML_LIKE, st.lists(st.one_of(VALUES, YAML_LIKE), min_size=1, max_size=4).map("".join))


PAPER = PaperHead(
    title="A title",
    description=None,
    page_template="paper.html",
    slug="a-title",
    date=date(2025, 1, 6),
    year=None,
    arxiv="2501.10",
    doi=None,
    authors=(),
    author_count=0,
    organisation="",
    comments=None,
    keywords=("2025-01-06",),
    digests=(),
    topics=(TopicEntry("a", "A", "b"),),
    links=(LinkEntry("code", "https://example.org/"),),
    featured=True,
    status=None,
    source=EditSource("papers/a-title.yml"),
)


@given(value=ANY_VALUE, body=st.sampled_from(["", "# A heading\n", "---\nnot: this\n---\n"]))
def test_front_matter_gives_back_the_same_text(value: str, body: str) -> None:
    topics, source = (TopicEntry(value, value, value),), EditSource("papers/a.yml", value)
    printed = head_as_text(replace(PAPER, title=value, authors=(value, value), topics=topics, source=source))

    rest, data = get_data(printed + body)

    assert rest == body
    assert (data["title"], data["authors"]) == (value, [value, value])
    assert data["topics"] == [{"slug": value, "title": value, "area": value}]
    assert data["source"] == {"file": "papers/a.yml", "start": value}


def test_front_matter_keeps_kinds_of_values_apart_and_leaves_out_what_is_absent() -> None:
    assert get_data(head_as_text(PAPER))[1] == {
        "title": "A title",
        "page_template": "paper.html",
        "slug": "a-title",
        "date": date(2025, 1, 6),
        "arxiv": "2501.10",
        "author_count": 0,
        "keywords": ["2025-01-06"],
        "topics": [{"slug": "a", "title": "A", "area": "b"}],
        "links": [{"kind": "code", "url": "https://example.org/"}],
        "featured": True,
        "source": {"file": "papers/a-title.yml"},
    }


def test_a_page_can_say_little() -> None:
    assert head_as_text(PageHead("", "")) == "---\n---\n"
    assert head_as_text(ListHead("A", "B", "list.html", None, None, "0", None)) == (
        '---\ntitle: "A"\ndescription: "B"\npage_template: "list.html"\noutline: "0"\n---\n'
    )
