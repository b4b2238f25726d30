"""Rounds of audits: which there are, begin one, draw its files, give them out, read what they found (page 25)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions.audit_findings import close_round
from lineofsight.desk.audits import frames
from lineofsight.desk.audits import rounds as desk
from lineofsight.library.audit import AuditKind
from lineofsight.library.words import day_words
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.partnership.tombstones import tombstone_of
from lineofsight.records.audits import queries
from lineofsight.records.audits.actions import rounds
from lineofsight.records.audits.rules.drawing import CannotDraw
from lineofsight.records.audits.rules.rounds import Source, WrongRound
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.web import sent
from lineofsight.web.audits.forms import BeginForm, DrawForm, ReadersForm
from lineofsight.web.form_page import form_page
from lineofsight.web.sheets import taken_away

EARLIER = 20


def show_audits(request: HttpRequest) -> HttpResponse:
    """The rounds of one's agency, the files that one is to read, and the audits that can be begun."""
    actor = request.actor
    return render(
        request,
        "audits/list.html",
        {
            "listed": desk.listed(actor),
            "own": [(row, queries.kind_of(row.file.audit).title) for row in queries.own_readings(actor)],
            "kinds": desk.kinds_for(actor) if can(actor, Act.AUDIT_BEGIN) else (),
            "today": today(actor.now),
        },
    )


def _kind(request: HttpRequest) -> AuditKind:
    wanted = request.GET.get("of", "")
    kinds = desk.kinds_for(request.actor)
    found = next((one for one in kinds if one.id == wanted), None) if wanted else next(iter(kinds), None)
    if found is None:
        raise Http404
    return found


def begin(request: HttpRequest) -> HttpResponse:
    """Begin a round: nothing is drawn yet."""
    actor, kind = request.actor, _kind(request)
    has_records = frames.source_of(kind, actor) is Source.RECORDS
    earlier = {row.ref: row for row in queries.audits_with_papers(actor).filter(kind=kind.id, state="closed")[:EARLIER]}
    form = BeginForm(
        request.POST or None,
        kind=kind,
        has_records=has_records,
        today=today(actor.now),
        before=[(ref, f"As at {day_words(row.frame_date)}, {row.size} files") for ref, row in earlier.items()],
        initial={"on": today(actor.now), "size": kind.size, "again": request.GET.get("again", "")},
    )

    def act(clean: dict[str, Any]) -> str:
        planned = rounds.Planned(
            frame_date=clean["on"],
            size=clean["size"],
            source=Source.RECORDS if has_records else Source(clean["source"]),
            method=kind.method,
            listed=clean.get("listed") if clean.get("source") == Source.COUNTED else None,
            again_of=earlier.get(clean.get("again") or ""),
        )
        frames.check_size(kind, planned, by=actor)
        return reverse("audit", args=[rounds.begin_audit(kind=kind, planned=planned, by=actor).ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(CannotDraw, WrongRound),
        done="Begun. Look at what is eligible, then draw.",
        template="audits/form.html",
        heading=kind.title,
        what=kind.about,
        signed_off=kind.sign_off,
        submit="Go on",
        cancel=reverse("audits"),
    )


def show_audit(request: HttpRequest, audit: Any) -> HttpResponse:
    """A round: how it was drawn, who reads what, and once all is read what it found and what follows."""
    actor = request.actor
    seen = desk.shown(audit, actor)
    eligible, trouble = _eligible(request, audit)
    return render(
        request,
        "audits/audit.html",
        {
            "seen": seen,
            "audit": audit,
            "gone": tombstone_of(audit.ref),
            "runs": can(actor, Act.AUDIT_RUN, audit),
            "exports": can(actor, Act.AUDIT_EXPORT, audit),
            "eligible": eligible,
            "trouble": trouble,
            "method_words": desk.METHOD_WORDS,
            "source_words": desk.SOURCE_WORDS,
            "today": today(actor.now),
        },
    )


def _eligible(request: HttpRequest, audit: Any) -> tuple[Any, str]:
    """What could be drawn, before it is; a list that is pasted is known once it is."""
    if audit.state != "begun" or audit.source == Source.LISTED or not can(request.actor, Act.AUDIT_RUN, audit):
        return None, ""
    try:
        return frames.framed(audit, by=request.actor), ""
    except CannotDraw as trouble:
        return None, str(trouble)


def draw(request: HttpRequest, audit: Any) -> HttpResponse:
    """Draw the files of a round."""
    form = DrawForm(request.POST or None, is_pasted=audit.source == Source.LISTED, initial={"version": audit.version})

    def act(clean: dict[str, Any]) -> str:
        frames.draw(audit=audit, expected=clean["version"], by=request.actor, pasted=clean.get("list", ""))
        return reverse("audit", args=[audit.ref])

    kind = queries.kind_of(audit)
    return form_page(
        request,
        form,
        act=act,
        refusals=(CannotDraw, KeyMissing),
        done="Drawn. Give the files to those who read them.",
        template="audits/form.html",
        heading="Draw the sample",
        what=f"{kind.title}: {audit.size} files. A draw is made once and stands.",
        submit=f"Draw {audit.size} files",
        cancel=reverse("audit", args=[audit.ref]),
    )


def give_out(request: HttpRequest, audit: Any) -> HttpResponse:
    """Give the files of a round to those who read them."""
    actor, kind = request.actor, queries.kind_of(audit)
    people = frames.may_read(kind, actor)
    form = ReadersForm(
        request.POST or None,
        people=[(one.person.ref, one.label) for one in people],
        initial={"version": audit.version},
    )
    left = frames.Lacking((), ())

    def act(clean: dict[str, Any]) -> str:
        nonlocal left
        chosen = frozenset(clean["people"])
        left = frames.give_out(audit=audit, chosen=chosen, expected=clean["version"], by=actor)
        return reverse("audit", args=[audit.ref])

    def done() -> str:
        if not left:
            return "Every file has its readers. They see it under «My work»."
        return f"{lacking_words(left)} Choose further people."

    twice = f" Of 100 files {audit.second_read} are graded by a second reader too." if audit.second_read else ""
    return form_page(
        request,
        form,
        act=act,
        done=done,
        template="audits/form.html",
        heading="Give the files out",
        what=f"{kind.title}, as at {day_words(audit.frame_date)}.{twice}",
        nobody=not people,
        submit="Give the files out",
        cancel=reverse("audit", args=[audit.ref]),
    )


def lacking_words(left: frames.Lacking) -> str:
    """Which files lack a reader, and why, as far as it is known who was asked."""
    told = []
    if left.first:
        who = "those chosen work with the child, or manage who does."
        told.append(f"{_files(left.first, 'has', 'have')} no reader: {who}")
    if left.second:
        told.append(
            f"{_files(left.second, 'lacks its', 'lack their')} second reader: those chosen read it first, work with the"
            " child, manage who does, or see every form."
        )
    return " ".join(told)


def _files(numbers: Sequence[int], one: str, many: str) -> str:
    listed = ", ".join(str(number) for number in numbers)
    return f"File {listed} {one}" if len(numbers) == 1 else f"Files {listed} {many}"


def close(request: HttpRequest, audit: Any) -> HttpResponse:
    """Close a round."""
    nobody = frozenset(frames.without_second(audit, request.actor).first)
    close_round(audit=audit, expected=sent.version(request), by=request.actor, excused=nobody)
    messages.success(
        request, "The round is closed. What it found stays open until a round that asks again shows change."
    )
    return HttpResponseRedirect(reverse("audit", args=[audit.ref]))


def download(request: HttpRequest, audit: Any) -> HttpResponse:
    """A round as CSV or Excel: numbers of files, areas and grades; nothing of a child, and no reader."""
    head, rows = desk.export(audit, request.actor)
    name = f"{audit.kind}-{audit.frame_date.isoformat()}"
    return taken_away(request, head, rows, what=f"audit {audit.kind}", title="Audit", name=name)
