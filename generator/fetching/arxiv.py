"""Asks arXiv: what a question finds, and what the papers of a list of ids are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.digests.arxiv_atom import ArxivFeed, read_feed
from generator.fetching.client import ATOM, Client, FetchError, Limits
from generator.model.problem import errors

ARXIV_LIMITS = Limits(between=3.0)
"""One request every three seconds, on one connection (https://info.arxiv.org/help/api/tou.html)."""
IDS_PER_REQUEST = 100
"""Ids of one question; an address has room for some more."""
_TRIES = 3
"""When it is busy, arXiv counts papers and gives none; a moment later it gives them."""


def ask(arxiv: str, client: Client, query: Mapping[str, str]) -> tuple[bytes, ArxivFeed]:
    """The answer to a question, as it came and as it reads. ``arxiv`` is the address of the service."""
    address = f"{arxiv.rstrip('/')}/api/query"
    for _ in range(_TRIES):
        body = client.get(address, ATOM, query)
        feed = _read(body)
        if feed.entries or not feed.total:
            break
    if feed.error is not None:
        raise FetchError(f"{address}: arXiv says: {feed.error[:200]} (asked for {dict(query)})")
    wrong = errors(feed.problems)
    if wrong and not feed.papers:
        raise FetchError(f"{address}: {wrong[0].message}; the form of the answer has changed")
    if feed.total and not feed.entries:
        # It must not pass for the answer that there is nothing.
        raise FetchError(f"{address}: arXiv counts {feed.total} papers and gives none; try again later")
    return body, feed


def papers_of(arxiv: str, client: Client, ids: Sequence[str]) -> bytes:
    """One feed that says what the papers of a list are; what arXiv does not know is not in it."""
    answers: list[bytes] = []
    count = 0
    for start in range(0, len(ids), IDS_PER_REQUEST):
        some = ids[start : start + IDS_PER_REQUEST]
        # Without max_results arXiv gives ten.
        body, feed = ask(arxiv, client, {"id_list": ",".join(some), "max_results": str(len(some))})
        answers += [body] if feed.papers else []
        count += len(feed.papers)
    if not answers:
        raise FetchError(f"{arxiv}: arXiv knows none of the {len(ids)} ids")
    whole = _joined(answers)
    if len(_read(whole).papers) != count:
        raise FetchError(f"{arxiv}: expected answers that make one feed together; the form of the answer has changed")
    return whole


def _read(body: bytes) -> ArxivFeed:
    return read_feed("answer", body.decode("utf-8", "replace"))


def _joined(answers: Sequence[bytes]) -> bytes:
    """The first answer, with the entries of the others behind its own."""
    first, *others = answers
    head, end, tail = first.rpartition(b"</feed>")
    entries = [b"".join(body.partition(b"<entry")[1:]).rpartition(b"</feed>")[0] for body in others]
    return head + b"".join(entries) + end + tail
