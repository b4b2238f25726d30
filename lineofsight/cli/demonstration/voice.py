"""The part of the story that tells what people said, their complaints, and what a director asked."""

from datetime import timedelta
from typing import Any

from lineofsight.assurance.actions.questions import ask_holder
from lineofsight.cli.demonstration.telling import Telling
from lineofsight.desk.voice import calendar_of
from lineofsight.library.complaint import Complaints
from lineofsight.library.listening import Listening
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import Role
from lineofsight.partnership.shelf import shelf
from lineofsight.records.voice import actions
from lineofsight.records.voice.rules import ConsentGiven, HeardTold

COUNCIL, LEAD = "council", Role.SAFEGUARDING_LEAD


def tell(told: Telling) -> None:
    """The lead of the council enters what was heard, keeps words, takes complaints through; the director asks."""
    made = [_heard(told, facts) for facts in told.story["voice"]]
    _words(told, made)
    for facts in told.story["complaints"]:
        _complaint(told, facts)
    facts = told.story["asked"]
    with told.acting(Role(facts["role"]), facts["back"], facts["agency"]) as actor:
        ask_holder(
            holder=agency_by_code(facts["agency"]),
            line="What carers said: those who answered were not told yet what changed.",
            asks=facts["asks"],
            answer_by=told.day(facts["back"]) + timedelta(days=facts["days"]),
            about_kind="heard",
            about_ref=made[2].ref,
            by=actor,
        )


def _heard(told: Telling, facts: dict[str, object]) -> Any:
    way = shelf().newest(Listening, str(facts["way"]))
    back = int(str(facts["back"]))
    counts = HeardTold(
        month=told.day(back).replace(day=1),
        who=str(facts["who"]),
        occasion=str(facts["occasion"]),
        asked=int(str(facts["asked"])),
        answered=int(str(facts["answered"])),
        themes=facts.get("themes") or {},  # type: ignore[arg-type]
        yes=facts.get("yes") or {},  # type: ignore[arg-type]
    )
    with told.acting(LEAD, back, COUNCIL) as lead:
        made = actions.enter_heard(way=way, told=counts, by=lead)
    if facts.get("changed"):
        back = int(str(facts["told_back"]))
        with told.acting(LEAD, back, COUNCIL) as lead:
            actions.say_what_changed(
                heard=made,
                way=way,
                changed=str(facts["changed"]),
                told_how=str(facts["told"]),
                told_on=told.day(back),
                expected=made.version,
                by=lead,
            )
    if facts.get("sent"):
        with told.acting(LEAD, back, COUNCIL) as lead:
            actions.send_heard(heard=made, expected=made.version, by=lead)
    return made


def _words(told: Telling, made: list[Any]) -> None:
    facts = told.story["words"]
    heard = made[facts["heard"]]
    given = told.day(facts["agreed_back"])
    consent = ConsentGiven("quoted", given, given + timedelta(days=facts["until"]))
    with told.acting(LEAD, facts["agreed_back"], COUNCIL) as lead:
        way = shelf().newest(Listening, heard.way)
        actions.keep_quotation(heard=heard, way=way, words=facts["words"], consent=consent, by=lead)


def _complaint(told: Telling, facts: dict[str, object]) -> None:
    procedure = shelf().newest(Complaints, str(facts["procedure"]))
    back = int(str(facts["back"]))
    with told.acting(LEAD, back, COUNCIL) as lead:
        row = actions.receive_complaint(
            procedure=procedure,
            who=str(facts["who"]),
            theme=str(facts["theme"]),
            began=told.day(back),
            calendar=calendar_of(procedure),
            by=lead,
        )
    if facts.get("answered"):
        back = int(str(facts["answered"]))
        with told.acting(LEAD, back, COUNCIL) as lead:
            actions.answer_complaint(
                complaint=row,
                procedure=procedure,
                outcome=str(facts["outcome"]),
                changed=str(facts["changed"]),
                answered=told.day(back),
                expected=row.version,
                by=lead,
            )
