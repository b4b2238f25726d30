"""Rows of a plan that are no action: a recommendation across the whole table, a note, a total, a key."""

import re
from collections.abc import Sequence

from lineofsight.intake.plans.keys import tells_of_a_key
from lineofsight.library.plan import PlanPart

_HEADS = re.compile(
    r"(?P<kind>recommendation|finding|learning point|key learning|theme|priority|objective)s?\s*(?:no\.?\s*)?"
    r"(?:\d[\w.]*|[a-z]|[ivx]+)?\s*(?:[:.–—-]|$)\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COUNTS = re.compile(r"(?:\d+|none|all) (?:of|out of) (?:the )?\d+|\d+ (?:actions?|%|per cent)", re.IGNORECASE)
_NO_ACTION = re.compile(
    r"(?:notes?|n\.?b\.?|key|legend|updated|last updated|version)\s*(?:[:.–=-]|\d|$)", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:sub-?\s?|grand\s)?totals?(?:\s[a-z\s]{0,30})?(?:[:=]|\s*\d|$)", re.IGNORECASE)


def headed(text: str) -> tuple[PlanPart, str] | None:
    """What a line heads: «Recommendation 2 – Schools should …» with its words; None where it heads nothing."""
    match = _HEADS.fullmatch(text.strip())
    if not match or not match["text"] or _COUNTS.match(match["text"]):
        return None
    is_asked = match["kind"].lower() == "recommendation"
    return (PlanPart.RECOMMENDATION if is_asked else PlanPart.FINDING), match["text"].strip()


def is_no_row(cells: Sequence[str]) -> bool:
    """Whether these filled cells of a row are a note, a total, a key or a count, and no action."""
    if any(_TOTAL.match(cell) for cell in cells):
        return True
    if len(cells) != 1:
        return False
    heads = _HEADS.fullmatch(cells[0].strip())
    return bool(_NO_ACTION.match(cells[0]) or tells_of_a_key(cells[0]) or (heads and _COUNTS.match(heads["text"])))
