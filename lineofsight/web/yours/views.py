"""What one settles for oneself: how often one is told, and the address of one's own calendar."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.calendar import due_days, written
from lineofsight.mails.actions import choose_rhythm
from lineofsight.mails.queries import choice_of
from lineofsight.mails.rules import Rhythm
from lineofsight.partnership.actor import job
from lineofsight.partnership.calendars import (
    AskedTooOften,
    NoCalendar,
    calendar_of,
    end_calendar,
    make_calendar,
    open_calendar,
)
from lineofsight.partnership.scope import scope
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version


class RhythmForm(forms.Form):
    """How often one wants to be told what waits."""

    rhythm = forms.ChoiceField(
        label="How often do you want to be told what waits for you?",
        choices=[
            (Rhythm.DAILY.value, "Each day on which something waits"),
            (Rhythm.WEEKLY.value, "On Mondays"),
            (Rhythm.NONE.value, "Never: I look for myself"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often you want to be told."},
    )
    version = Version()


def choose_mails(request: HttpRequest) -> HttpResponse:
    """Choose how often the digest comes."""
    rhythm, version = choice_of(request.actor.person_id)

    def act(clean: dict[str, Any]) -> str:
        choose_rhythm(rhythm=Rhythm(clean["rhythm"]), expected_version=clean["version"], by=request.actor)
        return reverse("your_mails")

    return form_page(
        request,
        RhythmForm(request.POST or None, initial={"rhythm": rhythm.value, "version": version}),
        act=act,
        done="Saved.",
        template="yours/mails.html",
    )


def show_calendar(request: HttpRequest) -> HttpResponse:
    """Whether one has a calendar address, and a new one: it is shown once."""
    address = ""
    if request.method == "POST":
        token = make_calendar(by=request.actor)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    return render(request, "yours/calendar.html", {"feed": calendar_of(request.actor), "address": address})


def stop_calendar(request: HttpRequest) -> HttpResponse:
    """End the calendar address."""
    if end_calendar(by=request.actor):
        messages.success(request, "The address has ended. Take the calendar out of your program too.")
    return HttpResponseRedirect(reverse("your_calendar"))


def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """One person's due days, for a calendar program that knows their secret address."""
    looking = job("calendar", now=request.actor.now)
    # Whoever asks has not signed in: a job finds whose address it is, and reads as that person and no further.
    try:
        with scope(looking, writes=True):
            try:
                owner = open_calendar(token=token, by=looking)
            except AskedTooOften:
                return render(request, "errors/429.html", {"wait": "an hour"}, status=429)
    except NoCalendar as none:
        raise Http404 from none
    with scope(owner, writes=False):
        days = due_days(owner)
    text = written(days, now=owner.now, address=settings.LOS_ADDRESS)
    headers = {"Content-Disposition": 'inline; filename="due-days.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
