"""One record for each paper: who is who, which source wins, and where each field was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.builders import PRIVACY, SHAPLEY, SHAPLEY_SLUG, digest, enrichment, entry, notes, plain, shown
from support.hostile import seconds

from generator.catalogue.merge import merge
from generator.model.curation import Corrections, Enrichment, Link, LinkKind, PaperNotes, Status
from generator.model.digest import Digest, Organisation, Repository, Stage, Summary
from generator.model.identity import ArxivId, title_key
from generator.model.paper import Paper
from generator.model.problem import Located, Place

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
ARXIV, OTHER = "2501.00010", "2502.00020"


def merged(
    *digests: Digest, enrichments: Iterable[Enrichment] = (), paper_notes: Iterable[PaperNotes] = ()
) -> tuple[tuple[Paper, ...], list[str]]:
    """The papers, and their problems as the command prints them."""
    merged_papers, problems = merge(digests, enrichments, paper_notes, {"hf-mirror.com": "huggingface.co"})
    return merged_papers.papers, shown(problems)


def only(*digests: Digest, enrichments: Iterable[Enrichment] = (), paper_notes: Iterable[PaperNotes] = ()) -> Paper:
    """The one paper, without problems."""
    (paper,), problems = merged(*digests, enrichments=enrichments, paper_notes=paper_notes)
    assert problems == []
    return paper


def used_place(paper: Paper, field: str) -> Place | None:
    """Where a field of a paper was taken from."""
    return next((origin.place for origin in paper.origins if origin.field == field), None)


def titles(*digests: Digest, enrichments: Iterable[Enrichment] = ()) -> set[str]:
    return {plain(paper.title) for paper in merged(*digests, enrichments=enrichments)[0]}


# --- identity --------------------------------------------------------------------------------


def test_one_title_in_two_digests_is_one_paper_with_two_appearances() -> None:
    paper = only(digest(SECOND, entry(PRIVACY.upper())), digest(FIRST, entry(PRIVACY)))
    assert [(one.digest, one.position, str(one.place)) for one in paper.appearances] == [
        ("2025-01-01", 1, "digests/2025-01-01.txt:1"),
        ("2025-02-01", 1, "digests/2025-02-01.txt:1"),
    ]


def test_one_arxiv_id_is_one_paper_whatever_the_titles() -> None:
    paper = only(digest(FIRST, entry("Old Title", arxiv=ARXIV)), digest(SECOND, entry("New Title", arxiv=ARXIV)))
    assert plain(paper.title) == "New Title"
    assert len(paper.appearances) == 2


def test_one_title_with_two_arxiv_ids_is_two_papers() -> None:
    papers, _ = merged(digest(FIRST, entry("Survey", arxiv=ARXIV)), digest(SECOND, entry("Survey", arxiv=OTHER)))
    assert {paper.arxiv for paper in papers} == {ARXIV, OTHER}


def test_an_entry_without_an_id_joins_the_paper_with_its_title() -> None:
    assert only(digest(FIRST, entry("Survey")), digest(SECOND, entry("Survey", arxiv=ARXIV))).arxiv == ARXIV


def test_an_entry_without_an_id_joins_the_first_of_two_papers_with_its_title() -> None:
    papers, _ = merged(
        digest(FIRST, entry("Survey", arxiv=ARXIV)),
        digest(SECOND, entry("Survey", arxiv=OTHER)),
        digest(THIRD, entry("Survey")),
    )
    assert {paper.arxiv: len(paper.appearances) for paper in papers} == {ARXIV: 2, OTHER: 1}


def test_a_resolved_id_joins_two_titles() -> None:
    enrichments = [enrichment("Old Title"), enrichment("New Title")]
    paper = only(digest(FIRST, entry("Old Title")), digest(SECOND, entry("New Title")), enrichments=enrichments)
    assert paper.arxiv == ARXIV
    assert paper.slug == "old-title"


def test_a_resolved_id_joins_a_title_to_a_digest_that_states_the_id() -> None:
    digests = digest(FIRST, entry("Old Title")), digest(SECOND, entry("New Title", arxiv=ARXIV))
    assert titles(*digests) == {"Old Title", "New Title"}
    assert titles(*digests, enrichments=[enrichment("Old Title")]) == {"New Title"}


def test_the_id_in_a_digest_is_believed_before_a_resolved_one() -> None:
    paper = only(digest(FIRST, entry(arxiv=OTHER)), enrichments=[enrichment()])
    assert paper.arxiv == OTHER


def test_entries_without_an_id_are_told_apart_by_their_titles() -> None:
    assert titles(digest(FIRST, entry("GPT-3"), entry("GPT-4"))) == {"GPT-3", "GPT-4"}


def test_enrichments_that_disagree_are_reported_and_the_first_counts() -> None:
    (paper,), problems = merged(
        digest(FIRST, entry("Survey")),
        enrichments=[
            enrichment("Survey", line=2),
            enrichment("Survey!", arxiv=OTHER, line=7),
            enrichment("Survey", line=9),
        ],
    )
    assert paper.arxiv == ARXIV
    assert problems == [
        "error: content/enrichment/found.yml:8:12: arxiv: expected arXiv id 2501.00010 as in"
        " enrichment/found.yml:3, found 2502.00020 for the same title; keep one [P101]"
    ]


# --- slugs -----------------------------------------------------------------------------------


def test_a_later_digest_does_not_move_the_page() -> None:
    before = only(digest(FIRST, entry("Old Title", arxiv=ARXIV)))
    after = only(digest(FIRST, entry("Old Title", arxiv=ARXIV)), digest(SECOND, entry("New Title", arxiv=ARXIV)))
    assert before.slug == after.slug == "old-title"


def test_a_correction_of_the_title_does_not_move_the_page() -> None:
    right = notes("old-title", corrections=Corrections(title=Located("New Title", Place("papers/old-title.yml", 3))))
    paper = only(digest(FIRST, entry("Old Title")), paper_notes=[right])
    assert (paper.slug, plain(paper.title)) == ("old-title", "New Title")


def test_the_order_of_the_digests_given_does_not_matter() -> None:
    one, two = digest(FIRST, entry("Old", arxiv=ARXIV)), digest(SECOND, entry("New", arxiv=ARXIV), entry("Other"))
    assert merged(one, two) == merged(two, one)


def test_of_two_papers_with_one_slug_the_first_keeps_it() -> None:
    long = "A Very Long Title That Goes On and On Until Nobody Remembers How It Began to Go"
    papers, _ = merged(digest(FIRST, entry(f"{long} There")), digest(SECOND, entry(f"{long} Here")))
    slug_of = {plain(paper.title): paper.slug for paper in papers}
    first = slug_of[f"{long} There"]
    assert slug_of[f"{long} Here"].removeprefix(first).strip("-").isalnum()


def test_the_second_paper_with_a_slug_is_named_by_its_arxiv_id() -> None:
    papers, _ = merged(digest(FIRST, entry("Survey", arxiv=ARXIV)), digest(SECOND, entry("Survey", arxiv=OTHER)))
    assert {paper.arxiv: paper.slug for paper in papers} == {ARXIV: "survey", OTHER: "survey-2502-00020"}


def test_the_second_paper_with_a_slug_keeps_its_name_when_a_third_comes() -> None:
    one, two, three = (digest(day, entry(title)) for day, title in ((FIRST, "C"), (SECOND, "C!"), (THIRD, "C++")))
    assert title_key("C") == title_key("C!") != title_key("C++")
    assert len({paper.slug for paper in merged(one, two, three)[0]}) == 2
    one, two, three = (digest(day, entry("C", arxiv=f"2501.0000{day[6]}")) for day in (FIRST, SECOND, THIRD))
    assert {paper.slug for paper in merged(one, two)[0]} < {paper.slug for paper in merged(one, two, three)[0]}


# --- papers that a curator calls the same ---------------------------------------------------


SIMILAR = "Data Shapley: Valuing Data Equitably"
SIMILAR_SLUG = "data-shapley-valuing-data-equitably"


def test_a_paper_that_is_another_one_becomes_one_with_it_at_the_slug_that_is_named() -> None:
    digests = [digest(FIRST, entry(SIMILAR, "Old.", comments=1)), digest(SECOND, entry(SHAPLEY, "New."))]
    merged_papers, problems = merge(digests, (), [notes(SIMILAR_SLUG, same_as=SHAPLEY_SLUG)], {})
    (paper,) = merged_papers.papers
    assert problems == []
    assert (paper.slug, plain(paper.title), plain(paper.abstract), paper.comments) == (SHAPLEY_SLUG, SHAPLEY, "New.", 1)
    assert [one.digest for one in paper.appearances] == [FIRST, SECOND]
    assert {old: new.value for old, new in merged_papers.redirects.items()} == {SIMILAR_SLUG: SHAPLEY_SLUG}


def test_a_digest_that_lists_both_lists_the_one_paper_once() -> None:
    both = digest(FIRST, entry("Other"), entry(SIMILAR), entry(SHAPLEY))
    papers, _ = merged(both, paper_notes=[notes(SIMILAR_SLUG, same_as=SHAPLEY_SLUG)])
    paper = next(paper for paper in papers if paper.slug == SHAPLEY_SLUG)
    assert [(one.digest, one.position) for one in paper.appearances] == [(FIRST, 2)]


@pytest.mark.parametrize("is_listed", [False, True])
def test_papers_with_two_ids_stay_two_papers_and_the_problem_names_both(is_listed: bool) -> None:
    ids = (OTHER, ARXIV) if is_listed else (None, None)
    papers, problems = merged(
        digest(FIRST, entry(SIMILAR, arxiv=ids[0])),
        digest(SECOND, entry(SHAPLEY, arxiv=ids[1])),
        enrichments=[] if is_listed else [enrichment(SIMILAR, arxiv=OTHER), enrichment(SHAPLEY, arxiv=ARXIV, line=9)],
        paper_notes=[notes(SIMILAR_SLUG, same_as=SHAPLEY_SLUG)],
    )
    assert {paper.slug: paper.arxiv for paper in papers} == {SIMILAR_SLUG: OTHER, SHAPLEY_SLUG: ARXIV}
    (problem,) = problems
    assert ": same_as: " in problem
    assert OTHER in problem
    assert ARXIV in problem


def test_what_is_said_of_the_paper_that_stays_is_kept_and_its_other_name_adds_nothing() -> None:
    paper_notes = [notes(SIMILAR_SLUG, same_as=SHAPLEY_SLUG, note="Not read."), notes(SHAPLEY_SLUG, note="Read.")]
    assert only(digest(FIRST, entry(SIMILAR), entry(SHAPLEY)), paper_notes=paper_notes).note == "Read."


def test_the_slug_of_a_third_paper_does_not_depend_on_who_is_the_same() -> None:
    digests = [digest(FIRST, entry("Equal titles", arxiv=ARXIV), entry("Equal titles", arxiv=OTHER), entry(SHAPLEY))]
    before, _ = merged(*digests)
    after, _ = merged(*digests, paper_notes=[notes("equal-titles", same_as=SHAPLEY_SLUG)])
    assert {paper.slug for paper in before} - {paper.slug for paper in after} == {"equal-titles"}


# --- precedence ------------------------------------------------------------------------------

CORRECTION_FILE = f"papers/{SHAPLEY_SLUG}.yml"
CORRECTED = Corrections(
    title=Located("The Right Title", Place(CORRECTION_FILE, 11)),
    abstract=Located("The right abstract.", Place(CORRECTION_FILE, 12)),
    authors=Located(("Right Author",), Place(CORRECTION_FILE, 13)),
    organisation=Located("Right Organisation", Place(CORRECTION_FILE, 14)),
    published=Located(date(2024, 3, 3), Place(CORRECTION_FILE, 15)),
    arxiv=Located(ArxivId("2403.00003"), Place(CORRECTION_FILE, 16)),
)
OLD = entry(
    SHAPLEY.upper(),
    "The old abstract.",
    published=date(2024, 1, 1),
    comments=1,
    upvotes=10,
    author_count=2,
    organisation="Old Organisation",
    arxiv=ARXIV,
)
NEW = entry(
    SHAPLEY,
    "The new abstract.",
    published=date(2024, 2, 2),
    comments=2,
    upvotes=20,
    author_count=3,
    organisation="New Organisation",
    arxiv=ARXIV,
)
BARE = entry(SHAPLEY)

FIELDS: dict[str, Callable[[Paper], object]] = {
    "title": lambda paper: plain(paper.title),
    "abstract": lambda paper: plain(paper.abstract),
    "published": lambda paper: paper.published,
    "comments": lambda paper: paper.comments,
    "upvotes": lambda paper: paper.upvotes,
    "author_count": lambda paper: paper.author_count,
    "organisation": lambda paper: paper.organisation,
    "arxiv": lambda paper: paper.arxiv,
}
STATED_BY_NEW = {
    "title": SHAPLEY,
    "abstract": "The new abstract.",
    "published": date(2024, 2, 2),
    "comments": 2,
    "upvotes": 20,
    "author_count": 3,
    "organisation": Organisation("New Organisation"),
    "arxiv": ARXIV,
}


@pytest.mark.parametrize("field", FIELDS)
def test_the_newest_digest_that_states_a_field_wins(field: str) -> None:
    paper = only(digest(FIRST, OLD), digest(SECOND, NEW))
    assert FIELDS[field](paper) == STATED_BY_NEW[field]
    assert used_place(paper, field) == Place("digests/2025-02-01.txt")


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "title"])
def test_a_newer_digest_that_says_nothing_of_a_field_does_not_empty_it(field: str) -> None:
    paper = only(digest(FIRST, OLD), digest(SECOND, NEW), digest(THIRD, BARE))
    assert FIELDS[field](paper) == STATED_BY_NEW[field]
    assert used_place(paper, field) == Place("digests/2025-02-01.txt")


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("title", "The Right Title", 11),
        ("abstract", "The right abstract.", 12),
        ("organisation", Organisation("Right Organisation"), 14),
        ("published", date(2024, 3, 3), 15),
        ("arxiv", "2403.00003", 16),
    ],
)
def test_a_correction_wins_over_everything(field: str, value: object, line: int) -> None:
    right = notes(SHAPLEY_SLUG, corrections=CORRECTED)
    paper = only(digest(FIRST, NEW), enrichments=[enrichment(authors=("A", "B", "C"))], paper_notes=[right])
    assert FIELDS[field](paper) == value
    assert used_place(paper, field) == Place(CORRECTION_FILE, line)


def test_corrected_authors_win_over_resolved_ones() -> None:
    found = enrichment(authors=("A", "B", "C"))
    assert only(digest(FIRST, NEW), enrichments=[found]).authors == ("A", "B", "C")
    corrected = only(digest(FIRST, NEW), enrichments=[found], paper_notes=[notes(SHAPLEY_SLUG, corrections=CORRECTED)])
    assert corrected.authors == ("Right Author",)
    assert corrected.author_count == 1


def test_the_number_of_authors_is_that_of_the_names_where_they_are_known() -> None:
    paper = only(digest(FIRST, entry(author_count=2)), enrichments=[enrichment(authors=("A", "B"))])
    assert paper.author_count == 2
    assert used_place(paper, "author_count") is None
    assert used_place(paper, "authors") == Place("enrichment/found.yml", 2, 5)


def test_what_nobody_states_is_absent() -> None:
    paper = only(digest(FIRST, BARE))
    assert [FIELDS[field](paper) for field in FIELDS] == [SHAPLEY, "", None, None, None, None, None, None]
    assert paper.authors == ()
    assert [origin.field for origin in paper.origins] == ["title"]


def test_a_resolved_field_says_what_it_was_seen_in() -> None:
    paper = only(digest(FIRST, BARE), enrichments=[enrichment()])
    (origin,) = [origin for origin in paper.origins if origin.field == "arxiv"]
    assert (origin.place, origin.detail) == (Place("enrichment/found.yml", 2, 5), "seen together")


def test_every_field_has_one_origin() -> None:
    paper = only(digest(FIRST, OLD), digest(SECOND, NEW), enrichments=[enrichment(authors=("A", "B", "C"))])
    assert sorted(origin.field for origin in paper.origins) == sorted({*FIELDS, "authors"} - {"author_count"})


# --- what only some forms of digest state ------------------------------------------------------

RICH = replace(
    entry(SHAPLEY, "The abstract.", arxiv=ARXIV),
    authors=("Ada Lovelace", "Kurt Gödel"),
    submitter="akhaliq",
    keywords=("data", "value"),
    summary=Summary("What a model says.", "some/model"),
    code=Repository("https://hf-mirror.com/a/b", 12),
    project="https://example.org/shapley",
)


def test_what_only_some_forms_state_is_kept_with_its_origin() -> None:
    paper = only(digest(FIRST, RICH), digest(SECOND, BARE))
    assert (paper.authors, paper.author_count) == (("Ada Lovelace", "Kurt Gödel"), 2)
    assert (paper.submitter, paper.keywords, paper.summary) == ("akhaliq", ("data", "value"), RICH.summary)
    stated = {origin.field for origin in paper.origins}
    assert {"authors", "submitter", "keywords", "summary", "code", "project"} <= stated


def test_a_model_s_summary_is_no_abstract() -> None:
    paper = only(digest(FIRST, replace(BARE, summary=Summary("What a model says."))))
    assert paper.abstract == ()


def test_code_and_project_are_links_to_the_real_hosts() -> None:
    paper = only(digest(FIRST, RICH))
    assert paper.code == Repository("https://huggingface.co/a/b", 12)
    links = [(link.kind, link.url) for link in paper.links if link.place]
    assert links == [
        (LinkKind.CODE, "https://huggingface.co/a/b"),
        (LinkKind.PROJECT, "https://example.org/shapley"),
    ]


def test_an_address_of_a_script_is_no_link() -> None:
    hostile = replace(RICH, code=Repository("javascript:alert(1)"), project="data:text/html,x")
    paper = only(digest(FIRST, hostile))
    assert paper.code is None
    assert [link for link in paper.links if link.place] == []


def test_resolved_authors_win_over_those_of_a_digest() -> None:
    paper = only(digest(FIRST, RICH), enrichments=[enrichment(authors=("A", "B"))])
    assert paper.authors == ("A", "B")


def test_scraped_text_is_understood_and_mirrors_are_mapped_back() -> None:
    paper = only(digest(FIRST, entry("``Data''", r"By 5\% at https://hf-mirror.com/a.")))
    assert plain(paper.title) == "“Data”"
    assert plain(paper.abstract) == "By 5% at https://huggingface.co/a."


# --- papers beyond arXiv ---------------------------------------------------------------------


def test_every_id_and_what_else_is_known_of_the_publication_has_its_origin() -> None:
    stated = entry("T", doi="10.18653/v1/P19-1001", url="https://hf-mirror.com/a", venue="ACL", year=2019)
    paper = only(digest(FIRST, entry("T", openreview="rJl0r3R9KX", section="A")), digest(SECOND, stated))
    assert (paper.doi, paper.openreview, paper.acl) == ("10.18653/v1/P19-1001", "rJl0r3R9KX", "P19-1001")
    assert (paper.url, paper.venue, paper.year) == ("https://huggingface.co/a", "ACL", 2019)
    assert {field: str(used_place(paper, field)) for field in ("doi", "acl", "openreview", "venue", "sections")} == {
        "doi": "digests/2025-02-01.txt:1",
        "acl": "digests/2025-02-01.txt:1",
        "openreview": "digests/2025-01-01.txt:1",
        "venue": "digests/2025-02-01.txt:1",
        "sections": "digests/2025-01-01.txt:1",
    }


def test_a_correction_counts_before_what_was_looked_up_and_this_before_a_digest() -> None:
    place = Place("papers/t.yml", 2)
    found = replace(enrichment("T", arxiv=None), venue=Located("ICLR 2025", Place("enrichment/found.yml", 3)))
    listed = digest(FIRST, entry("T", venue="ICLR"))
    assert only(listed, enrichments=[found]).venue == "ICLR 2025"
    right = notes("t", corrections=Corrections(venue=Located("ICLR 2025 (oral)", place)))
    assert only(listed, enrichments=[found], paper_notes=[right]).venue == "ICLR 2025 (oral)"


def test_the_furthest_stage_counts_unless_a_curator_corrects_it() -> None:
    days = digest(FIRST, entry("T", stage=Stage.RETRACTED)), digest(SECOND, entry("T", stage=Stage.PUBLISHED))
    assert only(*days).is_taken_back
    assert used_place(only(*days), "stage") == Place("digests/2025-01-01.txt", 1)
    right = notes("t", corrections=Corrections(stage=Located(Stage.PUBLISHED, Place("papers/t.yml", 2))))
    assert only(*days, paper_notes=[right]).stage is Stage.PUBLISHED


def test_the_sections_of_all_lists_are_kept_once() -> None:
    days = digest(FIRST, entry("T", section="Codecs")), digest(SECOND, entry("T", section=" Speech\n codecs "))
    assert only(*days, digest(THIRD, entry("T", section="Codecs"))).sections == ("Codecs", "Speech codecs")


def test_a_note_of_a_list_counts_where_no_curator_wrote_one() -> None:
    listed = digest(FIRST, entry("T", note="Read\n this."))
    paper = only(listed)
    assert (paper.note, paper.has_note_of_digest) == ("Read this.", True)
    written = only(listed, paper_notes=[notes("t", note="Read it twice, and then once more.")])
    assert (written.note, written.has_note_of_digest) == ("Read it twice, and then once more.", False)


def test_a_year_dates_a_paper_where_nothing_better_is_known() -> None:
    def dated(**more: Any) -> date:
        return only(digest(FIRST, entry("T", **more))).dated

    assert dated(year=2019) == date(2019, 1, 1)
    assert dated(year=2019, arxiv="1803.00001") == date(2018, 3, 1)
    assert dated(year=2019, published=date(2019, 5, 5)) == date(2019, 5, 5)
    assert [dated(year=year) for year in (2026, 0, 99_999)] == [date(2025, 1, 1)] * 3


@pytest.mark.parametrize(
    ("ids", "kinds"),
    [
        ({"doi": "10.1000/1"}, ["doi"]),
        ({"openreview": "rJl0r3R9KX"}, ["pdf", "openreview"]),
        ({"acl": "P19-1001"}, ["pdf", "acl"]),
        ({"url": "https://example.org/"}, ["page"]),
        ({"url": "https://github.com/a/b"}, ["code"]),
        ({"url": "javascript:alert(1)"}, ["search"]),
        ({"arxiv": ARXIV, "doi": "10.1000/1", "acl": "P19-1001"}, ["arxiv", "pdf", "doi", "acl", "hugging face"]),
    ],
)
def test_a_paper_with_any_id_has_links_in_place_of_a_search(ids: dict[str, Any], kinds: list[str]) -> None:
    assert [link.kind for link in only(digest(FIRST, entry("T", **ids))).links] == kinds


# --- abstracts that were cut off -------------------------------------------------------------


def abstract_of(*abstracts: tuple[str, ...]) -> tuple[str, str]:
    """The abstract of a paper whose digests, oldest first, have these; and the file it is from."""
    days = (FIRST, SECOND, THIRD)
    paper = only(*(digest(day, entry(SHAPLEY, *abstract)) for day, abstract in zip(days, abstracts, strict=False)))
    place = used_place(paper, "abstract")
    assert place
    return plain(paper.abstract), place.file


def test_a_cut_off_abstract_is_replaced_by_an_older_whole_one() -> None:
    assert abstract_of(("We study data. They are good.",), ("We study da",)) == (
        "We study data. They are good.",
        "digests/2025-01-01.txt",
    )


def test_a_cut_off_abstract_may_differ_in_spaces_and_quotes() -> None:
    assert abstract_of(("We study “data”. They are good.",), ('We  study "da',))[1] == "digests/2025-01-01.txt"


def test_a_cut_off_abstract_may_have_lost_paragraphs() -> None:
    assert abstract_of(("We study data.", "They are good."), ("We study data.",))[0] == "We study data.\nThey are good."


def test_the_longest_of_several_cut_off_abstracts_is_taken() -> None:
    assert abstract_of(("We study data.",), ("We study data. They are good.",), ("We study",))[0].endswith("good.")


def test_another_abstract_is_not_replaced_by_a_longer_one() -> None:
    assert abstract_of(("We study data. They are good.",), ("We learn.",))[0] == "We learn."


def test_a_whole_abstract_is_not_replaced_by_an_older_one_that_was_cut_off() -> None:
    assert abstract_of(("We study da",), ("We study data.",))[0] == "We study data."


# --- what curators say -----------------------------------------------------------------------


def test_a_hidden_paper_is_kept_apart() -> None:
    digests, hides = [digest(FIRST, entry(SHAPLEY), entry(PRIVACY))], [notes(SHAPLEY_SLUG, hidden=True)]
    merged_papers, _ = merge(digests, (), hides, {})
    assert [plain(paper.title) for paper in merged_papers.papers] == [PRIVACY]
    assert [plain(paper.title) for paper in merged_papers.hidden] == [SHAPLEY]


def test_what_contradicts_itself_in_a_hidden_paper_is_not_reported() -> None:
    _, problems = merged(
        digest(FIRST, entry(author_count=5)),
        enrichments=[enrichment(authors=("A",))],
        paper_notes=[notes(SHAPLEY_SLUG, hidden=True)],
    )
    assert problems == []


def test_note_status_and_feature_come_from_the_notes() -> None:
    said = notes(SHAPLEY_SLUG, note="Read it.", featured=True, status=Status.READING)
    paper = only(digest(FIRST, entry()), paper_notes=[said])
    assert (paper.note, paper.featured, paper.status) == ("Read it.", True, Status.READING)
    assert {one.field: one.place.line for one in paper.origins if one.place.file.startswith("papers/")} == {
        "note": 2,
        "featured": 3,
        "status": 4,
    }


def test_notes_on_another_paper_says_nothing() -> None:
    paper = only(digest(FIRST, entry()), paper_notes=[notes("another", note="Read it.", featured=True)])
    assert (paper.note, paper.featured, paper.status) == (None, False, None)


# --- links -----------------------------------------------------------------------------------


def test_links_come_from_the_id_the_curator_the_resolver_and_the_abstract() -> None:
    paper = only(
        digest(FIRST, entry(SHAPLEY, "Code: https://github.com/a/abstract and https://example.org/page.")),
        enrichments=[enrichment(code=("https://github.com/a/found",))],
        paper_notes=[notes(SHAPLEY_SLUG, links=(Link(LinkKind.DEMO, "https://demo.org", Place(CORRECTION_FILE, 4)),))],
    )
    assert [(link.kind.value, link.url, link.place and str(link.place)) for link in paper.links] == [
        ("arxiv", "https://arxiv.org/abs/2501.00010", None),
        ("pdf", "https://arxiv.org/pdf/2501.00010", None),
        ("hugging face", "https://huggingface.co/papers/2501.00010", None),
        ("code", "https://github.com/a/found", "enrichment/found.yml:2"),
        ("code", "https://github.com/a/abstract", "digests/2025-01-01.txt:1"),
        ("demo", "https://demo.org", f"{CORRECTION_FILE}:4"),
        ("project", "https://example.org/page", "digests/2025-01-01.txt:1"),
    ]


def test_a_paper_without_an_id_has_a_search() -> None:
    paper = only(digest(FIRST, entry("Data & “Shapley”")))
    (link,) = paper.links
    assert link.kind is LinkKind.SEARCH
    assert link.url.endswith("query=Data+%26+%E2%80%9CShapley%E2%80%9D")


# --- what cannot both be true ----------------------------------------------------------------


def test_names_that_are_fewer_than_the_authors_of_a_digest_are_reported() -> None:
    _, problems = merged(digest(FIRST, entry(author_count=5)), enrichments=[enrichment(authors=("A", "B"))])
    assert problems == [
        "warning: content/enrichment/found.yml:4:14: authors: expected 5 authors as in digests/2025-01-01.txt:1,"
        " found 2; complete the list or remove it [P102]"
    ]


def test_names_as_many_as_one_of_the_digests_says_are_fine() -> None:
    one, two = digest(FIRST, entry(author_count=5)), digest(SECOND, entry(author_count=2))
    only(one, two, enrichments=[enrichment(authors=("A", "B"))])


def test_digests_without_numbers_of_authors_contradict_nothing() -> None:
    only(digest(FIRST, entry()), enrichments=[enrichment(authors=("A", "B"))])


# --- order -----------------------------------------------------------------------------------


def test_papers_are_sorted_by_day_newest_first_then_by_slug() -> None:
    papers, _ = merged(
        digest(
            "2025-06-01",
            entry("Published in May", published=date(2025, 5, 5)),
            entry("Given an id in April", arxiv="2504.00001"),
            entry("Only listed"),
            entry("Also only listed"),
            entry("Published in March", published=date(2025, 3, 3), arxiv="2505.00002"),
        )
    )
    assert [plain(paper.title) for paper in papers] == [
        "Also only listed",
        "Only listed",
        "Published in May",
        "Given an id in April",
        "Published in March",
    ]


def test_many_papers_of_one_title_are_told_apart_in_time_by_their_number_only() -> None:
    listed = digest(FIRST, *(entry("One title", arxiv=f"2504.{number:05}") for number in range(6_000)))
    assert seconds(lambda: merged(listed)) < 5
    assert len(merged(listed)[0]) == 6_000


def test_an_entry_knows_its_position_in_its_digest() -> None:
    papers, _ = merged(digest(FIRST, *(entry(title) for title in ("A", "B", "C"))))
    assert [(plain(paper.title), paper.appearances[0].position) for paper in papers] == [("A", 1), ("B", 2), ("C", 3)]


def test_the_category_is_the_primary_one_that_was_looked_up() -> None:
    found = replace(enrichment(), categories=("cs.CL", "cs.AI"))
    assert only(digest(FIRST, entry()), enrichments=[found]).category == "cs.CL"
    assert only(digest(FIRST, entry()), enrichments=[enrichment()]).category is None
