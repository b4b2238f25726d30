"""Several opinions on one page, each with its own line, signed by one press; each is an opinion of its own."""

import re

import pytest

from lineofsight.assurance.actions.statements import change_statement
from lineofsight.assurance.models import Opinion, Statement
from lineofsight.assurance.queries import find_statement, opinion_now
from lineofsight.desk.my_work import editions
from lineofsight.partnership.rules import Audience, Role
from tests.factories import rows
from tests.factories.partnership import TODAY, actor, member, partnership
from tests.web.browsers import browser

pytestmark = pytest.mark.django_db
SHARED = {"how": "We read ten plans of each.", "next_step": "Read ten more in autumn."}


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def review(of):
    return rows.review(of.hub)


@pytest.fixture
def sentences(of, review) -> list[Statement]:
    """Six that rest on evidence, and one that rests on nothing."""
    made = [rows.statement(review, of.council, Audience.PARTNERSHIP, text=f"Plan {n} is read.") for n in range(1, 7)]
    for one in made:
        rows.behind(one, rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted"))
    rows.statement(review, of.council, Audience.PARTNERSHIP, text="Nothing shows this.")
    return made


@pytest.fixture
def scrutineer(of):
    return browser(member(Role.SCRUTINEER, of.scrutiny))


def address(review) -> str:
    return f"/reviews/{review.ref}/opinions"


def chosen(page: str, *of: Statement, level: str = "limited") -> dict[str, str]:
    """What the page sends: the marks of all that it shows, and a choice with a line for some of them."""
    marks = dict(re.findall(r'name="(basis-[^"]+)" value="([^"]+)"', page))
    said = {f"level-{one.ref}": level for one in of} | {f"know-{one.ref}": f"We saw {one.position}." for one in of}
    return marks | said | SHARED


def test_five_are_asked_at_once_and_what_rests_on_nothing_is_not_among_them(scrutineer, review, sentences):
    page = scrutineer.get(address(review)).content.decode()

    assert "6 sentences wait for an opinion from outside. These are the first 5." in page
    assert len(re.findall(r'name="level-', page)) == 5
    assert "Nothing shows this." not in page


def test_each_that_was_chosen_is_an_opinion_of_its_own_with_its_own_line_and_mark(scrutineer, review, sentences):
    first, second, third = sentences[:3]
    form = chosen(scrutineer.get(address(review)).content.decode(), first, third)

    looked = scrutineer.post(address(review), form).content.decode()
    before = Opinion.objects.count()
    signed = scrutineer.post(address(review), {**form, "confirmed": "yes"})

    assert (before, signed.status_code) == (0, 302)
    assert "Sign these 2 opinions" in looked
    assert [one.know for one in Opinion.objects.order_by("id")] == ["We saw 1.", "We saw 3."]
    assert len(set(Opinion.objects.values_list("basis_sha", flat=True))) == 2
    assert not second.opinions.exists()


def test_one_lapses_by_itself_and_the_other_stands(scrutineer, of, review, sentences):
    first, second = sentences[:2]
    form = chosen(scrutineer.get(address(review)).content.decode(), first, second)
    scrutineer.post(address(review), {**form, "confirmed": "yes"})
    lead = actor(Role.SAFEGUARDING_LEAD, of.council)

    change_statement(statement=first, text="Plan 1 is read aloud.", expected_version=first.version, by=lead)

    now = [opinion_now(find_statement(lead, one.ref), day=TODAY).has_lapsed for one in (first, second)]
    assert now == [True, False]


def test_where_one_changed_meanwhile_none_is_signed_and_every_word_is_kept(scrutineer, of, review, sentences):
    first, second = sentences[:2]
    form = chosen(scrutineer.get(address(review)).content.decode(), first, second)
    rows.behind(first, rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted"))

    refused = scrutineer.post(address(review), {**form, "confirmed": "yes"})
    page = refused.content.decode()
    again = scrutineer.post(address(review), {**chosen(page, first, second), "confirmed": "yes"})

    assert refused.status_code == 422
    assert "What sentence 1 rests on changed while you were reading, so nothing was signed." in page
    assert "We saw 1.</textarea>" in page
    assert (again.status_code, Opinion.objects.count()) == (302, 2)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"know": ""}, "Say what we know."),
        ({"know": "Yes."}, "Say in a sentence what we know"),
        ({"level": ""}, "Choose how sure we can be, or take the line out."),
        ({"level": "", "know": ""}, "Choose how sure we can be of at least one sentence"),
    ],
)
def test_a_choice_and_its_line_belong_together(scrutineer, review, sentences, change, told):
    form = chosen(scrutineer.get(address(review)).content.decode(), sentences[0])
    form |= {f"{name}-{sentences[0].ref}": value for name, value in change.items()}

    refused = scrutineer.post(address(review), form)

    assert (refused.status_code, told in refused.content.decode()) == (422, True)


def test_what_my_work_does_not_list_leads_to_this_page(scrutineer, review, sentences, monkeypatch):
    whole = scrutineer.get("/").content.decode()
    monkeypatch.setattr(editions, "MOST_OPINIONS", 2)
    page = scrutineer.get("/").content.decode()

    link = f'href="{address(review)}">And 4 more sentences of {review.name}'
    assert (link in page, link in whole) == (True, False)


def test_nobody_is_asked_about_their_own_agency(of, review, sentences):
    own = browser(member(Role.SAFEGUARDING_LEAD, of.council)).get(address(review)).content.decode()

    assert "No sentence waits for an opinion of yours." in own
