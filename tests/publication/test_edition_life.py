"""Random people lock, check, approve, publish and withdraw editions while words change: what was published stays."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Statement
from lineofsight.assurance.queries import find_statement
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.actions.editions import (
    SamePerson,
    approve_edition,
    check_edition,
    lock_edition,
    open_edition,
    reopen_edition,
)
from lineofsight.publication.actions.publishing import NotReady, publish, withdraw
from lineofsight.publication.models import Edition
from lineofsight.publication.rules import EditionState
from lineofsight.trail.models import Event
from tests.factories import declared_rows
from tests.lives import Life, live
from tests.publication.office import Office

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="the machine is the same; tests/publication/test_withdrawal.py runs on both",
        but=("test_every_state_is_walked_through_once_by_hand",),
    ),
]
S = EditionState
TEXTS = ("Five agencies have answered.", "The agencies that were asked have answered.")
REASON = "A count was wrong."
STEPS = {
    "lock": lambda row, by, reason: lock_edition(edition=row, by=by),
    "reopen": lambda row, by, reason: reopen_edition(edition=row, reason=reason, by=by),
    "check": lambda row, by, reason: check_edition(edition=row, by=by),
    "approve": lambda row, by, reason: approve_edition(edition=row, by=by),
    "publish": lambda row, by, reason: publish(edition=row, by=by),
    "withdraw": lambda row, by, reason: withdraw(edition=row, reason=reason, by=by),
}
# Written by hand: from which states, by whom, to what, and whether the words must be those that were checked.
TABLE = {
    "lock": ({S.DRAFT}, "author", S.LOCKED),
    "reopen": ({S.LOCKED, S.CHECKED, S.APPROVED}, "author", S.DRAFT),
    "check": ({S.LOCKED}, "checker", S.CHECKED),
    "approve": ({S.CHECKED}, "partner", S.APPROVED),
    "publish": ({S.APPROVED}, "publisher", S.PUBLISHED),
    # Who published it does not withdraw it.
    "withdraw": ({S.PUBLISHED, S.SUPERSEDED}, "partner", S.WITHDRAWN),
}
FROZEN = (S.PUBLISHED, S.WITHDRAWN, S.SUPERSEDED)
REFUSED = (
    WrongState,
    ReasonNeeded,
    Forbidden,
    SamePerson,
    actions.ReadSomethingElse,
    actions.NotAPartner,
    NotReady,
)


class EditionLife(Life):
    def begin(self) -> None:
        self.office = Office()
        self.text, self.state, self.checked, self.printed = 0, {}, {}, {}

    def opens(self) -> int:
        made = open_edition(review=self.office.review, by=self.office.author)
        declared_rows.declare_all(made, self.office.bodies.hub)
        self.state[made.pk] = S.DRAFT
        return made.pk

    @initialize(steps=st.integers(0, 5))
    def on_its_way(self, steps):
        pk = self.opens()
        for step in list(TABLE)[: steps + 1]:
            if step != "reopen" and steps:
                self.tried(pk, step, TABLE[step][1], REASON)

    @rule()
    def open_another(self):
        if len(self.state) < 2 and all(state in FROZEN for state in self.state.values()):
            self.opens()

    @rule(text=st.integers(0, 1))
    def change_a_word(self, text):
        row = Statement.objects.get(review=self.office.review)
        change_statement(
            statement=find_statement(self.office.author, row.ref),
            text=TEXTS[text],
            kind=SentenceKind.CONTEXT,
            expected_version=row.version,
            by=self.office.author,
        )
        self.text = text

    @rule(
        data=st.data(),
        step=st.sampled_from([*STEPS, "withdraw", "approve"]),
        is_the_right_one=st.sampled_from([True, True, False]),
        who=st.sampled_from(["author", "checker", "partner", "publisher"]),
        reason=st.sampled_from(["", REASON, REASON]),
    )
    def move(self, data, step, is_the_right_one, who, reason):
        pk = data.draw(st.sampled_from(sorted(self.state)))
        self.tried(pk, step, TABLE[step][1] if is_the_right_one else who, reason)

    def tried(self, pk: int, step: str, who: str, reason: str) -> None:
        sources, role, target = TABLE[step]
        is_same = step not in ("approve", "publish") or self.checked.get(pk) == self.text
        # Whoever checks it may send it back instead.
        is_sent_back = step == "reopen" and who == "checker" and self.state[pk] is S.LOCKED
        allowed = (self.state[pk] in sources and who == role and is_same) or is_sent_back
        allowed = allowed and (bool(reason) or step not in ("reopen", "withdraw"))
        before = Event.objects.count()
        try:
            STEPS[step](Edition.objects.get(pk=pk), getattr(self.office, who), reason)
        except REFUSED:
            assert not allowed, (step, who, self.state[pk])
            assert Event.objects.count() == before
            return
        assert allowed, (step, who, self.state[pk])
        self.state[pk] = target
        if step == "check":
            self.checked[pk] = self.text
        if step == "publish":
            self.printed[pk] = Edition.objects.get(pk=pk).content
            older = [one for one, state in self.state.items() if one < pk and state is S.PUBLISHED]
            self.state |= dict.fromkeys(older, S.SUPERSEDED)

    @invariant()
    def what_is_stored_is_what_was_done(self):
        assert dict(Edition.objects.values_list("pk", "state")) == self.state

    @invariant()
    def what_was_published_stays_as_it_was_printed_and_nothing_else_is_frozen(self):
        assert dict(Edition.objects.exclude(content="").values_list("pk", "content")) == self.printed

    @invariant()
    def one_edition_at_most_is_the_newest(self):
        assert sum(state is S.PUBLISHED for state in self.state.values()) <= 1


def test_an_edition_goes_its_way_by_its_people_alone_and_what_was_published_stays():
    live(EditionLife, examples=12, steps=8)


def test_every_state_is_walked_through_once_by_hand():
    life = EditionLife()
    try:
        life.on_its_way(5)
        assert set(life.state.values()) == {S.WITHDRAWN}
        life.opens()
        for step in ("lock", "reopen", "lock", "check", "approve", "publish"):
            life.tried(max(life.state), step, TABLE[step][1], REASON)
        life.opens()
        for step in ("lock", "check", "approve", "publish"):
            life.tried(max(life.state), step, TABLE[step][1], REASON)
        assert sorted(life.state.values()) == [S.PUBLISHED, S.SUPERSEDED, S.WITHDRAWN]
        life.what_was_published_stays_as_it_was_printed_and_nothing_else_is_frozen()
    finally:
        life.teardown()


def test_control_words_that_change_unseen_after_the_check_are_found_by_the_life(monkeypatch):
    monkeypatch.setattr(actions, "read_sha", lambda content: "a" * 64)
    life = EditionLife()
    try:
        life.on_its_way(0)
        pk = next(iter(life.state))
        life.tried(pk, "lock", "author", "")
        life.tried(pk, "check", "checker", "")
        life.change_a_word(1)
        with pytest.raises(AssertionError, match="approve"):
            life.tried(pk, "approve", "partner", "")
    finally:
        life.teardown()
