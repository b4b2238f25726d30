"""A challenge raised and a panel's decision recorded by scripted users, timed; and the new pages looked at by axe."""

import pytest

from tests.axe import bring, faults
from tests.journeys.browsing import sideways
from tests.journeys.people_job import Desk
from tests.journeys.people_jobs import decide_at_a_panel, raise_a_challenge

ROOM = {
    ("safeguarding lead", "council"): [
        "/challenges",
        "/challenges?show=closed",
        "/challenges/new?kind=agency-escalation",
        "/registers",
        "/registers?of=advice-line",
        "/registers/new?of=advice-line",
        "/registers/new?of=scrutiny-panel",
        "/stated",
    ],
    ("contributor", "court-service"): ["/stated", "/stated/quarter?of=guardians-decisions"],
    ("business manager", "partnership"): ["/stated"],
}


def test_a_reviewing_officer_raises_a_challenge_in_under_45_seconds(browser, product, tmp_path):
    done = raise_a_challenge(Desk(browser, product, tmp_path))

    assert done.seconds < 45
    assert product.rows("SELECT count(*) FROM registers_challenge")[0][0] >= 1


def test_a_panel_s_decision_with_an_action_is_recorded_on_one_page(browser, product, tmp_path):
    done = decide_at_a_panel(Desk(browser, product, tmp_path))

    assert done.seconds < 120
    assert product.rows("SELECT count(*) FROM registers_chased")[0][0] >= 1


@pytest.mark.parametrize("who", ROOM, ids=lambda who: who[0])
def test_a_page_of_these_rooms_has_no_fault_at_any_width(product, as_role, who):
    seen = as_role(*who)
    bring(seen.page)
    paths = list(ROOM[who])
    for table, place in (("registers_challenge", "challenges"), ("registers_meeting", "meetings")):
        if who == ("safeguarding lead", "council"):
            paths += [f"/{place}/{ref}" for (ref,) in product.rows(f"SELECT ref FROM {table} ORDER BY id LIMIT 1")]
    wrong = {}
    for path in paths:
        seen.page.set_viewport_size({"width": 1280, "height": 800})
        seen.go(path)
        found = faults(seen.page)
        for width in (375, 320):
            seen.page.set_viewport_size({"width": width, "height": 800})
            if sideways(seen.page) > 0:
                found.append(f"{sideways(seen.page)} px too wide at {width}")
        if found or seen.said:
            wrong[path] = [*found, *seen.said]

    assert wrong == {}
