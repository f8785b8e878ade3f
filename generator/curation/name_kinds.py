"""Texts that name something: slugs, pages, arXiv ids and categories, web addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from slugify import slugify

from generator.curation.nodes import Node, ScalarNode
from generator.curation.text_kinds import PatternKind, TextKind, plain_text
from generator.curation.value_kinds import JsonSchema, Report, describe
from generator.curation.value_problems import (
    INVALID_ADDRESS,
    INVALID_ARXIV_ID,
    INVALID_CATEGORY,
    INVALID_HOST,
    INVALID_PAGE_NAME,
    INVALID_SLUG,
)
from generator.model.identity import arxiv_id, slug_of
from generator.text.markup import web_address


class SlugKind(PatternKind):
    """A name in addresses: lower-case letters, digits and hyphens."""

    problem = INVALID_SLUG
    pattern = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

    def __init__(self, of: str) -> None:
        self.expected = f"{of} in lower-case letters, digits and hyphens"

    def hint(self, text: str) -> str:
        return self._meant(_last_name(text))

    def schema(self) -> JsonSchema:
        # A name of digits looks like a number to an editor.
        return {**super().schema(), "type": ["string", "integer"]}


class ReferenceKind(SlugKind):
    """The name of something that must exist. What may be meant by another text is known only when all is read."""

    def read(self, node: Node, field: str, report: Report) -> str:
        text = " ".join(node.text.split()) if isinstance(node, ScalarNode) and not node.is_empty else None
        if text is not None and self.convert(text) is None:
            message = f"expected {self.expected}, found {describe(node)}"
            raise report.refuse(node.place, field, message, self.problem, text)
        return super().read(node, field, report)


class PageNameKind(SlugKind):
    """A page by its name in addresses: the bare slug of a paper, or a topic's or digest's with its folder."""

    problem = INVALID_PAGE_NAME
    pattern = re.compile(r"(?:(?:topics|digests)/)?[a-z0-9]+(?:-[a-z0-9]+)*")

    def __init__(self, of: str) -> None:
        self.expected = f"{of}: a paper's slug, topics/SLUG or digests/DAY"

    def hint(self, text: str) -> str:
        folder = re.search(r"\b(topics|digests)/", text)
        return self._meant(f"{folder[0] if folder else ''}{_last_name(text)}")


class PageReferenceKind(ReferenceKind, PageNameKind):
    """A page by its name in addresses, which must exist."""


def _last_name(text: str) -> str:
    """The slug in what somebody wrote in its place: a title, a file name, the address of a page."""
    path = urlsplit(text).path if "://" in text else text
    name = re.sub(r"\.(?:ya?ml|md|html)$", "", plain_text(path).removesuffix("/index.html").rstrip("/"))
    name = name.rpartition("/")[2]
    return slug_of(name) if slugify(name) else ""


class ArxivIdKind(TextKind[str]):
    """An arXiv id; its version is dropped."""

    expected = "an arXiv id like 2501.00010"
    problem = INVALID_ARXIV_ID

    def convert(self, text: str) -> str | None:
        return arxiv_id(text)

    def hint(self, text: str) -> str:
        inside = re.search(r"\d{4}[.,]\s?\d{4,5}(?:v\d+)?(?!\d)", plain_text(text))
        id_in_it = re.sub(r"[,\s]+", ".", inside[0]).replace("..", ".") if inside else ""
        return self._meant(plain_text(text), id_in_it) or "; look it up on arxiv.org and copy every digit"

    def schema(self) -> JsonSchema:
        month = "(?:0[1-9]|1[0-2])"
        new = rf"(?:(?:0[7-9]|1[0-4]){month}\.\d{{4}}|(?:1[5-9]|[2-9]\d){month}\.\d{{5}})"
        old = rf"[A-Za-z]+(?:-[A-Za-z]+)*(?:\.[A-Za-z]{{2}})?/\d{{2}}{month}\d{{3}}"
        doi = r"(?:(?:dx\.)?doi\.org/)?10\.48550/[Aa]r[Xx]iv\."
        before = rf"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|[Aa]r[Xx]iv:|{doi})?"
        return {"type": "string", "pattern": rf"^{before}(?:{new}|{old})(?:v\d+)?(?:\.pdf)?$"}


class CategoryKind(PatternKind):
    """A category of arXiv."""

    expected = "an arXiv category like cs.LG or quant-ph"
    problem = INVALID_CATEGORY
    pattern = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*(?:\.[A-Za-z]+(?:-[A-Za-z]+)*)?")


class AddressKind(TextKind[str]):
    """A web address."""

    expected = "an address that begins with https:// or http://"
    problem = INVALID_ADDRESS

    def convert(self, text: str) -> str | None:
        return None if " " in text else web_address(text, {})

    def hint(self, text: str) -> str:
        if text.lower().startswith(("https://", "http://")):
            return self._meant(text.replace(" ", "%20")) or "; it needs a host like example.org, and no password"
        inside = re.search(r"https?://[^\s<>()\[\]\"']+", plain_text(text))
        is_bare = re.match(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", text)
        return self._meant(inside[0] if inside else "", f"https://{text}" if is_bare else "")

    def schema(self) -> JsonSchema:
        return {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[\w-]+(\.[\w-]+)+\.?(:\d+)?([/?#]\S*)?$"}


class SourceKind(AddressKind):
    """Where papers are fetched from."""

    expected = "an address that begins with https://, a category like arxiv:cs.LG, or huggingface"

    def convert(self, text: str) -> str | None:
        return text if SOURCE_NAME.fullmatch(text) else super().convert(text)

    def hint(self, text: str) -> str:
        plain = plain_text(text)
        return self._meant(plain.lower(), f"arxiv:{plain}") or super().hint(text)

    def schema(self) -> JsonSchema:
        return {"type": "string", "anyOf": [super().schema(), {"pattern": f"^(?:{SOURCE_NAME.pattern})$"}]}


SOURCE_NAME = re.compile(r"huggingface|arxiv:[A-Za-z-]+(?:\.[A-Za-z-]+)?(?:\+[A-Za-z-]+(?:\.[A-Za-z-]+)?)*")
"""Sources that are named without an address: Hugging Face, and what arXiv announces in a category or in several."""


class HostKind(PatternKind):
    """The host of an address."""

    expected = "a host like huggingface.co, without https:// or a path"
    problem = INVALID_HOST
    pattern = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
