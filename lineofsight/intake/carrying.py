"""A read report carried from one process to another, and nothing lost on the way.

`documents.to_json` is for people and programs outside: there a figure is a plain number and a term has no place. What
is carried here comes back equal to what was sent, with «37.50» still «37.50». It is JSON, so it can hold no code.
"""

import dataclasses
import json
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints, overload

from lineofsight.intake.documents import Document, Json

Shape = TypeVar("Shape")


class NotCarried(ValueError):
    """What arrived is no report."""


def packed(document: object) -> Json:
    """A report, or another frozen value, as JSON values: each thing a list of its fields, in their order."""
    return _packed(document)


@overload
def unpacked(text: str | bytes) -> Document: ...
@overload
def unpacked(text: str | bytes, shape: type[Shape]) -> Shape: ...
def unpacked(text: str | bytes, shape: type[Any] = Document) -> Any:
    """The report again, each value of the type that it must have. Raises NotCarried for anything else."""
    try:
        found = _unpacked(json.loads(text), shape)
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError) as trouble:
        raise NotCarried("What arrived is no report.") from trouble
    if not isinstance(found, shape):
        raise NotCarried("What arrived is no report.")
    return found


def _packed(value: object) -> Json:
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_packed(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            return [_packed(getattr(value, field.name)) for field in dataclasses.fields(value)]
    raise NotCarried(f"A {type(value).__name__} has no place in a report.")


def _unpacked(value: Any, shape: Any) -> object:
    if get_origin(shape) is tuple:
        return tuple(_unpacked(item, get_args(shape)[0]) for item in _listed(value))
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        hints = get_type_hints(shape)
        fields = [hints[field.name] for field in dataclasses.fields(shape)]
        return shape(*(_unpacked(item, hint) for item, hint in zip(_listed(value), fields, strict=True)))
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape(value)
    found = Decimal(value["decimal"]) if isinstance(value, dict) else value
    if not isinstance(found, shape):
        raise NotCarried("A value of another kind arrived.")
    return found


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise NotCarried("A list was expected.")
    return value
