"""The Standard Safeguarding Dataset, as one file of text for each of its tables.

Rows go through one by one. Held in memory until the end: for each time in care whose it is and its days; for each
referral its first assessment; of each enquiry its first day; disabilities by child.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from lineofsight.intake.returns import ssd_rows, whys
from lineofsight.intake.returns import ssd_tables as tables
from lineofsight.intake.returns.codes import DISABILITIES, PLAN_NO_DAY, disabilities_in_words
from lineofsight.intake.returns.episodes import GOES_ON
from lineofsight.intake.returns.line import UNCLEAR, Line, MaybeDay, Unclear
from lineofsight.intake.returns.once import ReadOnce
from lineofsight.intake.returns.tables import CsvFile, TableKind
from lineofsight.library.practice_lists import WorkerRole
from lineofsight.records.taken import CarriedKind, RefusedRow, Taken, TakenEvent, TakenSpan

_ROWS: tuple[tuple[TableKind, ssd_rows.RowReader], ...] = (
    (tables.REFERRALS, ssd_rows.referral),
    (tables.NEED_PLANS, ssd_rows.need_plan),
    (tables.NEED_VISITS, ssd_rows.visit("need-visit", "cinv_cin_visit")),
    (tables.ENQUIRIES, ssd_rows.enquiry),
    (tables.CONFERENCES, ssd_rows.initial_conference),
    (tables.PROTECTION_PLANS, ssd_rows.protection_plan),
    (tables.PROTECTION_VISITS, ssd_rows.visit("protection-visit", "cppv_cp_visit")),
    (tables.PROTECTION_REVIEWS, ssd_rows.review_conference),
    (tables.PLACEMENTS, ssd_rows.placement),
    (tables.LEGAL, ssd_rows.legal_status),
    (tables.CARE_REVIEWS, ssd_rows.care_review),
    (tables.CARE_VISITS, ssd_rows.visit("care-visit", "clav_cla_visit")),
    (tables.CARE_PLANS, ssd_rows.care_plan),
    (tables.PERMANENCE, ssd_rows.permanence),
    (tables.BEFORE_COURT, ssd_rows.before_court),
    (tables.HEALTH, ssd_rows.health),
)

_CARRIES = {
    tables.PERSON.name: ("birth-expected",),
    tables.REFERRALS.name: ("case-closed", "referral", "open-to-social-care"),
    tables.ASSESSMENTS.name: ("assessment-started", "assessment-done"),
    tables.NEED_PLANS.name: ("need-plan",),
    tables.NEED_VISITS.name: ("need-visit",),
    tables.ENQUIRIES.name: ("enquiry-started", "enquiry-ended"),
    tables.CONFERENCES.name: ("initial-conference",),
    tables.PROTECTION_PLANS.name: ("protection-plan",),
    tables.PROTECTION_VISITS.name: ("protection-visit",),
    tables.PROTECTION_REVIEWS.name: ("review-conference",),
    tables.CARE.name: ("care",),
    tables.PLACEMENTS.name: ("placement",),
    tables.LEGAL.name: ("legal",),
    tables.CARE_REVIEWS.name: ("care-review",),
    tables.CARE_VISITS.name: ("care-visit",),
    tables.CARE_PLANS.name: ("lasts-to-18",),
    tables.PERMANENCE.name: ("placed-for-adoption",),
    tables.HEALTH.name: ("health-assessment",),
    tables.BEFORE_COURT.name: (
        "decision-to-begin-pre-proceedings",
        "letter-before-proceedings",
        "pre-proceedings",
        "pre-proceedings-decided",
        "pre-proceedings-meeting",
    ),
}


@dataclass(slots=True)
class _InCare:
    """One time in care, put together from its episodes. None as `ended`: at least one of them goes on."""

    child: str
    start: date | None
    ended: date | None
    entered: date | None
    latest: date | None
    reason: str
    is_clear: bool
    line: Line


class Ssd(ReadOnce):
    """One delivery of the dataset. files: each table with its file, as `ssd_tables.tables_of` finds them.

    roles: how those who work with a child are called.
    """

    source = "ssd"

    def __init__(self, files: Mapping[str, tuple[TableKind, CsvFile]], *, roles: Sequence[WorkerRole]) -> None:
        super().__init__()
        self.files, self.roles = files, roles
        self._care: dict[str, _InCare] = {}
        self._held: set[str] = set()
        """Tables of which something was taken."""
        self._has_officers = False
        self._said_at_visits: set[str] = set()
        """What visits to children in care say about seeing the child."""
        self._care_of: defaultdict[str, list[tuple[str, _InCare]]] = defaultdict(list)
        """The times in care of each child, with their keys."""
        self._died: dict[str, date] = {}
        """The day of death of each child who died: what was open then ended, and nothing else is kept of it."""
        self._begun: dict[str, date] = {}
        """The first day of each enquiry, by its id."""

    def _taken(self) -> Iterator[Taken]:
        if tables.PERSON.name in self.files:
            self.thrown.add("person: pers_dob (of it only the month is taken)")
            if "pers_death_date" in self.files[tables.PERSON.name][1].header:
                self.thrown.add("person: pers_death_date (what was open ends on it)")
        for name, (kind, file) in sorted(self.files.items()):
            self.thrown.update(file.thrown(kind) if kind.is_used else [f"{name}: the whole table"])
        yield from self._children()
        yield from self._times_in_care()
        yield from self._assessments()
        for kind, read in (*_ROWS, (tables.INVOLVEMENTS, ssd_rows.involvement(self.roles))):
            yield from self.each(self._lines(kind), partial(self._row, kind, read))
        self._say_what_it_cannot()

    def _lines(self, kind: TableKind, *, again: bool = False) -> Iterator[Line | RefusedRow]:
        if kind.name in self.files:
            for line in self.files[kind.name][1].lines():
                self.rows[kind.name] += 0 if again else 1
                yield line

    def _kinds_of(self, file: str) -> Iterable[str]:
        """What a file holds: the kinds of its table, whether or not a row gave each."""
        named = (kind for name, (_, one) in self.files.items() if one.name == file for kind in _CARRIES.get(name, ()))
        return {*super()._kinds_of(file), *named}

    def _child(self, line: Line, kind: TableKind) -> str:
        """Whose row it is. Reviews have no column for it, placements may leave it empty: both name a time in care."""
        if kind is not tables.CARE_REVIEWS and line.text(f"{kind.prefix}person_id"):
            return line.child(f"{kind.prefix}person_id")
        if kind not in (tables.CARE_REVIEWS, tables.PLACEMENTS):
            return line.child(f"{kind.prefix}person_id")
        care = self._care.get(line.text(f"{kind.prefix}cla_id"))
        if care is None:
            line.refuse(f"{kind.prefix}cla_id", whys.NO_CARE_PERIOD)
        return care.child if care else ""

    def _row(self, kind: TableKind, read: ssd_rows.RowReader, line: Line) -> Iterator[Taken]:
        if child := self._child(line, kind):
            for taken in read(line, child, self.noticed):
                self._held.add(kind.name)
                if isinstance(taken, TakenEvent):
                    taken = self._in_order(taken, line)
                lived = self._while_alive(taken, child)
                yield lived
                # A case that was open when the child died was closed then.
                is_open = isinstance(taken, TakenSpan) and taken.kind == "open-to-social-care" and taken.until is None
                if isinstance(taken, TakenSpan) and is_open and lived != taken:
                    yield TakenEvent(child, "case-closed", self._died[child], row=taken.row)
                if isinstance(taken, TakenEvent) and taken.kind == "care-visit":
                    self._said_at_visits.add(taken.code)
                if isinstance(taken, TakenSpan) and taken.kind == "reviewing-officer":
                    self._has_officers = True
                    yield from self._named(taken)

    def _while_alive(self, taken: Taken, child: str) -> Taken:
        """What is handed in, no longer than the child lived: neither a span nor the closing of a case."""
        died = self._died.get(child)
        if died is None:
            return taken
        if isinstance(taken, TakenSpan) and taken.start and taken.start <= died and not taken.is_unclear:
            return replace(taken, until=min(taken.until or died, died))
        if isinstance(taken, TakenEvent) and taken.kind == "case-closed" and taken.day and taken.day > died:
            return replace(taken, day=died)
        return taken

    def _in_order(self, event: TakenEvent, line: Line) -> TakenEvent:
        """A conference that lies before the enquiry it came of has no day that anybody can rely on."""
        if event.kind == "enquiry-started" and event.day is not None:
            self._begun[event.link] = event.day
        begun = self._begun.get(event.link) if event.kind == "initial-conference" else None
        if begun is None or event.day is None or event.day >= begun:
            return event
        line.refuse("icpc_icpc_date", whys.ENDS_BEFORE_IT_BEGINS)
        code = PLAN_NO_DAY if event.code == "plan" else event.code
        return replace(event, day=None, code=code, is_unclear=True)

    def _named(self, officer: TakenSpan) -> Iterator[Taken]:
        """The days on which an officer was named: the first one, and that of each time in care that began meanwhile."""
        yield TakenEvent(officer.child, "officer-named", officer.start, row=officer.row)
        if officer.start is None:
            return
        for key, care in self._care_of[officer.child]:
            began = care.entered or care.start
            is_there = began is not None and officer.start < began and (officer.until is None or began < officer.until)
            if care.is_clear and is_there:
                yield TakenEvent(officer.child, "officer-named", began, row=f"{officer.row} / {key}")

    def _children(self) -> Iterator[Taken]:
        disabilities: defaultdict[str, set[str]] = defaultdict(set)

        def disability(line: Line) -> Iterator[Taken]:
            code = line.text("disa_disability_code").upper()
            if (child := line.child("disa_person_id")) and code in DISABILITIES:
                disabilities[child].add(code)
            elif code and child:
                line.refuse("disa_disability_code", whys.UNKNOWN_CODE)
            return iter(())

        def person(line: Line) -> Iterator[Taken]:
            if child := line.child("pers_person_id"):
                self._held.add(tables.PERSON.name)
                died = line.day("pers_death_date")
                if isinstance(died, date):
                    self._died[child] = died
                yield from ssd_rows.person(line, child, disabilities_in_words(disabilities.get(child, ())))

        yield from self.each(self._lines(tables.DISABILITY), disability)
        yield from self.each(self._lines(tables.PERSON), person)

    def _times_in_care(self) -> Iterator[Taken]:
        yield from self.each(self._lines(tables.CARE), self._add_episode)
        for row, care in self._care.items():
            self._care_of[care.child].append((row, care))
            line = care.line
            if care.reason == GOES_ON and care.ended is not None:
                line.refuse("clae_cla_episode_ceased_reason", whys.NOBODY_FOLLOWS)
            start: MaybeDay = care.entered or care.start
            until: MaybeDay = care.ended
            if not care.is_clear:
                start = until = UNCLEAR
            span = line.span(care.child, "care", start, until, ends="clae_cla_episode_ceased_date", row=row)
            yield self._while_alive(span, care.child)
            yield from line.faults

    def _add_episode(self, line: Line) -> Iterator[Taken]:
        """Put an episode to the time in care that it belongs to; what comes of it is known at the end of the table."""
        if child := line.child("clae_person_id"):
            self._held.add(tables.CARE.name)
            self._put_together(line, child)
            # The dataset keeps the last contact alone. A later delivery adds the next; this one stays.
            contact = line.day("clae_cla_last_iro_contact_date")
            if contact is not None:
                yield line.event(child, "officer-contact", contact)

    def _put_together(self, line: Line, child: str) -> None:
        start, ended = line.day("clae_cla_episode_start_date"), line.day("clae_cla_episode_ceased_date")
        entered = line.day("clae_entered_care_date")
        is_clear = not any(isinstance(day, Unclear) for day in (start, ended, entered))
        is_clear = is_clear and (entered is not None or start is not None)
        if isinstance(start, date) and isinstance(ended, date) and ended < start:
            line.refuse("clae_cla_episode_ceased_date", whys.ENDS_BEFORE_IT_BEGINS)
            is_clear = False
        first, last, since = (day if isinstance(day, date) else None for day in (start, ended, entered))
        reason = line.text("clae_cla_episode_ceased_reason").upper()[:10] if last else ""
        # Without an id of the time in care the day on which it began tells it from the child's others.
        key = line.id("clae_cla_id") or f"{child} {since.isoformat() if since else line.id('clae_cla_episode_id')}"
        care = self._care.get(key)
        if care is None:
            self._care[key] = _InCare(child, first, last, since, first, reason, is_clear, line.place())
            return
        if since and care.entered and since != care.entered:
            line.refuse("clae_entered_care_date", whys.DIFFERENT_BEGINNINGS)
            is_clear = False
        care.is_clear = care.is_clear and is_clear and child == care.child
        care.entered = care.entered or since
        care.start = min((day for day in (care.start, first) if day), default=None)
        if first and (care.latest is None or first >= care.latest):
            care.latest, care.reason, care.line = first, reason, line.place()
        care.ended = max(care.ended, last) if care.ended and last else None

    def _assessments(self) -> Iterator[Taken]:
        """Assessments. The table is read twice: what the first one of a referral is, is known only at its end."""
        first: dict[str, tuple[int, str]] = {}
        for line in self._lines(tables.ASSESSMENTS, again=True):
            if not isinstance(line, RefusedRow) and (referral := line.text("cina_referral_id")):
                day = line.day("cina_assessment_start_date")
                if isinstance(day, date):
                    mine = (day.toordinal(), line.text("cina_assessment_id"))
                    first[referral] = min(first.get(referral, mine), mine)
        yield from self.each(self._lines(tables.ASSESSMENTS), partial(self._assessment, first))

    def _assessment(self, first: Mapping[str, tuple[int, str]], line: Line) -> Iterator[Taken]:
        child = line.child("cina_person_id")
        if not child:
            return
        self._held.add(tables.ASSESSMENTS.name)
        row, start = line.id("cina_assessment_id"), line.day("cina_assessment_start_date")
        code = ""
        if isinstance(start, date):
            mine = (start.toordinal(), line.text("cina_assessment_id"))
            earliest = first.get(line.text("cina_referral_id"))
            # Without its referral nobody can say whether it was the first.
            code = "" if earliest is None else "later" if earliest < mine else "first"
        yield line.event(child, "assessment-started", start, code=code, link=row, row=row)
        done = line.day("cina_assessment_auth_date")
        if done is not None:
            seen = {True: "child-seen", False: "child-not-seen", None: ""}[line.is_yes("cina_assessment_child_seen")]
            if isinstance(start, date) and isinstance(done, date) and done < start:
                line.refuse("cina_assessment_auth_date", whys.ENDS_BEFORE_IT_BEGINS)
                done = None
            yield line.event(child, "assessment-done", done, code=seen, link=row, row=row)

    def _say_what_it_cannot(self) -> None:
        for kind in tables.USED:
            if kind.name in self.files and kind.name not in self._held and kind is not tables.DISABILITY:
                self.warn(f"Nothing was taken of the table {kind.name}: it counts as not handed in.")
        self.warn("The dataset usually goes back about six years: what ended before is not in it.")

    def _carried(self) -> Iterator[CarriedKind]:
        """The kinds of the tables of which something was taken, without an end."""
        for name in self._held:
            for kind in _CARRIES.get(name, ()):
                yield CarriedKind(kind, None, None)
        # Visits that never say whether the child was seen, or seen alone, do not say that the child was not.
        if self._said_at_visits & {"seen", "seen-alone", "seen-perhaps-alone"}:
            yield CarriedKind("child-seen", None, None)
        if self._said_at_visits & {"seen", "seen-alone"}:
            yield CarriedKind("child-seen-alone", None, None)
        # A table of workers without any reviewing officer says nothing about reviewing officers.
        for kind in ("officer-named", "reviewing-officer") if self._has_officers else ():
            yield CarriedKind(kind, None, None)
