"""Whoever a page says it waits for can open that page: nobody waits for somebody who gets «not found»."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import lineofsight.web
from lineofsight.partnership.rules import Audience, Role
from lineofsight.records.identities.models import Near
from tests.factories import chain_rows, record_rows, register_rows, round_rows, rows, voice_rows
from tests.factories.partnership import access_question, grant, member
from tests.factories.sight_rows import returned
from tests.web.pages import words_of
from tests.web.rounds.conftest import bodies, clock, signed_in

__all__ = ["bodies", "clock"]
pytestmark = pytest.mark.django_db
TEMPLATES = Path(lineofsight.web.__file__).parent / "templates"
LEAD, MANAGER, SCRUTINEER = Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER, Role.SCRUTINEER


@dataclass(frozen=True)
class Case:
    """A page as somebody else reads it; what it says, and each of those whom it names."""

    template: str
    address: str
    read_by: tuple[Role, str]
    says: str
    named: tuple[tuple[Role, str], ...]
    never: str = ""


def challenge(of, people, *, kind: str, other, **facts) -> str:
    """The address of a challenge that somebody of the council raised."""
    is_within = kind == "iro-challenge"
    raiser = people(Role.REVIEWING_OFFICER if is_within else LEAD, "council")
    facts |= {"stage": "informal", "concern": "plan"} if is_within else {}
    return f"/challenges/{register_rows.challenge(of.council, other, raiser, kind=kind, **facts).ref}"


def near_child(of, people):
    if Near.objects.exists():
        return Near.objects.first().subject
    child = returned(of.council).child(team="North")
    for role in (Role.TEAM_MANAGER, Role.REVIEWING_OFFICER):
        record_rows.near(people(role, "council"), child)
    return child


def within_without_a_child(of, people) -> Case:
    return Case(
        "challenges/challenge.html",
        challenge(of, people, kind="iro-challenge", other=of.council),
        (Role.REVIEWING_OFFICER, "council"),
        "We wait for the safeguarding lead, Wexcombe Council",
        ((LEAD, "council"),),
        never="child's team manager",
    )


def within_about_a_child(of, people) -> Case:
    return Case(
        "challenges/challenge.html",
        challenge(of, people, kind="iro-challenge", other=of.council, subject=near_child(of, people)),
        (Role.REVIEWING_OFFICER, "council"),
        "We wait for the child's team manager or the safeguarding lead, Wexcombe Council",
        ((Role.TEAM_MANAGER, "council"), (LEAD, "council")),
    )


def to_another_agency(of, people) -> Case:
    return Case(
        "challenges/challenge.html",
        challenge(of, people, kind="agency-escalation", other=of.health, subject=near_child(of, people)),
        (LEAD, "council"),
        "We wait for the safeguarding lead, Northmoor Community Health",
        ((LEAD, "health"),),
    )


def to_be_signed(of, people) -> Case:
    return Case(
        "challenges/challenge.html",
        challenge(of, people, kind="agency-escalation", other=of.health, state="resolved"),
        (LEAD, "council"),
        "We wait for the safeguarding lead, Northmoor Community Health",
        ((LEAD, "health"),),
    )


def a_question_to(whose: str, role: Role, says: str) -> Callable[..., Case]:
    def case(of, people) -> Case:
        asked = voice_rows.question(getattr(of, whose), Audience.HUB, answer="", answered_date=None)
        return Case(
            "overview/question.html", f"/questions/{asked.ref}", (SCRUTINEER, "scrutiny"), says, ((role, whose),)
        )

    return case


def a_sentence_reaching(audience: Audience, says: str, *named: tuple[Role, str]) -> Callable[..., Case]:
    def case(of, people) -> Case:
        review = rows.review(of.hub)
        statement = rows.statement(review, of.council, audience)
        rows.behind(statement, rows.evidence(review, of.council, Audience.PARTNERSHIP, state="accepted"))
        return Case("statements/statement.html", f"/statements/{statement.ref}", (LEAD, "council"), says, named)

    return case


def evidence_offered(of, people) -> Case:
    piece = rows.evidence(rows.review(of.hub), of.council)
    return Case(
        "evidence/evidence.html", f"/evidence/{piece.ref}", (LEAD, "council"), "We wait for the business unit", UNIT
    )


def an_update_submitted(of, people) -> Case:
    asked = chain_rows.recommendation(rows.review(of.hub), of.council)
    action = chain_rows.action(asked, of.council, state="started")
    chain_rows.update(action, Audience.HUB, state="submitted")
    return Case("chain/action.html", f"/actions/{action.ref}", (LEAD, "council"), "We wait for the business unit", UNIT)


def a_recommendation(of, people) -> Case:
    row = chain_rows.recommendation(rows.review(of.hub), of.council)
    named = ((LEAD, "council"), (Role.CONTRIBUTOR, "council"))
    says = "We wait for Wexcombe Council"
    return Case("chain/recommendation.html", f"/recommendations/{row.ref}", (LEAD, "health"), says, named)


def a_share_of_a_round(of, people) -> Case:
    review = rows.review(of.hub)
    share = round_rows.share(round_rows.collecting(review, of.hub), of.council)
    round_rows.item(share, chain_rows.recommendation(review, of.council))
    named = ((LEAD, "council"), (Role.CONTRIBUTOR, "council"))
    return Case("rounds/share.html", f"/shares/{share.ref}", (MANAGER, "hub"), "We wait for Wexcombe Council", named)


def leave_asked(of, people) -> Case:
    piece = rows.evidence(rows.review(of.hub), of.council)
    asked = grant(people(SCRUTINEER, "scrutiny"), of.council, sample=[piece.ref])
    says = "We wait for the safeguarding lead of Wexcombe Council"
    return Case("grants/grant.html", f"/grants/{asked.ref}", (SCRUTINEER, "scrutiny"), says, ((LEAD, "council"),))


def asked_about_access(of, people) -> Case:
    asked = access_question(people(LEAD, "council"), of.council)
    says = "We wait for the data-protection officer"
    address = f"/access/questions/{asked.ref}"
    return Case("why/question.html", address, (LEAD, "council"), says, ((Role.DATA_PROTECTION, "hub"),))


UNIT = ((MANAGER, "hub"),)
ONLY_SCRUTINY = ((SCRUTINEER, "scrutiny"),)
CASES = {
    "a challenge within a council, without a child": within_without_a_child,
    "a challenge within a council, about a child": within_about_a_child,
    "a challenge to another agency": to_another_agency,
    "a challenge to be signed": to_be_signed,
    "a question to an agency": a_question_to("council", LEAD, "We wait for the safeguarding lead of Wexcombe Council"),
    "a question to the unit": a_question_to("hub", MANAGER, "We wait for the business manager of Wexcombe"),
    "a sentence that the unit sees": a_sentence_reaching(
        Audience.HUB, "We wait for the independent scrutineer.", *ONLY_SCRUTINY
    ),
    "a sentence that all members see": a_sentence_reaching(
        Audience.PARTNERSHIP,
        "We wait for the independent scrutineer, or the safeguarding lead of another agency.",
        *ONLY_SCRUTINY,
        (LEAD, "health"),
    ),
    "evidence": evidence_offered,
    "an update": an_update_submitted,
    "a recommendation": a_recommendation,
    "a share": a_share_of_a_round,
    "leave": leave_asked,
    "a question about access": asked_about_access,
}
# These name nobody by a role: a number of agencies, those who read a file, whoever keeps a key, or a step's own doers
# (who is told and who may do a step of a pathway is one table: tests/records/pathways/test_told.py).
OTHERS = {
    "audits/audit.html",
    "audits/file.html",
    "background/background.html",
    "background/job.html",
    "components/next.html",
    "layouts/page.html",
    "pathways/run.html",
    "returns/list.html",
    "rounds/round.html",
    "summaries/gate.html",
    "summaries/ready.html",
    "summaries/summary.html",
    "voice/voice.html",
    "overview/questions.html",
    "why/questions.html",
}


@pytest.fixture
def people(bodies):
    """One person in each role of each agency."""
    known = {}

    def one(role: Role, agency: str):
        if (role, agency) not in known:
            known[role, agency] = member(role, getattr(bodies, agency))
        return known[role, agency]

    return one


@pytest.mark.parametrize("name", CASES)
def test_whoever_is_named_can_open_the_page(bodies, people, name):
    case = CASES[name](bodies, people)

    told = words_of(signed_in(people(*case.read_by)).get(case.address).content.decode())

    assert case.says in told
    assert not case.never or case.never not in told
    assert [who for who in case.named if signed_in(people(*who)).get(case.address).status_code != 200] == []


def test_control_somebody_who_is_not_named_does_not_find_the_challenge(bodies, people):
    case = within_without_a_child(bodies, people)

    assert signed_in(people(Role.TEAM_MANAGER, "council")).get(case.address).status_code == 404


def test_every_page_that_waits_for_somebody_is_tried_or_names_nobody(bodies, people):
    tried = {make(bodies, people).template for make in CASES.values()}
    found = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\bwaits_for\b", path.read_text())
    }

    assert found == tried | OTHERS
