"""What is left of a return that died on the way, and how it goes again."""

from django.db import connection, transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.models import Carried, Import, NamedChildren, Renamed, Subject, Worker
from lineofsight.records.identities.rules import DeliveryState
from lineofsight.records.practice.stored import TABLES
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

_AT_ONCE = 5_000
# What points at another before the other; children and workers last, because everything points at them.
_IN_ORDER = (
    *(table.name for table in TABLES),
    *(model._meta.db_table for model in (Renamed, Carried, NamedChildren, Subject, Worker)),
)


def clear_unfinished(*, agency: Agency, by: Actor) -> int:
    """Take away what is left of returns that died on the way. Only for whoever has the turn: no other is alive.

    Out: how many there were. Rows go by chunks too; the return itself goes last, so that a second death is cleared.
    """
    with scope(by, writes=False):
        left = list(Import.objects.visible_to(by).filter(agency=agency, state=DeliveryState.BEGUN))
    for delivery in left:
        for table in _IN_ORDER:
            while _remove_some(table, delivery.pk, by):
                pass
        with scope(by, writes=True), transaction.atomic():
            Import.objects.filter(pk=delivery.pk).delete()
            record("return.not taken", subject=delivery, by=by, at=by.now, agency=agency.code, sens=Sens.S2)
    return len(left)


def _remove_some(table: str, delivery_id: int, by: Actor) -> bool:
    # The newest first: a row that corrects another points back at it.
    some = f"SELECT id FROM {table} WHERE delivery_id = %s ORDER BY id DESC LIMIT {_AT_ONCE}"  # noqa: S608
    with scope(by, writes=True), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id IN ({some})", [delivery_id])  # noqa: S608
        return cursor.rowcount > 0
