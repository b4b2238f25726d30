"""Reply links: one item, one person, no account; and nothing is taken by whoever only opens or only presses."""

import re

import pytest
from django.test import Client

from lineofsight.assurance.models import (
    Action,
    Recommendation,
    RecommendationMove,
    ReplyLink,
    Review,
    RoundAnswer,
    RoundItem,
)
from lineofsight.assurance.rules.chain import UpdateState
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories import chain_rows, round_rows

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="what a page says before it takes; what it takes, once and from whom, is tried by the tests named here",
    but=(
        "test_somebody_without_an_account_answers_in_two_presses",
        "test_the_seal_of_another_link_takes_nothing",
        "test_a_second_press_that_comes_too_late_takes_nothing",
        "test_a_link_is_spent_by_its_answer_and_pressing_twice_has_one_effect",
        "test_a_link_that_was_ended_or_is_over_says_so_and_shows_nothing",
        "test_only_the_hash_of_a_token_is_kept",
        "test_a_link_shows_its_own_item_and_nothing_else_of_the_partnership",
        "test_whoever_guesses_at_links_is_stopped_after_ten_and_nobody_else_is",
        "test_only_the_business_unit_makes_links",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
SAID = {"kind": "update", "text": "It goes out on Mondays."}


@pytest.fixture
def item(bodies, review) -> RoundItem:
    """The council is asked about one action, which it has answered before."""
    action = Action.objects.filter(review=review).order_by("number")[0]
    chain_rows.update(action, state=UpdateState.ACCEPTED, text="The list is ready.")
    share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.council)
    return round_rows.item(share, action)


@pytest.fixture
def address(unit, item) -> str:
    """The link, as the business manager copies it."""
    return made(unit, item)


def made(unit, item, *, days: str = "14") -> str:
    page = unit.post(f"/asked/{item.ref}/links", {"person_name": "Sam Lee", "days": days}).content.decode()
    return re.search(r"http://testserver(/reply/[^<\s]+)", page)[1]


def seal_in(response) -> str:
    return re.search(r'name="seal" value="([^"]+)"', response.content.decode())[1]


@pytest.fixture
def undecided(bodies, review) -> RoundItem:
    """Health is asked about a recommendation of which nobody has said whether it is accepted."""
    share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.health)
    return round_rows.item(share, Recommendation.objects.get(title="Ring before a birth"))


def acts() -> list[str]:
    return list(Event.objects.filter(act__startswith="reply link.").order_by("id").values_list("act", flat=True))


def test_somebody_without_an_account_answers_in_two_presses(address, item):
    somebody = Client()

    form = somebody.get(address)
    shown = somebody.post(address, SAID)
    before = RoundAnswer.objects.count()
    done = somebody.post(address, {"seal": seal_in(shown)})

    answer = RoundAnswer.objects.get()
    assert (form.status_code, shown.status_code, before, done.status_code) == (200, 200, 0, 200)
    assert "The list is ready." in form.content.decode()
    assert "Nothing has been sent yet." in shown.content.decode()
    assert (answer.text, answer.way, answer.item) == ("It goes out on Mondays.", "reply link", item)
    assert answer.role == "Sam Lee, by reply link, Wexcombe Council"
    assert answer.update.state == "submitted"
    assert acts() == ["reply link.made", *["reply link.opened"] * 3, "reply link.answered"]


def test_a_name_in_an_answer_is_asked_about_and_taken_only_with_the_tick(address):
    said = {**SAID, "text": "The list of Rosalind Hartley goes out."}
    somebody = Client()

    asked = somebody.post(address, said)
    shown = somebody.post(address, {**said, "not_a_name": "on"})

    assert asked.status_code == 422
    assert "«Rosalind» and «Hartley» look like names." in asked.content.decode()
    of_robin = {**SAID, "text": "The plan of Robin goes out."}
    assert somebody.post(address, of_robin).status_code == 422
    Review.objects.update(name="Practice review «Robin»")
    assert somebody.post(address, of_robin).status_code == 200, "it is the pseudonym of a review"
    assert 'name="not_a_name" type="checkbox"' in asked.content.decode()
    assert 'type="checkbox"' not in somebody.get(address).content.decode()
    assert "Nothing has been sent yet." in shown.content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"kind": "update"},
        {"kind": "unchanged"},
        {"kind": "update", "text": " \n "},
        {"text": "Filled in by a program."},
        {"seal": ""},
        {"seal": "made.up"},
        {"kind": "update", "text": "x", "seal": "made:up:too"},
    ],
)
def test_what_a_mail_scanner_posts_takes_nothing_and_the_link_still_works(address, posted):
    scanner = Client()
    scanner.get(address)
    scanner.head(address)

    answer = scanner.post(address, posted)

    assert answer.status_code in (409, 422)
    assert RoundAnswer.objects.count() == 0
    somebody = Client()
    assert somebody.post(address, {"seal": seal_in(somebody.post(address, SAID))}).status_code == 200


def test_a_scanner_that_posts_the_first_form_filled_in_takes_nothing(address):
    assert Client().post(address, SAID).status_code == 200
    assert RoundAnswer.objects.count() == 0


def test_the_seal_of_another_link_takes_nothing(unit, address, item):
    other = made(unit, item)
    seal = seal_in(Client().post(other, SAID))

    answer = Client().post(address, {"seal": seal})

    assert (answer.status_code, RoundAnswer.objects.count()) == (409, 0)


def test_a_second_press_that_comes_too_late_takes_nothing(address, monkeypatch):
    seal = seal_in(Client().post(address, SAID))
    monkeypatch.setattr("lineofsight.assurance.actions.links.SEAL_SECONDS", -1)

    answer = Client().post(address, {"seal": seal})

    assert (answer.status_code, RoundAnswer.objects.count()) == (409, 0)
    assert "press the button again" in answer.content.decode()


def test_a_link_is_spent_by_its_answer_and_pressing_twice_has_one_effect(address):
    seal = seal_in(Client().post(address, SAID))
    Client().post(address, {"seal": seal})

    again = Client().post(address, {"seal": seal})
    opened = Client().get(address)

    assert (again.status_code, opened.status_code, RoundAnswer.objects.count()) == (410, 410, 1)
    assert "This link has been used: the answer is in." in opened.content.decode()
    assert "Mondays" not in opened.content.decode()
    assert acts()[-2:] == ["reply link.refused"] * 2


def test_a_link_that_was_ended_or_is_over_says_so_and_shows_nothing(unit, item, clock):
    ended, over = made(unit, item), made(unit, item, days="2")
    unit.post(f"/links/{ReplyLink.objects.order_by('id')[0].ref}/end")
    clock.move(days=2)

    answers = [Client().get(one) for one in (ended, over)]

    assert [one.status_code for one in answers] == [410, 410]
    assert "was ended by whoever sent it" in answers[0].content.decode()
    assert "The time of this link is over" in answers[1].content.decode()
    assert all("The list is ready." not in one.content.decode() for one in answers)


@pytest.mark.parametrize("token", ["a", "a.b", "x" * 300])
def test_a_token_that_nobody_made_leads_nowhere(item, token):
    assert Client().get(f"/reply/{token}").status_code == 410


def test_a_token_with_one_letter_changed_leads_nowhere(address):
    changed = address[:-1] + ("A" if address[-1] != "A" else "B")

    assert Client().get(changed).status_code == 410


def test_only_the_hash_of_a_token_is_kept(address):
    token = address.removeprefix("/reply/")

    kept = ReplyLink.objects.values_list().get()

    assert token not in str(kept)
    assert not Event.objects.filter(act__contains=token).exists()


def test_a_link_that_is_asked_for_again_and_again_is_stopped_and_opens_an_hour_later(address, clock):
    somebody = Client()
    found = [somebody.post(address, {}).status_code for _ in range(31)]
    clock.move(minutes=61)

    assert found == [422] * 30 + [429]
    assert somebody.get(address).status_code == 200


def test_nothing_has_changed_needs_words_too_and_they_are_kept(address):
    somebody = Client()
    said = {"kind": "unchanged", "text": "I asked the nine managers."}

    somebody.post(address, {"seal": seal_in(somebody.post(address, said))})

    answer = RoundAnswer.objects.get()
    assert (answer.kind, answer.text) == ("unchanged", "The list is ready.")
    assert "I asked the nine managers." in Event.objects.get(act="reply link.answered").payload.body


def test_a_link_shows_its_own_item_and_nothing_else_of_the_partnership(address, bodies, review):
    page = Client().get(address).content.decode()

    assert "Action 1: Send the list" in page
    assert "Train the managers" not in page
    assert "/shares/" not in page
    assert "/actions/" not in page


def test_a_link_of_a_round_that_is_closed_takes_nothing(unit, address, item):
    seal = seal_in(Client().post(address, SAID))
    unit.post(f"/rounds/{item.share.round.ref}/close", {"version": "1", "sure": "on"})

    answer = Client().post(address, {"seal": seal})

    assert (answer.status_code, RoundAnswer.objects.count()) == (410, 0)
    assert "is closed, so nothing more is taken" in answer.content.decode()


@pytest.mark.parametrize("role, agency, status", [
    (Role.SAFEGUARDING_LEAD, "council", 403),
    (Role.SAFEGUARDING_LEAD, "health", 404),
    (Role.BUSINESS_MANAGER, "hub", 200),
])  # fmt: skip
def test_only_the_business_unit_makes_links(browser, item, role, agency, status):
    assert browser(role, agency).get(f"/asked/{item.ref}/links").status_code == status


def test_the_unit_sees_which_links_are_open_used_and_ended_by_name(unit, item, address):
    somebody = Client()
    somebody.post(address, {"seal": seal_in(somebody.post(address, SAID))})
    made(unit, item)

    page = unit.get(f"/asked/{item.ref}/links").content.decode()

    assert "Links for this item (2)" in page
    assert "Used 22 June 2026" in page
    assert page.count("End this link") == 1


def guesses(number: int, **where: str) -> list[int]:
    somebody = Client(**where)
    return [somebody.get(f"/reply/guess-{at}").status_code for at in range(number)]


def test_whoever_guesses_at_links_is_stopped_after_ten_and_nobody_else_is(address):
    assert guesses(11, REMOTE_ADDR="192.0.2.7") == [410] * 10 + [429]

    stopped = Client(REMOTE_ADDR="192.0.2.7").get(address)
    assert stopped.status_code == 429
    assert "Wait five minutes" in stopped.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.8").get(address).status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.7").get("/sign-in").status_code != 429


def test_without_the_limit_the_eleventh_guess_would_be_looked_at(address, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"reply_link_guessed": None}

    assert guesses(11) == [410] * 11


def test_a_link_that_was_ended_or_used_is_no_guess_however_often_it_is_opened(unit, item, address):
    unit.post(f"/links/{ReplyLink.objects.get().ref}/end")
    somebody = Client()

    assert {somebody.get(address).status_code for _ in range(12)} == {410}
    assert somebody.get(made(unit, item)).status_code == 200


def test_whether_a_recommendation_is_accepted_is_asked_and_taken_by_a_link(unit, undecided):
    address, somebody = made(unit, undecided), Client()

    form = somebody.get(address).content.decode()
    shown = somebody.post(address, {"kind": "declined", "text": "No money until May."})
    done = somebody.post(address, {"seal": seal_in(shown)})

    assert "Does the agency accept it, and how far is it?" in form
    assert "the public reads those words" in form
    assert done.status_code == 200
    move = RecommendationMove.objects.filter(recommendation=undecided.recommendation).last()
    assert (move.target, move.reason) == ("declined", "No money until May.")
    assert move.role == f"Sam Lee, by reply link, {undecided.agency.name}"
    assert Recommendation.objects.get(pk=undecided.recommendation_id).public_wording == "No money until May."


def test_control_of_an_action_is_asked_only_how_far_it_is(address):
    assert "Does the agency accept it" not in Client().get(address).content.decode()
