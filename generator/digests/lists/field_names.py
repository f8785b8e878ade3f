"""What the columns of tables and the labels of fields are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from generator.digests.lists.spans import Spans, dropped, text_of


class FieldRole(StrEnum):
    """What a column or a labelled line says about a paper."""

    TITLE = "title"
    AUTHORS = "authors"
    DATE = "date"
    LINK = "link"
    CODE = "code"
    PROJECT = "project"
    ABSTRACT = "abstract"
    SUMMARY = "summary"
    VENUE = "venue"
    KEYWORDS = "keywords"
    COMMENT = "comment"
    OTHER = "other"
    """Known, but nothing that is kept: a rank, a score."""


_NAMES: Mapping[FieldRole, str] = {
    FieldRole.TITLE: "title|titles|paper title|paper|papers|paper name|name|article|publication|标题|论文|题目",
    FieldRole.AUTHORS: "author|authors|author s|by|first author|creator|creators|作者",
    FieldRole.DATE: (
        "date|publish date|published|publication date|published date|date published|published on|submitted|submitted on"
        "|submission date|release date|first submitted|time|year|posted|arxiv date|发布日期|日期|时间|年份"
    ),
    FieldRole.LINK: (
        "pdf|link|links|url|urls|arxiv|arxiv id|arxivid|arxiv link|paper link|paper links|paper url|paper id|pdf link"
        "|pdf url|doi|id|href|openreview|download|read|source|source url|abs|abs url|read more|论文链接|链接"
    ),
    FieldRole.CODE: "code|codes|github|repo|repository|code link|implementation|official code|source code|代码",
    FieldRole.PROJECT: "project|project page|website|homepage|page|web|site|project website|项目|主页|demo page",
    FieldRole.ABSTRACT: "abstract|abstracts|abstractnote|摘要",
    FieldRole.SUMMARY: (
        "summary|summaries|tldr|tl dr|ai summary|llm summary|one line summary|key points|takeaways|takeaway"
        "|main idea|highlights|总结|summary ai"
    ),
    FieldRole.VENUE: (
        "venue|venues|conference|journal|conf|publication venue|published in|published at|proceedings|pub|booktitle"
        "|journal reference|journal ref|conference journal|venue year|会议|期刊|publisher|container title"
    ),
    FieldRole.KEYWORDS: "keywords|keyword|tags|tag|categories|category|subjects|subject|topics|topic|关键词",
    FieldRole.COMMENT: "comment|comments|note|notes|remark|remarks|备注",
    FieldRole.OTHER: (
        "score|type|rank|no|num|number|index|idx|stars|citations|citation|cited by|upvotes|votes|updated|last updated"
        "|update date|affiliation|affiliations|institution|institutions"
        "|organization|organisation|relevance|model|models|task|tasks|dataset|datasets|data|method|methods|version"
        "|primary category|primary|license|language|video"
        "|slides|demo|poster|bibtex|status|added|type of paper|why relevant|reason"
    ),
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_LABELLED = re.compile(
    r"[^\w\n]{0,8}((?:[^\W\d_][\w/-]*)(?:[ /-]{1,2}(?:[^\W_][\w/-]*)){0,3})"
    r"(?:[(（][^\W_][\w +/-]{0,20}[)）])?[\s*_`]{0,4}[:：][*_:\s]{0,6}"
)
_TALLY = re.compile(r"\([\w\s]{0,20}\)")


@lru_cache(maxsize=4096)
def role_of(name: str) -> FieldRole | None:
    """What a column or field with a name says; ``None`` if the name is not known.

    >>> role_of("**Publish Date**")
    <FieldRole.DATE: 'date'>
    """
    words = " ".join(re.findall(r"[^\W_]+", _TALLY.sub(" ", name).lower()))
    return _ROLES.get(words)


def labelled(spans: Spans) -> tuple[FieldRole, Spans] | None:
    """The field that a line states with its name before it (``**Authors**: Ana``), and its value; else ``None``."""
    text = "".join(span.text for span in spans)
    match = _LABELLED.match(text[:80])
    role = role_of(match[1]) if match else None
    return (role, dropped(spans, match.end())) if match and role else None


def named_alone(spans: Spans) -> FieldRole | None:
    """The field that a heading or line names whose value is below it."""
    text = text_of(spans)
    return role_of(text) if len(text) <= 40 else None
