"""Keep what somebody is typing, for them alone, until they save or discard it."""

import json
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from lineofsight.assurance.models import Draft, Statement
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.rules import Act

KEPT_FOR = timedelta(days=30)
LONGEST_DRAFT = 8000


class DraftTooLong(ValueError):
    """More than anybody types in place of one sentence."""

    def __init__(self, length: int) -> None:
        super().__init__(f"The draft has {length} characters and may have {LONGEST_DRAFT}. Make it shorter to keep it.")


@transaction.atomic
def keep_draft(
    *, statement: Statement, text: str, began_sha: str, by: Actor, named: str = "", not_names: Iterable[str] = ()
) -> None:
    """Keep the field as it was typed. Doing it twice is doing it once. It leaves no event: nothing was said yet.

    Raises Forbidden, DraftTooLong.
    """
    require(by, Act.STATEMENT_EDIT, statement)
    if by.person_id is None:
        raise Forbidden(Act.STATEMENT_EDIT, by)
    if len(text) > LONGEST_DRAFT:
        raise DraftTooLong(len(text))
    draft = Draft(
        person_id=by.person_id,
        statement=statement,
        text=text,
        named=named[:4000],
        not_names=json.dumps(sorted(set(not_names)), ensure_ascii=False)[:2000],
        began_sha=began_sha[:64],
        recorded_at=by.now,
        ends_at=by.now + KEPT_FOR,
    )
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["person", "statement"],
        update_fields=["text", "named", "not_names", "began_sha", "recorded_at", "ends_at"],
    )


@transaction.atomic
def discard_draft(*, statement: Statement, by: Actor) -> None:
    """Take one's own draft of a statement away; nothing happens where there is none."""
    if by.person_id is not None:
        Draft.objects.filter(person_id=by.person_id, statement=statement).delete()


def remove_ended_drafts(*, by: Actor) -> int:
    """Take away every draft whose time is over: one's own, and for the job that does it everybody's. Out: how many."""
    removed, _ = Draft.objects.visible_to(by).filter(ends_at__lte=by.now).delete()
    return removed
