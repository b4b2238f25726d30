"""The numbers by which an agency's deliveries follow one another: each is given once."""

from django.db import connection
from django.db.models import Max

from lineofsight.partnership.models import Agency
from lineofsight.records.identities.models import Import


def next_number(agency: Agency) -> int:
    """The next number, in the transaction that uses it: whoever else wants one waits until that has ended."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # On SQLite the transaction has the one write lock already.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"number {agency.code}"])
    return (Import.objects.filter(agency=agency).aggregate(Max("number"))["number__max"] or 0) + 1
