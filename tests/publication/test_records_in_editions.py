"""What a review's records say is late, declined or unanswered stands in its edition, whoever compiles it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lineofsight.assurance.actions.updates import accept_update
from lineofsight.assurance.models import RoundShare
from lineofsight.assurance.rules.chain import ActionState, RecommendationState, UpdateState
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.library.scales import PublicWord, Shows
from lineofsight.library.words import day_words
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.edition import OpenKind
from lineofsight.publication.content.open_list import open_list
from lineofsight.publication.content.promised import Answer
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.render.asked_for import asked_for
from lineofsight.publication.render.first import actions
from tests.factories import chain_rows, round_rows, rows
from tests.factories.partnership import NOW, TODAY, acting

pytestmark = pytest.mark.django_db
PAST = TODAY - timedelta(days=40)
AHEAD = TODAY + timedelta(days=40)
R, A = RecommendationState, ActionState


@pytest.fixture
def review(statement):
    return statement.review


def told(edition, by) -> list[tuple[str, str]]:
    """What is open without anybody having written it, but for sentences that are only said."""
    items = open_list(content_of(edition, by))
    return [(item.kind.value, item.text) for item in items if item.kind is not OpenKind.SAID_NOT_SHOWN]


def test_each_recommendation_stands_in_the_edition_with_its_word_and_its_sentences(
    edition, author, bodies, review, statement
):
    asked = chain_rows.recommendation(
        review, bodies.council, state=R.PART_ACCEPTED, due_date=AHEAD, public_wording="Half."
    )
    chain_rows.recommendation(review, bodies.health, due_date=PAST, title="Ring")
    chain_rows.answers(statement, asked)

    first, second = content_of(edition, author).recommendations

    assert (first.public, first.answer, first.told_in) == (PublicWord.NOT_YET_DUE, Answer.IN_PART, (1,))
    assert (first.public_wording, first.agency) == ("Half.", bodies.council.name)
    assert (second.public, second.answer, second.told_in) == (PublicWord.NOT_RESPONDED, Answer.NONE, ())
    assert content_of(edition, author).lines()[0].answers == "Recommendation 1."


def test_what_nobody_wrote_down_and_is_late_declined_or_unanswered_is_told(edition, author, bodies, review):
    late = chain_rows.recommendation(review, bodies.council, state=R.PLANNED, due_date=PAST)
    chain_rows.recommendation(review, bodies.health, due_date=PAST)
    chain_rows.recommendation(review, bodies.health, state=R.DECLINED, public_wording="We let no homes.")
    chain_rows.action(late, bodies.council, state=A.STARTED, due_date=PAST, title="Train")
    for state in (A.REPORTED_COMPLETE, A.VERIFIED, A.CANCELLED):
        chain_rows.action(late, bodies.council, state=state, due_date=PAST)
    chain_rows.action(late, bodies.council, state=A.STARTED, due_date=AHEAD)

    words = "The agency should read every plan with the child."
    assert told(edition, author) == [
        ("late", f"Recommendation 1: {words}"),
        ("not responded", f"Recommendation 2: {words}"),
        ("rejected", f"Recommendation 3: {words}"),
        ("late", "Action 1: Train"),
    ]


def test_what_has_no_day_of_its_own_is_to_be_done_by_the_last_of_its_open_actions(edition, author, bodies, review):
    def row(state, *days):
        made = chain_rows.recommendation(review, bodies.council, state=state, due_date=None)
        for done, day in days:
            chain_rows.action(made, bodies.council, state=A.REPORTED_COMPLETE if done else A.STARTED, due_date=day)

    row(R.PLANNED, (False, PAST), (True, AHEAD))
    row(R.PLANNED, (False, PAST), (False, AHEAD))
    row(R.PLANNED, (True, PAST))
    row(R.PLANNED)
    row(R.DRAFTED)

    found = [(one.public, one.due_date) for one in content_of(edition, author).recommendations]

    assert found == [
        (PublicWord.PARTLY_IMPLEMENTED, PAST),
        (PublicWord.NOT_YET_DUE, AHEAD),
        (PublicWord.NO_DAY_SET, None),
        (PublicWord.NO_DAY_SET, None),
        (PublicWord.NOT_RESPONDED, None),
    ]


def test_what_was_done_has_its_day_and_each_action_its_days(edition, author, bodies, review):
    done = chain_rows.recommendation(review, bodies.council, state=R.IMPLEMENTED, due_date=AHEAD)
    chain_rows.recommendation(review, bodies.council, state=R.PLANNED, due_date=AHEAD)
    chain_rows.action(done, bodies.council, state=A.VERIFIED, due_date=PAST, title="Ring back")
    chain_rows.action(done, bodies.health, state=A.STARTED, due_date=PAST, title="Train")

    content = content_of(edition, author)

    assert [row.done_date for row in content.recommendations] == [TODAY, None]
    assert [(one.delivery.value, one.is_late, one.agency) for one in content.actions] == [
        ("verified", False, bodies.council.name),
        ("started", True, bodies.health.name),
    ]
    assert actions(content) == "Of 2 actions, 1 is reported complete, and 1 is late."
    assert [(one.asks, one.under) for one in content.actions] == [("Ring back", (1,)), ("Train", (1,))]


@pytest.fixture
def asked(review, bodies):
    """An action that is not late, and the share of a round in which it is asked and that is over."""
    row = chain_rows.recommendation(review, bodies.council, state=R.PLANNED, due_date=AHEAD)
    action = chain_rows.action(row, bodies.council, state=A.STARTED, due_date=AHEAD, title="Train")
    share = round_rows.share(_round(review, bodies), bodies.council)
    return action, share, round_rows.item(share, action)


def _round(review, bodies, **facts):
    given = {"opens_date": PAST, "due_date": TODAY - timedelta(days=3)} | facts
    return round_rows.collecting(review, bodies.hub, **given)


SILENT = [("not responded", "Action 1: Train")]


def test_who_was_asked_in_a_round_and_said_nothing_is_named(edition, author, asked):
    assert told(edition, author) == SILENT


def test_who_has_answered_or_still_has_time_is_not(edition, author, asked):
    _, share, item = asked
    RoundShare.objects.filter(pk=share.pk).update(due_date=AHEAD)
    assert told(edition, author) == []
    RoundShare.objects.filter(pk=share.pk).update(due_date=PAST)

    round_rows.answer(item)

    assert told(edition, author) == []


def test_an_update_outside_the_round_is_an_answer_and_a_draft_is_none(edition, author, asked):
    action, *_ = asked
    update = chain_rows.update(action)
    assert told(edition, author) == SILENT

    type(update).objects.filter(pk=update.pk).update(
        state=UpdateState.SUBMITTED, submitted_at=NOW, audience=Audience.HUB
    )

    assert told(edition, author) == []


def test_only_the_last_round_in_which_it_was_asked_counts(edition, author, asked, review, bodies):
    action, *_ = asked
    later = round_rows.share(_round(review, bodies, opens_date=TODAY, due_date=AHEAD), bodies.council)
    item = round_rows.item(later, action)
    assert told(edition, author) == []

    type(later.round).objects.filter(pk=later.round_id).update(state=RoundState.CLOSED, closed_at=NOW)
    assert told(edition, author) == SILENT

    round_rows.answer(item)
    assert told(edition, author) == []


def test_a_sentence_whose_strongest_evidence_has_run_out_is_no_longer_known(edition, author, statement, bodies, review):
    def accepted(shows: Shows, until: date) -> None:
        facts = {"state": "accepted", "shows": shows, "valid_until": until}
        rows.behind(statement, rows.evidence(review, bodies.council, Audience.PARTNERSHIP, **facts))

    accepted(Shows.COUNTED, AHEAD)
    assert told(edition, author) == []

    accepted(Shows.QUALITY_CHECKED, PAST)

    assert told(edition, author) == [("not known", f"Whether this is still so: {statement.current.text}")]


def test_whoever_reads_or_approves_an_edition_is_told_the_same(edition, author, asked, review, bodies):
    chain_rows.recommendation(review, bodies.health, Audience.HUB, due_date=PAST)
    readers = [
        acting(Role.CHECKER, bodies.hub),
        acting(Role.PUBLISHER, bodies.hub),
        acting(Role.EXECUTIVE, bodies.health),
        acting(Role.SCRUTINEER, bodies.scrutiny),
    ]

    assert {read_sha(content_of(edition, one)) for one in readers} == {read_sha(content_of(edition, author))}


def test_many_records_are_compiled_with_as_many_queries_as_few(
    edition, author, asked, review, bodies, django_assert_max_num_queries
):
    def compile_it() -> None:
        with django_assert_max_num_queries(60) as seen:
            content_of(edition, author)
        found.append(len(seen))

    found: list[int] = []
    compile_it()
    for number in range(4):
        row = chain_rows.recommendation(review, bodies.council, state=R.PLANNED, due_date=PAST)
        action = chain_rows.action(row, bodies.council, state=A.STARTED, due_date=PAST, title=f"Train {number}")
        round_rows.item(round_rows.share(_round(review, bodies), bodies.council), action)
    compile_it()

    assert found[0] == found[1]


def test_what_an_accepted_answer_calls_done_is_not_late_and_its_word_is_printed(edition, author, bodies, review):
    row = chain_rows.recommendation(review, bodies.health, state=R.PLANNED, due_date=AHEAD)
    action = chain_rows.action(row, bodies.health, state=A.PROPOSED, due_date=PAST, title="Put a doctor in post")
    waits = chain_rows.update(action, state=UpdateState.SUBMITTED, audience=Audience.HUB, says="done")
    assert ("late", "Action 1: Put a doctor in post") in told(edition, author)

    accept_update(update=waits, expected_version=waits.version, by=author)

    assert told(edition, author) == []
    (asked,) = asked_for(content_of(edition, author))
    day = day_words(waits.as_at_date)
    assert (
        f"Action 1: Put a doctor in post. Reported complete on {day}, after its day ({day_words(PAST)})." in asked.notes
    )


def test_what_was_last_said_stands_beside_what_is_late(edition, author, bodies, review):
    row = chain_rows.recommendation(review, bodies.health, state=R.PLANNED, due_date=AHEAD)
    action = chain_rows.action(row, bodies.health, state=A.STARTED, due_date=PAST, title="Train")
    chain_rows.update(action, Audience.PARTNERSHIP, state=UpdateState.ACCEPTED, says="begun")

    (late,) = content_of(edition, author).open_records

    assert late.reason == f"Last said, as at {day_words(TODAY)}: begun"


def test_an_edition_tells_of_no_opinion_move_or_answer_of_a_day_after_its_own(edition, author, bodies, review):
    late = {"recorded_at": NOW + timedelta(days=10)}
    asked = chain_rows.recommendation(review, bodies.council, state=R.PLANNED, due_date=AHEAD)
    action = chain_rows.action(asked, bodies.council, state=A.STARTED, due_date=AHEAD)
    shared = {"audience": Audience.PARTNERSHIP}
    before = chain_rows.update(action, state=UpdateState.SUPERSEDED, says="begun", as_at_date=PAST, **shared)
    after = {"as_at_date": TODAY + timedelta(days=9), "supersedes": before, **shared}
    chain_rows.update(action, state=UpdateState.ACCEPTED, says="done", **after)
    chain_rows.move(asked, R.IMPLEMENTED, by=bodies.council, **late)
    later = replace(author, now=late["recorded_at"])

    locked = replace_state(edition, "locked")
    (then,) = content_of(locked, later).recommendations
    (now,) = content_of(replace_state(edition, "draft"), later).recommendations

    assert (then.public, then.done_date, then.answered[0].says) == (PublicWord.NOT_YET_DUE, None, "begun")
    # Control: what is not locked speaks as at the day on which it is read, and so tells of all of it.
    assert (now.public, now.done_date) == (PublicWord.IMPLEMENTED, TODAY + timedelta(days=10))
    assert now.answered[0].says == "done"


def replace_state(edition, state):
    edition.state = state
    return edition
