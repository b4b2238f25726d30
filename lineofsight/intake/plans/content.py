"""The words of action plans, from the files beside this one. They are content: a partnership may want others."""

from functools import cache
from pathlib import Path

from lineofsight.library.reading import read_documents

_HERE = Path(__file__).parent
Words = dict[str, tuple[str, ...]]


@cache
def content(file: str) -> dict[str, object]:
    """The values of a file beside this one, «words» or «schemes»."""
    return read_documents((_HERE / f"{file}.yaml").read_text(encoding="utf-8"))[0].data


@cache
def lists(name: str) -> Words:
    """A part of words.yaml that gives a list of words for each name: «fields», «either», «agencies»."""
    part = content("words")[name]
    assert isinstance(part, dict)
    return {str(key): tuple(map(str, words)) for key, words in part.items()}


@cache
def words_for(name: str) -> frozenset[str]:
    """A part of words.yaml that is one list of words: «roles» or «groups»."""
    part = content("words")[name]
    assert isinstance(part, list)
    return frozenset(map(str, part))
