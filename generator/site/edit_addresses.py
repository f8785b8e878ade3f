"""Where the host of the repository lets a reader edit what a page is made of."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig

_SHIPPED_CONTENT = "content"
"""The content folder that ``edit_uri`` in ``mkdocs.yml`` names."""


def edit_uri(config: MkDocsConfig, folder: Path) -> str | None:
    """Where pages of a content folder are edited. ``edit_uri`` names the folder ``content``; another has another
    address, and one outside the repository, or a list without a public repository, has none.
    """
    uri = config.edit_uri
    if not config.repo_url or not uri:
        return None
    shipped = f"{_SHIPPED_CONTENT}/pages/"
    if not uri.endswith(f"/{shipped}"):
        return uri
    root = Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
    if not folder.is_relative_to(root):
        return None
    return f"{uri.removesuffix(shipped)}{quote(folder.relative_to(root).as_posix())}/pages/"


def folders_to_edit(config: MkDocsConfig) -> tuple[str, str]:
    """Addresses below which the host of the repository lets one edit a file of the content folder, and write
    a new one. Empty where ``edit_uri`` says nothing of the kind.
    """
    folder = (config.edit_uri or "").partition("pages/")[0]
    if not config.repo_url or "edit/" not in folder:
        return "", ""
    base = config.repo_url.rstrip("/") + "/"
    return base + folder, base + folder.replace("edit/", "new/", 1)
