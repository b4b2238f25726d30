"""A published edition is read once, so nothing may be able to change what was read; and how it is written."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest

from lineofsight.publication.content.edition import _CAME_LATER, EditionContent
from tests.publication.pure.factory import content


def values_in(value: Any) -> Iterator[Any]:
    """A value and all that it holds."""
    yield value
    if is_dataclass(value):
        for one in fields(value):
            yield from values_in(getattr(value, one.name))
    elif isinstance(value, tuple | frozenset):
        for one in value:
            yield from values_in(one)


def test_the_same_text_is_read_once_and_another_anew():
    text = content().to_json()
    one = EditionContent.from_json(text)

    assert EditionContent.from_json(bytes(text)) is one
    assert EditionContent.from_json(text.replace(b'"number":', b'"number": ')) == one
    assert EditionContent.from_json(content(2).to_json()) != one


def test_nothing_in_it_can_be_changed():
    read = EditionContent.from_json(content().to_json())

    for value in values_in(read):
        if is_dataclass(value):
            with pytest.raises(FrozenInstanceError):
                setattr(value, fields(value)[0].name, None)
        else:
            assert value is None or isinstance(value, str | int | date | Enum | tuple | frozenset), type(value)


def test_it_is_written_as_the_standard_library_writes_it_but_for_what_came_later():
    def as_ever(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return {key: value for key, value in pairs if (key, value) not in _CAME_LATER}

    assert content().to_dict() == asdict(content(), dict_factory=as_ever)
