"""What the page of trends ranks: newly frequent words, and the papers that are noticed most."""

from __future__ import annotations

from generator.catalogue.attention import Attention, Noticed
from generator.catalogue.trends.new_terms import Vocabulary
from generator.model.paper import Paper
from generator.pages.components.charts import PaperRanking, RankedPaper, WordRanking, WordRow
from generator.pages.components.trend_tables import Table
from generator.pages.printing import paths
from generator.text import wording


def ranked_words(vocabulary: Vocabulary, table: Table) -> WordRanking | None:
    """The words, if there are any; ``table`` has their numbers."""
    rows = tuple(WordRow(term.text, term.change) for term in vocabulary.terms)
    return WordRanking(rows, table) if rows else None


def ranked_papers(noticed: Noticed, table: Table) -> PaperRanking:
    """The papers with what they are ranked by; ``table`` has their numbers."""
    return PaperRanking(tuple(_ranked(paper, noticed.by) for paper in noticed.papers), table)


def _ranked(paper: Paper, by: Attention) -> RankedPaper:
    facts = " · ".join(fact for fact in (wording.people(paper, 3), wording.when(paper)) if fact)
    return RankedPaper(paper.title.plain, paths.paper(paper.slug), facts, by.of(paper))
