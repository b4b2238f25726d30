"""What a row of a list tells beside its first fact: up to three more, each with columns for its own days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.writing_mappings import SaidFurther

PLACES = {2: "second", 3: "third", 4: "fourth"}
"""The further facts by their number, and what people call them."""

_DAYS = {"day": "the day on which it happened", "start": "its first day", "until": "the day on which it ended"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A field of the form and what is wrong with it."""

    field: str
    sentence: str


def field_of(place: int) -> str:
    """The field in which a further fact is chosen."""
    return f"fact-{place}"


def parts() -> dict[str, str]:
    """What a column can be for the further facts: «2-day», and what it is called."""
    return {
        f"{place}-{name}": f"{word.capitalize()} fact: {says}"
        for place, word in PLACES.items()
        for name, says in _DAYS.items()
    }


def troubles(chosen: Mapping[int, FactKind], given: Sequence[str], fields: Sequence[str]) -> list[Trouble]:
    """What does not fit together: a fact without its columns, a column without its fact, a day that a fact has not.

    chosen: the further facts; given: what each column is; fields: the field of each column.
    """
    found = []
    for place, word in PLACES.items():
        fact = chosen.get(place)
        wanted = () if fact is None else _wanted(fact)
        for part in wanted:
            if f"{place}-{part}" not in given:
                found.append(Trouble(field_of(place), f"Say below which column is {_DAYS[part]}, for the {word} fact."))
        for field, part in zip(fields, given, strict=True):
            if not part.startswith(f"{place}-"):
                continue
            if fact is None:
                found.append(Trouble(field, f"Choose above what the {word} fact is, or throw this column away."))
            elif part.partition("-")[2] not in wanted:
                found.append(Trouble(field, f"{fact.title} has no such day. Choose another, or throw it away."))
    return found


def said(chosen: Mapping[int, FactKind], columns: Mapping[str, str]) -> tuple[SaidFurther, ...]:
    """The further facts as a mapping says them. columns: the name of the column by what it is."""
    return tuple(
        SaidFurther(
            fact=fact.id,
            is_event=fact.recorded is not Recorded.SPAN,
            columns={part: columns[f"{place}-{part}"] for part in _wanted(fact)},
        )
        for place, fact in sorted(chosen.items())
    )


def _wanted(fact: FactKind) -> tuple[str, ...]:
    return ("start", "until") if fact.recorded is Recorded.SPAN else ("day",)
