"""Imports point one way: from the commands down to the model."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.builders import REPOSITORY

ORDER: tuple[frozenset[str], ...] = tuple(
    frozenset(room.split())
    for room in (
        "model storage",
        "text",
        "digests curation",
        "catalogue",
        "content",
        "fetching pages",
        "curator site",
        "publishing",
        "cli",
        "__main__",
    )
)
"""The rooms, from the lowest up. Rooms in one line do not import each other."""

MKDOCS = frozenset({"site"})
NETWORK = frozenset(
    {"urllib.request", "urllib.error", "http", "requests", "socket", "ssl", "ftplib", "smtplib", "httpx", "obstore"}
    | {"distributed"}
)


FETCHES = frozenset({"fetching", "publishing"})
"""Rooms that may use the network; only the commands may import them."""
CLIENTS = {
    "fetching": frozenset({"httpx", "http", "socket", "ssl"}),
    "publishing": frozenset({"obstore"}),
    "storage": frozenset({"distributed"}),
}
"""What they use it with; and what hands work to a cluster, for whoever asks for one."""


MODULES = sorted((REPOSITORY / "generator").rglob("*.py"))


def faults(module: str, source: str) -> list[str]:
    """The wrong imports of a module, such as ``generator.digests.reader``."""
    return [f"{module} imports {name}" for name in _imported(module, source) if not _may_import(_room(module), name)]


def _may_import(room: str, name: str) -> bool:
    package = name.partition(".")[0]
    if package == "generator":
        if _room(name) in FETCHES and room not in FETCHES:
            return room == "cli"
        return _room(name) == room or _height(_room(name)) < _height(room)
    if package == "mkdocs":
        return room in MKDOCS
    if package in CLIENTS.get(room, ()):
        return True
    return not any(f"{name}.".startswith(f"{banned}.") for banned in NETWORK)


def _imported(module: str, source: str) -> Iterator[str]:
    """The full names of what a module imports, at its top or later."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: -node.level] if node.level else []
            yield from (".".join([*base, *([node.module] if node.module else []), alias.name]) for alias in node.names)


def _room(name: str) -> str:
    """``digests`` for ``generator.digests.reader``."""
    return f"{name}.".split(".")[1]


def _height(room: str) -> int:
    return next(height for height, rooms in enumerate(ORDER) if room in rooms)


def _name(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_imports_only_lower_rooms(path: Path) -> None:
    assert faults(_name(path), path.read_text(encoding="utf-8")) == []


def test_the_order_lists_every_room_and_no_other() -> None:
    rooms = {_room(_name(path)) for path in MODULES} - {""}
    assert rooms == {room for line in ORDER for room in line}


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("generator.model.paper", "from generator.text.lead import sentences", "generator.text.lead.sentences"),
        ("generator.model.paper", "from generator import content", "generator.content"),
        ("generator.digests.reader", "import generator.catalogue.merge", "generator.catalogue.merge"),
        (
            "generator.digests.reader",
            "from generator.curation.fields import suggest",
            "generator.curation.fields.suggest",
        ),
        ("generator.digests.reader", "from ..catalogue.merge import merge", "generator.catalogue.merge.merge"),
        ("generator.digests.reader", "from .. import catalogue", "generator.catalogue"),
        (
            "generator.pages.arrange",
            "from generator.site.exports.newest_digest import NEWEST",
            "generator.site.exports.newest_digest.NEWEST",
        ),
        ("generator.pages.arrange", "def late():\n    from generator import cli", "generator.cli"),
        ("generator.pages.arrange", "import mkdocs.plugins", "mkdocs.plugins"),
        ("generator.cli", "if True:\n    from mkdocs.config import load_config", "mkdocs.config.load_config"),
        ("generator.site.plugin", "import urllib.request", "urllib.request"),
        ("generator.site.plugin", "from urllib import request", "urllib.request"),
        ("generator.site.plugin", "from http.client import HTTPSConnection", "http.client.HTTPSConnection"),
        ("generator.site.plugin", "import requests", "requests"),
        ("generator.site.plugin", "import socket as s", "socket"),
        ("generator.site.plugin", "import httpx", "httpx"),
        ("generator.cli.fetch", "import httpx", "httpx"),
        ("generator.fetching.http_client", "import requests", "requests"),
        (
            "generator.site.plugin",
            "from generator.fetching.http_client import Client",
            "generator.fetching.http_client.Client",
        ),
        ("generator.curator.lookup", "import generator.fetching", "generator.fetching"),
        ("generator.site.plugin", "import obstore", "obstore"),
        ("generator.fetching.http_client", "import obstore", "obstore"),
        ("generator.publishing.transfer", "import httpx", "httpx"),
        ("generator.publishing.transfer", "from mkdocs.config import load_config", "mkdocs.config.load_config"),
        ("generator.site.plugin", "from generator.publishing import transfer", "generator.publishing.transfer"),
    ],
)
def test_an_import_that_points_the_wrong_way_is_found(module: str, source: str, fault: str) -> None:
    assert faults(module, source) == [f"{module} imports {fault}"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("generator.digests.reader", "from generator.digests.plain.lines import Line\nfrom . import detect"),
        ("generator.digests.reader", "import re\nfrom generator.model.identity import letters"),
        ("generator.catalogue.links", "from urllib.parse import urlsplit"),
        ("generator.site.incremental_build", "from mkdocs.config import load_config"),
        ("generator.cli", "from generator.site.incremental_build import build_site"),
        ("generator.cli.fetch", "from generator.fetching.http_client import Client"),
        ("generator.fetching.http_client", "import httpx\nfrom http import HTTPStatus"),
        ("generator.publishing.object_store", "from obstore.store import S3Store"),
        ("generator.cli.publish", "from generator.publishing.transfer import Publication"),
    ],
)
def test_an_import_that_points_the_right_way_is_fine(module: str, source: str) -> None:
    assert faults(module, source) == []
