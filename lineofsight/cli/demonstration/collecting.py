"""The part of the story that tells of a round of updates: who answered, by which way, and who is silent."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from lineofsight.assurance.actions import answers, packs, rounds
from lineofsight.assurance.actions.answers import Minute
from lineofsight.assurance.queries import rounds as queries
from lineofsight.assurance.rules.rounds import AnswerKind, Said, Way
from lineofsight.files.actions import keep_file
from lineofsight.packs.content import HEADINGS
from lineofsight.packs.excel import write_excel
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Audience, Role


def tell(told: Any) -> None:
    """The round is opened, two of three agencies answer, and the pack of the third waits for a look."""
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
    _pack_came_back(told, opened.ref, facts["pack"])


def _pack_came_back(told: Any, ref: str, facts: Any) -> None:
    """Somebody filled in the pack of an agency and sent it by mail; the business manager uploads it."""
    with told.acting(Role.BUSINESS_MANAGER, facts["day"]) as unit:
        share = _items(ref, facts["agency"], unit)[0].share
        share = queries.find_share(unit, share.ref) or share
        content = _filled(write_excel(packs.make_pack(share=share, by=unit)), facts["text"], facts["beside"])
        held = keep_file(content=content, name="pack.xlsx", agency=share.agency, by=unit, audience=Audience.HUB)
        packs.read_pack(share=share, held=held, by=unit)


def _filled(content: bytes, words: str, beside: str) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet: Any = book.active
    column = list(HEADINGS).index("words") + 1
    sheet.cell(sheet.max_row, column).value = words
    sheet.cell(sheet.max_row + 1, column).value = beside
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _items(ref: str, agency: str, by: Actor) -> list[Any]:
    found = queries.find_round(by, ref)
    shares = found.shares.all() if found else ()
    return [item for share in shares if share.agency.code == agency for item in share.items.all()]
