"""Why somebody sees a row: told by the same rules that let them see it."""

import pytest

from lineofsight.partnership.reach import reach_of, sees
from lineofsight.partnership.rules import PERSONAL_ROLES, RULES, Act, Audience, Role
from lineofsight.partnership.why import because, sentence_for, who_else

MINE, THEIRS = 1, 2


def asked(role: Role, *, agency: int, audience: Audience):
    roles = frozenset({role})
    return because(roles=roles, actor_agency=MINE, row_agency=agency, audience=audience, act=Act.STATEMENT_READ)


def told(role: Role, *, agency: int, audience: Audience) -> str:
    found = asked(role, agency=agency, audience=audience)
    assert found is not None
    owner = "the Council" if agency == MINE else "the Trust"
    return sentence_for(found, agency="the Council", owner=owner, audience=audience)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("agency", [MINE, THEIRS])
@pytest.mark.parametrize("role", PERSONAL_ROLES)
def test_there_is_a_reason_exactly_where_the_rules_let_somebody_read(role, agency, audience):
    reach = reach_of(frozenset({role}))
    lets = sees(reach=reach, actor_agency=MINE, row_agency=agency, audience=audience)

    assert (asked(role, agency=agency, audience=audience) is not None) is (
        lets and role in RULES[Act.STATEMENT_READ].to_any
    )


def test_the_sentence_names_the_role_and_whose_it_is():
    assert told(Role.SAFEGUARDING_LEAD, agency=MINE, audience=Audience.OWN) == (
        "You can see this because you are Agency safeguarding lead of the Council, and it belongs to the Council."
    )
    assert "the Trust has submitted it" in told(Role.BUSINESS_MANAGER, agency=THEIRS, audience=Audience.HUB)
    assert "shares it with every member" in told(Role.CONTRIBUTOR, agency=THEIRS, audience=Audience.PARTNERSHIP)
    assert "keeps for itself too" in told(Role.SCRUTINEER, agency=THEIRS, audience=Audience.OWN)


def test_who_else_sees_a_draft_is_its_own_agency_and_the_scrutineer():
    own, other = who_else(audience=Audience.OWN, act=Act.STATEMENT_READ)

    assert "Agency contributor" in own
    assert other == ("Independent scrutineer",)
