"""Courses and sessions: what is planned, booking a place, and what was answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import learning as desk
from lineofsight.library.words import day_words
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.actions import Who
from lineofsight.records.learning.rules import Refused, SessionState
from lineofsight.web.form_page import form_page
from lineofsight.web.learning.correcting import as_corrected
from lineofsight.web.learning.forms import OneselfForm, PlanForm, WhoForm
from lineofsight.web.sent import VersionForm

MOST_HELD = 30


def list_sessions(request: HttpRequest) -> HttpResponse:
    """Sessions that lie ahead, registers to close, and what was held."""
    actor = request.actor
    day = today(actor.now)
    held = desk.held(actor)
    runs = can(actor, Act.SESSION_PLAN)
    return render(
        request,
        "learning/list.html",
        {
            "coming": desk.planned(actor, queries.coming(actor, on=day)),
            "to_close": desk.planned(actor, queries.to_close(actor, on=day)) if runs else (),
            "held": held[:MOST_HELD],
            "held_in_all": len(held),
            "came": sum(one.came for one in held),
            "runs": runs,
            "books": can(actor, Act.SESSION_BOOK),
            "reads": can(actor, Act.TRAINING_READ),
            "today": day,
        },
    )


def list_courses(request: HttpRequest) -> HttpResponse:
    """Every course: what it covers, at which level of which scheme, and who has to hold it."""
    day = today(request.actor.now)
    asked = queries.requirements_on(day)
    return render(
        request,
        "learning/courses.html",
        {
            "courses": [(one, [some for some in asked if some.course == one.id]) for one in queries.courses()],
            "today": day,
        },
    )


def plan(request: HttpRequest) -> HttpResponse:
    """Plan a session."""
    courses = {one.id: one for one in queries.courses()}
    form = PlanForm(request.POST or None, courses=[(id, one.title) for id, one in courses.items()])

    def act(clean: dict[str, Any]) -> str:
        made = actions.plan_session(
            course=courses[clean["course"]],
            day=clean["day"],
            place=clean["place"],
            places=clean["places"],
            is_for_several=clean["is_for_several"] == "yes",
            by=request.actor,
        )
        return reverse("session", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Planned. People can book from now on.",
        template="learning/form.html",
        h1="Plan a session",
        submit="Plan this session",
        cancel=reverse("learning"),
        widths={"places": "4"},
    )


def show_session(request: HttpRequest, session: Any) -> HttpResponse:
    """One session: who has booked, how many came by agency, and the address at which those who come answer."""
    actor = request.actor
    (one,) = desk.planned(actor, [session])
    runs = can(actor, Act.SESSION_RUN, session)
    rows = queries.booked_for(actor, session)
    is_open = session.state == SessionState.PLANNED
    asks = bool(one.course.paired or one.course.reaction or one.course.transfer)
    return render(
        request,
        "learning/session.html",
        {
            "session": session,
            "one": one,
            "course": one.course,
            "counts": queries.counts_of([session]).get(session.pk, ()),
            "own": as_corrected(request, [row for row in rows if row.agency_id == actor.agency_id]),
            "may_correct": session.state == SessionState.CLOSED
            and actor.agency_id is not None
            and can(actor, Act.ATTENDANCE_CORRECT, OfAgency(actor.agency_id)),
            "runs": runs,
            "is_open": is_open,
            "has_come": session.session_date <= today(actor.now),
            "is_for_several": session.audience >= Audience.PARTNERSHIP,
            "may_book": is_open and can(actor, Act.SESSION_BOOK) and one.left > 0,
            "may_withdraw": is_open and can(actor, Act.SESSION_BOOK),
            "reads_answers": asks and can(actor, Act.FEEDBACK_READ, session),
            "answer_address": request.build_absolute_uri(reverse("answer_session", args=[session.answers_at]))
            if runs and asks and session.state != SessionState.CANCELLED
            else "",
            "today": today(actor.now),
        },
    )


def book(request: HttpRequest, session: Any) -> HttpResponse:
    """Book a place, for somebody of one's agency or for oneself."""
    course = queries.course_of(session)
    leads = can(request.actor, Act.SESSION_PLAN)
    form = (WhoForm if leads else OneselfForm)(request.POST or None)

    def act(clean: dict[str, Any]) -> str:
        who = Who(clean["label"], clean["number"])
        actions.book(session=session, who=who, is_oneself=clean.get("is_oneself") == "yes", by=request.actor)
        return reverse("session", args=[session.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(Refused,),
        done="Booked.",
        template="learning/form.html",
        h1="Book a place",
        lede=f"{course.title}, {day_words(session.session_date)}, {session.place}.",
        submit="Book this place",
        cancel=reverse("session", args=[session.ref]),
        widths={"number": "10"},
    )


def withdraw(request: HttpRequest, booking: Any) -> HttpResponse:
    """Take a booking back."""
    session = booking.session
    form = VersionForm(request.POST or None, initial={"version": booking.version})

    def act(clean: dict[str, Any]) -> str:
        actions.withdraw(booking=booking, expected=clean["version"], by=request.actor)
        return reverse("session", args=[session.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Taken back. The place is free again.",
        template="learning/form.html",
        h1="Take this booking back?",
        lede=f"{queries.course_of(session).title}, {day_words(session.session_date)}. What it called them is wiped.",
        submit="Take it back",
        cancel=reverse("session", args=[session.ref]),
    )


def show_answers(request: HttpRequest, session: Any) -> HttpResponse:
    """What was answered of a session: who did not answer is told, and of too few nothing is shown."""
    return render(
        request,
        "learning/answers.html",
        {"found": desk.feedback(request.actor, session), "session": session, "today": today(request.actor.now)},
    )
