"""What stands behind a sentence, as texts: what its evidence is called, what its figures count, what is said of it."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import BasisItem, BasisKind, Line
from lineofsight.publication.gate.given import Given
from lineofsight.publication.gate.numbers import A_WHOLE_NUMBER
from lineofsight.publication.gate.whom import words_pattern


def texts_behind(line: Line, given: Given) -> tuple[str, ...]:
    """The words of the accepted evidence, figures, quotations, opinion and different views of a sentence.

    Notes of a measure are left out: they say what it does not count.
    """
    return tuple(dict.fromkeys(text for text in _texts(line, given) if text.strip()))


def _texts(line: Line, given: Given) -> Iterator[str]:
    for item in given.rests_on(line):
        yield item.title
    for figure in line.figures:
        if figure.stated is not None:
            yield figure.stated.definition
            yield figure.stated.source
        if figure.measured is not None:
            tied = figure.measured.figure
            yield figure.measured.definition
            yield tied.measure_id.replace("-", " ")
            yield tied.group or ""
            measure = given.own_rules.measures.get(tied.measure_id)
            yield measure.title if measure is not None else ""
            for left in tied.left_out:
                yield left.reason
            if tied.terms is not None:
                yield f"{tied.terms.unit} {tied.terms.one}"
    for quotation in line.quotations:
        yield quotation.text
    if line.opinion is not None and not line.opinion.has_lapsed:
        yield line.opinion.rationale
    for signature in line.signatures:
        yield signature.different_view


SO_MANY = re.compile(rf"\b(?P<number>{A_WHOLE_NUMBER})\s+(?P<noun>[a-z][a-z’'-]{{3,}})\b", re.IGNORECASE)
"""How many there were of whoever or whatever is named: «three agencies»."""


def told_behind(line: Line, given: Given) -> frozenset[str]:
    """What stands behind a sentence with its number, in small letters: «three agencies»."""
    behind = " . ".join(texts_behind(line, given))
    return frozenset(found.group().casefold() for found in SO_MANY.finditer(behind))


def said_before(line: Line, given: Given) -> tuple[str, ...]:
    """How the last edition said a sentence that rests on no other evidence now."""
    then = given.content_before.get(line.statement_ref)
    known = {item.ref for item in then.basis} if then is not None else set()
    return (then.wording,) if then is not None and known and {item.ref for item in line.basis} <= known else ()


def is_only_asked(items: tuple[BasisItem, ...], given: Given) -> bool:
    """Whether this evidence is only documents that say what people are to do, or give it to them."""
    asks = words_pattern(given.own_rules.publishing.documents_that_ask)
    return bool(items) and all(item.kind in _PAPER and asks.search(item.title) for item in items)


_PAPER = frozenset({BasisKind.DOCUMENT, BasisKind.STATEMENT})
