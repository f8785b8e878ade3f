"""Reads a content folder and brings all stages together; the only place that knows its layout."""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.catalogue import merge
from generator.curation.fields import suggest
from generator.curation.reading import Curation, read_curation
from generator.digests import read_digest
from generator.memory import Memory, mark
from generator.model import Area, Catalogue, Digest, Located, Paper, Place, Problem, Severity, Site, Topic
from generator.topics import parse_phrase, sort_papers

UNSORTED = "unsorted"
"""Slug of the index of papers without a topic; no topic may have it."""
_RESERVED = frozenset({UNSORTED, "index", "readme"})
_CURATED = ("topics", "papers", "enrichment")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A content folder, read: the catalogue, and all that is wrong with it."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    """Sorted by file and line."""


def read_content(folder: Path, memory: Memory | None = None) -> Shelf:
    """Read everything in a content folder.

    What cannot be read is left out and reported; the catalogue holds all that is sound. A memory
    only saves time.
    """
    memory = memory or Memory()
    digests, problems = _read_digests(folder, memory)
    curation, found = read_curation(_curated_files(folder))
    problems += found
    topics, found = _arranged_topics(curation)
    problems += found
    papers, found = merge(digests, curation.findings, curation.overlays, curation.site.mirrors)
    problems += found
    papers = sort_papers(papers, topics, curation.overlays, memory)
    redirects, found = _sound_redirects(curation.site, papers)
    problems += found
    site = replace(curation.site, redirects=redirects)
    catalogue = Catalogue(site, tuple(sorted(digests, key=lambda d: d.slug, reverse=True)), papers, topics)
    problems += _check_overlays(catalogue, curation)
    problems += _check_topics(catalogue)
    problems += _unsorted(catalogue)
    return Shelf(catalogue, tuple(sorted(problems, key=lambda p: (p.place, p.field, p.message))))


def _files(folder: Path) -> list[Path]:
    """The visible files of a folder, by name."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _read_digests(folder: Path, memory: Memory) -> tuple[list[Digest], list[Problem]]:
    by_slug: dict[str, Digest] = {}
    problems: list[Problem] = []
    for path in _files(folder / "digests"):
        file, data = f"digests/{path.name}", path.read_bytes()
        key = mark("digest", file, hashlib.sha256(data).hexdigest())
        digest, found = memory.recall(key, partial(read_digest, file, data))
        problems += found
        if digest is None:
            continue
        first = by_slug.setdefault(digest.slug, digest)
        if first is not digest:
            message = (
                f"expected one file for {digest.slug}, found another beside {first.file};"
                f" add a label to one: {digest.date}-label"
            )
            problems.append(Problem(Place(digest.file), "file name", message))
    return list(by_slug.values()), problems


def _curated_files(folder: Path) -> dict[str, bytes]:
    files = {f"{name}/{path.name}": path.read_bytes() for name in _CURATED for path in _files(folder / name)}
    if (folder / "site.yml").is_file():
        files["site.yml"] = (folder / "site.yml").read_bytes()
    return files


def _arranged_topics(curation: Curation) -> tuple[tuple[Topic, ...], list[Problem]]:
    """Topics in the order of the site; those in no area are reported and left out."""
    problems: list[Problem] = []
    position: dict[str, int] = {}
    for index, area in enumerate(curation.site.areas):
        if area.slug in position:
            message = f"expected each area once, found '{area.slug}' again; remove one"
            problems.append(Problem(Place("site.yml"), "areas", message))
        position.setdefault(area.slug, index)
    kept: list[Topic] = []
    for topic in curation.topics:
        area_slug = topic.area.value
        if topic.slug in _RESERVED:
            message = f"expected another name, because the site uses '{topic.slug}' itself; rename the file"
            problems.append(Problem(topic.place, "file name", message))
        elif area_slug not in position:
            hint = suggest(area_slug, position)
            message = f"expected the slug of an area in site.yml, found '{area_slug}'{hint}"
            problems.append(Problem(topic.area.place, "area", message))
        else:
            kept.append(topic)
            problems += _rule_problems(topic)
    kept.sort(key=lambda topic: (position[topic.area.value], topic.title.casefold(), topic.slug))
    return tuple(kept), problems


def _rule_problems(topic: Topic) -> Iterator[Problem]:
    for number, rule in enumerate(topic.rules, start=1):
        field = f"rules[{number}]"
        if not rule.any and not rule.all:
            yield Problem(rule.place, field, "expected phrases under 'any' or 'all', found neither; add one")
        for phrase in (*rule.any, *rule.all, *rule.none):
            if not parse_phrase(phrase):
                yield Problem(rule.place, field, f"expected words, found '{phrase}'; use letters or digits")
    if sum(rule.weight for rule in topic.rules) < 1 - 1e-9:
        yield Problem(topic.place, "rules", "expected weights that can add up to 1, found less in all; raise one")


def _sound_redirects(site: Site, papers: Sequence[Paper]) -> tuple[dict[str, Located[str]], list[Problem]]:
    """The redirects that lead from no paper to a paper; the others are reported and left out."""
    slugs = {paper.slug for paper in papers}
    sound: dict[str, Located[str]] = {}
    problems: list[Problem] = []
    for old, new in site.redirects.items():
        if old in slugs:
            message = f"expected a former slug, found '{old}', which a paper has; remove the redirect"
            problems.append(Problem(new.place, f"redirects.{old}", message))
        elif new.value not in slugs:
            problems.append(Problem(new.place, f"redirects.{old}", _unknown_paper(new.value, papers)))
        else:
            sound[old] = new
    return sound, problems


def _check_overlays(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """Does each overlay name a paper, and only topics that exist?"""
    for overlay in curation.overlays:
        if overlay.slug not in catalogue.by_slug and not overlay.hidden:
            yield Problem(overlay.place, "file name", _unknown_paper(overlay.slug, catalogue.papers))
        changes = overlay.topics
        for field, stated in (("topics.add", changes.add), ("topics.remove", changes.remove)):
            for topic in stated:
                if topic.value not in catalogue.topic:
                    yield _unknown_topic(topic, field, catalogue.topics)
        for topic in changes.add:
            if topic.value in {other.value for other in changes.remove}:
                message = f"expected a topic to be added or removed, found '{topic.value}' in both; keep one"
                yield Problem(topic.place, "topics.add", message)


def _check_topics(catalogue: Catalogue) -> Iterator[Problem]:
    for topic in catalogue.topics:
        here = {paper.slug for paper in catalogue.by_topic[topic.slug]}
        for number, slug in enumerate(topic.start_here, start=1):
            field = f"start_here[{number}]"
            if slug.value not in catalogue.by_slug:
                yield Problem(slug.place, field, _unknown_paper(slug.value, catalogue.papers))
            elif slug.value not in here:
                message = (
                    f"expected a paper of this topic, found '{slug.value}', which is not in it;"
                    " add the topic to the paper, or remove it here"
                )
                yield Problem(slug.place, field, message)
        repeated = [slug for slug, times in Counter(s.value for s in topic.start_here).items() if times > 1]
        for slug_text in repeated:
            message = f"expected each paper once, found '{slug_text}' again; remove one"
            yield Problem(topic.place, "start_here", message)


def _unknown_paper(slug: str, papers: Sequence[Paper]) -> str:
    near = difflib.get_close_matches(slug, [paper.slug for paper in papers], n=1, cutoff=0.7)
    hint = f". Did you mean '{near[0]}'?" if near else "; copy the last part of the address of the paper's page"
    return f"expected the slug of a paper, found '{slug}'{hint}"


def _unknown_topic(topic: Located[str], field: str, topics: Sequence[Topic]) -> Problem:
    hint = suggest(topic.value, [one.slug for one in topics]) or "; the topics are the files in topics/"
    return Problem(topic.place, field, f"expected a topic, found '{topic.value}'{hint}")


def _unsorted(catalogue: Catalogue) -> Iterator[Problem]:
    for paper in catalogue.unsorted:
        message = (
            f"expected at least one topic for '{paper.title.plain}', found none;"
            f" widen a topic's rules, or add one in papers/{paper.slug}.yml"
        )
        yield Problem(paper.appearances[-1].place, "topics", message, Severity.WARNING)


def area_of(catalogue: Catalogue, topic: Topic) -> Area:
    """The area that a topic belongs to."""
    return next(area for area in catalogue.site.areas if area.slug == topic.area.value)
