"""In which order statements stand, and the sections that hold them. Always for an actor."""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from lineofsight.assurance.models import Review, Section, Statement
from lineofsight.partnership.actor import Actor

STEP = 1024
"""Between two numbers there is room for so many statements that are put there later."""

IN_ORDER = (Coalesce("place", F("position") * STEP), "position")
"""Where statements stand: where somebody put them, else where their number puts them."""


def place_of(statement: Statement) -> int:
    """Where one statement stands among those of its review."""
    return statement.position * STEP if statement.place is None else statement.place


def rows_in_order(review: Review, actor: Actor) -> QuerySet[Statement]:
    """The statements of a review as they stand, without what hangs on them."""
    return Statement.objects.visible_to(actor).filter(review=review).order_by(*IN_ORDER)


def section_rows(review: Review, actor: Actor) -> QuerySet[Section]:
    """The sections that somebody has put in order."""
    return Section.objects.visible_to(actor).filter(review=review).order_by("place", "id")


def titles_in_order(rows: Iterable[Section], statements: Iterable[Statement]) -> tuple[str, ...]:
    """Every section by its title: first as somebody put them, then those that only statements name, as they come."""
    return tuple(dict.fromkeys([*(row.title for row in rows), *(one.section for one in statements)]))
