"""Read one sentence as somebody has just written it: what it does, whom it quotes, which figures it states."""

from dataclasses import dataclass

from lineofsight.intake.claims import kind_of
from lineofsight.intake.documents import Quotation, SentenceKind, StatedFigure
from lineofsight.intake.figures.find import figures_in
from lineofsight.intake.quotations.find import quotations_in


@dataclass(frozen=True, slots=True)
class WordingRead:
    """What stands in a wording. Places count characters of the text."""

    kind: SentenceKind
    quotations: tuple[Quotation, ...]
    figures: tuple[StatedFigure, ...]


def read_wording(text: str) -> WordingRead:
    """Read a wording by the same rules as a whole report. Never raises."""
    quoted = quotations_in([(None, text)])[0]
    own = list(text)
    for start, end in quoted.stretches:
        own[start:end] = " " * (end - start)
    return WordingRead(
        kind=kind_of("".join(own), quotes=bool(quoted.stretches), in_context=False),
        quotations=tuple(quoted.quotations),
        figures=figures_in(text, quoted=quoted.stretches),
    )
