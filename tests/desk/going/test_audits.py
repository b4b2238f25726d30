"""The papers of a round go and the round stays with its mark; what is open, compared or printed keeps them."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lineofsight.desk.going import retention
from lineofsight.desk.going.retention import due_of
from lineofsight.library.instrument import About
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.retention import Stored
from lineofsight.library.words import day_words
from lineofsight.partnership.models import RetentionDecision
from lineofsight.partnership.rules import Role
from lineofsight.records.audits.models import File, FrameFile, Grade, Pair, Reading
from lineofsight.records.forms.models import Answer, Form
from tests.desk.going.making import aged, deleted, published, seen
from tests.factories import audit_rows, form_rows
from tests.factories.partnership import NOW, TODAY, member
from tests.publication.pure import factory

pytestmark = pytest.mark.django_db


def old_round(bodies, **facts):
    audit = aged(audit_rows.audit, bodies.council, state="closed", **facts)
    reader = member(Role.CONTRIBUTOR, bodies.council, email=f"{audit.ref}@council.example")
    file = audit_rows.file(audit)
    reading = audit_rows.reading(file, reader)
    audit_rows.grade(reading)
    audit_rows.pair(file)
    form = Form.objects.create(
        agency=bodies.council,
        person=reader,
        instrument=form_rows.INSTRUMENT,
        edition=form_rows.EDITION,
        about=About.AUDIT_FILE,
        for_ref=file.ref,
        state=FormState.SIGNED,
        signed_at=NOW,
        by_ref=reader.ref,
        recorded_at=NOW,
    )
    form_rows.answer(form_rows.saved(form), "returned", code="yes")
    return audit


PAPERS = (Answer, Form, Pair, Grade, Reading, FrameFile, File)


def test_the_papers_of_a_round_go_and_the_round_stays_with_its_mark(bodies, officer):
    audit, kept = old_round(bodies), None
    kept = audit_rows.file(audit_rows.audit(bodies.council))

    made = deleted(officer, Stored.AUDITS)

    assert made.deleted == 1
    assert [model._base_manager.exclude(pk=kept.pk).count() for model in (Pair, Grade, Reading, Form, Answer)] == [
        0
    ] * 5
    assert list(File._base_manager.all()) == [kept]
    left = type(audit)._base_manager.get(pk=audit.pk)
    assert (left.eligible, left.frame_mark, left.seed) == (134, "a" * 64, audit.seed)
    assert due_of(officer, Stored.AUDITS.value).count == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("model", PAPERS)
def test_control_without_its_tombstone_the_database_keeps_every_paper(bodies, officer, model):
    old_round(bodies)
    papers = model._base_manager.all()

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        papers._raw_delete(papers.db)


def test_control_a_deletion_that_lays_no_tombstone_deletes_nothing(bodies, officer, monkeypatch):
    old_round(bodies)
    monkeypatch.setattr(retention, "lay", lambda **_: None)

    with pytest.raises(IntegrityError, match="keeps what was written"):
        deleted(officer, Stored.AUDITS)

    assert [model._base_manager.count() for model in PAPERS] == [1] * len(PAPERS)
    assert not RetentionDecision.objects.exists()


def test_a_round_with_something_open_stays_and_says_what(bodies, officer):
    found = old_round(bodies)
    audit_rows.finding(found)
    again = audit_rows.audit(bodies.council, again_of=old_round(bodies), frame_date=TODAY)
    running = aged(audit_rows.audit, bodies.council)

    rests = {one.row.pk: one.rests for one in seen(officer, Stored.AUDITS).staying}

    assert rests == {
        found.pk: ("what it found in «plan», which no later round has closed",),
        again.again_of_id: (f"the round as at {day_words(TODAY)}, which is compared with it",),
        running.pk: ("the round itself, which is open",),
    }


def test_a_round_that_a_published_figure_counts_stays(bodies, officer, old_review):
    old_round(bodies, frame_date=date(2014, 5, 1))
    one = factory.line("checked")
    [printed] = [some for some in one.figures if some.measured] or [None]
    if printed is None:
        one = next(line for line in factory.content().lines() if any(some.measured for some in line.figures))
        printed = next(some for some in one.figures if some.measured)
    figure = replace(
        printed.measured.figure,
        measure_id="audits-good-or-better",
        period_from=date(2014, 1, 1),
        period_to=date(2014, 12, 31),
    )
    measured = replace(printed, measured=replace(printed.measured, figure=figure))
    published(old_review, bodies.hub, replace(one, number=3, figures=(measured,)))

    [stays] = seen(officer, Stored.AUDITS).staying

    assert stays.rests == ("a figure in sentence 3 of edition 1 of A review",)
