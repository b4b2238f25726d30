"""Enter what was heard, say what changed, keep words for as long as was agreed, and take complaints through."""

from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.library.clock import Calendar
from lineofsight.library.complaint import Complaints
from lineofsight.library.listening import Listening
from lineofsight.library.who import Who, is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.policy import Forbidden, OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.records.voice.models import Complaint, Heard, Quotation
from lineofsight.records.voice.rules import (
    ConsentGiven,
    HeardState,
    HeardTold,
    NotYoursToKeep,
    QuotationState,
    WrongVoice,
    check_quotation,
    check_told,
    due_day,
    may_change,
)
from lineofsight.trail.actions import record
from lineofsight.trail.canonical import canonical
from lineofsight.trail.sensitivity import Sens


def _own_agency(kept_by: tuple[Who, ...], title: str, act: Act, by: Actor) -> Agency:
    """The agency for which somebody enters something here. Raises Forbidden, NotYoursToKeep."""
    require(by, act, OfAgency(by.agency_id))
    own = Agency.objects.get(pk=by.agency_id)
    if not is_among(kept_by, agency=own.kind, roles=by.roles):
        raise NotYoursToKeep(f"«{title}» is entered by others in your agency.")
    return own


def _is_theirs(row: Heard | Quotation | Complaint, by: Actor) -> None:
    if not may_change(roles=by.roles, is_own=row.by_ref == by.ref):
        raise NotYoursToKeep("Whoever entered it, or your agency's safeguarding lead, changes it.")


@transaction.atomic
def enter_heard(*, way: Listening, told: HeardTold, by: Actor) -> Heard:
    """Enter how many were asked and answered in a month, and what they raised.

    Raises Forbidden, NotYoursToKeep, WrongVoice.
    """
    own = _own_agency(way.kept_by, way.title, Act.VOICE_WRITE, by)
    check_told(way, told, today=today(by.now))
    body = {"themes": {k: v for k, v in told.themes.items() if v}, "yes": dict(told.yes)}
    made = Heard.objects.create(
        agency=own,
        audience=Audience.OWN,
        way=way.id,
        way_version=way.version,
        month_date=told.month.replace(day=1),
        who=told.who,
        occasion=told.occasion,
        asked=told.asked,
        answered=told.answered,
        body=canonical(body).decode(),
        state=HeardState.KEPT,
        **written_by(by),
    )
    _note("voice.heard", made, by, way=way.id, who=told.who, asked=told.asked, answered=told.answered)
    return made


@transaction.atomic
def say_what_changed(
    *, heard: Heard, way: Listening, changed: str, told_how: str, told_on: date | None, expected: int, by: Actor
) -> None:
    """Say what followed and when those who were asked were told.

    Raises Forbidden, NotYoursToKeep, WrongVoice, Stale.
    """
    require(by, Act.VOICE_WRITE, heard)
    _is_theirs(heard, by)
    if changed not in way.changes or (told_how and told_how not in way.told_back):
        raise WrongVoice("Choose what changed, and how they were told.")
    if bool(told_how) != (told_on is not None):
        raise WrongVoice("Enter both how and when they were told, or neither while they were not.")
    if told_on is not None and not heard.month_date <= told_on <= today(by.now):
        raise WrongVoice("The day on which they were told is after they were asked, and not in the future.")
    save_version(heard, expected=expected, changed=changed, told_how=told_how, told_date=told_on)
    _note("voice.changed", heard, by, changed=changed, told=told_on.isoformat() if told_on else "")


@transaction.atomic
def send_heard(*, heard: Heard, expected: int, by: Actor) -> None:
    """Let the business unit, the partners and the scrutineer see the numbers; words never go with them.

    Raises Forbidden, WrongVoice, Stale.
    """
    require(by, Act.VOICE_SEND, heard)
    if heard.state != HeardState.KEPT:
        raise WrongVoice("It was sent or taken back meanwhile.")
    save_version(heard, expected=expected, state=HeardState.SENT, audience=max(heard.audience, Audience.HUB))
    _note("voice.sent", heard, by)


@transaction.atomic
def take_back_heard(*, heard: Heard, reason: str, expected: int, by: Actor) -> None:
    """Take an entry back that was wrong; it stays readable and counts nowhere. Raises as above."""
    require(by, Act.VOICE_WRITE, heard)
    _is_theirs(heard, by)
    if heard.state == HeardState.TAKEN_BACK or not reason.strip():
        raise WrongVoice("Say in a few words what was wrong.")
    save_version(heard, expected=expected, state=HeardState.TAKEN_BACK, reason=reason.strip())
    _note("voice.taken back", heard, by, reason=reason.strip())


@transaction.atomic
def keep_quotation(*, heard: Heard, way: Listening, words: str, consent: ConsentGiven, by: Actor) -> Quotation:
    """Keep a short quotation, as somebody agreed. Raises Forbidden, NotYoursToKeep, WrongVoice."""
    require(by, Act.VOICE_WRITE, heard)
    _is_theirs(heard, by)
    if by.person_id is None:
        raise Forbidden(Act.VOICE_WRITE, by)
    check_quotation(way, words, consent, answered=heard.answered, today=today(by.now))
    made = Quotation.objects.create(
        agency_id=heard.agency_id,
        person_id=by.person_id,
        heard=heard,
        words=" ".join(words.split()),
        consent=consent.code,
        given_date=consent.given,
        until_date=consent.until,
        state=QuotationState.HOLDS,
        **written_by(by),
    )
    # The words stand in no event: what is withdrawn shall be gone.
    _note("voice.quoted", made, by, Sens.S3, consent=consent.code, until=consent.until.isoformat())
    return made


@transaction.atomic
def withdraw_consent(*, quotation: Quotation, expected: int, by: Actor) -> None:
    """Somebody has taken their consent back: the words go, and the row says when.

    Raises Forbidden, NotYoursToKeep, WrongVoice, Stale.
    """
    require(by, Act.VOICE_WRITE, quotation)
    _is_theirs(quotation, by)
    if quotation.state != QuotationState.HOLDS:
        raise WrongVoice("It was withdrawn already.")
    day = today(by.now)
    save_version(quotation, expected=expected, words="", withdrawn_date=day, state=QuotationState.WITHDRAWN)
    _note("voice.withdrawn", quotation, by, Sens.S3)


@transaction.atomic
def forget_words(*, quotation: Quotation, by: Actor) -> None:
    """Take words away that have their tombstone; the row says that they were kept, and for how long. Raises Stale."""
    save_version(quotation, expected=quotation.version, words="", state=QuotationState.FORGOTTEN)


@transaction.atomic
def used_in(*, quotation: Quotation, evidence: str, by: Actor) -> None:
    """Note in which evidence the words stand, so that they can be taken out of it. Raises Forbidden, Stale."""
    require(by, Act.VOICE_WRITE, quotation)
    save_version(quotation, expected=quotation.version, evidence_ref=evidence)
    _note("voice.used", quotation, by, Sens.S3, evidence=evidence)


@transaction.atomic
def receive_complaint(
    *, procedure: Complaints, who: str, theme: str, began: date, calendar: Calendar, by: Actor
) -> Complaint:
    """Enter a complaint that came in: from whom and about what as codes.

    Raises Forbidden, NotYoursToKeep, WrongVoice.
    """
    own = _own_agency(procedure.kept_by, procedure.title, Act.COMPLAINT_WRITE, by)
    if who not in procedure.who or theme not in procedure.themes:
        raise WrongVoice("Choose who complains, and about what.")
    if began > today(by.now):
        raise WrongVoice("The day on which it came must be today or in the past.")
    return _begin(own, procedure, procedure.stages[0].id, who, theme, began, calendar, by)


@transaction.atomic
def extend_complaint(
    *, complaint: Complaint, procedure: Complaints, why: str, calendar: Calendar, expected: int, by: Actor
) -> None:
    """Give a stage the longer time that its procedure allows. Raises Forbidden, NotYoursToKeep, WrongVoice, Stale."""
    require(by, Act.COMPLAINT_WRITE, complaint)
    _is_theirs(complaint, by)
    if complaint.answered_date is not None or complaint.extended_why:
        raise WrongVoice("It was answered or extended already.")
    if why not in procedure.reasons_to_extend:
        raise WrongVoice("Choose why it takes longer.")
    due = due_day(procedure, complaint.stage, began=complaint.began_date, is_extended=True, calendar=calendar)
    save_version(complaint, expected=expected, due_date=due, extended_why=why)
    _note("complaint.extended", complaint, by, Sens.S3, why=why, due=due.isoformat())


@transaction.atomic
def answer_complaint(
    *, complaint: Complaint, procedure: Complaints, outcome: str, changed: str, answered: date, expected: int, by: Actor
) -> None:
    """Answer a stage: how, and what changed; whoever complained was told on that day.

    Raises Forbidden, NotYoursToKeep, WrongVoice, Stale.
    """
    require(by, Act.COMPLAINT_WRITE, complaint)
    _is_theirs(complaint, by)
    if complaint.answered_date is not None:
        raise WrongVoice("It was answered already.")
    if outcome not in procedure.outcomes or changed not in procedure.changes:
        raise WrongVoice("Choose how it was answered, and what changed.")
    if not complaint.began_date <= answered <= today(by.now):
        raise WrongVoice("The day of the answer is after it came, and not in the future.")
    facts = {"outcome": outcome, "changed": changed, "answered_date": answered, "told_date": answered}
    save_version(complaint, expected=expected, **facts)
    _note("complaint.answered", complaint, by, Sens.S3, outcome=outcome, changed=changed)


@transaction.atomic
def take_further(
    *, complaint: Complaint, procedure: Complaints, began: date, calendar: Calendar, by: Actor
) -> Complaint:
    """Take an answered complaint to its next stage. Raises Forbidden, NotYoursToKeep, WrongVoice, Stale."""
    require(by, Act.COMPLAINT_WRITE, complaint)
    _is_theirs(complaint, by)
    stage = procedure.stage_after(complaint.stage)
    if stage is None or complaint.answered_date is None:
        raise WrongVoice("It is taken further once it was answered, and not after its last stage.")
    if not complaint.answered_date <= began <= today(by.now):
        raise WrongVoice("The day is after the answer, and not in the future.")
    own = Agency.objects.get(pk=complaint.agency_id)
    who, theme = complaint.who, complaint.theme
    try:
        with transaction.atomic():
            return _begin(own, procedure, stage.id, who, theme, began, calendar, by, follows=complaint)
    except IntegrityError:
        raise Stale(complaint) from None


def _begin(
    own: Agency,
    procedure: Complaints,
    stage: str,
    who: str,
    theme: str,
    began: date,
    calendar: Calendar,
    by: Actor,
    follows: Complaint | None = None,
) -> Complaint:
    if by.person_id is None:
        raise Forbidden(Act.COMPLAINT_WRITE, by)
    made = Complaint.objects.create(
        agency=own,
        person_id=by.person_id,
        procedure=procedure.id,
        procedure_version=procedure.version,
        who=who,
        theme=theme,
        stage=stage,
        began_date=began,
        due_date=due_day(procedure, stage, began=began, is_extended=False, calendar=calendar),
        follows=follows,
        **written_by(by),
    )
    _note("complaint.received", made, by, Sens.S3, procedure=procedure.id, stage=stage, who=who, theme=theme)
    return made


def _note(act: str, row: Heard | Quotation | Complaint, by: Actor, sens: Sens = Sens.S2, **details: object) -> None:
    record(act, subject=row, by=by, at=by.now, agency=row.agency.code, sens=sens, **details)
