"""Rules by which national validators judge the same returns. What they find, we must find.

8675Q  a section 47 enquiry without a conference, one needed, and begun more than 15 working days before the end
8670Q  an assessment that is not authorised and began more than 45 working days before the end
501    an episode that begins before the child's last one ended
376    a placement with another carer while the usual one is away (T3) of more than 21 days
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from lineofsight.intake.returns.cin_modules import MANY
from lineofsight.intake.returns.cin_xml import Header, Part, children_in
from lineofsight.intake.returns.days import NotADay, day_of
from lineofsight.intake.returns.episodes import Episode, in_order, spans_of
from lineofsight.intake.returns.line import NO
from lineofsight.library.clock import Calendar, NotInCalendar
from lineofsight.records.taken import TakenSpan

_ENQUIRY_DAYS, _ASSESSMENT_DAYS = 15, 45
_LONGEST = timedelta(days=21)


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """What one rule has against one record. day: the day on which the record began."""

    rule: str
    child: str
    day: date


def working_days_earlier(day: date, days: int, *, calendar: Calendar) -> date:
    """The first of so many working days before a day, which itself is not counted. Raises NotInCalendar."""
    left = days
    while left:
        day -= timedelta(days=1)
        if not calendar.knows(day):
            raise NotInCalendar(calendar, day)
        left -= day.weekday() < 5 and day not in calendar.days_off
    return day


def issues_of_census(path: Path, *, calendar: Calendar) -> Iterator[Issue]:
    """What 8675Q and 8670Q find in a census, child by child. Raises UnreadableReturn and NotInCalendar."""
    header = Header()
    limits: tuple[date, date] | None = None
    for child in children_in(path, header, many=MANY):
        if header.until is None:
            return
        limits = limits or (
            working_days_earlier(header.until, _ENQUIRY_DAYS, calendar=calendar),
            working_days_earlier(header.until, _ASSESSMENT_DAYS, calendar=calendar),
        )
        identity = next((part.values for part in child.parts if part.name == "ChildIdentifiers"), {})
        for details in child.parts:
            if details.name == "CINdetails":
                yield from _of_details(details, identity.get("LAchildID", ""), *limits)


def _of_details(details: Part, child: str, enquiry_limit: date, assessment_limit: date) -> Iterator[Issue]:
    for part in details.parts:
        said = part.values
        if part.name == "Section47":
            began = _day(said.get("S47ActualStartDate", ""))
            is_needed = said.get("ICPCnotRequired", "").lower() in NO
            if began and is_needed and not said.get("DateOfInitialCPC") and began < enquiry_limit:
                yield Issue("8675Q", child, began)
        elif part.name == "Assessments":
            began = _day(said.get("AssessmentActualStartDate", ""))
            if began and not said.get("AssessmentAuthorisationDate") and began < assessment_limit:
                yield Issue("8670Q", child, began)


def _day(text: str) -> date | None:
    try:
        return day_of(text)
    except NotADay:
        return None


def issues_of_episodes(episodes: Iterable[Episode], *, until: date) -> Iterator[Issue]:
    """What 501 and 376 find. until: the last day of the collection year, for placements that go on."""
    for of_child in in_order(list(episodes)):
        for before, after in pairwise(of_child):
            if before.dec is not None and after.decom is not None and after.decom < before.dec:
                yield Issue("501", after.child, after.decom)
        for span in spans_of(of_child):
            is_away = isinstance(span, TakenSpan) and span.kind == "placement" and span.code == "T3"
            if isinstance(span, TakenSpan) and is_away and span.start and (span.until or until) - span.start > _LONGEST:
                yield Issue("376", span.child, span.start)
