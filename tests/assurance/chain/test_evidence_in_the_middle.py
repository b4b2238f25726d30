"""Evidence behind actions and updates, one piece for many, and sentences that answer recommendations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.actions.chain import say_what_it_answers
from lineofsight.assurance.actions.evidence import move_evidence, offer_evidence, tie_to_update, use_evidence
from lineofsight.assurance.actions.offer import LinkDoesNotFit, NoConsent, NothingOffered, Offer
from lineofsight.assurance.models import ActionEvidence, Supports, UpdateEvidence
from lineofsight.assurance.queries import behind
from lineofsight.assurance.queries import chain as asking
from lineofsight.assurance.rules import Consent, EvidenceKind, EvidenceState
from lineofsight.library.scales import Shows, Spoke
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY

MINUTES = Offer(kind=EvidenceKind.DOCUMENT, title="Minutes", shows=Shows.SAID, note="Decided.")
ASKED = Offer(
    kind=EvidenceKind.EXPERIENCE,
    title="What young people told an advocate",
    shows=Shows.OUTCOME,
    note="Asked by an advocate.",
    asked=30,
    answered=18,
    heard="They knew why they were visited.",
    consent=Consent.TOLD,
    spoke=Spoke.PARENT,
)


@pytest.fixture
def recommendation(review, bodies):
    return chain_rows.recommendation(review, bodies.council)


@pytest.fixture
def action(recommendation, bodies):
    return chain_rows.action(recommendation, bodies.council)


def accepted(offer, *, review, unit, lead, **uses):
    piece = offer_evidence(review=review, offer=offer, by=lead, **{"statements": [], **uses})
    return move_evidence(evidence=piece, target=EvidenceState.ACCEPTED, expected_version=1, by=unit)


def test_one_piece_stands_behind_many_sentences_and_actions(review, statement, action, bodies, unit, lead):
    other = rows.statement(review, bodies.council, text="Another sentence.")
    piece = offer_evidence(review=review, offer=MINUTES, statements=[statement, other], actions=[action], by=lead)

    assert Supports.objects.filter(evidence=piece).count() == 2
    assert ActionEvidence.objects.filter(evidence=piece).count() == 1
    assert list(behind.actions_resting_on(piece, lead)) == [action]


def test_evidence_is_put_behind_more_later_and_twice_changes_nothing(review, statement, action, lead):
    piece = offer_evidence(review=review, offer=MINUTES, statements=[], by=lead)

    for _ in range(2):
        use_evidence(evidence=piece, statements=[statement], actions=[action], by=lead)

    assert (Supports.objects.count(), ActionEvidence.objects.count()) == (1, 1)


def test_nobody_puts_evidence_behind_what_another_agency_leads(review, bodies, lead):
    theirs = chain_rows.action(chain_rows.recommendation(review, bodies.health), bodies.health)
    piece = offer_evidence(review=review, offer=MINUTES, statements=[], by=lead)

    with pytest.raises(Forbidden):
        use_evidence(evidence=piece, statements=[], actions=[theirs], by=lead)
    with pytest.raises(Forbidden):
        offer_evidence(review=review, offer=MINUTES, statements=[], actions=[theirs], by=lead)


def test_an_action_shows_what_counts_behind_it_and_no_longer_when_it_is_withdrawn(review, action, unit, lead):
    audit = replace(MINUTES, kind=EvidenceKind.AUDIT, shows=Shows.QUALITY_CHECKED)
    piece = accepted(audit, review=review, unit=unit, lead=lead, actions=[action])
    with_it = behind.basis_of_action(asking.find_action(unit, action.ref), day=TODAY)
    move_evidence(evidence=piece, target=EvidenceState.WITHDRAWN, expected_version=2, reason="Wrong files.", by=unit)
    without = behind.basis_of_action(asking.find_action(unit, action.ref), day=TODAY)

    assert with_it.standing.shows is Shows.QUALITY_CHECKED
    assert without.standing.shows is Shows.SAID
    assert without.other == (piece,)


def test_an_opinion_on_a_recommendation_lapses_when_evidence_behind_its_action_ends(
    review, recommendation, action, bodies, unit, lead
):
    piece = accepted(MINUTES, review=review, unit=unit, lead=lead, actions=[action])
    basis = asking.recommendation_now(asking.find_recommendation(unit, recommendation.ref), day=TODAY).basis_sha
    chain_rows.opinion_on(recommendation, bodies.scrutiny, basis_sha=basis)
    before = asking.recommendation_now(asking.find_recommendation(unit, recommendation.ref), day=TODAY).opinion
    move_evidence(evidence=piece, target=EvidenceState.WITHDRAWN, expected_version=2, reason="Wrong.", by=unit)
    after = asking.recommendation_now(asking.find_recommendation(unit, recommendation.ref), day=TODAY).opinion

    assert (before.has_lapsed, after.has_lapsed) == (False, True)


def test_the_basis_of_a_recommendation_is_the_same_for_everybody_who_sees_it(
    review, recommendation, action, unit, lead, outsider
):
    accepted(MINUTES, review=review, unit=unit, lead=lead, actions=[action])
    offer_evidence(review=review, offer=MINUTES, statements=[], actions=[action], by=lead)
    shas = {
        asking.recommendation_now(asking.find_recommendation(who, recommendation.ref), day=TODAY).basis_sha
        for who in (unit, lead, outsider)
    }

    assert len(shas) == 1


def test_evidence_is_ticked_beside_an_update_until_it_is_submitted(review, action, lead):
    piece = offer_evidence(review=review, offer=MINUTES, statements=[], by=lead)
    draft = chain_rows.update(action)
    tie_to_update(evidence=piece, update=draft, by=lead)
    sent = chain_rows.update(action, state="submitted")

    with pytest.raises(WrongState):
        tie_to_update(evidence=piece, update=sent, by=lead)
    assert UpdateEvidence.objects.get().update == draft
    assert behind.ticked_beside(draft, lead) == [piece]


def test_evidence_beside_an_accepted_update_counts_for_its_action_and_beside_a_draft_does_not(
    review, action, unit, lead
):
    piece = accepted(MINUTES, review=review, unit=unit, lead=lead)
    chain_rows.beside_update(chain_rows.update(action), piece)
    drafted = behind.basis_of_action(asking.find_action(lead, action.ref), day=TODAY)
    chain_rows.beside_update(chain_rows.update(action, 2, state="accepted"), piece)
    told = behind.basis_of_action(asking.find_action(lead, action.ref), day=TODAY)

    assert (drafted.current, told.current) == ((), (piece,))


@pytest.mark.parametrize("table", ["assurance_actionevidence", "assurance_updateevidence"])
def test_the_database_keeps_what_was_put_behind_what(table, review, action, lead):
    piece = offer_evidence(review=review, offer=MINUTES, statements=[], actions=[action], by=lead)
    tie_to_update(evidence=piece, update=chain_rows.update(action), by=lead)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET by_ref = 'me'")


def test_what_people_told_says_how_many_were_asked_and_what_they_agreed_to(review, lead):
    kept = offer_evidence(review=review, offer=ASKED, statements=[], by=lead)

    assert (kept.asked, kept.answered, kept.consent) == (30, 18, Consent.TOLD)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"consent": ""}, "what they agreed to"),
        ({"heard": "They said “nobody told us”."}, "did not agree to be quoted"),
        ({"asked": None}, "how many were asked"),
        ({"answered": 31}, "the first number is the larger"),
        ({"heard": " "}, "what they raised"),
        ({"kind": EvidenceKind.AUDIT, "shows": Shows.SAID}, "Choose that kind"),
    ],
)
def test_what_people_told_is_refused_without_its_base_or_their_consent(changes, says, review, lead):
    with pytest.raises(NoConsent, match=says):
        offer_evidence(review=review, offer=replace(ASKED, **changes), statements=[], by=lead)


def test_a_place_in_a_register_is_evidence_without_a_file(review, lead):
    entry = replace(MINUTES, note="", register="Audit register, entry 14", link="https://register.example/14")

    assert offer_evidence(review=review, offer=entry, statements=[], by=lead).link == "https://register.example/14"
    with pytest.raises(NothingOffered):
        offer_evidence(review=review, offer=replace(entry, register="", link=""), statements=[], by=lead)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "http://register.example/14", "https://me:secret@register.example", "register 14"]
)
def test_an_address_that_nobody_should_open_is_refused(link, review, lead):
    with pytest.raises(LinkDoesNotFit):
        offer_evidence(review=review, offer=replace(MINUTES, register="Register", link=link), statements=[], by=lead)


def test_a_sentence_answers_what_was_ticked_and_no_longer_what_was_unticked(
    review, statement, recommendation, bodies, unit, lead
):
    second = chain_rows.recommendation(review, bodies.health)
    say_what_it_answers(statement=statement, recommendations=[recommendation], by=unit)
    say_what_it_answers(statement=statement, recommendations=[second], by=unit)
    seen = asking.find_recommendation(unit, recommendation.ref), asking.find_recommendation(unit, second.ref)

    assert [tie.recommendation for tie in behind.answered_by(statement, unit)] == [second]
    assert [len(row.statements.all()) for row in seen] == [0, 1]
    say_what_it_answers(statement=statement, recommendations=[recommendation, second], by=unit)
    assert len(behind.answered_by(statement, unit)) == 2
    with pytest.raises(Forbidden):
        say_what_it_answers(statement=statement, recommendations=[], by=lead)


def test_what_ends_within_thirty_days_is_told_with_the_sentences_that_it_would_weaken(
    review, statement, bodies, unit, lead
):
    audit = Offer(kind=EvidenceKind.AUDIT, title="Audit", shows=Shows.QUALITY_CHECKED, note="Read.")
    for days in (30, 31):
        until = TODAY + timedelta(days=days)
        accepted(replace(audit, valid_until=until), review=review, unit=unit, lead=lead, statements=[statement])
    alone = rows.statement(review, bodies.council, text="Alone.")
    accepted(replace(audit, valid_until=TODAY), review=review, unit=unit, lead=lead, statements=[alone])

    soon = [one for one in behind.evidence_now(review, unit) if one.ends_soon]

    assert [one.row.valid_until for one in soon] == [TODAY, TODAY + timedelta(days=30)]
    assert [weak.row for one in soon for weak in one.weakens] == [alone]
    assert soon[0].weakens[0].loss.says == "falls from «Quality checked» to «Said», and rests on nothing then"


def test_an_action_that_would_be_weakened_is_told_too(review, action, unit, lead):
    piece = accepted(replace(MINUTES, valid_until=TODAY), review=review, unit=unit, lead=lead, actions=[action])

    (told,) = behind.evidence_now(review, unit)

    assert (told.row, told.used) == (piece, 1)
    assert [(weak.row, weak.loss.says) for weak in told.weakens] == [(action, "rests on nothing then")]


def test_the_list_of_evidence_asks_as_often_for_many_as_for_few(review, bodies, unit):
    counts = []
    for many in (2, 12):
        for _ in range(many):
            piece = rows.evidence(review, bodies.council, state="accepted", valid_until=date(2026, 7, 1))
            rows.behind(rows.statement(review, bodies.council), piece)
        with CaptureQueriesContext(connection) as asked:
            behind.evidence_now(review, unit)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 14
