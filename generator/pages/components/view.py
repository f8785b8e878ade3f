"""What a page shows, as frozen values: known before anything is printed.

A view says in the words of ``document`` what stands on its page. It sees its own fields and nothing else, so
a page cannot show what its fingerprint does not cover. Values are plain: texts, numbers, links by the path of
the page they lead to, and other views. How they look in Markdown and in HTML is decided in ``printing``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import Field, dataclass, fields
from functools import cache, cached_property
from typing import Any, ClassVar, Generic, TypeGuard, TypeVar

from generator.pages.document.vocabulary import Block
from generator.storage.cache import fingerprint, fingerprint_of_value


class View(ABC):
    """Base of frozen dataclasses that say what a page, or a part of one, shows."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """What it shows, from its fields alone."""

    @cached_property
    def fingerprint(self) -> str:
        """Of all values. Views that several pages share compute it once. What ``blocks`` makes of them is part of the
        program, and its change empties the cache.
        """
        values = (canonical(getattr(self, field.name)) for field in fields(self))
        return fingerprint(type(self).__name__, *values)


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
        """Of the arguments. The function is part of the program, and its change empties the cache."""
        return fingerprint(f"{self.build.__module__}.{self.build.__qualname__}", *map(canonical, self.arguments))

    @property
    def built(self) -> T:
        """What it stands for, built anew."""
        return self.build(*(part.value if isinstance(part, Hashed) else part for part in self.arguments))


def _is_fingerprinted(value: object) -> TypeGuard[View | Deferred[Any] | Hashed[Any]]:
    return _are_fingerprinted(type(value))  # type: ignore[arg-type] # which takes a type's hash for its values'


@cache
def _are_fingerprinted(kind: type) -> bool:
    """Asked once for each type, because abstract classes take long to answer."""
    return issubclass(kind, View | Deferred | Hashed)


def canonical(value: object) -> str:
    """A text that is equal for equal values only, also as one of several: each says where it ends."""
    if type(value) is str:
        return f"{len(value)} {value}"
    if value is None or isinstance(value, int):
        return repr(value)
    if _is_fingerprinted(value):
        return value.fingerprint
    if isinstance(value, tuple):
        return f"({','.join(map(canonical, value))})"
    return fingerprint_of_value(value)
