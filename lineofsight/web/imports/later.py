"""Bring a report in as the later edition of a review that is here: what will happen, and the last button."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.assurance.actions.later_editions import NoEarlierEdition, bring_in_later_edition
from lineofsight.assurance.actions.reviews import NothingToImport
from lineofsight.assurance.queries import imports
from lineofsight.assurance.rules.imports import NameOfAChild
from lineofsight.intake.editions import Fate
from lineofsight.web.form_page import form_page
from lineofsight.web.imports.forms import LaterForm
from lineofsight.web.imports.views import address, in_preview

SHOWN = 10


@in_preview
def bring_in(request: HttpRequest, report_import: Any) -> HttpResponse:
    """What stays, changes, comes and goes in the earlier review, and the last button."""
    if report_import.state == "preview" and report_import.earlier is None:
        return HttpResponseRedirect(address(report_import, "import_earlier"))
    now = imports.reading_of(report_import) if report_import.state == "preview" else None
    found = imports.matches(report_import, now, request.actor) if now else ()
    form = LaterForm(request.POST or None, initial={"version": report_import.version})

    def act(clean: dict[str, Any]) -> str:
        done = bring_in_later_edition(report_import=report_import, expected_version=clean["version"], by=request.actor)
        return address(done.plan) if done.plan is not None else reverse("review", args=[done.review.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NothingToImport, NameOfAChild, NoEarlierEdition),
        done="The later report is in. Sentences with the same words keep what they rest on. Its Summary is an"
        " edition that you open on this page.",
        template="imports/later.html",
        report_import=report_import,
        counted={fate.value: sum(1 for one in found if one.fate is fate) for fate in Fate},
        changed=[one for one in found if one.fate is Fate.CHANGED][:SHOWN],
        added=[one for one in found if one.fate is Fate.NEW][:SHOWN],
        gone=[one for one in found if one.fate is Fate.GONE][:SHOWN],
        children=now.children if now else (),
    )
