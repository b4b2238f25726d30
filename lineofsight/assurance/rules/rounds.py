"""Collecting: the states of a round and of what is asked in it, who moves them, and when an answer can be taken.

Source: docs/house-plan.md, "The domain in one page".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.assurance.rules.chain import RecommendationState, Says, needs_public_wording
from lineofsight.library.words import day_words
from lineofsight.partnership.moves import Conflict, Move
from lineofsight.partnership.rules import Role


class RoundState(StrEnum):
    """Where a round stands. Whether its time has come or has passed is a day and no state."""

    OPEN = "open"
    CLOSED = "closed"


class AnswerKind(StrEnum):
    """What an agency can say: whether it accepts, how far it is, what shows a sentence, something happened, nothing
    changed, or nothing to report and why."""

    ACCEPTED = RecommendationState.ACCEPTED.value
    PART_ACCEPTED = RecommendationState.PART_ACCEPTED.value
    DECLINED = RecommendationState.DECLINED.value
    DONE = Says.DONE.value
    BEGUN = Says.BEGUN.value
    AGREED = Says.AGREED.value
    NOT_DONE = Says.NOT_DONE.value
    SHOWN = "shown"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    NOTHING = "nothing to report"


# Answers that say what happened, or that it is as it was: the last of them is what was said before.
TOLD = tuple(kind for kind in AnswerKind if kind is not AnswerKind.NOTHING)


def says_of(kind: AnswerKind) -> str:
    """How far an answer says that an action is; "" where it does not say."""
    return kind.value if kind.value in set(Says) else ""


DECISIONS = (AnswerKind.ACCEPTED, AnswerKind.PART_ACCEPTED, AnswerKind.DECLINED)
"""Answers that say whether a recommendation is accepted; their words say how far it is, or what is not done and why."""


def kinds_asked(
    *, of_action: bool, is_undecided: bool, has_last: bool, of_sentence: bool = False
) -> tuple[AnswerKind, ...]:
    """What can be answered to an item, by every way the same.

    How far it is, of an action; whether it is accepted, of a recommendation of which nobody has said so; what shows it,
    of a sentence; that nothing has changed, where something was said before.
    """
    if of_sentence:
        return (AnswerKind.SHOWN, AnswerKind.NOTHING)
    left_out: set[AnswerKind] = set() if of_action else {AnswerKind(says) for says in Says}
    left_out |= {AnswerKind.SHOWN}
    left_out |= set() if is_undecided and not of_action else set(DECISIONS)
    left_out |= set() if has_last else {AnswerKind.UNCHANGED}
    return tuple(kind for kind in AnswerKind if kind not in left_out)


class Way(StrEnum):
    """By which way an answer came."""

    BROWSER = "browser"
    ON_BEHALF = "on behalf"
    PACK = "pack"
    LINK = "reply link"


class PackState(StrEnum):
    """Where a pack that came back stands: read, taken (what was ticked), or left (nothing of it)."""

    READ = "read"
    TAKEN = "taken"
    LEFT = "left"


NOT_ANSWERED = "not answered"
_K = AnswerKind
_UNIT = frozenset({Role.BUSINESS_MANAGER})
_ANSWERERS = frozenset({Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER, Role.LINK_HOLDER})

# Nobody opens a closed round again: what was asked and answered by its last day is its record. Another is opened.
ROUND_MOVES = (Move(RoundState.OPEN, RoundState.CLOSED, _UNIT),)

# An answer can be given again while the round is open; the earlier one stays to be read. Whose items somebody may
# answer stands in the policy.
ITEM_MOVES = tuple(
    Move(source, target, _ANSWERERS, needs_reason=target is _K.NOTHING)
    for source in (NOT_ANSWERED, *_K)
    for target in _K
)

PACK_MOVES = (
    Move(PackState.READ, PackState.TAKEN, frozenset({Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER})),
    Move(PackState.READ, PackState.LEFT, frozenset({Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER})),
)

LONGEST_ANSWER = 1200
# What the public reads of a recommendation that is declined, or accepted in part.
LONGEST_PUBLIC = 1000
# A day further back is a slip of the year.
YEARS_BACK = 10


class CannotAnswer(Conflict):
    """The round does not take answers now (409). Says why, and who can do what."""


class AnswerRefused(ValueError):
    """What was said cannot be taken as an answer. The sentence says what is missing."""


def check_open(*, label: str, state: str, opens_date: date, day: date) -> None:
    """Whether a round takes answers on a day; after its last day it still does, as late ones. Raises CannotAnswer."""
    if state == RoundState.CLOSED:
        raise CannotAnswer(
            f"{label} is closed, so nothing more is taken. The business manager can open another round and ask again."
        )
    if day < opens_date:
        raise CannotAnswer(
            f"{label} opens on {day_words(opens_date)}. Until then nothing is taken. The business manager opens rounds."
        )


_WORDS_NEEDED = {
    _K.ACCEPTED: "Say how far it is, or what will be done.",
    _K.PART_ACCEPTED: "Say what will not be done, and why: the public reads it.",
    _K.DECLINED: "Say why not, and what is done instead: the public reads it.",
    _K.SHOWN: "Say what shows it, who made it, and where it is kept.",
    _K.NOTHING: "Say why there is nothing to report.",
    _K.DONE: "Say what was done.",
    _K.BEGUN: "Say what is done so far.",
    _K.AGREED: "Say what was agreed.",
    _K.NOT_DONE: "Say why it is not done.",
}


@dataclass(frozen=True)
class Said:
    """What somebody says about one item."""

    kind: AnswerKind
    text: str = ""
    as_at_date: date | None = None


def check_answer(said: Said, *, last: str, day: date) -> tuple[str, date]:
    """The words that will stand and the day they are about.

    `last`: the answer that stands from before; "" where there is none. Raises AnswerRefused.
    """
    as_at = said.as_at_date or day
    text = said.text.strip()
    if as_at > day:
        raise AnswerRefused("The day of the answer must be today or in the past.")
    if as_at.year < day.year - YEARS_BACK:
        raise AnswerRefused(f"The day of the answer is more than {YEARS_BACK} years ago. Write the day that is meant.")
    if said.kind is _K.UNCHANGED:
        if not last:
            raise AnswerRefused("Nothing was said before, so nothing can be re-confirmed. Say what has happened.")
        return last, as_at
    if not re.search(r"\w", text):
        raise AnswerRefused(_WORDS_NEEDED.get(said.kind, "Say what has happened since."))
    longest = LONGEST_PUBLIC if needs_public_wording(said.kind) else LONGEST_ANSWER
    if len(text) > longest:
        raise AnswerRefused(f"The answer has {len(text):,} characters. Cut it to {longest:,} or fewer.")
    return text, as_at


@dataclass(frozen=True)
class Count:
    """How far an agency is: answered of asked, and how many of the answers say that there is nothing to report."""

    answered: int
    asked: int
    nothing: int = 0

    @property
    def missing(self) -> int:
        """What is not answered yet."""
        return self.asked - self.answered

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all has been answered."""
        return self.asked > 0 and self.answered == 0

    @property
    def is_complete(self) -> bool:
        """Whether everything has been answered."""
        return self.missing == 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.answered + other.answered, self.asked + other.asked, self.nothing + other.nothing)


def count(kinds: Iterable[str]) -> Count:
    """Count the answers of items, each by the kind of its last answer; "" for one that has none."""
    listed = tuple(kinds)
    answered = tuple(kind for kind in listed if kind)
    return Count(len(answered), len(listed), sum(kind == _K.NOTHING for kind in answered))


def is_late(*, due_date: date, day: date, missing: int) -> bool:
    """Whether answers are missing after the last day. The day itself is still in time."""
    return missing > 0 and day > due_date
