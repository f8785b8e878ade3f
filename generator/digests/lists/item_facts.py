"""What the text beside a title says: authors, venue, date, how far publication has got."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.model.days import day_from
from generator.model.digest import Stage

VENUES = (
    "NeurIPS|NIPS|ICLR|ICML|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|TACL|LREC|CVPR|ICCV|ECCV|WACV|BMVC|ACCV|3DV|AAAI|IJCAI|ECAI"
    "|KDD|SIGKDD|WWW|TheWebConf|SIGIR|CIKM|WSDM|RecSys|ECIR|ICASSP|Interspeech|ISMIR|WASPAA|MLSP|TASLP|ICRA|IROS|CoRL|RSS|RA-?L"
    "|UAI|AISTATS|COLT|ALT|JMLR|TMLR|TPAMI|PAMI|IJCV|TIP|TMM|TKDE|TNNLS|TOG|SIGGRAPH(?: Asia)?|MICCAI|MedIA|TMI|ISBI|OSDI|SOSP"
    "|NSDI|ATC|USENIX(?: \\w+)?|EuroSys|MLSys|ASPLOS|ISCA|MICRO|HPCA|DAC|SC|PPoPP|VLDB|SIGMOD|PODS|ICDE|EDBT|CHI|UIST|CSCW|IUI|CCS"
    "|NDSS|S&P|FSE|ICSE|ASE|ISSTA|PLDI|POPL|OOPSLA|STOC|FOCS|SODA|CAV|LICS|ISWC|ESWC|ACM ?MM|MM|ICME|ICIP|ICPR|IJCNN|ICANN|ECML"
    "|ECML[- ]PKDD|SDM|ICDM|PAKDD|AAMAS|ICAPS|KR|COLM|CoLM|L4DC|CLeaR|FAccT|AIES|GECCO|Nature(?: [A-Z][A-Za-z]+){0,3}|Science(?: [A-Z][a-z]+){0,2}"
    "|Cell|PNAS|PLOS \\w+|eLife|Bioinformatics|The Lancet(?: [A-Z]\\w+){0,2}|NEJM|BMJ|JAMA|Neuron|Patterns|Distill"
)
_TRACK = (
    r"(?:findings|main|long|short|workshops?|demo|oral|spotlight|poster|best paper|highlight|datasets?|and|&|benchmarks?|db|track"
    r"|industry|journal|student|outstanding paper|award|honorable mention|[Ww]|D&B|tutorial)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’`]\s?\d\d|(?<=[A-Za-z])\d\d)"
_VENUE = re.compile(
    rf"(?:(?:in|at|to appear (?:in|at)|accepted (?:by|to|at|in|for)|published (?:in|at)|appears in|proc\.? of)\s+)?(?:the\s+)?"
    rf"(?P<name>(?:Findings of (?:the )?)?(?:(?:IEEE|ACM|IEEE/CVF|Findings|Trans\.?)\s+)?(?P<known>{VENUES})"
    rf"(?:[\s,:@/()-]*{_TRACK})*(?P<year>[\s,:@-]*{_YEAR})?(?:[\s,:@/()-]*{_TRACK})*)",
    re.I,
)
"""A venue that is known by name."""
_OTHER_VENUE = re.compile(
    rf"(?:in\s+|at\s+|accepted (?:by|to|at)\s+)?(?P<name>[A-Z][\w&/.+-]{{1,15}}(?:\s(?:[A-Z][\w&.-]*|of|the|on|and|in|for|&)){{0,9}}"
    rf"[\s,@-]{{0,3}}{_YEAR}(?:[\s,:@/()-]*{_TRACK})*)"
)
"""Words in capitals before a year."""
_JOURNAL = re.compile(
    r"(?:in\s+)?(?P<name>(?:the\s+)?(?:journal|transactions|proceedings|proc\.|annals|advances|trans\.|ieee|acm|international (?:journal|conference)|conference)\b.{3,100})",
    re.I,
)
_PREPRINT = re.compile(rf"(?:arxiv|preprint|corr|biorxiv|medrxiv|arxiv preprint)(?:[\s,:.-]*(?:{_YEAR}|\d{{4}}[./-]\d{{1,2}}|preprint))?(?:\s?[:.]\s?\d{{4}}\.\d{{4,5}}(?:v\d+)?)?", re.I)
_ACCEPTED = re.compile(r"\b(?:accepted|to appear)\b", re.I)
_TAKEN_BACK = {Stage.RETRACTED: re.compile(r"\W*retracted\W*", re.I), Stage.WITHDRAWN: re.compile(r"\W*withdrawn\W*", re.I)}
_SHORT_YEAR = re.compile(r"(?:((?:19|20)\d\d)|['’`]?\s?(\d\d))\D*$")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DATES = (
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?:[T ]\d\d:\d\d\S*(?: UTC| GMT)?)?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
    re.compile(r"(?P<n>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?:[A-Za-z]{3},\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?\.?\s+(?P<n>[A-Za-z]{3,9})\.?,?\s+(?P<y>(?:19|20)\d\d)(?:\s+\d\d:\d\d\S*.{0,10})?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"),
)
_MONTH = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s?[-./]\s?(?:\d{1,2})|(?:\d{1,2})[-./](?P<y2>(?:19|20)\d\d)|(?P<n>[A-Za-z]{3,9})\.?,?\s+(?P<y3>(?:19|20)\d\d)|(?P<y4>(?:19|20)\d\d)"
    r"|(?P<n2>[A-Za-z]{3,9})\.?\s?['’](?P<y5>\d\d)"
)
ET_AL = re.compile(r"\bet\.?\s?al\b|\band others\b|\bu\.\s?a\.|等|…|\.\.\.", re.I)
"""What says that a list of authors is not complete."""
_NAME = re.compile(r"[^\W\d_](?:[\w.'’ʼ‐-]|\u0301)*(?:\s+[^\W\d_](?:[\w.'’ʼ‐-])*){1,5}")
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,8}")
_PARTICLES = frozenset("de da do dos das del della di du la le van von der den ter ten bin ibn al el y e zu zum af av st".split())
_NO_NAMES = frozenset(
    """
    a an the of for in on with from to via and or by at as is are we how why what when towards toward using learning
    model models network networks data dataset code paper papers project page survey review university institute lab
    labs laboratory research inc ai google meta microsoft openai deepmind nvidia amazon apple facebook alibaba tencent
    baidu bytedance huawei intel ibm adobe salesforce stanford mit berkeley cmu tsinghua group team center centre college
    department school workshop conference journal proceedings transactions preprint arxiv language vision speech deep
    neural generation analysis benchmark evaluation training system systems method methods based video image text audio
    oral spotlight poster best award track international technology science sciences national academy corporation company
    not official unofficial available coming soon new hot recommended project website first open source
    """.split()
)
_MARKS = re.compile(r"(?<=[\w.])[\s\\]*[*†‡§¶⁎♠♣♥♦✉0-9¹²³⁴⁵⁶⁷⁸⁹,]+$|[*†‡§¶⁎♠♣♥♦✉\\]+")
_BREAK = re.compile(r"\s+[-–—|]+\s+|\n|;|\||[()\[\]{}（）【】「」《》<>]|(?<=[^\W\d_]{2})\.(?=\s|$)|(?<=\d)\.(?=\s|$)|。|\s[:：]\s")
_AND = re.compile(r"\s*(?:,\s*(?:and|&)\s+|\s+(?:and|&)\s+|[,，、·•]\s*)\s*", re.I)
_INVERTED = re.compile(r"([^,;]+),\s*([^,;]+)")


@dataclass(slots=True)
class ItemFacts:
    """What is known about a paper beside its title and links."""

    authors: tuple[str, ...] = ()
    is_incomplete: bool = False
    """Are there more authors than are named?"""
    venue: str | None = None
    year: int | None = None
    published: date | None = None
    stage: Stage | None = None
    rest: list[str] = field(default_factory=list)
    """What says none of this."""


def facts_of(pieces: Iterable[tuple[str, bool]]) -> ItemFacts:
    """What pieces of text say. Each comes with whether it is set off as authors often are: in italics, or after "by"."""
    facts = ItemFacts()
    lonely: list[str] = []
    for text, is_set_off in pieces:
        for part in _BREAK.split(_joined_names(text)):
            _take(facts, part.strip(" \t,;:.*_`~\"“”’‘"), lonely, is_set_off=is_set_off)
    if not facts.authors and len(lonely) == 1 and facts.venue:
        facts.authors = (lonely[0],)
    if facts.is_incomplete:
        facts.authors = ()
    if facts.published:
        facts.year = None
    return facts


def _joined_names(text: str) -> str:
    return re.sub(r"\s+[·•]\s+", ", ", text)


def _take(facts: ItemFacts, part: str, lonely: list[str], *, is_set_off: bool) -> None:
    if not re.search(r"\w", part):
        return
    if ET_AL.search(part):
        facts.is_incomplete = True
        names, _, after = part, "", ET_AL.split(part)[-1]
        part = after.strip(" .,;:")
        del names
        if not part:
            return
    if _take_fact(facts, part):
        return
    words = re.sub(r"^(?:by|authors?\s*:)\s+", "", part, flags=re.I)
    items = [item.strip() for item in re.split(r"[,，、]", words)]
    while len(items) > 1 and (not items[-1] or _take_fact(facts, items[-1])):
        items.pop()
    while len(items) > 1 and re.fullmatch(r"(?:19|20)\d\d|\W*", items[0]) and _take_fact(facts, items[0]):
        items.pop(0)
    names = names_in(", ".join(items))
    if names and not facts.authors and (len(names) > 1 or is_set_off or words != part):
        facts.authors = names
    elif len(names) == 1 and not facts.authors:
        lonely.append(names[0])
        if len(items) < len(re.split(r"[,，、]", words)) and facts.venue:
            facts.authors = names
    else:
        facts.rest.append(part)


def _take_fact(facts: ItemFacts, text: str) -> bool:
    """Take a venue, a date or a stage; is it one?"""
    return _take_day(facts, text) or _take_stage(facts, text) or _take_venue(facts, text)


def _take_day(facts: ItemFacts, text: str) -> bool:
    day, year = day_in(text), year_in(text)
    facts.published = facts.published or day
    facts.year = facts.year or year
    return day is not None or year is not None


def _take_stage(facts: ItemFacts, text: str) -> bool:
    taken = next((stage for stage, pattern in _TAKEN_BACK.items() if pattern.fullmatch(text)), None)
    if taken:
        facts.stage = taken
    elif preprint := _PREPRINT.fullmatch(text):
        facts.stage = facts.stage or (None if facts.venue else Stage.PREPRINT)
        facts.year = facts.year or _year_at_end(preprint[0])
        return True
    return taken is not None


def _take_venue(facts: ItemFacts, text: str) -> bool:
    venue = venue_in(text)
    if venue is None:
        return False
    if facts.venue is None:
        facts.venue = venue
        facts.year = facts.year or _year_at_end(venue)
        accepted = Stage.ACCEPTED if _ACCEPTED.search(text) else None
        facts.stage = facts.stage if facts.stage and facts.stage is not Stage.PREPRINT else accepted
    return True


def venue_in(text: str) -> str | None:
    """The venue that a piece of text is, as it is written; else ``None``."""
    match = None
    if len(text) <= 120 and not text.islower():
        known = _VENUE.fullmatch(text)
        # Names that are words, too, count in their own case only: "cell" is none.
        is_known = known and (known["year"] or known["known"][0].isupper())
        match = known if is_known else _OTHER_VENUE.fullmatch(text) or _JOURNAL.fullmatch(text)
    return " ".join(match["name"].split()) if match else None


def is_preprint_server(text: str) -> bool:
    """Is a piece of text only the name of a server of preprints?"""
    return bool(_PREPRINT.fullmatch(text))


def _year_at_end(text: str) -> int | None:
    match = re.search(r"(?:19|20)\d\d", text)
    if match:
        return int(match[0])
    short = re.search(r"(?:['’`]\s?|(?<=[A-Za-z]))(\d\d)\b", text)
    return (2000 if int(short[1]) < 70 else 1900) + int(short[1]) if short else None


def day_in(text: str) -> date | None:
    """The day that a text is, in any usual way of writing with the year; else ``None``."""
    bare = text.strip(" \t\n*_`()[]{}|,:")
    match = next((match for pattern in _DATES if (match := pattern.fullmatch(bare))), None)
    if not match:
        return None
    parts = match.groupdict()
    month = _MONTHS.get(parts["n"][:3].lower()) if parts.get("n") else int(parts["m"])
    return day_from(f"{parts['y']}-{month:02}-{int(parts['d']):02}") if month else None


def year_in(text: str) -> int | None:
    """The year that a text is, alone or with a month; else ``None``."""
    match = _MONTH.fullmatch(text.strip(" \t\n*_`()[]{}|,:"))
    if not match:
        return None
    month = match["n"] or match["n2"]
    if month and month[:3].lower() not in _MONTHS:
        return None
    year = next(filter(None, (match["y"], match["y2"], match["y3"], match["y4"])), None)
    return int(year) if year else 2000 + int(match["y5"])


def names_in(text: str) -> tuple[str, ...]:
    """The names in a list of authors; none unless each of its parts is one.

    >>> names_in("Ana Petrović, Jonas Müller and Li Wei")
    ('Ana Petrović', 'Jonas Müller', 'Li Wei')
    >>> names_in("Speech, Music and Code")
    ()
    """
    names = tuple(_bare_name(name) for name in _AND.split(text.strip(" .,;")) if name.strip())
    return names if names and all(map(is_name, names)) else ()


def _bare_name(name: str) -> str:
    return " ".join(_MARKS.sub("", name).split()).strip(" ,;*")


def is_name(text: str) -> bool:
    """Can a text be the name of a person?"""
    if _CJK_NAME.fullmatch(text):
        return True
    if len(text) > 60 or not _NAME.fullmatch(text):
        return False
    words = text.split()
    plain = [word for word in words if word.lower() not in _PARTICLES]
    is_lower = any(word[0].islower() for word in plain)
    return len(plain) > 1 and not is_lower and not any(word.lower().strip(".") in _NO_NAMES for word in words)


def authors_of(text: str) -> tuple[str, ...]:
    """The authors in a field of that name. None if the list is not complete, or is of accounts rather than names.

    >>> authors_of("Müller, Jonas; Petrović, Ana")
    ('Jonas Müller', 'Ana Petrović')
    >>> authors_of("kcz358, fuzhao")
    ()
    """
    if ET_AL.search(text):
        return ()
    parts = [part.strip() for part in re.split(r";|\n", text) if part.strip(" ,.")]
    if len(parts) > 1:
        names = [" ".join(reversed(match.groups())) if (match := _INVERTED.fullmatch(part)) else part for part in parts]
    else:
        names = [name for name in _AND.split(text.strip(" .,;")) if name.strip()]
    bare = tuple(name for name in map(_bare_name, names) if name)
    return bare if all(map(_may_be_author, bare)) else ()


def _may_be_author(name: str) -> bool:
    words = name.split()
    is_handle = len(words) == 1 and (any(map(str.isdigit, name)) or name[:1].islower() or "_" in name or re.search(r"[a-z][A-Z]|[A-Z]{2}", name))
    return bool(words) and len(name) <= 80 and not is_handle and unicodedata.category(name[0])[0] == "L" and "http" not in name


def joined(texts: Sequence[str]) -> str:
    """Texts on one line."""
    return " ".join(" ".join(texts).split())
