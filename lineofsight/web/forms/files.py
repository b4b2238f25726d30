"""Forms as files and on paper: coded answers to take away, and a page to print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk import forms as desk
from lineofsight.desk.forms_taken import COLUMNS, coded_answers
from lineofsight.partnership.looking import note_taken_away
from lineofsight.partnership.queries import today
from lineofsight.records.forms.actions import EditionGone
from lineofsight.web.forms.views import in_force
from lineofsight.web.sheets import csv_file, xlsx_file


def download_answers(request: HttpRequest, instrument: str) -> HttpResponse:
    """Coded answers of all signed forms of an instrument in one's agency, as CSV or Excel."""
    found = in_force(request, instrument)
    _, rows = coded_answers(found.id, request.actor)
    note_taken_away(what=f"answers of {found.id}", rows=len(rows), by=request.actor)
    name = f"{found.id}-{today(request.actor.now).isoformat()}"
    if request.GET.get("as") == "xlsx":
        return xlsx_file(COLUMNS, rows, title="Answers", name=f"{name}.xlsx")
    return csv_file(COLUMNS, rows, name=f"{name}.csv")


def print_form(request: HttpRequest, form: Any) -> HttpResponse:
    """A form to print: its questions with what is answered, or with room to write."""
    seen = desk.form_seen(form, request.actor)
    if seen.instrument is None:
        raise EditionGone
    return render(
        request,
        "forms/print.html",
        {
            "seen": seen,
            "choices": desk.choices_in(seen.instrument),
            "notice": desk.notice() if form.subject and not seen.instrument.printed else None,
        },
    )
