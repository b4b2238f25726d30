"""Turn a measure into one SQL text that SQLite and PostgreSQL run unchanged.

No date functions: a day is ISO text, which sorts as days do. Every comparison is written so that it is true or false
and never null, so «not» means the same here as in `plain`. Values travel as parameters only; the names of columns and
faces are checked against the face before they come here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.library.conditions import DAY_TESTS, All, AnyOf, ColumnTest, Condition, HasAny, NamedDay, Not
from lineofsight.library.counting import ToldAs
from lineofsight.library.measure import FaceColumns, Measure


@dataclass(frozen=True, slots=True)
class Face:
    """A face as the caller gives it.

    declared: what the library says about it. sql: a SELECT that gives every declared column, by name; days as ISO text
    (CAST(… AS TEXT)), yes_no as 1 or 0; `%s` for a parameter, `%%` for a percent sign. params: its parameters in order.
    """

    declared: FaceColumns
    sql: str
    params: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """The text and its parameters, in order. A row: the key's columns, the group, the number of the reason for leaving
    out (0 for none), 1 or 0 for in n and for in of, and what it adds to each: 1 where rows are counted."""

    sql: str
    params: tuple[str | int, ...]


_SIGNS = {"on_or_before": "<=", "before": "<", "on_or_after": ">=", "after": ">"}


def compile_measure(measure: Measure, *, faces: Mapping[str, Face], days: Mapping[NamedDay, date]) -> Compiled:
    """The SQL of a measure. faces: all that it looks at, by id; days: every named day that it needs.

    Raises KeyError for a face or a day that is not given: `compute` checks both before it calls.
    """
    writer = Writer(days, faces)
    with_tables = writer.tables(measure)
    key = ", ".join(f"r.{column}" for column in faces[measure.face].declared.key)
    group = f"r.{measure.by}" if measure.by else "''"
    judged = writer.judged(measure)
    sql = (
        f"{with_tables} SELECT {key}, {group} AS told_apart_by, {judged} "  # noqa: S608
        f"FROM face_{name_of(measure.face)} AS r WHERE {writer.wanted(measure)}"
    )
    return Compiled(sql, tuple(writer.params))


class Writer:
    """Writes parts of the text and collects their parameters in the order in which they are asked for: that of the
    text."""

    def __init__(self, days: Mapping[NamedDay, date], faces: Mapping[str, Face]) -> None:
        self.days, self.faces = days, faces
        self.params: list[str | int] = []
        self.rows = 0

    def tables(self, measure: Measure) -> str:
        """WITH each face that the measure looks at."""
        used = sorted(faces_used(measure))
        for id in used:
            self.params.extend(self.faces[id].params)
        return "WITH " + ", ".join(f"face_{name_of(id)} AS ({self.faces[id].sql})" for id in used)

    def judged(self, measure: Measure) -> str:
        """left_out, is_in_n, is_in_of, adds_to_n, adds_to_of of the row r."""
        arms = "".join(
            f" WHEN {self.condition(rule.where, 'r')} THEN {number}"
            for number, rule in enumerate(measure.left_out, start=1)
        )
        left_out = f"CASE{arms} ELSE 0 END" if arms else "0"
        is_n = f"CASE WHEN {self.condition(measure.numerator.where, 'r')} THEN 1 ELSE 0 END"
        # The rows above and below of a ratio are not the same ones: who has left is not among those in post.
        is_ratio = measure.told is ToldAs.RATIO
        is_of = f"CASE WHEN {self.condition(measure.population.where, 'r')} THEN 1 ELSE 0 END" if is_ratio else "1"
        amounts = ", ".join(
            f"r.{part.sum} AS adds_to_{name}" if part.sum else f"1 AS adds_to_{name}"
            for name, part in (("n", measure.numerator), ("of", measure.population))
        )
        return f"{left_out} AS left_out, {is_n} AS is_in_n, {is_of} AS is_in_of, {amounts}"

    def wanted(self, measure: Measure) -> str:
        """Which rows are looked at."""
        population = self.condition(measure.population.where, "r")
        if measure.told is not ToldAs.RATIO:
            return population
        return f"({population} OR {self.condition(measure.numerator.where, 'r')})"

    def condition(self, condition: Condition | None, row: str) -> str:
        """A condition on a row: true or false, never null."""
        if condition is None:
            return "1 = 1"
        if isinstance(condition, ColumnTest):
            return self._column_test(condition, row)
        if isinstance(condition, All):
            return "(" + " AND ".join(self.condition(part, row) for part in condition.all) + ")"
        if isinstance(condition, AnyOf):
            return "(" + " OR ".join(self.condition(part, row) for part in condition.any) + ")"
        if isinstance(condition, Not):
            return f"NOT {self.condition(condition.not_, row)}"
        return self._has_any(condition, row)

    def _column_test(self, test: ColumnTest, row: str) -> str:
        column = f"{row}.{test.column}"
        if test.test == "is":
            return f"({column} IS NOT NULL)" if test.is_ == "known" else f"({column} IS NULL)"
        if test.test in DAY_TESTS:
            day = test.day
            self.params.append((self.days[day] if isinstance(day, NamedDay) else day).isoformat())
            return f"({column} IS NOT NULL AND {column} {_SIGNS[test.test]} %s)"
        marks = ", ".join("%s" for _ in test.values)
        self.params.extend(int(value) if isinstance(value, bool) else value for value in test.values)
        return f"({column} IS NOT NULL AND {column} IN ({marks}))"

    def _has_any(self, condition: HasAny, row: str) -> str:
        self.rows += 1
        wanted, other = condition.has_any, f"s{self.rows}"
        where = self.condition(wanted.where, other)
        return (
            f"EXISTS (SELECT 1 FROM face_{name_of(wanted.face)} AS {other} "  # noqa: S608
            f"WHERE {other}.{wanted.matching} = {row}.{wanted.matching} AND {where})"
        )


def faces_used(measure: Measure) -> set[str]:
    """The faces that a measure looks at: its own, and those of its conditions."""
    used = {measure.face}
    for condition in (measure.population.where, measure.numerator.where, *(rule.where for rule in measure.left_out)):
        used |= _faces_in(condition)
    return used


def _faces_in(condition: Condition | None) -> set[str]:
    if isinstance(condition, HasAny):
        return {condition.has_any.face} | _faces_in(condition.has_any.where)
    if isinstance(condition, Not):
        return _faces_in(condition.not_)
    if isinstance(condition, All | AnyOf):
        inner = condition.all if isinstance(condition, All) else condition.any
        return set().union(*(_faces_in(part) for part in inner))
    return set()


def name_of(id: str) -> str:
    """The name of a face as SQL takes it."""
    return id.replace("-", "_")
