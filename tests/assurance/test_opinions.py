"""An opinion comes from outside the agency it is about, and stands as long as what it rests on."""

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.evidence import move_evidence
from lineofsight.assurance.actions.opinions import BasisChanged, OnlyNoAssurance, View, give_opinion
from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Opinion
from lineofsight.assurance.queries import basis_of, find_statement, opinion_now
from lineofsight.assurance.rules import EvidenceState
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.web.statements.forms import OpinionForm
from tests.factories import rows
from tests.factories.partnership import TODAY, actor

pytestmark = pytest.mark.django_db
LIMITED = View(level=OpinionWord.LIMITED, know="Some of it.", how="We read the minutes.", next_step="Read more.")


def accepted(statement, bodies):
    return rows.evidence(statement.review, bodies.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED)


@pytest.fixture
def evidence(statement, bodies):
    found = accepted(statement, bodies)
    rows.behind(statement, found)
    return found


def give(statement, by, view=LIMITED, seen_basis=""):
    return give_opinion(statement=find_statement(by, statement.ref), view=view, seen_basis=seen_basis, by=by)


def has_lapsed(statement, by) -> bool:
    return opinion_now(find_statement(by, statement.ref), day=TODAY).has_lapsed


def test_an_opinion_says_who_gave_it_and_stands(statement, evidence, outsider):
    given = give(statement, outsider)

    assert (given.role, given.lead_agency) == ("Independent scrutineer", statement.agency)
    assert not has_lapsed(statement, outsider)


def test_nobody_gives_an_opinion_on_their_own_agency(statement, evidence, lead):
    with pytest.raises(Forbidden):
        give(statement, lead)


def test_a_lead_of_another_agency_may(statement, evidence, bodies):
    other = actor(Role.SAFEGUARDING_LEAD, bodies.health)
    statement.audience = Audience.PARTNERSHIP
    statement.save()

    assert give(statement, other).agency == bodies.health


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.CHECKER, Role.CONTRIBUTOR, Role.EXECUTIVE])
def test_other_roles_give_none(statement, evidence, bodies, role):
    with pytest.raises(Forbidden):
        give(statement, actor(role, bodies.hub))


def test_the_database_refuses_an_opinion_of_the_lead_agency(statement, bodies):
    with pytest.raises(IntegrityError, match="opinion_from_outside"), transaction.atomic():
        rows.opinion(statement, bodies.council)


def test_without_current_evidence_only_no_assurance_can_be_given(statement, outsider):
    with pytest.raises(OnlyNoAssurance):
        give(statement, outsider)
    nothing = View(level=OpinionWord.NO_ASSURANCE, know="Nothing.", how="We asked.", next_step="Ask again.")

    assert give(statement, outsider, nothing).level == OpinionWord.NO_ASSURANCE


def test_an_opinion_lapses_when_the_words_change(statement, evidence, outsider, lead):
    give(statement, outsider)

    change_statement(statement=statement, text="Every plan is read.", expected_version=1, by=lead)

    assert has_lapsed(statement, outsider)


def test_an_opinion_lapses_when_evidence_comes_and_when_it_goes(statement, evidence, outsider, unit, bodies):
    give(statement, outsider)
    rows.behind(statement, accepted(statement, bodies))
    after_more = has_lapsed(statement, outsider)
    give(statement, outsider)
    between = has_lapsed(statement, outsider)

    move_evidence(
        evidence=evidence, target=EvidenceState.WITHDRAWN, expected_version=1, by=unit, reason="The minutes were wrong."
    )

    assert (after_more, between, has_lapsed(statement, outsider)) == (True, False, True)


def test_evidence_that_is_only_offered_lapses_nothing(statement, evidence, outsider, bodies):
    give(statement, outsider)

    rows.behind(statement, rows.evidence(statement.review, bodies.council))

    assert not has_lapsed(statement, outsider)


def test_who_read_something_else_is_told_and_nothing_is_recorded(statement, evidence, outsider, bodies):
    seen = basis_of(find_statement(outsider, statement.ref), day=TODAY).sha
    rows.behind(statement, accepted(statement, bodies))

    with pytest.raises(BasisChanged):
        give(statement, outsider, seen_basis=seen)

    assert not Opinion.objects.exists()


@pytest.mark.parametrize(("know", "passes"), [("Yes.", False), ("no", False), ("n/a", False), ("Nothing yet.", True)])
def test_an_opinion_says_what_is_known_in_words_that_can_be_read_alone(know, passes):
    form = OpinionForm({"know": know, "how": "We asked.", "next_step": "Ask again.", "level": "no_assurance"})

    assert form.is_valid() is passes
    assert ("know" in form.errors) is not passes
