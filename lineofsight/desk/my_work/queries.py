"""What waits for whom, put together from the rooms below."""

from collections.abc import Iterator, Sequence
from datetime import date

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Action
from lineofsight.assurance.queries import imports
from lineofsight.assurance.queries.second_looks import waits_for_another
from lineofsight.desk import stated
from lineofsight.desk.figures import own_measures
from lineofsight.desk.going import deletions
from lineofsight.desk.my_work import asked, background, chain, editions, grants, rounds, signed_forms, what_runs
from lineofsight.desk.my_work.waiting import Waiting, Work
from lineofsight.desk.sight import children_today
from lineofsight.partnership import queries as partnership
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act, Role


def work_of(actor: Actor) -> Work:
    """What waits for the actor: children, then what is lost after its day, then by its day, then since when; and the
    next 30 days."""
    day = partnership.today(actor.now)
    running = chain.running(actor, day=day)
    every = tuple(_waiting(actor, day=day, running=running))
    now = [one for one in every if not one.is_to_come(day)]
    waiting = (
        *children_today.waiting(actor, day=day),
        *sorted(now, key=lambda one: (not one.is_lost_after, one.due or date.max, one.since or date.max)),
    )
    reviews = assurance.reviews(actor).count() if can(actor, Act.REVIEW_READ) else 0
    later = (one for one in every if one.is_to_come(day))
    coming = sorted(
        (*later, *chain.coming(actor, day=day, running=running), *grants.held_now(actor)),
        key=lambda one: one.due or one.starts or date.max,
    )
    return Work(day, waiting, tuple(coming), reviews)


def _waiting(actor: Actor, *, day: date, running: Sequence[Action]) -> Iterator[Waiting]:
    yield from signed_forms.waiting(actor)
    yield from chain.of_own_agency(actor, day=day, running=running)
    yield from chain.of_the_unit(actor)
    if can(actor, Act.EVIDENCE_JUDGE):
        for evidence in assurance.waiting_evidence(actor):
            if waits_for_another(evidence, actor):
                continue
            yield Waiting(
                text=f"{evidence.label}: {evidence.title}",
                kind="evidence",
                ref=evidence.ref,
                note=f"Offered by {evidence.agency.name}. Does it count?",
                since=evidence.received_date,
            )
    yield from what_runs.waiting(actor, day=day)
    yield from stated.waiting(actor)
    yield from own_measures.waiting(actor)
    yield from grants.to_decide(actor)
    yield from grants.asked_about_access(actor)
    yield from grants.asked_why_looked(actor)
    yield from deletions.to_answer(actor)
    yield from rounds.of_rounds(actor, day=day, late=chain.late_in_rounds(running, day=day))
    if actor.is_signed_in:
        yield from background.of_jobs(actor)
    yield from background.of_failures(actor)
    yield from editions.of_editions(actor)
    if Role.SCRUTINEER in actor.roles:
        yield from asked.to_close(actor)
        yield from editions.of_opinions(actor)
    if can(actor, Act.REVIEW_IMPORT):
        for begun in imports.imports_begun(actor):
            yield Waiting(
                text=f"Imported: {begun.name}",
                kind="import",
                ref=begun.ref,
                note="Read, and not created yet. Look at what we were unsure of.",
                due=partnership.today(begun.waits_until),
            )
    for lost in partnership.lost_authenticators(actor):
        if lost.asked_by_id != actor.person_id:
            yield Waiting(
                text=f"{lost.person.email} has lost their authenticator",
                kind="lost",
                ref=lost.ref,
                note="Somebody else has asked. A second person agrees, or not.",
                since=partnership.today(lost.recorded_at),
            )
