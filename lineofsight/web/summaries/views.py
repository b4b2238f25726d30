"""Summaries: an edition and its next step, the gate, signing, and what was published."""

import mimetypes
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.files.actions import FileRefused
from lineofsight.library.words import day_words, listed
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import find_agency, people_in, today, who_were
from lineofsight.partnership.rules import RULES, Act
from lineofsight.publication import judging, signing
from lineofsight.publication.actions import editions as actions
from lineofsight.publication.actions import signatures
from lineofsight.publication.actions.publishing import NotReady, publish
from lineofsight.publication.compiling.declared import approvals_of
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.content.notices import Notice
from lineofsight.publication.gate.check import Stage
from lineofsight.publication.gate.checks.objectable import MAY_OBJECT
from lineofsight.publication.gate.order import all_checks, stands_before
from lineofsight.publication.gate.overrides import MAY_BE_LET_PASS
from lineofsight.publication.next_edition import on_its_way, reviews_without_one
from lineofsight.publication.queries import editions as queries
from lineofsight.publication.queries.behalf import (
    days_left,
    may_agree_after,
    may_still_object,
    objected_in,
    objects_until,
    signed_on_behalf,
    why_not_before,
)
from lineofsight.publication.queries.declared import may_approve, overrides_of
from lineofsight.publication.queries.notices import not_yet_told, notices, printed_notices
from lineofsight.publication.queries.sent_back import sent_back
from lineofsight.publication.queries.withdrawn import withdrawal_of
from lineofsight.publication.render.files import render as render_edition
from lineofsight.publication.render.notices import line_of, noticed
from lineofsight.publication.rules import EDITION_MOVES, EditionState
from lineofsight.publication.since import fallen_behind
from lineofsight.trail.queries import last_times
from lineofsight.web.form_page import form_page
from lineofsight.web.minute import MinuteForm, minute_in
from lineofsight.web.reviews.forms import ReasonForm
from lineofsight.web.summaries.gate_cards import board, refused_in_words, sentences_refused, ways
from lineofsight.web.summaries.public import OFFICE_KINDS, PUBLIC_POLICY
from lineofsight.web.summaries.withdrawing import gone, newer_first
from lineofsight.web.summaries.words import STATE_WORDS

# What each move is called on its button, and the act that the policy is asked about.
_STEPS = {
    EditionState.LOCKED: ("Lock it to be checked", Act.EDITION_COMPILE, actions.lock_edition),
    EditionState.CHECKED: ("I have read it: it points to nobody", Act.EDITION_CHECK, actions.check_edition),
    EditionState.APPROVED: ("Approve it for your agency", Act.EDITION_APPROVE, actions.approve_edition),
    EditionState.PUBLISHED: ("Publish this edition", Act.EDITION_PUBLISH, publish),
}
_TOLD = {
    EditionState.LOCKED: "Every sentence passes. Lock it, and a checker reads it next.",
    EditionState.CHECKED: "Read it. Does anything in it point to a child, a family or a worker?",
    EditionState.APPROVED: "A checker has read it. Each safeguarding partner approves it for its own agency.",
    EditionState.PUBLISHED: "It is approved. Once published, its words and figures never change.",
}
_DONE = {
    EditionState.LOCKED: "Locked. A checker reads it next.",
    EditionState.CHECKED: "Checked. A safeguarding partner approves it next.",
    EditionState.APPROVED: "Approved for your agency. Once every safeguarding partner has, a publisher publishes it.",
    EditionState.PUBLISHED: "Published. Its words and figures never change from now on.",
}


def list_summaries(request: HttpRequest) -> HttpResponse:
    """The editions that you see, newest first."""
    editions = list(queries.editions(request.actor))
    context = {
        "editions": editions,
        "with_one": {edition.review_id for edition in editions},
        "state_words": STATE_WORDS,
        "may_names": can(request.actor, Act.NAMES_KEEP),
        "to_open": reviews_without_one(request.actor),
    }
    return render(request, "summaries/list.html", context)


def _told(state: EditionState, not_before: str) -> str:
    """What is said beside the button of a move; where agencies may still object, from which day it can be published."""
    if not_before and state is EditionState.LOCKED:
        return f"It can be locked, and a checker reads it next. {not_before}"
    return f"{_TOLD[state]} {not_before}".strip()


def _not_before(edition: Any, actor: Any) -> str:
    """From which day it can be published, where agencies may still object."""
    return why_not_before(days_left([edition], actor).get(edition.pk, ()))


def _next_steps(actor: Any, edition: Any, not_before: str) -> list[dict[str, str]]:
    return [
        {
            "target": move.target,
            "text": _STEPS[EditionState(move.target)][0],
            "told": _told(EditionState(move.target), not_before),
        }
        for move in EDITION_MOVES
        if move.source == edition.state
        and EditionState(move.target) in _STEPS
        and can(actor, _STEPS[EditionState(move.target)][1], edition)
        and (move.target != EditionState.APPROVED or may_approve(edition, actor))
    ]


def show_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """One edition: where it is on its way, who has signed, and what comes next."""
    actor = request.actor
    may_gate = can(actor, Act.GATE_READ, edition)
    content, result = judging.gate(edition, actor) if may_gate and not edition.content else (None, None)
    # The partners approve what was checked: until then nobody has to be told that they have not.
    stage = Stage.PUBLISH if edition.state == EditionState.APPROVED else Stage.CHECK
    missing = stands_before(result.refusals, stage) if result else ()
    left = days_left([edition], actor).get(edition.pk, ()) if may_gate and not edition.content else ()
    not_before = why_not_before(left)
    # Only days are missing: nobody can do anything but wait, or sign.
    waits = bool(missing) and all(one.code == MAY_OBJECT for one in missing)
    return render(
        request,
        "summaries/summary.html",
        {
            "edition": edition,
            "state": STATE_WORDS[edition.state],
            "way": _way(edition, actor),
            "passes": not missing,
            "refused": sentences_refused(missing),
            # The same sentence as on the page that says why: what only waits for days is counted there too.
            "refused_words": (
                refused_in_words(result.refusals, len(content.lines())) if missing and result and content else ""
            ),
            "total": len(content.lines()) if content else 0,
            "waits_for": queries.waits_for(edition),
            "steps": [] if waits else _next_steps(actor, edition, not_before),
            "not_before": not_before,
            "only_days": waits,
            "left": {one.agency_ref: one for one in left},
            "signing": signing.signing(edition, actor) if may_gate else (),
            "may_still_object": may_still_object(edition, actor) if may_gate and not edition.content else (),
            "objected": objected_in(edition, actor=actor) if may_gate and not edition.content else (),
            "may_gate": may_gate,
            "may_sign": can(actor, Act.EDITION_SIGN, edition) and not edition.content,
            "to_sign": signing.unsigned([edition], actor).get(edition.pk, 0)
            if can(actor, Act.EDITION_SIGN, edition)
            else 0,
            "may_record": can(actor, Act.EDITION_COMPILE, edition) and not edition.content,
            "may_open_next": bool(edition.content)
            and can(actor, Act.EDITION_COMPILE)
            and on_its_way(edition.review, actor) is None,
            "may_withdraw": can(actor, Act.EDITION_WITHDRAW, edition)
            and edition.state in (EditionState.PUBLISHED, EditionState.SUPERSEDED),
            # Who published it cannot, and is told who can.
            "has_published": actor.person_id is not None and actor.person_id == edition.publisher_id,
            "withdrawal": withdrawal_of(edition, actor) if edition.state == EditionState.WITHDRAWN else None,
            "may_reopen": can(actor, Act.EDITION_COMPILE, edition)
            and edition.state in (EditionState.LOCKED, EditionState.CHECKED, EditionState.APPROVED),
            "may_send_back": can(actor, Act.EDITION_CHECK, edition) and edition.state == EditionState.LOCKED,
            "fallen": fallen_behind(edition, actor) if edition.state == EditionState.PUBLISHED and may_gate else (),
            "is_untold": may_gate and bool(not_yet_told(edition, actor)),
            "may_notice": can(actor, Act.NOTICE_WRITE, edition),
            "may_decide_notice": can(actor, Act.NOTICE_DECIDE, edition),
            "notices": notices(actor).filter(edition=edition) if edition.content else (),
            "sent_back": sent_back([edition]).get(edition.pk) if may_gate else None,
        },
    )


_WAY = (
    (EditionState.LOCKED, "Written and locked", "the business unit", "author"),
    (EditionState.CHECKED, "Checked: it points to nobody", "a disclosure checker who did not write it", "checker"),
    (EditionState.APPROVED, "Approved", "each safeguarding partner, for its agency", "approver"),
    (EditionState.PUBLISHED, "Published", "a publisher who neither wrote nor checked it", "publisher"),
)


def _way(edition: Any, actor: Any) -> list[dict[str, Any]]:
    """The four steps to the public: what, who did it or is to do it, and whether it is done."""
    order = list(EditionState)
    reached = order.index(EditionState(edition.state))
    partners = [one.partner for one in approvals_of(edition, actor, read_sha=lambda: str(edition.checked_sha))]
    people = {field: getattr(edition, field) for state, _, _, field in _WAY if order.index(state) <= reached}
    told = who_were(person.ref for person in people.values() if person)
    at = last_times(edition, [f"edition.{state.value}" for state, *_ in _WAY])
    way = []
    for state, what, who, field in _WAY:
        person = people.get(field)
        words = told(person.ref, at.get(f"edition.{state.value}", edition.recorded_at)) if person else f"By {who}"
        if state == EditionState.APPROVED and partners:
            # The edition keeps the last of them alone; each approves for its agency.
            words = f"{listed(partners)}, each for itself" if person else f"By {who}: so far {listed(partners)}"
        way.append({"what": what, "who": words, "done": person is not None})
    return way


def move_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """Make the next move. The policy of each move stands in the action; a move that its state does not allow is 409."""
    try:
        target = EditionState(request.POST.get("target", ""))
        step = _STEPS[target][2]
    except (ValueError, KeyError):
        return render(
            request, "errors/422.html", {"sentence": "Choose what should happen with this edition."}, status=422
        )
    try:
        step(edition=edition, by=request.actor)
    except NotReady as refused:
        here = [{"text": "See what keeps it back", "href": reverse("gate", args=[edition.ref])}]
        here.append({"text": "Go to the edition", "href": reverse("summary", args=[edition.ref])})
        return render(request, "errors/409.html", {"state": str(refused), "you_can": here}, status=409)
    still = "" if target is EditionState.PUBLISHED else _not_before(edition, request.actor)
    messages.success(request, f"{_DONE[target]} {still}".strip())
    return HttpResponseRedirect(reverse("summary", args=[edition.ref]))


def reopen_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """Take it back to draft, with the reason: the business unit, or whoever checks it and finds that it must change."""
    is_checker = not can(request.actor, Act.EDITION_COMPILE, edition)
    back = ("What has to change?", "Send it back")
    words = back if is_checker else ("Why does it go back to draft?", "Take it back")
    form = ReasonForm(request.POST or None, initial={"version": edition.version})

    def act(clean: dict[str, Any]) -> str:
        actions.reopen_edition(edition=edition, reason=clean["reason"], by=request.actor)
        return reverse("summary", args=[edition.ref])

    return form_page(
        request,
        form,
        act=act,
        done="Back in draft. Check and approval are asked for again.",
        page_title=f"{words[1]} – {edition.title}",
        h1=words[0],
        submit=words[1],
        cancel=reverse("summary", args=[edition.ref]),
    )


def show_gate(request: HttpRequest, edition: Any) -> HttpResponse:
    """Why it cannot be published yet, and the cure. The same answer as `./los gate`."""
    content, result = judging.gate(edition, request.actor)
    if request.GET.get("as") == "json":
        response = HttpResponse(result.to_json(), content_type="application/json")
        response.headers["Content-Disposition"] = 'attachment; filename="gate.json"'
        return response
    return render(
        request,
        "summaries/gate.html",
        {
            "edition": edition,
            "result": result,
            "ways": ways(
                result,
                content,
                may_mend=can(request.actor, Act.EDITION_COMPILE, edition),
                may_sign=can(request.actor, Act.EDITION_SIGN, edition),
            ),
            "board": board(result, content, agency=request.actor.agency_name),
            "together": _TOGETHER,
            "titles": {check.id: check.title for check in all_checks()},
            "total": len(content.lines()),
            "refused": sentences_refused(result.refusals),
            "refused_words": refused_in_words(result.refusals, len(content.lines())),
            "as_at": {"day": content.as_at_date},
            "not_before": _not_before(edition, request.actor),
            "overrides": overrides_of(edition, request.actor),
            "may_override": _may_override(request.actor, edition),
            "may_record": can(request.actor, Act.EDITION_COMPILE, edition) and not edition.content,
            "can_pass": MAY_BE_LET_PASS,
        },
    )


# What mends every sentence of a kind at once: the page, and what its link says.
_TOGETHER = {
    "evidence.none": ("open_round", "Ask their agencies what shows them, in a round"),
    "evidence.not_accepted": ("review_evidence", "Look at the evidence that waits"),
}


def _may_override(actor: Any, edition: Any) -> bool:
    """Whether somebody can let a refusal pass here: a second person, while it is not published."""
    is_author = actor.person_id is not None and actor.person_id == edition.author_id
    return can(actor, Act.EDITION_OVERRIDE, edition) and not is_author and not edition.content


def sign_on_behalf(request: HttpRequest, edition: Any) -> HttpResponse:
    """Record that an agency agreed to what is said about it, at a meeting or by mail, with the minute."""
    actor = request.actor
    agency = find_agency(request.GET.get("agency", ""))
    if agency is None:
        # For which agency is chosen on the page of the edition, where it stands who has signed.
        return HttpResponseRedirect(reverse("summary", args=[edition.ref]))
    # What the agency objected to it signs itself; what was recorded for it may be followed by its agreement.
    objected = {
        one.row.wording_id
        for one in signed_on_behalf(edition, actor=actor, agency_id=agency.pk)
        if one.objection and not may_agree_after(one.objection, today(actor.now))
    }
    waiting = [
        item
        for item in signing.to_sign(edition, actor, agency=agency)
        if not item.is_signed and item.statement.current_id not in objected
    ]
    address = reverse("summary", args=[edition.ref])

    def act(clean: dict[str, Any]) -> str:
        read = set(request.POST.getlist("read"))
        signatures.sign_on_behalf(
            edition=edition,
            agency=agency,
            # What changed while it was read is left unsigned.
            wordings=[item.statement.current for item in waiting if item.statement.current.ref in read],
            agreed=minute_in(clean, agency=agency, by=actor),
            by=actor,
        )
        return address

    return form_page(
        request,
        MinuteForm(request.POST or None, request.FILES or None),
        act=act,
        refusals=(actions.NotSaid, FileRefused),
        done=_recorded(
            agency,
            on=today(actor.now),
            has_file="file" in request.FILES,
            can_sign=bool(people_in(agency, roles=RULES[Act.EDITION_SIGN].to_any, now=actor.now)),
        ),
        template="summaries/sign_on_behalf.html",
        edition=edition,
        agency=agency,
        waiting=waiting,
    )


def _recorded(agency: Any, *, on: date, has_file: bool, can_sign: bool) -> str:
    """What was recorded, whether a file shows it, and until when the agency may object, however it is told of it."""
    until = objects_until(on)
    by = f" until {day_words(until)}. Until that day is over it is not published" if until else ""
    shown = "with the file that shows it" if has_file else "without a file that shows it"
    if can_sign:
        return f"Recorded, {shown}. {agency.name} sees it and can object{by}."
    return (
        f"Recorded, {shown}. Nobody who signs for {agency.name} has an account: tell it by mail, in its pack or by "
        f"telephone. It can object{by}; what it objects to is recorded on this page."
    )


# --- what anybody may read -----------------------------------------------------------------------------------------


def public_site(request: HttpRequest) -> HttpResponse:
    """The published editions, for anybody."""
    editions = list(queries.editions(request.actor))
    published = [edition for edition in editions if edition.state == EditionState.PUBLISHED]
    older = [edition for edition in editions if edition.state == EditionState.SUPERSEDED]
    was_withdrawn = any(edition.state == EditionState.WITHDRAWN for edition in editions)
    told = {key: line_of(some) for key, some in printed_notices(request.actor).items()}
    context = {"editions": published, "older": older, "was_withdrawn": was_withdrawn, "told": told}
    return render(request, "summaries/public.html", context)


@lru_cache(maxsize=8)
def _files(content_sha: str, content: str, notices: tuple[Notice, ...]) -> dict[str, bytes]:
    read = EditionContent.from_json(content)
    return noticed(render_edition(read), read, notices)


def published_page(request: HttpRequest, edition: Any, address: str = "") -> HttpResponse:
    """One file of a published edition, with the headers of a public page."""
    if edition.state == EditionState.WITHDRAWN:
        return gone(request, edition)
    if edition.state == EditionState.SUPERSEDED and address == "":
        return newer_first(request, edition)
    if edition.state not in (EditionState.PUBLISHED, EditionState.SUPERSEDED):
        raise Http404
    beside = printed_notices(request.actor, edition).get(edition.pk, ())
    files = _files(edition.content_sha, edition.content, beside)
    name = f"{address}index.html" if address == "" or address.endswith("/") else address
    if name not in files:
        raise Http404
    kind = OFFICE_KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(files[name], content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    response.headers["Content-Security-Policy"] = PUBLIC_POLICY
    return response
