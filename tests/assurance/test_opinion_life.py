"""Random people give opinions on a sentence while its words and its evidence change: each stands or has lapsed."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from lineofsight.assurance.actions import opinions as actions
from lineofsight.assurance.actions.evidence import move_evidence
from lineofsight.assurance.actions.opinions import BasisChanged, OnlyNoAssurance, View, give_opinion
from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Evidence, Opinion
from lineofsight.assurance.queries import basis_of, find_statement, opinion_now
from lineofsight.assurance.rules import EvidenceState
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from tests.factories import rows
from tests.factories.partnership import TODAY, actor, partnership
from tests.lives import Life, live

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="the machine is the same on both databases", but=("test_an_opinion_is_walked_by_hand",)
    ),
]
REFUSED = (BasisChanged, Forbidden, OnlyNoAssurance)
OUTSIDE = ("scrutineer", "other")
VIEW = View(level=OpinionWord.LIMITED, know="Some of it.", how="We read the minutes.", next_step="Read more.")


class OpinionLife(Life):
    def begin(self) -> None:
        bodies = partnership()
        review = rows.review(bodies.hub)
        self.statement = rows.statement(review, bodies.council, Audience.PARTNERSHIP)
        self.piece = rows.evidence(review, bodies.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED)
        rows.behind(self.statement, self.piece)
        self.people = {
            "scrutineer": actor(Role.SCRUTINEER, bodies.scrutiny),
            "other": actor(Role.SAFEGUARDING_LEAD, bodies.health),
            "lead": actor(Role.SAFEGUARDING_LEAD, bodies.council),
            "unit": actor(Role.BUSINESS_MANAGER, bodies.hub),
        }
        # What it rests on, by a number that goes up; what was seen of it, with the mark that it had then.
        self.basis, self.is_evidenced, self.given = 0, True, []
        self.seen = [(0, self.mark())]

    def mark(self) -> str:
        return basis_of(find_statement(self.people["unit"], self.statement.ref), day=self.people["unit"].now).sha

    def changes(self) -> None:
        self.basis += 1
        self.seen.append((self.basis, self.mark()))

    @rule()
    def other_words(self):
        unit = self.people["unit"]
        row = find_statement(unit, self.statement.ref)
        change_statement(statement=row, text=f"Plans are read, {self.basis}.", expected_version=row.version, by=unit)
        self.changes()

    @rule()
    def evidence_is_withdrawn(self):
        if self.is_evidenced:
            row = Evidence.objects.get(pk=self.piece.pk)
            facts = {"target": EvidenceState.WITHDRAWN, "reason": "It is of another year.", "by": self.people["unit"]}
            move_evidence(evidence=row, expected_version=row.version, **facts)
            self.is_evidenced = False
            self.changes()

    @rule(
        name=st.sampled_from([*OUTSIDE, *OUTSIDE, "lead", "unit"]),
        level=st.sampled_from([OpinionWord.NO_ASSURANCE, OpinionWord.LIMITED]),
        back=st.sampled_from([0, 0, 1]),
    )
    def gives(self, name, level, back):
        by = self.people[name]
        of, sha = self.seen[max(len(self.seen) - 1 - back, 0)]
        says_too_much = not self.is_evidenced and level is not OpinionWord.NO_ASSURANCE
        allowed = name in OUTSIDE and of == self.basis and not says_too_much
        view, on = replace(VIEW, level=level), find_statement(by, self.statement.ref)
        if self.held(
            lambda: give_opinion(statement=on, view=view, seen_basis=sha, by=by), allowed=allowed, refused=REFUSED
        ):
            self.given.append((level, self.basis))

    @invariant()
    def every_opinion_that_was_given_is_kept_and_none_is_of_the_agency_itself(self):
        kept = Opinion.objects.order_by("pk")
        assert [row.level for row in kept] == [level for level, _ in self.given]
        assert all(row.agency_id != row.lead_agency_id for row in kept)

    @invariant()
    def the_last_one_stands_as_long_as_what_it_rests_on_is_what_was_read(self):
        now = opinion_now(find_statement(self.people["unit"], self.statement.ref), day=TODAY)
        assert (now is None) is (not self.given)
        if now is not None:
            assert now.has_lapsed is (self.given[-1][1] != self.basis)


def test_an_opinion_comes_from_outside_and_lapses_with_its_basis_whatever_the_order():
    live(OpinionLife, examples=6, steps=7)


def test_an_opinion_is_walked_by_hand():
    life = OpinionLife()
    try:
        life.gives("lead", OpinionWord.LIMITED, 0)
        life.gives("scrutineer", OpinionWord.LIMITED, 0)
        life.the_last_one_stands_as_long_as_what_it_rests_on_is_what_was_read()
        life.other_words()
        life.gives("other", OpinionWord.LIMITED, 1)
        life.evidence_is_withdrawn()
        life.the_last_one_stands_as_long_as_what_it_rests_on_is_what_was_read()
        life.gives("other", OpinionWord.LIMITED, 0)
        life.gives("other", OpinionWord.NO_ASSURANCE, 0)
        life.every_opinion_that_was_given_is_kept_and_none_is_of_the_agency_itself()
        assert [basis for _, basis in life.given] == [0, 2]
    finally:
        life.teardown()


def test_control_an_opinion_on_words_that_were_not_read_is_found_by_the_life(monkeypatch):
    life = OpinionLife()
    try:
        life.other_words()
        monkeypatch.setattr(actions, "basis_of", lambda on, *, day: replace(basis_of(on, day=day), sha=life.seen[0][1]))
        with pytest.raises(AssertionError):
            life.gives("scrutineer", OpinionWord.LIMITED, 1)
    finally:
        life.teardown()
