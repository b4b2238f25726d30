"""The minute of what is recorded for an agency: who agreed to it there, where, and when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lineofsight.assurance.rules.rounds import AnswerRefused
from lineofsight.files.models import Held


@dataclass(frozen=True)
class Minute:
    """What shows that an agency agreed or objected, as it is recorded for it: who (a role), where, when, the file."""

    agreed_by: str
    agreed_where: str
    agreed_date: date
    held: Held | None = None


def check_minute(minute: Minute | None, *, day: date) -> None:
    """Whether a minute says enough, on a day. Raises AnswerRefused."""
    if minute is None or not minute.agreed_by.strip() or not minute.agreed_where.strip():
        raise AnswerRefused("Say who agreed to this for the agency, and where: that is its minute.")
    if minute.agreed_date > day:
        raise AnswerRefused("The day on which it was agreed must be today or in the past.")


def kept(minute: Minute | None) -> dict[str, Any]:
    """A minute as the fields of a row; none where there is none."""
    if minute is None:
        return {}
    return {
        "agreed_by": minute.agreed_by.strip(),
        "agreed_where": minute.agreed_where.strip(),
        "agreed_date": minute.agreed_date,
        "held": minute.held,
    }
