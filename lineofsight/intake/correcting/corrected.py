"""The report set right: every correction of a person applied to what was read."""

from collections.abc import Iterable
from dataclasses import replace

from lineofsight.intake.correcting.corrected_paragraph import joined, pieces, put_back, replaced_names
from lineofsight.intake.correcting.corrections import CannotCorrect, Correction, Field, Part, wanted
from lineofsight.intake.correcting.doubts import effects, open_doubts
from lineofsight.intake.documents import Agency, Document, Remainder, Section
from lineofsight.intake.itself import PARTNERSHIP


def parts_of(document: Document, corrections: Iterable[Correction]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The paragraphs as they stand after the corrections, and those that a person left out. Raises CannotCorrect."""
    corrections = tuple(corrections)
    # What a person says of a place stands above what follows from the reading that they chose.
    want = wanted([*effects(document, corrections), *corrections])
    kept: list[Part] = []
    left_out: list[Part] = []
    position = 0
    for section in document.sections:
        for paragraph in section.paragraphs:
            for part in pieces(position, section.heading, paragraph, want):
                if want.get((position, Field.KEPT, part.at)) == "left out":
                    left_out.append(part)
                elif want.get((position, Field.JOINED, part.at)):
                    if not kept:
                        raise CannotCorrect("There is no paragraph before this one to join it to.")
                    kept[-1] = replace(kept[-1], paragraph=joined(kept[-1].paragraph, part.paragraph))
                else:
                    kept.append(part)
            position += 1
    for index, remainder in enumerate(document.other):
        if want.get((position + index, Field.KEPT, 0)) == "put back":
            put_back(kept, position + index, remainder, want)
    names = [one for one in corrections if one.field is Field.NAME]
    return replaced_names(kept, names), tuple(left_out)


def corrected(document: Document, corrections: Iterable[Correction]) -> Document:
    """The report with everything set right, its open doubts still in it. Raises CannotCorrect."""
    corrections = tuple(corrections)
    kept, left_out = parts_of(document, corrections)
    back = {part.position for part in kept}
    count = sum(1 for _ in document.paragraphs())
    other = [piece for index, piece in enumerate(document.other) if count + index not in back]
    other += [Remainder(part.paragraph.text, part.paragraph.line) for part in left_out]
    return replace(
        document,
        sections=_sections(document, kept),
        other=tuple(other),
        warnings=open_doubts(document, corrections),
        agencies=_agencies(document, kept),
    )


def _sections(document: Document, parts: Iterable[Part]) -> tuple[Section, ...]:
    """The parts under their headings, in the order of the text; a heading without paragraphs stays if it had none."""
    home = [index for index, section in enumerate(document.sections) for _ in section.paragraphs]
    by_heading = {section.heading: section for section in reversed(document.sections)}
    found: list[Section] = []
    last: object = None
    for part in parts:
        is_own = not part.is_moved and part.position < len(home)
        key: object = home[part.position] if is_own else part.heading
        goes_on = bool(found) and (key == last or (not is_own and found[-1].heading == part.heading))
        # What follows a moved paragraph under the same heading goes on with it.
        goes_on = goes_on or (bool(found) and isinstance(last, str) and last == part.heading)
        if goes_on:
            found[-1] = replace(found[-1], paragraphs=(*found[-1].paragraphs, part.paragraph))
        else:
            own = document.sections[home[part.position]] if is_own else by_heading.get(part.heading)
            found.append(
                replace(own, paragraphs=(part.paragraph,)) if own else Section(part.heading, (part.paragraph,))
            )
        last = last if goes_on and is_own is False else key
    for index, section in enumerate(document.sections):
        if not section.paragraphs:
            found.insert(min(index, len(found)), section)
    return tuple(found)


def _agencies(document: Document, parts: Iterable[Part]) -> tuple[Agency, ...]:
    known = {agency.name: agency for agency in document.agencies}
    for part in parts:
        for sentence in part.paragraph.sentences:
            if sentence.agency and sentence.agency != PARTNERSHIP:
                known.setdefault(sentence.agency, Agency(sentence.agency))
    return tuple(known.values())
