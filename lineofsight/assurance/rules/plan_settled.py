"""What people settle about an action plan, and what of it is remembered for the next one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lineofsight.intake.plans.mapping import Choice, Field
from lineofsight.library.words import day_words

NOT_USED = "not used"
WITH_HEADINGS, WITHOUT_HEADINGS = "headings", "a row of the plan"


class PlanField(StrEnum):
    """What a person settles about a plan. `new` is said behind each."""

    HEADINGS = "first row"  # «headings», or «a row of the plan»
    COLUMN = "column"  # a field of a plan, or «not used»
    STATUS = "status"  # what the plan's own word means: a value of DeliveryWord, or «not known»
    OWNER = "owner"  # the code of an agency
    DUE = "due day"  # a day, for words that are none
    NAME = "name"  # the words that stand instead; the same words: it may stand


REMEMBERED = (PlanField.COLUMN, PlanField.STATUS, PlanField.OWNER)
"""What is proposed again when a like plan comes. Days and names belong to one plan only."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a person settled: of which table and column where it is a column, what stood there, what now."""

    field: PlanField
    old: str
    new: str
    table: int = 0
    column: int = 0


@dataclass(frozen=True)
class Memory:
    """What was settled about earlier plans: columns by the shape of their table, words of status, words for agencies.

    told: for a shape, when and for which file, in words.
    """

    columns: Mapping[str, Choice] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


NOTHING_SETTLED = Memory()


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing that was settled about an earlier plan: for which words, what, on which day, for which file."""

    field: PlanField
    words: str
    meaning: str
    day: date
    name: str


def memory_of(kept: Iterable[Remembered]) -> Memory:
    """What was settled about earlier plans, by what it is about."""
    columns: dict[str, Choice] = {}
    told: dict[str, str] = {}
    words: dict[PlanField, dict[str, str]] = {PlanField.STATUS: {}, PlanField.OWNER: {}}
    for one in kept:
        if one.field is PlanField.COLUMN:
            fields = json.loads(one.meaning)
            columns[one.words] = Choice(tuple((int(place), Field(name)) for place, name in fields.items()))
            told[one.words] = f"on {day_words(one.day)} for {one.name}"
        else:
            words[one.field][one.words] = one.meaning
    return Memory(columns, words[PlanField.STATUS], words[PlanField.OWNER], told)
