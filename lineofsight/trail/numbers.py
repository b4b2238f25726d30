"""Numbers that people say aloud (E14, edition 2, sentence 12): one row of them for each series, without doubles.

They are counted here and not by looking at the rows that have one: whoever adds a row may not see all the others.
"""

from django.db.models import F

from lineofsight.trail.models import Series


def take_numbers(series: str, *, count: int = 1) -> int:
    """The first of `count` numbers of a series, which begins with 1. Whoever asks next waits until this transaction
    ends; numbers of a transaction that fails are given again."""
    Series.objects.bulk_create([Series(name=series)], ignore_conflicts=True)
    Series.objects.filter(name=series).update(last=F("last") + count)
    return Series.objects.values_list("last", flat=True).get(name=series) - count + 1
