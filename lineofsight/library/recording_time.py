"""How soon what happened should be written down. It is told apart from whether it happened in time."""

from typing import ClassVar

from pydantic import Field

from lineofsight.library.entry import Entry


class RecordingTime(Entry):
    """Within how many days it should be written down, and of how many events a median is told."""

    FOLDER: ClassVar[str] = "recording-time"

    within_days: int = Field(ge=0, le=60, description="within how many days, counted from the day after it happened")
    fewest: int = Field(ge=3, description="of fewer events no median is told: it would be about one person's work")
