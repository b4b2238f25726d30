"""Let the forms go of something whose time is over: their answers with every time that they were saved."""

from collections.abc import Iterable

from django.db import transaction

from lineofsight.records.forms.models import Answer, Form, Saved


@transaction.atomic
def forget_forms(*, for_refs: Iterable[str]) -> None:
    """Delete the forms that were asked for by things whose whole has its tombstone. Raises IntegrityError without."""
    forms = Form._base_manager.filter(for_ref__in=list(for_refs))
    Answer._base_manager.filter(save_of__form__in=forms).delete()
    Saved._base_manager.filter(form__in=forms).delete()
    while forms.exists() and forms.filter(corrected_by__isnull=True).delete()[0]:
        pass
