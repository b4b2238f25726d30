"""Random people challenge a sentence, answer, keep the challenge up and close it, while days pass."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from lineofsight.assurance.actions import challenges as actions
from lineofsight.assurance.actions.challenges import WrongChallenge, challenge_statement, close_challenge
from lineofsight.assurance.actions.questions import WrongQuestion, answer_question
from lineofsight.assurance.models import HolderQuestion
from lineofsight.assurance.queries import find_statement
from lineofsight.assurance.rules.challenges import ChallengeState
from lineofsight.partnership.moves import NotYours, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from tests.factories import rows
from tests.factories.partnership import actor, partnership
from tests.lives import Life, live

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="the machine is the same on both databases", but=("test_one_challenge_is_walked_by_hand",)
    ),
]
S = ChallengeState
REFUSED = (Forbidden, NotYours, ReasonNeeded, Stale, WrongChallenge, WrongQuestion, WrongState)
PEOPLE = {
    "lead": (Role.SAFEGUARDING_LEAD, "council"),
    "writer": (Role.CONTRIBUTOR, "council"),
    "other": (Role.SAFEGUARDING_LEAD, "health"),
    "unit": (Role.BUSINESS_MANAGER, "hub"),
    "scrutineer": (Role.SCRUTINEER, "scrutiny"),
}
# Written by hand: from which states each can be come to, and by whom.
TABLE = {
    S.ANSWERED: ({S.RAISED}, "lead"),
    S.STANDS: ({S.RAISED, S.ANSWERED}, "scrutineer"),
    S.RESOLVED: ({S.RAISED, S.ANSWERED, S.STANDS}, "scrutineer"),
}


class ChallengeLife(Life):
    def begin(self) -> None:
        self.bodies, self.day, self.state = partnership(), 0, {}
        self.statement = rows.statement(rows.review(self.bodies.hub), self.bodies.council, Audience.PARTNERSHIP)

    def who(self, name: str):
        role, of = PEOPLE[name]
        by = actor(role, getattr(self.bodies, of))
        return replace(by, now=by.now + timedelta(days=self.day))

    @initialize()
    def first(self):
        self.raised("scrutineer", "Three plans had no copy.")

    @rule(name=st.sampled_from([*PEOPLE, "scrutineer"]), asks=st.sampled_from([" ", "Who was asked?"]))
    def raised(self, name, asks):
        by = self.who(name)
        allowed = name == "scrutineer" and bool(asks.strip())
        on = find_statement(by, self.statement.ref)
        if self.held(
            lambda: challenge_statement(statement=on, asks=asks, seen_basis="", by=by), allowed=allowed, refused=REFUSED
        ):
            self.state[HolderQuestion.objects.latest("pk").pk] = S.RAISED

    @rule(days=st.sampled_from([1, 9, 20]))
    def days_pass(self, days):
        self.day += days

    @rule(
        data=st.data(),
        to=st.sampled_from(list(TABLE)),
        name=st.sampled_from([*PEOPLE, "lead", "scrutineer", "scrutineer"]),
        words=st.sampled_from(["", "We read them again.", "We read them again."]),
        is_stale=st.sampled_from([False, False, False, True]),
    )
    def moved(self, data, to, name, words, is_stale):
        self.moves(data.draw(st.sampled_from(sorted(self.state))), to, name, words, is_stale=is_stale)

    def moves(self, pk: int, to: ChallengeState, name: str, words: str, *, is_stale: bool = False) -> None:
        row, by = HolderQuestion.objects.get(pk=pk), self.who(name)
        sources, who = TABLE[to]
        had_its_days = self.state[pk] is S.ANSWERED or today(by.now) > row.answer_by_date
        allowed = self.state[pk] in sources and name == who and bool(words) and not is_stale
        allowed = allowed and (to is not S.STANDS or had_its_days)
        facts = {"question": row, "expected": row.version - is_stale, "by": by}
        if to is S.ANSWERED:
            done = self.held(lambda: answer_question(answer=words, **facts), allowed=allowed, refused=REFUSED)
        else:
            done = self.held(
                lambda: close_challenge(outcome=to, closing=words, **facts), allowed=allowed, refused=REFUSED
            )
        self.state[pk] = to if done else self.state[pk]

    @invariant()
    def what_is_stored_is_what_was_done(self):
        assert {row.pk: row.state for row in HolderQuestion.objects.all()} == self.state


def test_a_challenge_is_answered_by_its_agency_and_ended_by_the_scrutineer_alone_whatever_the_order():
    live(ChallengeLife, examples=8, steps=8)


def test_one_challenge_is_walked_by_hand():
    life = ChallengeLife()
    try:
        life.first()
        (pk,) = life.state
        for to, name in (
            (S.STANDS, "scrutineer"),
            (S.ANSWERED, "unit"),
            (S.ANSWERED, "lead"),
            (S.STANDS, "scrutineer"),
        ):
            life.moves(pk, to, name, "Read again.")
        life.moves(pk, S.RESOLVED, "lead", "Read again.")
        assert life.state[pk] is S.STANDS
        life.moves(pk, S.RESOLVED, "scrutineer", "Read again.")
        life.what_is_stored_is_what_was_done()
        assert life.state[pk] is S.RESOLVED
    finally:
        life.teardown()


def test_control_a_challenge_that_is_kept_up_before_its_days_are_over_is_found_by_the_life(monkeypatch):
    monkeypatch.setattr(actions, "may_stand", lambda **_: True)
    life = ChallengeLife()
    try:
        life.first()
        (pk,) = life.state
        with pytest.raises(AssertionError):
            life.moves(pk, S.STANDS, "scrutineer", "Read again.")
    finally:
        life.teardown()
