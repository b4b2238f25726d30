"""What is kept, what is due to go, and the officer's decision about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lineofsight.desk.retention import Due, decide, due_now, due_of, preview
from lineofsight.library.retention import Then
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.retention import LONGEST, WrongDecision, decisions, gone_by, stayed_in
from lineofsight.partnership.rules import Act
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.route import route
from lineofsight.web.words_field import AsksAboutNames, Words

_SHOWN = 50


class DecideForm(AsksAboutNames):
    """Keep longer, or delete."""

    before = forms.DateField(widget=forms.HiddenInput)
    mark = forms.CharField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label="What happens with them?",
        choices=[("keep", "Keep them longer"), ("delete", "Delete them")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens with them."},
    )
    until = DayField(label="Kept until", required=False, help_text="Only if they are kept longer: within five years.")
    reason = Words(
        "Why?",
        "Say why.",
        most=LONGEST,
        hint="It stays in the history. For example: a national inquiry holds them. Without a name.",
    )

    def __init__(self, *args: Any, is_of_today: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_of_today = is_of_today

    def clean(self) -> dict[str, Any]:
        """Keeping needs a day, and deleting has none; what is deleted is what was read."""
        clean = super().clean() or {}
        if clean.get("outcome") == "delete" and not self.is_of_today:
            self.add_error("outcome", "What is due has changed since you opened this page. Read it again, then decide.")
        if clean.get("outcome") == "keep" and not clean.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter until when they are kept.")
        return clean


def show_retention(request: HttpRequest) -> HttpResponse:
    """Every kind with its rule, how many are due, and what was decided."""
    actor = request.actor
    rows = due_now(actor)
    context = {
        "rows": [(one, _time(one)) for one in rows],
        "waiting": [one for one in rows if one.waits],
        "decided": [(one, gone_by(one, actor, most=_SHOWN), stayed_in(one)) for one in decisions(actor)[:_SHOWN]],
        "shown": _SHOWN,
        "titles": {one.rule.keeps.value: one.rule.title for one in rows},
        "may_decide": can(actor, Act.RETENTION_DECIDE),
        "today": today(actor.now),
    }
    return render(request, "retention/retention.html", context)


def _time(due: Due) -> str:
    """«35 years», «30 months»."""
    years, rest = divmod(due.rule.months, 12)
    number, unit = (due.rule.months, "month") if rest else (years, "year")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _choices(going: int) -> list[tuple[str, str]]:
    keeping = ("keep", "Keep them longer")
    words = "Delete the one that goes" if going == 1 else f"Delete the {going} that go"
    return [keeping, ("delete", words)] if going else [keeping]


def decide_retention(request: HttpRequest) -> HttpResponse:
    """Keep what is due longer, or delete it."""
    actor, kind = request.actor, request.GET.get("of", "")
    if not kind:
        return redirect("retention")
    due = due_of(actor, kind)
    if due is None:
        raise Http404
    if request.method == "GET" and not due.count:
        messages.success(request, f"{due.rule.title}: nothing is due.")
        return redirect("retention")
    seen = preview(due, actor)
    posted = request.POST.copy()
    is_of_today = not posted or posted.get("mark", "") == seen.mark
    if posted:
        # The page shows what is due now: the next decision is about that.
        posted["mark"] = seen.mark
    form = DecideForm(posted or None, is_of_today=is_of_today, initial={"before": due.before, "mark": seen.mark})
    if seen.way is not None:
        form.fields["outcome"].choices = _choices(len(seen.going))  # type: ignore[attr-defined]
    elif not due.is_deleted_here:
        keeping = form.fields["outcome"].choices[0]  # type: ignore[attr-defined]
        form.fields["outcome"].choices = [keeping, ("delete", "Ask whoever holds them to delete them")]  # type: ignore[attr-defined]

    def act(clean: dict[str, Any]) -> str:
        until = clean["until"] if clean["outcome"] == "keep" else None
        made = decide(
            due=due, before=clean["before"], reason=clean["reason"], keep_until=until, mark=clean["mark"], by=actor
        )
        return f"{reverse('retention')}#decision-{made.ref}"

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongDecision,),
        done="Decided. The decision stands below and in the history.",
        template="retention/decide.html",
        due=due,
        seen=seen,
        shown=_SHOWN,
        time=_time(due),
        is_to_delete=due.rule.then is Then.DELETE,
        submit="Write this decision down",
        cancel=reverse("retention"),
    )


ROUTES = [
    route("retention", show_retention, may=Act.RETENTION_READ, name="retention"),
    route("retention/decide", decide_retention, may=Act.RETENTION_DECIDE, name="decide_retention", methods="GET POST"),
]
