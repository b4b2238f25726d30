"""The days of the visits that the list tells apart, and the children that it shows."""

import re
from datetime import date, timedelta

from tests.factories.partnership import TODAY

# A visit is due 42 days after the last one.
WEEKS_6 = timedelta(days=42)
OVERDUE_10, OVERDUE_21, DUE_TODAY, IN_7_DAYS, IN_20_DAYS = (
    TODAY - WEEKS_6 + timedelta(days=away) for away in (-10, -21, 0, 7, 20)
)
# The first visit of every child here: the week after the placement began.
SINCE_START = date(2025, 10, 6)


def children_of(text: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>(\w+)</a>', text)
