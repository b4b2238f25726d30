"""A form filled in as a browser would: begun, saved section by section, checked."""

import re

from tests.web.pages import page, words_of

QUALITY = "parenting-assessment-quality"
FIRST = {
    "framework-edition-0": "current",
    "completed-on-0-day": "2",
    "completed-on-0-month": "3",
    "completed-on-0-year": "2026",
    "filed-late-0": "no",
}
AREAS = {f"{area}-0": "good" for area in ("child-heard", "strengths-and-risks", "parents-view", "change", "reasons")}
LAST = {"overall-0": "good", "returned-0": "no"}


def begun(client, child, instrument: str = QUALITY) -> str:
    """Begin a form about a child. Out: its address."""
    answer = client.post(f"/forms/about/{instrument}/begin", {"child": child.shown})
    assert answer.status_code == 302, words_of(answer.content.decode())
    return answer.url


def hidden(client, address: str) -> dict[str, str]:
    """What the page of a section sends beside the answers."""
    text = page(client, address)
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("number", "shown")}


def saved(client, address: str, answers: dict[str, str], then: str = "continue"):
    return client.post(address, {**hidden(client, address), **answers, "then": then})


def filled(client, child) -> str:
    """A form of which everything is answered. Out: its address."""
    address = begun(client, child)
    for section, answers in (("the-assessment", FIRST), ("areas", AREAS), ("overall", LAST)):
        assert saved(client, f"{address}/sections/{section}", answers).status_code == 302
    return address


def version(client, address: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page(client, f"{address}/check"))[1]
