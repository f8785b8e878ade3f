"""What a page shows, as frozen values: built from the catalogue before anything is printed.

A template is handed the fields of a view and nothing else, so a page cannot show what its fingerprint
does not cover. Values are plain: texts, numbers, links by the path of the page they lead to, and other
views. How they look in Markdown is decided in ``printing``.
"""

from __future__ import annotations

from dataclasses import Field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar

from generator.storage.cache import fingerprint

_TEMPLATES = Path(__file__).parents[1] / "printing/templates"


class View:
    """Base of frozen dataclasses that a template of their own prints."""

    template: ClassVar[str]
    """Its name in ``printing/templates``."""
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @cached_property
    def fingerprint(self) -> str:
        """Of all values and the template. Views that several pages share, such as cards, compute it once."""
        values = (_canonical(getattr(self, field.name)) for field in fields(self))
        return fingerprint(type(self).__name__, _template_text(self.template), *values)

    @property
    def values(self) -> dict[str, Any]:
        """What the template is handed: the fields by their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _canonical(value: object) -> str:
    """A text that is equal for equal values only."""
    if isinstance(value, View):
        return value.fingerprint
    if isinstance(value, tuple):
        return f"({','.join(map(_canonical, value))})"
    return repr(value)


@cache
def _template_text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")
