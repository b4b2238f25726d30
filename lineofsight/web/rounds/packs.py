"""Packs: download one, send it back, look at every difference, and take what is ticked."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import packs as acts
from lineofsight.assurance.actions.packs import NothingTicked
from lineofsight.assurance.packs import WRITERS
from lineofsight.assurance.queries import packs as queries
from lineofsight.assurance.rules.rounds import AnswerRefused, PackState, RoundState
from lineofsight.files.actions import AlreadyHeld, FileRefused, keep_file
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.library.numbers import whole_number
from lineofsight.packs.found import NotThisPack
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Act, Audience
from lineofsight.web import sent
from lineofsight.web.form_page import form_page
from lineofsight.web.rounds.words import KIND_WORDS, WAY_WORDS, write_back

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class PackForm(forms.Form):
    """The pack that came back."""

    file = forms.FileField(
        label="Upload the pack that came back",
        help_text="The Word (.docx) or Excel (.xlsx) file. Nothing is taken until you have seen every answer.",
        error_messages={"required": "Choose the pack.", "empty": "The file is empty. Choose another."},
    )


def show_pack(request: HttpRequest, share: Any) -> HttpResponse:
    """The pack of an agency: download it, or upload the one that came back."""
    actor = request.actor

    def act(clean: dict[str, Any]) -> str:
        file = clean["file"]
        try:
            held = keep_file(content=file, name=file.name or "", agency=share.agency, by=actor, audience=Audience.HUB)
        except AlreadyHeld as known:
            held = known.held
        return reverse("pack", args=[acts.read_pack(share=share, held=held, by=actor).ref])

    return form_page(
        request,
        PackForm(request.POST or None, request.FILES or None),
        act=act,
        refusals=(FileRefused, Unreadable, NotThisPack),
        done="We have the pack. Nothing has been taken yet.",
        template="rounds/packs.html",
        share=share,
        waiting=[
            {"row": row, "who": who_is(row.by_ref, at=row.recorded_at)} for row in queries.waiting_packs(share, actor)
        ],
        is_open=share.round.state == "open",
    )


def download_pack(request: HttpRequest, share: Any) -> HttpResponse:
    """The pack as a file, in the form that was asked for."""
    kind = request.POST.get("format", "docx")
    kind = kind if kind in WRITERS else "docx"
    pack = acts.make_pack(share=share, by=request.actor)
    name = f"{pack.file_name}.{kind}"
    return HttpResponse(
        WRITERS[kind](pack),
        content_type=MEDIA[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def show_reading(request: HttpRequest, pack_reading: Any) -> HttpResponse:
    """What a pack says, beside what stands: each answer with a tick."""
    return _page(request, pack_reading)


def _page(request: HttpRequest, row: Any, *, error: str = "", status: int = 200) -> HttpResponse:
    actor = request.actor
    now = queries.pack_now(row, actor)
    ticked = set(request.POST.getlist("take")) if request.method == "POST" else None
    return render(
        request,
        "rounds/pack.html",
        {
            "now": now,
            "share": row.share,
            "listed": [
                {
                    "one": one,
                    "as_at": date.fromisoformat(one.edit.as_at) if one.edit.as_at else None,
                    "ticked": one.edit.ref in ticked if ticked is not None else one.is_plain,
                }
                for one in now.differences
            ],
            "who": who_is(row.by_ref, at=row.recorded_at),
            "is_waiting": row.state == PackState.READ,
            "by_hand": _by_hand(actor, row.share) if row.share.round.state == RoundState.OPEN else "",
            "to_write": write_back(row.share, now.reading.refusals, day=today(actor.now))
            if now.reading.refusals
            else "",
            "may_take": can(actor, Act.PACK_TAKE, row) and row.state == PackState.READ,
            "kinds": KIND_WORDS,
            "ways": WAY_WORDS,
            "error": error,
        },
        status=status,
    )


def _by_hand(actor: Any, share: Any) -> str:
    """The page on which somebody writes down a row that cannot be taken: for the agency, or as one of it."""
    if can(actor, Act.ROUND_RUN):
        return "on_behalf"
    return "answer_item" if can(actor, Act.ROUND_ANSWER, share) else ""


def take_pack(request: HttpRequest, pack_reading: Any) -> HttpResponse:
    """The last button: what is ticked is taken, all of it or none."""
    chosen = {ref: whole_number(request.POST.get(f"seen-{ref}", "")) or 0 for ref in request.POST.getlist("take")}
    try:
        acts.take_pack(
            reading=pack_reading,
            chosen=chosen,
            expected_version=sent.version(request),
            by=request.actor,
        )
    except (NothingTicked, AnswerRefused) as trouble:
        return _page(request, pack_reading, error=str(trouble), status=422)
    except Stale:
        told = "Somebody answered one of these while you were looking. Nothing was taken: look at both texts again."
        return _page(request, queries.find_reading(request.actor, pack_reading.ref), error=told, status=409)
    taken = "1 answer is" if len(chosen) == 1 else f"{len(chosen)} answers are"
    reads = "Read and accept them on the page of the round." if can(request.actor, Act.ROUND_RUN) else ""
    messages.success(request, f"{taken} taken. {reads or 'The business unit reads them.'}")
    return HttpResponseRedirect(reverse("share", args=[pack_reading.share.ref]))


def leave_pack(request: HttpRequest, pack_reading: Any) -> HttpResponse:
    """Take nothing of it."""
    acts.leave_pack(reading=pack_reading, expected_version=sent.version(request), by=request.actor)
    messages.success(request, "Nothing of the pack was taken. The file is kept.")
    return HttpResponseRedirect(reverse("share", args=[pack_reading.share.ref]))
