"""Changing one sentence: the field, what it becomes, the checks beneath it, and two people at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineofsight.assurance.models import Draft, Extract, Statement, Wording
from lineofsight.partnership.rules import Role
from tests.factories import rows
from tests.factories.partnership import member
from tests.web.browsers import browser
from tests.web.pages import field

AT_LENGTH = pytest.mark.postgres_at_length(
    reason="how a sentence is shown and checked; two savers and what is counted are tried by the tests named here",
    but=(
        "test_saved_words_are_kept_as_they_read_with_the_figure_tied",
        "test_an_agencys_people_change_their_own_sentences_alone",
        "test_the_second_saver_gets_both_texts_and_their_own_is_kept_as_a_draft",
        "test_whatever_is_chosen_neither_text_is_lost",
        "test_without_a_choice_or_with_a_third_saver_the_page_comes_again",
        "test_control_a_save_that_forgets_what_it_began_over_would_overwrite",
        "test_the_number_of_queries_does_not_grow_with_the_sentences",
    ),
)
pytestmark = [pytest.mark.django_db, AT_LENGTH]
NEW = "Managers read 12 plans with the worker and the parent."


def words_of(statement: Statement) -> str:
    return Statement.objects.get(pk=statement.pk).current.text


def test_the_page_shows_the_sentences_in_their_sections_and_opens_one(given):
    closed, opened = given.page(given.unit), given.page(given.unit, "?sentence=1")

    assert closed.index("Plans") < closed.index("Managers read each") < closed.index("Nurses see")
    assert "<textarea" not in re.sub(r"<details.*?</details>", "", closed, flags=re.DOTALL)
    assert f'<h1 class="govuk-heading-l">{given.edition.title}</h1>' in closed
    assert field(opened) == "Of the plans read, {F1} were whole."
    assert '<span class="los-chip">34 of 40 (85%)</span>' in opened
    assert "“managers know their children well”" in opened


def test_an_open_sentence_with_another_agencys_quotation_says_whose_it_is(given):
    opened = given.page(given.unit, "?sentence=1")

    assert "The Inspectorate, A joint inspection" in opened


def test_saved_words_are_kept_as_they_read_with_the_figure_tied(given):
    answer = given.write(given.unit, given.first, "{F1} plans were whole.")

    assert answer.status_code == 302
    assert answer["Location"].endswith("/edit#s1")
    assert words_of(given.first) == "34 of 40 (85%) plans were whole."
    stored = Statement.objects.get(pk=given.first.pk)
    assert [(figure.value, figure.denominator) for figure in stored.current.figures.all()] == [(34, 40)]
    assert field(given.page(given.unit, "?sentence=1")) == "{F1} plans were whole."


def test_saving_says_how_much_stops_it_and_which_words_look_like_names(given):
    given.write(given.unit, given.first, "Jo Smith said that all practice is robust.")

    text = re.sub(r"\s+", " ", given.page(given.unit))
    assert re.search(r"[1-9] things? stops? it from being printed yet", text)
    assert "«Jo» and «Smith» look like names. Open the sentence and write a role instead." in text
    given.write(given.unit, Statement.objects.get(pk=given.first.pk), "{F1} plans were whole.")
    assert "look like names" not in given.page(given.unit)


def test_a_quotation_that_is_put_in_is_tied_to_its_report(given):
    page = given.page(given.unit, "?sentence=1")
    named = re.search(r'name="named" value="([^"]*)"', page)[1]

    given.write(given.unit, given.first, "Inspectors wrote “{Q1}” of us.", named=named)

    stored = Statement.objects.get(pk=given.first.pk)
    assert stored.current.text == "Inspectors wrote “managers know their children well” of us."
    assert [one.assessment.title for one in Extract.objects.filter(wording=stored.current)] == ["A joint inspection"]
    assert "{Q1}" in field(given.page(given.unit, "?sentence=1"))


def test_a_button_puts_a_figure_into_the_sentence_without_a_script(given):
    answer = given.write(given.lead, given.first, "The plans were read.", do="put:F1")
    page = given.lead.get(answer["Location"]).content.decode()

    assert field(page) == "The plans were read {F1}."
    assert words_of(given.first).startswith("Of the plans read")


def test_a_token_that_stands_for_nothing_is_refused_and_every_word_is_kept(given):
    answer = given.write(given.unit, given.first, "It was {F9}, we think.")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "«{F9}» stands for nothing that is tied to this sentence." in page
    assert field(page) == "It was {F9}, we think."
    assert words_of(given.first).startswith("Of the plans read")


def test_the_checks_say_what_keeps_a_sentence_from_print_and_what_could_be_better(given):
    words = "Practice has improved, all workers are trained by Jo, and the IRO has completed it."

    page = given.write(given.unit, given.second, words, do="draft", htmx=True).content.decode()

    wanted = [
        *("«has improved» says that", "«all» is a claim", "Nothing stands behind", "looks like a name"),
        *("Not every reader knows «IRO»", "/glossary#independent-reviewing-officer", "from «completed»"),
    ]
    assert [said for said in wanted if said not in page] == []
    assert page.count("Not yet for print:") == 3


def test_what_points_to_somebody_keeps_a_sentence_from_print_while_it_is_typed(given):
    plain = given.write(given.unit, given.second, "Workers wrote a plan.", do="draft", htmx=True).content.decode()

    page = given.write(given.unit, given.second, "Mr Oddfellow wrote a plan.", do="draft", htmx=True).content.decode()

    assert page.count("Not yet for print:") == plain.count("Not yet for print:") + 1
    assert "Mr Oddfellow" in page[page.index("Not yet for print:") :]


def test_a_pause_of_typing_answers_the_checks_and_the_preview_and_never_the_field(given):
    answer = given.write(given.lead, given.first, "Of the plans, {F1} were whole.", do="draft", htmx=True)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<textarea" not in page
    assert '<span class="los-chip">34 of 40 (85%)</span>' in page
    assert 'id="status" hx-swap-oob="innerHTML"' in page
    assert "Reading age" in page or "reading age" in page


def test_a_word_that_was_ticked_as_no_name_is_not_asked_about_again(given):
    asked = given.write(given.unit, given.second, "Staff read it with Jo.", do="draft", htmx=True).content.decode()
    ticked = given.write(given.unit, given.second, "Staff read it with Jo.", do="draft", htmx=True, not_name=["Jo"])
    reopened = given.page(given.unit, "?sentence=2&draft=use")

    assert "«Jo» looks like a name. Take it out, or tick that it is not one." in asked
    assert "looks like a name" not in ticked.content.decode()
    assert "looks like a name" not in reopened
    assert '<input type="hidden" name="not_name" value="Jo">' in reopened


def test_an_agencys_people_change_their_own_sentences_alone(given):
    page = given.page(given.lead)

    assert "Change 1<" in page
    assert "Nurses see" not in page
    assert given.write(given.lead, given.theirs, NEW).status_code == 404
    given.theirs.audience = 2
    given.theirs.save(update_fields=["audience"])
    assert "Change 3<" not in given.page(given.lead)
    assert given.write(given.lead, given.theirs, NEW).status_code == 403
    given.page(given.lead, "?sentence=3", status=403)
    assert words_of(given.theirs) == "Nurses see babies at home."


def test_whoever_only_reads_sees_no_field_and_no_button(given):
    checker = browser(member(Role.CHECKER, given.of.hub))

    page = given.page(checker)

    assert "change none" in page
    assert "Change 1<" not in page
    assert "Move the section" not in page


def test_the_second_saver_gets_both_texts_and_their_own_is_kept_as_a_draft(given):
    given.write(given.unit, given.second, "Theirs stands now.")

    answer = given.write(given.lead, given.second, NEW)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Two people changed this" in page
    assert NEW in page
    assert words_of(given.second) == "Theirs stands now."
    assert Draft.objects.get().text == NEW


@pytest.mark.parametrize(("choice", "stands"), [("mine", NEW), ("join", NEW), ("theirs", "Theirs stands now.")])
def test_whatever_is_chosen_neither_text_is_lost(given, choice, stands):
    given.write(given.unit, given.second, "Theirs stands now.")
    page = given.write(given.lead, given.second, NEW).content.decode()
    began = re.search(r'name="began" value="(\w+)"', page)[1]

    answer = given.write(given.lead, given.second, "", began=began, conflict="1", choice=choice, text=NEW)

    assert answer.status_code == 302
    assert words_of(given.second) == stands
    assert set(Wording.objects.filter(statement=given.second).values_list("text", flat=True)) >= {
        NEW, "Theirs stands now.", "Managers read each plan with the worker.",
    }  # fmt: skip
    assert not Draft.objects.exists()


def test_without_a_choice_or_with_a_third_saver_the_page_comes_again(given):
    given.write(given.unit, given.second, "Theirs stands now.")
    began = Statement.objects.get(pk=given.second.pk).current.sha
    unchosen = given.write(given.lead, given.second, "", began=began, conflict="1", text=NEW)
    given.write(given.unit, Statement.objects.get(pk=given.second.pk), "A third text stands.")

    late = given.write(given.lead, given.second, "", began=began, conflict="1", choice="mine", text=NEW)

    assert (unchosen.status_code, late.status_code) == (409, 409)
    assert "Choose what should stand." in unchosen.content.decode()
    assert NEW in late.content.decode()
    assert words_of(given.second) == "A third text stands."


def test_what_changed_beside_the_words_is_no_conflict(given):
    stale = Statement.objects.get(pk=given.second.pk)
    given.write(given.unit, given.second, stale.current.text, do="out")

    assert given.write(given.lead, stale, NEW).status_code == 302
    assert (words_of(given.second), Statement.objects.get(pk=given.second.pk).is_included) == (NEW, False)


def test_control_a_save_that_forgets_what_it_began_over_would_overwrite(given):
    given.write(given.unit, given.second, "Theirs stands now.")
    now = Statement.objects.get(pk=given.second.pk).current.sha

    # As if the form always said the words of this moment: nothing would be noticed.
    assert given.write(given.lead, given.second, NEW, began=now).status_code == 302


def test_a_published_edition_is_not_written_any_more(given):
    given.edition.content = "{}"
    given.edition.state = "published"
    given.edition.save(update_fields=["content", "state"])

    page = given.page(given.unit, "?sentence=1")

    assert "Nothing of it can be changed." in page
    assert "Change 1<" not in page
    assert given.write(given.unit, given.first, NEW).status_code == 409


def test_a_sentence_that_is_not_there_is_not_found(given):
    for number in ("99", "x", "0", "1" * 30):
        given.page(given.unit, f"?sentence={number}", status=404)


def test_the_number_of_queries_does_not_grow_with_the_sentences(given):
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            given.page(given.unit, "?sentence=1")
        return len(seen)

    queries()
    before = queries()
    for number in range(20):
        more = rows.statement(given.review, given.of.council, section=f"Part {number % 4}", text=f"Plan {number}.")
        rows.behind(more, given.first.supports.first().evidence)

    assert queries() == before


def test_saving_speaks_of_a_signature_and_of_an_opinion_only_where_there_were_any(given):
    plain = given.write(given.unit, given.first, "{F1} plans were whole.")
    told = given.page(given.unit)
    rows.signoff(given.edition, given.second.current)
    rows.opinion(given.second, given.of.scrutiny)
    given.write(given.unit, Statement.objects.get(pk=given.second.pk), "Managers read each plan twice.")
    lost = given.page(given.unit)

    assert plain.status_code == 302
    assert "Sentence 1 is saved." in told
    assert "signs it anew" not in told
    assert "has lapsed" not in told
    assert "Sentence 2 is saved. Its agency signs it anew. The opinion on its earlier words has lapsed." in lost


def test_the_open_sentence_leads_the_unit_to_the_recommendations_that_it_answers(given):
    address = f"/statements/{given.first.ref}/answers"

    assert f'href="{address}"' in given.page(given.unit, "?sentence=1")
    assert given.unit.get(address).status_code == 200
    # Control: who may not say it is not led there.
    assert f'href="{address}"' not in given.page(given.lead, "?sentence=1")
