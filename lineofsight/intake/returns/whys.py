"""Why a row or a field is not taken, and what to do about it. None of these sentences repeats what stood there."""

from dataclasses import dataclass

_AGAIN = "Correct it in the case system and make the file again."


@dataclass(frozen=True, slots=True)
class Why:
    """A reason and its cure, each a sentence for the person who handed the file in."""

    reason: str
    cure: str = _AGAIN


NOT_A_DAY = Why("This is not a day.", f"Write it as 31/01/2026 or as 2026-01-31. {_AGAIN}")
NOT_DAY_FIRST = Why("This is not a day as the mapping says: day, month, year.", f"Write it as 31/01/2026. {_AGAIN}")
NOT_YEAR_FIRST = Why("This is not a day as the mapping says: year, month, day.", f"Write it as 2026-01-31. {_AGAIN}")
NO_DAY = Why("The day on which it happened is missing.")
NO_START = Why("The day on which it began is missing.")
NO_END = Why("Another episode of the child begins later, and the day on which this one ended is missing.")
AFTER_THE_END = Why("The day lies after the last day of the return.")
ENDS_BEFORE_IT_BEGINS = Why("It ends before it begins.")
PLAN_WITHOUT_CONFERENCE = Why("A child protection plan began after this enquiry, and its conference has no day.")
NO_CHILD = Why("The row does not say which child it is about.")
NO_WORKER = Why("The row does not say who it was.")
NOT_AN_ID = Why("This is too long for an id.")
UNKNOWN_CODE = Why("This is not one of the codes.", f"Use a code of the guidance. {_AGAIN}")
UNKNOWN_WORD = Why("The mapping does not say what this word means.", "Add the word to the mapping, or correct the row.")
NOT_A_NUMBER = Why("This is not a whole number.")
NOT_YES_OR_NO = Why("This is neither yes nor no.")
NOT_WRITTEN_AS_AGREED = Why("This is not written as the dataset says.")
STANDS_TWICE = Why("The same row stands twice in the file.", "Nothing, if it is one; otherwise correct the other.")
TOO_MANY_CELLS = Why(
    "The row has more cells than the table has columns: a mark inside a text may have cut it.",
    "Make the file again with texts in quotation marks.",
)
QUOTE_OPEN = Why("A quotation mark opens here and is not closed where the cell ends.", "Make the file again.")
NOBODY_FOLLOWS = Why("It says that another episode begins on that day, and none does.")
BEGINS_ANEW = Why("It says that care ended and began again, and the two rows do not say the same.")
NO_CARE_PERIOD = Why(
    "The time in care to which it belongs is not in the delivery, so nobody can tell whose it is.",
    "Hand in the care episodes together with it.",
)
DIFFERENT_BEGINNINGS = Why("Rows of one time in care say different days on which it began.")

NOBODY_CAN_TELL_WHICH = frozenset(one.reason for one in (NO_CHILD, NOT_AN_ID, NO_CARE_PERIOD, UNKNOWN_WORD))
"""Where a row of which nothing is taken may be any of those that are known already."""
