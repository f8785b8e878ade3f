"""What the page of trends says in words: only what is certain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalogue.attention import LEAST_ATTENTION, Attention
from generator.catalogue.trends.list_trends import Group, Trends, changed
from generator.catalogue.trends.new_terms import LEAST_TEXTS
from generator.catalogue.trends.significance import least_evidence
from generator.catalogue.trends.timeline import FEW_PAPERS, Timeline
from generator.pages.components.trend_tables import STEPS
from generator.text import wording

_NAMED = 3
"""Groups that a sentence names."""
_FEW_PERIODS = 3
"""With digests of fewer there is no course of time to speak of."""


def compared(trends: Trends) -> str:
    """Which months are compared with which."""
    window = trends.window
    if window is None:
        return (
            "There is too little to compare yet: it takes some months with 20 papers, and as many papers from before."
        )
    months = "month" if window.months == 1 else f"{window.months} months"
    return (
        f"“Now” means the {months} to {wording.month_of(window.last)}, with {wording.counted(window.papers, 'paper')};"
        f" “before” means all {wording.counted(window.before, 'paper')} that are older."
    )


def published_finding(trends: Trends) -> str:
    """What the chart of papers by publication shows."""
    return " ".join(_published(trends))


def listed_finding(trends: Trends) -> str:
    """What the chart of papers by digest shows."""
    return " ".join(_listed(trends))


def _published(trends: Trends) -> Iterator[str]:
    line = trends.published
    yield _most(line, "Most were published in", "papers", trends.papers)
    if line.earlier:
        predate = "predates" if line.earlier == 1 else "predate"
        yield f"{wording.counted(line.earlier, 'paper')} {predate} the chart."


def _listed(trends: Trends) -> Iterator[str]:
    line, number = trends.listed, sum(trends.digests)
    if sum(count > 0 for count in trends.digests) < _FEW_PERIODS:
        yield f"{wording.counted(number, 'digest')} so far, too few to show a trend."
    else:
        yield _most(line, "Most were listed in", "listings", sum(line.totals))
    if line.earlier:
        yield f"Older digests with {wording.counted(line.earlier, 'paper')} are left out."
    if 0 in trends.digests:
        yield f"A {STEPS[line.step]} without a digest is drawn without a baseline."


def _most(line: Timeline, what: str, nouns: str, of: int) -> str:
    """Which period has most, if it is one only."""
    most = max(line.totals)
    if line.totals.count(most) > 1 or not most:
        return f"The highest bar is {wording.grouped(most)}."
    period = line.periods[line.totals.index(most)]
    return f"{what} {wording.period(period)}: {wording.grouped(most)} of {wording.grouped(of)} {nouns}."


def change_finding(groups: Sequence[Group], noun: str, nouns: str) -> str | None:
    """Which groups have changed, when it is certain that some have."""
    if not any(group.change for group in groups):
        return None
    more, less = changed(groups)
    if not more and not less:
        return f"No {noun} has changed its share by more than chance could explain."
    return " ".join(_changed(how, groups, nouns) for how, groups in (("Larger", more), ("Smaller", less)) if groups)


def _changed(how: str, groups: Sequence[Group], nouns: str) -> str:
    named = [_now_after_before(group) for group in groups[:_NAMED]]
    if len(groups) > _NAMED:
        named.append(f"{len(groups) - _NAMED} other {nouns}")
    return f"{how} share of the list than before: {wording.enumerated(named)}."


def _now_after_before(group: Group) -> str:
    change = group.change
    assert change
    now, before = wording.per_cent(change.now, change.now_of), wording.per_cent(change.before, change.before_of)
    return f"{group.title} ({now}, {before} before)"


def areas_note(trends: Trends, top: int) -> str:
    """How to read the charts of areas, which are as high as ``top`` per cent."""
    step = STEPS[trends.small_published.step]
    return (
        f"The charts show each area's share of the {step}'s papers, from 0 to {top}%."
        f" A hollow bar marks a {step} with fewer than {FEW_PAPERS} papers, where a single paper makes a large"
        f" difference; a gap marks a {step} with no papers.{_left_out(trends)} A paper can be in several areas."
    )


def _left_out(trends: Trends) -> str:
    """How many papers are too old for the charts of areas and topics."""
    line = trends.small_published
    if not line.earlier:
        return ""
    are = "is" if line.earlier == 1 else "are"
    return f" {wording.counted(line.earlier, 'paper')} from before {wording.period(line.periods[0])} {are} left out."


def topics_note(trends: Trends, least_top: int) -> str:
    """How to read the charts of topics."""
    by_publication, by_digest = STEPS[trends.small_published.step], STEPS[trends.small_listed.step]
    return (
        f"Left: papers by {by_publication} of publication. Right: by {by_digest} of the digests that list them."
        f"{_left_out(trends)} The scale of each chart ends at its tallest bar, or at {least_top} papers"
        " if no bar is taller."
        " A difference is reported only if chance alone would produce it in at most one topic in a hundred."
    )


def words_note(trends: Trends) -> str:
    """By which rule words are called newly frequent."""
    number = trends.vocabulary.compared
    if trends.window is None:
        return "There is too little to compare yet."
    rule = (
        "Words and pairs of words whose share of papers has at least doubled, the clearest"
        f" increases first. {wording.grouped(number)} were compared: those in at least {LEAST_TEXTS} of the"
        f" “now” papers, and in at least 1% of them. Even the smallest difference shown would occur by chance only once"
        f" in {wording.grouped(max(100, number))} comparisons (log-likelihood ratio"
        f" G² ≥ {least_evidence(number):.1f})."
    )
    return rule if trends.vocabulary.terms else f"{rule} At present there are none."


_NOTICED = {
    Attention.COMMENTS: ("Most commented", "Comments"),
    Attention.UPVOTES: ("Most upvoted", "Upvotes"),
    Attention.STARS: ("Most starred", "Stars of the code"),
}


def noticed_title(by: Attention) -> str:
    """What the ranking of papers is called."""
    return _NOTICED[by][0]


def noticed_note(trends: Trends) -> str:
    """What papers are ranked by, and why by that."""
    by = trends.noticed.by if trends.noticed else Attention.COMMENTS
    is_there = by is Attention.COMMENTS and trends.are_comments_of_hugging_face
    where = " on Hugging Face" if is_there else ""
    why = "" if by is Attention.COMMENTS else f" No paper has {LEAST_ATTENTION} comments."
    return (
        f"{_NOTICED[by][1]}{where} on the day of the digest, known for {wording.grouped(trends.with_attention)} of"
        f" {wording.counted(trends.papers, 'paper')}; papers with fewer than {LEAST_ATTENTION} are not ranked.{why}"
    )
