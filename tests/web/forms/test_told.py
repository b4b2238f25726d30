"""What a form tells whoever signs it, and a manager afterwards; and what it needs before it can be signed."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.forms.models import Form
from tests.web.forms.filling import begun, saved, version
from tests.web.pages import page, words_of

pytestmark = pytest.mark.django_db
REFLECTION = "not-managing-to-work-with-a-parent"
TRIED = {"missed-contacts-0": "4", "ways-tried-0": ["telephone"], "same-person-0": "yes"}
IN_THE_WAY = {"could-be-0": ["not-known"], "asked-parent-0": "no"}
CHANGE = {"change-1": "wait", "by-day-1-day": "1", "by-day-1-month": "7", "by-day-1-year": "2026"}
CALM = {"child-seen-0": "not-known", "child-asked-0": "yes", "worry-0": "3"}
WORRIED = {"child-seen-0": "not-seen", "child-asked-0": "no", "worry-0": "9"}
NOT_REACHED = {"manager-told-0": "no", "why-not-told-0": "not-reached"}
NOT_TOLD = "No manager of ours has been told today: one was not reached. Ring one before you sign."
HOW_WORRIED = "How worried we are about the child: 9 of 10."


def reflected(client, child, *for_the_child: dict, with_whom: str) -> str:
    """A reflection; the section about the child is saved once for each of the answers given. Out: its address."""
    address = begun(client, child, REFLECTION)
    given = {}
    for section, answers in (
        ("what-we-tried", TRIED),
        ("in-the-way", IN_THE_WAY),
        *(("for-the-child", more) for more in for_the_child),
        ("differently", CHANGE),
        ("talked-over", {"with-whom-0": with_whom}),
    ):
        given = given | answers if section == "for-the-child" else answers
        assert saved(client, f"{address}/sections/{section}", given).status_code == 302, section
    return address


@pytest.fixture
def worker(near):
    return near(Role.PRACTITIONER, email="worker@council.example")[1]


def test_a_worry_of_nine_is_not_signed_before_it_is_said_whether_a_manager_was_told_and_why_not(worker, child):
    address = reflected(worker, child, WORRIED, with_whom="nobody")
    open_still = worker.post(f"{address}/check", {"version": version_of(worker, address)})
    saved(worker, f"{address}/sections/for-the-child", {**WORRIED, "manager-told-0": "no"})
    without_why = worker.post(f"{address}/check", {"version": version_of(worker, address)})
    saved(worker, f"{address}/sections/for-the-child", {**WORRIED, **NOT_REACHED})

    told = words_of(page(worker, f"{address}/check"))
    signed = worker.post(f"{address}/check", {"version": version(worker, address)})

    assert "Have we told our manager today?" in words_of(open_still.content.decode())
    assert "Why have we not told our manager?" in words_of(without_why.content.decode())
    assert (open_still.status_code, without_why.status_code, signed.status_code) == (409, 409, 302)
    assert HOW_WORRIED in told
    assert NOT_TOLD in told
    assert "It was talked over with nobody yet." in told
    assert "agreed what to change" not in told


def version_of(client, address: str) -> str:
    return str(Form.objects.get(ref=address.rsplit("/", 1)[1]).version)


def test_a_manager_near_the_child_has_it_in_my_work_until_they_open_it(worker, near, browser, child):
    manager = near(Role.TEAM_MANAGER, email="near@council.example")[1]
    stranger = browser(Role.TEAM_MANAGER, "council")
    address = reflected(worker, child, WORRIED, {**WORRIED, **NOT_REACHED}, with_whom="nobody")
    before = words_of(page(manager, "/"))
    worker.post(f"{address}/check", {"version": version(worker, address)})

    waits = words_of(page(manager, "/"))
    elsewhere, own = words_of(page(stranger, "/")), words_of(page(worker, "/"))
    page(manager, address)

    assert HOW_WORRIED not in before
    assert f"{HOW_WORRIED} {NOT_TOLD}" in waits
    assert child.shown in waits
    # What is told to whoever signs alone is not told to a manager.
    assert "It has been talked over with nobody yet." not in waits
    assert HOW_WORRIED not in elsewhere + own
    assert HOW_WORRIED not in words_of(page(manager, "/"))


def test_control_a_reflection_without_a_worry_tells_nothing(worker, near, child):
    manager = near(Role.TEAM_MANAGER, email="near@council.example")[1]
    seen = {**CALM, "child-seen-0": "day-known"}
    day = {"child-seen-on-0-day": "2", "child-seen-on-0-month": "3", "child-seen-on-0-year": "2026"}
    address = reflected(worker, child, seen, {**seen, **day}, with_whom="supervisor")

    told = words_of(page(worker, f"{address}/check"))
    worker.post(f"{address}/check", {"version": version(worker, address)})

    assert "Warning" not in told
    assert "agreed what to change: 1 in all" in told
    assert "When we are not managing to work with a parent" not in words_of(page(manager, "/"))


def test_a_choice_that_goes_with_no_other_is_asked_about(worker, child):
    address = f"{begun(worker, child, REFLECTION)}/sections/in-the-way"

    both = saved(worker, address, {**IN_THE_WAY, "could-be-0": ["practical", "not-known"]})
    alone = saved(worker, address, IN_THE_WAY)

    assert (both.status_code, alone.status_code) == (422, 302)
    assert "«We do not know» goes with no other answer" in words_of(both.content.decode())
