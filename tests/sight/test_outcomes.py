"""How a return home went, by hand."""

from datetime import date

from lineofsight.sight.outcomes import return_rows

HOME = date(2025, 1, 31)
NOTHING = {"care": (), "plans": (), "enquiries": (), "injuries": ()}


def one(on: date, **days) -> dict:
    return next(return_rows("KX4", [(HOME, "planned")], on=on, **NOTHING | days))


def test_whether_it_lasted_is_not_known_until_the_day_has_come():
    assert one(date(2025, 4, 29))["lasted_3"] is None
    assert one(date(2025, 4, 30))["lasted_3"] == 1
    assert one(date(2025, 4, 30))["lasted_6"] is None


def test_back_in_care_a_day_before_the_months_are_over_did_not_last_and_on_the_day_did():
    late = date(2026, 6, 30)

    assert one(late, care=[date(2025, 4, 29)])["lasted_3"] == 0
    assert one(late, care=[date(2025, 4, 30)])["lasted_3"] == 1
    assert one(late, care=[date(2025, 4, 30)])["lasted_6"] == 0


def test_what_began_before_the_return_is_not_new_and_what_began_within_the_year_is():
    late = date(2026, 6, 30)
    row = one(late, plans=[date(2025, 1, 1)], enquiries=[date(2026, 1, 30)], injuries=[date(2026, 1, 31)])

    assert (row["plan_12"], row["enquiry_12"], row["injury_12"], row["back_12"]) == (0, 1, 0, 0)


def test_twice_on_one_day_is_one_return():
    rows = list(return_rows("KX4", [(HOME, ""), (HOME, "unplanned")], on=date(2025, 2, 1), **NOTHING))

    assert [row["how"] for row in rows] == ["unplanned"]
