"""Grades that were given on paper or in another system: the list to fill in, what it would give, and taking it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.audits import lists as desk
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.records.audits import queries
from lineofsight.records.audits.rules.rounds import AuditState, WrongRound
from lineofsight.web.sheets import table_file


class GradesForm(forms.Form):
    """The file of a list of grades."""

    file = forms.FileField(
        label="The list of grades",
        help_text="Excel (.xlsx), OpenDocument (.ods) or CSV, up to 5 MB. Columns that are no area are passed over. "
        "The file is read and not kept.",
        widget=forms.FileInput(attrs={"accept": ",".join(desk.ENDINGS)}),
        error_messages={"required": "Choose the file of the list.", "empty": "The file is empty."},
    )


def hand_in(request: HttpRequest, audit: Any) -> HttpResponse:
    """Hand a list of grades in and see what it would give; nothing of it is taken."""
    if audit.state != AuditState.DRAWN:
        raise WrongRound("Grades are taken once the files are drawn, and until the round is closed.")
    form = GradesForm(request.POST or None, request.FILES or None)
    looked = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(desk.LARGEST_FILE + 1)
            looked = desk.look(audit=audit, content=content, name=file.name, by=request.actor)
        except Unreadable as trouble:
            form.add_error("file", str(trouble))
    return render(
        request,
        "audits/list_of_grades.html",
        {"audit": audit, "kind": queries.kind_of(audit), "form": form, "looked": looked},
        status=422 if form.errors else 200,
    )


def template(request: HttpRequest, audit: Any) -> HttpResponse:
    """The list to fill in: a row for each file and reader that nobody has begun here."""
    head, rows = desk.to_fill_in(audit, request.actor)
    name = f"grades-{audit.kind}-{audit.frame_date.isoformat()}"
    return table_file(request, head, rows, title="Grades", name=name)


def take(request: HttpRequest, audit: Any) -> HttpResponse:
    """Take the grades that were looked at."""
    signed = desk.take(audit=audit, packed=request.POST.get("grades", ""), by=request.actor)
    told = "The grades of 1 reading were taken" if signed == 1 else f"The grades of {signed} readings were taken"
    messages.success(request, f"{told}. The round says that they came from a list.")
    return HttpResponseRedirect(reverse("audit", args=[audit.ref]))
