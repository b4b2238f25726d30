"""Let the forms go of something whose time is over: their answers with every time that they were saved."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.records.identities.models import Subject


@transaction.atomic
def forget_forms(*, for_refs: Iterable[str]) -> None:
    """Delete the forms that were asked for by things whose whole has its tombstone. Raises IntegrityError without."""
    _forget(Form._base_manager.filter(for_ref__in=list(for_refs)))


@transaction.atomic
def forget_forms_about(subjects: Iterable[Subject]) -> None:
    """Delete the forms about children that have their tombstone. Raises IntegrityError without one."""
    _forget(Form._base_manager.filter(subject__in=[one.pk for one in subjects]))


def _forget(forms: "QuerySet[Form]") -> None:
    Answer._base_manager.filter(save_of__form__in=forms).delete()
    Saved._base_manager.filter(form__in=forms).delete()
    while forms.exists() and forms.filter(corrected_by__isnull=True).delete()[0]:
        pass
