"""One's own drafts: which there are, and what stands in one."""

import json
from dataclasses import dataclass
from datetime import datetime

from lineofsight.assurance.models import Draft, Review, Statement
from lineofsight.partnership.actor import Actor


@dataclass(frozen=True)
class DraftNow:
    """What somebody began to write, when, and over which words."""

    text: str
    named: str
    not_names: tuple[str, ...]
    began_sha: str
    at: datetime


def draft_of(statement: Statement, actor: Actor) -> DraftNow | None:
    """One's own draft of a statement, None where there is none or its time is over."""
    row = Draft.objects.visible_to(actor).filter(statement=statement, ends_at__gt=actor.now).first()
    if row is None:
        return None
    not_names = tuple(json.loads(row.not_names or "[]"))
    return DraftNow(row.text, row.named, not_names, row.began_sha, row.recorded_at)


def drafts_in(review: Review, actor: Actor) -> dict[int, datetime]:
    """The statements of a review that one has begun to change, by their key, and when."""
    rows = Draft.objects.visible_to(actor).filter(statement__review=review, ends_at__gt=actor.now)
    return dict(rows.values_list("statement_id", "recorded_at"))
