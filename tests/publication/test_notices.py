"""What became of a published sentence is told beside its edition, by two people, and the edition stays as it was."""

import json
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.desk.my_work.editions import of_editions
from lineofsight.library.words import day_words
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.actions.editions import NotSaid, SamePerson
from lineofsight.publication.actions.names import register_names
from lineofsight.publication.actions.notices import OneWaits, leave_notice, print_notice, write_notice
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.models import Artefact, Edition, Notice
from lineofsight.publication.queries.notices import not_yet_told, printed_notices
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.render.files import render
from lineofsight.publication.render.notices import DATA, PAGE, noticed
from lineofsight.publication.rules import EditionState
from lineofsight.publication.shelf import frozen_editions, shelf_of
from lineofsight.publication.writing import write_site
from lineofsight.trail.canonical import sha256_hex
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import TODAY, acting
from tests.publication.office import stands_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def piece(statement):
    kept = rows.evidence(
        statement.review,
        statement.agency,
        Audience.PARTNERSHIP,
        state=EvidenceState.ACCEPTED,
        valid_until=TODAY + timedelta(days=30),
    )
    rows.behind(statement, kept)
    return kept


@pytest.fixture
def published(edition, author, piece):
    content = as_published(content_of(edition, author))
    stands_published(edition, content, at=author.now)
    Artefact.objects.bulk_create(
        Artefact(
            edition=edition,
            agency_id=edition.agency_id,
            path=path,
            sha256=sha256_hex(body),
            size=len(body),
            by_ref=author.ref,
            recorded_at=author.now,
        )
        for path, body in render(content).items()
    )
    return Edition.objects.get(pk=edition.pk)


@pytest.fixture
def fallen(published, piece, author):
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN, ended_at=author.now)
    return published


@pytest.fixture
def second(bodies):
    return acting(Role.PUBLISHER, bodies.hub)


@pytest.fixture
def told(fallen, author, second):
    notice = write_notice(edition=fallen, numbers=[1], text="It is counted again.", by=author)
    print_notice(notice=notice, expected=notice.version, by=second)
    return fallen


def kinds(actor) -> list[str]:
    return [one.kind for one in of_editions(actor)]


def test_the_unit_writes_and_a_second_person_has_it_printed_each_in_the_trail(fallen, author, second):
    assert kinds(author) == ["write_notice", "next_edition"]

    notice = write_notice(edition=fallen, numbers=[1], text="It is counted again.", by=author)

    assert kinds(author) == ["next_edition"]
    assert kinds(second) == ["notice"]
    assert printed_notices(second) == {}

    print_notice(notice=notice, expected=notice.version, by=second)

    assert kinds(second) == []
    assert not_yet_told(fallen, author) == ()
    assert [row.act for row in Event.objects.filter(act__startswith="notice.").order_by("id")] == [
        "notice.written",
        "notice.printed",
    ]


def test_whoever_wrote_it_does_not_have_it_printed(fallen, author):
    notice = write_notice(edition=fallen, numbers=[1], by=author)

    with pytest.raises(SamePerson, match="another business manager, a disclosure checker or a publisher"):
        print_notice(notice=notice, expected=notice.version, by=author)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state="printed", second_id=author.person_id)


def test_what_is_printed_stays(told):
    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        Notice.objects.update(text="All is well.")


def test_one_that_is_not_printed_has_its_reason_and_the_desk_asks_again(fallen, author, second):
    notice = write_notice(edition=fallen, numbers=[1], by=author)
    with pytest.raises(ReasonNeeded):
        leave_notice(notice=notice, reason=" ", expected=notice.version, by=second)

    leave_notice(notice=notice, reason="It says too little.", expected=notice.version, by=second)

    assert printed_notices(second) == {}
    assert "write_notice" in kinds(author)
    assert write_notice(edition=fallen, numbers=[1], by=author).number == 2


def test_nobody_is_told_of_a_sentence_that_rests_on_what_it_rested_on(published, author):
    with pytest.raises(NotSaid, match="no longer rest"):
        write_notice(edition=published, numbers=[1], by=author)


def test_only_one_waits_and_nobody_is_told_twice(fallen, author, second):
    notice = write_notice(edition=fallen, numbers=[1], by=author)
    with pytest.raises(OneWaits):
        write_notice(edition=fallen, numbers=[1], by=author)
    print_notice(notice=notice, expected=notice.version, by=second)

    with pytest.raises(NotSaid):
        write_notice(edition=fallen, numbers=[1], by=author)


def test_evidence_that_expires_after_publication_is_told_too(published, piece, author):
    last = replace(author, now=author.now + timedelta(days=30))
    after = replace(author, now=author.now + timedelta(days=31))

    assert not_yet_told(published, last) == ()
    (one,) = not_yet_told(published, after)

    assert one.words == f"{piece.label} was valid until {day_words(piece.valid_until)}"


def test_a_name_that_may_not_be_printed_does_not_stand_in_a_notice(fallen, author, lead):
    register_names(names=["Quillon Marsh"], by=lead)

    with pytest.raises(NotSaid, match="as word 4"):
        write_notice(edition=fallen, numbers=[1], text="It is about Quillon Marsh's plan.", by=author)
    write_notice(edition=fallen, numbers=[1], text="It is about the plan.", by=author)


def test_others_write_and_print_nothing(fallen, author, lead):
    with pytest.raises(Forbidden):
        write_notice(edition=fallen, numbers=[1], by=lead)
    notice = write_notice(edition=fallen, numbers=[1], by=author)
    with pytest.raises(Forbidden):
        print_notice(notice=notice, expected=notice.version, by=lead)


def test_beside_a_withdrawn_edition_nothing_is_printed(fallen, author, second):
    notice = write_notice(edition=fallen, numbers=[1], by=author)
    Edition.objects.filter(pk=fallen.pk).update(state=EditionState.WITHDRAWN)

    with pytest.raises(WrongState):
        print_notice(notice=Notice.objects.get(pk=notice.pk), expected=notice.version, by=second)


def test_the_edition_its_mark_and_its_files_stay_to_the_byte(published, piece, author, second):
    before = (published.content, published.content_sha, rebuild(published, author).files)
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN, ended_at=author.now)
    notice = write_notice(edition=published, numbers=[1], by=author)
    print_notice(notice=notice, expected=notice.version, by=second)

    after = Edition.objects.get(pk=published.pk)
    rebuilt = rebuild(after, author)

    assert (after.content, after.content_sha, rebuilt.files) == before
    assert rebuilt.is_well
    assert not rebuilt.differing


def test_the_folder_of_an_edition_with_its_notice_is_rebuilt_byte_for_byte(told, author, tmp_path):
    content = EditionContent.from_json(told.content)
    written = noticed(render(content), content, printed_notices(author, told)[told.pk])
    write_site(written, tmp_path / "edition")

    assert {PAGE, DATA} <= written.keys()
    assert rebuilt(tmp_path / "edition" / "content.json") == f"The same: {len(written)} files, byte for byte.\n"

    (tmp_path / "edition" / DATA).write_text(json.dumps([]))
    with pytest.raises(CommandError, match="files differ"):
        rebuilt(tmp_path / "edition" / "content.json")


def rebuilt(source) -> str:
    said = StringIO()
    call_command("rebuild", str(source), stdout=said)
    return said.getvalue()


def test_the_site_has_the_notice_on_the_shelf(told, author):
    (shelved,) = shelf_of(frozen_editions(author))

    assert [notice.text for notice in shelved.notices] == ["It is counted again."]
    assert shelved.notices[0].numbers == (1,)
