"""What stands in a pack: the items of one agency with their last answers, and the lines above them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

UPDATE, UNCHANGED, NOTHING = "update", "unchanged", "nothing to report"
ACCEPTED, PART_ACCEPTED, DECLINED = "accepted", "part-accepted", "declined"
SHOWN = "shown"
DONE, BEGUN, AGREED, NOT_DONE = "done", "begun", "agreed", "not done"

# The columns, in the order in which they are written. They are found again by these words.
HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "number": "Number (do not change)",
        "asked": "What is asked",
        "last": "Last answer",
        "kind": "Your answer",
        "words": "Your words",
        "as_at": "As at (day)",
    }
)
ANSWER_COLUMNS = ("kind", "words", "as_at")
# Without these nothing can be taken; the others only help whoever fills it in.
NEEDED = ("number", *ANSWER_COLUMNS)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        ACCEPTED: "We accept it",
        PART_ACCEPTED: "We accept part of it",
        DECLINED: "We do not accept it",
        DONE: "It is done",
        BEGUN: "It is begun and not done",
        AGREED: "It is agreed and not begun",
        NOT_DONE: "It is not done",
        SHOWN: "This shows it",
        UPDATE: "Something has changed",
        UNCHANGED: "Nothing has changed",
        NOTHING: "Nothing to report",
    }
)
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
DECISIONS = (ACCEPTED, PART_ACCEPTED, DECLINED)
# What could be answered to every row of a pack from before a row said what can be answered to it.
_ALWAYS = tuple(kind for kind in KINDS if kind not in (*DECISIONS, SHOWN))
CHOOSE = "Choose"
LONGEST, LONGEST_PUBLIC = 1200, 1000
"""How long the words of an answer can be, and those that the public reads of a recommendation that is not accepted."""
YEARS_BACK = 10

_HOW = (
    "For each row, choose your answer and write your words. Leave a row empty if you have no answer yet.",
    "If nothing has changed, choose that and write nothing more: the last answer stands again.",
    "If there is nothing to report, say why in your words. It is counted as an answer.",
    "Name no child, parent or worker.",
    "Save the file as what it is, .docx or .xlsx: no other kind can be read.",
)
_DECIDE = (
    "Where you are asked whether you accept a recommendation: if you do, say in your words how far it is. If you "
    "accept part of it or none, say what will not be done and why. The public reads those words."
)
_SHOW = (
    "Where you are asked what shows a sentence about you: say what it is, who made it, of which months it speaks and "
    "where it is kept. The partnership's office looks at it, and the sentence is printed only when something shows it."
)
_KEY = "Pack number: "


@dataclass(frozen=True)
class PackItem:
    """One row of a pack. `ref`: its reference; `last`: what was said before, with its day, both empty if nothing.

    `kinds`: what can be answered to it.
    """

    ref: str
    label: str
    title: str
    last: str = ""
    last_day: str = ""
    kinds: tuple[str, ...] = _ALWAYS

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be answered, in the words of the pack."""
        return tuple(KINDS[kind] for kind in self.kinds)

    @property
    def code(self) -> str:
        """The number that stands in the row and is protected: the first ten letters of its reference."""
        return self.ref[:10].upper()

    @property
    def asked(self) -> str:
        """«Action 4: Send the list», «What shows this? Sentence 7: …»."""
        return f"What shows this? {self.label}: {self.title}" if SHOWN in self.kinds else f"{self.label}: {self.title}"

    @property
    def last_words(self) -> str:
        """The last answer with its day, as the row shows it."""
        return f"As at {self.last_day}: {self.last}" if self.last else "Nothing has been said before."


@dataclass(frozen=True)
class Pack:
    """Everything in a pack as it was made. `key`: the pack's own number."""

    key: str
    round_label: str
    review: str
    agency: str
    due_day: str
    guidance: str
    items: tuple[PackItem, ...]

    @property
    def title(self) -> str:
        """«Round 2 of updates: Wexcombe Council»."""
        return f"{self.round_label} of updates: {self.agency}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines above the rows, in their order; the pack's own number is the last."""
        guidance = tuple(line.strip() for line in self.guidance.splitlines() if line.strip())
        how = (*_HOW, *self._decide, *self._show)
        return (self.title, self.review, f"Answer by {self.due_day}.", *guidance, *how, f"{_KEY}{self.key}")

    @property
    def _decide(self) -> tuple[str, ...]:
        return (_DECIDE,) if any(kind in DECISIONS for item in self.items for kind in item.kinds) else ()

    @property
    def _show(self) -> tuple[str, ...]:
        return (_SHOW,) if any(SHOWN in item.kinds for item in self.items) else ()

    @property
    def file_name(self) -> str:
        """A name that says whose pack it is, so that none is sent to another agency, without its ending."""
        agency = _NO_LETTERS.sub("-", self.agency.casefold()).strip("-")[:40].rstrip("-")
        return f"{agency}-{self.round_label.lower().replace(' ', '-')}-{self.key[:6]}"
