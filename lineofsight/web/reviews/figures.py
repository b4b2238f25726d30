"""The figures that can be computed over a review today, theme by theme, and keeping one as evidence."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.group_words import group_called
from lineofsight.assurance.own_shelf import agreed, with_own_measures
from lineofsight.assurance.tables import figures_of_each, measures_here
from lineofsight.desk.figures.by_theme import measures_by_theme
from lineofsight.desk.figures.told import told_of
from lineofsight.library.measure import Measure
from lineofsight.measures.figure import Figure
from lineofsight.partnership.queries import today
from lineofsight.publication.content.told import TOO_FEW


def show_figures(request: HttpRequest, review: Any) -> HttpResponse:
    """The themes; of one theme its figures, counted now; and keeping one of them behind a sentence."""
    actor, day, library = request.actor, today(request.actor.now), with_own_measures(request.actor)
    themes = measures_by_theme(agreed(actor, measures_here(actor)), library=library)
    theme = next((one for one in themes if one.id == request.GET.get("theme", "")), None)
    asked = request.POST.get("figure", "")
    # Nothing is counted that nobody asked for: of a theme its figures, of a choice that one.
    of = (
        theme.measures
        if theme
        else [one for each in themes for one in each.measures if asked[: len(one.id) + 1] == f"{one.id}/"]
    )
    computed = tuple((one, told_of(one, found)) for one, found in figures_of_each(review, of, actor, as_at=day))
    statements = list(queries.statements_of(review, actor))
    error = ""
    if request.method == "POST":
        chosen = {row.ref: row for row in statements}.get(request.POST.get("statement", ""))
        measure, figure = _chosen(computed, asked)
        if chosen is not None and measure is not None and figure is not None:
            evidence = freeze_figure(review=review, measure=measure, figure=figure, statements=[chosen], by=actor)
            messages.success(request, f"Kept as {evidence.label}. It is counted again at every check.")
            return HttpResponseRedirect(reverse("statement", args=[chosen.ref]))
        error = "Choose a figure, and the sentence that rests on it."
    context = {
        "review": review,
        "themes": themes,
        "theme": theme,
        "computed": [
            (
                one,
                [
                    (figure, group_called(one, figure.group, by=one.by, library=library), words)
                    for figure, words in told
                ],
            )
            for one, told in computed
        ],
        "statements": statements,
        "today": day,
        "error": error,
        "too_few": TOO_FEW,
    }
    return render(request, "reviews/figures.html", context, status=422 if error else 200)


def _chosen(
    computed: Iterable[tuple[Measure, Iterable[tuple[Figure, str]]]], asked: str
) -> tuple[Measure | None, Figure | None]:
    for measure, found in computed:
        for figure, words in found:
            # What is too few to show is no evidence that others read.
            if words != TOO_FEW and asked == f"{measure.id}/{figure.group}":
                return measure, figure
    return None, None
