"""Forms as files and on paper: coded answers to take away, a page to print, the Word form and back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.forms import begun as desk
from lineofsight.desk.forms.taken import COLUMNS, coded_answers
from lineofsight.desk.forms.word import NothingTaken, take_word, word_of
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.packs.form_read import NotThisForm
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.queries import today
from lineofsight.records.forms.actions import EditionGone, NotForYou
from lineofsight.records.forms.rules.moves import FORM_MOVES
from lineofsight.web.forms.views import in_force
from lineofsight.web.sheets import attachment, taken_away

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 5_000_000


def download_answers(request: HttpRequest, instrument: str) -> HttpResponse:
    """Coded answers of all signed forms of an instrument in one's agency, as CSV or Excel."""
    found = in_force(request, instrument)
    _, rows = coded_answers(found.id, request.actor)
    name = f"{found.id}-{today(request.actor.now).isoformat()}"
    return taken_away(request, COLUMNS, rows, what=f"answers of {found.id}", title="Answers", name=name)


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
            "about_a_child": bool(form.subject) and not seen.instrument.printed,
        },
    )


class WordForm(forms.Form):
    """The Word form that was filled in."""

    file = forms.FileField(
        label="Upload the Word form that was filled in",
        help_text="A .docx file. Every new answer in it is taken, or none. You sign on the page, not in the file.",
        error_messages={"required": "Choose the Word form.", "empty": "The file is empty. Choose another."},
    )


def send_word(request: HttpRequest, form: Any) -> HttpResponse:
    """The Word form: download it, or upload the one that was filled in."""
    seen = _to_fill(request, form)
    asked, told = WordForm(request.POST or None, request.FILES or None), tuple[str, ...]()
    if request.method == "POST" and asked.is_valid():
        file = asked.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                raise NotThisForm("The file is larger than a Word form can be. Upload the form itself.")
            number = take_word(form=form, content=file.read(), name=file.name or "form.docx", by=request.actor)
        except NothingTaken as trouble:
            told = trouble.told
            asked.add_error("file", "Nothing was taken. What is in the way stands below.")
        except (NotThisForm, Unreadable) as trouble:
            asked.add_error("file", str(trouble))
        else:
            what = "1 section is" if number == 1 else f"{number} sections are"
            messages.success(request, f"{what} taken from the file. Look at all of it before you sign.")
            return HttpResponseRedirect(reverse("form_check", args=[form.ref]))
    return render(
        request, "forms/word.html", {"seen": seen, "form": asked, "told": told}, status=422 if asked.errors else 200
    )


def download_word(request: HttpRequest, form: Any) -> HttpResponse:
    """The Word form with what has been answered; what is private is not in it."""
    _to_fill(request, form)
    return attachment(word_of(form, on=today(request.actor.now)), media_type=DOCX, name=f"form-{form.ref[:6]}.docx")


def _to_fill(request: HttpRequest, form: Any) -> desk.FormSeen:
    seen = desk.form_seen(form, request.actor)
    if seen.instrument is None:
        raise EditionGone
    if not seen.is_open:
        raise WrongState("This form", form.state, "started", FORM_MOVES)
    if not desk.may_fill(form, seen.instrument, request.actor):
        raise NotForYou(seen.instrument)
    return seen
