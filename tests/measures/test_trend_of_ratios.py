"""A ratio over months is judged as a share is: from twelve months on, by the same rules, in its own words."""

from datetime import date

from lineofsight.library.measure import Direction, Measure
from lineofsight.library.shelf import load
from lineofsight.measures.spc import Verdict
from lineofsight.measures.terms import terms_of
from lineofsight.measures.trends import Anew, trend_of_ratios
from lineofsight.sight.counting import months_until

MONTHS = months_until(date(2026, 5, 1), how_many=16)
TERMS = terms_of(load(None).newest(Measure, "advice-line-wait"))
EVEN = [60, 62] * 8


def trend(minutes, *, calls=30, anew=()):
    rows = [(month, n, calls) for month, n in zip(MONTHS, minutes, strict=False)]
    return trend_of_ratios(rows, terms=TERMS, direction=Direction.LOWER, anew=anew)


def test_below_twelve_months_and_of_few_nothing_is_judged():
    assert trend(EVEN[:11]).verdict is Verdict.TOO_FEW
    assert trend(EVEN, calls=19).verdict is Verdict.TOO_FEW


def test_twelve_even_months_show_no_change_in_the_words_of_the_ratio():
    assert trend(EVEN[:12]).words.startswith("No clear change in 12 months; each month falls between 1.")


def test_a_month_that_chance_does_not_explain_is_worse_where_lower_is_better():
    told = trend([*EVEN[:15], 120])

    assert told.last_is_better is False
    assert told.words.startswith("Worse than before: the last month lies outside what chance explains.")
    assert trend([*EVEN[:15], 10]).last_is_better


def test_where_what_is_usual_is_one_number_in_print_no_verdict_is_told_on_it():
    """«Better: 10 months in a row lie below the average of 0.2 each. Usual: between 0.2 each and 0.2 each.»"""
    minutes = [*([600_900] * 2), *([600_000] * 14)]

    told = trend(minutes, calls=300_000)

    assert told.chart.verdict is not Verdict.NO_CHANGE, "control: the exact numbers alone would be judged"
    assert (told.verdict, told.last_is_better) == (Verdict.NO_CHANGE, None)
    assert told.words == "Not judged: as it is shown here, the last month is 2.0 each, and so is all that is usual."
    assert not any(told.found)


def test_a_month_that_differs_in_print_from_what_is_one_number_is_judged():
    told = trend([*([600_000] * 15), 900_000], calls=300_000)

    assert told.last_is_better is False
    assert told.words.startswith("Worse than before: ")


def test_after_a_new_base_the_verdict_is_that_of_the_new_months():
    told = trend([*EVEN[:3], *([120, 122] * 6)], anew=[Anew(MONTHS[3], "a second line was opened")])

    assert told.verdict is Verdict.NO_CHANGE
    assert trend([*EVEN[:3], *([120, 122] * 6)]).verdict is not Verdict.NO_CHANGE


def test_what_begins_outside_these_months_begins_nothing_and_of_two_at_one_month_the_later_stands():
    before, first, late, later = (
        Anew(month, f"{month:%Y-%m}") for month in (date(2001, 1, 1), MONTHS[0], date(2099, 1, 1), MONTHS[2])
    )

    told = trend(EVEN[:12], anew=[late, later, first, before])

    assert told.anew == (later,)
    assert [one.first for one in told.stretches] == [0, 2]
    assert told.whole_words.endswith(f"Begun anew from {MONTHS[2]:%B %Y}: {MONTHS[2]:%Y-%m}.")
