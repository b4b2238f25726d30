"""Registers: a meeting on one page (page 23), entries that are logged, and what is chased."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineofsight.desk import registers as desk
from lineofsight.library.register import ChildAsked, RegisterKind
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today
from lineofsight.partnership.rules import Act
from lineofsight.records.children import children_near, children_of_the_agency, find_child, refs_of
from lineofsight.records.registers.actions import entries as actions
from lineofsight.records.registers.queries import entries as queries
from lineofsight.records.registers.queries.entries import Narrowing
from lineofsight.records.registers.rules.entries import BadAnswers, NotKept, NotNow
from lineofsight.web.dates import month as month_words
from lineofsight.web.form_page import form_page
from lineofsight.web.pages import page_of
from lineofsight.web.registers.forms import DayForm, LogForm, RecordForm
from lineofsight.web.sheets import taken_away
from lineofsight.web.words_field import SURE

MOST_IN_A_LIST = 500
# So many actions stand above the entries, and so many meetings at once; the rest is a click away.
FIRST, MEETINGS = 7, 20


def _kind(request: HttpRequest) -> RegisterKind | None:
    """The register that the address names, or the first that one's agency keeps."""
    kinds = desk.registers_for(request.actor)
    wanted = request.GET.get("of", "")
    if not wanted:
        return kinds[0] if kinds else None
    return next((one for one in kinds if one.id == wanted), None)


def children_to_choose(request: HttpRequest, kind: RegisterKind) -> tuple[tuple[str, str], ...]:
    """The children whom an entry can be about, to choose one from: those whom somebody sees."""
    if kind.child is ChildAsked.NEVER:
        return ()
    near = children_near(request.actor)
    if near is None:
        return children_of_the_agency(request.actor, most=MOST_IN_A_LIST)
    return tuple(sorted(((ref, shown) for shown, ref in refs_of(request.actor, near).items()), key=lambda one: one[1]))


def _narrowing(request: HttpRequest, kind: RegisterKind) -> Narrowing:
    """Which entries an address asks for; what it does not know of is passed over."""
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')[:7]}-01")
    except ValueError:
        month = None
    wanted, codes = request.GET.get("decision", ""), _decisions(kind)
    return Narrowing(month, wanted if wanted in codes else "")


def _decisions(kind: RegisterKind) -> dict[str, str]:
    return next((dict(one.codes) for one in kind.recorded if one.id == kind.decision), {})


def show_register(request: HttpRequest) -> HttpResponse:
    """One register of one's agency: its meetings or entries, a page at a time, and what is chased."""
    actor, kind = request.actor, _kind(request)
    if kind is None:
        return render(request, "registers/none.html", {})
    narrowing = _narrowing(request, kind)
    is_chased = request.GET.get("show") == "chased"
    chased, entries = desk.chased_of_register(actor, kind), desk.asked_for(kind, narrowing, actor)
    asked = entries.count()
    whole = asked if narrowing == Narrowing() else desk.asked_for(kind, Narrowing(), actor).count()
    counts = {"": whole, "chased": chased.count()}
    page = page_of(counts["chased"] if is_chased else asked, asked=request.GET.get("page", "1"))
    on = {"month": f"{narrowing.month:%Y-%m}" if narrowing.month else "", "decision": narrowing.decision}
    follows = chased[page.start : page.stop] if is_chased else chased[:FIRST]
    meetings = list(queries.meetings(actor, kind.id)) if kind.has_meetings else []
    return render(
        request,
        "registers/register.html",
        {
            "kind": kind,
            "kinds": [
                {"text": one.title, "href": f"?of={one.id}", "current": one.id == kind.id}
                for one in desk.registers_for(actor)
            ],
            "views": [
                {"text": text, "href": f"?of={kind.id}&show={name}", "count": counts[name], "current": name == shown}
                for shown in ("chased" if is_chased else "",)
                for name, text in (
                    ("", "Wait for a meeting" if kind.has_meetings else "Entries"),
                    ("chased", "Not done"),
                )
            ],
            "is_chased": is_chased,
            "meetings": [(row, desk.is_open(row)) for row in meetings[:MEETINGS]],
            "earlier": meetings[MEETINGS:],
            "items": () if is_chased else desk.listed(kind, entries[page.start : page.stop], actor),
            "chased": [follow for _, follow in desk.follows_of(actor, follows)],
            "counts": counts,
            "page": page,
            "address": "?" + urlencode({"of": kind.id} | ({"show": "chased"} if is_chased else on)),
            "on": on,
            "file_address": urlencode({"of": kind.id} | on),
            "months": [(f"{one:%Y-%m}", month_words(one)) for one in queries.months_of(actor, kind.id)],
            "decisions": list(_decisions(kind).items()),
            "narrowed_to": [
                *([month_words(narrowing.month)] if narrowing.month else []),
                *([_decisions(kind)[narrowing.decision]] if narrowing.decision else []),
            ],
            "keeps": desk.keeps(actor, kind),
            "today": today(actor.now),
        },
    )


def download(request: HttpRequest) -> HttpResponse:
    """What was recorded in a register, as it is narrowed, as a file: days and the words of its codes."""
    actor, kind = request.actor, _kind(request)
    if kind is None:
        raise Http404
    items = desk.recorded(kind, _narrowing(request, kind), actor)
    head = ("day", "state", *(one.asks for one in (*kind.booked, *kind.recorded)), "actions", "not done yet")
    rows = []
    for item in items:
        answers = dict((*item.asked, *item.recorded))
        asked = (answers.get(one.asks, "") for one in (*kind.booked, *kind.recorded))
        open_still = sum(one.row.done_date is None for one in item.follows)
        rows.append((item.row.entry_date, item.row.state, *asked, len(item.follows), open_still))
    name = f"{kind.id}-{today(actor.now).isoformat()}"
    return taken_away(request, head, rows, what=kind.id, title="Register", name=name)


def begin(request: HttpRequest) -> HttpResponse:
    """Open a meeting, or log an entry, of a register."""
    actor, kind = request.actor, _kind(request)
    if kind is None:
        return render(request, "registers/none.html", {})
    if not desk.keeps(actor, kind):
        raise NotKept(f"«{kind.title}» is kept by others in your agency.")
    address = f"{reverse('registers')}?of={kind.id}"
    if kind.has_meetings:
        days = DayForm(request.POST or None, initial={"on": today(actor.now)})

        def open_one(clean: dict[str, Any]) -> str:
            made = actions.open_meeting(kind=kind, on=clean["on"], by=actor)
            return reverse("meeting", args=[made.ref])

        return form_page(
            request,
            days,
            act=open_one,
            done="Opened. Book items, or record what is decided.",
            template="registers/form.html",
            kind=kind,
            heading=f"{kind.title}: a meeting",
            submit="Open the meeting",
            cancel=address,
        )
    children = children_to_choose(request, kind)
    form = LogForm(
        request.POST or None,
        kind=kind,
        children=children,
        is_child_needed=kind.child is ChildAsked.NEEDED,
        initial={"on": today(actor.now)},
    )

    def log(clean: dict[str, Any]) -> str:
        child = find_child(actor, clean.get("child") or "")
        actions.log(kind=kind, on=clean["on"], subject=child, said=form.said(), by=actor)
        return address

    return form_page(
        request,
        form,
        act=log,
        refusals=(BadAnswers,),
        done="Logged.",
        template="registers/form.html",
        kind=kind,
        heading=f"{kind.title}: {kind.one}",
        submit="Log it",
        cancel=address,
        groups=_groups(form),
    )


def _groups(form: RecordForm) -> list[dict[str, Any]]:
    asked = [name for name in form.fields if name not in (*form.action_fields, "version", SURE)]
    follows = {"legend": "What follows", "note": "It is chased until it is done.", "fields": form.action_fields}
    return [{"legend": "What is kept", "note": "", "fields": asked}, *([follows] if form.action_fields else [])]


def show_entry(request: HttpRequest, entry: Any) -> HttpResponse:
    """One entry: what was asked, decided and corrected, and what follows."""
    kind = desk.kind_of(entry)
    return render(
        request,
        "registers/entry.html",
        {
            "kind": kind,
            "item": desk.item_of(entry, request.actor),
            "reasons": kind.reasons_to_correct,
            "keeps": desk.keeps(request.actor, kind),
            "back_to": _place(entry),
            "decides": entry.meeting is not None and desk.decides(entry.meeting, request.actor),
            "today": today(request.actor.now),
        },
    )


def _place(entry: Any) -> str:
    if entry.meeting is not None:
        return reverse("meeting", args=[entry.meeting.ref])
    return f"{reverse('registers')}?of={entry.register}"


def record(request: HttpRequest, entry: Any) -> HttpResponse:
    """Record what was decided of an item, or correct what stands."""
    kind = desk.kind_of(entry)
    item = desk.item_of(entry, request.actor)
    if kind.has_meetings and not item.is_decided and request.method == "GET":
        actions.check_is_held(kind, entry.meeting, by=request.actor)
    initial = {"version": entry.version} | (queries.answers(item.history[-1]) if item.history else {})
    form = RecordForm(request.POST or None, kind=kind, is_correction=item.is_decided, initial=_as_fields(initial))

    def act(clean: dict[str, Any]) -> str:
        expected = clean["version"] or 0
        actions.record_entry(kind=kind, entry=entry, said=form.said(), expected=expected, by=request.actor)
        return reverse("entry", args=[entry.ref]) if entry.meeting is None else f"{_place(entry)}#item-{entry.ref}"

    return form_page(
        request,
        form,
        act=act,
        refusals=(BadAnswers, NotNow),
        done="Recorded.",
        template="registers/form.html",
        kind=kind,
        what=_told(item),
        heading=f"Correct {kind.one}" if item.is_decided else "Record the decision",
        submit="Record it",
        cancel=_place(entry),
        groups=_groups(form),
    )


def _told(item: Any) -> str:
    """Which item it is: the child, and what was asked when it was booked."""
    told = [*([item.child.shown] if item.child else []), *(answer for _, answer in item.asked)]
    return f"{' · '.join(told)}." if told else ""


def _as_fields(answers: dict[str, Any]) -> dict[str, Any]:
    """What was answered, as the fields of a form hold it."""
    words = {True: "yes", False: "no"}
    return {name: words[value] if isinstance(value, bool) else value for name, value in answers.items()}


def say_done(request: HttpRequest, chased: Any) -> HttpResponse:
    """Say that an action was done."""
    entry = queries.find_entry(request.actor, chased.entry.ref)
    if entry is None:
        raise Http404
    kind, asked = desk.kind_of(entry), desk.follow_of(request.actor, chased)
    note_children_read(what=kind.id, children=[asked.child.ref] if asked.child else [], by=request.actor)
    form = DayForm(request.POST or None, initial={"on": today(request.actor.now), "version": chased.version})

    def act(clean: dict[str, Any]) -> str:
        actions.say_done(kind=kind, chased=chased, on=clean["on"], expected=clean["version"] or 0, by=request.actor)
        return reverse("entry", args=[entry.ref])

    return form_page(
        request,
        form,
        act=act,
        refusals=(BadAnswers,),
        done=f"Done: {asked.what[:1].lower()}{asked.what[1:]}.",
        template="registers/done.html",
        kind=kind,
        heading="Say that it is done",
        submit="It is done",
        cancel=reverse("entry", args=[entry.ref]),
        asked=asked,
        entry=entry,
        may_see_child=asked.child is not None and can(request.actor, Act.CHILD_READ, asked.child),
    )
