"""The strip of a child: where marks and bars stand, what does not fit, and that nothing depends on colour alone."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from lineofsight.sight.ages import age_words
from lineofsight.sight.drawing.strip import NARROW, WIDE, Bar, Mark, Strip, draw, shape

FIRST = date(2026, 1, 1)
LAST = FIRST + timedelta(days=179)
TODAY = date(2026, 6, 1)
STATES = ("met", "late", "missed", "overdue", "due_today", "due", "not_known")


def strip(*marks: Mark, bars: tuple[Bar, ...] = (), **facts: object) -> Strip:
    given = {"first": FIRST, "last": LAST, "today": TODAY, "rows": ["In care"], "title": "What was due"}
    return Strip(**(given | {"marks": marks, "bars": bars, "description": "2 things were due."} | facts))


def drawn(*marks: Mark, narrow: bool = False, **facts: object) -> ElementTree.Element:
    return ElementTree.fromstring(draw(strip(*marks, **facts), id="strip", narrow=narrow))


def named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{name}")


def test_a_drawing_has_a_name_and_says_in_words_what_it_shows():
    root = drawn(Mark(FIRST, "met"))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "strip-title strip-told"
    assert [one.text for one in named(root, "title") + named(root, "desc")] == ["What was due", "2 things were due."]


def test_every_state_has_a_shape_of_its_own_without_its_colour():
    shapes = {re.sub(r"#[0-9a-f]{6}", "", shape(state, x=10, y=10)) for state in STATES}

    assert len(shapes) == len(STATES)


def test_a_later_day_stands_further_to_the_right_and_the_ends_inside_the_drawing():
    marks = [Mark(FIRST + timedelta(days=days), "met") for days in (0, 60, 179)]

    for narrow, width in ((False, WIDE), (True, NARROW)):
        places = [float(one.get("cx", "")) for one in named(drawn(*marks, narrow=narrow), "circle")]
        assert places == sorted(places)
        assert 0 < places[0] < places[-1] < width


def test_marks_that_are_close_stand_above_each_other_and_the_fourth_is_counted():
    root = drawn(*[Mark(TODAY, "met")] * 7)

    assert len({one.get("cy") for one in named(root, "circle")}) == 3
    assert "+4" in [one.text for one in named(root, "text")]


def test_control_marks_that_are_far_apart_stand_on_one_line():
    root = drawn(Mark(FIRST, "met"), Mark(LAST, "met"))

    assert len({one.get("cy") for one in named(root, "circle")}) == 1


def test_what_lies_outside_the_days_is_not_drawn():
    outside = [Mark(FIRST - timedelta(days=1), "met"), Mark(LAST + timedelta(days=1), "met")]
    before = Bar("In care", "an earlier time", date(2020, 1, 1), FIRST)

    root = drawn(*outside, bars=(before,), today=LAST + timedelta(days=9))

    assert not named(root, "circle")
    assert not named(root, "rect")
    assert "Today" not in [one.text for one in named(root, "text")]


def test_a_bar_that_goes_on_reaches_the_end_and_a_name_that_does_not_fit_is_left_out():
    long = Bar("In care", "accommodated by agreement", None, None)
    short = Bar("In care", "accommodated by agreement", TODAY, TODAY + timedelta(days=5))

    one, other = drawn(bars=(long,)), drawn(bars=(short,))

    assert float(named(one, "rect")[0].get("width", "")) == pytest.approx(WIDE - 20)
    assert "accommodated by agreement" in [text.text for text in named(one, "text")]
    assert "accommodated by agreement" not in [text.text for text in named(other, "text")]


def test_words_are_escaped_and_no_attribute_styles():
    text = draw(strip(bars=(Bar("In care", '<b>"x"', None, None),), title="<i>"), id="strip")

    assert "<b>" not in text
    assert "<i>" not in text
    assert "style=" not in text


def test_the_same_values_draw_the_same_text():
    marks = [Mark(TODAY, "late"), Mark(FIRST, "met"), Mark(TODAY, "met")]

    assert draw(strip(*marks), id="s") == draw(strip(*reversed(marks)), id="s")


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2019, 4, 1), "7 years and 2 months"),
        (date(2025, 6, 1), "1 year"),
        (date(2026, 5, 1), "1 month"),
        (date(2026, 6, 1), "0 months"),
        (date(2026, 7, 1), "not born yet"),
    ],
)
def test_an_age_is_years_and_months_and_no_day(born, words):
    assert age_words(born_month=born, on=date(2026, 6, 22)) == words
