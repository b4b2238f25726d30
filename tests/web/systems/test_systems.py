"""What is looked after, on the pages: ours, and those of another partnership's own shelf."""

import pytest

from lineofsight.library.instrument import Instrument
from lineofsight.library.pathway import Pathway
from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from lineofsight.library.standard import Standard
from lineofsight.partnership.rules import Role
from tests.web.pages import text
from tests.web.systems.another import TIMES, of_another

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]


def test_a_role_finds_its_own_part_first_and_where_to_do_it(browser):
    officer = browser(Role.REVIEWING_OFFICER, "council")

    page = text(officer.get("/systems"))
    one = text(officer.get("/systems?of=challenge-and-escalation"))

    assert page.index("Your part") < page.index("Challenge and escalation by reviewing officers")
    assert "raises a challenge" in one
    assert "How many challenges were resolved by their day?" in one
    assert officer.get("/systems?of=nothing").status_code == 404


def test_the_shelf_of_another_partnership_changes_what_it_says_and_nothing_of_ours(tmp_path, settings, browser):
    ours, theirs = load(None), load(of_another(tmp_path))
    settings.LOS_SHELF = str(tmp_path)

    worker = browser(Role.PRACTITIONER, "council")

    assert theirs.faults == ()
    for name in TIMES:
        assert theirs.newest(Standard, name) != ours.newest(Standard, name), name
    assert theirs.newest(Instrument, "reflective-supervision").title == "Thinking a case over"
    assert theirs.newest(Pathway, "bruising").title == "A mark on a baby in Northmoor"
    assert "within 15 working days" in pages(theirs)["library/standards.md"]
    assert "Young carers are seen" in text(worker.get("/systems"))
    assert "Talking about cannabis at home" in text(worker.get("/forms"))


def test_a_broken_file_is_told_and_the_rest_still_works(tmp_path, settings, browser):
    of_another(tmp_path)
    broken = tmp_path / "pathways/bruising.yaml"
    broken.write_text(broken.read_text().replace("basis: local", "basis: locl", 1))
    settings.LOS_SHELF = str(tmp_path)

    [fault, *_] = load(tmp_path).faults

    assert str(fault).startswith("pathways/bruising.yaml, line ")
    assert "local" in str(fault)
    assert load(tmp_path).newest(Pathway, "bruising").title != "A mark on a baby in Northmoor"
    assert "Young carers are seen" in text(browser(Role.PRACTITIONER, "council").get("/systems"))
