"""The part of the story that tells of files that came in: the report, an inspection, a later edition, a plan."""

from io import BytesIO
from typing import Any

from lineofsight.assurance import queries
from lineofsight.assurance.actions import arranging, assessments, imports, reviews
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.imports import ImportKind
from lineofsight.assurance.sources import text_of
from lineofsight.cli.demonstration.telling import HERE
from lineofsight.files.actions import keep_file
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.understand import read_document
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agency_by_code, hub
from lineofsight.partnership.rules import Audience, Role


def open_review(told: Any) -> None:
    """The unit opens the review, lays down the order of its Summary, and takes the report in."""
    content = (HERE / "report.txt").read_bytes()
    document = read_document(content, "report.txt")
    day = told.story["review"]["imported"]
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        told.review = reviews.open_review(
            name=told.story["review"]["name"],
            kind=ReviewKind.PRACTICE_REVIEW,
            completed_date=told.day(day + 30),
            by=unit,
        )
        arranging.add_sections(review=told.review, titles=told.story["sections"], by=unit)
        held = _kept(content, "summary-of-progress.txt", by=unit)
        begun = imports.begin_import(held=held, document=document, by=unit)
        imports.create_review(report_import=begun, review=told.review, expected_version=begun.version, by=unit)


def store_inspection(told: Any) -> None:
    """The unit says what the inspection looked at, and stores its text."""
    facts = told.story["inspection"]
    content = (HERE / "inspection.txt").read_bytes()
    with told.acting(Role.BUSINESS_MANAGER, facts["stored"]) as unit:
        assessment = queries.assessments_of(told.review, unit).get()
        assessments.describe_assessment(
            assessment=assessment,
            title=facts["title"],
            body=assessment.body,
            about=agency_by_code(facts["about"]),
            scope="local",
            period_from=told.day(facts["period"][0]),
            period_to=told.day(facts["period"][1]),
            published_date=told.day(facts["published"]),
            expected_version=assessment.version,
            by=unit,
        )
        held = keep_file(
            content=BytesIO(content),
            name="inspection.txt",
            agency=hub(),
            by=unit,
            audience=Audience.PARTNERSHIP,
        )
        assessments.store_source(
            assessment=assessment, held=held, text=text_of(held), expected_version=assessment.version, by=unit
        )


def later_edition_waits(told: Any) -> None:
    """A later edition of the report has been read and waits for somebody to check it."""
    facts = told.story["waiting"]
    text = (HERE / "report.txt").read_text(encoding="utf-8")
    for before, after in facts["changed"]:
        text = text.replace(before, after)
    content = text.encode()
    with told.acting(Role.BUSINESS_MANAGER, facts["imported"]) as unit:
        held = _kept(content, facts["file"], by=unit)
        begun = imports.begin_import(held=held, document=read_document(content, facts["file"]), by=unit)
        imports.say_earlier(report_import=begun, earlier=told.review, expected_version=begun.version, by=unit)


def plan_waits(told: Any) -> None:
    """An action plan has been read and waits for somebody to say what it means."""
    facts = told.story["plan"]
    content = (HERE / "plan.csv").read_bytes()
    with told.acting(Role.BUSINESS_MANAGER, facts["imported"]) as unit:
        held = _kept(content, facts["file"], by=unit)
        imports.begin_import(held=held, document=read(content, facts["file"]), kind=ImportKind.PLAN, by=unit)


def _kept(content: bytes, name: str, *, by: Actor) -> Any:
    """A file that the business unit uploaded."""
    return keep_file(content=BytesIO(content), name=name, agency=hub(), by=by, audience=Audience.HUB)
