"""How a word of a library file is written, and which words stand inside it: read from the models themselves."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from lineofsight.library import conditions
from lineofsight.library.counting import Part
from lineofsight.library.entry import Entry, Strict
from lineofsight.library.scales import Shows

_PLAIN = {bool: "true or false", int: "a whole number", date: "a day", str: "words", float: "a number"}


def shape(annotation: Any) -> str:
    """«a list of words», «a day», «one of `due`, `done`»: what stands behind the colon."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape(inner[0])
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(shape(one) for one in inner if one is not NoneType))
    if origin in (tuple, frozenset, list):
        kinds = [one for one in inner if one is not Ellipsis]
        return f"a list of {shape(kinds[0])}" if len(kinds) == 1 or Ellipsis in inner else f"a list of {len(kinds)}"
    if origin is dict:
        return f"lines of {shape(inner[0])}: {shape(inner[1])}"
    if not isinstance(annotation, type):
        return "words"
    if issubclass(annotation, Strict):
        return "a condition" if _is_condition(annotation) else "words with values (below)"
    if annotation is Shows:
        return "what a statement shows (below)"
    if issubclass(annotation, Enum):
        return f"one of {', '.join(f'`{one.value}`' for one in annotation)}"
    return _PLAIN.get(annotation, "words")


def held_in(kind: type[Strict]) -> tuple[tuple[str, type[Strict]], ...]:
    """The models that stand inside one, at whatever depth, with the way to each place where they stand."""
    found: list[tuple[str, type[Strict]]] = []
    _find(kind, "", found)
    return tuple(found)


def inside(kind: type[Strict]) -> Iterator[tuple[str, type[Strict]]]:
    """The same, each once: where it stands first."""
    first = {model: way for way, model in reversed(held_in(kind))}
    return ((way, model) for way, model in held_in(kind) if first[model] == way)


def _find(kind: type[Strict], way: str, found: list[tuple[str, type[Strict]]]) -> None:
    for name, field in kind.model_fields.items():
        if issubclass(kind, Entry) and name in Entry.model_fields:
            continue
        here = f"{way} → {field.alias or name}" if way else field.alias or name
        for model in _models(field.annotation):
            if _is_elsewhere(model):
                continue
            is_new = all(model is not known for _, known in found)
            found.append((here, model))
            if is_new:
                _find(model, here, found)


def _models(annotation: Any) -> Iterator[type[Strict]]:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for one in get_args(annotation):
        yield from _models(one)


def _is_elsewhere(model: type[Strict]) -> bool:
    """Whether it has a part of the page to itself."""
    return model is Part or _is_condition(model)


def _is_condition(model: type[Strict]) -> bool:
    return model.__module__ == conditions.__name__
