"""Rows of audits: grades that count, grades of two readers, and what was found. Nobody's file or name is in them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from lineofsight.assurance.faces.row import Row
from lineofsight.assurance.queries.audit_findings import all_findings
from lineofsight.library.audit import Method
from lineofsight.library.scales import CountKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.records.audits.models import Audit
from lineofsight.records.audits.queries import Stand, kind_of, rounds_drawn, stands, tool_of
from lineofsight.records.audits.rules.grades import good_areas, tally
from lineofsight.records.audits.rules.rounds import AuditState

_SAMPLE = {Method.RANDOM: "random", Method.THEMATIC: CountKind.PURPOSIVE.value}


def _rounds(by: Actor, on: date) -> dict[int, Audit]:
    # A round counts once it is closed: before that some of its files are not read, and nobody knows which way they go.
    return {row.pk: row for row in rounds_drawn(by).filter(frame_date__lte=on, state=AuditState.CLOSED)}


def _files(by: Actor, on: date) -> Iterator[tuple[Audit, Stand]]:
    rounds = _rounds(by, on)
    for one in stands(rounds):
        yield rounds[one.file.audit_id], one


def grade_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each grade of each file of the rounds closed, with the grade that two readers agreed on where two read it."""
    for audit, one in _files(by, on):
        kind, tool = kind_of(audit), tool_of(audit)
        good = good_areas(kind, tool, one.counts)
        for area in kind.areas:
            if area.id in one.counts:
                yield (
                    one.file.ref,
                    area.id,
                    audit.agency.name,
                    audit.kind,
                    audit.ref,
                    one.first[area.id],
                    one.agreed.get(area.id),
                    int(area.id in good),
                    int(area.is_voice),
                    _SAMPLE[Method(audit.method)],
                    audit.frame_date.isoformat(),
                )


def pair_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each area of each file that was read by two."""
    for audit, one in _files(by, on):
        for area in sorted(one.first.keys() & one.second.keys()):
            yield (
                one.file.ref,
                area,
                audit.agency.name,
                audit.kind,
                one.first[area],
                one.second[area],
                int(one.first[area] == one.second[area]),
                _SAMPLE[Method(audit.method)],
                audit.frame_date.isoformat(),
            )


def finding_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each area of each round closed in which a file was below good, with what became of it."""
    rounds = _rounds(by, on)
    read: dict[int, list[Mapping[str, str]]] = {}
    for one in stands(rounds):
        read.setdefault(one.file.audit_id, []).append(one.counts)
    findings = {(row.audit_id, row.area): row for row in all_findings(by).filter(audit__in=list(rounds))}
    again = {row.again_of_id for row in rounds_drawn(by).filter(frame_date__lte=on)}
    for audit in rounds.values():
        for area, found in tally(kind_of(audit), tool_of(audit), read.get(audit.pk, [])).items():
            if found.n == found.of:
                continue
            row = findings.get((audit.pk, area))
            closed = today(row.closed_at) if row is not None and row.closed_at is not None else None
            yield (
                audit.ref,
                area,
                audit.agency.name,
                audit.kind,
                _SAMPLE[Method(audit.method)],
                audit.frame_date.isoformat(),
                int(row is not None and len(row.ties.all()) > 0),
                int(audit.pk in again),
                closed.isoformat() if closed is not None and closed <= on else None,
            )


ROWS: Mapping[str, Callable[[Actor, date], Iterator[Row]]] = {
    "audit-grades": grade_rows,
    "audit-pairs": pair_rows,
    "audit-findings": finding_rows,
}
