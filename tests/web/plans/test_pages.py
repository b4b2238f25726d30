"""An action plan comes in: nothing is written before the last button, and the plan's own words stay to be seen."""

import re
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.assurance.models import Action, PlanMemory, Recommendation, ReportImport, Review, Update
from lineofsight.trail.models import Event
from tests.factories.plans import FIRST, HEADER, ROWS, SECOND, workbook

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="reads files in processes of their own; the writing is tried on both in tests/assurance/test_plans.py",
    but=(
        "test_the_last_button_writes_the_chain_with_the_words_of_the_plan",
        "test_a_plan_can_be_written_into_a_review_that_is_there",
        "test_a_plan_that_comes_again_is_matched_and_only_its_differences_are_written",
        "test_a_corrected_column_changes_the_rows_that_will_be_written",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]


def send(client, content: bytes, *, name: str = "plan.xlsx"):
    return client.post("/reviews/import-plan", {"file": SimpleUploadedFile(name, content)})


@cache
def plan_file() -> bytes:
    """The plan of the factory, made once: made again it has other bytes, and would be read again."""
    return workbook()


def begun(client, content: bytes = b"", *, name: str = "plan.xlsx") -> ReportImport:
    answer = send(client, content or plan_file(), name=name)
    assert answer.status_code == 302, answer.content.decode()
    return ReportImport.objects.order_by("-id").first()


def page(client, plan, name: str = "/plan", status: int = 200) -> str:
    answer = client.get(f"/imports/{plan.ref}{name}")
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return " ".join(answer.content.decode().split())


def labelled(html: str) -> dict[str, str]:
    """The name of each field by its label."""
    return {words.strip(): name for name, words in re.findall(r'<label[^>]*for="id_([^"]+)"[^>]*>([^<]*)<', html)}


def answer(client, plan, name: str, given: dict[str, str]):
    """Fill in a page of questions: fields by their labels, the others as they stand."""
    html = page(client, plan, name)
    fields = labelled(html)
    form = {"version": str(ReportImport.objects.get(pk=plan.pk).version)}
    for field, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        form[field] = chosen.group(1) if chosen else ""
    for label, value in given.items():
        form[fields.get(label, label)] = value
    return client.post(f"/imports/{plan.ref}{name}", form)


def settled(client, plan) -> None:
    """Everything that the plan of the factory leaves open."""
    for name, given in (
        ("/agencies", {"The agency that «CSC» is": "council"}),
        ("/due-days", {"d-0-day": "31", "d-0-month": "3", "d-0-year": "2027"}),
    ):
        done = answer(client, plan, name, given)
        assert done.status_code == 302, done.content.decode()


def write(client, plan, **given: str):
    plan.refresh_from_db()
    return client.post(
        f"/imports/{plan.ref}/write", {"review": "new", "name": "A review", "version": str(plan.version), **given}
    )


def test_a_plan_is_shown_as_it_will_be_written_and_nothing_is_written(unit):
    plan = begun(unit)

    html = page(unit, plan, "/plan?view=rows")

    assert "2 recommendations, 3 actions, 3 updates." in html
    assert "Wexcombe Council. «On track»: Started. 2 updates." in html
    assert "Agency not known: «CSC»" in html
    assert "Not known: «ongoing»" in html
    assert not Review.objects.exists()
    assert not Recommendation.objects.exists()


def test_nothing_can_be_written_while_an_agency_or_a_day_is_not_known(unit):
    plan = begun(unit)

    refused = write(unit, plan)

    assert refused.status_code == 422
    assert "1 agency is not known here. Say which they are." in refused.content.decode()
    assert not Review.objects.exists()


def test_the_last_button_writes_the_chain_with_the_words_of_the_plan(unit):
    plan = begun(unit)
    settled(unit, plan)

    done = write(unit, plan)

    assert done.status_code == 302, done.content.decode()
    first, second, third = Action.objects.order_by("number")
    assert [one.text for one in Recommendation.objects.order_by("number")] == [
        "Read every plan with the child.",
        "Know which visits are late.",
    ]
    assert [one.agency.code for one in (first, second, third)] == ["council", "health", "council"]
    assert [one.moves.get().target for one in (first, second, third)] == ["started", "reported complete", "started"]
    assert (str(first.first_due_date), str(first.due_date), str(third.due_date)) == (
        "2026-03-01",
        "2026-09-30",
        "2027-03-31",
    )
    assert [(one.text, one.state, str(one.as_at_date), one.plan_word) for one in Update.objects.order_by("id")] == [
        ("First meeting held.", "superseded", "2026-03-12", ""),
        ("Complete", "accepted", "2026-06-22", "Complete"),
        ("Draft is out.", "accepted", "2026-05-20", "On track"),
    ]
    assert "Evidence: Minutes of the May meeting" in first.plan_words
    assert first.source_place == "sheet «Plan», row 2"


def test_the_plans_own_word_stands_in_quotation_marks_on_the_action_and_its_update(unit):
    plan = begun(unit)
    settled(unit, plan)
    write(unit, plan)

    html = " ".join(unit.get(f"/actions/{Action.objects.order_by('number')[0].ref}").content.decode().split())

    assert "Wexcombe Council leads. The plan says «On track», read as started." in html
    assert "brought in by the business unit, which said «On track»" in html
    assert "moved it from 1 March 2026 to 30 September 2026" in html


def test_the_last_button_has_one_effect_however_often_it_is_pressed(unit):
    plan = begun(unit)
    settled(unit, plan)
    plan.refresh_from_db()
    form = {"review": "new", "name": "A review", "version": str(plan.version)}

    first = unit.post(f"/imports/{plan.ref}/write", form)
    second = unit.post(f"/imports/{plan.ref}/write", form)

    assert (first.status_code, second.status_code) == (302, 409)
    assert (Review.objects.count(), Action.objects.count()) == (1, 3)
    assert Event.objects.filter(act="action.brought in").count() == 3


def test_a_plan_can_be_written_into_a_review_that_is_there(unit):
    plan = begun(unit)
    settled(unit, plan)
    write(unit, plan)
    review = Review.objects.get()
    later = begun(unit, workbook([HEADER, FIRST]), name="second.xlsx")

    done = write(unit, later, review=review.ref, name="")

    assert done.status_code == 302, done.content.decode()
    assert set(Action.objects.values_list("review", flat=True)) == {review.pk}
    assert Action.objects.count() == 4


def test_which_review_a_plan_belongs_to_is_asked_where_there_are_some(unit):
    plan = begun(unit)
    settled(unit, plan)
    write(unit, plan)
    later = begun(unit, workbook([HEADER, FIRST]), name="second.xlsx")

    refused = write(unit, later, review="")

    assert refused.status_code == 422
    assert Action.objects.count() == 3


def test_what_a_plan_says_without_a_day_is_as_at_the_day_that_its_head_names(unit):
    head = ("Action plan, updated 3 November 2025", *[""] * 7)
    done = (*FIRST[:5], "Complete", "Done Sept 25", "")
    plan = begun(unit, workbook([head, HEADER, done, SECOND]), name="old.xlsx")
    html = page(unit, plan, "/write")
    assert "1 entry has no day of its own. The plan’s head has «3 November 2025»." in html
    assert 'name="as_at_date-day"' in html

    write(unit, plan, **{"as_at_date-day": "3", "as_at_date-month": "11", "as_at_date-year": "2025"})

    told = [(one.text, str(one.as_at_date), one.says) for one in Update.objects.order_by("action__number")]
    assert told == [("Done Sept 25", "2025-09-30", "done"), ("Complete", "2025-11-03", "done")]


def test_control_a_plan_says_nothing_as_at_a_day_that_is_to_come(unit):
    plan = begun(unit, workbook([HEADER, SECOND]), name="old.xlsx")

    refused = write(unit, plan, **{"as_at_date-day": "23", "as_at_date-month": "6", "as_at_date-year": "2026"})

    assert refused.status_code == 422
    assert "a day that is to come" in refused.content.decode()
    assert not Update.objects.exists()


def test_what_was_settled_is_proposed_for_the_next_plan_of_this_shape_and_says_so(unit):
    plan = begun(unit)
    answer(unit, plan, "/columns", {"Column «Evidence»": "impact"})
    settled(unit, plan)
    write(unit, plan)

    later = begun(unit, workbook(ROWS[:3]), name="next.xlsx")

    html = page(unit, later)
    assert "These columns were settled on 22 June 2026 for plan.xlsx, so we propose the same." in html
    assert "«Evidence»: impact" in html
    assert PlanMemory.objects.get(kind="owner").meaning == "council"


def test_control_a_plan_of_another_shape_is_read_afresh(unit):
    plan = begun(unit)
    settled(unit, plan)
    write(unit, plan)

    other = begun(unit, workbook([HEADER[:-1], FIRST[:-1]]), name="other.xlsx")

    assert "These columns were settled" not in page(unit, other)


def test_a_corrected_column_changes_the_rows_that_will_be_written(unit):
    plan = begun(unit)

    done = answer(unit, plan, "/columns", {"Column «Progress update»": "not used"})

    assert done.status_code == 302
    assert "3 actions, 1 update" in page(unit, plan)


def test_a_day_that_was_given_can_be_given_again(unit):
    plan = begun(unit)
    for day in ("31", "30"):
        done = answer(unit, plan, "/due-days", {"d-0-day": day, "d-0-month": "3", "d-0-year": "2027"})
        assert done.status_code == 302

    assert 'value="30"' in page(unit, plan, "/due-days")
    assert "30 March 2027" in page(unit, plan, "/plan?view=rows")


def test_a_day_that_is_none_is_refused_in_a_sentence_and_nothing_is_kept(unit):
    plan = begun(unit)

    refused = answer(unit, plan, "/due-days", {"d-0-day": "31", "d-0-month": "2", "d-0-year": "2027"})

    assert refused.status_code == 422
    assert "is not a date" in refused.content.decode()
    assert "Not known: «ongoing»" in page(unit, plan, "/plan?view=rows")


def test_a_word_of_status_means_what_the_person_says(unit):
    plan = begun(unit)
    settled(unit, plan)

    answer(unit, plan, "/status-words", {"«delayed» means": "paused"})
    write(unit, plan)

    assert Action.objects.get(number=3).moves.get().target == "paused"
    assert Action.objects.get(number=3).plan_word == "Delayed"


def test_the_name_of_an_officer_is_shown_and_not_written(unit):
    rows = [HEADER, (*FIRST[:3], "Council, Jo Example", *FIRST[4:6], "12/03/2026: Dr Sam Sample rang.", "")]
    plan = begun(unit, workbook(rows))
    html = page(unit, plan, "/plan-names")
    assert "Dr Sam Sample" in html

    unit.post(f"/imports/{plan.ref}/plan-names", {"name": "Dr Sam Sample", "what": "instead", "instead": "a doctor"})
    assert "Jo Example" in page(unit, plan, "/plan-names")
    done = write(unit, plan)

    assert done.status_code == 302, done.content.decode()
    assert Update.objects.get().text == "a doctor rang."
    kept = Action.objects.get()
    assert "Example" not in f"{kept.owner_role} {kept.plan_words} {kept.title}"
    assert "Sample" not in ReportImport.objects.get().receipt


def test_a_childs_name_stops_the_import_and_says_where(unit):
    plan = begun(unit, workbook([HEADER, (*FIRST[:6], "12/03/2026: Visited the child Robin.", "")]))

    refused = write(unit, plan)

    assert refused.status_code == 422
    html = " ".join(refused.content.decode().split())
    assert "«Robin» in sheet «Plan», row 2, column «progress» looks like a child" in html
    assert not Review.objects.exists()


def test_the_same_file_again_says_so(unit):
    begun(unit)

    again = unit.post("/reviews/import-plan", {"file": SimpleUploadedFile("copy.xlsx", workbook_of_before())})

    assert again.status_code == 302
    assert again["Location"].endswith("/again")


def workbook_of_before() -> bytes:
    """The very bytes of the file that came in."""
    from lineofsight.files.queries import open_held

    with open_held(ReportImport.objects.get().held) as file:
        return file.read()


def test_hidden_rows_are_said(unit):
    plan = begun(unit, workbook(hidden_rows=[3]))

    assert "Not read, because hidden: 1 row on sheet" in page(unit, plan).replace("(3)", "")


def test_a_file_without_a_table_says_so_and_offers_what_to_do(unit):
    plan = begun(unit, b"Just some words.\nAnd more of them.\n", name="plan.csv")

    html = page(unit, plan)

    assert "No table looks like a plan to us. Say what its columns are." in html


def test_the_receipt_says_what_was_read_taken_left_out_and_corrected_by_whom(unit):
    plan = begun(unit)
    answer(unit, plan, "/columns", {"Column «Evidence»": "not used"})
    settled(unit, plan)
    write(unit, plan)

    html = page(unit, plan, "/receipt")

    assert "3 actions read, 3 written." in html
    assert "1 cell of the column «Evidence»" in html
    assert "Column «Evidence», column: «evidence» became «not used»" in html
    assert "«CSC» became «council»" in html
    assert Event.objects.filter(act="import.created").count() == 1


def test_a_report_has_none_of_the_pages_of_a_plan(unit):
    unit.post("/reviews/import", {"file": SimpleUploadedFile("a.txt", b"1. Wexcombe Council read every plan.\n")})
    report = ReportImport.objects.get()

    assert unit.get(f"/imports/{report.ref}/plan").status_code == 404


def test_a_plan_has_none_of_the_pages_of_a_report(unit):
    plan = begun(unit)

    assert unit.get(f"/imports/{plan.ref}/create").status_code == 404


def test_a_plan_that_comes_again_is_matched_and_only_its_differences_are_written(unit):
    plan = begun(unit, workbook(ROWS[:3]))
    write(unit, plan)
    later = begun(unit, workbook([HEADER, (*FIRST[:5], "Complete", *FIRST[6:])]), name="later.xlsx")
    asked = page(unit, later)
    version = str(ReportImport.objects.get(pk=later.pk).version)

    said = unit.post(f"/imports/{later.ref}/earlier-plan", {"earlier": Review.objects.get().ref, "version": version})
    html = page(unit, later, "/differences")
    done = write(unit, later)

    assert "Most of its actions stand in A review." in asked
    assert said["Location"].endswith("/differences")
    assert "0 actions are the same, 1 says something new, 0 are new and 1 is gone." in html
    assert "Status «Complete», before «On track»." in html
    assert done.status_code == 302, done.content.decode()
    assert Action.objects.count() == 2
    assert Action.objects.get(number=1).plan_word == "Complete"
