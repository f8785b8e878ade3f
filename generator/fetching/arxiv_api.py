"""Queries arXiv: what a search finds, and the papers of a list of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.digests.arxiv_atom import ArxivFeed, read_feed
from generator.fetching.content_types import ATOM_TYPES
from generator.fetching.http_client import Client, Failed
from generator.model.problem import errors

IDS_PER_QUERY = 100
"""A URL has room for some more."""
_TRIES = 3
"""When it is busy, arXiv counts papers but returns none; a moment later it returns them."""


def query_arxiv(base: str, client: Client, query: Mapping[str, str]) -> tuple[bytes, ArxivFeed]:
    """The response to a query, as bytes and as a feed. ``base`` is the address of the service.

    Raises ``Failed`` when arXiv reports an error, or when the response cannot be read.
    """
    address = f"{base.rstrip('/')}/api/query"
    for _ in range(_TRIES):
        body = client.get(address, ATOM_TYPES, query)
        feed = _read(body)
        if feed.entries or not feed.total:
            break
    if feed.error is not None:
        raise Failed(f"{address}: arXiv says: {feed.error[:200]} (asked for {dict(query)})")
    faults = errors(feed.problems)
    if faults and not feed.papers:
        raise Failed(f"{address}: {faults[0].message}; the response format has changed")
    if feed.total and not feed.entries:
        # Otherwise it would look as if arXiv had no such papers.
        raise Failed(f"{address}: arXiv counts {feed.total} papers but returns none; try again later")
    return body, feed


def papers_of(base: str, client: Client, ids: Sequence[str]) -> bytes:
    """One feed with the papers of a list of ids; it leaves out ids that arXiv does not know."""
    bodies: list[bytes] = []
    count = 0
    for start in range(0, len(ids), IDS_PER_QUERY):
        batch = ids[start : start + IDS_PER_QUERY]
        # Without max_results arXiv returns ten.
        body, feed = query_arxiv(base, client, {"id_list": ",".join(batch), "max_results": str(len(batch))})
        bodies += [body] if feed.papers else []
        count += len(feed.papers)
    if not bodies:
        raise Failed(f"{base}: arXiv knows none of the {len(ids)} ids")
    joined = _joined(bodies)
    if len(_read(joined).papers) != count:
        raise Failed(f"{base}: expected responses that form one feed; the response format has changed")
    return joined


def _read(body: bytes) -> ArxivFeed:
    return read_feed("response", body.decode("utf-8", "replace"))


def _joined(bodies: Sequence[bytes]) -> bytes:
    """The first feed, with the entries of the others after its own."""
    first, *others = bodies
    head, end, tail = first.rpartition(b"</feed>")
    entries = [b"".join(body.partition(b"<entry")[1:]).rpartition(b"</feed>")[0] for body in others]
    return head + b"".join(entries) + end + tail
