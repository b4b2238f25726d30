"""What was read carried from one process to another, and nothing lost on the way: a report, or the blocks of a file.

`documents.to_json` is for people and programs outside: there a figure is a plain number and a term has no place. What
is carried here comes back equal to what was sent, with «37.50» still «37.50». It is JSON, so it can hold no code.
"""

import dataclasses
import json
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from lineofsight.intake.documents import Json

T = TypeVar("T")


class NotCarried(ValueError):
    """What arrived is not what was read."""


def packed(read: object) -> Json:
    """What was read as JSON values: each thing a list of its fields, in their order."""
    return _packed(read)


def unpacked_as(kind: type[T], text: str | bytes) -> T:
    """A value of this kind again, such as the blocks of a file (FileRead). Raises NotCarried for anything else."""
    try:
        found = _unpacked(json.loads(text), kind)
    except (ValueError, TypeError, KeyError, InvalidOperation, RecursionError) as trouble:
        raise NotCarried("What arrived is not what was read.") from trouble
    if not isinstance(found, kind):
        raise NotCarried("What arrived is not what was read.")
    return found


def _packed(value: object) -> Json:
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"day": value.isoformat()}
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_packed(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            return [_packed(getattr(value, field.name)) for field in dataclasses.fields(value)]
    raise NotCarried(f"A {type(value).__name__} has no place in what was read.")


def _unpacked(value: Any, shape: Any) -> object:
    if get_origin(shape) is tuple:
        listed, inner = _listed(value), get_args(shape)
        # «tuple[str, ...]» holds as many as there are; «tuple[int, int, date]» holds one of each.
        shapes = [inner[0]] * len(listed) if inner[-1] is Ellipsis else inner
        return tuple(_unpacked(item, hint) for item, hint in zip(listed, shapes, strict=True))
    if dataclasses.is_dataclass(shape) and isinstance(shape, type):
        hints = get_type_hints(shape)
        fields = [hints[field.name] for field in dataclasses.fields(shape)]
        listed = _listed(value)
        # What was kept before a field was added ends earlier: the field has its default, or it is not what was kept.
        return shape(*(_unpacked(item, hint) for item, hint in zip(listed, fields[: len(listed)], strict=True)))
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape(value)
    found = _told(value) if isinstance(value, dict) else value
    if not isinstance(found, shape):
        raise NotCarried("A value of another kind arrived.")
    return found


def _told(value: dict[str, Any]) -> Decimal | date:
    return date.fromisoformat(value["day"]) if "day" in value else Decimal(value["decimal"])


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise NotCarried("A list was expected.")
    return value
