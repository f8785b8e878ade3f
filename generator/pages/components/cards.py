"""The card: a paper in a list, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import jinja2

from generator.catalogue.badges import Badge, badges
from generator.model.catalogue import Catalogue
from generator.model.curation import Where
from generator.model.paper import Assignment, Paper, Reason
from generator.pages.components.edit_source import Source
from generator.pages.components.outline import hue_of, outline_fingerprint, outline_of
from generator.pages.printing import paths
from generator.pages.printing.front_matter import front_matter
from generator.pages.printing.markdown import Markdown, environment, escape, link, render, separated
from generator.storage.cache import Cache, fingerprint
from generator.text import wording
from generator.text.excerpts import shortened
from generator.text.lead import lead_sentence

LEAD_LENGTH = 260
TOPICS = 2
"""Topics that a card names besides the one it is listed under: the surest. The paper's page names all."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints pages of one catalogue. Every value in a template is escaped when it is printed."""

    catalogue: Catalogue
    templates: jinja2.Environment
    outline: str
    """Mark of the sidebar, in the front matter of each page that shows it."""
    hues: Mapping[str, int]
    """Of each topic, by its area."""
    memory: Cache = field(default_factory=Cache)
    marks: dict[str, str] = field(default_factory=dict)
    leads: dict[str, str | None] = field(default_factory=dict)
    constants: dict[str, Constant] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, memory: Cache | None = None) -> Printer:
        """A printer with the templates of this package. A memory only saves time."""
        hues = {topic.slug: hue_of(catalogue, topic.area.value) for topic in catalogue.topics}
        return cls(catalogue, environment(), outline_fingerprint(outline_of(catalogue)), hues, memory or Cache())

    def mark(self, *parts: str, papers: Iterable[Paper] = ()) -> str:
        """The mark of a list that is printed from these texts and papers, with the outline beside it."""
        return fingerprint(self.outline, *parts, *(self.fingerprint_of(paper) for paper in papers))

    def fingerprint_of(self, paper: Paper) -> str:
        """The mark of everything that is printed of a paper: its data, and its topics' names."""
        if paper.slug not in self.marks:
            names = (f"{self.catalogue.topic[one.topic].title} {self.hues[one.topic]}" for one in paper.topics)
            self.marks[paper.slug] = fingerprint(self.memory.fingerprint_of(paper), *names)
        return self.marks[paper.slug]

    def print(self, template: str, **values: object) -> str:
        """The text of a template."""
        return self.templates.get_template(template).render(**values)

    def front_matter(
        self,
        title: str,
        description: str,
        template: str,
        *,
        topic: str | None = None,
        day: date | None = None,
        source: Source | None = None,
    ) -> str:
        """The front matter of a list."""
        return front_matter(
            {
                "title": title,
                "description": description,
                "template": template,
                "date": day,
                "topic": topic,
                "outline": self.outline,
                "source": source.front_matter() if source else None,
            }
        )

    def link(self, source: str, target: str, text: str | Markdown) -> Markdown:
        """A link from one page of the site to another."""
        return link(text, paths.relative(source, target))

    def topic_link(self, source: str, slug: str) -> Markdown:
        """A link to a topic, by its title, in the hue of its area."""
        target = self.link(source, paths.topic(slug), self.catalogue.topic[slug].title)
        return Markdown(f'{target}{{ .topic style="--hue:{self.hues[slug]}" }}')

    def cards(
        self,
        source: str,
        papers: Iterable[Paper],
        *,
        topic: str | None = None,
        is_ordered: bool = False,
        with_notes: bool = False,
    ) -> Markdown:
        """A list of cards. On a topic's own page a card says why it is there; ``with_notes`` shows
        a curator's note in place of the lead.
        """
        items = [self._card(source, paper, topic, paper.note if with_notes else None) for paper in papers]
        # The marker is four characters wide with its space, because the paragraphs below are indented by four.
        marker = Markdown("1. " if is_ordered else "-  ")
        return Markdown(self.print("cards.md", items=items, marker=marker))

    def lead(self, paper: Paper) -> str | None:
        """The sentence that stands for a paper."""
        if paper.slug not in self.leads:
            self.leads[paper.slug] = lead_sentence([paragraph.plain for paragraph in paper.abstract])
        return self.leads[paper.slug]

    def data(self, paper: Paper) -> Markdown:
        """What scripts know a card by, as attributes of its title."""
        return self._constant(paper).data

    def _card(self, source: str, paper: Paper, topic: str | None, note: str | None) -> Card:
        constant = self._constant(paper)
        others = [one.topic for one in paper.topics if one.topic != topic]
        topics = [self.topic_link(source, slug) for slug in others[:TOPICS]]
        reasons = next((one.reasons for one in paper.topics if one.topic == topic), ())
        lead = self.lead(paper)
        return Card(
            title=link(constant.title, paths.relative(source, paths.paper(paper.slug))),
            data=constant.data,
            lead=note or (shortened(lead, LEAD_LENGTH) if lead else None),
            facts=Markdown(" ".join([constant.facts, *topics])),
            reason=f"Because of {reason_in_short(reasons)}" if reasons else None,
        )

    def _constant(self, paper: Paper) -> Constant:
        """What all cards of a paper have in common; printed once, because a paper has several."""
        if paper.slug not in self.constants:
            facts = [wording.people(paper, 3), wording.when(paper)]
            if paper.comments:
                facts.append(wording.counted(paper.comments, "comment"))
            found = badges(paper)
            self.constants[paper.slug] = Constant(
                title=render(paper.title),
                facts=Markdown(" ".join([separated([escape(fact) for fact in facts if fact]), *map(_badge, found)])),
                data=_data(paper, found),
            )
        return self.constants[paper.slug]


@dataclass(frozen=True, slots=True)
class Constant:
    """What all cards of a paper have in common."""

    title: Markdown
    facts: Markdown
    """Who, when, how much it is discussed, what comes with it."""
    data: Markdown
    """What scripts sort, filter and keep it by, as attributes."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows."""

    title: Markdown
    data: Markdown
    lead: str | None
    facts: Markdown
    """Those of every card of the paper, and other topics."""
    reason: str | None


def _data(paper: Paper, found: tuple[Badge, ...]) -> Markdown:
    attributes = {
        "slug": paper.slug,
        "date": paper.dated.isoformat(),
        "since": paper.appearances[0].date.isoformat(),
        "comments": str(paper.comments) if paper.comments else "",
        "has": " ".join(found),
    }
    return Markdown(" ".join(f'data-{key}="{value}"' for key, value in attributes.items() if value))


def _badge(badge: Badge) -> Markdown:
    return Markdown(f'<span class="badge">{badge}</span>')


def reason_in_words(reasons: Iterable[Reason]) -> str:
    """Why a paper has a topic: the words that a rule found, or that a curator said so."""
    found = [_one_reason(reason) for reason in reasons]
    return "; ".join(dict.fromkeys(found))


def reason_in_short(reasons: Iterable[Reason]) -> str:
    """The same in a few words: those of the title, which say most, else those of the abstract. Words
    that are part of others are left out.
    """
    found = [reason for reason in reasons if reason.words]
    if not found:
        return "a curator's choice"
    where = Where.TITLE if any(reason.where is Where.TITLE for reason in found) else Where.ABSTRACT
    quoted = {word.casefold(): word for reason in found if reason.where is where for word in reason.words}
    whole = [word for key, word in quoted.items() if not any(key in other and key != other for other in quoted)]
    return f"{wording.enumerated([f'“{word}”' for word in whole[:2]])} in the {where}"


def _one_reason(reason: Reason) -> str:
    if not reason.words:
        return "a curator's choice"
    quoted = wording.enumerated([f"“{word}”" for word in reason.words[:4]])
    return f"{quoted} in the {reason.where}"


def surest(paper: Paper) -> Assignment | None:
    """The first topic of a paper, under which a grouped list shows it."""
    return paper.topics[0] if paper.topics else None
