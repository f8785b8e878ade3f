"""Papers with weak topic matches, and what characterises them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.builders import write_tree
from support.weak_list import WEAK_LIST

from generator.content.read import read_content
from generator.curator.suggestions.weak_matches import described, weakly_matched
from generator.model.catalogue import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return read_content(write_tree(tmp_path, WEAK_LIST)).catalogue


def test_papers_without_a_topic_come_first_then_those_with_one_weak_match(catalogue: Catalogue) -> None:
    # A rule that requires its phrase twice is no weak match, and neither is one that matches in the title.
    slugs = [paper.slug for paper in weakly_matched(catalogue)]
    assert slugs == ["thompson-sampling-after-a-century", "what-a-tram-costs"]


def test_phrases_characterise_a_paper_and_lead_to_the_topic_of_others_that_contain_them(catalogue: Catalogue) -> None:
    (match,) = described(catalogue, weakly_matched(catalogue)[:1])
    phrases = {(phrase.text, phrase.is_in_title, phrase.papers) for phrase in match.phrases}
    assert ("Thompson Sampling", True, 3) in phrases
    assert ("Century", True, 1) in phrases
    # It occurs once, and in no other paper.
    assert not any("prior" in phrase.text for phrase in match.phrases)
