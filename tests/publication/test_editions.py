"""An edition is read by people who did not write it; signatures point at exact words; nothing refused is published."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Statement
from lineofsight.cli.management.commands.rebuild import told
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.models import Person
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Role
from lineofsight.publication import rebuilding
from lineofsight.publication.actions import publishing
from lineofsight.publication.actions.editions import (
    ReadSomethingElse,
    SamePerson,
    approve_edition,
    check_edition,
    lock_edition,
    open_edition,
    reopen_edition,
)
from lineofsight.publication.actions.publishing import NotReady, NotWhatWasApproved, publish
from lineofsight.publication.actions.signatures import sign
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.judging import gate
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.render.files import render
from lineofsight.publication.rules import EditionState, Verdict
from lineofsight.publication.signing import signing, to_sign
from lineofsight.trail.canonical import sha256_hex
from tests.factories import declared_rows, rows
from tests.factories.partnership import acting, actor

pytestmark = pytest.mark.django_db


def also(person, role, of):
    """The same person in a further role."""
    return actor(role, of, person=Person.objects.get(pk=person.person_id))


def codes(edition, by) -> set[str]:
    return {refusal.code for refusal in gate(find_edition(by, edition.ref), by)[1].refusals}


def test_whoever_wrote_an_edition_does_not_check_it(edition, author, bodies):
    lock_edition(edition=edition, by=author)

    with pytest.raises(SamePerson):
        check_edition(edition=edition, by=also(author, Role.CHECKER, bodies.hub))


@pytest.mark.parametrize(("one", "other"), [("author", "checker"), ("author", "publisher"), ("checker", "publisher")])
def test_the_database_refuses_one_person_in_two_of_the_three_roles(edition, lead, one, other):
    with pytest.raises(IntegrityError, match=f"{one}_not_{other}"), transaction.atomic():
        Edition.objects.update(**{f"{one}_id": lead.person_id, f"{other}_id": lead.person_id})


def test_a_checker_who_is_a_publisher_too_does_not_publish(edition, author, bodies):
    checker = acting(Role.CHECKER, bodies.hub)
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=checker)
    approve_edition(edition=edition, by=acting(Role.EXECUTIVE, bodies.council))

    with pytest.raises(SamePerson):
        publish(edition=edition, by=also(checker, Role.PUBLISHER, bodies.hub))


def test_what_changed_since_the_check_is_not_approved(edition, statement, author, bodies):
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    change_statement(statement=statement, text="Other words.", expected_version=1, by=author)

    with pytest.raises(ReadSomethingElse):
        approve_edition(edition=edition, by=acting(Role.EXECUTIVE, bodies.council))

    assert Edition.objects.get().state == EditionState.CHECKED


def test_a_signature_after_the_check_does_not_undo_it(edition, statement, author, lead, bodies):
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    sign(edition=edition, wordings=[statement.current], by=lead)

    approve_edition(edition=edition, by=acting(Role.EXECUTIVE, bodies.council))

    assert Edition.objects.get().state == EditionState.APPROVED


def test_what_the_gate_refuses_is_not_published_and_nothing_is_written(edition, author, bodies):
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    approve_edition(edition=edition, by=acting(Role.EXECUTIVE, bodies.council))

    with pytest.raises(NotReady) as told:
        publish(edition=edition, by=acting(Role.PUBLISHER, bodies.hub))

    assert {"signed.missing", "evidence.none"} <= {refusal.code for refusal in told.value.result.refusals}
    stored = Edition.objects.get()
    assert (stored.state, stored.content, stored.artefacts.count()) == (EditionState.APPROVED, "", 0)


def approved_edition(bodies, author, *, text):
    """An edition of one sentence that has been through all steps but the last."""
    review = rows.review(bodies.hub)
    rows.statement(review, bodies.hub, kind=SentenceKind.CONTEXT, text=text)
    rows.open_item(review, bodies.hub)
    edition = open_edition(review=review, by=author)
    declared_rows.declare_all(edition, bodies.hub)
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    approve_edition(edition=edition, by=acting(Role.EXECUTIVE, bodies.council))
    return edition


def test_an_edition_is_published_with_a_word_file_that_is_built_again_byte_for_byte(author, bodies):
    edition = approved_edition(bodies, author, text="Five agencies have answered.")
    publisher = acting(Role.PUBLISHER, bodies.hub)

    files = publish(edition=edition, by=publisher)

    known = {row.path: row.sha256 for row in Edition.objects.get().artefacts.all()}
    assert known["summary.docx"] == sha256_hex(files["summary.docx"])
    again = rebuild(find_edition(publisher, edition.ref), publisher)
    assert (again.files, again.differing, again.is_same_version, again.is_well) == (files, (), True, True)


def packed_otherwise(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files, the parts of the Word file compressed."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(files["summary.docx"])) as old, ZipFile(packed, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part), compress_type=ZIP_DEFLATED)
    return {**files, "summary.docx": packed.getvalue()}


def test_an_edition_of_another_version_has_to_say_the_same_words_and_need_not_have_the_same_bytes(
    author, bodies, monkeypatch
):
    edition = approved_edition(bodies, author, text="Five agencies have answered.")
    publisher = acting(Role.PUBLISHER, bodies.hub)
    monkeypatch.setattr(publishing, "VERSION", "0.0.9")
    publish(edition=edition, by=publisher)
    published = find_edition(publisher, edition.ref)
    assert (published.written_with, rebuild(published, publisher).is_same_version) == ("0.0.9", False)

    # What this version writes in another way says the same …
    monkeypatch.setattr(rebuilding, "render", lambda content: packed_otherwise(render(content)))
    again = rebuild(published, publisher)
    assert (again.differing, again.faults, again.is_well) == (("summary.docx",), (), True)
    assert "0.0.9" in told(again, published.written_with)
    # … and, the fault, does not.
    monkeypatch.setattr(rebuilding, "render", lambda content: {**render(content), "notes.txt": b"left over"})
    again = rebuild(published, publisher)
    assert not again.is_well
    with pytest.raises(CommandError, match=r"notes\.txt"):
        told(again, published.written_with)


def test_control_of_the_same_version_other_bytes_are_a_fault(author, bodies, monkeypatch):
    edition = approved_edition(bodies, author, text="Five agencies have answered.")
    publisher = acting(Role.PUBLISHER, bodies.hub)
    publish(edition=edition, by=publisher)
    monkeypatch.setattr(rebuilding, "render", lambda content: {**render(content), "notes.txt": b"left over"})

    again = rebuild(find_edition(publisher, edition.ref), publisher)

    assert (again.differing, again.is_well) == (("notes.txt",), False)


def test_a_letter_that_no_file_can_say_is_refused_before_any_file_is_made(author, bodies):
    edition = approved_edition(bodies, author, text="Five agencies\x0bhave answered.")

    with pytest.raises(NotReady) as told:
        publish(edition=edition, by=acting(Role.PUBLISHER, bodies.hub))

    assert {refusal.code for refusal in told.value.result.refusals} == {"text.control"}


def test_what_a_file_holds_beside_what_was_approved_is_not_published_and_nothing_is_written(
    author, bodies, monkeypatch
):
    edition = approved_edition(bodies, author, text="Five agencies have answered.")
    # The fault: a renderer that leaves something of its own among the files.
    monkeypatch.setattr(publishing, "render", lambda content: {**render(content), "notes.txt": b"left over"})

    with pytest.raises(NotWhatWasApproved, match=r"Nothing was published\. notes\.txt: an edition has no such file"):
        publish(edition=edition, by=acting(Role.PUBLISHER, bodies.hub))

    stored = Edition.objects.get()
    assert (stored.state, stored.content, stored.artefacts.count()) == (EditionState.APPROVED, "", 0)


def test_taking_an_edition_back_needs_a_reason_and_loses_its_check(edition, author, bodies):
    lock_edition(edition=edition, by=author)
    check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))
    with pytest.raises(ReasonNeeded):
        reopen_edition(edition=edition, reason=" ", by=author)

    reopen_edition(edition=edition, reason="A word is wrong.", by=author)

    stored = Edition.objects.get()
    assert (stored.state, stored.checker, stored.checked_sha) == (EditionState.DRAFT, None, "")


def test_no_step_of_an_edition_is_left_out(edition, bodies):
    with pytest.raises(WrongState):
        check_edition(edition=edition, by=acting(Role.CHECKER, bodies.hub))


def test_of_two_who_move_an_edition_the_second_is_told(edition, author):
    seen_before = Edition.objects.get()
    lock_edition(edition=edition, by=author)

    with pytest.raises(Stale):
        lock_edition(edition=seen_before, by=author)


def test_a_signature_points_at_exact_words_and_is_gone_with_them(edition, statement, author, lead):
    sign(edition=edition, wordings=[statement.current], by=lead)
    after_signing = codes(edition, author)

    change_statement(statement=statement, text="Every plan is read with children.", expected_version=1, by=author)

    assert "signed.missing" not in after_signing
    assert {code for code in codes(edition, author) if code.startswith("signed")}
    assert to_sign(edition, lead)[0].signed_earlier == "Every plan is read with the child."


def test_words_that_are_no_longer_current_are_not_signed(edition, statement, author, lead):
    read = statement.current
    change_statement(statement=Statement.objects.get(), text="Other words.", expected_version=1, by=author)

    assert sign(edition=edition, wordings=[type(read).objects.get(pk=read.pk)], by=lead) == ()
    assert not SignOff.objects.exists()


def test_nobody_signs_for_another_agency(edition, statement, bodies):
    with pytest.raises(Forbidden):
        sign(edition=edition, wordings=[statement.current], by=acting(Role.SAFEGUARDING_LEAD, bodies.health))


def test_a_different_view_is_printed_with_the_sentence(edition, statement, author, lead):
    view = "We read half of them."
    sign(edition=edition, wordings=[statement.current], by=lead, verdict=Verdict.DIFFERENT, view=f" {view} ")

    signature = next(iter(content_of(edition, author).lines())).signatures[0]
    assert (signature.agrees, signature.different_view) == (False, view)
    assert [(row.signed, row.different, row.of) for row in signing(edition, author)] == [(1, 1, 1)]


def test_a_different_view_needs_words_in_the_action_and_in_the_database(edition, statement, lead):
    with pytest.raises(ValueError, match="Write your different view"):
        sign(edition=edition, wordings=[statement.current], by=lead, verdict=Verdict.DIFFERENT)

    with pytest.raises(IntegrityError, match="different_view_has_words"), transaction.atomic():
        rows.signoff(edition, statement.current, verdict=Verdict.DIFFERENT)
