"""DOIs in the addresses of publishers, proxies and other pages about papers."""

from __future__ import annotations

import pytest

from generator.digests.doi_addresses import doi_in_address
from generator.digests.feeds.item_ids import doi_in
from generator.digests.lists.paper_links import paper_address
from generator.digests.stated_ids import StatedIds
from generator.model.identity import Doi

ACM = "10.1145/3292500.3330919"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://doi.acm.org/10.1145/3292500.3330919", ACM),
        ("https://dx.doi.org/10.1145/3292500.3330919", ACM),
        ("https://doi.org/doi:10.1145/3292500.3330919", ACM),
        ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330919?download=true", ACM),
        ("https://dl.acm.org/citation.cfm?doid=3292500.3330919", ACM),
        ("https://dl-acm-org.proxy.example.edu/doi/10.1145/3292500.3330919", ACM),
        ("https://onlinelibrary.wiley.com/doi/full/10.1111/cgf.13910", "10.1111/cgf.13910"),
        ("http://doi.ieeecomputersociety.org/10.1109/CVPR.2016.90", "10.1109/cvpr.2016.90"),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0185809", "10.1371/journal.pone.0185809"),
        ("https://psycnet.apa.org/doiLanding?doi=10.1037%2Flaw0000080", "10.1037/law0000080"),
        ("https://link.springer.com/chapter/10.1007%2F978-3-030-01234-2_1", "10.1007/978-3-030-01234-2_1"),
        ("https://www.emerald.com/insight/content/doi/10.1108/JD-01-2019-0001/full/html", "10.1108/jd-01-2019-0001"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf+html", "10.1101/2020.01.01.123456"),
        ("https://www.nature.com/articles/s41586-024-0001-1.pdf", "10.1038/s41586-024-0001-1"),
    ],
)
def test_a_doi_in_an_address_is_read_in_lists_and_in_feeds(address: str, found: str) -> None:
    assert doi_in(address) == found
    assert paper_address(address) == StatedIds(doi=Doi(found))


@pytest.mark.parametrize(
    "address",
    [
        "https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2",
        "https://ieeexplore.ieee.org/document/7780459",
        "https://dl.acm.org/citation.cfm?id=3330919",
        "https://[broken/10.1145/3292500.3330919",
    ],
)
def test_a_doi_that_is_not_there_or_would_be_cut_is_none(address: str) -> None:
    assert doi_in_address(address) is None
