"""The rules written by hand and the product's rules are the same: a change of policy is written twice."""

import pytest

from lineofsight.assurance.rules import EVIDENCE_MOVES
from lineofsight.assurance.rules.chain import ACTION_MOVES, RECOMMENDATION_MOVES, UPDATE_MOVES
from lineofsight.assurance.rules.challenges import CHALLENGE_MOVES
from lineofsight.assurance.rules.rounds import ITEM_MOVES, PACK_MOVES, ROUND_MOVES
from lineofsight.jobs.rules import JOB_MOVES
from lineofsight.partnership import rules
from lineofsight.partnership.grants import GRANT_MOVES
from lineofsight.partnership.moves import Move
from lineofsight.partnership.reach import REACH, OnePerson
from lineofsight.partnership.rules import WRITES_FOR_ANY, Act, Audience, Role, Rule
from lineofsight.publication.rules import EDITION_MOVES, NOTICE_MOVES
from lineofsight.records.stated.rules import STATED_MOVES
from lineofsight.web import urls
from lineofsight.web.route import ROUTES
from tests.matrix import expected
from tests.matrix.expected import RULES, roles_of


def by_hand(act: str) -> Rule:
    """A rule of the file, as the product would write it."""
    rule = RULES["acts"][act]

    def roles(which: str) -> frozenset[Role]:
        return frozenset(Role(role) for role in roles_of(rule.get(which, [])))

    return Rule(*(roles(which) for which in ("any", "own", "other", "unit", "leave")), step_up=bool(rule.get("again")))


def differences(product: dict[Act, Rule]) -> list[str]:
    """The acts that are not in both tables, or not the same in both."""
    names = {act.value for act in product} | set(RULES["acts"])
    return sorted(name for name in names if name not in RULES["acts"] or product.get(Act(name)) != by_hand(name))


def test_every_act_is_written_twice_and_the_same():
    assert differences(dict(rules.RULES)) == []


def test_control_one_role_more_or_less_is_seen():
    changed = dict(rules.RULES)
    changed[Act.STATEMENT_EDIT] = Rule(to_any=frozenset({Role.BUSINESS_MANAGER, Role.ANALYST}))
    del changed[Act.TRAIL_READ]

    assert differences(changed) == ["statement.edit", "trail.read"]


def test_every_role_reaches_as_far_as_is_written():
    assert set(RULES["reach"]) == {role.value for role in Role} == {role.value for role in REACH}
    reach = {
        role.value: {"own": REACH[role].own_from.name.lower(), "other": REACH[role].other_from.name.lower()}
        for role in Role
    }
    assert reach == RULES["reach"]
    assert tuple(level.name.lower() for level in Audience) == expected.AUDIENCES


def test_nobody_sees_other_children_than_is_written():
    words = {OnePerson.NONE: None, OnePerson.NEAR: "near", OnePerson.OF_THE_AGENCY: "own", OnePerson.ALL: "all"}

    assert {role.value: words[REACH[role].children] for role in Role} == {
        role.value: RULES["children"].get(role.value) for role in Role
    }


def test_nobody_but_the_unit_and_jobs_writes_for_others():
    assert {role.value for role in WRITES_FOR_ANY} == set(RULES["writes for any"])


@pytest.mark.parametrize(
    "of, product",
    [
        ("edition", EDITION_MOVES),
        ("notice", NOTICE_MOVES),
        ("evidence", EVIDENCE_MOVES),
        ("challenge", CHALLENGE_MOVES),
        ("grant", GRANT_MOVES),
        ("recommendation", RECOMMENDATION_MOVES),
        ("action", ACTION_MOVES),
        ("update", UPDATE_MOVES),
        ("round", ROUND_MOVES),
        ("round item", ITEM_MOVES),
        ("pack", PACK_MOVES),
        ("job", JOB_MOVES),
        ("stated quarter", STATED_MOVES),
    ],
)
def test_every_move_is_written_twice_and_the_same(of: str, product: tuple[Move, ...]):
    found = {
        (str(move.source), str(move.target), frozenset(role.value for role in move.roles), move.needs_reason)
        for move in product
    }

    assert found == expected.moves(of)


def test_every_act_is_asked_by_an_address_or_it_is_said_where():
    assert urls.urlpatterns
    # What exists in the demonstration only has no address where it is not served.
    asked = {one.may.value for one in ROUTES} - {Act.DEMONSTRATION.value}

    assert set(RULES["asked elsewhere"]) == {act.value for act in Act} - asked
