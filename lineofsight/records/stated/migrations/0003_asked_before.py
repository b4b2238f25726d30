"""Whoever stated a quarter before the unit was asked to ask, was asked: from the first quarter on that they stated."""

from django.db import migrations

from lineofsight.partnership import clock
from lineofsight.partnership.actor import job
from lineofsight.partnership.rules import Audience
from lineofsight.partnership.scope import as_signed_in, scope
from lineofsight.trail.by_migration import BY, record_moved


def say_asked(apps, schema_editor):
    """A body that has stated something goes on being asked; one that never did waits for the unit (decision 210)."""
    Ask, Return = (apps.get_model("stated", name) for name in ("StatedAsk", "StatedReturn"))
    now = clock.now()
    # Whoever upgrades owns the tables, and row security holds the owner too.
    with as_signed_in(), scope(job("upgrade", now=now), writes=True):
        unit = apps.get_model("partnership", "Agency").objects.filter(kind="hub").order_by("id").first()
        first = {}
        for row in Return.objects.order_by("quarter_date").select_related("agency"):
            first.setdefault((row.agency_id, row.quarterly), row)
        asked = set(Ask.objects.values_list("body_id", "quarterly"))
        for (body, quarterly), row in first.items():
            if unit is None or (body, quarterly) in asked:
                continue
            made = Ask.objects.create(
                agency=unit,
                audience=Audience.PARTNERSHIP,
                body_id=body,
                quarterly=quarterly,
                from_date=row.quarter_date,
                by_ref=BY,
                recorded_at=now,
            )
            facts = {"quarterly": quarterly, "body": row.agency.code, "from_quarter": row.quarter_date.isoformat()}
            record_moved(apps, "stated.asked", subject=made.ref, agency=unit.code, at=now, **facts)


class Migration(migrations.Migration):

    dependencies = [
        ('stated', '0002_asked_by_the_unit'),
        ('trail', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(say_asked, migrations.RunPython.noop),
    ]
