"""A place in a store that speaks the protocol of S3, through the client ``obstore``, which signs and repeats requests.

This is the one module that knows the client. Its errors become sentences without what it had to keep secret.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from generator.model.problem_format import printable
from generator.publishing.object_headers import ObjectHeaders
from generator.publishing.publish_plan import ListedObject

if TYPE_CHECKING:
    from obstore.store import ObjectStore, S3Config

T = TypeVar("T")

REQUEST_SECONDS = 60
"""How long one request may take, and how long one is repeated after an answer 5xx or 429, or none, with growing
pauses.
"""
_PARTS_FROM = 16 * 1024 * 1024
"""Bytes from which on a file goes in parts, so that one of them fits the time of a request on a slow line."""
_BUCKET = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}")
_SECRETS = ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_ACCESS_KEY_ID")


class StoreFailed(Exception):
    """The store did not do what it was asked for; the message is for people."""


class ClientMissing(Exception):
    """The client of the store is not installed."""


class WrongAddress(Exception):
    """What was given is not the address of a place in a store."""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where to publish: ``s3://bucket/prefix``."""

    bucket: str
    prefix: str
    """Without a slash at either end; may be empty."""

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @classmethod
    def parse(cls, text: str) -> StoreAddress:
        """Read ``s3://bucket/prefix``. Raises ``WrongAddress``, whose message does not repeat credentials."""
        scheme, separator, rest = text.partition("://")
        if scheme != "s3" or not separator:
            raise WrongAddress("expected an address like s3://bucket/prefix")
        bucket, _, prefix = rest.partition("/")
        if "@" in bucket:
            raise WrongAddress("expected no credentials in the address; set AWS_ACCESS_KEY_ID and the like instead")
        if not _BUCKET.fullmatch(bucket):
            raise WrongAddress(f"expected the name of a bucket after s3://, found {printable(bucket)!r}")
        prefix = prefix.strip("/")
        if prefix and not all(re.fullmatch(r"[^\x00-\x1f\x7f\\?#*]+", part) for part in prefix.split("/")):
            raise WrongAddress(f"expected a prefix of plain names, found '{printable(prefix)}'")
        if {".", "..", ".papershelf"}.intersection(prefix.split("/")):
            raise WrongAddress(f"expected a prefix of plain names, found '{printable(prefix)}'")
        return cls(bucket, prefix)


def check_endpoint(endpoint: str) -> None:
    """Raises ``WrongAddress`` unless it is the address of a server, without credentials."""
    try:
        parts = urlsplit(endpoint)
        is_server = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError as error:
        raise WrongAddress("expected an endpoint like https://s3.example.org") from error
    if parts.username is not None or parts.password is not None:
        raise WrongAddress("expected no credentials in the endpoint; set AWS_ACCESS_KEY_ID and the like instead")
    if not is_server or parts.query or parts.fragment:
        raise WrongAddress("expected an endpoint like https://s3.example.org")


class StorePlace:
    """The objects of a bucket under a prefix. Every method raises ``StoreFailed``."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def open(cls, address: StoreAddress, endpoint: str | None, region: str | None) -> StorePlace:
        """The place of an address. Credentials are those of the usual variables, or of the machine in a cloud.

        Raises ``ClientMissing``, and ``StoreFailed`` when the settings do not fit each other.
        """
        try:
            from obstore.store import S3Store  # noqa: PLC0415 - only this command needs it
        except ImportError as error:
            raise ClientMissing from error
        limit = timedelta(seconds=REQUEST_SECONDS)
        # The client takes nothing for the name of something.
        where: S3Config = {"endpoint": endpoint} if endpoint else {}
        return _in_words(
            lambda: cls(
                S3Store(
                    address.bucket,
                    prefix=address.prefix or None,
                    region=region or "us-east-1",
                    client_options={"timeout": limit, "allow_http": (endpoint or "").startswith("http://")},
                    retry_config={"max_retries": 12, "retry_timeout": limit},
                    config=where,
                )
            )
        )

    def put(self, key: str, data: bytes, headers: ObjectHeaders) -> str:
        """Write an object in one step; returns its ETag, or nothing where the store gives none."""
        import obstore  # noqa: PLC0415 - as above

        attributes = {"Content-Type": headers.content_type, "Cache-Control": headers.cache_control}
        in_parts = len(data) >= _PARTS_FROM
        result = _in_words(lambda: obstore.put(self._store, key, data, attributes=attributes, use_multipart=in_parts))
        return _plain(result["e_tag"])

    def get(self, key: str) -> tuple[bytes, str] | None:
        """The bytes and the ETag of an object; ``None`` when there is none."""
        import obstore  # noqa: PLC0415 - as above

        try:
            answer = _in_words(lambda: obstore.get(self._store, key))
            return _in_words(lambda: (bytes(answer.bytes()), _plain(answer.meta["e_tag"])))
        except FileNotFoundError:
            return None

    def version(self, key: str) -> str:
        """The ETag of an object; empty when there is none."""
        import obstore  # noqa: PLC0415 - as above

        try:
            return _plain(_in_words(lambda: obstore.head(self._store, key))["e_tag"])
        except FileNotFoundError:
            return ""

    def listed(self, prefix: str | None = None) -> dict[str, ListedObject]:
        """All objects, or those in a folder, by name after the prefix of the place."""
        import obstore  # noqa: PLC0415 - as above

        return _in_words(
            lambda: {
                meta["path"]: ListedObject(meta["size"], _plain(meta["e_tag"]))
                for chunk in obstore.list(self._store, prefix)
                for meta in chunk
            }
        )

    def remove(self, keys: Sequence[str]) -> None:
        """Remove objects. One that is not there counts as removed."""
        import obstore  # noqa: PLC0415 - as above

        with suppress(FileNotFoundError):
            _in_words(lambda: obstore.delete(self._store, list(keys)))


def _plain(e_tag: str | None) -> str:
    """An ETag without its quotes: not every store gives them in every answer."""
    return (e_tag or "").removeprefix("W/").strip('"')


def _in_words(act: Callable[[], T]) -> T:
    """Do something with the store. Raises ``FileNotFoundError`` when an object is not there, else ``StoreFailed``."""
    from obstore.exceptions import BaseError  # noqa: PLC0415 - as above

    try:
        return act()
    except FileNotFoundError as error:
        if "<Code>NoSuchBucket</Code>" not in str(error):
            raise
        raise StoreFailed(_sentence(str(error))) from None
    except (BaseError, OSError, ValueError) as error:
        # Not chained: what the client says at length may hold what it signed with.
        raise StoreFailed(_sentence(str(error))) from None


def _sentence(message: str) -> str:
    """What went wrong, of an answer in XML or of the client's own words, without what lies behind it."""
    head = message.partition("\n\nDebug source")[0]
    code, words = (re.search(rf"<{tag}>([^<]{{0,300}})</{tag}>", head) for tag in ("Code", "Message"))
    if code:
        told = f"{code[1]}: {words[1]}" if words else code[1]
    else:
        told = " ".join(re.sub(r"<[^>]{0,200}>", " ", head.partition("<?xml")[0]).split())[:300]
    for secret in filter(None, map(os.environ.get, _SECRETS)):
        told = told.replace(secret, "...")
    return printable(told) or "the store gave no reason"
