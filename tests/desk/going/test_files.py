"""A file past its time goes and its row and hash stay; what a sentence or something open rests on stays whole."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.chain import ActionState, RecommendationState
from lineofsight.desk.going.files import NAMED_BY
from lineofsight.desk.going.retention import due_of
from lineofsight.files import actions as file_actions
from lineofsight.files.models import Held
from lineofsight.files.queries import Forgotten, open_held, swept
from lineofsight.files.store import Store
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.retention import stayed_in
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.tombstones import GONE
from lineofsight.publication.content.edition import EditionContent
from lineofsight.trail.models import Event
from lineofsight.trail.sealer import seal
from lineofsight.trail.verify import verify
from tests.desk.going.making import deleted, line_on, old_file, path_of, published, seen
from tests.factories import chain_rows, rows
from tests.factories.partnership import NOW, TODAY, acting

pytestmark = pytest.mark.django_db


def test_a_file_past_its_time_goes_and_its_row_and_hash_stay(
    bodies, officer, old_evidence, django_capture_on_commit_callbacks
):
    held, young = old_evidence.held, rows.held(bodies.council, name="young.txt")
    sha = held.blob.sha256
    with transaction.atomic():
        seal(at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        made = deleted(officer, Stored.FILES)

    held.refresh_from_db()
    assert (made.deleted, made.due_count, held.name, held.blob.sha256) == (1, 1, "deleted", sha)
    assert (path_of(held).exists(), path_of(young).exists()) == (False, True)
    tombstone = Tombstone.objects.get()
    assert (tombstone.subject_ref, tombstone.agency_id, tombstone.rule) == (held.ref, bodies.council.pk, made.rule)
    assert (tombstone.by_role, tombstone.decision_id) == ("Data-protection officer", made.pk)
    assert Event.objects.filter(act=GONE, subject_ref=held.ref, agency_code=bodies.council.code).count() == 1
    with transaction.atomic():
        seal(at=NOW)
    assert verify().ok
    with pytest.raises(Forgotten, match="time for which it is kept was over"):
        open_held(held)
    assert swept(before=timezone.now() + timedelta(days=1)).missing == ()
    assert due_of(officer, Stored.FILES.value).count == 0  # type: ignore[union-attr]


def test_the_same_file_at_another_agency_stays_theirs(bodies, officer, django_capture_on_commit_callbacks):
    content = b"1. The same minutes at both.\n"
    ours, theirs = old_file(bodies.council, content=content), rows.held(bodies.health, content=content)

    with django_capture_on_commit_callbacks(execute=True):
        deleted(officer, Stored.FILES)

    assert path_of(theirs).exists()
    with open_held(theirs) as file:
        assert file.read() == content
    with pytest.raises(Forgotten):
        open_held(ours)


def test_the_same_file_that_comes_in_while_it_is_deleted_is_asked_for_again(bodies, officer, monkeypatch):
    lead = acting(Role.SAFEGUARDING_LEAD, bodies.council)
    content, one_at_a_time = b"1. Minutes that come in again.\n", file_actions._one_at_a_time

    def deleted_while_it_waits(sha256: str) -> None:
        one_at_a_time(sha256)
        Store(settings.FILES_ROOT).path_of(sha256).unlink()

    monkeypatch.setattr(file_actions, "_one_at_a_time", deleted_while_it_waits)
    with pytest.raises(file_actions.FileRefused, match="Send it again"), scope(lead, writes=True):
        file_actions.keep_file(content=content, name="minutes.txt", agency=bodies.council, by=lead)

    assert not Held.objects.exists()


def test_what_was_left_on_the_disk_goes_with_the_next_decision(bodies, officer, django_capture_on_commit_callbacks):
    first = old_file(bodies.council, name="first.txt")
    # Stopped between the transaction and the disk.
    deleted(officer, Stored.FILES)
    assert path_of(first).exists()
    old_file(bodies.council, name="second.txt")

    with django_capture_on_commit_callbacks(execute=True):
        deleted(officer, Stored.FILES)

    assert not path_of(first).exists()


def test_a_file_behind_a_published_sentence_stays_and_names_the_sentence(bodies, officer, old_review, old_evidence):
    edition = published(old_review, bodies.hub, line_on(old_evidence))
    before = edition.content
    other = old_file(bodies.health)

    assert [one.rests for one in seen(officer, Stored.FILES).staying] == [("sentence 7 of edition 1 of A review",)]
    made = deleted(officer, Stored.FILES)

    edition.refresh_from_db()
    assert edition.content == before
    assert EditionContent.from_json(edition.content).to_json().decode() == before
    assert [one.subject_ref for one in Tombstone.objects.all()] == [other.ref]
    [left] = stayed_in(made)
    assert (left.agency, left.rests) == (bodies.council.name, ("sentence 7 of edition 1 of A review",))


def test_once_the_edition_was_withdrawn_the_file_goes_and_the_edition_is_as_it_was(
    bodies, officer, old_review, old_evidence
):
    edition = published(old_review, bodies.hub, line_on(old_evidence))
    type(edition).objects.filter(pk=edition.pk).update(state="withdrawn")

    assert deleted(officer, Stored.FILES).deleted == 1
    assert EditionContent.from_json(type(edition).objects.get(pk=edition.pk).content).to_json().decode() == (
        edition.content
    )


def test_a_file_behind_an_open_action_stays_until_the_action_is_over(bodies, officer, old_review, old_evidence):
    asked = chain_rows.recommendation(old_review, bodies.council)
    chain_rows.behind_action(chain_rows.action(asked, bodies.council), old_evidence)
    ended = chain_rows.action(asked, bodies.council, state=ActionState.VERIFIED)
    done = rows.evidence(
        old_review, bodies.council, held=old_file(bodies.council, name="b.txt"), state=EvidenceState.WITHDRAWN
    )
    chain_rows.behind_action(ended, done)

    found = seen(officer, Stored.FILES)

    assert [one.rests for one in found.staying] == [("Action 1 of A review, which is open",)]
    assert [one.row.pk for one in found.going] == [done.held_id]


def test_what_waits_or_is_written_into_an_edition_keeps_its_file(bodies, officer, old_review):
    waits = rows.evidence(old_review, bodies.council, held=old_file(bodies.council))
    written = rows.evidence(
        old_review, bodies.council, held=old_file(bodies.council, name="b.txt"), state=EvidenceState.ACCEPTED
    )
    rows.behind(rows.statement(old_review, bodies.council), written)
    rows.edition(old_review, bodies.hub)
    report = old_file(bodies.hub, name="report.txt")
    rows.review(bodies.hub, name="Another", source=report)

    found = {one.row.pk: one.rests for one in seen(officer, Stored.FILES).staying}

    assert found == {
        waits.held_id: ("E1 of A review, which waits to be checked",),
        written.held_id: ("sentence 1 of edition 1 of A review, which is on its way",),
        report.pk: ("Another, which was read from it and is kept",),
    }


def test_the_minute_of_what_was_recorded_for_an_agency_stays_until_something_later_is_decided(bodies, officer):
    minute = {"agreed_by": "head of service", "agreed_where": "a meeting", "agreed_date": TODAY}
    held = [old_file(bodies.council, name=f"{name}.txt", content=name.encode()) for name in ("first", "later")]
    row = chain_rows.recommendation(rows.review(bodies.hub, name="A review"), bodies.council)
    for file, target in zip(held, (RecommendationState.ACCEPTED, RecommendationState.IMPLEMENTED), strict=True):
        chain_rows.move(row, target, by=bodies.hub, held=file, **minute)

    staying = {one.row.pk: one.rests for one in seen(officer, Stored.FILES).staying}

    assert staying == {held[1].pk: ("what was decided about Recommendation 1 of A review",)}


def test_every_field_that_names_a_file_is_asked():
    fields = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Held
    }

    assert fields == set(NAMED_BY)
