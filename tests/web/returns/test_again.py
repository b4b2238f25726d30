"""A wrong return is undone in the browser by the right one, and what goes is told before it goes."""

import re

import pytest

from lineofsight.records.identities.models import Import
from lineofsight.records.practice.models import Fact, Upload
from tests.web.pages import text
from tests.web.returns.handing_in import taken, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_line_by_line")]
RIGHT = "1001 2026-02-03\n1001 2026-03-03\n1001 2026-04-07\n"
WRONG = "1001 2026-04-07\n"


def days() -> list[int]:
    corrected = Fact.objects.exclude(supersedes=None).values("supersedes")
    return sorted(Fact.objects.filter(is_withdrawn=False).exclude(pk__in=corrected).values_list("day", flat=True))


def test_the_right_files_are_handed_in_again_after_wrong_ones(analyst, django_capture_on_commit_callbacks):
    taken(analyst, django_capture_on_commit_callbacks, RIGHT)
    before = days()
    taken(analyst, django_capture_on_commit_callbacks, WRONG)
    after = days()

    shown = text(analyst.get(uploaded(analyst, RIGHT)["Location"]))
    taken(analyst, django_capture_on_commit_callbacks, RIGHT)

    assert "These are the same files as on" in shown
    assert "1 return was taken since." in shown
    assert "Hand it in again: take these 3 rows" in shown
    assert (len(before), len(after), days()) == (3, 1, before)
    assert Import.objects.count() == 3


def test_the_last_files_again_are_not_offered(analyst, django_capture_on_commit_callbacks):
    taken(analyst, django_capture_on_commit_callbacks, WRONG)
    taken(analyst, django_capture_on_commit_callbacks, RIGHT)

    shown = text(analyst.get(uploaded(analyst, RIGHT)["Location"], follow=True))

    assert "This is the same file as on" in shown
    assert Import.objects.count() == 2


MANY = "".join(f"{child} 2026-0{month}-03\n" for child in (1001, 1002) for month in (1, 2, 3, 4))
FEW_LEFT = "1001 2026-04-03\n1002 2026-04-03\n"


def test_what_takes_many_rows_back_wants_a_tick(analyst, django_capture_on_commit_callbacks):
    taken(analyst, django_capture_on_commit_callbacks, MANY)
    page = uploaded(analyst, FEW_LEFT)["Location"]
    shown = text(analyst.get(page))
    (form,) = re.findall(rf'<form[^>]*action="{page}/take".*?</form>', analyst.get(page).content.decode(), re.S)
    version = {"version": Upload.objects.latest("id").version}

    unticked = text(analyst.post(f"{page}/take", version, follow=True))
    still = len(days())
    ticked = text(analyst.post(f"{page}/take", version | {"meant": "yes"}, follow=True))

    assert "It takes back 6 rows that we have, of 2 children" in shown
    assert "It is meant that 6 rows go" in form
    assert re.search(r'type="checkbox" value="yes".*<label[^>]*for="meant".*<button', form, re.S)
    assert "Tick that it is meant, or leave it." in unticked
    assert still == 8
    assert "Taken. This is its receipt." in ticked
    assert len(days()) == 2


def test_a_few_rows_go_without_a_tick_and_are_told(analyst, django_capture_on_commit_callbacks):
    taken(analyst, django_capture_on_commit_callbacks, RIGHT)
    shown = text(analyst.get(uploaded(analyst, WRONG)["Location"]))
    taken(analyst, django_capture_on_commit_callbacks, WRONG)

    assert "It takes back 2 rows that we have, of 1 child" in shown
    assert "It is meant" not in shown
    assert len(days()) == 1
