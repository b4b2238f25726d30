"""The gallery: one page a component and state, drawn from invented values and served with the product's own policy.

    python -m tests.web.look.gallery FOLDER      # screenshots at 1280 and 375 px, in forced colours and in grey

`test_gallery.py` opens each page in a browser. A page is a template in `pages/`; all share the values below.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any

from django import forms
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from lineofsight.library.scales import CountKind
from lineofsight.measures.figure import Figure, LeftOut
from lineofsight.publication.wording_diff import compare_wordings
from lineofsight.web.day_field import DayField
from lineofsight.web.jinja import environment
from tests.measures.charted import CHARTS

HERE = Path(__file__).resolve().parent
PAGES = HERE / "pages"
WEB = HERE.parents[2] / "lineofsight" / "web"
STATIC = WEB / "static"
NONCE = "invented-nonce"
POLICY = (
    f"default-src 'none'; script-src 'self' 'nonce-{NONCE}'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def a_figure(n: int, of: int, *left_out: LeftOut, **changed: Any) -> Figure:
    """An invented figure of March 2026."""
    given: dict[str, Any] = {
        "measure_id": "visits-in-time",
        "measure_version": 2,
        "definition_sha": "a" * 64,
        "group": "",
        "n": n,
        "of": of,
        "left_out": left_out,
        "period_from": date(2026, 3, 1),
        "period_to": date(2026, 3, 31),
        "as_at_date": date(2026, 6, 22),
        "kind": CountKind.FULL_COUNT,
        "caveats": (),
        "snapshot_sha": "b" * 64,
    }
    return Figure(**given | changed)


@dataclass(frozen=True)
class Message:
    text: str
    tags: str

    def __str__(self) -> str:
        return self.text


class EveryControl(forms.Form):
    """One field of each kind that the macro `field` draws."""

    title = forms.CharField(label="Short name", help_text="As it will stand in lists.", max_length=80)
    email = forms.EmailField(
        label="Work email", required=False, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    happened = forms.CharField(label="What has happened since 12 March?", widget=forms.Textarea, max_length=1200)
    reason = forms.CharField(label="Why", widget=forms.Textarea, required=False)
    agency = forms.ChoiceField(label="Lead agency", choices=[("", "Choose one"), ("a", "Council"), ("b", "Police")])
    kind = forms.ChoiceField(
        label="What does it show?",
        widget=forms.RadioSelect,
        choices=[("said", "Said"), ("counted", "Counted"), ("quality", "Quality checked")],
    )
    uses = forms.MultipleChoiceField(
        label="What does it support?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("12", "Sentence 12"), ("14", "Sentence 14")],
        help_text="Choose all that it supports.",
    )
    is_read = forms.BooleanField(label="I have read the sentences about us")
    visit_date = DayField(label="When was the visit?", help_text="For example, 27 3 2026.")
    received = forms.DateField(
        label="Received", widget=forms.DateInput(format="%d %m %Y"), help_text="For example, 27 3 2026."
    )
    paper = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}), help_text="Word or PDF, up to 20 MB."
    )
    version = forms.CharField(widget=forms.HiddenInput, initial="3")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, sentence in ASKED.items():
            self.fields[name].error_messages["required"] = sentence


ASKED = {
    "title": "Enter a short name",
    "password": "Enter your password",
    "agency": "Choose the lead agency",
    "kind": "Choose what the evidence shows",
    "uses": "Choose at least one sentence",
    "is_read": "Read the sentences, then tick the box",
    "received": "Enter the day on which you received it, for example 27 3 2026",
    "paper": "Choose a file",
}
WRONG = {
    "happened": "Two workers started.",
    "visit_date-day": "30",
    "visit_date-month": "2",
    "visit_date-year": "2026",
    "version": "3",
}
BEFORE = "Supervision has improved across all teams since the spring."
AFTER = "Supervision is recorded in 6 of 8 teams since the spring."


def shared_values() -> dict[str, Any]:
    """What the context processor and the views would give."""
    day = date(2026, 6, 22)
    roles = ["My work", "Reviews", "Collecting", "Summaries", "Figures", "Agencies"]
    addresses = [
        "home",
        "search",
        "sign_out",
        "change_role",
        "public_site",
        "help",
        "glossary",
        "accessibility",
        "privacy",
        "sign_in",
    ]
    return {
        "CSP_NONCE": NONCE,
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="invented">'),
        "links": {name: f"/{name}" for name in addresses},
        "version": "0.1.0",
        "navigation": [{"text": text, "href": f"/{text}", "current": text == "Reviews"} for text in roles],
        "public_navigation": [
            {"text": text, "href": f"/{text}", "current": text == "Summaries"}
            for text in ["Summaries", "Not yet done", "What changed", "How to read this"]
        ],
        "actor_role": "Business manager",
        "demonstration": True,
        "day": day,
        "moment": datetime(2026, 6, 22, 13, 32, tzinfo=UTC),
        "figure": a_figure(412, 468, LeftOut("placed elsewhere", 2), LeftOut("with no start date", 3)),
        "sample": a_figure(30, 40, kind=CountKind.RANDOM_SAMPLE, caveats=("Drawn in May by the audit lead.",)),
        "no_cases": a_figure(0, 0, period_from=None, period_to=None),
        "charts": tuple(CHARTS[name] for name in ("run", "teams", "one cohort")),
        "diff": compare_wordings(BEFORE, AFTER),
        "same": compare_wordings(AFTER, AFTER),
        "added": compare_wordings("", AFTER),
        "yours": AFTER,
        "control_form": EveryControl(
            initial={"title": "Supervision of practice", "kind": "counted", "visit_date": day}
        ),
        "wrong_form": EveryControl(WRONG),
        "happened_message": Message("Update sent. The business unit reads it next.", "success"),
        "note_message": Message(
            "The business unit changed the title while you were writing. Both changes are kept.", "info"
        ),
    }


@cache
def drawing() -> Environment:
    """The product's environment, with the gallery's pages beside its templates and addresses that need no settings."""
    env = environment(loader=FileSystemLoader([WEB / "templates", PAGES]))
    env.globals["static"] = lambda path: f"/static/{path}"
    return env


def names() -> list[str]:
    """All pages of the gallery, and all error pages."""
    errors = [f"errors/{path.name}" for path in (WEB / "templates" / "errors").glob("*.html")]
    return sorted([path.name for path in PAGES.glob("*.html")] + errors)


def draw(name: str, **values: Any) -> str:
    """Draw one page. Error pages get what their views would give them."""
    extra = ERROR_VALUES if name.startswith("errors/") else {}
    return drawing().get_template(name).render(shared_values() | extra | values)


ERROR_VALUES: dict[str, Any] = {
    "reference": "7FK-3MX",
    "rule": "A signature is given by the safeguarding lead of the agency.",
    "who_can": "The safeguarding lead of Community health can.",
    "tell": {"post_to": "/tell"},
    "typed": [{"label": "Your answer", "text": "We agree with sentence 12."}],
    "state": "This action is reported complete.",
    "moved": "The council reported that on 3 June 2026.",
    "you_can": [{"text": "Read the action", "href": "/action"}],
    "withdrawn_date": date(2026, 7, 3),
    "reason": "A figure in it was wrong.",
    "replaced_by": {"text": "Edition of 10 July 2026", "href": "/edition"},
    "mark": "3d91fd1353e32e306a8ae493b44ba9c0277348b5dbc08442a3e63d822e516048",
    "ask": "Ask the partnership's business unit about it.",
    "sentence": "This PDF holds pictures of pages and no text. Ask for the Word file.",
    "are_words_kept": True,
    "words": [{"label": "Title", "text": "Minutes of the panel"}, {"label": "Note", "text": "Two lines,\nas typed."}],
    "ticks": 2,
    "sent": [("title", "Minutes of the panel")],
    "files": {"file": "minutes.txt"},
    "lost_field": "file-not-kept",
    "send_to": "/statements/one/evidence",
    "has_to_sign_in": True,
    "conflict": {
        "who": "The business unit",
        "at": datetime(2026, 6, 22, 13, 32, tzinfo=UTC),
        "diff": compare_wordings(BEFORE, AFTER),
        "yours": AFTER,
        "post_to": "/save",
    },
}


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            body = (STATIC / self.path.removeprefix("/static/")).read_bytes()
            kind = guess_type(self.path)[0] or "application/octet-stream"
        else:
            body, kind = draw(self.path.removeprefix("/gallery/")).encode(), "text/html; charset=utf-8"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: pytest's output is for tests."""


@contextmanager
def served() -> Iterator[str]:
    """Serve the gallery on this machine; give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/gallery/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def photograph(folder: Path, wanted: list[str]) -> None:
    """Take the screenshots that people look at."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, find_chromium

    folder.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        for name in wanted or names():
            for width, media in [(1280, {}), (375, {}), (1280, {"forced_colors": "active"})]:
                page = browser.new_page(viewport={"width": width, "height": 800}, **media)
                page.goto(address + name)
                style = "forced" if media else str(width)
                page.screenshot(
                    path=folder / f"{name.replace('/', '-').removesuffix('.html')}-{style}.png", full_page=True
                )
                page.close()
        browser.close()


if __name__ == "__main__":
    photograph(Path(sys.argv[1]), sys.argv[2:])
