"""What the pages of a PDF held that could not be read, said by page."""

from collections.abc import Sequence

from lineofsight.intake.documents import Doubt
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.pdf_sheet import Sheet

_FEW_LETTERS = 40
_MOST_NAMED = 12


def refuse_unreadable(sheets: Sequence[Sheet], name: str) -> None:
    """Raise Unreadable when there is nothing to read, or most letters do not say which they are."""
    letters = sum(sheet.letters for sheet in sheets)
    if not letters and any(sheet.pictures > 0.2 for sheet in sheets):
        raise Unreadable("This PDF holds pictures of pages and no text. Ask for the Word file.")
    if not letters:
        raise Unreadable(f"{name} holds no text that can be seen: ask for the Word file.")
    if all(_is_scan(sheet) or sheet.letters == 0 for sheet in sheets) and any(map(_is_scan, sheets)):
        raise Unreadable("This PDF holds pictures of pages and no text. Ask for the Word file.")
    if sum(sheet.unknown for sheet in sheets) > 0.3 * letters:
        raise Unreadable(f"The letters of {name} do not say which letters they are: ask for the Word file.")


def page_doubts(sheets: Sequence[Sheet], damaged: Sequence[int]) -> list[Doubt]:
    """One doubt for each kind of thing that was not read, naming the pages."""
    found: list[Doubt] = []
    if damaged:
        found.append(Doubt("page-damaged", f"Not read, because damaged: {_pages(damaged)}."))
    scans = [sheet.page for sheet in sheets if _is_scan(sheet)]
    if scans:
        found.append(Doubt("page-scanned", f"Not read: {_pages(scans)}, a picture of a page; ask for the Word file."))
    unknown = [sheet for sheet in sheets if sheet.unknown]
    if unknown:
        count = sum(sheet.unknown for sheet in unknown)
        where = _pages([sheet.page for sheet in unknown])
        found.append(
            Doubt(
                "letters-unknown", f"{count} {_s('letter', count)} could not be told on {where}; we wrote � for each."
            )
        )
    for code, why, counts in (
        ("hidden-text", "hidden", {sheet.page: sheet.unseen for sheet in sheets if sheet.unseen}),
        ("turned-text", "turned on its side", {sheet.page: sheet.turned for sheet in sheets if sheet.turned}),
    ):
        if counts:
            count = sum(counts.values())
            where = _pages(list(counts))
            found.append(Doubt(code, f"Not read, because {why}: {count} {_s('word', count)} of text on {where}."))
    shown = [sheet.page for sheet in sheets if sheet.pictures > 0.1 and not _is_scan(sheet)]
    if shown:
        found.append(Doubt("drawings", f"Not read: pictures or charts that may hold words, on {_pages(shown)}."))
    return found


def _is_scan(sheet: Sheet) -> bool:
    return sheet.letters < _FEW_LETTERS and sheet.pictures > 0.5


def _pages(pages: Sequence[int]) -> str:
    named = [str(page) for page in pages[:_MOST_NAMED]]
    if len(pages) > _MOST_NAMED:
        return f"pages {', '.join(named)} and {len(pages) - _MOST_NAMED} more"
    if len(named) == 1:
        return f"page {named[0]}"
    return f"pages {', '.join(named[:-1])} and {named[-1]}"


def _s(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
