"""What two people do at the same instant is answered as if one had come later: never with a fault of ours."""

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions import arranging
from lineofsight.assurance.actions.arranging import CannotArrange, add_sections, rename_section
from lineofsight.assurance.models import Section
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions.editions import NotAPartner, approve_edition, check_edition, lock_edition
from lineofsight.publication.models import PartnerApproval
from lineofsight.publication.queries.editions import find_edition
from tests.at_once import at_once
from tests.factories.partnership import acting, agency

ON_BOTH = pytest.mark.django_db


def approves(edition, by) -> None:
    with scope(by, writes=True):
        approve_edition(edition=find_edition(by, edition.ref), by=by)


def two_executives(edition, bodies, author):
    """An edition that a checker has read, and two executives of one partner."""
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    return [acting(Role.EXECUTIVE, bodies.council, email=f"{name}@x.example") for name in ("one", "two")]


@ON_BOTH
def test_a_second_executive_of_an_agency_is_told_that_it_has_approved(edition, bodies, author):
    # A partner still to come keeps the edition where it is.
    agency("police", "Wexcombe Police", AgencyKind.POLICE)
    one, two = two_executives(edition, bodies, author)
    approves(edition, one)

    with pytest.raises(NotAPartner, match="has approved these words already"):
        approves(edition, two)
    assert PartnerApproval.objects.count() == 1


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_of_two_executives_who_approve_at_the_same_instant_one_is_told_that_it_is_done(edition, bodies, author):
    one, two = two_executives(edition, bodies, author)

    def first(hold) -> None:
        with scope(one, writes=True):
            approve_edition(edition=find_edition(one, edition.ref), by=one)
            hold()

    raised = at_once(first, lambda: approves(edition, two))

    assert raised[0] is None
    assert isinstance(raised[1], NotAPartner)
    assert PartnerApproval.objects.count() == 1


@ON_BOTH
def test_a_section_is_not_given_the_title_of_another(statement, author):
    add_sections(review=statement.review, titles=["A", "B"], by=author)

    with pytest.raises(CannotArrange, match="There is a section «B» already"):
        rename_section(review=statement.review, title="A", to="B", by=author)


def renamed_at_once(review, by) -> tuple[object, object]:
    """«A» and «B» are both called «C» by two people at the same instant."""

    def first(hold) -> None:
        with scope(by, writes=True):
            rename_section(review=review, title="A", to="C", by=by)
            hold()

    def second() -> None:
        with scope(by, writes=True):
            rename_section(review=review, title="B", to="C", by=by)

    return at_once(first, second)


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_of_two_sections_that_get_one_title_at_the_same_instant_the_second_keeps_its_own(statement, author):
    add_sections(review=statement.review, titles=["A", "B"], by=author)

    raised = renamed_at_once(statement.review, author)

    assert raised[0] is None
    assert isinstance(raised[1], CannotArrange)
    assert {"B", "C"} <= set(Section.objects.values_list("title", flat=True))


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_one_section_that_two_people_add_at_the_same_instant_is_added_once(statement, author):
    def first(hold) -> None:
        with scope(author, writes=True):
            add_sections(review=statement.review, titles=["New"], by=author)
            hold()

    def second() -> None:
        with scope(author, writes=True):
            add_sections(review=statement.review, titles=["New"], by=author)

    raised = at_once(first, second)

    assert raised[0] is None
    assert isinstance(raised[1], Stale)
    assert Section.objects.filter(title="New").count() == 1


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_control_without_its_guard_the_second_of_two_renamings_is_a_fault_of_ours(statement, author, monkeypatch):
    monkeypatch.setattr(arranging, "_unless_there", lambda trouble: transaction.atomic())
    add_sections(review=statement.review, titles=["A", "B"], by=author)

    raised = renamed_at_once(statement.review, author)

    assert isinstance(raised[1], IntegrityError)
