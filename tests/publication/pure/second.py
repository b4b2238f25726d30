"""Two invented editions of one review: the second has lost, gained, weakened and re-worded sentences of the first."""

from dataclasses import replace
from datetime import date

from lineofsight.library.scales import OpinionWord, Shows
from lineofsight.publication.comparing import changes
from lineofsight.publication.content.edition import EditionContent, Line, OpenItem, OpenKind, Opinion, wording_sha
from tests.publication.pure import factory


def _as(name: str, number: int, **said: object) -> Line:
    made = replace(factory.line(name), statement_ref=f"statement-{name}", **said)
    return replace(made, number=number, anchor=f"s{number}", wording_sha=wording_sha(made.wording))


def _item(kind: OpenKind, text: str, **said: object) -> OpenItem:
    return OpenItem(kind=kind, text=text, agency=factory.HEALTH, **said)  # type: ignore[arg-type]


def first() -> EditionContent:
    """The earlier one."""
    lines = (
        _as("checked", 1),
        _as("changed", 2),
        _as("said", 3),
        _as("intention", 4),
        _as("quoted", 5),
        _as("stated", 6),
        _as("all", 7),
    )
    open_items = (
        _item(OpenKind.LATE, "A shared record of visits.", expected_date=date(2026, 3, 31)),
        _item(OpenKind.NOT_KNOWN, "How many visits were made at night."),
        _item(OpenKind.NOT_RESPONDED, "Training in court work."),
    )
    return factory.edition(*lines, number=1, ref="edition-1", as_at_date=date(2026, 1, 31), open_items=open_items)


def second() -> EditionContent:
    """The later one, with what changed."""
    said, checked = factory.line("said"), factory.line("checked")
    limited = Opinion(
        level=OpinionWord.LIMITED,
        by_role=factory.SCRUTINEER,
        by_agency=factory.PARTNERSHIP,
        given_date=date(2026, 6, 20),
    )
    lines = (
        _as("checked", 1, opinion=limited),
        _as(
            "said", 2, shows=Shows.QUALITY_CHECKED, basis=checked.basis, wording=f"{said.wording[:-1]} and reads files."
        ),
        _as("intention", 3, due_date=date(2027, 3, 31)),
        _as("quoted", 4),
        _as("stated", 5, wording=factory.line("stated").wording.replace("course", "training")),
        _as("all", 6),
        _as("adverse", 7),
    )
    open_items = (
        _item(OpenKind.LATE, "A shared record of visits.", expected_date=date(2026, 10, 31)),
        _item(OpenKind.NOT_KNOWN, "How many visits were made at night."),
    )
    made = factory.edition(*lines, ref="edition-2", open_items=open_items)
    return replace(made, changes=changes(first(), made))
