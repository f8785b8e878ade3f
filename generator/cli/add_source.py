"""Where ``papershelf add`` reads from: a file, an address, standard input, and arXiv for a list of ids."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import click

from generator.cli.options import PROBLEMS_FOUND
from generator.digests.arxiv_atom import read_feed
from generator.model.digest import Digest
from generator.model.problem import Severity
from generator.text.wording import counted


def read_source(source: str) -> tuple[bytes, str | None]:
    """The bytes of a source, and its file's name or the end of its address."""
    if source == "-":
        return sys.stdin.buffer.read(), None
    if re.match(r"[a-z][a-z0-9+.-]*://", source, re.I):
        return _get(source), PurePosixPath(urlsplit(source).path).name
    path = Path(source)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise click.UsageError(f"Cannot read {source}: {error.strerror}.") from error


def _get(url: str) -> bytes:
    if not re.match(r"https?://", url, re.I):
        raise click.UsageError(f"An address begins with https:// or http://; found '{url}'.")
    # Only whoever asks for an address waits until an HTTP client is loaded.
    from generator.fetching.content_types import SCRAPE_TYPES  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415

    try:
        with Client() as client:
            return client.get(url, SCRAPE_TYPES)
    except Failed as failure:
        click.echo(f"{failure}. Nothing was written.", err=True)
        sys.exit(PROBLEMS_FOUND)


def ask_arxiv(listed: Digest, source: str, arxiv: str) -> bytes:
    """What arXiv says about the papers of a list; what it does not know is named."""
    # As for addresses: only lists need a client.
    from generator.fetching.arxiv_api import papers_of  # noqa: PLC0415
    from generator.fetching.http_client import Client, Failed  # noqa: PLC0415
    from generator.fetching.service_limits import ARXIV_LIMITS  # noqa: PLC0415

    ids = [entry.arxiv for entry in listed.entries if entry.arxiv]
    click.echo(f"Looking up {counted(len(ids), 'id')} on arXiv")
    try:
        with Client(ARXIV_LIMITS, on_wait=lambda words: click.echo(f"  {words}", err=True)) as client:
            data = papers_of(arxiv, client, ids)
    except Failed as failure:
        click.echo(f"{failure}. Nothing was written; use --offline to keep only the ids.", err=True)
        sys.exit(PROBLEMS_FOUND)
    known = {paper.arxiv for paper in read_feed("answer", data.decode("utf-8", "replace")).papers}
    for entry in listed.entries:
        if entry.arxiv not in known:
            label = click.style(f"{Severity.WARNING}: ", fg="yellow")
            message = f"expected an id that exists on arXiv, found {entry.arxiv}, which was left out; check every digit"
            click.echo(f"{label}{source}:{entry.place.line}:{entry.place.column}: arxiv: {message}", err=True)
    return data
