"""The page on which evidence is offered: one upload, many uses."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from lineofsight.assurance.actions.evidence import offer_evidence
from lineofsight.assurance.actions.offer import (
    LinkDoesNotFit,
    NoConsent,
    NothingOffered,
    Offer,
    ShowsTooMuch,
    WrongCount,
)
from lineofsight.assurance.queries import behind
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.assurance.shelf import kind_on_shelf
from lineofsight.files.actions import AlreadyHeld, FileRefused, keep_file
from lineofsight.library.scales import Shows
from lineofsight.partnership.queries import own_agency, today
from lineofsight.partnership.rules import Audience
from lineofsight.web.form_page import form_page
from lineofsight.web.statements.forms import KIND_CHOICES, EvidenceForm


def offer_page(
    request: HttpRequest, thing: Any, *, about: tuple[str, int, str], back: str, fixed: dict[str, list[Any]]
) -> HttpResponse:
    """One upload, many uses. `fixed`: what it is offered for in any case; the others of the same agency are ticks."""
    actor, review = request.actor, thing.review
    rows = {
        "statements": list(behind.statements_to_tick(review, actor, of=thing.agency_id)),
        "actions": list(behind.actions_to_tick(review, actor, of=thing.agency_id)),
    }
    ticks = {name: [row for row in listed if row not in fixed.get(name, ())] for name, listed in rows.items()}
    form = EvidenceForm(request.POST or None, request.FILES or None, initial=_filled(request), **ticks)

    def act(clean: dict[str, Any]) -> str:
        held = kept_file(clean.pop("file"), actor)
        chosen = {}
        for name, listed in ticks.items():
            wanted = clean.pop(name, ())
            chosen[name] = [*fixed.get(name, ()), *(row for row in listed if row.ref in wanted)]
        offer = Offer(held=held, **{**clean, "kind": EvidenceKind(clean["kind"])})
        offer_evidence(review=review, offer=offer, by=actor, **chosen)
        return back

    return form_page(
        request,
        form,
        act=act,
        refusals=(ShowsTooMuch, NothingOffered, WrongCount, NoConsent, LinkDoesNotFit, FileRefused),
        done="Offered. The business unit checks it next. It counts once accepted.",
        template="statements/evidence.html",
        what=about[0],
        number=about[1],
        words=about[2],
        whose=thing.agency.name,
        address=back,
        meanings=kinds_and_levels(actor),
    )


def _filled(request: HttpRequest) -> dict[str, str]:
    """What a sentence says itself of how many of how many, where somebody comes from it: numbers, and nothing else."""
    asked = {"counted_n": request.GET.get("n", ""), "counted_of": request.GET.get("of", "")}
    return {name: said for name, said in asked.items() if said.isascii() and said.isdigit() and len(said) < 10}


def kept_file(file: UploadedFile | None, actor: Any) -> Any:
    """The file in the store of its agency; a file that is there already is taken as it is."""
    if file is None:
        return None
    try:
        return keep_file(
            content=file,
            name=file.name or "",
            agency=own_agency(actor),
            by=actor,
            audience=Audience.HUB,
        )
    except AlreadyHeld as known:
        return known.held


def kinds_and_levels(actor: Any) -> dict[str, dict[str, str]]:
    """What each kind of evidence shows at most, and what each level means, beside the choices."""
    return {
        "shows": {str(int(value)): value.meaning for value in Shows},
        "kind": {value: _at_most(EvidenceKind(value), actor) for value, _ in KIND_CHOICES},
    }


def _at_most(kind: EvidenceKind, actor: Any) -> str:
    """The most that a kind of evidence can show, and an example."""
    told = kind_on_shelf(kind, on=today(actor.now))
    return (
        f"It can show «{told.shows_at_most.words}» at most. For example: {told.example[:1].lower()}{told.example[1:]}"
    )
