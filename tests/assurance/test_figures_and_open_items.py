"""A computed figure is frozen as evidence; what is not known stays on its page until somebody says why not."""

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.actions.open_items import add_open_item, close_open_item
from lineofsight.assurance.models import FigureRecord, OpenItem
from lineofsight.assurance.queries import open_items
from lineofsight.assurance.rules import EvidenceKind, EvidenceState, OpenKind
from lineofsight.assurance.shelf import shelf
from lineofsight.assurance.tables import figure_again, figures_of
from lineofsight.library.measure import Measure
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.trail.refs import new_ref
from tests.factories import rows
from tests.factories.partnership import NOW, TODAY, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure() -> Measure:
    return shelf().get(Measure, "statements-with-current-evidence", on=TODAY)


@pytest.fixture
def counted(review, bodies, unit, measure):
    """One of two sentences has evidence; the figure that says so."""
    evidence = rows.evidence(review, bodies.council, number=90, state=EvidenceState.ACCEPTED, accepted_at=NOW)
    rows.behind(rows.statement(review, bodies.council), evidence)
    rows.statement(review, bodies.health)
    return figures_of(review, measure, unit, as_at=TODAY)[0]


def test_a_frozen_figure_keeps_n_and_of_and_stands_as_accepted_evidence(counted, statement, unit, measure):
    evidence = freeze_figure(review=statement.review, measure=measure, figure=counted, statements=[statement], by=unit)

    frozen = FigureRecord.objects.get()
    assert (frozen.n, frozen.of, frozen.snapshot_sha) == (1, 2, counted.snapshot_sha)
    assert (evidence.kind, evidence.state, evidence.figure) == (EvidenceKind.COUNT, EvidenceState.ACCEPTED, frozen)


def test_a_frozen_figure_computes_again_to_the_same(counted, review, unit, measure):
    freeze_figure(review=review, measure=measure, figure=counted, statements=[], by=unit)

    was, now = figure_again(FigureRecord.objects.get(), unit)

    assert was == now == counted


def test_a_frozen_figure_stays_as_it_was_when_its_rows_change(counted, review, bodies, unit, measure):
    freeze_figure(review=review, measure=measure, figure=counted, statements=[], by=unit)

    rows.statement(review, bodies.health)

    was, now = figure_again(FigureRecord.objects.get(), unit)
    assert (was.of, now.of) == (2, 3)


def test_whoever_sees_only_a_part_computes_no_figure_over_all(counted, review, lead, measure):
    with pytest.raises(Forbidden):
        figures_of(review, measure, lead, as_at=TODAY)


def test_only_the_unit_freezes_a_figure(counted, review, lead, measure):
    with pytest.raises(Forbidden):
        freeze_figure(review=review, measure=measure, figure=counted, statements=[], by=lead)


def test_the_database_refuses_a_figure_of_more_than_all(review, bodies):
    record = rows.figure_record(review, bodies.hub, n=3, of=4)
    record.pk, record.ref, record.n = None, new_ref(), 5

    with pytest.raises(IntegrityError, match="n_within_of"), transaction.atomic():
        record.save(force_insert=True)


def test_an_open_item_is_seen_by_every_member_until_it_is_closed_with_a_reason(review, bodies, unit):
    item = add_open_item(review=review, agency=bodies.health, kind=OpenKind.LATE, text="It is late.", by=unit)
    reader = actor(Role.PRACTITIONER, bodies.council)
    before = list(open_items(review, reader))

    close_open_item(item=item, reason="It came.", expected_version=1, by=unit)

    assert (before, list(open_items(review, reader))) == ([item], [])
    assert OpenItem.objects.get().close_reason == "It came."


def test_what_was_closed_keeps_the_reason_that_it_was_closed_with(review, bodies, unit):
    item = rows.open_item(review, bodies.hub)
    closed = close_open_item(item=item, reason="It came.", expected_version=1, by=unit)

    with pytest.raises(WrongState, match="closed"):
        close_open_item(item=closed, reason="Something else.", expected_version=closed.version, by=unit)

    assert OpenItem.objects.get().close_reason == "It came."


@pytest.mark.parametrize(("reason", "version", "refusal"), [(" ", 1, ReasonNeeded), ("It came.", 7, Stale)])
def test_an_open_item_does_not_vanish_without_a_reason_or_under_anothers_hand(
    review, bodies, unit, reason, version, refusal
):
    item = rows.open_item(review, bodies.hub)

    with pytest.raises(refusal):
        close_open_item(item=item, reason=reason, expected_version=version, by=unit)

    assert OpenItem.objects.get().closed_at is None
