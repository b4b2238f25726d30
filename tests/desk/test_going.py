"""What is past its time goes by the officer's decision and leaves its tombstone; what something rests on stays, and
says what."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.chain import ActionState
from lineofsight.desk import going, retention
from lineofsight.desk.going.files import NAMED_BY
from lineofsight.desk.retention import Preview, decide, due_of, preview
from lineofsight.files import actions as file_actions
from lineofsight.files.models import Held
from lineofsight.files.queries import Forgotten, open_held, swept
from lineofsight.files.store import Store
from lineofsight.library.instrument import About
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.retention import Stored
from lineofsight.library.scales import Shows
from lineofsight.library.words import day_words
from lineofsight.partnership.models import RetentionDecision, Tombstone
from lineofsight.partnership.retention import WrongDecision, stayed_in
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.tombstones import GONE
from lineofsight.publication.content import EditionContent
from lineofsight.records.audits.models import File, FrameFile, Grade, Pair, Reading
from lineofsight.records.forms.models import Answer, Form
from lineofsight.records.voice.models import Quotation
from lineofsight.records.workforce.models import Spell, StaffMember
from lineofsight.trail.models import Event
from lineofsight.trail.sealer import seal
from lineofsight.trail.verify import verify
from tests.factories import audit_rows, chain_rows, form_rows, rows, voice_rows, workforce_rows
from tests.factories.partnership import NOW, TODAY, acting, member, partnership
from tests.publication.pure import factory

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=4100)


@pytest.fixture(autouse=True)
def places(settings, tmp_path: Path) -> None:
    settings.KEYS_ROOT, settings.FILES_ROOT = tmp_path / "keys", tmp_path / "files"


@pytest.fixture
def bodies(db):
    return partnership()


@pytest.fixture
def officer(bodies):
    return acting(Role.DATA_PROTECTION, bodies.hub)


def seen(officer, kind: Stored) -> Preview:
    due = due_of(officer, kind.value)
    assert due is not None
    with scope(officer, writes=False):
        return preview(due, officer)


def deleted(officer, kind: Stored, *, mark: str | None = None) -> RetentionDecision:
    due, read = due_of(officer, kind.value), seen(officer, kind).mark
    assert due is not None
    with scope(officer, writes=True):
        return decide(
            due=due,
            before=due.before,
            reason="Its time is over.",
            keep_until=None,
            mark=read if mark is None else mark,
            by=officer,
        )


def aged(make, *given, **facts):
    """What a factory makes, as if it had been written long ago: kept rows do not change their day afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (rows, voice_rows, audit_rows):
            patch.setitem(module.WRITTEN, "recorded_at", LONG_AGO)
        return make(*given, **facts)


def old_file(of, **facts) -> Held:
    return aged(rows.held, of, **facts)


def published(review, by, *lines, **changes):
    """A published edition with such content."""
    content = factory.edition(*lines, **changes)
    return rows.edition(review, by, state="published", content=content.to_json().decode(), published_at=NOW)


def line_on(evidence: Evidence):
    """A sentence of an edition that rests on a piece of evidence."""
    one = factory.line("checked")
    return replace(one, number=7, basis=(replace(one.basis[0], ref=evidence.ref), *one.basis[1:]))


def path_of(held: Held) -> Path:
    return Store(settings.FILES_ROOT).path_of(held.blob.sha256)


@pytest.fixture
def old_review(bodies):
    return rows.review(bodies.hub)


@pytest.fixture
def old_evidence(bodies, old_review):
    """Evidence with an old file, that was withdrawn: nothing rests on it."""
    return rows.evidence(
        old_review, bodies.council, held=old_file(bodies.council), state=EvidenceState.WITHDRAWN, ended_at=NOW
    )


# Files


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
        file_actions.keep_file(content=content, name="minutes.txt", agency=bodies.council, by=lead, at=NOW)

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


def test_every_field_that_names_a_file_is_asked():
    fields = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Held
    }

    assert fields == set(NAMED_BY)


# Words of people


def old_words(bodies, **facts) -> Quotation:
    person = member(Role.CONTRIBUTOR, bodies.council)
    given = {"until_date": TODAY - timedelta(days=1)} | facts
    return aged(voice_rows.quotation, voice_rows.heard(bodies.council), person, **given)


def test_words_past_their_time_go_also_from_evidence_and_its_earlier_version(bodies, officer, old_review):
    words = old_words(bodies)
    said = {"kind": EvidenceKind.EXPERIENCE, "shows": Shows.SAID, "heard": f"“{words.words}”"}
    older = rows.evidence(old_review, bodies.council, state=EvidenceState.SUPERSEDED, **said)
    newer = rows.evidence(old_review, bodies.council, state=EvidenceState.ACCEPTED, replaces=older, **said)

    made = deleted(officer, Stored.WORDS_OF_PEOPLE)

    for one in (words, older, newer):
        one.refresh_from_db()
    assert made.deleted == 1
    assert (words.words, words.state, words.withdrawn_date) == ("", "forgotten", None)
    assert (older.heard, older.state) == ("", EvidenceState.SUPERSEDED)
    assert (newer.heard, newer.state) == ("", EvidenceState.WITHDRAWN)
    assert Tombstone.objects.get().subject_ref == words.ref


def test_words_that_were_agreed_for_longer_or_are_printed_stay(bodies, officer, old_review):
    agreed = old_words(bodies, until_date=TODAY + timedelta(days=30))
    in_print = aged(
        voice_rows.quotation,
        agreed.heard,
        agreed.person,
        words="Ring us first.",
        until_date=TODAY - timedelta(days=1),
    )
    voices = factory.edition().voices
    published(old_review, bodies.hub, voices=replace(voices, items=(replace(voices.items[0], text="Ring us first."),)))

    found = {one.row.pk: one.rests for one in seen(officer, Stored.WORDS_OF_PEOPLE).staying}

    assert found == {
        agreed.pk: (f"what was agreed with whoever said them: until {day_words(agreed.until_date)}",),
        in_print.pk: ("what people told us, in edition 1 of A review",),
    }


def test_words_that_are_gone_do_not_come_back(bodies, officer):
    words = old_words(bodies)
    deleted(officer, Stored.WORDS_OF_PEOPLE)

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        Quotation._base_manager.filter(pk=words.pk).update(words="Back again.", state="holds")


# Audits


def old_round(bodies, **facts):
    audit = aged(audit_rows.audit, bodies.council, state="closed", **facts)
    reader = member(Role.CONTRIBUTOR, bodies.council, email=f"{audit.ref}@council.example")
    file = audit_rows.file(audit)
    reading = audit_rows.reading(file, reader)
    audit_rows.grade(reading)
    audit_rows.pair(file)
    form = Form.objects.create(
        agency=bodies.council,
        person=reader,
        instrument=form_rows.INSTRUMENT,
        edition=form_rows.EDITION,
        about=About.AUDIT_FILE,
        for_ref=file.ref,
        state=FormState.SIGNED,
        signed_at=NOW,
        by_ref=reader.ref,
        recorded_at=NOW,
    )
    form_rows.answer(form_rows.saved(form), "returned", code="yes")
    return audit


PAPERS = (Answer, Form, Pair, Grade, Reading, FrameFile, File)


def test_the_papers_of_a_round_go_and_the_round_stays_with_its_mark(bodies, officer):
    audit, kept = old_round(bodies), None
    kept = audit_rows.file(audit_rows.audit(bodies.council))

    made = deleted(officer, Stored.AUDITS)

    assert made.deleted == 1
    assert [model._base_manager.exclude(pk=kept.pk).count() for model in (Pair, Grade, Reading, Form, Answer)] == [
        0
    ] * 5
    assert list(File._base_manager.all()) == [kept]
    left = type(audit)._base_manager.get(pk=audit.pk)
    assert (left.eligible, left.frame_mark, left.seed) == (134, "a" * 64, audit.seed)
    assert due_of(officer, Stored.AUDITS.value).count == 0  # type: ignore[union-attr]


@pytest.mark.parametrize("model", PAPERS)
def test_control_without_its_tombstone_the_database_keeps_every_paper(bodies, officer, model):
    old_round(bodies)
    papers = model._base_manager.all()

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        papers._raw_delete(papers.db)


def test_control_a_deletion_that_lays_no_tombstone_deletes_nothing(bodies, officer, monkeypatch):
    old_round(bodies)
    monkeypatch.setattr(retention, "lay", lambda **_: None)

    with pytest.raises(IntegrityError, match="keeps what was written"):
        deleted(officer, Stored.AUDITS)

    assert [model._base_manager.count() for model in PAPERS] == [1] * len(PAPERS)
    assert not RetentionDecision.objects.exists()


def test_a_round_with_something_open_stays_and_says_what(bodies, officer):
    found = old_round(bodies)
    audit_rows.finding(found)
    again = audit_rows.audit(bodies.council, again_of=old_round(bodies), frame_date=TODAY)
    running = aged(audit_rows.audit, bodies.council)

    rests = {one.row.pk: one.rests for one in seen(officer, Stored.AUDITS).staying}

    assert rests == {
        found.pk: ("what it found in «plan», which no later round has closed",),
        again.again_of_id: (f"the round as at {day_words(TODAY)}, which is compared with it",),
        running.pk: ("the round itself, which is open",),
    }


def test_a_round_that_a_published_figure_counts_stays(bodies, officer, old_review):
    old_round(bodies, frame_date=date(2014, 5, 1))
    one = factory.line("checked")
    [printed] = [some for some in one.figures if some.measured] or [None]
    if printed is None:
        one = next(line for line in factory.content().lines() if any(some.measured for some in line.figures))
        printed = next(some for some in one.figures if some.measured)
    figure = replace(
        printed.measured.figure,
        measure_id="audits-good-or-better",
        period_from=date(2014, 1, 1),
        period_to=date(2014, 12, 31),
    )
    measured = replace(printed, measured=replace(printed.measured, figure=figure))
    published(old_review, bodies.hub, replace(one, number=3, figures=(measured,)))

    [stays] = seen(officer, Stored.AUDITS).staying

    assert stays.rests == ("a figure in sentence 3 of edition 1 of A review",)


# Lists of those who work


def old_list(bodies, *, until: date | None = date(2015, 1, 1), **facts):
    listed = workforce_rows.staff_list(bodies.council, taken_at=LONG_AGO)
    workforce_rows.spell(listed, workforce_rows.member(bodies.council), start=date(2014, 1, 1), until=until, **facts)
    return listed


def test_a_list_of_which_nothing_holds_goes_with_those_of_whom_nothing_else_is_known(bodies, officer):
    listed = old_list(bodies)
    known = StaffMember._base_manager.get()
    other = workforce_rows.member(bodies.council)
    workforce_rows.spell(listed, other, start=date(2014, 1, 1), until=date(2014, 2, 1))
    workforce_rows.spell(workforce_rows.staff_list(bodies.council), other)

    made = deleted(officer, Stored.STAFF_LISTS)

    assert made.deleted == 1
    assert [spell.member_id for spell in Spell._base_manager.all()] == [other.pk]
    assert list(StaffMember._base_manager.all()) == [other]
    assert {one.subject_ref for one in Tombstone.objects.all()} == {listed.ref, known.ref}
    assert type(listed)._base_manager.get(pk=listed.pk).receipt == "{}"


def test_a_list_goes_together_with_the_one_that_corrected_it(bodies, officer):
    listed = old_list(bodies)
    earlier = Spell._base_manager.get()
    later = workforce_rows.staff_list(bodies.council, taken_at=LONG_AGO + timedelta(days=30))
    workforce_rows.spell(
        later,
        earlier.member,
        start=date(2014, 1, 1),
        until=date(2015, 2, 1),
        supersedes=earlier,
        row_key=earlier.row_key,
    )

    made = deleted(officer, Stored.STAFF_LISTS)

    assert made.deleted == 2
    assert not Spell._base_manager.exists()
    assert Tombstone.objects.filter(subject_ref=listed.ref).exists()


def test_a_list_of_which_something_holds_or_is_corrected_by_a_younger_one_stays(bodies, officer):
    holds = old_list(bodies, until=None)
    corrected = old_list(bodies)
    earlier = Spell._base_manager.get(staff_list=corrected)
    workforce_rows.spell(
        workforce_rows.staff_list(bodies.council), earlier.member, supersedes=earlier, row_key=earlier.row_key
    )

    found = {one.row.pk: one.rests for one in seen(officer, Stored.STAFF_LISTS).staying}

    assert found == {
        holds.pk: ("who works here: 1 of its rows hold still, or ended within the time",),
        corrected.pk: ("later lists, which correct 1 of its rows and are kept",),
    }


# The decision


def test_what_was_read_is_what_goes_and_something_else_is_read_again(bodies, officer):
    old_file(bodies.council)
    mark = seen(officer, Stored.FILES).mark
    old_file(bodies.council, name="b.txt")

    with pytest.raises(WrongDecision, match="has changed meanwhile"):
        deleted(officer, Stored.FILES, mark=mark)
    assert not Tombstone.objects.exists()


def test_where_something_rests_on_each_none_can_be_deleted(bodies, officer, old_review):
    rows.evidence(old_review, bodies.council, held=old_file(bodies.council))

    with pytest.raises(WrongDecision, match="Something rests on each"):
        deleted(officer, Stored.FILES)


def test_a_fault_in_the_middle_brings_everything_back(bodies, officer, monkeypatch):
    words = old_words(bodies)

    def breaks(**_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(going.words, "take_words_away", breaks)
    with pytest.raises(RuntimeError, match="disk"):
        deleted(officer, Stored.WORDS_OF_PEOPLE)

    words.refresh_from_db()
    assert words.words
    assert not Tombstone.objects.exists()
    assert not RetentionDecision.objects.exists()
    assert not Event.objects.filter(act=GONE).exists()


def test_a_review_does_not_go_and_says_what_rests_on_it(bodies, officer):
    review = rows.review(bodies.hub, completed_date=TODAY - timedelta(days=3700))
    chain_rows.recommendation(review, bodies.council)
    rows.edition(review, bodies.hub)

    [stays] = seen(officer, Stored.REVIEWS).staying
    made = deleted(officer, Stored.REVIEWS)

    assert stays.rests[:2] == ("edition 1, which is on its way", "Recommendation 1, which is not closed")
    assert (made.deleted, stayed_in(made)[0].rests) == (0, stays.rests)


def test_a_tombstone_stays_as_it_was_laid(bodies, officer):
    old_file(bodies.council)
    deleted(officer, Stored.FILES)

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        Tombstone.objects.update(rule="another")


def test_nobody_but_background_work_lays_one(bodies, officer):
    old_file(bodies.council)
    made = deleted(officer, Stored.FILES)
    facts = {"kind": "files", "agency": bodies.hub, "decision": made, "rule": "r", "by_role": "o", "recorded_at": NOW}
    # SQLite has no row security.
    is_held = connection.vendor == "postgresql"
    refused = pytest.raises(DatabaseError, match="row-level security") if is_held else nullcontext()

    with refused, transaction.atomic(), scope(officer, writes=True):
        Tombstone.objects.create(subject_ref="x" * 26, **facts)
