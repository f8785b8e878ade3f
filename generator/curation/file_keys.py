"""What curated files say: the keys of each kind of file, with what they mean and what they can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.curation.alias_kinds import ALIASES, AUTHOR_PAGES
from generator.curation.checked_records import PaperNotesKind, RuleKind, RulesKind
from generator.curation.day_kind import DayKind
from generator.curation.id_kinds import AclIdKind, DoiKind, OpenReviewIdKind
from generator.curation.list_kinds import ListKind, MapKind
from generator.curation.name_kinds import (
    AddressKind,
    ArxivIdKind,
    CategoryKind,
    HostKind,
    PageNameKind,
    PageReferenceKind,
    ReferenceKind,
    SlugKind,
    SourceKind,
)
from generator.curation.newsletter_keys import NEWSLETTER
from generator.curation.other_words import (
    AREA_WORDS,
    CORRECTION_WORDS,
    FINDING_WORDS,
    LINK_WORDS,
    PAPER_WORDS,
    RULE_WORDS,
    SITE_WORDS,
    SOURCE_WORDS,
    TOPIC_WORDS,
)
from generator.curation.record_kinds import RecordKey, RecordKind
from generator.curation.text_kinds import ChoiceKind, CountKind, FlagKind, PhraseKind, WeightKind, WordsKind
from generator.curation.value_kinds import LocatedKind
from generator.model.curation import (
    Area,
    Corrections,
    Enrichment,
    Link,
    LinkKind,
    PaperNotes,
    Rule,
    Site,
    SocialCards,
    Source,
    Status,
    Target,
    Topic,
    TopicChanges,
    Updates,
    Where,
)
from generator.model.digest import Stage

_PHRASES = ListKind(PhraseKind())
_TOPIC_SLUGS = ListKind(LocatedKind(ReferenceKind("a topic's file name")))
_AUTHORS = ListKind(WordsKind(120), can_repeat=True)

_PUBLICATION: Mapping[str, RecordKey] = {
    "doi": RecordKey(LocatedKind(DoiKind()), "The DOI of the published version."),
    "openreview": RecordKey(LocatedKind(OpenReviewIdKind()), "Its id on OpenReview, or the address of its forum."),
    "acl": RecordKey(LocatedKind(AclIdKind()), "Its id in the ACL Anthology, or its address there."),
    "url": RecordKey(LocatedKind(AddressKind()), "The address of the paper itself, where no id leads to it."),
    "venue": RecordKey(LocatedKind(WordsKind(200)), "Where it was published or accepted, such as ICLR 2026."),
    "stage": RecordKey(
        LocatedKind(ChoiceKind(Stage)),
        "How far its publication has got. A paper that was withdrawn or retracted is marked, and recommended nowhere.",
    ),
}
"""What identifies a paper beside its arXiv id, and where it was published: to correct, or to look up."""

TOPIC = RecordKind(
    Topic,
    "",
    TOPIC_WORDS,
    title=RecordKey(WordsKind(60, shortest=3), "Name of the topic, as readers see it."),
    area=RecordKey(LocatedKind(ReferenceKind("the slug of an area in site.yml")), "The group of topics it belongs to."),
    scope=RecordKey(WordsKind(300, shortest=20), "One sentence that says what belongs here, and what does not."),
    rules=RecordKey(
        RulesKind(
            RuleKind(
                Rule,
                "any: [{text}]",
                RULE_WORDS,
                where=RecordKey(
                    ChoiceKind(Where), "The part of a paper that must contain the phrases; both by default."
                ),
                any=RecordKey(_PHRASES, "Phrases, any one of which is enough."),
                all=RecordKey(_PHRASES, "Phrases that must all occur."),
                none=RecordKey(_PHRASES, "Phrases that must not occur."),
                times=RecordKey(
                    CountKind(2, 20), "How many times the phrases under 'any' must occur in total; once by default."
                ),
                weight=RecordKey(
                    WeightKind(),
                    "What the rule contributes; a topic is assigned at a total of 1, which is also the default.",
                ),
            )
        ),
        "When this topic is assigned to a paper: the weights of the rules that match must add up to 1. Without rules,"
        " only sections of lists and curators assign it.",
    ),
    start_here=RecordKey(
        ListKind(LocatedKind(ReferenceKind("a paper's slug"))), "Slugs of the papers to read first, in reading order."
    ),
    examples=RecordKey(
        ListKind(LocatedKind(ReferenceKind("a paper's slug"))),
        "Slugs of papers that show what belongs here. They have the topic, and papershelf learn learns from them,"
        " even where there are no rules.",
    ),
)

PAPER_NOTES = PaperNotesKind(
    PaperNotes,
    "",
    PAPER_WORDS,
    note=RecordKey(
        LocatedKind(WordsKind(600, shortest=20)), "Why it is worth reading, in one or two sentences of your own."
    ),
    featured=RecordKey(LocatedKind(FlagKind()), "Shown on the home page."),
    status=RecordKey(LocatedKind(ChoiceKind(Status)), "How far you have got with it."),
    hidden=RecordKey(LocatedKind(FlagKind()), "Keeps the paper off the site."),
    topics=RecordKey(
        RecordKind(
            TopicChanges,
            "add: [{text}]",
            add=RecordKey(_TOPIC_SLUGS, "Topics that the rules miss."),
            remove=RecordKey(_TOPIC_SLUGS, "Topics that the rules assign wrongly."),
        ),
        "What the topic rules get wrong for this paper.",
    ),
    corrections=RecordKey(
        RecordKind(
            Corrections,
            "",
            CORRECTION_WORDS,
            title=RecordKey(LocatedKind(WordsKind(400)), "The correct title; the address of the page stays the same."),
            abstract=RecordKey(LocatedKind(WordsKind(10_000, shortest=20)), "The correct abstract."),
            authors=RecordKey(LocatedKind(_AUTHORS), "All authors, in order."),
            organisation=RecordKey(LocatedKind(WordsKind(120)), "Who published it, when no authors are known."),
            published=RecordKey(LocatedKind(DayKind()), "The day it was first published."),
            arxiv=RecordKey(LocatedKind(ArxivIdKind()), "Its arXiv id, in quotes."),
            **_PUBLICATION,
        ),
        "Fields that were scraped or resolved wrongly.",
    ),
    links=RecordKey(
        ListKind(
            RecordKind(
                Link,
                "{{kind: project, url: {text}}}",
                LINK_WORDS,
                kind=RecordKey(ChoiceKind(LinkKind), "What the address leads to."),
                url=RecordKey(AddressKind(), "The address."),
            ),
            by="url",
        ),
        "Other links for the paper.",
    ),
    same_as=RecordKey(
        LocatedKind(ReferenceKind("a paper's slug")),
        "The slug of the other page for the same paper, which is listed there under another title. The two become"
        " one page, at that slug, and this file may contain nothing else.",
    ),
)


@dataclass(frozen=True, slots=True)
class EnrichmentFile:
    """A file of ``enrichment/``: what was found out about the papers of a digest."""

    papers: tuple[Enrichment, ...]


ENRICHMENT = RecordKind(
    EnrichmentFile,
    papers=RecordKey(
        ListKind(
            RecordKind(
                Enrichment,
                "",
                FINDING_WORDS,
                title=RecordKey(
                    LocatedKind(WordsKind(400)), "The title in the digest, by which the paper is recognised."
                ),
                arxiv=RecordKey(LocatedKind(ArxivIdKind()), "Its arXiv id, in quotes."),
                authors=RecordKey(
                    LocatedKind(_AUTHORS), "All authors, in order; left out when the list is incomplete."
                ),
                published=RecordKey(LocatedKind(DayKind()), "The day of its first version on arXiv."),
                categories=RecordKey(ListKind(CategoryKind()), "Its categories on arXiv, the primary one first."),
                code=RecordKey(ListKind(AddressKind()), "Addresses of its code."),
                full_title=RecordKey(
                    LocatedKind(WordsKind(400)),
                    "Its title, where the digest gives only the id.",
                ),
                abstract=RecordKey(
                    LocatedKind(WordsKind(10_000, shortest=20)), "Its abstract, where the digest gives only the id."
                ),
                **_PUBLICATION,
                source=RecordKey(
                    WordsKind(1000), "A publicly available source in which the title and the id appear together."
                ),
                found=RecordKey(DayKind(), "The day the source was seen."),
            ),
            by="title",
        ),
        "One item for each paper.",
    ),
)

SITE = RecordKind(
    Site,
    "",
    SITE_WORDS,
    title=RecordKey(WordsKind(60), "Name of the list."),
    description=RecordKey(WordsKind(300, shortest=20), "What the list is, in one sentence."),
    areas=RecordKey(
        ListKind(
            RecordKind(
                Area,
                "{{slug: {slug}, title: {text}}}",
                AREA_WORDS,
                slug=RecordKey(SlugKind("a name"), "The area's name in topic files."),
                title=RecordKey(WordsKind(60), "The area's name for readers."),
            ),
            by="slug",
        ),
        "Groups of topics, in the order in which the site shows them.",
    ),
    mirrors=RecordKey(MapKind(HostKind(), HostKind()), "Mirror hosts, each with the host it mirrors."),
    redirects=RecordKey(
        MapKind(PageNameKind("a former page"), LocatedKind(PageReferenceKind("a page"))),
        "Former slugs of papers, each with the current slug; topics and digests with their folder,"
        " as in topics/OLD: topics/NEW. A published address keeps working.",
    ),
    sections=RecordKey(
        MapKind(WordsKind(200), LocatedKind(ReferenceKind("a topic's file name"))),
        "Headings of sections in lists, each with the topic that the papers below it have. Other headings are shown on"
        " the papers' pages.",
    ),
    sources=RecordKey(
        ListKind(
            RecordKind(
                Source,
                "{{from: {text}}}",
                SOURCE_WORDS,
                from_=RecordKey(
                    SourceKind(),
                    "The address of a feed (RSS or Atom) or of a listing of arXiv; arxiv: with a category, for what"
                    " arXiv announces in it; or huggingface.",
                ),
                label=RecordKey(
                    SlugKind("a label"),
                    "What tells its digests from others of the same day; by default made from the name of the source.",
                ),
            ),
            by="from",
        ),
        "Where the daily run fetches papers, in this order; by default from Hugging Face alone.",
    ),
    markdown=RecordKey(
        FlagKind(),
        "Whether the Markdown of each page is beside its HTML, which doubles the number of files; by default for up to"
        " 2,000 papers.",
    ),
    updates=RecordKey(
        RecordKind(
            Updates,
            "to: {text}",
            to=RecordKey(
                ChoiceKind(Target),
                "Where the daily run of digest.yml puts what it fetches: in a pull request (the default), or"
                " straight onto main, and therefore on the site. What the check rejects never reaches main.",
            ),
            stale_after=RecordKey(
                CountKind(1, 60),
                "Working days without a digest after which freshness.yml opens an issue; 3 by default.",
            ),
        ),
        "How the list keeps itself up to date.",
    ),
    aliases=ALIASES,
    author_pages=AUTHOR_PAGES,
    newsletter=NEWSLETTER,
    social_cards=RecordKey(
        ChoiceKind(SocialCards),
        "Which pages have a picture of their own for those who show links to them: all, lists (digests and topics), or"
        " none. By default all, and lists when there are more than 500 papers.",
    ),
)
