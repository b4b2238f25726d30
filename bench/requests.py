"""What a page costs: every kind of page that the crowd of `load` asks for, for every role, asked of the application.

./los bench requests [--repeats 5] [--keep FILE] [--found FILE] [--before FILE] [--write]

In one process and without a server between, so that only the processor's time is counted. `--keep` writes down what
was found, and `--found` takes it instead of measuring; `--before` puts such a file beside it; `--write` puts the table
into docs/performance.md.
"""

import io
import json
import statistics
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

from bench._measured import Table, demonstration, machine, ms, put
from tests.faults.crowd import LEADS_ON, START, filled_in, forms_in, kind_of, pages_in, roles_in

SECRET = "a" * 32
# As many pages of a kind as each role is asked for; the crowd asks for all of them.
PAGES, FORMS = 2, 2
GATE, FIGURES = "the gate of an edition on its way", "the list of figures"
SEARCH = [("words", "visit"), ("kind", "everything")]


class Answer(NamedTuple):
    """What the application said, and the processor's time that it took in seconds."""

    status: int
    text: str
    seconds: float


class Browser:
    """Somebody who asks the application itself."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._cookies = {"csrf": SECRET}

    def ask(self, address: str, form: Sequence[tuple[str, str]] | None = None) -> Answer:
        """GET, or POST where a form is given."""
        path, _, query = address.partition("?")
        sent = [(name, value) for name, value in form or () if name != "csrfmiddlewaretoken"]
        body = urlencode([*sent, ("csrfmiddlewaretoken", self._cookies["csrf"])]).encode() if form is not None else b""
        environ = {
            "REQUEST_METHOD": "GET" if form is None else "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path),
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost:8000",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        heads: list[Any] = []
        began = time.process_time()
        response = self._application(environ, lambda status, headers: heads.extend((status, headers)))
        text = b"".join(response).decode("utf-8", "replace")
        taken = time.process_time() - began
        response.close()
        for name, value in heads[1]:
            if name == "Set-Cookie":
                cookie, _, kept = value.strip().partition(";")[0].partition("=")
                self._cookies[cookie] = kept
        return Answer(int(heads[0][:3]), text, taken)

    def is_there(self, address: str) -> str:
        """The page at an address; nothing where this role has none."""
        answer = self.ask(address)
        return answer.text if answer.status == 200 else ""


class Met(NamedTuple):
    """One page for one role: seconds, and questions to the database."""

    seconds: float
    questions: int


Found = dict[str, list[Met]]


def measure(repeats: int) -> dict[str, Any]:
    """All kinds of pages, for every role of the demonstration; and what a read costs as the crowd asks for them."""
    import logging

    from lineofsight.partnership import clock
    from lineofsight.partnership.queries import today
    from lineofsight.web.wsgi import application

    logging.disable(logging.WARNING)
    found: Found = defaultdict(list)
    reads = []
    writers = []
    for agency, role in roles_in(Browser(application).is_there("/demo/")):
        person = Browser(application)
        person.ask("/demo/become/", [("agency", agency), ("role", role)])
        known, forms = _looked_around(person)
        writers.append((person, forms))
        of_kinds = []
        for pages in known.values():
            met = [(kind_of(page, is_write=False), _met(person, page, repeats)) for page in pages]
            for kind, one in met:
                found[kind].append(one)
            if met:
                of_kinds.append(statistics.mean(one.seconds for _, one in met))
        found["search /search"].append(_met(person, "/search", repeats, SEARCH))
        for kind, page in _dear(person, known):
            found[kind].append(_met(person, page, repeats))
            found[f"{kind}, first"].append(_met(person, page, repeats, after=_something_is_done))
        reads.append(statistics.mean(of_kinds))
    for person, forms in writers:
        for form in forms:
            _write(person, form, found, today=today(clock.now()))
    pages = [one.seconds for kind, some in found.items() if kind.startswith("read") for one in some]
    return {
        "kinds": {kind: [tuple(one) for one in some] for kind, some in found.items()},
        "median": statistics.median(pages),
        "as the crowd asks": statistics.mean(reads),
    }


def _looked_around(person: Browser) -> tuple[dict[str, list[str]], list[str]]:
    """The pages of each kind that a role comes to, and the forms that it may send."""
    known: dict[str, list[str]] = {"start": []}
    forms: list[str] = []

    def look(address: str) -> bool:
        text = person.is_there(address)
        for kind, page in pages_in(text):
            if page not in known.setdefault(kind, []):
                known[kind].append(page)
        forms.extend(one for one in forms_in(text) if one not in forms)
        return bool(text)

    known["start"] = [address for address in START if look(address)]
    for kind in LEADS_ON:
        known[kind] = [address for address in known.get(kind, [])[:PAGES] if look(address)]
    seen = {kind: [page for page in some[:PAGES] if person.is_there(page)] for kind, some in known.items()}
    return seen | {"start": known["start"]}, _some_of_each(forms)


def _some_of_each(forms: Sequence[str]) -> list[str]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        by_kind[kind_of(form, is_write=True)].append(form)
    return [form for some in by_kind.values() for form in some[:FORMS]]


def _dear(person: Browser, known: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What is judged or counted as a whole: the gate of an edition on its way, and the list of figures."""
    for edition in known.get("summaries", ()):
        if f'href="{edition}/gate"' in person.is_there(edition):
            yield GATE, f"{edition}/gate"
    if "/measures" in known["start"]:
        yield FIGURES, "/measures"


def _something_is_done() -> None:
    """Something that may change a row of the records, and words that the gate has not judged."""
    from django.db import transaction

    from lineofsight.partnership import clock
    from lineofsight.publication import judging
    from lineofsight.trail.actions import record

    with transaction.atomic():
        record("bench.done", subject="nothing", by="bench", at=clock.now())
    getattr(judging, "_kept", []).clear()


def _met(
    person: Browser,
    address: str,
    repeats: int,
    form: Sequence[tuple[str, str]] | None = None,
    *,
    after: Callable[[], None] = lambda: None,
) -> Met:
    """One page asked for again and again; `after`: what happens before each time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    taken = []
    person.ask(address, form)
    for _ in range(repeats):
        after()
        with CaptureQueriesContext(connection) as questions:
            taken.append(person.ask(address, form).seconds)
        # Django forgets them with the next request.
        asked = len(questions)
    return Met(statistics.median(taken), asked)


def _write(person: Browser, form: str, found: Found, *, today: date) -> None:
    """Send a form once, as the crowd fills it in; what is refused for its words is tried with others."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    chance = Random(form)
    text = person.is_there(form)
    for _ in range(5 if text else 0):
        with CaptureQueriesContext(connection) as questions:
            answer = person.ask(form, filled_in(text, chance, today=today))
        if answer.status == 302:
            found[kind_of(form, is_write=True)].append(Met(answer.seconds, len(questions)))
            return


def table(now: dict[str, Any], before: dict[str, Any] | None) -> Table:
    """A row a kind, the dearest first; what it was before in front, where that is known."""
    rows = [
        _row(kind, some, (before or {"kinds": {}})["kinds"].get(kind), beside=before is not None)
        for kind, some in sorted(now["kinds"].items(), key=lambda one: -statistics.median(met[0] for met in one[1]))
    ]
    for name, words in (("median", "the median page"), ("as the crowd asks", "a read, as the crowd asks for them")):
        was = [ms(before[name]), ""] if before else []
        rows.append((words, "", *was, ms(now[name]), "", ""))
    each = ("processor time", "the dearest", "questions")
    was_heads = tuple(f"{one}, before" for one in each[:2]) if before else ()
    return Table(
        title="What a page costs (`requests`)",
        headers=("what", "measured", *was_heads, *each),
        rows=tuple(rows),
        notes=(
            "Processor time of the application alone, SQLite, the demonstration, all its roles: the median over roles "
            "and pages of a kind, each page the median of some repeats; the dearest page for the dearest role; "
            "questions to the database at the median. Pages are asked for again while nothing is done; «first»: after "
            "something was done that may change what is kept.",
        ),
    )


def _row(kind: str, some: list[Any], before: list[Any] | None, *, beside: bool) -> tuple[str, ...]:
    was = (_told(before)[:2] if before else ("", "")) if beside else ()
    return (kind.replace("read ", ""), str(len(some)), *was, *_told(some))


def _told(some: list[Any]) -> tuple[str, str, str]:
    seconds = [one[0] for one in some]
    return ms(statistics.median(seconds)), ms(max(seconds)), f"{statistics.median(one[1] for one in some):.0f}"


if __name__ == "__main__":
    parser = ArgumentParser(prog="./los bench requests")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--found", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--table", action="store_true")
    asked = parser.parse_args()
    if asked.found:
        measured = json.loads(asked.found.read_text())
    else:
        began, day = machine(), datetime.now(UTC).date()
        with demonstration():
            measured = measure(asked.repeats) | {"on": f"Measured on {day.day} {day:%B %Y}: {began}"}
    if asked.keep:
        asked.keep.write_text(json.dumps(measured))
    earlier = json.loads(asked.before.read_text()) if asked.before else None
    text = f"{table(measured, earlier).markdown()}\n{measured['on']}\n"
    print(text)
    if asked.write:
        put(text, name="requests")
