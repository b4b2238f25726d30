"""What people declare about an edition before it is published: searches, holds, the family, overrides, fixed lines."""

from datetime import date

from django.db import transaction

from lineofsight.assurance.models import Wording
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict, WrongState
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import hub, today
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.publication.actions.editions import NotSaid, SamePerson
from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.publication.gate.overrides import MAY_BE_LET_PASS, names_what_it_is_for
from lineofsight.publication.gate.refusal import Refusal
from lineofsight.publication.models import Edition, FamilySight, Hold, Override, Search
from lineofsight.trail.actions import record


class NotThatDay(NotSaid):
    """A day that cannot be: it is still to come, or comes before another. Its text says what to enter."""


class WroteIt(Conflict):
    """Whoever wrote a sentence, and the agency that says it, do not let its refusal pass (409)."""

    def __init__(self) -> None:
        super().__init__("You or your agency said these words, so somebody else has to say whether they may stand.")


class StandsFirm(NotSaid):
    """A refusal that nobody may let pass."""

    def __init__(self) -> None:
        super().__init__("Nobody may let this pass. Cure it: the card says how.")


def _still_open(edition: Edition, what: str) -> None:
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, what)


def _not_to_come(day: date, by: Actor, what: str) -> None:
    if day > today(by.now):
        raise NotThatDay(f"{what} must be today or in the past.")


@transaction.atomic
def attest_search(*, edition: Edition, place: SearchPlace, searched_date: date, found: str = "", by: Actor) -> Search:
    """Say that one has looked in a place, on a day, and what was found; nothing, where `found` is empty.

    Raises Forbidden, WrongState once the edition is published, NotThatDay.
    """
    require(by, Act.EDITION_DECLARE, edition)
    _still_open(edition, "searched for")
    _not_to_come(searched_date, by, "The day of the search")
    row = Search.objects.create(
        edition=edition,
        agency_id=by.agency_id,
        place=place,
        searched_date=searched_date,
        found=found.strip(),
        role=by.in_role[:100],
        **written_by(by),
    )
    record(
        "edition.searched",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        place=place,
        searched_date=searched_date.isoformat(),
        found=found.strip(),
    )
    return row


@transaction.atomic
def put_hold(*, edition: Edition, kind: HoldKind, since_date: date, by: Actor) -> Hold:
    """Say that proceedings hold publishing back, for every edition of the review. Raises Forbidden, NotThatDay."""
    require(by, Act.EDITION_DECLARE, edition)
    _still_open(edition, "held back")
    _not_to_come(since_date, by, "The day on which it began")
    row = Hold.objects.create(
        review=edition.review,
        agency_id=by.agency_id,
        audience=Audience.HUB,
        kind=kind,
        since_date=since_date,
        role=by.in_role[:100],
        **written_by(by),
    )
    record("hold.put", subject=row, by=by, at=by.now, agency=by.agency_code, kind=kind, edition=edition.ref)
    return row


@transaction.atomic
def lift_hold(*, hold: Hold, reason: str, lifted_date: date, expected_version: int, by: Actor) -> Hold:
    """Say that proceedings no longer hold publishing back, since when and why.

    Raises Forbidden, WrongState, NotThatDay, Stale, NotSaid without a reason.
    """
    require(by, Act.EDITION_DECLARE, hold)
    if hold.lifted_date is not None:
        raise WrongState("This hold", "lifted", "lifted again")
    if not reason.strip():
        raise NotSaid("Say why it no longer holds publishing back: it is printed.")
    _not_to_come(lifted_date, by, "The day on which it ended")
    if lifted_date < hold.since_date:
        raise NotThatDay("The day on which it ended is before the day on which it began.")
    save_version(
        hold,
        expected=expected_version,
        lifted_date=lifted_date,
        lifted_role=by.in_role[:100],
        lifted_reason=reason.strip(),
    )
    record("hold.lifted", subject=hold, by=by, at=by.now, agency=by.agency_code, reason=reason.strip())
    return hold


@transaction.atomic
def say_family(
    *, edition: Edition, offered_date: date | None, not_offered_reason: str = "", child_line: str = "", by: Actor
) -> FamilySight:
    """Say when the family was offered sight of the edition, or why it was not; and the line for the child.

    The last word stands. Raises Forbidden, WrongState, NotThatDay, NotSaid where neither or both are said.
    """
    require(by, Act.EDITION_DECLARE, edition)
    _still_open(edition, "shown to the family")
    if (offered_date is None) is not bool(not_offered_reason.strip()):
        raise NotSaid("Enter the day on which the family was offered sight of it, or say why it was not: one of them.")
    if offered_date is not None:
        _not_to_come(offered_date, by, "The day on which it was offered")
    row = FamilySight.objects.create(
        edition=edition,
        agency_id=by.agency_id,
        offered_date=offered_date,
        not_offered_reason=not_offered_reason.strip(),
        child_line=child_line.strip(),
        role=by.in_role[:100],
        **written_by(by),
    )
    record(
        "edition.family_told",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        offered_date=offered_date.isoformat() if offered_date else "",
        reason=not_offered_reason.strip(),
    )
    return row


@transaction.atomic
def say_lines(
    *,
    edition: Edition,
    expected_version: int,
    by: Actor,
    support_line: str | None = None,
    nobody_asked: str | None = None,
) -> Edition:
    """Write where somebody who is worried can turn, or why nobody was asked. Raises Forbidden, WrongState, Stale."""
    require(by, Act.EDITION_COMPILE, edition)
    _still_open(edition, "changed")
    said = {"support_line": support_line, "nobody_asked": nobody_asked}
    changes = {name: text.strip() for name, text in said.items() if text is not None}
    save_version(edition, expected=expected_version, **changes)
    agency = edition.agency.code
    record("edition.lines_written", subject=edition, by=by, at=by.now, agency=agency, changes=changes)
    return edition


def _is_of_its_agency(wording: Wording, by: Actor) -> bool:
    """Whether somebody is of the agency that says the sentence. What the partnership says, its own checker may read."""
    agency = wording.statement.agency
    return agency.pk == by.agency_id and agency.pk != hub().pk


@transaction.atomic
def override(
    *,
    edition: Edition,
    refusal: Refusal,
    wording: Wording | None,
    reason: str,
    by: Actor,
    beside: tuple[Refusal, ...] = (),
) -> Override:
    """Let one refusal of the gate pass, as a second person, with a reason that is printed beside the sentence.

    It stands for `wording` alone; without one, for the Summary as a whole. `beside`: other refusals of the same place
    by the same rule, let pass or not. Then the reason names the word that it is for, as the gate asks; the reason for
    the other word stands beside it. Raises Forbidden, WrongState, SamePerson (the edition's author), WroteIt,
    StandsFirm (a refusal that nobody may let pass), NotSaid without a reason, or with one that names another word.
    """
    require(by, Act.EDITION_OVERRIDE, edition)
    _still_open(edition, "let pass")
    if refusal.code not in MAY_BE_LET_PASS:
        raise StandsFirm
    if by.person_id is not None and by.person_id == edition.author_id:
        raise SamePerson("second person", "author")
    if wording is not None and (wording.by_ref == by.ref or _is_of_its_agency(wording, by)):
        raise WroteIt
    if not reason.strip():
        raise NotSaid("Say why it may stand: your reason is printed.")
    if beside and not names_what_it_is_for(reason, refusal):
        raise NotSaid(f"Write «{refusal.said}» in your reason: other words of this sentence are refused as well.")
    same = Override.objects.visible_to(by).filter(
        edition=edition, code=refusal.code, wording=wording, reason=reason.strip()
    )
    if same.exists():
        raise NotSaid("Somebody has let this pass already, in these words.")
    row = Override.objects.create(
        edition=edition,
        agency_id=by.agency_id,
        wording=wording,
        code=refusal.code,
        reason=reason.strip(),
        role=by.in_role[:100],
        **written_by(by),
    )
    record(
        "edition.overridden",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        code=refusal.code,
        wording=wording.sha if wording else "",
        reason=reason.strip(),
    )
    return row
