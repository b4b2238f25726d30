"""What the check refuses leads to where it is mended: every code of it, for somebody who may mend it."""

import re

import pytest

from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.gate.order import all_codes
from lineofsight.web.summaries.gate_cards import board
from tests.factories import rows
from tests.factories.partnership import member, partnership
from tests.publication.pure import factory
from tests.publication.pure.lies import LIES, case
from tests.web.browsers import browser

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="a refusal leads to an address made of words, and each address is opened on both in tests/matrix",
    but=(
        "test_a_draft_that_waits_is_where_the_field_would_be",
        "test_who_may_not_mend_it_is_led_to_what_they_may_read",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]


@pytest.fixture
def of():
    return partnership()


@pytest.fixture
def edition(of):
    review = rows.review(of.hub)
    rows.statement(review, of.council, Audience.PARTNERSHIP, text="Oversight has improved.", section="Plans")
    return rows.edition(review, of.hub)


@pytest.fixture
def unit(of):
    return browser(member(Role.BUSINESS_MANAGER, of.hub))


def links() -> dict[str, set[str]]:
    """Where each code leads, with the edition and sentence of the catalogue taken out of the address."""
    found: dict[str, set[str]] = {}
    for lie in LIES:
        judged = case(lie["of"], lie["set"], before=tuple(lie.get("before", ())))
        marks = {judged.content.ref: "EDITION", judged.content.review_ref: "REVIEW"}
        marks |= {line.statement_ref: "STATEMENT" for line in judged.content.lines()}
        marks |= {assessment.ref: "ASSESSMENT" for assessment in judged.content.assessments}
        for refusal in judged.judged().refusals:
            assert refusal.cure.endswith((".", "»")), refusal.code
            link = refusal.link
            for ref, mark in marks.items():
                link = link.replace(f"/{ref}", f"/{mark}")
            found.setdefault(refusal.code, set()).add(re.sub(r"sentence=\d+", "sentence=NUMBER", link))
    return found


def test_every_code_leads_to_a_page_that_opens_and_to_the_field_on_it(of, edition, unit):
    statement = edition.review.statements.get()
    here = {
        "EDITION": edition.ref, "REVIEW": edition.review.ref, "STATEMENT": statement.ref,
        "NUMBER": str(statement.position), "ASSESSMENT": rows.assessment(edition.review, of.hub).ref,
    }  # fmt: skip
    told = links()
    opened: dict[str, str] = {}

    assert told.keys() == set(all_codes())
    for address in sorted(set().union(*told.values())):
        path, _, field = re.sub("|".join(here), lambda mark: here[mark[0]], address).partition("#")
        # Only an agency signs what it says; all else the business unit mends.
        reader = browser(member(Role.SAFEGUARDING_LEAD, of.council)) if path.endswith("/sign") else unit
        answer = reader.get(path)
        assert answer.status_code == 200, address
        opened[address] = answer.content.decode()
        assert not field or f'id="{field}"' in opened[address], address
    assert any(address.endswith("#words") for address in opened)


def test_control_an_address_that_nobody_made_does_not_open(edition, unit):
    assert unit.get(f"/summaries/{edition.ref}/mend").status_code == 404
    assert 'id="id_nothing"' not in unit.get(f"/summaries/{edition.ref}/edit").content.decode()


def test_a_word_that_claims_too_much_leads_to_the_field_of_its_sentence_also_in_the_data(edition, unit):
    page = unit.get(f"/summaries/{edition.ref}/gate")
    data = unit.get(f"/summaries/{edition.ref}/gate?as=json").json()

    number = edition.review.statements.get().position
    address = f"/summaries/{edition.ref}/edit?sentence={number}#words"
    (link,) = {refusal["link"] for refusal in data["refusals"] if refusal["code"] == "wording.above_shown"}
    assert link == address
    assert f'href="{address}">Mend sentence {number}<' in page.content.decode()


def test_a_draft_that_waits_is_where_the_field_would_be(edition, unit):
    statement = edition.review.statements.get()
    sent = {"edition": edition.ref, "words": "Oversight is", "began": statement.current.sha, "do": "draft"}
    unit.post(f"/statements/{statement.ref}/words", sent)

    page = unit.get(f"/summaries/{edition.ref}/edit?sentence={statement.position}").content.decode()

    assert page.count('id="words"') == 1
    assert "Use it" in page


@pytest.mark.parametrize("role", [Role.CHECKER, Role.SCRUTINEER, Role.EXECUTIVE])
def test_who_may_not_mend_it_is_led_to_what_they_may_read(of, edition, role):
    reader = browser(member(role, of.hub))
    page = reader.get(f"/summaries/{edition.ref}/gate").content.decode()

    hrefs = set(re.findall(r'<a class="govuk-link" href="([^"?#]+)">(?:Read|Mend|Sign|See) ', page))

    assert "Mend sentence" not in page
    assert hrefs
    assert {reader.get(href).status_code for href in hrefs} == {200}
    assert not any(href.endswith("/sign") for href in hrefs)


def test_the_partners_approval_comes_after_the_signatures_and_after_what_is_mended():
    unready = {"signatures": [], "edition.declared.approvals": []}
    unsigned, also_unmended = case("checked", unready), case("checked", unready | {"basis": []})

    found = board(unsigned.judged(), unsigned.content, agency=factory.PARTNERSHIP)
    both = board(also_unmended.judged(), also_unmended.content, agency=factory.PARTNERSHIP)

    assert (found.mend, [one.agency for one in found.waits]) == ((), [factory.COUNCIL])
    assert {one.code for one in found.last} == {"approval.missing"}
    assert (both.kinds, [one.place for one in both.mend]) == ((), ["Sentence 1"])
    # Control: by the order of the checks alone an approval would stand there.
    assert "approval.missing" in {one.code for one in unsigned.judged().refusals if not one.link.endswith("/sign")}
