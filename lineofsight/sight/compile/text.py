"""How the one text is put together: steps of a WITH, small tables of values, and what SQL has no portable word for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FOREVER = 2932896
"""A day that stands for «no end» while days are compared: 31 December 9999."""

ANY = "*"
"""Stands for every code."""

Value = int | str


@dataclass(frozen=True, slots=True)
class Step:
    """One named part of the WITH. is_kept: worked out once, because several steps read it.

    width: how many columns it has, where a row must be worked out once. Otherwise SQLite works out an expression anew
    wherever its column is read, and the expressions grow into each other; an empty arm without a table stops that, and
    costs the other engines nothing.
    """

    name: str
    body: str
    columns: tuple[str, ...] = ()
    is_kept: bool = False
    width: int = 0

    def sql(self) -> str:
        """Its part of the text."""
        columns = f"({', '.join(self.columns)})" if self.columns else ""
        nothing = f"\nUNION ALL SELECT {', '.join(['NULL'] * self.width)} WHERE 1 = 0" if self.width else ""
        return f"{self.name}{columns} AS {'MATERIALIZED ' if self.is_kept else ''}(\n{self.body.strip()}{nothing}\n)"


def table(name: str, columns: str, rows: Iterable[Sequence[Value]]) -> Step:
    """A small table of values. columns: their names; # stands before the names of numbers, for a table without rows."""
    names = columns.split()
    lines = [f"({', '.join(map(literal, row))})" for row in rows]
    plain = tuple(name.lstrip("#") for name in names)
    if lines:
        return Step(name, "VALUES " + ",\n".join(lines), plain)
    nothing = ", ".join(f"CAST(NULL AS {'BIGINT' if name.startswith('#') else 'TEXT'})" for name in names)
    return Step(name, f"SELECT {nothing} WHERE 1 = 0", plain)


def literal(value: Value) -> str:
    """A value as every engine reads it. A percent sign is doubled, because `%s` marks a parameter."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''").replace("%", "%%") + "'"


def earlier_of(one: str, other: str) -> str:
    """The lesser of two; SQLite has no LEAST."""
    return f"CASE WHEN {one} < {other} THEN {one} ELSE {other} END"


def later_of(one: str, other: str) -> str:
    """The greater of two."""
    return f"CASE WHEN {one} > {other} THEN {one} ELSE {other} END"


def or_none(day: str) -> str:
    """A day, or NULL where it stands for «no end»."""
    return f"CASE WHEN {day} < {FOREVER} THEN {day} END"
