"""Addresses of e-mail."""

from __future__ import annotations

import doctest

import pytest

from generator.model import email_address as module
from generator.model.email_address import email_address


def test_the_examples_are_right() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    "text", ["a@b.org", "first.last+tag@sub.example.co.uk", "o'neil@x-y.example", "a" * 64 + "@b.org"]
)
def test_an_address_stays_as_it_is(text: str) -> None:
    assert email_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "a@", "@b.org", "a@b", "a b@c.org", "a@b c.org", "a@@b.org", ".a@b.org", "a..b@c.org", "a.@b.org"),
        *("a@-b.org", "a@b-.org", "a@b..org", "a@b.org.", "a@[127.0.0.1]", "a@127.0.0.1", '"a b"@c.org', "ü@b.org"),
        *("a@b.org\n", "a@b.org\r\nBcc: c@d.org", "a@b.org,c@d.org", "<a@b.org>", "a@b.org>", "a\x00@b.org"),
        *("a" * 65 + "@b.org", "a@" + "b" * 64 + ".org", "a@" + "b." * 130 + "org", "a@" + "ü" * 300 + ".org"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert email_address(text) is None
