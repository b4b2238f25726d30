"""Give a statement its words, and change them without losing anybody's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any

from django.db import transaction

from lineofsight.assurance.models import Assessment, Extract, Review, StatedFigure, Statement, Wording
from lineofsight.assurance.rules import wording_sha
from lineofsight.intake.documents import Quotation as ReadQuotation
from lineofsight.intake.documents import SentenceKind
from lineofsight.intake.documents import StatedFigure as ReadFigure
from lineofsight.intake.wording import read_wording
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers

LONGEST = 4000


class AsItIs(Enum):
    """Said of a day that a change does not speak of."""

    AS_IT_IS = "as it is"


AS_IT_IS = AsItIs.AS_IT_IS


class EmptyWording(ValueError):
    """A statement without words."""

    def __init__(self) -> None:
        super().__init__("Enter the sentence. To take it out of the Summary, untick «Is in the Summary».")


class TooLong(ValueError):
    """A wording that is no longer a sentence."""

    def __init__(self, length: int) -> None:
        super().__init__(f"The sentence has {length} characters and may have {LONGEST}. Make two of it.")


def give_words(
    *,
    statement: Statement,
    text: str,
    quotations: Sequence[tuple[ReadQuotation, Assessment | None]],
    figures: Sequence[ReadFigure],
    by: Actor,
) -> Wording:
    """Add a wording with what was read in it. Inside the caller's transaction; leaves no event of its own."""
    facts = {"agency_id": statement.agency_id, **written_by(by)}
    wording = Wording.objects.create(statement=statement, text=text, sha=wording_sha(text), **facts)
    Extract.objects.bulk_create(
        Extract(
            wording=wording,
            assessment=assessment,
            text=quotation.text,
            is_partial=quotation.partial,
            attributed_to=(quotation.attributed_to or "")[:200],
            **facts,
        )
        for quotation, assessment in quotations
    )
    StatedFigure.objects.bulk_create(stated(figure, wording=wording, **facts) for figure in figures)
    return wording


def stated(figure: ReadFigure, **facts: Any) -> StatedFigure:
    """A figure as it was read in words, not stored yet."""
    return StatedFigure(
        text=figure.text[:200],
        value=Decimal(figure.value),
        value_to=None if figure.value_to is None else Decimal(figure.value_to),
        unit=figure.unit,
        comparator=figure.comparator,
        denominator=None if figure.denominator is None else Decimal(figure.denominator),
        **facts,
    )


@transaction.atomic
def add_statement(*, review: Review, agency: Agency, section: str, text: str, by: Actor) -> Statement:
    """Add a sentence at the end of a review, for an agency. Raises Forbidden, EmptyWording, TooLong."""
    require(by, Act.REVIEW_IMPORT)
    text = _one_line(text)
    read = read_wording(text)
    statement = Statement.objects.create(
        review=review,
        agency=agency,
        audience=Audience.HUB,
        position=take_numbers(f"{review.ref} statement"),
        section=section,
        kind=read.kind,
        **written_by(by),
    )
    wording = give_words(
        statement=statement,
        text=text,
        quotations=[(quotation, None) for quotation in read.quotations],
        figures=[figure for figure in read.figures if not figure.quoted],
        by=by,
    )
    save_version(statement, expected=statement.version, current=wording)
    record("statement.added", subject=statement, by=by, at=by.now, agency=agency.code, wording=wording.sha)
    return statement


def _one_line(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise EmptyWording
    if len(text) > LONGEST:
        raise TooLong(len(text))
    return text


@transaction.atomic
def change_statement(
    *,
    statement: Statement,
    text: str,
    expected_version: int,
    by: Actor,
    kind: SentenceKind | None = None,
    is_included: bool | None = None,
    action_date: date | AsItIs | None = AS_IT_IS,
    due_date: date | AsItIs | None = AS_IT_IS,
    owner_role: str | None = None,
    quoted_from: Mapping[str, Assessment] = MappingProxyType({}),
) -> Statement:
    """Give a statement new words, and say whether it is in the Summary. The earlier words stay in its history.

    An intention also says by when (`due_date`) and in which role somebody answers for it (`owner_role`); progress may
    say since when it has been in place (`action_date`). A day left out stays as it is; None takes it away.

    What was read in the old words is read again in the new: quotations keep the assessment they were tied to, unless
    `quoted_from` says by their words from which they were taken.
    Raises Forbidden, EmptyWording, TooLong, and Stale when somebody saved after `expected_version`.
    """
    require(by, Act.STATEMENT_EDIT, statement)
    text = _one_line(text)
    before = statement.current
    owner = statement.owner_role if owner_role is None else owner_role.strip()
    changes: dict[str, object] = {"is_included": statement.is_included if is_included is None else is_included}
    changes["owner_role"] = owner
    days = {"due_date": due_date, "action_date": action_date}
    changes |= {name: day for name, day in days.items() if day is not AS_IT_IS}
    if before is None or before.text != text:
        read = read_wording(text)
        wording = give_words(
            statement=statement,
            text=text,
            quotations=tied(read.quotations, before=before, quoted_from=quoted_from),
            figures=[figure for figure in read.figures if not figure.quoted],
            by=by,
        )
        changes |= {"current": wording, "kind": kind or kind_of(statement, before, read.kind)}
    elif kind is not None:
        changes["kind"] = kind
    save_version(statement, expected=expected_version, **changes)
    record(
        "statement.changed",
        subject=statement,
        by=by,
        at=by.now,
        agency=statement.agency.code,
        wording=wording_sha(text),
        kind=str(statement.kind),
        is_included=statement.is_included,
    )
    return statement


def kind_of(statement: Statement, before: Wording | None, read: SentenceKind) -> str:
    """What new words do: as they read; but what a person said against the reader of the old words stays said."""
    is_said = before is not None and statement.kind != read_wording(before.text).kind
    return str(statement.kind) if is_said else read


@transaction.atomic
def keep_in_history(*, statement: Statement, text: str, by: Actor) -> Wording:
    """Keep words that gave way to somebody else's: they stand in the history and were never the statement's own.

    Raises Forbidden, EmptyWording, TooLong.
    """
    require(by, Act.STATEMENT_EDIT, statement)
    wording = give_words(statement=statement, text=_one_line(text), quotations=(), figures=(), by=by)
    record(
        "statement.words kept", subject=statement, by=by, at=by.now, agency=statement.agency.code, wording=wording.sha
    )
    return wording


def tied(
    quotations: Iterable[ReadQuotation], *, before: Wording | None, quoted_from: Mapping[str, Assessment]
) -> list[tuple[ReadQuotation, Assessment | None]]:
    """Each quotation with the assessment it comes from: the one that was put in, else that of the earlier words."""
    known = _assessments_of(before)
    return [
        (one, quoted_from.get(one.text) or known.get(one.attributed_to or "") or known.get("")) for one in quotations
    ]


def _assessments_of(wording: Wording | None) -> dict[str, Assessment]:
    """The assessments by whom the earlier words quoted; "" is the only one, where there was only one."""
    if wording is None:
        return {}
    found = {e.attributed_to: e.assessment for e in wording.extracts.select_related("assessment") if e.assessment}
    only = {assessment.pk: assessment for assessment in found.values()}
    return found | ({"": next(iter(only.values()))} if len(only) == 1 else {})


@transaction.atomic
def settle_speaker(*, statement: Statement, agency_id: int, expected_version: int, by: Actor) -> Statement:
    """Say which agency says a statement, where the report did not. Raises Stale; Forbidden for all but the unit."""
    require(by, Act.REVIEW_IMPORT)
    save_version(statement, expected=expected_version, agency_id=agency_id, doubt="")
    statement.refresh_from_db()
    record("statement.speaker settled", subject=statement, by=by, at=by.now, agency=statement.agency.code)
    return statement
