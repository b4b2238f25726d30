"""Counts of several councils: what may leave, what cannot be had back, and that adding is counting all together."""

import json
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.publishing import NumberRule, SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.shelf import load
from lineofsight.library.standard_examples import Status
from lineofsight.sight.counting import Tally, tally
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.shelf import in_use
from lineofsight.sight.together import CannotAdd, CountsFile, added, editions, is_told, read, told

DAY, MONTH = date(2026, 6, 22), date(2026, 5, 1)


@pytest.fixture(scope="module")
def rule() -> NumberRule:
    return load().get(SmallNumbers, "figures-in-public", on=DAY).rule(WhoIsCounted.CHILDREN)


def file(cells: dict[tuple[str, date], Tally], rule: NumberRule, *, of: str = "a", **facts: object) -> CountsFile:
    given = {"agency": f"Council {of}", "agency_ref": of, "as_at": DAY, "months": (MONTH,), "standards": {}}
    return CountsFile(**(given | {"counts": told(cells, rule)} | facts))


@pytest.mark.parametrize(
    ("in_time", "of", "leaves"),
    [
        (18, 30, True),
        (8, 16, True),
        (7, 30, False),
        (23, 30, False),
        (0, 20, True),
        (20, 20, True),
        (0, 19, False),
        (19, 19, False),
        (0, 7, False),
        (0, 0, True),
    ],
)
def test_few_children_few_others_and_small_whole_groups_do_not_leave(in_time, of, leaves, rule):
    assert is_told(Tally(in_time, of), rule) is leaves


def test_what_does_not_leave_has_no_number_and_nothing_beside_it_to_take_it_from(rule):
    text = file({("cla-visit", MONTH): Tally(3, 30, 5), ("cp-visit", MONTH): Tally(20, 40)}, rule).text()

    counts = json.loads(text)["counts"]
    assert counts == [
        {"standard": "cla-visit", "month": "2026-05-01"},
        {"standard": "cp-visit", "month": "2026-05-01", "in_time": 20, "of": 40, "unknown": 0},
    ]
    assert "total" not in text


def due(child: int, standard: str, month: int, status: Status) -> Obligation:
    day = date(2026, month, 10)
    return Obligation(f"CHILD-{child}", standard, 1, day, day, day, status)


RECORDS = st.lists(
    st.tuples(st.sampled_from(["cla-visit", "cp-visit"]), st.integers(1, 2), st.sampled_from(list(Status))),
    max_size=160,
)


def counted(records: Iterable[tuple[str, int, Status]]) -> dict[tuple[str, date], Tally]:
    found = [due(number, *one) for number, one in enumerate(records)]
    return tally(found, lambda one: (one.standard, one.due.replace(day=1)))


@given(st.lists(RECORDS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_adding_files_is_counting_all_children_together_where_every_council_tells(councils):
    rule = load().get(SmallNumbers, "figures-in-public", on=DAY).rule(WhoIsCounted.CHILDREN)
    all_children = counted([one for records in councils for one in records])
    written = [(str(n), file(counted(records), rule, of=str(n))) for n, records in enumerate(councils)]

    found = {(one.standard, one.month): one for one in added(written)}

    assert set(found) == {key for key, one in all_children.items() if one.of or one.unknown}
    for key, one in found.items():
        if not one.withheld:
            assert (one.counted.in_time, one.counted.of) == (all_children[key].in_time, all_children[key].of)
        if not one.unknown_withheld:
            assert one.counted.unknown == all_children[key].unknown


@given(RECORDS)
@settings(max_examples=40, deadline=None)
def test_nothing_of_a_child_is_in_the_file_and_no_small_number(records):
    rule = load().get(SmallNumbers, "figures-in-public", on=DAY).rule(WhoIsCounted.CHILDREN)
    text = file(counted(records), rule).text()

    assert "CHILD" not in text
    for one in json.loads(text)["counts"]:
        numbers = [one[name] for name in ("in_time", "of", "unknown") if name in one]
        numbers += [one["of"] - one["in_time"]] if "of" in one else []
        assert not [number for number in numbers if 0 < number < rule.fewest]


def test_control_without_the_rule_small_numbers_would_stand_there():
    open_rule = NumberRule(counts=WhoIsCounted.CHILDREN, reader="public", says="All are shown.")

    assert file({("cla-visit", MONTH): Tally(3, 4)}, open_rule).counts[0].in_time == 3


def test_what_is_written_is_read_again_and_the_same_counts_give_the_same_bytes(rule):
    cells = {("cp-visit", MONTH): Tally(20, 40), ("cla-visit", MONTH): Tally(9, 18)}
    one, other = file(cells, rule), file(dict(reversed(cells.items())), rule)

    assert one.text() == other.text()
    assert read(one.text(), name="a.json") == one


V1, V2, V2_OTHER = (
    {"cla-visit": {"version": version, "mark": mark * 16}} for version, mark in ((1, "a"), (2, "b"), (2, "c"))
)


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ({}, {"as_at": date(2026, 5, 1)}, "«b» is as at 1 May 2026, «a» as at 22 June 2026."),
        ({"standards": V1}, {"standards": V2}, "«b» counts by cla-visit version 2, «a» by version 1."),
        ({"standards": V2}, {"standards": V2_OTHER}, "have different words for cla-visit version 2"),
        ({"standards": V1}, {}, "Only «a» counts by cla-visit."),
        ({}, {"agency_ref": "a"}, "are both of Council b. Add each council once."),
    ],
)
def test_files_that_do_not_fit_are_refused_with_what_to_ask_for(one, other, sentence, rule):
    first, second = file({}, rule, of="a", **one), file({}, rule, of="b", **other)

    with pytest.raises(CannotAdd, match=sentence.replace(".", r"\.")):
        added([("a", first), ("b", second)])


@pytest.mark.parametrize("text", ["", "{}", '{"format": "line-of-sight counts 2"}', "[1, 2]"])
def test_what_is_no_file_of_counts_is_refused_with_its_name(text):
    with pytest.raises(CannotAdd, match=r"«x\.json» is no file of counts"):
        read(text, name="x.json")


def test_n_that_is_more_than_all_is_refused(rule):
    text = file({("cp-visit", MONTH): Tally(20, 40)}, rule).text().replace('"in_time": 20', '"in_time": 41')

    with pytest.raises(CannotAdd):
        read(text, name="x.json")


def test_another_word_in_a_standard_is_another_mark_and_another_owner_is_not():
    standards = in_use(load()).standards
    first = standards[0]

    def mark(**facts: object) -> object:
        changed = (first.model_copy(update=facts), *standards[1:])
        return editions(changed)[first.id]

    assert mark(duty="Another duty") != mark()
    assert mark(owner="somebody else") == mark()
