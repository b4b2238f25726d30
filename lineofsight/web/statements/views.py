"""One statement: what it rests on, changing its words, evidence for it, an opinion on it."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions import evidence as evidence_actions
from lineofsight.assurance.actions import opinions, statements
from lineofsight.assurance.actions.evidence import NothingOffered, Offer, ShowsTooMuch, WrongCount
from lineofsight.assurance.actions.opinions import OnlyNoAssurance, View
from lineofsight.assurance.actions.statements import EmptyWording, TooLong
from lineofsight.assurance.rules import OPINION_MEANINGS, EvidenceKind
from lineofsight.files.actions import AlreadyHeld, FileRefused, keep_file
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import Shows
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import own_agency, today, who_is
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Act, Audience
from lineofsight.web.form_page import form_page
from lineofsight.web.statements.forms import KIND_WORDS, EvidenceForm, OpinionForm, WordingForm
from lineofsight.web.wording_diff import compare_wordings


def show_statement(request: HttpRequest, statement: Any) -> HttpResponse:
    """A statement with everything it rests on."""
    actor = request.actor
    basis = queries.basis_of(statement, day=actor.now)
    return render(
        request,
        "statements/statement.html",
        {
            "statement": statement,
            "basis": basis,
            "opinion": queries.opinion_now(statement, day=actor.now),
            "kind_words": KIND_WORDS[SentenceKind(statement.kind)],
            "earlier": list(queries.wordings_of(statement, actor))[1:],
            "today": today(actor.now),
            "may_edit": can(actor, Act.STATEMENT_EDIT, statement),
            "may_attach": can(actor, Act.EVIDENCE_ATTACH, statement),
            "may_opine": can(actor, Act.OPINION_GIVE, statement),
        },
    )


def change_statement(request: HttpRequest, statement: Any) -> HttpResponse:
    """Change the words. Whoever saves second gets both texts (409), and loses none."""
    initial = {
        "text": statement.current.text,
        "version": statement.version,
        "is_included": statement.is_included,
        "due_date": statement.due_date,
        "owner_role": statement.owner_role,
    }
    form = WordingForm(request.POST or None, initial=initial)
    if request.POST.get("choice") == "theirs":
        messages.success(request, "Theirs stands. Nothing was saved.")
        return HttpResponseRedirect(reverse("statement", args=[statement.ref]))

    def act(clean: dict[str, Any]) -> str:
        statements.change_statement(
            statement=statement,
            text=clean["text"],
            kind=SentenceKind(clean["kind"]) if clean["kind"] else None,
            is_included=clean["is_included"],
            due_date=clean["due_date"],
            owner_role=clean["owner_role"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return reverse("statement", args=[statement.ref])

    try:
        return form_page(
            request,
            form,
            act=act,
            refusals=(EmptyWording, TooLong),
            done="Saved. Its agency signs it anew; an opinion on the earlier words has lapsed.",
            template="statements/change.html",
            statement=statement,
        )
    except Stale as stale:
        return _conflict(request, stale.row, typed=form.cleaned_data["text"])


def _conflict(request: HttpRequest, statement: Any, *, typed: str) -> HttpResponse:
    theirs = queries.with_basis(request.actor).get(ref=statement.ref)
    return render(
        request,
        "statements/conflict.html",
        {
            "statement": theirs,
            "conflict": {
                "who": who_is(theirs.current.by_ref),
                "at": theirs.current.recorded_at,
                "diff": compare_wordings(theirs.current.text, typed),
                "yours": typed,
                "post_to": reverse("change_statement", args=[statement.ref]),
            },
            "version": theirs.version,
            "is_included": request.POST.get("is_included", ""),
            "kind": request.POST.get("kind", ""),
            "chosen": request.POST.get("choice", ""),
        },
        status=409,
    )


def attach_evidence(request: HttpRequest, statement: Any) -> HttpResponse:
    """Offer a note or a file as evidence for a statement."""
    form = EvidenceForm(request.POST or None, request.FILES or None)
    actor = request.actor

    def act(clean: dict[str, Any]) -> str:
        file: UploadedFile | None = clean.pop("file")
        held = None
        if file is not None:
            try:
                held = keep_file(
                    content=file,
                    name=file.name or "",
                    agency=own_agency(actor),
                    by=actor,
                    at=actor.now,
                    audience=Audience.HUB,
                )
            except AlreadyHeld as known:
                held = known.held
        offer = Offer(held=held, **{**clean, "kind": EvidenceKind(clean["kind"])})
        evidence_actions.offer_evidence(review=statement.review, offer=offer, statements=[statement], by=actor)
        return reverse("statement", args=[statement.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(ShowsTooMuch, NothingOffered, WrongCount, FileRefused),
        done="Offered. The business unit checks it next. It counts once accepted.",
        template="statements/evidence.html",
        statement=statement,
        meanings={"shows": {str(int(value)): value.meaning for value in Shows}},
    )


def give_opinion(request: HttpRequest, statement: Any) -> HttpResponse:
    """Say how sure somebody outside can be."""
    basis = queries.basis_of(statement, day=request.actor.now)
    form = OpinionForm(request.POST or None, initial={"basis": basis.sha})

    def act(clean: dict[str, Any]) -> str:
        seen = clean.pop("basis")
        opinions.give_opinion(statement=statement, view=View(**clean), seen_basis=seen, by=request.actor)
        return reverse("statement", args=[statement.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(OnlyNoAssurance,),
        done="Signed. It stands as long as the words and the evidence stay as they are.",
        template="statements/opinion.html",
        statement=statement,
        basis=basis,
        meanings={"level": {level.value: words for level, words in OPINION_MEANINGS.items()}},
    )
