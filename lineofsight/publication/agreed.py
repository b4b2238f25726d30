"""What shows that an agency said something that is recorded for it."""

from dataclasses import dataclass
from datetime import date

from lineofsight.files.models import Held


@dataclass(frozen=True)
class Agreed:
    """What shows that an agency agreed, or objected: who (a role), where, when, and the minute as a file, if any."""

    by_role: str
    where: str
    on_date: date
    held: Held | None = None
