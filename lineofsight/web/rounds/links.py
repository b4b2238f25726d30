"""Reply links: the page that makes and ends them, and the page that somebody without an account opens."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions import links as acts
from lineofsight.assurance.actions.links import LONGEST_DAYS, LinkSpent, NoSuchLink, Opened, SealBroken, TooManyTries
from lineofsight.assurance.actions.reminders import NotThisLink
from lineofsight.assurance.actions.reminders import mail_link as send_link
from lineofsight.assurance.queries.links import links_of
from lineofsight.assurance.queries.rounds import ItemNow
from lineofsight.assurance.rules.rounds import LONGEST_ANSWER, AnswerKind, AnswerRefused, CannotAnswer, Said
from lineofsight.mails.queries import reaches_nobody
from lineofsight.partnership.actor import job
from lineofsight.partnership.rows import Stale
from lineofsight.partnership.scope import scope
from lineofsight.web.days_field import DaysField
from lineofsight.web.rounds.forms import KINDS, ask
from lineofsight.web.rounds.words import KIND_WORDS
from lineofsight.web.signin.limits import GUESSED_LINK, count_wrong_try, has_tries_left
from lineofsight.web.words_field import AsksAboutNames, Words


class LinkForm(forms.Form):
    """For whom, and for how long."""

    person_name = forms.CharField(
        label="Who answers by it",
        max_length=120,
        help_text="One person: their name, as you would write to them.",
        error_messages={"required": "Enter the name of the person who answers."},
    )
    days = DaysField(label="For how many days", most=LONGEST_DAYS, initial=14)


class MailLinkForm(forms.Form):
    """To which address a link is mailed."""

    email = forms.EmailField(
        label="Their email address",
        max_length=254,
        help_text="One address. Only they can answer by the link.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Enter their email address.",
            "invalid": "Enter the address like this: name@agency.example.",
        },
    )


class ReplyForm(AsksAboutNames):
    """The answer. Words are needed whatever is chosen, so that no program answers by opening and pressing."""

    kind = forms.ChoiceField(
        label="How far is it?",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you answer."},
    )
    text = Words(
        "In your words",
        "Write your answer in the box. Without words nothing is taken.",
        most=LONGEST_ANSWER,
        hint="What was done or changed; how you know that nothing has; or why there is nothing to report."
        " Name no child, parent or worker.",
    )

    def __init__(self, *args: Any, asked: ItemNow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask(self, asked)


def reply_links(request: HttpRequest, asked: Any) -> HttpResponse:
    """Make a link for one person. It is shown once, to be copied into a message."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made, token = acts.make_link(item=asked, by=request.actor, **form.cleaned_data)
        return _links(request, asked, LinkForm(), made=made, token=token)
    return _links(request, asked, form)


def _links(request: HttpRequest, asked: Any, form: LinkForm, *, made: Any = None, token: str = "") -> HttpResponse:
    """The page of an item's links. `made` with its `token`: the one that was just made, shown this once."""
    context = {
        "form": form,
        "item": asked,
        "made": made,
        "token": token,
        "address": request.build_absolute_uri(reverse("reply", args=[token])) if made else "",
        "listed": links_of(asked, request.actor),
    }
    return render(request, "rounds/links.html", context, status=422 if form.errors else 200)


def mail_link(request: HttpRequest, reply_link: Any) -> HttpResponse:
    """Mail a link that was just made to the one person it is for."""
    form = MailLinkForm(request.POST)
    token = request.POST.get("token", "")
    if form.is_valid():
        try:
            send_link(
                link=reply_link,
                token=token,
                link_address=request.build_absolute_uri(reverse("reply", args=[token or "-"])),
                email=form.cleaned_data["email"],
                by=request.actor,
            )
        except NotThisLink as trouble:
            messages.error(request, str(trouble))
        else:
            told = "The link stands in the outbox, for one person. It is forgotten once it is sent."
            if reaches_nobody():
                told = "No mail server is named, so nobody gets this mail. Hand the link over yourself."
            messages.success(request, told)
        return HttpResponseRedirect(reverse("reply_links", args=[reply_link.item.ref]))
    context = {"form": form, "reply_link": reply_link, "token": token}
    return render(request, "rounds/mail_link.html", context, status=422)


def revoke_link(request: HttpRequest, reply_link: Any) -> HttpResponse:
    """End a link now."""
    acts.revoke_link(link=reply_link, by=request.actor)
    messages.success(request, "The link leads nowhere any more.")
    return HttpResponseRedirect(reverse("reply_links", args=[reply_link.item.ref]))


def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Answer one item without an account: read it, write, see what will be taken, and press once more."""
    if not has_tries_left(request, at=GUESSED_LINK):
        return render(request, "errors/429.html", {"wait": "five minutes"}, status=429)
    looking = job("reply link", now=request.actor.now)
    # The holder of a link has no account and sees no table: a job finds the one item, and nothing else is shown.
    with scope(looking, writes=True):
        try:
            opened = acts.open_link(token=token, by=looking, how="sent" if request.method == "POST" else "read")
        except NoSuchLink as strange:
            count_wrong_try(request, at=GUESSED_LINK)
            return _told(render(request, "rounds/reply_spent.html", {"sentence": str(strange)}, status=410))
        except LinkSpent as spent:
            return _told(render(request, "rounds/reply_spent.html", {"sentence": str(spent)}, status=410))
        except CannotAnswer as closed:
            return _told(render(request, "rounds/reply_spent.html", {"sentence": str(closed)}, status=410))
        except TooManyTries:
            return _told(render(request, "errors/429.html", {"wait": "an hour"}, status=429))
        return _told(_answered(request, opened))


def _told(response: HttpResponse) -> HttpResponse:
    """What the trail says of a use stays, also where the answer refuses."""
    response.is_kept = True  # type: ignore[attr-defined]
    return response


def _answered(request: HttpRequest, opened: Opened) -> HttpResponse:
    form = ReplyForm(request.POST if request.method == "POST" else None, asked=opened.now)
    if request.method == "POST" and "seal" in request.POST:
        try:
            answer = acts.answer_by_link(opened=opened, seal=request.POST["seal"])
        except (SealBroken, AnswerRefused, Stale) as trouble:
            is_stale = isinstance(trouble, Stale)
            told = "Somebody answered this meanwhile: read it first." if is_stale else str(trouble)
            fresh = ReplyForm(asked=opened.now)
            return _form(request, opened, fresh, errors=[{"text": told, "href": ""}], status=409)
        return render(request, "rounds/reply_done.html", {"item": opened.now.item, "answer": answer})
    if request.method == "POST" and form.is_valid():
        said = Said(AnswerKind(form.cleaned_data["kind"]), form.cleaned_data["text"])
        try:
            text, seal = acts.sealed(opened=opened, said=said)
        except AnswerRefused as trouble:
            form.add_error("text", str(trouble))
        else:
            context = {"opened": opened, "said": said, "text": text, "seal": seal, "kinds": KIND_WORDS}
            return render(request, "rounds/reply_confirm.html", context)
    return _form(request, opened, form, status=422 if form.errors else 200)


def _form(request: HttpRequest, opened: Opened, form: ReplyForm, *, status: int, **more: Any) -> HttpResponse:
    context = {"form": form, "opened": opened, "kinds": KIND_WORDS, **more}
    return render(request, "rounds/reply.html", context, status=status)
