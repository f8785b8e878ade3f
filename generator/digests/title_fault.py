"""Tells what is certainly no title of a paper: markup, a row of a table, an address, a date, the name of a field.

Titles can be nearly anything: ``C``, ``2048``, ``R^2``, ``<think> ...``, ``|V_cb| from Lattices``. What is listed here
is what no title of 10,000 on arXiv looks like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from generator.model.identity import doi, is_placeholder
from generator.text.wording import MONTH_ABBREVIATIONS

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = rf"(?:{'|'.join(MONTH_ABBREVIATIONS)}|mai|dez|okt|märz|fev|avr)[a-zäéû]{{0,6}}\.?"
_TIME = r"(?:[T\s,]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|UTC|GMT|[A-Z]{2,4}|[+-]\d{2}:?\d{2})?)?"
_DAY = (
    rf"(?:\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}[-./]\d{{1,2}}[-./](?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?{_MONTH},?(?:[\s-]+(?:de\s+)?\d{{2,4}})?"
    rf"|{_MONTH}[\s-]+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{_MONTH},?\s+\d{{4}}"
    r"|(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}\s*年\s*\d{1,2}\s*月|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
)
_TAGS = (
    "a|abbr|article|b|blockquote|body|br|button|center|code|dd|del|details|div|dl|dt|em|figure|font|footer|form|h[1-6]"
    "|head|header|hr|html|i|iframe|img|input|ins|item|kbd|li|link|main|mark|meta|nav|ol|p|pre|q|s|script|section|small"
    "|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|title|tr|tt|u|ul|video|xml|entry|feed|rss|channel"
    "|record|rdf:\\w+|dc:\\w+|jats:\\w+|mml:\\w+"
)
_FIELDS = (
    "titles?|authors?|abstracts?|summary|summaries|pdf|pdfs|codes?|links?|urls?|dates?|publish(?:ed)? dates?|published"
    "|submitted|venues?|years?|doi|dois|keywords?|comments?|subjects?|journals?|paper|papers|id|ids|arxiv id|arxiv"
    "|tags|notes?|category|categories|score|type|status|publication|conference|affiliations?|institutions?|github|repo"
    "|repository|project(?: page)?|homepage|website|read more|abs|html|source|bibtex|citations?"
    "|标题|題目|题目|作者|摘要|日期|链接|鏈接|代码|代碼|论文|論文|期刊|年份|关键词|タイトル|著者|概要|リンク|제목|저자|초록|날짜|링크"
    "|название|авторы?|аннотация|дата|ссылка|код|titel|autoren|autor|zusammenfassung|datum|titre|auteurs?|résumé|lien"
    "|título|autores|resumen|resumo|fecha|enlace|titolo|autori|riassunto|العنوان|المؤلفون|الملخص|शीर्षक|लेखक|सार"
)
_HEADINGS = (
    "(?:last )?updated(?: on| at)?:?|papers for|daily papers for|arxiv papers for|new submissions for"
    "|cross[- ]lists? for|replacements for"
)

_FAULTS: Mapping[str, re.Pattern[str]] = {
    "an address": re.compile(r".*(?:https?|ftp|file)://\S+.*|www\.\S+\.\S+|mailto:\S+|<?\S+@\S+\.\w{2,}>?", re.I),
    "an entry of BibTeX": re.compile(
        r"@[a-z]+\s*[{(].*"
        r"|(?:title|booktitle|author|editor|year|journal|eprint|archiveprefix|primaryclass|abstract|publisher|pages|volume|number"
        r"|keywords|howpublished|note|url|doi|month|file)\s*=\s*[{\"\d].*",
        re.I,
    ),
    "a field of RIS": re.compile(
        r"(?:T[YI12]|A[U1-4B]|P[YB]|Y1|D[OA]|UR|ER|KW|J[OF]|SN|VL|[SE]P|N[12]|ID|L[1-4]) {1,2}- ?.*"
    ),
    "a field of EndNote": re.compile(r"%[0-9A-Z@] .+"),
    "a line of a table": re.compile(
        r"[-:|+= ]{3,}|\|[^|]*|[^|]*\|"
        r"|(?:.*\S)? \|+ .+ \|+ .*(?: \|+ ?.*)+|\|.*\||\|.*(?: \||\| ).*|.*(?:\*\*\||\|\*\*|\| \||\|-{3}).*"
    ),
    "markup": re.compile(
        rf"<!--.*|<!\[CDATA.*|<!doctype.*|<\?.*|.*</?(?:{_TAGS})(?:\s[^<>]*)?/?>.*"
        r"|.*!?\[[^\[\]]*\]\([^()]*\).*|.*\[\[.*|.*\]\].*|.*\]\(.*|\[\^?[^\[\]]+\]:\s.*"
        r"|#{1,6} .*|[-*+] \[.*|[-*+•] \*\*.*|> .*|`{3,}.*|~{3,}.*|\{[{%].*|\{\s*\".*|\"\w+\"\s*:.*|\[[ xX]\] .*|:\w+:"
        r"|\\(?:begin|end|item|bibitem|newblock|section|cite)\b.*|\[?(?:!\[|\[!\[).*|&(?:\w+|#\w+);|---.*---|={3,}.*"
        r"|\[[^\]]*|\].*|\{[^}]*|\}.*|\[[^\[\]]*\][^\w\s.]{1,3}|\[[^\[\]]{8,}\][^\w\s.:,)-]\S*|[^\[(]*\].*"
        r"|[*+] [^\W\d_].*|.* #{2,6} .*"
        r"|\.\. \w+::.*",
        re.I,
    ),
    "a date": re.compile(
        rf"\W*{_WEEKDAY}{_DAY}{_TIME}\W*(?:\(showing .*\)\s*)?|\W*\d{{1,2}}:\d{{2}}(?::\d{{2}})?\W*", re.I
    ),
    "the name of a field": re.compile(rf"\W*(?:{_FIELDS})\W*(?:\([\w ]{{1,30}}\)\W*)?", re.I),
    "a field": re.compile(
        r"\W*(?:authors?|title|abstract|doi|arxiv[ _-]?id|urls?|journal[- ]ref|report-no|msc-class|acm-class|subjects"
        r"|categories|keywords|affiliations?)\W*[:：]\W*\s.*"
        r"|\W*(?:(?:publish(?:ed)?|submitted|updated|created)(?: date)?|date|year)\W*:\W*\s\W*\d.*"
        r"|\W*(?:score|stars|pages|upvotes)\W*:\W*\d[\d.,]*\W*"
        r"|\W*(?:category|subject|primary)\W*:\W*\s*[a-z-]+\.[a-z]{2}\b.*"
        r"|.*\*\*[\w ]{2,30}(?::\*\*|\*\*\s*:).*"
        r"|(?:作者|标题|摘要|日期|链接|论文地址|代码)\s*[:：].*",
        re.I,
    ),
    "a heading of a list": re.compile(
        rf"\W*(?:{_HEADINGS})\W*(?:\W|\d|{_DAY}|{_TIME}|today|utc)*|\W*(?:table of )?contents\W*"
        r"|\W*total of \d+ entries.*|\W*showing (?:up to )?\d+.*entries.*|\W*authors and titles for .{0,60}"
        r"|\W*(?:new|cross|replacement|recent) submissions?(?: \(showing.*\)| for .*)?\W*"
        r"|\W*total papers(?: found)?\W*:\W*\d+\W*|\W*(?:\d+|several|all|new|recent|latest|today'?s) papers\W*",
        re.I,
    ),
    "a citation": re.compile(r".*\barxiv preprint arxiv:\s*\d{4}\..*|\[\d{1,3}\] .*", re.I),
    "words in bold": re.compile(r".*(?<![\^{])\*\*[^*\s}][^*]*\*\*(?!\}).*"),
    "the names of authors": re.compile(
        rf"\W*\d+ authors?\W*(?:{_DAY})?\W*\d*|(?!comment|reply|response|on |to )(?:\S+ ){{1,3}}et\.? ?al\.?", re.I
    ),
    "an instruction of a page": re.compile(
        r"\W*(?:back to (?:the )?top|expand|collapse|click here.{0,40}|usage instructions.{0,60}"
        r"|read more(?: on .{0,40})?|skip to (?:main )?content|sign (?:in|up)|log ?in)\W*",
        re.I,
    ),
}
_BARS = re.compile(r"(?:[^|]*(?<![^\s(\-$])\|[^|\s](?:[^|]{0,40}[^|\s])?\|(?=$|[\s\-:,.;)$^]))+[^|]*")
"""Bars in pairs that hug what is between them: absolute values."""
_ID = re.compile(
    r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?|10\.\d{4,9}/[^\s\"<>\]]+|\b[a-z]\d\d-\d{4}\b"
    r"|\b\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+\b",
    re.I,
)
_BEGINS_WITH_ID = re.compile(r"(?:\[\d+\]\s*)?arxiv:\s*\d{4}\.\d{4,5}(?:v\d+)?\b", re.I)
_AROUND_ID = re.compile(
    r"\b(?:arxiv|e-?print|doi|id|pdf|ps|html|other|format|abs|link|links|code|paper|cross-list(?:ed)? from"
    r"|from|replaced|[a-z-]+\.[a-z]{2}|org|dx|s2orc|openreview|acl)\b",
    re.I,
)
_LONGEST = 1500
"""Characters; longer texts are prose, and patterns are not tried on them."""


@lru_cache(maxsize=4096)
def title_fault(title: str) -> str | None:
    """What a text is if it cannot be the title of a paper, in words; else ``None``.

    >>> title_fault("| Title | Authors |")
    'a line of a table'
    >>> title_fault("Contents of a Mind") is None
    True
    """
    text = " ".join(title.split())
    if is_placeholder(text):
        return None
    if not _says_something(text) or len(text) > _LONGEST:
        return "a text as long as a page" if len(text) > _LONGEST else "nothing"
    if doi(text) or _BEGINS_WITH_ID.match(text) or _is_id(text):
        return "an id of a paper"
    if title.strip().count("\t") > 1 or text.count("**") % 2:
        return "markup" if text.count("**") % 2 else "a line of a table"
    return next((name for name, pattern in _FAULTS.items() if _is_fault(name, pattern, text)), None)


def _is_fault(name: str, pattern: re.Pattern[str], text: str) -> bool:
    if not pattern.fullmatch(text):
        return False
    return name != "a line of a table" or not _BARS.fullmatch(text)


def _says_something(text: str) -> bool:
    """Has a text a letter, a digit or a mathematical symbol?"""
    return any(char.isalnum() or (not char.isascii() and unicodedata.category(char) == "Sm") for char in text)


def _is_id(text: str) -> bool:
    """Is a text an id, with nothing but the words that lists put around one?"""
    rest, count = _ID.subn(" ", text)
    return count > 0 and not any(char.isalnum() for char in re.sub(r"\[\d+\]", " ", _AROUND_ID.sub(" ", rest)))
