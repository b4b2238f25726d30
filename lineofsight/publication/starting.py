"""What an edition without sentences can start from: the themes of the library, or the edition before it."""

from collections.abc import Sequence

from django.db import transaction

from lineofsight.assurance.actions.arranging import add_sections
from lineofsight.assurance.models import Statement
from lineofsight.assurance.shelf import shelf
from lineofsight.library.kinds import Theme
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.models import Edition
from lineofsight.publication.queries.editions import editions_of
from lineofsight.trail.actions import record


def themes_of_outline(actor: Actor) -> tuple[str, ...]:
    """The themes that an outline has, by their titles."""
    return tuple(theme.title for theme in shelf().entries(Theme, on=today(actor.now)))


def earlier_content(edition: Edition, actor: Actor) -> EditionContent | None:
    """What the edition before this one printed; None where none was published."""
    row = editions_of(edition.review, actor).filter(number__lt=edition.number).exclude(content="").first()
    return EditionContent.from_json(row.content) if row else None


def left_out_of(content: EditionContent | None, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that an earlier edition printed and that stand in none now."""
    refs = {line.statement_ref for line in content.lines()} if content else set()
    return tuple(one for one in statements if one.ref in refs and not one.is_included)


@transaction.atomic
def start_from_outline(*, edition: Edition, by: Actor) -> tuple[str, ...]:
    """Give the Summary a section for each theme. Raises Forbidden."""
    return add_sections(review=edition.review, titles=themes_of_outline(by), by=by)


@transaction.atomic
def start_from_earlier(*, edition: Edition, by: Actor) -> int:
    """Put every sentence of the edition before this one into it again. Out: how many. Raises Forbidden, Stale."""
    require(by, Act.EDITION_COMPILE, edition)
    rows = Statement.objects.visible_to(by).filter(review=edition.review).select_related("agency")
    again = left_out_of(earlier_content(edition, by), list(rows))
    for statement in again:
        save_version(statement, expected=statement.version, is_included=True)
        record(
            "statement.put in again",
            subject=statement,
            by=by,
            at=by.now,
            agency=statement.agency.code,
            edition=edition.number,
        )
    return len(again)
