"""Packs through the browser's door: downloaded, filled in by a program, sent back, and taken on the last button."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import load_workbook

from lineofsight.assurance.models import (
    Action,
    PackReading,
    Recommendation,
    RecommendationMove,
    Round,
    RoundAnswer,
    RoundItem,
    RoundShare,
)
from lineofsight.packs.content import HEADINGS, KINDS, NOTHING
from lineofsight.partnership.rules import Role
from lineofsight.trail.models import Event
from tests.factories import round_rows

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="reads files that were sent back; answers are written as by tests/assurance/rounds, on both",
    but=(
        "test_a_pack_is_filled_in_sent_back_looked_at_and_taken_in_one_press",
        "test_only_what_is_ticked_is_taken_and_a_pack_is_taken_once",
        "test_one_answer_that_cannot_be_taken_takes_none_of_the_pack",
        "test_a_contributor_sends_a_pack_back_and_the_lead_takes_it",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
READ_FIRST = pytest.mark.sqlite_only(reason="what a pack says is read before any row; those taken are taken on both")
DAY = {"day": "22", "month": "6", "year": "2026"}
WORDS, KIND = (list(HEADINGS).index(name) for name in ("words", "kind"))


@pytest.fixture
def share(bodies, review) -> RoundShare:
    """What the council is asked: two actions; and another round of the health trust beside it."""
    made = round_rows.share(round_rows.collecting(review, bodies.hub, guidance="Say how many."), bodies.council)
    for action in Action.objects.filter(review=review).order_by("number"):
        round_rows.item(made, action)
    return made


def download(client, share, kind="xlsx") -> bytes:
    answer = client.post(f"/shares/{share.ref}/pack/file", {"format": kind})
    assert answer.status_code == 200
    agency = share.agency.name.lower().replace(" ", "-")
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{agency}-round-1-')
    return answer.content


def filled(content: bytes, *said: str, kind: str = "") -> bytes:
    """An Excel pack with words in its rows."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    top = next(row for row in range(1, 60) if sheet.cell(row, 1).value == HEADINGS["number"])
    for at, words in enumerate(said, start=1):
        sheet.cell(top + at, WORDS + 1).value = words or None
        sheet.cell(top + at, KIND + 1).value = kind or None
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(client, share, content: bytes, name: str = "pack.xlsx"):
    return client.post(f"/shares/{share.ref}/pack", {"file": SimpleUploadedFile(name, content)})


def ticked(share, *, seen: int = 0) -> dict:
    refs = list(RoundItem.objects.filter(share=share).order_by("number").values_list("ref", flat=True))
    return {"take": refs, "version": "1"} | {f"seen-{ref}": str(seen) for ref in refs}


def test_a_pack_is_filled_in_sent_back_looked_at_and_taken_in_one_press(unit, share):
    sent = upload(unit, share, filled(download(unit, share), "It goes out.", "Nine were trained."))
    before = RoundAnswer.objects.count()
    page = unit.get(sent["Location"]).content.decode()
    done = unit.post(f"{sent['Location']}/take", ticked(share))

    assert (sent.status_code, before, done.status_code) == (302, 0, 302)
    assert "2 answers to take." in page
    assert page.count(" checked") == 2
    assert [(one.text, one.way) for one in RoundAnswer.objects.order_by("id")] == [
        ("It goes out.", "pack"),
        ("Nine were trained.", "pack"),
    ]
    assert Event.objects.filter(act__startswith="pack.").count() == 3
    assert "2 of 2 (100%) answered." in unit.get(done["Location"]).content.decode()


def test_an_earlier_pack_asks_for_nobody_once_a_later_one_answered_everything(unit, share):
    content = download(unit, share)
    first = upload(unit, share, filled(content, "It goes out.", "Nine.", kind="Maybe"))
    second = upload(unit, share, filled(content, "It goes out.", "Nine."))
    nags = "came back"
    before = [nags in unit.get(page).content.decode() for page in ("/", f"/rounds/{share.round.ref}")]
    unit.post(f"{second['Location']}/take", {**ticked(share), "take": ticked(share)["take"][:1]})
    half = nags in unit.get(f"/rounds/{share.round.ref}").content.decode()
    third = upload(unit, share, filled(content, "", "Nine."))
    unit.post(f"{third['Location']}/take", {**ticked(share), "take": ticked(share)["take"][1:]})

    after = [nags in unit.get(page).content.decode() for page in ("/", f"/rounds/{share.round.ref}")]

    assert (before, half, after) == ([True, True], True, [False, False])
    assert unit.get(first["Location"]).status_code == 200


def test_what_a_pack_said_is_told_as_the_agencys_words_and_not_as_whose_took_it(unit, share):
    sent = upload(unit, share, filled(download(unit, share), "It goes out."))
    done = unit.post(f"{sent['Location']}/take", {**ticked(share), "take": ticked(share)["take"][:1]}, follow=True)
    update = RoundAnswer.objects.get().update

    page = unit.get(f"/updates/{update.ref}/judge").content.decode()

    assert "Wexcombe Council, by a pack that was taken by: Business manager" in page
    assert "1 answer is taken. Read and accept them on the page of the round." in done.content.decode()


def test_a_word_pack_is_taken_as_an_excel_pack_is(unit, share):
    document = Document(io.BytesIO(download(unit, share, "docx")))
    document.tables[0].rows[2].cells[WORDS].text = "The post is vacant."
    document.tables[0].rows[2].cells[KIND].text = KINDS[NOTHING]
    kept = io.BytesIO()
    document.save(kept)

    sent = upload(unit, share, kept.getvalue(), "pack.docx")
    second = RoundItem.objects.get(share=share, number=2)
    unit.post(f"{sent['Location']}/take", {"take": [second.ref], f"seen-{second.ref}": "0", "version": "1"})

    assert [(one.item, one.kind, one.text) for one in RoundAnswer.objects.all()] == [
        (second, "nothing to report", "The post is vacant.")
    ]


def test_only_what_is_ticked_is_taken_and_a_pack_is_taken_once(unit, share):
    address = upload(unit, share, filled(download(unit, share), "It goes out.", "Nine."))["Location"]
    first = RoundItem.objects.get(share=share, number=1)

    nothing = unit.post(f"{address}/take", {"version": "1"})
    unit.post(f"{address}/take", {"take": [first.ref], f"seen-{first.ref}": "0", "version": "1"})
    again = unit.post(f"{address}/take", ticked(share))

    assert (nothing.status_code, again.status_code) == (422, 409)
    assert "Tick at least one answer" in nothing.content.decode()
    assert [one.item for one in RoundAnswer.objects.all()] == [first]


def test_one_answer_that_cannot_be_taken_takes_none_of_the_pack(unit, share, monkeypatch):
    address = upload(unit, share, filled(download(unit, share), "It goes out.", "Nine."))["Location"]
    second = RoundItem.objects.get(share=share, number=2)
    round_rows.answer(second, text="Ten.")

    stale = unit.post(f"{address}/take", ticked(share))

    page = stale.content.decode()
    assert stale.status_code == 409
    assert "Nothing was taken: look at both texts again." in page
    assert "Ten." in page
    assert "Nine." in page
    assert [one.text for one in RoundAnswer.objects.all()] == ["Ten."]


def test_two_packs_of_one_agency_show_where_they_differ(unit, share):
    content = download(unit, share)
    upload(unit, share, filled(content, "It goes out.", "Nine."))
    second = upload(unit, share, filled(content, "It goes out.", "Eleven."))

    page = unit.get(second["Location"]).content.decode()

    assert page.count("Another pack says.") == 1
    assert "Nine." in page
    assert page.count(" checked") == 1


def test_a_pack_of_another_round_or_agency_is_refused_by_its_name(unit, lead, bodies, review, share):
    other = round_rows.share(share.round, bodies.health)
    for action in Action.objects.filter(review=review):
        round_rows.item(other, action)
    content = filled(download(unit, other), "It goes out.")

    by_unit = upload(unit, share, content)
    by_lead = upload(lead, share, content)

    assert (by_unit.status_code, by_lead.status_code) == (422, 422)
    assert "This is the pack of Northmoor Community Health for round 1." in by_unit.content.decode()
    # Whoever may not see that pack is not told whose it is.
    assert "Northmoor" not in by_lead.content.decode()
    assert "The pack number is none of this round." in by_lead.content.decode()


@READ_FIRST
def test_a_changed_number_names_its_row_and_the_words_in_it(unit, share):
    book = load_workbook(io.BytesIO(filled(download(unit, share), "It goes out.")))
    sheet = book.active
    row = next(row for row in range(1, 60) if sheet.cell(row, 1).value == HEADINGS["number"]) + 1
    sheet.cell(row, 1).value = "CHANGED"
    kept = io.BytesIO()
    book.save(kept)

    page = unit.get(upload(unit, share, kept.getvalue())["Location"]).content.decode()

    assert f"Row {row} has the number «CHANGED», which is none of this pack." in page
    assert "It goes out." in page
    assert "Not found in the file (1)" in page


@READ_FIRST
@pytest.mark.parametrize(
    "name, content", [("pack.xlsx", b"nothing"), ("pack.pdf", b"%PDF-1.4"), ("pack.txt", b"Hello.")]
)
def test_a_file_that_is_no_pack_is_answered_by_a_sentence(unit, share, name, content):
    answer = upload(unit, share, content, name)

    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


def test_a_contributor_sends_a_pack_back_and_the_lead_takes_it(browser, lead, share):
    contributor = browser(Role.CONTRIBUTOR, "council")
    address = upload(contributor, share, filled(download(contributor, share), "It goes out."))["Location"]

    page = contributor.get(address).content.decode()
    refused = contributor.post(f"{address}/take", ticked(share))
    taken = lead.post(f"{address}/take", {**ticked(share), "take": ticked(share)["take"][:1]})

    assert "Your safeguarding lead or the business unit takes these answers." in page
    assert (refused.status_code, taken.status_code) == (403, 302)


def test_a_pack_can_be_left_and_its_file_stays(unit, share):
    address = upload(unit, share, filled(download(unit, share), "It goes out."))["Location"]

    done = unit.post(f"{address}/leave", {"version": "1"})

    assert (done.status_code, PackReading.objects.get().state, RoundAnswer.objects.count()) == (302, "left", 0)
    assert "This pack was left." in unit.get(address).content.decode()


def test_a_closed_round_neither_makes_packs_nor_takes_them(unit, share):
    content = filled(download(unit, share), "It goes out.")
    unit.post(f"/rounds/{share.round.ref}/close", {"version": "1", "sure": "on"})

    made = unit.post(f"/shares/{share.ref}/pack/file", {"format": "xlsx"})
    sent = upload(unit, share, content)

    assert (made.status_code, sent.status_code) == (409, 409)
    assert "is closed, so nothing more is taken" in sent.content.decode()


def test_a_pack_asks_whether_a_recommendation_is_accepted_and_refuses_there_what_is_said_of_actions(unit, share):
    asked = Recommendation.objects.get(title="Ring before a birth")
    item = round_rows.item(share, asked)
    _, _, accepted = rows = ("", "", "It rings since May.")

    wrong = upload(unit, share, filled(download(unit, share), *rows, kind=KINDS["agreed"]))
    read = upload(unit, share, filled(download(unit, share), *rows, kind=KINDS["accepted"]), name="again.xlsx")
    version = {"version": "1", "take": [item.ref], f"seen-{item.ref}": "0"}
    taken = unit.post(read["Location"] + "/take", version)

    assert (
        "Choose We accept it, We accept part of it, We do not accept it" in unit.get(wrong["Location"]).content.decode()
    )
    assert taken.status_code == 302
    move = RecommendationMove.objects.filter(recommendation=asked).last()
    assert (move.target, move.reason) == ("accepted", accepted)


def test_a_row_that_cannot_be_taken_is_written_down_by_hand_from_its_words(unit, lead, share):
    first, second = RoundItem.objects.filter(share=share).order_by("number")
    sent = upload(unit, share, filled(download(unit, share), "It goes out.", "Nine were trained.", kind="ongoing"))
    address = f"/asked/{second.ref}/on-behalf?pack={sent['Location'].rpartition('/')[2]}"

    page = unit.get(sent["Location"]).content.decode()
    asked = unit.get(address).content.decode()
    days = [(f"{day}-{part}", at) for day in ("as_at_date", "agreed_date") for part, at in DAY.items()]
    minute = {"agreed_by": "Head of service", "agreed_where": "By telephone", **dict(days)}
    done = unit.post(address, {"kind": "begun", "text": "Nine were trained.", "version": "0", **minute})

    assert page.count("Write it down by hand") == 2
    to_write = page.partition('id="write-back"')[2].partition("</textarea>")[0]
    assert "2 rows of your pack could not be taken: row " in to_write
    assert "ongoing" not in to_write
    assert "differs from what stands" not in page
    assert "says «ongoing» as its answer" in asked
    assert "Nine were trained.</textarea>" in asked
    assert done.status_code == 302
    assert [(one.item, one.kind, one.way) for one in RoundAnswer.objects.all()] == [(second, "begun", "on behalf")]
    # The lead of the agency writes it down as an answer of the agency; another item has no words of this row.
    assert f"/asked/{first.ref}/answer?pack=" in lead.get(sent["Location"]).content.decode()


def test_control_words_of_a_row_go_to_no_other_item_and_to_nobody_who_does_not_see_the_pack(
    unit, browser, share, bodies
):
    second = RoundItem.objects.get(share=share, number=2)
    sent = upload(unit, share, filled(download(unit, share), "It goes out.", kind="ongoing"))
    ref = sent["Location"].rpartition("/")[2]
    other = round_rows.share(share.round, bodies.health)
    asked = round_rows.item(other, second.action)

    assert "It goes out." not in unit.get(f"/asked/{second.ref}/on-behalf?pack={ref}").content.decode()
    assert "It goes out." not in unit.get(f"/asked/{asked.ref}/on-behalf?pack={ref}").content.decode()
    assert browser(Role.SAFEGUARDING_LEAD, "health").get(sent["Location"]).status_code == 404


def test_the_same_file_again_is_the_same_pack_while_it_waits(unit, share):
    content = filled(download(unit, share), "It goes out.")
    first, again = (upload(unit, share, content, name) for name in ("pack.xlsx", "pack (1).xlsx"))
    waiting = PackReading.objects.count()
    unit.post(f"{first['Location']}/leave", {"version": "1"})
    after = upload(unit, share, content)

    assert (first["Location"], waiting) == (again["Location"], 1)
    assert after["Location"] != first["Location"]


def test_an_earlier_pack_is_told_as_one(unit, share):
    content = filled(download(unit, share), "It goes out.")
    address = upload(unit, share, content)["Location"]
    before = unit.get(address).content.decode()
    Round.objects.update(guidance="Say since when.")
    download(unit, share)

    page = unit.get(address).content.decode()

    assert "This is an earlier pack" not in before
    assert "This is an earlier pack" in page
