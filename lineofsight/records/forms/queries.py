"""What people ask about forms: one with its answers, those they began, those about a child, all of an instrument."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from lineofsight.library.instrument import AnswerAs, Instrument
from lineofsight.library.instrument_examples import FormState
from lineofsight.library.shelf import NotOnShelf
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.shelf import shelf
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.records.forms.rules.answers import Place, Value
from lineofsight.records.forms.rules.asking import Filled
from lineofsight.records.forms.rules.moves import OPEN
from lineofsight.records.forms.stored import answers_in
from lineofsight.records.identities.models import Subject


@dataclass(frozen=True)
class Kept:
    """A form with what was answered. saves: the last time each section was saved."""

    form: Form
    answers: Mapping[Place, Value]
    saves: Mapping[str, Saved] = field(default_factory=dict)

    def number(self, section: str) -> int:
        """How often a section was saved; 0 for never."""
        return self.saves[section].number if section in self.saves else 0

    def filled(self, instrument: Instrument) -> Filled:
        """The same with its questions, to ask what is asked and what can be cited."""
        return Filled(instrument, self.answers, frozenset(self.saves))


def instruments_on(day: date) -> tuple[Instrument, ...]:
    """The instruments in force on a day, in their order."""
    return shelf().entries(Instrument, on=day)


def instrument_on(id: str, day: date) -> Instrument | None:
    """One instrument as it is in force on a day; None where there is none."""
    try:
        return shelf().get(Instrument, id, on=day)
    except NotOnShelf:
        return None


def edition_of(form: Form) -> Instrument | None:
    """The edition that a form was begun in; None where the shelf has it no longer."""
    found = shelf().editions(Instrument.FOLDER, form.instrument)
    return next((one for one in found if isinstance(one, Instrument) and one.from_date == form.edition), None)


def find_form(actor: Actor, ref: str) -> Form | None:
    """One form by its reference; None where there is none that the actor may see."""
    found: Form | None = Form.objects.visible_to(actor).select_related("agency", "subject", "person").called(ref)
    return found


def _listed(actor: Actor) -> QuerySet[Form]:
    rows: QuerySet[Form] = Form.objects.visible_to(actor).select_related("subject").order_by("-recorded_at", "-id")
    return rows


def begun_by(actor: Actor) -> QuerySet[Form]:
    """The forms that somebody began themselves and that nobody has signed or set aside, the latest first."""
    return _listed(actor).filter(person_id=actor.person_id, agency_id=actor.agency_id, state__in=OPEN)


def signed_since(actor: Actor, moment: datetime, *, instruments: Iterable[str]) -> QuerySet[Form]:
    """The forms about a child of some instruments that somebody else of one's own agency signed since a moment."""
    rows = _listed(actor).filter(agency_id=actor.agency_id, instrument__in=list(instruments), subject__isnull=False)
    return rows.filter(state=FormState.SIGNED, signed_at__gte=moment).exclude(signed_by_ref=actor.ref)


def about_child(actor: Actor, child: Subject) -> QuerySet[Form]:
    """The forms about a child, but for those set aside, the latest first."""
    return _listed(actor).filter(subject=child).exclude(state=FormState.SET_ASIDE)


def asked_for(actor: Actor, for_ref: str) -> QuerySet[Form]:
    """The forms that a step, an entry of a register or a file of an audit asked for, the latest first."""
    return _listed(actor).filter(for_ref=for_ref).exclude(state=FormState.SET_ASIDE)


def signed_of(actor: Actor, instrument: str) -> QuerySet[Form]:
    """Every signed form of an instrument in one's own agency that no later entry corrects, by the day of signing."""
    rows: QuerySet[Form] = Form.objects.visible_to(actor).filter(agency_id=actor.agency_id, instrument=instrument)
    return (
        rows.filter(state=FormState.SIGNED, corrected_by__isnull=True)
        .select_related("subject")
        .order_by("signed_at", "id")
    )


def signed_of_all(actor: Actor) -> QuerySet[Form]:
    """Every form that an actor sees, that was signed by their moment and that no entry corrects by then."""
    later = Form.objects.filter(supersedes=OuterRef("pk"), recorded_at__lte=actor.now)
    rows: QuerySet[Form] = Form.objects.visible_to(actor).filter(state=FormState.SIGNED, signed_at__lte=actor.now)
    return rows.exclude(Exists(later)).select_related("agency").order_by("id")


def kept_of(form: Form) -> Kept:
    """One form with its answers."""
    return kept_all([form])[0]


def kept_all(forms: Iterable[Form]) -> list[Kept]:
    """Forms with their answers, in the order given, in two questions however many they are."""
    listed = list(forms)
    later = Saved.objects.filter(form=OuterRef("form"), section=OuterRef("section"), number__gt=OuterRef("number"))
    last = Saved.objects.filter(form__in=listed).exclude(Exists(later))
    by_form: dict[int, dict[str, Saved]] = defaultdict(dict)
    for save in last:
        by_form[save.form_id][save.section] = save
    answers: dict[int, list[Answer]] = defaultdict(list)
    form_of = {save.pk: save.form_id for some in by_form.values() for save in some.values()}
    for row in Answer.objects.filter(save_of__in=form_of).order_by("question", "entry", "id"):
        answers[form_of[row.save_of_id]].append(row)
    return [
        Kept(form, answers_in(answers[form.pk], several=_several(edition_of(form))), by_form[form.pk])
        for form in listed
    ]


def _several(instrument: Instrument | None) -> frozenset[str]:
    if instrument is None:
        return frozenset()
    return frozenset(one.id for _, one in instrument.questions() if one.answer is AnswerAs.SEVERAL)
