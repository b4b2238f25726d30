"""Bodies whose names do not say what they are."""

import pytest

from lineofsight.intake.plain_names import plain_names_in

NAMED = [
    ("Haven House has trained its volunteers.", ["Haven House"]),
    ("Clearwater, which provides treatment, has a clinic.", ["Clearwater"]),
    ("Nestling, a local charity, runs baby banks.", ["Nestling"]),
    ("Lantern House (a charity) works in two towns.", ["Lantern House"]),
    ("Open Door has met the board.", ["Open Door"]),
    ("Sunrise Support hopes to open a kitchen.", ["Sunrise Support"]),
    ("Progress from Clearwater", ["Clearwater"]),
    ("Staff have trained together.", []),
    ("Operation Lantern has opened doors.", []),
    ("Rowan has met her sister.", []),
    ("Every Tuesday, a nurse calls.", []),
    ("In March, a group of parents met.", []),
    ("Graded Care Profile has been used.", []),
]


@pytest.mark.parametrize("text, names", NAMED, ids=[text for text, _ in NAMED])
def test_a_body_is_known_by_what_stands_beside_its_name(text: str, names: list[str]):
    assert [name for name, _ in plain_names_in([text])] == names


@pytest.mark.parametrize(
    "title, names",
    [
        ("Open Door Penmarsh: what we have done", ["Open Door Penmarsh"]),
        ("Letter to the scrutineer from Open Door Penmarsh", ["Open Door Penmarsh"]),
        ("Learning brief: Robin", []),
        ("Review of Family W: narrative on the plan", []),
    ],
)
def test_a_title_names_the_body_that_writes(title: str, names: list[str]):
    assert [name for name, _ in plain_names_in([], title=title)] == names


def test_the_word_that_was_said_of_a_body_comes_with_it():
    assert list(plain_names_in(["Nestling, a local charity, runs baby banks."])) == [("Nestling", "charity")]
