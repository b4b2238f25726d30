"""A chart of a measure begun anew from a month: who says so and why, what is judged from there on, and what is not."""

from datetime import date

import pytest

from lineofsight.assurance.models import BegunAnew, FigureRecord
from lineofsight.desk.figures.worsening import worse_today
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.refs import new_ref
from tests.factories import rows
from tests.factories.partnership import TODAY, acting
from tests.factories.sight_rows import ALONE, visits
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db
PAGE = f"/measures/{ALONE}"
# Twelve months of one level and twelve of another: as one stretch the newest are worse than chance explains.
FELL = [[18, 17] * 6, [11, 12] * 6]
FROM = date(2025, 6, 1)
WHY = "Only visits by the allocated worker are counted"


@pytest.fixture
def seen(council):
    visits(council, [*FELL[0], *FELL[1]])


def begin(who, month=FROM, reason=WHY, *, back: bool = False, **more: str):
    given = {"month": month.isoformat(), "reason": reason, "key": new_ref(), **more}
    return who.post(f"{PAGE}/anew/back" if back else f"{PAGE}/anew", given)


def test_control_without_it_the_newer_months_are_judged_worse(seen, analyst, worse_now):
    told = words_of(page(analyst, PAGE))

    assert "Worse than before:" in told
    assert "begun anew" not in told
    assert ALONE in worse_now()


@pytest.fixture
def worse_now(bodies):
    """What the home page of the council's director calls worse."""
    leader = acting(Role.LEADER, bodies.council)

    def asked() -> set[str]:
        with scope(leader, writes=False):
            return {one.measure.id for one in worse_today(leader, as_at=TODAY).worse}

    return asked


def test_from_its_month_on_the_rules_judge_the_later_months_alone_everywhere(seen, analyst, worse_now):
    worse_now()

    answer = begin(analyst)

    assert answer.headers["Location"] == PAGE
    told = words_of(page(analyst, PAGE))
    usual = "No clear change in 12 months; each month falls between 44% and 71% by chance."
    assert f"{usual} Begun anew from June 2025: {WHY}." in told
    assert ALONE not in worse_now()


def test_the_chart_its_text_and_its_table_name_it_with_who_and_when(seen, analyst):
    begin(analyst)

    text = page(analyst, PAGE)
    told = words_of(text)

    assert text.count(">begun anew</text>") == 2, "the wide and the narrow drawing"
    # The alternative text of both drawings.
    assert text.count(f"Begun anew from June 2025: {WHY}.</desc>") == 2
    assert "June 2025 11 20 55% 44% to 71% begun anew" in told
    assert f"From June 2025: {WHY} Agency analyst, Wexcombe Council, 22 June 2026, 10:00am" in told


def test_it_is_kept_with_its_event_and_cannot_be_changed(seen, analyst):
    begin(analyst)

    row = BegunAnew.objects.get()
    event = Event.objects.get(act="chart.begun anew")
    assert (row.measure_id, row.month, row.reason) == (ALONE, FROM, WHY)
    assert (event.subject_ref, event.actor_ref) == (row.ref, row.by_ref)
    assert WHY in Payload.objects.get(event=event).body
    with pytest.raises(Exception, match="keeps what was written"):
        BegunAnew.objects.update(reason="Because")


def test_a_figure_that_was_frozen_before_stays_as_it_was(seen, analyst):
    sentence = rows.statement(rows.review(Agency.objects.get(code="hub")), Agency.objects.get(code="council"))
    analyst.post(f"{PAGE}/evidence", {"statements": [sentence.ref], "key": new_ref()})
    before = FigureRecord.objects.values().get()

    begin(analyst)

    assert FigureRecord.objects.values().get() == before
    assert before["body"]


def test_taken_back_all_months_are_judged_together_again_and_both_rows_are_read(seen, analyst, worse_now):
    begin(analyst)

    begin(analyst, reason="The count was as before after all", back=True)

    told = words_of(page(analyst, PAGE))
    assert "Worse than before:" in told
    assert "No longer from June 2025: The count was as before after all" in told
    assert f"From June 2025: {WHY}" in told
    assert ALONE in worse_now()
    assert [row.stands for row in BegunAnew.objects.order_by("id")] == [True, False]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reason": " "}, "Say why: a chart is never begun anew without a reason."),
        ({"month": TODAY.replace(day=1)}, "Choose the month."),
        ({"month": date(2023, 1, 1)}, "Choose the month."),
        ({"reason": "Since Robin Hartley left"}, "Take them out, or tick below that they are none."),
        ({"reason": "x" * 401}, "Write at most 400 characters: these are 401."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_kept(seen, analyst, given, told):
    answer = begin(analyst, **given)

    assert answer.status_code == 422
    assert told in words_of(answer.content.decode())
    assert not BegunAnew.objects.exists()


def test_the_same_month_twice_is_told(seen, analyst):
    begin(analyst)

    assert begin(analyst).status_code == 422
    assert BegunAnew.objects.count() == 1


def test_with_nothing_to_take_back_its_page_leads_to_the_measure(seen, analyst):
    answer = analyst.get(f"{PAGE}/anew/back")

    assert answer.headers["Location"] == PAGE
    assert "Take back" not in words_of(page(analyst, PAGE))


def test_the_chart_over_all_agencies_is_another_and_so_is_that_of_another_agency(seen, analyst, browser):
    begin(analyst)

    unit, health = browser(Role.BUSINESS_MANAGER, "hub"), browser(Role.ANALYST, "health")

    for other in (unit, health):
        assert "begun anew" not in words_of(page(other, PAGE))
    assert begin(unit, reason="A second agency sends its rows").status_code == 302
    assert "From June 2025: A second agency sends its rows" in words_of(page(unit, PAGE))
    assert "A second agency" not in words_of(page(analyst, PAGE))


def test_a_leader_reads_it_and_begins_nothing(seen, analyst, browser):
    begin(analyst)
    leader = browser(Role.LEADER, "council")

    told = words_of(page(leader, PAGE))

    assert WHY in told
    assert "Begin this chart anew" not in told
    assert begin(leader, date(2025, 9, 1)).status_code == 403
