"""Raise a challenge, follow it, make its steps, and print a copy for the child's own record (page 24)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.desk import challenges as desk
from lineofsight.library.challenge import ChallengeKind, Step
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.children import children_near, find_child, refs_of
from lineofsight.records.registers.actions.challenges import NotAsked, Raised
from lineofsight.records.registers.rules.challenges import Asked, SayWhy, WrongStep
from lineofsight.web.challenges.forms import NOT_HERE, RaiseForm, StepForm
from lineofsight.web.form_page import form_page
from lineofsight.web.sheets import taken_away

# Of more children than this nobody picks one out of a list: they come from the child's page.
MOST_IN_A_LIST = 100

BUTTONS = {
    Step.ANSWER: "Answer",
    Step.ESCALATE: "Take it further",
    Step.PAUSE: "Let the days stand still",
    Step.RESUME: "Let the days go on",
    Step.INVOLVE: "Ask a third agency to take part",
    Step.SAY: "Say the view of your agency",
    Step.RESOLVE: "Say how it ended",
    Step.CLOSE: "Sign how it ended",
}
DONE = {
    Step.ANSWER: "Answered. Whoever raised it says whether it is settled.",
    Step.ESCALATE: "Taken further. The days of the next stage count from today.",
    Step.PAUSE: "The days stand still until you let them go on.",
    Step.RESUME: "The days go on.",
    Step.INVOLVE: "Asked. It reads the challenge from now on.",
    Step.SAY: "Said. All who take part read it.",
    Step.RESOLVE: "Said. The agency that was asked signs it.",
    Step.CLOSE: "Signed. It is closed, and stays as it is.",
}


def list_challenges(request: HttpRequest) -> HttpResponse:
    """The challenges in which one's agency takes part: what waits for them first, then by the clock."""
    is_closed = request.GET.get("show") == "closed"
    found = desk.listed(request.actor, is_open=not is_closed)
    kinds = desk.kinds_for(request.actor)
    return render(
        request,
        "challenges/list.html",
        {
            "found": found,
            "is_closed": is_closed,
            "waits": sum(one.is_theirs for one in found),
            "overdue": sum(one.mark == "overdue" for one in found),
            "kinds": kinds,
            "views": [
                {"text": "Open", "href": "?", "current": not is_closed},
                {"text": "Closed", "href": "?show=closed", "current": is_closed},
            ],
            "today": today(request.actor.now),
        },
    )


HEAD = (
    "challenge",
    "kind",
    "about",
    "urgent",
    "raised",
    "stage",
    "state",
    "due",
    "all stages by",
    "raised by",
    "asked",
    "third agency",
)


def download(request: HttpRequest) -> HttpResponse:
    """The same list as a file: days and words of the library, no pseudonym and nothing that was typed."""
    found = desk.listed(request.actor, is_open=request.GET.get("show") != "closed")
    rows = [
        (
            one.label,
            one.kind.title,
            one.concern,
            "yes" if one.row.is_urgent else "no",
            one.row.raised_date,
            one.stage.title,
            one.row.state,
            one.row.stage_due_date,
            one.row.whole_due_date,
            one.row.agency.name,
            one.row.other_agency.name,
            one.row.third_agency.name if one.row.third_agency else "",
        )
        for one in found
    ]
    name = f"challenges-{today(request.actor.now).isoformat()}"
    return taken_away(request, HEAD, rows, what="challenges", title="Challenges", name=name)


def raise_challenge(request: HttpRequest) -> HttpResponse:
    """Raise one, on one screen."""
    actor = request.actor
    kinds = desk.kinds_for(actor)
    if not kinds:
        return render(request, "challenges/none.html", {}, status=200)
    kind = next((one for one in kinds if one.id == request.GET.get("kind")), kinds[0])
    agencies = desk.asked_agencies(actor, kind)
    third = desk.third_agencies(actor, kind, besides=agencies[0] if len(agencies) == 1 else None)
    child = find_child(actor, request.GET.get("child", ""))
    children = () if child else _children(request)
    first = kind.stages[0]
    clock = desk.clock_from(kind, first.id, on=today(actor.now))

    def act(clean: dict[str, Any]) -> str:
        asked, joining = ({str(one.ref): one for one in some} for some in (agencies, third))
        picked = "" if clean.get("child") == NOT_HERE else clean.get("child") or ""
        raised = Raised(
            other_agency=asked[clean["agency"]] if "agency" in clean else agencies[0],
            concern=clean["concern"],
            wanted=clean["wanted"],
            is_urgent=clean.get("is_urgent") == "yes",
            stage=clean.get("stage") or first.id,
            reason=clean.get("reason") or "",
            subject=child or (find_child(actor, picked) if picked else None),
            third_agency=joining.get(clean.get("third") or ""),
        )
        made = desk.raise_one(kind=kind, raised=raised, by=actor)
        return reverse("challenge", args=[made.ref])

    if not agencies:
        return render(request, "challenges/none.html", {"kind": kind}, status=200)
    form = RaiseForm(request.POST or None, kind=kind, agencies=agencies, children=children, third=third)
    return form_page(
        request,
        form,
        act=act,
        refusals=(SayWhy, NotAsked),
        done="Raised. The days count from today.",
        template="challenges/raise.html",
        kind=kind,
        others=[(one, f"?{_asked(request, kind=one.id)}") for one in kinds if one.id != kind.id],
        child=child,
        clock=clock,
        first=first,
        agency=agencies[0] if len(agencies) == 1 else None,
    )


def _asked(request: HttpRequest, **words: str) -> str:
    kept = {"child": request.GET.get("child", "")} | words
    return urlencode({name: word for name, word in kept.items() if word})


def _children(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The children whom somebody is near, to choose one from; none where those are too many."""
    near = children_near(request.actor)
    if near is None or len(near) > MOST_IN_A_LIST:
        return ()
    return tuple(sorted(((ref, shown) for shown, ref in refs_of(request.actor, near).items()), key=lambda one: one[1]))


def show_challenge(request: HttpRequest, challenge: Any) -> HttpResponse:
    """Where one stands: the stage, its clock, who must act, and everything that was done."""
    one, steps = desk.page_of(challenge, request.actor)
    return render(
        request,
        "challenges/challenge.html",
        {
            "one": one,
            "steps": [(step, _told(one.kind, step)) for step in reversed(steps)],
            "offered": [(step.value, BUTTONS[step]) for step in one.steps],
            "may_see_child": one.child is not None and can(request.actor, Act.CHILD_READ, one.child),
            "today": today(request.actor.now),
        },
    )


def _told(kind: ChallengeKind, step: Any) -> tuple[str, tuple[str, ...]]:
    """What was done, and the words of its codes."""
    done = {
        "raise": "Raised",
        "answer": "Answered",
        "escalate": "Taken further",
        "pause": "The days were stopped",
        "resume": "The days go on",
        "involve": "A third agency was asked to take part",
        "say": "A view was said",
        "resolve": "Resolved",
        "close": "Signed and closed",
    }[step.step]
    reasons = {**kind.reasons_to_pass_over, **kind.reasons_to_pause}
    notes = [
        f"{kind.stage(step.stage).title}",
        kind.answers.get(step.answer, ""),
        kind.outcomes.get(step.outcome, ""),
        {True: "There is something to learn", False: "Nothing to learn", None: ""}[step.has_learning],
        f"Because: {reasons[step.reason][:1].lower()}{reasons[step.reason][1:]}" if step.reason in reasons else "",
        step.said,
    ]
    return done, tuple(note for note in notes if note)


def make_step(request: HttpRequest, challenge: Any) -> HttpResponse:
    """One step of a challenge: the one that is asked for, or the first that this person may make."""
    actor = request.actor
    one, _ = desk.page_of(challenge, actor)
    wanted = request.GET.get("do", "")
    step = next((known for known in BUTTONS if known.value == wanted), one.steps[0] if one.steps else None)
    if step is None:
        raise WrongStep(f"Challenge {one.label} waits for {one.acts}. There is nothing for you to do.")
    third = {}
    if step is Step.INVOLVE:
        third = {
            str(agency.ref): agency for agency in desk.third_agencies(actor, one.kind, besides=challenge.other_agency)
        }

    def act(clean: dict[str, Any]) -> str:
        learned = clean.get("has_learning")
        asked = Asked(
            step,
            clean.get("stage") or "",
            reason=clean.get("reason") or "",
            answer=clean.get("answer") or "",
            outcome=clean.get("outcome") or "",
            has_learning=None if learned is None else learned == "yes",
        )
        desk.step_on(
            challenge=challenge,
            asked=asked,
            said=clean.get("said") or "",
            expected=clean["version"],
            by=actor,
            third=third.get(clean.get("third") or ""),
        )
        return reverse("challenge", args=[challenge.ref])

    initial = {"version": challenge.version}
    form = StepForm(
        request.POST or None,
        kind=one.kind,
        stage=challenge.stage,
        step=step,
        third=list(third.values()),
        initial=initial,
    )
    if request.method == "GET" and step not in one.steps:
        desk.step_on(challenge=challenge, asked=Asked(step), said="", expected=challenge.version, by=actor)
    return form_page(
        request,
        form,
        act=act,
        refusals=(SayWhy, NotAsked),
        done=DONE[step],
        template="challenges/step.html",
        shown=one,
        step=step,
        submit=BUTTONS[step],
        cancel=reverse("challenge", args=[challenge.ref]),
    )


def show_copy(request: HttpRequest, challenge: Any) -> HttpResponse:
    """A copy for the child's own record: to be printed, without a name, signed by role."""
    one, steps = desk.page_of(challenge, request.actor)
    return render(
        request,
        "challenges/copy.html",
        {"one": one, "steps": [(step, _told(one.kind, step)) for step in steps], "today": today(request.actor.now)},
    )
