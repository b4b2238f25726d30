"""Who looked in the last days, for the data-protection officer; asking one of them why, and saying why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership.access_questions import (
    LONGEST,
    NobodyToAsk,
    SayMore,
    ask_why_looked,
    say_why_looked,
    whose_rows,
)
from lineofsight.partnership.looking import lookers
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.reads import is_unusual
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

DAYS = 7


class AskForm(AsksAboutNames):
    """What the officer asks whoever looked."""

    asks = Words(
        "What do you want to know?",
        "Say what you want to know.",
        most=LONGEST,
        hint="Whoever looked reads it with your role, and answers here. Name nobody.",
    )


class SayForm(AsksAboutNames):
    """Why somebody looked."""

    version = Version()
    answer = Words(
        "Why did you look?",
        "Say why you looked.",
        most=LONGEST,
        hint="The data-protection officer reads it. Say which work it was for; name no child, parent or worker.",
    )


def list_looks(request: HttpRequest) -> HttpResponse:
    """Who looked at whose rows in the last seven days, unusual times first; never at what."""
    found = lookers(request.actor, days=DAYS)
    unusual = sum(one.unusual.times for one in found if one.unusual)
    context = {"looks": found, "unusual": unusual, "days": DAYS, "today": today(request.actor.now)}
    return render(request, "why/looks.html", context)


def ask(request: HttpRequest, look: Any) -> HttpResponse:
    """Ask whoever looked why."""

    def act(clean: dict[str, Any]) -> str:
        made = ask_why_looked(look=look, asks=clean["asks"], by=request.actor)
        return reverse("access_question", args=[made.ref])

    return form_page(
        request,
        AskForm(request.POST or None, initial={"asks": "Why did you look?"}),
        act=act,
        refusals=(SayMore, NobodyToAsk),
        done="Asked. Whoever looked finds it under «My work», and the answer stands here.",
        template="why/ask_why.html",
        look=look,
        who=who_is(look.actor_ref, at=look.at),
        is_unusual=is_unusual(look.at),
        submit="Ask",
        cancel=reverse("looks"),
    )


def say(request: HttpRequest, why_asked: Any) -> HttpResponse:
    """Say why one looked: read and answered by whoever was asked, once."""
    if why_asked.answered_at is not None and request.method == "POST":
        raise WrongState("This question", "answered", "answered again")

    def act(clean: dict[str, Any]) -> str:
        say_why_looked(question=why_asked, answer=clean["answer"], expected=clean["version"], by=request.actor)
        return reverse("access_question", args=[why_asked.ref])

    return form_page(
        request,
        SayForm(request.POST or None, initial={"version": why_asked.version}),
        act=act,
        refusals=(SayMore,),
        done="Kept. The data-protection officer reads it.",
        template="why/say_why.html",
        question=why_asked,
        whose=whose_rows(why_asked),
        submit="Send the answer",
        cancel=reverse("access_question", args=[why_asked.ref]),
    )
