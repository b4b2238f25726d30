"""What the page of the editor shows: the sections in order, each sentence, and the one that is open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.assurance import queries
from lineofsight.assurance.queries.drafts import draft_of, drafts_in
from lineofsight.assurance.queries.order import section_rows, titles_in_order
from lineofsight.library.scales import Shows
from lineofsight.partnership.policy import can, require
from lineofsight.partnership.queries import agency_choices
from lineofsight.partnership.rules import Act
from lineofsight.publication.rules import EditionState
from lineofsight.publication.starting import earlier_content, left_out_of, themes_of_outline
from lineofsight.web.editor.typed import Typed, as_drafted, as_it_stands
from lineofsight.web.standing_words import in_sight
from lineofsight.web.summaries.words import STATE_WORDS


@dataclass(frozen=True)
class Opened:
    """The open sentence. `waiting`: a draft of it that is neither used nor discarded yet, and when it was kept."""

    typed: Typed
    waiting: Typed | None = None
    kept_at: Any = None


def opened(request: HttpRequest, statement: Any) -> Opened:
    """Open a sentence: as it stands, or as one's own draft left it once that was asked for. Raises Forbidden."""
    actor = request.actor
    require(actor, Act.STATEMENT_EDIT, statement)
    draft = draft_of(statement, actor)
    if draft is None:
        return Opened(as_it_stands(statement, actor))
    drafted = as_drafted(statement, draft, actor)
    if request.GET.get("draft") == "use":
        return Opened(drafted, kept_at=draft.at)
    return Opened(as_it_stands(statement, actor), waiting=drafted, kept_at=draft.at)


def editor_page(
    request: HttpRequest,
    edition: Any,
    *,
    open_one: Opened | None = None,
    errors: tuple[str, ...] = (),
    error_at: str = "#words",
    sent: Any = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page. `sent`: what a form was filled in with, shown again beside its error."""
    actor = request.actor
    statements = [one for one in queries.statements_of(edition.review, actor) if one.current]
    may_arrange = can(actor, Act.EDITION_COMPILE, edition) and not edition.content
    drafts = drafts_in(edition.review, actor)
    rows = section_rows(edition.review, actor) if may_arrange or statements else ()
    sections = [
        {"title": title, "rows": [_row(one, actor, drafts) for one in statements if one.section == title]}
        for title in titles_in_order(rows, statements)
    ]
    if not may_arrange:
        sections = [section for section in sections if section["rows"]]
    included = sum(one.is_included for one in statements)
    context = {
        "edition": edition,
        "state": STATE_WORDS[edition.state],
        "is_draft": edition.state == EditionState.DRAFT,
        "sections": sections,
        "titles": [section["title"] for section in sections],
        "total": len(statements),
        "included": included,
        "own": sum(can(actor, Act.STATEMENT_EDIT, one) for one in statements),
        "may_edit": not edition.content,
        "may_arrange": may_arrange,
        "may_answer": can(actor, Act.RECOMMENDATION_WRITE),
        "may_gate": can(actor, Act.GATE_READ, edition),
        "agencies": agency_choices() if may_arrange else (),
        "open": _open(open_one, edition, actor) if open_one else None,
        "errors": [{"text": text, "href": error_at} for text in errors],
        "sent": sent or {},
        "start": _start(edition, statements, actor) if may_arrange and not included else None,
    }
    return render(request, "editor/editor.html", context, status=status)


def _row(statement: Any, actor: Any, drafts: dict[int, Any]) -> dict[str, Any]:
    return {
        **in_sight(statement, day=actor.now),
        "may_edit": can(actor, Act.STATEMENT_EDIT, statement),
        "draft_at": drafts.get(statement.pk),
    }


def _open(one: Opened, edition: Any, actor: Any) -> dict[str, Any]:
    statement = one.typed.statement
    basis = queries.basis_of(statement, day=actor.now)
    figures = {offered.source.pk: offered for offered in one.typed.offered if not offered.token.is_quotation}
    return {
        "typed": one.typed,
        "statement": statement,
        "checked": one.typed.checked(edition, actor),
        "waiting": one.waiting,
        "kept_at": one.kept_at,
        "evidence": [(item, Shows(item.shows).words, figures.get(item.pk)) for item in basis.current],
        "other": basis.other,
        "quotations": [offered for offered in one.typed.offered if offered.token.is_quotation],
    }


def _start(edition: Any, statements: list[Any], actor: Any) -> dict[str, int]:
    """What an edition without sentences can start from, and how many."""
    there = set(section_rows(edition.review, actor).values_list("title", flat=True))
    themes = [title for title in themes_of_outline(actor) if title not in there]
    return {"themes": len(themes), "earlier": len(left_out_of(earlier_content(edition, actor), statements))}
