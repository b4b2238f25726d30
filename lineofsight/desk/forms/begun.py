"""Forms as pages show them: which ones somebody may begin, those they began, and one with its sections."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineofsight.library.instrument import About, AnswerAs, Instrument, Question, Section
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, can
from lineofsight.partnership.queries import today, who_is
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import child_called
from lineofsight.records.forms import queries
from lineofsight.records.forms.actions import for_whom, kind_of, may_fill_in
from lineofsight.records.forms.models import Form
from lineofsight.records.forms.queries import Kept
from lineofsight.records.forms.rules.answers import Value, choices_of, in_words
from lineofsight.records.forms.rules.asking import (
    AskedIn,
    Filled,
    SectionState,
    asked_in,
    can_be_signed,
    section_state,
    still_open,
    summary_of,
    told_of,
)
from lineofsight.records.forms.rules.moves import is_open
from lineofsight.records.identities.models import Subject


@dataclass(frozen=True)
class Listed:
    """A form in a list: what it is, about whom, and how far it is."""

    form: Form
    title: str

    @property
    def about(self) -> str:
        """The pseudonym of the child, or what else it is about."""
        return self.form.subject.shown if self.form.subject else f"about a {self.form.about}"


@dataclass(frozen=True)
class SectionSeen:
    """A section on the page of its form."""

    number: int
    section: Section
    state: SectionState
    open: int
    shown: AskedIn


@dataclass(frozen=True)
class FormSeen:
    """Everything that the page of a form shows. instrument: None where the shelf has its edition no longer."""

    kept: Kept
    title: str
    instrument: Instrument | None
    sections: tuple[SectionSeen, ...] = ()
    summary: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    can_be_signed: bool = False
    is_newer: bool = False

    @property
    def form(self) -> Form:
        """The row."""
        return self.kept.form

    @property
    def is_open(self) -> bool:
        """Whether somebody can still answer."""
        return is_open(self.form.state)

    @property
    def next(self) -> SectionSeen | None:
        """The first section in which something is still to be done."""
        waiting = (SectionState.NOT_STARTED, SectionState.STARTED)
        return next((one for one in self.sections if one.state in waiting), None)

    def section(self, id: str) -> SectionSeen | None:
        """One section."""
        return next((one for one in self.sections if one.section.id == id), None)

    def after(self, id: str) -> SectionSeen | None:
        """The next section after one in which anything is asked."""
        ids = [one.section.id for one in self.sections]
        later = self.sections[ids.index(id) + 1 :]
        return next((one for one in later if one.state is not SectionState.NOTHING_APPLIES), None)

    def said(self, question: Question, entry: int) -> str:
        """An answer in words; "" where there is none."""
        value = self.kept.answers.get((question.id, entry))
        return "" if value is None or self.instrument is None else in_words(self.instrument, question, value)


def offered(actor: Actor) -> tuple[Instrument, ...]:
    """The instruments that are for somebody, today."""
    kind = kind_of(actor)
    return tuple(one for one in queries.instruments_on(today(actor.now)) if may_fill_in(one, by=actor, kind=kind))


def all_in_use(actor: Actor) -> tuple[Instrument, ...]:
    """Every instrument in force today."""
    return queries.instruments_on(today(actor.now))


def listed(forms: Iterable[Form]) -> tuple[Listed, ...]:
    """Forms with their titles."""
    return tuple(Listed(form, _title(form)) for form in forms)


def _title(form: Form) -> str:
    instrument = queries.edition_of(form)
    return instrument.title if instrument else form.instrument.replace("-", " ").capitalize()


def begun(actor: Actor) -> tuple[Listed, ...]:
    """The forms that somebody began and has not signed."""
    return listed(queries.begun_by(actor))


def form_seen(form: Form, actor: Actor) -> FormSeen:
    """One form with everything that its page shows."""
    instrument = queries.edition_of(form)
    kept = queries.kept_of(form)
    if instrument is None:
        return FormSeen(kept, _title(form), None)
    filled = kept.filled(instrument)
    in_force = queries.instrument_on(form.instrument, today(actor.now))
    return FormSeen(
        kept=kept,
        title=instrument.title,
        instrument=instrument,
        sections=tuple(_sections(filled)),
        summary=summary_of(filled),
        tells=tuple(words for words, _ in told_of(filled)),
        can_be_signed=can_be_signed(filled),
        is_newer=in_force is not None and in_force.from_date > form.edition,
    )


def _sections(filled: Filled) -> Iterable[SectionSeen]:
    for number, section in enumerate(filled.instrument.sections, start=1):
        state = section_state(filled, section)
        yield SectionSeen(number, section, state, len(still_open(filled, section)), asked_in(filled, section))


def who_sees(instrument: Instrument, about: About) -> str:
    """Who will see a form, as its first page says."""
    near = (
        "those of your agency whose post brings them near the child, your agency's safeguarding lead and its analyst"
        if about.has_a_child
        else "your agency's safeguarding lead and its analyst"
    )
    return f"You, {near}. Nobody of another agency. Each time that it is read is recorded."


def whose(instrument: Instrument) -> str:
    """Where an instrument comes from, in words; "" where it came with the program."""
    return shelf().origin(Instrument, instrument.id).words


def for_others(instrument: Instrument) -> str:
    """Whom an instrument is for, where it is not for the reader."""
    return for_whom(instrument)


def choices_in(instrument: Instrument) -> dict[str, tuple[str, ...]]:
    """The words of the choices of each question, for a page to be printed."""
    return {question.id: tuple(choices_of(instrument, question).values()) for _, question in instrument.questions()}


def may_fill(form: Form, instrument: Instrument | None, actor: Actor) -> bool:
    """Whether somebody may answer in a form."""
    return instrument is not None and can(actor, Act.FORM_WRITE, form) and may_fill_in(instrument, by=actor)


def may_begin(instrument: Instrument, actor: Actor) -> bool:
    """Whether somebody may begin a form of an instrument."""
    return can(actor, Act.FORM_BEGIN, OfAgency(actor.agency_id)) and may_fill_in(instrument, by=actor)


def child_named(actor: Actor, shown: str) -> Subject | None:
    """The child with a short name that people read («KX4-72M»), however its letters were written."""
    return child_called(actor, shown)


def texts_in(section: Section, answers: dict[tuple[str, int], Value]) -> tuple[str, ...]:
    """The short texts among the answers of a section."""
    texts = {one.id for one in section.questions if one.answer is AnswerAs.TEXT}
    return tuple(str(value) for (id, _), value in answers.items() if id in texts)


def saved_by(kept: Kept, section: str) -> tuple[str, object] | None:
    """Who saved a section last, as a role, and when."""
    save = kept.saves.get(section)
    return None if save is None else (who_is(save.by_ref, at=save.recorded_at), save.recorded_at)
