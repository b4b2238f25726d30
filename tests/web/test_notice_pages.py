"""A notice beside a published edition, in the browser: written, read by a second person, found by anybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from lineofsight.assurance.models import Evidence
from lineofsight.assurance.rules import EvidenceState
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.models import Edition, Notice
from lineofsight.publication.rules import EditionState
from tests.factories import rows
from tests.factories.partnership import NOW, TODAY, member, partnership
from tests.web.browsers import browser
from tests.web.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("proved_now")]
TOLD = "Since this was published: 1 sentence no longer rests on what it rested on (1)."


@pytest.fixture
def of(db):
    return partnership()


@pytest.fixture
def edition(of):
    """A published edition of one sentence, whose evidence was withdrawn since."""
    # As publishing leaves it: whoever reads the edition may know of which review it is.
    statement = rows.statement(rows.review(of.hub, Audience.PUBLIC), of.council, Audience.PUBLIC)
    piece = rows.evidence(statement.review, of.council, Audience.PARTNERSHIP, state=EvidenceState.ACCEPTED)
    rows.behind(statement, piece)
    made = rows.edition(statement.review, of.hub, Audience.PUBLIC)
    content = as_published(content_of(made, job("build", now=NOW)))
    told = {"content": content.to_json().decode(), "content_sha": content.sha, "published_at": NOW}
    Edition.objects.filter(pk=made.pk).update(state=EditionState.PUBLISHED, **told)
    Evidence.objects.filter(pk=piece.pk).update(state=EvidenceState.WITHDRAWN, ended_at=NOW - timedelta(days=1))
    return Edition.objects.get(pk=made.pk)


@pytest.fixture
def unit(of):
    return browser(member(Role.BUSINESS_MANAGER, of.hub))


@pytest.fixture
def publisher(of):
    return browser(member(Role.PUBLISHER, of.hub))


def written(unit, edition, words: str = "It is counted again.") -> Notice:
    page = reverse("write_notice", args=[edition.ref])
    answer = unit.post(page, {"key": "k1", "sentences": ["1"], "text": words})
    assert answer.status_code == 302
    return Notice.objects.get()


def decided(client, notice, **told):
    data = {"key": "k2", "version": str(notice.version), **told}
    return client.post(reverse("decide_notice", args=[notice.ref]), data)


def test_the_page_of_the_edition_leads_the_unit_to_it_and_tells_others_who_does(edition, unit, publisher):
    page = reverse("summary", args=[edition.ref])

    assert f'href="{reverse("write_notice", args=[edition.ref])}"' in unit.get(page).content.decode()
    assert "The business manager tells its readers in a notice beside it" in text(publisher.get(page))


def test_what_a_second_person_has_printed_anybody_reads_on_every_way_to_the_edition(edition, unit, publisher):
    notice = written(unit, edition)
    public = Client()
    first = reverse("published", args=[edition.ref])
    assert TOLD not in text(public.get(first))
    assert public.get(f"{first}notices/").status_code == 404
    assert "It would read:" in text(publisher.get(reverse("decide_notice", args=[notice.ref])))

    assert decided(publisher, notice, decision="printed").status_code == 302

    for address in (first, f"{first}all/", f"{first}how-to-read/", reverse("public_site"), reverse("site")):
        assert TOLD in text(public.get(address)), address
    assert "It is counted again." in text(public.get(f"{first}notices/"))
    assert b"Notice:" in public.get(reverse("site_page", args=["feed.xml"])).content
    assert TOLD in text(public.get(reverse("site")))


def test_whoever_wrote_it_can_only_take_it_back(edition, unit, publisher):
    notice = written(unit, edition)
    page = reverse("decide_notice", args=[notice.ref])

    assert "a second person has it printed" in text(unit.get(page))
    assert decided(unit, notice, decision="printed").status_code == 422
    assert decided(unit, notice, decision="not printed", reason="").status_code == 422
    assert decided(unit, notice, decision="not printed", reason="Too early.").status_code == 302
    assert "It was not printed: Too early." in text(publisher.get(page))


def test_while_one_waits_no_other_is_written(edition, unit):
    written(unit, edition)

    assert unit.get(reverse("write_notice", args=[edition.ref])).status_code == 409


def test_no_sentence_is_no_notice(edition, unit):
    answer = unit.post(reverse("write_notice", args=[edition.ref]), {"key": "k1", "text": "Something."})

    assert answer.status_code == 422
    assert "Tick at least one sentence." in text(answer)


def test_where_every_sentence_rests_on_what_it_did_nothing_is_asked(edition, unit):
    Evidence.objects.update(state=EvidenceState.ACCEPTED, ended_at=None, valid_until=TODAY + timedelta(days=9999))

    answer = unit.get(reverse("write_notice", args=[edition.ref]))

    assert "Every sentence rests on what it rested on" in text(answer)
    assert "<form method" not in answer.content.decode().split("<main")[1]
