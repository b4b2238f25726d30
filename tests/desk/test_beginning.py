"""With an empty service the first page says what comes first, in order, and each step goes when it is done."""

import pytest

from lineofsight.desk.home.beginning import TITLE, first_steps
from lineofsight.desk.home.pages import home_of
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.publication.models import Edition
from tests.factories import round_rows, rows
from tests.factories.partnership import acting, agency, member, partnership

pytestmark = pytest.mark.django_db


def steps(actor) -> list[str]:
    found = first_steps(actor)
    return [line.text for line in found.lines] if found else []


def test_the_administrator_adds_agencies_and_invites_in_this_order():
    unit = agency("unit", "Fenwick business unit", AgencyKind.HUB)
    administrator = acting(Role.ADMINISTRATOR, unit)
    empty = steps(administrator)

    council = agency("council", "Fenwick Council", AgencyKind.COUNCIL)
    for role in (Role.BUSINESS_MANAGER, Role.CHECKER, Role.PUBLISHER):
        member(role, unit)
    some = steps(administrator)
    member(Role.EXECUTIVE, council)
    member(Role.SAFEGUARDING_LEAD, council)
    one_of_three = steps(administrator)
    for code, kind in (("icb", AgencyKind.CARE_BOARD), ("police", AgencyKind.POLICE)):
        member(Role.EXECUTIVE, agency(code, f"Fenwick {code}", kind))

    assert empty == [
        "Add the agencies that take part",
        "Invite the business manager",
        "Invite the safeguarding lead of each agency",
        "Invite whoever checks and publishes",
        "Add the safeguarding partners: the local authority, the integrated care board and the chief officer of police",
    ]
    assert some == [
        "Invite the safeguarding lead of each agency",
        "Add the safeguarding partners: the integrated care board and the chief officer of police",
        "Invite a safeguarding partner of each: Fenwick Council",
    ]
    # One of the three is not enough: each approves for itself.
    assert one_of_three == [some[1]]
    assert first_steps(administrator) is None
    assert TITLE not in [one.title for one in home_of(administrator).sections]


def test_the_manager_takes_a_report_in_asks_and_publishes():
    bodies = partnership()
    manager = acting(Role.BUSINESS_MANAGER, bodies.hub)
    empty, home = steps(manager), home_of(manager)

    review = rows.review(bodies.hub)
    edition = rows.edition(review, bodies.hub)
    taken = first_steps(manager)
    round_rows.collecting(review, bodies.hub)
    Edition.objects.filter(pk=edition.pk).update(state="published")

    assert empty == [
        "Take last year's report in",
        "Ask the agencies what has happened since",
        "Publish the first edition",
    ]
    assert (home.answer, home.sections[0].title) == ("3 first steps are to be done.", TITLE)
    assert [(line.kind, line.ref) for line in taken.lines] == [("open_round", review.ref), ("summaries", "")]
    assert first_steps(manager) is None
    assert home_of(manager) is None


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.SCRUTINEER, Role.PUBLISHER])
def test_nobody_else_is_told_to_begin(role):
    assert first_steps(acting(role, partnership().council)) is None
