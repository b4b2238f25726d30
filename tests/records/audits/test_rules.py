"""A sample that can be drawn again, readers outside a child's line, and grades that are never mixed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.assurance.rules.audits import Asked, moved_between, why_not_changed
from lineofsight.library.audit import AuditKind, FileTest, LeftOut, Method
from lineofsight.library.instrument import Instrument
from lineofsight.library.shelf import load
from lineofsight.records.audits.rules.assigning import ForFile, assigned, in_line, second_read
from lineofsight.records.audits.rules.drawing import CannotDraw, difference, drawn, mark_of, numbered
from lineofsight.records.audits.rules.frames import Facts, Held, frame_of, holds
from lineofsight.records.audits.rules.grades import below_good, good_areas, graded, scale_of, tally

DAY = date(2026, 6, 22)
KEYS = st.sets(st.text("23456789abc", min_size=3, max_size=6), min_size=1, max_size=60)


@given(KEYS, st.integers(1, 40), st.randoms())
@settings(max_examples=100)
def test_the_same_frame_and_seed_give_the_same_files_whatever_the_order_of_rows(keys, size, shuffler):
    listed = list(keys)
    shuffler.shuffle(listed)

    assert drawn(listed, seed="a-seed", size=size) == drawn(sorted(keys), seed="a-seed", size=size)
    assert mark_of(listed) == mark_of(sorted(keys))


@given(KEYS, st.integers(1, 40))
@settings(max_examples=100)
def test_a_draw_gives_as_many_different_files_as_were_asked_for_or_all(keys, size):
    chosen = drawn(keys, seed="a-seed", size=size)

    assert len(set(chosen)) == len(chosen) == min(size, len(keys))
    assert set(chosen) <= keys


def test_a_draw_is_written_down_for_all_time():
    # Whoever draws again with another program must find these: the rule is SHA-256 of seed, line feed, key.
    assert drawn(["aaa", "bbb", "ccc", "ddd"], seed="k", size=2) == ("ddd", "ccc")
    assert mark_of(["bbb", "aaa"])[:12] == "46fc473c1332"


def test_another_seed_draws_other_files():
    keys = numbered(134)

    assert drawn(keys, seed="one", size=12) != drawn(keys, seed="two", size=12)


def test_every_file_is_drawn_about_as_often_as_every_other():
    keys = numbered(20)
    often = dict.fromkeys(keys, 0)
    for seed in range(600):
        for key in drawn(keys, seed=f"seed {seed}", size=5):
            often[key] += 1

    # 150 expected each, 10.6 the standard deviation: five of them on either side.
    assert all(97 < times < 203 for times in often.values())


def test_a_frame_that_changed_leaves_the_sample_and_says_what_changed():
    told = difference(then=["a", "b", "c"], now=["b", "c", "d", "e"], sample=["a", "c"])

    assert (told.came, told.gone, told.gone_of_the_sample, told.is_none) == (2, 1, (1,), False)
    assert difference(then=["a"], now=["a"], sample=["a"]).is_none


@pytest.mark.parametrize("many", [0, -3, 100_001])
def test_a_list_of_no_files_or_too_many_is_refused(many):
    with pytest.raises(CannotDraw, match="a number from 1 to 100,000"):
        numbered(many)


def test_whoever_works_with_a_child_or_manages_who_does_is_in_the_line():
    posts = {"worker": ({"W1"}, set()), "manager": (set(), {"North 1"}), "other": ({"W2"}, {"South 2"})}

    assert in_line(workers={"W1"}, teams={"North 1"}, posts=posts) == {"worker", "manager"}


@given(
    st.lists(st.frozensets(st.sampled_from("abcd")), min_size=1, max_size=12),
    st.sets(st.sampled_from("abcd"), min_size=1),
)
@settings(max_examples=100)
def test_nobody_reads_a_file_that_is_barred_to_them_and_nobody_reads_one_twice(barred, people):
    files = [ForFile(number, names) for number, names in enumerate(barred, start=1)]
    found = assigned(files, first=sorted(people), second=sorted(people), twice={one.number for one in files})

    for file in files:
        readers = found[file.number]
        assert readers.first not in file.barred
        assert readers.second not in file.barred
        assert not readers.first or readers.first != readers.second
        # Nobody is left out where somebody may read.
        assert bool(readers.first) is bool(people - file.barred)


def test_files_are_given_out_evenly():
    found = assigned([ForFile(number) for number in range(1, 13)], first=["a", "b", "c"], second=[], twice=set())

    assert sorted([one.first for one in found.values()].count(who) for who in "abc") == [4, 4, 4]


def test_a_quarter_of_files_is_read_twice_and_a_part_of_a_file_is_a_whole_one():
    assert len(second_read(range(1, 13), share=25, seed="s")) == 3
    assert len(second_read([1], share=20, seed="s")) == 1
    assert second_read(range(1, 9), share=0, seed="s") == frozenset()


@pytest.mark.parametrize(
    ("test", "is_so"),
    [
        ({"has": ["protection-plan"]}, True),
        ({"has": ["need-plan"]}, False),
        ({"has": ["need-plan", "protection-plan"]}, True),
        ({"has": ["need-plan"], "within_months": 12}, True),
        ({"has": ["need-plan"], "within_months": 1}, False),
        ({"has": ["care"], "code": ["full"]}, False),
        ({"happened": "injury-referred", "within_months": 12}, True),
        ({"happened": "injury-referred", "within_months": 1}, False),
        ({"pathway": "keeping-babies-safe"}, True),
        ({"born": True, "under_months": 12}, True),
        ({"born": True, "under_months": 3}, False),
        ({"born": False}, False),
    ],
)
def test_a_test_of_the_frame_asks_one_thing_of_the_records(test, is_so):
    facts = Facts(
        "k",
        "K",
        spans=(
            Held("protection-plan", date(2026, 1, 1)),
            Held("need-plan", date(2025, 1, 1), date(2026, 2, 1)),
            Held("care", None, None, "interim"),
        ),
        events=(("injury-referred", date(2026, 2, 1), ""), ("injury-referred", None, "")),
        pathways=(Held("keeping-babies-safe", date(2026, 3, 1)),),
        born_month=date(2026, 1, 1),
    )

    assert holds(FileTest.model_validate(test), facts, on=DAY) is is_so


@pytest.fixture(scope="module")
def shelf():
    return load()


def kind(shelf, id="practice-audit"):
    found = shelf.newest(AuditKind, id)
    return found, shelf.newest(Instrument, found.tool)


def test_left_out_files_are_counted_by_their_reason(shelf):
    practice, _ = kind(shelf)
    left = practice.model_copy(
        update={
            "left_out": tuple(
                LeftOut.model_validate({"reason": reason, "where": test})
                for reason, test in (("not born", {"born": False}), ("in care", {"has": ["care"]}))
            )
        }
    )
    held = (Held("protection-plan", date(2026, 1, 1)),)
    files = [
        Facts("b", "B", held, born_month=date(2020, 1, 1)),
        Facts("a", "A", held, born_month=date(2020, 1, 1)),
        Facts("c", "C", held),
        Facts("d", "D", (*held, Held("care", date(2026, 1, 1))), born_month=date(2020, 1, 1)),
        Facts("e", "E"),
    ]

    framed = frame_of(left, files, on=DAY)

    assert [one.key for one in framed.files] == ["a", "b"]
    assert framed.left_out == {"in care": 1, "not born": 1}


def test_an_area_below_good_asks_for_an_action_and_one_that_does_not_apply_is_not_counted(shelf):
    unborn, tool = kind(shelf, "unborn-plans")
    grades = graded(unborn, tool, {"begun-in-time": "no", "child-heard": "yes", "plan-shared": "not-applicable"})

    assert grades == {"begun-in-time": "no", "child-heard": "yes"}
    assert good_areas(unborn, tool, grades) == ("child-heard",)
    assert below_good(unborn, tool, grades) == ("begun-in-time",)
    assert scale_of(unborn, tool, unborn.areas[0]) == ("no", "yes")


def test_a_round_is_tallied_by_area_with_the_files_that_have_no_grade(shelf):
    practice, tool = kind(shelf)
    found = tally(practice, tool, [{"plan": "good"}, {"plan": "inadequate"}, {"plan": "outstanding"}, {}])

    assert (found["plan"].n, found["plan"].of, found["plan"].without) == (2, 3, 1)
    assert (found["visits"].n, found["visits"].of, found["visits"].without) == (0, 0, 4)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (Asked(9, 24, Method.RANDOM), Asked(19, 24, Method.RANDOM), ""),
        (Asked(9, 24, Method.RANDOM), Asked(12, 24, Method.RANDOM), "could have given by chance"),
        (Asked(9, 24, Method.RANDOM), Asked(9, 24, Method.RANDOM), "has not risen"),
        (Asked(9, 24, Method.RANDOM), Asked(0, 0, Method.RANDOM), "No file has a grade"),
        (Asked(9, 24, Method.RANDOM), Asked(8, 8, Method.THEMATIC), "in different ways"),
        (Asked(2, 8, Method.THEMATIC), Asked(8, 8, Method.THEMATIC), ""),
        (Asked(5, 8, Method.THEMATIC), Asked(7, 8, Method.THEMATIC), "could have given by chance"),
    ],
)
def test_practice_is_seen_to_change_only_where_the_same_question_asked_in_the_same_way_rises_beyond_chance(
    before, after, why
):
    told = why_not_changed(before, after)

    assert (why in told) if why else told == ""


def test_the_difference_of_two_shares_has_the_range_that_is_published_for_it():
    # Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80 differ by 0.0524 to 0.3339.
    low, high = moved_between(Asked(48, 80, Method.RANDOM), Asked(56, 70, Method.RANDOM))

    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
