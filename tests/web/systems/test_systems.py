"""What is looked after, on the pages: ours, and those of another partnership's own shelf."""

from pathlib import Path

import pytest

from lineofsight.library.instrument import Instrument
from lineofsight.library.pathway import Pathway
from lineofsight.library.reference import pages
from lineofsight.library.shelf import OURS, load
from lineofsight.library.standard import Standard
from lineofsight.partnership.rules import Role
from tests.library.followed import saved
from tests.web.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

# Six times that another partnership agreed differently: the file, what it says, and what theirs says.
TIMES = {
    "court-report": (("within: 20", "within: 15"), ("within 20 working days", "within 15 working days")),
    "core-group": (
        ("within: 10\n", "within: 8\n"),
        ("words: within 10 ", "words: within 8 "),
        ("words_at_start: within 10 ", "words_at_start: within 8 "),
    ),
    "review-record-sent": (
        (
            "within: 20, counted_in: working days, words: within 20",
            "within: 15, counted_in: working days, words: within 15",
        ),
    ),
    "bruise-referred": (("within: 1,", "within: 2,"),),
    "core-group-next": (
        (
            "from_number: 2, within: 42, counted_in: days, words: at most 6",
            "from_number: 2, within: 28, counted_in: days, words: at most 4",
        ),
    ),
    "newly-qualified-supervision": (("for_months: 6, within: 14,", "for_months: 6, within: 10,"),),
}
TITLES = {
    "instruments/reflective-supervision": "Thinking a case over",
    "instruments/cannabis-assessment": "Talking about cannabis at home",
    "pathways/bruising": "A mark on a baby in Northmoor",
}


def of_another(into: Path) -> Path:
    """The shelf of an invented partnership: six times, two forms, a pathway, and a system of its own."""
    saved("add-a-system.md", into)
    for name, pairs in TIMES.items():
        copied(into, f"standards/{name}", *pairs)
    for name, title in TITLES.items():
        ours = next(line for line in (OURS / f"{name}.yaml").read_text().splitlines() if line.startswith("title: "))
        copied(into, name, (ours, f"title: {title}"))
    return into


def copied(into: Path, name: str, *pairs: tuple[str, str]) -> None:
    file, written = into / f"{name}.yaml", (OURS / f"{name}.yaml").read_text()
    for ours, theirs in pairs:
        assert ours in written, name
        written = written.replace(ours, theirs, 1)
    file.parent.mkdir(exist_ok=True)
    file.write_text(written)
    (into / f"{name}.examples.yaml").write_text((OURS / f"{name}.examples.yaml").read_text())


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
