"""The return on children looked after: what held when, told from episodes, and what cannot be told."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.returns.collection_years import reach
from lineofsight.intake.returns.episodes import Episode, in_order, spans_of
from lineofsight.intake.returns.recognise import recognise
from lineofsight.records.taken import (
    CarriedKind,
    RefusedRow,
    TakenAllocation,
    TakenChild,
    TakenEvent,
    TakenSpan,
    UnreadableReturn,
)
from tests.intake.returns.deliveries import only, read, refusals, table

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"


def episode(decom, rne, legal, place, dec="", rec="", child="A1"):
    return [child, decom, rne, legal, "N1", place, "PR1", dec, rec, "", "ZZ1 1ZZ", "ZZ9 9ZZ", "SC999999"]


def spans(tmp_path, *rows):
    taken, _ = read("ssda903", [table(tmp_path / "any name.csv", EPISODES, *rows)])
    held = [(one.kind, one.start, one.until, one.code) for one in only(TakenSpan, taken)]
    return sorted(held, key=str), refusals(taken)


def test_episodes_that_follow_on_each_other_are_one_time_in_care(tmp_path):
    held, refused = spans(
        tmp_path,
        episode("01/05/2023", "S", "V2", "U6", "10/06/2023", "X1"),
        episode("10/06/2023", "L", "C1", "U6", "01/09/2023", "X1"),
        episode("01/09/2023", "P", "C1", "P1"),
    )

    assert held == [
        ("care", date(2023, 5, 1), None, ""),
        ("legal", date(2023, 5, 1), date(2023, 6, 10), "V2"),
        ("legal", date(2023, 6, 10), None, "C1"),
        ("placement", date(2023, 5, 1), date(2023, 9, 1), "U6"),
        ("placement", date(2023, 9, 1), None, "P1"),
    ]
    assert refused == []


@pytest.mark.parametrize("reason", "PTBU")
def test_a_move_to_the_same_kind_of_home_is_a_new_placement(tmp_path, reason):
    held, _ = spans(
        tmp_path,
        episode("01/05/2023", "S", "C2", "U6", "10/06/2023", "X1"),
        episode("10/06/2023", reason, "C2", "U6"),
    )

    assert [span for span in held if span[0] == "placement"] == [
        ("placement", date(2023, 5, 1), date(2023, 6, 10), "U6"),
        ("placement", date(2023, 6, 10), None, "U6"),
    ]


def test_another_kind_of_home_is_a_new_placement_whatever_the_reason_says(tmp_path):
    held, _ = spans(
        tmp_path,
        episode("01/05/2023", "S", "C2", "U6", "10/06/2023", "X1"),
        episode("10/06/2023", "L", "C2", "K2"),
    )

    assert [span[3] for span in held if span[0] == "placement"] == ["U6", "K2"]


def test_a_gap_between_episodes_is_two_times_in_care_and_the_first_says_that_it_goes_on(tmp_path):
    held, refused = spans(
        tmp_path,
        episode("01/05/2023", "S", "C2", "U6", "10/06/2023", "X1"),
        episode("12/06/2023", "S", "C2", "U6"),
    )

    assert [span[1:3] for span in held if span[0] == "care"] == [
        (date(2023, 5, 1), date(2023, 6, 10)),
        (date(2023, 6, 12), None),
    ]
    assert refused == [(2, "REC")]


def test_care_that_ended_and_began_on_one_day_is_two_times_in_care(tmp_path):
    held, refused = spans(
        tmp_path,
        episode("01/05/2023", "S", "V2", "U6", "10/06/2023", "E4A"),
        episode("10/06/2023", "S", "V2", "U6"),
    )

    assert [span[:2] for span in held] == [
        ("care", date(2023, 5, 1)),
        ("care", date(2023, 6, 10)),
        ("legal", date(2023, 5, 1)),
        ("legal", date(2023, 6, 10)),
        ("placement", date(2023, 5, 1)),
        ("placement", date(2023, 6, 10)),
    ]
    assert refused == []


def test_episodes_that_overlap_stay_two_homes_that_overlap_in_one_time_in_care(tmp_path):
    held, _ = spans(
        tmp_path,
        episode("01/05/2023", "S", "C2", "U6", "10/06/2023", "X1"),
        episode("01/06/2023", "P", "C2", "U6"),
    )

    homes = [(date(2023, 5, 1), date(2023, 6, 10)), (date(2023, 6, 1), None)]
    assert [span[1:3] for span in held if span[0] == "placement"] == homes
    assert [span[1:3] for span in held if span[0] == "care"] == [(date(2023, 5, 1), None)]


def test_episodes_that_overlap_and_do_not_say_that_care_went_on_are_two_times_in_care(tmp_path):
    held, _ = spans(
        tmp_path,
        episode("01/05/2023", "S", "C2", "U6", "10/06/2023", "E4A"),
        episode("01/06/2023", "S", "C2", "U6"),
    )

    assert [span[1:3] for span in held if span[0] == "care"] == [
        (date(2023, 5, 1), date(2023, 6, 10)),
        (date(2023, 6, 1), None),
    ]


def test_an_episode_that_ends_before_it_begins_is_there_without_its_days(tmp_path):
    held, refused = spans(tmp_path, episode("10/06/2023", "S", "C2", "U6", "01/06/2023", "E4A"))

    assert held == [("care", None, None, ""), ("legal", None, None, "C2"), ("placement", None, None, "U6")]
    assert refused == [(2, "DEC")]


def test_an_end_that_is_no_day_is_never_taken_for_an_open_one(tmp_path):
    held, refused = spans(tmp_path, episode("10/06/2023", "S", "C2", "U6", "31/06/2023", "E4A"))

    assert {span[1:3] for span in held} == {(None, None)}
    assert refused == [(2, "DEC")]


def test_the_same_row_twice_is_taken_once(tmp_path):
    row = episode("10/06/2023", "S", "C2", "U6")

    held, refused = spans(tmp_path, row, row)

    assert len(held) == 3
    assert refused == [(3, "")]


def test_an_unknown_code_is_refused_and_the_time_is_kept(tmp_path):
    held, refused = spans(tmp_path, episode("10/06/2023", "S", "Q9", "U6"))

    assert ("legal", date(2023, 6, 10), None, "") in held
    assert refused == [(2, "LS")]


def test_a_row_without_a_child_is_refused(tmp_path):
    held, refused = spans(tmp_path, episode("10/06/2023", "S", "C2", "U6", child=" "))

    assert (held, refused) == ([], [(2, "CHILD")])


def test_children_reviews_and_workers_are_taken(tmp_path):
    taken, done = read(
        "ssda903",
        [
            table(tmp_path / "1", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "A1,2,27/03/2012,WBRI,H123456789012,,"),
            table(tmp_path / "2", "CHILD,DOB,REVIEW,REVIEW_CODE", "A1,27/03/2012,30/08/2023,PN6"),
            table(tmp_path / "3", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON", "A1,27/03/2012,W7,01/04/2023,,INITIAL"),
            table(
                tmp_path / "4",
                "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
                "A1,27/03/2012,01/05/2023,,",
            ),
        ],
    )

    assert only(TakenChild, taken) == [TakenChild("A1", date(2012, 3, 1), "F", "WBRI")]
    assert only(TakenEvent, taken) == [TakenEvent("A1", "care-review", date(2023, 8, 30), "PN6", row="2023-08-30")]
    assert only(TakenSpan, taken) == [TakenSpan("A1", "placed-for-adoption", date(2023, 5, 1), row="2023-05-01")]
    (allocated,) = only(TakenAllocation, taken)
    assert (allocated.worker, allocated.start, allocated.until) == ("W7", date(2023, 4, 1), None)
    assert {"header: UPN", "header: DOB (of it only the month is taken)", "workers: SW_REASON"} <= set(done.thrown_away)


def test_a_return_of_one_year_carries_that_year_and_never_visits(tmp_path):
    _, done = read(
        "ssda903",
        [
            table(
                tmp_path / "1",
                EPISODES,
                episode("01/05/2015", "S", "C2", "U6", "10/06/2023", "X1"),
                episode("10/06/2023", "P", "C2", "U6"),
                episode("02/02/2024", "S", "V2", "K2", child="A2"),
            ),
            table(tmp_path / "2", "CHILD,DOB,REVIEW,REVIEW_CODE", "A1,,30/08/2023,PN6", "A1,,30/08/2031,PN6"),
        ],
    )

    year = (date(2023, 4, 1), date(2024, 3, 31))
    assert done.carried == tuple(CarriedKind(kind, *year) for kind in ("care", "care-review", "legal", "placement"))
    assert any("1 reviews lie after 31 March 2024" in caveat for caveat in done.caveats)


def test_one_wrong_day_does_not_move_the_years_of_a_return():
    days = [date(2023, month, 5) for month in range(4, 13)] * 20 + [date(2022, 5, 5)] * 30

    assert reach([*days, date(2035, 1, 1), date(2024, 5, 1), date(1923, 6, 1)]) == (2022, 2023)
    assert reach([]) is None


def test_two_files_of_one_table_are_refused_by_name(tmp_path):
    one = table(tmp_path / "one.csv", EPISODES, episode("10/06/2023", "S", "C2", "U6"))
    two = table(tmp_path / "two.csv", EPISODES, episode("10/06/2024", "S", "C2", "U6"))

    with pytest.raises(UnreadableReturn, match=r"one\.csv and two\.csv are the same table"):
        read("ssda903", [two, one])


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_every_way_in_which_a_spreadsheet_saves_a_table_is_read(tmp_path, code, mark):
    rows = [episode("10/06/2023", "S", "C2", "U6", child="é1")]

    taken, _ = read("ssda903", [table(tmp_path / "a", EPISODES, *rows, code=code, mark=mark)])

    assert {one.child for one in only(TakenSpan, taken)} == {"é1"}


def test_the_order_of_columns_is_free_and_a_strange_column_is_only_counted(tmp_path):
    path = table(tmp_path / "a", "REC,DEC,PLACE,LS,RNE,DECOM,Ann Example,CHILD", ",,U6,C2,S,10/06/2023,secret,A1")

    taken, done = read("ssda903", [path])

    assert len(only(TakenSpan, taken)) == 3
    assert "episodes: columns that the return does not have (1)" in done.thrown_away
    said = repr((taken, done)).lower()
    assert [word for word in ("example", "secret") if word in said] == []


def test_the_return_as_xml_says_the_same_as_its_tables(tmp_path):
    path = tmp_path / "return.xml"
    path.write_text(
        "<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><UPN>H123456789012</UPN><SEX>2</SEX><DOB>27/03/2012</DOB>"
        "<ETHNIC>WBRI</ETHNIC><AREVIEW><REVIEW>30/08/2023</REVIEW><REVIEW_CODE>PN6</REVIEW_CODE></AREVIEW>"
        "<OC2><CONVICTED>0</CONVICTED></OC2></HEADER>"
        "<EPISODE><DECOM>01/05/2023</DECOM><RNE>S</RNE><LS>V2</LS><PL>U6</PL><HOME_POST>ZZ1 1ZZ</HOME_POST>"
        "<DEC>10/06/2023</DEC><REC>X1</REC></EPISODE>"
        "<EPISODE><DECOM>10/06/2023</DECOM><RNE>L</RNE><LS>C1</LS><PL>U6</PL><DEC/><REC/></EPISODE></CHILD></EXPSSDA903>",
        encoding="utf-8",
    )
    tables = [
        table(tmp_path / "1", "CHILD,SEX,DOB,ETHNIC", "A1,2,27/03/2012,WBRI"),
        table(tmp_path / "2", "CHILD,REVIEW,REVIEW_CODE", "A1,30/08/2023,PN6"),
        table(
            tmp_path / "3",
            EPISODES,
            episode("01/05/2023", "S", "V2", "U6", "10/06/2023", "X1"),
            episode("10/06/2023", "L", "C1", "U6"),
        ),
    ]

    assert recognise([path]) == recognise(tables) == "ssda903"
    taken, done = read("ssda903", [path])
    same, as_tables = read("ssda903", tables)

    assert sorted(map(repr, taken)) == sorted(map(repr, same))
    assert done.carried == as_tables.carried
    assert {"header: UPN", "episodes: HOME_POST", "other parts of a child's record"} <= set(done.thrown_away)
    assert [word for word in ("H1234", "ZZ1") if word in repr((taken, done))] == []


def test_an_xml_file_of_the_return_without_children_is_refused(tmp_path):
    path = tmp_path / "return.xml"
    path.write_text("<EXPSSDA903></EXPSSDA903>", encoding="utf-8")

    with pytest.raises(UnreadableReturn, match=r"return\.xml has no children"):
        read("ssda903", [path])


# Every row is taken or refused -----------------------------------------------------------------------------------

DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@st.composite
def many_episodes(draw):
    made = []
    for line in range(draw(st.integers(0, 12))):
        start = draw(DAYS)
        end = draw(st.none() | st.dates(start, date(2020, 3, 1)))
        made.append(
            Episode(
                draw(st.sampled_from("AB")), start, end, draw(st.sampled_from("SLPTBU")),
                draw(st.sampled_from(["C1", "C2"])), draw(st.sampled_from(["U6", "P1"])),
                draw(st.sampled_from(["X1", "E4A", ""])), True, "file", line,
            )
        )  # fmt: skip
    return made


def days_held(episodes):
    """For each child and day how often it is in care: the slow way, from the rows themselves."""
    held = Counter()
    for child, start, end in {(one.child, one.decom, one.dec) for one in episodes}:
        last = (end or date(2020, 4, 1)).toordinal()
        held.update((child, day) for day in range(start.toordinal(), last))
    return held


@settings(max_examples=100, deadline=None)
@given(many_episodes())
def test_joining_loses_no_day_in_care_and_adds_none(episodes):
    spans = [one for some in in_order(list(episodes)) for one in spans_of(some)]

    care = [one for one in spans if isinstance(one, TakenSpan) and one.kind == "care"]
    held = Counter()
    for span in care:
        held.update(
            (span.child, day) for day in range(span.start.toordinal(), (span.until or date(2020, 4, 1)).toordinal())
        )
    assert set(held) == set(days_held(episodes))


@settings(max_examples=100, deadline=None)
@given(many_episodes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(episodes, chance):
    shuffled = list(episodes)
    chance.shuffle(shuffled)

    def made(rows):
        return [one for some in in_order(list(rows)) for one in spans_of(some) if not isinstance(one, RefusedRow)]

    assert made(shuffled) == made(episodes)


# The samples -----------------------------------------------------------------------------------------------------


def test_the_sample_is_read_whole(samples):
    paths = sorted((samples / "ssda903").glob("*.csv"))

    taken, done = read("ssda903", paths)

    counted = Counter(getattr(one, "kind", type(one).__name__) for one in taken)
    assert counted == {
        "TakenChild": 2675,
        "care": 2248,
        "placement": 4275,
        "legal": 3031,
        "care-review": 12582,
        "placed-for-adoption": 29,
        "TakenAllocation": 1,
        "RefusedRow": 20,
    }
    assert dict(done.rows) == {
        "header": 2675,
        "episodes": 5050,
        "reviews": 12582,
        "placed for adoption": 29,
        "workers": 1,
    }
    assert {one.kind: (one.start, one.until) for one in done.carried}["care-review"] == (
        date(2014, 4, 1),
        date(2018, 3, 31),
    )


def test_the_sample_in_another_order_says_the_same(samples):
    paths = sorted((samples / "ssda903").glob("*.csv"))

    assert read("ssda903", paths) == read("ssda903", reversed(paths))


def test_nothing_that_tells_who_a_child_is_comes_out_of_the_sample(samples):
    paths = sorted((samples / "ssda903").glob("*.csv"))
    header = (samples / "ssda903" / "header.csv").read_text().splitlines()[1:]
    episodes = (samples / "ssda903" / "episodes.csv").read_text().splitlines()[1:]
    secrets = {line.split(",")[4] for line in header} | {cell for line in episodes for cell in line.split(",")[10:12]}

    said = set(re.findall(r"'([^']*)'", repr(read("ssda903", paths))))

    assert len(secrets) > 5000
    assert said & (secrets - {""}) == set()
