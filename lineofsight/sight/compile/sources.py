"""Where the facts stand: tables, or queries that give the same columns, with the parameters that these ask for."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

Param = int | str
NAMES = ("event", "span", "carried", "child")
AS_AT = "as_at"
_PLACE = re.compile(f"@({'|'.join((*NAMES, AS_AT))})@")


@dataclass(frozen=True, slots=True)
class Source:
    """The name of a table or a query in brackets, and its parameters in order."""

    sql: str
    params: tuple[Param, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """Where each kind of fact stands; days are numbers since 1 January 1970.

    event(child, kind, day, code, link) · span(child, kind, start_day, until_day, code, number) ·
    carried(child, kind, start_day, until_day) · child(child, born_month_day).
    """

    by_name: dict[str, Source] = field(default_factory=lambda: {name: Source(name) for name in NAMES})


@dataclass(frozen=True, slots=True)
class Question:
    """A text with its parameters in order, `%s` for each and `%%` for a percent sign."""

    sql: str
    params: tuple[Param, ...]


def bound(text: str, sources: Sources, *, as_at: int) -> Question:
    """A text in which each place for a source holds that source, and the day as at which is asked is a parameter."""
    by_name = sources.by_name | {AS_AT: Source("%s", (as_at,))}
    sql, places = _put_in(text, tuple((name, source.sql) for name, source in by_name.items()))
    return Question(sql, tuple(param for place in places for param in by_name[place].params))


@lru_cache(maxsize=64)
def _put_in(text: str, sources: tuple[tuple[str, str], ...]) -> tuple[str, tuple[str, ...]]:
    """The text with the sources in it, and the places in their order. Kept: of each child the same is asked."""
    by_name = dict(sources)
    return _PLACE.sub(lambda found: by_name[found[1]], text), tuple(found[1] for found in _PLACE.finditer(text))
