"""The words of a trend and its drawing: what may be said, gaps, rings, and shapes that need no colour."""

from datetime import date
from itertools import islice
from string import ascii_uppercase
from xml.etree import ElementTree

import pytest

from lineofsight.measures.charts.run import Month, Run, draw, letters
from lineofsight.measures.trends import trend_of
from lineofsight.sight.counting import months_until

MONTHS = months_until(date(2026, 5, 1), how_many=16)
EVEN = [(40, 50), (41, 50)] * 8
# A month far below and one far above, long before the last.
MARKED = [*EVEN[:6], (31, 50), (50, 50), *EVEN[8:]]


def counted(*numbers: tuple[int, int]):
    return [(month, n, of) for month, (n, of) in zip(MONTHS, numbers, strict=False)]


def drawn(rows, *, narrow: bool = False) -> ElementTree.Element:
    run = Run(tuple(Month(*row) for row in rows), trend_of(rows), "Share", trend_of(rows).words)
    return ElementTree.fromstring(draw(run, id="run", narrow=narrow))


def named(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return root.findall(f".//{{http://www.w3.org/2000/svg}}{name}")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (EVEN[:11], "Too few months to judge: 11 of them had 20 or more that were due, and 12 are needed."),
        ([(3, 19)] * 16, "Too few months to judge: 0 of them had 20 or more that were due, and 12 are needed."),
        (EVEN, "No clear change in 16 months; each month falls between 76% and 86% by chance."),
        (
            MARKED,
            "No clear change in May 2026; 1 of 16 months was better than chance explains, in September 2025; 1 of"
            " 16 months was worse than chance explains, in August 2025. Each month falls between",
        ),
        ([*EVEN[:15], (20, 50)], "Worse than before: the last month lies outside what chance explains."),
        ([*EVEN[:15], (50, 50)], "Better than before: the last month lies outside what chance explains."),
    ],
)
def test_what_is_said_of_the_last_month(numbers, words):
    assert trend_of(counted(*numbers)).words.startswith(words)


def test_the_sentence_counts_each_month_that_the_drawing_marks_though_the_last_is_no_different():
    rows = counted(*MARKED)

    squares = [one for one in named(drawn(rows), "rect") if one.get("width") == "11"]

    assert len(squares) == 1
    assert "1 of 16 months was worse than chance explains" in trend_of(rows).words
    # The control: where no month is marked, the sentence names none.
    assert "than chance explains" not in trend_of(counted(*EVEN)).words


def test_a_month_without_anything_due_is_a_gap_and_no_point():
    rows = counted(*EVEN[:8], (0, 0), *EVEN[9:])

    root = drawn(rows)

    line = next(one.get("d", "") for one in named(root, "path") if one.get("fill") == "none")
    assert line.count("M") == 2
    assert len(named(root, "circle")) == 15


def test_a_month_of_few_is_a_hollow_ring_and_a_worse_one_a_square():
    root = drawn(counted(*EVEN[:14], (5, 10), (20, 50)))

    assert [one.get("fill") for one in named(root, "circle")].count("#ffffff") == 1
    assert [one.get("width") for one in named(root, "rect")][-1] == "11"


def test_below_twelve_months_there_are_no_limits():
    assert not [one for one in named(drawn(counted(*EVEN[:11])), "path") if one.get("stroke-dasharray")]
    assert len([one for one in named(drawn(counted(*EVEN)), "path") if one.get("stroke-dasharray")]) == 2


@pytest.mark.parametrize(("narrow", "width"), [(False, 760), (True, 320)])
def test_everything_stands_inside_the_drawing_and_it_says_what_it_shows(narrow, width):
    root = drawn(counted(*EVEN), narrow=narrow)

    assert all(0 < float(one.get("cx", "")) < width for one in named(root, "circle"))
    assert root.get("role") == "img"
    assert named(root, "desc")[0].text.startswith("No clear change")


def test_nothing_at_all_can_be_drawn():
    assert not named(drawn(counted(*[(0, 0)] * 16)), "circle")


def test_the_middle_of_two_months_is_not_drawn_and_that_of_three_is():
    def middles(*numbers) -> int:
        return len([one for one in named(drawn(counted(*numbers)), "path") if one.get("stroke") == "#0b0c0c"])

    assert (middles((40, 50), (41, 50), (3, 5)), middles((40, 50), (41, 50), (30, 50))) == (0, 1)


def test_the_names_of_marks_go_on_after_the_alphabet():
    assert list(islice(letters(), 28)) == [*ascii_uppercase, "27", "28"]
