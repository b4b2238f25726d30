"""Say why something was late: one question, whose answer changes nothing of how it stands."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk.sight.late_reasons import reason_of, reasons_offered
from lineofsight.desk.sight.why_late import NotLate, give_reason, given_for, late_line
from lineofsight.partnership.queries import today, who_is
from lineofsight.records.practice.why_late import ManagersDecision, Which
from lineofsight.web.choices import offer
from lineofsight.web.form_page import form_page

TAKE_BACK = "none"


class WhyForm(forms.Form):
    """One of the library's reasons."""

    reason = forms.ChoiceField(
        label="Why?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason.", "invalid_choice": "Choose a reason of this list."},
    )
    after = forms.CharField(widget=forms.HiddenInput, required=False, max_length=26)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", choices)


def say_why(request: HttpRequest, child: Any) -> HttpResponse:
    """Ask why one thing was late."""
    day = today(request.actor.now)
    which = asked_of(request)
    line = late_line(request.actor, child.shown, which, today=day)
    back = {"text": f"All of {child.shown}", "href": reverse("child", args=[child.ref])}
    if line is None and request.method != "POST":
        return render(request, "sight/not_late.html", {"child": child, "back": back, "today": day})
    given = given_for(request.actor, child.shown).get((child.shown, which))
    stands = reason_of(given)
    choices = [(one.id, one.says) for one in reasons_offered(request.actor, on=day)]
    if stands:
        choices.append((TAKE_BACK, "No reason: take back what was said."))

    def act(clean: dict[str, Any]) -> str:
        code = "" if clean["reason"] == TAKE_BACK else clean["reason"]
        give_reason(child=child, which=which, code=code, after=clean["after"], by=request.actor, today=day)
        return reverse("child", args=[child.ref])

    initial = {"after": given.ref if given else "", "reason": stands.code if stands else None}
    return form_page(
        request,
        WhyForm(request.POST or None, choices=choices, initial=initial),
        act=act,
        refusals=(NotLate, ManagersDecision),
        done="Said. It stands beside what was late, and what was late stays late.",
        template="sight/why_late.html",
        child=child,
        line=line,
        stands=stands,
        who=who_is(stands.by_ref, at=stands.at) if stands else "",
        back=back,
    )


def asked_of(request: HttpRequest) -> Which:
    """What the address speaks of: the same words as those of the page «Why this is due»."""
    return Which(request.GET.get("rule", "")[:80], _day(request, "since"), _day(request, "from"))


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
