"""What time it is, for everybody who asks or does something. No other file of these floors looks at the clock.

The demonstration is told as at a day. Its own days go on from there, so that a story of June does not read in November
as if everything had been left undone since.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.utils import timezone

_NONE = timedelta()


def now() -> datetime:
    """The moment, aware, in UTC; in the demonstration as many days before or after it as the story was told."""
    return timezone.now() + (_days_of_the_story() if settings.IS_DEMONSTRATION else _NONE)


def mark() -> Path:
    """Where the demonstration writes down what it told, when it has told it to the end."""
    return Path(settings.LOS_DATA) / "demonstration.json"


def story() -> dict[str, Any]:
    """What the demonstration wrote down; nothing while it has not told its story."""
    try:
        return cast(dict[str, Any], json.loads(mark().read_text()))
    except FileNotFoundError:
        return {}


def _days_of_the_story() -> timedelta:
    told = story()
    if "told_on" not in told:
        return _NONE
    return date.fromisoformat(told["as_at"]) - date.fromisoformat(told["told_on"])
