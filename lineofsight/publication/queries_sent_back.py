"""Why an edition is in draft again: who took or sent it back, on which day, and the reason."""

from dataclasses import dataclass
from datetime import datetime

from lineofsight.partnership.queries import who_is
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState
from lineofsight.trail.queries import last_done


@dataclass(frozen=True)
class SentBack:
    """When it went back to draft, by whom (a role and an agency), and why."""

    at: datetime
    who: str
    reason: str


def sent_back(edition: Edition) -> SentBack | None:
    """The last time that an edition went back to draft; None where it never did, or is not in draft.

    For somebody whom the gate of the edition may be shown: the reason speaks of its sentences.
    """
    if edition.state != EditionState.DRAFT:
        return None
    last = last_done("edition.draft", subject=edition)
    return SentBack(last.at, who_is(last.actor_ref, at=last.at), last.details.get("reason", "")) if last else None
