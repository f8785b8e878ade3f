"""Which paper an address leads to, and what else the links beside a paper are: its code, its project, a talk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.model.identity import AclId, ArxivId, Doi, OpenReviewId, acl_id, arxiv_id, doi, openreview_id

_MIRROR = re.compile(
    r"https?://(?:www\.|browse\.|labs\.)*(?:huggingface\.co/papers|hf\.co/papers|alphaxiv\.org/(?:abs|overview|pdf)"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)|ar5iv\.org|scirate\.com/arxiv|papers\.cool/arxiv|arxiv-vanity\.com/papers"
    r"|(?:api\.)?semanticscholar\.org/(?:arxiv:|arxiv/)|arxiv\.gg/abs|paperswithcode\.com/paper/arxiv|arxiv\.org/(?:abs|pdf|html))"
    r"/*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.I,
)
"""Pages elsewhere whose address holds an arXiv id."""
_DOI_INSIDE = re.compile(r"/(10\.\d{4,9}/[^\s?#]+)")
_DOI_END = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|fulltext|summary)+|\.full(?:\.pdf)?|\.pdf|\.html?|\.abstract|/)+$", re.I
)
_VERSION = re.compile(r"(10\.1101/\d[\d.]*)v\d+.*", re.I)
"""bioRxiv and medRxiv put the version behind the DOI."""
_NATURE = re.compile(r"https?://(?:www\.)?nature\.com/articles/([a-z]{1,6}[\d-][\w-]*?)(?:\.pdf)?/?(?:[?#]\S*)?", re.I)
_DOI_HOSTS = (
    "acm.org springer.com wiley.com science.org sciencemag.org pnas.org tandfonline.com sagepub.com acs.org aps.org"
    " biorxiv.org medrxiv.org plos.org frontiersin.org iop.org royalsocietypublishing.org annualreviews.org siam.org"
    " aip.org bmj.com mitpress.mit.edu worldscientific.com degruyter.com cambridge.org oup.com psycnet.apa.org"
    " epubs.siam.org informs.org liebertpub.com ascelibrary.org asme.org emerald.com thieme-connect.com chemrxiv.org"
).split()
_PAPER_HOSTS = (
    *_DOI_HOSTS,
    *(
        "nature.com sciencedirect.com cell.com ieeexplore.ieee.org ieee.org jmlr.org proceedings.mlr.press mlr.press"
        " papers.nips.cc proceedings.neurips.cc papers.neurips.cc openaccess.thecvf.com thecvf.com ecva.net mdpi.com"
        " ssrn.com semanticscholar.org ncbi.nlm.nih.gov pubmed.ncbi.nlm.nih.gov europepmc.org hal.science"
        " hal.archives-ouvertes.fr usenix.org isca-archive.org isca-speech.org ojs.aaai.org aaai.org ijcai.org"
        " roboticsproceedings.org distill.pub thelancet.com nejm.org jamanetwork.com elifesciences.org rsc.org osa.org"
        " opg.optica.org copernicus.org psyarxiv.com osf.io techrxiv.org researchsquare.com preprints.org eprint.iacr.org"
        " researchgate.net vldb.org ndss-symposium.org bmva-archive.org.uk bmvc2022.mpi-inf.mpg.de drops.dagstuhl.de"
        " zenodo.org mlsys.org ismir.net transactions.ismir.net archives.ismir.net dlib.org scitation.org jair.org"
        " transacl.org aclweb.org aclanthology.org openreview.net arxiv.org doi.org paperswithcode.com tdcommons.org"
    ).split(),
)
_NO_PAPER_PATH = re.compile(r"/(?:list|search|a|help|group|profile|author|venues?|events?|people|volumes)(?:[/?]|$)|^/?$", re.I)
_CODE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)/[^/\s]+/[^/\s]+\S*", re.I)
_WEB = re.compile(r"https?://\S+", re.I)

_PAPER_LABELS = frozenset(
    "paper papers pdf pdfs arxiv ar5iv preprint doi abs abstract openreview acl anthology full text fulltext article"
    " proceedings html link official the to 论文 原文 论文链接".split()
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


@dataclass(frozen=True, slots=True)
class PaperAddress:
    """What an address says about the identity of a paper."""

    arxiv: ArxivId | None = None
    doi: Doi | None = None
    openreview: OpenReviewId | None = None
    acl: AclId | None = None
    url: str | None = None
    """Where none of the ids is known."""

    @property
    def key(self) -> str:
        """The same for two addresses that name one paper in the same way."""
        return f"{self.arxiv or ''} {self.doi or ''} {self.openreview or ''} {self.acl or ''} {self.url or ''}".strip()


def paper_address(address: str) -> PaperAddress | None:
    """The paper that an address leads to, or an id names; else ``None``."""
    bare = address.strip().rstrip(".,;")
    mirror = _MIRROR.fullmatch(bare)
    if arxiv := arxiv_id(mirror[1] if mirror else bare):
        return PaperAddress(arxiv)
    if acl := acl_id(bare):
        return PaperAddress(acl=acl)
    if openreview := openreview_id(bare):
        return PaperAddress(openreview=openreview)
    if found := doi(bare) or _doi_inside(bare):
        return PaperAddress(arxiv_id(found)) if arxiv_id(found) else PaperAddress(doi=found)
    return PaperAddress(url=bare) if is_of_publisher(bare) else None


def _doi_inside(address: str) -> Doi | None:
    """The DOI in a publisher's address."""
    if nature := _NATURE.fullmatch(address):
        return doi(f"10.1038/{nature[1]}")
    inside = _DOI_INSIDE.search(unquote(address))
    if not inside or not is_at(address, _DOI_HOSTS):
        return None
    found = _DOI_END.sub("", inside[1])
    version = _VERSION.fullmatch(found)
    return doi(version[1] if version else found)


def is_at(address: str, hosts: Iterable[str]) -> bool:
    """Is an address at one of some hosts, or below it?"""
    host = host_of(address)
    return any(host == known or host.endswith(f".{known}") for known in hosts)


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
