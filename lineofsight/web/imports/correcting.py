"""Correct what was read: one paragraph a page, names, and what was left out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from lineofsight.assurance.actions import imports
from lineofsight.assurance.actions.imports import SomebodyCorrected
from lineofsight.assurance.queries.imports import corrections_at, reading_of
from lineofsight.assurance.rules.report_tables import LEFT_OUT, PLAN
from lineofsight.intake.correcting.corrections import CannotCorrect, Correction, Field, Part
from lineofsight.library.numbers import whole_number
from lineofsight.partnership.queries import who_is
from lineofsight.web import sent
from lineofsight.web.form_page import form_page
from lineofsight.web.imports import shown
from lineofsight.web.imports.forms import NameForm, ParagraphForm, TableForm, questions
from lineofsight.web.imports.views import address, in_preview


@in_preview
def correct_paragraph(request: HttpRequest, report_import: Any) -> HttpResponse:
    """One paragraph: its source fixed above, every fact of it below. Whoever saves second gets both (409)."""
    if report_import.state != "preview":
        return HttpResponseRedirect(address(report_import))
    now = reading_of(report_import)
    place = request.GET.get("at") or request.POST.get("at", "")
    if not place and now.kept:
        place = shown.key_of(now.kept[0])
    part = next((one for one in now.kept if shown.key_of(one) == place), None)
    if part is None:
        raise Http404
    there = corrections_at(report_import, request.actor, paragraph=part.position)
    asks = questions(now, part)
    form = ParagraphForm(request.POST or None, initial={**asks.initial, "seen": str(len(there))}, asks=asks)

    def act(clean: dict[str, Any]) -> str:
        imports.correct(
            report_import=report_import,
            paragraph=part.position,
            corrections=form.corrections(position=part.position),
            seen=clean["seen"],
            by=request.actor,
        )
        return _onward(report_import, now, part)

    row = shown.shown_part(now, part)
    try:
        return form_page(
            request,
            form,
            act=act,
            refusals=(CannotCorrect,),
            done="Saved.",
            template="imports/paragraph.html",
            report_import=report_import,
            row=row,
            groups=asks.groups,
            place=now.kept.index(part) + 1,
            total=len(now.kept),
            history=[(one, who_is(one.by_ref, at=one.recorded_at)) for one in there],
        )
    except SomebodyCorrected:
        return _conflict(request, report_import, form, part, row)


def _onward(report_import: Any, now: Any, part: Part) -> str:
    """The next paragraph that needs an eye; the preview where none does."""
    later = [one for one in now.kept if one.position > part.position and one.position in now.needs_an_eye]
    here = f"{address(report_import, 'correct_import')}?at="
    return f"{here}{shown.key_of(later[0])}" if later else address(report_import)


def _conflict(request: HttpRequest, report_import: Any, form: Any, part: Part, row: Any) -> HttpResponse:
    """Both people's corrections of one paragraph (page 29); nothing is lost, and the second decides."""
    there = corrections_at(report_import, request.actor, paragraph=part.position)
    theirs = there[int(form.cleaned_data["seen"]) :] or there[-1:]
    return render(
        request,
        "imports/conflict.html",
        {
            "report_import": report_import,
            "row": row,
            "who": who_is(theirs[-1].by_ref, at=theirs[-1].recorded_at),
            "at": theirs[-1].recorded_at,
            "theirs": theirs,
            "mine": form.corrections(position=part.position),
            "kept": sent.kept(request, but={"csrfmiddlewaretoken", "key", "seen", "at"}),
            "seen": len(there),
        },
        status=409,
    )


@in_preview
def decide_table(request: HttpRequest, report_import: Any) -> HttpResponse:
    """One table as it was read, and what becomes of it: an action plan, or left out."""
    if report_import.state != "preview":
        return HttpResponseRedirect(address(report_import))
    now = reading_of(report_import)
    if not now.tables:
        return HttpResponseRedirect(address(report_import))
    asked = request.GET.get("at") or request.POST.get("at") or str(now.tables[0].number)
    table = next((one for one in now.tables if str(one.number) == asked), None)
    if table is None:
        raise Http404
    there = corrections_at(report_import, request.actor, paragraph=table.position)
    proposed = PLAN if table.looks_like_plan else LEFT_OUT
    form = TableForm(request.POST or None, initial={"seen": str(len(there)), "became": table.became or proposed})

    def act(clean: dict[str, Any]) -> str:
        fix = Correction(table.position, Field.KEPT, 0, table.became, clean["became"])
        imports.correct(
            report_import=report_import,
            paragraph=table.position,
            corrections=[fix],
            seen=clean["seen"],
            by=request.actor,
        )
        later = [one for one in now.open_tables if one.number != table.number]
        here = f"{address(report_import, 'import_table')}?at="
        return f"{here}{later[0].number}" if later else address(report_import)

    return form_page(
        request,
        form,
        act=act,
        refusals=(CannotCorrect,),
        done="Saved.",
        template="imports/table.html",
        report_import=report_import,
        table=table,
        total=len(now.tables),
    )


@in_preview
def decide_name(request: HttpRequest, report_import: Any) -> HttpResponse:
    """Every name that still stands, children's first, each with its place and what could stand instead."""
    if report_import.state != "preview":
        return HttpResponseRedirect(address(report_import))
    names = reading_of(report_import).names
    form = NameForm(request.POST or None, initial={"name": names[0].name, "instead": names[0].instead} if names else {})

    def act(clean: dict[str, Any]) -> str:
        instead = clean["instead"] if clean["what"] == "instead" else clean["name"]
        imports.decide_name(report_import=report_import, name=clean["name"], instead=instead, by=request.actor)
        return address(report_import, "import_names" if len({one.name for one in names}) > 1 else "import")

    if not names and request.method != "POST":
        return HttpResponseRedirect(address(report_import))
    return form_page(
        request,
        form,
        act=act,
        refusals=(CannotCorrect,),
        done="Saved for the whole report.",
        template="imports/names.html",
        report_import=report_import,
        found=names[0] if names else None,
        places=[one for one in names if one.name == names[0].name] if names else [],
        left=len({one.name for one in names}),
    )


def put_back(request: HttpRequest, report_import: Any) -> HttpResponse:
    """Take a piece that was left out back into the report."""
    now = reading_of(report_import)
    position, _, at = request.POST.get("at", "").partition("-")
    paragraph, start = whole_number(position), whole_number(at)
    if paragraph is None or start is None:
        raise Http404
    count = sum(1 for _ in now.as_read.paragraphs())
    is_ours = paragraph >= count
    fix = Correction(paragraph, Field.KEPT, start, "left out", "put back" if is_ours else "")
    there = corrections_at(report_import, request.actor, paragraph=fix.paragraph)
    imports.correct(
        report_import=report_import, paragraph=fix.paragraph, corrections=[fix], seen=len(there), by=request.actor
    )
    messages.success(request, "Put back. It stands in the report again.")
    return HttpResponseRedirect(f"{address(report_import)}?view=all")
