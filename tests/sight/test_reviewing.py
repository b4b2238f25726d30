"""What a reviewing officer asks before a review: each answer tells «no» from «the source does not say»."""

from datetime import date

import pytest

from lineofsight.sight.history import Carried, Event
from lineofsight.sight.reviewing import (
    Answer,
    Said,
    advocate,
    decisions_past,
    plan_changed_since,
    spoken,
)

TODAY = date(2026, 6, 22)
REVIEW = Event("care-review", date(2026, 3, 2))
ALL_TALKS = {"officer-spoke-with-child": Carried("officer-spoke-with-child")}


def talk(day, code="alone"):
    return Event("officer-spoke-with-child", day, code)


def contact(day):
    return Event("officer-contact", day)


@pytest.mark.parametrize(
    ("events", "reach", "answer"),
    [
        ([talk(date(2026, 3, 3))], {}, Answer(Said.YES, date(2026, 3, 3), "alone")),
        ([talk(date(2026, 3, 2))], ALL_TALKS, Answer(Said.NOT_YET)),
        ([talk(date(2026, 6, 23))], ALL_TALKS, Answer(Said.NOT_YET)),
        ([talk(None)], ALL_TALKS, Answer(Said.NOT_SAID)),
        ([], {}, Answer(Said.NOT_SAID)),
        ([contact(date(2026, 5, 1))], {}, Answer(Said.CONTACT, date(2026, 5, 1))),
        ([contact(date(2026, 2, 1))], {}, Answer(Said.NOT_YET, date(2026, 2, 1), "officer-contact")),
    ],
    ids=["after the review", "on its day", "ahead", "no day", "nothing", "a contact", "a contact before the review"],
)
def test_a_talk_counts_from_the_day_after_the_last_review(events, reach, answer):
    assert spoken([REVIEW, *events], reach=reach, as_at=TODAY) == answer


def test_not_yet_is_said_only_as_far_as_the_records_reach():
    kind = "officer-spoke-with-child"
    until = {kind: Carried(kind, date(2026, 1, 1), date(2026, 6, 1))}
    too_late = {kind: Carried(kind, date(2026, 4, 1))}

    assert spoken([REVIEW], reach=until, as_at=TODAY) == Answer(Said.NOT_YET, date(2026, 6, 1))
    assert spoken([REVIEW], reach=too_late, as_at=TODAY) == Answer(Said.NOT_SAID)


def test_before_the_first_review_every_talk_counts():
    assert spoken([talk(date(2026, 1, 5))], reach={}, as_at=TODAY).said is Said.YES


def test_an_advocate_who_was_not_offered_is_told_from_one_of_whom_nothing_is_said():
    offered = Event("advocate-offered", date(2026, 4, 1), "declined")
    refused = Event("advocate-offered", date(2026, 5, 1), "not-offered")

    assert advocate([offered], reach={}, as_at=TODAY) == Answer(Said.YES, date(2026, 4, 1), "declined")
    assert advocate([offered, refused], reach={}, as_at=TODAY).said is Said.NO
    assert advocate([], reach={}, as_at=TODAY).said is Said.NOT_SAID
    assert advocate([], reach={"advocate-offered": Carried("advocate-offered")}, as_at=TODAY).said is Said.NOT_YET


def test_a_decision_is_past_its_date_on_the_day_after_unless_the_same_one_was_done():
    due, done = Event("review-decision-due", TODAY, link="D1"), Event("review-decision-done", TODAY, link="D1")
    other = Event("review-decision-done", TODAY, link="D2")
    tomorrow = date(2026, 6, 23)

    assert decisions_past([due], as_at=TODAY) == ()
    assert decisions_past([due], as_at=tomorrow) == (TODAY,)
    assert decisions_past([due, other], as_at=tomorrow) == (TODAY,)
    assert decisions_past([due, done], as_at=tomorrow) == ()


def test_a_plan_that_was_changed_on_the_day_of_its_review_was_reviewed():
    on_the_day, after = Event("plan-changed", date(2026, 3, 2)), Event("plan-changed", date(2026, 3, 3))

    assert plan_changed_since([REVIEW, on_the_day], as_at=TODAY) is None
    assert plan_changed_since([REVIEW, on_the_day, after], as_at=TODAY) == date(2026, 3, 3)
    assert plan_changed_since([REVIEW, after, Event("care-review", date(2026, 4, 1))], as_at=TODAY) is None
