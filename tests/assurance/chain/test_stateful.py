"""Random people try random moves on each state machine: only those of the table get through."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.assurance.rules.chain import ACTION_MOVES, RECOMMENDATION_MOVES, UPDATE_MOVES
from lineofsight.partnership.moves import Move, ReasonNeeded, WrongState, find_move
from lineofsight.partnership.rules import Role

MACHINES = {
    "recommendation": (RECOMMENDATION_MOVES, "drafted"),
    "action": (ACTION_MOVES, "proposed"),
    "update": (UPDATE_MOVES, "draft"),
}
AGENCIES = st.sampled_from([1, 2, None])
OWNER = 1


def targets(moves: tuple[Move, ...]) -> list[str]:
    return sorted({str(state) for move in moves for state in (move.source, move.target)})


@pytest.mark.parametrize("name", MACHINES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_walk_leaves_the_table_and_the_owner_never_settles_its_own(name, data):
    moves, state = MACHINES[name]
    tries = st.tuples(
        st.sampled_from(targets(moves)), st.sampled_from(list(Role)), AGENCIES, st.sampled_from(["", "so"])
    )
    for target, role, agency, reason in data.draw(st.lists(tries, max_size=40)):
        listed = [move for move in moves if (move.source, move.target) == (state, target)]
        try:
            move = find_move(moves, what="It", source=state, target=target, reason=reason)
        except WrongState:
            assert listed == []
            continue
        except ReasonNeeded:
            assert listed[0].needs_reason
            assert not reason
            continue
        if not move.may_be_made(roles=frozenset({role}), actor_agency=agency, row_agency=OWNER):
            continue
        assert role in listed[0].roles
        assert not (target in ("assured", "closed") and agency in (OWNER, None))
        state = target


def test_control_a_table_without_whose_lets_the_owner_close_its_own():
    loose = tuple(Move(move.source, move.target, move.roles, move.needs_reason) for move in RECOMMENDATION_MOVES)
    close = next(move for move in loose if move.target == "closed")

    assert close.may_be_made(roles=frozenset({Role.EXECUTIVE}), actor_agency=OWNER, row_agency=OWNER)
