"""Sentences and sections in their order: what the business unit does on the page of the editor."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from lineofsight.assurance import queries
from lineofsight.assurance.actions import arranging
from lineofsight.assurance.actions.arranging import CannotArrange
from lineofsight.assurance.actions.drafts import DraftTooLong
from lineofsight.assurance.actions.statements import EmptyWording, TooLong, add_statement
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.queries import find_agency
from lineofsight.publication.starting import start_from_earlier, start_from_outline
from lineofsight.web.editor.page import Opened, editor_page
from lineofsight.web.editor.typed import as_sent


class NoAgency(ValueError):
    """A sentence that nobody says."""

    def __init__(self) -> None:
        super().__init__("Choose the agency that says it.")


def arrange_summary(request: HttpRequest, edition: Any) -> HttpResponse:
    """Move, add, rename: one thing for each button."""
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "changed")
    do = request.POST.get("do", "")
    if do not in _DOES:
        return render(request, "errors/422.html", {"sentence": "Choose what should happen."}, status=422)
    try:
        at, told = _DOES[do](request, edition)
    except (CannotArrange, EmptyWording, TooLong, DraftTooLong, NoAgency) as trouble:
        return _refused(request, edition, str(trouble))
    messages.success(request, told)
    return HttpResponseRedirect(f"{reverse('edit_summary', args=[edition.ref])}{at}")


def _refused(request: HttpRequest, edition: Any, why: str) -> HttpResponse:
    """The page again, with everything that was typed, and the sentence that says why."""
    found = queries.find_statement(request.actor, request.POST.get("statement", ""))
    typed = Opened(as_sent(request, found)) if found is not None and "words" in request.POST else None
    where = ("new-words" if request.POST["do"] == "add" else "into") if typed else request.POST.get("field", "sections")
    return editor_page(
        request, edition, open_one=typed, errors=(why,), error_at=f"#{where}", sent=request.POST.dict(), status=422
    )


Done = tuple[str, str]
"""Where on the page to go on, and what happened."""


def _statement(request: HttpRequest, edition: Any) -> Any:
    """The sentence that the form names. What is typed in its field is kept as a draft, whatever is pressed."""
    found = queries.find_statement(request.actor, request.POST.get("statement", ""))
    if found is None or found.review_id != edition.review_id or found.current is None:
        raise Http404
    if "words" in request.POST:
        as_sent(request, found).keep(request.actor)
    return found


def _move(request: HttpRequest, edition: Any) -> Done:
    statement = _statement(request, edition)
    arranging.move_statement(statement=statement, up=request.POST["do"] == "up", by=request.actor)
    way = "up" if request.POST["do"] == "up" else "down"
    return _beside(statement), f"Sentence {statement.position} is moved {way}. It keeps its number."


def _beside(statement: Any) -> str:
    return f"?sentence={statement.position}#s{statement.position}"


def _into(request: HttpRequest, edition: Any) -> Done:
    statement, title = _statement(request, edition), request.POST.get("section", "")
    arranging.put_into_section(statement=statement, title=title, by=request.actor)
    return _beside(statement), f"Sentence {statement.position} stands in «{title or 'Without a section'}» now."


def _add(request: HttpRequest, edition: Any) -> Done:
    text, agency = request.POST.get("new_words", ""), find_agency(request.POST.get("agency", ""))
    after = _statement(request, edition) if request.POST.get("statement") else None
    if agency is None:
        raise NoAgency
    if after is not None:
        made = arranging.add_after(statement=after, agency=agency, text=text, by=request.actor)
    else:
        title = request.POST.get("section", "")
        made = add_statement(review=edition.review, agency=agency, section=title, text=text, by=request.actor)
    told = f"Sentence {made.position} is added. Put behind it what shows it, and {agency.name} signs it."
    return _beside(made), told


def _add_section(request: HttpRequest, edition: Any) -> Done:
    title = request.POST.get("title", "")
    new = arranging.add_sections(review=edition.review, titles=[title], by=request.actor)
    if not new:
        raise CannotArrange(f"There is a section «{' '.join(title.split())}» already.")
    return "#sections", f"The section «{new[0]}» is added at the end."


def _rename(request: HttpRequest, edition: Any) -> Done:
    before, to = request.POST.get("section", ""), request.POST.get("title", "")
    title = arranging.rename_section(review=edition.review, title=before, to=to, by=request.actor)
    return "#sections", f"The section is called «{title}» now."


def _move_section(request: HttpRequest, edition: Any) -> Done:
    title, up = request.POST.get("section", ""), request.POST["do"] == "section-up"
    arranging.move_section(review=edition.review, title=title, up=up, by=request.actor)
    return "#sections", f"The section «{title}» is moved {'up' if up else 'down'}."


def _outline(request: HttpRequest, edition: Any) -> Done:
    new = start_from_outline(edition=edition, by=request.actor)
    return "#sections", f"{len(new)} sections are added, one for each theme. Add the first sentence."


def _earlier(request: HttpRequest, edition: Any) -> Done:
    count = start_from_earlier(edition=edition, by=request.actor)
    return "#sections", f"{count} sentences of the last edition stand in this one. Read whether each is still true."


_DOES: dict[str, Callable[[HttpRequest, Any], Done]] = {
    "up": _move,
    "down": _move,
    "into": _into,
    "add": _add,
    "section-add": _add_section,
    "section-rename": _rename,
    "section-up": _move_section,
    "section-down": _move_section,
    "outline": _outline,
    "earlier": _earlier,
}
