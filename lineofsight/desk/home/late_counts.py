"""What is late in an agency, in counts alone: for a director, who sees no child and must not be calmed by that."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lineofsight.assurance.queries import rounds
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.desk.challenges import clock_words
from lineofsight.desk.pathways import pathway_called
from lineofsight.desk.sight.judged import every_obligation, rules_in_use
from lineofsight.desk.sight.shares import titles
from lineofsight.desk.stated import asked_of_body
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.records.children import known_to
from lineofsight.records.pathways.queries import waiting_rows
from lineofsight.records.registers.queries.challenges import open_challenges, own_agency_kind
from lineofsight.records.registers.queries.entries import still_chased

COVERS = (
    "Counted: actions and recommendations of reviews, questions, complaints, rounds, and by number alone what was due"
    " for children, challenges, steps of pathways, actions of panels and quarters to state."
)
COVERS_SUBMITTED = (
    "Counted: the actions, recommendations and questions that reached the partnership. What is late for children, in"
    " challenges, pathways, panels and returns each agency counts for itself: it is not in this figure."
)
COVERS_WITHOUT = "Counted: open actions, and open recommendations without one."


@dataclass(frozen=True)
class LateCount:
    """So many of one kind that are late. since: the day by which the first of them was due.

    page: the name of the page that says more, where a director may open one. about: which part of that page.
    """

    id: str
    text: str
    note: str
    number: int
    since: date
    page: str = ""
    about: str = ""


def _counting(actor: Actor) -> Actor | None:
    """Who counts for the actor's own agency; None for whoever does not read its shares (Act.SHARES_READ)."""
    if actor.agency_id is None or not can(actor, Act.SHARES_READ, OfAgency(actor.agency_id)):
        return None
    return replace(job("late", now=actor.now), agency_id=actor.agency_id)


def counts_late(actor: Actor) -> tuple[LateCount, ...]:
    """What is late in the actor's own agency, the longest first, counted as background work counts.

    Nothing for whoever does not read the shares of their agency (Act.SHARES_READ) or has none.
    """
    counting, day = _counting(actor), today(actor.now)
    if counting is None:
        return ()
    with scope(counting, writes=False):
        counting = replace(counting, agency_kind=own_agency_kind(counting))
        found = [
            *_of_children(counting, day),
            *_challenges(counting, day),
            *_steps(counting, day),
            *_chased(counting, day),
            *_quarters(counting),
            *_round_answers(counting, day),
        ]
    return tuple(sorted(found, key=lambda one: (one.since, one.id)))


def late_of_children(actor: Actor) -> tuple[LateCount, ...]:
    """The same of children alone, the longest first: for the page that a line of «My work» opens.

    Nothing for whoever does not read the shares of their agency (Act.SHARES_READ) or has none.
    """
    counting = _counting(actor)
    if counting is None:
        return ()
    with scope(counting, writes=False):
        found = tuple(_of_children(counting, today(actor.now)))
    return tuple(sorted(found, key=lambda one: (one.since, one.id)))


def not_known_of_children(actor: Actor) -> int:
    """How many things that go on nobody can judge, of the children of the actor's own agency: no day, or no record."""
    counting = _counting(actor)
    if counting is None:
        return 0
    with scope(counting, writes=False):
        every = every_obligation(known_to(counting), as_at=today(actor.now))
    return sum(one.status is Status.UNKNOWN and one.met is None and one.until is None for one in every)


def _longest(since: date, day: date) -> str:
    days = (day - since).days
    return f"{days} day{'' if days == 1 else 's'}"


def _told(number: int, of: int, since: date, day: date) -> str:
    """«3 of 40 that are open, one of them 22 days late.»"""
    late = _longest(since, day)
    if of == number:
        return f"{number} open, {late} late." if number == 1 else f"{number} open, the longest {late} late."
    return f"{number} of {of} that are open, {late if number == 1 else f'the longest {late}'} late."


def _of_children(counting: Actor, day: date) -> Iterator[LateCount]:
    """What was due for children by a rule: a line for each family of rules, no child."""
    rules = rules_in_use()
    named = titles(rules)
    still, late = defaultdict[str, int](int), defaultdict[str, list[date]](list)
    for one in every_obligation(known_to(counting), as_at=day):
        family = rules.edition(one.standard, one.version).family
        still[family] += one.status in (Status.DUE, Status.OVERDUE)
        if one.status is Status.OVERDUE and one.due is not None:
            late[family].append(one.due)
    for family, days in late.items():
        note = _told(len(days), still[family], min(days), day)
        yield LateCount(f"children:{family}", named[family], note, len(days), min(days), "shares", family)


def _challenges(counting: Actor, day: date) -> Iterator[LateCount]:
    """Challenges in which the agency takes part: those past their day, and for how many of them it is asked."""
    own = counting.agency_id
    rows = [row for row in open_challenges(counting) if own in (row.agency_id, row.other_agency_id)]
    stands = [(row, clock_words(row, day)) for row in rows]
    late = [(row, due) for row, (mark, _, due) in stands if mark == "overdue" and due is not None]
    if late:
        since = min(due for _, due in late)
        asked = sum(row.other_agency_id == own for row, _ in late)
        note = f"{_told(len(late), len(rows), since, day)} In {asked} of them your agency is asked."
        yield LateCount("challenges", "Challenges past their day", note, len(late), since)


def _steps(counting: Actor, day: date) -> Iterator[LateCount]:
    """Steps that are the agency's own to do, by pathway."""
    still, late, named = defaultdict[str, int](int), defaultdict[str, list[date]](list), dict[str, str]()
    for row in waiting_rows(counting).select_related("run"):
        pathway = pathway_called(row.pathway, on=row.run.started)
        step = next((one for one in pathway.steps if one.id == row.step), None) if pathway else None
        if pathway is None or step is None or not step.is_of(counting.agency_kind):
            continue
        named[row.pathway] = pathway.title
        still[row.pathway] += 1
        if row.due is not None and row.due < day:
            late[row.pathway].append(row.due)
    for id, days in late.items():
        note = _told(len(days), still[id], min(days), day)
        yield LateCount(f"steps:{id}", f"Steps of a pathway: {named[id]}", note, len(days), min(days))


def _chased(counting: Actor, day: date) -> Iterator[LateCount]:
    """What panels and meetings asked for."""
    rows = list(still_chased(counting))
    late = [row.due_date for row in rows if row.due_date < day]
    if late:
        note = _told(len(late), len(rows), min(late), day)
        yield LateCount("chased", "Actions of panels and meetings", note, len(late), min(late))


def _quarters(counting: Actor) -> Iterator[LateCount]:
    """Quarters that nobody stated."""
    day = today(counting.now)
    asked = [one for one in asked_of_body(counting) if one.row is None]
    late = [one.due for one in asked if one.mark == "overdue" and one.due is not None]
    if late:
        note = _told(len(late), len(asked), min(late), day)
        yield LateCount("quarters", "Quarters to state to the partnership", note, len(late), min(late), "stateds")


def _round_answers(counting: Actor, day: date) -> Iterator[LateCount]:
    """Shares of rounds of collecting that are not answered by their day."""
    going = rounds.rounds(counting).filter(state=RoundState.OPEN, opens_date__lte=day)
    # What all agencies were asked and answered is read only where this one's day is past.
    for collecting in going.filter(shares__agency_id=counting.agency_id, shares__due_date__lt=day).distinct():
        for share in collecting.shares.all():
            if share.agency_id != counting.agency_id or share.due_date >= day:
                continue
            count = rounds.count_of(share)
            if count.missing:
                note = f"{count.missing} of {count.asked} not answered, {_longest(share.due_date, day)} late."
                text = f"Answers to {collecting.label}, {collecting.review.name}"
                yield LateCount(f"round:{share.ref}", text, note, count.missing, share.due_date)
