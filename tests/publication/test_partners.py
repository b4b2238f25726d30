"""Each safeguarding partner approves for its own agency; the last approval moves the edition on."""

import pytest
from django.db import IntegrityError, connection, transaction

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions.editions import (
    NotAPartner,
    ReadSomethingElse,
    approve_edition,
    check_edition,
    lock_edition,
    open_edition,
    reopen_edition,
)
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.models import Edition, PartnerApproval
from lineofsight.publication.queries.declared import partners_stand
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.rules import EditionState
from tests.factories import declared_rows
from tests.factories.partnership import acting, agency, partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db):
    made = partnership()
    agency("police", "Wexcombe Police", AgencyKind.POLICE)
    agency("board", "Wexcombe Care Board", AgencyKind.CARE_BOARD)
    return made


@pytest.fixture
def edition(statement, author, bodies):
    made = open_edition(review=statement.review, by=author)
    lock_edition(edition=made, by=author)
    check_edition(edition=made, by=acting(Role.CHECKER, bodies.hub))
    return made


def partner(code: str):
    return acting(Role.EXECUTIVE, Agency.objects.get(code=code))


def approve(edition, by) -> None:
    """As a request does: within the scope of whoever asks."""
    with scope(by, writes=True):
        approve_edition(edition=find_edition(by, edition.ref), by=by)


def test_the_edition_is_approved_when_the_last_partner_has_approved(edition, author):
    states = []
    for code in ("police", "council", "board"):
        approve(edition, partner(code))
        states.append(Edition.objects.get().state)

    told = content_of(edition, author).declared
    assert states == [EditionState.CHECKED, EditionState.CHECKED, EditionState.APPROVED]
    assert told.partners == ("Wexcombe Council", "Wexcombe Care Board", "Wexcombe Police")
    assert [one.agency for one in told.approvals] == ["Wexcombe Police", "Wexcombe Council", "Wexcombe Care Board"]
    assert {one.read_sha for one in told.approvals} == {Edition.objects.get().approved_sha}


def test_the_partners_are_data_so_an_agency_of_another_kind_does_not_approve(edition, bodies):
    with pytest.raises(NotAPartner, match="Wexcombe Council, Wexcombe Care Board, Wexcombe Police"):
        approve(edition, acting(Role.EXECUTIVE, bodies.health))


def test_one_partner_does_not_approve_twice(edition):
    police = partner("police")
    approve(edition, police)

    with pytest.raises(NotAPartner, match="already"):
        approve(edition, police)
    row = PartnerApproval.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        declared_rows.partner_approval(edition, row.agency, read_sha=row.read_sha)


def test_an_approval_is_lost_with_the_first_word_that_changes(edition, statement, author):
    approve(edition, partner("police"))
    change_statement(statement=statement, text="Other words.", expected_version=1, by=author)

    with pytest.raises(ReadSomethingElse):
        approve(edition, partner("council"))
    content = content_of(edition, author)
    stands = {one.partner.agency.code: one for one in partners_stand(edition, author, read_sha=read_sha(content))}
    assert content.declared.approvals == ()
    assert stands["police"].approval is None
    assert stands["police"].lapsed is not None
    assert stands["council"].lapsed is None


def test_the_same_words_read_again_keep_their_approval(edition, author, bodies):
    approve(edition, partner("police"))
    reopened = find_edition(author, edition.ref)
    reopen_edition(edition=reopened, reason="To look once more.", by=author)

    assert len(content_of(find_edition(author, edition.ref), author).declared.approvals) == 1


def test_an_edition_that_was_taken_back_and_checked_again_unchanged_is_moved_on_by_any_partner(edition, author, bodies):
    partners = [partner(code) for code in ("police", "council", "board")]
    for one in partners:
        approve(edition, one)
    reopen_edition(edition=find_edition(author, edition.ref), reason="To look once more.", by=author)
    lock_edition(edition=find_edition(author, edition.ref), by=author)
    checker = acting(Role.CHECKER, bodies.hub, email="other@hub.example")
    check_edition(edition=find_edition(checker, edition.ref), by=checker)

    approve(edition, partners[0])

    assert Edition.objects.get().state == EditionState.APPROVED
    assert PartnerApproval.objects.count() == 3


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row security is PostgreSQL's")
def test_a_partner_of_another_agency_moves_the_edition_and_a_contributor_cannot(edition, bodies):
    moved = {}
    for role in (Role.EXECUTIVE, Role.CONTRIBUTOR):
        with scope(acting(role, bodies.council, email=f"{role.value.replace(' ', '-')}@x.example"), writes=True):
            moved[role] = Edition.objects.filter(pk=edition.pk).update(version=edition.version)

    assert connection.vendor == "postgresql"
    assert moved == {Role.EXECUTIVE: 1, Role.CONTRIBUTOR: 0}
