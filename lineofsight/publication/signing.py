"""How far an edition is signed: by each agency, and sentence by sentence for the one that signs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lineofsight.assurance.models import Statement
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import today
from lineofsight.publication.compiling.edition import signatures_of
from lineofsight.publication.content.edition import Signature
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.queries.editions import included
from lineofsight.publication.rules import Verdict


@dataclass(frozen=True)
class AgencySigns:
    """How far one agency has signed an edition."""

    agency: str
    signed: int
    different: int
    of: int
    agency_ref: str = ""


def _asked(edition: Edition, actor: Actor) -> QuerySet[Statement]:
    """The sentences that somebody signs. What the partnership says about the review itself is approved with the whole
    Summary, and the check asks nobody to sign it (gate/signed.py): counting it would make two numbers of one thing."""
    return included(edition, actor).exclude(kind=SentenceKind.CONTEXT)


def _counted(edition: Edition, actor: Actor) -> list[Statement]:
    """The same with their words alone, and nothing that stands behind them: what is only counted."""
    return list(_asked(edition, actor).prefetch_related(None))


def signing(edition: Edition, actor: Actor) -> tuple[AgencySigns, ...]:
    """The matrix of signatures: for each agency that says something, how many of its sentences it has signed."""
    statements = _counted(edition, actor)
    signatures = signatures_of(edition, statements, actor)
    counts: dict[str, list[int]] = {}
    refs = {statement.agency.name: statement.agency.ref for statement in statements}
    for statement in statements:
        row = counts.setdefault(statement.agency.name, [0, 0, 0])
        row[2] += 1
        for signature in _own(statement, signatures.get(statement.current_id, ())):
            row[0] += 1
            row[1] += not signature.agrees
    return tuple(AgencySigns(name, row[0], row[1], row[2], refs[name]) for name, row in sorted(counts.items()))


@dataclass(frozen=True)
class SectionSigns:
    """How far one agency has signed one section. `since_date` is the day of the oldest words that wait; `is_first`: the
    row begins its agency."""

    agency: str
    agency_ref: str
    section: str
    signed: int
    different: int
    of: int
    since_date: date | None
    is_first: bool


def signed_by_section(edition: Edition, actor: Actor) -> tuple[SectionSigns, ...]:
    """Agencies by sections: the agencies by name, each with its sections in the order of the Summary."""
    statements = _counted(edition, actor)
    signatures = signatures_of(edition, statements, actor)
    cells: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        cells.setdefault((statement.agency.name, statement.section), []).append(statement)
    found: list[SectionSigns] = []
    for (agency, section), rows in sorted(cells.items(), key=lambda item: item[0][0]):
        standing = {row.pk: _own(row, signatures.get(row.current_id, ())) for row in rows}
        # Nobody waits before the agencies were asked.
        since = edition.signing_asked_date
        waiting = [row for row in rows if not standing[row.pk]]
        found.append(
            SectionSigns(
                agency=agency,
                agency_ref=rows[0].agency.ref,
                section=section,
                signed=len(rows) - len(waiting),
                different=sum(any(not one.agrees for one in signed) for signed in standing.values()),
                of=len(rows),
                since_date=min((max(today(row.current.recorded_at), since) for row in waiting if since), default=None),
                is_first=not found or found[-1].agency != agency,
            )
        )
    return tuple(found)


def _own(statement: Statement, signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    """The signatures of a sentence's own agency on the words of today that it has not objected to."""
    return tuple(
        one
        for one in signatures
        if one.agency == statement.agency.name
        and one.wording_sha == statement.current.sha
        and (one.on_behalf is None or one.on_behalf.objected_date is None)
    )


@dataclass(frozen=True)
class ToSign:
    """One sentence as its agency signs it. `for_us`: its signature was recorded on behalf, and it may sign itself."""

    statement: Statement
    is_signed: bool
    signed_earlier: str
    # How its agency saw it differently in the edition before, in its words; "" where it did not.
    view_before: str = ""
    for_us: bool = False


def to_sign(edition: Edition, actor: Actor, *, agency: Agency | None = None) -> tuple[ToSign, ...]:
    """The sentences of an agency, the actor's own if none is named: unsigned and changed ones first, then those
    already signed.

    One's own are signed once somebody of the agency has signed: what was recorded on its behalf it may sign itself,
    which ends the days to object.
    """
    of = agency.pk if agency is not None else actor.agency_id
    own = [row for row in _asked(edition, actor) if row.agency_id == of]
    rows = SignOff.objects.visible_to(actor).filter(edition=edition, agency_id=of)
    # What was objected to stands no longer, though the words are the same.
    standing = rows.filter(objection__isnull=True)
    signed = {row.wording_id for row in (standing if agency else standing.filter(agreed_date__isnull=True))}
    behalf = {row.wording_id for row in standing} - signed
    earlier: dict[int, str] = {}
    for row in rows.select_related("wording").order_by("id"):
        earlier[row.wording.statement_id] = row.wording.text
    before = views_before(edition, of, actor)
    listed = [
        ToSign(
            statement=row,
            is_signed=row.current_id in signed,
            signed_earlier="" if row.current_id in signed | behalf else earlier.get(row.pk, ""),
            view_before=before.get(row.pk, ""),
            for_us=row.current_id in behalf,
        )
        for row in own
    ]
    return tuple(sorted(listed, key=lambda item: item.is_signed))


def is_signed(edition: Edition, statement: Statement, actor: Actor) -> bool:
    """Whether somebody signed the words of today of a sentence in an edition, or it was signed for its agency."""
    rows = SignOff.objects.visible_to(actor).filter(edition=edition, wording=statement.current_id)
    return bool(rows.filter(objection__isnull=True).exists())


def views_before(edition: Edition, agency: int | None, actor: Actor) -> dict[int, str]:
    """How an agency saw sentences differently in the last edition of the review that was published, by statement.

    What is not said again is gone from print: whoever signs the next edition is asked about it, and does not forget.
    """
    earlier = Edition.objects.visible_to(actor).filter(review=edition.review_id, number__lt=edition.number)
    last = earlier.exclude(content="").order_by("-number").first()
    if last is None:
        return {}
    rows = SignOff.objects.visible_to(actor).filter(edition=last, agency_id=agency).select_related("wording")
    said = {row.wording.statement_id: row for row in rows.order_by("id")}
    return {statement: row.view for statement, row in said.items() if row.verdict == Verdict.DIFFERENT}


def unsigned(editions: Iterable[Edition], actor: Actor) -> dict[int, int]:
    """How many sentences of the actor's agency wait for its signature, by the edition's key; two queries for all.

    A frozen edition waits for none, and neither does one that nobody has asked it to sign yet.
    """
    asked = (edition for edition in editions if edition.signing_asked_date and not edition.content)
    of_review = {edition.pk: edition.review_id for edition in asked}
    rows = (
        Statement.objects.visible_to(actor)
        .filter(review__in=set(of_review.values()), agency_id=actor.agency_id, is_included=True, current__isnull=False)
        .exclude(kind=SentenceKind.CONTEXT)
    )
    wordings: dict[int, set[int]] = {}
    for review, wording in rows.values_list("review_id", "current_id"):
        wordings.setdefault(review, set()).add(wording)
    signed: dict[int, set[int]] = {}
    signatures = SignOff.objects.visible_to(actor).filter(
        edition__in=of_review, agency_id=actor.agency_id, objection__isnull=True
    )
    for edition, wording in signatures.values_list("edition_id", "wording_id"):
        signed.setdefault(edition, set()).add(wording)
    return {edition: len(wordings.get(of, set()) - signed.get(edition, set())) for edition, of in of_review.items()}
