"""Random people write notices beside a published edition, print them and leave them, while evidence falls behind it."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions import notices as actions
from lineofsight.publication.actions.editions import NotSaid, SamePerson, open_edition
from lineofsight.publication.actions.notices import OneWaits, leave_notice, print_notice, write_notice
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition, Notice
from lineofsight.publication.queries.notices import not_yet_told
from lineofsight.publication.rules import NoticeState
from tests.factories import rows
from tests.factories.partnership import acting, partnership
from tests.lives import Life, live
from tests.publication.office import stands_published

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="the machine is the same on both databases", but=("test_two_notices_are_walked_by_hand",)
    ),
]
S = NoticeState
REFUSED = (Forbidden, NotSaid, OneWaits, ReasonNeeded, SamePerson, Stale, WrongState)
UNIT, SECOND = ("author", "colleague"), ("author", "colleague", "checker", "publisher")


class NoticeLife(Life):
    def begin(self) -> None:
        bodies = partnership()
        self.people = {
            "author": acting(Role.BUSINESS_MANAGER, bodies.hub),
            "colleague": acting(Role.BUSINESS_MANAGER, bodies.hub, email="colleague@hub.example"),
            "checker": acting(Role.CHECKER, bodies.hub),
            "publisher": acting(Role.PUBLISHER, bodies.hub),
            "lead": acting(Role.SAFEGUARDING_LEAD, bodies.council),
        }
        review, author = rows.review(bodies.hub), self.people["author"]
        self.pieces = {}
        for number in (1, 2):
            sentence = rows.statement(review, bodies.council, text=f"Plans are read in area {number}.")
            kept = rows.evidence(review, bodies.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED)
            rows.behind(sentence, kept)
            self.pieces[number] = kept
        made = open_edition(review=review, by=author)
        content = as_published(content_of(made, author))
        stands_published(made, content, at=author.now)
        self.edition = Edition.objects.get(pk=made.pk)
        # The sentences that fell, and of each notice: its state, who wrote it, and of which sentences it tells.
        self.fallen, self.state = set(), {}

    @property
    def told(self) -> set[int]:
        return {number for state, _, numbers in self.state.values() if state is S.PRINTED for number in numbers}

    @rule(number=st.sampled_from([1, 2]))
    def falls(self, number):
        row = Evidence.objects.filter(pk=self.pieces[number].pk)
        row.update(state=EvidenceState.WITHDRAWN, ended_at=self.people["author"].now)
        self.fallen.add(number)

    @rule(name=st.sampled_from([*UNIT, *UNIT, "checker", "lead"]), numbers=st.sampled_from([(), (1,), (2,), (1, 2)]))
    def writes(self, name, numbers):
        waits = any(state is S.WRITTEN for state, _, _ in self.state.values())
        allowed = name in UNIT and bool(numbers) and set(numbers) <= self.fallen - self.told and not waits
        facts = {"edition": self.edition, "numbers": numbers, "text": "It is counted again.", "by": self.people[name]}
        if self.held(lambda: write_notice(**facts), allowed=allowed, refused=REFUSED):
            self.state[Notice.objects.latest("pk").pk] = (S.WRITTEN, name, numbers)

    @precondition(lambda self: self.state)
    @rule(
        data=st.data(),
        name=st.sampled_from([*SECOND, *SECOND, "lead"]),
        reason=st.sampled_from([None, None, "", "It says too little."]),
        is_stale=st.sampled_from([False, False, False, True]),
    )
    def decided(self, data, name, reason, is_stale):
        self.decides(data.draw(st.sampled_from(sorted(self.state))), name, reason, is_stale=is_stale)

    def decides(self, pk: int, name: str, reason: str | None, *, is_stale: bool = False) -> None:
        """reason None: it is printed; else it is left, with the reason."""
        row = Notice.objects.get(pk=pk)
        state, writer, numbers = self.state[pk]
        allowed = state is S.WRITTEN and name in SECOND and reason != "" and not is_stale
        allowed = allowed and (reason is not None or name != writer)
        facts = {"notice": row, "expected": row.version - is_stale, "by": self.people[name]}
        if self.held(
            lambda: print_notice(**facts) if reason is None else leave_notice(reason=reason, **facts),
            allowed=allowed,
            refused=REFUSED,
        ):
            self.state[pk] = (S.PRINTED if reason is None else S.NOT_PRINTED, writer, numbers)

    @invariant()
    def what_is_stored_is_what_was_done_and_the_public_reads_what_was_printed_alone(self):
        stored = {row.pk: (row.state, row.audience == Audience.PUBLIC) for row in Notice.objects.all()}
        assert stored == {pk: (state, state is S.PRINTED) for pk, (state, _, _) in self.state.items()}

    @invariant()
    def what_fell_and_was_not_told_is_asked_for(self):
        asked = {one.number for one in not_yet_told(self.edition, self.people["author"])}
        assert asked == self.fallen - self.told


def test_a_notice_is_written_by_the_unit_and_printed_by_somebody_else_whatever_the_order():
    live(NoticeLife, examples=8, steps=8)


def test_two_notices_are_walked_by_hand():
    life = NoticeLife()
    try:
        life.writes("author", (1,))
        life.falls(1)
        life.falls(2)
        life.writes("author", (1,))
        life.writes("colleague", (2,))
        (first,) = life.state
        life.decides(first, "author", None)
        life.decides(first, "colleague", None)
        life.writes("colleague", (1, 2))
        life.writes("colleague", (2,))
        life.decides(max(life.state), "colleague", "It says too little.")
        life.what_is_stored_is_what_was_done_and_the_public_reads_what_was_printed_alone()
        life.what_fell_and_was_not_told_is_asked_for()
        assert [state for state, _, _ in life.state.values()] == [S.PRINTED, S.NOT_PRINTED]
    finally:
        life.teardown()


def test_control_a_second_notice_of_what_was_told_is_found_by_the_life(monkeypatch):
    life = NoticeLife()
    try:
        life.falls(1)
        before = not_yet_told(life.edition, life.people["author"])
        life.writes("author", (1,))
        life.decides(max(life.state), "checker", None)
        monkeypatch.setattr(actions, "not_yet_told", lambda *_: before)
        with pytest.raises(AssertionError):
            life.writes("author", (1,))
    finally:
        life.teardown()
