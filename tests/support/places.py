"""Small sites, and places in memory to publish them to, whose run can be killed at any write."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import obstore
from obstore.store import MemoryStore

from generator.publishing.object_headers import ObjectHeaders
from generator.publishing.object_store import StorePlace
from generator.publishing.publish_plan import PublishPlan
from generator.publishing.publish_record import OWN_FOLDER
from generator.publishing.publish_turn import Patience, Turn, new_token
from generator.publishing.site_files import site_files
from generator.publishing.transfer import Publication

CALM = Patience(beat=60, trust=60, silence=60, look=0.01)
"""For runs of which none dies unknown."""
ADDRESS = "https://list.example.org/"


class Killed(BaseException):
    """The process is gone; nothing that would be done afterwards is done."""


class WatchedPlace(StorePlace):
    """A place in memory that notes what is written to it, and at one of these steps ends the run."""

    def __init__(self, store: MemoryStore | None = None, killed_at: int = 0) -> None:
        self.store = store or MemoryStore()
        super().__init__(self.store)
        self.killed_at, self.steps = killed_at, 0
        self.written: list[str] = []
        self._watch = threading.Lock()

    def put(self, key: str, data: bytes, headers: ObjectHeaders) -> str:
        with self._watch:
            self._step()
            e_tag = super().put(key, data, headers)
            self.written.append(key)
            return e_tag

    def remove(self, keys: Sequence[str]) -> None:
        with self._watch:
            for key in keys:
                self._step()
                super().remove([key])
                self.written.append(f"-{key}")

    def _step(self) -> None:
        self.steps += 1
        if self.killed_at and self.steps >= self.killed_at:
            raise Killed

    @property
    def changes(self) -> list[str]:
        """Names that were written, and removed with a minus, without what publishes keep for themselves."""
        return [key for key in self.written if not key.removeprefix("-").startswith(OWN_FOLDER)]

    def contents(self) -> dict[str, bytes]:
        """All objects, as above."""
        return {
            key: bytes(obstore.get(self.store, key).bytes())
            for key in sorted(self.listed())
            if not key.startswith(OWN_FOLDER)
        }


def write_site(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with just these files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def page(*links: str, text: str = "") -> str:
    """A page with links to others, by their names in the site."""
    return f"<p>{text}" + "".join(f'<a href="{link}"></a>' for link in links)


def dead_links(contents: Mapping[str, bytes]) -> set[str]:
    """What readers who begin at the home page, a feed or the sitemap are led to, and is not there."""
    starts = [key for key in contents if key == "index.html" or key.endswith(".xml")]
    seen, dead = set(starts), set[str]()
    while starts:
        for link in re.findall(r'href="([^"]+)"', contents[starts.pop()].decode()):
            if link not in contents:
                dead.add(link)
            elif link not in seen:
                seen.add(link)
                starts.append(link)
    return dead


def publish_site(
    place: StorePlace, site: Path, *, replace: bool = False, dead: str | None = None, token: str | None = None
) -> PublishPlan:
    """Publish a folder to a place, as one run."""
    publication = Publication(site_files(site), ADDRESS, place, replace)
    return publication.run(lambda: Turn(place, token or new_token(), dead, CALM))
