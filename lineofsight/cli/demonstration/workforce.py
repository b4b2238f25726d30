"""Who works for the council in the demonstration: lists as a personnel system makes them, handed in and taken."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lineofsight.cli.demonstration.children import AGE
from lineofsight.cli.demonstration.telling import StoryBroken, Telling
from lineofsight.desk.sight.team_day import can_cover, team_day
from lineofsight.desk.workforce import raise_all
from lineofsight.intake.lists.staff import read_staff_list
from lineofsight.intake.readers.dispatch import read
from lineofsight.library.staff_list import Programme, StaffList
from lineofsight.library.survey import Survey
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import find_child
from lineofsight.records.workforce import surveys
from lineofsight.records.workforce.alerts import say_what_was_done
from lineofsight.records.workforce.covering import say_cover
from lineofsight.records.workforce.lists import hand_in, take_list
from lineofsight.records.workforce.queries import alerts_here, find_member

Rows = Iterator[Sequence[object]]
# Before the figures of the second edition were computed; who is away is handed in as often as returns are.
LISTS_CAME = 62


def tell(told: Telling) -> None:
    """Hand in the lists of the council, as its learning lead did some days ago."""
    facts = told.story["workforce"]
    told.key_is_there("council")
    # A list of half a year ago, so that people could be asked then.
    _hand_in(told, "people-in-post", _people(told, facts, known=facts["first_list"]), back=facts["first_list"])
    for id, rows in (
        ("established-posts", _posts(told, facts)),
        ("people-in-post", _people(told, facts)),
        ("newly-qualified", _newly_qualified(told, facts)),
        ("milestones", _milestones(told, facts)),
    ):
        _hand_in(told, id, rows, back=LISTS_CAME)
    for facts in told.story["survey_rounds"]:
        _ask(told, facts)


def tell_away(told: Telling) -> None:
    """Who is away now, after the returns: then the records know which children that leaves. And what stands out."""
    _hand_in(told, "absences", _away(told, told.story["workforce"]), back=AGE)
    with told.acting(Role.LEARNING_LEAD, AGE, "council") as lead:
        raise_all(by=lead)
    stood_out, covered = told.story["stood_out"], told.story["covered"]
    with told.acting(Role.SAFEGUARDING_LEAD, stood_out["day"], stood_out["agency"]) as lead:
        first = alerts_here(lead).first()
        if first is None:
            raise StoryBroken(f"Nothing stands out in the numbers of {stood_out['agency']}, so nobody answers it.")
        say_what_was_done(alert=first, text=stood_out["done"], by=lead)
    with told.acting(Role.TEAM_MANAGER, covered["day"], "council") as manager:
        _cover(told, manager, covered)


def _cover(told: Telling, by: Actor, facts: Mapping[str, Any]) -> None:
    """Visits of those who are away go to others of the team."""
    on = told.day(facts["day"])
    for risk in team_day(by, on=on).risks[facts["but"] :]:
        people = can_cover(by, day=max(risk.visit.due, on), on=on)
        member = find_member(by, people[0].staff_ref)
        assert member is not None
        say_cover(
            subject=find_child(by, risk.ref),
            standard=risk.visit.standard,
            due=risk.visit.due,
            member=member,
            on=on,
            by=by,
        )


def _hand_in(told: Telling, id: str, rows: Rows, *, back: int) -> None:
    kind = shelf().get(StaffList, id, on=told.as_at)
    content = _written(tuple(kind.columns.values()), rows)
    taken = read_staff_list(kind, read(content, f"{id}.csv"))
    with told.acting(Role.LEARNING_LEAD, back, "council") as lead:
        row = hand_in(kind=kind, read=taken, content=content, suffix=".csv", by=lead)
        take_list(staff_list=row, kind=kind, read=taken, expected=row.version, by=lead)


def _written(head: Sequence[str], rows: Rows) -> bytes:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(head)
    table.writerows(rows)
    return text.getvalue().encode()


def _day(told: Telling, back: int | None) -> str:
    return "" if back is None else f"{told.day(back):%d/%m/%Y}"


def _place(facts: Mapping[str, Any], number: int) -> tuple[str, str]:
    """The team and the role of a post, or of somebody, by their number: pairs share a team, as the children's do."""
    teams = facts["teams"]
    role = "Team manager" if number > len(teams) and number % facts["managers"] == 0 else "Social worker"
    return teams[(number - 1) // 2 % len(teams)], role


def _posts(told: Telling, facts: Mapping[str, Any]) -> Rows:
    posts = facts["posts"]
    for number in range(1, posts["there"] + posts["added"] + 1):
        since = posts["since"] if number <= posts["there"] else posts["added_since"]
        yield f"P{number:03}", *_place(facts, number), "1", _day(told, since), ""


def _joined(facts: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """The number of each who joined in the last year, and how many days ago."""
    joined = facts["joined"]
    for place in range(joined["people"]):
        yield facts["there"]["people"] + place + 1, joined["first"] - place * joined["each"]


def _people(told: Telling, facts: Mapping[str, Any], *, known: int = 0) -> Rows:
    """Everybody who was in post by `known` days ago, with what was known of them then."""
    there, agency = facts["there"], facts["agency"]
    left = dict(zip(range(there["people"], 0, -1), there["left"], strict=False))
    joined = dict(_joined(facts))
    # The first who joined are those who can have left since.
    left |= dict(zip(joined, facts["joined"]["left"], strict=False))
    people = [*((number, there["since"] - number) for number in range(1, there["people"] + 1)), *joined.items()]
    for number, since in people:
        if since < known:
            continue
        gone = left.get(number)
        gone = None if gone is not None and gone < known else gone
        reason = "" if gone is None else "Resigned"
        yield (
            f"w{number}",
            f"P{number:03}",
            *_place(facts, number),
            "1",
            _day(told, since),
            _day(told, gone),
            "no",
            reason,
        )
    last = facts["posts"]["there"] + facts["posts"]["added"]
    for place in range(agency["people"] if agency["since"] >= known else 0):
        post = f"P{last - place:03}" if place < agency["covering"] else ""
        yield f"a{place + 1}", post, *_place(facts, last - place), "1", _day(told, agency["since"]), "", "yes", ""


def _away(told: Telling, facts: Mapping[str, Any]) -> Rows:
    for number, start, back in facts["away"]:
        yield f"w{number}", _day(told, start), _day(told, back), "no"
    for number, start, back in facts["long_leave"]:
        yield f"w{number}", _day(told, start), _day(told, back), "yes"


def _newly(facts: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for place, (number, since) in enumerate(_joined(facts)):
        if place % facts["newly_qualified"]["one_of"] == 0:
            yield number, since


def _newly_qualified(told: Telling, facts: Mapping[str, Any]) -> Rows:
    for number, since in _newly(facts):
        yield f"w{number}", _day(told, since), ""


def _milestones(told: Telling, facts: Mapping[str, Any]) -> Rows:
    kind = shelf().newest(StaffList, "milestones")
    words = {our: word for word, our in kind.words["milestone"].items()}
    place = 0
    for number, since in _newly(facts):
        programme = shelf().get(Programme, kind.always["programme"], on=told.day(since))
        for milestone in programme.milestones:
            due = programme.due(milestone.id, start=told.day(since))
            assert due is not None
            place += 1
            is_late = place % facts["newly_qualified"]["late_one_of"] == 0
            reached = date.fromordinal(due.toordinal() + (9 if is_late else -9))
            if reached <= told.day(LISTS_CAME):
                yield f"w{number}", words[milestone.id], f"{reached:%d/%m/%Y}"


def _ask(told: Telling, facts: Mapping[str, Any]) -> None:
    """A round of the pulse: opened, answered by so many of each team, and closed unless it is open now."""
    with told.acting(Role.LEARNING_LEAD, facts["opened"], "council") as lead:
        survey = shelf().newest(Survey, "pulse")
        row = surveys.open_round(survey=survey, closes=told.day(facts["opened"] - survey.open_days), by=lead)
    by = job("answers", now=told.moment(facts["opened"]))
    with scope(by, writes=True):
        for team, number in facts["answered"].items():
            given = [
                {
                    one.id: (5, 4, 3, 2, 4)[(at * 3 + place) % 5] if (at + place) % facts["low_one_of"] else 2
                    for place, one in enumerate(survey.questions)
                }
                for at in range(number)
            ]
            surveys.answer(survey_round=row, team=team, given=given, by=by)
    if "closed" in facts:
        with told.acting(Role.LEARNING_LEAD, facts["closed"], "council") as lead:
            found = surveys.find_survey_round(lead, row.ref) or row
            surveys.close_round(survey_round=found, expected=found.version, by=lead)
