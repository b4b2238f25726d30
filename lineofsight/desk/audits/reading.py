"""Sign a form; where it is about a file of an audit, its grades are kept with the round in the same transaction."""

from django.db import transaction

from lineofsight.library.instrument import About
from lineofsight.partnership.actor import Actor
from lineofsight.records.audits.actions.readings import take_grades
from lineofsight.records.audits.models import File
from lineofsight.records.forms.actions import sign_form
from lineofsight.records.forms.models import Form


@transaction.atomic
def sign(*, form: Form, expected: int, by: Actor) -> File | None:
    """Sign a form as it was read. Out: the file of an audit that it grades, None where it is about something else."""
    signed = sign_form(form=form, expected=expected, by=by)
    return take_grades(form=signed, by=by) if form.about == About.AUDIT_FILE else None
