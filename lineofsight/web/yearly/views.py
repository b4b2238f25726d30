"""The yearly report's section on recommendations: a page for a year, and the same as a Word file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.assurance.queries.yearly import years_with_any
from lineofsight.assurance.rules.yearly import FIRST_YEAR, Progress, lede, year_ending, year_of
from lineofsight.partnership.queries import today
from lineofsight.publication.render.yearly import HEADINGS, render_yearly, told
from lineofsight.publication.yearly import section_of
from lineofsight.web.sheets import attachment

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Shown before the recommendations themselves: what a reader must not have to look for.
MISSING = (Progress.NONE, Progress.UNDECIDED, Progress.DECLINED)


def _year(request: HttpRequest) -> tuple[int, str]:
    """The year that was asked for, by the year in which it ends; and what is wrong with what was typed."""
    now = year_of(today(request.actor.now))
    typed = request.GET.get("year", "").strip()
    if not typed:
        return now, ""
    if typed.isdecimal() and len(typed) == 4 and FIRST_YEAR <= int(typed) <= now:
        return int(typed), ""
    return now, f"The year must be between {FIRST_YEAR} and {now}. You entered «{typed[:20]}». Choose one of the list."


def show_yearly(request: HttpRequest) -> HttpResponse:
    """What was decided and done on recommendations in a year, and what it improved; what is missing comes first."""
    year, wrong = _year(request)
    section = section_of(year_ending(year), request.actor)
    first = min([year_of(day) for day in years_with_any(request.actor)], default=year)
    now = year_of(today(request.actor.now))
    context: dict[str, Any] = {
        "section": section,
        "lede": lede(section),
        "year": year,
        "years": [(one, year_ending(one)) for one in range(now, min(first, year) - 1, -1)],
        "wrong": wrong,
        "missing": [(HEADINGS[progress], section.of(progress)) for progress in MISSING if section.of(progress)],
        "unshown": [one for one in section.asked if not one.improvements and one.progress is not Progress.DECLINED],
        "told": told,
    }
    return render(request, "yearly/section.html", context, status=422 if wrong else 200)


def download_yearly(request: HttpRequest) -> HttpResponse:
    """The same as a Word file, to be put into the report."""
    year, wrong = _year(request)
    if wrong:
        return render(request, "errors/422.html", {"sentence": wrong}, status=422)
    content = render_yearly(section_of(year_ending(year), request.actor))
    return attachment(content, media_type=WORD, name=f"recommendations-{year - 1}-{year}.docx")
