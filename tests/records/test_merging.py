"""Two references that the source has for one child are read as one, from the moment somebody says so."""

from datetime import date, timedelta

import pytest

from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.records.identities.actions import SameChild, merge_subjects
from lineofsight.records.identities.models import Merge, Subject
from tests.factories.partnership import acting
from tests.records.merging import merge
from tests.records.readings import born, reading, visit

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5)


@pytest.fixture
def three(council) -> list[Subject]:
    """The children of three references, each with one visit."""
    for child, day in (("1", MARCH), ("2", APRIL), ("3", MAY)):
        council.takes(reading(born(child), visit(child, day)))
    return list(Subject.objects.order_by("id"))


def days(council, **asked) -> list[list[date]]:
    return sorted([event.day for event in child.events] for child in council.knows(**asked))


def test_a_child_with_two_references_is_read_as_one_with_the_facts_of_both(council, three):
    merge(council, three[0], three[1])

    assert days(council) == [[MARCH, APRIL], [MAY]]
    assert {child.child for child in council.knows()} == {three[1].shown, three[2].shown}


def test_a_merge_into_a_child_that_is_merged_itself_leads_all_the_way(council, three):
    merge(council, three[0], three[1])
    merge(council, three[1], three[2])

    assert days(council) == [[MARCH, APRIL, MAY]]
    assert {child.child for child in council.knows()} == {three[2].shown}


def test_a_merge_into_a_reference_that_is_read_as_another_goes_there(council, three):
    merge(council, three[1], three[2])
    merge(council, three[0], three[1])

    assert days(council) == [[MARCH, APRIL, MAY]]


def test_before_the_moment_of_the_merge_there_were_two(council, three):
    then = council.analyst.now - timedelta(hours=1)
    merge(council, three[0], three[1])

    # The third return was taken at the very moment of the merge.
    assert days(council, at=then) == [[MARCH], [APRIL]]


def test_two_references_of_one_child_are_not_merged_again(council, three):
    merge(council, three[0], three[1])

    with pytest.raises(SameChild):
        merge(council, three[1], three[0])

    assert Merge.objects.count() == 1


@pytest.mark.parametrize("role", [Role.LEADER, Role.TEAM_MANAGER, Role.BUSINESS_MANAGER])
def test_only_an_analyst_and_the_safeguarding_lead_of_the_agency_merge(council, three, role):
    lead = acting(role, council.agency)

    with pytest.raises(Forbidden):
        merge_subjects(subject=three[0], into=three[1], reason="Twice.", by=lead)
