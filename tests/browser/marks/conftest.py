"""A digest and a paper to mark."""

from __future__ import annotations

import pytest

from generator.model.catalogue import Catalogue
from generator.model.paper import Paper


@pytest.fixture(scope="module")
def digest(catalogue: Catalogue) -> str:
    """The address of the newest digest."""
    return f"digests/{catalogue.digests[0].slug}/"


@pytest.fixture(scope="module")
def paper(catalogue: Catalogue) -> Paper:
    """A paper that the newest digest lists first, with all its authors."""
    return next(one for one in catalogue.by_digest[catalogue.digests[0].slug] if len(one.authors) > 2)
