"""The address of the site, for commands that build none."""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.site.exports.exported_texts import site_root


class NoAddress(Exception):
    """The configuration cannot be read, or does not say where the site is; the message says which."""


def site_address(config: Path) -> str:
    """Where MkDocs' configuration says that the site is, with a slash at its end. Raises ``NoAddress``."""
    try:
        with config.open("rb") as file:
            url = yaml_load(file, get_yaml_loader()).get("site_url")
    except (yaml.YAMLError, ConfigurationError, AttributeError, UnicodeError) as error:
        raise NoAddress(f"'{config}' is not a configuration of MkDocs: {' '.join(str(error).split())}") from error
    root = site_root(url) if isinstance(url, str) else None
    if root is None or not root.startswith(("https://", "http://")):
        raise NoAddress(f"expected the address of the site in '{config}'; set site_url, or PAPERSHELF_SITE_URL")
    return root
