"""What is true of a job: what there is to do, where it stands, and when it is tried again. Plain values."""

from datetime import datetime, timedelta
from enum import StrEnum

from lineofsight.partnership.moves import Move
from lineofsight.partnership.rules import Role


class JobKind(StrEnum):
    """What can be done beside the requests. Who does it stands in desk/background/worker.py."""

    WRITE_PLAN = "write a plan"
    READ_RETURN = "read a return"
    TAKE_RETURN = "take a return"
    DIGESTS = "put the day's digests together"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_JOB = frozenset({Role.JOB})
_UNIT = frozenset({Role.BUSINESS_MANAGER})
JOB_MOVES = (
    Move(JobState.WAITING, JobState.RUNNING, _JOB),
    Move(JobState.RUNNING, JobState.DONE, _JOB),
    Move(JobState.RUNNING, JobState.WAITING, _JOB, needs_reason=True),
    Move(JobState.RUNNING, JobState.FAILED, _JOB, needs_reason=True),
    Move(JobState.WAITING, JobState.CANCELLED, _UNIT),
    Move(JobState.RUNNING, JobState.CANCELLED, _UNIT),
    Move(JobState.FAILED, JobState.WAITING, frozenset({Role.ADMINISTRATOR})),
)
OPEN = (JobState.WAITING, JobState.RUNNING)

# A job that was begun so often and did not end is shown to somebody.
MOST_TRIES = 3
# A running job tells every two seconds that it lives. On SQLite it cannot while it writes.
SILENT_AFTER = timedelta(minutes=1)
# The worker itself tells it less often.
WORKER_SILENT_AFTER = timedelta(minutes=2)


def has_died(*, beat_at: datetime, now: datetime) -> bool:
    """Whether whoever runs a job has been silent for too long."""
    return now - beat_at > SILENT_AFTER


def is_worker_silent(*, beat_at: datetime | None, now: datetime) -> bool:
    """Whether nobody does the jobs: no worker was ever there, or the last has been silent for too long."""
    return beat_at is None or now - beat_at > WORKER_SILENT_AFTER


def tried_again_at(*, tries: int, at: datetime) -> datetime:
    """When a job is tried again that has been tried so often: after one minute, then five, then twenty-five."""
    return at + timedelta(minutes=5 ** max(tries - 1, 0))


def is_last(tries: int) -> bool:
    """Whether a job that fails now is not tried again by itself."""
    return tries >= MOST_TRIES
