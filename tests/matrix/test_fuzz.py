"""Promise P14: whatever is sent to a form or asked of a page, it is answered, and never by an error of ours.

Forms are filled in as their pages give them, and then with values that no person would type. A walk keeps what it
writes and goes on from there. There is no API; what other programs could read are addresses, and they are asked with
strange questions. Hypothesis draws; a failure names the smallest form that shows it.
"""

import copy
import logging
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from lineofsight.assurance.models import Review
from lineofsight.trail.models import Series
from lineofsight.web.route import Route
from tests.matrix.asking import Visitor, addresses, routes, wanted_of
from tests.matrix.expected import Answer
from tests.matrix.people import VISITORS, who_is
from tests.matrix.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_only(reason="what a form takes is the same code on both; tests/web writes on both"),
]
PARTS = 4
WALKS, STEPS = 100, 50
# Who may what differs; three of those who may are enough for what a form takes.
ASKING = 3
STRANGE = (
    *("", " ", "\x00", "\u202e", "'; --", "<b>{{7*7}}</b>", "%s%n", "\ufeff", "é" * 300, "x" * 20_000),
    *("0", "-1", "1.5", "1e400", "9" * 30, "9" * 5_000, "٣", "NaN", "true", "null", "[]", "{}", "../../etc", "a" * 26),
    *("2026-02-30", "0000-00-00", "9999-12-31", "31/12/2026", "31 February 2026", "24:61", "2026-06-22T25:00"),
)
TEXTS = st.sampled_from(STRANGE) | st.text(max_size=30).filter(lambda text: text.isprintable() or not text)
FILES = st.sampled_from(
    (b"", b"\x00" * 40, b"PK\x03\x04" + b"\xff" * 60, b"%PDF-1.7\n", b"a,b\n1", "é".encode("utf-16"))
)
Form = dict[str, list[str]]


class Answered(AssertionError):
    """An address failed. The sentence says which, as whom, and what was sent."""


@dataclass(frozen=True)
class Open:
    """A form that somebody may send: its address, who sends it, and the fields that its page gives."""

    route: str
    who: str
    address: str
    fields: Form
    files: tuple[str, ...]


@pytest.fixture(scope="module", autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module", autouse=True)
def counted(world: World) -> None:
    """The world's rows were made without asking for their numbers; whatever is added counts on after them."""
    kinds = ("statement", "finding", "recommendation", "action", "evidence", "round", "edition")
    names = [f"{ref} {kind}" for ref in Review.objects.values_list("ref", flat=True) for kind in kinds]
    every = [Series(name=name, last=1_000) for name in names]
    Series.objects.bulk_create(every, update_conflicts=True, unique_fields=["name"], update_fields=["last"])


@pytest.fixture(scope="module")
def everybody(world: World) -> dict[str, Visitor]:
    handler = Client().handler
    return {name: Visitor(world, name, handler) for name in VISITORS}


def may_ask(world: World, route: Route, method: str, *, some: int) -> list[tuple[str, str]]:
    """Some of those who may, each with an address at which they may."""
    listed = list(addresses(world, route))
    found: dict[str, str] = {}
    for name in VISITORS:
        who = who_is(name)
        if len(found) < some and not who.is_half_signed_in:
            for address, thing in listed:
                if wanted_of(who, route, method, address, thing) is Answer.ANSWERED:
                    found[name] = address
    return list(found.items())


def asked(visitor: Visitor, method: str, address: str, form: dict[str, Any] | None = None) -> Any:
    """The response. Raises Answered where something failed."""
    visitor.form = form or {}
    try:
        response = visitor.ask(method, address)
    except Exception as trouble:
        raise Answered(f"{visitor.who.name}: {method} {address} {form!r:.600}: {trouble!r}") from trouble
    if response.status_code >= 500:
        raise Answered(f"{visitor.who.name}: {method} {address} {form!r:.600}: {response.status_code}")
    return response


def fields_of(body: bytes) -> tuple[Form, tuple[str, ...]]:
    """The fields of all forms of a page with the values they stand at, and the names of those that take a file."""
    fields: Form = {}
    files = []
    if not body.strip().startswith(b"<"):
        return fields, ()
    for one in html.fromstring(body).xpath("//input[@name] | //textarea[@name] | //select[@name] | //button[@name]"):
        name = one.get("name")
        if one.get("type") == "file":
            files.append(name)
        elif one.tag == "select":
            fields.setdefault(name, []).extend(one.xpath(".//option/@value"))
        else:
            fields.setdefault(name, []).append(one.get("value") or one.text or "on")
    return fields, tuple(files)


def open_forms(world: World, everybody: dict[str, Visitor], of: list[Route], *, some: int = 1) -> list[Open]:
    """Each form that is sent to these routes, as some who may send it find it."""
    found = []
    for route in of:
        for name, address in may_ask(world, route, "POST", some=some):
            page = asked(everybody[name], "GET", address).body if "GET" in route.methods else b""
            fields, files = fields_of(page)
            found.append(Open(route.name, name, address, {"text": [""], "reason": [""], **fields}, files))
    return found


def kept(visitor: Visitor, method: str, address: str, form: Form | None = None) -> Any:
    """The response, and what it wrote stays. Raises Answered where something failed."""
    try:
        response = visitor.client.post(address, form) if method == "POST" else visitor.client.get(address)
    except Exception as trouble:
        raise Answered(f"{visitor.who.name}: {method} {address} {form!r:.600}: {trouble!r}") from trouble
    if response.streaming:
        # Read to its end, it closes its file by itself.
        b"".join(response.streaming_content)
    if response.status_code >= 500:
        raise Answered(f"{visitor.who.name}: {method} {address} {form!r:.600}: {response.status_code}")
    return response


def links_of(body: bytes) -> list[str]:
    """Where a page leads to, here."""
    if not body.strip().startswith(b"<"):
        return []
    return [one.partition("#")[0] for one in html.fromstring(body).xpath("//main//a/@href") if one.startswith("/")]


def filled(one: Open) -> st.SearchStrategy[dict[str, Any]]:
    """The form as it may be sent: each field as its page has it, in a strange way, more than once or not at all."""

    def values(given: list[str]) -> st.SearchStrategy[Any]:
        as_given = st.sampled_from(given) if given else st.just("")
        return as_given | TEXTS | st.lists(TEXTS | as_given, max_size=3)

    texts = {name: values(given) for name, given in one.fields.items()}
    files = {
        name: st.builds(SimpleUploadedFile, st.sampled_from(("a.xlsx", "b.txt", "c.docx")), FILES) for name in one.files
    }
    return st.fixed_dictionaries({}, optional=texts | files)


def often(examples: int) -> Any:
    """So many examples, the same in every run; nobody's processor decides how long one may take."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )


def of_part(part: int, method: str) -> list[Route]:
    return [route for route in routes() if method in route.methods][part::PARTS]


def send(everybody: dict[str, Visitor], one: Open, *, examples: int) -> None:
    """Send a form in many ways; each time what it wrote is taken back."""

    @often(examples)
    @given(filled(one))
    def sent(form: dict[str, Any]) -> None:
        asked(everybody[one.who], "POST", one.address, form)

    sent()


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_sent_to_a_form_is_answered(world: World, everybody, part: int, is_long_run: bool):
    forms = open_forms(world, everybody, of_part(part, "POST"), some=ASKING if is_long_run else 1)

    for one in forms:
        send(everybody, one, examples=30 if is_long_run else 2)

    assert len({one.route for one in forms}) > 15


def test_whatever_is_asked_of_a_page_is_answered(world: World, everybody, is_long_run: bool):
    names = ("page", "order", "as_at", "from", "to", "q", "state", "agency", "group", "size", "format", "next")
    questions = st.dictionaries(st.sampled_from(names) | st.text("abcdefg_", min_size=1, max_size=8), TEXTS, max_size=4)
    read = [route for route in routes() if "GET" in route.methods]
    pages = [one for route in read for one in may_ask(world, route, "GET", some=1)]

    @often(6_000 if is_long_run else 60)
    @given(st.sampled_from(pages), questions)
    def ask(page: tuple[str, str], question: dict[str, str]) -> None:
        name, address = page
        asked(everybody[name], "GET", f"{address}?{urlencode(question)}")

    ask()


def test_whoever_walks_on_from_what_they_wrote_is_answered(world: World, everybody, is_long_run: bool):
    for number in range(WALKS if is_long_run else 1):
        chance = random.Random(number)
        visitor = everybody[chance.choice([name for name in VISITORS if not who_is(name).is_half_signed_in])]
        visitor.client.cookies = copy.copy(visitor.cookies)
        with transaction.atomic():
            walk(visitor, chance)
            transaction.set_rollback(True)


def walk(visitor: Visitor, chance: random.Random) -> None:
    """Open pages and send their forms, one after another; what was written is there for the next."""
    stands, known = "/", ["/", "/reviews"]
    for _ in range(STEPS):
        page = kept(visitor, "GET", stands)
        body = b"" if page.streaming else page.content
        known = [*known, *links_of(body)][-200:]
        fields, _ = fields_of(body)
        if not fields or chance.random() < 0.4:
            stands = chance.choice(known)
            continue
        form = {name: chance.choice((*(values * 20), *STRANGE)) for name, values in fields.items() if values}
        answer = kept(visitor, "POST", stands.partition("?")[0], form)
        stands = answer.get("Location") or chance.choice(known)


def test_control_a_form_that_fails_on_some_words_is_found(world: World, everybody, monkeypatch: pytest.MonkeyPatch):
    def fail(request: HttpRequest, *_: object) -> HttpResponse:
        if not request.POST.get("text", "").isascii():
            raise ZeroDivisionError
        return HttpResponse("kept")

    (one,) = open_forms(world, everybody, [route for route in routes() if route.name == "add_open_item"])
    monkeypatch.setattr("lineofsight.web.route._once", fail)

    with pytest.raises(Answered, match="ZeroDivisionError"):
        send(everybody, one, examples=100)
