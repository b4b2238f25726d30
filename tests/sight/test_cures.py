"""What is not known says what makes it known, whatever the reason; and what is known asks for nothing."""

from dataclasses import replace
from datetime import date

import pytest

from lineofsight.sight.cure import cure_of
from lineofsight.sight.obligation import Obligation, Status, Unknown

NOT_KNOWN = Obligation(
    child="child",
    standard="cla-visit",
    version=1,
    since=date(2026, 1, 5),
    counted_from=None,
    due=None,
    status=Status.UNKNOWN,
    unknown=Unknown.NO_DAY,
    kind="placement",
)


@pytest.mark.parametrize("reason", Unknown)
def test_each_reason_says_who_does_what(reason):
    told = cure_of(replace(NOT_KNOWN, unknown=reason), None, kinds={"placement": "a placement"}, written={})

    assert told.endswith(".")
    assert any(who in told for who in ("Whoever works with the child", "agency analyst", "Whoever looks after"))


def test_control_what_is_known_asks_for_nothing():
    assert cure_of(replace(NOT_KNOWN, unknown=None), None, kinds={}, written={}) == ""
