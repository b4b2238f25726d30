"""Take a report in: upload, reading, preview, and the last button."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions import imports
from lineofsight.assurance.actions.reviews import NothingToImport
from lineofsight.assurance.queries.imports import imported_before, matches, reading_of
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.imports import ImportKind, NameOfAChild, days_left, has_died, is_read_at_once
from lineofsight.assurance.sources import READ
from lineofsight.files.actions import AlreadyHeld, FileRefused, keep_file
from lineofsight.intake.editions import Fate
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rules import Audience
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions.editions import open_edition
from lineofsight.web.form_page import form_page
from lineofsight.web.imports import reading, shown
from lineofsight.web.imports.forms import CreateForm, EarlierForm
from lineofsight.web.pages import paged
from lineofsight.web.reviews.forms import UploadForm

PAGE_SIZE = 10


def address(report_import: Any, name: str = "import") -> str:
    """The address of one of the pages of an import."""
    return reverse(name, args=[report_import.ref])


def in_preview(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is there while a report can be corrected; at any other time the import says where it stands."""

    def answer(request: HttpRequest, report_import: Any) -> HttpResponse:
        if report_import.state != "preview" and request.method != "POST":
            return HttpResponseRedirect(address(report_import))
        return view(request, report_import)

    return answer


def upload(request: HttpRequest) -> HttpResponse:
    """Upload a report. Nothing is written of it but the file itself, for the person to look at what we read."""
    return take_in(
        request,
        UploadForm(request.POST or None, request.FILES or None),
        kind=ImportKind.REPORT,
        template="imports/upload.html",
        h1="Import a report",
        lede="We read it here, show you what we understood, and create nothing until you say so.",
    )


def take_in(
    request: HttpRequest, form: forms.Form, *, kind: ImportKind, template: str, h1: str, lede: str
) -> HttpResponse:
    """The page on which a file is uploaded, for a report or a plan."""

    def act(clean: dict[str, Any]) -> str:
        file: UploadedFile = clean["file"]
        actor = request.actor
        try:
            held = keep_file(content=file, name=file.name or "", agency=hub(), by=actor, audience=Audience.HUB)
        except AlreadyHeld as known:
            held = known.held
            before = imported_before(actor, file_sha=held.blob.sha256, kind=kind)
            if before is not None:
                return address(before, "import_again")
        return _begun(request, held, kind)

    return form_page(
        request,
        form,
        act=act,
        refusals=(Unreadable, FileRefused),
        done="We have the file. Nothing has been created yet.",
        template=template,
        page_title=h1,
        h1=h1,
        lede=lede,
        submit="Upload and read",
        cancel=reverse("reviews"),
    )


def _begun(request: HttpRequest, held: Any, kind: ImportKind) -> str:
    """Begin with a kept file: a small one is read at once, so that one that cannot be read is not kept."""
    now = request.actor.now
    with scope(job("leave imports", now=now), writes=True):
        # Whoever begins one clears away those that have waited their thirty days.
        imports.leave_overdue(by=job("leave imports", now=now))
    document = READ[kind](held) if is_read_at_once(name=held.name, size=held.blob.size) else None
    begun = imports.begin_import(held=held, document=document, kind=kind, by=request.actor)
    if document is None:
        transaction.on_commit(partial(reading.begin, begun.ref))
    return address(begun)


def import_again(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """The same file once more: open what was imported of it, or read it anew."""
    if request.method == "POST":
        return HttpResponseRedirect(_begun(request, waiting_import.held, ImportKind(waiting_import.kind)))
    return render(request, "imports/again.html", {"waiting_import": waiting_import})


def show_import(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """Where an import stands: it is being read, waits for a look, or has ended."""
    if waiting_import.state == "reading":
        now = request.actor.now
        died = bool(waiting_import.trouble) or has_died(beat_at=waiting_import.beat_at, now=now)
        return render(request, "imports/reading.html", {"waiting_import": waiting_import, "has_died": died})
    if request.headers.get("HX-Request"):
        # The page of the reading asks how far it is: it is over, so the whole page is shown anew.
        return HttpResponse(headers={"HX-Refresh": "true"})
    if waiting_import.state != "preview":
        return HttpResponseRedirect(address(waiting_import, "import_receipt"))
    if waiting_import.kind == ImportKind.PLAN:
        return HttpResponseRedirect(address(waiting_import, "plan_import"))
    return _preview(request, waiting_import)


def _preview(request: HttpRequest, report_import: Any) -> HttpResponse:
    now = reading_of(report_import)
    every = shown.shown(now)
    needing = [one for one in every if one.needs_an_eye]
    chosen = request.GET.get("view") or ("eye" if needing or now.open_tables else "all")
    listed = {"eye": needing, "all": list(every)}.get(chosen, [])
    page, rows = paged(listed, asked=request.GET.get("page", "1"), size=PAGE_SIZE)
    count = sum(1 for _ in now.as_read.paragraphs())
    back = {part.position for part in now.kept}
    left_out = [(f"{part.position}-{part.at}", part.paragraph.text) for part in now.left_out]
    left_out += [
        (f"{count + at}-0", piece.text) for at, piece in enumerate(now.as_read.other) if count + at not in back
    ]
    return render(
        request,
        "imports/preview.html",
        {
            "report_import": report_import,
            "title": now.as_read.title or report_import.name,
            "counts": shown.counts(now),
            "rows": rows,
            "page": page,
            "chosen": chosen,
            "views": {
                "eye": len(needing) + len(now.open_tables),
                "all": len(every),
                "tables": len(now.tables),
                "out": len(left_out),
            },
            "tables": now.tables,
            "open_tables": now.open_tables,
            "left_out": left_out,
            "bare_headings": [one.heading for one in now.as_read.sections if one.heading and not one.paragraphs],
            "of_the_file": shown.of_the_file(now),
            "children": now.children,
            "names": now.names,
            "pseudonyms": sorted(now.pseudonyms),
            "first": next(iter(needing or every), None),
            "examples": [every[at] for at in sorted({0, len(every) // 2, len(every) - 1})] if every else [],
            "days": days_left(waits_until=report_import.waits_until, now=request.actor.now),
        },
    )


def stop_import(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """Stop it: the reading ends, and what was read is removed."""
    imports.stop_import(report_import=waiting_import, expected_version=waiting_import.version, by=request.actor)
    messages.success(request, "Stopped. Nothing was created, and what we had read is removed.")
    return HttpResponseRedirect(reverse("reviews"))


def read_again(request: HttpRequest, waiting_import: Any) -> HttpResponse:
    """Read a file again whose reading died."""
    imports.read_again(report_import=waiting_import, expected_version=waiting_import.version, by=request.actor)
    transaction.on_commit(partial(reading.begin, waiting_import.ref))
    return HttpResponseRedirect(address(waiting_import))


@in_preview
def say_earlier(request: HttpRequest, report_import: Any) -> HttpResponse:
    """Say of which report this is a later edition."""
    return earlier_page(
        request,
        report_import,
        onward="import_matched",
        h1="Is this a later edition?",
        lede="Then we match it sentence by sentence to the earlier one, and say what stayed, changed, came and went.",
    )


def earlier_page(request: HttpRequest, report_import: Any, *, onward: str, h1: str, lede: str) -> HttpResponse:
    """The page that asks of what this is a later state; `onward`: where the two stand side by side."""
    known = list(queries.reviews(request.actor))
    initial = {
        "earlier": report_import.earlier.ref if report_import.earlier else "",
        "version": report_import.version,
    }
    form = EarlierForm(request.POST or None, initial=initial, reviews=[(one.ref, one.name) for one in known])

    def act(clean: dict[str, Any]) -> str:
        earlier = next((one for one in known if one.ref == clean["earlier"]), None)
        imports.say_earlier(
            report_import=report_import, earlier=earlier, expected_version=clean["version"], by=request.actor
        )
        return address(report_import, onward if earlier else "import")

    return form_page(
        request,
        form,
        act=act,
        done="Saved. Nothing has been created yet.",
        page_title=f"{h1} – {report_import.name}",
        h1=h1,
        lede=lede,
        submit="Save",
        cancel=address(report_import),
    )


@in_preview
def show_matched(request: HttpRequest, report_import: Any) -> HttpResponse:
    """The later edition beside the earlier one, sentence by sentence."""
    if report_import.earlier is None:
        return HttpResponseRedirect(address(report_import, "import_earlier"))
    found = matches(report_import, reading_of(report_import), request.actor)
    counted = {fate.value: sum(1 for one in found if one.fate is fate) for fate in Fate}
    chosen = request.GET.get("view", "changed words")
    page, rows = paged(
        [one for one in found if one.fate.value == chosen], asked=request.GET.get("page", "1"), size=PAGE_SIZE
    )
    return render(
        request,
        "imports/matched.html",
        {"report_import": report_import, "counted": counted, "chosen": chosen, "rows": rows, "page": page},
    )


@in_preview
def create_review(request: HttpRequest, report_import: Any) -> HttpResponse:
    """What will be created in numbers, what stays doubtful, and the last button."""
    now = reading_of(report_import) if report_import.state == "preview" else None
    title = now.as_read.title[:300] if now else ""
    initial = {"name": title, "kind": ReviewKind.PRACTICE_REVIEW.value, "version": report_import.version}
    form = CreateForm(request.POST or None, initial=initial)

    def act(clean: dict[str, Any]) -> str:
        made = imports.create_review(
            report_import=report_import,
            name=clean["name"],
            kind=ReviewKind(clean["kind"]),
            expected_version=clean["version"],
            by=request.actor,
        )
        open_edition(review=made.review, by=request.actor)
        if made.plan is not None:
            return address(made.plan)
        return reverse("review", args=[made.review.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NothingToImport, NameOfAChild),
        done="The review is created. Each agency can now see its own sentences.",
        template="imports/create.html",
        report_import=report_import,
        counts=shown.counts(now) if now else {},
        speakers=shown.speakers(now) if now else [],
        unnamed=shown.unnamed(now) if now else 0,
        doubts=[now.as_read.warnings[at] for at in now.open_doubts] if now else [],
        names=now.names if now else (),
        children=now.children if now else (),
        tables=now.tables if now else (),
        open_tables=now.open_tables if now else (),
        left_out=len(now.document.other) if now else 0,
    )
