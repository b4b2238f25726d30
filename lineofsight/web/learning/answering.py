"""What those who come answer, without an account: before, after, and weeks later; and what their manager has seen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import today
from lineofsight.partnership.scope import scope
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.rules import Moment, Refused, SessionOver, moments_open
from lineofsight.web.learning.forms import AnswerForm, ConfirmForm


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer what is asked of a session today."""
    by = job("answers", now=request.actor.now)
    # Whoever answers has no account and sees no table: a job finds the one session.
    with scope(by, writes=request.method == "POST"):
        session = queries.session_at(token)
        if session is None:
            return _nothing(request, "This address leads nowhere. Ask whoever ran the session for it again.")
        course = queries.course_of(session)
        open_now = moments_open(course, held=session.session_date, on=today(by.now))
        if not open_now:
            return _nothing(request, "Nothing is asked about this session today.")
        asked = request.GET.get("ask", "")
        moment = Moment(asked) if asked in open_now else open_now[0]
        form = AnswerForm(request.POST or None, course=course, moment=moment)
        context = {"form": form, "session": session, "course": course, "moment": moment, "open_now": open_now}
        if request.method == "POST" and form.is_valid():
            try:
                made = actions.answer(
                    session=session, moment=moment, code=form.cleaned_data["code"], given=form.given, by=by
                )
            except Refused as trouble:
                form.add_error("code", str(trouble))
            except SessionOver as trouble:
                return _nothing(request, str(trouble))
            else:
                asks_manager = moment is Moment.LATER
                address = request.build_absolute_uri(reverse("confirm_used", args=[made.ref])) if asks_manager else ""
                return render(request, "learning/answered.html", {**context, "manager_address": address})
        return render(request, "learning/answer.html", context, status=422 if form.errors else 200)


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Say, as the manager of somebody who came, whether one has seen it used. Who that is stands nowhere here."""
    by = job("answers", now=request.actor.now)
    with scope(by, writes=request.method == "POST"):
        said = queries.said_at(token)
        course = queries.course_of(said.session) if said else None
        if said is None or course is None or course.transfer is None:
            return _nothing(request, "This address leads nowhere. Ask whoever gave it to you for it again.")
        if said.confirmed:
            return _nothing(request, "This was answered before. The first answer stands.")
        form = ConfirmForm(request.POST or None, course=course)
        if request.method == "POST" and form.is_valid():
            try:
                actions.confirm(said=said, code=form.cleaned_data["seen"], by=by)
            except (Refused, SessionOver) as trouble:
                return _nothing(request, str(trouble))
            return render(request, "learning/answered.html", {"course": course, "manager_address": ""})
        context = {"form": form, "course": course, "session": said.session}
        return render(request, "learning/confirm.html", context, status=422 if form.errors else 200)


def _nothing(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "learning/nothing_asked.html", {"sentence": sentence}, status=410)
