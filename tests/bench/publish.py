"""How long ``papershelf publish`` takes: a first upload, nothing changed, one more digest, a run that was killed.

To a SeaweedFS on the loopback address, which keeps what it is given on the same disk. The site is made of as many
files, of such sizes, as one with that many papers has; ``--site`` takes a real one. Of one more digest of fifty papers,
450 pages change.

    .venv/bin/python tests/bench/publish.py [--papers 10000] [--site FOLDER]
    .venv/bin/python tests/bench/publish.py --kills 100  # kill -9 at random moments, and what the next run makes of it
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.object_server import REASON, WEED, ObjectServer, object_server
from support.project import PAPERSHELF, Project, files_of

from generator.publishing.object_headers import ObjectHeaders
from generator.publishing.object_store import StorePlace
from generator.publishing.publish_plan import PublishPlan
from generator.publishing.publish_turn import Turn, new_token
from generator.publishing.site_files import site_files
from generator.publishing.transfer import Publication

_LINK = re.compile(r'<a\b[^>]*?\shref="((?![a-z]+:|//)[^"#]+)')
ADDRESS = "s3://sites/bench"
PAGE_BYTES, SHARD_BYTES = 13_000, 6_000


class _Stopped(BaseException):
    """A run that ends in the middle."""


class _Stopping(StorePlace):
    """Ends a run after so many writes; nothing that it would do afterwards is done."""

    def __init__(self, place: StorePlace, after: int) -> None:
        super().__init__(place._store)
        self.left = after
        self._guard = threading.Lock()

    def put(self, key: str, data: bytes, headers: ObjectHeaders) -> str:
        with self._guard:
            self.left -= 1
        if self.left < 0:
            raise _Stopped
        return super().put(key, data, headers)


def main() -> None:
    """Measure, and print a line for each case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=10_000)
    parser.add_argument("--site", type=Path, help="a built site, which is copied")
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    if not WEED.exists():
        sys.exit(REASON)
    with tempfile.TemporaryDirectory() as folder, object_server(Path(folder, "store")) as server:
        site = Path(folder, "site")
        if options.kills:
            _kill(server, Project.make(Path(folder, "toy")), options.kills)
            return
        if options.site:
            shutil.copytree(options.site, site)
        else:
            _make_site(site, options.papers)
        _measure(server, site)


def _measure(server: ObjectServer, site: Path) -> None:
    place = server.place(ADDRESS)
    files = site_files(site)
    size = sum(file.size for file in files)
    print(f"{len(files):,} files, {size / 1e6:,.0f} MB")
    _timed("first upload", lambda: _publish(place, site))
    _timed("nothing changed", lambda: _publish(place, site))
    _add_digest(site)
    _timed("one more digest", lambda: _publish(place, site))
    other, token = server.place(f"{ADDRESS}-killed"), new_token()
    try:
        _publish(_Stopping(other, len(files) // 2), site, token)
    except _Stopped:
        _timed("after a kill half-way", lambda: _publish(other, site, dead=token))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory: {peak:,.0f} MB")


def _publish(place: StorePlace, site: Path, token: str | None = None, dead: str | None = None) -> PublishPlan:
    publication = Publication(site_files(site), "https://list.example.org/", place)
    return publication.run(lambda: Turn(place, token or new_token(), dead))


def _timed(name: str, act: Callable[[], PublishPlan]) -> None:
    begun = time.perf_counter()
    plan = act()
    seconds = time.perf_counter() - begun
    print(
        f"{name:22} {seconds:6.1f} s   {plan.writes:7,} written {len(plan.removals):5,} removed"
        f" {plan.unchanged:7,} unchanged",
        flush=True,
    )


def _kill(server: ObjectServer, project: Project, rounds: int) -> None:
    """Kill the command in the middle of publishing another state of a list; no reader may meet a dead link, and the
    next run has to complete the site.
    """
    chance = random.Random(1)
    command = [str(PAPERSHELF), "publish", "s3://sites/kills"]
    environment = {**os.environ, **server.environment}
    _edit(project, 0)
    project.build()
    begun = time.monotonic()
    subprocess.run(command, cwd=project.folder, env=environment, check=True, capture_output=True)
    extent = time.monotonic() - begun
    wrong, killed, dead = 0, 0, 0
    for number in range(1, rounds + 1):
        _edit(project, number)
        project.build()
        process = subprocess.Popen(command, cwd=project.folder, env=environment, stdout=subprocess.DEVNULL)
        # Half of it is Python that starts.
        time.sleep(chance.uniform(0.3, 1.1) * extent)
        process.kill()
        killed += process.wait() != 0
        dead += bool(dead_addresses(server.contents("s3://sites/kills")))
        if chance.random() < 0.5:
            continue
        subprocess.run(command, cwd=project.folder, env=environment, check=True, capture_output=True)
        site = {path: data for path, data in files_of(project.site).items() if not path.startswith(".")}
        wrong += server.contents("s3://sites/kills") != site
    print(f"{rounds} rounds, {killed} killed before their end: {dead} with a dead link, {wrong} completed wrongly")


def _edit(project: Project, number: int) -> None:
    """Another state of the list: a page that comes and goes, a note that changes, a digest that comes and goes."""
    project.write("content/papers/ten-hands.yml", f"note: Read it {number} times.\n")
    project.write("content/pages/about/new.md", f"# New {number}\n\n[Next](other-{number}.md)\n")
    project.write(f"content/pages/about/other-{number}.md", "# Other\n\n[Home](../index.md)\n")
    (project.content / f"pages/about/other-{number - 1}.md").unlink(missing_ok=True)
    digest = project.content / "digests/2025-02-03.txt"
    if number % 2:
        titles = "".join(f"{number} ways to read paper {place}\n\nIt is short.\n\n" for place in range(5))
        digest.write_text(f"Daily Papers\n\nFeb 3\n\n{titles}", encoding="utf-8")
    else:
        digest.unlink(missing_ok=True)


def dead_addresses(contents: Mapping[str, bytes]) -> set[str]:
    """Pages of the store that a reader who begins at the home page is led to, and that it does not have."""
    starts, seen, dead = ["index.html"], {"index.html"}, set[str]()
    while starts:
        page = starts.pop()
        for link in _LINK.findall(contents[page].decode()):
            path = urljoin(f"/{page}", link.partition("#")[0].partition("?")[0]).lstrip("/")
            key = path + "index.html" if path == "" or path.endswith("/") else path
            if key not in contents:
                dead.add(key)
            elif key.endswith(".html") and key not in seen:
                seen.add(key)
                starts.append(key)
    return dead


def _make_site(site: Path, papers: int) -> None:
    """Pages of papers, the lists that lead to them, and a search index in shards."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(5_000)]
    for number in range(papers):
        _write(site / f"papers/paper-{number:06}/index.html", _text(chance, words, PAGE_BYTES))
    for number in range(papers // 50):
        _write(site / f"digests/digest-{number:05}/index.html", _text(chance, words, 3 * PAGE_BYTES))
    for number in range(60):
        _write(site / f"topics/topic-{number}/index.html", _text(chance, words, 8 * PAGE_BYTES))
    for _ in range(papers // 4):
        _write(site / f"search/shard.{chance.randbytes(5).hex()}a1.json", _text(chance, words, SHARD_BYTES))
    for name in ("index.html", "digests/index.html", "topics/index.html", "sitemap.xml", "api/v1/index.json"):
        _write(site / name, _text(chance, words, 20 * PAGE_BYTES))


def _add_digest(site: Path) -> None:
    """Fifty papers and their digest more; related papers, topics and lists change, a tenth of the index is renamed."""
    chance = random.Random(2)
    papers = sorted(site.glob("papers/*/index.html"))
    lists = [*sorted(site.glob("topics/*/index.html")), site / "index.html", *site.glob("*.xml")]
    for path in (*chance.sample(papers, min(380, len(papers))), *lists[:70]):
        path.write_bytes(path.read_bytes() + b"<!-- -->")
    for number in range(50):
        _write(site / f"papers/new-paper-{number}/index.html", papers[number % len(papers)].read_text() + "<p>")
    _write(site / "digests/new-digest/index.html", papers[0].read_text() * 3)
    for path in sorted(site.glob("search/*"))[::10]:
        path.rename(path.with_name(f"shard.{chance.randbytes(5).hex()}b2.json"))


def _text(chance: random.Random, words: list[str], size: int) -> str:
    return " ".join(chance.choices(words, k=size // 7))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
