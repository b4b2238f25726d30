"""Every address, in every way, as everybody: the answer that the rules give, no foreign word, and all headers.

The addresses are asked in parts, so that two processes can share them. A new address, a new row or a new role joins by
itself. Of those whom the rules treat alike at an address one asks, and of things that reach alike one is asked about;
on PostgreSQL it is asked what row security can change, which knows only who reads what. Everybody asks for everything
at length (`./los promises P4`).
"""

import logging
import re
import types
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client

from lineofsight.partnership.rows import VisibleRows
from lineofsight.partnership.rules import Act
from lineofsight.web import urls
from lineofsight.web.middleware import Headers
from lineofsight.web.route import ROUTES, NoPolicy, Route, check_all_have_a_policy, route
from tests.matrix.asking import (
    BOTH,
    METHODS,
    REACHING,
    READERS,
    Asked,
    Breadth,
    NoTarget,
    Visitor,
    addresses,
    ask_all,
    cases,
    routes,
    unlike,
    unsaid,
    wanted_of,
)
from tests.matrix.expected import AUDIENCES, RULES, Answer, Thing, Who, is_there, may
from tests.matrix.people import VISITORS, who_is
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
LEAD = "contributor, council"
PARTS = 8


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    """Every refusal is logged; thousands of lines would bury a failure."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def ways(is_long_run: bool) -> tuple[list[str], tuple[str, ...], Breadth]:
    """Who asks on this database, by which methods, and how much."""
    if is_long_run:
        return list(VISITORS), METHODS, Breadth.WHOLE
    if connection.vendor == "sqlite":
        return list(VISITORS), METHODS, Breadth.EACH_WAY
    return [name for name in VISITORS if name in REACHING], ("GET",), Breadth.ROWS


def wrong(asked: list[Asked]) -> list[str]:
    return [str(one) for one in asked if not one.is_as_wanted]


def leaks(world: World, asked: list[Asked]) -> set[tuple[str, str, str]]:
    """Who was told what by which address, and should not have been."""
    return {
        (one.who, one.route, where)
        for one in asked
        for where in world.foreign(who_is(one.who), set(one.words)).values()
    }


@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_answers_everybody_as_the_rules_say(world: World, part: int, is_long_run: bool):
    visitors, methods, breadth = ways(is_long_run)
    addressed = [one for one in routes()[part::PARTS] if set(methods) & set(one.methods)]

    asked = ask_all(world, of=addressed, visitors=visitors, methods=methods, breadth=breadth)

    assert wrong(asked) == []
    assert leaks(world, asked) == set()
    assert {(one.route, fault) for one in asked for fault in one.faults} == set()
    assert {one.route for one in asked} == {one.name for one in addressed}
    assert {one.who for one in asked} >= READERS & set(visitors)


def test_a_form_about_a_child_that_does_not_say_what_it_is_not_would_be_seen():
    """The control of what `unsaid` finds in the addresses above."""
    form = next(one for one in routes() if one.name == "record")
    other = next(one for one in routes() if one.name == "find_child")
    silent, told = (
        HttpResponse(b"<main><h1>Record a visit</h1><form method=post></main>"),
        HttpResponse(b"<main><p>This is not a referral. Worried now?</p><form method=post></main>"),
    )

    assert list(unsaid(form, silent))
    assert not list(unsaid(form, told))
    assert not list(unsaid(other, silent))


def pairs(world: World, *, breadth: Breadth) -> list[tuple[str, Route, Thing | None]]:
    """Who is asked about what, by which address."""
    return [
        (name, one, thing)
        for one in routes()
        for name in (VISITORS if breadth is Breadth.WHOLE else unlike(VISITORS, one))
        for _, _, thing in cases(world, one, METHODS, who_is(name), breadth=breadth)
    ]


def test_everybody_is_asked_somewhere_and_about_something_that_is_not_theirs(world: World):
    asked = pairs(world, breadth=Breadth.EACH_WAY)

    assert len(asked) > 6_000
    assert len(pairs(world, breadth=Breadth.WHOLE)) > 20_000
    assert {one.name for _, one, _ in asked} == {one.name for one in routes()}
    for name in READERS:
        seen = {is_there(who_is(name), thing) for who, _, thing in asked if who == name and thing is not None}
        assert False in seen, f"{name} is asked about nothing foreign"


def test_a_page_that_a_reader_may_read_is_asked_about_each_way_of_reaching(world: World):
    statement = next(one for one in routes() if one.name == "statement")
    whole = {thing for _, thing in addresses(world, statement)}
    for name in ("contributor, council", "business manager, hub", "scrutineer, scrutiny"):
        who = who_is(name)
        asked = [thing for _, _, thing in cases(world, statement, ["GET"], who)]

        assert {way(who, thing) for thing in asked} == {way(who, thing) for thing in whole}
        assert len(asked) < len(whole)


def test_whose_row_is_asked_about_takes_turns_from_address_to_address(world: World):
    owners: dict[tuple[str, str], set[str]] = {}
    for name, _, thing in pairs(world, breadth=Breadth.EACH_WAY):
        if thing is not None and name in READERS:
            owners.setdefault((name, thing.audience), set()).add(thing.owner)

    for name in ("contributor, council", "business manager, hub", "scrutineer, scrutiny"):
        for audience in AUDIENCES:
            assert owners[name, audience] >= {"hub", "council", "health"}


def refused(world: World, one: Route) -> list[tuple[str, str, str]]:
    """Who is refused what at an address, by which method."""
    return [
        (name, method, address)
        for name in unlike(VISITORS, one)
        for method, address, thing in cases(world, one, METHODS, who_is(name))
        if method in one.methods and wanted_of(who_is(name), one, method, address, thing) is not Answer.ANSWERED
    ]


def test_where_an_address_is_read_and_written_each_refusal_is_tried_by_one_and_both_are_refused_somebody(world: World):
    both = [one for one in routes() if set(one.methods) >= BOTH]
    for one in both:
        tried = refused(world, one)
        pairs = [(name, address) for name, _, address in tried]

        assert len(pairs) == len(set(pairs)), one
        assert len(tried) < 2 or {method for _, method, _ in tried} == BOTH, one
    assert len(both) > 80


def way(who: Who, thing: Thing | None) -> tuple[object, ...]:
    assert thing is not None
    return thing.owner == who.agency, thing.audience, is_there(who, thing)


@pytest.mark.parametrize("act", [one for one in Act if one.value not in RULES["asked elsewhere"]])
def test_at_some_address_of_each_act_somebody_who_may_and_somebody_who_may_not_ask(act: Act):
    addressed = next((one for one in routes() if one.may is act), None)
    if addressed is None:
        assert act is Act.DEMONSTRATION
        return
    visitors = [who_is(name) for name in unlike(VISITORS, addressed)]
    can = {name for name in VISITORS if may_somewhere(who_is(name), act)}

    assert {may_somewhere(who, act) for who in visitors} == {bool(name in can) for name in VISITORS}


def may_somewhere(who: Who, act: Act) -> bool:
    return any(may(who, act.value, of) for of in (None, who.agency or None, "another agency"))


def test_control_the_words_that_somebody_may_see_are_seen(world: World):
    told = [one for one in routes() if one.name in ("statement", "evidence", "file", "published_page")]
    asked = ask_all(world, of=told, visitors=["nobody", LEAD], methods=["GET"], breadth=Breadth.WHOLE)
    lead = {word for one in asked if one.who == LEAD for word in one.words}
    published = {word for one in asked if one.who == "nobody" for word in one.words}

    assert world.canaries_of(who_is(LEAD), "later wording") <= lead
    assert world.canaries_of(who_is(LEAD), "note") <= lead
    assert world.canaries_of(who_is(LEAD), "content") <= lead
    assert published


def test_what_is_not_there_and_what_is_not_theirs_have_one_answer(world: World):
    lead = Visitor(world, "safeguarding lead, health", Client().handler)
    foreign = next(
        target.ref for target in world.targets["statement"] if target.thing == Thing("statement", "council", "own")
    )

    def body(ref: str) -> bytes:
        answer = lead.ask("GET", f"/statements/{ref}")
        assert answer.status_code == 404
        return re.sub(rb'(nonce|value)="[^"]*"', b"", answer.body)

    assert body(foreign) == body("a" * 26)


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
