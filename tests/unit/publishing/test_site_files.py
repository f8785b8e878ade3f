"""What of a folder is published, and what keeps it from being published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.places import write_site

from generator.publishing.site_files import UnsafeSite, site_files


def test_files_are_listed_by_name_without_what_is_hidden(tmp_path: Path) -> None:
    names = ["index.html", "b/a.txt", "b/ü ä.html", ".papershelf", ".git/config", "b/.hidden", ".well-known/x.txt"]
    write_site(tmp_path, dict.fromkeys(names, "text"))

    files = site_files(tmp_path)

    assert [file.key for file in files] == [".well-known/x.txt", "b/a.txt", "b/ü ä.html", "index.html"]
    assert {(file.size, file.md5) for file in files} == {(4, "1cb251ec0d568de6a929b520c4aed8d1")}


def test_a_site_that_is_itself_a_link_is_fine(tmp_path: Path) -> None:
    write_site(tmp_path / "real", {"index.html": ""})
    (tmp_path / "site").symlink_to("real")

    assert [file.key for file in site_files(tmp_path / "site")] == ["index.html"]


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "..", "nowhere", "index.html"])
def test_a_link_is_refused_wherever_it_leads(tmp_path: Path, target: str) -> None:
    write_site(tmp_path, {"index.html": "", "papers/x/index.html": ""})
    (tmp_path / "papers/link").symlink_to(target)

    with pytest.raises(UnsafeSite, match="expected no link in the site"):
        site_files(tmp_path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    write_site(tmp_path, {"index.html": ""})
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnsafeSite, match="device or pipe"):
        site_files(tmp_path)


@pytest.mark.parametrize("name", [b"a\nb", b"a\\b", b"\xff", b"a\x7f"])
def test_names_that_no_address_can_have_are_refused(tmp_path: Path, name: bytes) -> None:
    write_site(tmp_path, {"index.html": ""})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("")

    with pytest.raises(UnsafeSite, match="expected a name without control characters"):
        site_files(tmp_path)
