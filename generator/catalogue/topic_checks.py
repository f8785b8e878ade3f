"""Do topics lead readers to the right papers? And how does the list stand: what is not sorted yet?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.catalogue.catalogue_problems import (
    BROAD_RULE,
    PAPER_OUTSIDE_TOPIC,
    PAPER_WITHOUT_TOPIC,
    RECOMMENDED_THOUGH_TAKEN_BACK,
    REDUNDANT_TOPIC_CHANGE,
    RULE_WITHOUT_PAPERS,
    SECTION_WITHOUT_PAPERS,
    SHARED_TOPIC_TITLE,
    TOPIC_WITHOUT_PAPERS,
)
from generator.catalogue.name_hints import NameHints, meant
from generator.catalogue.topics.assignment import TopicAssignments
from generator.curation.reading import Curation
from generator.model.catalogue import Catalogue
from generator.model.curation import PaperNotes, Topic
from generator.model.identity import letters
from generator.model.problem import Located, Problem
from generator.text.nearest import Names

FEWEST_PAPERS = 20
"""With fewer papers no share of them says anything about a rule."""
BROADEST_RULE = 0.5
"""Share of all papers that a single rule can give a topic to without being doubted."""


def check_start_here(topic: Topic, catalogue: Catalogue, curation: Curation, hints: NameHints) -> Iterator[Problem]:
    """A reader is sent to papers of the topic."""
    # A topic without an area has no papers; what it names can be wrong nevertheless.
    is_whole = topic.slug in catalogue.topic and curation.is_valid(topic.place.file)
    here = {paper.slug for paper in catalogue.by_topic[topic.slug]} if is_whole else set()
    for number, slug in enumerate(topic.start_here, start=1):
        field = f"start_here[{number}]"
        if fault := hints.known.fault(slug.value, partial(hints.start_here, topic=topic)):
            yield fault.at(slug.place, field)
        elif slug.value not in hints.known.shown or not curation.digests_are_known:
            continue
        elif is_whole and slug.value not in here and curation.is_valid(f"papers/{slug.value}.yml"):
            message = (
                f"expected a paper of this topic, found '{slug.value}';"
                f" remove it here, or add '{topic.slug}' under topics in papers/{slug.value}.yml"
            )
            yield Problem(slug.place, field, message, PAPER_OUTSIDE_TOPIC, slug.value)


def check_examples(topic: Topic, curation: Curation, hints: NameHints) -> Iterator[Problem]:
    """The examples of a topic are papers of the list."""
    for number, slug in enumerate(topic.examples, start=1):
        if curation.digests_are_known and (fault := hints.known.fault(slug.value, hints.paper)):
            yield fault.at(slug.place, f"examples[{number}]")


def check_learned(curation: Curation, hints: NameHints) -> Iterator[Problem]:
    """Learned words are those of a topic."""
    for words in curation.learned:
        if words.slug not in curation.topic_slugs and curation.is_valid(f"topics/{words.slug}.yml"):
            yield hints.unknown_topic(Located(words.slug, words.place), "file name", words.place.file)


def check_recommended(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    """Nobody is sent to a paper that was withdrawn or retracted."""
    stated = [
        (notes.slug, notes.featured.place, "featured")
        for notes in curation.paper_notes
        if notes.featured and notes.featured.value
    ]
    for topic in catalogue.topics:
        slugs = enumerate(topic.start_here, start=1)
        stated += [(slug.value, slug.place, f"start_here[{number}]") for number, slug in slugs]
    for slug, place, field in stated:
        paper = catalogue.by_slug.get(slug)
        origin = next((one for one in paper.origins if one.field == "stage"), None) if paper else None
        if paper and origin and paper.is_taken_back:
            message = (
                f"expected a paper that nobody took back, found one that is {paper.stage} ({origin.place});"
                f" remove it here, or correct its stage in papers/{slug}.yml"
            )
            yield Problem(place, field, message, RECOMMENDED_THOUGH_TAKEN_BACK, slug)


def check_sections(catalogue: Catalogue, curation: Curation, hints: NameHints) -> Iterator[Problem]:
    """The sections of lists lead to topics that exist, and are sections of a list."""
    headings = {section.casefold(): section for paper in catalogue.papers for section in paper.sections}
    known = {letters(heading) for heading in headings}
    for heading, topic in catalogue.site.sections.items():
        field = f"sections.{heading}"
        if topic.value not in curation.topic_slugs:
            if curation.is_valid(f"topics/{topic.value}.yml"):
                yield hints.unknown_topic(topic, field, "site.yml")
        elif heading.casefold() not in headings and letters(heading) not in known and curation.digests_are_known:
            near = Names(headings).near(heading.casefold())
            hint = meant(headings[near]) if near else "; correct it, or keep it for future lists"
            message = f"expected a section of a list with papers, found '{heading}'{hint}"
            yield Problem(topic.key or topic.place, field, message, SECTION_WITHOUT_PAPERS, heading)


def check_titles(catalogue: Catalogue) -> Iterator[Problem]:
    """Readers tell topics apart by their titles: two with one title may be one, begun twice."""
    first: dict[str, Topic] = {}
    for topic in sorted(catalogue.topics, key=lambda topic: topic.slug):
        other = first.setdefault(topic.title.casefold(), topic)
        if other is not topic:
            message = (
                f"expected a unique title, found '{topic.title}', which {other.place.file} also uses;"
                " choose another, or move the rules of this topic to that file and delete this one"
            )
            yield Problem(topic.place, "title", message, SHARED_TOPIC_TITLE, topic.title)


def check_rules(topic: Topic, catalogue: Catalogue, assignments: TopicAssignments) -> Iterator[Problem]:
    """A rule that gives a topic to most papers sorts nothing."""
    count = len(catalogue.papers)
    for number, rule in enumerate(topic.rules, start=1):
        matches = assignments.matches.get(rule.place, 0)
        if count >= FEWEST_PAPERS and matches > BROADEST_RULE * count and rule.weight >= 1:
            message = (
                f"expected a rule that matches at most half of all papers, found one that matches {matches} of {count};"
                " narrow its phrases, or lower its weight"
            )
            yield Problem(rule.place, f"rules[{number}]", message, BROAD_RULE)


# --- how the list stands ---------------------------------------------------------------------


def list_notices(catalogue: Catalogue, curation: Curation, assignments: TopicAssignments) -> Iterator[Problem]:
    """What is not a mistake of topics and their rules, because the next digest can change it."""
    for topic in catalogue.topics:
        if curation.is_valid(topic.place.file):
            yield from _idle_rules(topic, catalogue, assignments)
    for notes in curation.paper_notes:
        yield from _redundant_changes(notes, catalogue, assignments)
    # A paper may belong to the very topic that cannot be read.
    if not any(file.startswith(("topics/", "site.")) for file in curation.in_doubt):
        yield from _unsorted(catalogue, curation)


def _idle_rules(topic: Topic, catalogue: Catalogue, assignments: TopicAssignments) -> Iterator[Problem]:
    if not catalogue.by_topic[topic.slug]:
        message = "expected papers, found none that its rules match; widen them, or keep the topic for future papers"
        yield Problem(topic.place, "topic", message, TOPIC_WITHOUT_PAPERS)
        return
    for number, rule in enumerate(topic.rules, start=1):
        if rule.place not in assignments.matches:
            message = "expected papers, found none that this rule matches; widen it, or keep it for future papers"
            yield Problem(rule.place, f"rules[{number}]", message, RULE_WITHOUT_PAPERS)


def _unsorted(catalogue: Catalogue, curation: Curation) -> Iterator[Problem]:
    for paper in catalogue.unsorted:
        if curation.is_valid(f"papers/{paper.slug}.yml"):
            message = (
                f"expected at least one topic for '{paper.title.plain}', found none;"
                f" widen a topic's rules, or add one in papers/{paper.slug}.yml"
            )
            yield Problem(paper.appearances[-1].place, "topics", message, PAPER_WITHOUT_TOPIC, paper.slug)


def _redundant_changes(notes: PaperNotes, catalogue: Catalogue, assignments: TopicAssignments) -> Iterator[Problem]:
    """Topics that are added or removed and would be there, or not, anyway."""
    if notes.slug not in assignments.by_rules:
        return
    given = assignments.by_rules[notes.slug]
    for topic in notes.topics.add:
        if topic.value in given:
            message = f"expected a topic that the rules miss, found '{topic.value}', which they assign; remove it"
            yield Problem(topic.place, "topics.add", message, REDUNDANT_TOPIC_CHANGE, topic.value)
    for topic in notes.topics.remove:
        if topic.value in catalogue.topic and topic.value not in given:
            message = f"expected a topic that the rules give, found '{topic.value}', which they do not give; remove it"
            yield Problem(topic.place, "topics.remove", message, REDUNDANT_TOPIC_CHANGE, topic.value)
