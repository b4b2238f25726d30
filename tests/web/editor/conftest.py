"""An edition with three sentences of two agencies in two sections, and people in browsers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from lineofsight.assurance.models import Review, Statement
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.library.scales import Shows
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.models import Edition
from lineofsight.trail.numbers import take_numbers
from tests.factories import rows
from tests.factories.partnership import Partnership, member, partnership
from tests.web.browsers import browser


@dataclass
class Given:
    """What the tests write in."""

    of: Partnership
    review: Review
    edition: Edition
    first: Statement
    second: Statement
    theirs: Statement
    unit: Client
    lead: Client

    def page(self, client: Client, query: str = "", status: int = 200) -> str:
        response = client.get(f"/summaries/{self.edition.ref}/edit{query}")
        assert response.status_code == status, response.status_code
        return response.content.decode()

    def write(self, client: Client, statement: Statement, words: str, do: str = "save", **form: Any) -> Any:
        """Press a button of the open sentence; `htmx=True` as the pause of typing does."""
        headers = {"HX-Request": "true"} if form.pop("htmx", False) else {}
        sent = {"edition": self.edition.ref, "words": words, "began": statement.current.sha, "do": do} | form
        return client.post(f"/statements/{statement.ref}/words", sent, headers=headers)

    def arrange(self, client: Client, do: str, **form: Any) -> Any:
        return client.post(f"/summaries/{self.edition.ref}/arrange", {"do": do, **form})


@pytest.fixture
def given(db) -> Given:
    of = partnership()
    review = rows.review(of.hub)
    take_numbers(f"{review.ref} statement", count=3)
    first = rows.statement(review, of.council, section="Plans", text="Of the plans read, 34 of 40 (85%) were whole.")
    second = rows.statement(review, of.council, section="Plans", text="Managers read each plan with the worker.")
    theirs = rows.statement(review, of.health, section="Visits", text="Nurses see babies at home.")
    audit = rows.evidence(
        review, of.council, Audience.HUB, kind=EvidenceKind.AUDIT, title="Audit of plans", shows=Shows.QUALITY_CHECKED,
        state=EvidenceState.ACCEPTED, counted_n=34, counted_of=40, counted_words="plans read by a second person",
        period_from=date(2026, 1, 1), period_to=date(2026, 3, 31),
    )  # fmt: skip
    rows.behind(first, audit)
    inspection = rows.assessment(review, of.hub, about=of.council)
    rows.extract(theirs.current, inspection, "managers know their children well")
    found = rows.evidence(
        review, of.hub, Audience.PARTNERSHIP, kind=EvidenceKind.ASSESSMENT, assessment=inspection,
        state=EvidenceState.ACCEPTED,
    )  # fmt: skip
    rows.behind(first, found)
    return Given(
        of, review, rows.edition(review, of.hub), first, second, theirs,
        unit=browser(member(Role.BUSINESS_MANAGER, of.hub)),
        lead=browser(member(Role.SAFEGUARDING_LEAD, of.council)),
    )  # fmt: skip
