"""An agency agreed at a meeting: recorded with its minute, printed with it, and undone by a changed word."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.actions.statements import change_statement
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions.signatures import sign_on_behalf
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.models import SignOff
from lineofsight.publication.signing import signing, to_sign
from tests.factories import rows
from tests.factories.partnership import TODAY, acting, partnership

pytestmark = pytest.mark.django_db
AGREED = Minute("head of service", "executive meeting, item 4", TODAY)


class Bodies:
    """A Summary in which the council says one sentence, and the health trust another."""

    def __init__(self) -> None:
        self.of = partnership()
        self.unit = acting(Role.BUSINESS_MANAGER, self.of.hub)
        self.lead = acting(Role.SAFEGUARDING_LEAD, self.of.council)
        review = rows.review(self.of.hub)
        self.ours = rows.statement(review, self.of.council, Audience.PARTNERSHIP)
        self.theirs = rows.statement(review, self.of.health, Audience.PARTNERSHIP, text="Nurses ring.")
        self.edition = rows.edition(review, self.of.hub)

    def sign(self, **facts):
        given = {"agency": self.of.council, "wordings": [self.ours.current], "agreed": AGREED, "by": self.unit} | facts
        return sign_on_behalf(edition=self.edition, **given)


@pytest.fixture
def bodies() -> Bodies:
    return Bodies()


def test_an_agreement_is_recorded_and_printed_with_its_minute(bodies):
    bodies.sign()

    signed = [one for line in content_of(bodies.edition, bodies.unit).lines() for one in line.signatures]
    assert [(one.role, one.on_behalf.minute, one.on_behalf.recorded_by_role) for one in signed] == [
        ("head of service", "executive meeting, item 4", "Business manager")
    ]
    assert {row.agency: (row.signed, row.of) for row in signing(bodies.edition, bodies.unit)} == {
        "Wexcombe Council": (1, 1),
        "Northmoor Community Health": (0, 1),
    }


def test_a_word_that_changes_afterwards_has_lost_the_agreement(bodies):
    bodies.sign()
    change_statement(
        statement=bodies.ours, text="Some plans are read.", expected_version=bodies.ours.version, by=bodies.unit
    )

    waiting = [one for one in to_sign(bodies.edition, bodies.unit, agency=bodies.of.council) if not one.is_signed]

    assert [one.statement.current.text for one in waiting] == ["Some plans are read."]


@pytest.mark.parametrize(
    "agreed",
    [
        Minute("", "a meeting", TODAY),
        Minute("head of service", " ", TODAY),
        Minute("head of service", "a meeting", TODAY + timedelta(days=1)),
    ],
)
def test_an_agreement_without_who_where_or_a_day_that_has_come_is_refused(bodies, agreed):
    with pytest.raises(ValueError, match="agreed"):
        bodies.sign(agreed=agreed)
    assert SignOff.objects.count() == 0


def test_the_sentence_of_another_agency_is_not_signed_with_it(bodies):
    bodies.sign(wordings=[bodies.ours.current, bodies.theirs.current])

    assert [row.agency for row in SignOff.objects.all()] == [bodies.of.council]


def test_only_the_business_unit_records_an_agreement_and_never_in_a_published_edition(bodies):
    with pytest.raises(Forbidden):
        bodies.sign(by=bodies.lead)
    bodies.edition.content = "{}"
    with pytest.raises(WrongState):
        bodies.sign()


def test_the_database_refuses_half_a_minute(bodies):
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.signoff(bodies.edition, bodies.ours.current, agreed_where="a meeting")
