"""Topics by the sections of lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.builders import notes, paper, rule, topic

from generator.catalogue.topics.assignment import assign_topics
from generator.model.curation import PaperNotes, Where
from generator.model.identity import Slug
from generator.model.paper import Paper, Reason
from generator.model.problem import Located, Place
from generator.pages.components.cards import reason_in_words, reason_on_card
from generator.storage.cache import Cache

TOPICS = (topic("codecs", rule("codec")), topic("privacy", rule("private")))


def assigned(listed: Paper, sections: Mapping[str, str], *paper_notes: PaperNotes) -> Paper:
    """A paper with its topics; the entries of the map are on lines 7, 8, ..."""
    places = {
        heading: Located(Slug(slug), Place("site.yml", line, 11), Place("site.yml", line, 3))
        for line, (heading, slug) in enumerate(sections.items(), start=7)
    }
    return assign_topics([listed], TOPICS, paper_notes, Cache(), places).papers[0]


def listed_under(*sections: str, title: str = "A Title") -> Paper:
    return replace(paper(title), sections=sections)


def shown(listed: Paper) -> list[tuple[str, str, str | None]]:
    """Each topic with its reasons, on its page and on a card."""
    return [(one.topic, reason_in_words(one.reasons), reason_on_card(listed, one)) for one in listed.topics]


def test_a_section_gives_its_topic_and_says_so() -> None:
    result = assigned(listed_under("Codecs", "Else"), {"Codecs": "codecs"})
    assert shown(result) == [("codecs", "listed under “Codecs”", "Listed under “Codecs”")]
    assert str(result.topics[0].reasons[0].place) == "site.yml:7"
    assert result.unmapped_sections == ("Else",)


@pytest.mark.parametrize("heading", ["CODECS", "🎵 Codecs", "**Codecs**", "codecs:"])
def test_case_and_what_surrounds_a_heading_do_not_matter(heading: str) -> None:
    assert [one.topic for one in assigned(listed_under(heading), {"Codecs": "codecs"}).topics] == ["codecs"]


def test_a_heading_that_is_the_same_counts_before_one_with_the_same_letters() -> None:
    sections = {"C": "codecs", "C#": "privacy"}
    assert [assigned(listed_under(name), sections).topics[0].topic for name in ("C", "C#")] == ["codecs", "privacy"]


def test_a_topic_by_a_section_and_by_rules_has_the_reasons_of_both_and_is_first() -> None:
    both = listed_under("Codecs", title="A Private Codec")
    assert shown(assigned(both, {"Codecs": "codecs"})) == [
        ("codecs", "listed under “Codecs”; “Codec” in the title", "Listed under “Codecs”"),
        ("privacy", "“Private” in the title", None),
    ]


def test_two_sections_of_one_topic_are_two_reasons() -> None:
    result = assigned(listed_under("Codecs", "Audio"), {"Codecs": "codecs", "Audio": "codecs"})
    assert shown(result) == [
        ("codecs", "listed under “Codecs”; listed under “Audio”", "Listed under “Codecs” and “Audio”")
    ]


def test_a_curator_can_remove_the_topic_of_a_section() -> None:
    result = assigned(listed_under("Codecs"), {"Codecs": "codecs"}, notes("a-paper", remove=("codecs",)))
    assert result.topics == ()
    assert result.unmapped_sections == ("Codecs",)


def test_a_topic_that_does_not_exist_is_given_to_none() -> None:
    assert assigned(listed_under("Codecs"), {"Codecs": "codec"}).topics == ()


def test_a_card_gives_a_reason_where_a_reader_may_wonder_only() -> None:
    once = paper("A Title", "A codec is here.")
    twice = paper("A Title", "A codec is here. Another codec is there.")
    added = notes("a-paper", add=("privacy",))

    assert shown(assigned(once, {})) == [("codecs", "“codec” in the abstract", "Matches “codec” in the abstract")]
    assert shown(assigned(twice, {})) == [("codecs", "“codec” in the abstract", None)]
    assert shown(assigned(twice, {}, added))[:1] == [("privacy", "added by a curator", "Added by a curator")]


def test_a_word_is_quoted_once_however_many_rules_match_it() -> None:
    place = Place("topics/codecs.yml", 5)
    title = Reason(place, ("Codec", "codec"), Where.TITLE)

    assert reason_in_words([title, Reason(place, ("codec",), Where.ABSTRACT)]) == "“Codec” in the title"
    assert reason_in_words([title, Reason(place, ("codec", "bits"), Where.ABSTRACT)]) == (
        "“Codec” in the title; “bits” in the abstract"
    )
