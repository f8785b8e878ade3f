"""Which paper an address leads to, and what else the links beside a paper are: its code, its project, a talk."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from generator.digests.doi_addresses import doi_in_address
from generator.digests.stated_ids import StatedIds
from generator.model.identity import acl_id, arxiv_id, doi, openreview_id

_MIRROR = re.compile(
    r"https?://(?:www\.|browse\.|labs\.)*(?:huggingface\.co/papers|hf\.co/papers|alphaxiv\.org/(?:abs|overview|pdf)"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)|ar5iv\.org|scirate\.com/arxiv|papers\.cool/arxiv|arxiv-vanity\.com/papers"
    r"|(?:api\.)?semanticscholar\.org/(?:arxiv:|arxiv/)|arxiv\.gg/abs|paperswithcode\.com/paper/arxiv|arxiv\.org/(?:abs|pdf|html))"
    r"/*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.I,
)
"""Pages elsewhere whose address holds an arXiv id."""
_PAPER_HOSTS = frozenset(
    """
    aaai.org aclanthology.org aclweb.org acm.org acs.org aip.org annualreviews.org aps.org archives.ismir.net
    arxiv.org ascelibrary.org asme.org biorxiv.org bmj.com bmva-archive.org.uk bmvc2022.mpi-inf.mpg.de cambridge.org
    cell.com chemrxiv.org computer.org copernicus.org degruyter.com direct.mit.edu distill.pub dlib.org doi.org
    drops.dagstuhl.de ecva.net elifesciences.org emerald.com eprint.iacr.org epubs.siam.org europepmc.org
    frontiersin.org hal.archives-ouvertes.fr hal.science ieee.org ieeecomputersociety.org ieeexplore.ieee.org
    ijcai.org informs.org iop.org isca-archive.org isca-speech.org ismir.net jair.org jamanetwork.com jmlr.org
    jstor.org liebertpub.com mdpi.com medrxiv.org mitpress.mit.edu mitpressjournals.org mlr.press mlsys.org
    nature.com ncbi.nlm.nih.gov ndss-symposium.org nejm.org ojs.aaai.org openaccess.thecvf.com openreview.net
    opg.optica.org osa.org osf.io oup.com papers.neurips.cc papers.nips.cc paperswithcode.com plos.org pnas.org
    preprints.org proceedings.mlr.press proceedings.neurips.cc psyarxiv.com psycnet.apa.org pubmed.ncbi.nlm.nih.gov
    researchgate.net researchsquare.com roboticsproceedings.org royalsocietypublishing.org rsc.org sagepub.com
    science.org sciencedirect.com sciencemag.org scitation.org semanticscholar.org siam.org springer.com ssrn.com
    tandfonline.com tdcommons.org techrxiv.org thecvf.com thelancet.com thieme-connect.com transacl.org
    transactions.ismir.net usenix.org vldb.org wiley.com worldscientific.com zenodo.org
    """.split()
)
"""Hosts that publish papers."""
_ID_HOSTS = frozenset(("arxiv.org", "doi.org", "openreview.net", "aclanthology.org"))
"""Hosts at which nothing but an address with an id is a paper."""
_NO_PAPER_PATH = re.compile(
    r"/(?:list|search|a|help|group|profile|author|venues?|events?|people|volumes)(?:[/?]|$)|^/?$", re.I
)
_CODE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)/[^/\s]+/[^/\s]+\S*", re.I
)
_KEPT_BESIDE = re.compile(r"(?![a-z][\w+.-]*:|//)[^?#]{1,300}\.pdf(?:[?#].*)?", re.I)
_WEB = re.compile(r"https?://\S+", re.I)

_PAPER_LABELS = frozenset(
    "paper papers pdf pdfs arxiv ar5iv preprint doi abs abstract openreview acl anthology full text fulltext article"
    " proceedings html link official survey the to 论文 原文 论文链接".split()
)
_CODE_LABELS = frozenset("code codes github gitlab repo repository official source the to link 代码".split())
_PROJECT_LABELS = frozenset("project projects website web site home homepage page pages webpage 主页 项目".split())
_LABELS = (
    _PAPER_LABELS
    | _CODE_LABELS
    | _PROJECT_LABELS
    | frozenset(
        """
        demo demos video videos slides slide poster posters data dataset datasets benchmark model models weights
        checkpoint checkpoints blog blogs post links url urls tweet tweets twitter x thread supp suppl supplementary
        supplemental material materials appendix bib bibtex cite citation citations talk youtube hugging face
        huggingface hf colab notebook tensorflow tf pytorch torch jax matlab unofficial here download doc docs
        documentation review reviews summary notes media press news card leaderboard space spaces app playground
        scholar semantic dblp zhihu bilibili wechat star stars read more show view open details detail and on or
        modelscope kaggle online live reddit medium implementation impl api
        """.split()
    )
)
"""Words of links that say only what kind of thing they lead to."""
_BESIDE_LABELS = frozenset(
    "slides slide poster posters supp suppl supplementary supplemental appendix talk video videos bib bibtex cite"
    " citation dataset datasets data demo blog tweet twitter youtube code github project website".split()
)
_LABEL_WORD = re.compile(r"[^\W_]+")
_VERSION_WORD = re.compile(r"v?\d+(?:v\d+)?", re.I | re.A)


@lru_cache(maxsize=4096)
def paper_address(address: str) -> StatedIds | None:
    """The paper that an address leads to, or an id names; else ``None``."""
    bare = address.strip().rstrip(".,;")
    mirror = _MIRROR.fullmatch(bare)
    if arxiv := arxiv_id(mirror[1] if mirror else bare):
        return StatedIds(arxiv)
    if acl := acl_id(bare):
        return StatedIds(acl=acl)
    if openreview := openreview_id(bare):
        return StatedIds(openreview=openreview)
    if found := doi(bare) or (None if is_code(bare) else doi_in_address(bare)):
        return StatedIds(arxiv_id(found)) if arxiv_id(found) else StatedIds(doi=found)
    return StatedIds(url=bare) if is_of_publisher(bare) and not is_at(bare, _ID_HOSTS) else None


def is_at(address: str, hosts: frozenset[str]) -> bool:
    """Is an address at one of some hosts, or below it?"""
    parts = host_of(address).split(".")
    return any(".".join(parts[index:]) in hosts for index in range(len(parts)))


def host_of(address: str) -> str:
    """The host of an address in lower case; empty if it has none."""
    try:
        return (urlsplit(address).hostname or "").lower() if _WEB.fullmatch(address) else ""
    except ValueError:
        return ""


def is_of_publisher(address: str) -> bool:
    """Does an address lead to a paper at one of the hosts that publish papers?"""
    if not is_at(address, _PAPER_HOSTS):
        return False
    return not _NO_PAPER_PATH.match(urlsplit(address).path)


def is_pdf(address: str) -> bool:
    """Does an address lead to a document?"""
    return bool(_WEB.fullmatch(address)) and urlsplit_path(address).endswith(".pdf")


def is_kept_beside(target: str) -> bool:
    """Does a link lead to a document in the folder of the list?"""
    return bool(_KEPT_BESIDE.fullmatch(target.strip()))


def urlsplit_path(address: str) -> str:
    """The path of an address in lower case; empty if it cannot be split."""
    try:
        return urlsplit(address).path.lower()
    except ValueError:
        return ""


def is_web(address: str | None) -> bool:
    """Is it a whole address of the web?"""
    return bool(address and _WEB.fullmatch(address))


def is_code(address: str) -> bool:
    """Does an address lead to a repository?"""
    return bool(_CODE.fullmatch(address))


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Does a link say only what kind of thing it leads to, as ``[PDF]`` does, or only an id or an address?"""
    return _is_made_of(text, _LABELS) or is_web(text.strip())


def is_paper_label(text: str) -> bool:
    """Does a link say that it leads to the paper?"""
    return _is_made_of(text, _PAPER_LABELS) and any(word.isalpha() for word in _LABEL_WORD.findall(text))


def is_code_label(text: str) -> bool:
    """Does a link say that it leads to the code?"""
    return _is_made_of(text, _CODE_LABELS)


def is_project_label(text: str) -> bool:
    """Does a link say that it leads to the page of a project?"""
    return _is_made_of(text, _PROJECT_LABELS)


def is_beside_paper(text: str) -> bool:
    """Does a link say that it leads to slides, a talk or other things beside a paper?"""
    return _is_made_of(text, _LABELS) and any(word.lower() in _BESIDE_LABELS for word in _LABEL_WORD.findall(text))


def _is_made_of(text: str, labels: frozenset[str]) -> bool:
    words = _LABEL_WORD.findall(text[:100])
    return len(text) <= 60 and all(word.lower() in labels or _VERSION_WORD.fullmatch(word) for word in words)
