"""The mail server and the account, from the environment."""

from __future__ import annotations

import pytest

from generator.newsletter.smtp_settings import SmtpSettings, WrongSettings


def of(**given: str) -> SmtpSettings:
    return SmtpSettings.of({f"PAPERSHELF_SMTP_{name}": value for name, value in given.items()})


@pytest.mark.parametrize(
    ("given", "port", "is_implicit"),
    [
        ({}, 587, False),
        ({"PORT": "465"}, 465, True),
        ({"PORT": "465", "TLS": "starttls"}, 465, False),
        ({"TLS": "implicit"}, 465, True),
        ({"PORT": "2525", "TLS": "implicit"}, 2525, True),
    ],
)
def test_tls_follows_from_the_port(given: dict[str, str], port: int, *, is_implicit: bool) -> None:
    assert of(HOST="mail.example.org", **given) == SmtpSettings("mail.example.org", port, is_implicit)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"HOST": ""}, "expected the mail server in PAPERSHELF_SMTP_HOST, found nothing"),
        ({"USER": "a"}, "found no PAPERSHELF_SMTP_PASSWORD"),
        ({"PASSWORD": "a"}, "found no PAPERSHELF_SMTP_USER"),
        ({"PORT": "0"}, "PAPERSHELF_SMTP_PORT, found '0'"),
        ({"PORT": "9" * 9_999}, "PAPERSHELF_SMTP_PORT"),
        ({"PORT": "²"}, "PAPERSHELF_SMTP_PORT"),
        ({"TLS": "no"}, "expected implicit or starttls in PAPERSHELF_SMTP_TLS, found 'no'"),
        ({"USER": "a", "PASSWORD": "ü"}, "expected ASCII"),
    ],
)
def test_what_is_missing_or_wrong_is_named(given: dict[str, str], words: str) -> None:
    with pytest.raises(WrongSettings) as raised:
        of(**{"HOST": "mail.example.org", **given})
    assert words in f"{raised.value}"
    assert "ü" not in f"{raised.value}"


def test_a_password_is_never_shown() -> None:
    assert "secret" not in repr(of(HOST="a", USER="b", PASSWORD="secret"))
