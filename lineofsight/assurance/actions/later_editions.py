"""Bring a report in as the later edition of a review: what is the same stays, and nothing is taken away."""

from dataclasses import dataclass, replace

from django.db import transaction

from lineofsight.assurance.actions.imports import begin_its_plan, end_with, must_be, report_receipt
from lineofsight.assurance.actions.reviews import (
    Imported,
    NothingToImport,
    agencies_of,
    assessments_of,
    sentences_of,
    state,
    words_read,
)
from lineofsight.assurance.models import ReportImport, Review
from lineofsight.assurance.queries.imports import earlier_statements, reading_of
from lineofsight.assurance.rules.imports import ImportState, NameOfAChild
from lineofsight.intake.editions import Fate, matched
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act
from lineofsight.trail.actions import record
from lineofsight.trail.numbers import take_numbers


class NoEarlierEdition(ValueError):
    """Nobody said of which review this is a later edition."""

    def __init__(self) -> None:
        super().__init__("Say first of which review this is a later edition.")


@dataclass(frozen=True)
class BroughtIn:
    """What a later edition did to a review: how many sentences stayed, changed and are new, and which are gone."""

    review: Review
    same: int
    changed: int
    added: int
    gone: tuple[str, ...]
    plan: ReportImport | None = None


@transaction.atomic
def bring_in_later_edition(*, report_import: ReportImport, expected_version: int, by: Actor) -> BroughtIn:
    """Bring a report into the review whose later edition it is: all of it with its receipt, or nothing.

    A sentence with the same words keeps its number, its words and what it rests on; one with changed words gets them as
    a later wording; a new one is added at the end; one that is gone stays and is listed in the receipt.
    Raises NoEarlierEdition, NameOfAChild, NothingToImport, WrongState, Stale, Forbidden.
    """
    require(by, Act.REVIEW_IMPORT, report_import)
    must_be(report_import, ImportState.PREVIEW, "a later edition")
    review = report_import.earlier
    if review is None:
        raise NoEarlierEdition
    now = reading_of(report_import)
    if now.children:
        raise NameOfAChild(now.children)
    sentences = list(sentences_of(now.document))
    if not sentences:
        raise NothingToImport(now.document.title)
    statements = [one for one in earlier_statements(review, by) if one.current]
    before = [one.current.text for one in statements if one.current]
    pairs = matched(before, [sentence.text for _, _, sentence in sentences])
    agencies, new_agencies = agencies_of(now.document, by=by)
    assessments = assessments_of(now.document, review=review, agencies=agencies, by=by)
    added = [pair.later for pair in pairs if pair.fate is Fate.NEW and pair.later is not None]
    place = take_numbers(f"{review.ref} statement", count=len(added)) if added else 0
    wordings = [
        state(
            review=review,
            position=place + index,
            said=sentences[at],
            agency=agencies.get(sentences[at][2].agency or ""),
            assessments=assessments,
            by=by,
        )
        for index, at in enumerate(added)
    ]
    for pair in pairs:
        if pair.fate is not Fate.CHANGED or pair.earlier is None or pair.later is None:
            continue
        statement, said = statements[pair.earlier], sentences[pair.later]
        wording = words_read(statement=statement, said=said, assessments=assessments, by=by)
        save_version(statement, expected=statement.version, current=wording, kind=said[2].kind)
        record(
            "statement.changed",
            subject=statement,
            by=by,
            at=by.now,
            agency=statement.agency.code,
            wording=wording.sha,
            kind=str(said[2].kind),
            is_included=statement.is_included,
        )
        wordings.append(wording)
    gone = tuple(before[pair.earlier] for pair in pairs if pair.fate is Fate.GONE and pair.earlier is not None)
    done = BroughtIn(
        review,
        sum(1 for pair in pairs if pair.fate is Fate.SAME),
        sum(1 for pair in pairs if pair.fate is Fate.CHANGED),
        len(added),
        gone,
    )
    made = Imported(
        review,
        len(wordings),
        sum(wording.extracts.count() for wording in wordings),
        sum(wording.figures.count() for wording in wordings),
        new_agencies,
    )
    receipt = report_receipt(report_import, now, made, by)
    compared = {"same": done.same, "changed words": done.changed, "new": done.added, "gone": len(gone)}
    receipt |= {"earlier": {"review": review.name, **compared}, "gone": list(gone)}
    end_with(report_import, review, receipt, expected=expected_version, by=by)
    done = replace(done, plan=begin_its_plan(report_import, now, by=by))
    record(
        "report.later edition",
        subject=review,
        by=by,
        at=by.now,
        agency=hub().code,
        same=done.same,
        changed=done.changed,
        added=done.added,
        gone=len(gone),
    )
    return done
