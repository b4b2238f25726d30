"""Files: what stands in them goes, and their names; the row and its hash stay, because evidence names them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, OuterRef

from lineofsight.assurance.models import (
    ActionMove,
    Assessment,
    Evidence,
    PackReading,
    RecommendationMove,
    ReportImport,
    Review,
    RoundAnswer,
)
from lineofsight.assurance.rules.imports import OPEN
from lineofsight.assurance.rules.rounds import PackState, RoundState
from lineofsight.desk.going.going import Going, Sentence, Way, moment, once
from lineofsight.desk.going.resting import ON_ITS_WAY, Printed, editions_on_their_way, printed, rests_on_evidence
from lineofsight.files.actions import forget_files
from lineofsight.files.models import Held
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.queries import today
from lineofsight.publication.models import Objection, SignOff
from lineofsight.publication.rules import EditionState

Rests = dict[int, list[str | Sentence]]


def rows(worker: Actor, before: date) -> Any:
    """The files that came in before a day and are still there."""
    gone = Tombstone.objects.values("subject_ref")
    return Held.objects.visible_to(worker).filter(recorded_at__lt=moment(before)).exclude(ref__in=gone)


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The same, each with what rests on it."""
    held = list(rows(worker, before).select_related("agency", "blob").order_by("id"))
    found, rests = printed(worker), defaultdict[int, list[str | Sentence]](list)
    for look in NAMED_BY.values():
        for key, words in look(held, found, worker).items():
            rests[key] += words
    return tuple(Going(one, f"File kept on {day_words(today(one.recorded_at))}", once(rests[one.pk])) for one in held)


def _of_evidence(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    pieces = list(Evidence.objects.visible_to(worker).filter(held__in=held).select_related("review"))
    by_piece = rests_on_evidence(pieces, found, worker)
    return _by_file((one.held_id, by_piece[one.pk]) for one in pieces)


def _of_assessments(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    writing = editions_on_their_way(worker)
    return _by_file(
        (one.source_id, [*found.assessments.get(one.ref, ()), *([writing[one.review_id]] * (one.review_id in writing))])
        for one in Assessment.objects.visible_to(worker).filter(source__in=held)
    )


def _of_reviews(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    # A review is decided about by itself.
    kept = Review.objects.visible_to(worker).filter(source__in=held)
    return _by_file((one.source_id, [f"{one.name}, which was read from it and is kept"]) for one in kept)


def _of_answers(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    answers = RoundAnswer.objects.visible_to(worker).filter(held__in=held, item__share__round__state=RoundState.OPEN)
    return _by_file((one.held_id, ["an answer in a round that is open"]) for one in answers)


def _of_packs(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    packs = PackReading.objects.visible_to(worker).filter(held__in=held, state=PackState.READ)
    return _by_file((one.held_id, ["a pack of which nothing was taken yet"]) for one in packs)


def _of_imports(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    imports = ReportImport.objects.visible_to(worker).filter(held__in=held, state__in=OPEN)
    return _by_file((one.held_id, ["a report that is on its way in"]) for one in imports)


def _of_signatures(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    standing = (*ON_ITS_WAY, EditionState.PUBLISHED)
    signed = SignOff.objects.visible_to(worker).filter(held__in=held, edition__state__in=standing)
    return _by_file(
        (one.held_id, [f"a signature in edition {one.edition.number} of {one.edition.review.name}"])
        for one in signed.select_related("edition__review")
    )


def _of_objections(held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    rows = Objection.objects.visible_to(worker).filter(held__in=held, signoff__edition__state__in=ON_ITS_WAY)
    return _by_file(
        (one.held_id, [f"an objection in edition {one.signoff.edition.number} of {one.signoff.edition.review.name}"])
        for one in rows.select_related("signoff__edition__review")
    )


def _of_moves(model: Any, of: str, held: Sequence[Held], found: Printed, worker: Actor) -> Rests:
    """The minute of what was recorded for an agency is kept while nothing later was decided about the same thing."""
    later = model.objects.visible_to(worker).filter(**{of: OuterRef(of), "number__gt": OuterRef("number")})
    rows = model.objects.visible_to(worker).filter(~Exists(later), held__in=held).select_related(f"{of}__review")
    moved = ((one.held_id, getattr(one, of)) for one in rows)
    return _by_file((key, [f"what was decided about {row.label} of {row.review.name}"]) for key, row in moved)


def _by_file(named: Iterable[tuple[int | None, Sequence[str | Sentence]]]) -> Rests:
    found: Rests = defaultdict(list)
    for key, words in named:
        if key is not None:
            found[key] += words
    return found


# By table and field that name a file: every one that there is stands here (a test counts them).
NAMED_BY: Mapping[tuple[str, str], Callable[[Sequence[Held], Printed, Actor], Rests]] = MappingProxyType(
    {
        ("assurance.Evidence", "held"): _of_evidence,
        ("assurance.Assessment", "source"): _of_assessments,
        ("assurance.Review", "source"): _of_reviews,
        ("assurance.RoundAnswer", "held"): _of_answers,
        ("assurance.PackReading", "held"): _of_packs,
        ("assurance.ReportImport", "held"): _of_imports,
        ("assurance.RecommendationMove", "held"): partial(_of_moves, RecommendationMove, "recommendation"),
        ("assurance.ActionMove", "held"): partial(_of_moves, ActionMove, "action"),
        ("publication.SignOff", "held"): _of_signatures,
        ("publication.Objection", "held"): _of_objections,
    }
)


def forget(held: Sequence[Held], worker: Actor, before: date) -> None:
    """Take the files away."""
    forget_files(held=held, by=worker)


WAY = Way(
    due,
    forget,
    model=Held,
    goes="What stands in the file, and its name.",
    stays="The hash of the file, and the evidence that named it. The same file at another agency stays theirs.",
)
