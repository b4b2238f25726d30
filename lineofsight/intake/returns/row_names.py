"""Names of rows that have no id in their file, so that a later file can correct them."""

from datetime import date

from lineofsight.intake.returns.line import MaybeDay, row_of


class RowNames:
    """The names given so far to the rows of one child. The day tells a row from others of its kind; then a number."""

    __slots__ = ("_given",)

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], int] = {}

    def name(self, kind: str, day: MaybeDay, *, within: str = "") -> str:
        """A name that no other row of this kind has. within: the row to which it belongs."""
        row = row_of(day if isinstance(day, date) else None)
        row = f"{within} / {row}" if within else row
        count = self._given.get((kind, row), 0) + 1
        self._given[kind, row] = count
        return row if count == 1 else f"{row} #{count}"
