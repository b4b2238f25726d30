"""What somebody is told of steps that others did: the lines of «My work», and the page on which they are put away."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.desk.pathways import MOST_AT_A_STEP, pathway_called, pathways_on
from lineofsight.library.pathway import Pathway
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rules import Act
from lineofsight.records.pathways.models import Part
from lineofsight.records.pathways.queries import find_part
from lineofsight.records.pathways.told import StepTold, read_told, told_to


@dataclass(frozen=True)
class ToldLine:
    """One step that was done, with the words of the library for it."""

    told: StepTold
    title: str
    pathway: str


def tells_of(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The steps of which somebody is told in the roles they hold: pathway and step."""
    return tuple(
        (pathway.id, step.id)
        for pathway in pathways_on(today(actor.now))
        for step in pathway.steps
        if is_among(step.tells, agency=actor.agency_kind, roles=actor.roles)
    )


def told_lines(actor: Actor) -> tuple[ToldLine, ...]:
    """What somebody is told and has not put away, the latest first: at most fifty."""
    tells = tells_of(actor) if can(actor, Act.PATHWAYS_READ) else ()
    found = told_to(actor, tells=tells, most=MOST_AT_A_STEP) if tells else ()
    return tuple(ToldLine(one, *_words(one, pathway_called(one.pathway, on=one.started))) for one in found)


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The line of «My work»: what was done, by which agency on which day, and for which child.

    Several are one line, so that what is only to be read does not bury what is to be done; and whoever sees all
    children of an agency reads how many there are.
    """
    lines = told_lines(actor)
    if len(lines) == 1 and actor.reach.children is OnePerson.NEAR:
        line = lines[0]
        yield Waiting(
            text=f"Done: {line.title}",
            kind="told",
            ref="",
            note=f"{line.pathway}. {line.told.agency}. Read it, and put it away.",
            since=line.told.day,
            child=line.told.child,
            child_ref=line.told.child_ref,
        )
    elif lines:
        number = f"At least {len(lines)}" if len(lines) == MOST_AT_A_STEP else str(len(lines))
        text = f"{number} step{' was' if len(lines) == 1 else 's were'} done of which you are told"
        yield Waiting(text=text, kind="told", ref="", note="Read them, and put them away.", since=lines[-1].told.day)


def put_away(*, part: Part, step_ref: str, by: Actor) -> None:
    """Say that one has read that a step was done. Raises Forbidden, NotNow."""
    read_told(part=part, step_ref=step_ref, tells=tells_of(by), by=by, at=by.now)


def put_all_away(*, step_refs: Collection[str], by: Actor) -> int:
    """Say that one has read all of these steps, as a page showed them, and how many still stood there: what was put
    away or corrected meanwhile is passed over, and what came after the page was shown stays. In the caller's
    transaction."""
    lines = [one.told for one in told_lines(by) if one.told.ref in step_refs]
    for one in lines:
        part = find_part(by, one.part)
        if part is not None:
            put_away(part=part, step_ref=one.ref, by=by)
    return len(lines)


def _words(one: StepTold, pathway: Pathway | None) -> tuple[str, str]:
    if pathway is None or one.step not in {step.id for step in pathway.steps}:
        return one.step, one.pathway
    return pathway.step(one.step).title, pathway.title
