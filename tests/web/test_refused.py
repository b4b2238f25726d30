"""What was refused leaves a line for whoever keeps the service, and not a word of what was typed."""

import logging

import pytest

from lineofsight.assurance.rules.chain import RecommendationState
from lineofsight.partnership.rules import Role
from tests.factories import chain_rows, rows
from tests.web.rounds.conftest import bodies, browser, clock

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only("what is written down is the same on both")]
__all__ = ["bodies", "browser", "clock"]
MINE, THEIRS = "Read all plans aloud.", "Read some plans in silence."


@pytest.fixture
def lines(caplog):
    """What the service wrote down of what it refused: Django writes it, and no setting of ours keeps it back."""
    caplog.set_level(logging.WARNING)
    return lambda: [one.getMessage() for one in caplog.records if one.name == "django.request"]


def test_an_illegal_move_a_stale_save_and_an_act_of_others_are_written_down(bodies, browser, lines):
    unit, lead = browser(Role.BUSINESS_MANAGER, "hub"), browser(Role.SAFEGUARDING_LEAD, "council")
    row = chain_rows.recommendation(rows.review(bodies.hub), bodies.council)
    form = {"title": "Read", "text": MINE, "version": "1"}
    unit.post(f"/recommendations/{row.ref}/change", form)

    stale = unit.post(f"/recommendations/{row.ref}/change", {**form, "text": THEIRS})
    illegal = unit.get(f"/recommendations/{row.ref}/move?to=closed")
    not_theirs = lead.get(f"/recommendations/{row.ref}/change")

    assert (stale.status_code, illegal.status_code, not_theirs.status_code) == (409, 409, 403)
    assert lines() == [
        f"Conflict: /recommendations/{row.ref}/change",
        f"Conflict: /recommendations/{row.ref}/move",
        f"Forbidden: /recommendations/{row.ref}/change",
    ]


def test_what_can_be_done_leaves_no_line(bodies, browser, lines):
    unit = browser(Role.BUSINESS_MANAGER, "hub")
    row = chain_rows.recommendation(rows.review(bodies.hub), bodies.council, state=RecommendationState.DRAFTED)
    form = {"title": "Read", "text": MINE, "version": "1"}

    assert unit.get(f"/recommendations/{row.ref}").status_code == 200
    assert unit.post(f"/recommendations/{row.ref}/change", form).status_code == 302
    assert lines() == []
