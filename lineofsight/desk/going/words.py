"""Words that people let us keep: they go from the row and from the evidence in which they stand."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from lineofsight.assurance.actions.evidence import take_words_away
from lineofsight.assurance.models import Evidence
from lineofsight.desk.going.going import Going, Sentence, Way, moment, once
from lineofsight.desk.going.resting import Printed, printed, rests_on_evidence
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency
from lineofsight.partnership.queries import today
from lineofsight.records.voice.actions import forget_words
from lineofsight.records.voice.models import Quotation

OVER = "The time for which the words are kept is over."


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The words that were written down before a day and are still there, with what rests on them."""
    rows = Quotation.objects.visible_to(worker).filter(recorded_at__lt=moment(before)).exclude(words="")
    found = printed(worker)
    return tuple(_going(row, found, worker) for row in rows.select_related("agency", "heard").order_by("id"))


def _going(row: Quotation, found: Printed, worker: Actor) -> Going:
    rests: list[str | Sentence] = []
    if row.until_date >= today(worker.now):
        rests.append(f"what was agreed with whoever said them: until {day_words(row.until_date)}")
    rests += [where for text, where in found.voices if row.words in text]
    evidence = Evidence.objects.visible_to(worker).filter(agency_id=row.agency_id).select_related("review")
    used = evidence.filter(Q(ref=row.evidence_ref) | Q(heard__contains=row.words)).exclude(heard="")
    for some in rests_on_evidence(used, found, worker).values():
        rests += some
    return Going(row, f"Words kept on {day_words(today(row.recorded_at))}", once(rests))


def forget(rows: Sequence[Quotation], worker: Actor, before: date) -> None:
    """Take the words away, here and in the evidence of the agency that kept them."""
    for row in rows:
        words = row.words
        forget_words(quotation=row, by=worker)
        take_words_away(evidence_ref=row.evidence_ref, words=words, of=OfAgency(row.agency_id), reason=OVER, by=worker)


WAY = Way(
    due,
    forget,
    model=Quotation,
    goes="The words, also where they stand in evidence.",
    stays="That words were kept, what was agreed, and until when. What was published stays as it was printed.",
)
