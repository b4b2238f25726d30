"""The pack of one agency in a round: put together from what it is asked, written as a file, and read back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from lineofsight.assurance.models import PackMade, PackReading, RoundShare
from lineofsight.assurance.queries.rounds import last_answers, undecided_of
from lineofsight.assurance.rules.rounds import kinds_asked
from lineofsight.files.models import Held
from lineofsight.files.queries import open_held
from lineofsight.intake.apart import value_apart
from lineofsight.intake.carrying import packed, unpacked_as
from lineofsight.library.words import day_words
from lineofsight.packs.content import Pack, PackItem
from lineofsight.packs.excel import write_excel
from lineofsight.packs.found import Reading
from lineofsight.packs.reading import READER
from lineofsight.packs.sheet import Sheet
from lineofsight.packs.word import write_word

WRITERS: Mapping[str, Callable[[Pack], bytes]] = MappingProxyType({"xlsx": write_excel, "docx": write_word})
"""How a pack is written, by the ending of its file."""


def pack_of(share: RoundShare) -> Pack:
    """What stands in the pack of an agency today; it has no number until it is made. Takes a row of `find_share`."""
    items = list(share.items.all())
    last, undecided = last_answers(items), undecided_of(items)
    return Pack(
        key="",
        round_label=share.round.label,
        review=share.round.review.name,
        agency=share.agency.name,
        due_day=day_words(share.due_date),
        guidance=share.round.guidance,
        items=tuple(
            PackItem(
                ref=item.ref,
                label=item.label,
                title=item.title,
                last=last[item.pk].text if item.pk in last else "",
                last_day=day_words(last[item.pk].as_at_date) if item.pk in last else "",
                kinds=tuple(
                    str(kind)
                    for kind in kinds_asked(
                        of_action=item.action_id is not None,
                        is_undecided=item.recommendation_id in undecided,
                        has_last=item.pk in last,
                        of_sentence=item.statement_id is not None,
                    )
                ),
            )
            for item in items
        ),
    )


def as_made(made: PackMade) -> Pack:
    """The pack as it was when it was made."""
    return replace(unpacked_as(Pack, made.body), key=made.ref)


def body_of(value: Pack | Reading) -> str:
    """A pack, or what was read in one, as text to keep."""
    return json.dumps(packed(value), ensure_ascii=False)


def reading_in(row: PackReading) -> Reading:
    """What was read in a pack that came back."""
    return unpacked_as(Reading, row.body)


def sheet_of(held: Held) -> Sheet:
    """The file as it was found, read in a process of its own. Raises Unreadable."""
    with open_held(held) as file:
        found: Sheet = value_apart(Sheet, file.read(), held.name, reader=READER)
    return found
