"""What is kept, what is due to go, and the officer's decision about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lineofsight.desk.going import Way
from lineofsight.desk.going.deletions import titles_of_kinds
from lineofsight.desk.going.retention import Due, agree, ask, decide, due_now, due_of, preview, preview_asked
from lineofsight.library.retention import Then
from lineofsight.partnership.asked import AskedState
from lineofsight.partnership.deletions import answer_deletion, deletions_asked, deletions_refused
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.retention import LONGEST, WrongDecision, decisions, gone_by, stayed_in
from lineofsight.partnership.rules import Act
from lineofsight.web.choices import offer
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
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
        "asked": deletions_asked(actor),
        "refused": deletions_refused(actor)[:_SHOWN],
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


def _choices(going: int, way: Way) -> list[tuple[str, str]]:
    keeping = ("keep", "Keep them longer")
    if way.takes_two:
        whose = "the one that goes" if going == 1 else f"the {going} that go"
        return [keeping, ("delete", f"Ask the agency to agree that {whose} can be deleted")] if going else [keeping]
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
        offer(form, "outcome", _choices(len(seen.going), seen.way))

    takes_two = seen.way is not None and seen.way.takes_two

    def act(clean: dict[str, Any]) -> str:
        if takes_two and clean["outcome"] == "delete":
            ask(due=due, before=clean["before"], reason=clean["reason"], mark=clean["mark"], by=actor)
            return f"{reverse('retention')}#asked"
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
        done=lambda: (
            "Asked. Nothing goes until somebody there has agreed."
            if takes_two and form.cleaned_data["outcome"] == "delete"
            else "Decided. The decision stands below and in the history."
        ),
        template="retention/decide.html",
        due=due,
        seen=seen,
        shown=_SHOWN,
        time=_time(due),
        is_to_delete=due.rule.then is Then.DELETE,
        submit="Write this decision down",
        cancel=reverse("retention"),
    )


class AnswerForm(AsksAboutNames):
    """Agree, or say why not."""

    answer = forms.ChoiceField(
        label="May they be deleted?",
        choices=[("yes", "Yes, delete them now"), ("no", "No, they are kept")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they may be deleted."},
    )
    reason = Words("Why not?", most=LONGEST, hint="Only if they are kept. It stays in the history. Without a name.")

    def clean(self) -> dict[str, Any]:
        """A no has its reason."""
        clean = super().clean() or {}
        if clean.get("answer") == "no" and not clean.get("reason", "").strip():
            self.add_error("reason", "Say why they are kept.")
        return clean


def answer_asked(request: HttpRequest, deletion: Any) -> HttpResponse:
    """Read what would go of one's agency, and agree as the second person, or say why not."""
    actor = request.actor
    if deletion.state != AskedState.ASKED:
        raise WrongState("What was asked", deletion.state, "answered")
    seen = preview_asked(deletion, actor)
    form = AnswerForm(request.POST or None)

    def act(clean: dict[str, Any]) -> str:
        if clean["answer"] == "yes":
            agree(asked=deletion, by=actor)
        else:
            answer_deletion(asked=deletion, agrees=False, answer=clean["reason"], by=actor)
        return reverse("home")

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongDecision,),
        done=lambda: (
            f"Deleted: {deletion.going}. The receipt is with the data-protection officer, and the history says so."
            if form.cleaned_data["answer"] == "yes"
            else "Saved. They are kept, and the data-protection officer reads why."
        ),
        template="retention/answer.html",
        asked=deletion,
        seen=seen,
        is_as_asked=seen.mark == deletion.mark,
        title=titles_of_kinds(actor).get(deletion.kind, deletion.kind),
        shown=_SHOWN,
        submit="Save this answer",
        cancel=reverse("home"),
    )
