"""publish.yml: the site of main, published whole or not at all."""

from __future__ import annotations

from support.builders import SITE
from support.hosted_list import NEWSLETTER, THURSDAY, MakeList
from support.project import files_of


def test_publishing_twice_gives_the_same_site(make_list: MakeList) -> None:
    hosted = make_list(before="publish")
    before = {path: data for path, data in files_of(hosted.hub.site).items() if not path.endswith(".gz")}
    assert hosted.publish().result == "success"
    after = {path: data for path, data in files_of(hosted.hub.site).items() if not path.endswith(".gz")}

    assert before == after
    assert "papers/the-shape-of-rivers/index.html" in after


def test_whatever_fails_the_last_site_stays(make_list: MakeList) -> None:
    hosted = make_list(before="publish")
    before = files_of(hosted.hub.site)

    hosted.hub.can_deploy = False
    assert hosted.publish().results == {"build": "success", "deploy": "failure", "announce": "skipped"}
    assert files_of(hosted.hub.site) == before
    hosted.hub.can_deploy = True

    # A broken template, of which no builder knows.
    template = (hosted.hub.tree / "overrides/main.html").read_text(encoding="utf-8")
    hosted.hub.write("overrides/main.html", template.replace("</body>", '<a href="/nowhere/">Nowhere</a></body>'))
    hosted.hub.commit("Break the template")
    run = hosted.publish()
    assert (run.results, run.failed) == (
        {"build": "failure", "deploy": "skipped", "announce": "skipped"},
        ["Test the site"],
    )
    assert "/nowhere/ leads out of the site" in run.printed
    assert files_of(hosted.hub.site) == before

    hosted.hub.write("overrides/main.html", template)
    hosted.hub.write("content/papers/nobody.yml", "featured: true\n")
    hosted.hub.commit("Break the content")
    assert hosted.publish().failed == ["Build"]
    assert files_of(hosted.hub.site) == before

    hosted.hub.git("rm", "--quiet", "content/papers/nobody.yml")
    hosted.hub.commit("Mend it")
    assert hosted.publish().result == "success"


def test_a_fork_of_another_name_publishes_when_pages_is_on_and_needs_nothing_else(make_list: MakeList) -> None:
    hosted = make_list(f"{SITE}{NEWSLETTER}", name="somebody/other-list")
    hosted.hub.has_pages = False
    run = hosted.publish()
    assert (run.results, run.failed) == (
        {"build": "failure", "deploy": "skipped", "announce": "skipped"},
        ["actions/configure-pages"],
    )

    hosted.hub.has_pages = True
    run = hosted.publish()
    assert run.result == "success", run.printed
    home = (hosted.hub.site / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://somebody.github.io/other-list/">' in home
    assert "https://code.test/somebody/other-list" in home
    assert hosted.digest(THURSDAY).result == "success"
    # Once the site is there, the digest is sent by e-mail.
    assert hosted.hub.state["started"] == [["newsletter.yml", "main"]]
