"""One row of a pack that came back: what it says as an answer, or why it cannot be taken."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.intake.plans.days import days_in
from lineofsight.packs.content import (
    ACCEPTED,
    AGREED,
    ANSWER_COLUMNS,
    BEGUN,
    CHOOSE,
    DECLINED,
    DONE,
    HEADINGS,
    KINDS,
    LONGEST,
    LONGEST_PUBLIC,
    NOT_DONE,
    NOTHING,
    PART_ACCEPTED,
    SHOWN,
    UNCHANGED,
    UPDATE,
    YEARS_BACK,
    PackItem,
)
from lineofsight.packs.sheet import Mark, Row

_SAID = {
    **{words.casefold(): kind for kind, words in KINDS.items()},
    "accepted": ACCEPTED,
    "accepted in part": PART_ACCEPTED,
    "declined": DECLINED,
    "done": DONE,
    "begun": BEGUN,
    "agreed": AGREED,
    "not done": NOT_DONE,
    "shown": SHOWN,
    "changed": UPDATE,
    "update": UPDATE,
    "no change": UNCHANGED,
    "unchanged": UNCHANGED,
    "nothing changed": UNCHANGED,
    "nil return": NOTHING,
    "nil": NOTHING,
}


_TICKS = "☒☑✓✔ "
_SAYS = re.compile(r"\w")


class CannotTake(ValueError):
    """Why a row cannot be taken. The sentence goes on from «Row 7»."""


@dataclass(frozen=True)
class Placed:
    """A row below the headings, with the column of each heading that stands over it."""

    place: str
    row: Row
    columns: dict[str, int]

    def text(self, name: str) -> str:
        """What stands in the cell under a heading."""
        at = self.columns.get(name, len(self.row.cells))
        return self.row.cells[at] if at < len(self.row.cells) else ""

    def mark(self, name: str) -> Mark:
        """What must be known of that cell besides its words."""
        at = self.columns.get(name, len(self.row.marks))
        return self.row.marks[at] if at < len(self.row.marks) else Mark.NONE

    @property
    def code(self) -> str:
        """The number of the row, however it was spaced."""
        return "".join(self.text("number").split()).upper()

    @property
    def kind(self) -> str:
        """The chosen answer as it was written, without the field's own «Choose» and the tick of a box before it."""
        lines = [line for line in self.text("kind").split("\n") if line.casefold() != CHOOSE.casefold()]
        return "\n".join(lines).lstrip(_TICKS)

    @property
    def is_answered(self) -> bool:
        """Whether anything stands where an answer belongs, or might: a cell that is merged with a filled one."""
        return bool(self.kind or self.text("words") or self.text("as_at"))

    @property
    def words(self) -> str:
        """Every word of the row, for the person to see."""
        return " | ".join(cell.replace("\n", " ") for cell in self.row.cells if cell)

    @property
    def answer(self) -> tuple[str, str, str]:
        """The three cells of the answer, to compare two rows."""
        return self.kind, self.text("words"), self.text("as_at")


@dataclass(frozen=True)
class Taken:
    """An answer as it can be taken."""

    kind: str
    words: str
    as_at: str


def answer_in(row: Placed, item: PackItem, *, day: date) -> Taken:
    """The answer of a row that is about `item`, on a day. Raises CannotTake, with everything that is wrong in it."""
    for name in (*ANSWER_COLUMNS, "number"):
        if sentence := _UNSURE.get(row.mark(name)):
            raise CannotTake(sentence.format(HEADINGS[name]))
    kind, words = row.kind, row.text("words")
    said = _SAID.get(kind.casefold().rstrip("."), "") if kind else _unsaid(item)
    wrong = [_wrong_day(row.text("as_at"), day=day), *_wrong_words(kind, said, words, item)]
    if found := [one for one in wrong if one]:
        raise CannotTake(" And it ".join(found))
    as_at = row.text("as_at")
    found_day = days_in(as_at)[0].day if as_at else None
    return Taken(said, words, found_day.isoformat() if found_day else "")


# Cells whose words may not be what anybody wrote, or may not stand any more.
_UNSURE = {
    Mark.FORMULA: "has a formula in «{}». Write its words in place of the formula.",
    Mark.ERROR: "has only the error of a formula in «{}». Write the words in its place.",
    Mark.STRUCK: "has words in «{}» that are struck through. Delete them, or take the line through them away.",
}


def _unsaid(item: PackItem) -> str:
    """What words without a chosen answer say."""
    return SHOWN if SHOWN in item.kinds else UPDATE


_MISSING = {
    SHOWN: "what shows it, who made it and where it is kept",
    NOTHING: "why there is nothing to report",
    ACCEPTED: "how far it is, or what will be done",
    PART_ACCEPTED: "what will not be done, and why",
    DECLINED: "why not",
    DONE: "what was done",
    BEGUN: "what is done so far",
    AGREED: "what was agreed",
    NOT_DONE: "why it is not done",
}


def _wrong_words(kind: str, said: str, words: str, item: PackItem) -> Iterator[str]:
    """What is wrong with the chosen answer and its words: each goes on from «Row 7»."""
    longest = LONGEST_PUBLIC if said in (PART_ACCEPTED, DECLINED) else LONGEST
    if len(words) > longest:
        yield f"has {len(words):,} characters. Cut them to {longest:,} or fewer."
    if not kind and words and said not in item.kinds:
        yield f"has words and no answer beside them. Choose {', '.join(item.choices)}."
    elif not said or (said not in item.kinds and said is not UNCHANGED):
        yield f"says «{kind[:60]}» as its answer. Choose {', '.join(item.choices)}."
    elif not kind and not words:
        yield "has a day and no answer. Choose the answer, or take the day out."
    elif said is UNCHANGED and words:
        yield "says that nothing has changed, and has words of its own. Take out one of the two."
    elif said is UNCHANGED and not item.last:
        yield "says that nothing has changed, and nothing was said before. Write what has happened."
    elif words and not _SAYS.search(words):
        yield f"has «{words[:20]}» as its words, which says nothing. Write what there is to say, or take it out."
    elif said is not UNCHANGED and not words:
        missing = _MISSING.get(said, "what has changed")
        yield f"does not say {missing}. Write it under «{HEADINGS['words']}»."


_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _is_no_day(text: str) -> bool:
    """Whether three numbers stand there like a day that the calendar does not have: 31/11/2026."""
    found = _NUMBERS.fullmatch(text.strip())
    if found is None:
        return False
    day, month, year = map(int, found.groups())
    return not (1 <= month <= 12 and 1 <= day <= monthrange(year or 1, month)[1])


def _wrong_day(text: str, *, day: date) -> str:
    if not text:
        return ""
    if _is_no_day(text):
        return f"has «{text[:40]}» as its day, and there is no such day. Write another, as 22 June 2026."
    found = days_in(text)
    if len(found) != 1 or found[0].day is None or not found[0].is_exact or found[0].words.strip() != text.strip():
        return f"has «{text[:40]}» as its day. Write the day, the month and the year, for example 22 June 2026."
    if found[0].day > day:
        return f"has {text[:40]} as its day, which is still to come. Write today or an earlier day."
    if found[0].day.year < day.year - YEARS_BACK:
        return f"has {text[:40]} as its day, more than {YEARS_BACK} years ago. Write the day that is meant."
    return ""
