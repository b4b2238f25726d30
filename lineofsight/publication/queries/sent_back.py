"""Why an edition is in draft again: who took or sent it back, on which day, and the reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lineofsight.partnership.queries import who_were
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState
from lineofsight.trail.queries import last_done


@dataclass(frozen=True)
class SentBack:
    """When it went back to draft, by whom (a role and an agency), and why."""

    at: datetime
    who: str
    reason: str


def sent_back(editions: Iterable[Edition]) -> dict[int, SentBack]:
    """The last time that each of some editions went back to draft, by its id; of those that are in draft again.

    For somebody whom the gate of the editions may be shown: the reason speaks of their sentences.
    """
    drafts = [edition for edition in editions if edition.state == EditionState.DRAFT]
    last = last_done("edition.draft", subjects=drafts)
    who = who_were(one.actor_ref for one in last.values()) if last else None
    return {
        edition.pk: SentBack(done.at, who(done.actor_ref, done.at), done.details.get("reason", ""))
        for edition in drafts
        if who is not None and (done := last.get(edition.ref)) is not None
    }
