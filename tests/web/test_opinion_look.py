"""An opinion is read once more before it is signed: as it will be printed, with role and day; and can be changed."""

import pytest

from lineofsight.assurance.models import Opinion, RecommendationOpinion
from lineofsight.library.scales import OpinionWord
from lineofsight.partnership.rules import Audience, Role
from tests.factories import chain_rows, rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db
SAID = {
    "level": OpinionWord.NO_ASSURANCE.value,
    "know": "Nobody has shown us a plan.",
    "how": "We asked twice.",
    "next_step": "Ask for ten plans.",
}


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def scrutineer(of):
    return browser(member(Role.SCRUTINEER, of.scrutiny))


@pytest.fixture
def sentence(of):
    return rows.statement(rows.review(of.hub), of.council, Audience.PARTNERSHIP)


def test_a_sentence_s_opinion_is_shown_as_it_will_be_printed_and_stands_only_after_that(scrutineer, sentence):
    address = f"/statements/{sentence.ref}/opinion"

    looked = scrutineer.post(address, SAID)
    before = Opinion.objects.count()
    signed = scrutineer.post(address, {**SAID, "confirmed": "yes"})

    page = looked.content.decode()
    assert (looked.status_code, before, signed.status_code, Opinion.objects.count()) == (200, 0, 302, 1)
    assert "Outside opinion: no assurance (Independent scrutineer, " in page
    assert all(words in page for words in (sentence.current.text, *list(SAID.values())[1:]))


def test_from_the_last_look_every_word_goes_back_to_the_form(scrutineer, sentence):
    address = f"/statements/{sentence.ref}/opinion"

    changed = scrutineer.post(address, {**SAID, "confirmed": "yes", "change": "yes"})

    page = changed.content.decode()
    assert changed.status_code == 200
    assert "We asked twice.</textarea>" in page
    assert f'value="{OpinionWord.NO_ASSURANCE.value}" checked' in page
    assert not Opinion.objects.exists()


def test_what_cannot_be_signed_is_refused_before_the_last_look(scrutineer, sentence):
    refused = scrutineer.post(f"/statements/{sentence.ref}/opinion", {**SAID, "level": "substantial"})

    assert refused.status_code == 422
    assert "only «No assurance» can be given" in refused.content.decode()


def test_an_opinion_on_a_recommendation_is_looked_at_as_it_will_stand(of, scrutineer):
    row = chain_rows.recommendation(rows.review(of.hub), of.council)
    address = f"/recommendations/{row.ref}/opinion"

    page = scrutineer.post(address, SAID).content.decode()
    before = RecommendationOpinion.objects.count()
    signed = scrutineer.post(address, {**SAID, "confirmed": "yes"})

    assert "As it will stand in the record" in page
    assert "As it will be printed" not in page
    assert (before, signed.status_code, RecommendationOpinion.objects.count()) == (0, 302, 1)
