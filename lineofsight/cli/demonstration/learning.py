"""The part of the story that tells of learning: lists of staff and courses, sessions of several agencies, answers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from lineofsight.cli.demonstration.telling import Telling
from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.lists.staff import read_staff_list
from lineofsight.library.course import Course
from lineofsight.library.staff_list import StaffList
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.learning import actions, queries
from lineofsight.records.learning.actions import Who
from lineofsight.records.learning.rules import Moment
from lineofsight.records.workforce import lists

LISTS_CAME, PLANNED_BEFORE = 62, 21


def tell(told: Telling) -> None:
    """Lists first, then the sessions in the order of their days, then what stands open today."""
    facts = told.story["learning"]
    for one in facts["lists"]:
        _lists(told, one)
    for number, one in enumerate(facts["sessions"]):
        _held(told, one, number)
    _open(told, facts["open"])
    _ahead(told, facts["ahead"])


def _lists(told: Telling, facts: Mapping[str, Any]) -> None:
    """The lists of one body: who is in post, who is away for long, and what its learning system knows.

    Where a body has no groups, its people came with another list, and are numbers of that one.
    """
    people: list[tuple[str, ...]] = [(f"w{number}",) for number in range(1, facts.get("numbers", 0) + 1)]
    for group in facts.get("groups", ()):
        since = _written(told, group["since"])
        for _ in range(group["number"]):
            people.append((f"{len(people) + 101}", group["team"], group["role"], "1", since))
    if "groups" in facts:
        _take(told, facts["agency"], "people-in-post", ("Staff number", "Team", "Role", "FTE", "Started"), people)
    if "away" in facts:
        away = facts["away"]
        rows = [(who[0], _written(told, away["since"]), "", "yes") for who in people[: away["number"]]]
        _take(told, facts["agency"], "absences", ("Staff number", "First day away", "Back on", "Long leave"), rows)
    courses = [row for one in facts["courses"] for row in _course_rows(told, one, people)]
    _take(told, facts["agency"], "courses-taken", ("Staff number", "Course code", "Completed", "Outcome"), courses)


def _course_rows(told: Telling, one: Mapping[str, Any], people: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Those who took a course, the last of the list first: whoever is away comes last."""
    day = _written(told, one["day"])
    known = list(reversed(people[one.get("after", 0) : one["of"]]))
    for at, who in enumerate(known[: one["took"] + one.get("did_not_come", 0)]):
        yield (who[0], one["code"], day, "Attended" if at < one["took"] else "Absent")


def _written(told: Telling, back: int) -> str:
    return f"{told.day(back):%d/%m/%Y}"


def _take(told: Telling, agency: str, id: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    kind = shelf().newest(StaffList, id)
    table = Block(Kind.TABLE, "", 1, rows=(head, *rows), has_header=True)
    read = read_staff_list(kind, FileRead(f"{id}.csv", (table,)))
    content = "\n".join(",".join(row) for row in (head, *rows)).encode()
    told.key_is_there(agency)
    with told.acting(Role.SAFEGUARDING_LEAD, LISTS_CAME, agency) as lead:
        listed = lists.hand_in(kind=kind, read=read, content=content, suffix=".csv", by=lead)
        lists.take_list(staff_list=listed, kind=kind, read=read, expected=listed.version, by=lead)


def _plan(told: Telling, facts: Mapping[str, Any], back: int, places: int, day: Any) -> Any:
    course = shelf().newest(Course, facts["course"])
    with told.acting(Role.LEARNING_LEAD, back, "council") as lead:
        return actions.plan_session(
            course=course,
            day=day,
            place=facts["place"],
            places=places,
            is_for_several=not facts.get("own", False),
            by=lead,
        )


def _held(told: Telling, facts: Mapping[str, Any], number: int) -> None:
    """A session that was held: each body booked its people, one came without a booking, and some did not come."""
    back, came = facts["day"], sum(facts["came"].values())
    session = _plan(told, facts, back + PLANNED_BEFORE, came + facts["not_here"] + 4, told.day(back))
    here = [ref for code, many in facts["came"].items() for ref in _booked(told, session, code, many, number)]
    with told.acting(Role.LEARNING_LEAD, back + 3, "council") as lead:
        now = _again(lead, session)
        for at in range(facts["not_here"]):
            actions.book(session=now, who=Who(f"Booked {at + 1}", f"9{number}{at}"), by=lead)
    _answer_both(told, facts, session)
    with told.acting(Role.LEARNING_LEAD, back, "council") as lead:
        now = _again(lead, session)
        who = Who("Came without a booking", _of_council(number * 10 + 30))
        actions.add_who_came(session=now, who=who, agency=agency_by_code("council"), by=lead)
        added = [row.ref for row in queries.booked_for(lead, now) if row.was_added]
        actions.save_register(session=now, here=[*here, *added], left_early=[], expected=now.version, by=lead)
        actions.close_register(session=now, expected=now.version, by=lead)
    _answer_later(told, facts, session)


def _booked(told: Telling, session: Any, code: str, many: int, number: int) -> list[str]:
    """So many people of a body, booked by whoever leads there: numbers of its own list, others each time."""
    role = Role.LEARNING_LEAD if code == "council" else Role.SAFEGUARDING_LEAD
    found = []
    told.key_is_there(code)
    with told.acting(role, told.story["learning"]["sessions"][number]["day"] + 5, code) as lead:
        now = _again(lead, session)
        for at in range(many):
            own = _of_council(number * 10 + at) if code == "council" else f"{101 + (number * 10 + at) % 60}"
            found.append(actions.book(session=now, who=Who(f"Guest {at + 1}", own), by=lead).ref)
    return found


def _of_council(number: int) -> str:
    """The staff number of somebody in the council's own list who is in post still (story/workforce.yaml)."""
    return f"w{1 + number % 55}"


def _again(lead: Actor, session: Any) -> Any:
    found = queries.find_session(lead, session.ref)
    return found or session


def _answer_both(told: Telling, facts: Mapping[str, Any], session: Any) -> None:
    """Before and after, on the day. Most rise by one or two, some stay."""
    course = shelf().newest(Course, facts["course"])
    by = job("answers", now=told.moment(facts["day"]))
    with scope(by, writes=True):
        for at in range(facts.get("both", 0)):
            low = 1 + at % 3
            before = {one.id: str(low) for one in course.paired}
            rise = (1, 2, 0, 1)[at % 4]
            after = {one.id: str(min(low + rise, 5)) for one in course.paired}
            after |= {one.id: str(3 + at % 3) for one in course.reaction}
            for moment, given in ((Moment.BEFORE, before), (Moment.AFTER, after)):
                actions.answer(session=session, moment=moment, code=f"code {at} of mine", given=given, by=by)


def _answer_later(told: Telling, facts: Mapping[str, Any], session: Any) -> None:
    """Seven weeks later: whether it was used, and what some managers have seen."""
    if "later" not in facts:
        return
    by = job("answers", now=told.moment(facts["day"]) + timedelta(weeks=7))
    with scope(by, writes=True):
        for at in range(facts["later"]):
            given = {"used": "used" if at < facts["used"] else "no-chance"}
            said = actions.answer(session=session, moment=Moment.LATER, code=f"code {at} of mine", given=given, by=by)
            if at < facts.get("asked_manager", 0):
                seen = "seen" if at < facts["seen"] else "not-seen"
                actions.confirm(said=queries.said_at(said.ref) or said, code=seen, by=by)


def _open(told: Telling, facts: Mapping[str, Any]) -> None:
    """A session of today whose register is open: each body books its own people."""
    session = _plan(told, facts, PLANNED_BEFORE, 24, told.day(facts["day"]))
    for code, many in facts["booked"].items():
        told.key_is_there(code)
        with told.acting(Role.SAFEGUARDING_LEAD, 6, code) as lead:
            now = _again(lead, session)
            for at in range(many):
                actions.book(
                    session=now,
                    who=Who(
                        f"{code[:1].upper()}-{140 + at}", _of_council(20 + at) if code == "council" else f"{140 + at}"
                    ),
                    by=lead,
                )


def _ahead(told: Telling, facts: Mapping[str, Any]) -> None:
    _plan(told, facts, 2, facts["places"], told.as_at + timedelta(days=facts["in_days"]))
