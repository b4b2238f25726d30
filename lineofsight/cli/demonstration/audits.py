"""The part of the story that tells of audits: two random rounds a year apart, one for a theme, and one that is open."""

from collections.abc import Mapping
from typing import Any

from lineofsight.assurance.actions import audit_findings as findings
from lineofsight.assurance.actions.owners import name_owner
from lineofsight.assurance.queries.audit_findings import actions_to_tie, findings_of, recommendations_to_answer
from lineofsight.assurance.queries.chain import action_alone, find_owner, may_own, state_of
from lineofsight.assurance.rules.chain import ActionState
from lineofsight.cli.demonstration.chain import move, tell_done, tell_update
from lineofsight.cli.demonstration.telling import StoryBroken, Telling
from lineofsight.desk.audits import frames
from lineofsight.library.audit import AuditKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.audits.actions import readings, rounds
from lineofsight.records.audits.queries import find_audit, tool_of
from lineofsight.records.audits.rules.assigning import second_read
from lineofsight.records.audits.rules.grades import good_of, scale_of
from lineofsight.records.audits.rules.rounds import Source

LEAD, COUNCIL = Role.LEARNING_LEAD, "council"


def tell(told: Telling) -> None:
    """The rounds of the story that are closed, the earliest first."""
    made: dict[str, Any] = {}
    for facts in told.story["audits"]:
        made[facts["name"]] = _round(told, facts, made)
    for code in told.story["answers"]:
        _what_came_of_it(told, code)


def tell_open(told: Telling) -> None:
    """The round that is read now: its files are children of the records."""
    facts = told.story["audit open now"]
    with told.acting(LEAD, facts["day"], COUNCIL) as lead:
        audit = _drawn(told, facts, Source.RECORDS, lead)
        _give_out(audit, lead)


def _drawn(told: Telling, facts: Mapping[str, Any], source: Source, lead: Actor, before: Any = None) -> Any:
    kind = shelf().get(AuditKind, facts["kind"], on=told.day(facts["day"]))
    planned = rounds.Planned(
        frame_date=told.day(facts["day"]),
        size=facts["size"],
        source=source,
        method=kind.method,
        listed=facts.get("listed"),
        again_of=before,
    )
    audit = rounds.begin_audit(kind=kind, planned=planned, by=lead)
    frames.draw(audit=audit, expected=audit.version, seed=f"story {facts['day']}", by=lead)
    return audit


def _give_out(audit: Any, lead: Actor) -> None:
    kind = shelf().newest(AuditKind, audit.kind)
    chosen = frozenset(one.person.ref for one in frames.may_read(kind, lead))
    frames.give_out(audit=audit, chosen=chosen, expected=audit.version, by=lead)


def _round(told: Telling, facts: Mapping[str, Any], made: Mapping[str, Any]) -> Any:
    who = Role(facts["role"]) if "role" in facts else LEAD
    agency = facts.get("agency", COUNCIL)
    with told.acting(who, facts["day"], agency) as lead:
        audit = _drawn(told, facts, Source.COUNTED, lead, made.get(facts.get("again", "")))
        _give_out(audit, lead)
        readings.take_list(audit=audit, files=_grades(audit, facts), by=lead)
    with told.acting(who, facts["ties"], agency) as lead:
        # As it stands after the readings: its version has moved on.
        audit = find_audit(lead, audit.ref) or audit
        _tie(told, audit, lead)
    _begin(told, agency, facts["ties"])
    with told.acting(who, facts["ties"], agency) as lead:
        audit = find_audit(lead, audit.ref) or audit
        nobody = frozenset(frames.without_second(audit, lead).first)
        findings.close_round(audit=audit, expected=audit.version, by=lead, excused=nobody)
        if "closes" in facts:
            [found] = [one for one in findings_of(lead, audit.again_of) if one.area == facts["closes"]]
            findings.close_finding(finding=found, again=audit, expected=found.version, by=lead)
    return audit


def _grades(audit: Any, facts: Mapping[str, Any]) -> dict[int, readings.Given]:
    """Grades such that each area is good or better in as many files as the story says."""
    kind, tool = shelf().newest(AuditKind, audit.kind), tool_of(audit)
    files: dict[int, dict[str, str]] = {number: {} for number in range(1, facts["size"] + 1)}
    for at, area in enumerate(kind.areas):
        scale, good = scale_of(kind, tool, area), good_of(kind, tool, area)
        upper, lower = [one for one in scale if one in good], [one for one in scale if one not in good]
        for number in files:
            # Each area begins at another file, so that no file is good in all or in none.
            place = (number + 5 * at) % facts["size"]
            is_good = place < facts["good"][area.id]
            files[number][area.id] = upper[-1 if place == 0 else 0] if is_good else lower[0 if place % 5 == 4 else -1]
    twice = second_read(list(files), share=audit.second_read, seed=audit.seed)
    return {
        number: _twice(number, grades, kind) if number in twice else readings.Given(grades)
        for number, grades in files.items()
    }


def _twice(number: int, grades: Mapping[str, str], kind: AuditKind) -> readings.Given:
    """The second reader of a file graded one area lower, and the first one's grade stood."""
    area = kind.areas[number % len(kind.areas)].id
    lower = {"outstanding": "good", "good": "requires-improvement", "requires-improvement": "inadequate"}
    second = dict(grades) | {area: lower.get(grades[area], grades[area])}
    return readings.Given(grades, second, {area: grades[area]})


def _tie(told: Telling, audit: Any, lead: Actor) -> None:
    """Each area is answered by the action that the story names for it: one that is open, or one that is made now."""
    for area in findings.untied_areas(audit, by=lead):
        answer = next((one for one in told.story["answers"][audit.agency.code] if area in one["areas"]), None)
        if answer is None:
            raise StoryBroken(
                f"The story has no action of {audit.agency.code} that answers what was found of «{area}»."
            )
        there = next((one for one in actions_to_tie(lead) if one.title == answer["action"]), None)
        if there is not None:
            findings.tie_existing(audit=audit, area=area, action=there, by=lead)
            continue
        asks = recommendations_to_answer(lead)
        if not asks:
            raise StoryBroken(
                f"No recommendation is addressed to {audit.agency.code}, so no action can answer an audit."
            )
        title, due = answer["action"], told.day(answer["due"])
        findings.tie_new(audit=audit, area=area, title=title, due_date=due, recommendation=asks[0], by=lead)


def _begin(told: Telling, code: str, day: int) -> None:
    """What a round made is agreed by its agency, somebody answers for it, and it is begun."""
    with told.acting(Role.SAFEGUARDING_LEAD, day, code) as lead:
        proposed = {one.title: one for one in actions_to_tie(lead) if state_of(one) == ActionState.PROPOSED}
    for answer in told.story["answers"][code]:
        if answer["action"] not in proposed:
            continue
        action = proposed[answer["action"]]
        move(told, action, Role.SAFEGUARDING_LEAD, day, code, ActionState.AGREED)
        with told.acting(Role.SAFEGUARDING_LEAD, day, code) as lead:
            who = next(ref for ref, name in may_own(action, day=told.day(day)) if name == Role.CONTRIBUTOR.capitalize())
            now = action_alone(lead, action.ref) or action
            role, owner = answer["role"], find_owner(who)
            name_owner(row=now, owner_role=role, owner=owner, expected_version=now.version, by=lead)
        move(told, action, Role.CONTRIBUTOR, day - 1, code, ActionState.STARTED)


def _what_came_of_it(told: Telling, code: str) -> None:
    """Once every round has been answered: what the agency says of its actions, and which of them are done."""
    with told.acting(Role.SAFEGUARDING_LEAD, told.story["heard of answers"], code) as lead:
        there = {one.title: one for one in actions_to_tie(lead)}
    for answer in told.story["answers"][code]:
        if "update" in answer:
            tell_update(told, there[answer["action"]], code, answer["update"])
        if "done" in answer:
            tell_done(told, there[answer["action"]], code, answer["done"])
