"""The part of the story that tells of forms, challenges, the panel and the advice line."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lineofsight.cli.demonstration.other_children import Known
from lineofsight.cli.demonstration.telling import StoryBroken, Telling, each
from lineofsight.desk.challenges import raise_one, step_on
from lineofsight.library.challenge import ChallengeKind, Step
from lineofsight.library.instrument import About, AnswerAs, Instrument, Question, Section
from lineofsight.library.register import AnswerKind, RegisterKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.forms.actions import add_entry, begin_form, save_sections, sign_form
from lineofsight.records.forms.rules.answers import Answers, Value, kept_in
from lineofsight.records.registers.actions import entries
from lineofsight.records.registers.actions.challenges import Raised
from lineofsight.records.registers.actions.entries import Said
from lineofsight.records.registers.actions.papers import name_paper
from lineofsight.records.registers.queries.challenges import find_challenge
from lineofsight.records.registers.queries.entries import chased_of, find_entry, find_meeting
from lineofsight.records.registers.rules.challenges import Asked
from lineofsight.records.registers.rules.entries import Follows, PaperSaid


def tell(told: Telling, known: Known) -> None:
    """Forms that were begun and signed, challenges, a panel that met and the next, and further entries."""
    for then, facts in each(told, told.story["forms"]):
        _form(then, known, facts)
    for then, facts in each(told, told.story["challenges"]):
        _challenge(then, known, facts)
    _panel(told, known, told.story["panel"])
    for then, facts in each(told, told.story["entries"]):
        _entry(then, known, facts)


def _form(told: Telling, known: Known, facts: Mapping[str, Any]) -> None:
    with told.acting(Role(facts["role"]), facts["begun"], facts["agency"]) as actor:
        instrument = shelf().get(Instrument, facts["instrument"], on=told.day(facts["begun"]))
        child = known.child(actor, facts["agency"], facts["child"])
        answers = {
            id: _answers(told, kept_in(instrument, _section(instrument, id)), some, entry=_first_entry(instrument, id))
            for id, some in facts["sections"].items()
        }
        if instrument.adds_only:
            (only,) = answers.values()
            add_entry(instrument=instrument, about=About.CHILD, answers=only, subject=child, by=actor)
            return
        form = begin_form(instrument=instrument, about=About.CHILD, subject=child, by=actor)
        save_sections(form=form, answers=answers, expected=dict.fromkeys(answers, 0), by=actor)
    if "signed" in facts:
        with told.acting(Role(facts["role"]), facts["signed"], facts["agency"]) as actor:
            sign_form(form=form, expected=form.version, by=actor)


def _section(instrument: Instrument, id: str) -> Section:
    found = instrument.section(id)
    if found is None:
        raise StoryBroken(f"«{instrument.title}» has no section «{id}».")
    return found


def _first_entry(instrument: Instrument, id: str) -> int:
    """Sections that repeat count their entries from one."""
    return 1 if _section(instrument, id).repeats else 0


def _answers(told: Telling, asked: Iterable[Question], given: Mapping[str, Any], *, entry: int) -> Answers:
    """The answers of a section: days are counted back, several answers come as a list."""

    days = {one.id for one in asked if one.answer is AnswerAs.DAY}

    def value(id: str, said: Any) -> Value:
        return told.day(said) if id in days else tuple(said) if isinstance(said, list) else said

    return {(id, entry): value(id, said) for id, said in given.items()}


def _challenge(told: Telling, known: Known, facts: Mapping[str, Any]) -> None:
    agency = facts["agency"]
    with told.acting(Role(facts["role"]), facts["raised"], agency) as actor:
        kind = shelf().get(ChallengeKind, facts["kind"], on=told.day(facts["raised"]))
        raised = Raised(
            other_agency=agency_by_code(facts.get("other", agency)),
            concern=facts["concern"],
            wanted=facts["wanted"],
            is_urgent=False,
            stage=facts["stage"],
            reason=facts.get("passed_over", ""),
            subject=known.child(actor, agency, facts["child"]),
            third_agency=agency_by_code(facts["third"]) if "third" in facts else None,
        )
        made = raise_one(kind=kind, raised=raised, by=actor)
    if "answer" in facts:
        said = facts["answer"]
        with told.acting(Role(said["role"]), said["day"], said["agency"]) as actor:
            row = find_challenge(actor, made.ref) or made
            asked = Asked(Step.ANSWER, answer=said["code"])
            step_on(challenge=row, asked=asked, said=said["said"], expected=row.version, by=actor)
    if "view" in facts:
        said = facts["view"]
        with told.acting(Role(said["role"]), said["day"], facts["third"]) as actor:
            row = find_challenge(actor, made.ref) or made
            step_on(challenge=row, asked=Asked(Step.SAY), said=said["said"], expected=row.version, by=actor)
    if "resolved" in facts:
        ended = facts["resolved"]
        with told.acting(Role(facts["role"]), ended["day"], agency) as actor:
            row = find_challenge(actor, made.ref) or made
            asked = Asked(Step.RESOLVE, outcome=ended["outcome"], has_learning=False)
            step_on(challenge=row, asked=asked, said="", expected=row.version, by=actor)
    if "signed" in facts:
        with told.acting(Role.SAFEGUARDING_LEAD, facts["signed"], agency) as lead:
            row = find_challenge(lead, made.ref) or made
            step_on(challenge=row, asked=Asked(Step.CLOSE), said="", expected=row.version, by=lead)


def _register(told: Telling, id: str, back: int) -> RegisterKind:
    return shelf().get(RegisterKind, id, on=told.day(back))


def _panel(told: Telling, known: Known, facts: Mapping[str, Any]) -> None:
    for held in facts["held"]:
        _held(told, known, facts, held)
    _booked(told, known, facts["register"], facts["next"])


def _held(told: Telling, known: Known, facts: Mapping[str, Any], held: Mapping[str, Any]) -> None:
    meeting, booked = _booked(told, known, facts["register"], held)
    with told.acting(Role.SAFEGUARDING_LEAD, held["day"], "council") as lead:
        kind = _register(told, facts["register"], held["day"])
        entries.say_who_is_there(kind=kind, meeting=meeting, present=held["present"], expected=meeting.version, by=lead)
        for ref, (_, item) in zip(booked, each(told, held["items"]), strict=True):
            entry = find_entry(lead, ref)
            if entry is None:
                raise StoryBroken("The lead does not see an item of the panel.")
            said = Said(item["recorded"], _follows(told, item))
            entries.record_entry(kind=kind, entry=entry, said=said, expected=entry.version, by=lead)
        there = find_meeting(lead, meeting.ref) or meeting
        none: frozenset[str] = frozenset()
        entries.close_meeting(kind=kind, meeting=there, carry=none, leave=none, expected=there.version, by=lead)
    for ref, (_, item) in zip(booked, each(told, held["items"]), strict=True):
        _done(told, kind, ref, item.get("follows", ()))


def _booked(told: Telling, known: Known, register: str, facts: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """A meeting is opened, and items are booked for it. Out: the meeting, and the reference of each item."""
    with told.acting(Role.SAFEGUARDING_LEAD, facts["opened"], "council") as lead:
        kind = _register(told, register, facts["opened"])
        meeting = entries.open_meeting(kind=kind, on=told.day(facts["day"]), by=lead)
        made = [
            entries.book(
                kind=kind,
                meeting=meeting,
                subject=known.child(lead, "council", item["child"]),
                answers=item["booked"],
                by=lead,
            )
            for _, item in each(told, facts["items"])
        ]
        for entry, (_, item) in zip(made, each(told, facts["items"]), strict=True):
            for one in item.get("papers", ()):
                paper = PaperSaid(one["what"], one["edition"], told.day(one["day"]), one["held_by"], one["place"])
                name_paper(kind=kind, entry=entry, said=paper, by=lead)
    return meeting, [one.ref for one in made]


def _follows(told: Telling, facts: Mapping[str, Any]) -> tuple[Follows, ...]:
    return tuple(Follows(one["what"], one["by"], told.day(one["due"])) for one in facts.get("follows", ()))


def _done(told: Telling, kind: RegisterKind, ref: str, follows: Iterable[Mapping[str, Any]]) -> None:
    for one in follows:
        if "done" not in one:
            continue
        with told.acting(Role.SAFEGUARDING_LEAD, one["done"], "council") as lead:
            row = _chased(lead, ref, one["what"], told.day(one["due"]))
            entries.say_done(kind=kind, chased=row, on=told.day(one["done"]), expected=row.version, by=lead)


def _chased(lead: Actor, ref: str, what: str, due: date) -> Any:
    entry = find_entry(lead, ref)
    found = chased_of(lead, [entry])[entry.pk] if entry else []
    return next(row for row in found if (row.what, row.due_date) == (what, due))


def _entry(told: Telling, known: Known, facts: Mapping[str, Any]) -> None:
    with told.acting(Role(facts["role"]), facts["day"], facts["agency"]) as actor:
        kind = _register(told, facts["register"], facts["day"])
        days = {one.id for one in kind.recorded if one.kind is AnswerKind.DAY}
        answers = {id: told.day(said) if id in days else said for id, said in facts["answers"].items()}
        child = known.child(actor, facts["agency"], facts["child"]) if "child" in facts else None
        said = Said(answers, _follows(told, facts))
        made = entries.log(kind=kind, on=told.day(facts["day"]), subject=child, said=said, by=actor)
    _done(told, kind, made.ref, facts.get("follows", ()))
