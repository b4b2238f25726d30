"""Counts of several councils together: what one of them writes to a file, and how files are added. No child is in it.

A cell is one standard in one month. It is there in full or not at all, and no total stands beside the cells: what is
left out cannot be had by taking away. Source: docs/promises.md, P9.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lineofsight.library.publishing import NumberRule
from lineofsight.library.standard import Standard
from lineofsight.library.words import day_words
from lineofsight.sight.counting import Tally
from lineofsight.trail.canonical import canonical, sha256_hex

Cells = Mapping[tuple[str, date], Tally]
_MARK_LENGTH = 16


class CannotAdd(Exception):
    """These files cannot be added. The sentence says why, and what to ask for."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Counted(_Strict):
    """One standard in one month. None: not told, because it is too few."""

    standard: str
    month: date
    in_time: int | None = Field(default=None, ge=0)
    of: int | None = Field(default=None, ge=0)
    unknown: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _whole_or_not_at_all(self) -> Self:
        if (self.in_time is None) != (self.of is None) or (self.in_time or 0) > (self.of or 0):
            raise ValueError("n of N stand together, and n is no more than N")
        return self


class Edition(_Strict):
    """By which edition of a standard was counted: its number, and a mark of all that it says."""

    version: int = Field(ge=1)
    mark: str = Field(pattern=re.compile(r"^[0-9a-f]{16}$"))


class CountsFile(_Strict):
    """What a council writes: whose counts, as at which day, by which editions."""

    format: Literal["line-of-sight counts 1"] = "line-of-sight counts 1"
    agency: str
    agency_ref: str
    as_at: date
    months: tuple[date, ...]
    standards: dict[str, Edition]
    counts: tuple[Counted, ...]

    def text(self) -> str:
        """As it is written: the same counts, the same bytes."""
        return self.model_dump_json(indent=1, exclude_none=True) + "\n"


def editions(standards: Iterable[Standard]) -> dict[str, Edition]:
    """The editions that are counted by, with a mark over every edition of each."""
    found: dict[str, list[Standard]] = {}
    for one in standards:
        found.setdefault(one.id, []).append(one)
    return {id: Edition(version=of[-1].version, mark=_mark(of)) for id, of in sorted(found.items())}


# Who looks after a rule, and whether it was checked, changes nothing that is counted.
_NOT_COUNTED_BY = {"owner", "review_by_date", "review_by", "checked"}


def _mark(of: Iterable[Standard]) -> str:
    said = [one.model_dump(mode="json", exclude=_NOT_COUNTED_BY, exclude_none=True) for one in of]
    return sha256_hex(canonical(said))[:_MARK_LENGTH]


def told(cells: Cells, rule: NumberRule) -> tuple[Counted, ...]:
    """The cells as they may leave: exact where enough, without their numbers where too few. Sorted."""
    return tuple(
        _told(standard, month, one, rule) for (standard, month), one in sorted(cells.items()) if one.of or one.unknown
    )


def _told(standard: str, month: date, one: Tally, rule: NumberRule) -> Counted:
    unknown = one.unknown if _is_enough(one.unknown, rule) else None
    if not is_told(one, rule):
        return Counted(standard=standard, month=month, unknown=unknown)
    return Counted(standard=standard, month=month, in_time=one.in_time, of=one.of, unknown=unknown)


def is_told(one: Tally, rule: NumberRule) -> bool:
    """Whether n of N may leave: neither n nor N nor what is left are few, and a small group is not told as a whole."""
    if not all(_is_enough(number, rule) for number in (one.in_time, one.of, one.of - one.in_time)):
        return False
    return one.of == 0 or one.of >= rule.fewest_for_rate or one.in_time not in (0, one.of)


def _is_enough(number: int, rule: NumberRule) -> bool:
    return number == 0 or number >= rule.fewest


def read(text: str, *, name: str) -> CountsFile:
    """A file of counts. Raises CannotAdd with a sentence."""
    try:
        return CountsFile.model_validate_json(text)
    except ValidationError as trouble:
        first = trouble.errors()[0]
        place = " ".join(str(part) for part in first["loc"]) or "its beginning"
        raise CannotAdd(f"«{name}» is no file of counts: see {place}. Write it again with sight --counts.") from None


@dataclass(frozen=True, slots=True)
class Together:
    """One standard in one month over all councils. withheld: how many of them do not tell it, unknown_withheld: nor
    how many are not known."""

    standard: str
    month: date
    counted: Tally
    withheld: int
    unknown_withheld: int


def added(files: Sequence[tuple[str, CountsFile]]) -> tuple[Together, ...]:
    """The counts of several councils as one council's would be. files: each with its name. Raises CannotAdd."""
    if not files:
        raise CannotAdd("Name the files to add.")
    first_name, first = files[0]
    whose: dict[str, str] = {}
    for name, file in files:
        _must_fit(name, file, first_name, first)
        if file.agency_ref in whose:
            raise CannotAdd(
                f"«{name}» and «{whose[file.agency_ref]}» are both of {file.agency}. Add each council once."
            )
        whose[file.agency_ref] = name
    found: dict[tuple[str, date], Together] = {}
    for _, file in files:
        for one in file.counts:
            key = (one.standard, one.month)
            found[key] = _with(found.get(key) or Together(*key, Tally(), 0, 0), one)
    return tuple(found[key] for key in sorted(found))


def _must_fit(name: str, file: CountsFile, first_name: str, first: CountsFile) -> None:
    if file.as_at != first.as_at or file.months != first.months:
        raise CannotAdd(
            f"«{name}» is as at {day_words(file.as_at)}, «{first_name}» as at {day_words(first.as_at)}."
            " Ask for files as at one day."
        )
    for id in sorted({*file.standards, *first.standards}):
        one, other = file.standards.get(id), first.standards.get(id)
        if one == other:
            continue
        if one is None or other is None:
            raise CannotAdd(
                f"Only «{name if other is None else first_name}» counts by {id}. Ask both for the same rules."
            )
        if one.version != other.version:
            raise CannotAdd(
                f"«{name}» counts by {id} version {one.version}, «{first_name}» by version {other.version}."
                " Ask for files by the same versions."
            )
        raise CannotAdd(
            f"«{name}» and «{first_name}» have different words for {id} version {one.version}. Compare them."
        )


def _with(sum: Together, one: Counted) -> Together:
    tells = one.in_time is not None and one.of is not None
    counted = Tally(one.in_time or 0, one.of or 0, one.unknown or 0)
    return Together(
        sum.standard,
        sum.month,
        sum.counted + counted,
        sum.withheld + (not tells),
        sum.unknown_withheld + (one.unknown is None),
    )
