"""The coverage map in the words that people read in its cells and lists."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lineofsight.assurance.queries.coverage import Coverage
from lineofsight.assurance.rules.coverage import Cell, FindingKind
from lineofsight.library.scales import Shows
from lineofsight.library.words import MONTHS, counted
from lineofsight.web.dates import long_day

FINDING_WORDS: Mapping[FindingKind, str] = MappingProxyType(
    {
        FindingKind.ONE_SOURCE: "Resting on one source",
        FindingKind.OLDER: "Older than the action",
        FindingKind.OTHER_COUNCIL: "About another council or body",
        FindingKind.ALL_WITHOUT_COUNT: "All, none or always without N of N",
        FindingKind.NO_BASE: "With a figure that does not say of how many",
        FindingKind.CHALLENGED: "Challenged, and not resolved",
    }
)
_FILL = {level: level.name.lower().replace("_", "-") for level in Shows}


def cell_words(cell: Cell | None) -> dict[str, Any] | None:
    """What stands in a cell, line by line; None where no sentence does."""
    if cell is None:
        return None
    notes = []
    if cell.count > 1 and cell.weakest < cell.shows:
        notes.append(f"weakest: {cell.weakest.words.lower()} ({cell.weakest_count})")
    if cell.independent:
        on = cell.independent_on
        when = f", {MONTHS[on.month - 1][:3]} {on.year}" if on else ", no day"
        notes.append(f"{cell.independent} independent{when}")
    if cell.has_expired:
        notes.append("expired")
    if cell.withdrawn:
        notes.append(f"source withdrawn {long_day(cell.withdrawn)}")
    return {
        "shows": cell.shows,
        "words": cell.shows.words,
        "count": counted(cell.count, "sentence", "sentences"),
        "notes": notes,
        "fill": "expired" if cell.has_expired or cell.withdrawn else _FILL[cell.shows],
    }


def lede_of(seen: Coverage) -> str:
    """The first line of the map: how much is quoted, beside claims, from how many sources, about whom."""
    totals = seen.totals
    if not seen.rows:
        return "No sentences yet."
    if not seen.sees_all:
        mine = counted(len(seen.rows), "sentence", "sentences")
        return f"{mine} that you may see. Whether other agencies say something is not shown to you."
    if not totals.quoting:
        quoted = f"None of {counted(totals.paragraphs, 'paragraph', 'paragraphs')} carries a quotation."
    else:
        pairs = {0: "none pairs", 1: "1 pairs"}.get(totals.paired, f"{totals.paired} pair")
        carries = "carries" if totals.quoting == 1 else "carry"
        quoted = (
            f"{totals.quoting} of {counted(totals.paragraphs, 'paragraph', 'paragraphs')} {carries} a quotation,"
            f" {pairs} it with a claim: {counted(totals.sources, 'source', 'sources')}, about"
            f" {totals.about} of {counted(totals.agencies, 'agency', 'agencies')}."
        )
    if not totals.no_base:
        return quoted
    if totals.no_base == totals.no_base_in:
        return f"{quoted} {counted(totals.no_base, 'figure does', 'figures do')} not say of how many."
    where = counted(totals.no_base_in, "sentence", "sentences")
    return f"{quoted} {totals.no_base} figures ({where}) do not say of how many."
