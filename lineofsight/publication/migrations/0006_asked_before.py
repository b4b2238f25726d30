"""Who had signed before the unit was asked to ask, was asked: editions on their way say since when (decision 210)."""

from django.db import migrations

from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.queries import today
from lineofsight.partnership.scope import as_signed_in, scope
from lineofsight.trail.by_migration import record_moved


def say_asked(apps, schema_editor):
    """An edition that was signed, or locked, was opened for signing; one that nobody has signed waits for the unit."""
    Edition, SignOff = (apps.get_model("publication", name) for name in ("Edition", "SignOff"))
    now = clock.now()
    # Whoever upgrades owns the tables, and row security holds the owner too.
    with as_signed_in(), scope(job("upgrade", now=now), writes=True):
        for edition in Edition.objects.filter(content="", signing_asked_date=None).select_related("agency"):
            first = SignOff.objects.filter(edition=edition).order_by("recorded_at").first()
            if first is None and edition.state == "draft":
                continue
            day = today(first.recorded_at) if first else edition.as_at_date
            Edition.objects.filter(pk=edition.pk).update(signing_asked_date=day)
            facts = {"subject": edition.ref, "agency": edition.agency.code, "at": now}
            record_moved(apps, "edition.signing_asked", **facts, asked_date=day.isoformat())


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0005_notices'),
        ('trail', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(say_asked, migrations.RunPython.noop),
    ]
