"""From a council's own tables to what the regulations ask: each child worked out by hand."""

from datetime import date

import pytest

from tests.sight.deliveries import due, of_family

AS_AT = date(2026, 3, 31)


def in_care(child: str, start: str, end: str = "") -> tuple[str, ...]:
    return (f"{child}e", child, f"{child}c", start, "S", end, "E4A" if end else "", start)


def placed(child: str, number: int, start: str, end: str, kind: str) -> tuple[str, ...]:
    return (f"{child}p{number}", child, f"{child}c", start, end, kind)


def legal(child: str, number: int, code: str, start: str, end: str = "") -> tuple[str, ...]:
    return (f"{child}l{number}", child, code, start, end)


def visits(child: str, *days: str) -> list[tuple[str, ...]]:
    return [(f"{child}v{day}", child, f"{child}c", day, "Y", "N") for day in days]


def reviews(child: str, *days: str, cancelled: str = "N") -> list[tuple[str, ...]]:
    return [(f"{child}r{day}", f"{child}c", day, cancelled) for day in days]


@pytest.fixture
def care(tmp_path):
    """What was due for one child in care, from its rows."""

    def answered(*, episodes, placements=(), statuses=(), visited=(), reviewed=(), as_at=AS_AT):
        tables = {
            "ssd_cla_episodes": episodes,
            "ssd_cla_placement": placements,
            "ssd_legal_status": statuses,
            "ssd_cla_visits": visited,
            "ssd_cla_reviews": reviewed,
        }
        return due(tmp_path, tables, as_at=as_at)["a"]

    return answered


def test_a_foster_home_under_section_20(care):
    found = care(
        episodes=[in_care("a", "2026-01-05")],
        placements=[placed("a", 1, "2026-01-05", "", "U6")],
        statuses=[legal("a", 1, "V2", "2026-01-05")],
        visited=visits("a", "2026-01-12", "2026-02-24"),
        reviewed=reviews("a", "2026-02-02"),
    )

    assert of_family(found, "cla-visit") == [
        ("cla-visit", "2026-01-12", "2026-01-12", "met", 0),
        ("cla-visit", "2026-02-23", "2026-02-24", "late", 1),
        ("cla-visit", "2026-04-07", "", "due", 0),
    ]
    assert of_family(found, "cla-review") == [
        ("cla-review", "2026-02-02", "2026-02-02", "met", 0),
        ("cla-review", "2026-05-02", "", "due", 0),
    ]


def test_home_under_an_interim_order_that_becomes_a_full_one(care):
    """Weekly until the first review, four weeks after it, and a week from the order when it becomes a full one."""
    found = care(
        episodes=[in_care("a", "2026-01-05")],
        placements=[placed("a", 1, "2026-01-05", "", "P1")],
        statuses=[legal("a", 1, "C1", "2026-01-05", "2026-03-09"), legal("a", 2, "C2", "2026-03-09")],
        visited=visits("a", "2026-01-09", "2026-01-16", "2026-01-23", "2026-02-19", "2026-03-17"),
        reviewed=reviews("a", "2026-01-30"),
    )

    assert of_family(found, "cla-visit") == [
        ("cla-visit-care-order-at-home", "2026-03-16", "2026-03-17", "late", 1),
        ("cla-visit-care-order-at-home", "2026-04-28", "", "due", 0),
        ("cla-visit-interim-order-at-home", "2026-01-12", "2026-01-09", "met", 0),
        ("cla-visit-interim-order-at-home", "2026-01-16", "2026-01-16", "met", 0),
        ("cla-visit-interim-order-at-home", "2026-01-23", "2026-01-23", "met", 0),
        ("cla-visit-interim-order-at-home", "2026-02-20", "2026-02-19", "met", 0),
    ]


def test_a_cancelled_review_is_no_review(care):
    found = care(
        episodes=[in_care("a", "2026-01-05")],
        placements=[placed("a", 1, "2026-01-05", "", "U6")],
        statuses=[legal("a", 1, "C1", "2026-01-05")],
        reviewed=[*reviews("a", "2026-01-30", cancelled="Y"), *reviews("a", "2026-02-05")],
    )

    assert of_family(found, "cla-review")[0] == ("cla-review", "2026-02-02", "2026-02-05", "late", 3)


@pytest.mark.parametrize("code", ["V3", "V4"])
def test_short_breaks_are_never_judged_by_the_ordinary_rule(care, code):
    found = care(
        episodes=[in_care("a", "2026-01-05")],
        placements=[placed("a", 1, "2026-01-05", "", "U6")],
        statuses=[legal("a", 1, code, "2026-01-05")],
    )

    assert not [line for line in found if line[0] in ("cla-visit", "cla-review")]
    assert {line[3] for line in of_family(found, "cla-visit")} == {"unknown"}


def test_a_child_placed_for_adoption_has_reviews_of_its_own(care):
    found = care(
        episodes=[in_care("a", "2025-01-06")],
        placements=[placed("a", 1, "2025-01-06", "2026-01-12", "U6"), placed("a", 2, "2026-01-12", "", "A6")],
        statuses=[legal("a", 1, "E1", "2025-01-06")],
        visited=visits("a", "2026-01-16", "2026-01-23"),
        reviewed=reviews("a", "2025-02-03", "2025-05-01", "2025-10-31", "2026-02-10"),
    )

    assert [line for line in found if line[0] == "cla-review-adoption"] == [
        ("cla-review-adoption", "2026-02-09", "2026-02-10", "late", 1),
        ("cla-review-adoption", "2026-05-10", "", "due", 0),
    ]
    assert [line for line in found if line[0] == "cla-visit-adoption"][:3] == [
        ("cla-visit-adoption", "2026-01-19", "2026-01-16", "met", 0),
        ("cla-visit-adoption", "2026-01-23", "2026-01-23", "met", 0),
        ("cla-visit-adoption", "2026-01-30", "", "overdue", 60),
    ]


def test_without_a_table_of_visits_nothing_about_visits_is_overdue(tmp_path):
    tables = {
        "ssd_cla_episodes": [in_care("a", "2026-01-05")],
        "ssd_cla_placement": [placed("a", 1, "2026-01-05", "", "U6")],
        "ssd_legal_status": [legal("a", 1, "C2", "2026-01-05")],
    }

    found = due(tmp_path, tables, as_at=AS_AT)["a"]

    assert of_family(found, "cla-visit") == [("cla-visit", "", "", "unknown", 0)]
    assert of_family(found, "cla-review") == [("cla-review", "", "", "unknown", 0)]


def test_a_protection_plan_from_the_enquiry_to_the_review(tmp_path):
    tables = {
        "ssd_s47_enquiry": [("q1", "a", "2025-12-01", "2025-12-20", "N")],
        "ssd_initial_cp_conference": [("i1", "a", "q1", "2025-12-23", "N")],
        "ssd_cp_plans": [("p1", "a", "2025-12-23", "")],
        "ssd_cp_visits": [("v1", "a", "p1", "2026-01-08", "Y")],
        "ssd_cp_reviews": [("r1", "a", "p1", "2026-03-24")],
        "ssd_cin_episodes": [("f1", "a", "2025-11-03", "N", "")],
        "ssd_cin_assessments": [("s1", "a", "f1", "2025-11-05", "2026-01-08")],
    }

    found = due(tmp_path, tables, as_at=AS_AT)["a"]

    # Fifteen working days from Monday 1 December are Monday the 22nd.
    assert of_family(found, "icpc") == [("icpc", "2025-12-22", "2025-12-23", "late", 1)]
    assert of_family(found, "rcpc")[:2] == [
        ("rcpc", "2026-03-23", "2026-03-24", "late", 1),
        ("rcpc", "2026-09-24", "", "due", 0),
    ]
    # Forty-five working days from 3 November, over Christmas and New Year: 8 January.
    assert ("assessment", "2026-01-08", "2026-01-08", "met", 0) in found
    assert of_family(found, "core-group")[0][3] == "unknown"
    assert of_family(found, "cp-visit")[0] == ("cp-visit", "2026-01-09", "2026-01-08", "met", 0)
