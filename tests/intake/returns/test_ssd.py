"""The Standard Safeguarding Dataset: each table's facts, what joins two tables, and what is never taken."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.library.fact import FactKind, Recorded
from lineofsight.library.shelf import load
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

PERSON = "pers_person_id,pers_forename,pers_surname,pers_sex,pers_ethnicity,pers_dob,pers_upn_unknown,pers_expected_dob"
CARE = (
    "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,"
    "clae_cla_episode_ceased_reason,clae_cla_id,clae_entered_care_date"
)
REVIEWS = (
    "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,clar_cla_review_cancelled,"
    "clar_cla_review_participation"
)
VISITS = (
    "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen,clav_cla_visit_seen_alone"
)


def ssd(tmp_path, **tables):
    """The delivery of tables, each a header with its rows; the names of the files say nothing."""
    return read("ssd", [table(tmp_path / f"{name}.csv", *rows) for name, rows in tables.items()])


def test_of_a_person_only_what_is_needed_is_taken(tmp_path):
    taken, done = ssd(tmp_path, x=(PERSON, "7,Ann,Example,F,WBRI,2012-03-27T00:00:00,UN1,", "8,,,,,,,2026-02-14"))

    assert only(TakenChild, taken) == [TakenChild("7", date(2012, 3, 1), "F", "WBRI"), TakenChild("8")]
    assert only(TakenEvent, taken) == [TakenEvent("8", "birth-expected", date(2026, 2, 14), row="2026-02-14")]
    assert set(done.thrown_away) == {
        "person: pers_dob (of it only the month is taken)",
        "person: pers_forename",
        "person: pers_surname",
        "person: pers_upn_unknown",
    }
    assert "Example" not in repr((taken, done))


def test_what_was_open_when_a_child_died_ended_then_and_the_day_is_kept_nowhere_else(tmp_path):
    person = ("pers_person_id,pers_dob,pers_death_date", "7,2020-01-05,2026-03-10", "8,2020-01-05,")
    plans = (
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date",
        *("open,7,2026-01-05,", "ended,7,2025-01-06,2025-06-02", "ended after,7,2026-02-02,2026-04-01"),
        *("begun after,7,2026-03-11,", "another child's,8,2026-01-05,"),
    )
    referrals = (
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date",
        *("r1,7,2026-01-02,", "r2,7,2025-10-01,2026-04-02", "r3,8,2026-01-02,"),
    )
    care = (
        "clae_cla_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,clae_cla_episode_id",
        "c1,7,2026-02-01,,e1",
    )

    taken, done = ssd(tmp_path, a=person, b=plans, c=referrals, d=care)

    died = date(2026, 3, 10)
    assert {one.row: one.until for one in only(TakenSpan, taken)} == {
        "c1": died,
        "r1": died,
        "r2": died,
        "r3": None,
        "open": died,
        "ended": date(2025, 6, 2),
        "ended after": died,
        "begun after": None,
        "another child's": None,
    }
    assert [(one.row, one.day) for one in only(TakenEvent, taken, "case-closed")] == [("r1", died), ("r2", died)]
    assert "person: pers_death_date (what was open ends on it)" in done.thrown_away


def test_the_last_contact_of_the_reviewing_officer_is_a_contact_and_not_carried_in_full(tmp_path):
    taken, done = ssd(
        tmp_path,
        x=(
            f"{CARE},clae_cla_last_iro_contact_date",
            "e1,p1,2025-01-05,,,c1,2025-01-05,2026-02-14T00:00:00",
            "e2,p2,2025-01-05,,,c2,2025-01-05,",
            "e3,p3,2025-01-05,,,c3,2025-01-05,soon",
        ),
    )

    assert only(TakenEvent, taken, "officer-contact") == [
        TakenEvent("p1", "officer-contact", date(2026, 2, 14), row="2026-02-14"),
        TakenEvent("p3", "officer-contact", None, row="no day"),
    ]
    assert refusals(taken) == [(4, "clae_cla_last_iro_contact_date")]
    assert [one.kind for one in done.carried] == ["care"]


def test_a_time_in_care_is_put_together_from_its_episodes(tmp_path):
    taken, _ = ssd(
        tmp_path,
        x=(
            CARE,
            "1,7,2023-05-01,2023-06-10,X1,c1,2023-05-01",
            "2,7,2023-06-10,2023-09-01,E4A,c1,2023-05-01",
            "3,7,2024-02-01,,,c2,2024-02-01",
        ),
    )

    assert only(TakenSpan, taken) == [
        TakenSpan("7", "care", date(2023, 5, 1), date(2023, 9, 1), row="c1"),
        TakenSpan("7", "care", date(2024, 2, 1), row="c2"),
    ]


def test_a_time_in_care_that_began_on_two_days_is_there_without_its_days(tmp_path):
    taken, _ = ssd(
        tmp_path,
        x=(CARE, "1,7,2023-05-01,2023-06-10,X1,c1,2023-05-01", "2,7,2023-06-10,,,c1,2023-04-28"),
    )

    assert only(TakenSpan, taken) == [TakenSpan("7", "care", None, row="c1")]
    assert refusals(taken) == [(3, "clae_entered_care_date")]


def test_reviews_find_their_child_through_the_time_in_care(tmp_path):
    taken, done = ssd(
        tmp_path,
        a=(
            REVIEWS,
            "r1,c1,2023-05-20,2023-05-19,N,PN1",
            "r2,c1,2023-08-20,2023-08-20,Y,PN1",
            "r3,c1,2024-02-20,,N,",
            "r4,c9,2024-02-20,2024-02-20,N,PN1",
        ),
        z=(CARE, "1,7,2023-05-01,,,c1,2023-05-01"),
    )

    assert only(TakenEvent, taken) == [TakenEvent("7", "care-review", date(2023, 5, 19), "PN1", row="r1")]
    assert refusals(taken) == [(5, "clar_cla_id")]
    assert "1 reviews were cancelled, and are not counted." in done.caveats
    assert any(caveat.startswith("1 conferences and reviews have no day") for caveat in done.caveats)


def test_reviews_without_care_episodes_are_refused_and_not_carried(tmp_path):
    taken, done = ssd(tmp_path, a=(REVIEWS, "r1,c1,2023-05-20,2023-05-19,N,PN1"))

    assert refusals(taken) == [(2, "clar_cla_id")]
    assert done.carried == ()


@pytest.mark.parametrize(
    ("seen", "alone", "code"),
    [
        ("Y", "Y", "seen-alone"),
        ("", "Y", "seen-alone"),
        ("1", "0", "seen"),
        ("true", "false", "seen"),
        ("N", "N", "not-seen"),
        ("N", "", "not-seen"),
        ("Y", "", "seen-perhaps-alone"),
        ("", "", ""),
        ("N", "Y", ""),
    ],
)
def test_what_the_flags_of_a_visit_say(tmp_path, seen, alone, code):
    taken, done = ssd(tmp_path, a=(VISITS, f"v1,c1,7,01/02/2024,{seen},{alone}"))

    assert only(TakenEvent, taken) == [TakenEvent("7", "care-visit", date(2024, 2, 1), code, row="v1")]
    # Whether it says anything of children being seen, or seen alone, depends on what is filled in.
    says = {"seen-alone": 2, "seen": 2, "seen-perhaps-alone": 1}.get(code, 0)
    kinds = ("care-visit", "child-seen", "child-seen-alone")[: 1 + says]
    assert done.carried == tuple(CarriedKind(kind, None, None) for kind in kinds)


@pytest.mark.parametrize(("day", "is_unclear"), [("31/02/2024", True), ("", True), ("01/02/2024", False)])
def test_a_day_that_nobody_can_read_or_wrote_is_told_from_one(tmp_path, day, is_unclear):
    taken, _ = ssd(tmp_path, a=(VISITS, f"v1,c1,7,{day},Y,Y"))

    assert [one.is_unclear for one in only(TakenEvent, taken)] == [is_unclear]


@pytest.mark.parametrize(
    ("written", "status", "counts"),
    [
        ("HEALTH", "Attended", True),
        ("Initial Health Assessment", "", True),
        ("rha", "Normal", True),
        ("Dental check", "Attended", False),
        ("Health Assessment", "Refused", False),
        ("Health Assessment", "Did not attend", False),
        ("Health Assessment", "No", False),
    ],
)
def test_a_health_assessment_that_was_made_is_told_from_other_checks(tmp_path, written, status, counts):
    header = (
        "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,clah_health_check_status"
    )

    taken, done = ssd(tmp_path, a=(header, f"h1,7,{written},2025-03-28,{status}", "h2,7,IHA,2024-03-28,"))

    assert ["h1" for one in only(TakenEvent, taken) if one.row == "h1"] == ["h1"] * counts
    assert any("health checks" in caveat for caveat in done.caveats) is not counts
    assert [one.kind for one in done.carried] == ["health-assessment"]


def test_assessments_after_the_first_of_a_referral_are_later_ones(tmp_path):
    header = (
        "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_child_seen,"
        "cina_assessment_auth_date"
    )
    taken, _ = ssd(
        tmp_path,
        a=(header, "a2,7,r1,2024-03-01,Y,", "a1,7,r1,2024-01-05,Y,2024-02-01", "a3,7,r2,2024-06-01,N,2024-06-20"),
    )

    assert [(one.row, one.code) for one in only(TakenEvent, taken, "assessment-started")] == [
        ("a2", "later"),
        ("a1", "first"),
        ("a3", "first"),
    ]
    assert [(one.link, one.code) for one in only(TakenEvent, taken, "assessment-done")] == [
        ("a1", "child-seen"),
        ("a3", "child-not-seen"),
    ]


def test_an_enquiry_is_tied_to_its_conference(tmp_path):
    taken, _ = ssd(
        tmp_path,
        a=(
            "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa,s47e_s47_outcome_json",
            ["e1", "7", "2024-01-05", "2024-01-20", "N", '{"CP_CONFERENCE": "Y"}'],
            ["e2", "8", "2024-01-05", "2024-01-20", "N", '{"CP_CONFERENCE": "N"}'],
            ["e3", "9", "2024-01-05", "", "N", '{"CP_CONFERENCE": "N"}'],
            ["e4", "9", "2024-01-05", "", "N", "[" * 3000],
        ),
        b=(
            "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_icpc_transfer_in,icpc_icpc_date,icpc_icpc_outcome_cp_flag",
            "i1,e1,7,N,2024-01-22,Y",
            "i2,,8,Y,2024-01-22,Y",
        ),
    )

    started = only(TakenEvent, taken, "enquiry-started")
    assert [(one.link, one.code) for one in started] == [
        ("e1", ""),
        ("e2", "no-conference-needed"),
        ("e3", ""),
        ("e4", ""),
    ]
    assert [(one.link, one.code) for one in only(TakenEvent, taken, "initial-conference")] == [
        ("e1", "plan"),
        ("", "transfer-in"),
    ]
    # That the council was told of the move is known, and not when.
    told = only(TakenEvent, taken, "moved-in-with-plan")
    assert [(one.child, one.day, one.code) for one in told] == [("8", None, "day-not-said")]
    assert refusals(taken) == [(5, "s47e_s47_outcome_json")]


def test_a_conference_that_came_to_a_plan_was_held_though_its_day_is_missing_or_cannot_be(tmp_path):
    taken, done = ssd(
        tmp_path,
        a=(
            "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa",
            "e1,7,2024-01-05,,N",
        ),
        b=(
            "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_icpc_transfer_in,icpc_icpc_date,icpc_icpc_outcome_cp_flag",
            "i1,,7,N,,Y",
            "i2,,7,N,,N",
            "i3,e1,7,N,2024-01-04,Y",
            "i4,e1,7,N,2024-01-05,Y",
            "i5,,7,Y,2024-01-22,Y",
        ),
    )

    assert [(one.row, one.day, one.code) for one in only(TakenEvent, taken, "initial-conference")] == [
        ("i1", None, "plan-no-day"),
        ("i3", None, "plan-no-day"),
        ("i4", date(2024, 1, 5), "plan"),
        ("i5", date(2024, 1, 22), "transfer-in"),
    ]
    assert refusals(taken) == [(2, "icpc_icpc_date"), (4, "icpc_icpc_date")]
    assert [one[:2] for one in done.caveats if "planned" in one or "moved in" in one] == ["1 ", "1 "]


@pytest.mark.parametrize(
    ("aims", "codes"),
    [
        ({"LTFOST18": "Y", "RETURN1M": "N"}, ["yes"]),
        ({"LTFOST18": "N", "RETURN6M": "Y"}, ["no"]),
        ({"LTFOST18": "", "LTRELFR": "Y"}, []),
        ({"RETURN6M": "Y"}, []),
        ({}, []),
    ],
)
def test_whether_a_placement_is_to_last_is_taken_where_the_plan_says_it(tmp_path, aims, codes):
    header = (
        "lacp_table_id,lacp_person_id,lacp_cla_care_plan_start_date,lacp_cla_care_plan_end_date,lacp_cla_care_plan_json"
    )

    taken, _ = ssd(tmp_path, a=(header, ["1", "7", "2024-01-05", "", json.dumps(aims)]))

    assert [one.code for one in only(TakenSpan, taken, "lasts-to-18")] == codes


def test_involvements_say_who_works_with_a_child_and_who_reviews(tmp_path):
    header = (
        "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,"
        "invo_involvement_start_date,invo_involvement_end_date,invo_person_id"
    )
    taken, _ = ssd(
        tmp_path,
        a=(
            header,
            "i1,p1,IRO (Ann Example),t1,2024-01-05,,7",
            "i2,p2,Allocated Case Worker,t2,2024-01-05,2024-03-01,7",
            "i3,p3,Allocated Case Worker,t2,2024-03-05,2024-03-01,7",
            "i4,p3,Allocated Case Worker,t2,,2024-03-01,7",
        ),
    )

    assert only(TakenSpan, taken) == [TakenSpan("7", "reviewing-officer", date(2024, 1, 5), row="i1")]
    assert [(one.worker, one.team, one.role) for one in only(TakenAllocation, taken)] == [
        ("p1", "t1", "reviewing officer"),
        ("p2", "t2", "allocated worker"),
    ]
    assert refusals(taken) == [(4, "invo_involvement_end_date"), (5, "invo_involvement_start_date")]
    assert "Example" not in repr(taken)


def test_a_table_of_placeholders_counts_as_not_handed_in(tmp_path):
    header = "prep_table_id,prep_person_id,prep_pre_pro_decision_date,prep_pre_pro_letter_date"

    taken, done = ssd(tmp_path, a=(header, "1,7,PLACEHOLDER_DATA,PLACEHOLDER_DATA"))

    assert (taken, done.carried) == ([], ())
    assert done.caveats[0].startswith("Nothing was taken of the table pre_proceedings")


def test_the_other_tables_say_what_held_and_what_happened(tmp_path):
    taken, done = ssd(
        tmp_path,
        a=("cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date",
           "r1,7,2024-01-05,N,2024-06-01", "r2,8,2024-01-05,Y,2024-01-06"),
        b=("cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date", "p1,7,2024-01-22,"),
        c=("cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone",
           "v1,7,2024-01-30,Y,Y"),
        d=("cppr_cp_review_id,cppr_person_id,cppr_cp_review_date,cppr_cp_review_outcome_continue_cp",
           "w1,7,2024-04-20,Y"),
        e=("cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date", "n1,7,2024-01-06,"),
        f=("cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone",
           "x1,7,2024-01-10,N,N"),
        g=("lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
           "lega_legal_status_end_date", "l1,7,C1 - Interim care order,2024-05-01,"),
        h=("clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_end_date,clap_cla_placement_type,"
           "clap_cla_placement_postcode,clap_person_id", "q1,2024-05-01,,P1,ZZ1 1ZZ,7"),
        i=("perm_table_id,perm_person_id,perm_placed_for_adoption_date,perm_decision_reversed_date",
           "t1,7,2024-08-01,"),
        j=("prep_table_id,prep_person_id,prep_pre_pro_decision_date,prep_pre_pro_letter_date,"
           "prep_initial_pre_pro_meeting_date,prep_pre_pro_outcome,prep_agree_stepdown_issue_date",
           "u1,7,2024-02-01,2024-02-05,2024-02-12,A,2024-05-01"),
    )  # fmt: skip

    assert {(one.kind, one.start, one.until, one.code) for one in only(TakenSpan, taken)} == {
        ("open-to-social-care", date(2024, 1, 5), date(2024, 6, 1), ""),
        ("protection-plan", date(2024, 1, 22), None, ""),
        ("need-plan", date(2024, 1, 6), None, ""),
        ("legal", date(2024, 5, 1), None, "C1"),
        ("placement", date(2024, 5, 1), None, "P1"),
        ("placed-for-adoption", date(2024, 8, 1), None, ""),
        ("pre-proceedings", date(2024, 2, 1), date(2024, 5, 1), ""),
    }
    assert {(one.child, one.kind, one.day, one.code) for one in only(TakenEvent, taken)} == {
        ("7", "referral", date(2024, 1, 5), ""),
        ("7", "case-closed", date(2024, 6, 1), ""),
        ("8", "referral", date(2024, 1, 5), "no-further-action"),
        ("7", "protection-visit", date(2024, 1, 30), "seen-alone"),
        ("7", "review-conference", date(2024, 4, 20), "went-on"),
        ("7", "need-visit", date(2024, 1, 10), "not-seen"),
        ("7", "decision-to-begin-pre-proceedings", date(2024, 2, 1), ""),
        ("7", "letter-before-proceedings", date(2024, 2, 5), ""),
        ("7", "pre-proceedings-meeting", date(2024, 2, 12), "first"),
        ("7", "pre-proceedings-decided", date(2024, 5, 1), "A"),
    }
    assert only(RefusedRow, taken) == []
    assert "care-visit" not in {one.kind for one in done.carried}
    assert {(one.start, one.until) for one in done.carried} == {(None, None)}
    assert "ZZ1" not in repr((taken, done))


def test_whatever_is_handed_down_is_a_kind_and_a_code_of_the_library(tmp_path):
    taken, _ = ssd(
        tmp_path,
        g=("lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
           "lega_legal_status_end_date", "l1,7,X7,2024-05-01,", "l2,7,C2,2024-05-01,"),
        v=(VISITS, "v1,c1,7,2024-02-01,Y,Y"),
    )  # fmt: skip

    for one in [*only(TakenEvent, taken), *only(TakenSpan, taken)]:
        kind = load().newest(FactKind, one.kind)
        assert kind.recorded is (Recorded.EVENT if isinstance(one, TakenEvent) else Recorded.SPAN)
        assert one.code in {"", *kind.codes}
    assert refusals(taken) == [(2, "lega_legal_status")]


def test_a_table_that_lacks_a_column_is_refused_by_its_name(tmp_path):
    with pytest.raises(UnreadableReturn, match="cla_visits without «clav_cla_visit_date»"):
        ssd(tmp_path, a=("clav_cla_visit_id,clav_person_id,clav_cla_visit_seen", "1,7,Y"))


# Every row is taken or refused -----------------------------------------------------------------------------------

CELLS = st.sampled_from(
    ["", "7", "2024-02-01", "31/02/2024", "2024-13-01", "01/02/2024 10:30", "Y", "N", "maybe", "9999-12-31", "NULL",
     "Ann Example", "C2", "PN1", "=1+1", 'a"b', "x" * 300],
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=7), max_size=8))
def test_every_row_of_visits_is_taken_or_refused(tmp_path_factory, rows):
    path = table(tmp_path_factory.mktemp("rows") / "a.csv", VISITS, *rows)

    taken, done = read("ssd", [path])

    there = {line for line, row in enumerate(rows, start=2) if any(row)}
    assert sum(count for _, count in done.rows) <= len(there)
    visits = only(TakenEvent, taken)
    whole = {line for line, field in refusals(taken) if field in ("", "clav_person_id")}
    assert len(visits) + len(whole) == len(there)
    refused = repr(only(RefusedRow, taken))
    assert [cell for cell in ("Ann Example", "maybe", "31/02", "xxx") if cell in refused] == []


@settings(max_examples=50, deadline=None)
@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_files_changes_nothing(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("order")
    made = {
        "a": table(folder / "a", CARE, "1,7,2023-05-01,,,c1,2023-05-01"),
        "b": table(folder / "b", REVIEWS, "r1,c1,2023-05-20,2023-05-19,N,PN1"),
        "c": table(folder / "c", VISITS, "v1,c1,7,2024-02-01,Y,Y"),
    }

    assert read("ssd", [made[name] for name in order]) == read("ssd", made.values())
