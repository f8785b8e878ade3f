"""What curated files say together: whatever each names must exist, and none may contradict another.

Each file is well formed here; kinds and keys were checked when it was read. A file with problems
of its own is in doubt: what would only follow from them (a topic that cannot be read is unknown to
every paper that names it) is not reported a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from generator.catalogue.redirects import Known
from generator.catalogue.topics.classifier import Sorting
from generator.curation.reading import Curation
from generator.model.catalogue import Catalogue
from generator.model.curation import PaperNotes, Topic
from generator.model.identity import title_key
from generator.model.paper import arxiv_month
from generator.model.problem import Located, Place, Problem, Severity
from generator.text.nearest import Names

FEWEST = 20
"""With fewer papers no share of them says anything about a rule."""
MOST = 0.5
"""Share of all papers that a single rule can give a topic without being doubted."""


def check_curation(catalogue: Catalogue, curation: Curation, known: Known, sorting: Sorting) -> Iterator[Problem]:
    """Everything that is wrong with, or worth saying about, files that are sound one by one."""
    for overlay in curation.paper_notes:
        yield from _check_name(overlay, curation, known)
        yield from _check_same(overlay, known)
        yield from _check_changes(overlay, catalogue, curation)
        yield from _check_facts(overlay, catalogue)
    yield from _check_numbers(catalogue, curation)
    yield from _check_corrected_titles(catalogue, curation)
    yield from _check_findings(catalogue, curation)
    yield from _check_titles(catalogue)
    for topic in curation.topics:
        yield from _check_start(topic, catalogue, curation, known)
        yield from _check_rules(topic, catalogue, sorting)
    yield from _notices(catalogue, curation, sorting)
    # A paper may belong to the very topic that cannot be read.
    if not any(file.startswith(("topics/", "site.")) for file in curation.in_doubt):
        yield from _unsorted(catalogue, curation)


# --- papers ----------------------------------------------------------------------------------


def _check_name(overlay: PaperNotes, curation: Curation, known: Known) -> Iterator[Problem]:
    """A file of ``papers/`` is named by a paper, or by one that is another."""
    slug = overlay.slug
    wrong = None if slug in known.hidden or (overlay.same_as and slug in known.redirects) else known.refuse(slug)
    if not wrong:
        return
    target = known.redirects[slug].value if slug in known.redirects else None
    other = next((one for one in curation.paper_notes if one.slug == target), None)
    if target and other:
        message = f"expected one file for a paper, found '{slug}', which leads to '{target}', beside {other.place.file}"
        yield Problem(overlay.place, "file name", f"{message}; move what it says there and delete it")
        yield from _contradictions(overlay, other)
    elif target in known.shown:
        message = f"expected the slug of a paper, found '{slug}', which leads to '{target}' now"
        yield Problem(overlay.place, "file name", f"{message}; rename the file to {target}.yml")
    else:
        yield Problem(overlay.place, "file name", wrong)


def _check_same(overlay: PaperNotes, known: Known) -> Iterator[Problem]:
    other = overlay.same_as
    if other is None or overlay.slug == other.value or overlay.slug not in known.shown:
        return
    # A paper that names another one and is shown nevertheless was not merged, because of what it names.
    if wrong := known.refuse(other.value):
        yield Problem(other.place, "same_as", wrong)


def _contradictions(overlay: PaperNotes, other: PaperNotes) -> Iterator[Problem]:
    """What two files for one paper state differently."""
    pairs: list[tuple[str, Located[Any] | None, Located[Any] | None]] = [
        (name, getattr(overlay, name), getattr(other, name)) for name in ("note", "featured", "status", "hidden")
    ]
    for field in fields(overlay.corrections):
        name = field.name
        pairs.append((f"corrections.{name}", getattr(overlay.corrections, name), getattr(other.corrections, name)))
    for name, one, two in pairs:
        if one and two and one.value != two.value:
            said, found = (str(value).lower() if isinstance(value, bool) else value for value in (two.value, one.value))
            message = f"expected '{said}' as in {two.place}, found '{found}' for the same paper; keep one"
            yield Problem(one.place, name, message)
    for stated, ours, theirs in (
        ("topics.add", overlay.topics.add, other.topics.remove),
        ("topics.remove", overlay.topics.remove, other.topics.add),
    ):
        places = {topic.value: topic.place for topic in theirs}
        for topic in ours:
            if topic.value in places:
                done = "removed" if stated == "topics.add" else "added"
                message = f"expected '{topic.value}' to be {done} as in {places[topic.value]}, found the opposite"
                yield Problem(topic.place, stated, f"{message} for the same paper; keep one")


def _check_changes(overlay: PaperNotes, catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """A curator adds and removes topics that exist, and none of them both."""
    changes = overlay.topics
    for field, stated in (("topics.add", changes.add), ("topics.remove", changes.remove)):
        for topic in stated:
            if topic.value not in catalogue.topic and curation.is_valid(f"topics/{topic.value}.yml"):
                yield _unknown_topic(topic, field, catalogue)
    removed = {topic.value: topic.place for topic in changes.remove}
    for topic in changes.add:
        if topic.value in removed:
            line = removed[topic.value].line
            message = f"expected a topic to be added or removed, found '{topic.value}' removed in line {line}"
            yield Problem(topic.place, "topics.add", f"{message}; keep one")


def _unknown_topic(topic: Located[str], field: str, catalogue: Catalogue) -> Problem:
    by_title = {one.title.casefold(): one.slug for one in catalogue.topics}
    near = by_title.get(topic.value.casefold().replace("-", " ")) or Names(catalogue.topic).near(topic.value)
    hint = f". Did you mean '{near}'?" if near else "; the topics are the files in topics/"
    return Problem(topic.place, field, f"expected a topic, found '{topic.value}'{hint}")


def _check_facts(overlay: PaperNotes, catalogue: Catalogue) -> Iterator[Problem]:
    """A paper was published, and got its arXiv id, before it was listed."""
    paper = catalogue.by_slug.get(overlay.slug)
    if paper is None:
        return
    listed = paper.appearances[0].date
    published, arxiv = overlay.corrections.published, overlay.corrections.arxiv
    # Dates of digests are local time, so that a paper can be listed a day before arXiv dates it.
    if published and published.value > listed + timedelta(days=1):
        message = f"expected a day up to {listed}, when {paper.appearances[0].place} lists the paper"
        yield Problem(published.place, "corrections.published", f"{message}, found '{published.value}'")
    if arxiv:
        yield from _check_month(arxiv, "corrections.arxiv", listed)


def _check_month(arxiv: Located[str], field: str, listed: date) -> Iterator[Problem]:
    month = arxiv_month(arxiv.value)
    if month and month > listed + timedelta(days=1):
        message = f"expected an arXiv id of a month up to {listed:%Y-%m}, when a digest lists the paper"
        yield Problem(arxiv.place, field, f"{message}, found '{arxiv.value}' of {month:%Y-%m}")


def _check_numbers(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """Two pages with one arXiv id are one paper, or one of the ids is wrong."""
    owners: dict[str, list[str]] = defaultdict(list)
    for paper in catalogue.papers:
        if paper.arxiv:
            owners[paper.arxiv].append(paper.slug)
    for overlay in curation.paper_notes:
        arxiv = overlay.corrections.arxiv
        other = next((slug for slug in owners.get(arxiv.value, ()) if slug != overlay.slug), None) if arxiv else None
        if arxiv and other and overlay.slug in catalogue.by_slug:
            message = (
                f"expected the arXiv id of one paper, found '{arxiv.value}', which '{other}' has, too;"
                f" correct one, or let this file say only 'same_as: {other}'"
            )
            yield Problem(arxiv.place, "corrections.arxiv", message)


def _check_corrected_titles(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """Two pages of one title are one paper, unless their arXiv ids tell them apart."""
    corrected = {one.slug: one.corrections.title for one in curation.paper_notes if one.corrections.title}
    keys = {title_key(title.value) for title in corrected.values()}
    alike = [paper for paper in catalogue.papers if keys and title_key(paper.title.plain) in keys]
    for slug, title in corrected.items():
        paper = catalogue.by_slug.get(slug)
        others = (one for one in alike if title_key(one.title.plain) == title_key(title.value) and one is not paper)
        other = next((one for one in others if paper and not (one.arxiv and paper.arxiv)), None)
        if other:
            message = f"expected the title of one paper, found '{title.value}', which '{other.slug}' has, too"
            advice = f"correct one, let this file say only 'same_as: {other.slug}', or add the arXiv ids of both"
            yield Problem(title.place, "corrections.title", f"{message}; {advice}", Severity.WARNING)


def _check_findings(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """What was looked up belongs to a title of a digest."""
    listed: dict[str, date] = {}
    titles: dict[str, str] = {}
    for digest in reversed(catalogue.digests):
        for entry in digest.entries:
            listed.setdefault(title_key(entry.title), digest.date)
            titles.setdefault(title_key(entry.title), entry.title)
    names = Names(titles.values())
    for finding in curation.enrichments:
        title = finding.title
        first = listed.get(title_key(title.value))
        if first is None:
            near = names.near(title.value, cutoff=0.7)
            hint = f". Did you mean '{near}'?" if near else "; copy it from there, or remove the item"
            yield Problem(title.place, "title", f"expected a title in a digest, found '{title.value}'{hint}")
        elif finding.arxiv:
            yield from _check_month(finding.arxiv, "arxiv", first)


# --- topics ----------------------------------------------------------------------------------


def _check_start(topic: Topic, catalogue: Catalogue, curation: Curation, known: Known) -> Iterator[Problem]:
    """A reader is sent to papers of the topic."""
    # A topic of no area has no papers; what it names can be wrong nevertheless.
    is_whole = topic.slug in catalogue.topic and curation.is_valid(topic.place.file)
    here = {paper.slug for paper in catalogue.by_topic[topic.slug]} if is_whole else set()
    for number, slug in enumerate(topic.start_here, start=1):
        field = f"start_here[{number}]"
        if wrong := known.refuse(slug.value):
            yield Problem(slug.place, field, wrong)
        elif is_whole and slug.value not in here and curation.is_valid(f"papers/{slug.value}.yml"):
            message = (
                f"expected a paper of this topic, found '{slug.value}', which is not in it;"
                f" remove it here, or add '{topic.slug}' under topics in papers/{slug.value}.yml"
            )
            yield Problem(slug.place, field, message)


def _check_titles(catalogue: Catalogue) -> Iterator[Problem]:
    """Topics are told apart by their titles: two of one title may be one, begun twice."""
    first: dict[str, Topic] = {}
    for topic in sorted(catalogue.topics, key=lambda topic: topic.slug):
        other = first.setdefault(topic.title.casefold(), topic)
        if other is not topic:
            message = f"expected a title of its own, found '{topic.title}', which {other.place.file} has, too"
            advice = "give it another, or move its rules there and delete the file"
            yield Problem(topic.place, "title", f"{message}; {advice}", Severity.WARNING)


def _check_rules(topic: Topic, catalogue: Catalogue, sorting: Sorting) -> Iterator[Problem]:
    """A rule that gives a topic to most papers sorts nothing."""
    count = len(catalogue.papers)
    for number, rule in enumerate(topic.rules, start=1):
        found = sorting.matches.get(rule.place, 0)
        if count >= FEWEST and found > MOST * count and rule.weight >= 1:
            message = (
                f"expected a rule that fewer than half of all papers match, found one that {found} of {count} do;"
                " narrow its phrases, or lower its weight"
            )
            yield Problem(rule.place, f"rules[{number}]", message, Severity.WARNING)


# --- how the list stands ---------------------------------------------------------------------


def _notices(catalogue: Catalogue, curation: Curation, sorting: Sorting) -> Iterator[Problem]:
    """What is no mistake of topics and their rules, because the next digest can change it."""
    for topic in catalogue.topics:
        if not curation.is_valid(topic.place.file):
            continue
        if not catalogue.by_topic[topic.slug]:
            yield _notice(
                topic.place,
                "topic",
                "expected papers, found none that its rules match; widen them, or keep the topic for papers to come",
            )
            continue
        for number, rule in enumerate(topic.rules, start=1):
            if rule.place not in sorting.matches:
                message = "expected papers, found none that this rule matches; widen it, or keep it for papers to come"
                yield _notice(rule.place, f"rules[{number}]", message)
    for overlay in curation.paper_notes:
        yield from _idle_changes(overlay, catalogue, sorting)


def _unsorted(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    for paper in catalogue.unsorted:
        if curation.is_valid(f"papers/{paper.slug}.yml"):
            message = (
                f"expected at least one topic for '{paper.title.plain}', found none;"
                f" widen a topic's rules, or add one in papers/{paper.slug}.yml"
            )
            yield _notice(paper.appearances[-1].place, "topics", message)


def _idle_changes(overlay: PaperNotes, catalogue: Catalogue, sorting: Sorting) -> Iterator[Problem]:
    """Topics that are added or removed and would be there or not anyway."""
    if overlay.slug not in sorting.by_rules:
        return
    given = sorting.by_rules[overlay.slug]
    for topic in overlay.topics.add:
        if topic.value in given:
            yield _notice(
                topic.place, "topics.add", f"expected a topic that the rules miss, found '{topic.value}'; remove it"
            )
    for topic in overlay.topics.remove:
        if topic.value in catalogue.topic and topic.value not in given:
            yield _notice(
                topic.place, "topics.remove", f"expected a topic that the rules give, found '{topic.value}'; remove it"
            )


def _notice(place: Place, field: str, message: str) -> Problem:
    return Problem(place, field, message, Severity.NOTICE)
