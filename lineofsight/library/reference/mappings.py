"""The page about lists of a council's own: which column says what."""

from collections.abc import Iterator

from lineofsight.library.mapping import CsvMapping, Takes
from lineofsight.library.shelf import Shelf


def mappings_page(shelf: Shelf) -> Iterator[str]:
    """Every mapping with its columns, sorted by id."""
    yield "# Lists of a council's own\n"
    yield "How a list becomes facts without a line of Python: a file of this kind says which column gives the child,"
    yield "the day, the code. A column that it does not name is refused, so nothing comes in unthought of.\n"
    for id in sorted(shelf.ids(CsvMapping.FOLDER)):
        mapping = shelf.newest(CsvMapping, id)
        yield f"## {mapping.title}\n"
        yield f"The child is in «{mapping.child}»; days are written {mapping.days.value}.\n"
        yield "| a row gives | from |"
        yield "| --- | --- |"
        for takes in mapping.takes:
            yield f"| `{takes.kind}` | {'; '.join(_said(takes))} |"
        yield ""
        if mapping.thrown_away:
            yield f"Never looked at: {', '.join(mapping.thrown_away)}.\n"
        carried = ", ".join(f"`{kind}`" for kind in mapping.carries)
        yield f"Held in full from its first day on: {carried or 'nothing'}."
        yield f"*`{mapping.id}`, version {mapping.version}*\n"


def _said(takes: Takes) -> Iterator[str]:
    """Each column with what it is for."""
    if takes.only_where:
        yield f"rows where «{takes.only_where.column}» is {' or '.join(takes.only_where.one_of)}"
    for what, column in (("day", takes.day), ("start", takes.start), ("end", takes.until), ("number", takes.number)):
        if column:
            yield f"{what} «{column}»"
    for what, column in (
        ("id", takes.row),
        ("tied by", takes.link),
        ("who did it", takes.worker),
        ("written down on", takes.recorded),
    ):
        if column:
            yield f"{what} «{column}»"
    if takes.code:
        words = ", ".join(f"{word} = {code}" for word, code in takes.code.words.items())
        yield f"code «{takes.code.column}» ({words})"
        if takes.code.says:
            yield f"which tells of {', '.join(f'`{kind}`' for kind in takes.code.says)} too"
