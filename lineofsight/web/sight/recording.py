"""Record a visit or another event by hand, correct it, or take it back. What was judged is said on the child's page."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lineofsight.desk.sight.recording import called_for, judged, kinds_by_hand
from lineofsight.library.fact import FactKind
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.queries import today
from lineofsight.records.practice.recording import NotRecorded, correct_event, record_event, take_event_back
from lineofsight.records.recorded_here import said_by
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.words_field import AsksAboutNames, Words

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


class Answer(forms.ChoiceField):
    """Yes or no. Whether it must be answered depends on the answer before, so the form as a whole asks for it."""

    widget = forms.RadioSelect

    def validate(self, value: Any) -> None:
        """Nothing is taken for now."""
        if value:
            super().validate(value)


class EventForm(forms.Form):
    """Its day, and the questions that the library asks about this kind."""

    day = DayField()
    version = Version(required=False)

    def __init__(self, *args: Any, kind: FactKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert kind.by_hand is not None
        self._by_hand = kind.by_hand
        called = kind.by_hand.day
        self.fields["day"].label = f"{called[:1].upper()}{called[1:]}"
        self.fields["day"].help_text = "For example 27 3 2026."
        self.fields["day"].error_messages["required"] = f"Enter the {called}, for example 27 3 2026."
        for number, question in enumerate(kind.by_hand.questions):
            self.fields[f"answer_{number}"] = Answer(
                label=question.ask,
                choices=YES_OR_NO,
                help_text="Only where you answered yes before." if number else "",
            )

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        names = [f"answer_{number}" for number in range(len(self._by_hand.questions))]
        answers = tuple({"yes": True, "no": False}.get(clean.get(name, "")) for name in names)
        clean["code"] = self._by_hand.code(answers)
        if clean["code"] is None:
            missing = names[answers.index(None)]
            self.add_error(missing, "Choose yes or no.")
        elif (more := self._by_hand.answered_too_much(answers)) is not None:
            before = self._by_hand.questions[more - 1].ask
            self.add_error(names[more], f"You answered no to «{before}». Which of the two is right?")
        return clean


def record_one(request: HttpRequest, child: Any) -> HttpResponse:
    """Record one event of a child. Which kind stands in the address; else it is what is most pressing."""
    day = today(request.actor.now)
    kinds = {kind.id: kind for kind in kinds_by_hand(on=day)}
    wanted = request.GET.get("kind", "")
    kind = (
        kinds.get(wanted) or kinds.get(called_for(request.actor, child.shown, today=day)) or next(iter(kinds.values()))
    )
    said = Said(request, child)

    def act(clean: dict[str, Any]) -> str:
        facts = {"kind": kind, "day": clean["day"], "code": clean["code"]}
        record_event(subject=child, by=request.actor, **facts)
        return said.of(kind, clean["day"])

    return form_page(
        request,
        EventForm(request.POST or None, kind=kind),
        act=act,
        refusals=(NotRecorded,),
        done=said.words,
        template="sight/record.html",
        child=child,
        kind=kind,
        others=[(one.title, f"?kind={one.id}") for one in kinds.values() if one.id != kind.id],
        heading=f"Record {kind.one}",
    )


def correct_one(request: HttpRequest, recorded: Any) -> HttpResponse:
    """Correct what was recorded here: its day, or what was answered."""
    kind = _kind_of(request, recorded)
    child = recorded.subject
    day, code = said_by(recorded)
    said = Said(request, child)

    def act(clean: dict[str, Any]) -> str:
        correct_event(
            entry=recorded,
            kind=kind,
            day=clean["day"],
            code=clean["code"],
            expected_version=clean["version"] or 0,
            by=request.actor,
        )
        return said.of(kind, clean["day"])

    return form_page(
        request,
        EventForm(
            request.POST or None, kind=kind, initial=_answers(kind, code) | {"day": day, "version": recorded.version}
        ),
        act=act,
        refusals=(NotRecorded, WrongState),
        done=said.words,
        template="sight/record.html",
        child=child,
        kind=kind,
        others=[],
        heading=f"Correct {kind.one}",
        correcting=True,
    )


class BackForm(AsksAboutNames):
    """Why it is taken back."""

    reason = Words(
        "Why is it taken back?",
        "Say why it is taken back.",
        most=200,
        hint="For example: recorded for the wrong child. Write no name.",
        is_long=False,
    )
    version = Version()


def take_one_back(request: HttpRequest, recorded: Any) -> HttpResponse:
    """Say that what was recorded here did not happen."""
    kind = _kind_of(request, recorded)
    day, code = said_by(recorded)

    def act(clean: dict[str, Any]) -> str:
        take_event_back(
            entry=recorded,
            reason=clean["reason"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("child", args=[recorded.subject.ref])

    return form_page(
        request,
        BackForm(request.POST or None, initial={"version": recorded.version}),
        act=act,
        refusals=(WrongState,),
        done="Taken back. What is due was worked out again without it.",
        template="sight/take_back.html",
        child=recorded.subject,
        kind=kind,
        day=day,
        meaning=kind.codes.get(code, ""),
    )


class Said:
    """What the child's page says after an event was recorded; it is known once it has been judged."""

    def __init__(self, request: HttpRequest, child: Any) -> None:
        self._request, self._child, self._told = request, child, ""

    def of(self, kind: FactKind, day: Any) -> str:
        """Judge it. Out: the address of the child's page."""
        actor = self._request.actor  # type: ignore[attr-defined]
        self._told = judged(actor, self._child.shown, kind=kind, day=day, today=today(actor.now))
        return reverse("child", args=[self._child.ref])

    def words(self) -> str:
        """The sentence."""
        return self._told


def _kind_of(request: HttpRequest, recorded: Any) -> FactKind:
    kinds = {kind.id: kind for kind in kinds_by_hand(on=today(request.actor.now))}  # type: ignore[attr-defined]
    if recorded.kind not in kinds:
        # The partnership has taken the kind out of hands since; what was recorded stays.
        raise Http404
    return kinds[recorded.kind]


def _answers(kind: FactKind, code: str) -> dict[str, str]:
    """The answers that give a code."""
    found: dict[str, str] = {}
    for number, question in enumerate(kind.by_hand.questions if kind.by_hand else ()):
        for answer, given, other in (("yes", question.if_yes, question.if_no), ("no", question.if_no, question.if_yes)):
            if given == code:
                return found | {f"answer_{number}": answer}
            if given is None and other != code:
                found[f"answer_{number}"] = answer
    return found
