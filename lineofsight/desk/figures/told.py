"""Figures of practice as people read them: whose they are, and how they are told to whoever asks.

Somebody of an agency counts that agency's rows, exact. Who sees what every agency has submitted counts all of them
together, and of children no more than the public would be told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from lineofsight.assurance.faces.keeping import kept, records_stand
from lineofsight.assurance.own_shelf import agreed, with_own_measures
from lineofsight.assurance.tables import AGENCY, face_of, measures_of_records, opened_records, period_until
from lineofsight.library.counting import ToldAs
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.publishing import NumberRule, SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.shelf import NotOnShelf, Origin, Shelf
from lineofsight.measures import disclosure
from lineofsight.measures.disclosure import Cell
from lineofsight.measures.figure import TOTAL, Figure, whole_percent
from lineofsight.measures.series import Sums, over
from lineofsight.measures.terms import NO_CASES, terms_of
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.content.told import TOO_FEW, Told
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.gate.whom import class_of_measure, first_class

TEAM = "team"


@dataclass(frozen=True)
class Telling:
    """How the numbers of a measure are told to somebody: exact, or as in public."""

    measure: Measure
    rule: NumberRule
    is_public: bool
    exact_below: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the numbers are those that were counted."""
        return not self.is_public or (self.rule.fewest == 0 and self.rule.round_to == 1)

    @property
    def told(self) -> Told:
        """The same as the publication tells it."""
        return Told(
            nearest=self.rule.round_to,
            fewest=self.rule.fewest,
            share_from=self.rule.fewest_for_rate,
            is_done=False,
            exact_below=self.exact_below,
        )

    def words(self, sums: Sums) -> str:
        """«412 of 468 (88%)», «about 410 of 470 (87%)», «too few to show», «no cases»."""
        terms = terms_of(self.measure)
        if terms is not None:
            return terms.words(sums.n, sums.of) if self.is_exact else self.told.words(sums.n, sums.of, terms)
        if sums.of == 0:
            return NO_CASES
        if self.is_exact:
            return f"{sums.n} of {sums.of} ({whole_percent(sums.n, sums.of)}%)"
        return self.told.words(sums.n, sums.of)

    def words_of_parts(self, parts: Sequence[Sums], *, beside: Sums | None = None) -> tuple[str, ...]:
        """The parts of one whole as they are told: none can be found by taking the others from it.

        beside: the whole, where it is printed with them; not one part where it alone would say what one is.
        """
        terms = terms_of(self.measure)
        if self.is_exact or (terms is not None and terms.is_ratio):
            return tuple(map(self.words, parts))
        cells = [_cell(one) for one in parts]
        if beside is None or self.words(beside) == TOO_FEW:
            shown = disclosure.told(cells, self.rule)
        else:
            shown = disclosure.told_beside(_cell(beside), cells, self.rule)
        return tuple(TOO_FEW if cell is None else self.words(sums) for cell, sums in zip(shown, parts, strict=False))

    def numbers(self, sums: Sums) -> tuple[int, int] | None:
        """The two numbers that may be drawn, as they are told; None where they are too few to show."""
        if self.is_exact:
            return sums.n, sums.of
        terms = terms_of(self.measure)
        is_small = not self.exact_below and sums.of < self.rule.fewest_for_rate * 10 ** (
            terms.of_places if terms else 0
        )
        if self.told.is_few(sums.n, sums.of, terms) or is_small:
            return None
        return self.told.numbers(sums.n, sums.of, terms)


def _cell(sums: Sums) -> Cell:
    return Cell(sums.n, sums.of, sums.of)


@dataclass(frozen=True)
class Line:
    """One measure in the list: its figure now, in words, and how many were left out."""

    measure: Measure
    words: str
    has_cases: bool
    left_out: int


@dataclass(frozen=True)
class Listed:
    """What the list shows. agency: whose rows; «» for those of all agencies."""

    agency: str
    lines: tuple[Line, ...]
    empty: tuple[Line, ...]


def whose(actor: Actor) -> Agency | None:
    """The agency whose rows an actor counts; None for those of all agencies."""
    return None if actor.reach.other_from <= Audience.HUB else own_agency(actor)


def telling(measure: Measure, *, agency: Agency | None, on: date) -> Telling:
    """How a measure is told: exact to its own agency; over all as in public, by whom it counts."""
    numbers = small_numbers_of(shelf(), on=on)
    counts = class_of_measure(measure, face_of(measure), numbers)
    exact_below = _is_exact_below(measure, numbers)
    return Telling(measure, numbers.rule(counts), is_public=agency is None, exact_below=exact_below)


def _is_exact_below(measure: Measure, numbers: SmallNumbers) -> bool:
    """Whether the lower number of a ratio is told as it is: full-time equivalents and calls count nobody who could be
    known."""
    below = first_class(f"{measure.per.many if measure.per else ''} {measure.population.words}", numbers)
    return measure.told is ToldAs.RATIO and below is not WhoIsCounted.CHILDREN


def told_exactly_below(library: Shelf, *, on: date) -> Iterator[str]:
    """Ratios of a partnership's own over the rows of children, whose lower number the public would read as it is."""
    numbers = small_numbers_of(library, on=on)
    for measure in library.all_newest(Measure):
        if library.origin(Measure, measure.id) is Origin.OURS or not _is_exact_below(measure, numbers):
            continue
        counts = class_of_measure(measure, library.newest(FaceColumns, measure.face), numbers)
        if counts is WhoIsCounted.CHILDREN:
            many = measure.per.many if measure.per else measure.unit.many
            yield (
                f"measures/{measure.id}.yaml: the public reads its number of {many} exactly, also where they are few. "
                "Where they can be those of one child, write «children» in the words of its population."
            )


def told_of(measure: Measure, figures: Sequence[Figure]) -> tuple[tuple[Figure, str], ...]:
    """The figures of a measure over all agencies, the whole first, each with its words as the public would read them:
    no group can be found by taking the others away. The whole alone where it would say what a group is."""
    if not figures:
        return ()
    told = telling(measure, agency=None, on=figures[0].as_at_date)
    if told.is_exact:
        return tuple((one, one.words()) for one in figures)
    whole, *groups = [Sums(one.n, one.of) for one in figures]
    words = (told.words(whole), *told.words_of_parts(groups, beside=whole))
    return tuple(zip(figures, words, strict=False))


def countable(actor: Actor, agency: Agency | None, *, on: date) -> tuple[Measure, ...]:
    """The measures that can be counted for somebody: for one agency those whose rows say whose they are, over all
    those that came with the library or to which somebody has agreed."""
    library = with_own_measures(actor)
    found = []
    for measure in measures_of_records(actor, library=library):
        try:
            current = library.get(Measure, measure.id, on=on)
            face = library.get(FaceColumns, current.face, on=on)
        except NotOnShelf:
            continue
        if agency is None or AGENCY in face.columns:
            found.append(current)
    return agreed(actor, found) if agency is None else tuple(found)


def find_measure(actor: Actor, id: str, *, on: date) -> Measure | None:
    """One measure that somebody may count, in force on a day; None where there is none."""
    return next((one for one in countable(actor, whose(actor), on=on) if one.id == id), None)


def listed(actor: Actor, *, as_at: date) -> Listed:
    """Every measure with its figure as at a day: those with cases first, in the order of their questions."""
    require(actor, Act.MEASURES_READ)
    agency = whose(actor)
    asked = sorted(countable(actor, agency, on=as_at), key=lambda one: one.question)
    # Everybody of the agency is told the same, and everybody who reads of all of them.
    which = ("listed", agency and agency.pk, as_at, settings.LOS_SHELF, tuple((one.id, one.version) for one in asked))
    lines = kept(which, records_stand(actor), lambda: tuple(_lines(asked, actor, agency, as_at)))
    return Listed(
        agency=agency.name if agency else "",
        lines=tuple(line for line in lines if line.has_cases),
        empty=tuple(line for line in lines if not line.has_cases),
    )


def _lines(asked: Sequence[Measure], actor: Actor, agency: Agency | None, as_at: date) -> Iterator[Line]:
    with opened_records(asked, actor, on=as_at, agency=agency) as tables:
        for measure in asked:
            sums = over(
                measure,
                faces=tables.faces,
                execute=tables.execute,
                as_at=as_at,
                period=period_until(measure, as_at),
            ).get((None, TOTAL), Sums())
            told = telling(measure, agency=agency, on=as_at)
            left_out = sum(one.count for one in sums.left_out)
            yield Line(measure, told.words(sums), bool(sums.of or sums.n), left_out if told.is_exact else 0)
