"""Somebody was signed out before the words of an open sentence arrived: they are kept, for the same person alone."""

from contextlib import suppress

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from lineofsight.assurance.queries import find_statement
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.publication.queries.editions import find_edition
from lineofsight.web.editor.typed import as_sent
from lineofsight.web.signed_out import came_from_us


def keep_words(request: HttpRequest, actor: Actor) -> str:
    """Keep them as a draft, which nothing ever saves by itself. Out: where to go on after signing in; "" where there
    was nothing to keep."""
    try:
        found = resolve(request.path_info)
    except Resolver404:
        return ""
    if request.method != "POST" or found.url_name != "edit_sentence" or not came_from_us(request):
        return ""
    request.actor = actor  # type: ignore[attr-defined]
    with scope(actor, writes=True):
        statement = find_statement(actor, found.kwargs["statement"])
        edition = find_edition(actor, request.POST.get("edition", ""))
        if statement is None or edition is None or not can(actor, Act.STATEMENT_EDIT, statement):
            return ""
        # What is too long to be kept is lost here, as it would have been refused.
        with suppress(ValueError):
            as_sent(request, statement).keep(actor)
    query = urlencode({"sentence": statement.position, "draft": "use"})
    return f"{reverse('edit_summary', args=[edition.ref])}?{query}"
