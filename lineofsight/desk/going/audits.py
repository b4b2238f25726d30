"""Rounds of audits: the sample, who read what, and the grades go; the round, its numbers and its findings stay."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lineofsight.assurance.faces.of_audits import ROWS
from lineofsight.assurance.models import AuditFinding
from lineofsight.assurance.rules.audits import AuditFindingState
from lineofsight.desk.going.going import Going, Sentence, Way, moment, once
from lineofsight.desk.going.resting import Printed, counted_from, printed
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Tombstone
from lineofsight.records.audits.actions.forgetting import forget_papers
from lineofsight.records.audits.models import Audit, File
from lineofsight.records.audits.rules.rounds import AuditState
from lineofsight.records.forms.forgetting import forget_forms


def rows(worker: Actor, before: date) -> Any:
    """The rounds that were begun before a day and whose papers are still there."""
    gone = Tombstone.objects.values("subject_ref")
    return Audit.objects.visible_to(worker).filter(recorded_at__lt=moment(before)).exclude(ref__in=gone)


def due(worker: Actor, before: date) -> tuple[Going, ...]:
    """The same, each with what rests on it: the latest first, so that a round and the one before it go together."""
    found, going = printed(worker), set[int]()
    listed = []
    for audit in rows(worker, before).select_related("agency").order_by("-id"):
        one = Going(audit, f"Round as at {day_words(audit.frame_date)}", once(_rests(audit, going, found, worker)))
        if one.goes:
            going.add(audit.pk)
        listed.append(one)
    return tuple(reversed(listed))


def _rests(audit: Audit, going: set[int], found: Printed, worker: Actor) -> list[str | Sentence]:
    rests: list[str | Sentence] = [] if audit.state == AuditState.CLOSED else ["the round itself, which is open"]
    still_open = AuditFinding.objects.visible_to(worker).filter(audit=audit, state=AuditFindingState.OPEN)
    rests += [f"what it found in «{one.area}», which no later round has closed" for one in still_open]
    later = Audit.objects.visible_to(worker).filter(again_of=audit).exclude(pk__in=going)
    gone = Tombstone.objects.filter(subject_ref__in=later.values("ref")).values("subject_ref")
    rests += [
        f"the round as at {day_words(one.frame_date)}, which is compared with it" for one in later.exclude(ref__in=gone)
    ]
    return [*rests, *counted_from(found, ROWS, first=audit.frame_date, last=audit.frame_date, by=worker)]


def forget(audits: Sequence[Audit], worker: Actor, before: date) -> None:
    """Take the papers of each round away, and the forms in which its files were graded."""
    for audit in audits:
        forget_forms(for_refs=File.objects.visible_to(worker).filter(audit=audit).values_list("ref", flat=True))
        forget_papers(audit=audit)


WAY = Way(
    due,
    forget,
    model=Audit,
    goes="Which files were drawn and read, by whom, the grades and what was written beside them.",
    stays="The round, how many were drawn from how many, its mark, and what it found with the actions that answer it.",
)
