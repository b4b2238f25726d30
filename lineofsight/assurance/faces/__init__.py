"""The rows of the records that measures count, by face of the library.

They are put together as background work does it, over every agency that keeps such records here, and nobody who asks
for a figure sees a row: what leaves this place is counted. Of a person there is nothing in them but a reference.
A new face is one function here and one file in the library.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from lineofsight.assurance.faces import (
    of_audits,
    of_children,
    of_forms,
    of_learning,
    of_outcomes,
    of_registers,
    of_surveys,
    of_voice,
    of_workforce,
)
from lineofsight.assurance.faces.keeping import Stands, kept
from lineofsight.assurance.faces.keeping import records_stand as records_stand
from lineofsight.assurance.faces.of_practice import challenge_rows, step_rows
from lineofsight.assurance.faces.row import Row
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.scope import scope

Rows = Callable[[Actor, date], Iterator[Row]]
"""The rows of a face as at a day, read by whoever is given, with what was recorded by their moment (`now`)."""

ROWS: Mapping[str, Rows] = {
    "steps": step_rows,
    "challenges": challenge_rows,
    "forms": of_forms.form_rows,
    "form-answers": of_forms.answer_rows,
    "register-entries": of_registers.entry_rows,
    "register-answers": of_registers.answer_rows,
    "chased": of_registers.chased_rows,
    "stated": of_registers.stated_rows,
    "feedback": of_voice.feedback_rows,
    "complaints": of_voice.complaint_rows,
    "returns-home": of_outcomes.return_home_rows,
    **of_children.ROWS,
    **of_learning.ROWS,
    **of_workforce.ROWS,
    **of_surveys.ROWS,
    **of_audits.ROWS,
}

# What was known on an earlier day can be told of these in full: each of their rows keeps when it was recorded.
TELLS_WHAT_WAS_KNOWN = frozenset(
    {
        "steps",
        "forms",
        "form-answers",
        "register-answers",
        "register-entries",
        "returns-home",
        *of_children.ROWS,
        *of_workforce.ROWS,
    }
)


def rows_of_records(
    face: str, actor: Actor, *, on: date, known_at: datetime | None = None, stands: Stands = None
) -> Sequence[Row]:
    """The rows of a face as at a day, in the order of its columns.

    known_at: with what was recorded by that moment, so far as the face can tell; None: with what is known now.
    stands: how the records stand (`records_stand`), where the same rows may be given to whoever asks next.
    """
    counting = job("figures", now=known_at or actor.now)

    def read() -> tuple[Row, ...]:
        with scope(counting, writes=False):
            return tuple(ROWS[face](counting, on))

    # Whoever asks, it is background work that reads, and no row is told: so they may be kept beyond who asked.
    return kept((face, on, known_at, settings.LOS_SHELF), stands, read)


def end_of(day: date) -> datetime:
    """The last moment of a day: what was known on it."""
    return timezone.make_aware(datetime.combine(day, time.max))
