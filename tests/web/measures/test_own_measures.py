"""A measure added on a page: tried before it is kept, kept as a file would be, agreed to and cited."""

from datetime import date

import pytest

from lineofsight.assurance.models import Evidence, FigureRecord, OwnMeasure
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.desk.figures import own_measures
from lineofsight.library import checks
from lineofsight.library.measure import Measure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience, Role
from lineofsight.trail.models import Event
from lineofsight.trail.refs import new_ref
from tests.factories import record_rows, rows
from tests.factories.partnership import NOW, actor
from tests.library.shelves import put
from tests.web.measures.examples import EXAMPLES
from tests.web.pages import page, words_of

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="tells what is wrong in an answer before anything is kept; what is kept and counted is tried on both",
    but=(
        "test_kept_it_has_a_page_a_place_in_the_list_and_an_event_and_waits_for_sign_off",
        "test_its_figure_becomes_evidence_and_a_later_version_leaves_it_as_it_was",
        "test_a_later_version_that_begins_today_is_refused",
        "test_over_all_agencies_it_is_counted_once_the_unit_has_agreed",
        "test_another_agency_counts_its_own_rows_by_it_and_may_add_a_version",
        "test_a_broken_one_is_mended_in_place_and_kept_as_the_next_version",
        "test_what_was_kept_is_never_changed_and_is_there_for_who_asks_next",
        "test_the_share_of_records_with_a_condition_is_chosen_from_lists_and_needs_no_yaml",
        "test_reasons_to_leave_out_and_figures_beside_it_are_chosen_too",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
ID = "protection-visits-seen"
ADD = "/measures/add"
SHOWN = "/measures?show=all"
PERIOD = "{column: visit_date, on_or_after: period_from}\n{column: visit_date, on_or_before: period_to}"
ANSWERS = {
    "id": ID,
    "title": "Protection visits at which the child was seen",
    "question": "At how many protection visits was the child seen?",
    "one": "visit",
    "many": "visits",
    "face": "visits",
    "kind": "full count",
    "direction": "higher is better",
    "by": "agency",
    "of": "visits under a protection plan in the period",
    "of_where": f"{{column: kind, equals: protection-visit}}\n{PERIOD}",
    "left_out": "",
    "counted": "those at which the child was seen",
    "counted_where": "{column: seen, one_of: [seen, seen-alone]}",
    "source": "line-of-sight",
    "basis": "local",
    "shows": "counted",
    "beside": "",
    "caveats": "Counted from what was recorded here.",
    "from_date-day": "1",
    "from_date-month": "1",
    "from_date-year": "2023",
    "review_by_date-day": "1",
    "review_by_date-month": "6",
    "review_by_date-year": "2027",
    "examples": EXAMPLES,
}


@pytest.fixture
def seen(council):
    child = council.child(team="North 1")
    for day, code in ((date(2026, 3, 3), "seen"), (date(2026, 3, 9), "not-seen")):
        record_rows.fact(child, kind="protection-visit", day=day, code=code)


def counts_for(code: str) -> Actor:
    return actor(Role.ANALYST, Agency.objects.get(code=code))


def send(who, address: str = ADD, **given: str):
    return who.post(address, {**ANSWERS, "key": new_ref(), **given})


def of(what: str) -> str:
    return f"/measures/added/{OwnMeasure.objects.get(version=1).ref}/{what}"


def mark_in(answer) -> str:
    text = answer.content.decode()
    return text.partition('name="tried" value="')[2].partition('"')[0]


def keep(who, address: str = ADD, **given: str):
    tried = send(who, address, **given)
    assert tried.status_code == 200, words_of(tried.content.decode())
    return send(who, address, tried=mark_in(tried), **given)


def test_it_is_tried_on_the_records_and_nothing_is_kept(seen, analyst):
    told = words_of(send(analyst).content.decode())

    assert "1 of 2 (50%)" in told
    assert "nothing is kept yet" in told
    assert "Keep it on the shelf" in told
    assert not OwnMeasure.objects.exists()


def test_kept_it_has_a_page_a_place_in_the_list_and_an_event_and_waits_for_sign_off(seen, analyst):
    answer = keep(analyst)

    assert answer.headers["Location"] == f"/measures/{ID}"
    told = words_of(page(analyst, f"/measures/{ID}"))
    assert "1 of 2 (50%)" in told
    assert "For local sign-off: added by Agency analyst, Wexcombe Council, 22 June 2026." in told
    assert "At how many protection visits was the child seen? 1 of 2 (50%)" in words_of(page(analyst, SHOWN))
    row = OwnMeasure.objects.get()
    event = Event.objects.get(act="measure.added")
    assert (event.subject_ref, event.actor_ref, event.agency_code) == (row.ref, row.by_ref, "council")


def test_the_unit_reads_under_my_work_that_it_waits_until_somebody_has_agreed(seen, analyst, browser):
    unit = browser(Role.BUSINESS_MANAGER, "hub")
    before = words_of(page(unit, "/"))
    keep(analyst)

    waits = words_of(page(unit, "/"))
    unit.post(of("agree"), {"key": new_ref()})

    said = "Measure: Protection visits at which the child was seen"
    assert said not in before
    assert said in waits
    assert "Added by Agency analyst, Wexcombe Council." in waits
    assert said not in words_of(page(analyst, "/")), "whoever added it cannot agree to it"
    assert said not in words_of(page(unit, "/")), "somebody has agreed"


def test_what_was_not_tried_as_it_stands_is_tried_and_not_kept(seen, analyst):
    tried = send(analyst)

    answer = send(analyst, tried=mark_in(tried), counted_where="{column: seen, equals: not-seen}")

    assert answer.status_code == 422, "its examples do not come out any more"
    assert not OwnMeasure.objects.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"of_where": f"{PERIOD}\n{{colum: kind, equals: x}}"},
            "Line 3: «colum» is not how a condition begins. Did you mean «column»?",
        ),
        (
            {"of_where": f"{PERIOD}\n{{column: knd, equals: x}}"},
            "Line 3: «knd» is not a column of this face. Did you mean «kind»?",
        ),
        ({"source": "no-such-act s.3"}, "«no-such-act» is not a source of sources.yaml."),
        ({"by": "seen_by"}, "Choose again: by what are groups told apart?"),
        ({"counted_where": "seen"}, "Line 1: Write a condition in braces"),
        ({"left_out": "no day: {column: visit_date, is: unknown}"}, "«unknown» is not a value of «is»."),
        ({"beside": "visits-child-seen-alon: why"}, "«visits-child-seen-alon» is not another measure."),
        ({"beside": "visits-child-seen-alone"}, "Line 1: Write the id of the measure, a colon and why"),
        ({"id": "Visits Seen"}, "«id»: «Visits Seen» is not written so; write small letters and digits"),
        ({"id": "supervision-in-time"}, "«supervision-in-time» stands on the shelf already."),
        ({"examples": "examples: []"}, "At least three examples are needed"),
        (
            {"counted_where": "{column: seen, equals: nobody}"},
            "Example «plain: seen»: the total: 0 of 1 (0%), not",
        ),
        ({"of_where": f"{PERIOD}\n{{column: child, equals: KX472M}}"}, "«child» tells one person from another."),
        ({"by": "child"}, "«child» tells one person from another."),
        ({"title": "What Robin Hartley saw"}, "Take them out, or tick below that they are none."),
        ({"question": ""}, "Write the question."),
        ({"face": "statements"}, "Choose the rows."),
    ],
)
def test_what_the_loader_would_refuse_of_a_file_is_told_at_its_answer_and_nothing_kept(seen, analyst, given, told):
    answer = send(analyst, **given)

    text = answer.content.decode()
    assert answer.status_code == 422
    name = "examples" if told.startswith("Example") else next(iter(given))
    assert told in words_of("<p" + text.partition(f'id="id_{name}-error"')[2].partition("</p>")[0])
    assert not OwnMeasure.objects.exists()


def test_its_file_is_one_that_stands_on_a_shelf_as_it_is(seen, analyst, tmp_path):
    keep(analyst)

    put(tmp_path, f"measures/{ID}.yaml", analyst.get(of("file")).content.decode())
    put(tmp_path, f"measures/{ID}.examples.yaml", analyst.get(of("examples")).content.decode())

    found = checks.check(tmp_path)
    assert found.faults == ()
    with_rows = with_own_measures(counts_for("council"))
    assert found.shelf.history(Measure, ID) == with_rows.history(Measure, ID)


def test_its_figure_becomes_evidence_and_a_later_version_leaves_it_as_it_was(seen, analyst):
    keep(analyst)
    sentence = rows.statement(rows.review(Agency.objects.get(code="hub")), Agency.objects.get(code="council"))
    analyst.post(f"/measures/{ID}/evidence", {"statements": [sentence.ref], "key": new_ref()})
    frozen = FigureRecord.objects.get()

    later = {"from_date-day": "23", "from_date-month": "6", "from_date-year": "2026"}
    answer = keep(analyst, of("version"), title="Under another name", **later)

    assert answer.status_code == 302
    assert Evidence.objects.get().figure == frozen
    assert "Counted again just now, it is the same." in words_of(page(analyst, f"/figures/{frozen.ref}"))
    text = analyst.get(of("file")).content.decode()
    assert "to: 2026-06-22\n---\n" in text
    assert [one.version for one in _versions()] == [1, 2]


def _versions() -> tuple[Measure, ...]:
    return with_own_measures(counts_for("council")).history(Measure, ID)


def test_a_later_version_that_begins_today_is_refused(seen, analyst):
    keep(analyst)

    today = {"from_date-day": "22", "from_date-month": "6", "from_date-year": "2026"}
    answer = send(analyst, of("version"), **today)

    assert answer.status_code == 422
    assert "A later version begins tomorrow or after" in words_of(answer.content.decode())


def test_over_all_agencies_it_is_counted_once_the_unit_has_agreed(seen, analyst, browser):
    keep(analyst)
    unit = browser(Role.BUSINESS_MANAGER, "hub")

    before = unit.get(f"/measures/{ID}").status_code
    assert "Read «Protection visits at which the child was seen» and agree to it" in words_of(page(unit, "/measures"))
    answer = unit.post(of("agree"), {"key": new_ref()})

    assert (before, answer.status_code) == (404, 302)
    assert "agreed by Business manager" in words_of(page(unit, f"/measures/{ID}"))
    assert Event.objects.get(act="measure.agreed").agency_code == "council"
    assert unit.post(of("agree"), {"key": new_ref()}).status_code == 422, "not twice"


def test_another_agency_counts_its_own_rows_by_it_and_may_add_a_version(seen, analyst, browser):
    keep(analyst)

    health = browser(Role.ANALYST, "health")

    assert "No cases in this period" in words_of(page(health, f"/measures/{ID}"))
    assert health.get(of("version")).status_code == 200


@pytest.mark.parametrize("role", [Role.LEADER, Role.SAFEGUARDING_LEAD])
def test_who_is_no_analyst_reads_and_adds_nothing(seen, analyst, browser, role):
    keep(analyst)
    other = browser(role, "council")

    assert "1 of 2 (50%)" in words_of(page(other, f"/measures/{ID}"))
    assert (send(other).status_code, other.get(ADD).status_code) == (403, 403)
    assert other.post(of("agree"), {"key": new_ref()}).status_code == 403


def test_a_broken_one_is_told_and_takes_nothing_down(seen, analyst):
    keep(analyst)
    council = Agency.objects.get(code="council")
    broken = {
        "measure_id": "broken",
        "version": 1,
        "text": "id: broken\nface: gone\n",
        "examples": "",
        "role": "Analyst",
    }
    owned = {"agency": council, "audience": Audience.PARTNERSHIP, "by_ref": new_ref(), "recorded_at": NOW}
    OwnMeasure.objects.create(**broken, **owned)

    told = words_of(page(analyst, "/measures"))

    assert "measures/broken.yaml, line 1: «title» is missing." in told
    assert "It is not counted until then; everything else is." in told
    assert "At how many protection visits was the child seen? 1 of 2 (50%)" in words_of(page(analyst, SHOWN))
    assert "1 of 2 (50%)" in words_of(page(analyst, f"/measures/{ID}"))


def test_a_broken_one_is_mended_in_place_and_kept_as_the_next_version(seen, analyst):
    keep(analyst)
    kept = OwnMeasure.objects.get()
    # Its column was renamed in the program since.
    gone = kept.text.replace("{column: seen,", "{column: was_seen,")
    owned = {"agency": kept.agency, "audience": kept.audience, "by_ref": kept.by_ref, "recorded_at": NOW}
    broken = OwnMeasure.objects.create(
        measure_id="seen-2", version=1, text=gone.replace(ID, "seen-2"), examples=kept.examples, role="Analyst", **owned
    )
    address = f"/measures/added/{broken.ref}/version"

    told = words_of(page(analyst, "/measures"))
    form = words_of(page(analyst, address))
    as_it_stood = ANSWERS["counted_where"].replace("seen,", "was_seen,")
    later = {"from_date-day": "23", "from_date-month": "6", "from_date-year": "2026"}
    still = send(analyst, address, counted_where=as_it_stood, **later)
    mended = keep(analyst, address, **later)

    assert "«seen-2» cannot be read any more. Mend «seen-2»" in told
    assert "What is wrong with version 1" in form
    assert "Which of them are counted? Further conditions" in form
    assert "«was_seen» is not a column" in form
    assert "{column: was_seen, one_of: [seen, seen-alone]}" in form
    assert (still.status_code, mended.status_code) == (422, 302)
    assert [one.version for one in with_own_measures(counts_for("council")).history(Measure, "seen-2")] == [2]
    after = words_of(page(analyst, "/measures"))
    assert "cannot be read any more" not in after
    assert "is not counted until then" not in after


def test_what_was_kept_is_never_changed_and_is_there_for_who_asks_next(seen, analyst):
    council = counts_for("council")
    before = with_own_measures(council).ids(Measure.FOLDER)

    keep(analyst)

    assert with_own_measures(council).ids(Measure.FOLDER) - before == {ID}
    with pytest.raises(Exception, match="keeps what was written"):
        OwnMeasure.objects.update(text="id: another")


def test_it_starts_from_a_measure_that_is_there_with_its_examples(analyst):
    text = page(analyst, f"{ADD}?from=supervision-in-time")

    assert 'value="supervision-in-time-2"' in text
    assert '<option value="standard" selected>' in text
    assert 'value="child-supervision"' in text
    assert "two in time, one late" in text


CHOSEN = {
    "id": "",
    "of_where": "",
    "counted_where": "",
    "examples": "",
    "of_1_column": "kind",
    "of_1_test": "equals",
    "of_1_value": "protection-visit",
    "when": "visit_date",
    "of_2_column": "visit_date",
    "of_2_test": "on_or_before",
    "of_2_value": "as_at",
    "counted_1_column": "seen",
    "counted_1_test": "equals",
    "counted_1_value": "seen, seen-alone",
}


def test_the_share_of_records_with_a_condition_is_chosen_from_lists_and_needs_no_yaml(seen, analyst):
    rows_first = words_of(page(analyst, ADD))
    asked = page(analyst, f"{ADD}?rows=visits")

    tried = send(analyst, **CHOSEN)
    kept = send(analyst, tried=mark_in(tried), **CHOSEN)

    assert "Choose the rows first" in rows_first
    assert '<option value="visit_date"' in asked
    assert "1 of 2 (50%)" in words_of(tried.content.decode())
    row = OwnMeasure.objects.get()
    assert kept.headers["Location"] == "/measures/protection-visits-at-which-the-child-was-seen"
    assert "{column: seen, one_of: [seen, seen-alone]}" in row.text
    assert row.examples.count("made from the conditions that were chosen") == 3


def test_columns_are_chosen_by_what_they_mean_and_no_part_of_a_condition_says_that_it_may_stay_empty(analyst):
    asked = page(analyst, f"{ADD}?rows=visits")
    conditions = asked.partition("Of what</legend>")[2].partition("Its groups, source and days")[0]

    assert '<option value="visit_date">The day of the visit</option>' in asked
    assert ">visit_date" not in conditions
    assert "(optional)" not in conditions.replace("Which of them: by which day? (optional)", "")


def test_it_stands_under_the_theme_that_was_chosen(seen, analyst):
    keep(analyst, theme="oversight")

    told = words_of(page(analyst, "/measures?theme=oversight"))

    assert "theme: oversight" in OwnMeasure.objects.get().text
    assert "At how many protection visits was the child seen? 1 of 2 (50%)" in told


def test_reasons_to_leave_out_and_figures_beside_it_are_chosen_too(seen, analyst):
    reason = own_measures.reasons_to_leave_out(counts_for("council"))[0]
    more = {"left_1_reason": reason, "left_1_column": "team", "left_1_test": "not known"}
    more |= {"beside_1_measure": "supervision-in-time", "beside_1_because": "Nobody may have been asked."}

    tried = send(analyst, **CHOSEN, **more)
    send(analyst, tried=mark_in(tried), **CHOSEN, **more)

    text = OwnMeasure.objects.get().text
    assert f"reason: {reason}" in text
    assert "where: {column: team, is: not known}" in text
    assert "measure: supervision-in-time" in text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"of_2_column": ""}, "Choose by what they are known."),
        ({"of_2_test": ""}, "Choose what is said of it."),
        ({"of_2_value": "spring"}, "Write a day as 2026-03-31"),
        ({"counted_1_test": "before"}, "Only a day is before or after something."),
        ({"counted_1_value": ""}, "Enter with what it is compared."),
        ({"left_1_column": "agency", "left_1_test": "known"}, "Choose why it is left out."),
        ({"beside_1_measure": "supervision-in-time"}, "Say what the one would hide without the other."),
    ],
)
def test_a_choice_that_says_nothing_is_told_at_its_part(seen, analyst, wrong, told):
    answer = send(analyst, **{**CHOSEN, **wrong})

    assert answer.status_code == 422
    assert told in words_of(answer.content.decode().partition("govuk-error-summary")[2])
    assert not OwnMeasure.objects.exists()


def test_control_with_a_line_of_yaml_somebody_writes_the_examples(seen, analyst):
    answer = send(analyst, **{**CHOSEN, "of_where": "{column: agency, is: known}"})

    assert answer.status_code == 422
    assert "Write the examples" in words_of(answer.content.decode())
