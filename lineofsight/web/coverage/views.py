"""The coverage map of a review, and «What we can and cannot yet show»."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.assurance.queries.coverage import Coverage, coverage_of, page_of
from lineofsight.assurance.rules.coverage import FindingKind, Said, sentences_with
from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.library.scales import Shows
from lineofsight.web.coverage.words import FINDING_WORDS, cell_words, lede_of
from lineofsight.web.standing_words import in_sight


def show_map(request: HttpRequest, review: Any) -> HttpResponse:
    """Themes by agencies: what is shown, who says so, and what rests on nothing."""
    only = request.GET.get("only", "")
    seen = coverage_of(review, request.actor, only_included=only == "summary")
    place = (request.GET.get("theme"), request.GET.get("agency"))
    views = _views(seen)
    view = request.GET.get("view", "")
    heading, chosen = "", tuple[str, ...]()
    if place in seen.cells:
        heading, chosen = _name_of(seen, place), _in_cell(seen, place)
    elif view in views:
        heading, chosen = views[view]["heading"], views[view]["refs"]
    why: dict[str, list[str]] = {}
    for one in seen.findings:
        if one.kind.value == view or view == "weakest" or place in seen.cells:
            why.setdefault(one.ref, []).append(one.why)
    return render(
        request,
        "coverage/map.html",
        {
            "review": review,
            "seen": seen,
            "lede": lede_of(seen),
            "cited": rules_in_use().cited,
            "only": "summary" if only == "summary" else "",
            "table": [
                {
                    "id": theme,
                    "title": title,
                    "cells": [(column, cell_words(seen.cells.get((theme, column.ref)))) for column in seen.columns],
                }
                for theme, title in seen.themes
            ],
            "views": views,
            "chosen": view if view in views else "",
            "place": place if place in seen.cells else None,
            "heading": heading,
            "rows": [{**in_sight(seen.statements[r], day=request.actor.now), "why": why.get(r, [])} for r in chosen],
            "levels": list(Shows),
            "by_shows": seen.counts.by_shows,
            "on_the_map": seen.counts.about_what_was_done,
        },
    )


def _views(seen: Coverage) -> dict[str, dict[str, Any]]:
    """The lists below the map: each finding with its sentences, and the weakest of all."""
    found: dict[str, dict[str, Any]] = {}
    for kind in FindingKind:
        refs = sentences_with(kind, seen.findings)
        found[kind.value] = {"text": FINDING_WORDS[kind], "heading": FINDING_WORDS[kind], "refs": refs}
    several = f"The {len(seen.weakest)} weakest sentences" if len(seen.weakest) > 1 else "The weakest sentence"
    return {**found, "weakest": {"text": "The weakest", "heading": several, "refs": seen.weakest}}


def _in_cell(seen: Coverage, place: tuple[str | None, str | None]) -> tuple[str, ...]:
    def is_here(row: Said) -> bool:
        return (row.theme, row.agency) == place and row.is_on_the_map

    return tuple(row.ref for row in seen.rows if is_here(row))


def _name_of(seen: Coverage, place: tuple[str | None, str | None]) -> str:
    theme, agency = place
    title = next(title for id, title in seen.themes if id == theme)
    name = next(column.name for column in seen.columns if column.ref == agency)
    return f"{title}: {name}"


def show_one_page(request: HttpRequest, review: Any) -> HttpResponse:
    """The one page that a chair takes into a meeting."""
    seen = coverage_of(review, request.actor)
    page = page_of(seen, review, request.actor)
    return render(
        request,
        "coverage/one_page.html",
        {
            "review": review,
            "seen": seen,
            "page": page,
            "shown": [in_sight(seen.statements[ref], day=request.actor.now) for ref in page.shown],
        },
    )
