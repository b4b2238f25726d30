"""What people do with a form: begin it, save a section, sign it, set it aside; and add an entry to a log."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from lineofsight.library.instrument import About, Instrument, Section
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.who import is_among
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import Conflict, WrongState, find_move
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import Stale, save_version, written_by
from lineofsight.partnership.rules import ROLE_WORDS, Act
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.records.forms.queries import edition_of, kept_of
from lineofsight.records.forms.rules.answers import Answers, CannotTake, NotTaken, faults_of, kept_in
from lineofsight.records.forms.rules.asking import Filled, can_be_signed, questions_for, state_of, still_open
from lineofsight.records.forms.rules.moves import FORM_MOVES, is_open
from lineofsight.records.forms.stored import rows_of
from lineofsight.records.identities.models import Subject
from lineofsight.trail.actions import record
from lineofsight.trail.queries import was_told
from lineofsight.trail.sensitivity import Sens

WHAT = "This form"
KEPT = "form.kept while typing"


class NotForYou(Conflict):
    """The instrument is for others. Says for whom."""

    def __init__(self, instrument: Instrument) -> None:
        super().__init__(f"«{instrument.title}» is for others to fill in: {for_whom(instrument)}.")


class CannotBegin(ValueError):
    """A form cannot be begun so: what it would be about is missing, or not what it asks."""


class NotAllAnswered(Conflict):
    """A form cannot be signed yet (409). Says what is open."""


class EditionGone(Conflict):
    """The questions of a form are no longer on the shelf (409), so nobody can answer them."""

    def __init__(self) -> None:
        super().__init__(
            "The edition of the questions in which this form was begun is not in the library any more. "
            "What was answered stays readable. Begin a new form."
        )


def for_whom(instrument: Instrument) -> str:
    """«Team manager, Agency safeguarding lead (council)»."""
    return "; ".join(f"{', '.join(ROLE_WORDS[role] for role in who.roles)} ({who.agency})" for who in instrument.who)


def kind_of(by: Actor) -> str:
    """What kind of agency somebody is of; "" for one of none."""
    return Agency.objects.filter(pk=by.agency_id).values_list("kind", flat=True).first() or ""


def may_fill_in(instrument: Instrument, *, by: Actor, kind: str | None = None) -> bool:
    """Whether an instrument is for somebody: their kind of agency and one of their roles stand in it."""
    return is_among(instrument.who, agency=kind_of(by) if kind is None else kind, roles=by.roles)


def _require(instrument: Instrument, act: Act, thing: Form | None, *, by: Actor) -> None:
    require(by, act, thing)
    if not may_fill_in(instrument, by=by):
        raise NotForYou(instrument)


@transaction.atomic
def begin_form(
    *, instrument: Instrument, about: About, by: Actor, subject: Subject | None = None, for_ref: str = ""
) -> Form:
    """Begin a form in the edition given. `for_ref`: the step, entry or file that asks for it.

    Raises Forbidden, NotForYou, CannotBegin.
    """
    _require(instrument, Act.FORM_BEGIN, None, by=by)
    if instrument.adds_only:
        raise CannotBegin("A log is added to, entry by entry: nothing of it is begun and left.")
    return _begun(instrument, about, by=by, subject=subject, for_ref=for_ref, state=FormState.NOT_STARTED)


def _begun(
    instrument: Instrument,
    about: About,
    *,
    by: Actor,
    subject: Subject | None,
    for_ref: str,
    state: FormState,
    supersedes: Form | None = None,
) -> Form:
    if about not in instrument.about:
        raise CannotBegin(f"«{instrument.title}» is about {' or '.join(instrument.about)}, not about {about}.")
    if about.has_a_child and subject is None:
        raise CannotBegin("Say which child it is about.")
    if about.begins_elsewhere and not for_ref:
        raise CannotBegin(f"A form about a {about} is begun from there.")
    if subject is not None and subject.agency_id != by.agency_id:
        raise CannotBegin("A form about a child is begun in the agency that keeps the child's records.")
    signed = state is FormState.SIGNED
    form = Form.objects.create(
        agency_id=by.agency_id,
        person_id=by.person_id,
        subject=subject,
        instrument=instrument.id,
        edition=instrument.from_date,
        about=about,
        for_ref=for_ref,
        state=state,
        **written_by(by),
        signed_by_ref=by.ref if signed else "",
        signed_at=by.now if signed else None,
        supersedes=supersedes,
    )
    _told("form.begun" if not signed else "form.entry added", form, by=by)
    return form


def _told(act: str, form: Form, *, by: Actor, **details: object) -> None:
    facts = {"instrument": form.instrument, "edition": form.edition, **details}
    record(act, subject=form, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3, **facts)


@transaction.atomic
def save_section(
    *, form: Form, section: str, answers: Answers, expected: int, by: Actor, quietly: bool = False
) -> Form:
    """Save all answers of one section; those left out are open again. `expected`: how often the person saw it saved.

    quietly: the page does so by itself while somebody types; the trail tells it once for each form and person.
    What the person's own page kept quietly since then is no other save. Raises Forbidden, NotForYou, WrongState,
    EditionGone, CannotTake, Stale (with the save that came first).
    """
    return save_sections(form=form, answers={section: answers}, expected={section: expected}, by=by, quietly=quietly)


@transaction.atomic
def save_sections(
    *, form: Form, answers: Mapping[str, Answers], expected: Mapping[str, int], by: Actor, quietly: bool = False
) -> Form:
    """Save several sections at once, all of them or none."""
    instrument = _open_edition(form)
    _require(instrument, Act.FORM_WRITE, form, by=by)
    row = _locked(form)
    before = kept_of(row)
    now_answered = dict(before.answers)
    sections = [_section(instrument, id) for id in answers]
    for section in sections:
        if _is_others(row, section.id, since=expected[section.id], until=before.number(section.id), by=by):
            raise Stale(before.saves.get(section.id))
        own = {question.id for question in kept_in(instrument, section)}
        now_answered = {place: value for place, value in now_answered.items() if place[0] not in own}
        now_answered |= answers[section.id]
    filled = Filled(instrument, now_answered, frozenset(before.saves) | set(answers))
    for section in sections:
        _check(filled, section, answers[section.id], day=today(by.now))
        _save(
            row,
            section,
            answers[section.id],
            number=before.number(section.id) + 1,
            quietly=quietly,
            instrument=instrument,
            by=by,
        )
    target = state_of(filled)
    find_move(FORM_MOVES, what=WHAT, source=row.state, target=target, reason="")
    save_version(row, expected=row.version, state=target)
    if not quietly:
        _told("form.saved", row, by=by, sections=[section.id for section in sections])
    elif not was_told(KEPT, subject=row, by=by):
        _told(KEPT, row, by=by)
    form.state, form.version = row.state, row.version
    return form


def _is_others(form: Form, section: str, *, since: int, until: int, by: Actor) -> bool:
    """Whether a section was saved since somebody saw it, but for what their own page kept while they typed.

    A page that is sent while it keeps itself, or comes back after the connection was gone, holds an older number.
    """
    if until == since:
        return False
    own = Saved.objects.filter(form=form, section=section, number__gt=since, is_quiet=True, by_ref=by.ref)
    return own.count() != until - since


def _open_edition(form: Form) -> Instrument:
    instrument = edition_of(form)
    if instrument is None:
        raise EditionGone
    return instrument


def _locked(form: Form) -> Form:
    """The form as it stands now, held until the transaction ends. Raises WrongState where nobody can answer it now."""
    row = Form.objects.select_for_update().get(pk=form.pk)
    if not is_open(row.state):
        raise WrongState(WHAT, row.state, FormState.STARTED, FORM_MOVES)
    return row


def _section(instrument: Instrument, id: str) -> Section:
    section = instrument.section(id)
    if section is None:
        raise CannotTake([NotTaken(id, 0, f"«{id}» is not a section of «{instrument.title}».")])
    return section


def _check(filled: Filled, section: Section, answers: Answers, *, day: date) -> None:
    faults = list(faults_of(filled.instrument, section, answers, today=day))
    for (id, entry), _ in answers.items():
        asked = {question.id for question in questions_for(filled, section, entry)}
        if id not in asked and not any(one.question == id for one in faults):
            faults.append(NotTaken(id, entry, "This is not asked, because of what is answered before it."))
    if faults:
        raise CannotTake(faults)


def _save(
    form: Form, section: Section, answers: Answers, *, number: int, quietly: bool, instrument: Instrument, by: Actor
) -> None:
    try:
        with transaction.atomic():
            saved = Saved.objects.create(
                form=form,
                agency_id=form.agency_id,
                section=section.id,
                number=number,
                is_quiet=quietly,
                **written_by(by),
            )
    except IntegrityError as trouble:
        raise Stale(Saved.objects.filter(form=form, section=section.id).order_by("-number").first()) from trouble
    Answer.objects.bulk_create(rows_of(saved, answers, questions=kept_in(instrument, section)))


@transaction.atomic
def sign_form(*, form: Form, expected: int, by: Actor) -> Form:
    """Sign a form as it was read: `expected` is its version on the page that was read. It never changes after that.

    Raises Forbidden, NotForYou, WrongState, EditionGone, NotAllAnswered, Stale.
    """
    instrument = _open_edition(form)
    _require(instrument, Act.FORM_WRITE, form, by=by)
    row = _locked(form)
    filled = kept_of(row).filled(instrument)
    if row.version != expected:
        raise Stale(row)
    if not can_be_signed(filled):
        raise NotAllAnswered(_what_is_open(filled))
    find_move(FORM_MOVES, what=WHAT, source=row.state, target=FormState.SIGNED, reason="")
    save_version(row, expected=expected, state=FormState.SIGNED, signed_by_ref=by.ref, signed_at=by.now)
    _told("form.signed", row, by=by)
    return row


def _what_is_open(filled: Filled) -> str:
    if filled.instrument.printed:
        return "No part is done yet. Record the day of at least one part, or set the workbook aside."
    missing = [question.ask for section in filled.instrument.sections for _, question in still_open(filled, section)]
    told = f" {len(missing)} still open, the first: «{missing[0]}»" if missing else " A section has not been looked at."
    return f"This form is not all answered.{told}"


@transaction.atomic
def set_aside(*, form: Form, expected: int, by: Actor) -> Form:
    """Set a form aside that was begun by mistake or is not needed: it stays, and stands in no list.

    Raises Forbidden, WrongState, Stale.
    """
    require(by, Act.FORM_WRITE, form)
    row = Form.objects.select_for_update().get(pk=form.pk)
    find_move(FORM_MOVES, what=WHAT, source=row.state, target=FormState.SET_ASIDE, reason="")
    save_version(row, expected=expected, state=FormState.SET_ASIDE)
    _told("form.set aside", row, by=by)
    return row


@transaction.atomic
def add_entry(
    *,
    instrument: Instrument,
    about: About,
    answers: Answers,
    by: Actor,
    subject: Subject | None = None,
    for_ref: str = "",
    corrects: Form | None = None,
) -> Form:
    """Add an entry to a log. It is signed as it is saved; a correction is a new entry that stands in place of another.

    Raises Forbidden, NotForYou, CannotBegin, CannotTake, Stale (somebody has corrected it already).
    """
    _require(instrument, Act.FORM_BEGIN, None, by=by)
    if corrects is not None:
        require(by, Act.FORM_WRITE, corrects)
    if not instrument.adds_only:
        raise CannotBegin("Only a log is added to in one step.")
    section = instrument.sections[0]
    filled = Filled(instrument, answers, frozenset([section.id]))
    _check(filled, section, answers, day=today(by.now))
    missing = [NotTaken(question.id, entry, "Answer this.") for entry, question in still_open(filled, section)]
    if missing:
        raise CannotTake(missing)
    try:
        with transaction.atomic():
            form = _begun(
                instrument,
                about,
                by=by,
                subject=subject,
                for_ref=for_ref,
                state=FormState.SIGNED,
                supersedes=corrects,
            )
    except IntegrityError as trouble:
        if corrects is None:
            raise
        raise Stale(corrects) from trouble
    _save(form, section, answers, number=1, quietly=False, instrument=instrument, by=by)
    return form
