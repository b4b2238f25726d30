"""Django forms drawn as GOV.UK controls: each kind has a branch, and each error leads to its control."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms

from lineofsight.web.day_field import DayField
from lineofsight.web.form_links import ErrorLink, control_kind, error_links
from tests.web.look.gallery import WRONG, EveryControl, draw, drawing


class Day(forms.Form):
    visit_date = DayField(label="When was the visit?")


def day_form(day: str, month: str, year: str) -> Day:
    return Day({"visit_date-day": day, "visit_date-month": month, "visit_date-year": year})


@pytest.mark.parametrize("typed", [("1", "1" * 5_000, "2026"), ("9" * 5_000, "6", "2026"), ("1_0", "6", "2026")])
def test_what_is_no_number_of_a_day_is_answered_with_what_to_enter(typed):
    (sentence,) = day_form(*typed).errors["visit_date"]

    assert sentence.endswith("is not a date. Enter the day, for example 27 3 2026.")


@pytest.mark.parametrize(
    ("month", "day"), [("3", 3), ("03", 3), ("March", 3), ("mar", 3), ("Sept.", 9), ("Ma", 0), ("Marz", 0)]
)
def test_a_month_is_known_by_its_number_and_by_its_name(month, day):
    form = day_form("1", month, "2026")

    assert form.is_valid() is bool(day)
    assert form.cleaned_data.get("visit_date") == (date(2026, day, 1) if day else None)


def drawn(form: forms.Form, name: str, more: str = "") -> str:
    source = f'{{% from "components/field.html" import field %}}{{{{ field(form[name]{more}) }}}}'
    return drawing().from_string(source).render(form=form, name=name)


def ids_and_describers(markup: str) -> tuple[set[str], set[str]]:
    ids: set[str] = set()
    described: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            for name, value in attrs:
                if name == "id":
                    ids.add(value or "")
                if name == "aria-describedby":
                    described.update((value or "").split())

    Reader().feed(markup)
    return ids, described


def test_every_kind_of_control_is_in_the_gallery():
    kinds = {control_kind(bound) for bound in EveryControl()}

    assert kinds == {
        "input", "password", "textarea", "select", "radios", "checkboxes", "checkbox", "day", "file", "hidden",
    }  # fmt: skip


def test_a_widget_without_a_control_of_ours_is_refused():
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        control_kind(Odd()["when"])


def test_every_line_of_the_error_summary_leads_to_a_control_of_the_page():
    page = draw("form-wrong.html")
    links = error_links(EveryControl(WRONG))

    ids, described = ids_and_describers(page)

    assert len(links) == 9
    assert {link.href.removeprefix("#") for link in links} <= ids
    assert described <= ids
    assert "<title>Error: " in page


@pytest.mark.parametrize(("number", "lines", "more"), [(15, 15, False), (16, 13, True), (120, 13, True)])
def test_of_very_many_errors_the_first_are_named_and_the_rest_counted(number, lines, more):
    source = '{% from "components/field.html" import error_summary %}{{ error_summary(some) }}'
    some = [{"text": f"Answer question {at}.", "href": f"#q-{at}"} for at in range(number)]

    summary = drawing().from_string(source).render(some=some)

    assert summary.count("<li>") == lines
    assert (f"And {number - 12} more, each told where it is." in summary) is more


def test_a_page_without_errors_has_neither_a_summary_nor_the_word_in_its_title():
    page = draw("form.html")

    assert "There is a problem" not in page
    assert "Error:" not in page


def test_an_error_about_the_whole_form_has_no_link():
    form = day_form("1", "2", "2026")
    form.add_error(None, "Nothing has changed.")

    assert error_links(form) == [ErrorLink("Nothing has changed.", "")]


def test_what_was_typed_is_kept_and_escaped():
    form = EveryControl({**WRONG, "title": "<b>Supervision</b>", "kind": "counted", "uses": ["12"]})

    assert 'value="&lt;b&gt;Supervision&lt;/b&gt;"' in drawn(form, "title")
    assert 'value="counted" checked' in drawn(form, "kind")
    assert 'value="said" checked' not in drawn(form, "kind")
    assert 'value="12" checked' in drawn(form, "uses")
    assert ">Two workers started.</textarea>" in drawn(form, "happened")
    assert 'value="30"' in drawn(form, "visit_date")


def test_a_password_is_never_sent_back():
    assert "secret" not in drawn(EveryControl({"password": "secret"}), "password")


def test_an_empty_field_is_drawn_empty():
    page = drawn(EveryControl(), "reason") + drawn(EveryControl(), "title")

    assert "None" not in page


def test_a_field_that_may_be_left_out_says_so():
    assert "Work email (optional)" in drawn(EveryControl(), "email")
    assert "(optional)" not in drawn(EveryControl(), "title")


def test_a_long_text_counts_its_characters_only_where_it_has_a_limit():
    assert 'data-maxlength="1200"' in drawn(EveryControl(), "happened")
    assert "data-maxlength" not in drawn(EveryControl(), "reason")


def test_a_label_can_be_the_heading_of_the_page():
    assert drawn(EveryControl(), "kind", ", is_heading=true").count("<h1") == 1


def test_a_day_is_read_from_three_inputs():
    form = day_form(" 27", "3", "2026 ")

    assert form.is_valid()
    assert form.cleaned_data == {"visit_date": date(2026, 3, 27)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("30", "2", "2026"), "30 February is not a date. Enter the day, for example 27 3 2026."),
        (("1", "13", "2026"), "1 13 2026 is not a date. Enter the day, for example 27 3 2026."),
        (("a", "3", "2026"), "a March is not a date. Enter the day, for example 27 3 2026."),
        (("27", "3", "26"), "The year must have 4 numbers, for example 2026."),
        (("27", "", "2026"), "The day must include a month."),
        (("27", "", ""), "The day must include a month and a year."),
        (("", "", ""), "Enter the day, for example 27 3 2026."),
        (("27", "3", "0000"), "27 March is not a date. Enter the day, for example 27 3 2026."),
        (("9" * 400, "3", "2026"), f"{'9' * 400} March is not a date. Enter the day, for example 27 3 2026."),
    ],
)
def test_a_day_that_is_none_says_what_to_enter(typed: tuple[str, str, str], sentence: str):
    form = day_form(*typed)

    assert not form.is_valid()
    assert form.errors["visit_date"] == [sentence]
