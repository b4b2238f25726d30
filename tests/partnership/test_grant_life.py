"""Random people ask for leave, decide and end it while hours pass: a file is open only while a given leave holds."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from lineofsight.partnership import grants as grant_rules
from lineofsight.partnership.grant_actions import Sample, ask_for_grant, decide_grant, end_grant
from lineofsight.partnership.grants import GrantState, SampleKind
from lineofsight.partnership.models import Grant
from lineofsight.partnership.moves import NotYours, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden, is_granted
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import NOW, acting, member, partnership
from tests.lives import Life, live

pytestmark = pytest.mark.django_db
S = GrantState
REFUSED = (WrongState, ReasonNeeded, Forbidden, NotYours, Stale)
# Written by hand: each is the safeguarding lead's of the agency that owns the file.
TABLE = {(S.ASKED, S.APPROVED): False, (S.ASKED, S.REFUSED): True, (S.APPROVED, S.WITHDRAWN): True}


class Row:
    """What a file tells the policy: whose it is and what it stands behind."""

    def __init__(self, agency_id: int, behind: frozenset[str]) -> None:
        self.agency_id, self.behind = agency_id, behind


class GrantLife(Life):
    def begin(self) -> None:
        self.bodies = partnership()
        evidence = rows.evidence(rows.review(self.bodies.hub), self.bodies.council)
        self.sample = Sample(SampleKind.EVIDENCE, evidence.ref)
        self.file = Row(self.bodies.council.pk, frozenset({evidence.ref}))
        self.person = member(Role.SCRUTINEER, self.bodies.scrutiny)
        self.people = {
            "lead": acting(Role.SAFEGUARDING_LEAD, self.bodies.council),
            "other lead": acting(Role.SAFEGUARDING_LEAD, self.bodies.health),
            "director": acting(Role.LEADER, self.bodies.council),
            "unit": acting(Role.BUSINESS_MANAGER, self.bodies.hub),
        }
        self.hours, self.state, self.until = 0, {}, {}

    @property
    def now(self) -> datetime:
        return NOW + timedelta(hours=self.hours)

    def asks(self):
        return actor_of(self.person, now=self.now)

    @rule(days=st.integers(1, 14))
    def ask(self, days):
        if len(self.state) < 4:
            made = ask_for_grant(
                agency=self.bodies.council, purpose="To read it.", sample=[self.sample], days=days, by=self.asks()
            )
            self.state[made.pk], self.until[made.pk] = S.ASKED, None

    @rule(hours=st.integers(1, 24 * 9))
    def hours_pass(self, hours):
        self.hours += hours

    @rule(
        data=st.data(),
        to=st.sampled_from([S.APPROVED, S.REFUSED, S.WITHDRAWN]),
        who=st.sampled_from(["lead", "lead", "other lead", "director", "unit", "who asked"]),
        reason=st.sampled_from(["", "Not now."]),
        is_stale=st.sampled_from([False, False, False, True]),
    )
    def move(self, data, to, who, reason, is_stale):
        if not self.state:
            return
        pk = data.draw(st.sampled_from(sorted(self.state)))
        row = Grant.objects.get(pk=pk)
        by = self.asks() if who == "who asked" else replace(self.people[who], now=self.now)
        needs_reason = TABLE.get((self.state[pk], to))
        allowed = needs_reason is not None and who == "lead" and (reason or not needs_reason) and not is_stale
        before, given = Event.objects.count(), {"expected_version": row.version - is_stale, "by": by, "reason": reason}
        try:
            if to is S.WITHDRAWN:
                end_grant(grant=row, **given)
            else:
                decide_grant(grant=row, approve=to is S.APPROVED, **given)
        except REFUSED:
            assert not allowed
            assert Event.objects.count() == before
            return
        assert allowed
        assert Event.objects.count() == before + 1
        self.state[pk] = to
        if to is S.APPROVED:
            self.until[pk] = self.now + timedelta(days=row.days)

    @invariant()
    def what_is_stored_is_what_was_done(self):
        assert dict(Grant.objects.values_list("pk", "state")) == self.state

    @invariant()
    def the_file_is_open_only_while_a_given_leave_holds(self):
        holds = [pk for pk, state in self.state.items() if state == S.APPROVED and self.now < self.until[pk]]
        assert is_granted(self.asks(), self.file) == bool(holds)
        assert not is_granted(self.asks(), Row(self.bodies.health.pk, self.file.behind))


def test_leave_opens_a_file_for_its_days_alone_and_only_its_owner_gives_it():
    live(GrantLife)


def test_control_leave_that_never_ends_by_itself_is_seen(monkeypatch):
    monkeypatch.setattr(
        grant_rules.Granted,
        "opens",
        lambda self, *, agency_id, behind, now: agency_id == self.agency_id and bool(behind & self.sample),
    )

    class Given(GrantLife):
        @rule()
        def is_given_and_ends(self):
            self.ask(1)
            pk = next((pk for pk, state in self.state.items() if state == S.ASKED), None)
            if pk is not None:
                decide_grant(
                    grant=Grant.objects.get(pk=pk),
                    approve=True,
                    expected_version=1,
                    by=replace(self.people["lead"], now=self.now),
                )
                self.state[pk], self.until[pk] = S.APPROVED, self.now + timedelta(days=Grant.objects.get(pk=pk).days)
            self.hours += 24 * 15

    with pytest.raises(AssertionError):
        live(Given, examples=5, steps=6)
