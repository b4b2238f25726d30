"""A round asks what shows a sentence that rests on nothing; by each way the answer is offered as evidence."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from lineofsight.assurance.models import Evidence, RoundAnswer, RoundItem, Statement
from lineofsight.intake.documents import SentenceKind
from lineofsight.packs.content import HEADINGS, KINDS, SHOWN
from lineofsight.partnership.rules import Audience
from tests.factories import round_rows, rows

pytestmark = pytest.mark.django_db
SAID = "The minutes of the panel of 4 March 2026, kept by its secretary."
SENTENCE = "The council now holds a weekly meeting."


@pytest.fixture
def sentence(bodies, review) -> Statement:
    return rows.statement(review, bodies.council, Audience.PARTNERSHIP, text=SENTENCE)


@pytest.fixture
def item(bodies, review, sentence) -> RoundItem:
    share = round_rows.share(round_rows.collecting(review, bodies.hub), bodies.council)
    return round_rows.item(share, sentence)


def is_offered(item: RoundItem) -> bool:
    """Whether the answer in words became one piece of evidence of its agency, behind the sentence, that waits."""
    answer, made = RoundAnswer.objects.get(), Evidence.objects.get()
    assert (answer.kind, answer.text, answer.evidence) == ("shown", SAID, made)
    assert (made.note, made.state, made.agency, made.shows) == (SAID, "offered", item.agency, 1)
    return list(made.supports.values_list("statement", flat=True)) == [item.statement_id]


def test_a_round_proposes_the_sentences_that_rest_on_nothing_and_asks_their_agencies(unit, bodies, review, sentence):
    shown = rows.statement(review, bodies.council, Audience.PARTNERSHIP, text="Plans are read.")
    rows.behind(shown, rows.evidence(review, bodies.council, Audience.PARTNERSHIP, state="accepted"))
    rows.statement(review, bodies.council, Audience.PARTNERSHIP, text="It will meet.", kind=SentenceKind.INTENTION)
    rows.statement(review, bodies.hub, Audience.PARTNERSHIP, text="The office writes.")
    page = unit.get(f"/reviews/{review.ref}/rounds/new").content.decode()
    boxes = re.findall(r'<input[^>]*name="(asked-\d)"[^>]*value="([^"]+)"[^>]*checked', page)
    window = {"opens_date": (22, 6, 2026), "due_date": (3, 7, 2026)}
    days = {f"{name}-{part}": v for name, day in window.items() for part, v in zip(("day", "month", "year"), day)}  # noqa: B905
    name = next(name for name, ref in boxes if ref == sentence.ref)

    preview = unit.post(f"/reviews/{review.ref}/rounds/new", {**days, name: [sentence.ref]}).content.decode()
    done = unit.post(f"/reviews/{review.ref}/rounds/new", {**days, name: [sentence.ref], "confirmed": "yes"})

    assert page.count("Sentence ") == 1
    assert f"Sentence {sentence.position}: {SENTENCE}" in preview
    assert done.status_code == 302
    made = RoundItem.objects.get()
    assert (made.statement, made.title, made.share.agency) == (sentence, SENTENCE, bodies.council)


def test_in_the_browser_the_lead_is_asked_what_shows_it_and_nothing_else(lead, item):
    page = lead.get(f"/asked/{item.ref}/answer").content.decode()
    empty = lead.post(f"/asked/{item.ref}/answer", {**_sent(), "text": " "}).content.decode()
    forced = lead.post(f"/asked/{item.ref}/answer", {**_sent(), "kind": "done"})
    lead.post(f"/asked/{item.ref}/answer", _sent())

    assert "What shows this sentence?" in page
    assert re.findall(r'name="kind"[^>]*value="([^"]+)"', page) == ["shown", "nothing to report"]
    assert "Say what shows it, who made it, and where it is kept." in empty
    assert forced.status_code == 422
    assert is_offered(item)
    assert "Offered as" in lead.get(f"/shares/{item.share.ref}").content.decode()


def _sent() -> dict[str, str]:
    day = {"as_at_date-day": "22", "as_at_date-month": "6", "as_at_date-year": "2026"}
    return {"kind": "shown", "text": SAID, "version": "0", **day}


def test_on_behalf_it_is_the_evidence_of_the_agency_that_said_it(unit, item):
    minute = {"agreed_by": "head of service", "agreed_where": "telephone call", "agreed_date-day": "22"}
    minute |= {"agreed_date-month": "6", "agreed_date-year": "2026"}

    unit.post(f"/asked/{item.ref}/on-behalf", {**_sent(), **minute})

    assert is_offered(item)
    assert "What Wexcombe Council names for sentence" in unit.get("/").content.decode()


def test_by_reply_link_too(unit, item):
    page = unit.post(f"/asked/{item.ref}/links", {"person_name": "Sam Lee", "days": "14"}).content.decode()
    address = re.search(r"http://testserver(/reply/[^<\s]+)", page)[1]
    somebody = Client()

    form = somebody.get(address).content.decode()
    shown = somebody.post(address, {"kind": "shown", "text": SAID}).content.decode()
    somebody.post(address, {"seal": re.search(r'name="seal" value="([^"]+)"', shown)[1]})

    assert "What shows this sentence, which Wexcombe Council says?" in form
    assert is_offered(item)


def in_excel(content: bytes, *, kind: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    top = next(row for row in range(1, 60) if sheet.cell(row, 1).value == HEADINGS["number"])
    for name, words in (("words", SAID), ("kind", kind)):
        sheet.cell(top + 1, list(HEADINGS).index(name) + 1).value = words or None
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def in_word(content: bytes, *, kind: str) -> bytes:
    document = Document(io.BytesIO(content))
    cells = document.tables[-1].rows[1].cells
    for name, words in (("words", SAID), ("kind", kind)):
        if words:
            cells[list(HEADINGS).index(name)].text = words
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("kind", [KINDS[SHOWN], ""])
@pytest.mark.parametrize(("ending", "write"), [("xlsx", in_excel), ("docx", in_word)])
def test_in_a_pack_for_word_or_excel_with_or_without_the_word_chosen(unit, item, ending, write, kind):
    made = unit.post(f"/shares/{item.share.ref}/pack/file", {"format": ending}).content
    file = SimpleUploadedFile(f"pack.{ending}", write(made, kind=kind))

    sent = unit.post(f"/shares/{item.share.ref}/pack", {"file": file})
    page = unit.get(sent["Location"]).content.decode()
    unit.post(f"{sent['Location']}/take", {"take": [item.ref], "version": "1", f"seen-{item.ref}": "0"})

    assert "1 answer to take." in page
    assert is_offered(item)


def test_the_home_of_the_lead_counts_them_and_leads_to_them_until_something_is_offered(lead, unit, bodies, review):
    first = rows.statement(review, bodies.council, Audience.PARTNERSHIP, text=SENTENCE)
    rows.statement(review, bodies.council, Audience.PARTNERSHIP, text="Managers read each plan.")
    rows.statement(review, bodies.health, Audience.PARTNERSHIP, text="Nurses read each plan.")
    told, page = "2 sentences about you rest on nothing", lead.get("/").content.decode()
    there = lead.get(re.search(r'href="(/reviews/[^"]+)"[^>]*>\s*2 sentences', page)[1]).content.decode()

    rows.behind(first, rows.evidence(review, bodies.council))
    after = lead.get("/").content.decode()

    assert told in page
    assert "Numbers 1 and 2." in page
    assert SENTENCE in there
    assert "Nurses read each plan." not in there.split('id="sentences"')[1]
    assert "1 sentence about you rests on nothing" in after
    # Control: whoever puts the Summary together sees it in the check, and not as work of their own agency.
    assert "rest on nothing" not in unit.get("/").content.decode()


def answered(lead: Client, item: RoundItem, text: str, *, seen: int, kind: str = "shown") -> Evidence | None:
    sent = lead.post(f"/asked/{item.ref}/answer", {**_sent(), "text": text, "kind": kind, "version": str(seen)})
    assert sent.status_code == 302, sent.content.decode()
    return RoundAnswer.objects.get(item=item, number=seen + 1).evidence


def test_a_second_answer_is_a_newer_version_of_what_the_first_named(lead, unit, item):
    first = answered(lead, item, SAID, seen=0)

    second = answered(lead, item, "The minutes of 11 March 2026, kept by its secretary.", seen=1)

    first.refresh_from_db()
    assert (first.state, second.state, second.replaces) == ("superseded", "offered", first)
    assert unit.get("/").content.decode().count("What Wexcombe Council names for sentence") == 1


def test_what_counts_already_counts_until_the_newest_answer_is_accepted(lead, unit, item):
    first = answered(lead, item, SAID, seen=0)
    judge(unit, first, "accepted")
    second = answered(lead, item, "Minutes of 11 March.", seen=1)
    third = answered(lead, item, "Minutes of 18 March.", seen=2)
    before = states(first, second, third)

    judge(unit, third, "accepted")

    assert before == ["accepted", "superseded", "offered"]
    assert states(first, second, third) == ["superseded", "superseded", "accepted"]


def test_the_same_words_again_offer_nothing_new(lead, item):
    first = answered(lead, item, SAID, seen=0)

    assert answered(lead, item, SAID, seen=1) == first
    assert Evidence.objects.count() == 1


def test_after_a_refusal_a_second_answer_stands_alone(lead, unit, item):
    first = answered(lead, item, SAID, seen=0)
    judge(unit, first, "rejected")

    second = answered(lead, item, "The minutes of 11 March 2026.", seen=1)

    assert (second.replaces, states(first, second)) == (None, ["rejected", "offered"])


def test_nothing_to_report_takes_back_what_nobody_has_looked_at(lead, item):
    first = answered(lead, item, SAID, seen=0)

    answered(lead, item, "The panel did not meet.", seen=1, kind="nothing to report")

    assert states(first) == ["withdrawn"]


def states(*pieces: Evidence) -> list[str]:
    return [Evidence.objects.get(pk=piece.pk).state for piece in pieces]


def judge(unit: Client, piece: Evidence, target: str) -> None:
    version = Evidence.objects.get(pk=piece.pk).version
    sent = {"target": target, "reason": "" if target == "accepted" else "It is older.", "version": str(version)}
    assert unit.post(f"/evidence/{piece.ref}/judge", sent).status_code == 302
