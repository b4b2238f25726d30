"""What reading is recorded, and which of it is unusual. Plain values, no database, no clock.

Source of the rule: docs/promises.md, "Who may see what": reads of what is kept are logged and shown to whose it is.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from lineofsight.partnership.rules import Audience
from lineofsight.trail.sensitivity import Sens

READ = "read"
FILE_OPENED = "file.opened"
CHILDREN_READ = "children.read"
LOOKS = (READ, FILE_OPENED)
TAKEN_AWAY = "list.taken_away"
LIST_SEEN = "list.seen"

_LONDON = ZoneInfo("Europe/London")
# Outside these hours, or on a Saturday or Sunday, somebody may want to ask why.
FIRST_HOUR, LAST_HOUR = 7, 20


def is_recorded(*, most: Sens, audience: int | None, row_agency: int, reader_agency: int | None) -> bool:
    """Whether reading a row is recorded: it holds what is an agency's own (S2) or more, it has not reached the whole
    partnership, and the reader is of another agency. A row that tells of a child reaches no audience (None): always."""
    if audience is None:
        return most is Sens.S3
    return most in (Sens.S2, Sens.S3) and audience < Audience.PARTNERSHIP and row_agency != reader_agency


def is_unusual(at: datetime) -> bool:
    """Whether a moment is one at which few people work: at night or at a weekend, in England."""
    there = at.astimezone(_LONDON)
    return there.weekday() >= 5 or not FIRST_HOUR <= there.hour < LAST_HOUR
