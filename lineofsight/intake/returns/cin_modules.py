"""What each part of a child's record in the census says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lineofsight.intake.returns import whys
from lineofsight.intake.returns.cin_xml import Part
from lineofsight.intake.returns.codes import (
    DISABILITIES,
    PLAN_NO_DAY,
    code_in,
    disabilities_in_words,
    ethnicity_in,
    sex_in,
)
from lineofsight.intake.returns.days import NotADay, day_of
from lineofsight.intake.returns.line import UNCLEAR, YES, Line, MaybeDay
from lineofsight.intake.returns.row_names import RowNames
from lineofsight.records.taken import Taken, TakenChild, TakenEvent

TAKEN = frozenset(
    """LAchildID Sex PersonGenderCurrent GenderCurrent Ethnicity Disability ExpectedPersonBirthDate CINreferralDate
    CINclosureDate DateOfInitialCPC ReferralNFA AssessmentActualStartDate AssessmentAuthorisationDate CINPlanStartDate
    CINPlanEndDate S47ActualStartDate ICPCnotRequired CPPstartDate CPPendDate CPPreviewDate PPStartDate LBPSentDate
    FGDMMeetingOffer FGDMMeetingFac InitialPPMeetingDate StepDecisionDate PPOutcome CourtAppDate""".split()  # noqa: SIM905
)
KNOWN = frozenset(
    """UPN FormerUPN UPNunknown ReferralSource PrimaryNeedCode ReasonForClosure AssessmentFactors
    InitialCPCtarget InitialCategoryOfAbuse LatestCategoryOfAbuse NumberOfPreviousCPP ReviewMeetingsCount
    LetterInitCPDate LocalAuthorityCode Surname Forename PostCode""".split()  # noqa: SIM905
)
"""Elements that a census may have and that we throw away."""

MONTH_ONLY = "PersonBirthDate"
"""Of it the month is taken and nothing else."""

DEATH = "PersonDeathDate"
"""What was open when a child died ended then. It is kept as that end and nowhere else."""

PARTS = frozenset(
    {
        "Assessments", "CINPlanDates", "CINdetails", "ChildCharacteristics", "ChildIdentifiers", "ChildProtectionPlans",
        "Disabilities", "FactorsIdentifiedAtAssessment", "PreProceedingsandFGDM", "Reviews", "Section47",
    }
)  # fmt: skip
"""Elements that hold others; one that is empty says nothing."""

MANY = frozenset({"AssessmentFactors", "Disability", "CPPreviewDate"})
"""Plain elements that may stand in one part more than once."""


@dataclass(slots=True)
class Census:
    """What holds for every child of one file. until: its reference date. names: the elements seen."""

    file: str
    until: date
    rows: Counter[str]
    noticed: Counter[str]
    names: set[str] = field(default_factory=set)

    def line(self, part: Part) -> Line:
        """The plain elements of one part, by their names."""
        self.names.update(part.values)
        return Line(self.file, part.line, part.values)

    def day(self, line: Line, name: str) -> MaybeDay:
        """A day of the census; one after the reference date cannot have been known, so it is unclear."""
        text = line.values.get(name)
        if not text:
            return None
        try:
            day = day_of(text)
        except NotADay:
            line.refuse(name, whys.NOT_A_DAY)
            return UNCLEAR
        if day > self.until:
            line.refuse(name, whys.AFTER_THE_END)
            return UNCLEAR
        return day


@dataclass(slots=True)
class _Child:
    id: str
    census: Census
    died: date | None = None
    names: RowNames = field(default_factory=RowNames)

    def until(self, start: MaybeDay, until: MaybeDay) -> MaybeDay:
        """When something ended; nothing goes on after the child has died."""
        if self.died is None or until is UNCLEAR or not isinstance(start, date) or start > self.died:
            return until
        return min(until, self.died) if isinstance(until, date) else self.died


def _event(child: _Child, kind: str, day: MaybeDay, *, row: str, code: str = "", link: str = "") -> TakenEvent:
    is_unclear = day is UNCLEAR
    return TakenEvent(child.id, kind, None if day is UNCLEAR else day, code, link, row, is_unclear=is_unclear)


def child(part: Part, census: Census) -> Iterator[Taken]:
    """Everything that the census says of one child."""
    census.rows["children"] += 1
    about = {inner.name: inner for inner in part.parts}
    identity = census.line(about.get("ChildIdentifiers", part))
    id = identity.child("LAchildID")
    if id:
        yield from _identity(identity, id, census, about.get("ChildCharacteristics"))
        died = census.day(identity, DEATH)
    yield from identity.faults
    if id:
        known = _Child(id, census, died if isinstance(died, date) else None)
        for details in part.parts:
            if details.name == "CINdetails":
                yield from _details(details, known)


def _identity(line: Line, id: str, census: Census, characteristics: Part | None) -> Iterator[Taken]:
    about = census.line(characteristics) if characteristics else line.place()
    disabilities: set[str] = set()
    for group in characteristics.parts if characteristics else ():
        census.names.update(group.lists)
        for number, code in group.lists.get("Disability", ()):
            if code.upper() in DISABILITIES:
                disabilities.add(code.upper())
            elif code:
                about.faults.append(Line(census.file, number, {}).fault("Disability", whys.UNKNOWN_CODE))
    sex = next((name for name in ("Sex", "PersonGenderCurrent", "GenderCurrent") if name in line.values), "Sex")
    born = line.month(MONTH_ONLY)
    yield TakenChild(id, born, sex_in(line, sex), ethnicity_in(about, "Ethnicity"), disabilities_in_words(disabilities))
    yield from about.faults
    if not line.text(MONTH_ONLY):
        expected = line.day("ExpectedPersonBirthDate")
        if expected is not None:
            yield line.event(id, "birth-expected", expected)


def _details(details: Part, child: _Child) -> Iterator[Taken]:
    """One time as a child in need: the referral, and what came of it."""
    census = child.census
    census.rows["referrals"] += 1
    line = census.line(details)
    referred = census.day(line, "CINreferralDate")
    nothing_done = line.is_yes("ReferralNFA")
    row = child.names.name("referral", referred)
    yield _event(child, "referral", referred, code="no-further-action" if nothing_done else "", row=row)
    if not nothing_done:
        until = child.until(referred, census.day(line, "CINclosureDate"))
        yield line.span(child.id, "open-to-social-care", referred, until, ends="CINclosureDate", row=row)
        if isinstance(until, date):
            yield _event(child, "case-closed", until, row=row)
    conference = census.day(line, "DateOfInitialCPC")
    if conference is not None:
        name = child.names.name("initial-conference", conference)
        yield _event(child, "initial-conference", conference, row=name)
    yield from line.faults
    assessments: list[Line] = []
    without_day = _without_conference(details)
    has_plan = any(part.name == "ChildProtectionPlans" for part in details.parts)
    for part in details.parts:
        match part.name:
            case "Assessments":
                assessments.append(census.line(part))
                for group in part.parts:
                    census.names.update(group.lists)
            case "CINPlanDates":
                yield from _plan(census.line(part), child, "need-plan", "CINPlanStartDate", "CINPlanEndDate")
            case "Section47":
                yield from _enquiry(census.line(part), child, lacks_day=part is without_day, has_plan=has_plan)
            case "ChildProtectionPlans":
                yield from _plan(census.line(part), child, "protection-plan", "CPPstartDate", "CPPendDate")
                yield from _reviews(part, child)
            case "PreProceedingsandFGDM":
                yield from _before_court(census.line(part), child)
    yield from _assessments(assessments, child, within=row)


def _assessments(lines: list[Line], child: _Child, *, within: str) -> Iterator[Taken]:
    """The assessments of one referral. All but the one that began first are later ones."""
    census = child.census
    started = [census.day(line, "AssessmentActualStartDate") for line in lines]
    dated = [(day, number) for number, day in enumerate(started) if isinstance(day, date)]
    first = min(dated, default=(None, -1))[1]
    for number, (line, start) in enumerate(zip(lines, started, strict=True)):
        census.rows["assessments"] += 1
        row = child.names.name("assessment", start, within=within)
        code = ("first" if number == first else "later") if isinstance(start, date) else ""
        yield _event(child, "assessment-started", start, code=code, link=row, row=row)
        done = census.day(line, "AssessmentAuthorisationDate")
        if isinstance(done, date) and isinstance(start, date) and done < start:
            line.refuse("AssessmentAuthorisationDate", whys.ENDS_BEFORE_IT_BEGINS)
            done = UNCLEAR
        if done is not None:
            yield _event(child, "assessment-done", done, link=row, row=row)
        yield from line.faults


def _plan(line: Line, child: _Child, kind: str, starts: str, ends: str) -> Iterator[Taken]:
    child.census.rows[f"{kind}s"] += 1
    start = child.census.day(line, starts)
    until = child.until(start, child.census.day(line, ends))
    yield line.span(child.id, kind, start, until, ends=ends, row=child.names.name(kind, start))
    yield from line.faults


def _without_conference(details: Part) -> Part | None:
    """The enquiry after which a plan began though no conference has a day; None where there is none.

    A plan begins at its conference. So one was held, and that its day is missing is not that it is overdue.
    """
    enquiries = [part for part in details.parts if part.name == "Section47"]
    plans = [_plain_day(part, "CPPstartDate") for part in details.parts if part.name == "ChildProtectionPlans"]
    held = [_plain_day(part, "DateOfInitialCPC") for part in (details, *enquiries)]
    begun = [(day, part) for part in enquiries if (day := _plain_day(part, "S47ActualStartDate"))]
    for day, part in sorted(begun, key=lambda one: one[0], reverse=True):
        is_asked = not part.values.get("DateOfInitialCPC") and part.values.get("ICPCnotRequired", "").lower() not in YES
        if is_asked and any(plan and plan >= day for plan in plans):
            return None if any(one and one >= day for one in held) else part
    return None


def _plain_day(part: Part, name: str) -> date | None:
    try:
        return day_of(part.values.get(name, ""))
    except NotADay:
        return None


def _enquiry(line: Line, child: _Child, *, lacks_day: bool, has_plan: bool) -> Iterator[Taken]:
    """A section 47 enquiry and the conference that came of it, tied to it."""
    census = child.census
    census.rows["enquiries"] += 1
    start, held = census.day(line, "S47ActualStartDate"), census.day(line, "DateOfInitialCPC")
    row = child.names.name("enquiry", start)
    code = "no-conference-needed" if line.is_yes("ICPCnotRequired") else ""
    yield _event(child, "enquiry-started", start, code=code, link=row, row=row)
    if isinstance(held, date) and isinstance(start, date) and held < start:
        line.refuse("DateOfInitialCPC", whys.ENDS_BEFORE_IT_BEGINS)
        held = UNCLEAR
    elif held is None and lacks_day:
        line.refuse("DateOfInitialCPC", whys.PLAN_WITHOUT_CONFERENCE)
        held = UNCLEAR
    conference_code = PLAN_NO_DAY if held is UNCLEAR and has_plan else ""
    if held is not None:
        name = child.names.name("initial-conference", held, within=row)
        yield _event(child, "initial-conference", held, code=conference_code, link=row, row=name)
    yield from line.faults


def _reviews(plan: Part, child: _Child) -> Iterator[Taken]:
    census = child.census
    for group in (plan, *plan.parts):
        census.names.update(group.lists)
        for number, said in group.lists.get("CPPreviewDate", ()):
            census.rows["reviews"] += 1
            line = Line(census.file, number, {"CPPreviewDate": said})
            day = census.day(line, "CPPreviewDate")
            if day is not None:
                name = child.names.name("review-conference", day)
                yield _event(child, "review-conference", day, row=name)
            yield from line.faults


def _before_court(line: Line, child: _Child) -> Iterator[Taken]:
    """Pre-proceedings, from their start to the decision at the end or the application, whichever came first."""
    census = child.census
    census.rows["pre-proceedings"] += 1
    start = census.day(line, "PPStartDate")
    row = child.names.name("pre-proceedings", start)
    days = {name: census.day(line, name) for name in ("StepDecisionDate", "CourtAppDate")}
    ends = [day for day in days.values() if day is not None]
    until: MaybeDay = UNCLEAR if UNCLEAR in ends else min((day for day in ends if isinstance(day, date)), default=None)
    until = child.until(start, until)
    if start is not None:
        ended_by = next((name for name, day in days.items() if day is not None and day == until), "StepDecisionDate")
        yield line.span(child.id, "pre-proceedings", start, until, ends=ended_by, row=row)
    outcome = code_in(line, "PPOutcome", "pre-proceedings-decided")
    # Whoever applies to the court has decided, whether or not the day of a decision stands there too.
    decided = days["StepDecisionDate"] if days["StepDecisionDate"] is not None else days["CourtAppDate"]
    for kind, day, code in (
        ("letter-before-proceedings", census.day(line, "LBPSentDate"), ""),
        ("pre-proceedings-meeting", census.day(line, "InitialPPMeetingDate"), "first"),
        ("pre-proceedings-decided", decided, outcome),
        ("application", days["CourtAppDate"], ""),
    ):
        if day is not None:
            yield _event(child, kind, day, code=code, row=row)
    # The census says whether, not when: known to be there, without a day.
    for kind, name in (("family-meeting-offered", "FGDMMeetingOffer"), ("family-meeting", "FGDMMeetingFac")):
        if line.is_yes(name):
            yield _event(child, kind, None, row=row)
    yield from line.faults
