"""Random people move a recommendation, its action and its updates in the database: only by whom, from where and with
what the tables by hand allow; each move leaves one row of the history and its event."""

from dataclasses import dataclass

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from lineofsight.assurance.actions import chain, moving, opinions, updates
from lineofsight.assurance.actions.chain import Asks
from lineofsight.assurance.actions.moving import NotYet, PublicWordingNeeded
from lineofsight.assurance.actions.opinions import View
from lineofsight.assurance.actions.updates import NothingSaid
from lineofsight.assurance.models import Action, ActionMove, Recommendation, RecommendationMove, Update
from lineofsight.assurance.queries import chain as queries
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, UpdateState
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.moves import NotYours, ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from tests.factories import rows
from tests.factories.partnership import TODAY, actor, partnership
from tests.lives import Life, live

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="the machine is the same on both databases", but=("test_a_recommendation_is_walked_to_its_end_by_hand",)
    ),
]
R, A, U = RecommendationState, ActionState, UpdateState
REFUSED = (Forbidden, NothingSaid, NotYet, NotYours, PublicWordingNeeded, ReasonNeeded, Stale, WrongState)
REASON = "It is of another year."
VIEW = View(level=OpinionWord.REASONABLE, know="It is done.", how="We read ten.", next_step="Read again.")


@dataclass(frozen=True)
class May:
    """Who may make a move, and whether they have to say why."""

    who: frozenset[str]
    needs_reason: bool = False


def may(*who: str, why: bool = False) -> May:
    return May(frozenset(who), why)


OPEN = (R.DRAFTED, R.ACCEPTED, R.PART_ACCEPTED, R.PLANNED, R.IN_PROGRESS, R.REOPENED)
SETTLED = (R.DECLINED, R.IMPLEMENTED, R.EVIDENCED, R.ASSURED, R.CLOSED)
UNDER_WAY = (A.AGREED, A.STARTED, A.RETURNED)
# Written by hand.
RECOMMENDATION = {
    **{(source, R.ACCEPTED): may("lead") for source in (R.DRAFTED, R.REOPENED)},
    **{(source, R.PART_ACCEPTED): may("lead", why=True) for source in (R.DRAFTED, R.REOPENED)},
    **{(source, R.DECLINED): may("lead", why=True) for source in (R.DRAFTED, R.REOPENED)},
    **{(source, R.PLANNED): may("unit") for source in (R.ACCEPTED, R.PART_ACCEPTED)},
    **{(source, R.IN_PROGRESS): may("lead", "writer") for source in (R.PLANNED, R.REOPENED)},
    (R.IN_PROGRESS, R.IMPLEMENTED): may("lead"),
    (R.IMPLEMENTED, R.EVIDENCED): may("unit"),
    (R.EVIDENCED, R.ASSURED): may("scrutineer", "other"),
    (R.ASSURED, R.CLOSED): may("partner"),
    **{(source, R.REOPENED): may("partner", why=True) for source in SETTLED},
    **{(source, R.SUPERSEDED): may("unit", why=True) for source in OPEN},
}
ACTION = {
    (A.PROPOSED, A.AGREED): may("lead"),
    **{(source, A.STARTED): may("lead", "writer") for source in (A.AGREED, A.RETURNED)},
    (A.PAUSED, A.STARTED): may("lead"),
    (A.STARTED, A.REPORTED_COMPLETE): may("lead", "writer"),
    (A.REPORTED_COMPLETE, A.VERIFIED): may("unit"),
    (A.REPORTED_COMPLETE, A.RETURNED): may("unit", why=True),
    **{(source, A.PAUSED): may("lead", why=True) for source in UNDER_WAY},
    **{(source, A.CANCELLED): may("unit", why=True) for source in (A.PROPOSED, *UNDER_WAY, A.PAUSED)},
}
UPDATE = {
    **{(source, U.SUBMITTED): may("lead") for source in (U.DRAFT, U.RETURNED)},
    (U.SUBMITTED, U.ACCEPTED): may("unit"),
    (U.SUBMITTED, U.RETURNED): may("unit", why=True),
}
WHO = ("unit", "partner", "lead", "writer", "other", "scrutineer")
REASONS = st.sampled_from(["", REASON, REASON])
STALE = st.sampled_from([False, False, False, True])


class ChainLife(Life):
    def begin(self) -> None:
        of = partnership()
        self.people = {
            "unit": actor(Role.BUSINESS_MANAGER, of.hub),
            "partner": actor(Role.EXECUTIVE, of.hub),
            "lead": actor(Role.SAFEGUARDING_LEAD, of.council),
            "writer": actor(Role.CONTRIBUTOR, of.council),
            "other": actor(Role.SAFEGUARDING_LEAD, of.health),
            "scrutineer": actor(Role.SCRUTINEER, of.scrutiny),
        }
        unit, review = self.people["unit"], rows.review(of.hub)
        asks = Asks(title="Read plans", text="Read every plan with the child.", measure="n of N")
        self.asked = chain.draft_recommendation(review=review, lead=of.council, asks=asks, findings=(), by=unit)
        facts = {"lead": of.council, "title": "Write", "due_date": TODAY, "by": self.people["writer"]}
        self.action = chain.add_action(recommendations=[self.asked], **facts)
        sentence = rows.statement(review, of.council)
        rows.behind(sentence, rows.evidence(review, of.council, state="accepted", shows=3))
        chain.answer_with(statement=sentence, recommendation=self.asked, by=unit)
        self.stands, self.acts, self.updates, self.moves = R.DRAFTED, A.PROPOSED, {}, [1, 1]

    @rule(
        to=st.sampled_from([to for _, to in RECOMMENDATION]), who=st.sampled_from(WHO), reason=REASONS, is_stale=STALE
    )
    def recommendation_moves(self, to, who, reason, is_stale):
        self.moves_on(to, who, reason, is_stale=is_stale)

    @rule(data=st.data(), is_the_right_one=st.sampled_from([True, True, False]), who=st.sampled_from(WHO))
    def recommendation_moves_rightly(self, data, is_the_right_one, who):
        """Most random moves are wrong ones: half of all tries follow the table, so that lives come far."""
        after = [(to, sorted(one.who)) for (source, to), one in RECOMMENDATION.items() if source is self.stands]
        if after:
            to, right = data.draw(st.sampled_from(after))
            self.moves_on(to, data.draw(st.sampled_from(right)) if is_the_right_one else who, REASON)

    def moves_on(self, to: RecommendationState, who: str, reason: str, *, is_stale: bool = False) -> None:
        by = self.people[who]
        row = queries.find_recommendation(by, self.asked.ref) or Recommendation.objects.get(pk=self.asked.pk)
        rule_ = RECOMMENDATION.get((self.stands, to), may())
        allowed = who in rule_.who and (bool(reason) or not rule_.needs_reason) and not is_stale
        allowed = allowed and (to is not R.IMPLEMENTED or self.acts in (A.VERIFIED, A.CANCELLED))
        if to is R.ASSURED and self.stands is R.EVIDENCED:
            outside = self.people["scrutineer"]
            seen = queries.find_recommendation(outside, self.asked.ref)
            opinions.give_opinion_on(recommendation=seen, view=VIEW, seen_basis="", by=outside)
        facts = {"recommendation": row, "expected_move": self.moves[0] - is_stale, "reason": reason, "by": by}
        if to in (R.ACCEPTED, R.PART_ACCEPTED, R.DECLINED):
            done = self.held(
                lambda: moving.answer_recommendation(answer=to, public_wording=reason, **facts),
                allowed=allowed,
                refused=REFUSED,
            )
        else:
            done = self.held(lambda: moving.move_recommendation(target=to, **facts), allowed=allowed, refused=REFUSED)
        if done:
            self.stands, self.moves[0] = to, self.moves[0] + 1

    @rule(data=st.data(), is_the_right_one=st.sampled_from([True, True, False]), who=st.sampled_from(WHO))
    def action_moves_rightly(self, data, is_the_right_one, who):
        after = [(to, sorted(one.who)) for (source, to), one in ACTION.items() if source is self.acts]
        if after:
            to, right = data.draw(st.sampled_from(after))
            self.acts_on(to, data.draw(st.sampled_from(right)) if is_the_right_one else who, REASON)

    @rule(to=st.sampled_from(list(A)), who=st.sampled_from(WHO), reason=REASONS, is_stale=STALE)
    def action_moves(self, to, who, reason, is_stale):
        self.acts_on(to, who, reason, is_stale=is_stale)

    def acts_on(self, to: ActionState, who: str, reason: str, *, is_stale: bool = False) -> None:
        by, rule_ = self.people[who], ACTION.get((self.acts, to), may())
        row = queries.find_action(by, self.action.ref) or Action.objects.get(pk=self.action.pk)
        allowed = who in rule_.who and (bool(reason) or not rule_.needs_reason) and not is_stale
        facts = {"action": row, "target": to, "expected_move": self.moves[1] - is_stale, "reason": reason, "by": by}
        if self.held(lambda: moving.move_action(**facts), allowed=allowed, refused=REFUSED):
            self.acts, self.moves[1] = to, self.moves[1] + 1

    @rule(who=st.sampled_from(WHO), text=st.sampled_from([" ", "Begun.", "22 of 30."]))
    def somebody_writes(self, who, text):
        action = Action.objects.get(pk=self.action.pk)
        facts = {"action": action, "text": text, "as_at_date": TODAY, "is_unchanged": False, "by": self.people[who]}
        allowed = who in ("lead", "writer") and bool(text.strip())
        if self.held(lambda: updates.write_update(**facts), allowed=allowed, refused=REFUSED):
            self.updates[Update.objects.latest("pk").pk] = U.DRAFT

    @rule(
        data=st.data(),
        to=st.sampled_from([to for _, to in UPDATE]),
        who=st.sampled_from(["unit", "unit", "lead", "lead", "writer", "other"]),
        reason=REASONS,
        is_stale=STALE,
    )
    def an_update_moves(self, data, to, who, reason, is_stale):
        if self.updates:
            self.tells(data.draw(st.sampled_from(sorted(self.updates))), to, who, reason, is_stale=is_stale)

    def tells(self, pk: int, to: UpdateState, who: str, reason: str, *, is_stale: bool = False) -> None:
        row, rule_ = Update.objects.get(pk=pk), UPDATE.get((self.updates[pk], to), may())
        facts = {"update": row, "expected_version": row.version - is_stale, "by": self.people[who]}
        does = {
            U.SUBMITTED: lambda: updates.submit_update(**facts),
            U.ACCEPTED: lambda: updates.accept_update(**facts),
            U.RETURNED: lambda: updates.return_update(question=reason, **facts),
        }[to]
        allowed = who in rule_.who and (bool(reason) or not rule_.needs_reason) and not is_stale
        if self.held(does, allowed=allowed, refused=REFUSED):
            if to is U.ACCEPTED:
                before = {one for one, state in self.updates.items() if state is U.ACCEPTED}
                self.updates |= dict.fromkeys(before, U.SUPERSEDED)
            self.updates[pk] = to

    @invariant()
    def the_history_ends_where_it_stands_and_has_a_row_for_each_move(self):
        for moves, of, stands, number in (
            (RecommendationMove, {"recommendation": self.asked}, self.stands, self.moves[0]),
            (ActionMove, {"action": self.action}, self.acts, self.moves[1]),
        ):
            told = list(moves.objects.filter(**of).order_by("number").values_list("source", "target"))
            assert (told[-1][1], len(told)) == (stands, number)
            assert [source for source, _ in told[1:]] == [target for _, target in told[:-1]]

    @invariant()
    def one_update_at_most_stands_as_accepted(self):
        assert dict(Update.objects.values_list("pk", "state")) == self.updates
        assert sum(state is U.ACCEPTED for state in self.updates.values()) <= 1


def test_recommendations_actions_and_updates_move_by_their_people_alone_whatever_the_order():
    live(ChainLife, examples=8, steps=12)


def test_a_recommendation_is_walked_to_its_end_by_hand():
    life = ChainLife()
    try:
        for to, who in ((R.ACCEPTED, "lead"), (R.PLANNED, "unit"), (R.IN_PROGRESS, "writer"), (R.IMPLEMENTED, "lead")):
            life.moves_on(to, who, "")
        assert life.stands is R.IN_PROGRESS
        for to, who in (
            (A.AGREED, "lead"),
            (A.STARTED, "writer"),
            (A.REPORTED_COMPLETE, "writer"),
            (A.VERIFIED, "unit"),
        ):
            life.acts_on(to, who, "")
        life.somebody_writes("writer", "Begun.")
        (pk,) = life.updates
        for to, who in ((U.SUBMITTED, "writer"), (U.SUBMITTED, "lead"), (U.RETURNED, "unit"), (U.ACCEPTED, "unit")):
            life.tells(pk, to, who, "")
        for to, who in (
            (R.IMPLEMENTED, "lead"),
            (R.EVIDENCED, "unit"),
            (R.ASSURED, "lead"),
            (R.ASSURED, "scrutineer"),
            (R.CLOSED, "unit"),
            (R.CLOSED, "partner"),
        ):
            life.moves_on(to, who, "")
        life.moves_on(R.REOPENED, "partner", REASON)
        life.the_history_ends_where_it_stands_and_has_a_row_for_each_move()
        life.one_update_at_most_stands_as_accepted()
        assert (life.stands, life.acts, life.updates[pk]) == (R.REOPENED, A.VERIFIED, U.ACCEPTED)
    finally:
        life.teardown()


def test_control_a_recommendation_that_is_implemented_before_its_action_is_found_by_the_life(monkeypatch):
    monkeypatch.setattr(moving, "missing_for", lambda *_, **__: "")
    life = ChainLife()
    try:
        for to, who in ((R.ACCEPTED, "lead"), (R.PLANNED, "unit"), (R.IN_PROGRESS, "writer")):
            life.moves_on(to, who, "")
        with pytest.raises(AssertionError):
            life.moves_on(R.IMPLEMENTED, "lead", "")
    finally:
        life.teardown()
