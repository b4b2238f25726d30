"""What needs attention (page 18), «Ask about this», and what was answered."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.assurance.actions.questions import LONGEST_QUESTION, WrongQuestion, answer_question, ask_holder
from lineofsight.assurance.queries import challenges
from lineofsight.assurance.queries.questions import questions
from lineofsight.assurance.rules.challenges import ChallengeState
from lineofsight.desk.home.overview import Line, overview
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

USUAL_WAIT = timedelta(days=14)


def _address(line: Line) -> str:
    """The page that a line leads to; empty where it leads to none."""
    if line.kind.startswith("shares:"):
        return f"{reverse('sight_shares')}?{urlencode({'family': line.kind.split(':')[1]})}"
    if line.kind.startswith("measure:"):
        return reverse("measure", args=[line.kind.split(":")[1]])
    if line.kind and not line.ref:
        return reverse(line.kind)
    return reverse(line.kind, args=[line.ref]) if line.kind else ""


def show_overview(request: HttpRequest) -> HttpResponse:
    """Four lists of at most seven, what changed, and what cannot be seen; or one of the lists in full."""
    page = overview(request.actor)
    whole = next((one for one in page.lists if one.id == request.GET.get("all")), None)
    if request.GET.get("all") and whole is None:
        raise Http404
    shown = [(one, [(line, _address(line)) for line in (one.lines if whole else one.first)]) for one in page.lists]
    return render(
        request,
        "overview/overview.html",
        {
            "page": page,
            "whole": whole,
            "lists": [one for one in shown if whole is None or one[0].id == whole.id],
            "today": today(request.actor.now),
        },
    )


class AskForm(AsksAboutNames):
    """A question and its day."""

    asks = Words(
        "Your question",
        "Enter your question.",
        most=LONGEST_QUESTION,
        hint="Without a name. Whoever holds it reads it with your role.",
    )
    by = DayField(label="By which day do you ask for the answer?")


class AnswerForm(AsksAboutNames):
    """The answer."""

    version = Version()
    answer = Words(
        "Your answer",
        "Enter the answer.",
        most=LONGEST_QUESTION,
        hint="What stands, what happens next, and when. Without a name.",
    )


def ask(request: HttpRequest) -> HttpResponse:
    """Ask whoever holds a line of the page about it."""
    actor = request.actor
    if not request.GET.get("line"):
        return redirect("overview")
    line = overview(actor).lines.get(request.GET.get("line", ""))
    if line is None:
        # It was settled meanwhile, or the address was typed.
        raise Http404
    day = today(actor.now)
    form = AskForm(request.POST or None, initial={"by": day + USUAL_WAIT})

    def act(clean: dict[str, Any]) -> str:
        made = ask_holder(
            holder=line.holder,
            line=f"{line.text} {line.note}"[:LONGEST_QUESTION],
            asks=clean["asks"],
            answer_by=clean["by"],
            about_kind=line.kind[:40],
            about_ref=line.ref,
            by=actor,
        )
        return reverse("question", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongQuestion,),
        done="Asked. It stands in their work until they have answered.",
        template="overview/form.html",
        heading="Ask about this",
        submit="Ask",
        cancel=reverse("overview"),
        line=line,
        holder=line.holder.name,
    )


def list_questions(request: HttpRequest) -> HttpResponse:
    """What leaders asked and the scrutineer challenged, open ones first."""
    actor = request.actor
    rows = sorted(questions(actor)[:200], key=lambda one: bool(one.answered_date or one.outcome))
    opened = [one for one in rows if not one.answered_date and not one.outcome]
    to_close = [
        one
        for one in rows
        if one.is_challenge and one.answered_date and not one.outcome and can(actor, Act.QUESTION_CLOSE, one)
    ]
    to_answer = [one for one in opened if can(actor, Act.QUESTION_ANSWER, one)]
    context = {
        "rows": rows,
        "opened": opened,
        "to_close": to_close,
        # What the reader has to do, and where there is nothing the agency that everybody waits for.
        "mine": next(iter((*to_close, *to_answer)), None),
        "today": today(actor.now),
    }
    return render(request, "overview/questions.html", context)


def show_question(request: HttpRequest, question: Any) -> HttpResponse:
    """One question, and its answer."""
    actor, day = request.actor, today(request.actor.now)
    may_close = question.is_challenge and can(actor, Act.QUESTION_CLOSE, question)
    return render(
        request,
        "overview/question.html",
        {
            "question": question,
            "stands": challenges.now(question, actor, day=day) if question.is_challenge else None,
            "may_answer": question.state == ChallengeState.RAISED and can(actor, Act.QUESTION_ANSWER, question),
            "may_close": may_close and not question.outcome,
            "may_resolve": may_close,
            "today": day,
        },
    )


def answer(request: HttpRequest, question: Any) -> HttpResponse:
    """Answer a question to one's own agency."""
    form = AnswerForm(request.POST or None, initial={"version": question.version})
    address = reverse("question", args=[question.ref])

    def act(clean: dict[str, Any]) -> str:
        answer_question(question=question, answer=clean["answer"], expected=clean["version"], by=request.actor)
        return address

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongQuestion,),
        done="Answered. Whoever asked reads it.",
        template="overview/form.html",
        heading=question.asks,
        submit="Answer",
        cancel=address,
        line=None,
        about=question.line,
        holder=f"{question.by_role} {'challenges' if question.is_challenge else 'asks'}",
    )
