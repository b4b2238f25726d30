"""Rounds of audits as pages show them: what was drawn, who reads what, what grades come to, and what follows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lineofsight.assurance.actions.audit_findings import before_and_after, tally_of, untied_areas
from lineofsight.assurance.models import AuditFinding
from lineofsight.assurance.queries.audit_findings import findings_of, open_findings
from lineofsight.assurance.rules.audits import change_told, why_not_changed
from lineofsight.desk.audits.files import answers_in_words
from lineofsight.desk.audits.frames import Lacking, difference_now, without_second
from lineofsight.desk.my_work.waiting import Waiting
from lineofsight.library.audit import AuditArea, AuditKind, Method
from lineofsight.library.instrument import Instrument
from lineofsight.library.words import day_words
from lineofsight.measures.agreement import agreement
from lineofsight.measures.charts import counts
from lineofsight.measures.charts.counts import Count
from lineofsight.measures.charts.drawn import Drawn
from lineofsight.measures.figure import FEWEST_FOR_PERCENT_OF_SAMPLE, whole_percent
from lineofsight.measures.intervals import wilson
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import can
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rules import Act
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.audits.models import Audit, File, Reading
from lineofsight.records.audits.queries import (
    audits,
    files_of,
    kind_of,
    left_out_of,
    own_readings,
    progress,
    readings_of,
    stands,
    tool_of,
)
from lineofsight.records.audits.rules.drawing import Difference
from lineofsight.records.audits.rules.grades import Tally, scale_of
from lineofsight.records.audits.rules.rounds import AuditState, ReadingState
from lineofsight.records.registers.queries.challenges import own_agency_kind

NOTHING = Lacking((), ())
METHOD_WORDS = {
    Method.RANDOM: "drawn at random from all that are eligible",
    Method.THEMATIC: "drawn for a theme: they speak for themselves, and for no others",
}
SOURCE_WORDS = {
    "records": "children of the records here",
    "listed": "a list of the agency's own, kept as pseudonyms",
    "counted": "a list of the agency's own, of which only numbers are known here",
}


@dataclass(frozen=True)
class AreaShown:
    """What a round found in an area: n of N in words, the likely range where there is one, and what follows from it."""

    area: AuditArea
    found: Tally
    finding: AuditFinding | None
    method: Method

    @property
    def words(self) -> str:
        """«18 of 24 (75%)»; a share only of a random sample of 20 or more."""
        if not self.found.of:
            return "no grades"
        share = f" ({whole_percent(self.found.n, self.found.of)}%)" if self._has_share else ""
        return f"{self.found.n} of {self.found.of}{share}"

    @property
    def range_words(self) -> str:
        """«for all such files likely 55% to 88%»; nothing of a theme or of few files."""
        return f"for all such files likely {wilson(self.found.n, self.found.of).words()}" if self._has_share else ""

    @property
    def _has_share(self) -> bool:
        return self.method is Method.RANDOM and self.found.of >= FEWEST_FOR_PERCENT_OF_SAMPLE

    @property
    def asks_for_action(self) -> bool:
        """Whether a file is below good and no action answers it yet."""
        return self.found.n < self.found.of and not (self.finding and self.finding.ties.all())


@dataclass(frozen=True)
class FileShown:
    """A file of the sample as whoever runs the round sees it: a number, who reads it, and how far they are."""

    row: File
    first: str
    second: str
    state: str


@dataclass(frozen=True)
class AuditListed:
    """A round in a list."""

    row: Audit
    title: str
    state: str


@dataclass(frozen=True)
class AuditShown:
    """A round with everything that its page shows."""

    row: Audit
    kind: AuditKind
    tool: Instrument
    left_out: Mapping[str, int]
    signed: int
    given: int
    files: tuple[FileShown, ...]
    areas: tuple[AreaShown, ...]
    agreement: str
    drift: str
    changed: Difference | None
    again: tuple[Audit, ...]
    lacking: Lacking

    @property
    def is_read(self) -> bool:
        """Whether everything that was given out is signed: until then nobody sees a figure of it."""
        return bool(self.given) and self.signed == self.given and len(self.files_without) == 0

    @property
    def files_without(self) -> tuple[FileShown, ...]:
        """The files that nobody was given."""
        return tuple(one for one in self.files if not one.first)

    @property
    def untied(self) -> tuple[AreaShown, ...]:
        """The areas below good that no action answers."""
        return tuple(one for one in self.areas if one.asks_for_action)

    @property
    def lowest(self) -> AreaShown | None:
        """The area in which the smallest share is good or better; None where nothing is graded."""
        graded = [one for one in self.areas if one.found.of]
        return min(graded, key=lambda one: one.found.n / one.found.of, default=None)

    @property
    def chart(self) -> Drawn | None:
        """Each area with how many files are good or better; None until all is read."""
        if self.lowest is None:
            return None
        graded = [one for one in self.areas if one.found.of]
        return counts.chart(
            [Count(one.area.title, one.found.n, one.found.of, one.words, one.range_words) for one in graded],
            id="areas",
            question="In which areas is it good?",
            title=f"{self.kind.title}: files that are good or better, by area",
            sentence=f"{self.lowest.area.title} is lowest: {self.lowest.words} good or better.",
            head=("Area", "Good or better"),
        )


def kinds_for(actor: Actor) -> tuple[AuditKind, ...]:
    """The audits that somebody's agency runs."""
    own = own_agency_kind(actor)
    every = shelf().entries(AuditKind, on=today(actor.now))
    return tuple(sorted((kind for kind in every if own in kind.agencies), key=lambda kind: kind.order))


def listed(actor: Actor) -> tuple[AuditListed, ...]:
    """The rounds of one's own agency."""
    rows = list(audits(actor))
    with scope(job("audits", now=actor.now), writes=False):
        done = progress(rows)
    return tuple(AuditListed(row, kind_of(row).title, _state(row, *done.get(row.pk, (0, 0)))) for row in rows)


def _state(row: Audit, signed: int, given: int) -> str:
    if row.state == AuditState.BEGUN:
        return "Nothing is drawn yet"
    if row.state == AuditState.CLOSED:
        return "Closed"
    return f"{signed} of {given} readings signed" if given else "Drawn, given to nobody yet"


def shown(audit: Audit, actor: Actor) -> AuditShown:
    """One round for its page."""
    kind, tool = kind_of(audit), tool_of(audit)
    with scope(job("audits", now=actor.now), writes=False):
        signed, given = progress([audit]).get(audit.pk, (0, 0))
    runs = can(actor, Act.AUDIT_RUN, audit)
    files = tuple(_files(audit, actor)) if runs else ()
    is_over = bool(given) and signed == given
    agreed, drift = _compared(audit, kind, tool, actor) if is_over else ("", "")
    return AuditShown(
        row=audit,
        kind=kind,
        tool=tool,
        left_out=left_out_of(audit),
        signed=signed,
        given=given,
        files=files,
        areas=_areas(audit, kind, actor) if is_over else (),
        agreement=agreed,
        drift=drift,
        changed=difference_now(audit, actor) if runs and audit.state != AuditState.BEGUN else None,
        again=tuple(audits(actor).filter(again_of=audit)),
        lacking=without_second(audit, actor) if runs and given and audit.state == AuditState.DRAWN else NOTHING,
    )


def _areas(audit: Audit, kind: AuditKind, actor: Actor) -> tuple[AreaShown, ...]:
    found, findings = tally_of(audit, by=actor), {one.area: one for one in findings_of(actor, audit)}
    method = Method(audit.method)
    return tuple(AreaShown(area, found[area.id], findings.get(area.id), method) for area in kind.areas)


def _files(audit: Audit, actor: Actor) -> Iterator[FileShown]:
    rows = files_of(actor, audit)
    readings = readings_of(actor, rows)
    names: dict[str, str] = {}

    def name(row: Reading | None) -> str:
        if row is None:
            return ""
        if row.person.ref not in names:
            names[row.person.ref] = row.person.name or who_is(row.person.ref, at=row.recorded_at).partition(",")[0]
        return names[row.person.ref]

    for row in rows:
        own = readings[row.pk]
        first = [one for one in own if not one.is_second]
        second = [one for one in own if one.is_second]
        yield FileShown(
            row, name(first[-1] if first else None), name(second[-1] if second else None), _file_state(first, second)
        )


def _file_state(first: list[Reading], second: list[Reading]) -> str:
    if not first:
        return "Given to nobody"
    own = [*first[-1:], *second[-1:]]
    signed = sum(one.state == ReadingState.SIGNED for one in own)
    if signed == len(own):
        # What was graded here has a form; what came in a list has none.
        whence = "" if all(one.form_ref for one in own) else ", from a list"
        return ("Signed" if len(own) == 1 else "Signed by both") + whence
    if signed:
        return "Signed by one of two"
    return "Begun" if any(one.state == ReadingState.STARTED for one in own) else "Not begun"


def _compared(audit: Audit, kind: AuditKind, tool: Instrument, actor: Actor) -> tuple[str, str]:
    """How two readers agree, and which way grades moved when they talked, in words."""
    with scope(job("audits", now=actor.now), writes=False):
        twice = [one for one in stands([audit.pk]) if one.is_read_twice]
    scales = {area.id: scale_of(kind, tool, area) for area in kind.areas}
    pairs, lower, higher = [], 0, 0
    for one in twice:
        for area in one.first.keys() & one.second.keys():
            scale = scales[area]
            pairs.append((scale.index(one.first[area]), scale.index(one.second[area])))
            moved = scale.index(one.counts[area]) - scale.index(one.first[area])
            lower, higher = lower + (moved < 0), higher + (moved > 0)
    if not pairs:
        return "", ""
    found = agreement(pairs, grades=max(len(scale) for scale in scales.values()))
    return (
        f"{len(twice)} file{'s were' if len(twice) != 1 else ' was'} read by two. They gave the same answer "
        f"{found.same} of {found.n} times{_more_than_chance(found.weighted_kappa)}.",
        _drift(lower, higher, len(pairs)),
    )


def _more_than_chance(value: float | None) -> str:
    """How good an agreement is, in words; grades that lie further apart weigh more."""
    if value is None:
        return ""
    for least, words in (
        (0.8, "far more than"),
        (0.6, "much more than"),
        (0.4, "more than"),
        (0.2, "a little more than"),
    ):
        if value >= least:
            return f", {words} chance would give"
    return ", hardly more than chance would give: talk about what each grade means before the next round"


def _drift(lower: int, higher: int, of: int) -> str:
    if not lower and not higher:
        return "When they had talked, no grade of the first reader was changed."
    return (
        f"When they had talked, of {of} grades {lower} became lower and {higher} became higher than the first reader's."
    )


@dataclass(frozen=True)
class Compared:
    """A finding beside a round that asked again: what became of it, and why it cannot be closed where it cannot."""

    again: Audit
    told: str
    why_not: str


def compared(finding: AuditFinding, actor: Actor) -> tuple[Compared, ...]:
    """Every closed round that asked the questions of a finding's round again."""
    found = []
    for again in audits(actor).filter(again_of=finding.audit, state=AuditState.CLOSED):
        before, after = before_and_after(finding, again, by=actor)
        found.append(Compared(again, change_told(before, after), why_not_changed(before, after)))
    return tuple(found)


def waiting(actor: Actor) -> Iterator[Waiting]:
    """The lines of «My work»: files to read; and for whoever runs audits what is to be done next."""
    if can(actor, Act.FORM_BEGIN):
        for reading in own_readings(actor):
            kind = kind_of(reading.file.audit)
            yield Waiting(
                text=f"{kind.title}: file {reading.file.number}",
                kind="audit_file",
                ref=reading.file.ref,
                note="Read it a second time and grade it." if reading.is_second else "Read it and grade it.",
                since=today(reading.recorded_at),
            )
    if can(actor, Act.AUDIT_BEGIN):
        yield from _rounds_waiting(actor)
        for finding in open_findings(actor)[:20]:
            if not finding.ties.all():
                yield Waiting(
                    text=f"{kind_of(finding.audit).title}: {finding.area}",
                    kind="audit",
                    ref=finding.audit.ref,
                    note="No action answers it.",
                )


def _rounds_waiting(actor: Actor) -> Iterator[Waiting]:
    """What is to be done next of each round that is not closed, where it is for whoever runs it."""
    rows = list(audits(actor).exclude(state=AuditState.CLOSED))
    with scope(job("audits", now=actor.now), writes=False):
        done = progress(rows)
    for row in rows:
        signed, given = done.get(row.pk, (0, 0))
        if row.state == AuditState.BEGUN:
            note = "Nothing is drawn yet. Draw its files."
        elif not given:
            note = "Its files are drawn, and nobody has been given one. Give them out."
        elif signed < given:
            continue
        elif without_second(row, actor).second:
            note = "A second person was to read some of its files too. Give them out."
        elif untied := len(untied_areas(row, by=actor)):
            note = f"All is read. No action answers {untied} area{'s' if untied > 1 else ''} below good yet."
        else:
            note = "All is read, and every area below good has an action. Close it."
        title = f"{kind_of(row).title}, as at {day_words(row.frame_date)}"
        yield Waiting(text=title, kind="audit", ref=row.ref, note=note, since=today(row.recorded_at))


def export(audit: Audit, actor: Actor) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """A round as a table: a line for each file and area, by numbers, with the grade that counts; nothing of a child."""
    kind, tool = kind_of(audit), tool_of(audit)
    head = (
        "audit",
        "day",
        "chosen",
        "file",
        "area",
        "grade of the first reader",
        "grade of the second",
        "grade that counts",
    )
    words = {area.id: answers_in_words(tool, area) for area in kind.areas}
    with scope(job("audits", now=actor.now), writes=False):
        files = list(stands([audit.pk]))
    rows: list[tuple[str | int, ...]] = []
    for one in files:
        for area in kind.areas:
            told = words[area.id]
            rows.append(
                (
                    kind.title,
                    audit.frame_date.isoformat(),
                    audit.method,
                    one.file.number,
                    area.title,
                    told.get(one.first.get(area.id, ""), ""),
                    told.get(one.second.get(area.id, ""), ""),
                    told.get(one.counts.get(area.id, ""), ""),
                )
            )
    return head, rows
