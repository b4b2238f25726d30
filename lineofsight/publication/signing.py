"""How far an edition is signed: by each agency, and sentence by sentence for the one that signs."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.assurance.models import Statement
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.publication.compiling import signatures_of
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.queries import included


@dataclass(frozen=True)
class AgencySigns:
    """How far one agency has signed an edition."""

    agency: str
    signed: int
    different: int
    of: int
    agency_ref: str = ""


def signing(edition: Edition, actor: Actor) -> tuple[AgencySigns, ...]:
    """The matrix of signatures: for each agency that says something, how many of its sentences it has signed."""
    statements = list(included(edition, actor))
    signatures = signatures_of(edition, statements, actor)
    counts: dict[str, list[int]] = {}
    refs = {statement.agency.name: statement.agency.ref for statement in statements}
    for statement in statements:
        row = counts.setdefault(statement.agency.name, [0, 0, 0])
        row[2] += 1
        for signature in signatures.get(statement.current_id, ()):
            is_objected = signature.on_behalf is not None and signature.on_behalf.objected_date is not None
            is_own = signature.agency == statement.agency.name and not is_objected
            if is_own and signature.wording_sha == statement.current.sha:
                row[0] += 1
                row[1] += not signature.agrees
    return tuple(AgencySigns(name, row[0], row[1], row[2], refs[name]) for name, row in sorted(counts.items()))


@dataclass(frozen=True)
class ToSign:
    """One sentence as its agency signs it."""

    statement: Statement
    is_signed: bool
    signed_earlier: str


def to_sign(edition: Edition, actor: Actor, *, agency: Agency | None = None) -> tuple[ToSign, ...]:
    """The sentences of an agency, the actor's own if none is named: unsigned and changed ones first, then those
    already signed."""
    of = agency.pk if agency is not None else actor.agency_id
    own = [row for row in included(edition, actor) if row.agency_id == of]
    rows = SignOff.objects.visible_to(actor).filter(edition=edition, agency_id=of)
    # What was objected to stands no longer, though the words are the same.
    signed = {row.wording_id for row in rows.filter(objection__isnull=True)}
    earlier: dict[int, str] = {}
    for row in rows.select_related("wording").order_by("id"):
        earlier[row.wording.statement_id] = row.wording.text
    listed = [
        ToSign(
            statement=row,
            is_signed=row.current_id in signed,
            signed_earlier="" if row.current_id in signed else earlier.get(row.pk, ""),
        )
        for row in own
    ]
    return tuple(sorted(listed, key=lambda item: item.is_signed))


def unsigned(editions: Iterable[Edition], actor: Actor) -> dict[int, int]:
    """How many sentences of the actor's agency wait for its signature, by the edition's key; two queries for all.

    A frozen edition waits for none.
    """
    of_review = {edition.pk: edition.review_id for edition in editions if not edition.content}
    rows = Statement.objects.visible_to(actor).filter(
        review__in=set(of_review.values()), agency_id=actor.agency_id, is_included=True, current__isnull=False
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
