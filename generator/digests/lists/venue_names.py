"""Names of conferences and journals as lists write them: ``ICLR'26``, ``NeurIPS 2026 (Oral)``, ``Nature``."""

from __future__ import annotations

import re

_KNOWN = (
    "NeurIPS|NIPS|ICLR|ICML|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|TACL|LREC|CVPR|ICCV|ECCV|WACV|BMVC|ACCV|3DV|AAAI"
    "|IJCAI|ECAI|KDD|SIGKDD|WWW|TheWebConf|SIGIR|CIKM|WSDM|RecSys|ECIR|ICASSP|Interspeech|ISMIR|WASPAA|MLSP|TASLP|ICRA"
    "|IROS|CoRL|RSS|RA-?L|UAI|AISTATS|COLT|ALT|JMLR|TMLR|TPAMI|PAMI|IJCV|TIP|TMM|TKDE|TNNLS|TOG|SIGGRAPH(?: Asia)?"
    "|MICCAI|MedIA|TMI|ISBI|OSDI|SOSP|NSDI|ATC|USENIX(?: \\w+)?|EuroSys|MLSys|ASPLOS|ISCA|MICRO|HPCA|DAC|SC|PPoPP|VLDB"
    "|SIGMOD|PODS|ICDE|EDBT|CHI|UIST|CSCW|IUI|CCS|NDSS|S&P|FSE|ICSE|ASE|ISSTA|PLDI|POPL|OOPSLA|STOC|FOCS|SODA|CAV|LICS"
    "|ISWC|ESWC|ACM ?MM|MM|ICME|ICIP|ICPR|IJCNN|ICANN|ECML[- ]PKDD|ECML|SDM|ICDM|PAKDD|AAMAS|ICAPS|KR|COLM|L4DC|CLeaR"
    "|FAccT|AIES|GECCO|Nature(?: [A-Z][A-Za-z]+){0,3}|Science(?: [A-Z][a-z]+){0,2}|Cell|PNAS|PLOS \\w+|eLife"
    "|Bioinformatics|The Lancet(?: [A-Z]\\w+){0,2}|NEJM|BMJ|JAMA|Neuron|Patterns|Distill"
)
_TRACK = (
    r"(?:findings|main|long|short|workshops?|demo|oral|spotlight|poster|best paper|highlight|datasets?|and|&"
    r"|benchmarks?|db|track|industry|journal|student|outstanding paper|award|honorable mention|w|d&b|tutorial)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’`]\s?\d\d|(?<=[A-Za-z])\d\d)"
_IN = r"(?:(?:in|at|(?:to appear|appears|published) (?:in|at)|accepted (?:by|to|at|in|for))[:\s]\s*)?(?:the\s+)?"
_VENUE = re.compile(
    rf"{_IN}(?P<name>(?:(?:proc|proceedings|findings)(?: of)?(?: the)? )?(?:(?:IEEE/CVF|IEEE|ACM|Trans\.?)\s+)?"
    rf"(?P<known>{_KNOWN})(?:[\s,:@/()-]{{0,3}}{_TRACK}\b){{0,6}}(?P<year>[\s,:@-]{{0,3}}{_YEAR})?"
    rf"(?:[\s,:@/()-]{{0,3}}{_TRACK}\b){{0,6}})",
    re.I,
)
"""A venue that is known by name."""
_OTHER = re.compile(
    rf"{_IN}(?P<name>[A-Z][\w&/.+-]{{1,15}}(?:\s(?:[A-Z][\w&.-]{{0,30}}|of|the|on|and|in|for|&)){{0,9}}[\s,@-]{{0,3}}"
    rf"{_YEAR}(?:[\s,:@/()-]{{0,3}}{_TRACK}\b){{0,6}})"
)
"""Words in capitals before a year."""
_PERSON = re.compile(
    r"[A-Z][a-zà-ÿ]+\s[A-Z][a-zà-ÿ]+(?<!s)(?<!ing)(?<!ion)(?<!ence)(?<!ogy)(?<!ure)(?<!try)(?<!al)(?<!phy)\W{0,2}\s"
    r"(?:19|20)\d\d"
)
"""A person and a year: two words in capitals of which the last is no noun, as that of a journal or an event is."""
_JOURNAL = re.compile(
    rf"{_IN}(?P<name>(?:journal|transactions|proceedings|annals|advances|trans\.|ieee|acm|international conference"
    r"|international journal|conference)\b[^\d,;]{3,100}(?:\b(?:19|20)\d\d)?).{0,40}",
    re.I,
)
_PREPRINT = re.compile(
    r"(?:arxiv|preprint|corr|biorxiv|medrxiv|arxiv preprint|pre-print)"
    rf"(?:[\s,:.-]{{0,3}}(?:{_YEAR}|\d{{4}}[./-]\d{{1,2}}"
    r"|preprint))?(?:\s?[:.]?\s?\d{4}\.\d{4,5}(?:v\d+)?)?",
    re.I,
)
_FULL_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"(?:\s?['’`]\s?|(?<=[A-Za-z])['’`]?\s?['’`]?)(\d\d)(?!\d)")


def venue_in(text: str) -> str | None:
    """The venue that a text is, with its year in full where it has one; ``None`` for any other text.

    >>> venue_in("ICLR'26")
    'ICLR 2026'
    """
    if len(text) > 120 or text.islower() or is_preprint_server(text):
        return None
    match = _VENUE.fullmatch(text)
    # Names that are words, too, count in their own case only: "cell" is none.
    if match and not (match["year"] or match["known"][0].isupper()):
        match = None
    match = match or _OTHER.fullmatch(text) or _JOURNAL.fullmatch(text)
    return _written(match["name"]) if match and (match.re is not _OTHER or not _PERSON.fullmatch(text)) else None


def _written(name: str) -> str:
    """A venue with a space before its year: ``ICCV, 2021`` and ``ICCV21`` are ``ICCV 2021``."""
    venue = " ".join(name.split()).strip(" ,:")
    if _FULL_YEAR.search(venue):
        return re.sub(r"(?<=[^\W\d_])[\s,:@-]{0,3}((?:19|20)\d\d)", r" \1", venue, count=1)
    return _SHORT_YEAR.sub(lambda match: f" {_century(int(match[1]))}{match[1]}", venue, count=1)


def _century(year: int) -> int:
    return 20 if year < 70 else 19


def is_preprint_server(text: str) -> bool:
    """Is a text only the name of a server of preprints, perhaps with a year or an id?"""
    return bool(_PREPRINT.fullmatch(text))


def year_of_venue(text: str) -> int | None:
    """The year in the name of a venue.

    >>> year_of_venue("ICLR 2026")
    2026
    """
    match = _FULL_YEAR.search(text)
    return int(match[0]) if match else None
