"""What a browser may keep of words that were not sent: for whom, sealed with what, of which fields, and until when."""

import re
from base64 import b64decode

import pytest
from django.test import Client

from lineofsight.assurance.models import Opinion
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Audience, Role
from lineofsight.web.signin.forms import CodeForm, PasswordForm
from lineofsight.web.statements.taking_away import TakeAwayForm
from lineofsight.web.summaries.declaring_forms import LiftForm, NameAwayForm, NamesForm
from tests.factories import rows
from tests.factories.partnership import member, partnership
from tests.web.browsers import browser
from tests.web.look.gallery import drawing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_step")]
VIEW = {"level": "limited", "know": "We saw it.", "how": "We read ten.", "next_step": "Read ten more."}


@pytest.fixture
def of():
    return partnership()


def seal(somebody: Client, address: str = "/") -> list[str]:
    """For whom a page lets words be kept, and the key: both, or nothing."""
    found = re.search(r'<meta name="los-words" content="([^"]+)"', somebody.get(address).content.decode())
    return found[1].split(".") if found else []


def test_each_person_has_a_mark_and_a_key_of_their_own_and_the_same_on_every_page(of):
    lead, other = browser(member(Role.SAFEGUARDING_LEAD, of.council)), browser(member(Role.BUSINESS_MANAGER, of.hub))

    (mark, key), (their_mark, their_key) = seal(lead), seal(other)

    assert [mark, key] == seal(lead, "/reviews")
    assert (mark != their_mark, key != their_key) == (True, True)
    assert len(b64decode(key)) == 32


def test_once_all_sessions_of_a_person_are_ended_what_was_sealed_stays_sealed(of):
    person = member(Role.SAFEGUARDING_LEAD, of.council)
    before = seal(browser(person))

    Person.objects.filter(pk=person.pk).update(session_epoch=person.session_epoch + 1)

    after = seal(browser(Person.objects.get(pk=person.pk)))
    assert (before[0] != after[0], before[1] != after[1]) == (True, True)


@pytest.mark.parametrize("address", ["/help", "/privacy", "/sign-in/"])
def test_nobody_who_is_not_signed_in_is_given_a_key(of, address):
    assert seal(Client(), address) == []


def opinion_form(of, scrutineer: Client) -> tuple[str, dict[str, str]]:
    """The page of an opinion on a sentence that rests on something, and what it sends."""
    review = rows.review(of.hub)
    statement = rows.statement(review, of.council, Audience.PARTNERSHIP)
    rows.behind(statement, rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted"))
    address = f"/statements/{statement.ref}/opinion"
    page = scrutineer.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(key|basis|basis_sha)"[^>]*value="([^"]+)"', page))
    return address, hidden | VIEW


def test_what_was_sent_is_told_by_its_key_also_through_a_last_look_and_to_its_sender_alone(of):
    scrutineer = browser(member(Role.SCRUTINEER, of.scrutiny))
    address, form = opinion_form(of, scrutineer)

    look = scrutineer.post(address, form).content.decode()
    asked = {"key": [form["key"], "another"]}
    before = scrutineer.get("/words/sent", asked).json()
    (key,) = re.findall(r'name="key" value="([^"]+)"><input type="hidden" name="confirmed"', look)
    signed = scrutineer.post(address, form | {"key": key, "confirmed": "yes"})

    assert (key, before) == (form["key"], {"sent": []})
    assert (signed.status_code, Opinion.objects.count()) == (302, 1)
    assert scrutineer.get("/words/sent", asked).json() == {"sent": [form["key"]]}
    assert browser(member(Role.BUSINESS_MANAGER, of.hub)).get("/words/sent", asked).json() == {"sent": []}


def marked(form, *names: str) -> list[str]:
    """Which of a form's fields a browser may keep the words of."""
    drawn = drawing().from_string('{% from "components/field.html" import field %}{{ field(bound) }}')
    return [name for name in names if "data-los-words" in drawn.render(bound=form[name])]


def test_words_are_kept_in_a_box_and_in_a_line_and_nothing_that_was_only_chosen():
    assert marked(TakeAwayForm(choices=[("1", "E1")]), "evidence", "reason") == ["reason"]
    assert marked(LiftForm(), "lifted_date", "reason", "version") == ["reason"]


@pytest.mark.parametrize(
    ("form", "name"), [(NamesForm, "names"), (NameAwayForm, "name"), (PasswordForm, "password"), (CodeForm, "code")]
)
def test_what_proves_who_somebody_is_and_the_names_of_people_never_rest_in_a_browser(of, form, name):
    more = {"user": member(Role.SAFEGUARDING_LEAD, of.council)} if form is CodeForm else {}

    assert marked(form(**more), name) == []
