"""Write a mapping as the YAML that somebody could have written by hand, from what was said of each column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from lineofsight.library.mapping import DayWritten, SpeaksOf


@dataclass(frozen=True, slots=True)
class SaidFurther:
    """What a row tells beside its first fact. columns: their names by what they are: day, or start and until."""

    fact: str
    is_event: bool
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SaidOfAList:
    """What a person said of a list. columns: its names by what they are; words: the word of the list and its code."""

    id: str
    title: str
    version: int
    from_date: date
    review_by: date
    days: DayWritten
    fact: str
    is_event: bool
    columns: Mapping[str, str]
    thrown_away: tuple[str, ...]
    words: Mapping[str, str]
    is_whole: bool
    speaks_of: SpeaksOf
    further: tuple[SaidFurther, ...] = ()


def mapping_text(said: SaidOfAList) -> str:
    """The file. A column that nobody named is not in it, and what stood in cells is not but for the words of codes."""
    takes: dict[str, object] = {"event" if said.is_event else "span": said.fact}
    takes |= {name: column for name, column in said.columns.items() if name not in ("child", "code")}
    if "code" in said.columns:
        takes["code"] = {"column": said.columns["code"], "words": dict(said.words), "decides": True}
    further = [_further(one, said) for one in said.further]
    data = {
        "id": said.id,
        "title": said.title,
        "source": ["line-of-sight"],
        "basis": "local",
        "scope": "local",
        "from": said.from_date,
        "version": said.version,
        "checked": True,
        "owner": "agency analyst",
        "review_by": said.review_by,
        "child": said.columns.get("child", ""),
        "days": said.days.value,
        "takes": [takes, *further],
        "thrown_away": list(said.thrown_away),
        "carries": list(dict.fromkeys([said.fact, *(one.fact for one in said.further)])) if said.is_whole else [],
        "speaks_of": said.speaks_of.value,
    }
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)
    return text


def _further(one: SaidFurther, said: SaidOfAList) -> dict[str, object]:
    """A further fact of a row: where its day is empty there is none yet."""
    takes: dict[str, object] = {"event" if one.is_event else "span": one.fact, **one.columns}
    # Two facts of one kind in a row are told apart by their days, and not by the id that both would have.
    if "row" in said.columns and [said.fact, *(other.fact for other in said.further)].count(one.fact) == 1:
        takes["row"] = said.columns["row"]
    return takes | {"where_filled": True}
