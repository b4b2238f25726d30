"""The files of a published edition come to anybody, as what they are and with the headers of a public page."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import job
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition
from lineofsight.publication.render.odt import render_odt
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.publication.render.word import render_word
from lineofsight.publication.rules import EditionState
from tests.factories import rows
from tests.factories.partnership import NOW, member, partnership

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="what was frozen comes as the bytes that were kept; publishing is tried on both in tests/publication",
    but=(
        "test_a_withdrawn_edition_gives_no_file",
        "test_the_whole_site_is_written_into_a_folder_and_again_into_the_same",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]


@pytest.fixture
def edition(db) -> Edition:
    hub = partnership().hub
    review = rows.review(hub, Audience.PUBLIC)
    rows.statement(review, hub, kind=SentenceKind.CONTEXT, text="Five agencies have answered.")
    edition = rows.edition(review, hub, Audience.PUBLIC)
    frozen = as_published(content_of(edition, job("build", now=NOW)))
    Edition.objects.update(
        state=EditionState.PUBLISHED,
        content=frozen.to_json().decode(),
        content_sha=frozen.sha,
        published_at=NOW,
    )
    return Edition.objects.get()


def test_the_word_file_is_linked_from_the_first_page_and_comes_as_a_word_file(edition):
    address = f"/published/{edition.ref}/"

    page, file = Client().get(address), Client().get(f"{address}summary.docx")

    assert b'href="summary.docx"' in page.content
    assert file.status_code == 200
    assert file.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "default-src 'none'" in file.headers["Content-Security-Policy"]
    assert file.content == render_word(content_of(edition, None))


def test_the_opendocument_text_is_linked_from_the_first_page_and_comes_as_one(edition):
    address = f"/published/{edition.ref}/"

    page, file = Client().get(address), Client().get(f"{address}summary.odt")

    assert b'href="summary.odt"' in page.content
    assert file.status_code == 200
    assert file.headers["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert file.content == render_odt(content_of(edition, None))


def test_the_pdf_is_linked_from_the_first_page_and_comes_as_a_pdf(edition):
    address = f"/published/{edition.ref}/"

    page, file = Client().get(address), Client().get(f"{address}summary.pdf")

    assert b'href="summary.pdf"' in page.content
    assert file.status_code == 200
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.content == render_pdf(content_of(edition, None))


@pytest.mark.parametrize("name", ["summary.docx", "summary.pdf", "summary.odt"])
def test_a_withdrawn_edition_gives_no_file(edition, name):
    Edition.objects.update(state=EditionState.WITHDRAWN)

    assert Client().get(f"/published/{edition.ref}/{name}").status_code == 410


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("", "text/html"),
        ("agencies/", "text/html"),
        ("themes/index.html", "text/html"),
        ("words/f/index.html", "text/html"),
        ("feed.xml", "application/atom+xml"),
        ("edition.css", "text/css"),
    ],
)
def test_the_pages_that_lead_to_sentences_come_to_anybody(edition, page, kind):
    answer = Client().get(f"/published/site/{page}")

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_word_leads_from_there_to_its_sentence(edition):
    page = Client().get("/published/site/words/f/").content.decode()

    assert f'href="../../../{edition.ref}/#s1"' in page
    assert Client().get(f"/published/{edition.ref}/").status_code == 200


def test_of_a_withdrawn_edition_the_lists_say_nothing_but_that(edition):
    Edition.objects.update(state=EditionState.WITHDRAWN)

    assert "Withdrawn." in Client().get("/published/site/").content.decode()
    assert Client().get("/published/site/words/f/").status_code == 404


def test_the_whole_site_is_written_into_a_folder_and_again_into_the_same(edition, tmp_path, capsys):
    publisher = member(Role.PUBLISHER, Agency.objects.get(pk=edition.agency_id))
    out = tmp_path / "site"

    for _ in range(2):
        call_command("site", out=str(out), by=publisher.email)

    folder = out / edition.review.ref / "1"
    assert "Site: 1 edition," in capsys.readouterr().out
    assert (out / "feed.xml").is_file()
    assert (folder / "content.json").read_text() == edition.content
    assert (folder / "summary.pdf").read_bytes() == render_pdf(content_of(edition, None))


def test_a_folder_with_something_else_in_it_is_left_alone(edition, tmp_path):
    publisher = member(Role.PUBLISHER, Agency.objects.get(pk=edition.agency_id))
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(CommandError, match="holds other files"):
        call_command("site", out=str(tmp_path), by=publisher.email)

    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
