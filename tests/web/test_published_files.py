"""The files of a published edition come to anybody, as what they are and with the headers of a public page."""

import pytest
from django.test import Client

from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Audience
from lineofsight.publication.compiling import content_of
from lineofsight.publication.content import as_published
from lineofsight.publication.models import Edition
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.publication.render.word import render_word
from lineofsight.publication.rules import EditionState
from tests.factories import rows
from tests.factories.partnership import NOW, partnership

pytestmark = pytest.mark.django_db


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


def test_the_pdf_is_linked_from_the_first_page_and_comes_as_a_pdf(edition):
    address = f"/published/{edition.ref}/"

    page, file = Client().get(address), Client().get(f"{address}summary.pdf")

    assert b'href="summary.pdf"' in page.content
    assert file.status_code == 200
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.content == render_pdf(content_of(edition, None))


@pytest.mark.parametrize("name", ["summary.docx", "summary.pdf"])
def test_a_withdrawn_edition_gives_no_file(edition, name):
    Edition.objects.update(state=EditionState.WITHDRAWN)

    assert Client().get(f"/published/{edition.ref}/{name}").status_code == 410
