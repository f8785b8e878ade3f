"""What the tests share: the toy shelf, the real site, a browser; and properties that try the same each time."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, ViewportSize
from support.browsers import SCREENS, Tab, launched, tab
from support.golden_cases import Case, Golden
from support.kinds import addresses_of
from support.project import ROOT, TOY_CONTENT, Project, is_expected
from support.servers import served
from support.shared import make_once

from generator.catalogue.related import relate
from generator.content.read import ContentResult, read_content
from generator.model.catalogue import Catalogue
from generator.storage.cache import Cache

# What a shell or a workflow may have set must not reach a test.
for name in ("PAPERSHELF_CONTENT", "PAPERSHELF_SITE_URL", "PAPERSHELF_REPO_URL"):
    os.environ.pop(name, None)
# The theme prints a banner otherwise, in which no test is interested.
os.environ["NO_MKDOCS_2_WARNING"] = "1"
# Tests start Python hundreds of times; without what was compiled before, each start compiles all modules again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Thousands of collected tests live as long as the run, so looking for garbage among them finds nothing.
gc.set_threshold(50_000, 20, 100)

# A property that fails in a pull request fails because of it: chance would blame the wrong one. Time
# is no measure either, on machines that others use too.
settings.register_profile("papershelf", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("fast", parent=settings.get_profile("papershelf"), max_examples=20)
settings.load_profile("papershelf")


def with_related(shelf: ContentResult) -> ContentResult:
    """A shelf as pages show it."""
    related = relate(shelf.catalogue.papers, Cache())
    return replace(shelf, catalogue=replace(shelf.catalogue, related=related))


def pytest_addoption(parser: pytest.Parser) -> None:
    """How golden cases and the expected pages of the toy shelf are renewed."""
    parser.addoption("--update", action="store_true", help="rewrite what golden cases expect; then read the changes")
    parser.addoption(
        "--update-pages", action="store_true", help="rewrite tests/fixtures/toy/pages as they are printed now"
    )


@pytest.fixture(scope="session")
def toy_content() -> ContentResult:
    """The toy content, read. Nothing that is built from it tells anything when it has problems of its own."""
    shelf = with_related(read_content(TOY_CONTENT))
    unexpected = [problem for problem in shelf.problems if not is_expected(problem)]
    assert not unexpected, unexpected
    return shelf


@pytest.fixture
def toy(toy_content: ContentResult, tmp_path: Path) -> Project:
    """A project of the toy content, not built yet."""
    assert toy_content.catalogue.papers
    return Project.make(tmp_path / "toy")


@pytest.fixture(scope="session")
def toy_site(toy_content: ContentResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the toy content, made once in a run. Tests only read it."""
    assert toy_content.catalogue.papers
    return make_once(tmp_path_factory, "toy", lambda folder: Project.make(folder).build()) / "site"


@pytest.fixture(scope="session")
def real_content() -> ContentResult:
    """The shipped content, read, with what is related."""
    return with_related(read_content(ROOT / "content"))


@pytest.fixture(scope="session")
def catalogue(real_content: ContentResult) -> Catalogue:
    """What the site shows."""
    return real_content.catalogue


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the shipped content, made once in a run. Tests only read it."""

    def make(folder: Path) -> None:
        assert Project.make(folder, ROOT / "content").build().result.warnings == 0

    return make_once(tmp_path_factory, "real", make) / "site"


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    """Where the real site is served."""
    with served(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def addresses(real_content: ContentResult) -> dict[str, str]:
    """Where each kind of page of the real site lies."""
    return addresses_of(real_content.catalogue)


@pytest.fixture(scope="session")
def toy_address(toy_site: Path) -> Iterator[str]:
    """Where the toy site is served."""
    with served(toy_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with launched() as browser:
        yield browser


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> ViewportSize:
    """The size of the window."""
    return SCREENS[request.param]


@pytest.fixture
def reader(chromium: Browser, real_address: str, screen: ViewportSize) -> Iterator[Tab]:
    """A reader on a phone or at a desk, who sees no fault."""
    with tab(chromium, real_address, screen=screen) as found:
        yield found
        assert found.faults == []


@pytest.fixture
def at_desk(chromium: Browser, real_address: str) -> Iterator[Tab]:
    """A reader at a desk, for what does not depend on the size of the window."""
    with tab(chromium, real_address) as found:
        yield found
        assert found.faults == []


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares what came out with what a case expects, or makes it the expectation."""
    is_update = request.config.getoption("--update")

    def compare(case: Case, found: object) -> None:
        if is_update and found != case.expected:
            case.rewrite(found)
        assert found == case.expected

    return compare
