"""What a partnership's library says about publishing, as the checks need it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lineofsight.library.claim import ClaimKind
from lineofsight.library.identifying import IdentifyingRule
from lineofsight.library.kinds import EvidenceKind
from lineofsight.library.measure import Measure
from lineofsight.library.publishing import PublishingRules, SmallNumbers
from lineofsight.library.scales import Shows
from lineofsight.library.shelf import Shelf
from lineofsight.publication.content.edition import BasisKind


@dataclass(frozen=True, kw_only=True)
class CounterFigure:
    """A measure that stands beside another one, by its title, and what the other would hide without it."""

    measure: str
    title: str
    because: str


@dataclass(frozen=True, kw_only=True)
class OwnRules:
    """The rules in force on a day: about publishing, small numbers and what points to somebody.

    `most` is the most that each kind of evidence can show, however good it is. `beside` says of a measure which others
    stand in the same edition. `measures` are the definitions by their ids; `claims` the kinds of
    claim that are set beside what stands behind a sentence.
    """

    publishing: PublishingRules
    numbers: SmallNumbers
    identifying: tuple[IdentifyingRule, ...]
    most: Mapping[BasisKind, Shows]
    beside: Mapping[str, tuple[CounterFigure, ...]] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    claims: tuple[ClaimKind, ...] = ()


# The library calls a statement a note, because on people's pages a statement is a sentence of the Summary.
_IDS = {BasisKind.STATEMENT: "note"}


def small_numbers_of(shelf: Shelf, *, on: date) -> SmallNumbers:
    """How small numbers are told on a day. Raises NotOnShelf for a day before that was settled."""
    return shelf.get(SmallNumbers, "figures-in-public", on=on)


def rules_of(shelf: Shelf, *, on: date) -> OwnRules:
    """The rules of a library on a day. Raises NotOnShelf for a day before they were made."""
    measures = {one.id: one for one in shelf.entries(Measure, on=on)}
    return OwnRules(
        publishing=shelf.get(PublishingRules, "before-publishing", on=on),
        numbers=small_numbers_of(shelf, on=on),
        identifying=shelf.entries(IdentifyingRule, on=on),
        most={
            kind: shelf.get(EvidenceKind, _IDS.get(kind, kind.value.replace(" ", "-")), on=on).shows_at_most
            for kind in BasisKind
        },
        beside=_beside(measures),
        measures=measures,
        claims=shelf.entries(ClaimKind, on=on),
    )


def _beside(measures: Mapping[str, Measure]) -> dict[str, tuple[CounterFigure, ...]]:
    return {
        measure.id: tuple(
            CounterFigure(measure=one.measure, title=measures[one.measure].title, because=one.because)
            for one in measure.beside
            if one.measure in measures
        )
        for measure in measures.values()
        if measure.beside
    }
