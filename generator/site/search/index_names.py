"""Where the site has the search index, and how its files are named."""

from __future__ import annotations

import hashlib
from base64 import b32encode

INDEX_FOLDER = "search-index"
"""Below the site."""
HASH_LENGTH = 5
"""Characters of the hash in the name of a file."""


def hash_of(text: str) -> str:
    """What the name of a file with this text ends in."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=10).digest()
    return b32encode(digest).decode("ascii").lower()[:HASH_LENGTH]
