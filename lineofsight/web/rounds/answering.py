"""Answer what an agency is asked: its items, one answer, the last one again in one press, and on behalf."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import answers as acts
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.queries.packs import refused_in
from lineofsight.assurance.rules.rounds import AnswerKind, AnswerRefused, RoundState, Said, Way
from lineofsight.files.actions import FileRefused
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.web import sent
from lineofsight.web.both_texts import both_texts
from lineofsight.web.form_page import form_page
from lineofsight.web.minute import minute_in
from lineofsight.web.rounds.forms import AnswerForm, BehalfForm, OwnAnswerForm
from lineofsight.web.rounds.words import KIND_WORDS, WAY_WORDS, days_left
from lineofsight.web.statements.offering import kept_file


def show_share(request: HttpRequest, share: Any) -> HttpResponse:
    """What one agency is asked, what it said before, and what it has answered."""
    actor, day = request.actor, today(request.actor.now)
    now = queries.share_now(share, actor)
    is_open = share.round.state == RoundState.OPEN and day >= share.round.opens_date
    return render(
        request,
        "rounds/share.html",
        {
            "share": share,
            "now": now,
            "is_open": is_open,
            "due": days_left(share.due_date, day),
            "kinds": KIND_WORDS,
            "ways": WAY_WORDS,
            "today": day,
            "may_answer": is_open and can(actor, Act.ROUND_ANSWER, share),
            "may_draft": is_open and can(actor, Act.UPDATE_WRITE, share) and not can(actor, Act.ROUND_ANSWER, share),
            "may_run": can(actor, Act.ROUND_RUN),
            "may_judge": can(actor, Act.UPDATE_JUDGE),
            "may_pack": share.round.state == RoundState.OPEN and can(actor, Act.PACK_MAKE, share),
        },
    )


def answer_item(request: HttpRequest, asked: Any) -> HttpResponse:
    """Answer one item."""
    return _answer(request, asked, OwnAnswerForm, way=Way.BROWSER)


def answer_on_behalf(request: HttpRequest, asked: Any) -> HttpResponse:
    """Record an answer for an agency that does not sign in, with the minute that shows that it agreed."""
    return _answer(request, asked, BehalfForm, way=Way.ON_BEHALF)


def _answer(request: HttpRequest, item: Any, kind: type[AnswerForm], *, way: Way) -> HttpResponse:
    actor = request.actor
    acts.check_takes_answers(item, day=today(actor.now))
    now = queries.item_now(item, actor)
    address = reverse("share", args=[item.share.ref])
    if request.POST.get("choice") == "theirs":
        acts.keep_words(item=item, text=request.POST.get("text", ""), by=actor, way=way)
        messages.success(request, "Theirs stands. Yours is kept in its history.")
        return HttpResponseRedirect(address)
    begun = now.draft.text if now.draft and now.answer is None else ""
    refused = refused_in(actor, request.GET.get("pack", ""), item=item)
    # What the row says for a day was not understood, or it was not why: whoever writes it down anew says the day.
    in_pack = {"text": refused.said[1], "as_at_date": None if refused.said[2] else today(actor.now)} if refused else {}
    form = kind(
        request.POST or None,
        request.FILES or None,
        initial={
            "version": now.number,
            "as_at_date": today(actor.now),
            "text": begun,
            "kind": now.draft.says or AnswerKind.UPDATE.value if begun and now.draft else "",
            **in_pack,
        },
        asked=now,
    )

    def act(clean: dict[str, Any]) -> str:
        attached = kept_file(clean.get("file"), actor) if way is Way.BROWSER else None
        acts.give_answer(
            item=item,
            said=Said(AnswerKind(clean["kind"]), clean["text"], clean["as_at_date"]),
            expected=clean["version"],
            way=way,
            minute=minute_in(clean, agency=item.agency, by=actor) if way is Way.ON_BEHALF else None,
            attached=attached,
            by=actor,
        )
        return address

    return form_page(
        request,
        form,
        act=act,
        on_stale=both_texts,
        refusals=(AnswerRefused, FileRefused),
        done=f"{item.label} is answered.",
        template="rounds/answer.html",
        item=item,
        now=now,
        kinds=KIND_WORDS,
        on_behalf=way is Way.ON_BEHALF,
        refused=refused,
    )


def confirm_unchanged(request: HttpRequest, asked: Any) -> HttpResponse:
    """Nothing has changed: the last answer once more, in one press."""
    address = reverse("share", args=[asked.share.ref])
    try:
        acts.give_answer(
            item=asked,
            said=Said(AnswerKind.UNCHANGED),
            expected=sent.version(request),
            by=request.actor,
        )
    except AnswerRefused as trouble:
        messages.error(request, str(trouble))
        return HttpResponseRedirect(reverse("answer_item", args=[asked.ref]))
    messages.success(request, f"{asked.label} is re-confirmed unchanged.")
    return HttpResponseRedirect(address)
