"""Conditions chosen from lists: a column, what is said of it, a value. Written as the line that a file would hold.

And the worked examples that follow from them: which rows meet them is known by how the rows are made, not by counting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import yaml

from lineofsight.library.conditions import ColumnType, NamedDay
from lineofsight.library.numbers import whole_number
from lineofsight.library.reading import Unreadable, read_documents
from lineofsight.library.scales import CountKind

TESTS: Mapping[str, str] = {
    "equals": "is",
    "not": "is not",
    "before": "is before",
    "on_or_before": "is on or before",
    "on_or_after": "is at least, or on or after",
    "after": "is after",
    "known": "is known",
    "not known": "is not known",
}
"""What can be said of a column, in words."""

_DAYS = frozenset({"before", "on_or_before", "on_or_after", "after"})
_PERIOD = {
    NamedDay.PERIOD_FROM: date(2025, 4, 1),
    NamedDay.PERIOD_TO: date(2026, 3, 31),
    NamedDay.AS_AT: date(2026, 3, 31),
}
_A_DAY = timedelta(days=1)

Value = str | int | bool | date | None


class NotPicked(ValueError):
    """A choice that says nothing, in a sentence. `part` is the one of the three that has to be chosen otherwise."""

    def __init__(self, part: str, sentence: str) -> None:
        self.part = part
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Picked:
    """A column, one of `TESTS`, and what it is compared with as somebody typed it."""

    column: str
    test: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """The same with its values read by the column's type; a named day stays its name."""

    column: str
    test: str
    values: tuple[str | int | bool | date | NamedDay, ...] = ()

    def holds(self, value: Value) -> bool:
        """Whether a row with this value meets it. What is not known meets no comparison."""
        if self.test in ("known", "not known"):
            return (value is not None) is (self.test == "known")
        if self.test in ("equals", "not"):
            return (value is not None and value in self.values) is (self.test == "equals")
        if not isinstance(value, date):
            return False
        day = _day(self.values[0])
        told = {"before": value < day, "on_or_before": value <= day, "on_or_after": value >= day, "after": value > day}
        return told[self.test]

    def near(self, type: ColumnType) -> list[Value]:
        """Values on both sides of it."""
        found: list[Value] = []
        for one in self.values:
            if self.test in _DAYS:
                day = _day(one)
                found += [day, day - _A_DAY, day + _A_DAY]
            elif isinstance(one, bool):
                found += [one, not one]
            elif isinstance(one, int):
                found += [one, one + 1]
            elif isinstance(one, date):
                found += [one, one + _A_DAY]
            else:
                found += [str(one), f"not {one}"]
        return [*found, *_ANY[type], None]


_ANY: Mapping[ColumnType, tuple[Value, ...]] = {
    ColumnType.TEXT: ("something",),
    ColumnType.INTEGER: (1,),
    ColumnType.DAY: (date(2026, 1, 10),),
    ColumnType.YES_NO: (True, False),
}


def _day(value: object) -> date:
    return _PERIOD[value] if isinstance(value, NamedDay) else value  # type: ignore[return-value]


def line_of(picked: Picked, *, type: ColumnType | None) -> str:
    """The line of a condition: `{column: kind, equals: care-visit}`. Raises NotPicked."""
    read = _read(picked, type=type)
    if read.test in ("known", "not known"):
        return _flow({"column": read.column, "is": read.test})
    values = [str(one) if isinstance(one, NamedDay) else one for one in read.values]
    test = {"equals": "equals", "not": "equals"}.get(read.test, read.test)
    said = {"column": read.column, **({"one_of": values} if len(values) > 1 else {test: values[0]})}
    return _flow({"not": said} if read.test == "not" else said)


def picked_of(line: str) -> Picked | None:
    """The choice that a line was written from; None where it says more than a choice can."""
    try:
        said = read_documents(f"x: {line}")[0].data["x"]
    except (Unreadable, KeyError, IndexError):
        return None
    if not isinstance(said, dict):
        return None
    is_not = set(said) == {"not"} and isinstance(said["not"], dict)
    inner = said["not"] if is_not else said
    if set(inner) == {"column", "is"} and not is_not:
        return Picked(inner["column"], inner["is"])
    word = next((one for one in inner if one != "column"), "")
    if (
        len(inner) != 2
        or "column" not in inner
        or word not in {"equals", "one_of", *_DAYS}
        or (is_not and word in _DAYS)
    ):
        return None
    values = inner[word] if word == "one_of" else [inner[word]]
    told = ", ".join({True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one) for one in values)
    return Picked(inner["column"], "not" if is_not else "equals" if word == "one_of" else word, told)


def _read(picked: Picked, *, type: ColumnType | None) -> _Read:
    if not picked.column or type is None:
        raise NotPicked("column", "Choose by what they are known.")
    if picked.test not in TESTS:
        raise NotPicked("test", "Choose what is said of it.")
    if picked.test in ("known", "not known"):
        return _Read(picked.column, picked.test)
    if picked.test in _DAYS and type is not ColumnType.DAY:
        raise NotPicked("test", "Only a day is before or after something. Choose «is», «is not» or «is known».")
    typed = [one.strip() for one in picked.value.split(",") if one.strip()]
    if not typed:
        raise NotPicked("value", "Enter with what it is compared.")
    if picked.test in _DAYS and len(typed) > 1:
        raise NotPicked("value", "Enter one day.")
    return _Read(picked.column, picked.test, tuple(_value(one, type) for one in typed))


def _value(typed: str, type: ColumnType) -> str | int | bool | date | NamedDay:
    if type is ColumnType.INTEGER:
        if (number := whole_number(typed)) is None:
            raise NotPicked("value", f"«{typed}» is no whole number.")
        return number
    if type is ColumnType.YES_NO:
        if typed.lower() not in ("yes", "no"):
            raise NotPicked("value", "Write yes or no.")
        return typed.lower() == "yes"
    if type is ColumnType.DAY:
        if typed in tuple(NamedDay):
            return NamedDay(typed)
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise NotPicked("value", "Write a day as 2026-03-31, or period_from, period_to or as_at.") from None
    return typed


def _flow(said: Mapping[str, object]) -> str:
    text: str = yaml.safe_dump(dict(said), default_flow_style=True, allow_unicode=True, width=100_000, sort_keys=False)
    return text.strip()


def examples_for(
    face: str,
    *,
    types: Mapping[str, ColumnType],
    key: Sequence[str],
    by: str,
    of: Sequence[Picked],
    counted: Sequence[Picked],
    left_out: Sequence[tuple[str, Picked]] = (),
    kind: CountKind = CountKind.FULL_COUNT,
    is_period: bool = True,
) -> str:
    """Three worked examples of a share whose conditions were all chosen: plain, edge and empty; "" where none can be.

    `left_out`: reasons with their conditions. `kind`: where not every one was counted no share is told of so few.
    `is_period`: whether it looks at a period. Raises NotPicked for a choice that says nothing.
    """
    population = [_read(one, type=types.get(one.column)) for one in of]
    numerator = [_read(one, type=types.get(one.column)) for one in counted]
    reasons = [(reason, _read(one, type=types.get(one.column))) for reason, one in left_out]
    no_reason = [one for _, one in reasons]
    meets = _row(population + numerator, no_reason, types)
    misses = _first(_row(population, [one, *no_reason], types) for one in numerator)
    if meets is None or misses is None or tuple(key) == (by,):
        return ""
    outside = _first(_row([other for other in population if other is not one], [one], types) for one in population)
    out = [(reason, _row([*population, one], [], types)) for reason, one in reasons[:1]]
    # What is left out of another group is told of that group, and not here.
    out = [(reason, row) for reason, row in out if row is not None and row.get(by) == meets.get(by)]
    left = {reason: 1 for reason, _ in out}
    edge = [meets, outside, *(row for _, row in out)]
    used = {one.column for one in (*population, *numerator, *no_reason)}
    for number, row in enumerate(row for row in (meets, misses, *edge[1:]) if row is not None):
        row.update({column: _key(number, types[column]) for column in key if column not in {*used, by}})
        if by and by not in row:
            row[by] = "Council"
    group = str(meets.get(by) or "") if by else ""
    rows = [row for row in edge if row is not None]
    head = _Head(face, is_share=kind is CountKind.FULL_COUNT, is_period=is_period)
    beside = "One that is counted, beside what is not among them."
    made = [
        _example("plain", "One counted, and one not.", head, [meets, misses], n=1, of=2, group=group),
        _example("edge", beside, head, rows, n=1, of=1, group=group, left=left),
        _example("empty", "Nothing to count.", head, [], n=0, of=0, group=""),
    ]
    text: str = yaml.dump({"examples": made}, Dumper=_InFull, allow_unicode=True, width=100_000, sort_keys=False)
    return text


class _InFull(yaml.SafeDumper):
    """Whoever reads the examples reads each value where it stands: no anchors, which a file does not take either."""

    def ignore_aliases(self, data: object) -> bool:
        """Every value is written out."""
        return True


def _first(rows: Iterable[dict[str, Value] | None]) -> dict[str, Value] | None:
    return next((row for row in rows if row is not None), None)


def _row(meets: Sequence[_Read], misses: Sequence[_Read], types: Mapping[str, ColumnType]) -> dict[str, Value] | None:
    """A row that meets some conditions and not others; None where no value on either side of them does."""
    row: dict[str, Value] = {}
    for column in dict.fromkeys(one.column for one in (*meets, *misses)):
        here = [(one, True) for one in meets if one.column == column]
        here += [(one, False) for one in misses if one.column == column]
        near = [value for one, _ in here for value in one.near(types[column])]
        found = [value for value in near if all(one.holds(value) is wanted for one, wanted in here)]
        if not found:
            return None
        row[column] = found[0]
    return row


def _key(number: int, type: ColumnType) -> Value:
    values: Mapping[ColumnType, Value] = {
        ColumnType.TEXT: "ABCDE"[number],
        ColumnType.INTEGER: number + 1,
        ColumnType.DAY: date(2026, 1, 10) + number * _A_DAY,
        ColumnType.YES_NO: number == 0,
    }
    return values[type]


@dataclass(frozen=True, slots=True)
class _Head:
    """What all examples of a measure have in common."""

    face: str
    is_share: bool
    is_period: bool


def _example(
    name: str,
    says: str,
    head: _Head,
    rows: Sequence[Mapping[str, Value]],
    *,
    n: int,
    of: int,
    group: str,
    left: Mapping[str, int] | None = None,
) -> dict[str, object]:
    share = f" ({100 * n // of}%)" if of and head.is_share else ""
    words = f"{n} of {of}{share}" if of else "no cases"
    told: dict[str, object] = {"n": n, "of": of, **({"left_out": dict(left)} if left else {}), "words": words}
    period = {"period_from": _PERIOD[NamedDay.PERIOD_FROM], "period_to": _PERIOD[NamedDay.PERIOD_TO]}
    return {
        "name": f"{name}: made from the conditions that were chosen",
        "says": says,
        "as_at": _PERIOD[NamedDay.AS_AT],
        **(period if head.is_period else {}),
        "rows": {head.face: [dict(row) for row in rows]},
        "figures": [told, *([{"group": group, **told}] if group else [])],
    }
