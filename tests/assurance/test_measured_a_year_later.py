"""./los measure as at a day gives the same figure and the same hash a year later, though much has come since."""

import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from lineofsight.partnership.models import Membership, Person
from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Subject
from lineofsight.records.practice.models import Fact
from tests.factories import record_rows
from tests.factories.partnership import partnership

pytestmark = pytest.mark.django_db
DAY, YEAR, A_DAY = date(2024, 3, 11), timedelta(days=365), timedelta(days=1)
MEASURE, EMAIL = "visits-child-seen-alone", "lead@example.org"


def at_nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def council():
    made = partnership().council
    person = Person.objects.create(email=EMAIL, name="Lead")
    role = {"role": Role.SAFEGUARDING_LEAD.value, "from_date": DAY - YEAR}
    Membership.objects.create(person=person, agency=made, recorded_at=at_nine(DAY - YEAR), **role)
    return made


def taken(council, day: date):
    return record_rows.delivery(council, taken_at=at_nine(day))


def visit(child: Subject, day: date, code: str, **facts) -> Fact:
    return record_rows.fact(child, day=day, code=code, row_key=f"{day:%Y%m%d}", **facts)


def a_year(council) -> tuple[Subject, Fact]:
    """What was known on the day: five visits, the last one without the child alone. Out: the child, and that visit."""
    child = record_rows.subject(taken(council, DAY), pseudonym="one child", shown="KX4-72M")
    for number in range(2, 6):
        visit(child, DAY - number * A_DAY, "seen-alone")
    return child, visit(child, DAY - A_DAY, "not-seen")


def measured(day: date = DAY, *more: str) -> tuple[str, str, str]:
    """The figure as the command says it, the hash of the whole figure, and that of the rows."""
    out = io.StringIO()
    call_command("measure", MEASURE, "--as-at", day.isoformat(), "--by", EMAIL, "--json", *more, stdout=out)
    figure = json.loads(out.getvalue())["figures"][0]
    return figure["words"], figure["sha"], figure["snapshot_sha"]


def test_a_year_of_visits_and_a_correction_of_an_earlier_day_change_neither_the_figure_nor_a_hash(council):
    child, wrong = a_year(council)
    on_the_day = measured()
    later = taken(council, DAY + YEAR)
    for number in range(1, 13):
        visit(child, DAY + number * 30 * A_DAY, "seen-alone", delivery_id=later.pk)
    visit(child, wrong.day, "seen-alone", delivery_id=later.pk, supersedes=wrong)

    assert on_the_day[0] == "4 of 5 (80%)"
    assert measured() == on_the_day
    # The controls: with what is known now the same day reads otherwise, and so does a day of the year after.
    corrected = measured(DAY, "--known-now")
    assert corrected[0] == "5 of 5 (100%)"
    assert not set(corrected) & set(on_the_day)
    assert measured(DAY + YEAR)[0] == "12 of 12 (100%)"
