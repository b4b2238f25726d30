"""With an empty service the first page says what comes first, in order, and each step goes when it is done."""

import pytest

from lineofsight.assurance.models import Statement
from lineofsight.desk.home.beginning import TITLE, first_steps
from lineofsight.desk.home.pages import home_of
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from tests.factories import chain_rows, round_rows, rows
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
    without = first_steps(administrator)
    scrutiny = agency("scrutiny", "Fenwick scrutiny", AgencyKind.INDEPENDENT)
    with_agency = first_steps(administrator)
    member(Role.SCRUTINEER, scrutiny)
    member(Role.DATA_PROTECTION, unit)

    assert empty == [
        "Add the agencies that take part",
        "Invite the business manager",
        "Invite the safeguarding lead of each agency",
        "Invite whoever checks and publishes",
        "Add the safeguarding partners: the local authority, the integrated care board and the chief officer of police",
        "Invite the independent scrutineer",
        "Invite the data-protection officer",
    ]
    assert some == [
        "Invite the safeguarding lead of each agency",
        "Add the safeguarding partners: the integrated care board and the chief officer of police",
        "Invite a safeguarding partner of each: Fenwick Council",
        *empty[-2:],
    ]
    # One of the three is not enough: each approves for itself.
    assert one_of_three == [some[1], *empty[-2:]]
    # The agency that scrutinises is there before anybody is invited into it.
    assert [line.kind for line in without.lines] == ["agencies", "invite"]
    assert [line.kind for line in with_agency.lines] == ["invite", "invite"]
    assert first_steps(administrator) is None
    assert TITLE not in [one.title for one in home_of(administrator).sections]


def test_the_manager_goes_the_whole_way_from_the_report_to_the_first_edition():
    bodies = partnership()
    manager = acting(Role.BUSINESS_MANAGER, bodies.hub)
    empty, home = steps(manager), home_of(manager)

    review = rows.review(bodies.hub)
    asked = chain_rows.recommendation(review, bodies.council)
    doubted = rows.statement(review, bodies.council, Audience.PARTNERSHIP, doubt="Two names.")
    taken = first_steps(manager)
    chain_rows.action(asked, bodies.council)
    chain_rows.answers(doubted, asked)
    Statement.objects.update(doubt="")
    round_rows.collecting(review, bodies.hub)
    rows.evidence(review, bodies.council, kind="experience")
    last = steps(manager)
    rows.edition(review, bodies.hub)

    assert empty == [
        "Take last year's report in",
        "Take the action plan in",
        "Ask the agencies what has happened since",
        "Open the first edition",
    ]
    assert (home.answer, home.sections[0].title) == ("4 first steps are to be done.", TITLE)
    assert [(line.text, line.kind, line.ref) for line in taken.lines] == [
        ("Take the action plan in", "import_plan", ""),
        ("Say whose 1 sentence is", "doubted", review.ref),
        ("Say which recommendation each sentence answers", "say_each_answers", review.ref),
        ("Ask the agencies what has happened since", "open_round", review.ref),
        ("Say what people told you", "review_evidence", review.ref),
        ("Open the first edition", "next_edition", review.ref),
    ]
    assert last == ["Open the first edition"]
    # Whether the open edition can be published is work that waits, and no second line of the same.
    assert first_steps(manager) is None
    assert home_of(manager) is None


def test_after_the_first_edition_nothing_is_a_first_step():
    bodies = partnership()
    manager = acting(Role.BUSINESS_MANAGER, bodies.hub)
    rows.edition(rows.review(bodies.hub), bodies.hub, state="published")

    assert first_steps(manager) is None


@pytest.mark.parametrize("role", [Role.SAFEGUARDING_LEAD, Role.SCRUTINEER, Role.PUBLISHER])
def test_nobody_else_is_told_to_begin(role):
    assert first_steps(acting(role, partnership().council)) is None
