"""A site of several editions, one of them withdrawn."""

import re
from collections.abc import Mapping
from dataclasses import replace
from posixpath import dirname, join, normpath

from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render.site import render_site
from lineofsight.publication.render.site_lists import Shelved, Standing
from tests.publication.pure import factory
from tests.publication.pure.second import first, second

ATOM = "{http://www.w3.org/2005/Atom}"
OTHER = replace(
    factory.content(), review_ref="review-2", review_title="Review of babies at risk", ref="edition-3", number=1
)
GONE = replace(OTHER, number=2, ref="edition-4", sections=factory.edition(factory.line("adverse")).sections)
WITHDRAWN = Shelved(
    content=GONE,
    standing=Standing.WITHDRAWN,
    withdrawn_date=factory.TODAY,
    withdrawn_reason="A figure was counted twice.",
)


def shelf(*contents: EditionContent) -> list[Shelved]:
    return [Shelved(content=content) for content in contents]


SHELF = [*shelf(first(), second(), OTHER), WITHDRAWN]
SITE = render_site(SHELF)


def links_without_a_goal(site: Mapping[str, bytes]) -> list[str]:
    """Every link of a site that leads to no file, or to no place in it."""
    ids = {path: set(re.findall(r'\bid="([^"]+)"', body.decode())) for path, body in site.items() if "html" in path}
    found = []
    for path in ids:
        for href in re.findall(r'href="([^"]+)"', site[path].decode()):
            target, _, anchor = href.partition("#")
            goal = normpath(join(dirname(path), target)) if target else path
            if goal not in site or (anchor and anchor not in ids[goal]):
                found.append(f"{path}: {href}")
    return found
