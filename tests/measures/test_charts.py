"""All charts: they stand inside their drawing, say themselves in words, have no style, and a table as their twin."""

import re
from xml.etree import ElementTree

import pytest

from lineofsight.measures.charts import counts, staying
from lineofsight.measures.charts.counts import Count
from lineofsight.measures.charts.staying import Line, TooManyCohorts
from lineofsight.measures.cohort import curve
from lineofsight.measures.trends import Anew
from lineofsight.sight.drawing.svg import LETTER, apart, in_two
from tests.measures.charted import (
    CHARTS,
    MONTHS,
    SECRET,
    SPANS,
    a_run,
)

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_picture_with_a_name_its_sentence_and_no_style(name):
    chart = CHARTS[name]

    for text, size in ((chart.wide, "0 0 760 "), (chart.narrow, "0 0 320 ")):
        root = ElementTree.fromstring(text)
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert (root.get("role"), root.get("viewBox")[:8]) == ("img", size)
        assert root.findtext(f"{SVG}desc") == chart.sentence
        assert root.get("aria-labelledby").split() == ids
        assert "style" not in {key for one in root.iter() for key in one.attrib}
    assert chart.wide != chart.narrow
    assert not set(re.findall(r' id="([^"]+)"', chart.wide)) & set(re.findall(r' id="([^"]+)"', chart.narrow))


@pytest.mark.parametrize("name", CHARTS)
def test_labels_stand_inside_and_never_over_one_another(name):
    for text in (CHARTS[name].wide, CHARTS[name].narrow):
        root = ElementTree.fromstring(text)
        width, height = (float(part) for part in root.get("viewBox").split()[2:])
        boxes = []
        for one in root.iter(f"{SVG}text"):
            x, y, long = float(one.get("x")), float(one.get("y")), len(one.text) * (LETTER - 1)
            left = {"start": x, "middle": x - long / 2, "end": x - long}[one.get("text-anchor")]
            assert left >= -4, one.text
            assert left + long <= width + 4, one.text
            assert 10 <= y <= height, one.text
            boxes.append((left, left + long, y, one.text))
        for at, (left, right, y, said) in enumerate(boxes):
            for other_left, other_right, other_y, other in boxes[at + 1 :]:
                is_over = left < other_right - 1 and other_left < right - 1 and abs(y - other_y) < 13
                assert not is_over, (said, other)


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_has_a_cell_for_each_head(name):
    chart = CHARTS[name]

    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.head)}


def test_events_are_letters_in_the_drawing_and_sentences_below_it_in_order():
    chart = a_run()

    assert chart.notes[:2] == ("A 3 June 2025: new checklist <3.2>.", "B 20 June 2025: edition 2.")
    assert re.findall(r">([A-Z])</text>", chart.wide) == ["A", "B"]
    assert "before all this" not in "".join(chart.notes)


def test_a_rebase_breaks_the_middle_and_says_why():
    whole, broken = a_run(events=()), a_run(events=(), anew=[Anew(MONTHS[12], "counted otherwise.")])

    assert whole.wide.count('stroke="#0b0c0c" stroke-width="1.5"') == 1
    assert broken.wide.count('stroke="#0b0c0c" stroke-width="1.5"') == 2
    assert f"Begun anew from {MONTHS[12]:%B %Y}: counted otherwise." in broken.notes
    assert broken.sentence.startswith("No clear change in 12 months")


def test_rounded_numbers_are_told_with_about_in_both_drawings_and_the_table_and_exact_ones_are_not():
    rounded, exact = CHARTS["groups"], CHARTS["teams"]

    assert rounded.rows[0][1:3] == ("about 75", "about 95")
    assert all("about 75 of 95 (79%)" in drawing for drawing in (rounded.wide, rounded.narrow))
    assert not any("about" in text for text in (exact.wide, exact.narrow, *exact.rows[0]))


def test_what_is_too_few_to_show_has_a_ring_at_the_foot_and_no_number_anywhere():
    chart = a_run(SECRET)

    assert chart.rows[9][1:] == ("too few to show", "too few to show", "", "", "")
    for drawing in (chart.wide, chart.narrow):
        rings = [one for one in re.findall(r"<circle[^>]*>", drawing) if "stroke-dasharray" in one]
        foot = re.findall(r'd="M48 ([0-9.]+)H', drawing)[0]
        assert len(rings) == 1
        assert f'cy="{float(foot):g}"' in rings[0]


def test_control_the_same_month_told_lies_where_its_share_is():
    assert 'stroke-dasharray="3 2"' not in a_run().wide


def test_more_than_three_cohorts_are_refused():
    with pytest.raises(TooManyCohorts, match="Only 3"):
        staying.chart([Line(str(at), curve(SPANS)) for at in range(4)], id="s", question="?", title="?")


def test_labels_are_pushed_until_they_are_18_apart_and_stay_within():
    assert apart([10, 12, 100]) == [10, 28, 100]
    assert apart([90, 95, 99], high=100) == [64, 82, 100]
    assert apart([1, 2], low=0) == [1, 19]


@pytest.mark.parametrize(
    ("text", "lines"),
    [("North", ["North"]), ("North and South", ["North and", "South"]), ("Northernmost", ["Northernmo", "st"])],
)
def test_a_name_that_is_too_long_goes_into_two_lines(text, lines):
    assert in_two(text, room=10 * LETTER) == lines


def test_bars_of_counts_are_as_long_as_they_are_many_and_nought_has_no_filled_one():
    drawn = CHARTS["counts"].wide
    widths = [float(one) for one in re.findall(r'<rect[^>]* width="([0-9.]+)"', drawn)]

    assert widths == [736.0, 552.0, 736.0, 92.0, 92.0]
    assert drawn.count('fill="#1d70b8"') == 2


def test_of_nothing_there_are_no_bars():
    with pytest.raises(ValueError, match="nothing was counted"):
        counts.chart([Count("Area", 0, 0, "no grades")], id="q", question="?", title="?", sentence="?", head=("A", "B"))


def test_groups_are_called_what_they_are():
    chart = CHARTS["groups"]

    assert chart.sentence == "2 of 2 groups are within what chance explains."
    assert chart.head[0] == "Group"
    assert "All children</text>" in chart.wide
    assert not any("team" in note for note in chart.notes)
