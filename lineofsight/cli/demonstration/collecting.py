"""The part of the story that tells of a round of updates: who answered, by which way, and who is silent."""

from typing import Any

from lineofsight.assurance.actions import answers, rounds
from lineofsight.assurance.actions.answers import Minute
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.rounds import AnswerKind, Said, Way
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role


def tell(told: Any) -> None:
    """The round is opened and two of three agencies answer."""
    facts = told.story["round"]
    with told.acting(Role.BUSINESS_MANAGER, facts["opened"]) as unit:
        opened = rounds.open_round(
            review=told.review,
            asked=[one.row for one in queries.can_be_asked(told.review, unit) if one.is_proposed],
            opens_date=told.day(facts["opened"]),
            due_date=told.day(facts["last"]),
            guidance=facts["guidance"],
            by=unit,
        )
    said = facts["unchanged"]
    with told.acting(Role.SAFEGUARDING_LEAD, said["day"], said["agency"]) as lead:
        for item in _items(opened.ref, said["agency"], lead):
            answers.give_answer(item=item, said=Said(AnswerKind.UNCHANGED), expected=0, by=lead)
    said = facts["on_behalf"]
    with told.acting(Role.BUSINESS_MANAGER, said["day"]) as unit:
        for item in _items(opened.ref, said["agency"], unit):
            answers.give_answer(
                item=item,
                said=Said(AnswerKind.UPDATE, said["text"]),
                expected=0,
                way=Way.ON_BEHALF,
                minute=Minute(said["agreed_by"], said["agreed_where"], told.day(said["day"] + 1)),
                by=unit,
            )


def _items(ref: str, agency: str, by: Actor) -> list[Any]:
    found = queries.find_round(by, ref)
    shares = found.shares.all() if found else ()
    return [item for share in shares if share.agency.code == agency for item in share.items.all()]
