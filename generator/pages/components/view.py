"""What a page shows, as frozen values: known before anything is printed.

A template is handed the fields of a view and nothing else, so a page cannot show what its fingerprint
does not cover. Values are plain: texts, numbers, links by the path of the page they lead to, and other
views. How they look in Markdown is decided in ``printing``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from generator.storage.cache import fingerprint

_TEMPLATES = Path(__file__).parents[1] / "printing/templates"


class View:
    """Base of frozen dataclasses that a template of their own prints."""

    template: ClassVar[str]
    """Its name in ``printing/templates``."""
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @cached_property
    def fingerprint(self) -> str:
        """Of all values and the template. Views that several pages share compute it once."""
        values = (canonical(getattr(self, field.name)) for field in fields(self))
        return fingerprint(type(self).__name__, template_text(self.template), *values)

    @property
    def values(self) -> dict[str, Any]:
        """What the template is handed: the fields by their names."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hashed(Generic[T]):
    """A large value whose fingerprint is known already."""

    value: T
    fingerprint: str


@dataclass(frozen=True)
class Deferred(Generic[T]):
    """A part of a view that is built only to be printed, because there are many and few of them change.

    It depends on the arguments alone: what builds it is a function of a module, never a method or a
    closure, so it gets at nothing else.
    """

    build: Callable[..., T]
    arguments: tuple[object, ...]

    def __post_init__(self) -> None:
        assert self.build.__qualname__.isidentifier(), "expected a function of a module"

    @cached_property
    def fingerprint(self) -> str:
        """Of the arguments. Function and template are part of the program, and its change empties the cache."""
        return fingerprint(f"{self.build.__module__}.{self.build.__qualname__}", *map(canonical, self.arguments))

    @property
    def built(self) -> T:
        """What it stands for, built anew."""
        return self.build(*(part.value if isinstance(part, Hashed) else part for part in self.arguments))


def canonical(value: object) -> str:
    """A text that is equal for equal values only."""
    if isinstance(value, View | Deferred | Hashed):
        return value.fingerprint
    if isinstance(value, tuple):
        return f"({','.join(map(canonical, value))})"
    return repr(value)


@cache
def template_text(name: str) -> str:
    """The text of a template."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")
