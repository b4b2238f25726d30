"""What a reader left out or decided, said to the person in a sentence each."""

from dataclasses import dataclass

from lineofsight.intake.documents import Doubt


@dataclass
class Leftovers:
    """Counts of what a file held besides its plain words."""

    inserted: int = 0
    deleted: int = 0
    comments: int = 0
    hidden_words: int = 0
    struck_words: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    hidden_sheets: tuple[str, ...] = ()
    placeholders: int = 0
    nested: int = 0
    colours: int = 0
    colour_rules: bool = False
    uncounted: int = 0
    drawings: int = 0
    foreign: int = 0

    def doubts(self) -> tuple[Doubt, ...]:
        """One doubt for each thing that there was, in the order in which people ask."""
        found: list[Doubt] = []
        if self.inserted or self.deleted:
            found.append(
                Doubt(
                    "tracked-changes",
                    f"Changes are tracked in this file: we took {_count(self.inserted, 'insertion')} in and left "
                    f"{_count(self.deleted, 'deletion')} out.",
                    readings=("all changes accepted", "the file is not final: accept or reject its changes first"),
                )
            )
        if self.hidden_sheets:
            names = ", ".join(f"«{name}»" for name in self.hidden_sheets)
            found.append(
                Doubt("hidden-sheets", f"Not read, because hidden: {_noun(len(self.hidden_sheets), 'sheet')} {names}.")
            )
        if self.hidden_rows:
            found.append(Doubt("hidden-rows", f"Not read, because hidden: {_count(self.hidden_rows, 'row')}."))
        if self.hidden_columns:
            found.append(Doubt("hidden-columns", f"Not read, because hidden: {_count(self.hidden_columns, 'column')}."))
        if self.hidden_words:
            found.append(
                Doubt("hidden-text", f"Not read, because hidden: {_count(self.hidden_words, 'word')} of text.")
            )
        if self.struck_words:
            found.append(
                Doubt(
                    "struck-through",
                    f"Struck through: {_count(self.struck_words, 'word')}. We read them as if they stood.",
                    readings=("they stand", "they were taken back: delete them in the file"),
                )
            )
        if self.comments:
            found.append(Doubt("comments", f"Not read: {_count(self.comments, 'comment')} beside the text."))
        if self.placeholders:
            found.append(
                Doubt("empty-fields", f"Left empty: {_count(self.placeholders, 'form field')} with only a hint.")
            )
        if self.nested:
            found.append(
                Doubt("nested-table", f"Read after the table around it: {_count(self.nested, 'table')} inside a cell.")
            )
        if self.colours:
            found.append(
                Doubt(
                    "colour-only",
                    f"Said by colour alone in {_count(self.colours, 'cell')}: we wrote the colour's name there.",
                    readings=("the colour is a status", "the colour means nothing"),
                )
            )
        if self.colour_rules:
            found.append(
                Doubt("colour-rules", "Some colours in this file come and go by rules; we did not read those.")
            )
        if self.uncounted:
            found.append(
                Doubt(
                    "formula-uncounted",
                    f"Empty here: {_count(self.uncounted, 'formula')} whose result is not in the file.",
                )
            )
        if self.drawings:
            found.append(
                Doubt("drawings", f"Not read: {_count(self.drawings, 'drawing')} or chart that may hold words.")
            )
        if self.foreign:
            found.append(
                Doubt(
                    "foreign-text",
                    f"Not read: {_count(self.foreign, 'piece')} of another file that Word puts into the text when it "
                    "opens this one. Save the file again in Word and read that.",
                )
            )
        return tuple(found)


def _count(number: int, noun: str) -> str:
    return f"{number} {_noun(number, noun)}"


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"
