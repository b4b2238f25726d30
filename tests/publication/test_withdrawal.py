"""An edition is taken back by a second person; a later edition replaces an earlier one; what was published stays."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from lineofsight.partnership.models import Person
from lineofsight.partnership.moves import ReasonNeeded, WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.publication import judging
from lineofsight.publication.actions.editions import SamePerson, open_edition
from lineofsight.publication.actions.publishing import withdraw
from lineofsight.publication.models import Edition, Withdrawal
from lineofsight.publication.queries.editions import find_edition, newer_published
from lineofsight.publication.rebuilding import rebuild
from lineofsight.publication.rules import EditionState
from lineofsight.publication.writing import write_site
from tests.factories.partnership import NOW, acting
from tests.publication.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return Office()


def test_whoever_published_an_edition_does_not_withdraw_it(office):
    edition = office.publish_one()

    with pytest.raises(SamePerson):
        withdraw(edition=edition, reason="A count was wrong.", by=office.publisher)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Withdrawal.objects.create(
            edition=edition,
            agency=office.bodies.hub,
            reason="So.",
            role="Publisher",
            person_id=office.publisher.person_id,
            publisher_id=office.publisher.person_id,
            by_ref=office.publisher.ref,
            recorded_at=NOW,
        )


def test_a_partner_withdraws_with_a_reason_and_the_content_and_its_mark_stay(office):
    edition = office.publish_one()
    before = (edition.content, edition.content_sha)
    with pytest.raises(ReasonNeeded):
        withdraw(edition=edition, reason=" ", by=office.partner)

    withdraw(edition=edition, reason="A count was wrong.", by=office.partner)

    stored = Edition.objects.get()
    assert stored.state == EditionState.WITHDRAWN
    assert (stored.content, stored.content_sha) == before
    with pytest.raises(WrongState):
        withdraw(edition=stored, reason="Again.", by=office.partner)


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.CHECKER, Role.SCRUTINEER])
def test_who_neither_publishes_nor_approves_withdraws_nothing(office, role):
    edition = office.publish_one()

    with pytest.raises(Forbidden):
        withdraw(edition=edition, reason="So.", by=acting(role, office.bodies.health))


def test_a_later_edition_replaces_the_earlier_one_which_stays_as_it_was(office):
    first = office.publish_one()
    second = office.publish_one()

    older = Edition.objects.get(pk=first.pk)
    assert (older.state, older.content, older.version) == (EditionState.SUPERSEDED, first.content, first.version + 1)
    assert newer_published(older, office.author) == second
    assert newer_published(second, office.author) is None


def test_an_older_edition_can_still_be_withdrawn(office):
    first = office.publish_one()
    office.publish_one()

    withdraw(edition=Edition.objects.get(pk=first.pk), reason="A name stood in it.", by=office.partner)

    assert Edition.objects.get(pk=first.pk).state == EditionState.WITHDRAWN


def test_the_gate_gets_the_earlier_editions_a_withdrawn_one_too_because_it_was_read(office, monkeypatch):
    older = office.publish_one()
    draft = open_edition(review=office.review, by=office.author)
    monkeypatch.setattr(judging, "judged", lambda given: given.earlier)

    seen = judging.gate(find_edition(office.author, draft.ref), office.author)[1]
    withdraw(edition=older, reason="So.", by=office.partner)
    afterwards = judging.gate(find_edition(office.author, draft.ref), office.author)[1]

    assert [one.ref for one in seen] == [older.ref]
    assert [one.ref for one in afterwards] == [older.ref]


def told_by_command(edition: Edition, out: Path, *, by: Person, reason: str = "A count was wrong.") -> str:
    said = StringIO()
    call_command("withdraw", edition.ref, reason=reason, out=str(out), by=by.email, stdout=said)
    return said.getvalue()


def test_the_command_leaves_one_page_in_the_folder_that_says_when_and_why(office, tmp_path):
    edition, out = office.publish_one(), tmp_path / "site"
    files = rebuild(edition, office.author).files
    write_site(files, out)
    partner = Person.objects.get(pk=office.partner.person_id)

    told_by_command(edition, out, by=partner, reason="A count was <wrong>.")
    page = (out / "index.html").read_text()
    told_by_command(edition, out, by=partner, reason="")

    assert sorted(path.name for path in out.iterdir() if path.name[0] != ".") == ["edition.css", "index.html"]
    assert "This edition was withdrawn on" in page
    assert "A count was &lt;wrong&gt;." in page
    assert edition.content_sha in page
    assert "<script" not in page
    assert (out / "index.html").read_text() == page


def test_the_command_writes_into_no_folder_that_holds_something_else(office, tmp_path):
    edition = office.publish_one()
    (tmp_path / "letter.txt").write_text("Ours.")

    with pytest.raises(CommandError, match="holds other files"):
        told_by_command(edition, tmp_path, by=Person.objects.get(pk=office.partner.person_id))

    assert (tmp_path / "letter.txt").read_text() == "Ours."
