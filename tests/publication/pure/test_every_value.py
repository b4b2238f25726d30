"""Every value of an exported edition, spoilt as a person might spoil it: one sentence or an answer, never a crash."""

import json
from copy import deepcopy
from typing import Any

import pytest

from lineofsight.publication.exported import Exported, NotExported, read_exported
from tests.publication.pure import factory
from tests.publication.pure.wording import RULES

CONTENT = factory.content()
WHOLE = json.loads(
    Exported(
        content=CONTENT, sources=factory.sources(), recomputed=factory.recomputed(CONTENT), today=factory.TODAY
    ).to_json()
)
GONE = "gone"
SPOILT: list[Any] = [GONE, None, 5, -3, 10**30, 1.5, "x", "", [], {}, True, ["x"], {"x": 1}, "2026-13-45", "9999-12-31"]
Path = tuple[str | int, ...]


def places(value: Any, at: Path = ()) -> dict[tuple[str, ...], Path]:
    """One place of each kind: of a list the first that has it stands for the others."""
    found = {tuple("*" if isinstance(step, int) else step for step in at): at} if at else {}
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in steps:
        found = places(part, (*at, step)) | found
    return found


def spoilt(at: Path, value: Any) -> bytes:
    whole = deepcopy(WHOLE)
    part: Any = whole
    for step in at[:-1]:
        part = part[step]
    if value is GONE:
        del part[at[-1]]
    else:
        part[at[-1]] = value
    return json.dumps(whole).encode()


def told(file: bytes) -> str:
    """What is wrong with the file, or nothing where it was judged."""
    try:
        read_exported(file).judged(wording_rules=RULES)
    except NotExported as error:
        return str(error)
    return ""


@pytest.mark.long
@pytest.mark.parametrize("value", SPOILT, ids=repr)
def test_a_spoilt_value_is_told_in_one_sentence_or_judged(value):
    found = {kind: told(spoilt(at, value)) for kind, at in places(WHOLE).items()}

    assert len(found) >= 150
    assert any(found.values())
    assert not [kind for kind, said in found.items() if "\n" in said or len(said) > 400]


@pytest.mark.parametrize("part", [3, 50, 97])
def test_a_file_that_was_cut_off_says_where(part):
    whole = json.dumps(WHOLE, indent=1).encode()

    said = told(whole[: len(whole) * part // 100])

    assert said.startswith("This is not an exported edition: line ")
    assert told(whole) == ""
