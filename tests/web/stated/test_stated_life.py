"""Random people state a quarter, accept it, send it back and state it anew: one return of a quarter counts."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from lineofsight.library.quarterly import Quarterly
from lineofsight.partnership.moves import NotYours, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.stated import actions
from lineofsight.records.stated.actions import NotAskedOfYou, accept, send_back, state_quarter
from lineofsight.records.stated.models import StatedReturn
from lineofsight.records.stated.rules import Count, StatedState, WrongCounts, quarters_asked
from tests.factories.partnership import NOW, actor, partnership
from tests.lives import Life, live

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="the machine is the same on both databases", but=("test_a_quarter_is_walked_by_hand",)
    ),
]
S = StatedState
REFUSED = (Forbidden, NotAskedOfYou, NotYours, ReasonNeeded, Stale, WrongCounts, WrongState)
SENDERS = ("writer", "lead")


class StatedLife(Life):
    def begin(self) -> None:
        self.bodies, self.state = partnership(), {}
        self.kind = next(
            one for one in shelf().all_newest(Quarterly) if any(by.agency is AgencyKind.HEALTH for by in one.stated_by)
        )
        self.quarters = quarters_asked(self.kind, today=today(NOW))[:2]
        self.people = {
            "writer": actor(Role.CONTRIBUTOR, self.bodies.health),
            "lead": actor(Role.SAFEGUARDING_LEAD, self.bodies.health),
            "reader": actor(Role.LEADER, self.bodies.health),
            "scrutineer": actor(Role.SCRUTINEER, self.bodies.scrutiny),
            "unit": actor(Role.BUSINESS_MANAGER, self.bodies.hub),
        }

    @rule(name=st.sampled_from([*SENDERS, *SENDERS, "reader", "scrutineer"]), at=st.integers(0, 1), n=st.integers(3, 9))
    def stated(self, name, at, n):
        figures = {question.id: Count(n, 8) for question in self.kind.questions}
        quarter = self.quarters[at % len(self.quarters)]
        facts = {"kind": self.kind, "quarter": quarter, "stated": figures, "by": self.people[name]}
        allowed = name in SENDERS and n <= 8
        if self.held(lambda: state_quarter(**facts), allowed=allowed, refused=REFUSED):
            for pk, (of, state) in self.state.items():
                self.state[pk] = (of, S.SUPERSEDED if of == quarter else state)
            self.state[StatedReturn.objects.latest("pk").pk] = (quarter, S.SENT)

    @precondition(lambda self: self.state)
    @rule(
        data=st.data(),
        name=st.sampled_from(["unit", "unit", "lead", "scrutineer"]),
        question=st.sampled_from([None, "", "Of how many?"]),
        is_stale=st.sampled_from([False, False, False, True]),
    )
    def judged(self, data, name, question, is_stale):
        self.judges(data.draw(st.sampled_from(sorted(self.state))), name, question, is_stale=is_stale)

    def judges(self, pk: int, name: str, question: str | None, *, is_stale: bool = False) -> None:
        """question None: it is accepted; else it goes back with the question."""
        row = StatedReturn.objects.get(pk=pk)
        quarter, state = self.state[pk]
        allowed = state is S.SENT and name == "unit" and question != "" and not is_stale
        facts = {"stated": row, "expected": row.version - is_stale, "by": self.people[name]}
        if self.held(
            lambda: accept(**facts) if question is None else send_back(question=question, **facts),
            allowed=allowed,
            refused=REFUSED,
        ):
            self.state[pk] = (quarter, S.ACCEPTED if question is None else S.RETURNED)

    @invariant()
    def what_is_stored_is_what_was_done(self):
        assert {row.pk: (row.quarter_date, row.state) for row in StatedReturn.objects.all()} == self.state

    @invariant()
    def one_return_of_a_quarter_counts_and_members_read_what_was_accepted_alone(self):
        count = [of for of, state in self.state.values() if state is not S.SUPERSEDED]
        assert len(count) == len(set(count))
        for row in StatedReturn.objects.filter(state__in=(S.SENT, S.RETURNED)):
            assert row.audience == Audience.HUB


def test_a_quarter_is_stated_by_its_body_judged_by_the_unit_and_counts_once_whatever_the_order():
    live(StatedLife, examples=10, steps=10)


def test_a_quarter_is_walked_by_hand():
    life = StatedLife()
    try:
        life.stated("writer", 0, 5)
        first = max(life.state)
        life.judges(first, "lead", None)
        life.judges(first, "unit", "Of how many?")
        life.stated("lead", 0, 6)
        life.judges(max(life.state), "unit", None)
        life.stated("lead", 0, 7)
        life.what_is_stored_is_what_was_done()
        life.one_return_of_a_quarter_counts_and_members_read_what_was_accepted_alone()
        assert [state for _, state in life.state.values()] == [S.SUPERSEDED, S.SUPERSEDED, S.SENT]
    finally:
        life.teardown()


def test_control_an_earlier_return_that_went_on_counting_is_found_by_the_life(monkeypatch):
    monkeypatch.setattr(actions, "of_own_agency", lambda *_: None)
    life = StatedLife()
    try:
        life.stated("writer", 0, 5)
        life.judges(max(life.state), "unit", None)
        # The database itself keeps a second one out, so that what is allowed is refused.
        with pytest.raises(AssertionError):
            life.stated("lead", 0, 6)
    finally:
        life.teardown()
