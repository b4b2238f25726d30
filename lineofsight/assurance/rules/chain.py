"""The chain from a recommendation to what was done: its states, who moves them, and the words for each.

Delivery is what the owner says; the opinion of somebody outside is another thing and stands elsewhere.
Source: docs/house-plan.md, "The domain in one page".
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from lineofsight.library.scales import DeliveryWord, PublicWord, Shows
from lineofsight.partnership.moves import Move, Whose
from lineofsight.partnership.rules import Role


class RecommendationState(StrEnum):
    """Where a recommendation stands."""

    DRAFTED = "drafted"
    ACCEPTED = "accepted"
    PART_ACCEPTED = "part-accepted"
    DECLINED = "declined"
    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    IMPLEMENTED = "implemented"
    EVIDENCED = "evidenced"
    ASSURED = "assured"
    CLOSED = "closed"
    REOPENED = "reopened"
    SUPERSEDED = "superseded"


class ActionState(StrEnum):
    """Where an action stands. Overdue is not a state: it is a day that has come."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    STARTED = "started"
    REPORTED_COMPLETE = "reported complete"
    VERIFIED = "verified"
    RETURNED = "returned"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class UpdateState(StrEnum):
    """Where an update stands. Once accepted it never changes; a later one supersedes it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUPERSEDED = "superseded"


class Says(StrEnum):
    """How far an agency says that an action is, on the day of its answer."""

    AGREED = "agreed"
    BEGUN = "begun"
    DONE = "done"
    NOT_DONE = "not done"


def plan_says(state: "ActionState | None") -> str:
    """How far the last entry of a plan says that its action is: «done» has the day of that entry; else nothing."""
    return Says.DONE if state is ActionState.REPORTED_COMPLETE else ""


# What an agency has said: anybody outside may read it and doubt it.
SAID_UPDATES = (UpdateState.SUBMITTED, UpdateState.ACCEPTED)

_R, _A, _U = RecommendationState, ActionState, UpdateState
_UNIT = frozenset({Role.BUSINESS_MANAGER})
_LEAD = frozenset({Role.SAFEGUARDING_LEAD})
_OWNERS = frozenset({Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD})
_OUTSIDE = frozenset({Role.SCRUTINEER, Role.SAFEGUARDING_LEAD})
_PARTNERS = frozenset({Role.EXECUTIVE})
_ANSWERERS = frozenset({Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER, Role.LINK_HOLDER})

ANSWERS = (_R.ACCEPTED, _R.PART_ACCEPTED, _R.DECLINED)
"""What the lead agency can answer."""

UNDECIDED = (_R.DRAFTED, _R.REOPENED)
"""Where nobody has said yet whether it is accepted: how far something is, is another question."""

_OPEN = (_R.DRAFTED, _R.ACCEPTED, _R.PART_ACCEPTED, _R.PLANNED, _R.IN_PROGRESS, _R.REOPENED)
_SETTLED = (_R.DECLINED, _R.IMPLEMENTED, _R.EVIDENCED, _R.ASSURED, _R.CLOSED)

RECOMMENDATION_MOVES = (
    *(
        Move(source, target, _LEAD, needs_reason=target is not _R.ACCEPTED, whose=Whose.OWN)
        for source in UNDECIDED
        for target in ANSWERS
    ),
    Move(_R.ACCEPTED, _R.PLANNED, _UNIT),
    Move(_R.PART_ACCEPTED, _R.PLANNED, _UNIT),
    Move(_R.PLANNED, _R.IN_PROGRESS, _OWNERS, whose=Whose.OWN),
    Move(_R.REOPENED, _R.IN_PROGRESS, _OWNERS, whose=Whose.OWN),
    Move(_R.IN_PROGRESS, _R.IMPLEMENTED, _LEAD, whose=Whose.OWN),
    Move(_R.IMPLEMENTED, _R.EVIDENCED, _UNIT),
    # By somebody outside the lead agency; and the partners close, never the owner.
    Move(_R.EVIDENCED, _R.ASSURED, _OUTSIDE, whose=Whose.OTHER),
    Move(_R.ASSURED, _R.CLOSED, _PARTNERS, whose=Whose.OTHER),
    *(Move(source, _R.REOPENED, _PARTNERS, needs_reason=True) for source in _SETTLED),
    *(Move(source, _R.SUPERSEDED, _UNIT, needs_reason=True) for source in _OPEN),
)

_UNDER_WAY = (_A.AGREED, _A.STARTED, _A.RETURNED)

ACTION_MOVES = (
    Move(_A.PROPOSED, _A.AGREED, _LEAD, whose=Whose.OWN),
    Move(_A.AGREED, _A.STARTED, _OWNERS, whose=Whose.OWN),
    Move(_A.RETURNED, _A.STARTED, _OWNERS, whose=Whose.OWN),
    Move(_A.STARTED, _A.REPORTED_COMPLETE, _OWNERS, whose=Whose.OWN),
    Move(_A.REPORTED_COMPLETE, _A.VERIFIED, _UNIT),
    Move(_A.REPORTED_COMPLETE, _A.RETURNED, _UNIT, needs_reason=True),
    *(Move(source, _A.PAUSED, _LEAD, needs_reason=True, whose=Whose.OWN) for source in _UNDER_WAY),
    Move(_A.PAUSED, _A.STARTED, _LEAD, whose=Whose.OWN),
    *(Move(source, _A.CANCELLED, _UNIT, needs_reason=True) for source in (_A.PROPOSED, *_UNDER_WAY, _A.PAUSED)),
)

_SAID_OPEN = (_A.PROPOSED, *_UNDER_WAY, _A.PAUSED, _A.REPORTED_COMPLETE)
_SAID = {Says.AGREED: _A.AGREED, Says.BEGUN: _A.STARTED, Says.DONE: _A.REPORTED_COMPLETE}

# Made by accepting an answer that says how far the action is: whoever has no account here moves it by its word.
ANSWERED_MOVES = tuple(
    Move(source, target, _UNIT, needs_reason=True)
    for source in _SAID_OPEN
    for target in _SAID.values()
    if source is not target
)

# Made by an answer in a round that says whether a recommendation is accepted: by whichever way it came.
DECIDED_MOVES = tuple(Move(source, target, _ANSWERERS, needs_reason=True) for source in UNDECIDED for target in ANSWERS)

UPDATE_MOVES = (
    # A contributor writes it; the safeguarding lead submits it for the agency.
    Move(_U.DRAFT, _U.SUBMITTED, _LEAD, whose=Whose.OWN),
    Move(_U.RETURNED, _U.SUBMITTED, _LEAD, whose=Whose.OWN),
    Move(_U.SUBMITTED, _U.ACCEPTED, _UNIT),
    Move(_U.SUBMITTED, _U.RETURNED, _UNIT, needs_reason=True),
    # Made by accepting the one that replaces it.
    Move(_U.ACCEPTED, _U.SUPERSEDED, _UNIT),
    # Made by a later answer in a round, before anybody has judged this one.
    Move(_U.SUBMITTED, _U.SUPERSEDED, _ANSWERERS),
    Move(_U.RETURNED, _U.SUPERSEDED, _ANSWERERS),
)

DELIVERY: Mapping[ActionState, DeliveryWord] = MappingProxyType(
    {
        state: DeliveryWord.SENT_BACK if state is _A.RETURNED else DeliveryWord(state.value.replace(" ", "_"))
        for state in ActionState
    }
)
"""What the owner says of an action, in the words that people read."""

FINISHED_ACTIONS = frozenset({_A.VERIFIED, _A.CANCELLED})
# What is paused or reported is not chased.
CHASED_ACTIONS = frozenset({_A.PROPOSED, _A.AGREED, _A.STARTED, _A.RETURNED})


def moved_by_answer(source: str, says: str) -> ActionState | None:
    """To where an accepted answer moves an action that stands at `source`; None where it stays.

    `says`: a word of `Says`, "" where the answer does not say how far it is. What was verified or cancelled stays.
    «Not done» takes back what was reported complete, and changes nothing else.
    """
    if not says or source not in _SAID_OPEN:
        return None
    target = _SAID.get(Says(says), _A.STARTED if source == _A.REPORTED_COMPLETE else None)
    return None if target is None or target == source else target


def needs_public_wording(answer: str) -> bool:
    """Whether an answer must say, in words for the public, what is not done and why."""
    return answer in (_R.PART_ACCEPTED, _R.DECLINED)


def missing_for(
    target: str, *, actions: Iterable[str] = (), shows: Shows = Shows.SAID, measure: str = "", opinion: str = ""
) -> str:
    """What still has to be there before a recommendation can move, as a sentence; empty when nothing is missing.

    `actions`: the states of its actions. `shows`: the most that is shown of it. `measure`: how we will know, as it was
    written. `opinion`: the outside opinion that stands, if any.
    """
    states = tuple(actions)
    if target == _R.PLANNED and not states:
        return "No action answers it yet. Add one first."
    if target == _R.IMPLEMENTED and (not states or any(state not in FINISHED_ACTIONS for state in states)):
        left = sum(state not in FINISHED_ACTIONS for state in states)
        return f"{left} of its {len(states)} actions are not verified yet." if states else "No action answers it yet."
    if target == _R.EVIDENCED:
        if shows < Shows.QUALITY_CHECKED:
            return f"What stands behind it shows «{shows.words}». «Quality checked» or more is needed."
        if not measure.strip():
            return "It does not say how we will know. Add the measure of success first."
    if target == _R.ASSURED and opinion not in ("reasonable", "substantial"):
        return "No outside opinion of reasonable or substantial assurance stands. Give one first."
    return ""


def public_word(
    *, state: str, due_date: date | None, respond_by: date | None, day: date, actions: Iterable[str] = ()
) -> PublicWord:
    """The one word that the public reads of a recommendation on a day. The due day itself is still in time.

    `actions`: the states of its actions. Once its day is past it is «partly implemented» only where at least one of
    them is done, by its owner's word or verified; an answer alone implements nothing, and then it is «late».
    One that nobody accepted or declined is never «not yet due» once the day has passed by which it was to be answered,
    or done; nor where no such day was ever set, as then nothing would ever end its time. One that was accepted without
    a day has «no day set».
    """
    if state in (_R.IMPLEMENTED, _R.EVIDENCED, _R.ASSURED, _R.CLOSED):
        return PublicWord.IMPLEMENTED
    if state == _R.DECLINED:
        return PublicWord.REJECTED
    if state == _R.DRAFTED:
        days = [by for by in (respond_by, due_date) if by is not None]
        is_still_to_come = bool(days) and day <= min(days)
        return PublicWord.NOT_YET_DUE if is_still_to_come else PublicWord.NOT_RESPONDED
    if due_date is None:
        return PublicWord.NO_DAY_SET
    if day <= due_date:
        return PublicWord.NOT_YET_DUE
    is_begun = any(state in (_A.REPORTED_COMPLETE, _A.VERIFIED) for state in actions)
    return PublicWord.PARTLY_IMPLEMENTED if is_begun else PublicWord.LATE


def owner_says(state: str) -> str:
    """What the lead agency says of a recommendation, in one word. What others found stands elsewhere."""
    if state in (_R.IMPLEMENTED, _R.EVIDENCED, _R.ASSURED, _R.CLOSED):
        return "Implemented"
    return {_R.DRAFTED.value: "Not accepted or declined yet", _R.PART_ACCEPTED.value: "Accepted in part"}.get(
        state, state.capitalize()
    )


def is_overdue(*, state: str, due_date: date | None, day: date) -> bool:
    """Whether an action should have been done by now."""
    return due_date is not None and day > due_date and state in CHASED_ACTIONS
