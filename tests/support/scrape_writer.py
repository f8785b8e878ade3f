"""Writes scrapes as pages and crawlers do, from papers that a test knows."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from generator.model.identity import title_key

HEADERS = (
    (),
    ("DATE",),
    ("new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "DATE"),
    ("new", "Get trending papers in your email inbox!", "Subscribe", "Daily Papers", "by AK", "DATE"),
    ("new", "Subscribe", "Daily Papers"),
)
FOOTERS = (
    (),
    ("Previous", "Next"),
    ("Previous\nNext", "Company\nTOS\nPrivacy\nAbout\nCareers", "Website\nModels\nSpaces\nDocs", "© Hugging Face"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as a page shows it."""

    title: str
    abstract: tuple[str, ...]
    published: date | None
    """None when the page shows no facts of the paper."""
    comments: int | None
    author_count: int | None
    organisation: str | None
    upvotes: int | None


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page, the crawler and the editor that it went through write."""

    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    shows_upvotes: bool = False
    upvotes_have_blocks: bool = True
    comments_follow: str = " "
    """What stands between a date and the number of comments."""
    facts_have_blocks: bool = False
    copies: str = "none"
    """Which copies of cards there are: none, "each" card again below itself, or the "list" below."""
    width: int | None = None
    """The column that lines are wrapped at."""
    indent: str = ""
    """What stands before the further lines of a wrapped title."""
    newline: str = "\n"


def write(papers: list[Written], day: date, habits: Habits) -> str:
    """The scrape of a page on a day."""
    cards = [_card(paper, day, habits) for paper in papers]
    if habits.copies == "each":
        cards = [card for card in cards for _ in range(2)]
    elif habits.copies == "list":
        cards += cards
    header = [line.replace("DATE", f"{day:%b} {day.day}") for line in habits.header]
    return ("\n\n".join([*header, *cards, *habits.footer]) + "\n").replace("\n", habits.newline)


def _card(paper: Written, day: date, habits: Habits) -> str:
    blocks = [_wrapped(paper.title, habits, habits.indent), *(_wrapped(text, habits) for text in paper.abstract)]
    if habits.shows_upvotes:
        number = "-" if paper.upvotes is None else f"{paper.upvotes:,}"
        blocks[0] = number + ("\n\n" if habits.upvotes_have_blocks else "\n") + blocks[0]
    return "\n\n".join(blocks + _facts(paper, day, habits))


def _facts(paper: Written, day: date, habits: Habits) -> list[str]:
    if paper.published is None:
        return []
    year = "" if paper.published.year == day.year else f", {paper.published.year}"
    who = paper.organisation or f"  • {paper.author_count} authors"
    comments = f"{habits.comments_follow}{paper.comments}" if paper.comments else ""
    facts = [who, "·", f"{paper.published:%b} {paper.published.day}{year}{comments}"]
    return facts if habits.facts_have_blocks else ["\n".join(facts)]


def _wrapped(text: str, habits: Habits, indent: str = "") -> str:
    return textwrap.fill(text, habits.width, subsequent_indent=indent) if habits.width else text


# --- what hypothesis makes of it -------------------------------------------------------------

_ADJECTIVES = "deep sparse causal robust neural symbolic long-tailed state-of-the-art self-supervised Bayesian".split()
_NOUNS = (
    "learning reasoning optimisation data language model policy value graph diffusion benchmark token-level privacy"
    " theorem retrieval transformer agent reward representation pre-training"
).split()
_NAMES = "RSRM LEMMA Math-PUMA AlphaZero JiuZhang3.0 GPT-4o DeepMath-103K LLM-SRBench C3PO".split()
_SMALL = "for of with from in via under without beyond".split()
_SENTENCES = (
    "We propose {name}, a {adjective} approach to {noun} {noun} that needs no labels.",
    "However, existing {noun} methods are limited by their {adjective} {noun}, which is costly.",
    "In this paper, we study how {noun} and {noun} interact in {adjective} settings (see Section {number}).",
    "Extensive experiments on {number} benchmarks show that our method is better by {number}%.",
    "Our code is available at https://github.com/{noun}/{name}.",
    "This is known as “{adjective} {noun}”, e.g., in {noun} -- a problem that has been open since 19{number}.",
    "These results demonstrate that {adjective} {noun} can be learned from pre- and post-processed {noun}.",
    "{name} achieves state-of-the-art {noun}-to-{noun} results, and it is 1.{number}x faster than they are!",
)

_words = st.fixed_dictionaries(
    {
        "adjective": st.sampled_from(_ADJECTIVES),
        "noun": st.sampled_from(_NOUNS),
        "name": st.sampled_from(_NAMES),
        "number": st.integers(11, 99).map(str),
    }
)


@st.composite
def titles(draw: st.DrawFn) -> str:
    """Titles as people write them: a name and a colon or none, in title case or as a sentence."""
    phrase = " ".join(
        draw(
            st.tuples(
                st.sampled_from(_ADJECTIVES),
                st.sampled_from(_NOUNS),
                st.sampled_from(_NOUNS),
                st.sampled_from(_SMALL),
                st.sampled_from(_ADJECTIVES),
                st.sampled_from(_NOUNS),
            )
        )
    )
    phrase = draw(st.sampled_from([_title_case, _sentence_case]))(phrase)
    return draw(st.sampled_from(["{}", "{name}: {}", "{}: A Survey", "Rethinking {}", "{name}: {}?"])).format(
        phrase, name=draw(st.sampled_from(_NAMES))
    )


def _title_case(phrase: str) -> str:
    return " ".join(word if word in _SMALL else word[0].upper() + word[1:] for word in phrase.split())


def _sentence_case(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    chosen = draw(st.lists(st.sampled_from(_SENTENCES), min_size=3, max_size=8))
    return " ".join(sentence.format(**draw(_words)) for sentence in chosen)


@st.composite
def papers(draw: st.DrawFn, day: date) -> Written:
    has_facts = draw(st.booleans())
    is_by_authors = draw(st.booleans())
    return Written(
        title=draw(titles()),
        abstract=tuple(draw(st.lists(paragraphs(), min_size=1, max_size=2))),
        published=day - timedelta(days=draw(st.integers(0, 4000))) if has_facts else None,
        comments=draw(st.none() | st.integers(1, 999)) if has_facts else None,
        author_count=draw(st.integers(1, 150)) if has_facts and is_by_authors else None,
        organisation=draw(st.sampled_from(["Google", "Tsinghua University", "Microsoft Research"]))
        if has_facts and not is_by_authors
        else None,
        upvotes=draw(st.none() | st.integers(0, 5000)),
    )


@st.composite
def lists(draw: st.DrawFn, day: date) -> list[Written]:
    return draw(st.lists(papers(day), min_size=1, max_size=6, unique_by=lambda paper: title_key(paper.title)))


def habits() -> st.SearchStrategy[Habits]:
    return st.builds(
        Habits,
        header=st.sampled_from(HEADERS),
        footer=st.sampled_from(FOOTERS),
        shows_upvotes=st.booleans(),
        upvotes_have_blocks=st.booleans(),
        comments_follow=st.sampled_from([" ", " · ", "\n", "\n\n"]),
        facts_have_blocks=st.booleans(),
        copies=st.sampled_from(["none", "each", "list"]),
        width=st.sampled_from([None, 72, 80, 100]),
        indent=st.sampled_from(["", "  "]),
        newline=st.sampled_from(["\n", "\r\n", "\r"]),
    )


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))

FRAGMENTS = (
    *"new Subscribe Spaces Models Datasets Previous Next Oct Upvote · • - 12 31 1.2k".split(),
    "Daily Papers",
    "byAK and the research community",
    "Oct 31",
    "Oct 30",
    "Feb 30, 2024",
    "Dec 21, 2024 3",
    "6 authors",
    "  • 1 authors",
    "Submitted by akhaliq",
    "Google",
    "tencent Tencent",
    "Spaces of Models",
    "502 Bad Gateway",
    "https://example.org/",
    "https://huggingface.co/papers/2501.00010",
    "https://huggingface.co/login?next=%2Fpapers",
    "© Hugging Face",
    "Data Shapley: Equitable Valuation of Data for Machine Learning",
    "The Price of Differential Privacy under Continual Observation",
    "RSRM: Reinforcement Symbolic Regression Machine",
    "Is attention all you need?",
    "We study privacy.",
    "We study the accuracy of private mechanisms in the continual release model. We provide the first lower bounds.",
    "a fundamental challenge is how to quantify the value of data in algorithmic predictions and",
    "  in the continual release model, which is widely used.",
    "\x00",
    "\xa0",
    "\u2028",
    "",
    " ",
)
"""Lines of real pages, in whatever order."""

_ends = st.sampled_from(["\n", "\r\n", "\n\n"])

fragments = st.builds(
    lambda lines, end: end.join(lines), st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=40), max_size=40), _ends
)


def below_a_header(text: str) -> str:
    """A page begins with furniture."""
    return f"Subscribe\n\n{text}"
