"""A later edition of a report goes into its review: what is the same stays, and nothing is taken away."""

import json

import pytest

from lineofsight.assurance.actions.imports import begin_import, create_review, say_earlier
from lineofsight.assurance.actions.later_editions import NoEarlierEdition, bring_in_later_edition
from lineofsight.assurance.models import Assessment, ReportImport, Review, Statement, Supports, Wording
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.intake.understand import read_document
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import acting

pytestmark = pytest.mark.django_db
FIRST = b"""A report

1. Wexcombe Council gave every manager a list of late visits.

2. The Ofsted inspection of Wexcombe Council found that: "plans are written with the child".

3. Guidance was written for practitioners of every agency in the area.

4. Cases are read each month by two managers.
"""
LATER = b"""A report

1. Wexcombe Council gave every manager a list of late visits.

2. The Ofsted inspection of Wexcombe Council found that: "plans are written with the child".

3. Guidance was written for practitioners of every agency in the county.

4. Ofsted said that "visits are made in time". Northmoor Police has trained 40 officers.
"""


def begun(bodies, unit, content: bytes) -> ReportImport:
    held = rows.held(bodies.hub, Audience.HUB, content=content, name="report.txt")
    return begin_import(held=held, document=read_document(content, "report.txt"), by=unit)


@pytest.fixture
def review(bodies, unit) -> Review:
    first = begun(bodies, unit, FIRST)
    return create_review(report_import=first, name="A review", expected_version=first.version, by=unit).review


@pytest.fixture
def later(bodies, unit, review) -> ReportImport:
    found = begun(bodies, unit, LATER)
    say_earlier(report_import=found, earlier=review, expected_version=found.version, by=unit)
    found.refresh_from_db()
    return found


def words(review: Review) -> dict[int, str]:
    return {row.position: row.current.text for row in Statement.objects.filter(review=review).select_related("current")}


def bring_in(later: ReportImport, by, **changes):
    return bring_in_later_edition(**{"report_import": later, "expected_version": later.version, "by": by, **changes})


def test_what_is_the_same_keeps_its_ref_and_its_words_and_what_is_gone_stays(review, later, unit):
    before = {row.position: (row.ref, row.current_id) for row in Statement.objects.filter(review=review)}

    done = bring_in(later, unit)

    after = {row.position: (row.ref, row.current_id) for row in Statement.objects.filter(review=review)}
    assert (done.same, done.changed, done.added) == (2, 1, 2)
    assert done.gone == ("Cases are read each month by two managers.",)
    assert {at: after[at] for at in (1, 2, 4)} == {at: before[at] for at in (1, 2, 4)}
    assert words(review)[4] == done.gone[0]


def test_changed_words_become_a_later_wording_and_the_earlier_ones_stay_in_the_history(review, later, unit):
    bring_in(later, unit)

    changed = Statement.objects.get(review=review, position=3)
    history = list(Wording.objects.filter(statement=changed).order_by("id").values_list("text", flat=True))
    assert [text.split()[-1] for text in history] == ["area.", "county."]
    assert changed.current.text == history[-1]
    assert Event.objects.filter(act="statement.changed", subject_ref=changed.ref).count() == 1


def test_new_sentences_come_at_the_end_with_what_was_read_in_them(review, later, unit):
    bring_in(later, unit)

    new = Statement.objects.filter(review=review, position__gt=4).order_by("position")
    assert [row.position for row in new] == [5, 6]
    assert [figure.value for figure in new[1].current.figures.all()] == [40]
    assert Assessment.objects.filter(review=review, body="Ofsted").count() == 1
    assert new[0].current.extracts.get().assessment == Assessment.objects.get(review=review, body="Ofsted")


def test_evidence_stays_behind_a_sentence_with_the_same_words(review, later, unit, bodies):
    statement = Statement.objects.get(review=review, position=1)
    behind = rows.behind(statement, rows.evidence(review, bodies.council))

    bring_in(later, unit)

    assert Supports.objects.get(pk=behind.pk).statement == statement


def test_the_receipt_lists_what_is_gone_and_the_trail_counts(review, later, unit):
    bring_in(later, unit)

    later.refresh_from_db()
    receipt = json.loads(later.receipt)
    assert later.review == review
    assert receipt["earlier"] == {"review": "A review", "same": 2, "changed words": 1, "new": 2, "gone": 1}
    assert receipt["gone"] == ["Cases are read each month by two managers."]
    assert Event.objects.filter(act="report.later edition", subject_ref=review.ref).count() == 1


def test_all_of_it_comes_in_or_nothing(review, later, unit, bodies):
    before = words(review)
    child = begun(bodies, unit, LATER.replace(b"Guidance was", b"The child Aldra was seen and guidance was"))
    say_earlier(report_import=child, earlier=review, expected_version=child.version, by=unit)
    child.refresh_from_db()
    alone = begun(bodies, unit, LATER + b"\n5. More.\n")

    with pytest.raises(NameOfAChild):
        bring_in(child, unit)
    with pytest.raises(NoEarlierEdition):
        bring_in(alone, unit)
    with pytest.raises(Stale):
        bring_in(later, unit, expected_version=later.version + 1)
    with pytest.raises(Forbidden):
        bring_in(later, acting(Role.SAFEGUARDING_LEAD, bodies.council))
    assert words(review) == before
    assert Wording.objects.count() == 4


def test_it_comes_in_once(later, unit):
    bring_in(later, unit)
    later.refresh_from_db()

    with pytest.raises(WrongState):
        bring_in(later, unit)
