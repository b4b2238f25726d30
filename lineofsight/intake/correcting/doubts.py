"""Where a doubt stands in a report, what follows from the reading that a person chose, and which doubts are open."""

import re
from collections.abc import Iterable

from lineofsight.intake.correcting.corrections import Correction, Field, wanted
from lineofsight.intake.documents import Document, Doubt, Paragraph

# A person who corrected the field by hand has settled these doubts of the paragraph too.
_SETTLED_BY = {
    "agency-unnamed": {Field.AGENCY, Field.SENTENCE},
    "agency-we": {Field.AGENCY, Field.SENTENCE},
    "agency-unsure": {Field.AGENCY, Field.SENTENCE},
    "agency-several": {Field.AGENCY, Field.SENTENCE},
    "quotation-unattributed": {Field.SPEAKER, Field.MARKED},
    "quotation-unclosed": {Field.MARKED},
    "number-missing": {Field.NUMBER},
    "joined": {Field.SPLIT},
}
NOBODY = "no agency"


def place_of(document: Document, doubt: Doubt) -> int | None:
    """The paragraph, counted from 0, that a doubt is about; None for a doubt about the whole file."""
    paragraphs = list(document.paragraphs())
    labelled = [
        at for at, one in enumerate(paragraphs) if doubt.paragraph is not None and one.number == doubt.paragraph
    ]
    candidates = labelled or (list(range(len(paragraphs))) if doubt.line is not None else [])
    if doubt.line is not None:
        lines = [(paragraphs[at].line, at) for at in candidates]
        before = [(line, at) for line, at in lines if line is not None and line <= doubt.line]
        if before:
            return max(before, key=lambda one: one[0])[1]
    return candidates[0] if labelled else None


def effects(document: Document, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """What follows from the readings that were chosen, as corrections of their own."""
    chosen = {at: new for (_, field, at), new in wanted(corrections).items() if field is Field.DOUBT and new}
    paragraphs = list(document.paragraphs())
    found: list[Correction] = []
    for at, reading in sorted(chosen.items()):
        if at >= len(document.warnings):
            continue
        doubt = document.warnings[at]
        position = place_of(document, doubt)
        # The first reading is how the report was read: it changes nothing where it is not an agency to be named.
        if position is not None and reading in doubt.readings:
            found += _effects(document, doubt, reading, position, paragraphs[position])
    return tuple(found)


def _effects(document: Document, doubt: Doubt, reading: str, at: int, paragraph: Paragraph) -> list[Correction]:
    is_first = reading == doubt.readings[0]
    if doubt.code in ("agency-unnamed", "agency-we") and reading != NOBODY:
        silent = [one.start for one in paragraph.sentences if not one.agency]
        return [Correction(at, Field.SENTENCE, start, "", reading) for start in silent]
    if doubt.code == "agency-unsure" and not is_first:
        said = [one.start for one in paragraph.sentences if one.agency == doubt.readings[0]]
        return [Correction(at, Field.SENTENCE, start, doubt.readings[0], reading) for start in said]
    if doubt.code == "agency-several" and not is_first:
        begun = _quoted_words(doubt)
        first = doubt.readings[0]
        places = [one.start for one in paragraph.sentences if one.text.startswith(begun) and one.agency == first]
        return [Correction(at, Field.SENTENCE, start, first, reading) for start in places[:1]]
    if doubt.code in ("quotation-unattributed", "quotation-unclosed") and not is_first:
        begun = _quoted_words(doubt)
        marked = [one for one in paragraph.quotations if one.text.startswith(begun)] if begun else []
        return [Correction(at, Field.MARKED, one.start, "quotation", "term") for one in marked[:1]]
    if doubt.code == "number-missing" and not is_first:
        return [Correction(at, Field.NUMBER, 0, str(paragraph.number or ""), "")]
    if doubt.code == "joined" and not is_first:
        found = re.search(r"goes on with «(.+?) …»", doubt.sentence)
        start = paragraph.text.find(found.group(1)) if found else -1
        return [Correction(at, Field.SPLIT, start, "", "yes")] if start > 0 else []
    return []


def _quoted_words(doubt: Doubt) -> str:
    found = re.search(r"«(.+?)(?: …)?»", doubt.sentence)
    return found.group(1) if found else ""


def is_settled(document: Document, index: int, corrections: Iterable[Correction]) -> bool:
    """Whether a person has decided a doubt: by choosing a reading, or by setting right what it is about."""
    corrections = tuple(corrections)
    doubt = document.warnings[index]
    if any(one.field is Field.DOUBT and one.at == index and one.new for one in corrections):
        return True
    position = place_of(document, doubt)
    fields = _SETTLED_BY.get(doubt.code, set())
    return any(one.paragraph == position and one.field in fields and one.new != one.old for one in corrections)


def open_doubts(document: Document, corrections: Iterable[Correction]) -> tuple[Doubt, ...]:
    """The doubts that nobody has decided yet."""
    corrections = tuple(corrections)
    return tuple(doubt for index, doubt in enumerate(document.warnings) if not is_settled(document, index, corrections))
