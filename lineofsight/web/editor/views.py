"""The editor of a Summary: one sentence at a time, written over what stands behind it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from lineofsight.assurance import queries
from lineofsight.assurance.actions import statements
from lineofsight.assurance.actions.drafts import DraftTooLong, discard_draft
from lineofsight.assurance.actions.statements import EmptyWording, TooLong
from lineofsight.library.words import counted, listed
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.queries import who_is
from lineofsight.partnership.rows import Stale
from lineofsight.publication.as_typed import Checked
from lineofsight.publication.editing.tokens import UnknownToken, taken_out, with_token
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.signing import is_signed
from lineofsight.publication.wording_diff import compare_wordings
from lineofsight.web.editor.page import Opened, editor_page, opened
from lineofsight.web.editor.typed import Typed, as_sent

_REFUSED = (UnknownToken, EmptyWording, TooLong, DraftTooLong)


def edit_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """The Summary as it is written: its sections and sentences, and one of them open."""
    number = request.GET.get("sentence", "")
    if not number or edition.content:
        return editor_page(request, edition)
    if not number.isdecimal():
        raise Http404
    statement = queries.statements_of(edition.review, request.actor).filter(position=number[:9]).first()
    if statement is None or statement.current is None:
        raise Http404
    return editor_page(request, edition, open_one=opened(request, statement))


def edit_sentence(request: HttpRequest, statement: Any) -> HttpResponse:
    """What was pressed on an open sentence: save, keep as a draft, put something in, discard, take out of the edition.

    Of htmx only the checks and the preview are answered, never the field.
    """
    edition = publication.find_edition(request.actor, request.POST.get("edition", ""))
    if edition is None or edition.review_id != statement.review_id or statement.current is None:
        return render(request, "errors/422.html", {"sentence": "Open the sentence from its Summary."}, status=422)
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "changed")
    typed = as_sent(request, statement)
    do, _, name = request.POST.get("do", "save").partition(":")
    if request.POST.get("conflict"):
        return _after_conflict(request, edition, statement)
    try:
        match do:
            case "save":
                return _save(request, edition, typed)
            case "draft":
                return _keep(request, edition, typed)
            case "put":
                return _put(request, edition, typed, name)
            case "discard":
                discard_draft(statement=statement, by=request.actor)
                messages.success(request, f"Your draft of sentence {statement.position} is gone. The sentence stands.")
                return _to(edition, statement)
            case "in" | "out":
                return _take(request, edition, typed, into=do == "in")
            case _:
                return render(request, "errors/422.html", {"sentence": "Choose what should happen."}, status=422)
    except _REFUSED as trouble:
        return _refused(request, edition, typed, str(trouble))


def _to(edition: Any, statement: Any, **query: object) -> HttpResponse:
    """Back to the sentence on its page; with `sentence` it is open."""
    told = f"?{urlencode(query)}" if query else ""
    return HttpResponseRedirect(f"{reverse('edit_summary', args=[edition.ref])}{told}#s{statement.position}")


def _save(request: HttpRequest, edition: Any, typed: Typed) -> HttpResponse:
    statement, text = typed.statement, typed.text()
    if typed.is_as_it_stands():
        discard_draft(statement=statement, by=request.actor)
        messages.success(request, f"Sentence {statement.position} stands as it was.")
        return _to(edition, statement)
    if typed.is_behind:
        return _conflict(request, edition, typed)
    checked = typed.checked(edition, request.actor)
    lost = _lost_by_other_words(request, edition, statement)
    try:
        statements.change_statement(
            statement=statement,
            text=text,
            expected_version=statement.version,
            quoted_from=typed.quoted_from(),
            by=request.actor,
        )
    except Stale:
        return _conflict(request, edition, typed)
    discard_draft(statement=statement, by=request.actor)
    _say_saved(request, statement, checked, lost)
    return _to(edition, statement)


def _lost_by_other_words(request: HttpRequest, edition: Any, statement: Any) -> str:
    """What other words take from a sentence, said only where it was there: a signature in this edition, an opinion."""
    was_signed = is_signed(edition, statement, request.actor)
    has_opinion = queries.opinion_now(statement, day=request.actor.now) is not None
    signed = "Its agency signs it anew." if was_signed else ""
    return f"{signed} {'The opinion on its earlier words has lapsed.' if has_opinion else ''}".strip()


def _say_saved(request: HttpRequest, statement: Any, checked: Checked, lost: str) -> None:
    told = f"Sentence {statement.position} is saved. {lost}".strip()
    if checked.stops:
        why = " ".join(dict.fromkeys(remark.text for remark in checked.remarks if remark.stops))
        told += f" {counted(checked.stops, 'thing stops', 'things stop')} it from being printed yet: {why}"
    messages.success(request, told)
    names = [f"«{remark.likely_name}»" for remark in checked.remarks if remark.likely_name]
    if names:
        looks = "looks like a name" if len(names) == 1 else "look like names"
        messages.warning(request, f"{listed(names)} {looks}. Open the sentence and write a role instead.")


def _keep(request: HttpRequest, edition: Any, typed: Typed) -> HttpResponse:
    typed.keep(request.actor)
    if not request.headers.get("HX-Request"):
        return _to(edition, typed.statement, sentence=typed.statement.position, draft="use")
    context = {"open": {"typed": typed, "checked": typed.checked(edition, request.actor), "kept_at": request.actor.now}}
    return render(request, "editor/checked.html", context)


def _put(request: HttpRequest, edition: Any, typed: Typed, name: str) -> HttpResponse:
    token = next((one for one in typed.tokens if one.name == name), None)
    if token is None:
        raise UnknownToken(name[:10])
    put = Typed(typed.statement, with_token(typed.field, token), typed.began, typed.not_names, typed.offered)
    put.keep(request.actor)
    return _to(edition, typed.statement, sentence=typed.statement.position, draft="use")


def _take(request: HttpRequest, edition: Any, typed: Typed, *, into: bool) -> HttpResponse:
    """Take a sentence out of the edition, or put it in again. What was typed is kept as a draft."""
    statement = typed.statement
    typed.keep(request.actor)
    statements.change_statement(
        statement=statement,
        text=statement.current.text,
        expected_version=statement.version,
        is_included=into,
        by=request.actor,
    )
    told = "stands in the edition again" if into else "is not in the edition any more. Its words are kept"
    messages.success(request, f"Sentence {statement.position} {told}.")
    return _to(edition, statement)


def _refused(request: HttpRequest, edition: Any, typed: Typed, why: str) -> HttpResponse:
    """The page again with what was typed, and the sentence that says why."""
    if request.headers.get("HX-Request"):
        checked = typed.checked(edition, request.actor)
        context = {"open": {"typed": typed, "checked": checked, "kept_at": None}, "trouble": why}
        return render(request, "editor/checked.html", context, status=422)
    return editor_page(request, edition, open_one=Opened(typed), errors=(why,), status=422)


# --- two people wrote (page 29) --------------------------------------------------------------------------------------


def _conflict(request: HttpRequest, edition: Any, typed: Typed, *, error: str = "") -> HttpResponse:
    """Both texts (409). What was typed is kept as a draft too, so that a closed window loses nothing."""
    theirs = queries.with_basis(request.actor).get(pk=typed.statement.pk)
    now = Typed(theirs, typed.field, typed.began, typed.not_names, typed.offered)
    # A draft that is too long to be kept stands on the page all the same.
    with suppress(DraftTooLong):
        now.keep(request.actor)
    yours = now.as_it_reads()
    response = render(
        request,
        "editor/conflict.html",
        {
            "edition": edition,
            "statement": theirs,
            "conflict": {
                "who": who_is(theirs.current.by_ref, at=theirs.current.recorded_at),
                "at": theirs.current.recorded_at,
                "diff": compare_wordings(theirs.current.text, yours),
                "yours": yours,
                "post_to": reverse("edit_sentence", args=[theirs.ref]),
            },
            "began": theirs.current.sha,
            "named": typed.named,
            "chosen": request.POST.get("choice", ""),
            "errors": [{"text": error, "href": "#choice"}] if error else [],
        },
        status=409,
    )
    response.is_kept = True  # type: ignore[attr-defined]
    return response


def _after_conflict(request: HttpRequest, edition: Any, statement: Any) -> HttpResponse:
    """What the page of two editors was answered. Its text is plain words: no token stands in it."""
    sent, choice = as_sent(request, statement), request.POST.get("choice", "")
    plain = request.POST.get("text", "").replace("\r\n", "\n")
    field = taken_out(plain, sent.tokens)
    typed = Typed(statement, field, sent.began, sent.not_names, sent.offered)
    if choice in ("mine", "join"):
        try:
            return _save(request, edition, typed)
        except _REFUSED as trouble:
            return _conflict(request, edition, typed, error=str(trouble))
    if choice != "theirs":
        return _conflict(request, edition, typed, error="Choose what should stand.")
    try:
        statements.keep_in_history(statement=statement, text=plain, by=request.actor)
    except (EmptyWording, TooLong) as trouble:
        return _conflict(request, edition, typed, error=str(trouble))
    discard_draft(statement=statement, by=request.actor)
    messages.success(request, "Theirs stands. Yours is kept in the history of the sentence.")
    return _to(edition, statement)
