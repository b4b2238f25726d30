"""Papers before an item of a panel: which, which edition and where; seen by who keeps it, and no word of them."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.registers.models import Entry, Meeting, Paper
from lineofsight.trail.models import Event
from tests.factories import register_rows
from tests.web.pages import sent, words_at
from tests.web.registers.panel import DAY, DECIDED, QUORATE

pytestmark = pytest.mark.django_db
PAPER = {"what": "care-plan", "edition": "2", "held_by": "legal", "place": "LG/2026-114", **DAY}


@pytest.fixture
def meeting(lead) -> Meeting:
    assert sent(lead, "/registers/new?of=scrutiny-panel", **DAY).status_code == 302
    return Meeting.objects.get()


@pytest.fixture
def item(lead, meeting, child) -> Entry:
    sent(lead, f"/meetings/{meeting.ref}/book", child=child.ref, because="drift", stage="before")
    return Entry.objects.get()


def test_a_paper_is_named_before_an_item_and_a_later_edition_takes_its_place(lead, meeting, item):
    address = f"/entries/{item.ref}/papers"
    assert f'href="{address}"' in lead.get(f"/meetings/{meeting.ref}").content.decode()

    first = sent(lead, address, **PAPER)
    later = sent(lead, address, **PAPER | {"edition": "3"})
    same = sent(lead, address, **PAPER | {"edition": "3", "place": "LG/2026-115"})

    page = words_at(lead, f"/meetings/{meeting.ref}")
    assert (first.status_code, later.status_code, same.status_code) == (302, 302, 422)
    assert "Edition 3 is named already." in same.content.decode()
    assert "Care plan, edition 3, 22 June 2026" in page
    assert "LG/2026-114" in page
    assert "Before: edition 2." in page
    assert Paper.objects.last().by_role in page
    assert Event.objects.filter(act="paper.named", subject_ref=item.ref).count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"what": "diary"}, "Choose which paper it is."),
        ({"edition": "0"}, "Enter the edition as a whole number"),
        ({"edition": "final"}, "Enter the edition as a whole number"),
        ({"held_by": ""}, "Choose where it is kept."),
        ({"on-day": "23"}, "must be today or in the past"),
        ({"place": "mother did not engage"}, "letters and digits without a space"),
        ({"place": "Robin"}, "with at least one digit"),
        ({"place": "https://files.example/1"}, "letters and digits without a space"),
    ],
)
def test_what_is_no_reference_or_cannot_be_is_told_at_its_field_and_nothing_kept(lead, item, wrong, told):
    answer = sent(lead, f"/entries/{item.ref}/papers", **PAPER | wrong)

    assert answer.status_code == 422
    assert told in answer.content.decode().partition("govuk-error-summary")[2]
    assert not Paper.objects.exists()


def test_who_sees_the_child_and_does_not_keep_the_register_sees_no_paper(lead, meeting, item, bodies, browser):
    sent(lead, f"/entries/{item.ref}/papers", **PAPER)
    keeper = words_at(lead, f"/entries/{item.ref}")
    analyst = browser(Role.ANALYST, "council")

    told = words_at(analyst, f"/entries/{item.ref}")

    assert "LG/2026-114" in keeper
    assert "LG/2026-114" not in told
    assert "Care plan, edition" not in told
    assert sent(analyst, f"/entries/{item.ref}/papers", **PAPER).status_code == 403
    assert browser(Role.SAFEGUARDING_LEAD, "health").get(f"/entries/{item.ref}/papers").status_code == 404


def test_what_lay_before_a_decided_item_stands_and_a_log_takes_no_paper(lead, meeting, item, bodies, child):
    sent(lead, f"/meetings/{meeting.ref}/present", version=1, present=QUORATE)
    version = Entry.objects.get().version
    assert sent(lead, f"/entries/{item.ref}/record", version=version, **DECIDED).status_code == 302
    call = register_rows.entry(bodies.council, item.person, register="advice-line", state="recorded", body="{}")

    assert sent(lead, f"/entries/{item.ref}/papers", **PAPER).status_code == 409
    assert sent(lead, f"/entries/{call.ref}/papers", **PAPER).status_code == 409
    assert "Name a paper" not in words_at(lead, f"/meetings/{meeting.ref}")


def test_what_was_named_is_never_changed(lead, item):
    sent(lead, f"/entries/{item.ref}/papers", **PAPER)

    with pytest.raises(Exception, match="keeps what was written"):
        Paper.objects.update(edition=9)
