"""A newer version of evidence replaces the old one once it is accepted, and stands only behind what somebody ticked."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from lineofsight.assurance.actions.evidence import move_evidence
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.actions.versions import NothingNewer, RestedOnOther, carry, offer_version
from lineofsight.assurance.models import Evidence, UpdateEvidence
from lineofsight.assurance.queries import basis_of, find_evidence, find_statement, opinion_now
from lineofsight.assurance.queries.behind import evidence_now, weakened_by
from lineofsight.assurance.queries.versions import content_sha, to_carry, versions_of
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.versions import Covers, is_same_cover, what_differs
from lineofsight.desk.my_work.queries import work_of
from lineofsight.library.scales import Scope, Shows
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.numbers import take_numbers
from tests.factories import chain_rows, rows
from tests.factories.partnership import NOW, TODAY, actor

JUNE = date(2026, 6, 1)
MARCH = Covers(period_from=date(2026, 3, 1), period_to=date(2026, 3, 31), scope="local", about="council")


def test_a_version_about_the_same_months_and_place_is_ticked_beforehand():
    assert is_same_cover(MARCH, Covers(**vars(MARCH)))
    assert what_differs(MARCH, Covers(**vars(MARCH))) == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"period_to": date(2026, 4, 30)}, ("other months",)),
        ({"scope": "regional"}, ("another reach",)),
        ({"about": "health"}, ("somebody else",)),
        ({"period_from": None, "scope": "national"}, ("other months", "another reach")),
    ],
)
def test_a_version_about_other_months_or_another_place_is_ticked_by_nobody_but_a_person(change, told):
    newer = Covers(**{**vars(MARCH), **change})

    assert not is_same_cover(MARCH, newer)
    assert what_differs(MARCH, newer) == told


def newer(**facts) -> Offer:
    given = {"kind": EvidenceKind.DOCUMENT, "title": "Minutes", "note": "Second edition.", "shows": Shows.SAID}
    return Offer(**given | facts)


@pytest.fixture
def old(review, statement, bodies) -> Evidence:
    made = accepted(review, bodies, valid_until=date(2026, 7, 20))
    rows.behind(statement, made)
    return made


def accepted(review, bodies, **facts) -> Evidence:
    """Evidence that counts, under the number that is next."""
    number = take_numbers(f"{review.ref} evidence")
    return rows.evidence(review, bodies.council, Audience.PARTNERSHIP, state="accepted", number=number, **facts)


def accept(evidence, by):
    return move_evidence(evidence=evidence, target=EvidenceState.ACCEPTED, expected_version=evidence.version, by=by)


def standing_of(statement, by):
    return basis_of(find_statement(by, statement.ref), day=TODAY)


@pytest.mark.django_db
def test_the_old_version_counts_until_the_newer_one_is_accepted(old, statement, lead, unit):
    made = offer_version(evidence=old, offer=newer(), by=lead)
    carry(evidence=made, statements=[statement], by=lead)
    before = standing_of(statement, unit)

    accept(made, unit)

    old.refresh_from_db()
    assert [one.ref for one in before.current] == [old.ref]
    assert [one.ref for one in standing_of(statement, unit).current] == [made.ref]
    assert (old.state, old.note) == (EvidenceState.SUPERSEDED, "What was decided.")


@pytest.mark.django_db
def test_a_sentence_that_nobody_ticked_rests_on_nothing_new(old, statement, lead, unit):
    made = offer_version(evidence=old, offer=newer(), by=lead)

    accept(made, unit)

    basis = standing_of(statement, unit)
    assert (basis.current, [one.ref for one in basis.other]) == ((), [old.ref])
    assert [(one.row, one.is_carried) for one in to_carry(made, lead)] == [(statement, False)]


@pytest.mark.django_db
def test_an_opinion_lapses_when_the_version_behind_the_sentence_is_replaced(old, statement, bodies, lead, unit):
    rows.opinion(statement, bodies.scrutiny, basis_sha=standing_of(statement, unit).sha)
    made = offer_version(evidence=old, offer=newer(), by=lead)
    carry(evidence=made, statements=[statement], by=lead)
    before = opinion_now(find_statement(unit, statement.ref), day=TODAY)

    accept(made, unit)

    assert before is not None
    assert not before.has_lapsed
    assert opinion_now(find_statement(unit, statement.ref), day=TODAY).has_lapsed


@pytest.mark.django_db
def test_a_version_is_ticked_for_actions_and_accepted_updates_too(review, bodies, lead, unit):
    action = chain_rows.action(chain_rows.recommendation(review, bodies.council), bodies.council)
    told = chain_rows.update(action, Audience.PARTNERSHIP, state="accepted")
    old = accepted(review, bodies)
    chain_rows.behind_action(action, old)
    chain_rows.beside_update(told, old)
    made = offer_version(evidence=old, offer=newer(), by=lead)

    done = carry(evidence=made, actions=[action], updates=[told], by=lead)

    assert done == 2
    assert [one.is_carried for one in to_carry(made, unit)] == [True, True]
    assert UpdateEvidence.objects.filter(update=told).count() == 2
    assert Event.objects.filter(act="evidence.tied").count() == 2


@pytest.mark.django_db
def test_ticks_are_set_beforehand_only_where_months_and_reach_are_the_same(old, statement, lead):
    same = offer_version(evidence=old, offer=newer(), by=lead)
    was_ticked = [one.is_ticked for one in to_carry(same, lead)]
    move_evidence(evidence=same, target=EvidenceState.WITHDRAWN, expected_version=1, by=lead, reason="Wrong file.")

    other = offer_version(evidence=old, offer=newer(scope=Scope.REGIONAL, period_from=JUNE), by=lead)

    assert was_ticked == [True]
    assert [one.is_ticked for one in to_carry(other, lead)] == [False]


@pytest.mark.django_db
def test_nobody_ticks_for_a_sentence_of_another_agency_but_the_unit(old, review, bodies, lead, unit):
    theirs = rows.statement(review, bodies.health)
    rows.behind(theirs, old)
    made = offer_version(evidence=old, offer=newer(), by=lead)
    offered = {one.row.pk: one.may_carry for one in to_carry(made, lead)}

    with pytest.raises(Forbidden):
        carry(evidence=made, statements=[theirs], by=lead)
    carry(evidence=made, statements=[theirs], by=unit)

    assert offered.get(theirs.pk, False) is False
    assert [one.is_carried for one in to_carry(made, unit) if one.row.pk == theirs.pk] == [True]


@pytest.mark.django_db
def test_what_never_rested_on_the_old_version_is_not_carried_to_the_new(old, review, bodies, lead):
    stranger = rows.statement(review, bodies.council)
    made = offer_version(evidence=old, offer=newer(), by=lead)

    with pytest.raises(RestedOnOther):
        carry(evidence=made, statements=[stranger], by=lead)


@pytest.mark.django_db
def test_a_version_that_says_the_same_is_refused_and_leaves_nothing(old, lead):
    same = newer(title=old.title, note=old.note, valid_until=old.valid_until)

    with pytest.raises(NothingNewer):
        offer_version(evidence=old, offer=same, by=lead)

    assert (Evidence.objects.count(), Event.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_a_changed_last_day_alone_is_a_newer_version(old, lead):
    made = offer_version(
        evidence=old, offer=newer(title=old.title, note=old.note, valid_until=date(2027, 7, 20)), by=lead
    )

    assert content_sha(made) != content_sha(old)


@pytest.mark.django_db
def test_of_two_newer_versions_the_second_is_refused(old, lead):
    offer_version(evidence=old, offer=newer(), by=lead)

    with pytest.raises(WrongState, match="replaced by E2"):
        offer_version(evidence=old, offer=newer(note="Third."), by=lead)


@pytest.mark.django_db
def test_the_database_refuses_a_second_newer_version(old, review, bodies):
    rows.evidence(review, bodies.council, replaces=old)

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.evidence(review, bodies.council, replaces=old)


@pytest.mark.django_db
def test_a_replaced_version_is_readable_with_its_hash_and_cannot_be_changed(old, statement, lead, unit):
    sha = content_sha(find_evidence(lead, old.ref))
    accept(offer_version(evidence=old, offer=newer(), by=lead), unit)

    with pytest.raises(DatabaseError), transaction.atomic():
        Evidence.objects.filter(pk=old.pk).update(note="Rewritten.")

    listed = versions_of(find_evidence(lead, old.ref), lead)
    assert [(one.row.label, one.is_this) for one in listed] == [("E2", False), ("E1", True)]
    assert listed[1].sha == sha


@pytest.mark.django_db
def test_the_hash_of_a_version_stands_in_the_trail_since_it_was_offered(old, lead):
    made = offer_version(evidence=old, offer=newer(), by=lead)

    assert content_sha(made) in Payload.objects.get(event__subject_ref=made.ref).body


@pytest.mark.django_db
def test_nobody_replaces_evidence_by_address_without_a_newer_version(old, unit):
    with pytest.raises(WrongState):
        move_evidence(evidence=old, target=EvidenceState.SUPERSEDED, expected_version=1, by=unit)


@pytest.mark.django_db
def test_what_ends_soon_says_which_sentences_a_waiting_version_will_hold_up(old, review, statement, bodies, lead):
    second = rows.statement(review, bodies.council)
    rows.behind(second, old)
    made = offer_version(evidence=old, offer=newer(), by=lead)
    carry(evidence=made, statements=[statement], by=lead)

    told = {one.row.pk: one.carried_to for one in weakened_by(old, lead)}
    listed = {one.row.pk: one for one in evidence_now(review, lead)}

    assert told == {statement.pk: made, second.pk: None}
    assert listed[old.pk].newer == made
    assert {one.row.pk: one.carried_to for one in listed[old.pk].weakens} == told
    assert "E2 is to replace it" in next(one.note for one in work_of(lead).coming if one.ref == old.ref)


@pytest.mark.django_db
def test_a_replaced_version_no_longer_ends_soon(old, review, statement, lead, unit):
    accept(offer_version(evidence=old, offer=newer(), by=lead), unit)

    listed = {one.row.pk: one for one in evidence_now(review, lead)}

    assert (listed[old.pk].ends_soon, listed[old.pk].has_expired, listed[old.pk].weakens) == (False, False, ())
    assert old.ref not in {one.ref for one in work_of(lead).coming}


@pytest.mark.django_db
def test_an_edition_in_draft_cites_both_and_says_which_was_replaced(old, review, statement, bodies, lead, unit):
    edition = rows.edition(review, bodies.hub)
    made = offer_version(evidence=old, offer=newer(), by=lead)
    accept(made, unit)

    line = next(line for line in content_of(edition, unit).lines() if line.statement_ref == statement.ref)

    assert [(item.number, item.state.value) for item in line.basis] == [("E1", "superseded")]


@pytest.mark.django_db
def test_a_published_edition_keeps_the_version_that_it_cited(old, review, statement, bodies, lead, unit):
    edition = rows.edition(review, bodies.hub)
    frozen = as_published(content_of(edition, unit))
    Edition.objects.filter(pk=edition.pk).update(
        state="published", content=frozen.to_json().decode(), content_sha=frozen.sha, published_at=NOW
    )
    made = offer_version(evidence=old, offer=newer(), by=lead)
    carry(evidence=made, statements=[statement], by=lead)

    accept(made, unit)

    edition.refresh_from_db()
    line = next(line for line in content_of(edition, unit).lines() if line.statement_ref == statement.ref)
    assert [(item.number, item.ref, item.state.value) for item in line.basis] == [("E1", old.ref, "accepted")]
    assert find_evidence(lead, old.ref) == old


@pytest.mark.django_db
def test_evidence_of_another_agency_is_replaced_by_nobody_else(old, bodies):
    with pytest.raises(Forbidden):
        offer_version(evidence=old, offer=newer(), by=actor(Role.SAFEGUARDING_LEAD, bodies.health))
