"""One thing that waits for somebody, and everything that does: the words of «My work»."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for somebody: what, where, and since when or until when.

    child, child_ref: the pseudonym and the reference of the child whom it is about, where it is about one whom the
    reader sees. Whoever shows it records the looking (`Work.children`); a mail or a calendar shows neither.
    starts: the first day on which it can be done; before that it is nobody's work, and comes up.
    of: of which list it is a part, where one line stands for many of a list; of which return, with its `quarter`.
    is_lost_after: after its last day it can be done no more; what is late can still be done, and comes after it.
    """

    text: str
    kind: str
    ref: str
    note: str = ""
    since: date | None = None
    due: date | None = None
    child: str = ""
    child_ref: str = ""
    is_lost_after: bool = False
    of: str = ""
    quarter: date | None = None
    starts: date | None = None

    def is_to_come(self, day: date) -> bool:
        """Whether it cannot be done yet on `day`."""
        return self.starts is not None and day < self.starts

    def is_late(self, day: date) -> bool:
        """Whether its last day was before `day`."""
        return self.due is not None and self.due < day

    def how_far(self, day: date) -> str:
        """How far its last day is on `day`, or its first: «in 10 days», «today», «12 days late». Empty where it has
        none."""
        if self.due is None:
            return days_from(day, self.starts) if self.starts else ""
        late = (day - self.due).days
        return days_from(day, self.due) if late <= 0 else f"{late} {'day' if late == 1 else 'days'} late"


# A list of more things than this is told in parts.
LONG = 7


@dataclass(frozen=True)
class Work:
    """Everything that waits for one person on a day, the most pressing first, and what comes up after that."""

    day: date
    waiting: tuple[Waiting, ...]
    coming: tuple[Waiting, ...]
    reviews: int

    @property
    def children(self) -> tuple[str, ...]:
        """The references of the children whom the lines name."""
        return tuple(one.child_ref for one in (*self.waiting, *self.coming) if one.child_ref)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Waiting, ...]], ...]:
        """A long list in parts, under their headings: what is late, what has a day, and the rest, each in its order."""
        if len(self.waiting) <= LONG:
            return ()
        late = tuple(one for one in self.waiting if one.is_late(self.day))
        dated = tuple(one for one in self.waiting if one.due and not one.is_late(self.day))
        rest = tuple(one for one in self.waiting if not one.due)
        parts = (("Late", late), ("By a day", dated), ("Without a day", rest))
        return tuple(part for part in parts if part[1])

    @property
    def lede(self) -> str:
        """The answer in a sentence."""
        count = len(self.waiting)
        if not count:
            return "Nothing waits for you."
        late = sum(one.is_late(self.day) for one in self.waiting)
        if count == 1:
            return "1 thing waits for you, and is late." if late else "1 thing waits for you."
        return f"{count} things wait for you, {late} of them late." if late else f"{count} things wait for you."


def days_from(day: date, due: date) -> str:
    """How far a day is: «in 10 days», «today», «12 days ago»."""
    away = (due - day).days
    if away == 0:
        return "today"
    if away == 1:
        return "tomorrow"
    if away == -1:
        return "yesterday"
    return f"in {away} days" if away > 0 else f"{-away} days ago"
