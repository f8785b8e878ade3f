"""A letter as HTML that holds in Gmail, Outlook and Apple Mail.

Of the layout, only tables: Outlook on Windows draws with the engine of a word processor. Nothing is loaded from
anywhere, no address says who opens it, and every text is escaped here.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from generator.newsletter import letter_styles as styles
from generator.newsletter.letter import Letter, LetterLink, LetterPaper, LetterSection

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>{title}</title>
<style>:root{{color-scheme:light dark;supported-color-schemes:light dark}}td{{{sans}}}{narrow}{dark}</style>
<style>{dark_in_outlook}</style>
</head>
<body class="p" style="margin:0;padding:0;{paper};-webkit-text-size-adjust:100%;text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">{preview}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="p" style="{paper}"><tr>
<td align="center" style="{sans}">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px">
{rows}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td>
</tr></table>
</body>
</html>
""")
_ROW = Markup(
    '<tr><td class="w" style="padding:{padding} 32px 0;font-size:13px;line-height:19px">\n{inside}\n</td></tr>'
)
_LINK = Markup('<a href="{url}" class="{name}" style="{style}">{words}</a>')
_HEADING = Markup(
    '<h2 class="a l" style="margin:0;padding-top:20px;border-top:1px solid {rule};font-size:13px;'
    'letter-spacing:.06em;text-transform:uppercase;{accent}">{title}</h2>'
)
_TITLE = Markup('<h3 style="margin:28px 0 0;{serif};font-size:21px;line-height:27px">{title}</h3>')
_QUIET = Markup('<p class="q" style="margin:{margin};{quiet}">{inside}</p>')
_TEXT = Markup('<p class="i" style="margin:10px 0 0;font-size:15px;line-height:24px;{ink}">\n{inside}</p>')
_NOTE = Markup(
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:12px 0 0"><tr>\n'
    '<td class="r i n" style="padding:12px 16px;border-left:3px solid {rule};{raised};font-size:15px;'
    'line-height:23px;{ink}">\n<strong>{label}.</strong> {note}</td></tr></table>'
)
_LINE_WIDTH = 160
"""Columns of a long text in the source, because servers pass on no line of a thousand."""


def html_letter(letter: Letter) -> str:
    """The text of the letter."""
    return _PAGE.format(
        title=f"{letter.list_title.words}: {letter.title}",
        narrow=styles.NARROW,
        dark=styles.DARK,
        dark_in_outlook=styles.DARK_IN_OUTLOOK,
        sans=styles.SANS,
        paper=styles.PAPER,
        preview=letter.preview,
        rows=_lines(_rows(letter)),
    )


def _rows(letter: Letter) -> Iterator[Markup]:
    yield _row("32px", _head(letter))
    for section in letter.sections:
        yield _row("36px", _section(section))
    if letter.left_out:
        more = LetterLink(f"And {letter.left_out:,} more on the site", letter.digest.url)
        yield _row("28px", [_quiet(_link(more))])
    yield _row("44px", _foot(letter))
    yield Markup('<tr><td height="40" style="height:40px;font-size:0;line-height:0">&nbsp;</td></tr>')


def _head(letter: Letter) -> Iterator[Markup]:
    name = _link(letter.list_title, "a", f"{styles.ACCENT};text-decoration:none;font-weight:bold")
    yield Markup('<p style="margin:0;{};font-size:17px;line-height:24px">{}</p>').format(styles.SERIF, name)
    yield Markup(
        '<h1 class="i h" style="margin:20px 0 0;{};font-size:34px;line-height:1.2;font-weight:normal;{}">{}</h1>'
    ).format(styles.SERIF, styles.INK, letter.title)
    yield _quiet(Markup("{} · {}").format(letter.facts, _link(letter.digest)), "10px 0 0")


def _section(section: LetterSection) -> Iterator[Markup]:
    title: str | Markup = section.title
    if section.url:
        title = _link(LetterLink(section.title, section.url), "a", f"{styles.ACCENT};text-decoration:none")
    yield _HEADING.format(rule=styles.RULE, accent=styles.ACCENT, title=title)
    for paper in section.full:
        yield from _in_full(paper)
    for number, paper in enumerate(section.linked):
        yield _linked(paper, "22px" if section.full and not number else "14px")


def _in_full(paper: LetterPaper) -> Iterator[Markup]:
    title = _link(paper.title, "i", f"{styles.INK};text-decoration:none")
    yield _TITLE.format(serif=styles.SERIF, title=title)
    if paper.facts:
        yield _quiet(paper.facts, "6px 0 0")
    if paper.note:
        colours = {"rule": styles.STROKE, "raised": styles.RAISED, "ink": styles.INK}
        yield _NOTE.format(label=paper.note_label, note=_broken(paper.note), **colours)
    if paper.abstract:
        yield _TEXT.format(ink=styles.INK, inside=_broken(paper.abstract))
    if paper.links:
        yield _quiet(Markup(" · ").join(map(_link, paper.links)), "10px 0 0")


def _linked(paper: LetterPaper, above: str) -> Markup:
    title = _link(paper.title, "i", f"font:17px/23px Georgia,serif;{styles.INK};text-decoration:none")
    return _quiet(Markup("{}<br>\n{}").format(title, paper.facts) if paper.facts else title, f"{above} 0 0")


def _foot(letter: Letter) -> Iterator[Markup]:
    links = [_link(letter.list_title), _link(letter.subscribe)]
    if letter.unsubscribe:
        links.append(_link(LetterLink("Unsubscribe", letter.unsubscribe)))
    yield Markup('<div class="l" style="border-top:1px solid {};padding-top:16px">').format(styles.RULE)
    yield _quiet(Markup(" ·\n").join(links))
    yield _quiet("This letter loads nothing and reports to nobody that you opened it.", "6px 0 0")
    yield Markup("</div>")


def _quiet(inside: str, margin: str = "0") -> Markup:
    return _QUIET.format(quiet=styles.QUIET, inside=inside, margin=margin)


def _row(padding: str, inside: Iterable[Markup]) -> Markup:
    return _ROW.format(padding=padding, inside=_lines(inside))


def _lines(elements: Iterable[Markup]) -> Markup:
    return Markup("\n").join(elements)


def _link(link: LetterLink, name: str = "a", style: str = styles.ACCENT) -> Markup:
    return _LINK.format(url=link.url, words=link.words, name=name, style=style)


def _broken(text: str) -> str:
    """A text on lines, which a browser joins again."""
    return "\n".join(textwrap.wrap(text, _LINE_WIDTH, break_long_words=False, break_on_hyphens=False))
