"""Open a review, and turn a published report into its first statements."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction

from lineofsight.assurance.actions.days import DayDoesNotFit
from lineofsight.assurance.actions.statements import give_words
from lineofsight.assurance.models import Assessment, ReportImport, Review, Statement, Wording
from lineofsight.assurance.rules import ReviewKind
from lineofsight.files.models import Held
from lineofsight.intake.documents import Document, Paragraph, Quotation, Sentence, StatedFigure
from lineofsight.intake.itself import PARTNERSHIP, speaks_of_itself
from lineofsight.intake.quotations.people_heard import is_heard
from lineofsight.partnership.actions import add_agency
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.agency_actions import code_for
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import agency_named, hub, today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, AgencyKind, Audience
from lineofsight.program import program
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers

# A sentence of a read report, with the heading and the paragraph that it stands in.
Said = tuple[str | None, Paragraph, Sentence]


@dataclass(frozen=True)
class Imported:
    """What an import made."""

    review: Review
    statements: int
    quotations: int
    figures: int
    new_agencies: tuple[Agency, ...]
    # What waits as a plan from here on: the tables of the report that somebody called one.
    plan: ReportImport | None = None


class NothingToImport(ValueError):
    """The report holds no paragraph, so there is nothing to make statements of."""

    def __init__(self, title: str) -> None:
        super().__init__(f"«{title}» holds no paragraph that we could read. Look at it with: {program()} read FILE")


@transaction.atomic
def open_review(*, name: str, kind: ReviewKind, by: Actor, completed_date: date | None = None) -> Review:
    """Open a review. It belongs to the business unit; every member sees it.

    Raises Forbidden, and DayDoesNotFit for a day of completion that is still to come.
    """
    require(by, Act.REVIEW_IMPORT)
    if completed_date is not None and completed_date > today(by.now):
        raise DayDoesNotFit(
            "The day on which it was completed must be today or in the past, or be left empty.", field="completed_date"
        )
    unit = hub()
    review = Review.objects.create(
        agency=unit,
        audience=Audience.PARTNERSHIP,
        name=name,
        kind=kind,
        completed_date=completed_date,
        **written_by(by),
    )
    record("review.opened", subject=review, by=by, at=by.now, agency=unit.code, kind=kind)
    return review


@transaction.atomic
def import_report(
    *, document: Document, by: Actor, review: Review | None = None, source: Held | None = None
) -> Imported:
    """Make statements of every sentence of a read report: all of them, or none.

    Each statement has its wording, the agency that says it (the business unit where none is named, with the doubt),
    its quotations tied to an outside assessment where a body is quoted, its figures as stated, and answers no
    recommendation yet.
    Without `review` a new one is opened with the report's title. Raises NothingToImport, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT)
    if not any(True for _ in document.paragraphs()):
        raise NothingToImport(document.title)
    review = review or open_review(name=document.title[:300], kind=ReviewKind.PRACTICE_REVIEW, by=by)
    if source is not None:
        Review.objects.filter(pk=review.pk).update(source=source)
    agencies, new_agencies = agencies_of(document, by=by)
    assessments = assessments_of(document, review=review, agencies=agencies, by=by)
    sentences = list(sentences_of(document))
    place = take_numbers(f"{review.ref} statement", count=len(sentences))
    statements = quotations = figures = 0
    for heading, paragraph, sentence in sentences:
        wording = state(
            review=review,
            position=place + statements,
            said=(heading, paragraph, sentence),
            agency=agencies.get(sentence.agency or ""),
            assessments=assessments,
            by=by,
        )
        statements += 1
        quotations += wording.extracts.count()
        figures += wording.figures.count()
    record(
        "report.imported",
        subject=review,
        by=by,
        at=by.now,
        agency=hub().code,
        title=document.title,
        statements=statements,
        doubts=[doubt.sentence for doubt in document.warnings],
    )
    return Imported(review, statements, quotations, figures, new_agencies)


def state(
    *,
    review: Review,
    position: int,
    said: Said,
    agency: Agency | None,
    assessments: dict[str, Assessment],
    by: Actor,
) -> Wording:
    """Make a statement of a sentence that was read. Inside the caller's transaction; leaves no event of its own."""
    heading, paragraph, sentence = said
    statement = Statement.objects.create(
        review=review,
        agency=agency or hub(),
        audience=Audience.HUB,
        position=position,
        paragraph=str(paragraph.number or "")[:20],
        section=(heading or "")[:300],
        kind=sentence.kind,
        also_named="\n".join(sentence.also)[:600],
        doubt="" if agency or speaks_of_itself(sentence.text) else "The report does not say which agency says this.",
        **written_by(by),
    )
    wording = words_read(statement=statement, said=said, assessments=assessments, by=by)
    Statement.objects.filter(pk=statement.pk).update(current=wording)
    return wording


def words_read(*, statement: Statement, said: Said, assessments: dict[str, Assessment], by: Actor) -> Wording:
    """Give a statement the words of a sentence with what was read in it. Inside the caller's transaction."""
    _, paragraph, sentence = said
    return give_words(
        statement=statement,
        text=sentence.text,
        quotations=[
            (quotation, assessments.get(quotation.attributed_to or ""))
            for quotation in _within(paragraph.quotations, sentence)
        ],
        figures=[figure for figure in _within(paragraph.figures, sentence) if not figure.quoted],
        by=by,
    )


def sentences_of(document: Document) -> Iterator[Said]:
    """Every sentence of a read report with its heading and its paragraph, in order."""
    for section in document.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                yield section.heading, paragraph, sentence


_Piece = TypeVar("_Piece", Quotation, StatedFigure)


def _within(pieces: Iterable[_Piece], sentence: Sentence) -> list[_Piece]:
    return [piece for piece in pieces if sentence.start <= piece.start < sentence.end]


_KINDS = (
    (r"cafcass|court advisory", AgencyKind.COURT_ADVISORY),
    (r"probation", AgencyKind.PROBATION),
    (r"police|constabulary", AgencyKind.POLICE),
    (r"integrated care board", AgencyKind.CARE_BOARD),
    (r"nhs|health|hospital|trust", AgencyKind.HEALTH),
    (r"school|college|academy", AgencyKind.EDUCATION),
)


def kind_of_body(name: str) -> AgencyKind:
    """The likely kind of a body by its name; a council where nothing else fits. A person can correct it."""
    return next((kind for pattern, kind in _KINDS if re.search(pattern, name, re.IGNORECASE)), AgencyKind.COUNCIL)


def agencies_of(document: Document, *, by: Actor) -> tuple[dict[str, Agency], tuple[Agency, ...]]:
    """The agencies that a report names as those who say something, and those of them that are new here."""
    found: dict[str, Agency] = {}
    new: list[Agency] = []
    names = {sentence.agency for _, _, sentence in sentences_of(document) if sentence.agency}
    also = {agency.name: agency.also for agency in document.agencies}
    for name in sorted(names):
        if name == PARTNERSHIP:
            found[name] = hub()
            continue
        known = next((a for a in map(agency_named, (name, *also.get(name, ()))) if a is not None), None)
        if known is None:
            short = min((word for word in also.get(name, ()) if " " not in word), key=len, default="")
            known = add_agency(
                code=code_for(short or name), name=name, kind=kind_of_body(name), short_name=short, by=by
            )
            new.append(known)
        found[name] = known
    return found, tuple(new)


def assessments_of(
    document: Document, *, review: Review, agencies: dict[str, Agency], by: Actor
) -> dict[str, Assessment]:
    """One outside assessment for each body that is quoted, about the agency that the report says it looked at.

    What people who were heard said is none: their words stay with whom they are attributed to.
    """
    speakers = {q.attributed_to for paragraph in document.paragraphs() for q in paragraph.quotations if q.attributed_to}
    quoted = {speaker for speaker in speakers if not is_heard(speaker)}
    also = {agency.name: (agency.name, *agency.also) for agency in document.agencies}
    text = "\n".join(paragraph.text for paragraph in document.paragraphs())
    made = {
        _same_body(one.body): one for one in Assessment.objects.visible_to(by).filter(review=review).order_by("-id")
    }
    # Of two ways to write one body the capital letter comes first.
    for body in sorted(quoted):
        if _same_body(body) in made:
            continue
        about = next(
            (agency for name, agency in agencies.items() if _is_said_about(text, body, also.get(name, (name,)))), None
        )
        named = Assessment.objects.create(
            review=review,
            agency=hub(),
            audience=Audience.PARTNERSHIP,
            title=f"Assessment by {body}"[:300],
            body=body[:200],
            about=about,
            **written_by(by),
        )
        made[_same_body(body)] = named
        record("assessment.named", subject=named, by=by, at=by.now, agency=hub().code, body=body)
    return {body: made[_same_body(body)] for body in quoted}


def _same_body(body: str) -> str:
    """What «The inspectors» and «Inspectors» have in common."""
    return body.casefold().removeprefix("the ")


def _is_said_about(text: str, body: str, names: Iterable[str]) -> bool:
    """Whether the report says «inspection by BODY of NAME» in some order of words within one sentence."""
    return any(
        re.search(rf"{re.escape(body)}[^.]{{0,60}}\bof\b[^.]{{0,20}}{re.escape(name)}", text, re.IGNORECASE)
        for name in names
    )
