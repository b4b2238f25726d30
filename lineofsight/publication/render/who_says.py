"""Who stands behind a sentence, in the words that stand beside it and by which it is counted."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from lineofsight.library.scales import Scope, WhoSays
from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.edition import BasisItem, EditionContent, Line, LineKind, Quotation

RANK = {WhoSays.OWNER: 0, WhoSays.PARTNER: 1, WhoSays.INDEPENDENT: 2}
NOBODY_OUTSIDE = "Nobody outside has checked it."
NOBODY_ELSE = "Nobody but whoever offered this has looked at it."


class Speaker(StrEnum):
    """Who stands behind a sentence, as it is printed beside it and counted in the table: one word for both."""

    OWNER = "The agency itself"
    OFFICE = "The partnership's office"
    PARTNER = "A partner"
    INDEPENDENT = "Independent"


def speaker_of(line: Line, content: EditionContent) -> Speaker:
    """Who stands behind a sentence, as it is printed under it."""
    best = best_of(line)
    if line.kind is LineKind.INTENTION:
        return _own(line, content)
    if line.quotations and (best is None or best.who_says is WhoSays.OWNER):
        return Speaker.INDEPENDENT
    return _speaker(best, line, content) if best else _own(line, content)


def _own(line: Line, content: EditionContent) -> Speaker:
    return Speaker.OFFICE if line.agency == content.partnership else Speaker.OWNER


def best_of(line: Line) -> BasisItem | None:
    """What stands furthest outside behind a sentence; else what shows most of the agency's own."""
    outside = [item for item in line.basis if item.who_says is not WhoSays.OWNER]
    if outside:
        return max(outside, key=lambda item: (RANK[item.who_says], item.said_date or date.min))
    return max(
        (item for item in line.basis if item.said_date),
        # What shows most is what the sentence is marked with; a later note beside it is not.
        key=lambda item: (item.shows, item.said_date or date.min),
        default=None,
    )


def _speaker(item: BasisItem, line: Line, content: EditionContent) -> Speaker:
    """What the partnership's own office brings is neither the agency's own word nor that of a partner."""
    if item.who_says is WhoSays.OWNER:
        is_office = item.said_by != line.agency or item.said_by == content.partnership
        return Speaker.OFFICE if is_office else Speaker.OWNER
    return Speaker.PARTNER if item.who_says is WhoSays.PARTNER else Speaker.INDEPENDENT


def checked(line: Line, content: EditionContent) -> str:
    """Who stands furthest outside, with date and scope; or that nobody does, because silence is read as good.

    Each name stands once: an agency that the sentence itself names is not named again.
    """
    rests = f"Rests on {listed([f'{item.number} ({item.kind.value})' for item in line.basis])}." if line.basis else ""
    return " ".join(part for part in (*_behind(line, content), rests) if part)


def _behind(line: Line, content: EditionContent) -> Iterator[str]:
    if line.kind is LineKind.INTENTION:
        by = f"by {day_words(line.due_date)}" if line.due_date else ""
        role = f"{line.owner_role[:1].upper()}{line.owner_role[1:]}"
        names = [name for name in (role, "" if role and _is_named(line.agency, line) else line.agency) if name]
        yield f"{', '.join(names)}{': ' + by if by else ''}."
        return
    best = best_of(line)
    if line.quotations and (best is None or best.who_says is WhoSays.OWNER):
        told = f"{Speaker.INDEPENDENT}: {attributed(line.quotations[0], content, line)}"
    elif best is not None:
        told = said_by(best, line, content)
    else:
        own = _own(line, content)
        told = own.value if own is Speaker.OFFICE or _is_named(line.agency, line) else f"{own}: {line.agency}"
    yield f"{told}."
    is_known = line.agency in told or _is_named(line.agency, line)
    if line.agency and not is_known and not (best is None or speaker_of(line, content) is _own(line, content)):
        yield f"Said by {'the partnership' if line.agency == content.partnership else line.agency}."
    if best is not None and best.seen_by_nobody_else:
        yield NOBODY_ELSE
    elif line.opinion is None and speaker_of(line, content) in (Speaker.OWNER, Speaker.OFFICE):
        yield NOBODY_OUTSIDE


def _is_named(name: str, line: Line, told: str = "") -> bool:
    """Whether the sentence, or what is told above, names it itself."""
    return bool(name) and name.casefold() in f"{line.wording} {told}".casefold()


def said_by(item: BasisItem, line: Line, content: EditionContent, *, told: str = "") -> str:
    """«A partner: Fernley Trust, 20 April 2026, about …»; «Independent scrutineer, …» says it once.

    `told`: what stands above it already; an agency that it names is not named again.
    """
    who = _speaker(item, line, content)
    is_told = item.said_by == content.partnership if who is Speaker.OFFICE else _is_named(item.said_by, line, told)
    if is_told and who in (Speaker.OWNER, Speaker.OFFICE):
        head = who.value
    else:
        head = item.said_by if item.said_by.casefold().startswith(who.casefold()) else f"{who}: {item.said_by}"
    parts = [head]
    if item.said_date:
        parts.append(day_words(item.said_date))
    about = tuple(name for name in item.about if name != item.said_by and not _is_named(name, line, told))
    if words := _about(about, item.scope):
        parts.append(words)
    return ", ".join(parts)


def attributed(quotation: Quotation, content: EditionContent, line: Line) -> str:
    """The body that is quoted, when it published, and at whom it looked where the sentence does not name them."""
    assessment = content.assessment(quotation.assessment_ref)
    if assessment is None:
        return quotation.attributed_to
    when = f", published {day_words(assessment.published_date)}" if assessment.published_date else ""
    about = _about(tuple(name for name in quotation.about if not _is_named(name, line)))
    return f"{assessment.body}{when}{', ' + about if about else ''}"


def _about(about: tuple[str, ...], scope: Scope = Scope.LOCAL) -> str:
    """«about Fernley Trust (regional)», made of what is known of it; empty where nothing is."""
    reach = "" if scope is Scope.LOCAL else scope.value
    if not about:
        return reach
    return f"about {listed(about)}{' (' + reach + ')' if reach else ''}"
