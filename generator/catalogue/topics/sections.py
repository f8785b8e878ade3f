"""Topics by the sections of lists: which heading ``site.yml`` gives which topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from generator.model.identity import Slug, letters
from generator.model.paper import Assignment, Paper, Reason
from generator.model.problem import Located, Place


@dataclass(frozen=True, slots=True)
class SectionMap:
    """The topics of headings."""

    exact: Mapping[str, Located[Slug]]
    """By the heading in lower case, so that ``C`` is not ``C#``."""
    by_letters: Mapping[str, Located[Slug]]
    """By the letters and digits of the heading, so that emoji and punctuation around it do not matter."""

    @classmethod
    def of(cls, sections: Mapping[str, Located[Slug]], topics: Set[Slug]) -> SectionMap:
        """The map of a site. Topics that do not exist are left out."""
        known = {heading: topic for heading, topic in sections.items() if topic.value in topics}
        return cls(
            {heading.casefold(): topic for heading, topic in known.items()},
            {letters(heading): topic for heading, topic in reversed(known.items()) if letters(heading)},
        )

    def topic(self, heading: str) -> Located[Slug] | None:
        """The topic of the papers below a heading."""
        return self.exact.get(heading.casefold()) or self.by_letters.get(letters(heading))

    def assignments(self, paper: Paper) -> Iterator[Assignment]:
        """The topics that the sections give to a paper, each once."""
        reasons: dict[Slug, list[Reason]] = {}
        for section in paper.sections:
            if topic := self.topic(section):
                reasons.setdefault(topic.value, []).append(Reason(_place(topic), section=section))
        yield from (Assignment(topic, tuple(because)) for topic, because in reasons.items())

    def joined(self, paper: Paper, by_rules: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
        """The topics by sections, then those by rules; a topic by both has the reasons of both."""
        reasons = {assignment.topic: assignment.reasons for assignment in by_rules}
        by_sections = [
            Assignment(given.topic, (*given.reasons, *reasons.pop(given.topic, ())))
            for given in self.assignments(paper)
        ]
        return (*by_sections, *(given for given in by_rules if given.topic in reasons)) if by_sections else by_rules


def _place(topic: Located[Slug]) -> Place:
    return topic.key or topic.place
