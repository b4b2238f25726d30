"""What runs beside sentences and wants somebody: which kinds of it there are, asked in one question.

Most people have none of it. «My work» asks for the lines of a kind only where there is any.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Exists

from lineofsight.assurance.queries.questions import open_questions
from lineofsight.desk import challenges, learning, offered, pathways, registers
from lineofsight.desk.audits import rounds as audits
from lineofsight.desk.my_work import asked, told
from lineofsight.desk.my_work.waiting import Waiting, days_from
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.audits.queries import audits as all_audits
from lineofsight.records.audits.queries import own_readings
from lineofsight.records.forms.queries import begun_by, edition_of
from lineofsight.records.learning.queries import sessions as all_sessions
from lineofsight.records.pathways.offered import lately
from lineofsight.records.pathways.queries import open_calls, waiting_rows
from lineofsight.records.pathways.told import unread
from lineofsight.records.registers.queries.challenges import open_challenges
from lineofsight.records.registers.queries.entries import open_meetings, still_chased
from lineofsight.records.workforce.models import StaffMember


def waiting(actor: Actor, *, day: date) -> Iterator[Waiting]:
    """The lines of «My work» of what runs: challenges, registers, pathways, forms, questions, audits, learning."""
    there = kinds_there(actor)
    if "challenges" in there:
        yield from challenges.waiting(actor)
    follows = registers.waiting(actor) if there & {"chased", "meetings"} else ()
    steps = pathways.waiting(actor, day=day) if "steps" in there else ()
    yield from once(steps, follows)
    if "calls" in there:
        yield from pathways.calls_to_answer(actor)
    if "offered" in there:
        yield from offered.waiting(actor, day=day)
    if "told" in there:
        yield from told.waiting(actor)
    if "forms" in there:
        yield from _forms_begun(actor, day=day)
    if "questions" in there:
        yield from asked.waiting(actor)
    if there & {"readings", "audits"}:
        yield from audits.waiting(actor)
    if there & {"sessions", "training"}:
        yield from learning.waiting(actor)


def once(steps: Iterable[Waiting], follows: Iterable[Waiting]) -> Iterator[Waiting]:
    """Steps of pathways and what follows from registers. Where a register asks for a child what their pathway asks too,
    in the same words, it is one thing to do: it stands once, with both days. Once the step is done, the register asks
    alone whether it is."""
    steps = list(steps)
    places = {(one.child_ref, one.text.lower()): at for at, one in enumerate(steps) if one.child_ref}
    for follow in follows:
        register, _, what = follow.text.partition(": ")
        at = places.get((follow.child_ref, what.lower())) if follow.kind == "chased" else None
        if at is None:
            yield follow
        elif follow.due is not None:
            also = f" Also agreed: {register}, by {day_words(follow.due)}."
            steps[at] = replace(steps[at], note=f"{steps[at].note}{also}")
    yield from steps


def kinds_there(actor: Actor) -> frozenset[str]:
    """Which kinds of running work somebody can see any of."""
    if actor.agency_id is None:
        return frozenset()
    asked: dict[str, Any] = {}
    if can(actor, Act.QUESTION_ANSWER, OfAgency(actor.agency_id)):
        asked |= {"questions": open_questions(actor)}
    if can(actor, Act.SIGHT_READ):
        asked |= {
            "challenges": open_challenges(actor),
            "chased": still_chased(actor),
            "meetings": open_meetings(actor),
            "calls": open_calls(actor),
            "steps": waiting_rows(actor),
            "told": unread(actor),
            "offered": lately(actor, offered.called_to_start(actor, on=today(actor.now)), today=today(actor.now)),
            "forms": begun_by(actor),
            "readings": own_readings(actor),
        }
    if can(actor, Act.AUDIT_BEGIN):
        asked |= {"audits": all_audits(actor)}
    if can(actor, Act.SESSION_PLAN):
        asked |= {"sessions": all_sessions(actor), "training": StaffMember.objects.visible_to(actor)}
    if not asked:
        return frozenset()
    each = {f"any_{name}": Exists(rows) for name, rows in asked.items()}
    found = Agency.objects.filter(pk=actor.agency_id).values(**each).first() or {}
    return frozenset(name for name in asked if found.get(f"any_{name}"))


def _forms_begun(actor: Actor, *, day: date) -> Iterator[Waiting]:
    for form in begun_by(actor).select_related("subject"):
        instrument = edition_of(form)
        began = today(form.recorded_at)
        yield Waiting(
            text=f"Go on with a form: {instrument.title if instrument else form.instrument}",
            kind="form",
            ref=form.ref,
            note=f"You began it {days_from(day, began)}. Sign it, or set it aside.",
            since=began,
            child=form.subject.shown if form.subject else "",
            child_ref=form.subject.ref if form.subject else "",
        )
