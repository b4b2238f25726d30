"""From rows to content: an edition put together from what stands in the database at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Assessment, Evidence, Extract, Statement
from lineofsight.assurance.own_shelf import with_own_measures
from lineofsight.assurance.queries import order
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.assurance.shelf import shelf
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, Scope, Shows
from lineofsight.library.shelf import Shelf
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import hub, today
from lineofsight.publication.compiling.challenges import challenges_to
from lineofsight.publication.compiling.changes import with_changes
from lineofsight.publication.compiling.charts import Courses, courses_of, marks_of
from lineofsight.publication.compiling.declared import approvals_of, declared_of, support_line_of, voices_of
from lineofsight.publication.compiling.figures import figure_of
from lineofsight.publication.compiling.promised import promised_of
from lineofsight.publication.content import edition as parts
from lineofsight.publication.content.challenged import Challenge
from lineofsight.publication.content.charted import Mark
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.models import Edition, SignOff
from lineofsight.publication.queries.behalf import object_until, objected_on, objection_to
from lineofsight.publication.queries.editions import included
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.rounding import with_telling
from lineofsight.publication.rules import EditionState, Verdict


def content_of(edition: Edition, actor: Actor) -> EditionContent:
    """What the edition holds: frozen once it was published, else put together from the rows of this moment.

    `actor` must reach everything that was submitted (the business unit, checker, publisher, partners, scrutineer);
    otherwise sentences would be missing without anybody noticing. The policy of each page sees to that.
    """
    if edition.content:
        return EditionContent.from_json(edition.content)
    review = edition.review
    statements = list(included(edition, actor))
    signatures = signatures_of(edition, statements, actor)
    challenges = challenges_to(statements, actor)
    titles = order.titles_in_order(order.section_rows(review, actor), statements)
    sections: dict[str, list[parts.Line]] = {title: [] for title in titles}
    numbers = small_numbers_of(shelf(), on=today(actor.now))
    courses = courses_of(edition, actor)
    marks = marks_of(edition, actor) if courses else ()
    library = with_own_measures(actor)
    as_at = as_at_of(edition, actor)
    promised = promised_of(review, statements, actor, day=as_at)
    for statement in statements:
        # The statement's own number, so that it is called the same inside, at the check and in print.
        line = _line(
            statement,
            number=statement.position,
            day=actor.now,
            as_at=as_at,
            signatures=signatures.get(statement.current_id, ()),
            challenges=challenges.get(statement.pk, ()),
            library=library,
            courses=courses,
            marks=marks,
            answers=promised.answers.get(statement.position, ""),
        )
        sections[statement.section].append(with_telling(line, numbers))
    content = EditionContent(
        ref=edition.ref,
        number=edition.number,
        title=edition.title,
        review_title=review.name,
        review_ref=review.ref,
        partnership=hub().name,
        as_at_date=as_at,
        support_line=support_line_of(edition, on=today(actor.now)),
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
        open_records=promised.open_records,
        actions=promised.actions,
        recommendations=promised.recommendations,
        voices=voices_of(edition, actor),
        declared=declared_of(edition, statements, actor),
    )
    content = with_changes(content, edition, actor)
    approvals = approvals_of(edition, actor, read_sha=lambda: read_sha(content))
    return replace(content, declared=replace(content.declared, approvals=approvals)) if approvals else content


def as_at_of(edition: Edition, actor: Actor) -> date:
    """The day as at which an edition speaks: once it is locked the day of that; before, the day on which it is read."""
    return edition.as_at_date if edition.state != EditionState.DRAFT else max(edition.as_at_date, today(actor.now))


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


def _line(
    statement: Statement,
    *,
    number: int,
    day: datetime,
    as_at: date,
    signatures: tuple[parts.Signature, ...],
    challenges: tuple[Challenge, ...] = (),
    library: Shelf,
    courses: Courses | None = None,
    marks: Iterable[Mark] = (),
    answers: str = "",
) -> parts.Line:
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
        answers=statement.answers or answers or None,
        about=_about(statement, wording.extracts.all()),
        action_date=statement.action_date,
        due_date=statement.due_date,
        owner_role=statement.owner_role,
        basis=tuple(_basis_item(item, statement) for item in evidence),
        quotations=tuple(_quotation(extract) for extract in wording.extracts.all()),
        figures=tuple(
            figure_of(
                figure,
                number=f"F{number}.{place}",
                evidence=basis.current,
                library=library,
                courses=courses,
                marks=marks,
            )
            for place, figure in enumerate(wording.figures.all(), start=1)
        ),
        opinion=_opinion(statement, day=day, as_at=as_at),
        signatures=signatures,
        challenges=challenges,
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
        about=_names(item.about) or _names(item.assessment.about if is_assessment else statement.agency),
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
        seen_by_nobody_else=item.was_seen_by_nobody_else,
    )


def _quotation(extract: Extract) -> parts.Quotation:
    return quotation_of(
        extract.text,
        attributed_to=extract.attributed_to,
        partial=extract.is_partial,
        assessment=extract.assessment,
    )


def _opinion(statement: Statement, *, day: datetime, as_at: date) -> parts.Opinion | None:
    now = assurance.opinion_now(statement, day=day, until=as_at)
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


def signatures_of(
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
        objected_date=objected_on(objection) if objection else None,
        objection=objection.reason if objection else "",
    )


def alone(edition: Edition, statement: Statement, *, actor: Actor) -> EditionContent:
    """An edition that holds one sentence and nothing else: what the checks of a sentence read, without signatures."""
    review = edition.review
    library = with_own_measures(actor)
    as_at = as_at_of(edition, actor)
    line = _line(statement, number=statement.position, day=actor.now, as_at=as_at, signatures=(), library=library)
    return EditionContent(
        ref=edition.ref,
        number=edition.number,
        title=edition.title,
        review_title=review.name,
        review_ref=review.ref,
        partnership=hub().name,
        as_at_date=as_at,
        sections=(parts.Section(title=statement.section, lines=(line,)),),
        assessments=tuple(_assessment(row) for row in assurance.assessments_of(review, actor)),
    )


def quotation_of(text: str, *, attributed_to: str, partial: bool, assessment: Assessment | None) -> parts.Quotation:
    """Words of somebody else as a part of an edition."""
    return parts.Quotation(
        text=text,
        attributed_to=attributed_to,
        assessment_ref=assessment.ref if assessment else "",
        about=_names(assessment.about) if assessment else (),
        partial=partial,
    )
