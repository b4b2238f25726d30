"""Two editions of one review, compared sentence by sentence. Plain values in, plain values out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lineofsight.library.scales import OpinionWord, PublicWord, WhoSays
from lineofsight.publication.content.changed import Became, Change, ChangeKind, Changes, Differs, OpenThen, Since, Stood
from lineofsight.publication.content.edition import EditionContent, Line, OpenItem, OpenKind
from lineofsight.publication.content.open_list import of_recommendation, open_list
from lineofsight.publication.content.promised import Acted, Answer, Recommended
from lineofsight.publication.render.sentences import figure_words, signed_views, who_says

# How the records name an action in the list («Action 7: Train the managers»).
_ACTION = re.compile(r"Action (?P<number>\d+): ")
_REACH = {WhoSays.OWNER: 0, WhoSays.PARTNER: 1, WhoSays.INDEPENDENT: 2}
# An opinion that has lapsed is worth more than a bad one and less than a good one. One that was not given yet is worth
# neither: the first makes a sentence no weaker and no stronger, whatever it says, or nobody would ask for one.
_WORTH = {
    OpinionWord.NO_ASSURANCE: 0,
    OpinionWord.LIMITED: 1,
    OpinionWord.NOT_LOOKED_AT: 2,
    OpinionWord.LAPSED: 2,
    OpinionWord.REASONABLE: 3,
    OpinionWord.SUBSTANTIAL: 4,
}


def changes(earlier: EditionContent, later: EditionContent, *, withdrawn: tuple[int, ...] = ()) -> Changes:
    """What changed from one edition to the next. `withdrawn` are the numbers of editions between them.

    A sentence is the same one when its statement is; where that is another, when its wording is the same.
    """
    pairs = _pairs(earlier, later)
    met = {line.number for line, _ in pairs}
    found = [*_gone(earlier, met), *(_changed(before, after) for before, after in pairs)]
    known = {after.number for _, after in pairs}
    found += [
        Change(kind=ChangeKind.NEW, statement_ref=line.statement_ref, after=_stood(line))
        for line in later.lines()
        if line.number not in known
    ]
    changed = [change for change in found if change is not None]
    order = list(ChangeKind)
    return Changes(
        since=Since(ref=earlier.ref, number=earlier.number, as_at_date=earlier.as_at_date, sha=earlier.sha),
        withdrawn=withdrawn,
        items=tuple(sorted(changed, key=lambda change: order.index(change.kind))),
        unchanged=len(found) - len(changed),
        open_items=tuple(_became(item, earlier, later) for item in open_list(earlier)),
    )


def _pairs(earlier: EditionContent, later: EditionContent) -> list[tuple[Line, Line]]:
    by_ref = {line.statement_ref: line for line in earlier.lines()}
    refs = {line.statement_ref for line in later.lines()}
    by_wording = {line.wording: line for line in earlier.lines() if line.statement_ref not in refs}
    pairs = []
    for line in later.lines():
        before = by_ref.get(line.statement_ref) or by_wording.pop(line.wording, None)
        if before is not None:
            pairs.append((before, line))
    return pairs


def _gone(earlier: EditionContent, met: set[int]) -> Iterator[Change]:
    for line in earlier.lines():
        if line.number not in met:
            yield Change(kind=ChangeKind.WITHDRAWN, statement_ref=line.statement_ref, before=_stood(line))


def _changed(before: Line, after: Line) -> Change | None:
    """None where the sentence stands as it stood; its number and its place may be others."""
    then, now = _stood(before), _stood(after)
    kind = kind_of(then, now)
    if kind is None:
        return None
    return Change(kind=kind, statement_ref=after.statement_ref, before=then, after=now)


def kind_of(then: Stood, now: Stood) -> ChangeKind | None:
    """What became of a sentence; None where it stands as it stood.

    What weakens a sentence comes before what makes it stronger: one loss is not made good by a gain elsewhere.
    """
    is_first_look = then.opinion is OpinionWord.NOT_LOOKED_AT and now.opinion is not OpinionWord.NOT_LOOKED_AT
    known = replace(then, opinion=now.opinion) if is_first_look else then
    steps = [b - a for a, b in zip(_weight(known), _weight(now), strict=True)]
    if min(steps) < 0:
        return ChangeKind.WEAKER
    if max(steps) > 0:
        return ChangeKind.STRONGER
    if is_first_look:
        return ChangeKind.LOOKED_AT
    if (then.due_date, then.action_date) != (now.due_date, now.action_date):
        return ChangeKind.REDATED
    here = replace(now, number=then.number, anchor=then.anchor)
    if here == then:
        return None
    return ChangeKind.SEEN_OTHERWISE if replace(here, views=then.views) == then else ChangeKind.REWORDED


def _weight(stood: Stood) -> tuple[int, ...]:
    return (int(stood.shows), _REACH[stood.who_says], _WORTH[stood.opinion], int(stood.has_lasted))


def _stood(line: Line) -> Stood:
    return Stood(
        number=line.number,
        anchor=line.anchor,
        agency=line.agency,
        wording=line.wording,
        shows=line.shows,
        who_says=who_says(line),
        opinion=_opinion(line),
        has_lasted=line.has_lasted,
        due_date=line.due_date,
        action_date=line.action_date,
        figures=tuple(words for figure in line.figures if (words := figure_words(figure))),
        views=tuple(Differs(agency=one.agency, view=one.text) for one in signed_views(line)),
    )


def _opinion(line: Line) -> OpinionWord:
    if line.opinion is None:
        return OpinionWord.NOT_LOOKED_AT
    return OpinionWord.LAPSED if line.opinion.has_lapsed else line.opinion.level


def _became(item: OpenItem, earlier: EditionContent, later: EditionContent) -> OpenThen:
    by_records = _by_records(item, earlier, later)
    if by_records is not None:
        return by_records
    line = _line_now(item, earlier, later)
    still = next((other for other in open_list(later) if _is_the_same(item, other, line)), None)
    if still is None:
        became = Became.SHOWN if line is not None else Became.GONE
    elif item.expected_date != still.expected_date:
        became = Became.NEW_DATE
    else:
        became = Became.STILL_OPEN
    return OpenThen(
        text=item.text,
        became=became,
        agency=item.agency,
        expected_before=item.expected_date,
        expected_after=still.expected_date if still else None,
        line_number=line.number if line else None,
        line_anchor=line.anchor if line else "",
        shows=line.shows if line else None,
    )


def _by_records(item: OpenItem, earlier: EditionContent, later: EditionContent) -> OpenThen | None:
    """What became of a recommendation or an action, by the records; None for anything else, and where it is open."""
    if any((item.text, item.agency) == (other.text, other.agency) for other in open_list(later)):
        return None
    refs = {row.ref for row in earlier.recommendations if of_recommendation(row) == item}
    asked = next((row for row in later.recommendations if row.ref in refs), None)
    late = _ACTION.match(item.text) if item in earlier.open_records and item.kind is OpenKind.LATE else None
    acted = next((row for row in later.actions if late and row.number == int(late["number"])), None)
    became, day = _of_asked(asked) if asked else _of_acted(acted) if acted else (None, None)
    if became is None:
        return None
    line = next((line for line in later.lines() if asked and line.number in asked.told_in), None)
    return OpenThen(
        text=item.text,
        became=became,
        agency=item.agency,
        expected_before=item.expected_date,
        line_number=line.number if line else None,
        line_anchor=line.anchor if line else "",
        on_date=day,
    )


def _of_asked(row: Recommended) -> tuple[Became | None, date | None]:
    if row.answer is Answer.REPLACED:
        return Became.REPLACED, None
    if row.public is PublicWord.IMPLEMENTED:
        return Became.IMPLEMENTED, row.done_date
    is_answered = row.answer in (Answer.ACCEPTED, Answer.IN_PART) and row.public is PublicWord.NOT_YET_DUE
    return (Became.ANSWERED, row.answered_date) if is_answered else (None, None)


def _of_acted(row: Acted) -> tuple[Became | None, date | None]:
    if not row.counts:
        return Became.CANCELLED, None
    return (Became.COMPLETE, row.done_date) if row.is_done else (None, None)


def _line_now(item: OpenItem, earlier: EditionContent, later: EditionContent) -> Line | None:
    refs = {line.statement_ref for line in earlier.lines() if line.number == item.line_number}
    return next((line for line in later.lines() if line.statement_ref in refs), None)


def _is_the_same(item: OpenItem, other: OpenItem, line: Line | None) -> bool:
    if line is not None and other.line_number == line.number:
        return True
    return (item.text, item.agency) == (other.text, other.agency)
