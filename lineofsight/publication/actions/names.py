"""Names that may not be printed: registered by an agency, hashed at once, and kept nowhere as they were typed."""

from collections.abc import Iterable

from django.db import transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import own_agency
from lineofsight.partnership.rows import save_version, written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.publication.gate.names import folded, name_hash
from lineofsight.publication.models import RegisteredName
from lineofsight.publication.name_keys import key_mark, known_key, name_key
from lineofsight.trail.actions import record

MOST_AT_ONCE = 50


class NoName(ValueError):
    """What was typed is no name that can be looked for. The sentence says what to enter, and never repeats it."""


@transaction.atomic
def register_names(*, names: Iterable[str], by: Actor) -> int:
    """Register names for one's own agency. Out: how many were new. Raises Forbidden, NoName."""
    require(by, Act.NAMES_KEEP)
    agency = own_agency(by)
    typed = {folded(name) for name in names if name.strip()}
    if not typed:
        raise NoName("Enter at least one name, one on a line.")
    if len(typed) > MOST_AT_ONCE:
        raise NoName(f"You entered {len(typed)} lines. Enter at most {MOST_AT_ONCE} at once.")
    if any(sum(letter.isalpha() for letter in name) < 2 for name in typed):
        raise NoName("One of the lines is no name: a name has at least two letters.")
    key = name_key(agency)
    shas = {name_hash(name, key=key) for name in typed}
    known = set(RegisteredName.objects.visible_to(by).filter(agency=agency, sha__in=shas).values_list("sha", flat=True))
    made = [
        RegisteredName(
            agency=agency,
            # The check of a Summary compares with the names of all agencies; by their hashes nobody can read them.
            audience=Audience.HUB,
            sha=sha,
            key_mark=key_mark(key),
            **written_by(by),
        )
        for sha in sorted(shas - known)
    ]
    # Two leads of one agency may type the same name at the same moment: it is registered once.
    RegisteredName.objects.bulk_create(made, ignore_conflicts=True)
    record("names.registered", subject=agency, by=by, at=by.now, agency=agency.code, count=len(shas - known))
    return len(shas - known)


@transaction.atomic
def take_name_away(*, name: str, by: Actor) -> None:
    """Take one name of one's own agency away: it is typed again, and its hash is blanked. Raises Forbidden, NoName."""
    require(by, Act.NAMES_KEEP)
    agency = own_agency(by)
    key = known_key(agency)
    own = RegisteredName.objects.visible_to(by).filter(agency=agency).exclude(sha="")
    row = own.filter(sha=name_hash(name, key=key)).first() if key and name.strip() else None
    if row is None:
        raise NoName("Your agency has not registered this name. Type it as it was typed then: each part, in its order.")
    save_version(row, expected=row.version, sha="", taken_at=by.now)
    record("names.taken_away", subject=agency, by=by, at=by.now, agency=agency.code, count=1)
