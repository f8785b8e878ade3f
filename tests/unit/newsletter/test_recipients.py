"""Who a letter goes to."""

from __future__ import annotations

from support.builders import shown

from generator.newsletter.recipients import read_recipients

TEXT = """\
\ufeff# Readers
ada@example.org
   Emmy Noether <emmy@Bücher.example>
ADA@example.org
ada at example.org

a@example.org, b@example.org
e@example.org\x00
"""


def test_good_lines_are_read_and_bad_ones_reported() -> None:
    recipients, problems = read_recipients("recipients.txt", TEXT.replace("\n", "\r\n").encode())
    assert [(one.address, one.place.line, one.place.column) for one in recipients] == [
        ("ada@example.org", 2, 1),
        ("emmy@xn--bcher-kva.example", 3, 4),
    ]
    assert [line.removeprefix("error: content/") for line in shown(problems)] == [
        "warning: content/recipients.txt:4:1: recipient: expected each address once, found 'ADA@example.org' again"
        " (first on line 2); remove one [N102]",
        "recipients.txt:5:1: recipient: expected an e-mail address, found 'ada at example.org'; correct the"
        " line [N101]",
        "recipients.txt:7:1: recipient: expected an e-mail address, found 'a@example.org, b@example.org'; correct the"
        " line [N101]",
        "recipients.txt:8:1: recipient: expected an e-mail address, found 'e@example.org\\x00'; correct the"
        " line [N101]",
    ]


def test_what_is_no_text_is_reported_line_by_line() -> None:
    recipients, problems = read_recipients("r.txt", b"\xff\xfe\nada@example.org\n" + b"<" * 100_000)
    assert [one.address for one in recipients] == ["ada@example.org"]
    assert [problem.place.line for problem in problems] == [1, 3]
