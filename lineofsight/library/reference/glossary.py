"""The glossary."""

from collections.abc import Iterator, Mapping

from lineofsight.library.kinds import (
    GlossaryArea,
    GlossaryTerm,
)
from lineofsight.library.shelf import Shelf


def glossary_page(shelf: Shelf) -> Iterator[str]:
    """Every term by area, in the order of the alphabet."""
    terms = sorted(shelf.all_newest(GlossaryTerm), key=lambda term: (term.title.casefold(), term.id))
    by_id: Mapping[str, GlossaryTerm] = {term.id: term for term in terms}
    yield "# Glossary\n"
    yield "One word for one thing. Where this page and another disagree, this page is right.\n"
    for area in GlossaryArea:
        yield f"## {area.value}\n"
        for term in terms:
            if term.area is area:
                yield from _term(term, by_id)


def _term(term: GlossaryTerm, by_id: Mapping[str, GlossaryTerm]) -> Iterator[str]:
    short = f" ({term.short})" if term.short else ""
    yield f'<a id="{term.id}"></a>**{term.title}**{short}: {term.meaning}'
    if term.we_write:
        yield f"People read: {term.we_write}."
    if term.not_these:
        yield f"Not: {', '.join(f'«{word}»' for word in term.not_these)}."
    if term.see:
        yield "See " + ", ".join(f"[{by_id[id].title}](#{id})" for id in term.see) + "."
    if not term.checked:
        yield f"*{term.checked_words}* ({', '.join(term.source)})"
    yield ""
