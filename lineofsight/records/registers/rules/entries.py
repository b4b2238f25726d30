"""What is true of registers: who has to be there, which answers can be taken, what can follow. Plain values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.register import AnswerKind, Question, RegisterKind
from lineofsight.library.words import day_words
from lineofsight.partnership.moves import Conflict

LONGEST_ACTION = 120
LONGEST_WHY = 200
LONGEST_PLACE = 40
Answers = Mapping[str, str | int | bool]


class EntryState(StrEnum):
    """Where an entry stands."""

    BOOKED = "booked"
    RECORDED = "recorded"
    LEFT = "left"


class MeetingState(StrEnum):
    """Whether a meeting is still being recorded."""

    OPEN = "open"
    CLOSED = "closed"


# From where to where: what is recorded can be corrected, and nothing goes back.
TRANSITIONS = (
    ("", EntryState.BOOKED),
    ("", EntryState.RECORDED),
    (EntryState.BOOKED, EntryState.RECORDED),
    (EntryState.BOOKED, EntryState.LEFT),
    (EntryState.RECORDED, EntryState.RECORDED),
)


class WrongEntry(Conflict):
    """It cannot be done from here (409). Says where it stands."""


class NotNow(Conflict):
    """A meeting decides nothing yet, and does not end (409): its day has not come, or somebody has to be there."""


class NotKept(Conflict):
    """Somebody else keeps this register (409). Says who."""


class BadAnswers(ValueError):
    """Answers that cannot be taken: a sentence for each, by its question."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        self.wrong = dict(wrong)
        super().__init__(" ".join(wrong.values()))


class Undecided(Conflict):
    """A meeting ends with items that nobody decided (409)."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"{number} item{' is' if number == 1 else 's are'} not decided. Decide it, carry it over, or say that it "
            "is left."
        )


@dataclass(frozen=True)
class Follows:
    """An action that follows: what (a code), in other words where needed, by which role, by when."""

    what: str
    by_role: str
    due: date | None
    words: str = ""


def check_move(source: str, target: EntryState) -> None:
    """Whether an entry may go from one state to another. Raises WrongEntry."""
    if (source, target) not in TRANSITIONS:
        raise WrongEntry(f"It is {source or 'not there'} and cannot become {target.value}.")


def missing_roles(kind: RegisterKind, present: Iterable[str]) -> tuple[str, ...]:
    """Who is missing for a quorum, in words; none where it is there."""
    there = frozenset(present)
    return tuple(" or ".join(kind.roles[role] for role in some) for some in kind.quorum if not there & frozenset(some))


def check_may_decide(kind: RegisterKind, *, on: date, present: Iterable[str], why: str, today: date) -> None:
    """Whether a meeting can decide, or end. Raises NotNow.

    on: its day. why: the reason, where it goes on without somebody whom the quorum of the library's register wants.
    """
    check_has_come(on, today=today)
    missing = missing_roles(kind, present)
    if missing and not why.strip():
        raise NotNow(
            f"Not quorate: {', '.join(missing)} missing. Say on the page of the meeting who is there, or why it goes "
            "on without."
        )


def check_has_come(on: date, *, today: date) -> None:
    """Whether the day of a meeting has come. Raises NotNow."""
    if today < on:
        raise NotNow(
            f"The meeting is held on {day_words(on)}. Who is there, what is decided and its end are recorded from that "
            "day on."
        )


def taken(questions: Sequence[Question], given: Mapping[str, object]) -> dict[str, str | int | bool]:
    """The answers as they are kept: codes, days as text, numbers, yes and no. Raises BadAnswers.

    given: by question; what is empty or None was not answered.
    """
    found: dict[str, str | int | bool] = {}
    wrong: dict[str, str] = {}
    known = {question.id for question in questions}
    for id in sorted(set(given) - known):
        wrong[id] = f"«{id}» is not asked here."
    for question in questions:
        value = given.get(question.id)
        if value is None or value == "":
            if question.is_needed:
                wrong[question.id] = f"Answer «{question.asks}»."
            continue
        try:
            found[question.id] = _answer(question, value)
        except ValueError as trouble:
            wrong[question.id] = str(trouble)
    if wrong:
        raise BadAnswers(wrong)
    return found


def _answer(question: Question, value: object) -> str | int | bool:
    match question.kind:
        case AnswerKind.CODE:
            if value in question.codes:
                return str(value)
            raise ValueError(f"«{question.asks}»: choose one of the answers.")
        case AnswerKind.YES_NO:
            if value in (True, False, "yes", "no"):
                return value in (True, "yes")
            raise ValueError(f"«{question.asks}»: say yes or no.")
        case AnswerKind.NUMBER:
            number = int(str(value)) if re.fullmatch(r"\d{1,9}", str(value), re.ASCII) else -1
            if number < 0:
                raise ValueError(f"«{question.asks}»: enter a whole number.")
            if question.at_most is not None and number > question.at_most:
                raise ValueError(f"«{question.asks}»: enter {question.at_most} at most.")
            return number
        case AnswerKind.DAY:
            try:
                day = value if isinstance(value, date) else date.fromisoformat(str(value))
            except ValueError:
                raise ValueError(f"«{question.asks}»: enter a day.") from None
            return day.isoformat()


def check_follows(kind: RegisterKind, actions: Iterable[Follows], *, on: date) -> None:
    """Whether these actions can follow from what was decided, or logged, on a day. Raises BadAnswers: every fault."""
    wrong = {
        f"action {number} {part}": f"Action {number}: {told}"
        for number, one in enumerate(actions, start=1)
        for part, told in _wrong_with(kind, one, on=on)
    }
    if wrong:
        raise BadAnswers(wrong)


def _wrong_with(kind: RegisterKind, one: Follows, *, on: date) -> Iterator[tuple[str, str]]:
    if one.what not in kind.actions:
        yield "what", "choose what is to be done."
    if one.by_role not in kind.action_roles:
        yield "by", "choose by which role."
    if one.due is None:
        yield "due", "enter by when."
    elif one.due < on:
        yield "due", f"the day by which it is done cannot be before {day_words(on)}, when it was decided."
    if len(one.words) > LONGEST_ACTION:
        yield "words", f"say it in at most {LONGEST_ACTION} letters."


def told(questions: Sequence[Question], answers: Answers) -> tuple[tuple[str, str], ...]:
    """The answers as people read them: the question, and its answer in words."""
    found = []
    for question in questions:
        if question.id not in answers:
            continue
        value = answers[question.id]
        words = {True: "Yes", False: "No"}[value] if isinstance(value, bool) else str(value)
        found.append((question.asks, question.codes.get(words, words)))
    return tuple(found)


@dataclass(frozen=True)
class PaperSaid:
    """What is said of a paper that lies before an item. place: its reference where it is kept."""

    what: str
    edition: int | None
    on: date | None
    held_by: str
    place: str = ""


# One word of letters, digits and signs with a digit in it: a reference, and nothing that could be a sentence or a name.
_A_REFERENCE = re.compile(r"[A-Za-z0-9/._-]*[0-9][A-Za-z0-9/._-]*")


def check_paper(kind: RegisterKind, said: PaperSaid, *, there: Mapping[str, int], today: date) -> None:
    """Whether a paper can be named. there: the newest edition of each that is. Raises BadAnswers."""
    wrong = {}
    if said.what not in kind.papers:
        wrong["what"] = "Choose which paper it is."
    if said.held_by not in kind.held_by:
        wrong["held_by"] = "Choose where it is kept."
    newest = there.get(said.what, 0)
    if said.edition is None or said.edition < 1:
        wrong["edition"] = "Enter the edition as a whole number, for example 1."
    elif said.edition <= newest:
        wrong["edition"] = f"Edition {newest} is named already. Enter a later one."
    if said.on is None or said.on > today:
        wrong["on"] = "The day of the paper must be today or in the past."
    if said.place and (len(said.place) > LONGEST_PLACE or not _A_REFERENCE.fullmatch(said.place)):
        wrong["place"] = "Enter its reference alone: letters and digits without a space, with at least one digit."
    if wrong:
        raise BadAnswers(wrong)
