"""Children: all that is recorded of one goes at once, with the pathways and challenges that were about the child."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from lineofsight.assurance.faces import ROWS, of_children
from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.desk.going.going import Going, Sentence, Way, moment, once
from lineofsight.desk.going.resting import Printed, faces_of_measures, printed
from lineofsight.library.challenge import State
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.words import month_words
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.records.forms.forgetting import forget_forms_about
from lineofsight.records.forms.models import Form
from lineofsight.records.identities.gone import forget_subjects, remember_gone
from lineofsight.records.identities.models import Subject
from lineofsight.records.identities.references import read_as_one
from lineofsight.records.pathways.forgetting import forget_not_started, forget_runs
from lineofsight.records.pathways.models import Call, NotStarted, Part, Run
from lineofsight.records.pathways.rules import CallState
from lineofsight.records.practice.forgetting import forget_recorded
from lineofsight.records.practice.models import Allocation, Fact, Span
from lineofsight.records.registers.forgetting import forget_challenges, forget_entries
from lineofsight.records.registers.models import Challenge, ChallengeStep, Chased, Entry
from lineofsight.records.registers.rules.entries import EntryState
from lineofsight.records.workforce.forgetting import forget_cover

# The faces whose rows are of children, or of what was done for one.
FACES = frozenset(
    {
        *("steps", "challenges", "forms", "form-answers", "register-entries", "register-answers", "chased"),
        *("returns-home", "at-risk-visits"),
        *of_children.ROWS,
    }
)
assert ROWS.keys() >= FACES

HOLDS = "an entry that holds still, or ended within the time"
SHARED = "a pathway that another agency shares, and keeps"
SAME_CHILD = "another reference to the same child, which is kept"
_LIVE = (EvidenceState.OFFERED, EvidenceState.ACCEPTED)
_LATER = "something written about the child within the time"


def rows(worker: Actor, before: date) -> QuerySet[Subject]:
    """Children of whom something is known by its day, and nothing of that day or later."""
    known = Fact.objects.visible_to(worker).filter(subject=OuterRef("pk"), day__isnull=False)
    found: QuerySet[Subject] = Subject.objects.visible_to(worker)
    return found.filter(Exists(known), ~Exists(known.filter(day__gte=before)))


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The same, each with what rests on it. Nothing of a child is told but the month of the last entry."""
    children = list(rows(worker, before).select_related("agency").order_by("id"))
    if not children:
        return ()
    rests = _open(rows(worker, before), before, worker)
    first, last = _days(rows(worker, before), worker)
    counting = list(_counting(worker))
    for one in children:
        if one.pk in first:
            known_from, known_to = first[one.pk], last[one.pk]
            rests[one.pk] += [told for start, until, told in counting if start <= known_to and until >= known_from]
    _together(children, rests, worker)
    return tuple(Going(one, _called(last.get(one.pk)), once(rests[one.pk])) for one in children)


def _called(last: date | None) -> str:
    return f"Records of a child, the last entry in {month_words(last)}" if last else "Records of a child"


Rests = dict[int, list[str | Sentence]]


def _open(due: QuerySet[Subject], before: date, worker: Actor) -> Rests:
    """What is open about each child, or was written within the time, by the child's key: a fixed number of queries."""
    moment_before, ids = moment(before), due.values("pk")
    holding = Q(until__isnull=True) | Q(until__gte=before)
    said = {"subject__in": ids, "is_withdrawn": False, "later__isnull": True}
    about = {"subject__in": ids}

    def of(model: Any) -> Any:
        return model.objects.visible_to(worker)

    asked = (
        (HOLDS, "subject", of(Span).filter(holding, start__isnull=False, **said)),
        (HOLDS, "subject", of(Allocation).filter(holding, **said)),
        ("a pathway that has not ended", "subject", of(Part).filter(is_open=True, **about)),
        (
            "a question to another agency, which has not answered",
            "run__parts__subject",
            of(Call).filter(state=CallState.OPEN, run__parts__subject__in=ids),
        ),
        ("a challenge that is not closed", "subject", of(Challenge).filter(**about).exclude(state=State.CLOSED)),
        ("an entry of a register that waits", "subject", of(Entry).filter(state=EntryState.BOOKED, **about)),
        (
            "something that was to be done after a meeting, and is not",
            "entry__subject",
            of(Chased).filter(entry__subject__in=ids, done_date__isnull=True),
        ),
        (
            "a form that is not signed",
            "subject",
            of(Form).filter(**about).exclude(state__in=(FormState.SIGNED, FormState.SET_ASIDE)),
        ),
        (_LATER, "subject", of(Form).filter(recorded_at__gte=moment_before, **about)),
        (_LATER, "subject", of(Entry).filter(entry_date__gte=before, **about)),
        (_LATER, "subject", of(Part).filter(recorded_at__gte=moment_before, **about)),
        (_LATER, "subject", of(NotStarted).filter(recorded_at__gte=moment_before, **about)),
        (
            _LATER,
            "challenge__subject",
            of(ChallengeStep).filter(challenge__subject__in=ids, made_date__gte=before),
        ),
    )
    found: Rests = defaultdict(list)
    for words, child, rows in asked:
        for key in rows.order_by().values_list(child, flat=True).distinct():
            found[key].append(words)
    return found


def _days(due: QuerySet[Subject], worker: Actor) -> tuple[Mapping[int, date], Mapping[int, date]]:
    """The first and the last day of which something is known, of each child."""
    first: dict[int, date] = {}
    last: dict[int, date] = {}
    for model, start, until in ((Fact, "day", "day"), (Span, "start", "until"), (Allocation, "start", "until")):
        told = model.objects.visible_to(worker).filter(subject__in=due.values("pk")).order_by()
        for key, begins, begun, ends in told.values_list("subject").annotate(
            begins=Min(start), begun=Max(start), ends=Max(until)
        ):
            days = [day for day in (begins, begun, ends) if day is not None]
            first[key] = min([first.get(key, date.max), *days])
            last[key] = max([last.get(key, date.min), *days])
    return first, last


def _counting(worker: Actor) -> Iterator[tuple[date, date, str | Sentence]]:
    """The figures that count children's rows, printed or in evidence that counts, each with the days that it counts:
    computed again they must give the same.

    One without a period counts what stood on its day: of a child with nothing later it can count nothing.
    """
    faces = faces_of_measures(worker)
    found: Printed = printed(worker)
    for figure, sentence in found.figures:
        if faces.get(figure.measure_id, "") in {*FACES, ""}:
            in_it = Sentence(sentence.number, sentence.edition, "a figure in ")
            yield figure.period_from or figure.as_at_date, figure.period_to or figure.as_at_date, in_it
    live = Evidence.objects.visible_to(worker).filter(state__in=_LIVE, figure__isnull=False)
    for piece in live.select_related("figure", "review").order_by("id"):
        figure = Figure.from_dict(json.loads(piece.figure.body))
        if faces.get(figure.measure_id, "") in {*FACES, ""}:
            told = f"a figure in {piece.label} of {piece.review.name}, which is evidence today"
            yield figure.period_from or figure.as_at_date, figure.period_to or figure.as_at_date, told


def _together(children: Sequence[Subject], rests: Rests, worker: Actor) -> None:
    """What is one child, and who is on one pathway, goes together or stays: whatever stays keeps the others."""
    one_child: dict[int, frozenset[int]] = {}
    for agency in {one.agency_id for one in children}:
        one_child |= read_as_one(agency, [one.pk for one in children if one.agency_id == agency])
    on_runs: dict[int, set[int]] = defaultdict(set)
    of_them = Part.objects.visible_to(worker).filter(subject__in=[one.pk for one in children]).values("run")
    for run, subject in Part.objects.visible_to(worker).filter(run__in=of_them).values_list("run", "subject"):
        on_runs[run].add(subject)
    going = {one.pk for one in children if not rests[one.pk]}
    while True:
        kept: dict[int, str] = {}
        for key in going:
            if not one_child.get(key, {key}) <= going:
                kept[key] = SAME_CHILD
        for subjects in on_runs.values():
            if not subjects <= going:
                kept |= dict.fromkeys(subjects & going, SHARED)
        if not kept:
            return
        for key, words in kept.items():
            rests[key].append(words)
        going -= kept.keys()


def with_it(children: Sequence[Subject]) -> list[Any]:
    """The pathways and challenges that go with them: other agencies took part in them, so each has its tombstone."""
    going = [one.pk for one in children]
    runs = Run._base_manager.filter(parts__subject__in=going).distinct()
    challenges = Challenge._base_manager.filter(subject__in=going)
    return [*runs.select_related("agency").order_by("id"), *challenges.select_related("agency").order_by("id")]


def forget(going: Sequence[Any], worker: Actor, before: date) -> None:
    """Take away all that is recorded of the children, and what stands beside them."""
    children: list[Subject] = [one for one in going if isinstance(one, Subject)]
    remember_gone(children, before=before, at=worker.now)
    forget_runs(one for one in going if isinstance(one, Run))
    forget_challenges(one for one in going if isinstance(one, Challenge))
    _forget_of(children)


def _forget_of(children: Iterable[Subject]) -> None:
    of = list(children)
    forget_forms_about(of)
    forget_entries(of)
    forget_cover(of)
    forget_not_started(of)
    forget_recorded(of)
    forget_subjects(of)


WAY = Way(
    due,
    forget,
    model=Subject,
    goes="All that is recorded of the child: what returns brought, pathways, forms, challenges, what registers hold.",
    stays="The returns with their receipts, meetings, figures as they were counted, and a mark by which a return that "
    "names the child again is recognised.",
    with_it=with_it,
    takes_two=True,
)
