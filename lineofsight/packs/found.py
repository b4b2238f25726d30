"""What a pack that came back says: answers to take, rows that cannot be taken and why, and other words in it."""

from dataclasses import dataclass


class NotThisPack(Exception):
    """The file is no pack of ours, or not one of this round and agency. The sentence says what to do."""


@dataclass(frozen=True)
class Edit:
    """One row that was filled in. `as_at`: the day as 2026-06-22, "" where none was given."""

    ref: str
    label: str
    place: str
    kind: str
    words: str
    as_at: str = ""


@dataclass(frozen=True)
class Refusal:
    """A row that says something and cannot be taken: where, why, and every word of it.

    `ref`: of the item that it answers, where that is known; `said`: what stands in its three cells of an answer.
    """

    place: str
    sentence: str
    words: str
    ref: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Words that are no answer to any row: a changed title, a comment, a line below. Shown, and never taken."""

    place: str
    text: str


@dataclass(frozen=True)
class Reading:
    """Everything that was read in a pack. `missing`: items that the file has no row for any more."""

    edits: tuple[Edit, ...]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
