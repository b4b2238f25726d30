"""Logs that are only added to, workbooks on paper, sections that repeat, what is private, exports, what it costs."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from lineofsight.library.instrument import Instrument
from lineofsight.library.shelf import OURS
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.trail.models import Event
from tests.factories import record_rows
from tests.factories.partnership import agency, member
from tests.factories.sight_rows import returned
from tests.library import followed
from tests.web.forms.filling import QUALITY, begun, filled, hidden, saved, version
from tests.web.pages import page, queries, words_of
from tests.web.rounds.conftest import signed_in

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="what an instrument asks and how it comes out; what is saved of it is tried on both in tests/records/forms",
    but=(
        "test_an_entry_of_a_log_is_signed_as_it_is_saved",
        "test_an_entry_is_corrected_once_and_the_second_is_told",
        "test_coded_answers_go_out_without_texts_and_without_what_is_private",
        "test_somebody_of_another_agency_finds_no_form",
        "test_a_page_of_a_form_asks_at_most_twelve_questions",
        "test_the_list_of_forms_asks_no_more_for_many_than_for_one",
        "test_the_export_asks_no_more_for_many_than_for_one",
        "test_a_form_that_was_sent_twice_has_one_effect",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
LOG, WORKBOOK, REFLECTION = "guardian-log", "substance-use-workbook", "not-managing-to-work-with-a-parent"
ENTRY = {
    "day-0-day": "2", "day-0-month": "3", "day-0-year": "2026",
    "stage-0": "before-final", "kind-0": "position-taken", "reason-given-0": "yes", "number": "0",
    "shown": "day-0 stage-0 kind-0 reason-given-0",
}  # fmt: skip


@pytest.fixture
def guarded(bodies):
    """A court service with a child in its own records, and a guardian who is near the child."""
    service = agency("court-service", "Family Court Advisory Service", AgencyKind.COURT_ADVISORY)
    child = returned(service).child(team="Guardians")
    person = member(Role.PRACTITIONER, service)
    record_rows.near(person, child)
    return signed_in(person), child


def added(guarded) -> str:
    client, child = guarded
    answer = client.post(f"/forms/about/{LOG}/add", {**ENTRY, "child": child.shown})
    assert answer.status_code == 302, words_of(answer.content.decode())
    return answer.url


def test_an_entry_of_a_log_is_signed_as_it_is_saved(guarded):
    address = added(guarded)

    form = Form.objects.get()
    assert form.state == "signed"
    assert list(Event.objects.filter(act__startswith="form.").values_list("act", flat=True)) == ["form.entry added"]
    told = words_of(page(guarded[0], address))
    assert "On 2 March 2026 an entry was made at this stage: before the final evidence is due." in told


def test_an_entry_that_is_not_whole_is_not_added(guarded):
    client, child = guarded

    refused = client.post(f"/forms/about/{LOG}/add", {**ENTRY, "child": child.shown, "reason-given-0": ""})

    assert refused.status_code == 422
    assert not Form.objects.exists()


def test_a_correction_is_a_new_entry_and_the_first_stays(guarded):
    client, _ = guarded
    address = added(guarded)

    answer = client.post(f"{address}/correct", {**ENTRY, "kind-0": "position-changed"})

    first, second = Form.objects.order_by("id")
    assert answer.url == f"/forms/{second.ref}"
    assert second.supersedes == first
    assert Answer.objects.filter(question="kind").count() == 2
    assert "A later entry stands in its place." in words_of(page(client, address))


def test_an_entry_is_corrected_once_and_the_second_is_told(guarded):
    client, _ = guarded
    address = added(guarded)
    client.post(f"{address}/correct", {**ENTRY, "kind-0": "position-changed"})

    again = client.post(f"{address}/correct", {**ENTRY, "kind-0": "plan-made"})

    assert again.status_code == 409
    assert Form.objects.count() == 2


def test_an_entry_takes_neither_another_answer_nor_a_signature(guarded):
    client, _ = guarded
    address = added(guarded)

    section = client.post(f"{address}/sections/entry", {**ENTRY, "number": "1", "then": "continue"})
    signed = client.post(f"{address}/check", {"version": "1"})

    assert (section.status_code, section.url) == (302, address)
    assert signed.status_code == 409
    assert Saved.objects.count() == 1


def test_a_log_holds_no_text_and_its_pages_ask_for_none(guarded):
    text = page(guarded[0], f"/forms/about/{LOG}/add")

    assert "<textarea" not in text
    assert "This is not a referral." in words_of(text)


def test_of_a_workbook_only_the_day_of_each_part_is_kept(near, child):
    worker = near(Role.PRACTITIONER)[1]
    address = begun(worker, child, WORKBOOK)
    part = f"{address}/sections/what-matters"
    day = {f"what-matters-done-on-0-{part}": value for part, value in (("day", "2"), ("month", "3"), ("year", "2026"))}

    text = page(worker, part)
    answer = saved(worker, part, {**day, "good-day-0": "Words of a parent."}, then="leave")

    assert "<textarea" not in text
    assert answer.status_code == 302
    assert [(row.question, row.text) for row in Answer.objects.all()] == [("what-matters-done-on", "")]
    assert "1. What matters to me Done" in words_of(page(worker, address))


def test_a_workbook_prints_twelve_plain_questions_for_the_parent(near, child):
    worker = near(Role.PRACTITIONER)[1]

    text = page(worker, f"{begun(worker, child, WORKBOOK)}/print")

    assert len(re.findall(r"<h3", text)) == 12
    assert "These pages are yours." in text
    assert "This is not a referral." not in text


def test_a_workbook_in_which_parts_were_left_out_can_be_ended(near, child):
    worker = near(Role.PRACTITIONER)[1]
    address = begun(worker, child, WORKBOOK)
    day = {f"hard-moments-done-on-0-{part}": value for part, value in (("day", "2"), ("month", "3"), ("year", "2026"))}
    saved(worker, f"{address}/sections/hard-moments", day)

    worker.post(f"{address}/check", {"version": version(worker, address)})

    assert Form.objects.get().state == "signed"
    assert "1 of 4 parts of the workbook were done." in words_of(page(worker, address))


def test_a_section_that_repeats_has_room_for_another_after_each(near, child):
    worker = near(Role.PRACTITIONER)[1]
    address = f"{begun(worker, child, REFLECTION)}/sections/differently"
    one = {"change-1": "other-time", "by-day-1-day": "1", "by-day-1-month": "7", "by-day-1-year": "2026"}
    two = {"change-2": "advocate", "by-day-2-day": "2", "by-day-2-month": "7", "by-day-2-year": "2026"}

    more = saved(worker, address, one, then="more")
    shown = page(worker, address)
    saved(worker, address, {**one, **two}, then="leave")
    saved(worker, address, two, then="leave")

    assert more.url == address
    assert "Change 2" in shown
    assert "Change 3" not in shown
    last = Saved.objects.order_by("-number").first()
    assert [(row.entry, row.code) for row in last.answers.filter(question="change")] == [(1, "advocate")]


def test_a_form_of_an_edition_that_ended_stays_in_it_and_a_new_one_uses_the_new(near, child, settings, tmp_path, clock):
    person, manager = near(Role.TEAM_MANAGER)
    address = begun(manager, child)
    ours = (OURS / "instruments" / f"{QUALITY}.yaml").read_text(encoding="utf-8")
    own = tmp_path / "shelf" / "instruments"
    own.mkdir(parents=True)
    ended = ours.replace("from: 2026-01-01", "from: 2026-01-01\nto: 2026-06-30")
    later = ours.replace("from: 2026-01-01", "from: 2026-07-01\nversion: 2").replace(
        "ask: Was it filed after", "ask: Was it handed in after"
    )
    (own / f"{QUALITY}.yaml").write_text(f"{ended}---\n{later}")
    settings.LOS_SHELF = str(tmp_path / "shelf")
    assert shelf().faults == ()
    clock.move(days=20)
    manager = signed_in(person)

    old = page(manager, f"{address}/sections/the-assessment")
    new = page(manager, f"{begun(manager, child)}/sections/the-assessment")

    assert "Was it filed after" in old
    assert "Was it handed in after" in new
    assert "There is a newer edition of these questions." in page(manager, address)


def test_a_form_whose_edition_is_gone_stays_readable_and_takes_no_answer(manager, child):
    address = begun(manager, child)
    saved(manager, f"{address}/sections/areas", {"child-heard-0": "good"}, then="leave")
    Form.objects.update(edition="2020-01-01")

    told = words_of(page(manager, address))
    refused = manager.post(f"{address}/sections/areas", {"number": "1", "then": "leave"})

    assert "is not in the library any more" in told
    assert "child-heard: good" in told
    assert refused.status_code == 409


def test_coded_answers_go_out_without_texts_and_without_what_is_private(near, child, analyst):
    worker = near(Role.PRACTITIONER)[1]
    address = begun(worker, child, REFLECTION)
    for section, answers in {
        "what-we-tried": {"missed-contacts-0": "4", "ways-tried-0": ["telephone", "message"], "same-person-0": "yes"},
        "in-the-way": {"could-be-0": ["practical"], "asked-parent-0": "yes"},
        "for-the-child": {"child-seen-0": "not-known", "child-asked-0": "yes", "worry-0": "3"},
        "differently": {"change-1": "wait", "by-day-1-day": "1", "by-day-1-month": "7", "by-day-1-year": "2026"},
        "talked-over": {"with-whom-0": "group", "thought-0": "It is hard to be let in."},
    }.items():
        assert saved(worker, f"{address}/sections/{section}", answers).status_code == 302, section
    assert worker.post(f"{address}/check", {"version": version(worker, address)}).status_code == 302

    answer = analyst.get(f"/forms/about/{REFLECTION}/answers")
    book = analyst.get(f"/forms/about/{REFLECTION}/answers?as=xlsx")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    by_question = {row["question"]: row for row in rows}
    assert by_question["ways-tried"]["answer"] == "telephone, message"
    assert by_question["change"]["entry"] == "1"
    assert by_question["by-day"]["answer"] == "2026-07-01"
    assert "thought" not in by_question
    assert "let in" not in answer.content.decode()
    assert load_workbook(io.BytesIO(book.content)).active.max_row == len(rows) + 1
    assert child.shown not in answer["Content-Disposition"]
    assert Event.objects.filter(act="list.taken_away").count() == 2


def test_whoever_fills_in_forms_takes_no_answers_away(manager):
    assert manager.get(f"/forms/about/{QUALITY}/answers").status_code == 403


def test_an_analyst_reads_a_form_and_answers_none(manager, child, analyst):
    address = begun(manager, child)

    assert analyst.get(address).status_code == 200
    assert analyst.get(f"{address}/sections/areas").status_code == 403
    assert Event.objects.filter(act="read").count() == 1


def test_somebody_of_another_agency_finds_no_form(manager, child, browser):
    address = begun(manager, child)

    assert browser(Role.SAFEGUARDING_LEAD, "health").get(address).status_code == 404


@pytest.mark.parametrize(
    "where", ["", "/sections/areas", "/check", "/print", "/word"], ids=["form", "section", "check", "print", "word"]
)
def test_a_page_of_a_form_asks_at_most_twelve_questions(manager, child, where):
    address = filled(manager, child)
    page(manager, f"{address}{where}")

    assert queries(manager, f"{address}{where}") <= 12


def test_the_list_of_forms_asks_no_more_for_many_than_for_one(manager, child):
    begun(manager, child)
    page(manager, "/forms")
    few = queries(manager, "/forms")
    for _ in range(15):
        begun(manager, child)

    assert queries(manager, "/forms") == few
    assert few <= 12
    assert queries(manager, f"/forms/children/{child.ref}") <= 12


def test_the_export_asks_no_more_for_many_than_for_one(manager, child, analyst):
    def sign() -> None:
        address = filled(manager, child)
        manager.post(f"{address}/check", {"version": version(manager, address)})

    sign()
    queries(analyst, f"/forms/about/{QUALITY}/answers")
    few = queries(analyst, f"/forms/about/{QUALITY}/answers")
    sign()
    sign()

    assert queries(analyst, f"/forms/about/{QUALITY}/answers") == few
    assert few <= 12


def test_an_instrument_added_by_yaml_alone_is_begun_filled_in_signed_printed_and_exported(
    near, child, analyst, settings, tmp_path
):
    settings.LOS_SHELF = str(followed.saved("add-an-instrument.md", tmp_path / "own"))
    worker = near(Role.PRACTITIONER)[1]
    assert "Reflection after a visit" in page(worker, "/forms")
    assert "From this partnership's own library." in words_of(page(worker, f"/forms/about/{followed.INSTRUMENT}"))
    address = begun(worker, child, followed.INSTRUMENT)
    day = {"seen-on-0-day": "2", "seen-on-0-month": "3", "seen-on-0-year": "2026"}

    saved(worker, f"{address}/sections/the-visit", {**day, "seen-alone-0": "yes"})
    saved(worker, f"{address}/sections/afterwards", {})
    worker.post(f"{address}/check", {"version": version(worker, address)})

    told = words_of(page(worker, address))
    taken = analyst.get(f"/forms/about/{followed.INSTRUMENT}/answers").content.decode()
    assert "After a visit on 2 March 2026 it was thought over. Seen alone: yes. To do: 0." in told
    assert "Did you see the child alone?" in page(worker, f"{address}/print")
    assert "seen-alone,,yes,Yes" in taken
    assert shelf().history(Instrument, followed.INSTRUMENT)


def test_a_form_that_was_sent_twice_has_one_effect(manager, child):
    first = manager.post(f"/forms/about/{QUALITY}/begin", {"child": child.shown, "key": "once"})
    again = manager.post(f"/forms/about/{QUALITY}/begin", {"child": child.shown, "key": "once"})

    assert first.url == again.url
    assert Form.objects.count() == 1


def test_no_pseudonym_stands_in_an_address_or_a_title(manager, child):
    address = filled(manager, child)

    for where in ("", "/check", "/print", "/word", "/sections/areas"):
        text = page(manager, f"{address}{where}")
        assert child.shown not in re.search(r"<title>(.*?)</title>", text, re.DOTALL)[1]
        assert not re.search(rf'(href|action)="[^"]*{child.shown}', text)
    assert hidden(manager, f"{address}/sections/areas")["number"] == "1"
