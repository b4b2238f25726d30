"""Where the facts stand: tables, or queries that give the same columns, with the parameters that these ask for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Param = int | str
NAMES = ("event", "span", "carried", "child")
_PLACE = re.compile(f"@({'|'.join((*NAMES, 'as_at'))})@")


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

    by_name: Mapping[str, Source] = field(default_factory=lambda: {name: Source(name) for name in NAMES})

    @classmethod
    def of_one(cls, child: Param) -> "Sources":
        """The facts of one child, looked up where they stand."""
        return cls({name: Source(f"(SELECT * FROM {name} WHERE child = %s)", (child,)) for name in NAMES})  # noqa: S608


@dataclass(frozen=True, slots=True)
class Question:
    """A text with its parameters in order, `%s` for each and `%%` for a percent sign."""

    sql: str
    params: tuple[Param, ...]


def bound(text: str, sources: Sources, *, as_at: int) -> Question:
    """A text in which each place for a source holds that source, and the day as at which is asked is a parameter."""
    params: list[Param] = []

    def put_in(found: re.Match[str]) -> str:
        if found[1] == "as_at":
            params.append(as_at)
            return "%s"
        source = sources.by_name[found[1]]
        params.extend(source.params)
        return source.sql

    return Question(_PLACE.sub(put_in, text), tuple(params))
