"""What is recorded here by hand: which kinds can be, which one is called for, and how it is judged at once."""

from dataclasses import dataclass, replace
from datetime import date

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.lists import PathLine, path_of
from lineofsight.library.fact import FactKind
from lineofsight.library.standard_examples import Status
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.records.practice.recording import kinds_of_steps
from lineofsight.sight.plain.records import relied_on
from lineofsight.sight.shelf import InUse

OPEN = (Status.OVERDUE, Status.DUE, Status.UNKNOWN)


def kinds_by_hand(*, on: date) -> tuple[FactKind, ...]:
    """The kinds of event that may be recorded here, in the order of the library."""
    found = [kind for kind in shelf().entries(FactKind, on=on) if kind.by_hand is not None]
    return tuple(sorted(found, key=lambda kind: (kind.by_hand.order if kind.by_hand else 0, kind.id)))


@dataclass(frozen=True, slots=True)
class KindKept:
    """A kind of event of which one can say that every one is recorded here. pathways: those of which it is a step."""

    kind: FactKind
    pathways: tuple[str, ...]


def kinds_kept(*, on: date) -> tuple[KindKept, ...]:
    """First the kinds recorded by hand; then those that are steps of a pathway, where a rule asks about them."""
    by_hand = kinds_by_hand(on=on)
    steps = kinds_of_steps(on=on)
    asked = {kind for standard in rules_in_use().standards for kind in relied_on(standard)}
    others = {kind.id: kind for kind in shelf().entries(FactKind, on=on) if kind.id in steps and kind.id in asked}
    for kind in by_hand:
        others.pop(kind.id, None)
    in_order = (*by_hand, *sorted(others.values(), key=lambda kind: kind.title))
    return tuple(KindKept(kind, steps.get(kind.id, ())) for kind in in_order)


def kinds_recordable(actor: Actor, *, on: date) -> dict[str, FactKind]:
    """The kinds that somebody may record by hand, by their id."""
    if not can(actor, Act.EVENT_RECORD, OfAgency(actor.agency_id)):
        return {}
    return {kind.id: kind for kind in kinds_by_hand(on=on)}


def called_for(actor: Actor, child: str, *, today: date) -> str:
    """The first kind of the library's order that would answer something open for a child; nothing where none would."""
    lines = path_of(actor, child, as_at=today)
    open_now = {answered_by(line) for line in lines if line.obligation.status in OPEN}
    return next((kind.id for kind in kinds_by_hand(on=today) if kind.id in open_now), "")


def answered_by(line: PathLine) -> str:
    """The kind of event that answers what is due."""
    return line.edition.shape.met_by.event


def _answered_by(kind: str) -> InUse:
    """The rules that an event of a kind answers, whatever was found there.

    Whether the child was seen at a visit is another question than whether the visit was in time.
    """
    rules = rules_in_use()
    asked = tuple(one for one in rules.standards if one.shape.met_by.event == kind and not one.shape.met_by.codes)
    return replace(rules, standards=asked)


def judged(actor: Actor, child: str, *, kind: FactKind, day: date, today: date) -> str:
    """What is said once an event is recorded: whether it was in time, by the most serious rule, and what is next."""
    lines = list(path_of(actor, child, as_at=today, rules=_answered_by(kind.id)))
    ahead = min((line.day for line in lines if line.obligation.status is Status.DUE and line.day), default=None)
    following = f" Next: {day_words(ahead)}." if ahead else ""
    return f"Recorded. {_verdict(lines, kind, day)}{following}"


def _verdict(lines: list[PathLine], kind: FactKind, day: date) -> str:
    this = f"That {without_article(kind.one)}"
    answers = sorted((line for line in lines if line.obligation.met == day), key=lambda line: line.edition.order)
    late = [line.obligation for line in answers if line.obligation.status is Status.LATE]
    if late:
        days = max(one.days_late for one in late)
        return f"{this} was {'1 day' if days == 1 else f'{days} days'} late."
    if any(line.obligation.status is Status.MET for line in answers):
        return f"{this} was in time."
    why = [line.told.unknown for line in lines if line.told.unknown]
    if why:
        return f"Whether it was in time is not known, because {why[0]}."
    return "No rule asked for one by that day."


def without_article(one: str) -> str:
    """«a visit» as «visit»."""
    article, _, rest = one.partition(" ")
    return rest if article in ("a", "an", "the") and rest else one
