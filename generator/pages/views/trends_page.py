"""The page of trends: how the list changes, drawn, told in sentences that are certain, and in numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from urllib.parse import quote

from generator.catalogue.trends.new_terms import LEAST as LEAST_TEXTS
from generator.catalogue.trends.significance import Change, least_evidence
from generator.catalogue.trends.timeline import LEAST, SMALL, Group, Timeline, Trends, changed
from generator.model.paper import Paper
from generator.model.period import Period
from generator.pages.components.cards import Printer
from generator.pages.components.charts import (
    Bars,
    Chart,
    Html,
    chart,
    csv_link,
    element,
    lines,
    numbers,
    plot,
    printed_table,
)
from generator.pages.components.outline import hue_of
from generator.pages.components.trend_tables import STEPS, Table, Tables, tables_of
from generator.pages.printing import paths
from generator.pages.printing.markdown import Markdown
from generator.pages.printing.paths import Page
from generator.text import wording

_ROOT = "../"
"""From the page to the site's root; MkDocs does not look into HTML for links to mend."""
_MOST_TOPICS = 12
"""Topics that are drawn under one heading."""
_LEAST_TOP = 10
"""Papers at the full height of a topic's charts: less would make much of one paper."""
_NAMED = 3
"""Groups that a sentence names."""
_FEW_PERIODS = 3
"""With digests of fewer there is no course of time to speak of."""


def trends_page(printer: Printer, trends: Trends | None) -> Page:
    """The page. It changes with every digest, and no other page depends on it."""
    hues = [f"{area.slug} {hue_of(printer.catalogue, area.slug)}" for area in printer.catalogue.site.areas]
    return Page(paths.TRENDS, printer.mark("trends", repr(trends), *hues), partial(_text, printer, trends))


def _text(printer: Printer, trends: Trends | None) -> str:
    description = "How this list changes: what is on it more often than before, and what less."
    return printer.front_matter("Trends", description, "trends.html") + _body(printer, trends)


def _body(printer: Printer, trends: Trends | None) -> str:
    if trends is None:
        return printer.print("trends.md", trends=None)
    tables = tables_of(trends)
    return printer.print(
        "trends.md",
        trends=trends,
        compared=_compared(trends),
        papers=_raw(_papers(trends, tables)),
        areas_finding=_finding(trends.areas, "area", "areas"),
        areas_note=_areas_note(trends),
        areas=_raw(_areas(printer, trends, tables)),
        topics_finding=_finding(trends.topics, "topic", "topics"),
        topics_note=_topics_note(trends),
        topics=_topics(printer, trends),
        topics_left=_topics_left(trends),
        topics_numbers=_raw(_topics_numbers(trends, tables)),
        words_note=_words_note(trends),
        words=_raw(_words(trends, tables.words)) if trends.vocabulary.terms else None,
        comments_note=_comments_note(trends),
        commented=_raw(_commented(trends, tables.commented)) if trends.commented else None,
    )


def _raw(html: Html) -> Markdown:
    """HTML in the middle of Markdown; every line of it begins with a tag."""
    return Markdown(html)


def _compared(trends: Trends) -> str:
    window = trends.window
    if window is None:
        return (
            "There is too little to compare yet: that takes some months with 20 papers, and as many papers from before."
        )
    months = "month" if window.months == 1 else f"{window.months} months"
    return (
        f"“Now” means the {months} to {wording.month_of(window.last)}, with {wording.counted(window.papers, 'paper')};"
        f" “before” means all {wording.counted(window.before, 'paper')} that are older."
    )


# --- papers over time ------------------------------------------------------------------------


def _papers(trends: Trends, tables: Tables) -> Html:
    by_publication = _figure(
        "published",
        f"Papers by {STEPS[trends.published.step]} of publication",
        " ".join(_published_sentences(trends)),
        trends.published,
        trends.published.totals,
        tables.published,
    )
    by_digest = _figure(
        "listed",
        f"Papers by {STEPS[trends.listed.step]} of digest",
        " ".join(_listed_sentences(trends)),
        trends.listed,
        trends.digests,
        tables.listed,
    )
    return element("div", Html("\n"), lines((by_publication, by_digest)), class_="two")


def _published_sentences(trends: Trends) -> Iterable[str]:
    line = trends.published
    yield _most(line, "Most were published in", "papers", trends.papers)
    if line.earlier:
        are = "is" if line.earlier == 1 else "are"
        yield f"{wording.counted(line.earlier, 'paper')} {are} older than the chart."
    if Period.of(trends.newest, line.step) == line.periods[-1]:
        yield f"The last bar is not complete: the newest digest is of {wording.long_day(trends.newest)}."


def _listed_sentences(trends: Trends) -> Iterable[str]:
    line, number = trends.listed, sum(trends.digests)
    if sum(count > 0 for count in trends.digests) < _FEW_PERIODS:
        yield f"{wording.counted(number, 'digest')} so far, too few to tell a trend."
    else:
        yield _most(line, "Most were listed in", "listings", sum(line.totals))
    if line.earlier:
        yield f"Older digests with {wording.counted(line.earlier, 'paper')} are left out."
    if 0 in trends.digests:
        yield f"A {STEPS[line.step]} without a base line had no digest."


def _most(line: Timeline, what: str, nouns: str, of: int) -> str:
    """Which period has most, if it is one only."""
    most = max(line.totals)
    if line.totals.count(most) > 1 or not most:
        return f"The highest bar is {wording.grouped(most)}."
    period = line.periods[line.totals.index(most)]
    return f"{what} {wording.period(period)}: {wording.grouped(most)} of {wording.grouped(of)} {nouns}."


def _figure(name: str, title: str, finding: str, line: Timeline, bases: tuple[int, ...], found: Table) -> Html:
    # Every month is a month in which papers could be published, but not every month has a digest.
    could = tuple(1 for _ in line.periods) if name == "published" else bases
    bars = Bars(line.totals, could, max(1, *line.totals))
    drawn = chart(Chart(f"by-{name}", f"by-{name}-finding", bars, line.periods))
    caption = element(
        "figcaption", element("h3", title, id=f"by-{name}"), element("p", finding, id=f"by-{name}-finding")
    )
    return element("figure", caption, Html("\n"), drawn, Html("\n"), numbers(found))


# --- areas and topics ------------------------------------------------------------------------


def _finding(groups: Sequence[Group], noun: str, nouns: str) -> str | None:
    """What has changed, when it is certain that something has."""
    if not any(group.change for group in groups):
        return None
    more, less = changed(groups)
    if not more and not less:
        return f"No {noun} has changed its share by more than chance may explain."
    return " ".join(_told(how, groups, nouns) for how, groups in (("More", more), ("Less", less)) if groups)


def _told(how: str, groups: Sequence[Group], nouns: str) -> str:
    named = [_now_after_before(group) for group in groups[:_NAMED]]
    if len(groups) > _NAMED:
        named.append(f"{len(groups) - _NAMED} other {nouns}")
    return f"{how} of the list than before: {wording.enumerated(named)}."


def _now_after_before(group: Group) -> str:
    assert group.change
    one = group.change
    now, before = wording.per_cent(one.now, one.now_of), wording.per_cent(one.before, one.before_of)
    return f"{group.title} ({now}, {before} before)"


def _areas_note(trends: Trends) -> str:
    step = STEPS[trends.small_published.step]
    return (
        f"Each chart shows the share of an area in all papers of a {step}, from nothing to {_top_share(trends)}%."
        f" A hollow bar is of a {step} with fewer than {SMALL} papers, where one paper changes much;"
        f" a gap is without any.{_left_out(trends)} A paper can be in several areas."
    )


def _left_out(trends: Trends) -> str:
    """How many papers are too old for the charts of areas and topics."""
    line = trends.small_published
    if not line.earlier:
        return ""
    are = "is" if line.earlier == 1 else "are"
    return f" {wording.counted(line.earlier, 'paper')} from before {wording.period(line.periods[0])} {are} left out."


def _top_share(trends: Trends) -> int:
    """The full height of the charts of areas, in per cent."""
    totals = trends.small_published.totals
    shares = (
        100 * count / of for group in trends.areas for count, of in zip(group.published, totals, strict=True) if of
    )
    return min(100, nice(max(shares, default=100)))


def _areas(printer: Printer, trends: Trends, tables: Tables) -> Html:
    top = _top_share(trends)
    panels = (
        _panel(
            printer,
            group,
            f"topics/#{group.slug}",
            [_small_plot(trends.small_published, _share_bars(group, trends.small_published, top), f"{top}%", None)],
        )
        for group in trends.areas
    )
    return lines((element("ul", Html("\n"), lines(panels), class_="panels"), numbers(tables.areas)))


def _share_bars(group: Group, line: Timeline, top: int) -> Bars:
    shares = (100 * count / of if of else 0 for count, of in zip(group.published, line.totals, strict=True))
    return Bars(tuple(shares), line.totals, top, SMALL)


def _topics_note(trends: Trends) -> str:
    by_publication, by_digest = STEPS[trends.small_published.step], STEPS[trends.small_listed.step]
    return (
        f"Left: papers by {by_publication} of publication. Right: by {by_digest} of the digests that list them."
        f"{_left_out(trends)} A chart is as high as its highest bar, but at least {_LEAST_TOP} papers."
        " Only a difference that chance alone would show in at most one of a hundred topics is called more or less."
    )


def _sorted_topics(trends: Trends) -> list[tuple[str, str, tuple[Group, ...]]]:
    """The topics that are drawn, under headings with their ids: what has become more, less, and neither."""
    more, less = changed(trends.topics)
    known = {group.slug for group in (*more, *less)}
    others = tuple(group for group in trends.topics if group.slug not in known and group.papers >= LEAST)
    rest = "Neither more nor less, as far as one can tell" if more or less else "The largest"
    named = (("more", "More than before", more), ("less", "Less than before", less), ("others", rest, others))
    return [(slug, title, groups[:_MOST_TOPICS]) for slug, title, groups in named if groups]


def _topics(printer: Printer, trends: Trends) -> list[tuple[str, str, Markdown]]:
    return [
        (slug, title, _raw(_topic_panels(printer, trends, groups))) for slug, title, groups in _sorted_topics(trends)
    ]


def _topic_panels(printer: Printer, trends: Trends, groups: Sequence[Group]) -> Html:
    panels = (_panel(printer, group, f"topics/{group.slug}/", _topic_plots(group, trends)) for group in groups)
    return element("ul", Html("\n"), lines(panels), class_="panels")


def _topic_plots(group: Group, trends: Trends) -> Iterable[Html]:
    top = max(_LEAST_TOP, *group.published, *group.listed)
    # Papers can be published in any period, but can be listed only where there are digests.
    always = tuple(1 for _ in group.published)
    yield _small_plot(trends.small_published, Bars(group.published, always, top), wording.grouped(top), "published")
    yield _small_plot(
        trends.small_listed, Bars(group.listed, trends.small_digests, top), wording.grouped(top), "in digests"
    )


def _topics_numbers(trends: Trends, tables: Tables) -> Html:
    by_publication = f"The numbers by {STEPS[trends.small_published.step]} of publication"
    by_digest = f"The numbers by {STEPS[trends.small_listed.step]} of digest"
    return lines((numbers(tables.topics_published, by_publication), numbers(tables.topics_listed, by_digest)))


def _topics_left(trends: Trends) -> str | None:
    left = len(trends.topics) - sum(len(groups) for _, _, groups in _sorted_topics(trends))
    if not left:
        return None
    return f"{wording.counted(left, 'more topic')} {'is' if left == 1 else 'are'} only in the tables."


def _panel(printer: Printer, group: Group, target: str, plots: Iterable[Html]) -> Html:
    """One of many small charts."""
    head = element(
        "p",
        element("a", group.title, href=_ROOT + target),
        Html(" "),
        element("span", wording.counted(group.papers, "paper"), class_="count"),
    )
    facts = element("p", _now_and_before(group.change), class_="facts") if group.change else Html()
    hue = hue_of(printer.catalogue, group.area)
    return element("li", head, element("div", *plots, class_="plots"), facts, style=f"--hue:{hue}")


def _now_and_before(change: Change) -> Html:
    parts = (("now", change.now, change.now_of), ("before", change.before, change.before_of))
    told = (
        f"{when} {wording.per_cent(part, of)} ({wording.grouped(part)} of {wording.grouped(of)})"
        for when, part, of in parts
    )
    return Html(" ".join(element("span", text) for text in told))


def _small_plot(line: Timeline, bars: Bars, top: str, what: str | None) -> Html:
    """Bars with the value of their full height above, and from when to when they go below."""
    ends = dict.fromkeys(wording.period(period) for period in (line.periods[0], line.periods[-1]))
    above = [element("span", text) for text in (top, what) if text]
    below = [element("span", text) for text in ends]
    return element(
        "div", element("p", *above, class_="ends"), plot(bars), element("p", *below, class_="ends"), class_="plot"
    )


def nice(value: float) -> int:
    """A round number that is not below a value: 1, 2, 3, 4, 5, 6, 8, 10, 20 ..."""
    size = int(10 ** max(0, math.floor(math.log10(max(1.0, value)))))
    return next(step * size for step in (1, 2, 3, 4, 5, 6, 8, 10) if step * size >= value)


# --- words and comments ----------------------------------------------------------------------


def _words_note(trends: Trends) -> str:
    compared = trends.vocabulary.compared
    if trends.window is None:
        return "There is too little to compare yet."
    rule = (
        "Words, and pairs of words, that are in at least twice as large a share of papers as before, the clearest"
        f" first. {wording.grouped(compared)} were compared, those in at least {LEAST_TEXTS} papers of now and in one"
        f" of a hundred; a difference as small as the least of these comes by chance once in"
        f" {wording.grouped(max(100, compared))} comparisons (log-likelihood ratio"
        f" G² ≥ {least_evidence(compared):.1f})."
    )
    return rule if trends.vocabulary.terms else f"{rule} At present there is none."


def _words(trends: Trends, found: Table) -> Html:
    top = max(term.change.share_now for term in trends.vocabulary.terms)
    rows = (
        (
            element("a", term.text, href=f"{_ROOT}search/?q={quote(term.text)}"),
            _count_and_share(term.change.now, term.change.now_of),
            _count_and_share(term.change.before, term.change.before_of),
            _two_lines(term.change.share_now / top, term.change.share_before / top),
        )
        for term in trends.vocabulary.terms
    )
    columns = ("Word", "Now", "Before", "Now, and before")
    drawn = printed_table("Papers with each word, now and before", columns, rows, class_="ranking words")
    return lines((drawn, element("p", csv_link(found), class_="numbers")))


def _count_and_share(part: int, of: int) -> Html:
    return Html(f"{wording.grouped(part)} {element('span', wording.per_cent(part, of), class_='count')}")


def _two_lines(now: float, before: float) -> Html:
    """Two shares as bars from the same edge, solid for now and hollow for before."""
    paths = [element("path", class_="solid", d=f"M0 0h{round(100 * now)}v8h-{round(100 * now)}z")]
    if before:
        width = max(1, round(100 * before))
        paths.append(element("path", class_="hollow", d=f"M0 11h{width}v8h-{width}z"))
    return element("svg", *paths, class_="bars", viewBox="0 0 100 20", preserveAspectRatio="none", aria_hidden="true")


def _comments_note(trends: Trends) -> str:
    return (
        f"As the digests showed them, for {wording.grouped(trends.with_comments)} of"
        f" {wording.counted(trends.papers, 'paper')}: comments on Hugging Face, counted on the day of the digest."
    )


def _commented(trends: Trends, found: Table) -> Html:
    top = max(paper.comments or 0 for paper in trends.commented)
    rows = ((_paper(paper), _one_line(paper.comments or 0, top)) for paper in trends.commented)
    drawn = printed_table(found.caption, found.columns[:2], rows, class_="ranking comments")
    return lines((drawn, element("p", csv_link(found), class_="numbers")))


def _paper(paper: Paper) -> Html:
    title = element("a", paper.title.plain, class_="paper", href=_ROOT + paths.url(paths.paper(paper.slug)))
    facts = " · ".join(fact for fact in (wording.people(paper, 3), wording.when(paper)) if fact)
    return Html(f"{title}{element('span', facts, class_='scope')}")


def _one_line(count: int, top: int) -> Html:
    width = max(1, round(100 * count / top))
    path = element("path", class_="solid", d=f"M0 0h{width}v20h-{width}z")
    drawn = element("svg", path, class_="bars", viewBox="0 0 100 20", preserveAspectRatio="none", aria_hidden="true")
    return Html(f"{element('span', count, class_='number')} {drawn}")
