"""A form from its first page to its signature: resumed, skipped, refused, and saved by two people at once."""

import re

import pytest

from lineofsight.assurance.models import Evidence, Supports
from lineofsight.partnership.rules import Role
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.trail.models import Event
from tests.factories import rows
from tests.factories.partnership import member
from tests.web.forms.filling import AREAS, FIRST, LAST, QUALITY, begun, filled, hidden, saved, version
from tests.web.pages import page, words_of
from tests.web.rounds.conftest import signed_in

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="how a form is asked and shown; saving, two at once and signing are tried on both in tests/records/forms",
    but=(
        "test_a_form_goes_from_its_first_page_to_its_signature",
        "test_of_two_people_who_answer_one_section_the_second_sees_both",
        "test_the_second_chooses_what_stands_and_the_first_stays_in_the_history",
        "test_a_child_whom_one_does_not_see_is_no_child",
        "test_an_open_page_is_kept_while_somebody_types_and_the_trail_tells_it_once",
        "test_of_two_people_the_page_of_the_second_is_not_kept_over_the_first",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]


def kept(client, address: str, answers: dict[str, str], number: int):
    """What the script of the page sends while somebody types."""
    shown = hidden(client, address)["shown"]
    return client.post(address, {"shown": shown, "number": str(number), **answers, "then": "quiet"})


def test_a_form_goes_from_its_first_page_to_its_signature(manager, child):
    address = filled(manager, child)

    answer = manager.post(f"{address}/check", {"version": version(manager, address)})
    told = words_of(page(manager, address))

    assert answer.url == address
    assert "Signed by" in told
    assert "The quality check graded the assessment good; 5 of 5 areas were good or better." in told
    assert Form.objects.get().state == "signed"
    acts = list(Event.objects.filter(act__startswith="form.").order_by("id").values_list("act", flat=True))
    assert acts == ["form.begun", "form.saved", "form.saved", "form.saved", "form.signed"]


SUMMARY = "The quality check graded the assessment good; 5 of 5 areas were good or better."


def test_what_a_signed_form_says_of_itself_is_cited_as_evidence_of_a_sentence(manager, child, bodies):
    """The summary names no child, so it can stand behind a sentence that others read."""
    address = filled(manager, child)
    manager.post(f"{address}/check", {"version": version(manager, address)})
    [cited] = re.findall(r"The quality check graded [^<]*\.", page(manager, address))
    sentence = rows.statement(rows.review(bodies.hub), bodies.council)
    lead = signed_in(member(Role.SAFEGUARDING_LEAD, bodies.council))
    offer = {"title": "Quality check of an assessment", "kind": "document", "shows": "1", "key": "once"}

    sent = lead.post(f"/statements/{sentence.ref}/evidence", {**offer, "note": cited})

    assert (cited, sent.status_code) == (SUMMARY, 302)
    evidence = Evidence.objects.get()
    assert list(Supports.objects.values_list("statement", "evidence")) == [(sentence.pk, evidence.pk)]
    assert SUMMARY in words_of(page(lead, f"/evidence/{evidence.ref}"))
    assert evidence.title in words_of(page(lead, f"/statements/{sentence.ref}"))
    assert child.shown not in page(lead, f"/evidence/{evidence.ref}")


def test_a_form_that_is_not_finished_has_nothing_to_cite(manager, child):
    address = begun(manager, child)
    saved(manager, f"{address}/sections/the-assessment", FIRST)

    assert "The quality check graded" not in page(manager, address)


def test_the_first_page_says_how_long_it_takes_and_who_will_see_it(manager):
    told = words_of(page(manager, f"/forms/about/{QUALITY}"))

    assert "About 25 minutes." in told
    assert "This is not a referral." in told
    assert "Nobody of another agency." in told
    assert "Not yet checked against the source." in told


def test_a_form_that_was_left_half_way_is_found_again_with_what_was_answered(manager, child):
    address = begun(manager, child)
    half = {"framework-edition-0": "earlier"}

    left = saved(manager, f"{address}/sections/the-assessment", half, then="leave")
    listed = page(manager, "/forms")
    again = page(manager, f"{address}/sections/the-assessment")

    assert left.url == address
    assert address in listed
    assert re.search(r'value="earlier"[^>]*checked', again)


def test_an_answer_that_is_needed_keeps_the_page_unless_one_leaves(manager, child):
    address = f"{begun(manager, child)}/sections/the-assessment"

    refused = saved(manager, address, {"framework-edition-0": "earlier"})

    assert refused.status_code == 422
    assert "Enter the day for «On which day was it finished?», or save and leave." in words_of(refused.content.decode())
    assert re.search(r'value="earlier"[^>]*checked', refused.content.decode())
    assert not Saved.objects.exists()


def test_an_answer_that_asks_for_more_leads_back_to_the_new_question(manager, child):
    address = f"{begun(manager, child)}/sections/the-assessment"

    answer = saved(manager, address, {**FIRST, "filed-late-0": "yes"})
    again = page(manager, address)

    assert answer.url == address
    assert "Why was it late?" in again
    assert "Why was it late?" not in page(manager, f"{begun(manager, child)}/sections/the-assessment")


def test_what_is_not_asked_any_more_is_dropped(manager, child):
    address = f"{begun(manager, child)}/sections/the-assessment"
    saved(manager, address, {**FIRST, "filed-late-0": "yes"})
    saved(manager, address, {**FIRST, "filed-late-0": "yes", "why-late-0": "capacity"})

    saved(manager, address, {**FIRST, "filed-late-0": "no", "why-late-0": "capacity"})

    last = Saved.objects.order_by("-number").first()
    assert last.number == 3
    assert set(last.answers.values_list("question", flat=True)) == {"framework-edition", "completed-on", "filed-late"}
    assert Answer.objects.filter(code="capacity").count() == 1


def test_a_day_that_lies_ahead_is_refused_and_stays_on_the_page(manager, child):
    address = f"{begun(manager, child)}/sections/the-assessment"

    refused = saved(manager, address, {**FIRST, "completed-on-0-year": "2027"})

    told = words_of(refused.content.decode())
    assert refused.status_code == 422
    assert "The day must be today or in the past. You entered 2 March 2027." in told
    assert 'value="2027"' in refused.content.decode()


def test_a_text_that_holds_a_name_is_asked_about_before_it_is_saved(manager, child):
    address = f"{begun(manager, child)}/sections/overall"
    answers = {
        "overall-0": "inadequate", "returned-0": "yes", "to-think-about-0": "Say more about what Mary saw.",
        "right-by-0-day": "1", "right-by-0-month": "7", "right-by-0-year": "2026",
    }  # fmt: skip
    saved(manager, address, {"overall-0": "inadequate", "returned-0": "yes"})

    asked = saved(manager, address, answers)
    ticked = saved(manager, address, {**answers, "not-names": "Mary"})

    told = words_of(asked.content.decode())
    assert asked.status_code == 422
    assert "«Mary» looks like a name. Take it out, or tick below that it is not one." in told
    assert "Say more about what Mary saw." in told
    assert ticked.status_code == 302
    assert Answer.objects.get(question="to-think-about").text == "Say more about what Mary saw."


def test_of_two_people_who_answer_one_section_the_second_sees_both(manager, near, child):
    address = f"{begun(manager, child)}/sections/areas"
    officer = near(Role.REVIEWING_OFFICER)[1]
    seen = hidden(officer, address)
    saved(manager, address, AREAS)

    late = officer.post(address, {**seen, **AREAS, "child-heard-0": "inadequate", "then": "continue"})

    told = words_of(late.content.decode())
    assert late.status_code == 409
    assert "Two people answered this" in told
    assert "How well does it show what life is like for the child? Good Inadequate" in told
    assert Answer.objects.get(question="child-heard").code == "good"


@pytest.mark.parametrize(
    ("choice", "code", "status"), [("theirs", "good", 302), ("mine", "inadequate", 302), ("join", "good", 200)]
)
def test_the_second_chooses_what_stands_and_the_first_stays_in_the_history(manager, near, child, choice, code, status):
    address = f"{begun(manager, child)}/sections/areas"
    officer = near(Role.REVIEWING_OFFICER)[1]
    saved(manager, address, AREAS)
    mine = {**hidden(officer, address), **AREAS, "child-heard-0": "inadequate", "then": "continue"}

    answer = officer.post(address, {**mine, "choice": choice})

    last = Saved.objects.order_by("-number").first()
    assert answer.status_code == status
    assert last.answers.get(question="child-heard").code == code
    assert Answer.objects.filter(question="child-heard", code="good").exists()


def test_two_people_who_answer_two_sections_do_not_meet(manager, near, child):
    address = begun(manager, child)
    officer = near(Role.REVIEWING_OFFICER)[1]
    seen = hidden(officer, f"{address}/sections/overall")
    saved(manager, f"{address}/sections/areas", AREAS)

    answer = officer.post(f"{address}/sections/overall", {**seen, **LAST, "then": "continue"})

    assert answer.status_code == 302
    assert {one.section for one in Saved.objects.all()} == {"areas", "overall"}


def test_what_was_changed_after_it_was_read_through_is_not_signed(manager, near, child):
    address = filled(manager, child)
    read = version(manager, address)
    saved(near(Role.REVIEWING_OFFICER)[1], f"{address}/sections/overall", {**LAST, "overall-0": "outstanding"})

    answer = manager.post(f"{address}/check", {"version": read})

    assert answer.status_code == 409
    assert Form.objects.get().state == "all answered"


def test_a_form_that_is_not_all_answered_is_not_signed(manager, child):
    address = begun(manager, child)
    saved(manager, f"{address}/sections/the-assessment", FIRST)

    answer = manager.post(f"{address}/check", {"version": "2"})

    assert answer.status_code == 409
    assert "This form is not all answered." in words_of(answer.content.decode())


def test_a_signed_form_takes_no_answer_and_no_second_signature(manager, child):
    address = filled(manager, child)
    seen = hidden(manager, f"{address}/sections/overall")
    last = version(manager, address)
    manager.post(f"{address}/check", {"version": last})

    answers = [
        manager.post(f"{address}/sections/overall", {**seen, **LAST, "then": "continue"}),
        manager.post(f"{address}/check", {"version": last}),
        manager.post(f"{address}/aside", {"version": last}),
    ]

    assert [one.status_code for one in answers] == [409, 409, 409]
    assert Saved.objects.count() == 3


def test_a_form_begun_by_mistake_is_set_aside_and_stands_in_no_list(manager, child):
    address = begun(manager, child)

    manager.post(f"{address}/aside", {"version": "1"})

    assert address not in page(manager, "/forms")
    assert address not in page(manager, f"/forms/children/{child.ref}")
    assert "Set aside." in words_of(page(manager, address))


def test_an_instrument_says_for_whom_it_is_to_somebody_whom_it_is_not_for(near, child):
    practitioner = near(Role.PRACTITIONER)[1]

    told = words_of(page(practitioner, f"/forms/about/{QUALITY}"))
    refused = practitioner.post(f"/forms/about/{QUALITY}/begin", {"child": child.shown})

    assert "It is for others to fill in: Team manager, Independent reviewing officer" in told
    assert refused.status_code == 422
    assert not Form.objects.exists()


def test_a_child_whom_one_does_not_see_is_no_child(browser, council, child):
    stranger = browser(Role.TEAM_MANAGER, "council")

    answer = stranger.post(f"/forms/about/{QUALITY}/begin", {"child": child.shown})

    assert answer.status_code == 422
    assert "There is no child with this short name whom you may see." in words_of(answer.content.decode())


def test_a_form_that_can_be_about_a_session_is_begun_without_a_child(manager, child):
    first = page(manager, "/forms/about/reflective-supervision")

    answer = manager.post("/forms/about/reflective-supervision/begin", {"about": "session"})
    strange = manager.post("/forms/about/reflective-supervision/begin", {"about": "step"})

    assert "Begin one about a session instead" in first
    assert answer.status_code == 302
    assert (Form.objects.get().about, Form.objects.get().subject) == ("session", None)
    assert "This is not a referral." not in words_of(page(manager, answer.url))
    assert strange.status_code == 422


def test_an_open_page_is_kept_while_somebody_types_and_the_trail_tells_it_once(manager, child):
    address = f"{begun(manager, child)}/sections/areas"

    first = kept(manager, address, {"child-heard-0": "good"}, 0)
    second = kept(manager, address, {"child-heard-0": "good", "change-0": "inadequate"}, first.json()["number"])

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json() == {"at": "10:00am", "number": 2, "left_out": 0}
    assert re.search(r'value="inadequate"[^>]*checked', page(manager, address))
    assert Event.objects.filter(act="form.kept while typing").count() == 1
    assert not Event.objects.filter(act="form.saved").exists()


def test_what_cannot_be_taken_yet_is_not_kept_and_what_stood_there_before_stays(manager, child):
    address = f"{begun(manager, child)}/sections/the-assessment"
    saved(manager, address, FIRST)

    half_a_day = kept(manager, address, {**FIRST, "framework-edition-0": "earlier", "completed-on-0-year": ""}, 1)

    assert (half_a_day.status_code, half_a_day.json()["left_out"]) == (200, 1)
    last = Saved.objects.get(number=2)
    assert last.answers.get(question="framework-edition").code == "earlier"
    assert last.answers.get(question="completed-on").day.isoformat() == "2026-03-02"


def test_a_name_that_was_typed_is_never_kept_while_typing(manager, child):
    address = f"{begun(manager, child)}/sections/overall"
    saved(manager, address, {"overall-0": "inadequate", "returned-0": "yes"})

    answer = kept(
        manager,
        address,
        {"overall-0": "inadequate", "returned-0": "yes", "to-think-about-0": "Say more about what Mary saw."},
        1,
    )

    assert answer.json()["left_out"] == 1
    assert not Answer.objects.filter(question="to-think-about").exists()


def test_of_two_people_the_page_of_the_second_is_not_kept_over_the_first(manager, near, child):
    address = f"{begun(manager, child)}/sections/areas"
    officer = near(Role.REVIEWING_OFFICER)[1]
    saved(manager, address, AREAS)

    late = kept(officer, address, {**AREAS, "child-heard-0": "inadequate"}, 0)

    assert late.status_code == 409
    assert Answer.objects.get(question="child-heard").code == "good"


def test_a_signed_form_and_somebody_elses_is_not_kept_into(manager, near, browser, child):
    address = filled(manager, child)
    section = f"{address}/sections/areas"
    given = {"shown": "", "number": "1", **AREAS, "child-heard-0": "inadequate", "then": "quiet"}
    manager.post(f"{address}/check", {"version": version(manager, address)})

    assert manager.post(section, given).status_code == 409
    assert browser(Role.SAFEGUARDING_LEAD, "health").post(section, given).status_code == 404
    assert not Answer.objects.filter(code="inadequate").exists()


def test_what_my_own_page_kept_while_i_typed_is_no_conflict_with_myself(manager, child):
    address = f"{begun(manager, child)}/sections/areas"
    seen = hidden(manager, address)
    first = kept(manager, address, {"child-heard-0": "good"}, 0)
    # Two on their way at once: the second was sent before the first had answered.
    second = kept(manager, address, {"child-heard-0": "good", "change-0": "inadequate"}, 0)

    mine = manager.post(address, {**seen, **AREAS, "then": "continue"})

    assert [one.json()["number"] for one in (first, second)] == [1, 2]
    assert mine.status_code == 302
    assert list(Saved.objects.order_by("number").values_list("number", "is_quiet")) == [
        (1, True),
        (2, True),
        (3, False),
    ]


def test_control_what_i_saved_by_pressing_or_another_s_page_kept_is_a_conflict(manager, near, child):
    address = f"{begun(manager, child)}/sections/areas"
    officer = near(Role.REVIEWING_OFFICER)[1]
    seen = hidden(officer, address)
    kept(manager, address, {"child-heard-0": "good"}, 0)

    theirs = officer.post(address, {**seen, **AREAS, "then": "continue"})
    saved(manager, address, AREAS)
    # The same person in an older window: what they pressed in the other stands.
    older = manager.post(address, {"shown": "", "number": "1", **AREAS, "then": "continue"})

    assert (theirs.status_code, older.status_code) == (409, 409)
