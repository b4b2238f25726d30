"""An edition as it will be printed, for whoever checks, approves or scrutinises it before it is published."""

import mimetypes
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.render import html
from lineofsight.publication.render.files import rendered
from lineofsight.web.summaries.public import OFFICE_KINDS, PUBLIC_POLICY

NOT_PUBLISHED = "Not published"


def preview(request: HttpRequest, edition: Any, address: str = "") -> HttpResponse:
    """One page or file as the public would read it, with «Not published» on each. What is published is read there."""
    if edition.content:
        return HttpResponseRedirect(reverse("published", args=[edition.ref]))
    public = as_published(content_of(edition, request.actor))
    marked = replace(public, review_title=f"{NOT_PUBLISHED}: {public.review_title}")
    mark = "none: it is not published"
    name = f"{address}index.html" if address == "" or address.endswith("/") else address
    is_document = name in (html.PDF_FILE, html.WORD_FILE, html.ODT_FILE)
    files = rendered(marked, mark=mark) if is_document else html.render(marked, mark=mark)
    # As data it would be an edition that nobody has published.
    if name not in files or name == html.DATA:
        raise Http404
    kind = OFFICE_KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(files[name], content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    response.headers["Content-Security-Policy"] = PUBLIC_POLICY
    response.headers["Cache-Control"] = "no-store"
    return response
