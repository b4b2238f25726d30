"""One row of a face: its values in the order of the columns that the library declares; yes and no as 1 and 0."""

from collections.abc import Iterable, Mapping
from datetime import date

Row = tuple[str | int | None, ...]


def in_order(named: Mapping[str, object], columns: Iterable[str]) -> Row:
    """A row by the names of its columns, in their order: days as ISO text; a column that is not named is not known."""
    return tuple(_plain(named.get(column)) for column in columns)


def _plain(value: object) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    assert value is None or isinstance(value, str | int)
    return value
