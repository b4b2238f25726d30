"""Rows of those who work, as faces of the library: `posts`, `posts-listed`, `spells`, `milestones` and
`at-risk-visits`.

Of a person there is a reference that says nothing, and no number of anybody's leaves this place uncounted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from lineofsight.assurance.at_risk import visits_at_risk
from lineofsight.assurance.faces.row import Row, in_order
from lineofsight.assurance.shelf import shelf
from lineofsight.library.clock import Calendar
from lineofsight.library.measure import FaceColumns
from lineofsight.library.shelf import NotOnShelf
from lineofsight.library.staff_list import Programme
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.records.days import number_of
from lineofsight.records.tables import known_of, questions_answered
from lineofsight.records.workforce import queries
from lineofsight.records.workforce.models import Spell
from lineofsight.records.workforce.rules import InPost, Stay, filled, stays, working_days_away

BEGINNING = date(1970, 1, 1)
CALENDAR = "england-bank-holidays"


def _columns(face: str, on: date) -> tuple[str, ...]:
    return shelf().get(FaceColumns, face, on=on).column_names()


def post_rows(by: Actor, on: date) -> Iterator[Row]:
    """What is in posts on the day: what people of the agency fill, what agency workers do, and what is vacant."""
    columns = _columns("posts", on)
    people = queries.in_post(by, on=on)
    for number, one in enumerate(people):
        own = {"line": "agency worker" if one.is_agency_worker else "in post", "covers_vacancy": one.covers_vacancy}
        place = {"agency": one.agency, "team": one.team, "role": one.role}
        yield in_order(
            {"row": f"{one.staff_ref}-{number}", **own, **place, "heads": 1, "fte_hundredths": one.fte_hundredths},
            columns,
        )
    for post in filled(queries.established(by, on=on), people):
        place = {"agency": post.agency, "team": post.team, "role": post.role}
        none = {"heads": 0, "fte_hundredths": post.vacant, "covers_vacancy": False}
        yield in_order({"row": f"established-{post.post}", "line": "vacant", **place, **none}, columns)


def established_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each post that is established on the day, filled or not, and since when it is there."""
    columns = _columns("posts-listed", on)
    for post in queries.established(by, on=on):
        place = {"post": post.post, "agency": post.agency, "team": post.team, "role": post.role}
        yield in_order({**place, "made_date": post.since, "fte_hundredths": post.established}, columns)


def spell_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each time of somebody in a post that began by the day, with their cases and days away."""
    columns = _columns("spells", on)
    ever = queries.ever_in_post(by, start=BEGINNING, until=on)
    cases = _cases(by, on)
    lost = _days_away(by, on)
    newly = {one.staff_ref for one in queries.on_programmes(by, on=on)}
    whole: dict[str, list[Stay]] = defaultdict(list)
    for each in stays(ever):
        whole[each.staff_ref].append(each)
    last = _last_of_each(ever)
    for number, one in enumerate(ever):
        stay = next(
            (
                each
                for each in whole[one.staff_ref]
                if each.joined <= one.since and (each.left is None or one.since <= each.left)
            ),
            None,
        )
        is_last = last[one.staff_ref] is one
        has_left = stay is not None and stay.left is not None and stay.left == one.until
        in_post = one.until is None or one.until > on
        yield in_order(
            {
                "spell": f"{one.staff_ref}-{number}",
                "person": one.staff_ref,
                "agency": one.agency,
                "team": one.team,
                "role": one.role,
                "kind": "agency worker" if one.is_agency_worker else "in post",
                "is_in_post": in_post,
                "is_case_holder": one.is_case_holder,
                "is_newly_qualified": one.staff_ref in newly,
                "is_joining": stay is not None and stay.joined == one.since,
                "is_still_here": stay is not None and not stay.has_left(on),
                "joined_date": stay.joined if stay else one.since,
                "left_date": one.until if has_left and one.until and one.until <= on else None,
                "fte_hundredths": one.fte_hundredths,
                "heads": 1,
                "cases": cases.get(one.staff_ref, 0) if in_post and is_last else 0,
                "days_away": lost.get(one.staff_ref, 0) if is_last else 0,
            },
            columns,
        )


def _last_of_each(ever: tuple[InPost, ...]) -> Mapping[str, InPost]:
    """The last time in a post of each person: what is counted once for a person stands there."""
    found: dict[str, InPost] = {}
    for one in sorted(ever, key=lambda each: (each.since, each.until or date.max)):
        found[one.staff_ref] = one
    return found


def _cases(by: Actor, on: date) -> Mapping[str, int]:
    """How many children each person holds on the day, where the records of children know them."""
    found: dict[str, int] = {}
    holders = queries.case_holding_roles()
    # Most agencies keep no records of children: nobody of theirs holds any.
    for agency_id, workers in queries.workers_by_agency(by).items():
        asked = (
            'SELECT worker, role, COUNT(DISTINCT child) FROM allocation WHERE start <= %s AND ("until" IS NULL OR'
            ' "until" > %s) GROUP BY worker, role ORDER BY worker, role'
        )
        rows = questions_answered(known_of(agency_id, at=by.now), asked, [number_of(on), number_of(on)])
        counts: dict[str, int] = defaultdict(int)
        for worker, role, count in rows:
            if role in holders:
                counts[worker] += count
        for ref, shown in workers.items():
            found[ref] = counts.get(shown, 0)
    return found


def _days_away(by: Actor, on: date) -> Mapping[str, int]:
    """On how many working days of the twelve months to the day each person was away."""
    first = on - timedelta(days=364)
    of: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for one in queries.away(by, start=first, until=on):
        of[one.staff_ref].append((one.start, one.until))
    days_off = _days_off(on)
    return {ref: working_days_away(some, first=first, last=on, days_off=days_off) for ref, some in of.items()}


def _days_off(on: date) -> frozenset[date]:
    try:
        return frozenset(shelf().get(Calendar, CALENDAR, on=on).days_off)
    except NotOnShelf:
        return frozenset()


def milestone_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each milestone of each person on a programme whose day has come, or that they reached before."""
    columns = _columns("milestones", on)
    for one in queries.on_programmes(by, on=on):
        try:
            programme = shelf().get(Programme, one.programme, on=one.start)
        except NotOnShelf:
            continue
        reached = dict(one.reached)
        for milestone in programme.milestones:
            due = programme.due(milestone.id, start=one.start)
            day = reached.get(milestone.id)
            if due is None or (due > on and day is None) or (one.until is not None and one.until < due and day is None):
                continue
            facts = {"person": one.staff_ref, "agency": one.agency, "team": one.team, "programme": one.programme}
            asked = {"milestone": milestone.id, "due_date": due, "reached_date": day}
            yield in_order({**facts, **asked, "is_in_time": day is not None and day <= due}, columns)


def at_risk_rows(by: Actor, on: date) -> Iterator[Row]:
    """Each visit that an absence on the day leaves at risk, covered or not."""
    columns = _columns("at-risk-visits", on)
    for agency in Agency.objects.filter(pk__in=Spell.objects.visible_to(by).values("agency_id")).order_by("pk"):
        for one in visits_at_risk(by, agency, on=on):
            facts = {"child": one.child, "standard": one.standard, "agency": agency.name, "team": one.team}
            yield in_order({**facts, "due_date": one.due, "is_covered": one.covered_by != ""}, columns)


ROWS: Mapping[str, Callable[[Actor, date], Iterator[Row]]] = {
    "posts": post_rows,
    "posts-listed": established_rows,
    "spells": spell_rows,
    "milestones": milestone_rows,
    "at-risk-visits": at_risk_rows,
}
