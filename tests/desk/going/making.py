"""What is past its time, made as if it had been written long ago; and what an officer reads and decides about it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from lineofsight.assurance.models import Evidence
from lineofsight.desk.going.retention import Preview, agree, ask, decide, due_of, preview
from lineofsight.files.models import Held
from lineofsight.files.store import Store
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import DeletionAsked, RetentionDecision
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Subject
from lineofsight.records.voice.models import Quotation
from tests.factories import (
    audit_rows,
    pathway_rows,
    record_rows,
    register_rows,
    rows,
    voice_rows,
    workforce_rows,
)
from tests.factories.partnership import NOW, TODAY, member
from tests.publication.pure import factory

THEN = date(1987, 5, 4)
LONG_AGO = NOW - timedelta(days=14100)


def seen(officer, kind: Stored) -> Preview:
    due = due_of(officer, kind.value)
    assert due is not None
    with scope(officer, writes=False):
        return preview(due, officer)


def deleted(officer, kind: Stored, *, mark: str | None = None) -> RetentionDecision:
    due, read = due_of(officer, kind.value), seen(officer, kind).mark
    assert due is not None
    with scope(officer, writes=True):
        return decide(
            due=due,
            before=due.before,
            reason="Its time is over.",
            keep_until=None,
            mark=read if mark is None else mark,
            by=officer,
        )


def aged(make, *given, **facts):
    """What a factory makes, as if it had been written long ago: kept rows do not change their day afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (rows, voice_rows, audit_rows, record_rows, pathway_rows, register_rows, workforce_rows):
            patch.setitem(module.WRITTEN, "recorded_at", LONG_AGO)
        return make(*given, **facts)


def old_file(of, **facts) -> Held:
    return aged(rows.held, of, **facts)


def published(review, by, *lines, **changes):
    """A published edition with such content."""
    content = factory.edition(*lines, **changes)
    return rows.edition(review, by, state="published", content=content.to_json().decode(), published_at=NOW)


def line_on(evidence: Evidence):
    """A sentence of an edition that rests on a piece of evidence."""
    one = factory.line("checked")
    return replace(one, number=7, basis=(replace(one.basis[0], ref=evidence.ref), *one.basis[1:]))


def path_of(held: Held) -> Path:
    return Store(settings.FILES_ROOT).path_of(held.blob.sha256)


def old_words(bodies, **facts) -> Quotation:
    person = member(Role.CONTRIBUTOR, bodies.council)
    given = {"until_date": TODAY - timedelta(days=1)} | facts
    return aged(voice_rows.quotation, voice_rows.heard(bodies.council), person, **given)


def of_long_ago(agency, *, name: str = "KX4-72M") -> Subject:
    """A child of whom a visit was recorded long ago, and nothing since."""
    child = record_rows.subject(record_rows.delivery(agency), pseudonym=name.ljust(26, "x"), shown=name)
    record_rows.fact(child, day=THEN)
    return child


def asked_for(officer, kind: Stored = Stored.CHILDREN) -> list[DeletionAsked]:
    due = due_of(officer, kind.value)
    assert due is not None
    mark = seen(officer, kind).mark
    with scope(officer, writes=True):
        return list(ask(due=due, before=due.before, reason="Their time is over.", mark=mark, by=officer))


def agreed(asked: DeletionAsked, by) -> RetentionDecision:
    with scope(by, writes=True):
        return agree(asked=asked, by=by)
