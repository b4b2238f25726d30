"""«Why can I see this?» for a child: by which role or post, who else does, and for the lead who has read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.partnership.access_questions import asked_about
from lineofsight.partnership.looking import who_read_child
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import roles_held, today
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rules import Act
from lineofsight.web.why.asking import key_of


def explain_child(request: HttpRequest, child: Any) -> HttpResponse:
    """Say why the reader sees a child, and who has read of the child: on its pages, or in which list."""
    actor = request.actor
    looks = who_read_child(child, actor)
    return render(
        request,
        "why/child.html",
        {
            "child": child,
            "is_near": actor.reach.children < OnePerson.OF_THE_AGENCY,
            "back_to": reverse("child", args=[child.ref]),
            "held": roles_held(actor),
            "owner": child.agency,
            "looks": [(one, key_of(one)) for one in looks] if looks is not None else None,
            "asked": asked_about(child.ref, actor),
            "ask_at": reverse("ask_why_child", args=[child.ref]) if can(actor, Act.ACCESS_ASK) else "",
            "today": today(actor.now),
        },
    )
