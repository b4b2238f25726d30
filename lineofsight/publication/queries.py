"""What people ask of editions: which there are, what one would hold today, and what the gate says to it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Assessment, Evidence, Extract, FigureRecord, Review, Statement
from lineofsight.assurance.models import StatedFigure as StatedRow
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.assurance.shelf import wording_rules
from lineofsight.assurance.sources import text_of
from lineofsight.assurance.tables import computed_again, measure_of
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, Scope, Shows
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import hub, today
from lineofsight.publication import content as parts
from lineofsight.publication.content import EditionContent
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.queries_behalf import object_until, objection_to
from lineofsight.publication.rules import EditionState, Verdict
from lineofsight.trail.canonical import canonical, sha256_hex


def editions(actor: Actor) -> QuerySet[Edition]:
    """The editions that the actor sees, newest first."""
    return Edition.objects.visible_to(actor).select_related("review").order_by("-id")


def find_edition(actor: Actor, ref: str) -> Edition | None:
    """One edition, None when there is none that the actor may see."""
    return editions(actor).filter(ref=ref).first()


def editions_of(review: Review, actor: Actor) -> QuerySet[Edition]:
    """The editions of one review, newest first."""
    return editions(actor).filter(review=review)


def included(edition: Edition, actor: Actor) -> QuerySet[Statement]:
    """The statements that the edition would print, in order, as far as the actor sees them."""
    return assurance.statements_of(edition.review, actor).filter(is_included=True, current__isnull=False)


# --- from rows to content ------------------------------------------------------------------------------------------


def content_of(edition: Edition, actor: Actor) -> EditionContent:
    """What the edition holds: frozen once it was published, else put together from the rows of this moment.

    `actor` must reach everything that was submitted (the business unit, checker, publisher, partners, scrutineer);
    otherwise sentences would be missing without anybody noticing. The policy of each page sees to that.
    """
    if edition.content:
        return EditionContent.from_json(edition.content)
    review = edition.review
    statements = list(included(edition, actor))
    signatures = _signatures(edition, statements, actor)
    sections: dict[str, list[parts.Line]] = {}
    for statement in statements:
        # The statement's own number, so that it is called the same inside, at the check and in print.
        line = _line(
            statement,
            number=statement.position,
            day=actor.now,
            signatures=signatures.get(statement.current_id, ()),
        )
        sections.setdefault(statement.section, []).append(line)
    return EditionContent(
        ref=edition.ref,
        number=edition.number,
        title=edition.title,
        review_title=review.name,
        review_ref=review.ref,
        partnership=hub().name,
        as_at_date=edition.as_at_date,
        support_line=(
            "Worried about a child now? Call your council's children's services, or the police on 999 in an emergency."
        ),
        sections=tuple(parts.Section(title=title, lines=tuple(lines)) for title, lines in sections.items()),
        assessments=tuple(_assessment(row) for row in assurance.assessments_of(review, actor)),
        open_items=tuple(
            parts.OpenItem(
                kind=parts.OpenKind(item.kind),
                text=item.text,
                agency=item.agency.name,
                since_date=item.since_date,
                expected_date=item.expected_date,
            )
            for item in assurance.open_items(review, actor)
        ),
    )


def _names(*agencies: object) -> tuple[str, ...]:
    return tuple(str(agency) for agency in agencies if agency is not None)


def _assessment(row: Assessment) -> parts.Assessment:
    return parts.Assessment(
        ref=row.ref,
        title=row.title,
        body=row.body,
        about=_names(row.about),
        inspected_from=row.period_from,
        inspected_to=row.period_to,
        published_date=row.published_date,
        source_sha=row.text_sha or None,
    )


def _line(statement: Statement, *, number: int, day: datetime, signatures: tuple[parts.Signature, ...]) -> parts.Line:
    wording = statement.current
    basis = assurance.basis_of(statement, day=day)
    evidence = (*basis.current, *basis.other)
    return parts.Line(
        number=number,
        anchor=f"s{number}",
        statement_ref=statement.ref,
        wording=wording.text,
        wording_sha=wording.sha,
        agency=statement.agency.name,
        kind=parts.LineKind(statement.kind),
        shows=basis.standing.shows,
        answers=statement.answers or None,
        about=_about(statement, wording.extracts.all()),
        action_date=statement.action_date,
        due_date=statement.due_date,
        owner_role=statement.owner_role,
        basis=tuple(_basis_item(item, statement) for item in evidence),
        quotations=tuple(_quotation(extract) for extract in wording.extracts.all()),
        figures=tuple(
            _figure(figure, number=f"F{number}.{place}", evidence=basis.current)
            for place, figure in enumerate(wording.figures.all(), start=1)
        ),
        opinion=_opinion(statement, day=day),
        signatures=signatures,
    )


def _about(statement: Statement, extracts: Iterable[Extract]) -> tuple[str, ...]:
    """Whom a sentence is about: its agency; and where it only quotes, whoever the assessment looked at."""
    if statement.kind != SentenceKind.QUOTATION:
        return ()
    return tuple(
        sorted({name for extract in extracts if extract.assessment for name in _names(extract.assessment.about)})
    )


def _basis_item(item: Evidence, statement: Statement) -> parts.BasisItem:
    is_assessment = item.kind == EvidenceKind.ASSESSMENT and item.assessment is not None
    return parts.BasisItem(
        ref=item.ref,
        number=item.label,
        kind=parts.BasisKind(item.kind),
        title=item.title,
        about=_names(item.about) or ((statement.agency.name,) if not is_assessment else ()),
        shows=Shows(item.shows),
        who_says=assurance.voice_of(item, statement),
        said_by=item.assessment.body if is_assessment else item.agency.name,
        state=parts.BasisState(item.state),
        scope=Scope(item.scope),
        said_date=(item.assessment.published_date if is_assessment else None) or item.received_date,
        period_from=item.period_from,
        period_to=item.period_to,
        received_date=item.received_date,
        valid_until=item.valid_until,
        why_not=item.state_reason,
        assessment_ref=item.assessment.ref if item.assessment else None,
        figure_number=None,
    )


def _quotation(extract: Extract) -> parts.Quotation:
    assessment = extract.assessment
    return parts.Quotation(
        text=extract.text,
        attributed_to=extract.attributed_to,
        assessment_ref=assessment.ref if assessment else "",
        about=_names(assessment.about) if assessment else (),
        partial=extract.is_partial,
    )


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _opinion(statement: Statement, *, day: datetime) -> parts.Opinion | None:
    now = assurance.opinion_now(statement, day=day)
    if now is None:
        return None
    return parts.Opinion(
        level=OpinionWord(now.opinion.level),
        by_role=now.opinion.role,
        by_agency=now.opinion.agency.name,
        given_date=today(now.opinion.recorded_at),
        rationale=now.opinion.know,
        has_lapsed=now.has_lapsed,
    )


def _figure(row: StatedRow, *, number: str, evidence: Iterable[Evidence]) -> parts.LineFigure:
    line_figure = parts.LineFigure(
        number=number,
        text=row.text,
        value=_plain(row.value) or "0",
        value_to=_plain(row.value_to),
        unit=row.unit,
        comparator=row.comparator,
        denominator=None if row.denominator is None else int(row.denominator),
    )
    measured = [item for item in evidence if item.figure is not None]
    counted = [item for item in evidence if item.figure is None and item.counted_n is not None]
    fitting = [item for item in measured if _fits(row, item.figure.n, item.figure.of)] or measured
    if fitting:
        return replace(line_figure, measured=_measured(fitting[0].figure))
    fitting_counts = [item for item in counted if _fits(row, item.counted_n, item.counted_of)]
    return _with_count(line_figure, sorted(fitting_counts or counted, key=_period_end), counted)


def _period_end(item: Evidence) -> date:
    return item.period_to or item.received_date


def _with_count(figure: parts.LineFigure, fitting: list[Evidence], counted: list[Evidence]) -> parts.LineFigure:
    if not fitting:
        return figure
    item = fitting[-1]
    stated = parts.StatedFigure(
        n=item.counted_n,
        of=item.counted_of,
        definition=item.counted_words,
        source=item.title,
        period_from=item.period_from,
        period_to=item.period_to,
        as_at_date=item.period_to or item.received_date,
    )
    # The same thing counted earlier is what a change is measured against.
    earlier = [
        other
        for other in counted
        if other.counted_words == item.counted_words and other.counted_of and _period_end(other) < _period_end(item)
    ]
    if not earlier:
        return replace(figure, stated=stated)
    before = max(earlier, key=_period_end)
    comparison = parts.Comparison(
        n=before.counted_n,
        of=before.counted_of,
        period_from=before.period_from,
        period_to=before.period_to,
        as_at_date=_period_end(before),
    )
    return replace(figure, stated=stated, compared_with=comparison)


def _fits(row: StatedRow, n: int | None, of: int | None) -> bool:
    """Whether a count is the one that a stated figure speaks of."""
    if n is None or row.value is None:
        return False
    if row.unit == "percent":
        return of is not None and of > 0 and abs(Decimal(100 * n) / Decimal(of) - row.value) < 1
    return Decimal(n) == row.value and (row.denominator is None or row.denominator == of)


def _measured(record: FigureRecord) -> parts.MeasuredFigure:
    figure = Figure.from_dict(json.loads(record.body))
    measure = measure_of(figure)
    # Without its measure it does not compute again, which the gate refuses and says.
    words = f"{measure.numerator.words}, of {measure.population.words}" if measure else figure.measure_id
    return parts.MeasuredFigure(ref=record.ref, definition=words, figure=figure)


def _signatures(
    edition: Edition, statements: list[Statement], actor: Actor
) -> Mapping[int | None, tuple[parts.Signature, ...]]:
    """The latest signature of each agency on any wording of each statement, by the statement's current wording."""
    latest: dict[tuple[int, int], SignOff] = {}
    rows = SignOff.objects.visible_to(actor).filter(edition=edition).order_by("id")
    rows = rows.select_related("agency", "wording", "objection")
    for row in rows:
        latest[row.wording.statement_id, row.agency_id] = row
    current = {statement.pk: statement.current_id for statement in statements}
    found: dict[int | None, list[parts.Signature]] = {}
    for (statement, _), row in latest.items():
        if statement in current:
            found.setdefault(current[statement], []).append(
                parts.Signature(
                    agency=row.agency.name,
                    role=row.role,
                    signed_date=today(row.recorded_at),
                    wording_sha=row.wording.sha,
                    agrees=row.verdict == Verdict.AGREE,
                    different_view=row.view,
                    on_behalf=_on_behalf(row),
                )
            )
    return {wording: tuple(signatures) for wording, signatures in found.items()}


def _on_behalf(row: SignOff) -> parts.OnBehalf | None:
    if row.agreed_date is None:
        return None
    objection = objection_to(row)
    return parts.OnBehalf(
        minute=row.agreed_where,
        agreed_date=row.agreed_date,
        recorded_by_role=row.recorded_role,
        object_until=object_until(row),
        objected_date=today(objection.recorded_at) if objection else None,
        objection=objection.reason if objection else "",
    )


# --- the gate ------------------------------------------------------------------------------------------------------


def gate(edition: Edition, actor: Actor) -> tuple[EditionContent, GateResult]:
    """Judge what the edition holds now: every figure computed again, every quotation compared with its source."""
    content = content_of(edition, actor)
    return content, judge(
        content,
        sources=_sources(edition.review, actor),
        recomputed=_recomputed(content, edition.review, actor),
        today=today(actor.now),
        wording_rules=wording_rules(on=today(actor.now)),
    )


def _sources(review: Review, actor: Actor) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for assessment in assurance.assessments_of(review, actor):
        text = text_of(assessment.source) if assessment.source else None
        # A stored file that is not the one that was read is no source.
        fits = text is not None and sha256_hex(text.encode()) == assessment.text_sha
        found[assessment.ref] = text if fits else None
    return found


def _recomputed(content: EditionContent, review: Review, actor: Actor) -> dict[str, Figure | str]:
    refs = {figure.measured.ref for line in content.lines() for figure in line.figures if figure.measured}
    records = FigureRecord.objects.visible_to(actor).filter(ref__in=refs)
    return {record.ref: computed_again(review, Figure.from_dict(json.loads(record.body)), actor) for record in records}


def read_sha(content: EditionContent) -> str:
    """What a checker and an approver have read: everything but the signatures, which may still come."""
    unsigned = replace(
        content,
        sections=tuple(
            replace(section, lines=tuple(replace(line, signatures=()) for line in section.lines))
            for section in content.sections
        ),
    )
    return sha256_hex(canonical(unsigned.to_dict()))


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
    signatures = _signatures(edition, statements, actor)
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


def waits_for(edition: Edition) -> str:
    """Whose move is next, in a sentence."""
    return {
        EditionState.DRAFT: "The business unit writes it and locks it when it is ready to be checked.",
        EditionState.LOCKED: "A checker reads it next: somebody who did not write it.",
        EditionState.CHECKED: "A safeguarding partner approves it next.",
        EditionState.APPROVED: "A publisher publishes it next: neither its author nor its checker.",
        EditionState.PUBLISHED: "It is published and cannot be changed.",
        EditionState.WITHDRAWN: "It was withdrawn.",
        EditionState.SUPERSEDED: "A later edition has replaced it.",
    }[EditionState(edition.state)]
