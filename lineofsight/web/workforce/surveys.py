"""How people who work here feel: rounds that leads open and close, and the form of everybody who has the address."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import surveys as desk
from lineofsight.library.course import GRADES
from lineofsight.library.survey import Survey
from lineofsight.partnership.actor import job
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.records.workforce import surveys
from lineofsight.records.workforce.rules import RoundState, SurveyRefused
from lineofsight.web.choices import choice, picked
from lineofsight.web.day_field import DayField
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import Version
from lineofsight.web.sheets import taken_away


class OpenForm(forms.Form):
    """Which survey, and until when."""

    def __init__(self, *args: Any, found: tuple[Survey, ...], **kw: Any) -> None:
        super().__init__(*args, **kw)
        titles = [(one.id, one.title) for one in found]
        self.fields["survey"] = picked("Which survey?", titles, "Choose a survey", "Choose the survey.")
        self.fields["closes"] = DayField(
            label="Until which day can it be answered?", help_text="For example 27 3 2026."
        )


class CloseForm(forms.Form):
    """Nothing is asked: the button says it."""

    version = Version()


class SurveyForm(forms.Form):
    """The team, and a grade for each question. Nothing says who answers."""

    def __init__(self, *args: Any, survey: Survey, teams: list[str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.survey = survey
        for one in survey.questions:
            words = [(str(grade), str(grade)) for grade in range(1, GRADES + 1)]
            words[0], words[-1] = ("1", f"1: {one.lowest}"), (str(GRADES), f"{GRADES}: {one.highest}")
            self.fields[one.id] = choice(one.asks, words, f"Answer «{one.asks}»")
        self.fields["team"] = picked(
            "In which team do you work?", [(one, one) for one in teams], "Choose a team", "Choose your team."
        )

    @property
    def given(self) -> dict[str, int]:
        """The grades, by question."""
        return {one.id: int(self.cleaned_data[one.id]) for one in self.survey.questions}


def list_surveys(request: HttpRequest) -> HttpResponse:
    """Each question over the rounds of one's own agency, and how many answered."""
    actor = request.actor
    context = {"found": desk.asking(actor), "opens": can(actor, Act.SURVEY_OPEN), "today": today(actor.now)}
    return render(request, "workforce/surveys.html", context)


def download(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    name = f"surveys-{today(request.actor.now).isoformat()}"
    return taken_away(request, desk.HEAD, desk.as_rows(request.actor), what="surveys", title="Surveys", name=name)


def open_round(request: HttpRequest) -> HttpResponse:
    """Open a round of a survey."""
    found = {one.id: one for one in surveys.surveys_for(request.actor)}
    first = next(iter(found.values()), None)
    day = today(request.actor.now) + timedelta(days=first.open_days if first else 14)
    initial = {"survey": first.id if first and len(found) == 1 else "", "closes": day}
    form = OpenForm(request.POST or None, found=tuple(found.values()), initial=initial)

    def act(clean: dict[str, Any]) -> str:
        made = surveys.open_round(survey=found[clean["survey"]], closes=clean["closes"], by=request.actor)
        return reverse("survey_round", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(SurveyRefused,),
        done="Open. Pass the address on to everybody who is asked.",
        template="workforce/survey_form.html",
        h1="Open a round of a survey",
        lede="Everybody in post today who is not on long leave is asked. Teams and numbers come from the list of people"
        " in post.",
        submit="Open this round",
        cancel=reverse("surveys"),
    )


def show_round(request: HttpRequest, survey_round: Any) -> HttpResponse:
    """One round: its address while it is open, and what may be told once it has closed."""
    actor = request.actor
    found = desk.told(survey_round, by=actor)
    runs = can(actor, Act.SURVEY_CLOSE, survey_round)
    return render(
        request,
        "workforce/survey_round.html",
        {
            "one": found,
            "teams": survey_round.teams.order_by("team"),
            "groups": [(desk.words_of(group), group) for group in found.groups],
            "closes": runs and found.is_open,
            "is_over": found.is_open and today(actor.now) > survey_round.closes_date,
            "answer_address": request.build_absolute_uri(reverse("answer_survey", args=[survey_round.answers_at]))
            if runs and found.is_open
            else "",
            "today": today(actor.now),
        },
    )


def close_round(request: HttpRequest, survey_round: Any) -> HttpResponse:
    """Close a round, after which what is told of it is fixed."""
    form = CloseForm(request.POST or None, initial={"version": survey_round.version})
    here = reverse("survey_round", args=[survey_round.ref])

    def act(clean: dict[str, Any]) -> str:
        surveys.close_round(survey_round=survey_round, expected=clean["version"], by=request.actor)
        return here

    return form_page(
        request,
        form,
        act=act,
        refusals=(SurveyRefused,),
        done="Closed. What is told of it is fixed.",
        template="workforce/survey_form.html",
        h1="Close this round?",
        lede="Nobody can answer afterwards. What may be told is fixed, and smaller numbers are thrown away for good.",
        submit="Close it",
        cancel=here,
    )


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a survey. Whoever has the address can, and nothing says who they are."""
    by = job("answers", now=request.actor.now)
    # Whoever answers has no account and sees no table: a job finds the one round.
    with scope(by, writes=request.method == "POST"):
        row = surveys.round_at(token)
        if row is None:
            return _nothing(request, "This address leads nowhere. Ask whoever passed it on for it again.")
        if row.state != RoundState.OPEN or today(by.now) > row.closes_date:
            return _nothing(request, "This survey is closed.")
        survey = surveys.survey_of(row)
        teams = list(row.teams.order_by("team").values_list("team", flat=True))
        form = SurveyForm(request.POST or None, survey=survey, teams=teams)
        if request.method == "POST" and form.is_valid():
            try:
                surveys.answer(survey_round=row, team=form.cleaned_data["team"], given=[form.given], by=by)
            except SurveyRefused as trouble:
                return _nothing(request, str(trouble))
            return render(request, "workforce/survey_answered.html", {"survey": survey})
        context = {"form": form, "survey": survey, "survey_round": row}
        return render(request, "workforce/survey_answer.html", context, status=422 if form.errors else 200)


def _nothing(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "workforce/survey_over.html", {"sentence": sentence}, status=410)
