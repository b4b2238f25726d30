"""From rows to content: what was declared about an edition, whom we asked, and where a worried reader can turn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from lineofsight.assurance.models import Evidence, Statement
from lineofsight.assurance.queries.voices import experiences_of
from lineofsight.assurance.rules import Consent
from lineofsight.assurance.shelf import shelf
from lineofsight.library.kinds import Outline, SectionHolds
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.scales import Spoke, WhoIsCounted
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.content import declared as told
from lineofsight.publication.content.declared import Declared
from lineofsight.publication.content.edition import Voice, Voices
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.models import Edition, FamilySight, Hold, Override, PartnerApproval, Search
from lineofsight.publication.partners import partner_agencies
from lineofsight.publication.rounding import telling_of_voice

OUTLINE = "summary-of-progress"


def declared_of(edition: Edition, statements: Sequence[Statement], actor: Actor) -> Declared:
    """Everything that is declared about an edition but the approvals: those are of what was read, this among it."""
    return Declared(
        searches=tuple(_searches(edition, actor)),
        holds=tuple(_holds(edition, actor)),
        family=_family(edition, actor),
        partners=tuple(one.agency.name for one in partner_agencies(on=today(actor.now))),
        overrides=tuple(_overrides(edition, statements, actor)),
    )


def approvals_of(edition: Edition, actor: Actor, *, read_sha: Callable[[], str]) -> tuple[told.Approval, ...]:
    """The approvals of exactly what stands there now. What changed since has lost them.

    read_sha: what to ask for the mark of what stands there, where anybody has approved anything.
    """
    rows = PartnerApproval.objects.visible_to(actor).filter(edition=edition).select_related("agency").order_by("id")
    given = list(rows)
    mark = read_sha() if given else ""
    return tuple(
        told.Approval(
            partner=row.agency.name,
            agency=row.agency.name,
            role=row.role,
            approved_date=today(row.recorded_at),
            read_sha=row.read_sha,
        )
        for row in given
        if row.read_sha == mark
    )


def _searches(edition: Edition, actor: Actor) -> Iterator[told.Search]:
    """Of each place the last search, and every one that found something: that does not go away by looking again."""
    rows = Search.objects.visible_to(actor).filter(edition=edition).select_related("agency")
    ordered = list(rows.order_by("searched_date", "id"))
    last = {row.place: row.pk for row in ordered}
    for place in told.SearchPlace:
        for row in ordered:
            if row.place == place and (row.found or row.pk == last[place]):
                yield told.Search(
                    where=place,
                    searched_date=row.searched_date,
                    by_role=row.role,
                    by_agency=row.agency.name,
                    found=row.found,
                )


def _holds(edition: Edition, actor: Actor) -> Iterator[told.Hold]:
    rows = Hold.objects.visible_to(actor).filter(review_id=edition.review_id)
    for row in rows.order_by("since_date", "id"):
        yield told.Hold(
            kind=told.HoldKind(row.kind),
            since_date=row.since_date,
            lifted_date=row.lifted_date,
            lifted_by_role=row.lifted_role,
            lifted_reason=row.lifted_reason,
        )


def _family(edition: Edition, actor: Actor) -> told.FamilySight | None:
    rows = FamilySight.objects.visible_to(actor).filter(edition=edition).select_related("agency")
    row = rows.order_by("id").last()
    if row is None:
        return None
    return told.FamilySight(
        by_role=row.role,
        by_agency=row.agency.name,
        offered_date=row.offered_date,
        not_offered_reason=row.not_offered_reason,
        child_line=row.child_line,
    )


def _overrides(edition: Edition, statements: Sequence[Statement], actor: Actor) -> Iterator[told.Override]:
    """Those whose words still stand: an override is for one wording, and is lost with it."""
    place = {statement.current_id: statement.position for statement in statements}
    rows = Override.objects.visible_to(actor).filter(edition=edition).select_related("agency", "wording")
    for row in rows.order_by("id"):
        if row.wording_id is None or row.wording_id in place:
            yield told.Override(
                code=row.code,
                reason=row.reason,
                by_role=row.role,
                by_agency=row.agency.name,
                given_date=today(row.recorded_at),
                line_number=place[row.wording_id] if row.wording_id else None,
                wording_sha=row.wording.sha if row.wording else None,
            )


def voices_of(edition: Edition, actor: Actor) -> Voices:
    """What children and families told us, as they agreed; and why nobody was asked, where nobody was."""
    numbers = small_numbers_of(shelf(), on=today(actor.now))
    items = tuple(_voice(row, numbers) for row in experiences_of(edition.review, actor, day=actor.now))
    voices = Voices(items=Voices(items=items).in_print())
    return voices if voices.of_families() else replace(voices, nobody_asked_reason=edition.nobody_asked)


def _voice(row: Evidence, numbers: SmallNumbers) -> Voice:
    """What was heard. How many were asked and answered is left out where they are so few that they could be known."""
    fewest = numbers.rule(WhoIsCounted.CHILDREN).fewest
    are_many = all(count is None or count == 0 or count >= fewest for count in (row.asked, row.answered))
    spoke = Spoke(row.spoke) if row.spoke else None
    is_told = row.consent in (Consent.TOLD, Consent.QUOTED)
    return Voice(
        text=row.heard
        if is_told
        else "What they said is counted with other answers and not told here, as they agreed.",
        who=row.title,
        how=f"Asked by {row.agency.name}",
        asked=row.asked if are_many else None,
        answered=row.answered if are_many else None,
        period_from=row.period_from,
        period_to=row.period_to,
        told=telling_of_voice(row.title, numbers, spoke),
        spoke=spoke,
        is_quoted=row.consent == Consent.QUOTED,
    )


def support_line_of(edition: Edition, *, on: date) -> str:
    """Where somebody who is worried can turn: as written for this edition, else as the outline says."""
    if edition.support_line:
        return edition.support_line
    outline = shelf().get(Outline, OUTLINE, on=on)
    return next((one.says or "" for one in outline.sections if one.holds is SectionHolds.SUPPORT), "")
