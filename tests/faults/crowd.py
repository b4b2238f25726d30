"""Many people at once at the shipped server: signed in, reading and writing as their roles do, with time to think.

Each is a thread with one kept connection, as a browser has, to a server of this machine alone. What they read and write
is found on the pages themselves, so it follows the product. A connection that the server closed under somebody's hands
counts as dropped, although a browser would ask again for what is only read.
"""

import http.client
import random
import re
import secrets
import statistics
import string
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from lxml import html

START = ("/", "/actions", "/measures", "/summaries", "/sight", "/reviews", "/rounds", "/overview", "/search")
KINDS = ("actions", "statements", "sight/children", "summaries", "measures", "recommendations", "reviews")
_LINK = re.compile(r'href="(/[^"#]*)')
_OF_A_KIND = re.compile(r"/(?:(measures)/[a-z0-9-]+|(" + "|".join(KINDS) + r")/\w{26})")
_FORM = re.compile(
    r"/(actions/\w+/update|statements/\w+/(change|opinion)|sight/children/\w+/record|reviews/\w+/open-items/new)(\?.*)?"
)
_TO_BECOME = re.compile(r'name="agency" value="([^"]+)"><input type="hidden" name="role" value="([^"]+)"')
WORDS = ("visit", "plan", "review", "training", "police")
# Pages that lead to forms.
LEADS_ON = ("reviews", "actions", "statements", "sight/children")
# Longer than a busy machine makes anybody wait: who is slow has not hung up.
PATIENCE = 300.0
# How often somebody sends a form that was refused for what they wrote.
TRIES = 5
_DROPPED = (http.client.HTTPException, ConnectionError, TimeoutError)


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    text: str
    location: str


@dataclass
class Tally:
    """What became of the requests of one person or of all: seconds of each, and a sentence for each that failed."""

    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    # The seconds by what was asked, its reference left out.
    by_kind: dict[str, list[float]] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many requests were answered."""
        return len(self.reads) + len(self.writes)

    def add(self, other: "Tally") -> None:
        """Take another's in."""
        for name in ("reads", "writes", "failed", "dropped"):
            getattr(self, name).extend(getattr(other, name))
        for kind, seconds in other.by_kind.items():
            self.by_kind.setdefault(kind, []).extend(seconds)


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How people work: seconds to think between two requests, the demonstration's day, which part of all their requests
    writes (somebody else reads where a role has no form), after how many acts they go (0: never)."""

    think: float
    today: date
    writes: float = 0.2
    turns: int = 0


class Browser:
    """One connection that is kept, and the cookies that came over it."""

    def __init__(self, port: int, tally: Tally) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        # A browser brings back what it was given; any secret of this length would have been.
        self._cookies = {"csrf": "".join(secrets.choice(string.ascii_letters) for _ in range(32))}
        self.tally = tally

    def ask(
        self,
        path: str,
        form: Sequence[tuple[str, str]] | None = None,
        *,
        is_write: bool = False,
        also: tuple[int, ...] = (),
    ) -> Answer | None:
        """GET, or POST where a form is given. None where the connection was dropped. Whatever is no page, no redirect,
        no refusal of what others did first (409) and not `also` taken is counted as failed."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        body = None
        if form is not None:
            sent = [*((name, value) for name, value in form if name != "csrfmiddlewaretoken")]
            body = urlencode([*sent, ("csrfmiddlewaretoken", self._cookies["csrf"])])
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            self._connection.request("GET" if body is None else "POST", path, body, headers)
            response = self._connection.getresponse()
            text = response.read().decode()
        except _DROPPED as trouble:
            self.tally.dropped.append(f"{path}: {trouble!r}")
            self._connection.close()
            return None
        taken = time.perf_counter() - began
        (self.tally.writes if is_write else self.tally.reads).append(taken)
        self.tally.by_kind.setdefault(kind_of(path, is_write=is_write), []).append(taken)
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if response.status not in ((302, 409, *also) if is_write else (200, 302)):
            self.tally.failed.append(f"{path}: {response.status} {' '.join(errors_of(text))}")
        return Answer(response.status, text, response.headers.get("Location", ""))

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def _links_in(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in dict.fromkeys(_LINK.findall(text))]


def pages_in(text: str) -> list[tuple[str, str]]:
    """The pages of things that a page leads to: of which kind, and where."""
    met = ((_OF_A_KIND.fullmatch(link), link) for link in _links_in(text))
    return [(kind[1] or kind[2], link) for kind, link in met if kind]


def forms_in(text: str) -> list[str]:
    """The forms that a page leads to and that people of this crowd send."""
    return [link for link in _links_in(text) if _FORM.fullmatch(link)]


def roles_in(text: str) -> list[tuple[str, str]]:
    """The roles that the demonstration's first page offers: the agency's code and the role."""
    return _TO_BECOME.findall(text)


def kind_of(path: str, *, is_write: bool) -> str:
    """A path without its references and its question."""
    plain = re.sub(r"/(?:\w{26}|(?<=measures/)[a-z0-9-]+)", "/…", path.partition("?")[0])
    return f"{'write' if is_write else 'read'} {plain}"


def errors_of(text: str) -> list[str]:
    """What a form said was wrong."""
    found = re.findall(r"<(?:p[^>]*error-message|h1)[^>]*>(.*?)</(?:p|h1)>", text, re.S)
    return [" ".join(re.sub("<[^>]*>", " ", one).split()) for one in found][:4]


@dataclass(frozen=True)
class Part:
    """What somebody in a role does: the pages they read, by kind, and the forms they send."""

    agency: str
    role: str
    pages: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...]


def parts_of(port: int, *, of: Iterable[tuple[str, str]] = (), most: int = 6) -> list[Part]:
    """Every role of the demonstration (or those named by agency and role), with what its pages lead to.

    `most`: into how many pages of a kind each looks for forms. Raises AssertionError where looking around fails.
    """
    tally = Tally()
    visitor = Browser(port, tally)
    page = visitor.ask("/demo/")
    assert page is not None, tally
    wanted = frozenset(of)
    found = []
    for agency, role in roles_in(page.text):
        if not wanted or (agency, role) in wanted:
            found.append(_looked_around(port, tally, agency, role, most))
    visitor.close()
    assert not tally.failed, tally.failed
    assert not tally.dropped, tally.dropped
    return found


def _looked_around(port: int, tally: Tally, agency: str, role: str, most: int) -> Part:
    person = signed_in(port, tally, agency, role)
    known: dict[str, list[str]] = {}
    forms: list[str] = []

    def look(path: str) -> bool:
        # What a role may not see is no page of its own.
        probe = Browser(port, Tally())
        probe._cookies = person._cookies
        answer = probe.ask(path)
        probe.close()
        if answer is None or answer.status != 200:
            return False
        forms.extend(one for one in forms_in(answer.text) if one not in forms)
        for kind, address in pages_in(answer.text):
            if address not in known.setdefault(kind, []):
                known[kind].append(address)
        return True

    known["start"] = [path for path in START if look(path)]
    for kind in LEADS_ON:
        known[kind] = [path for path in known.get(kind, [])[:most] if look(path)]
    person.close()
    return Part(agency, role, tuple(tuple(some) for some in known.values() if some), tuple(forms))


def signed_in(port: int, tally: Tally, agency: str, role: str) -> Browser:
    """Somebody who has just stepped into a role."""
    browser = Browser(port, tally)
    answer = browser.ask("/demo/become/", [("agency", agency), ("role", role)])
    assert answer is not None, tally.dropped
    return browser


class Person(threading.Thread):
    """One of the crowd, until it is told to stop or has had its turns. `number` decides what they do, and which of a
    role's forms are theirs: nobody shares a form with another while there are enough."""

    def __init__(self, port: int, part: Part, number: int, habits: "Habits", stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.tally = Tally()
        self._browser = signed_in(port, Tally(), part.agency, part.role)
        self._browser.tally = self.tally
        self._part, self._chance, self._habits, self._ending = part, random.Random(number), habits, stop
        self._form = part.forms[number % len(part.forms)] if part.forms else ""
        self._next = ""

    def run(self) -> None:
        """Read, write, think."""
        # They did not all sit down at the same moment.
        self._ending.wait(self._chance.uniform(0, self._habits.think))
        turn = 0
        while not self._ending.is_set() and (turn < self._habits.turns or not self._habits.turns):
            turn += 1
            if self._next:
                path, self._next = self._next, ""
                self._browser.ask(path)
            elif self._form and self._chance.random() < self._habits.writes:
                self._write(self._form)
            else:
                self._read()
            self._pause()
        self._browser.close()

    def _pause(self) -> None:
        self._ending.wait(self._chance.uniform(0.5, 1.5) * self._habits.think)

    def _read(self) -> None:
        path = self._chance.choice(self._chance.choice(self._part.pages))
        if path == "/search":
            # What people look for stands in no address: it is sent, and nothing is written.
            self._browser.ask(path, [("words", self._chance.choice(WORDS)), ("kind", "everything")])
        else:
            self._browser.ask(path)

    def _write(self, path: str) -> None:
        page = self._browser.ask(path)
        if page is None or page.status != 200:
            return
        for left in reversed(range(TRIES)):
            self._pause()
            # A visit of that day is there already: whoever is told so looks the day up again.
            form = filled_in(page.text, self._chance, today=self._habits.today)
            answer = self._browser.ask(path, form, is_write=True, also=(200, 422) if left else ())
            if answer is None or answer.status not in (200, 422):
                break
            if answer.status == 200:
                # It shows once more what is about to be kept: whoever has read that sends it again.
                page = answer
        if answer is not None:
            self._next = answer.location.partition("#")[0]


def filled_in(page: str, chance: random.Random, *, today: date) -> list[tuple[str, str]]:
    """The form of a page as somebody fills it in: what stands there, a day, the first answers, new words."""
    form = next(one for one in html.fromstring(page).forms if one.xpath(".//*[@name='key']"))
    values = dict(form.form_values())
    radios: dict[str, list[str]] = {}
    for radio in form.xpath(".//input[@type='radio']"):
        radios.setdefault(radio.get("name"), []).append(radio.get("value"))
    for name, choices in radios.items():
        values.setdefault(name, choices[0])
    if "changed" in radios:
        values |= {"changed": "yes", "then": "draft"}
    day = today - timedelta(days=chance.randrange(90))
    for part in ("day", "month", "year"):
        asked = [name for name in (f"day-{part}", f"as_at_date-{part}") if name in form.fields]
        values |= dict.fromkeys(asked, str(getattr(day, part)))
    for asked_for in form.xpath(".//select[@name] | .//textarea[@name]"):
        if not values.get(asked_for.get("name")):
            offered = [one for one in asked_for.xpath(".//option/@value") if one]
            values[asked_for.get("name")] = offered[0] if offered else "Seen in a file of the week."
    if "text" in form.fields:
        values["text"] = f"{values.get('text', '').partition(' (turn ')[0]} (turn {chance.randrange(10**6)})".strip()
    return list(values.items())


def crowd(port: int, parts: Sequence[Part], habits: Habits, *, users: int, wait: Callable[[], object]) -> Tally:
    """Let so many people work until `wait` has returned and each has had their turns. Out: what became of all their
    requests."""
    stop = threading.Event()
    people = []
    can_write = statistics.mean(bool(parts[number % len(parts)].forms) for number in range(users))
    # Whoever writes opens the form, sends it, and reads the page that comes: three requests, one of them a write.
    wanted = habits.writes / (can_write - 2 * can_write * habits.writes) if can_write else 0.0
    habits = replace(habits, writes=min(1.0, wanted))
    for number in range(users):
        turn, place = divmod(number, len(parts))
        people.append(Person(port, parts[place], turn, habits, stop))
    for person in people:
        person.start()
    wait()
    if not habits.turns:
        stop.set()
    together = Tally()
    for person in people:
        person.join()
        together.add(person.tally)
    return together
