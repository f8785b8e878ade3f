"""Reads one item of a feed, in RSS 2.0, RSS 1.0 or Atom, as far as the forms have fields in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.digests.feeds.announcement import ANNOUNCED, REPLACED, section_of, stage_and_venue
from generator.digests.feeds.feed_days import first_day, stated_year
from generator.digests.feeds.html_text import html_line, html_paragraphs
from generator.digests.feeds.item_ids import PREPRINT_DOIS, item_ids
from generator.digests.feeds.people import people
from generator.digests.feeds.xml_elements import XmlElement
from generator.digests.stated_ids import StatedIds
from generator.model.digest import Entry, Stage
from generator.model.problem import Place

RSS_1 = "http://purl.org/rss/1.0/"
ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/ encoded"
_LONGEST_ABSTRACT = 6000
"""Characters; the content of a blog's post is longer, and is no abstract."""
_ID_BEFORE_TITLE = re.compile(r"\[?(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d+)?(?:\]:?|:)\s*(?=\S)", re.I)
"""As bots write: ``[2611.10234] A Title``."""
_OLD_TITLE_END = re.compile(r"\.?\s*\(arXiv:\S{1,40}(?:\s+\[[\w.-]{1,20}\])?(?P<updated>\s+UPDATED)?\)$", re.I)
"""``A Title. (arXiv:2005.00001v2 [cs.CL] UPDATED)``, as arXiv wrote until 2024."""
_TAKEN_BACK = re.compile(r"(?P<what>RETRACTED|WITHDRAWN)(?:\s+(?:ARTICLE|PAPER))?\s*:\s*", re.I)
_FACT = re.compile(
    r"(?P<name>publication date|source|authors?(?:\(s\))?|date of publication|published(?: online)?)"
    r"\s*:\s*(?P<value>.*)",
    re.I | re.S,
)
"""Paragraphs in which publishers state facts beside the abstract."""
_AROUND_ABSTRACT = re.compile(
    r"(?:abstract|summary|background)\W*|PMID:.*|the post .{0,400} (?:appeared first on|first appeared on) .*"
    r"|(?:continue reading|read more|read the (?:full|whole) .{0,40})\W*|doi:\s*\S+"
    r"|.{0,120}, published online: .{0,200}"
    r"|.{3,120}\. (?:19|20)\d\d [A-Z][a-z]{2}\b.{0,60}doi: ?10\..{1,100}"
    r"|[^.]{2,100}, (?:volume|vol\.|issue|early ?view|ahead of print)\b.{0,100}"
    r"|comments?(?: url)?: ?\S*|points: \d+|article url: \S+",
    re.I | re.S,
)
_BEFORE_ABSTRACT = re.compile(
    r"^(?:(?:[^.]{2,100}\. (?:19|20)\d\d\b[^.]{0,60}\. ?(?:doi: ?\S+ )?)?abstract\s*[:.\-–—]?\s*(?=[A-Z0-9“\"$])"
    r"|[^.;]{0,80}, published online: [^;]{4,40};\s*(?:doi:\s*\S+\s*)?)",
    re.I,
)


def feed_entry(file: str, item: XmlElement, journal: str | None = None) -> Entry:
    """What an item says; its title is empty when it has none. ``journal`` is the name that its channel states."""
    title, is_updated = _title(item)
    taken_back = _TAKEN_BACK.match(title)
    description = _description(item)
    section = _section(description, item) or (REPLACED if is_updated else None)
    facts = dict(_facts(description))
    ids = item_ids([*_addresses(item), *_doi_in_facts(description)])
    authors = people(_authors(item) or [facts[name] for name in facts if name.startswith("author")])
    stage, venue = _publication(item, ids, journal or facts.get("source"))
    published = None if section == REPLACED else first_day([*_dates(item), facts.get("publication date", "")])
    return Entry(
        title=title[taken_back.end() :] if taken_back else title,
        place=Place(file, item.line),
        abstract=_abstract(description, authors),
        published=published,
        arxiv=ids.arxiv,
        authors=authors,
        doi=ids.doi,
        openreview=ids.openreview,
        acl=ids.acl,
        url=ids.url,
        year=None if published else next((year for text in _dates(item) if (year := stated_year(text))), None),
        venue=venue,
        stage=Stage(taken_back["what"].lower()) if taken_back else stage,
        section=section or next((html_line(child.raw) for child in item.locally_named("section")), None),
    )


def own(item: XmlElement, *names: str) -> Iterator[XmlElement]:
    """The children with these names in the vocabulary of the feed itself."""
    return item.named(*(full for name in names for full in (name, f"{RSS_1} {name}", f"{ATOM} {name}")))


def _title(item: XmlElement) -> tuple[str, bool]:
    """The title, and whether it says that the paper was replaced."""
    title = next((child.raw for child in (*own(item, "title"), *item.locally_named("title")) if child.text), "")
    line = html_line(title)
    before = _ID_BEFORE_TITLE.match(line)
    line = line[before.end() :] if before else line
    end = _OLD_TITLE_END.search(line)
    return (line[: end.start()], bool(end["updated"])) if end else (line, False)


def _description(item: XmlElement) -> str:
    """What describes a paper: its abstract, with what publishers write around it."""
    short = next((child.raw for child in own(item, "description", "summary") if child.text), "")
    full = next((child.raw for child in (*item.named(_CONTENT), *own(item, "content")) if child.text), "")
    whole = full if len(" ".join(html_paragraphs(full))) <= _LONGEST_ABSTRACT else ""
    line = html_line(short)
    is_excerpt = bool(whole) and (line.rstrip(" .…[]")[:200] in html_line(whole) or line.endswith(("…", "...", "[…]")))
    return whole if whole and (is_excerpt or not _abstract(short, ())) else short


def _abstract(description: str, authors: tuple[str, ...]) -> tuple[str, ...]:
    text = ANNOUNCED.sub("", description, count=1)
    paragraphs = (_BEFORE_ABSTRACT.sub("", part).strip() for part in html_paragraphs(text))
    kept = (part for part in paragraphs if part and not _FACT.fullmatch(part) and not _AROUND_ABSTRACT.fullmatch(part))
    abstract = tuple(part for part in kept if not (part.startswith(("by ", "By ")) and people([part]) == authors))
    return abstract if sum(map(len, abstract)) <= _LONGEST_ABSTRACT else ()


def _facts(description: str) -> Iterator[tuple[str, str]]:
    for part in html_paragraphs(description):
        if match := _FACT.fullmatch(part):
            yield match["name"].lower(), match["value"]


def _doi_in_facts(description: str) -> list[str]:
    return re.findall(r"\bdoi:\s?(10\.\d{4,9}/[^\s<>\"]{1,200})", description, re.I)[:1]


def _section(description: str, item: XmlElement) -> str | None:
    """How arXiv announces the paper."""
    stated = next((child.text for child in item.locally_named("announce_type")), "")
    match = ANNOUNCED.match(html_line(description[:300]) if description.lstrip().startswith("<") else description)
    return section_of(stated) or (section_of(match["type"]) if match else None)


def _addresses(item: XmlElement) -> Iterator[str]:
    """All identifiers and addresses, the most certain first."""
    yield from (_plain(child.text) for child in item.locally_named("doi", "DOI", "identifier"))
    yield from (child.text for child in item.locally_named("origLink"))
    for link in own(item, "link"):
        if link.attributes.get("rel", "alternate") in ("alternate", "related", "via"):
            yield link.attributes.get("href", link.text).strip()
    yield from (child.text for child in own(item, "guid", "id"))
    yield from (value for name, value in item.attributes.items() if name.endswith("about"))


def _plain(identifier: str) -> str:
    """An identifier without the word for its kind: ``doi:10.1101/...``, ``info:doi/10.1371/...``."""
    return re.sub(r"^(?:info:|urn:)?doi[:/]\s*", "", identifier, flags=re.I)


def _authors(item: XmlElement) -> list[str]:
    creators = [child.raw for child in item.locally_named("creator") if child.text]
    stated = [next((name.raw for name in child.locally_named("name")), child.raw) for child in own(item, "author")]
    return creators or [text for text in stated if text.strip()] or [one.raw for one in own(item, "authors")]


def authors_of_feed(root: XmlElement) -> tuple[str, ...]:
    """The authors of all entries of a feed in Atom that name none of their own."""
    return people(_authors(root)) if root.name == f"{ATOM} feed" else ()


def _dates(item: XmlElement) -> list[str]:
    """Texts that state the day of publication, the best first."""
    names = ("publicationDate", "coverDate", "date", "issued", "created", "pubDate", "published", "updated")
    return [child.text for name in names for child in item.locally_named(name)]


def _publication(item: XmlElement, ids: StatedIds, journal: str | None) -> tuple[Stage | None, str | None]:
    """How far the paper has got, and where it was published."""
    if ids.arxiv:
        texts = [
            next((child.text for child in item.locally_named(name)), "") for name in ("comment", "journal_reference")
        ]
        stage, venue = stage_and_venue(*texts)
        return stage_and_venue(html_line(_description(item))[:200]) if stage is None else (stage, venue)
    if ids.doi and ids.doi.startswith(PREPRINT_DOIS):
        return Stage.PREPRINT, None
    names = [child.text for child in (*item.locally_named("publicationName"), *item.locally_named("source"))]
    venue = next((name for name in (*names, journal or "") if 1 < len(name) <= 150 and "://" not in name), None)
    venue = re.sub(r",\s*(?:volume|vol\.|early ?view|ahead of print).*$", "", venue, flags=re.I) if venue else None
    return (Stage.PUBLISHED if venue and ids.doi else None), venue


def day_of_feed(channel: XmlElement) -> date | None:
    """The day on which a feed says that it was made."""
    names = ("pubDate", "lastBuildDate", "updated", "date")
    return first_day(child.text for name in names for child in channel.locally_named(name))
