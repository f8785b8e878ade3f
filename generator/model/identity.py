"""Who is who: slugs, title keys and arXiv ids are made here and nowhere else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import NewType
from urllib.parse import unquote

from slugify import slugify

from generator.model.folding import folded_letters, without_tex

Slug = NewType("Slug", str)
"""The name of a paper, topic or digest in addresses: lower-case letters, digits and hyphens."""
TitleKey = NewType("TitleKey", str)
"""What the entries of one paper have in common, however their titles are written."""
ArxivId = NewType("ArxivId", str)
"""An arXiv id without its version: ``2501.00010``, or ``math/0211159`` before April 2007."""
Doi = NewType("Doi", str)
"""A DOI in lower case, without an address before it: ``10.18653/v1/2026.acl-long.12``."""
OpenReviewId = NewType("OpenReviewId", str)
"""The id of a forum on OpenReview, whose letters have a case: ``rJl0r3R9KX``."""
AclId = NewType("AclId", str)
"""The id of a paper in the ACL Anthology: ``2026.acl-long.12``, or ``P19-1001`` before 2020."""
PagePath = NewType("PagePath", str)
"""Where a page lies in the folder of generated Markdown: ``papers/SLUG.md``."""

SLUG_LENGTH = 80
_NAME_LENGTH = 60
"""Of the name of a person or an organisation."""
_PLAIN_WORDS = re.compile("[a-z0-9]+(?: [a-z0-9]+)*")
_NAME_SIGN = re.compile(r"(?<=[^\W_])(?:\+\++|[+#]+(?![^\W_]))")
"""Signs that belong to a name: ``C++``, ``C#``, ``PointNet++``, but not ``vision+language``."""
_RESERVED = frozenset({"index", "readme"})
"""Names that MkDocs reserves for the index page of a folder."""

_ARXIV = re.compile(
    r"(?:https?://)?(?:(?:www\.|export\.|[a-z]{2}\.)?arxiv\.org/(?:abs|pdf|html|format|src)/|arxiv(?:\.org)?:\s*"
    r"|(?:(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.)?"
    r"(\d{4}\.\d{4,5}|([a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?/(\d{7}))"
    r"(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.I | re.A,
)
_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/[^\s\"<>]+)", re.I | re.A)
"""As Crossref describes them (https://www.crossref.org/blog/dois-and-matching-regular-expressions/)."""
_OPENREVIEW = re.compile(
    r"(?:https?://)?(?:www\.)?openreview\.net/(?:forum|pdf|attachment)\?id=([\w-]{3,})(?:[&#]\S*)?", re.I
)
_ACL = re.compile(
    r"(?:https?://)?(?:www\.)?(?:aclanthology\.org/|aclweb\.org/anthology/)(?:\w/\w\d\d/)?"
    r"(\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[a-z]\d\d-\d{4})(?:v\d+)?(?:\.pdf|\.bib)?/?",
    re.I | re.A,
)
_ACL_DOI = re.compile(r"10\.18653/v1/(\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[a-z]\d\d-\d{4})", re.I | re.A)


def arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id in an id, a citation, an address or a DOI of arXiv, without its version; else ``None``.

    Both schemes are understood: ``2501.00010`` since April 2007 and ``math/0211159`` before, whose class of
    a subject may be left out and does not count (https://info.arxiv.org/help/arxiv_identifier.html).

    >>> arxiv_id("https://arxiv.org/abs/2501.00010v2")
    '2501.00010'
    >>> arxiv_id("math.GT/0309136") == arxiv_id("MATH/0309136v2")
    True
    >>> arxiv_id("2513.00010") is None  # there is no thirteenth month
    True
    """
    match = _ARXIV.fullmatch(text.strip())
    if not match:
        return None
    arxiv = f"{match[2].lower()}/{match[3]}" if match[2] else match[1]
    digits = arxiv.rpartition("/")[2]
    is_month = 1 <= int(digits[2:4]) <= 12
    # Five-digit numbers began in January 2015, so a lost digit is noticed.
    is_whole = "/" in arxiv or (len(digits) == 10) == (digits >= "15")
    return ArxivId(arxiv) if is_month and is_whole else None


def doi(text: str) -> Doi | None:
    """The DOI in an id or an address, in lower case because case does not count; else ``None``.

    >>> doi("https://doi.org/10.18653/V1/2026.acl-long.12")
    '10.18653/v1/2026.acl-long.12'
    """
    match = _DOI.fullmatch(unquote(text.strip()).rstrip(".,;"))
    return Doi(match[1].lower()) if match else None


def openreview_id(text: str) -> OpenReviewId | None:
    """The id in an address of OpenReview, else ``None``.

    >>> openreview_id("https://openreview.net/pdf?id=rJl0r3R9KX")
    'rJl0r3R9KX'
    """
    match = _OPENREVIEW.fullmatch(text.strip())
    return OpenReviewId(match[1]) if match else None


def acl_id(text: str) -> AclId | None:
    """The id in an address of the ACL Anthology, or in a DOI that has it; else ``None``.

    >>> acl_id("https://aclanthology.org/2026.acl-long.12.pdf")
    '2026.acl-long.12'
    >>> acl_id("https://www.aclweb.org/anthology/P19-1001/")
    'P19-1001'
    """
    match = _ACL.fullmatch(text.strip()) or _ACL_DOI.fullmatch(doi(text) or "")
    if not match:
        return None
    return AclId(match[1].upper() if "." not in match[1] else match[1].lower())


def ids_by_kind(
    arxiv: ArxivId | None, doi: Doi | None, openreview: OpenReviewId | None, acl: AclId | None
) -> tuple[str, ...]:
    """The known ids of a paper, each with its kind.

    >>> ids_by_kind(ArxivId("2501.00010"), None, None, AclId("2026.acl-long.12"))
    ('arxiv:2501.00010', 'acl:2026.acl-long.12')
    """
    known = {"arxiv": arxiv, "doi": doi, "openreview": openreview, "acl": acl}
    return tuple(f"{kind}:{value}" for kind, value in known.items() if value)


def placeholder(arxiv: ArxivId) -> str:
    """The title of a paper of which only the arXiv id is known.

    >>> placeholder(ArxivId("2501.00010"))
    'arXiv:2501.00010'
    """
    return f"arXiv:{arxiv}"


def unknown_title(title: str) -> str:
    """What readers see where only the arXiv id is known; any other title as it is.

    >>> unknown_title("arXiv:2501.00010")
    'Title not known yet (arXiv:2501.00010)'
    """
    return f"Title not known yet ({title})" if is_placeholder(title) else title


def has_unknown_title(title: str) -> bool:
    """Is a title what readers see in place of one?"""
    return title.startswith("Title not known yet (arXiv:")


def is_placeholder(title: str) -> bool:
    """Does a title say nothing but an arXiv id?"""
    return title.startswith("arXiv:") and arxiv_id(title) is not None


@lru_cache(maxsize=65536)
def title_key(title: str) -> TitleKey:
    """A title reduced to its letters and digits, in any alphabet, and to the signs that end a name.

    Digests write a title with different case, accents, spaces, quotes, dashes and mathematics, so two
    entries with equal keys are the same paper. A title without any letter is its own key.

    >>> title_key("Chain-of-Thought  Reasoning!") == title_key("“Chain of thought” reasoning")
    True
    >>> title_key("GPT-3") == title_key("GPT-4")
    False
    >>> title_key("PointNet") == title_key("PointNet++")
    False
    """
    plain = without_tex(unicodedata.normalize("NFC", title))
    return TitleKey(_key_letters(plain) or " ".join(title.split()))


def _key_letters(title: str) -> str:
    """The letters of a title, with the signs that tell ``C`` from ``C#``."""
    parts: list[str] = []
    at = 0
    for match in _NAME_SIGN.finditer(title):
        parts += (letters(title[at : match.start()]), match[0])
        at = match.end()
    return "".join((*parts, letters(title[at:])))


def letters(text: str) -> str:
    """A text without anything but its letters and digits, case and accents folded.

    >>> letters("Łódź, Ærø")
    'lodzaero'
    """
    return folded_letters(text)


def slug_of(title: str) -> Slug:
    """The name of a paper in addresses: its title in plain letters, cut at the end of a word.

    >>> slug_of("Schrödinger & “Bridges”")
    'schrodinger-bridges'
    >>> slug_of("index")  # reserved
    'index-paper'
    """
    slug = slugify(title, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)
    if not slug:
        return Slug(f"paper-{_hash(_published_key(title))}")
    return Slug(f"{slug}-paper" if slug in _RESERVED else slug)


def slug_suffix(title: str, arxiv: ArxivId | None) -> str:
    """What distinguishes a paper from another with the same slug. It depends on the paper alone.

    >>> slug_suffix("Survey", ArxivId("2501.00010"))
    '2501-00010'
    """
    return slugify(arxiv) if arxiv else _hash(_published_key(title))


def name_slug(name: str, key: str, between: str) -> Slug:
    """The name of an author or an organisation in addresses, which depends on nothing but the name.

    ``key`` tells it from other names, and has ``between`` for the hyphens of the slug. Where plain letters say less
    than the key, because they were cut or written in another alphabet, a hash of the key completes them.

    >>> name_slug("Google DeepMind", "googledeepmind", "")
    'google-deepmind'
    >>> name_slug("王伟", "王伟", " ")
    'wang-wei-0c6e5fe8'
    """
    if name == key and len(name) <= _NAME_LENGTH and _PLAIN_WORDS.fullmatch(name) and name not in _RESERVED:
        # As below, for the most names of a large list, and many times as fast.
        return Slug(name.replace(" ", "-"))
    slug = slugify(name, max_length=_NAME_LENGTH, word_boundary=True, save_order=True)
    if slug and slug.replace("-", between) == key and slug not in _RESERVED:
        return Slug(slug)
    return Slug("-".join(filter(None, (slug, _hash(key)))))


def _published_key(title: str) -> str:
    """What addresses are hashed from. Title keys have learned since; addresses that are published stay.

    Titles that only a new key tells apart must not share an address, so those with a sign or a mark use it.
    """
    folded = unicodedata.normalize("NFKD", title).casefold()
    old = "".join(filter(str.isalnum, folded)) or " ".join(title.split())
    key = title_key(title)
    return key if not all(char.isalnum() or char.isspace() for char in key) and key != " ".join(title.split()) else old


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
