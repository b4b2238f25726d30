"""The pages about lists of those who work, and about programmes of the newly qualified."""

from collections.abc import Iterator

from lineofsight.library.reference.parts import foot, table
from lineofsight.library.shelf import Shelf
from lineofsight.library.staff_list import LeavingReason, Programme, StaffList
from lineofsight.library.survey import Survey


def staff_lists_page(shelf: Shelf) -> Iterator[str]:
    """Each list with its columns, and the reasons for leaving."""
    yield "# Lists of those who work\n"
    yield "A column that a list neither takes nor throws away is refused, and so is a word that it does not know.\n"
    for one in shelf.all_newest(StaffList):
        yield f"## {one.title}\n"
        yield f"{one.about} Each row is a {one.takes.value}. Days are written {one.days.value}.\n"
        rows = [
            [column, one.fields[name].holds.value, "yes" if one.fields[name].is_needed else "no"]
            for name, column in one.columns.items()
        ]
        yield from table(["column", "holds", "needed"], rows)
        for name, words in one.words.items():
            said = ", ".join(f"{word} = {our}" for word, our in words.items())
            yield f"Words of «{one.columns[name]}»: {said}.\n"
        if one.thrown_away:
            yield f"Never looked at: {', '.join(one.thrown_away)}.\n"
        yield f"{foot(one, shelf)}\n"
    yield "## Why people leave\n"
    yield from table(["reason", "id"], [[one.title, f"`{one.id}`"] for one in shelf.all_newest(LeavingReason)])


def programmes_page(shelf: Shelf) -> Iterator[str]:
    """Each programme with what is reached when, edition by edition."""
    yield "# Programmes of the newly qualified\n"
    yield "Somebody follows the edition that was in force on the day on which they began.\n"
    for id in sorted(shelf.ids(Programme.FOLDER)):
        for one in shelf.history(Programme, id):
            yield f"## {one.title}\n"
            kept = f"{one.protected_percent}% of the time is kept free"
            yield f"{one.about} It lasts {one.lasts_months} months; {kept}.\n"
            rows = [[m.says, str(m.within_months)] for m in one.milestones]
            yield from table(["reached", "within months"], rows)
            yield f"In force from {one.from_date.isoformat()}. {foot(one, shelf)}\n"


def surveys_page(shelf: Shelf) -> Iterator[str]:
    """Each survey with its questions."""
    yield "# Surveys of those who work\n"
    yield "Nobody can be told from an answer: there are tallies while it is open, and afterwards what may be told.\n"
    for one in shelf.all_newest(Survey):
        asked = ", ".join(one.roles) or "everybody in post"
        yield f"## {one.title}\n"
        yield f"{one.about} Asked of: {asked}. Shown from {one.fewest} answers on.\n"
        rows = [[ask.asks, ask.lowest, ask.highest, ask.says] for ask in one.questions]
        yield from table(["question", "1", "5", "4 or 5 is told as"], rows)
        yield f"{one.sign_off}\n\n{foot(one, shelf)}\n"
