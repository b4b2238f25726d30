"""What an obligation says of itself is what was counted: from the start, or from the last time."""

import re
from collections.abc import Iterator
from datetime import date

from lineofsight.library.checks import examples_of
from lineofsight.library.shelf import OURS
from lineofsight.library.standard import Chain, Standard
from lineofsight.sight.examples import history_of
from lineofsight.sight.explain import explain
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.plain.records import Records
from tests.sight.deliveries import RULES

AFTER_ONE = re.compile(r"\bafter the (last|first)\b")
AFTER_THE_START = re.compile(r"\b(of|from) (the start|coming|the placement|the first day|the return|both)\b")
CHAINS = {one.id for one in RULES.standards if isinstance(one.shape, Chain)}
COUNTED_BACK = {one.id for one in RULES.standards if getattr(one.shape, "counted_back", None)}


def counted() -> Iterator[tuple[Obligation, Standard, bool]]:
    """Every row of a chain in the library's examples, under every standard; whether it is counted from an event.

    And those of an «after» that is counted from what lies shortly before what called for it.
    """
    for kind, examples, _ in examples_of(OURS).values():
        for example in examples if kind is Standard else ():
            history = history_of(example, kinds=RULES.kinds)
            records = Records.of(history, as_at=example.as_at, alone=RULES.alone)
            found = due_for_all(
                history, RULES.standards, as_at=example.as_at, calendars=RULES.calendars, alone=RULES.alone
            )
            for one in found:
                is_asked_about = one.standard in CHAINS | COUNTED_BACK and one.limit >= 0 and not one.tightened
                if is_asked_about and one.counted_from:
                    edition = RULES.edition(one.standard, one.version)
                    yield one, edition, one.counted_from in records.days_of(edition.shape.met_by)


def test_no_row_of_any_example_says_that_it_is_counted_from_something_else():
    at_the_start, later, wrong, would_be_wrong = set(), set(), [], set()

    for one, edition, is_from_event in counted():
        said = explain(one, edition, kinds=RULES.kinds).limit
        if one.standard in CHAINS and one.counted_from <= one.since and not is_from_event:
            at_the_start.add(one.standard)
            wrong += [(one, said)] if AFTER_ONE.search(said) else []
            would_be_wrong |= {one.standard} if AFTER_ONE.search(edition.limits[one.limit].words) else set()
        elif one.counted_from > one.since:
            later.add(one.standard)
            wrong += [(one, said)] if AFTER_THE_START.search(said) else []

    assert wrong == []
    assert at_the_start | later == CHAINS
    # Without words of their own for the start these would say «after the last» where there was none.
    assert would_be_wrong >= {"cp-visit", "cin-visit"}


def test_what_is_counted_from_something_before_says_so_and_from_the_start_only_where_nothing_is():
    told = {True: set(), False: set()}

    for one, edition, _ in counted():
        if one.standard in COUNTED_BACK and one.counted_from <= one.since:
            said = explain(one, edition, kinds=RULES.kinds).limit
            is_from_start = one.counted_from == one.since
            told[is_from_start].add(one.standard)
            assert ("is recorded" in said) is is_from_start, (one, said)

    assert told == {True: COUNTED_BACK, False: COUNTED_BACK}


def test_the_first_visit_under_a_plan_is_counted_from_the_plan_and_the_next_from_that_visit():
    plan, visit = date(2026, 1, 5), date(2026, 1, 15)
    said = {
        one.counted_from: explain(one, edition, kinds=RULES.kinds).sentence
        for one, edition, _ in counted()
        if one.standard == "cp-visit" and one.since == plan
    }

    assert "within 10 working days of the start of the plan, counted from 5 January 2026" in said[plan]
    assert "at most 10 working days after the last visit, counted from 15 January 2026" in said[visit]
