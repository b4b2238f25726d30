"""What can be counted from the records, one measure over time, and its figure as evidence in two clicks."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions.figures import freeze_figure
from lineofsight.assurance.own_shelf import Added, added, added_faults, versions_of, with_own_measures
from lineofsight.assurance.queries import behind
from lineofsight.desk.figures.by_theme import Narrowing, changed_in, grouped, rows_of
from lineofsight.desk.figures.page import LEAST, MOST, USUAL, figure_now, figure_page
from lineofsight.desk.figures.told import find_measure, listed, whose
from lineofsight.desk.figures.worsening import worse_today
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.measure import Measure
from lineofsight.measures.compute import MeasureDoesNotFit
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.web.choices import offer
from lineofsight.web.dates import month
from lineofsight.web.form_page import form_page

SHOWS = {
    "": "By theme",
    "changed": "Worse or better than before",
    "all": "All",
    "empty": "Nothing to count yet",
}


def list_measures(request: HttpRequest) -> HttpResponse:
    """What changed and what waits, then the themes; or the figures that are asked for, each by its question."""
    actor = request.actor
    day = today(actor.now)
    found, looked, library = listed(actor, as_at=day), worse_today(actor, as_at=day), shelf()
    show = request.GET.get("show", "")
    asked = Narrowing(
        show=show if show in SHOWS else "",
        theme=request.GET.get("theme", "")[:80],
        rows=request.GET.get("rows", "")[:80],
    )
    groups = grouped(found, asked, looked, library=library)
    changed = changed_in(looked)
    counts = {"changed": len(changed), "all": sum(one.all for one in groups), "empty": len(found.empty)}
    may_agree, may_add = can(actor, Act.MEASURE_AGREE), can(actor, Act.MEASURE_ADD)
    own: dict[bool, list[Added]] = {True: [], False: []}
    for one in added(actor):
        own[one.is_broken or (may_agree and not one.is_agreed)].append(one)
    themes, rows = [(one.id, one.title) for one in groups], rows_of(found, library=library, on=day)
    return render(
        request,
        "measures/list.html",
        {
            "found": found,
            "asked": asked,
            "groups": groups,
            "is_whole": asked == Narrowing(),
            "how_many": sum(len(one.lines) for one in groups),
            "changed": changed,
            "looked": looked,
            "said": {one.measure.id: one.told for one in changed},
            "views": [
                {"text": text, "href": f"?show={name}" if name else "?", "current": name == asked.show}
                | ({"count": counts[name]} if name else {})
                for name, text in SHOWS.items()
            ],
            "choices": [("theme", "Theme", themes), ("rows", "What is counted", rows)],
            "narrowed_to": [title for id, title in (*themes, *rows) if id in (asked.theme, asked.rows)],
            "today": day,
            "sees_shares": can(actor, Act.SHARES_READ),
            "sees_surveys": can(actor, Act.SURVEYS_READ),
            "waits": own[True],
            "added": own[False],
            "faults": added_faults(actor),
            "may_add": may_add,
            "may_agree": may_agree,
        },
    )


def show_measure(request: HttpRequest, id: str) -> HttpResponse:
    """One figure, over time, with its meaning."""
    actor, day = request.actor, today(request.actor.now)
    measure = _measure(request, id)
    asked = request.GET.get("months", "")
    how_many = int(asked) if asked in (str(LEAST), str(USUAL), str(MOST)) else USUAL
    try:
        found = figure_page(actor, measure, as_at=day, how_many=how_many)
    except MeasureDoesNotFit as trouble:
        return render(request, "measures/cannot.html", {"measure": measure, "trouble": str(trouble)}, status=409)
    rules = rules_in_use()
    titles = {one.id: one.title for one in with_own_measures(actor).all_newest(Measure)}
    return render(
        request,
        "measures/measure.html",
        {
            "found": found,
            "measure": measure,
            "today": day,
            "views": [
                {"text": f"{span} months", "href": f"?months={span}", "current": span == how_many}
                for span in (LEAST, USUAL, MOST)
            ],
            "months": [(month(one.month), one) for one in reversed(found.months)],
            "beside": [(one.measure, titles.get(one.measure, one.measure), one.because) for one in measure.beside],
            "sources": "; ".join(rules.cited(source) for source in measure.source),
            "versions": versions_of(actor, measure.id),
            "may_add": can(actor, Act.MEASURE_ADD),
            "may_freeze": can(actor, Act.FIGURE_FREEZE, OfAgency(actor.agency_id)),
            "may_begin_anew": can(actor, Act.CHART_ANEW) and bool(found.chart or found.ratio),
            "anew": [(month(one.month), one) for one in found.anew],
            "stands_anew": any(one.stands and not one.is_past for one in found.anew),
        },
    )


class SentencesForm(forms.Form):
    """Which sentences rest on the figure."""

    statements = forms.MultipleChoiceField(
        label="Which sentences rest on it?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one sentence, or cancel."},
    )

    def __init__(self, *args: Any, statements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.ref, f"{row.position}. {row.current.text[:140]}") for row in statements if row.current]
        offer(self, "statements", choices)


def use_as_evidence(request: HttpRequest, id: str) -> HttpResponse:
    """The figure as it is today, and the sentences that rest on it: the second click keeps it."""
    actor, day = request.actor, today(request.actor.now)
    measure = _measure(request, id)
    reviews = list(queries.reviews(actor))
    chosen = next((one for one in reviews if one.ref == request.GET.get("review", "")), None)
    agency = whose(actor)
    of = agency.pk if agency else None
    every = {one.ref: behind.statements_to_tick(one, actor, of=of) for one in reviews}
    sentences = {ref: [row for row in some if row.current] for ref, some in every.items()}
    # The first of them all may be one in which nothing can rest on it: begin where something can.
    review = chosen or next((one for one in reviews if sentences[one.ref]), reviews[0] if reviews else None)
    if review is None or not can(actor, Act.FIGURE_FREEZE, OfAgency(actor.agency_id)):
        return HttpResponseRedirect(reverse("measure", args=[measure.id]))
    figure = figure_now(actor, measure, as_at=day)
    rows = sentences[review.ref]

    def act(clean: dict[str, Any]) -> str:
        ticked = [row for row in rows if row.ref in clean["statements"]]
        evidence = freeze_figure(review=review, measure=measure, figure=figure, statements=ticked, by=actor)
        return reverse("evidence", args=[evidence.ref])

    return form_page(
        request,
        SentencesForm(request.POST if request.method == "POST" else None, statements=rows),
        act=act,
        done="Kept with its rows and its definition. It is counted again at every check.",
        template="measures/evidence.html",
        measure=measure,
        figure=figure,
        review=review,
        reviews=reviews,
        views=[{"text": one.name, "href": f"?review={one.ref}", "current": one.ref == review.ref} for one in reviews],
        sentences=len(rows),
        goes_to_the_unit=agency is not None,
    )


def _measure(request: HttpRequest, id: str) -> Measure:
    found = find_measure(request.actor, id, on=today(request.actor.now))
    if found is None:
        raise Http404
    return found
