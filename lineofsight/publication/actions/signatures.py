"""The sentences of an edition are signed: by their agency, or for it with the minute of its agreement."""

from collections.abc import Sequence

from django.db import transaction

from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.models import Wording
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act
from lineofsight.publication.actions.editions import NotSaid
from lineofsight.publication.models import Edition, Objection, SignOff
from lineofsight.publication.queries.behalf import may_agree_after
from lineofsight.publication.rules import Verdict
from lineofsight.trail.actions import record


@transaction.atomic
def sign(
    *, edition: Edition, wordings: Sequence[Wording], by: Actor, verdict: Verdict = Verdict.AGREE, view: str = ""
) -> tuple[SignOff, ...]:
    """Sign sentences of one's own agency in an edition: agree, or state a different view that is printed.

    A wording that is no longer current is left out: it is shown again and signed anew. Raises Forbidden for another
    agency's sentence, WrongState once the edition is published, NotSaid for a different view without words.
    """
    require(by, Act.EDITION_SIGN, edition)
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "signed")
    if verdict is Verdict.DIFFERENT and not view.strip():
        raise NotSaid("Write your different view: it will be printed with the sentence.")
    signed = []
    for wording in wordings:
        statement = wording.statement
        if statement.agency_id != by.agency_id:
            raise Forbidden(Act.EDITION_SIGN, by)
        if statement.current_id != wording.pk:
            continue
        signed.append(
            SignOff.objects.create(
                edition=edition,
                wording=wording,
                agency_id=statement.agency_id,
                verdict=verdict,
                view=view.strip() if verdict is Verdict.DIFFERENT else "",
                role=by.in_role[:100],
                **written_by(by),
            )
        )
    record(
        "edition.signed",
        subject=edition,
        by=by,
        at=by.now,
        agency=by.agency_code,
        verdict=verdict,
        wordings=[row.wording.sha for row in signed],
    )
    return tuple(signed)


@transaction.atomic
def sign_on_behalf(
    *, edition: Edition, agency: Agency, wordings: Sequence[Wording], agreed: Minute, by: Actor
) -> tuple[SignOff, ...]:
    """Record that an agency agreed to its sentences, with the minute. A different view it writes itself, or by mail.

    A wording that is no longer current is left out, and so is one to whose signature the agency has objected: it signs
    that itself; where the objection too was recorded for it, it may have agreed since. Raises Forbidden, WrongState
    once the edition is published, NotSaid for a minute that does not say who, where and when, or for no sentence.
    """
    require(by, Act.EDITION_COMPILE)
    if edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "signed")
    if not agreed.agreed_by.strip() or not agreed.agreed_where.strip():
        raise NotSaid("Say who agreed for the agency, and where: that is its minute.")
    if agreed.agreed_date > today(by.now):
        raise NotSaid("The day on which it was agreed must be today or in the past.")
    objections = (
        Objection.objects.visible_to(by).filter(signoff__edition=edition, agency=agency).select_related("signoff")
    )
    objected = {row.signoff.wording_id for row in objections if not may_agree_after(row, agreed.agreed_date)}
    current = [
        wording
        for wording in wordings
        if wording.statement.agency_id == agency.pk
        and wording.statement.current_id == wording.pk
        and wording.pk not in objected
    ]
    if not current:
        raise NotSaid("No sentence of this agency waits to be signed in these words.")
    signed = tuple(
        SignOff.objects.create(
            edition=edition,
            wording=wording,
            agency=agency,
            verdict=Verdict.AGREE,
            role=agreed.agreed_by.strip(),
            recorded_role=by.in_role[:100],
            agreed_where=agreed.agreed_where.strip(),
            agreed_date=agreed.agreed_date,
            held=agreed.held,
            **written_by(by),
        )
        for wording in current
    )
    record(
        "edition.signed on behalf",
        subject=edition,
        by=by,
        at=by.now,
        agency=agency.code,
        minute=agreed.agreed_where.strip(),
        agreed_date=agreed.agreed_date.isoformat(),
        wordings=[row.wording.sha for row in signed],
    )
    return signed
