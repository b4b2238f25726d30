"""What children, families and practitioners say: numbers, what changed, and words for as long as was agreed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance.actions.offer import NoConsent, NothingOffered, ShowsTooMuch, WrongCount
from lineofsight.assurance.queries.voices import told_since
from lineofsight.desk import voice as desk
from lineofsight.library.listening import Listening
from lineofsight.library.words import MONTHS
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.voice import actions, queries
from lineofsight.records.voice.rules import HeardState, NotYoursToKeep, WrongVoice
from lineofsight.sight.counting import months_until
from lineofsight.web.form_page import form_page
from lineofsight.web.sent import VersionForm
from lineofsight.web.sheets import taken_away
from lineofsight.web.voice.forms import (
    MONTHS_BACK,
    ChangedForm,
    HeardEvidenceForm,
    HeardForm,
    TakeBackForm,
    WordsForm,
)


def show_voice(request: HttpRequest) -> HttpResponse:
    """How many were asked and answered in twelve months, what they raised, what changed, and their complaints."""
    actor = request.actor
    page = desk.voice_page(actor)
    refs = [one.row.ref for one in page.complaints]
    note_children_read(what="complaints", children=refs, by=actor)
    return render(
        request,
        "voice/voice.html",
        {
            "page": page,
            "in_evidence": told_since(actor, months_until(today(actor.now), how_many=12)[0]).count(),
            "ways": desk.ways_for(actor),
            "procedures": desk.procedures_for(actor),
            "sees_complaints": desk.sees_complaints(actor),
            # A scrutineer reads what no agency has sent too, and is told so.
            "sees_unsent": actor.reach.other_from == Audience.OWN,
            "is_over_agencies": actor.reach.own_from > 0 or actor.reach.other_from <= 1,
            "today": today(actor.now),
        },
    )


def download(request: HttpRequest) -> HttpResponse:
    """Every month that one may read, as a file; never words, never a complaint."""
    rows = desk.table_of(request.actor)
    name = f"what-was-heard-{today(request.actor.now).isoformat()}"
    return taken_away(request, desk.HEAD, rows, what="voice", title="Heard", name=name)


def _way(request: HttpRequest) -> Listening:
    known = desk.ways_for(request.actor)
    if not known:
        raise NotYoursToKeep("What was heard is entered by others in your agency.")
    wanted = request.GET.get("of", "")
    found = next((one for one in known if one.id == wanted), None if wanted else known[0])
    if found is None:
        raise Http404
    return found


def enter(request: HttpRequest) -> HttpResponse:
    """Enter one month of one way of asking."""
    actor, way = request.actor, _way(request)
    months = [
        (one.isoformat(), f"{MONTHS[one.month - 1]} {one.year}")
        for one in reversed(months_until(today(actor.now), how_many=MONTHS_BACK))
    ]
    form = HeardForm(request.POST or None, way=way, months=months)

    def act(clean: dict[str, Any]) -> str:
        return reverse("heard", args=[actions.enter_heard(way=way, told=form.told(), by=actor).ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(WrongVoice,),
        done="Entered. Say what changed, and when they were told.",
        template="voice/form.html",
        **shown_around(request, way.title, "Enter it", reverse("voice"), lede=way.about),
        groups=form.groups(),
        widths=form.widths(),
        others=[(one.title, f"?of={one.id}") for one in desk.ways_for(actor) if one.id != way.id],
    )


def shown_around(request: HttpRequest, heading: str, submit: str, cancel: str, *, lede: str = "") -> dict[str, Any]:
    """What every form here shows around its fields."""
    return {
        "heading": heading,
        "submit": submit,
        "cancel": cancel,
        "lede": lede,
    }


def show_heard(request: HttpRequest, heard: Any) -> HttpResponse:
    """One month: numbers, what they raised, what changed, and the words that were kept."""
    actor, way = request.actor, desk.way_of(heard)
    themes, yes = queries.counts_in(heard)
    day = today(actor.now)
    words = queries.quotations_of(actor, heard)
    note_children_read(what="words of those who were asked", children=[one.ref for one in words], by=actor)
    is_theirs = desk.is_theirs(heard, actor) and can(actor, Act.VOICE_WRITE, heard)
    is_standing = heard.state != HeardState.TAKEN_BACK
    return render(
        request,
        "voice/heard.html",
        {
            "month": desk.month_of(heard, actor),
            "way": way,
            "themes": [(way.themes.get(code, code), n) for code, n in sorted(themes.items(), key=lambda one: -one[1])],
            "yes": [(way.questions.get(code, code), n) for code, n in yes.items()],
            "words": [(one, desk.agreed_words(one, way), desk.stands(one, on=day)) for one in words],
            "is_theirs": is_theirs and is_standing,
            "may_send": can(actor, Act.VOICE_SEND, heard) and heard.state == HeardState.KEPT,
            "may_offer": desk.may_offer(heard, actor) and is_standing,
            "can_quote": bool(list(way.quoting())) and heard.answered > 0,
            "today": day,
        },
    )


def say_changed(request: HttpRequest, heard: Any) -> HttpResponse:
    """Say what followed and when they were told."""
    way, address = desk.way_of(heard), reverse("heard", args=[heard.ref])
    known = {"version": heard.version, "changed": heard.changed, "told_how": heard.told_how, "told_on": heard.told_date}
    form = ChangedForm(request.POST or None, way=way, initial=known)

    def act(clean: dict[str, Any]) -> str:
        facts = {"changed": clean["changed"], "told_how": clean["told_how"], "told_on": clean["told_on"]}
        actions.say_what_changed(heard=heard, way=way, expected=clean["version"], by=request.actor, **facts)
        return address

    around = shown_around(request, "What changed, and were they told?", "Say so", address)
    return form_page(request, form, act=act, refusals=(WrongVoice,), done="Said.", template="voice/form.html", **around)


def send(request: HttpRequest, heard: Any) -> HttpResponse:
    """Let the business unit, the partners and the scrutineer see the numbers."""
    address = reverse("heard", args=[heard.ref])
    form = VersionForm(request.POST or None, initial={"version": heard.version})

    def act(clean: dict[str, Any]) -> str:
        actions.send_heard(heard=heard, expected=clean["version"], by=request.actor)
        return address

    lede = "The business unit, the partners and the scrutineer see the numbers from now on. Words never go with them."
    around = shown_around(request, "Send these numbers?", "Send the numbers", address, lede=lede)
    return form_page(request, form, act=act, refusals=(WrongVoice,), done="Sent.", template="voice/form.html", **around)


def take_back(request: HttpRequest, heard: Any) -> HttpResponse:
    """Take an entry back that was wrong."""
    address = reverse("heard", args=[heard.ref])
    form = TakeBackForm(request.POST or None, initial={"version": heard.version})

    def act(clean: dict[str, Any]) -> str:
        actions.take_back_heard(heard=heard, reason=clean["reason"], expected=clean["version"], by=request.actor)
        return reverse("voice")

    around = shown_around(
        request, "Take this entry back?", "Take it back", address, lede="It stays readable and counts nowhere."
    )
    done = "Taken back. Enter it anew."
    return form_page(request, form, act=act, refusals=(WrongVoice,), done=done, template="voice/form.html", **around)


def keep_words(request: HttpRequest, heard: Any) -> HttpResponse:
    """Keep a short quotation, with the consent for it."""
    way, address = desk.way_of(heard), reverse("heard", args=[heard.ref])
    form = WordsForm(request.POST or None, way=way)

    def act(clean: dict[str, Any]) -> str:
        actions.keep_quotation(heard=heard, way=way, words=clean["words"], consent=form.agreed(), by=request.actor)
        return address

    around = shown_around(request, "Keep a short quotation", "Keep these words", address)
    done = "Kept. You and your agency's safeguarding lead see them."
    return form_page(request, form, act=act, refusals=(WrongVoice,), done=done, template="voice/form.html", **around)


def withdraw(request: HttpRequest, quotation: Any) -> HttpResponse:
    """Somebody has taken their consent back."""
    address = reverse("heard", args=[quotation.heard.ref])
    form = VersionForm(request.POST or None, initial={"version": quotation.version})

    def act(clean: dict[str, Any]) -> str:
        desk.withdraw(quotation=quotation, expected=clean["version"], by=request.actor)
        return address

    lede = (
        "The words go, here and in the evidence in which they stand. An edition that was published keeps what it"
        " printed: withdraw it where that is asked."
    )
    around = shown_around(request, "Has consent been taken back?", "Take the words away", address, lede=lede)
    done = "The words are gone. The entry says when."
    return form_page(request, form, act=act, refusals=(WrongVoice,), done=done, template="voice/form.html", **around)


def offer(request: HttpRequest, heard: Any) -> HttpResponse:
    """Put what was heard behind a sentence, with words where somebody agreed."""
    actor, address = request.actor, reverse("heard", args=[heard.ref])
    if not desk.may_offer(heard, actor):
        raise NotYoursToKeep("Nobody answered, so there is nothing to put behind a sentence.")
    rows, words = desk.sentences_for(actor), queries.usable_quotations(actor, heard, on=today(actor.now))
    form = HeardEvidenceForm(
        request.POST or None,
        statements=[(row.ref, row.current.text[:120]) for row in rows if row.current is not None],
        words=[(one.ref, one.words[:120]) for one in words],
    )

    def act(clean: dict[str, Any]) -> str:
        statement = next(row for row in rows if row.ref == clean["statement"])
        quotation = next((one for one in words if one.ref == clean.get("words")), None)
        made = desk.offer_as_evidence(heard=heard, quotation=quotation, statement=statement, by=actor)
        return reverse("evidence", args=[made.ref])

    around = shown_around(request, "Put this behind a sentence", "Offer it", address)
    return form_page(
        request,
        form,
        act=act,
        refusals=(NothingOffered, ShowsTooMuch, WrongCount, NoConsent),
        done="Offered. It counts once the business unit has accepted it.",
        template="voice/form.html",
        **around,
    )
