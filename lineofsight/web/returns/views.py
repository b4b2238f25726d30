"""Take a return in: upload it, look at what it would give, take it or leave it; and the receipts of those taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import own_lists
from lineofsight.desk.returns import ask_to_take, reading_of_upload
from lineofsight.jobs.queries import open_job
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import agency_by_code, today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.records.identities.keys import KeyMissing, held_keys
from lineofsight.records.practice import queries, uploads
from lineofsight.records.practice.before import taken_before
from lineofsight.records.practice.own_mappings import may_be_mapped, newest
from lineofsight.records.practice.receipts import ReceiptBody
from lineofsight.records.practice.rules import OWN_LIST, UploadState, is_taken_at_once
from lineofsight.records.taken import RefusedRow
from lineofsight.web import sent
from lineofsight.web.dates import long_day
from lineofsight.web.form_page import form_page
from lineofsight.web.pages import page_of
from lineofsight.web.returns.forms import ReturnForm
from lineofsight.web.returns.reading import REFUSALS, read
from lineofsight.web.returns.words import SOURCES, carried_words, kind_rows, kind_titles, short_source
from lineofsight.web.sheets import taken_away

_LISTED, _FIRST_REFUSED = 20, 10


def list_returns(request: HttpRequest) -> HttpResponse:
    """Every return that was taken, newest first, and those that wait."""
    actor = request.actor
    every = queries.returns(actor)
    page = page_of(every.count(), asked=request.GET.get("page", "1"), size=_LISTED)
    may_upload = can(actor, Act.RETURN_UPLOAD)
    return render(
        request,
        "returns/list.html",
        {
            "listed": [queries.taken(row) for row in every[page.start : page.stop]],
            "page": page,
            "own_lists": newest(actor),
            "waiting": list(queries.waiting_uploads(actor)) if may_upload else [],
            "may_upload": may_upload,
            "no_key": _why_no_key(actor) if may_upload else "",
            "short_source": lambda source: short_source(source, actor),
        },
    )


def _why_no_key(actor: Any) -> str:
    """What to do first where the key of the pseudonyms is not here; empty where it is."""
    try:
        held_keys(agency_by_code(actor.agency_code))
    except KeyMissing as trouble:
        return str(trouble)
    return ""


def upload_return(request: HttpRequest) -> HttpResponse:
    """Upload a return. A small one is read at once; nothing of it is taken."""
    form = ReturnForm(request.POST or None, request.FILES or None)

    def act(clean: dict[str, Any]) -> str:
        upload = uploads.keep_upload(
            files=[(file.name or "", file) for file in clean["files"]], source=clean["source"], by=request.actor
        )
        try:
            if upload.source == OWN_LIST:
                known = own_lists.known_as(upload, by=request.actor)
                if known is None:
                    return reverse("own_list", args=[upload.ref])
                uploads.name_source(upload=upload, source=known, by=request.actor)
            return read(request, upload)
        except BaseException:
            # The answer takes the row back; its files go with it.
            uploads.forget_files(upload)
            raise

    return form_page(
        request,
        form,
        act=act,
        refusals=REFUSALS,
        done="We have the files. Nothing has been taken yet.",
        template="returns/upload.html",
        page_title="Take a return in",
        h1="Take a return in",
        lede="We read it here, show you what it would give, and take nothing until you say so.",
        submit="Upload and read",
        cancel=reverse("returns"),
        hints={"source": {source: words.hint for source, words in SOURCES.items()}},
    )


def show_upload(request: HttpRequest, upload: Any) -> HttpResponse:
    """Where an upload stands: being read, to be taken or left, or what became of it."""
    if upload.source == OWN_LIST and upload.state == UploadState.WAITING:
        return HttpResponseRedirect(reverse("own_list", args=[upload.ref]))
    if upload.delivery is not None:
        if upload.state == "left":
            when = long_day(upload.delivery.taken_at)
            messages.info(request, f"This is the same file as on {when}. Nothing changed.")
        return HttpResponseRedirect(reverse("return", args=[upload.delivery.ref]))
    for kind in (JobKind.READ_RETURN, JobKind.TAKE_RETURN):
        job = open_job(request.actor, kind=kind, about_ref=upload.ref)
        if job is not None:
            return HttpResponseRedirect(reverse("job", args=[job.ref]))
    body = queries.would_give(upload)
    context = {
        "upload": upload,
        "source": short_source(upload.source, request.actor),
        "has_files": bool(uploads.files_of(upload)),
    }
    context |= {"before": taken_before(upload, by=request.actor)}
    context |= {"may_be_mapped": may_be_mapped(upload, by=request.actor)}
    return render(request, "returns/preview.html", {**context, **_shown(body, request)} if body else context)


def _shown(body: ReceiptBody, request: HttpRequest) -> dict[str, Any]:
    titles = kind_titles(shelf(), on=today(request.actor.now))
    return {
        "body": body,
        "kinds": kind_rows(body, titles),
        "carried": carried_words(body.carried, titles),
        "refused": body.refused[:_FIRST_REFUSED],
    }


def take(request: HttpRequest, upload: Any) -> HttpResponse:
    """Take what was looked at: a small return now, a large one as a job."""
    expected = sent.version(request)
    try:
        uploads.check_meant(upload, is_meant=request.POST.get("meant") == "yes")
    except uploads.NotMeant as trouble:
        messages.error(request, str(trouble))
        return HttpResponseRedirect(reverse("upload", args=[upload.ref]))
    if not is_taken_at_once(size=upload.size):
        about = short_source(upload.source, request.actor)
        job = ask_to_take(upload=upload, about=about, expected_version=expected, by=request.actor)
        return HttpResponseRedirect(reverse("job", args=[job.ref]))
    try:
        uploads.take_upload(
            upload=upload,
            reading=reading_of_upload(upload, by=request.actor),
            expected_version=expected,
            by=request.actor,
        )
    except REFUSALS as trouble:
        messages.error(request, str(trouble))
        return HttpResponseRedirect(reverse("upload", args=[upload.ref]))
    messages.success(request, "Taken. This is its receipt.")
    return HttpResponseRedirect(reverse("upload", args=[upload.ref]))


def leave(request: HttpRequest, upload: Any) -> HttpResponse:
    """Leave it: its files are removed."""
    uploads.leave_upload(upload=upload, expected_version=sent.version(request), by=request.actor)
    messages.success(request, "Left. Nothing of it was taken, and its files are removed.")
    return HttpResponseRedirect(reverse("returns"))


def show_receipt(request: HttpRequest, delivery: Any) -> HttpResponse:
    """What a return gave, and what it did not."""
    one = queries.taken(delivery)
    context = {"one": one, "source": short_source(delivery.source, request.actor), **_shown(one.body, request)}
    return render(request, "returns/receipt.html", context)


def refused_csv(request: HttpRequest, delivery: Any) -> HttpResponse:
    """The refused lines of a return, as a table to take away."""
    return _refused_file(request, queries.taken(delivery).body.refused)


def upload_refused_csv(request: HttpRequest, upload: Any) -> HttpResponse:
    """The lines that would be refused."""
    body = queries.would_give(upload)
    return _refused_file(request, body.refused if body else ())


def _refused_file(request: HttpRequest, rows: tuple[RefusedRow, ...]) -> HttpResponse:
    head = ("File", "Line", "Field", "Why it was refused", "What to do")
    table = [(row.file, row.line or None, row.field, row.reason, row.cure) for row in rows]
    return taken_away(request, head, table, what="refused lines", title="Refused lines", name="refused-lines")
