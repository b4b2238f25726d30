"""What is true of listening and of complaints: counts that can be, consent that holds, days in time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lineofsight.library.clock import Calendar, working_days_later
from lineofsight.library.complaint import ComplaintExample, Complaints
from lineofsight.library.listening import Agreed, Listening, ListeningExample
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.rules import Role

LONGEST_QUOTATION = 240
"""A short quotation: a sentence or two."""
LEADS = frozenset({Role.SAFEGUARDING_LEAD})


class HeardState(StrEnum):
    """Where an entry stands. What is sent reaches the business unit as numbers."""

    KEPT = "kept"
    SENT = "sent"
    TAKEN_BACK = "taken back"


class QuotationState(StrEnum):
    """Whether the words may still be used."""

    HOLDS = "holds"
    WITHDRAWN = "withdrawn"
    # The time for which they are kept is over.
    FORGOTTEN = "forgotten"


class WrongVoice(ValueError):
    """Something that cannot be taken: a sentence for whoever entered it."""


class NotYoursToKeep(Conflict):
    """Whoever entered it, or the safeguarding lead of the agency, changes it (403)."""


@dataclass(frozen=True)
class HeardTold:
    """One month of one way of asking, as it is entered. themes, yes: how many, by code."""

    month: date
    who: str
    occasion: str
    asked: int
    answered: int
    themes: Mapping[str, int] = field(default_factory=dict)
    yes: Mapping[str, int] = field(default_factory=dict)


def check_told(way: Listening, told: HeardTold, *, today: date) -> None:
    """Raise WrongVoice where it cannot be."""
    if told.who not in way.who or told.occasion not in way.occasions:
        raise WrongVoice("Choose who was asked and when.")
    if told.asked < 1:
        raise WrongVoice("Enter how many were asked. Where nobody was asked there is nothing to enter.")
    if not 0 <= told.answered <= told.asked:
        raise WrongVoice(f"{told.answered} answered, and {told.asked} were asked: the first number is the larger.")
    if told.month > today:
        raise WrongVoice("The month has not begun. Choose a month that has.")
    for words, given in ((way.themes, told.themes), (way.questions, told.yes)):
        for code, number in given.items():
            if code not in words:
                raise WrongVoice(f"«{code}» is not asked here.")
            if not 0 <= number <= told.answered:
                raise WrongVoice(f"«{words[code]}»: {number} is more than the {told.answered} who answered.")


def may_change(*, roles: frozenset[Role], is_own: bool) -> bool:
    """Whoever entered it, or a lead of the agency."""
    return is_own or bool(roles & LEADS)


@dataclass(frozen=True)
class ConsentGiven:
    """What somebody agreed to, on which day, and until which."""

    code: str
    given: date
    until: date


def check_quotation(way: Listening, words: str, consent: ConsentGiven, *, answered: int, today: date) -> None:
    """Raise WrongVoice where words may not be kept."""
    if answered < 1:
        raise WrongVoice("Nobody answered, so there is nothing to quote.")
    agreed = way.consents.get(consent.code)
    if agreed is None or agreed.reaches is Agreed.COUNTED:
        raise WrongVoice("Words are kept only where somebody agreed that they are told or quoted.")
    if not words.strip():
        raise WrongVoice("Enter the words.")
    if consent.given > today:
        raise WrongVoice("The day on which they agreed must be today or in the past.")
    if consent.until <= consent.given or consent.until < today:
        raise WrongVoice("Enter until when they agreed: a day after today.")


def may_be_used(*, state: str, until: date, on: date) -> bool:
    """Whether words may be used on a day: nobody has taken them back, and what was agreed has not ended."""
    return state == QuotationState.HOLDS and on <= until


def due_day(procedure: Complaints, stage: str, *, began: date, is_extended: bool, calendar: Calendar) -> date:
    """The last day on which a stage is answered in time. Raises WrongVoice, NotInCalendar."""
    found = procedure.stage(stage)
    if found is None:
        raise WrongVoice(f"There is no stage «{stage}».")
    if is_extended and found.at_most is None:
        raise WrongVoice(f"«{found.title}» cannot be extended.")
    days = found.at_most if is_extended and found.at_most is not None else found.days
    return working_days_later(began, days, calendar=calendar)


def was_in_time(*, due: date, answered: date | None, on: date) -> bool | None:
    """Whether a stage was answered in time; None where it is open and its day has not passed."""
    if answered is not None and answered <= on:
        return answered <= due
    return False if on > due else None


def listening_disagreements(way: Listening, example: ListeningExample) -> tuple[str, ...]:
    """Where a worked example is not what comes out: a sentence for each, empty when they agree."""
    day = way.from_date
    told = HeardTold(day, example.who, example.occasion, example.asked, example.answered, example.themes, example.yes)
    return _agrees(example.name, example.refused, lambda: check_told(way, told, today=day))


def complaint_disagreements(procedure: Complaints, example: ComplaintExample, *, calendar: Calendar) -> tuple[str, ...]:
    """The same for a stage of a complaint."""
    due: list[date] = []

    def run() -> None:
        due.append(
            due_day(procedure, example.stage, began=example.began, is_extended=example.is_extended, calendar=calendar)
        )

    wrong = _agrees(example.name, example.refused, run)
    if due and example.due != due[0]:
        return (*wrong, f"Example «{example.name}»: it is due {due[0].isoformat()}, not {example.due}.")
    return wrong


def _agrees(name: str, refused: str | None, run: Callable[[], None]) -> tuple[str, ...]:
    try:
        run()
    except WrongVoice as trouble:
        if refused and refused in str(trouble):
            return ()
        return (f"Example «{name}»: it is refused: {trouble}",)
    return (f"Example «{name}»: it should be refused and is not.",) if refused else ()
