"""Sign the sentences of one's own agency: say what one agrees with, see what that comes to, and sign."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.publication import signing
from lineofsight.publication.actions.signatures import sign
from lineofsight.publication.compiling.challenges import challenges_to
from lineofsight.publication.queries.behalf import signed_on_behalf
from lineofsight.publication.rules import Verdict
from lineofsight.publication.wording_diff import compare_wordings
from lineofsight.web.standing_words import in_sight


def sign_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """Sign the sentences of one's own agency, and only those."""
    actor = request.actor
    listed = signing.to_sign(edition, actor)
    if request.method != "POST":
        return render(request, "summaries/sign.html", _sign_context(edition, listed, actor))
    by_ref = {item.statement.current.ref: item.statement.current for item in listed}
    agreed, views, missing = [], {}, []
    for ref, wording in by_ref.items():
        view = request.POST.get(f"view-{ref}", "").strip()
        # Whoever wrote a view without choosing it does not agree with all.
        of_all = Verdict.DIFFERENT if view else request.POST.get("answer-all", "")
        answer = request.POST.get(f"answer-{ref}") or of_all
        if answer == Verdict.AGREE:
            agreed.append(wording)
        elif answer == Verdict.DIFFERENT:
            views[ref] = view
            if not view:
                missing.append(ref)
    # Wordings that the person read but that have changed since are left unsigned and shown again.
    read = set(request.POST.getlist("read"))
    stale = sorted(read - set(by_ref))
    agreed = [wording for wording in agreed if wording.ref in read]
    if missing or not (agreed or views):
        context = _sign_context(edition, listed, actor, errors=_errors(missing, by_ref), typed=request.POST)
        return render(request, "summaries/sign.html", context, status=422)
    if request.POST.get("sure") != "on":
        return render(
            request,
            "summaries/sign_confirm.html",
            {
                "edition": edition,
                "read": sorted(read),
                "agreed": [item for item in listed if item.statement.current in agreed],
                "views": [
                    {"item": item, "view": views[item.statement.current.ref]}
                    for item in listed
                    if item.statement.current.ref in views
                ],
                "count": len(agreed) + len(views),
            },
        )
    signed = sign(edition=edition, wordings=agreed, by=actor) if agreed else ()
    for ref, view in views.items():
        sign(edition=edition, wordings=[by_ref[ref]], by=actor, verdict=Verdict.DIFFERENT, view=view)
    count = len(signed) + len(views)
    told = f"Signed {count} {'sentence' if count == 1 else 'sentences'}. A changed word asks for a new signature."
    if stale:
        told += f" {len(stale)} changed while you were reading: look at the new words."
    messages.success(request, told)
    return HttpResponseRedirect(reverse("sign_summary" if stale else "summary", args=[edition.ref]))


def _errors(missing: list[str], by_ref: dict[str, Any]) -> list[dict[str, str]]:
    """What is wrong, each at the box that cures it."""
    if not missing:
        text = "Choose «We agree» or «We have a different view» for at least one sentence."
        return [{"text": text, "href": "#answer-all"}]
    return [
        {
            "text": f"Write your different view on sentence {by_ref[ref].statement.position}: it is printed beside it.",
            "href": f"#view-{ref}",
        }
        for ref in missing
    ]


def _sign_context(
    edition: Any, listed: Any, actor: Any, errors: list[dict[str, str]] | None = None, typed: Any = None
) -> dict[str, Any]:
    # What changed since it was signed comes first.
    challenges = challenges_to([item.statement for item in listed], actor)
    waiting = sorted((item for item in listed if not item.is_signed), key=lambda item: not item.signed_earlier)
    return {
        "edition": edition,
        "waiting": [
            {
                **in_sight(item.statement, day=actor.now),
                "diff": _since_signed(item),
                "before": item.view_before,
                "for_us": item.for_us,
                "challenges": challenges.get(item.statement.pk, ()),
            }
            for item in waiting
        ],
        "signed": [item for item in listed if item.is_signed],
        "behalf": signed_on_behalf(edition, actor=actor, agency_id=actor.agency_id),
        "errors": errors or [],
        "typed": typed or {},
    }


def _since_signed(item: Any) -> Any:
    """What changed since the agency signed other words; None where it never did."""
    return compare_wordings(item.signed_earlier, item.statement.current.text) if item.signed_earlier else None
