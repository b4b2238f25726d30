"""Random people do random things in a round: the count is always what was taken, and what is closed stays closed."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineofsight.assurance.actions import rounds
from lineofsight.assurance.actions.answers import Minute
from lineofsight.assurance.actions.rounds import RoundRefused
from lineofsight.assurance.models import RoundAnswer, Update
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.rounds import DECISIONS, AnswerKind, AnswerRefused, CannotAnswer, Way, kinds_asked
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.trail.models import Event
from tests.factories.partnership import TODAY

pytestmark = pytest.mark.django_db
WHO = ("unit", "lead", "writer", "other", "scrutineer")
MINUTE = Minute("Head of service", "a meeting", TODAY)
MAY = {Way.BROWSER: {"council": "lead", "health": "other"}, Way.ON_BEHALF: {"council": "unit", "health": "unit"}}

answering = st.tuples(
    st.just("answer"),
    st.sampled_from(WHO),
    st.integers(0, 2),
    st.sampled_from([Way.BROWSER, Way.ON_BEHALF]),
    st.sampled_from(list(AnswerKind)),
    st.sampled_from(["", "It goes out.", "It stopped."]),
    st.integers(-1, 0),
)
extending = st.tuples(st.just("extend"), st.sampled_from(WHO), st.integers(-3, 9), st.sampled_from(["", "Half-term."]))
closing = st.tuples(st.just("close"), st.sampled_from(WHO))
steps = st.lists(st.one_of(answering, answering, answering, extending, closing), max_size=14)


class Model:
    """What should stand, kept beside the database in plain values."""

    def __init__(self, bodies):
        self.bodies = bodies
        self.round = bodies.opened()
        self.items = bodies.items(self.round, bodies.unit)
        self.said = {item.pk: [] for item in self.items}
        self.before = {}
        self.is_open = True
        self.due_date = self.items[0].share.due_date

    def answer(self, who, at, way, kind, text, behind):
        item = queries.find_item(self.bodies.unit, self.items[at].ref)
        expected = len(self.said[item.pk]) + behind
        is_decided = bool(set(self.said[item.pk]) & set(DECISIONS))
        asked = kinds_asked(of_action=item.action_id is not None, is_undecided=not is_decided, has_last=True)
        try:
            self.bodies.answer(
                item,
                getattr(self.bodies, who),
                text,
                kind,
                expected=expected,
                way=way,
                minute=MINUTE if way is Way.ON_BEHALF else None,
            )
        except Forbidden:
            assert MAY[way][item.agency.code] != who
            return
        except CannotAnswer:
            assert not self.is_open
            return
        except Stale:
            assert behind
            return
        except AnswerRefused:
            assert kind is AnswerKind.UNCHANGED or not text or kind not in asked
            return
        assert MAY[way][item.agency.code] == who
        assert self.is_open
        assert not behind
        assert text
        assert kind in asked
        self.said[item.pk].append(kind)

    def extend(self, who, days, reason):
        share = queries.find_share(self.bodies.unit, self.items[0].share.ref)
        new_date = share.due_date + timedelta(days=days)
        try:
            rounds.extend_share(
                share=share,
                new_date=new_date,
                reason=reason,
                expected_version=share.version,
                by=getattr(self.bodies, who),
            )
        except (Forbidden, WrongState, RoundRefused, ReasonNeeded):
            assert who != "unit" or not self.is_open or days <= 0 or not reason
            return
        self.due_date = new_date

    def close(self, who):
        collecting = queries.find_round(self.bodies.unit, self.round.ref)
        try:
            rounds.close_round(collecting=collecting, expected_version=collecting.version, by=getattr(self.bodies, who))
        except (Forbidden, WrongState):
            assert who != "unit" or not self.is_open
            return
        self.is_open = False

    def check(self):
        shares = queries.shares_now(queries.find_round(self.bodies.unit, self.round.ref).shares.all(), self.bodies.unit)
        counted = {one.item.pk: str(one.answer.kind) if one.answer else "" for now in shares for one in now.items}
        assert counted == {key: str(kinds[-1]) if kinds else "" for key, kinds in self.said.items()}
        assert RoundAnswer.objects.count() == sum(map(len, self.said.values()))
        assert Event.objects.filter(act="round.answered").count() == RoundAnswer.objects.count()
        waiting = Update.objects.filter(state="submitted").values_list("action", flat=True)
        assert len(waiting) == len(set(waiting))
        assert queries.find_share(self.bodies.unit, self.items[0].share.ref).due_date == self.due_date


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_whatever_is_tried_in_whatever_order_only_what_may_be_is_taken_and_it_is_counted(bodies, steps):
    saved = transaction.savepoint()
    model = Model(bodies)
    for name, *how in steps:
        getattr(model, name)(*how)
        model.check()
    transaction.savepoint_rollback(saved)
