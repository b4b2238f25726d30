"""docs/how-to/add-an-instrument.md, followed word for word."""

from datetime import date

import pytest

from lineofsight.library.instrument import Instrument
from lineofsight.library.reference import pages
from lineofsight.library.shelf import Origin, load
from tests.library.followed import INSTRUMENT, changed, checked, saved


@pytest.fixture
def shelf(tmp_path):
    return saved("add-an-instrument.md", tmp_path)


def test_the_page_gives_a_shelf_that_is_in_order(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")


def test_the_instrument_stands_beside_ours_and_in_the_reference(shelf):
    found = load(shelf)

    assert found.origin(Instrument, INSTRUMENT) is Origin.THEIRS
    assert "## Reflection after a visit" in pages(found)["library/instruments.md"]
    assert "## Reflection after a visit" not in pages(load())["library/instruments.md"]


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("roles: [practitioner", "roles: [practitionar", "practitioner"),
        ("roles: [practitioner", "roles: [analyst", "«analyst» is not a role that fills in forms"),
        ("answer: yes or no", "answer: yes or maybe", "yes or no"),
        ("question: seen-alone, is", "question: seen-alon, is", "Did you mean «seen-alone»?"),
        ('is: "no"}', 'is: "not"}', "Did you mean «no»?"),
        ("question: seen-alone, is", "question: what, is", "comes later or is the question itself"),
        ("question: seen-alone, is", "question: why-not, is", "comes later or is the question itself"),
        ("{count of afterwards}", "{count of afterward}", "Did you mean «afterwards»?"),
        ("{seen-on} it", "{by-day} it", "is asked several times over"),
        ("repeats: {one", "repeated: {one", "Did you mean «repeats»?"),
        ("answer: day}", "answer: short text, limit: 100}", "a summary is made from coded answers alone"),
        ("answer: day}", "answer: day, private: true}", "is private: nothing of it can be cited"),
        ("id: what,", "id: seen-on,", "Two questions are called «seen-on»"),
    ],
)
def test_what_does_not_hold_together_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, f"instruments/{INSTRUMENT}.yaml", right, wrong)

    _, said = checked(shelf)

    assert f"instruments/{INSTRUMENT}.yaml, line " in said
    assert told in said


def test_an_example_that_does_not_come_out_is_told_with_what_did(shelf):
    changed(shelf, f"instruments/{INSTRUMENT}.examples.yaml", "To do: 1.", "To do: 2.")

    _, said = checked(shelf)

    assert "To do: 1.» and «" in said
    assert "is expected" in said


def test_a_broken_instrument_takes_nothing_else_down(shelf):
    (shelf / "instruments" / f"{INSTRUMENT}.yaml").write_text("id: visit-reflection\nanswers: none\n", encoding="utf-8")

    found = load(shelf)

    assert found.faults
    assert INSTRUMENT not in found.ids("instruments")
    assert found.ids("instruments") == load().ids("instruments")


def test_a_later_edition_stands_below_the_first_and_each_day_has_its_own(shelf):
    file = shelf / "instruments" / f"{INSTRUMENT}.yaml"
    first = file.read_text(encoding="utf-8")
    ended = first.replace("from: 2026-01-01", "from: 2026-01-01\nto: 2026-06-30")
    later = first.replace("from: 2026-01-01", "from: 2026-07-01\nversion: 2").replace("Three questions", "Questions")
    file.write_text(f"{ended}---\n{later}", encoding="utf-8")

    found = load(shelf)

    assert found.get(Instrument, INSTRUMENT, on=date(2026, 6, 30)).version == 1
    assert found.get(Instrument, INSTRUMENT, on=date(2026, 7, 1)).version == 2
