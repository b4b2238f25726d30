"""What bodies with their own systems state each quarter: asked, sent by form or file, accepted or sent back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.assurance.actions.offer import NothingOffered, ShowsTooMuch, WrongCount
from lineofsight.desk import stated as desk
from lineofsight.desk import stated_file
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.quarterly import Quarterly
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.stated import actions, queries
from lineofsight.records.stated.rules import Count, StatedState, WrongCounts, quarter_words, quarters_asked
from lineofsight.web.form_page import form_page
from lineofsight.web.sheets import table_file, taken_away
from lineofsight.web.stated.forms import EvidenceForm, FileForm, JudgeForm, QuarterForm, as_fields


def list_stated(request: HttpRequest) -> HttpResponse:
    """What is asked of one's agency, or for the unit of every body; and what all members may read."""
    actor = request.actor
    found = desk.asked_of(actor)
    to_accept = [one for one in found if one.row is not None and one.row.state == StatedState.SENT]
    # What somebody has to do something about stands first; the rest stays by its quarter, the latest first.
    asked = sorted(found, key=lambda one: one.mark != "overdue" and one not in to_accept)
    shown = {one.row.pk for one in asked if one.row}
    others = [row for row in queries.stated_now(actor)[:100] if row.pk not in shown]
    return render(
        request,
        "stated/list.html",
        {
            "asked": [
                (one, _address(one.kind, one.quarter) if one.agency.pk == actor.agency_id else "") for one in asked
            ],
            "others": [(row, desk.kind_of(row), quarter_words(row.quarter_date)) for row in others],
            "overdue": sum(one.mark == "overdue" for one in asked),
            "to_accept": to_accept,
            "is_unit": can(actor, Act.STATED_JUDGE),
            "to_ask": desk.by_body_overdue(asked) if can(actor, Act.STATED_JUDGE) else (),
            "page_address": request.build_absolute_uri(reverse("stateds")),
            "today": today(actor.now),
        },
    )


HEAD = ("body", "what", "quarter begins", "question", "reaches", "n", "N", "why not counted", "state", "sent")


def download(request: HttpRequest) -> HttpResponse:
    """Every figure that one may read, as a file: a line a question."""
    rows = []
    for row in queries.stated_now(request.actor):
        kind = desk.kind_of(row)
        for line in desk.lines_of(row):
            why = "" if line.count.of is not None else line.inside
            reaches = line.question.reaches.value
            figures = (line.question.asks, reaches, line.count.n, line.count.of, why)
            rows.append((row.agency.name, kind.title, row.quarter_date, *figures, row.state, row.sent_date))
    name = f"stated-{today(request.actor.now).isoformat()}"
    return taken_away(request, HEAD, rows, what="stated", title="Stated", name=name)


def _address(kind: Quarterly, quarter: date) -> str:
    return f"{reverse('state_quarter')}?{urlencode({'of': kind.id, 'quarter': quarter.isoformat()})}"


def _asked(request: HttpRequest) -> tuple[Quarterly, date]:
    """The questions and the quarter that the address names. Raises Http404, NotAskedOfYou."""
    known = desk.kinds_for(request.actor)
    kind = next((one for one in known if one.id == request.GET.get("of")), known[0] if known else None)
    if kind is None:
        raise actions.NotAskedOfYou("Nothing is asked of your agency each quarter.")
    asked = {one.isoformat(): one for one in quarters_asked(kind, today=today(request.actor.now))}
    if not asked:
        raise actions.NotAskedOfYou("No quarter has ended yet since this is asked.")
    wanted = request.GET.get("quarter", "")
    if wanted and wanted not in asked:
        raise Http404
    return kind, asked.get(wanted) or next(iter(asked.values()))


def state_quarter(request: HttpRequest) -> HttpResponse:
    """State a quarter on a page. A file that was filled in fills the page, to be looked at before it is sent."""
    actor = request.actor
    kind, quarter = _asked(request)
    earlier = queries.of_own_agency(actor, kind.id, quarter)
    upload = FileForm(request.POST, request.FILES) if "upload" in request.POST else FileForm()
    stated: Mapping[str, Count] = queries.counts_of(earlier) if earlier else {}
    read = None
    if upload.is_bound and upload.is_valid():
        file = upload.cleaned_data["file"]
        try:
            read = stated_file.read_template(kind, quarter, file.read(stated_file.LARGEST_FILE + 1), file.name)
            stated = read.stated
        except (Unreadable, stated_file.NotTheTemplate) as trouble:
            upload.add_error("file", str(trouble))
    data = None if upload.is_bound or request.method != "POST" else request.POST
    form = QuarterForm(data, kind=kind, initial=as_fields(stated))

    def act(clean: dict[str, Any]) -> str:
        is_from_file = bool(request.POST.get("is_from_file"))
        made = actions.state_quarter(
            kind=kind, quarter=quarter, stated=form.stated, by=actor, is_from_file=is_from_file
        )
        return reverse("stated", args=[made.ref])

    context: dict[str, Any] = {
        "kind": kind,
        "quarter": quarter_words(quarter),
        "due": desk.due_day(kind, quarter),
        "late": desk.late_words(kind, quarter, on=today(actor.now)),
        "earlier": earlier,
        "upload": upload,
        "is_read": read is not None,
        "told": read.told if read else (),
        "groups": form.groups(),
        "widths": form.widths(),
        "templates": [
            (
                f"{reverse('stated_template')}?{urlencode({'of': kind.id, 'quarter': quarter.isoformat(), 'as': one})}",
                words,
            )
            for one, words in (("csv", "CSV"), ("xlsx", "Excel"))
        ],
    }
    if upload.is_bound:
        status = 422 if upload.errors else 200
        return render(request, "stated/quarter.html", {"form": form, **context}, status=status)
    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongCounts,),
        done="Sent. The business unit accepts it, or asks.",
        template="stated/quarter.html",
        **context,
    )


def download_template(request: HttpRequest) -> HttpResponse:
    """The file that a body fills in, with what it stated already."""
    kind, quarter = _asked(request)
    earlier = queries.of_own_agency(request.actor, kind.id, quarter)
    rows = stated_file.template(kind, quarter, queries.counts_of(earlier) if earlier else {})
    return table_file(request, stated_file.HEAD, rows, title="Quarter", name=f"{kind.id}-{quarter.isoformat()}")


def show_stated(request: HttpRequest, stated: Any) -> HttpResponse:
    """What a body stated of one quarter."""
    kind = desk.kind_of(stated)
    is_own = stated.agency_id == request.actor.agency_id
    return render(
        request,
        "stated/stated.html",
        {
            "stated": stated,
            "kind": kind,
            "quarter": quarter_words(stated.quarter_date),
            "lines": desk.lines_of(stated),
            "may_judge": can(request.actor, Act.STATED_JUDGE, stated) and stated.state == StatedState.SENT,
            "again": _address(kind, stated.quarter_date)
            if is_own and can(request.actor, Act.STATED_SEND, stated) and stated.state != StatedState.SUPERSEDED
            else "",
            "may_offer": stated.state == StatedState.ACCEPTED and can(request.actor, Act.STATED_OFFER, stated),
            "today": today(request.actor.now),
        },
    )


def judge(request: HttpRequest, stated: Any) -> HttpResponse:
    """Accept what a body stated, or send it back with a question."""
    form = JudgeForm(request.POST or None, initial={"version": stated.version})
    kind = desk.kind_of(stated)

    def act(clean: dict[str, Any]) -> str:
        if clean["verdict"] == "accept":
            actions.accept(stated=stated, expected=clean["version"], by=request.actor)
        else:
            actions.send_back(stated=stated, question=clean["question"], expected=clean["version"], by=request.actor)
        return reverse("stated", args=[stated.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Said.",
        template="stated/judge.html",
        kind=kind,
        stated=stated,
        quarter=quarter_words(stated.quarter_date),
        lines=desk.lines_of(stated),
    )


def offer(request: HttpRequest, stated: Any) -> HttpResponse:
    """Offer one figure of an accepted quarter behind a sentence."""
    kind = desk.kind_of(stated)
    if stated.state != StatedState.ACCEPTED:
        raise actions.NotAskedOfYou("Only what was accepted can stand behind a sentence.")
    lines = [(one.question.id, f"{one.question.asks}: {one.inside}") for one in desk.lines_of(stated) if one.count.of]
    rows = desk.sentences_for(request.actor)
    form = EvidenceForm(
        request.POST or None,
        questions=lines,
        statements=[(row.ref, row.current.text[:120]) for row in rows if row.current is not None],
    )

    def act(clean: dict[str, Any]) -> str:
        statement = next(row for row in rows if row.ref == clean["statement"])
        made = desk.offer_as_evidence(stated=stated, question=clean["question"], statement=statement, by=request.actor)
        return reverse("evidence", args=[made.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(NothingOffered, ShowsTooMuch, WrongCount),
        done="Offered. It counts once the business unit has accepted it.",
        template="stated/offer.html",
        kind=kind,
        stated=stated,
        quarter=quarter_words(stated.quarter_date),
    )
