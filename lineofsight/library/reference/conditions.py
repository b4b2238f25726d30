"""A condition of a measure in words."""

from lineofsight.library.conditions import (
    All,
    AnyOf,
    ColumnTest,
    Condition,
    HasAny,
    NamedDay,
    Not,
)


def in_words(condition: Condition | None) -> str:
    """A condition as one line that a person can follow."""
    if condition is None:
        return "every row"
    if isinstance(condition, ColumnTest):
        return _test_in_words(condition)
    if isinstance(condition, All | AnyOf):
        inner, joined = (condition.all, " and ") if isinstance(condition, All) else (condition.any, " or ")
        parts = [in_words(part) for part in inner]
        return parts[0] if len(parts) == 1 else "(" + joined.join(parts) + ")"
    if isinstance(condition, Not):
        return f"not {in_words(condition.not_)}"
    if not isinstance(condition, HasAny):
        raise TypeError(f"{type(condition).__name__} is not a condition")
    rows = condition.has_any
    return f"has any of `{rows.face}` with the same `{rows.matching}` where {in_words(rows.where)}"


def _test_in_words(test: ColumnTest) -> str:
    column = f"`{test.column}`"
    if test.test == "is":
        return f"{column} is {test.is_}"
    if test.values:
        listed = ", ".join(_value(value) for value in test.values)
        return f"{column} is {listed}" if len(test.values) == 1 else f"{column} is one of {listed}"
    day = test.day
    named = day.value.replace("_", " ") if isinstance(day, NamedDay) else day.isoformat()
    return f"{column} is {test.test.replace('_', ' ')} {named}"


def _value(value: bool | int | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"«{value}»" if isinstance(value, str) else str(value)
