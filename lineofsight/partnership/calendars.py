"""A person's secret calendar address: make it, end it, and find whose it is."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import CalendarFeed
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import actor_of
from lineofsight.partnership.rows import save_version
from lineofsight.partnership.rules import Act, Role
from lineofsight.trail.actions import record

# Calendar programs ask a few times an hour.
MOST_TRIES = 60
TRIES_WITHIN = timedelta(hours=1)


class NoCalendar(Exception):
    """Nothing stands behind this address: it never did, it was ended, or its person has left."""


class AskedTooOften(Exception):
    """The calendar was asked for more often than any program needs."""


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def calendar_of(actor: Actor) -> CalendarFeed | None:
    """The calendar address that a person has, if they have one. Its secret is not kept."""
    return CalendarFeed.objects.filter(person_id=actor.person_id, revoked_at__isnull=True).first()


@transaction.atomic
def make_calendar(*, by: Actor) -> str:
    """Make a new secret address; an earlier one ends. Out: its token, which is kept nowhere. Raises Forbidden."""
    require(by, Act.ACCOUNT_OWN)
    end_calendar(by=by)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person_id=by.person_id, token_sha=_sha(token), recorded_at=by.now)
    record("calendar.made", subject=feed, by=by, at=by.now, agency=by.agency_code)
    return token


@transaction.atomic
def end_calendar(*, by: Actor) -> bool:
    """End the address: from now on nothing stands behind it. Out: whether there was one. Raises Forbidden, Stale."""
    require(by, Act.ACCOUNT_OWN)
    feed = CalendarFeed.objects.select_for_update().filter(person_id=by.person_id, revoked_at__isnull=True).first()
    if feed is None:
        return False
    save_version(feed, expected=feed.version, revoked_at=by.now)
    record("calendar.ended", subject=feed, by=by, at=by.now, agency=by.agency_code)
    return True


def open_calendar(*, token: str, by: Actor) -> Actor:
    """Whose calendar it is, in the roles that they have today. `by`: the job that looks, in its transaction.

    Raises NoCalendar, AskedTooOften.
    """
    feed = (
        CalendarFeed.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(token_sha=_sha(token), revoked_at__isnull=True)
        .first()
    )
    if feed is None:
        raise NoCalendar
    begins = feed.tries_since is None or by.now - feed.tries_since > TRIES_WITHIN
    tries, since = (1, by.now) if begins else (feed.tries + 1, feed.tries_since)
    CalendarFeed.objects.filter(pk=feed.pk).update(tries=tries, tries_since=since)
    if tries > MOST_TRIES:
        raise AskedTooOften
    owner = actor_of(feed.person, now=by.now)
    if Role.PUBLIC in owner.roles:
        raise NoCalendar
    return owner
