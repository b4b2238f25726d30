"""Every address, in every way, as everybody: the answer that the rules give, no foreign word, and all headers.

Everything is asked once for the whole file. A new address, a new row or a new role joins by itself.
"""

import logging
import types
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from lineofsight.partnership.rows import VisibleRows
from lineofsight.partnership.rules import Act
from lineofsight.web import urls
from lineofsight.web.middleware import Headers
from lineofsight.web.route import ROUTES, NoPolicy, Route, check_all_have_a_policy, route
from tests.matrix.asking import Asked, NoTarget, addresses, ask_all, routes
from tests.matrix.world import VISITORS, World, who_is

pytestmark = pytest.mark.django_db
LEAD = "contributor, council"


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """Every refusal is logged; thousands of lines would bury a failure."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def asked(world: World) -> list[Asked]:
    return ask_all(world)


def wrong(asked: list[Asked]) -> list[str]:
    return [str(one) for one in asked if not one.is_as_wanted]


def leaks(world: World, asked: list[Asked]) -> set[tuple[str, str, str]]:
    """Who was told what by which address, and should not have been."""
    return {
        (one.who, one.route, where)
        for one in asked
        for where in world.foreign(who_is(one.who), set(one.words)).values()
    }


@pytest.mark.long
def test_every_address_answers_everybody_as_the_rules_say(asked: list[Asked]):
    assert wrong(asked) == []
    assert len(asked) > 5_000
    assert {one.route for one in asked} == {one.name for one in routes()}
    assert {one.who for one in asked} == set(VISITORS)


@pytest.mark.long
def test_nothing_that_anybody_reads_holds_a_foreign_word(world: World, asked: list[Asked]):
    assert leaks(world, asked) == set()


@pytest.mark.long
def test_control_the_words_that_somebody_may_see_are_seen(world: World, asked: list[Asked]):
    lead = {word for one in asked if one.who == LEAD for word in one.words}
    published = {word for one in asked if one.who == "nobody" for word in one.words}

    assert world.canaries_of(who_is(LEAD), "later wording") <= lead
    assert world.canaries_of(who_is(LEAD), "note") <= lead
    assert world.canaries_of(who_is(LEAD), "content") <= lead
    assert published


@pytest.mark.long
def test_every_response_has_every_header(asked: list[Asked]):
    assert {(one.route, fault) for one in asked for fault in one.faults} == set()


def test_control_a_missing_header_is_found(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Headers, "__call__", lambda self, request: self.get_response(request))

    found = ask_all(world, visitors=["nobody"], methods=["GET"], of=routes()[:1])

    assert any("Cross-Origin-Resource-Policy" in fault for one in found for fault in one.faults)


def test_control_one_forgotten_filter_is_found_or_stopped_by_row_security(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(VisibleRows, "visible_to", lambda rows, actor: rows)
    statement = [one for one in routes() if one.name == "statement"]

    found = ask_all(world, visitors=[LEAD], methods=["GET"], of=statement)

    # On PostgreSQL the second wall stands where the first was taken away.
    is_open = connection.vendor == "sqlite"
    assert bool(wrong(found)) is is_open
    assert bool(leaks(world, found)) is is_open


def test_control_a_page_that_tells_a_foreign_word_is_found(world: World, monkeypatch: pytest.MonkeyPatch):
    word = next(word for word in world.canaries if world.foreign(who_is(LEAD), {word}))

    def tell(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"<p>{word}")

    telling = route("telling", tell, may=Act.SITE_READ, name="telling")
    ROUTES.pop()
    site = types.ModuleType("telling_site")
    site.urlpatterns = [telling, *urls.urlpatterns]  # type: ignore[attr-defined]
    monkeypatch.setattr(settings, "ROOT_URLCONF", site)

    assert leaks(world, ask_all(world, visitors=[LEAD], methods=["GET"], of=[telling.callback.policy])) != set()


def test_an_address_of_a_new_kind_of_thing_asks_for_one_in_the_world(world: World):
    new = Route("plans/<plan:ref>", "plan", Act.REVIEW_READ, ("GET",), ("plan",))

    with pytest.raises(NoTarget, match="«plan», and the world holds none"):
        list(addresses(world, new))


def test_an_address_without_a_policy_stops_the_start():
    from django.urls import path

    check_all_have_a_policy(urls.urlpatterns)
    with pytest.raises(NoPolicy):
        check_all_have_a_policy([*urls.urlpatterns, path("loose", lambda request: None)])
