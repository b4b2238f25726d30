"""How far a round is, and a reading of one of its files; what may be done next."""

from enum import StrEnum

from lineofsight.partnership.moves import Conflict


class AuditState(StrEnum):
    """How far a round is."""

    BEGUN = "begun"
    DRAWN = "drawn"
    CLOSED = "closed"


class ReadingState(StrEnum):
    """How far somebody is with a file."""

    GIVEN = "given"
    STARTED = "started"
    SIGNED = "signed"
    TAKEN_BACK = "taken back"


class Source(StrEnum):
    """Where the frame comes from."""

    RECORDS = "records"  # children of the records here, by what is known of them
    LISTED = "listed"  # reference numbers of the agency's own system, kept as pseudonyms
    COUNTED = "counted"  # the agency counts its own list: we hold a number in it and nothing else


class WrongRound(Conflict):
    """A round, or a file of it, does not stand where this can be done (409). The sentence says what to do."""


class NotYoursToRead(Conflict):
    """A file is somebody else's to read, or may not be given to them. The sentence says why."""


REASONS_TO_CORRECT = {
    "typed-wrong": "A grade was chosen by mistake",
    "read-again": "Something in the file was not seen before",
}
"""Why signed grades are corrected."""
