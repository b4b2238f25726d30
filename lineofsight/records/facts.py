"""Facts of some kinds alone, child by child, for pages that ask one thing of many children; and who reviews whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from lineofsight.partnership.actor import Actor
from lineofsight.records.days import day_of, number_of
from lineofsight.records.histories import Carried, Event
from lineofsight.records.identities.models import Post
from lineofsight.records.identities.rules import PostOf
from lineofsight.records.tables import Known, carried, questions_answered

OFFICER = "reviewing officer"


def events_of(
    of: Known, kinds: Collection[str], *, children: Collection[str] | None = None
) -> Mapping[str, tuple[Event, ...]]:
    """The events of some kinds by child, in the order of their days; of some children alone where they are named."""
    marks = ", ".join(["%s"] * len(kinds))
    asked = f"SELECT child, kind, day, code, link FROM event WHERE kind IN ({marks})"  # noqa: S608
    found: dict[str, list[Event]] = defaultdict(list)
    for child, kind, day, code, link in questions_answered(of, asked, sorted(kinds)):
        if children is None or child in children:
            found[child].append(Event(kind, None if day is None else day_of(day), code, link))
    return {child: tuple(sorted(events, key=lambda one: (str(one.day or ""), one))) for child, events in found.items()}


def reach_of_kinds(of: Known) -> Mapping[str, Carried]:
    """How far the records reach, by kind; a kind that no return holds in full is not there."""
    return {line.kind: line for line in carried(of)}


def own_caseload(actor: Actor, of: Known, *, on: date) -> int | None:
    """How many children the actor is the reviewing officer of on a day; None for whoever is no officer of the records.

    One's own number alone: nobody is compared with anybody.
    """
    posts = Post.objects.visible_to(actor).filter(person_id=actor.person_id, ended_at__isnull=True, of=PostOf.CHILDREN)
    shown = posts.values_list("worker__shown", flat=True).first()
    if not shown:
        return None
    asked = (
        "SELECT count(DISTINCT child) FROM allocation"
        ' WHERE worker = %s AND role = %s AND start <= %s AND ("until" IS NULL OR "until" > %s)'
    )
    day = number_of(on)
    return int(questions_answered(of, asked, [shown, OFFICER, day, day])[0][0])
