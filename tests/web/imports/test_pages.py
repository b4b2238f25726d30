"""The pages of an import: nothing is written before the last button, and nobody's correction is lost."""

import csv
import io
import json
import re

import pytest

from lineofsight.assurance.models import ImportCorrection, ReportImport, Review, Statement
from lineofsight.assurance.queries.imports import reading_of
from lineofsight.trail.models import Event
from lineofsight.web.imports import reading
from tests.web.imports.conftest import back_after_a_while
from tests.web.imports.importing import REPORT, begun, create, page, send

pytestmark = pytest.mark.postgres_at_length(
    reason="reads files in processes of their own; the writing is tried on both in tests/assurance/test_imports.py",
    but=(
        "test_the_last_button_creates_the_review_once_however_often_it_is_pressed",
        "test_a_corrected_agency_stands_in_the_review_that_is_created",
        "test_a_later_edition_is_brought_into_the_review_of_the_earlier_one_after_it_was_shown",
        "test_a_stopped_import_is_removed_and_keeps_a_receipt",
        "test_a_long_file_is_read_in_the_background_and_then_waits_for_a_look",
        "test_somebody_of_an_agency_may_neither_import_nor_see_an_import",
    ),
)


def paragraph(client, report_import, at: str) -> dict[str, str]:
    """What stands in the form of a paragraph, as a browser would send it back."""
    html = page(client, report_import, f"/paragraph?at={at}")
    form = html[html.index('<h2 class="govuk-heading-s">As it stands') :]
    values = dict(re.findall(r'<input type="hidden" name="(\w+)"(?: id="\w+")? value="([^"]*)"', form))
    for tag in re.findall(r"<input[^>]*>", form):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if facts.get("type") == "text" or (facts.get("type") == "radio" and " checked" in tag):
            values[facts["name"]] = facts.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        values[name] = chosen.group(1) if chosen else ""
    return {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}


def correct(client, report_import, at: str, **changes: str):
    return client.post(
        f"/imports/{report_import.ref}/paragraph?at={at}", {**paragraph(client, report_import, at), **changes}
    )


def test_an_upload_is_read_and_nothing_is_created(unit):
    here = begun(unit)

    html = page(unit, here)
    assert "3 paragraphs, 1 quotations" in html
    assert "need your eye" in html
    assert not Review.objects.exists()


def test_a_report_is_opened_with_its_doubts_first_each_with_a_link_to_its_paragraph(unit):
    html = page(unit, begun(unit))

    assert 'href="?view=eye" aria-current="true"' in html
    assert "Likely: Wexcombe Council, or no agency" in html
    assert "/paragraph?at=1-0" in html


def test_a_paragraph_that_is_sent_back_unchanged_corrects_nothing(unit):
    here = begun(unit)

    answer = correct(unit, here, "0-0")

    assert answer.status_code == 302
    assert not ImportCorrection.objects.exists()


def test_a_corrected_agency_stands_in_the_review_that_is_created(unit):
    here = begun(unit)

    answer = correct(unit, here, "2-0", agency="Northmoor Community Health")
    assert answer.status_code == 302, answer.content.decode()
    created = create(unit, here)

    assert created.status_code == 302, created.content.decode()
    assert Statement.objects.get(paragraph="3").agency.code == "health"


def test_a_doubt_is_decided_by_choosing_a_reading_and_the_next_doubt_comes(unit):
    here = begun(unit)
    now = reading_of(here)
    (doubt,) = now.doubts_at(1)

    answer = correct(unit, here, "1-0", **{f"doubt-{doubt}": "Wexcombe Council"})

    assert answer["Location"].endswith("/paragraph?at=2-0")
    assert doubt not in reading_of(here).open_doubts


def test_a_doubt_about_the_whole_file_is_decided_with_the_first_paragraph(unit):
    here = begun(unit, REPORT[REPORT.index("1. Wexcombe") :])
    now = reading_of(here)
    (doubt,) = [at for at in now.doubts_at(0) if now.as_read.warnings[at].paragraph is None]

    correct(unit, here, "0-0", **{f"doubt-{doubt}": "it is right as we read it"})

    assert doubt not in reading_of(here).open_doubts


def test_a_correction_that_cannot_be_is_refused_beside_its_field_and_nothing_is_kept(unit):
    here = begun(unit)
    figure = next(name for name in paragraph(unit, here, "1-0") if name.startswith("of-"))

    answer = correct(unit, here, "1-0", **{figure: "many"})

    assert answer.status_code == 422
    assert "Enter a whole number" in answer.content.decode()
    assert not ImportCorrection.objects.exists()


def test_whoever_corrects_second_sees_both_and_can_still_save_theirs(unit, colleague):
    here = begun(unit)
    form = paragraph(colleague, here, "2-0")
    correct(unit, here, "2-0", agency="Wexcombe Council")

    late = colleague.post(f"/imports/{here.ref}/paragraph?at=2-0", {**form, "agency": "Northmoor Community Health"})
    html = late.content.decode()
    assert late.status_code == 409
    assert {"Two people changed this", "Wexcombe Council", "Northmoor Community Health"} <= {
        words
        for words in ("Two people changed this", "Wexcombe Council", "Northmoor Community Health")
        if words in html
    }
    assert ImportCorrection.objects.count() == 1

    kept = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', html))
    again = colleague.post(f"/imports/{here.ref}/paragraph?at=2-0", kept)

    assert again.status_code == 302
    assert reading_of(here).kept[2].paragraph.agencies == ("Northmoor Community Health",)


def test_two_people_may_correct_two_paragraphs_at_the_same_time(unit, colleague):
    here = begun(unit)
    form = paragraph(colleague, here, "2-0")
    correct(unit, here, "0-0", number="7")

    late = colleague.post(f"/imports/{here.ref}/paragraph?at=2-0", {**form, "agency": "Northmoor Community Health"})

    assert late.status_code == 302
    assert ImportCorrection.objects.count() == 2


def test_a_paragraph_that_was_left_out_is_listed_and_can_be_put_back(unit):
    here = begun(unit)
    correct(unit, here, "2-0", kept="on")
    assert "Guidance was written" in page(unit, here, "?view=out")

    unit.post(f"/imports/{here.ref}/put-back", {"at": "2-0"})

    assert len(reading_of(here).kept) == 3


def test_the_last_button_creates_the_review_once_however_often_it_is_pressed(unit):
    here = begun(unit)

    first = create(unit, here, key="the same key")
    second = unit.post(f"/imports/{here.ref}/create", {"name": "A review", "version": "1", "key": "the same key"})

    assert first["Location"] == second["Location"]
    assert Review.objects.count() == 1


def test_a_review_of_national_scope_is_created_as_one(unit):
    here = begun(unit)
    asked = page(unit, here, "/create")

    create(unit, here, kind="national child safeguarding practice review")

    assert "National child safeguarding practice review" in asked
    assert Review.objects.get().kind == "national child safeguarding practice review"


def test_a_kind_of_review_that_there_is_not_is_answered_by_a_sentence(unit):
    here = begun(unit)

    answer = create(unit, here, kind="a review of the weather")

    assert answer.status_code == 422
    assert "Choose one of the kinds of review that are listed." in answer.content.decode()
    assert not Review.objects.exists()


def test_a_second_creation_of_the_same_import_is_refused(unit):
    here = begun(unit)
    create(unit, here)

    again = create(unit, here)

    assert again.status_code == 409
    assert Review.objects.count() == 1


def test_a_childs_name_stops_the_creation_and_says_where_it_stands(unit):
    here = begun(unit, REPORT.replace("Guidance was", "The child Aldra was seen and guidance was"))

    answer = create(unit, here)

    assert answer.status_code == 422
    assert "«Aldra» in paragraph 3 looks like a child" in answer.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("what", "words"), [("pseudonym", "The child Aldra was"), ("instead", "The child this child was")]
)
def test_a_name_that_was_decided_no_longer_stops_it(unit, what, words):
    here = begun(unit, REPORT.replace("Guidance was", "The child Aldra was seen and guidance was"))
    assert "Is this a child" in page(unit, here, "/names")

    unit.post(f"/imports/{here.ref}/names", {"name": "Aldra", "what": what, "instead": "this child"})
    created = create(unit, here)

    assert created.status_code == 302
    assert Statement.objects.filter(current__text__contains=words).exists()


def test_an_officers_name_is_shown_and_does_not_stop_the_creation(unit):
    here = begun(unit, REPORT.replace("Guidance was", "With Dr Quillfeather guidance was"))

    assert "Dr Quillfeather" in page(unit, here)
    assert create(unit, here).status_code == 302


def test_the_same_file_again_says_so_and_offers_what_is_there(unit, clock):
    here = begun(unit)
    clock.move(days=3)
    unit = back_after_a_while()

    answer = send(unit)

    assert answer["Location"] == f"/imports/{here.ref}/again"
    html = page(unit, here, "/again")
    assert "You imported this file on 22 June 2026" in html
    assert re.search(rf'href="/imports/{here.ref}" role="button"[^>]*>\s*Open it', html)
    assert ReportImport.objects.count() == 1


def test_an_import_that_waits_is_listed_with_its_days_and_is_gone_after_thirty(unit, clock):
    here = begun(unit)
    html = unit.get("/reviews").content.decode()
    assert "Imports begun" in html
    assert re.search(r"numeric\">30<", html)

    clock.move(days=29, hours=23)
    unit = back_after_a_while()
    assert re.search(r"numeric\">1<", unit.get("/reviews").content.decode())
    clock.move(hours=1)

    assert "Imports begun" not in unit.get("/reviews").content.decode()
    page(unit, here, status=404)


def test_a_stopped_import_is_removed_and_keeps_a_receipt(unit):
    here = begun(unit)
    correct(unit, here, "2-0", agency="Northmoor Community Health")

    assert unit.post(f"/imports/{here.ref}/stop").status_code == 302

    here.refresh_from_db()
    assert (here.state, here.document) == ("cancelled", "")
    assert not ImportCorrection.objects.exclude(old="", new="").exists()
    assert "Nothing was created" in page(unit, here, "/receipt")


def test_the_receipt_says_what_was_read_taken_left_out_doubted_and_corrected_by_whom(unit):
    here = begun(unit)
    correct(unit, here, "2-0", agency="Northmoor Community Health")
    create(unit, here)

    html = page(unit, here, "/receipt")
    frozen = unit.get(f"/imports/{here.ref}/receipt.json")
    rows = list(csv.reader(io.StringIO(unit.get(f"/imports/{here.ref}/receipt.csv").content.decode())))

    assert "Northmoor Community Health" in html
    receipt = json.loads(frozen.content)
    assert receipt["read"]["paragraphs"] == 3
    assert receipt["taken"]["sentences"] == Statement.objects.count()
    assert [(one["what"], one["to"], one["by"]) for one in receipt["corrected"]] == [
        ("who says it", "Northmoor Community Health", "Business manager, Wexcombe Safeguarding Partnership")
    ]
    assert "attachment" in frozen["Content-Disposition"]
    assert rows[-1][:4] == ["corrected: who says it", "3", "", "Northmoor Community Health"]
    assert Event.objects.filter(act="import.created", subject_ref=here.ref).count() == 1


def test_a_cell_that_begins_like_a_formula_is_written_as_words(unit):
    here = begun(unit)
    correct(unit, here, "2-0", number="=1+2")
    create(unit, here)

    assert "'=1+2" in unit.get(f"/imports/{here.ref}/receipt.csv").content.decode()


def test_a_later_edition_is_matched_to_the_review_of_the_earlier_one(unit):
    create(unit, begun(unit))
    later = begun(unit, REPORT.replace("The list is read each week.", "The list is read every single week."))

    answer = unit.post(
        f"/imports/{later.ref}/earlier", {"earlier": Review.objects.get().ref, "version": str(later.version)}
    )

    assert answer["Location"].endswith("/matched")
    assert "4 sentences are the same, 1 has changed words, 0 are new and 0 are gone" in page(unit, later, "/matched")
    create(unit, later)
    assert json.loads(unit.get(f"/imports/{later.ref}/receipt.json").content)["earlier"]["same"] == 4


def test_a_later_edition_is_brought_into_the_review_of_the_earlier_one_after_it_was_shown(unit):
    create(unit, begun(unit))
    review = Review.objects.get()
    text = REPORT.replace("The list is read each week.", "The list is read every single week.")
    later = begun(unit, text.replace("3. Guidance was written for practitioners.", "3. Two clinics have opened."))
    assert unit.get(f"/imports/{later.ref}/later")["Location"].endswith("/earlier")
    unit.post(f"/imports/{later.ref}/earlier", {"earlier": review.ref, "version": str(later.version)})
    later.refresh_from_db()

    shown = page(unit, later, "/later")
    assert "3 sentences with the same words will stay as they are, 1 sentence will have new words" in shown
    assert (
        shown.index("every single week") < shown.index("Two clinics have opened") < shown.index("Guidance was written")
    )
    assert "Bring it in as the later edition" in page(unit, later)
    assert Statement.objects.count() == 5

    stale = unit.post(f"/imports/{later.ref}/later", {"version": str(later.version - 1)})
    done = unit.post(f"/imports/{later.ref}/later", {"version": str(later.version)})

    assert (stale.status_code, done["Location"]) == (409, f"/reviews/{review.ref}")
    assert (Review.objects.count(), Statement.objects.count()) == (1, 6)
    assert "Guidance was written for practitioners." in page(unit, later, "/receipt")
    assert "no longer in the report" in unit.get(f"/imports/{later.ref}/receipt.csv").content.decode()


def test_a_long_file_answers_at_once_with_its_progress_and_can_be_stopped(unit, monkeypatch):
    monkeypatch.setattr("lineofsight.web.imports.views.is_read_at_once", lambda **facts: False)
    here = begun(unit)
    ReportImport.objects.filter(pk=here.pk).update(done_pages=12, all_pages=40)

    html = page(unit, here)
    assert "Page 12 of 40" in html
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in html
    assert unit.post(f"/imports/{here.ref}/stop").status_code == 302

    here.refresh_from_db()
    assert here.state == "cancelled"


def test_a_reading_that_died_says_so_and_can_be_begun_again(unit, clock, monkeypatch):
    monkeypatch.setattr("lineofsight.web.imports.views.is_read_at_once", lambda **facts: False)
    here = begun(unit)
    assert "The reading has stopped" not in page(unit, here)
    clock.move(seconds=31)
    assert "The reading has stopped" in page(unit, here)

    unit.post(f"/imports/{here.ref}/read")

    assert "The reading has stopped" not in page(unit, here)


@pytest.mark.django_db(transaction=True)
def test_a_long_file_is_read_in_the_background_and_then_waits_for_a_look(unit, monkeypatch):
    monkeypatch.setattr("lineofsight.web.imports.views.is_read_at_once", lambda **facts: False)
    monkeypatch.setattr(reading, "begin", lambda ref: None)
    here = begun(unit)

    reading.read_apart(here.ref, beat=0.01)

    here.refresh_from_db()
    assert (here.state, here.trouble) == ("preview", "")
    assert unit.get(f"/imports/{here.ref}", headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.django_db(transaction=True)
def test_a_stopped_reading_keeps_nothing_of_what_it_read(unit, monkeypatch):
    monkeypatch.setattr("lineofsight.web.imports.views.is_read_at_once", lambda **facts: False)
    monkeypatch.setattr(reading, "begin", lambda ref: None)
    here = begun(unit)
    unit.post(f"/imports/{here.ref}/stop")

    reading.read_apart(here.ref, beat=0.01)

    here.refresh_from_db()
    assert (here.state, here.document) == ("cancelled", "")


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_read_in_the_background_says_why(unit, monkeypatch):
    monkeypatch.setattr("lineofsight.web.imports.views.is_read_at_once", lambda **facts: False)
    monkeypatch.setattr(reading, "begin", lambda ref: None)
    here = begun(unit, "1. The council reads every plan. " * 4_000)

    reading.read_apart(here.ref, beat=0.01)

    assert "save the report again with its line breaks" in page(unit, here)


def test_somebody_of_an_agency_may_neither_import_nor_see_an_import(unit, lead):
    here = begun(unit)

    assert send(lead).status_code == 403
    for name in ("", "/paragraph", "/create", "/receipt", "/receipt.json", "/names", "/matched"):
        page(lead, here, name, status=404)
    assert "Imports begun" not in lead.get("/reviews").content.decode()


@pytest.mark.parametrize(
    ("report", "is_told"),
    [
        ("Summary\n\n1. Wexcombe Council read each plan.\n\n2. More was learned later.\n", True),
        ("Summary\n\n1. Wexcombe Council read each plan.\n", False),
    ],
)
def test_sentences_that_name_nobody_are_told_before_the_review_is_created_and_only_where_there_are_any(
    unit, report, is_told
):
    html = page(unit, begun(unit, report), "/create")

    assert ("1 sentence names nobody who says it" in html) is is_told
    assert ("?view=all" in html) is is_told
