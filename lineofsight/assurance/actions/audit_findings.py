"""Write down what a round found below good, tie it to an action, and close it when practice is seen to have changed."""

from collections.abc import Mapping, Sequence, Set
from datetime import date

from django.db import transaction

from lineofsight.assurance.actions.chain import add_action
from lineofsight.assurance.models import Action, AuditFinding, AuditFindingAction, Recommendation
from lineofsight.assurance.rules.audits import Asked, AuditFindingState, NotSeenToChange, change_told, why_not_changed
from lineofsight.library.audit import Method
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.policy import require
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.actions.rounds import close_audit
from lineofsight.records.audits.models import Audit
from lineofsight.records.audits.queries import kind_of, stands, tool_of
from lineofsight.records.audits.rules.grades import Tally, tally
from lineofsight.records.audits.rules.rounds import AuditState, WrongRound
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens


def tally_of(audit: Audit, *, by: Actor) -> Mapping[str, Tally]:
    """Each area of a round, counted by a job: whoever asks sees counts and no file."""
    with scope(job("audits", now=by.now), writes=False):
        read = [one.counts for one in stands([audit.pk]) if one.is_read]
    return tally(kind_of(audit), tool_of(audit), read)


def _of(audit: Audit, found: Tally) -> Asked:
    return Asked(found.n, found.of, Method(audit.method))


def _told(act: str, finding: AuditFinding, by: Actor, **facts: object) -> None:
    record(act, subject=finding, by=by, at=by.now, agency=finding.agency.code, sens=Sens.S2, **facts)


@transaction.atomic
def tie_existing(*, audit: Audit, area: str, action: Action, by: Actor) -> AuditFinding:
    """Tie an area that is below good to an action that is there already. Raises Forbidden, WrongRound."""
    finding = _finding(audit, area, by=by)
    _tie(finding, action, is_new=False, by=by)
    return finding


@transaction.atomic
def tie_new(
    *, audit: Audit, area: str, title: str, due_date: date, recommendation: Recommendation, by: Actor
) -> AuditFinding:
    """Make an action for an area that is below good; its agency's safeguarding lead agrees to it.

    Raises Forbidden, WrongRound, InThePast.
    """
    finding = _finding(audit, area, by=by)
    action = add_action(recommendations=[recommendation], lead=audit.agency, title=title, due_date=due_date, by=by)
    _tie(finding, action, is_new=True, by=by)
    return finding


def _finding(audit: Audit, area: str, *, by: Actor) -> AuditFinding:
    require(by, Act.AUDIT_RUN, audit)
    if audit.state == AuditState.BEGUN:
        raise WrongRound("No file is drawn yet, so nothing is found.")
    found = tally_of(audit, by=by).get(area)
    if found is None:
        raise WrongRound("This round has no such area.")
    if found.n == found.of:
        raise WrongRound("Every file that was graded in this area is good or better, so nothing is to be done.")
    row = AuditFinding.objects.visible_to(by).filter(audit=audit, area=area).select_related("agency").first()
    if row is not None:
        if row.state == AuditFindingState.OPEN and (row.n, row.of) != (found.n, found.of):
            save_version(row, expected=row.version, n=found.n, of=found.of)
        return row  # type: ignore[no-any-return]
    made = AuditFinding.objects.create(
        audit=audit,
        agency=audit.agency,
        audience=Audience.OWN,
        area=area,
        n=found.n,
        of=found.of,
        state=AuditFindingState.OPEN,
        **written_by(by),
    )
    _told("audit finding.written", made, by, area=area, n=found.n, of=found.of)
    return made


def _tie(finding: AuditFinding, action: Action, *, is_new: bool, by: Actor) -> None:
    if finding.ties.filter(action=action).exists():
        raise WrongRound("This action is tied to it already.")
    AuditFindingAction.objects.create(
        finding=finding,
        action=action,
        agency_id=finding.agency_id,
        is_new=is_new,
        **written_by(by),
    )
    _told("audit finding.tied", finding, by, action=action.ref, is_new=is_new)


def untied_areas(audit: Audit, *, by: Actor) -> Sequence[str]:
    """The areas of a round with files below good that no action answers yet."""
    tied = set(
        AuditFindingAction.objects.visible_to(by).filter(finding__audit=audit).values_list("finding__area", flat=True)
    )
    return [area for area, found in tally_of(audit, by=by).items() if found.n < found.of and area not in tied]


@transaction.atomic
def close_round(*, audit: Audit, expected: int, by: Actor, excused: Set[int] = frozenset()) -> Audit:
    """Close a round: all is read and agreed, and whatever is below good has an action. Raises Forbidden, WrongRound.

    excused: the files that were to be read twice and that nobody else may read.
    """
    require(by, Act.AUDIT_RUN, audit)
    untied = untied_areas(audit, by=by)
    if untied and audit.state == AuditState.DRAWN:
        kind = kind_of(audit)
        titles = ", ".join(f"«{area.title}»" for area in kind.areas if area.id in untied)
        raise WrongRound(f"No action answers {titles} yet. Tie one that there is, or make one.")
    return close_audit(audit=audit, expected=expected, by=by, excused=excused)


def before_and_after(finding: AuditFinding, again: Audit, *, by: Actor) -> tuple[Asked, Asked]:
    """What the round of a finding found, and what a round that asked again found, counted the same way."""
    before = tally_of(finding.audit, by=by)[finding.area]
    after = tally_of(again, by=by).get(finding.area, Tally(0, 0))
    return _of(finding.audit, before), _of(again, after)


@transaction.atomic
def close_finding(*, finding: AuditFinding, again: Audit, expected: int, by: Actor) -> AuditFinding:
    """Close a finding because a round that asked the same question again shows a change, and for no other reason.

    Raises Forbidden, WrongRound, NotSeenToChange, Stale.
    """
    require(by, Act.AUDIT_RUN, finding)
    if finding.state == AuditFindingState.CLOSED:
        raise WrongRound("This finding is closed already.")
    if again.again_of_id != finding.audit_id or again.agency_id != finding.agency_id:
        raise NotSeenToChange("Only a round that asks this one's questions again can close what it found.")
    if again.state != AuditState.CLOSED:
        raise NotSeenToChange("The round that asks again is not closed yet: not every file of it is read and agreed.")
    before, after = before_and_after(finding, again, by=by)
    if why := why_not_changed(before, after):
        raise NotSeenToChange(f"Practice is not seen to have changed: {change_told(before, after)}. {why}")
    save_version(
        finding,
        expected=expected,
        state=AuditFindingState.CLOSED,
        closed_by=again,
        closed_n=after.n,
        closed_of=after.of,
        closed_at=by.now,
    )
    _told("audit finding.closed", finding, by, n=after.n, of=after.of, again=again.ref)
    return finding
