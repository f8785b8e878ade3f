"""A place is as the site, however often a run was killed before; nothing that is not ours is touched."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import obstore
import pytest
from obstore.store import MemoryStore
from support.places import ADDRESS, CALM, Killed, WatchedPlace, dead_links, page, publish_site, write_site

from generator.publishing.object_headers import FOR_A_YEAR, FOR_MINUTES, ObjectHeaders
from generator.publishing.object_store import StoreFailed
from generator.publishing.publish_record import RECORD
from generator.publishing.publish_turn import Turn, new_token
from generator.publishing.site_files import site_files
from generator.publishing.transfer import Publication, Refused, SiteChanged

FIRST = {
    "index.html": page("papers/a/index.html", "digests/1/index.html", "style.0a1b2c3d.css"),
    "papers/a/index.html": page("index.html", "papers/b/index.html", "topics/old/index.html"),
    "papers/b/index.html": page("index.html"),
    "digests/1/index.html": page("papers/a/index.html"),
    "topics/old/index.html": page("papers/b/index.html"),
    "style.0a1b2c3d.css": "a {}",
    "sitemap.xml": page("papers/a/index.html", "papers/b/index.html"),
    "empty.txt": "",
}
SECOND = {
    "index.html": page("papers/a/index.html", "digests/2/index.html", "style.1a1b2c3d.css"),
    "papers/a/index.html": page("index.html", "papers/c/index.html"),
    "papers/c/index.html": page("papers/a/index.html", "topics/new/index.html"),
    "digests/1/index.html": FIRST["digests/1/index.html"],
    "digests/2/index.html": page("papers/c/index.html"),
    "topics/new/index.html": page("papers/c/index.html"),
    "style.1a1b2c3d.css": "b {}",
    "sitemap.xml": page("papers/a/index.html", "papers/c/index.html"),
    "empty.txt": "",
}


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {key: files[key].encode() for key in sorted(files)}


def headers_in(place: WatchedPlace, key: str) -> tuple[str, str]:
    attributes = obstore.get(place.store, key).attributes
    return attributes["Content-Type"], attributes["Cache-Control"]


def test_a_site_is_published_with_its_headers(tmp_path: Path) -> None:
    place = WatchedPlace()

    plan = publish_site(place, write_site(tmp_path, FIRST))

    assert place.contents() == encoded(FIRST)
    assert (plan.writes, len(plan.new), plan.unchanged) == (8, 8, 0)
    assert headers_in(place, "index.html") == ("text/html; charset=utf-8", FOR_MINUTES)
    assert headers_in(place, "style.0a1b2c3d.css") == ("text/css; charset=utf-8", FOR_A_YEAR)
    assert place.listed(".papershelf/publishing") == {}


def test_only_what_changed_is_written_and_only_what_was_published_removed(tmp_path: Path) -> None:
    place = WatchedPlace()
    place.put("papers/by-hand/index.html", b"foreign", ObjectHeaders("text/html", ""))
    place.put("deep/notes.txt", b"foreign", ObjectHeaders("text/plain", ""))
    publish_site(place, write_site(tmp_path, FIRST))
    place.written.clear()

    plan = publish_site(place, write_site(tmp_path, SECOND))

    foreign = {"papers/by-hand/index.html": b"foreign", "deep/notes.txt": b"foreign"}
    assert place.contents() == dict(sorted((encoded(SECOND) | foreign).items()))
    # Two pages are equally far from the home page, and are written at once.
    assert [*place.changes[:2], *sorted(place.changes[2:4]), *place.changes[4:]] == [
        "style.1a1b2c3d.css",
        "papers/c/index.html",
        "digests/2/index.html",
        "topics/new/index.html",
        "papers/a/index.html",
        "index.html",
        "sitemap.xml",
        "-papers/b/index.html",
        "-topics/old/index.html",
        "-style.0a1b2c3d.css",
    ]
    assert set(place.changes[2:4]) == {"digests/2/index.html", "topics/new/index.html"}
    assert plan.unchanged == 2


def test_a_site_that_is_there_already_writes_nothing(tmp_path: Path) -> None:
    place = WatchedPlace()
    publish_site(place, write_site(tmp_path, FIRST))
    place.written.clear()

    plan = publish_site(place, tmp_path)

    assert (place.written, plan.is_empty, plan.unchanged) == ([], True, 8)


def test_a_plan_alone_writes_nothing(tmp_path: Path) -> None:
    place = WatchedPlace()

    plan = Publication(site_files(write_site(tmp_path, FIRST)), ADDRESS, place).plan()

    assert (place.written, plan.writes) == ([], 8)


# --- killed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", range(1, 15))
def test_a_run_that_was_killed_leads_nowhere_wrong_and_the_next_completes_it(tmp_path: Path, step: int) -> None:
    store = MemoryStore()
    publish_site(WatchedPlace(store), write_site(tmp_path, FIRST))
    WatchedPlace(store).put("foreign.html", b"foreign", ObjectHeaders("text/html", ""))
    write_site(tmp_path, SECOND)
    token = new_token()

    with pytest.raises(Killed):
        publish_site(WatchedPlace(store, killed_at=step), tmp_path, token=token)

    left = WatchedPlace(store).contents()
    assert dead_links(left) == set()
    publish_site(WatchedPlace(store), tmp_path, dead=token)
    assert WatchedPlace(store).contents() == dict(sorted((encoded(SECOND) | {"foreign.html": b"foreign"}).items()))
    assert publish_site(WatchedPlace(store), tmp_path).is_empty


def test_a_run_without_a_kill_has_as_many_steps_as_are_tried(tmp_path: Path) -> None:
    store = MemoryStore()
    publish_site(WatchedPlace(store), write_site(tmp_path, FIRST))
    place = WatchedPlace(store)
    publish_site(place, write_site(tmp_path, SECOND))

    assert place.steps == 14


def test_what_a_killed_run_began_is_finished_by_one_with_yet_another_site(tmp_path: Path) -> None:
    store = MemoryStore()
    place = WatchedPlace(store, killed_at=5)
    token = new_token()
    with pytest.raises(Killed):
        publish_site(place, write_site(tmp_path, FIRST), token=token)

    publish_site(WatchedPlace(store), write_site(tmp_path, SECOND), dead=token)

    assert WatchedPlace(store).contents() == encoded(SECOND)


@pytest.mark.parametrize("seed", range(15))
def test_any_row_of_kills_and_sites_ends_as_the_last_site(tmp_path: Path, seed: int) -> None:
    chance, store, dead = random.Random(seed), MemoryStore(), None
    names = [f"papers/p{number}/index.html" for number in range(6)]
    for _ in range(6):
        there = chance.sample(names, chance.randrange(7))
        files = {name: page(*chance.sample(there, min(2, len(there))), text=f"{chance.random()}"[:4]) for name in there}
        files["index.html"] = page(*there)
        files["sitemap.xml"] = page(*there)
        write_site(tmp_path, files)
        place, token = WatchedPlace(store, killed_at=chance.randrange(25)), new_token()
        try:
            publish_site(place, tmp_path, dead=dead, token=token)
            assert WatchedPlace(store).contents() == encoded(files)
        except Killed:
            dead = token
        assert dead_links(WatchedPlace(store).contents()) == set()
    publish_site(WatchedPlace(store), tmp_path, dead=dead)
    assert WatchedPlace(store).contents() == encoded(files)


# --- two at once -----------------------------------------------------------------------------


@pytest.mark.parametrize("round_number", range(5))
def test_of_two_at_once_the_place_is_as_one_of_them(tmp_path: Path, round_number: int) -> None:
    store = MemoryStore()
    one, two = write_site(tmp_path / "1", FIRST), write_site(tmp_path / "2", SECOND)
    runs = [threading.Thread(target=publish_site, args=(WatchedPlace(store), site)) for site in (one, two)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    contents = WatchedPlace(store).contents()
    assert contents in (encoded(FIRST), encoded(SECOND))
    assert WatchedPlace(store).listed(".papershelf/publishing") == {}
    publish_site(WatchedPlace(store), two)
    assert WatchedPlace(store).contents() == encoded(SECOND)


class _Overtaken(WatchedPlace):
    """Another run begins while this one looks at the place."""

    def __init__(self, store: MemoryStore, other: Path) -> None:
        super().__init__(store)
        self.other: Path | None = other

    def get(self, key: str) -> tuple[bytes, str] | None:
        found = super().get(key)
        if self.other:
            other, self.other = self.other, None
            publish_site(WatchedPlace(self.store), other)
        return found


def test_what_another_run_has_just_written_is_not_taken_for_a_stranger_s(tmp_path: Path) -> None:
    store = MemoryStore()
    one, two = write_site(tmp_path / "1", FIRST), write_site(tmp_path / "2", SECOND)

    publish_site(_Overtaken(store, one), two)

    assert WatchedPlace(store).contents() == encoded(SECOND)


# --- what somebody else did ------------------------------------------------------------------


def test_a_name_that_somebody_else_uses_is_not_taken(tmp_path: Path) -> None:
    place = WatchedPlace()
    place.put("index.html", b"theirs", ObjectHeaders("text/html", ""))
    place.written.clear()

    with pytest.raises(Refused, match=r"taken by objects that no publish put there: index\.html\."):
        publish_site(place, write_site(tmp_path, FIRST))

    assert place.written == []
    publish_site(place, tmp_path, replace=True)
    assert place.contents() == encoded(FIRST)


def test_what_somebody_else_replaced_is_put_back_but_not_removed(tmp_path: Path) -> None:
    place = WatchedPlace()
    publish_site(place, write_site(tmp_path, FIRST))
    for key in ("index.html", "papers/b/index.html"):
        place.put(key, b"theirs", ObjectHeaders("text/html", ""))
    place.remove(["empty.txt"])

    plan = publish_site(place, write_site(tmp_path, SECOND))

    assert (plan.restored, plan.left) == (("empty.txt", "index.html"), ("papers/b/index.html",))
    assert place.contents() == dict(sorted((encoded(SECOND) | {"papers/b/index.html": b"theirs"}).items()))
    assert publish_site(place, tmp_path).is_empty


def test_another_site_is_not_replaced_by_mistake(tmp_path: Path) -> None:
    place = WatchedPlace()
    publish_site(place, write_site(tmp_path, FIRST))
    other = Publication(site_files(write_site(tmp_path, SECOND)), "https://other.example.org/", place)

    with pytest.raises(Refused, match="another site was published there"):
        other.run(lambda: Turn(place, new_token(), None, CALM))

    assert place.contents() == encoded(FIRST)


@pytest.mark.parametrize(
    "record",
    [b"", b"{}", b"[1,2", b'[2,"",[]]', b'[1,"",[["../../secret",["",""]]]]', b'[1,"",[["a/../b",["",""]]]]', b"\xff"],
)
def test_a_damaged_record_is_not_believed(tmp_path: Path, record: bytes) -> None:
    place = WatchedPlace()
    publish_site(place, write_site(tmp_path, FIRST))
    place.put(RECORD, record, ObjectHeaders("application/json", ""))

    with pytest.raises(Refused, match="is damaged or of a later version"):
        publish_site(place, write_site(tmp_path, SECOND))

    publish_site(place, tmp_path, replace=True)
    # Nothing is known any more of what the first site had.
    assert place.contents() == dict(sorted((encoded(FIRST) | encoded(SECOND)).items()))


# --- what goes wrong meanwhile ---------------------------------------------------------------


def test_a_file_that_changes_meanwhile_stops_the_run(tmp_path: Path) -> None:
    place = WatchedPlace()
    publication = Publication(site_files(write_site(tmp_path, FIRST)), ADDRESS, place)
    (tmp_path / "papers/b/index.html").write_text("another")

    with pytest.raises(SiteChanged, match=r"papers/b/index\.html changed while"):
        publication.run(lambda: Turn(place, new_token(), None, CALM))

    assert "index.html" not in place.contents()


class _Failing(WatchedPlace):
    """Fails for one name, for good."""

    def put(self, key: str, data: bytes, headers: ObjectHeaders) -> str:
        if key == "papers/a/index.html":
            raise StoreFailed("SlowDown: Please reduce your request rate.")
        return super().put(key, data, headers)


def test_after_a_failure_nothing_later_is_written_and_the_rest_is_known(tmp_path: Path) -> None:
    place = _Failing()

    with pytest.raises(StoreFailed):
        publish_site(place, write_site(tmp_path, FIRST))

    assert not {"index.html", "sitemap.xml", "topics/old/index.html"} & place.contents().keys()
    assert place.listed(".papershelf/publishing") == {}
    plan = publish_site(WatchedPlace(place.store), tmp_path)
    assert plan.unchanged >= 2
    assert place.contents() == encoded(FIRST)
