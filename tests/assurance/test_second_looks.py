"""Whoever offers evidence does not say that it counts, unless nobody else could: then that is what is told."""

import pytest

from lineofsight.assurance.actions.evidence import move_evidence, offer_evidence
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.queries import basis_of, find_evidence, find_statement
from lineofsight.assurance.rules import EvidenceKind, EvidenceState, OfferedByYourself, who_says
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import AgencyKind, Role
from tests.factories import rows
from tests.factories.partnership import TODAY, acting, member

pytestmark = pytest.mark.django_db
AUDIT = {"kind": EvidenceKind.AUDIT, "title": "34 of 40 files", "shows": Shows.QUALITY_CHECKED, "note": "We read them."}


@pytest.fixture
def manager(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


@pytest.fixture
def colleague(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub, email="second@hub.example")


def offered(statement, by, **facts):
    return offer_evidence(review=statement.review, offer=Offer(**AUDIT | facts), statements=[statement], by=by)


def accept(evidence, by):
    row = find_evidence(by, evidence.ref)
    return move_evidence(evidence=row, target=EvidenceState.ACCEPTED, expected_version=row.version, by=by)


def test_who_offered_it_does_not_accept_it_while_a_colleague_could(statement, manager, colleague):
    evidence = offered(statement, manager)

    with pytest.raises(OfferedByYourself, match="E1 yourself"):
        accept(evidence, manager)
    done = accept(evidence, colleague)

    assert (done.state, done.accepted_by_ref, done.was_seen_by_nobody_else) == ("accepted", colleague.ref, False)


def test_the_only_one_who_could_accepts_it_and_it_is_told_that_nobody_else_looked(statement, manager):
    done = accept(offered(statement, manager), manager)

    assert (done.state, done.was_seen_by_nobody_else) == ("accepted", True)


@pytest.mark.parametrize("gone", ["closed account", "another role"])
def test_somebody_who_could_not_is_no_second_person(bodies, statement, manager, gone):
    if gone == "closed account":
        member(Role.BUSINESS_MANAGER, bodies.hub, email="left@hub.example", is_active=False)
    else:
        member(Role.CHECKER, bodies.hub, email="checker@hub.example")

    assert accept(offered(statement, manager), manager).was_seen_by_nobody_else


def test_what_is_computed_again_or_compared_word_by_word_needs_no_second_person(statement, bodies, manager, colleague):
    figure = rows.figure_record(statement.review, bodies.hub)
    assessment = rows.assessment(statement.review, bodies.hub)

    counted = accept(offered(statement, manager, kind=EvidenceKind.COUNT, shows=Shows.COUNTED, figure=figure), manager)
    quoted = accept(
        offered(statement, manager, kind=EvidenceKind.ASSESSMENT, shows=Shows.SAID, assessment=assessment), manager
    )

    assert [one.was_seen_by_nobody_else for one in (counted, quoted)] == [False, False]


def test_what_the_business_unit_brings_is_no_partners_word(statement, manager):
    accept(offered(statement, manager), manager)

    standing = basis_of(find_statement(manager, statement.ref), day=TODAY).standing
    control = who_says(kind="audit", evidence_agency=1, statement_agency=2, agency_kind=AgencyKind.HEALTH)

    assert (standing.who, standing.shows) == (WhoSays.OWNER, Shows.QUALITY_CHECKED)
    assert control is WhoSays.PARTNER


def test_evidence_is_about_the_agency_whose_sentence_it_stands_behind_unless_somebody_says_otherwise(
    bodies, statement, manager
):
    assert offered(statement, manager).about == bodies.council
    assert offered(statement, manager, about=bodies.health).about == bodies.health


def test_evidence_for_the_sentences_of_two_agencies_is_about_none_of_them_alone(bodies, statement, manager):
    theirs = rows.statement(statement.review, bodies.health)

    made = offer_evidence(review=statement.review, offer=Offer(**AUDIT), statements=[statement, theirs], by=manager)

    assert made.about is None


def test_control_the_people_of_these_tests_are_two(manager, colleague):
    assert Person.objects.filter(ref__in=[manager.ref, colleague.ref]).count() == 2


def test_of_what_was_withdrawn_it_is_not_said_that_it_was_accepted(statement, manager):
    done = accept(offered(statement, manager), manager)
    assert done.was_seen_by_nobody_else

    done.state = EvidenceState.WITHDRAWN

    assert not done.was_seen_by_nobody_else
