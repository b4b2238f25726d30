"""Ask about a read, or say that one should not see something; and the officer's answer."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership.access_questions import (
    LONGEST,
    About,
    Read,
    SayMore,
    access_questions,
    answer_about_access,
    ask_about_access,
    reader_of,
    stops_at_once,
    whose_rows,
)
from lineofsight.partnership.looking import ChildLook, Look, who_looked, who_read_child
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

_SHOWN = 200


class AskForm(AsksAboutNames):
    """What somebody wants to know."""

    asks = Words(
        "What do you want to know?",
        "Say what you want to know, or why you should not see it.",
        most=LONGEST,
        hint="The data-protection officer reads it with your role. Without a name of a child, parent or worker.",
    )


class AnswerForm(AsksAboutNames):
    """What the officer found."""

    version = Version()
    answer = Words(
        "Your answer",
        "Say what you found and what was done.",
        most=LONGEST,
        hint="What you found, and what was done. Whoever asked reads it.",
    )


def key_of(look: Look | ChildLook) -> str:
    """By what a read is told from the others in an address: its moment, without who it was."""
    return look.at.strftime("%Y%m%dT%H%M%S%f")


def ask_about_row(request: HttpRequest, **things: Any) -> HttpResponse:
    """Ask about a row or about a read of it."""
    (kind, thing) = next(iter(things.items()))
    files = [thing.held] if kind == "evidence" and thing.held else []
    return _ask(request, kind, thing, looks=who_looked(thing, request.actor, files=files))


def ask_about_child(request: HttpRequest, child: Any) -> HttpResponse:
    """Ask about a child's pages or about a read of them."""
    return _ask(request, "child", child, looks=who_read_child(child, request.actor))


def _ask(request: HttpRequest, kind: str, thing: Any, *, looks: Iterable[Look | ChildLook] | None) -> HttpResponse:
    wanted = request.GET.get("read", "")
    look = next((one for one in looks or () if key_of(one) == wanted), None)
    if wanted and look is None:
        raise Http404
    form = AskForm(request.POST or None)
    if look is None:
        form.fields["asks"].label = "Why should you not see it?"

    def act(clean: dict[str, Any]) -> str:
        read = Read(look.reader_ref, look.at) if look else None
        made = ask_about_access(kind=kind, subject_ref=thing.ref, asks=clean["asks"], read=read, by=request.actor)
        return reverse("access_question", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(SayMore,),
        done="Sent. The data-protection officer answers, and the answer stands here.",
        template="why/ask.html",
        look=look,
        stops=stops_at_once(request.actor),
        submit="Ask" if look else "Tell the data-protection officer",
        cancel=reverse(f"why_{kind}", args=[thing.ref]),
    )


def list_access_questions(request: HttpRequest) -> HttpResponse:
    """What one asked, or for the officer everything that was asked: open ones first."""
    actor = request.actor
    rows = list(access_questions(actor)[:_SHOWN])
    is_officer = can(actor, Act.ACCESS_ANSWER)
    # What is asked of nobody by name waits for the officer.
    waited_for = None if is_officer else actor.person_id
    mine = [row for row in rows if row.answered_at is None and row.to_id == waited_for]
    context = {"rows": rows, "mine": mine, "is_officer": is_officer, "today": today(actor.now)}
    return render(request, "why/questions.html", context)


def show_access_question(request: HttpRequest, access_question: Any) -> HttpResponse:
    """One question and its answer."""
    actor = request.actor
    return render(
        request,
        "why/question.html",
        {
            "question": access_question,
            "is_about_read": access_question.about == About.READ,
            # Who read is told as everywhere: by their role.
            "reader": reader_of(access_question),
            "whose": whose_rows(access_question),
            "may_answer": access_question.answered_at is None
            and access_question.to_id is None
            and can(actor, Act.ACCESS_ANSWER)
            and actor.person_id != access_question.person_id,
            "today": today(actor.now),
        },
    )


def answer(request: HttpRequest, access_question: Any) -> HttpResponse:
    """Answer a question."""
    form = AnswerForm(request.POST or None, initial={"version": access_question.version})
    address = reverse("access_question", args=[access_question.ref])

    def act(clean: dict[str, Any]) -> str:
        answer_about_access(
            question=access_question, answer=clean["answer"], expected=clean["version"], by=request.actor
        )
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(SayMore,),
        done="Answered. Whoever asked reads it.",
        template="why/answer.html",
        question=access_question,
        submit="Answer",
        cancel=address,
    )
