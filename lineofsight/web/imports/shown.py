"""How a report on its way in is shown: each paragraph with its marks, its facts and what is unsure about it."""

from dataclasses import dataclass

from lineofsight.assurance.rules.imports import Reading
from lineofsight.intake.correcting.corrections import Part
from lineofsight.intake.correcting.names import NameFound
from lineofsight.intake.documents import Doubt, Paragraph, Quotation, Sentence
from lineofsight.intake.itself import PARTNERSHIP, speaks_of_itself
from lineofsight.intake.quotations.people_heard import is_heard

NOT_SUPPLIED = "not supplied"


@dataclass(frozen=True)
class Run:
    """Some words of a paragraph, and what they are: «quotation», «figure» or nothing of the kind."""

    text: str
    mark: str


@dataclass(frozen=True)
class Shown:
    """One paragraph for a page."""

    key: str
    label: str
    heading: str
    runs: tuple[Run, ...]
    speakers: str
    also: str
    quotations: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    doubts: tuple[Doubt, ...]
    names: tuple[NameFound, ...]

    @property
    def needs_an_eye(self) -> bool:
        """Whether something about it is undecided."""
        return bool(self.doubts or self.names)


def shown(now: Reading) -> tuple[Shown, ...]:
    """Every paragraph as it stands, in the order of the report."""
    return tuple(shown_part(now, part) for part in now.kept)


def shown_part(now: Reading, part: Part) -> Shown:
    """One paragraph as it stands."""
    paragraph = part.paragraph
    is_open = frozenset(now.open_doubts)
    number = paragraph.number
    return Shown(
        key=key_of(part),
        label=f"Paragraph {number}" if number is not None else "A paragraph without a number",
        heading=part.heading or "Before the first heading",
        runs=runs(paragraph),
        speakers=", ".join(dict.fromkeys(filter(None, map(speaker, paragraph.sentences)))) or "nobody named",
        also=", ".join(dict.fromkeys(name for one in paragraph.sentences for name in one.also)),
        quotations=tuple((one.text, quoted(one)) for one in paragraph.quotations),
        figures=tuple(
            (one.text, NOT_SUPPLIED if one.denominator is None else f"{one.denominator:,}") for one in paragraph.figures
        ),
        doubts=tuple(now.as_read.warnings[at] for at in now.doubts_at(part.position) if at in is_open and part.at == 0),
        names=tuple(one for one in now.names if (one.position, one.at) == (part.position, part.at)),
    )


def speaker(sentence: Sentence) -> str:
    """Who says a sentence, in words; empty where nobody is named."""
    if sentence.agency == PARTNERSHIP or (not sentence.agency and speaks_of_itself(sentence.text)):
        return "The partnership"
    return sentence.agency or ""


def quoted(quotation: Quotation) -> str:
    """Who is quoted, in words; people who were heard are told from a body that looked from outside."""
    who = quotation.attributed_to
    return f"{who}, who was heard" if is_heard(who) else who or "nobody named"


def key_of(part: Part) -> str:
    """How an address names a part: the paragraph as read, and the character at which the part begins."""
    return f"{part.position}-{part.at}"


def runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The words of a paragraph with its quotations and, outside them, its figures marked."""
    marks = sorted(
        [(one.start, min(one.end, len(paragraph.text)), "quotation") for one in paragraph.quotations]
        + [(one.start, one.end, "figure") for one in paragraph.figures if not one.quoted]
    )
    found, place = [], 0
    for start, end, mark in marks:
        if start < place:
            continue
        found += [Run(paragraph.text[place:start], ""), Run(paragraph.text[start:end], mark)]
        place = end
    return tuple(run for run in (*found, Run(paragraph.text[place:], "")) if run.text)


def counts(now: Reading) -> dict[str, int]:
    """The report in numbers as it stands."""
    paragraphs = [part.paragraph for part in now.kept]
    return {
        "paragraphs": len(paragraphs),
        "sentences": sum(len(one.sentences) for one in paragraphs),
        "quotations": sum(len(one.quotations) for one in paragraphs),
        "figures": sum(len(one.figures) for one in paragraphs),
        "tables": len(now.tables),
        "paragraph_places": len(now.open_doubts) + len(now.names),
        "places": len(now.open_doubts) + len(now.names) + len(now.open_tables),
    }


def speakers(now: Reading) -> list[tuple[str, int]]:
    """How many sentences each agency would have, most first; "" where nobody is named."""
    found: dict[str, int] = {}
    for part in now.kept:
        for sentence in part.paragraph.sentences:
            found[speaker(sentence)] = found.get(speaker(sentence), 0) + 1
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def unnamed(now: Reading) -> int:
    """How many sentences name nobody who says them."""
    return dict(speakers(now)).get("", 0)


def of_the_file(now: Reading) -> tuple[Doubt, ...]:
    """The open doubts that are about no single paragraph."""
    placed = {at for part in now.kept if part.at == 0 for at in now.doubts_at(part.position)}
    return tuple(now.as_read.warnings[at] for at in now.open_doubts if at not in placed)
