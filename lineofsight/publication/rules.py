"""What is true of an edition and of what is told beside it: their states, and who moves them."""

from enum import StrEnum

from lineofsight.partnership.moves import Move
from lineofsight.partnership.rules import Role


class EditionState(StrEnum):
    """An edition's way to the public. Signed off is not a state: it is every agency's signature on today's words."""

    DRAFT = "draft"
    LOCKED = "data locked"
    CHECKED = "checked"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


_UNIT = frozenset({Role.BUSINESS_MANAGER})
_PUBLISHER = frozenset({Role.PUBLISHER})

EDITION_MOVES = (
    Move(EditionState.DRAFT, EditionState.LOCKED, _UNIT),
    # Whoever checks it sends back what points to somebody.
    Move(EditionState.LOCKED, EditionState.DRAFT, _UNIT | {Role.CHECKER}, needs_reason=True),
    Move(EditionState.LOCKED, EditionState.CHECKED, frozenset({Role.CHECKER})),
    Move(EditionState.CHECKED, EditionState.DRAFT, _UNIT, needs_reason=True),
    Move(EditionState.CHECKED, EditionState.APPROVED, frozenset({Role.EXECUTIVE})),
    Move(EditionState.APPROVED, EditionState.DRAFT, _UNIT, needs_reason=True),
    Move(EditionState.APPROVED, EditionState.PUBLISHED, _PUBLISHER),
    Move(EditionState.PUBLISHED, EditionState.WITHDRAWN, _PUBLISHER | {Role.EXECUTIVE}, needs_reason=True),
    Move(EditionState.SUPERSEDED, EditionState.WITHDRAWN, _PUBLISHER | {Role.EXECUTIVE}, needs_reason=True),
    Move(EditionState.PUBLISHED, EditionState.SUPERSEDED, _PUBLISHER),
)


class NoticeState(StrEnum):
    """Where a notice beside a published edition stands."""

    WRITTEN = "written"
    PRINTED = "printed"
    NOT_PRINTED = "not printed"


_SECOND = frozenset({Role.BUSINESS_MANAGER, Role.CHECKER, Role.PUBLISHER})

# That whoever has it printed is not whoever wrote it stands in the action, and in the database.
NOTICE_MOVES = (
    Move(NoticeState.WRITTEN, NoticeState.PRINTED, _SECOND),
    Move(NoticeState.WRITTEN, NoticeState.NOT_PRINTED, _SECOND, needs_reason=True),
)


class Verdict(StrEnum):
    """What an agency says to a sentence about it."""

    AGREE = "agree"
    DIFFERENT = "different view"
