"""Begin a chart anew from a month, with the reason, and take that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.assurance.actions.charts import AnewDoesNotFit, begin_anew, standing, take_back_anew
from lineofsight.desk.figures.page import MOST
from lineofsight.desk.figures.told import find_measure, whose
from lineofsight.partnership.queries import today
from lineofsight.sight.counting import months_until
from lineofsight.web.choices import picked
from lineofsight.web.dates import month as month_words
from lineofsight.web.form_page import form_page
from lineofsight.web.words_field import AsksAboutNames, Words

MOST_LETTERS = 400


class AnewForm(AsksAboutNames):
    """From which month, and why."""

    def __init__(self, *args: Any, months: Sequence[date], why: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.isoformat(), month_words(one)) for one in months]
        reason = Words(why, "Say why: a chart is never begun anew without a reason.", most=MOST_LETTERS, hint=hint)
        month = picked("From which month?", choices, "Choose a month", "Choose the month.")
        self.fields.update({"month": month, "reason": reason})


def begin(request: HttpRequest, id: str) -> HttpResponse:
    """From a month on the chart is judged by that month and later ones alone."""
    return anew_page(request, _of_measure(request, id), is_back=False)


def take_back(request: HttpRequest, id: str) -> HttpResponse:
    """It no longer begins anew from a month."""
    return anew_page(request, _of_measure(request, id), is_back=True)


@dataclass(frozen=True)
class OneChart:
    """A chart that can be begun anew: its name, title and question, whose it is, and where it stands."""

    name: str
    title: str
    asks: str
    of: Any
    page: str


def _of_measure(request: HttpRequest, id: str) -> OneChart:
    actor = request.actor
    measure = find_measure(actor, id, on=today(actor.now))
    if measure is None:
        raise Http404
    return OneChart(measure.id, measure.title, measure.question, whose(actor), reverse("measure", args=[measure.id]))


def anew_page(request: HttpRequest, chart: OneChart, *, is_back: bool) -> HttpResponse:
    """Ask from which month a chart begins anew and why, or from which it no longer does."""
    actor, day = request.actor, today(request.actor.now)
    stands = standing(chart.name, chart.of, actor)
    # The month that has begun is not over; before the first of the chart there is nothing to differ from.
    over = months_until(months_until(day, how_many=2)[0], how_many=MOST)[1:]
    months = sorted(stands if is_back else set(over) - stands, reverse=True)
    if not months:
        return HttpResponseRedirect(chart.page)

    def act(clean: dict[str, Any]) -> str:
        do = take_back_anew if is_back else begin_anew
        do(chart=chart.name, of=chart.of, month=date.fromisoformat(clean["month"]), reason=clean["reason"], by=actor)
        return chart.page

    form = AnewForm(
        request.POST if request.method == "POST" else None,
        months=months,
        why="Why is it taken back?" if is_back else "What changed then?",
        hint="It stays beside what was said before. Name nobody."
        if is_back
        else "For example «The checklist was replaced». It stands below the chart. Name nobody.",
    )
    return form_page(
        request,
        form,
        act=act,
        refusals=(AnewDoesNotFit,),
        done="Taken back. The chart is judged as it was before." if is_back else "The chart is begun anew.",
        template="measures/anew.html",
        chart=chart,
        is_back=is_back,
        over_all=chart.of is None,
    )
