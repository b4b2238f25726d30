"""What every page of the reference is put together from."""

from collections.abc import Iterable, Iterator

from lineofsight.library.entry import Entry
from lineofsight.library.shelf import Shelf


def foot(entry: Entry, shelf: Shelf) -> str:
    """Where it comes from, whose it is and since when, in one line."""
    until = "" if entry.to_date is None else f" to {entry.to_date.isoformat()}"
    checked = "" if entry.checked else f" **{entry.checked_words}**"
    sources = ", ".join(entry.source)
    whose = f" {words}" if (words := shelf.origin(type(entry), entry.id).words) else ""
    return (
        f"*`{entry.id}`, version {entry.version}, basis {entry.basis.value}, scope {entry.scope.value}, "
        f"from {entry.from_date.isoformat()}{until}. Source: {sources}. Owner: {entry.owner}.*{checked}{whose}"
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table in Markdown, line by line."""
    heads = list(head)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def as_code(words: Iterable[str]) -> str:
    """Words as code, with commas between."""
    return ", ".join(f"`{word}`" for word in words)
