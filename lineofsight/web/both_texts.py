"""Two people wrote (page 29): theirs, yours, and what should stand. Nothing is lost."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineofsight.partnership.looking import last_saved
from lineofsight.partnership.queries import who_is
from lineofsight.publication.wording_diff import compare_wordings
from lineofsight.web import sent

# Asked anew on the page: the version is the one it shows, and the words stand in their own field.
ANEW = frozenset({"csrfmiddlewaretoken", "key", "version", "text", "choice", "conflict"})


def both_texts(request: HttpRequest, row: Any, typed: str) -> HttpResponse:
    """The page that answers a stale save (409): who saved first, when, both texts, and everything else as typed."""
    saved = last_saved(row)
    return render(
        request,
        "chain/conflict.html",
        {
            "conflict": {
                "who": who_is(saved.by_ref, at=saved.at),
                "at": saved.at,
                "diff": compare_wordings(row.text, typed),
                "yours": typed,
                "post_to": request.path,
            },
            "row_version": row.version,
            "kept": sent.kept(request, but=ANEW),
            "sent_key": sent.key(request),
            "chosen": request.POST.get("choice", ""),
        },
        status=409,
    )
