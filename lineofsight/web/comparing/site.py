"""The pages that lead to each published sentence, the same as in the folder of `./los site`."""

import mimetypes
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from lineofsight.publication.render.feed import FEED
from lineofsight.publication.render.html import POLICY
from lineofsight.publication.render.site import render_indexes
from lineofsight.publication.shelf import Frozen, frozen_editions, shelf_of


@lru_cache(maxsize=2)
def _pages(frozen: tuple[Frozen, ...]) -> dict[str, bytes]:
    return render_indexes(shelf_of(frozen), address_of=lambda shelved: f"../{shelved.content.ref}/")


def show_site(request: HttpRequest, page: str = "") -> HttpResponse:
    """One page of the site, or the feed, with the headers of a public page."""
    files = _pages(frozen_editions(request.actor))
    name = f"{page}index.html" if page == "" or page.endswith("/") else page
    if name not in files:
        raise Http404
    kind = "application/atom+xml" if name == FEED else mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(files[name], content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors 'none'"
    return response
