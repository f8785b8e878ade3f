"""Names of people in lists, told from everything else that stands beside a title."""

from __future__ import annotations

import re
import unicodedata

ET_AL = re.compile(r"\bet\.?\s?al\b|\band others\b|\bu\.\s?a\.|等|…|\.\.\.", re.I)
"""What says that a list of authors is not complete."""
_NAME = re.compile(r"[^\W\d_][\w.'’ʼ‐-]*(?:\s+[^\W\d_][\w.'’ʼ‐-]*){1,5}")
_CJK_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,8}")
_PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter ten bin ibn al el y e zu zum af av st".split()
)
_NO_NAMES = frozenset(
    """
    an the of for in on with from to via and or by at as is are we how why what when towards toward using learning
    model models network networks data dataset code paper papers project page survey review university institute lab
    labs laboratory research inc ai google meta microsoft openai deepmind nvidia amazon apple facebook alibaba tencent
    baidu bytedance huawei intel ibm adobe salesforce stanford mit berkeley cmu tsinghua group team center centre
    college department school workshop conference journal proceedings transactions preprint arxiv language vision speech
    deep neural generation analysis benchmark evaluation training system systems method methods based video image text
    audio oral spotlight poster best award track international technology science sciences national academy corporation
    company not official unofficial available coming soon new hot recommended project website first open source llm llms
    gpu gpus large small fast efficient automated optimization checkpointing tracking decoding processing serving
    scheduling caching sampling editing prompting reasoning planning coding rendering matching mapping parsing ranking
    pruning tuning scaling searching imaging sensing recovery hours agent agents multi modal self supervised survey
    tutorial technical report blog slides talk part music theory control memory attention diffusion world
    """.split()
)
_NO_NAME_ENDING = re.compile(
    r"[^\W\d_]{2,}(?:tions?|sions?|bility|bilities|ness|ology|ologies|ments|variants|metrics|networks?|models?|based"
    r"|aware|free|driven|wise|shot|scale|level|stage)",
    re.I,
)
_MARKS = re.compile(r"(?<=[\w.])[\s\\]*[*†‡§¶⁎♠♣♥♦✉0-9¹²³⁴⁵⁶⁷⁸⁹,]+$|[*†‡§¶⁎♠♣♥♦✉\\]+")
_AND = re.compile(r"\s*,\s*(?:and|&)\s+|\s+(?:and|&)\s+|\s*[,，、·•]\s*", re.I)
_INVERTED = re.compile(r"([^,;]+),\s*([^,;]+)")
_INITIALS = r"(?:[^\W\d_]\.[\s-]?){1,4}"
_CITED = re.compile(rf"((?:[^\W\d_][\w'’-]*\s?){{1,4}}),\s+({_INITIALS})(?:\s*,?\s*(?:&|and)\s+|\s*,\s*|\s*$)")
"""A name as references write it: ``Petrović, A.``"""


def names_in(text: str) -> tuple[str, ...]:
    """The names in a list of authors; none unless each of its parts is one.

    >>> names_in("Ana Petrović, Jonas Müller and Li Wei")
    ('Ana Petrović', 'Jonas Müller', 'Li Wei')
    >>> names_in("Petrović, A., & Müller, J.")
    ('A. Petrović', 'J. Müller')
    >>> names_in("Speech, Music and Code")
    ()
    """
    bare = text.strip(" ,;")
    if cited := cited_names(bare):
        return cited
    names = tuple(_bare_name(name) for name in _AND.split(bare.rstrip(".")) if name.strip())
    return names if names and all(map(is_name, names)) else ()


def cited_names(text: str) -> tuple[str, ...]:
    """The names in a list whose surnames come first, each with initials; none if there is anything else."""
    names: list[str] = []
    start = 0
    while start < len(text):
        match = _CITED.match(text, start)
        if not match or match.end() == start:
            return ()
        names.append(f"{match[2].strip()} {match[1].strip()}")
        start = match.end()
    return tuple(names)


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
    if len(plain) < 2 or any(word[0].islower() for word in plain):
        return False
    is_noun = any(word.lower() in _NO_NAMES or _NO_NAME_ENDING.fullmatch(word) for word in words)
    return not is_noun and not all(len(word.rstrip(".")) < 2 for word in plain)


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
    if ";" in text or len(parts) > 1:
        inverted = (_INVERTED.fullmatch(part) for part in parts)
        names = [f"{match[2]} {match[1]}" if match else part for match, part in zip(inverted, parts, strict=True)]
    else:
        names = list(cited_names(text.strip())) or [name for name in _AND.split(text.strip(" .,;")) if name.strip()]
    bare = tuple(name for name in map(_bare_name, names) if name)
    return bare if all(map(_may_be_author, bare)) else ()


def _may_be_author(name: str) -> bool:
    is_handle = " " not in name and re.search(r"\d|_|[a-z][A-Z]|[A-Z]{2}|\A[a-z]", name) is not None
    is_text = len(name) > 80 or "http" in name or unicodedata.category(name[0])[0] != "L"
    return not is_handle and not is_text
