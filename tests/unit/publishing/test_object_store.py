"""Addresses that are understood, servers that fail, and errors that keep secrets."""

from __future__ import annotations

import http.server
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from generator.publishing.object_headers import headers_of
from generator.publishing.object_store import StoreAddress, StoreFailed, StorePlace, WrongAddress, check_endpoint

SECRET = "wJalrXUtnFEMI-K7MDENG"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("s3://bucket", StoreAddress("bucket", "")),
        ("s3://bucket/", StoreAddress("bucket", "")),
        ("s3://my.bucket-1/lists/papers/", StoreAddress("my.bucket-1", "lists/papers")),
    ],
)
def test_an_address_is_understood(text: str, address: StoreAddress) -> None:
    assert StoreAddress.parse(text) == address
    assert str(address) == text.rstrip("/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bucket",
        "S3:/bucket",
        "gs://bucket",
        "s3://",
        "s3:///prefix",
        "s3://b",
        "s3://bu cket",
        "s3://bucket/a/../b",
        "s3://bucket/..",
        "s3://bucket/a//b",
        "s3://bucket/./a",
        "s3://bucket/.papershelf",
        "s3://bucket/a\nb",
        "s3://bucket/a?b",
        f"s3://key:{SECRET}@bucket/prefix",
    ],
)
def test_an_address_that_is_none_is_refused_without_its_secrets(text: str) -> None:
    with pytest.raises(WrongAddress) as refused:
        StoreAddress.parse(text)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("endpoint", ["https://s3.example.org", "http://127.0.0.1:8333", "https://s3.example.org/path"])
def test_an_endpoint_is_understood(endpoint: str) -> None:
    check_endpoint(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    ["s3.example.org", "ftp://x", "https://", "https://x:y", "https://[::1", f"https://k:{SECRET}@x", "https://x?a=b"],
)
def test_an_endpoint_that_is_none_is_refused_without_its_secrets(endpoint: str) -> None:
    with pytest.raises(WrongAddress) as refused:
        check_endpoint(endpoint)
    assert SECRET not in str(refused.value)


@contextmanager
def answering(*answers: tuple[int, bytes]) -> Iterator[tuple[StorePlace, list[str]]]:
    """A server that gives these answers, the last one for good, and the place on it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = answers[min(len(asked), len(answers) - 1)]
            asked.append(f"{self.command} {self.path} {self.headers.get('Content-Type')}")
            self.send_response(status)
            self.send_header("ETag", '"abc"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST = answer  # noqa: N815 - as it is called by

        def log_message(self, *arguments: object) -> None:
            """Nobody reads it."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            endpoint = f"http://127.0.0.1:{server.server_address[1]}"
            yield StorePlace.open(StoreAddress("bucket", "a/b"), endpoint, None), asked
        finally:
            server.shutdown()


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)


def test_a_server_that_is_busy_is_asked_again() -> None:
    with answering((503, b""), (429, b""), (500, b""), (200, b"")) as (place, asked):
        assert place.put("index.html", b"<p>", headers_of("index.html")) == "abc"

    assert asked == ["PUT /bucket/a/b/index.html text/html; charset=utf-8"] * 4


def test_a_refusal_is_a_sentence_and_is_not_repeated() -> None:
    body = (
        b"<?xml version='1.0'?><Error><Code>SignatureDoesNotMatch</Code><Message>The signature of "
        + SECRET.encode()
        + b" does not match.\x1b[2J</Message><StringToSign>"
        + SECRET.encode()
        + b"</StringToSign></Error>"
    )
    with answering((403, body)) as (place, asked), pytest.raises(StoreFailed) as failed:
        place.put("index.html", b"<p>", headers_of("index.html"))

    assert str(failed.value) == "SignatureDoesNotMatch: The signature of ... does not match.\\x1b[2J"
    assert len(asked) == 1
    assert failed.value.__cause__ is None


@pytest.mark.parametrize("key", [b"a//b", b"../a", b"a/./b"])
def test_a_name_that_the_client_cannot_read_is_told(key: bytes) -> None:
    contents = b"<Contents><Key>a/b/%s</Key><Size>0</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>"
    body = b"<ListBucketResult><IsTruncated>false</IsTruncated>" + contents % key + b"</ListBucketResult>"
    with answering((200, body)) as (place, _), pytest.raises(StoreFailed, match="invalid path"):
        place.listed()


def test_a_bucket_that_is_not_there_is_no_missing_object() -> None:
    body = b"<Error><Code>NoSuchBucket</Code><Message>The bucket does not exist</Message></Error>"
    with answering((404, body)) as (place, _), pytest.raises(StoreFailed, match="NoSuchBucket: The bucket does not"):
        place.get("index.html")


def test_an_object_that_is_not_there_is_none() -> None:
    with answering((404, b"<Error><Code>NoSuchKey</Code></Error>")) as (place, _):
        assert place.get("index.html") is None


def test_an_answer_that_is_no_xml_is_a_sentence() -> None:
    with answering((400, b"<html><h1>Go away</h1>" * 1000)) as (place, _), pytest.raises(StoreFailed) as failed:
        place.put("index.html", b"<p>", headers_of("index.html"))

    assert len(str(failed.value)) <= 300
    assert "400 Bad Request" in str(failed.value)


def test_a_place_at_amazon_needs_no_endpoint() -> None:
    StorePlace.open(StoreAddress("bucket", ""), None, None)
    StorePlace.open(StoreAddress("bucket", "a"), None, "eu-north-1")
