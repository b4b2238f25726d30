"""Everybody asks for every address in every way; each answer is kept with the words and the headers it came with."""

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from http.cookies import SimpleCookie
from typing import Any
from zlib import crc32

from django.db import transaction
from django.test import Client

from lineofsight.partnership.rules import Act
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.models import Edition
from lineofsight.publication.render.html import render
from lineofsight.web import urls
from lineofsight.web.route import Route
from tests.factories import form_rows
from tests.matrix import expected
from tests.matrix.expected import Answer, Thing, Who
from tests.matrix.headers import faults
from tests.matrix.people import VISITORS, who_is
from tests.matrix.world import CALENDAR, CANARY, Target, World
from tests.web.signin.people import enter

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE")
BOTH = {"GET", "POST"}
# Written a second time on purpose: all that somebody with a password alone may ask for (promise P17).
OPEN_TO_HALF = frozenset(
    {"/sign-in/", "/sign-in/second-step/", "/sign-in/passkeys/new/", "/sign-in/again/", "/sign-out/"}
)
# Answers of an address that did what was asked, or said in its own words why not.
ANSWERED = frozenset({200, 302, 409, 410, 422, 429})
# Who tries the methods that are refused before anybody is looked at: two of them at each address, by turns.
FEW = ("business manager, hub", "contributor, council", "half", "leaver", "nobody")
# Who reads things of every way of reaching: one for each way of seeing (tests/matrix/rules.yaml, "reach"). The others
# reach the same rows as one of these.
READERS = frozenset(
    {
        "nobody",
        "leaver",
        "contributor, council",
        "safeguarding lead, health",
        "business manager, hub",
        "administrator, hub",
        "scrutineer, scrutiny",
    }
)
# Of the readers those in whom row security sees a difference: to it a leaver is nobody. It knows no acts, so what
# somebody may not do is asked again by one of them alone.
REACHING = READERS - {"leaver"}
REFUSED = "business manager, hub"
Addressed = tuple[str, Thing | None]


class Breadth(Enum):
    """How much is asked (docs/decisions/0034 and 0087)."""

    WHOLE = "everybody asks for everything"
    EACH_WAY = "one of each that the rules treat alike"
    ROWS = "what row security can change"


_PART = re.compile(r"<(\w+):(\w+)>")
# A form that most addresses can read: what does not belong to one is passed over.
FORM = {
    "key": "matrix",
    "version": "1",
    "text": "Every plan is read with the child and the carer.",
    "words": "Every plan is read with the child and a parent.",
    "kind": "not known",
    "reason": "Asked about in the matrix.",
    "target": "accepted",
    "title": "Minutes of the panel",
    "note": "It was decided.",
    "sure": "on",
    "at": "0-0",
}


class NoTarget(LookupError):
    """An address names something of which the world holds none."""


@dataclass(frozen=True)
class Asked:
    """One request and what came back."""

    route: str
    method: str
    who: str
    address: str
    thing: Thing | None
    wanted: Answer
    status: int
    is_as_wanted: bool
    words: frozenset[str]
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.route} of {self.thing}: {self.status} where {self.wanted} was expected"


def routes() -> list[Route]:
    """Every address that is served, whatever is added."""
    return [pattern.callback.policy for pattern in urls.urlpatterns]


def addresses(world: World, route: Route) -> Iterator[Addressed]:
    """Each address that a route has in the world, with the thing it names."""
    whole: list[Addressed] = [("/" + route.path, None)]
    for kind, name in _PART.findall(route.path):
        part = f"<{kind}:{name}>"
        if name == "ref":
            found = [(target.ref, target.thing) for target in targets_of(world, route, kind)]
            whole = [(address.replace(part, ref), thing) for address, _ in whole for ref, thing in found]
        elif name == "number":
            # An edition beside itself: it is there for whoever sees it.
            numbers = dict(Edition.objects.values_list("ref", "number"))
            whole = [(address.replace(part, str(numbers[address.split("/")[2]])), thing) for address, thing in whole]
        else:
            texts = given(world, route, name)
            whole = [(address.replace(part, text), thing) for address, thing in whole for text in texts]
    yield from whole


def targets_of(world: World, route: Route, kind: str) -> list[Target]:
    if kind not in world.targets:
        raise NoTarget(f"/{route.path} names a «{kind}», and the world holds none: make one in tests/matrix/cells.py.")
    return world.targets[kind]


def given(world: World, route: Route, name: str) -> tuple[str, ...]:
    """What stands for a part of an address that is no reference."""
    if name == "token":
        return (CALENDAR,) if route.name == "calendar_feed" else ("no-such-invitation",)
    if name == "id":
        return ("visits-child-seen-alone",)
    if name == "family":
        return ("cla-visit",)
    if name == "instrument":
        return (form_rows.INSTRUMENT, form_rows.LOG)
    if name == "section":
        return (form_rows.SECTION,)
    if name == "area":
        return ("plan",)
    if name == "passkey":
        return ("0" * 32,)
    if name == "page":
        return ("agencies/", "themes/index.html", "words/", "feed.xml")
    if route.name == "preview_page":
        return ("all/index.html",)
    if name == "address":
        content = Edition.objects.exclude(content="").values_list("content", flat=True)[0]
        return tuple(render(EditionContent.from_json(content)))
    raise NoTarget(f"/{route.path} has a part «{name}», and nothing stands for it: say what in tests/matrix/asking.py.")


class Visitor:
    """Somebody with a browser of their own, which forgets what each request did to it."""

    def __init__(self, world: World, name: str, handler: Any) -> None:
        self.who: Who = who_is(name)
        self.form = {**FORM, **world.named}
        self.client = Client()
        self.client.handler = handler  # the middleware is made once for all
        if name != "nobody":
            enter(self.client, world.people[name], proved=name != "half")
            self.client.get("/help")  # the session is begun once, and not with every request
        self.cookies: SimpleCookie = copy.copy(self.client.cookies)

    def ask(self, method: str, address: str) -> Any:
        """The response, read to its end. Whatever the request wrote is taken back."""
        self.client.cookies = copy.copy(self.cookies)
        with transaction.atomic():
            response = (
                self.client.generic(method, address) if method != "POST" else self.client.post(address, self.form)
            )
            if response.streaming:
                # Read to its end, it closes its file by itself; closed by hand, it would end the database's connection.
                response.body = b"".join(response.streaming_content)
            else:
                response.body = response.content
            transaction.set_rollback(True)
        return response


def cases(
    world: World, route: Route, methods: Iterable[str], who: Who, *, breadth: Breadth = Breadth.EACH_WAY
) -> Iterator[tuple[str, str, Thing | None]]:
    """What is asked of a route, by the methods that it takes.

    Readers read a thing of each way of reaching on a page. Everybody else, and whoever opens or sends a form or may not
    read the page at all, is asked about one thing of their own, one of another's, and one that they do not see. A
    method that the address does not take is refused before anything is looked up, and HEAD is GET without its body:
    these are asked of one thing, by a few. Where an address is read and written, a refusal is tried by one of the two.
    """
    listed = list(addresses(world, route))
    turn = crc32(route.path.encode())
    few = {FEW[turn % len(FEW)], FEW[(turn + 1) % len(FEW)]}
    reads = who.name in READERS and route.methods == ("GET",) and _may_somewhere(who, route)
    if breadth is Breadth.ROWS and not _may_somewhere(who, route) and who.name != REFUSED:
        return
    for method in methods:
        is_taken = method in ("GET", "POST") and method in route.methods
        if not is_taken:
            chosen = listed[:1] if who.name in (FEW if breadth is Breadth.WHOLE else few) else []
        elif breadth is Breadth.WHOLE:
            chosen = listed if route.methods == ("GET",) else _one_of_each(listed, who)
        elif who.is_half_signed_in:
            chosen = listed[:1]
        elif reads and breadth is Breadth.EACH_WAY:
            chosen = _each_way(listed, who, turn)
        else:
            chosen = _one_of_each(listed, who)
        if is_taken and breadth is Breadth.EACH_WAY and set(methods) >= BOTH and set(route.methods) >= BOTH:
            chosen = _in_turn(method, chosen, who, route)
        for address, thing in chosen:
            yield method, address, thing


def _in_turn(method: str, chosen: list[Addressed], who: Who, route: Route) -> list[Addressed]:
    """Of what is asked by GET and by POST: all that is answered, and of what is refused every second, by turns.

    Whether a thing is there for somebody and whether they may, `route()` asks before it looks at the method.
    """
    turn = crc32(route.path.encode()) + VISITORS.index(who.name)
    return [
        (address, thing)
        for place, (address, thing) in enumerate(chosen)
        if wanted_of(who, route, "GET", address, thing) is Answer.ANSWERED or (turn + place) % 2 == (method == "POST")
    ]


def wanted_of(who: Who, route: Route, method: str, address: str, thing: Thing | None) -> Answer:
    """The answer that the hand-written rules give to a request."""
    return expected.answer(
        who,
        act=route.may.value,
        thing=thing,
        is_taken=method in route.methods or (method == "HEAD" and "GET" in route.methods),
        is_open_half=address in OPEN_TO_HALF,
    )


def _may_somewhere(who: Who, route: Route) -> bool:
    """Whether the rules let somebody do an address's act to anything at all."""
    owners = (None, who.agency or None, "another agency", "hub")
    return any(expected.may(who, route.may.value, of) for of in owners) or who.name in expected.RULES["grants hold for"]


def _each_way(listed: list[Addressed], who: Who, turn: int) -> list[Addressed]:
    """One thing of each way of reaching them: their own and another's, by audience and state.

    Of two other agencies the one is asked here and the other at the next address: `turn`. A second row of one agency
    and audience points at what reaches less far, and is another way.
    """
    found: dict[tuple[object, ...], list[Addressed]] = {}
    owned: dict[Thing | None, int] = {}
    for address, thing in listed:
        owned[thing] = owned.get(thing, -1) + 1
        way = thing and (thing.owner == who.agency, thing.audience, thing.state, expected.is_there(who, thing))
        found.setdefault((way, owned[thing]), []).append((address, thing))
    return [alike[turn % len(alike)] for alike in found.values()]


def _one_of_each(listed: list[Addressed], who: Who) -> list[Addressed]:
    """One thing for each relation: their own, another's, and one that they do not see.

    Of several in one relation the last of the world is taken: one that points at what reaches less far.
    """
    found: dict[str, Addressed] = {}
    for address, thing in listed:
        is_seen = thing is None or expected.is_there(who, thing)
        relation = "not seen" if not is_seen else "own" if thing and thing.owner == who.agency else "another's"
        found[relation] = (address, thing)
    return list(found.values())


def unlike(visitors: Iterable[str], route: Route) -> list[str]:
    """Of several visitors whom the rules treat alike at an address, the first: by agency, reach and what they may do.

    Who reads everything is never left out. That a role may do no more than is written is compared for every role and
    act in test_rules.py; here it is asked whether the address follows.
    """
    seen: set[object] = set()
    kept = []
    for name in sorted(visitors, key=lambda name: name not in READERS):
        who = who_is(name)
        rights = [expected.may(who, route.may.value, of) for of in (None, who.agency or None, "another agency")]
        reach = [expected.sees(who, of, audience) for of in (who.agency, "-") for audience in expected.AUDIENCES]
        leave = who.name in expected.RULES["grants are over for"]
        alike = (who.agency, who.is_signed_in, who.is_half_signed_in, leave, *rights, *reach)
        if name in READERS or name in FEW or alike not in seen:
            kept.append(name)
        seen.add(alike)
    return kept


def ask_all(
    world: World,
    *,
    visitors: Iterable[str] = VISITORS,
    methods: Iterable[str] = METHODS,
    of: Iterable[Route] | None = None,
    breadth: Breadth = Breadth.EACH_WAY,
) -> list[Asked]:
    """Ask, and compare each answer with the one that the hand-written rules give."""
    handler = Client().handler
    everybody = {name: Visitor(world, name, handler) for name in visitors}
    found = []
    for route in routes() if of is None else of:
        chosen = everybody if breadth is Breadth.WHOLE else unlike(everybody, route)
        for visitor in (everybody[name] for name in chosen):
            for method, address, thing in cases(world, route, methods, visitor.who, breadth=breadth):
                found.append(_asked(visitor, route, method, address, thing))
    return found


def _asked(visitor: Visitor, route: Route, method: str, address: str, thing: Thing | None) -> Asked:
    who = visitor.who
    wanted = wanted_of(who, route, method, address, thing)
    response = visitor.ask(method, address)
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return Asked(
        route=route.name,
        method=method,
        who=who.name,
        address=address,
        thing=thing,
        wanted=wanted,
        status=response.status_code,
        is_as_wanted=fits(response, wanted),
        words=frozenset(CANARY.findall(headers) + CANARY.findall(response.body.decode("utf-8", "replace"))),
        faults=(*faults(response, address), *unsaid(route, response)),
    )


# What somebody writes about one child. What a register and a challenge say above their own forms, their files say.
OF_A_CHILD = frozenset({"child", "part", "step_done", "call"})


def unsaid(route: Route, response: Any) -> Iterator[str]:
    """A form about one child that does not say what it is not. Who asks why they may see one writes nothing of it."""
    page = (b"" if response.streaming else response.content).partition(b"<main")[2].partition(b"</main>")[0]
    is_of_a_child = OF_A_CHILD & set(route.things) and route.may is not Act.ACCESS_ASK
    is_form = set(route.methods) >= BOTH and response.status_code == 200 and b"<form" in page
    if is_form and is_of_a_child and b"This is not a referral." not in page:
        yield "a form about a child does not say that it is not a referral"


def fits(response: Any, wanted: Answer) -> bool:
    """Whether a response is the answer that was expected."""
    status, goes_to = response.status_code, response.get("Location", "").split("?")[0]
    match wanted:
        case Answer.SIGN_IN:
            # What was typed stands in the page that says so; what names nothing of ours is all that it holds.
            says_so = status == 401 and b"You were signed out" in response.body
            return says_so or (status, goes_to) == (302, "/sign-in/")
        case Answer.SECOND_STEP:
            return (status, goes_to) == (302, "/sign-in/second-step/")
        case Answer.ANSWERED:
            return status in ANSWERED
        case _:
            return str(status) == wanted.value
