"""Run a round: the list, opening one, how far it is, the reminders, more time, and the close."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import rounds as acts
from lineofsight.assurance.actions.reminders import send_reminders, whom_to_remind
from lineofsight.assurance.actions.rounds import RoundRefused
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.rounds import RoundState
from lineofsight.mails.queries import reaches_nobody
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web import sent
from lineofsight.web.form_page import form_page
from lineofsight.web.rounds.forms import CloseForm, ExtendForm, OpenForm
from lineofsight.web.rounds.words import WAY_WORDS, days_left, reminder, silent_sentence, total


def list_rounds(request: HttpRequest) -> HttpResponse:
    """The rounds that you see, those that are open first, each with how far it is."""
    actor = request.actor
    listed = [
        {"round": round, "count": total(map(queries.count_of, round.shares.all())), "shares": round.shares.all()}
        for round in queries.rounds(actor)
    ]
    context = {"rounds": listed, "may_run": can(actor, Act.ROUND_RUN), "today": today(actor.now)}
    return render(request, "rounds/list.html", context)


def open_round(request: HttpRequest, review: Any) -> HttpResponse:
    """Choose what is asked and when; see who is asked what; then open it."""
    actor = request.actor
    listed = queries.can_be_asked(review, actor)
    form = OpenForm(request.POST or None, listed=listed, initial={"opens_date": today(actor.now)})
    if request.method == "POST" and form.is_valid() and not form.cleaned_data["confirmed"]:
        chosen = form.chosen()
        try:
            acts.check_round([one.row for one in chosen], day=today(actor.now), **_window(form))
        except RoundRefused as trouble:
            form.add_error(None, str(trouble))
        else:
            return render(request, "rounds/preview.html", _preview(request, review, form, chosen))

    def act(clean: dict[str, Any]) -> str:
        opened = acts.open_round(
            review=review,
            asked=[one.row for one in form.chosen()],
            guidance=clean["guidance"],
            by=actor,
            **_window(form),
        )
        return reverse("round", args=[opened.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(RoundRefused,),
        done="The round is open. Tell the agencies: the reminder is text to copy.",
        template="rounds/open.html",
        review=review,
        listed=listed,
    )


def _window(form: OpenForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("opens_date", "due_date")}


def _preview(request: HttpRequest, review: Any, form: OpenForm, chosen: list[Any]) -> dict[str, Any]:
    by_agency: dict[str, list[Any]] = {}
    for one in chosen:
        by_agency.setdefault(one.agency.name, []).append(one)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "key", "confirmed"}
        for value in values
    ]
    return {
        "sent_key": sent.key(request),
        "review": review,
        "by_agency": by_agency,
        "count": len(chosen),
        "typed": typed,
        **_window(form),
    }


def show_round(request: HttpRequest, round: Any) -> HttpResponse:
    """How far a round is, by agency first. Somebody of one agency goes to what their agency is asked."""
    actor = request.actor
    shares = queries.shares_now(round.shares.all(), actor)
    if len(shares) == 1 and shares[0].share.agency_id == actor.agency_id and not can(actor, Act.ROUND_RUN):
        return HttpResponseRedirect(reverse("share", args=[shares[0].share.ref]))
    day = today(actor.now)
    waiting = [
        one
        for now in shares
        for one in now.items
        if one.answer and one.answer.update and one.answer.update.state == "submitted"
    ]
    return render(
        request,
        "rounds/round.html",
        {
            "round": round,
            "shares": [{"now": now, "due": days_left(now.share.due_date, day)} for now in shares],
            "count": total(now.count for now in shares),
            "silent": silent_sentence(shares),
            "is_open": round.state == RoundState.OPEN,
            "is_past": all(now.share.due_date < day for now in shares),
            "has_begun": day >= round.opens_date,
            "waiting": waiting,
            "packs": [pack for now in shares for pack in now.packs] if can(actor, Act.ROUND_RUN) else [],
            "ways": WAY_WORDS,
            "today": day,
            "may_run": can(actor, Act.ROUND_RUN),
            "may_judge": can(actor, Act.UPDATE_JUDGE),
        },
    )


def show_reminders(request: HttpRequest, round: Any) -> HttpResponse:
    """Whom to remind, with the text to copy for each."""
    day = today(request.actor.now)
    shares = queries.shares_now(round.shares.all(), request.actor)
    missing = [now for now in shares if now.count.missing]
    listed = [
        {
            "now": now,
            "text": reminder(now, day=day),
            "due": days_left(now.share.due_date, day),
            "people": len(whom_to_remind(now, request.actor)),
        }
        for now in missing
    ]
    context = {"round": round, "listed": listed, "count": total(now.count for now in shares), "today": day}
    context["reaches_nobody"] = reaches_nobody()
    context["people"] = sum(one["people"] for one in listed)
    return render(request, "rounds/reminders.html", context)


def mail_reminders(request: HttpRequest, round: Any) -> HttpResponse:
    """Send each of them a mail of their own."""
    put = send_reminders(collecting=round, address=settings.LOS_ADDRESS, by=request.actor)
    if put:
        told = f"{put} reminder{' stands' if put == 1 else 's stand'} in the outbox, one mail to one person."
        if reaches_nobody():
            told += " No mail server is named, so nobody gets them: copy the texts below instead."
    else:
        told = "Everybody who has an account was reminded today already."
    messages.success(request, told)
    return HttpResponseRedirect(reverse("reminders", args=[round.ref]))


def extend_share(request: HttpRequest, share: Any) -> HttpResponse:
    """Give one agency more time."""
    address = reverse("share", args=[share.ref])

    def act(clean: dict[str, Any]) -> str:
        acts.extend_share(
            share=share,
            new_date=clean["new_date"],
            reason=clean["reason"],
            expected_version=clean["version"],
            by=request.actor,
        )
        return address

    return form_page(
        request,
        ExtendForm(request.POST or None, initial={"version": share.version}),
        act=act,
        refusals=(RoundRefused, ReasonNeeded),
        done="More time is given. The decision stands beside the day.",
        template="rounds/extend.html",
        share=share,
    )


def close_round(request: HttpRequest, round: Any) -> HttpResponse:
    """Close it: what was not answered is named first."""
    address = reverse("round", args=[round.ref])
    if request.method == "GET" and round.state == RoundState.CLOSED:
        return HttpResponseRedirect(address)
    shares = queries.shares_now(round.shares.all(), request.actor)
    counted, day = total(now.count for now in shares), today(request.actor.now)
    given_time = [now for now in shares if now.count.missing and now.share.due_date >= day]

    def act(clean: dict[str, Any]) -> str:
        acts.close_round(collecting=round, expected_version=clean["version"], by=request.actor)
        return address

    return form_page(
        request,
        CloseForm(request.POST or None, initial={"version": round.version}, still=bool(counted.missing)),
        act=act,
        done=f"{round.label} is closed. What was not answered is named on its page.",
        template="rounds/close.html",
        round=round,
        shares=shares,
        count=counted,
        given_time=given_time,
    )
