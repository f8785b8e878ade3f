"""What moves on a page after it was drawn, by the browser's own account."""

from __future__ import annotations

from playwright.sync_api import Page

_WATCH = """
    const moves = [];
    const keep = (entries) => {
        for (const one of entries.filter((one) => !one.hadRecentInput))
            moves.push(...one.sources.map(({ node }) => [`${node?.nodeName} ${node?.className}`, one.value]));
    };
    const watch = new PerformanceObserver((list) => keep(list.getEntries()));
    watch.observe({ type: "layout-shift", buffered: true });
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.whatMoved = () => drawn().then(() => keep(watch.takeRecords())).then(() => moves);
"""


def watch_moves(page: Page) -> None:
    """From its next address on, the page remembers what moves."""
    page.add_init_script(_WATCH)


def moves(page: Page) -> list[tuple[str, float]]:
    """What has moved until the page was drawn twice more: elements, and the shift that they were part of."""
    found: list[tuple[str, float]] = [tuple(one) for one in page.evaluate("whatMoved()")]
    return found
