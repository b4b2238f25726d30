"""What people answer in a form of the library, section by section, tied to the edition that it was begun in."""

from django.db import models
from django.db.models import Q

from lineofsight.library.instrument import LONGEST_TEXT, About
from lineofsight.library.instrument_examples import FormState
from lineofsight.partnership.rows import ChildRow, NearBy, WalledRow
from lineofsight.records.days import DayField
from lineofsight.records.identities.models import NEAR_THE_CHILD, Subject
from lineofsight.trail.models import RefField
from lineofsight.trail.refs import REF_LENGTH
from lineofsight.trail.sensitivity import sens

ID_LENGTH = 80


class Form(ChildRow):
    """One form: which instrument, in which edition, about what, by whom, and how far it is."""

    SENSITIVITY = sens(
        S3="id agency ref person subject instrument edition about for_ref state version by_ref recorded_at"
        " signed_by_ref signed_at supersedes"
    )
    NEAR = (NearBy("person_id"), *NEAR_THE_CHILD)
    WRITTEN_NEAR = NEAR

    ref = RefField()
    person = models.ForeignKey("partnership.Person", on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    instrument = models.CharField(max_length=ID_LENGTH)
    # The first day in force of the edition that it was begun in: its answers stay answers to those questions.
    edition = models.DateField()
    about = models.CharField(max_length=20, choices=[(one.value, one.value) for one in About])
    # The step, the entry of a register or the file of an audit that asks for it; empty where nobody else did.
    for_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.value) for one in FormState])
    version = models.PositiveIntegerField(default=1)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()
    signed_by_ref = models.CharField(max_length=REF_LENGTH, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    # An entry of a log is corrected by another, once.
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        indexes = [
            models.Index(fields=["agency", "instrument", "state"], name="forms_form_of_an_instrument"),
            models.Index(fields=["person", "state"], name="forms_form_of_a_person"),
            models.Index(fields=["for_ref"], condition=~Q(for_ref=""), name="forms_form_for"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about=About.CHILD, subject__isnull=False) | ~Q(about=About.CHILD),
                name="forms_form_about_a_child_names_one",
            ),
            models.CheckConstraint(
                condition=Q(state=FormState.SIGNED, signed_at__isnull=False)
                | ~Q(state=FormState.SIGNED) & Q(signed_at__isnull=True),
                name="forms_form_signed_has_its_moment",
            ),
        ]


class Saved(WalledRow):
    """One time that somebody saved a section. The latest number stands; the earlier ones stay."""

    SENSITIVITY = sens(S3="id agency ref form section number is_quiet by_ref recorded_at")
    SEEN_THROUGH = "form"
    WRITTEN_WHERE_SEEN = True

    ref = RefField()
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="saves")
    section = models.CharField(max_length=ID_LENGTH)
    number = models.PositiveIntegerField()
    # Kept by the open page while somebody typed: nobody pressed anything.
    is_quiet = models.BooleanField(default=False)
    by_ref = models.CharField(max_length=REF_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "saved"
        constraints = [models.UniqueConstraint(fields=["form", "section", "number"], name="forms_saved_once")]


class Answer(WalledRow):
    """One answer of a saved section: a code, a number, a day or a short text. Several codes are several rows."""

    SENSITIVITY = sens(S3="id agency save_of question entry code number day text")
    SEEN_THROUGH = "save_of"
    WRITTEN_WHERE_SEEN = True

    save_of = models.ForeignKey(Saved, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=ID_LENGTH)
    # 0, or from 1 in a section that is answered for each of several things.
    entry = models.PositiveSmallIntegerField(default=0)
    code = models.CharField(max_length=ID_LENGTH, blank=True)
    number = models.IntegerField(null=True, blank=True)
    day = DayField(null=True, blank=True)
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["save_of", "question", "entry", "code"], name="forms_answer_once"),
            models.CheckConstraint(
                condition=(
                    ~Q(code="") & Q(number__isnull=True, day__isnull=True, text="")
                    | Q(code="", number__isnull=False, day__isnull=True, text="")
                    | Q(code="", number__isnull=True, day__isnull=False, text="")
                    | Q(code="", number__isnull=True, day__isnull=True) & ~Q(text="")
                ),
                name="forms_answer_is_one_thing",
            ),
        ]
