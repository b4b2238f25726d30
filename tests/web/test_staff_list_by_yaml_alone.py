"""The file of docs/how-to/add-a-staff-list.md, on a partnership's own shelf: taken in with no line of Python."""

import pytest

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.keys import make_key
from lineofsight.records.identities.rules import Named, pseudonym
from lineofsight.records.workforce.models import Absence
from tests.factories import workforce_rows
from tests.factories.partnership import member, partnership
from tests.library.followed import saved
from tests.web.handing_in import hand_in, take
from tests.web.pages import words_of
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only("reads files, and writes as every list does")]


def test_a_list_of_ones_own_is_taken_by_yaml_alone(tmp_path, settings):
    settings.LOS_SHELF = str(saved("add-a-staff-list.md", tmp_path))
    council = partnership().council
    key = make_key(council).present
    listed = workforce_rows.staff_list(council)
    somebody = workforce_rows.member(council, pseudonym=pseudonym(key, Named.WORKER, "7"))
    workforce_rows.spell(listed, somebody, team="Fell")
    browser = signed_in(member(Role.LEARNING_LEAD, council))
    text = "Payroll,Name,Cause,From,Returned\n7,Zq,private,2026-06-01,2026-06-08\n"
    assert "Absences of the rota system" in words_of(browser.get("/lists").content.decode())

    receipt = take(browser, hand_in(browser, "rota", text))

    assert "1 row was taken." in receipt
    assert Absence.objects.get().team == "Fell"
    refused = browser.get(hand_in(browser, "rota", text.replace("\n7,", "\n8,"), "two.csv"))
    assert "Nobody with this number is or was in a post here." in words_of(refused.content.decode())
