"""What a sheet held and we did not read: told by number and place, never by what it says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake.documents import Doubt
from lineofsight.intake.readers.sheets import column_name
from lineofsight.library.words import listed as one_after_another

_MOST_PLACES = 12


@dataclass
class LeftOut:
    """Everything of a spreadsheet that a person does not see, or that we only partly read, by sheet."""

    sheets: int = 0
    hidden_sheets: list[int] = field(default_factory=list)  # their positions, from 1
    hidden_rows: dict[str, list[int]] = field(default_factory=dict)  # from 0
    filtered: set[str] = field(default_factory=set)
    hidden_columns: dict[str, list[int]] = field(default_factory=dict)
    hidden_cells: dict[str, list[str]] = field(default_factory=dict)
    struck: dict[str, list[str]] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)
    uncounted: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    colour_only: dict[str, list[str]] = field(default_factory=dict)
    colour_rules: set[str] = field(default_factory=set)
    drawings: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)

    def doubts(self) -> tuple[Doubt, ...]:
        """One doubt for each kind of thing on each sheet, in the order of the sheets."""
        found: list[Doubt] = []
        if self.hidden_sheets:
            number = _count(len(self.hidden_sheets), "sheet")
            found.append(
                Doubt(
                    "hidden-sheets",
                    f"Not read, because hidden: {number} of {self.sheets} (number {spans(self.hidden_sheets)} in the "
                    "order of the file).",
                )
            )
        for sheet, rows in self.hidden_rows.items():
            why = "hidden or filtered out" if sheet in self.filtered else "hidden"
            numbers = spans([row + 1 for row in rows])
            found.append(
                Doubt("hidden-rows", f"Not read, because {why}: {_count(len(rows), 'row')}{_on(sheet)} ({numbers}).")
            )
        for sheet, columns in self.hidden_columns.items():
            names = listed([column_name(column) for column in columns])
            found.append(
                Doubt(
                    "hidden-columns",
                    f"Not read, because hidden: {_count(len(columns), 'column')}{_on(sheet)} ({names}).",
                )
            )
        found += self._cells(
            "hidden-text", self.hidden_cells, "Not read, because hidden by a format or under a merged cell: {}."
        )
        found += self._cells("struck-through", self.struck, "Struck through, and read as if it stood: {}.")
        found += [
            Doubt("comments", f"Not read: {_count(number, 'comment')} beside the cells{_on(sheet)}.")
            for sheet, number in self.comments.items()
        ]
        for sheet, places in self.colour_only.items():
            found.append(
                Doubt(
                    "colour-only",
                    f"Said by colour alone in {_count(len(places), 'cell')}{_on(sheet)} ({listed(places)}): we wrote "
                    "the colour's name there.",
                    readings=("the colour is a status", "the colour means nothing"),
                )
            )
        found += [
            Doubt("colour-rules", f"Some colours{_on(sheet)} come and go by rules that we did not follow.")
            for sheet in sorted(self.colour_rules)
        ]
        found += self._cells("formula-uncounted", self.uncounted, "Empty here, a formula without its result: {}.")
        found += self._cells("error-cells", self.errors, "A formula went wrong, and its error is all that shows: {}.")
        found += [
            Doubt("drawings", f"Not read: {_count(number, 'drawing')} or chart{_on(sheet)} that may hold words.")
            for sheet, number in self.drawings.items()
        ]
        found += [
            Doubt("repeated-rows", f"A row{_on(sheet)} is repeated {number:,} times: we read the first of them.")
            for sheet, number in self.repeated.items()
        ]
        return tuple(found)

    def _cells(self, code: str, by_sheet: dict[str, list[str]], sentence: str) -> list[Doubt]:
        return [
            Doubt(code, sentence.format(f"{_count(len(places), 'cell')}{_on(sheet)} ({listed(places)})"))
            for sheet, places in by_sheet.items()
        ]


def spans(numbers: Sequence[int]) -> str:
    """Numbers as people write them: «3, 5 to 9 and 12»; a long list ends with how many more there are."""
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return listed([str(a) if a == b else f"{a} to {b}" if b > a + 1 else f"{a}, {b}" for a, b in runs])


def listed(places: Sequence[str]) -> str:
    """Places one after the other; of a long list the first, and how many more."""
    shown = list(places[:_MOST_PLACES])
    more = len(places) - len(shown)
    if more:
        return f"{', '.join(shown)} and {more} more"
    return one_after_another(shown)


def _on(sheet: str) -> str:
    return f" on sheet «{sheet}»" if sheet else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
