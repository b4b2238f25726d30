"""One file of a sample: grade it, see both readers' grades side by side, agree, correct, hand it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.audits import files as desk
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.records.audits.actions import readings
from lineofsight.records.audits.rules.rounds import NotYoursToRead, WrongRound
from lineofsight.web.audits.forms import AgreeForm, CorrectForm
from lineofsight.web.form_page import form_page


def show_file(request: HttpRequest, audit_file: Any) -> HttpResponse:
    """A file: whose it is, to its readers; a number to whoever runs the round."""
    actor = request.actor
    return render(
        request,
        "audits/file.html",
        {
            "seen": desk.file_seen(audit_file, actor),
            "file": audit_file,
            "may_grade": can(actor, Act.AUDIT_GRADE, audit_file),
        },
    )


def grade(request: HttpRequest, audit_file: Any) -> HttpResponse:
    """Begin to grade a file, or go on with it."""
    form = readings.begin_reading(file=audit_file, by=request.actor)
    return HttpResponseRedirect(reverse("form_section", args=[form.ref, desk.first_section(audit_file)]))


def agree(request: HttpRequest, audit_file: Any) -> HttpResponse:
    """Say which grade stands where two readers differ."""
    seen = desk.file_seen(audit_file, request.actor)
    form = AgreeForm(request.POST or None, pairs=seen.to_agree)

    def act(clean: dict[str, Any]) -> str:
        agreed, expected = form.agreed()
        readings.moderate(file=audit_file, agreed=agreed, expected=expected, by=request.actor)
        return reverse("audit_file", args=[audit_file.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongRound, NotYoursToRead),
        done="Agreed. These grades count.",
        template="audits/form.html",
        heading="Where two readers differ",
        what="Talk first, with the file open. Then the second reader says which grade stands. Both are kept.",
        submit="These grades stand",
        cancel=reverse("audit_file", args=[audit_file.ref]),
    )


def correct(request: HttpRequest, audit_file: Any) -> HttpResponse:
    """Begin a correction of one's own signed grades."""

    def act(clean: dict[str, Any]) -> str:
        readings.correct_grades(file=audit_file, reason=clean["reason"], by=request.actor)
        return reverse("audit_file", args=[audit_file.ref])

    return form_page(
        request,
        CorrectForm(request.POST or None),
        act=act,
        refusals=(WrongRound, NotYoursToRead),
        done="Grade the file again. Your earlier grades stay, and count until you sign.",
        template="audits/form.html",
        heading="Correct your grades",
        what="What you signed stays. A correction stands beside it.",
        submit="Begin the correction",
        cancel=reverse("audit_file", args=[audit_file.ref]),
    )


def hand_back(request: HttpRequest, audit_file: Any) -> HttpResponse:
    """Give a file back: one knows the child or the family."""
    audit = audit_file.audit
    readings.hand_back(file=audit_file, by=request.actor)
    messages.success(
        request, f"File {audit_file.number} is handed back. Whoever runs the round gives it to somebody else."
    )
    return HttpResponseRedirect(reverse("audit", args=[audit.ref]))
