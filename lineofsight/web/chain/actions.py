"""One action with its updates: saying what happened, more time, who answers for it, and moving it on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import due_days, moving, owners, updates
from lineofsight.assurance.actions.chain import keep_words
from lineofsight.assurance.actions.due_days import NoMoreTime
from lineofsight.assurance.actions.evidence import tie_to_update
from lineofsight.assurance.actions.owners import NotOfThisAgency
from lineofsight.assurance.actions.updates import NothingSaid
from lineofsight.assurance.queries import behind, chain
from lineofsight.assurance.queries.audit_findings import answered_by
from lineofsight.assurance.queries.challenges import on_action
from lineofsight.assurance.queries.rounds import answer_behind, answers_behind
from lineofsight.assurance.rules.chain import ACTION_MOVES, DELIVERY, ActionState, Says, moved_by_answer
from lineofsight.assurance.rules.plan_differences import BROUGHT_IN
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.rules import Act, Role
from lineofsight.records.audits.queries import kind_of
from lineofsight.web.both_texts import both_texts
from lineofsight.web.chain.forms import DecideForm, JudgeForm, OwnerForm, TimeForm, UpdateForm
from lineofsight.web.chain.moving import move_on
from lineofsight.web.chain.words import behalf_button, buttons, history, said_by, way_words
from lineofsight.web.form_page import form_page
from lineofsight.web.statements.taking_away import ticks_told


def show_action(request: HttpRequest, action: Any) -> HttpResponse:
    """What will be done, by whom, by when, and what happened since."""
    actor, day = request.actor, today(request.actor.now)
    now = chain.action_now(action, day=day)
    changes = list(action.due_changes.all())
    moves = buttons(action, moving.moves_open_to(action, actor), "move_action")
    return render(
        request,
        "chain/action.html",
        {
            "now": now,
            "row": action,
            "delivery": DELIVERY[ActionState(now.state)].words,
            # Until somebody here moves it, it is the plan that says how far it is, and not the agency.
            "plan_says": str(chain.last_move(action).reason).startswith(BROUGHT_IN),
            "moved": sum(bool(getattr(change, "decision", None) and change.decision.is_granted) for change in changes),
            "days_late": (day - action.due_date).days,
            "changes": changes,
            "history": history(action.moves.all()),
            "buttons": [*moves, *behalf_button(action, "action_on_behalf", may_record=can(actor, Act.CHAIN_BEHALF))],
            "ways": {ref: way_words(answer) for ref, answer in answers_behind(action, actor).items()},
            "onward": next((move for move in moves if move["is_next"]), None),
            "has_owner": chain.has_owner(action, day=day),
            "today": day,
            "replacement": chain.find_action(actor, action.replaced_by.ref) if action.replaced_by else None,
            "replaces": chain.replaced_by(action, actor),
            "found": [_found(one, actor) for one in answered_by(action, actor)],
            "may_attach": can(actor, Act.EVIDENCE_ATTACH, action),
            **ticks_told(*behind.ticks_on_action(action, actor)),
            "may_update": can(actor, Act.UPDATE_WRITE, action),
            "may_judge": can(actor, Act.UPDATE_JUDGE),
            "may_ask": can(actor, Act.DUE_ASK, action),
            "may_decide": can(actor, Act.DUE_DECIDE),
            "may_name": can(actor, Act.OWNER_NAME, action),
            "challenges": on_action(action, actor, day=day),
            "may_open_questions": can(actor, Act.QUESTION_READ),
            "may_challenge": can(actor, Act.OPINION_CHALLENGE, action),
        },
    )


def _found(finding: Any, actor: Any) -> dict[str, Any]:
    """A finding of an audit in words; its address for whoever runs audits there."""
    kind = kind_of(finding.audit)
    area = next((one.title for one in kind.areas if one.id == finding.area), finding.area)
    return {
        "words": f"{area}: {finding.n} of {finding.of} good or better",
        "round": f"{kind.title}, {finding.agency.name}",
        "is_open": finding.closed_by is None,
        "href": reverse("audit_finding", args=[finding.ref]) if can(actor, Act.AUDIT_RUN, finding) else "",
    }


def write_update(request: HttpRequest, action: Any) -> HttpResponse:
    """Say what has happened: the last answer stands above the form, as does a question that came back."""
    actor, address = request.actor, reverse("action", args=[action.ref])
    begun, stands = updates.begun(action, actor), updates.last_accepted(action, actor)
    if begun is not None and begun.state == "submitted" and request.method == "GET":
        messages.success(request, "An update waits for the business unit. It can be changed if they send it back.")
        return HttpResponseRedirect(address)
    if request.POST.get("choice") == "theirs" and begun is not None:
        keep_words(thing=begun, text=request.POST.get("text", ""), by=actor)
        messages.success(request, "Theirs stands. Yours is kept in its history.")
        return HttpResponseRedirect(address)
    beside = behind.ticked_beside(begun, actor) if begun else []
    pieces = [piece for piece in behind.evidence_to_tick(action.review, actor) if piece not in beside]
    form = UpdateForm(
        request.POST or None,
        pieces=pieces,
        initial={
            "version": begun.version if begun else 0,
            "text": begun.text if begun else "",
            "as_at_date": begun.as_at_date if begun else today(actor.now),
            "changed": (begun.says or "yes") if begun else "",
        },
        may_confirm=stands is not None,
        may_submit=Role.SAFEGUARDING_LEAD in actor.roles,
    )

    def act(clean: dict[str, Any]) -> str:
        if begun is not None and not clean["version"]:
            raise Stale(begun)
        row = updates.write_update(
            action=action,
            text=clean["text"],
            as_at_date=clean["as_at_date"],
            is_unchanged=clean["changed"] == "no",
            says=clean["changed"] if clean["changed"] in set(Says) else "",
            update=begun,
            expected_version=clean["version"],
            by=actor,
        )
        for piece in pieces:
            if piece.ref in clean.get("evidence", ()):
                tie_to_update(evidence=piece, update=row, by=actor)
        if clean["then"] == "submit":
            updates.submit_update(update=row, expected_version=row.version, by=actor)
        return address

    return form_page(
        request,
        form,
        act=act,
        on_stale=both_texts,
        refusals=(NothingSaid,),
        beside=beside,
        done="Kept. Once it is submitted, the business unit accepts it or asks.",
        template="chain/update.html",
        row=action,
        stands=stands,
        begun=begun,
    )


def judge_update(request: HttpRequest, update: Any) -> HttpResponse:
    """Accept an update or send it back with a question."""
    address = reverse("action", args=[update.action.ref])
    if request.method == "GET" and update.state != "submitted":
        messages.success(request, f"This update is {update.state}.")
        return HttpResponseRedirect(address)
    day = today(request.actor.now)
    ticked = behind.ticked_beside(update, request.actor)
    action = chain.find_action(request.actor, update.action.ref) or update.action
    basis = chain.action_now(action, day=day).basis

    def act(clean: dict[str, Any]) -> str:
        if clean["accepts"] == "yes":
            updates.accept_update(update=update, expected_version=clean["version"], by=request.actor)
        else:
            updates.return_update(
                update=update, question=clean["question"], expected_version=clean["version"], by=request.actor
            )
        return address

    return form_page(
        request,
        JudgeForm(request.POST or None, initial={"version": update.version}),
        act=act,
        refusals=(ReasonNeeded,),
        done="Done. Its agency sees it.",
        template="chain/judge.html",
        update=update,
        becomes=moved_by_answer(chain.state_of(action), update.says) if update.says else "",
        pieces=ticked,
        others=[one for one in (*basis.current, *basis.other) if one not in ticked],
        stands=updates.last_accepted(update.action, request.actor),
        today=day,
        who=said_by(update, answer_behind(update, request.actor), who=who_is(update.by_ref, at=update.recorded_at)),
    )


def move_action(request: HttpRequest, action: Any) -> HttpResponse:
    """Move it on. An address that asks for a move that cannot be made says who can and why (409)."""
    asked = request.GET.get("to", "")
    others = chain.may_replace(action, request.actor) if asked == ActionState.CANCELLED else []

    def act(clean: dict[str, Any]) -> None:
        moving.move_action(
            action=action,
            target=ActionState(asked),
            expected_move=clean["number"],
            reason=clean["reason"],
            replaced_by=next((row for row in others if row.ref == clean.get("replaced_by")), None),
            by=request.actor,
        )

    return move_on(request, action, "action", ACTION_MOVES, targets=list(ActionState), act=act, others=others)


def ask_for_time(request: HttpRequest, action: Any) -> HttpResponse:
    """Ask for a later day."""

    def act(clean: dict[str, Any]) -> str:
        due_days.ask_for_time(action=action, by=request.actor, **clean)
        return reverse("action", args=[action.ref])

    return form_page(
        request,
        TimeForm(request.POST or None),
        act=act,
        refusals=(NoMoreTime, ReasonNeeded),
        done="Asked. The business unit decides, and the day stays until then.",
        template="chain/time.html",
        row=action,
    )


def decide_time(request: HttpRequest, action: Any) -> HttpResponse:
    """Give more time, or say why not."""
    address = reverse("action", args=[action.ref])
    due_change = next((change for change in action.due_changes.all() if not hasattr(change, "decision")), None)
    if due_change is None:
        messages.success(request, "No more time is asked for, or it has been decided.")
        return HttpResponseRedirect(address)

    def act(clean: dict[str, Any]) -> str:
        due_days.decide_time(
            change=due_change, is_granted=clean["gives"] == "yes", reason=clean["reason"], by=request.actor
        )
        return address

    return form_page(
        request,
        DecideForm(request.POST or None),
        act=act,
        refusals=(ReasonNeeded,),
        done="Decided. The decision stands beside the day.",
        template="chain/decide.html",
        change=due_change,
        row=action,
    )


def name_owner(request: HttpRequest, **thing: Any) -> HttpResponse:
    """Say which role answers for a recommendation or an action, and who has it today."""
    kind, row = next(iter(thing.items()))
    people = chain.may_own(row, day=today(request.actor.now))
    address = reverse(kind, args=[row.ref])

    def act(clean: dict[str, Any]) -> str:
        owner = chain.find_owner(clean["owner"]) if clean["owner"] else None
        owners.name_owner(
            row=row,
            owner_role=clean["owner_role"],
            owner=owner,
            expected_version=clean["version"],
            by=request.actor,
        )
        return address

    return form_page(
        request,
        OwnerForm(
            request.POST or None,
            initial={
                "owner_role": row.owner_role,
                "owner": row.owner.ref if row.owner else "",
                "version": row.version,
            },
            people=people,
        ),
        act=act,
        refusals=(NotOfThisAgency,),
        done="Saved. Who had it before stays in the history.",
        page_title=f"Who answers for it – {row.label}",
        caption=row.label,
        h1="Who answers for it?",
        lede=row.title,
        submit="Save who answers for it",
        cancel=address,
    )
