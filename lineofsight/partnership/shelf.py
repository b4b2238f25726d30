"""The library in use here: ours with the partnership's own shelf laid over it."""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from lineofsight.library.notice import NOT_A_REFERRAL, Notice
from lineofsight.library.shelf import Shelf, load


@cache
def _loaded(own: str) -> Shelf:
    return load(Path(own) if own else None)


def shelf() -> Shelf:
    """The library in use, read once for each process."""
    return _loaded(settings.LOS_SHELF)


def not_a_referral(*, on: date) -> Notice:
    """What stands above every form about a child, in its edition of a day; no such form stands without it."""
    editions = shelf().history(Notice, NOT_A_REFERRAL)
    return next((one for one in editions if one.in_force_on(on)), editions[-1])
