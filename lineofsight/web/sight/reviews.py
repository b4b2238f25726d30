"""What a reviewing officer prepares: the reviews that come, and what is undone since the last ones."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.desk.sight.judged import rules_in_use
from lineofsight.desk.sight.recording import kinds_recordable
from lineofsight.desk.sight.reviews import WORKING_DAYS, OfficerPage, officer_page
from lineofsight.library.words import day_words
from lineofsight.partnership.looking import note_children_read
from lineofsight.partnership.queries import today
from lineofsight.sight.reviewing import CONTACT, TALK, Answer, Said
from lineofsight.web.pages import paged


def show_reviews(request: HttpRequest) -> HttpResponse:
    """Reviews in the next ten working days, with what is known of the child's voice; decisions and plans undone."""
    day = today(request.actor.now)
    found = officer_page(request.actor, as_at=day)
    page, lines = paged(list(found.lines), asked=request.GET.get("page", ""))
    undone = [one.ref for some in (found.decisions, found.plans) for one in some or ()]
    shown = [*(one.ref for one in lines), *undone]
    note_children_read(what="Reviews that come", children=shown, by=request.actor)
    return render(
        request,
        "sight/reviews.html",
        {
            "found": found,
            "page": page,
            "lines": [(one, _spoken(one.spoken, one.how), _offered(one.advocate, one.advocate_how)) for one in lines],
            "today": day,
            "working_days": WORKING_DAYS,
            "to_speak": sum(one.spoken.said is Said.NOT_YET for one in found.lines),
            "load": _load(found),
            "talk": TALK,
            "may_say": _may_say(request, lines),
        },
    )


def _may_say(request: HttpRequest, lines: Sequence[Any]) -> frozenset[str]:
    """The children of whom the reader can say that they spoke, where nothing says that they did."""
    if TALK not in kinds_recordable(request.actor, on=today(request.actor.now)):
        return frozenset()
    return frozenset(one.ref for one in lines if one.ref and one.spoken.said is not Said.YES)


def _spoken(answer: Answer, how: str) -> tuple[str, str]:
    """What stands in the column «Have I spoken with the child?», and a note."""
    match answer.said:
        case Said.YES:
            return f"Yes, {day_words(answer.day)}" if answer.day else "Yes", how
        case Said.CONTACT:
            return f"Contact on {day_words(answer.day)}" if answer.day else "Contact", "whether you spoke is not said"
        case Said.NOT_YET:
            note = f"the last contact was on {day_words(answer.day)}" if answer.day and answer.code == CONTACT else ""
            until = f"as far as the records reach, {day_words(answer.day)}" if answer.day and not note else ""
            return "Not yet", note or until
    return "The source does not say", ""


def _offered(answer: Answer, how: str) -> tuple[str, str]:
    """What stands in the column «Advocate offered?», and a note."""
    match answer.said:
        case Said.YES:
            return f"Yes, {day_words(answer.day)}" if answer.day else "Yes", how
        case Said.NO:
            return f"No, {day_words(answer.day)}" if answer.day else "No", how
        case Said.NOT_YET:
            return "No offer is recorded", ""
    return "The source does not say", ""


def _load(found: OfficerPage) -> dict[str, Any] | None:
    """One's own number beside the one of the library; None for whoever is no officer of the records."""
    if found.caseload is None:
        return None
    cited = "; ".join(rules_in_use().cited(one) for one in found.ceiling.source)
    over = max(found.caseload - found.ceiling.most, 0)
    return {"n": found.caseload, "over": over, "ceiling": found.ceiling, "cited": cited}
