"""Random people offer, judge, replace and withdraw evidence while days pass: what was accepted and holds counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from lineofsight.assurance.actions import evidence as actions
from lineofsight.assurance.actions.evidence import move_evidence
from lineofsight.assurance.models import Evidence
from lineofsight.assurance.queries import basis_of, find_statement
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import TODAY, actor, partnership
from tests.lives import Life, live

pytestmark = pytest.mark.django_db
S = EvidenceState
UNIT, OFFERERS = {Role.BUSINESS_MANAGER}, {Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER}
# Written by hand: from where to where, by whom, and whether a reason is needed.
TABLE = {
    (S.OFFERED, S.ACCEPTED): (UNIT, False),
    (S.OFFERED, S.REJECTED): (UNIT, True),
    (S.OFFERED, S.WITHDRAWN): (OFFERERS, True),
    (S.ACCEPTED, S.WITHDRAWN): (OFFERERS, True),
}
ENDED = (S.REJECTED, S.WITHDRAWN, S.SUPERSEDED)
REFUSED = (WrongState, ReasonNeeded, Forbidden, Stale)
ROLES = [Role.BUSINESS_MANAGER, Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD, Role.SCRUTINEER, Role.EXECUTIVE]
WHERE = ["council", "health", "hub"]


class EvidenceLife(Life):
    def begin(self) -> None:
        self.bodies = partnership()
        self.review = rows.review(self.bodies.hub)
        self.statement = rows.statement(self.review, self.bodies.council, Audience.PARTNERSHIP)
        self.day, self.state, self.until, self.older = 0, {}, {}, {}

    def who(self, role: Role, of: str):
        by = actor(role, getattr(self.bodies, of))
        return replace(by, now=by.now + timedelta(days=self.day))

    def offered(self, days: int | None, replaces: Evidence | None = None) -> None:
        until = None if days is None else TODAY + timedelta(days=self.day + days)
        made = rows.evidence(self.review, self.bodies.council, valid_until=until, replaces=replaces)
        rows.behind(self.statement, made)
        self.state[made.pk], self.until[made.pk], self.older[made.pk] = S.OFFERED, until, replaces and replaces.pk

    @initialize(days=st.sampled_from([None, 3, 40]))
    def first(self, days):
        self.offered(days)

    @rule(days=st.sampled_from([None, 3, 40]))
    def offer(self, days):
        if len(self.state) < 5:
            self.offered(days)

    @precondition(lambda self: any(state not in ENDED for state in self.state.values()))
    @rule(data=st.data())
    def offer_newer(self, data):
        free = [
            pk
            for pk, state in self.state.items()
            if state not in ENDED
            and not any(
                old == pk and self.state[new] not in (S.REJECTED, S.WITHDRAWN) for new, old in self.older.items()
            )
        ]
        if free and len(self.state) < 6:
            self.offered(None, Evidence.objects.get(pk=data.draw(st.sampled_from(free))))

    @rule(days=st.integers(1, 20))
    def days_pass(self, days):
        self.day += days

    @rule(
        data=st.data(),
        to=st.sampled_from(list(S)),
        role=st.sampled_from(ROLES),
        of=st.sampled_from(WHERE),
        reason=st.sampled_from(["", "It is of another year."]),
        is_stale=st.sampled_from([False, False, False, True]),
    )
    def move(self, data, to, role, of, reason, is_stale):
        pk = data.draw(st.sampled_from(sorted(self.state)))
        row, by = Evidence.objects.get(pk=pk), self.who(role, of)
        roles, needs_reason = TABLE.get((self.state[pk], to), (set(), False))
        is_theirs = role is Role.BUSINESS_MANAGER or (of == "council" and to is S.WITHDRAWN)
        allowed = role in roles and is_theirs and (bool(reason) or not needs_reason) and not is_stale
        before = Event.objects.count()
        try:
            move_evidence(evidence=row, target=to, expected_version=row.version - is_stale, by=by, reason=reason)
        except REFUSED:
            assert not allowed
            assert Event.objects.count() == before
            return
        assert allowed
        self.state[pk] = to
        ended_too = to is S.ACCEPTED and self.older[pk] and self.state[self.older[pk]] not in ENDED
        if ended_too:
            self.state[self.older[pk]] = S.SUPERSEDED
        assert Event.objects.count() == before + 1 + bool(ended_too)

    @invariant()
    def what_is_stored_is_what_was_done(self):
        assert dict(Evidence.objects.filter(pk__in=self.state).values_list("pk", "state")) == self.state

    @invariant()
    def the_sentence_rests_on_what_was_accepted_and_holds_today(self):
        by = self.who(Role.SCRUTINEER, "scrutiny")
        day = today(by.now)
        counts = {
            pk
            for pk, state in self.state.items()
            if state == S.ACCEPTED and (self.until[pk] is None or day <= self.until[pk])
        }
        basis = basis_of(find_statement(by, self.statement.ref), day=day)
        assert {one.pk for one in basis.current} == counts
        assert basis.standing.is_evidenced == bool(counts)


def test_evidence_counts_when_it_was_accepted_and_holds_and_what_ended_never_comes_back():
    live(EvidenceLife)


def test_control_a_move_that_comes_back_from_the_dead_is_seen(monkeypatch):
    comes_back = actions.EVIDENCE_MOVES[0].__class__(S.REJECTED, S.ACCEPTED, frozenset(UNIT))
    monkeypatch.setattr(actions, "EVIDENCE_MOVES", (*actions.EVIDENCE_MOVES, comes_back))

    class Short(EvidenceLife):
        @initialize()
        def is_rejected(self):
            self.offered(None)
            row, unit = Evidence.objects.latest("pk"), self.who(Role.BUSINESS_MANAGER, "hub")
            move_evidence(evidence=row, target=S.REJECTED, expected_version=1, by=unit, reason="No.")
            self.state[row.pk] = S.REJECTED

        @rule()
        def accept_what_was_rejected(self):
            pk = next(pk for pk, state in self.state.items() if state == S.REJECTED)
            row, unit = Evidence.objects.get(pk=pk), self.who(Role.BUSINESS_MANAGER, "hub")
            with pytest.raises(REFUSED):
                move_evidence(evidence=row, target=S.ACCEPTED, expected_version=row.version, by=unit)

    with pytest.raises(BaseException, match="DID NOT RAISE"):
        live(Short, examples=3, steps=6)
