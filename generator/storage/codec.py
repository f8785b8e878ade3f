"""Plain values for the cache: what a type holds as JSON, and back, checked against the type.

Nothing that is read can name a class or a function: the caller names the type, and its fields say what
may be there. Known are texts, numbers, bytes, dates, enumerations, tuples, lists, mappings, unions and
dataclasses of these. A dataclass is the list of its fields, in their order.
"""

from __future__ import annotations

import base64
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

Json = Any
"""What ``json`` reads and writes."""


class NotOfType(ValueError):
    """A value is not what its type says."""


@dataclass(frozen=True, slots=True)
class Codec:
    """Turns the values of one type into JSON and back. Both raise ``NotOfType``."""

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]
    holds: Callable[[Any], bool]
    """Is a value of this type, as far as its outermost class tells?"""


def codec_of(hint: Any) -> Codec:
    """The codec of a type hint. Raises ``TypeError`` for a type that the cache does not know."""
    return _codec_of(hint)


@cache
def _codec_of(hint: Any) -> Codec:
    if isinstance(hint, NewType):
        return codec_of(hint.__supertype__)
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, arguments = get_origin(hint) or hint, get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if isinstance(origin, type):
        if origin in _COLLECTIONS:
            return _COLLECTIONS[origin](arguments)
        if issubclass(origin, Enum):
            return _enumeration(origin)
        if is_dataclass(origin):
            return _record(origin, arguments)
    raise TypeError(f"the cache cannot hold values of type {hint}")


def _exactly(kind: type) -> Codec:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise NotOfType(f"expected {kind.__name__}, found {type(value).__name__}")
        return value

    return Codec(check, check, lambda value: type(value) is kind)


def _as_text(kind: type, write: Callable[[Any], str], read: Callable[[str], Any]) -> Codec:
    def encode(value: Any) -> str:
        return write(_checked(value, kind))

    def decode(data: Json) -> Any:
        return _converted(read, _checked(data, str))

    return Codec(encode, decode, lambda value: type(value) is kind)


_SCALARS: Mapping[Any, Codec] = {
    **{kind: _exactly(kind) for kind in (str, int, bool, float, type(None))},
    date: _as_text(date, date.isoformat, date.fromisoformat),
    bytes: _as_text(
        bytes, lambda data: base64.b64encode(data).decode(), lambda text: base64.b64decode(text, validate=True)
    ),
}


def _enumeration(kind: type[Enum]) -> Codec:
    members = {member.value: member for member in kind}

    def decode(data: Json) -> Enum:
        if not isinstance(data, str | int) or isinstance(data, bool) or data not in members:
            raise NotOfType(f"expected one of {kind.__name__}, found {data!r}")
        return members[data]

    return Codec(lambda value: _checked(value, kind).value, decode, lambda value: type(value) is kind)


def _tuple(arguments: tuple[Any, ...]) -> Codec:
    if arguments[1:] == (...,):
        return _sequence(tuple, arguments[:1])
    inner = [codec_of(argument) for argument in arguments]
    encoders, decoders = [codec.encode for codec in inner], [codec.decode for codec in inner]

    def convert(values: Iterable[Any], converters: list[Callable[[Any], Any]]) -> list[Any]:
        return [converter(value) for converter, value in _paired(converters, values)]

    return Codec(
        lambda value: convert(_checked(value, tuple), encoders),
        lambda data: tuple(convert(_checked(data, list), decoders)),
        lambda value: type(value) is tuple,
    )


def _sequence(kind: type[list[Any]] | type[tuple[Any, ...]], arguments: tuple[Any, ...]) -> Codec:
    inner = codec_of(arguments[0])
    encode_item, decode_item = inner.encode, inner.decode
    return Codec(
        lambda value: [encode_item(item) for item in _checked(value, kind)],
        lambda data: kind([decode_item(item) for item in _checked(data, list)]),
        lambda value: type(value) is kind,
    )


def _mapping(arguments: tuple[Any, ...]) -> Codec:
    pair = _tuple(arguments)
    return Codec(
        lambda value: [pair.encode(item) for item in _checked(value, dict).items()],
        lambda data: dict(pair.decode(item) for item in _checked(data, list)),
        lambda value: type(value) is dict,
    )


_COLLECTIONS: Mapping[type, Callable[[tuple[Any, ...]], Codec]] = {
    tuple: _tuple,
    list: lambda arguments: _sequence(list, arguments),
    dict: _mapping,
}


def _union(arguments: tuple[Any, ...]) -> Codec:
    """``None`` is null. Where several types are left, a value comes after the position of its type."""
    inner = [codec_of(argument) for argument in arguments if argument is not type(None)]
    is_optional = len(inner) < len(arguments)
    return _optional(inner[0]) if is_optional and len(inner) == 1 else _choice(inner, is_optional=is_optional)


def _optional(inner: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else inner.encode(value),
        lambda data: None if data is None else inner.decode(data),
        lambda value: value is None or inner.holds(value),
    )


def _choice(inner: list[Codec], *, is_optional: bool) -> Codec:
    def holds(value: Any) -> bool:
        return (value is None and is_optional) or any(codec.holds(value) for codec in inner)

    def encode(value: Any) -> Json:
        if value is None and is_optional:
            return None
        for position, codec in enumerate(inner):
            if codec.holds(value):
                return [position, codec.encode(value)]
        raise NotOfType(f"expected one of {len(inner)} types, found {type(value).__name__}")

    def decode(data: Json) -> Any:
        if data is None and is_optional:
            return None
        position, value = _pair(data)
        if type(position) is not int or not 0 <= position < len(inner):
            raise NotOfType(f"expected a position below {len(inner)}, found {position!r}")
        return inner[position].decode(value)

    return Codec(encode, decode, holds)


def _record(kind: type, arguments: tuple[Any, ...]) -> Codec:
    hints = get_type_hints(kind)
    variables: dict[Any, Any] = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=False))
    names = [field.name for field in fields(kind)]
    inner = [codec_of(_filled_in(hints[name], variables)) for name in names]
    encoders = [(name, codec.encode) for name, codec in zip(names, inner, strict=True)]
    decoders = [codec.decode for codec in inner]

    def encode(value: Any) -> Json:
        _checked(value, kind)
        return [encode_field(getattr(value, name)) for name, encode_field in encoders]

    def decode(data: Json) -> Any:
        return kind(*[decode_field(item) for decode_field, item in _paired(decoders, _checked(data, list))])

    return Codec(encode, decode, lambda value: type(value) is kind)


def _filled_in(hint: Any, variables: Mapping[Any, Any]) -> Any:
    """A hint with its type variables replaced."""
    if isinstance(hint, TypeVar):
        return variables[hint]
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(variables[parameter] for parameter in parameters)] if parameters else hint


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise NotOfType(f"expected {kind.__name__}, found {type(value).__name__}")
    return value


def _converted(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError as error:
        raise NotOfType(str(error)) from error


def _pair(data: Json) -> tuple[Json, Json]:
    if type(data) is not list or len(data) != 2:
        raise NotOfType(f"expected a position and a value, found {data!r}")
    return data[0], data[1]


def _paired(converters: list[Callable[[Any], Any]], values: Any) -> Iterable[tuple[Callable[[Any], Any], Any]]:
    if len(converters) != len(values):
        raise NotOfType(f"expected {len(converters)} values, found {len(values)}")
    return zip(converters, values, strict=True)
