"""A challenge of the scrutineer to a sentence, as an edition holds and prints it: a different view, with the answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.library.words import day_words
from lineofsight.publication.content.part import Part


@dataclass(frozen=True, kw_only=True)
class Challenge(Part):
    """What somebody outside doubts of a sentence, and has not taken back: their words, and the agency's answer.

    `closing` is why it stands although it was answered, or because it was not. `has_lapsed`: the words or the evidence
    have changed since, and nobody has looked at it again.
    """

    text: str
    by_role: str
    by_agency: str
    raised_date: date
    answer_by: date
    answer: str = ""
    answered_date: date | None = None
    closing: str = ""
    closed_date: date | None = None
    has_lapsed: bool = False

    @property
    def who(self) -> str:
        """«The independent scrutineer»."""
        return f"The {self.by_role[:1].lower()}{self.by_role[1:]}"


def view_of(challenge: Challenge, *, agency: str) -> str:
    """What is printed after «… sees this differently:». `agency` is the one that says the sentence."""
    return " ".join(_view(challenge, agency))


def _view(one: Challenge, agency: str) -> Iterator[str]:
    yield f"{_stop(one.text)} (Said on {day_words(one.raised_date)}.)"
    if one.answered_date is not None:
        yield f"{agency} answered on {day_words(one.answered_date)}: {_stop(one.answer)}"
    else:
        yield f"{agency} has not answered; it was asked to by {day_words(one.answer_by)}."
    if one.closed_date is not None:
        yield f"Looked at again on {day_words(one.closed_date)}: {_stop(one.closing)}"
    if one.has_lapsed:
        yield "The sentence or what it rests on has changed since, and this was not looked at again."


def note_of(challenge: Challenge, *, agency: str) -> str:
    """What the gate says of it beside its refusals, as a part of a sentence."""
    how = f"answered by {agency}, and not resolved" if challenge.answered_date else f"not answered by {agency} yet"
    return f"challenged on {day_words(challenge.raised_date)}, {how}; it is printed with the sentence"


def _stop(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
