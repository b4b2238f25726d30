"""What the review asked for and what became of it, put into words once: for the pages, the PDF and the other forms."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lineofsight.library.scales import DeliveryWord, OpinionWord, PublicWord
from lineofsight.library.words import day_words, listed
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.content.promised import Acted, Answer, Answered, Recommended

ASKED_FOR = "What became of the recommendations"
BECAME, CHECKED, OWN_WORD, IN_ALL = "What became of it", "Looked at outside", "Its agency's word alone", "In all"
EACH = "What the review asked for, and what became of it"
OTHER, NO_RECOMMENDATION = "Other actions.", "They stand under none of the recommendations."


@dataclass(frozen=True, kw_only=True)
class WordRow:
    """How many recommendations have one of the public words; `note` tells the same on a narrow page."""

    word: str
    checked: int
    own_word: int
    total: int
    note: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One recommendation: its name, its words, what became of it and of its actions, and the sentences that answer it.

    `word` is empty for what stands under no recommendation.
    """

    anchor: str
    name: str
    text: str
    word: str
    notes: tuple[str, ...]
    lines: tuple[tuple[int, str], ...] = ()


def word_rows(content: EditionContent) -> tuple[WordRow, ...]:
    """The table of the public words, of those that some recommendation has: of the others nothing is said. A
    recommendation that was replaced is in none of them."""
    by = Counter((row.word, row.is_checked_outside) for row in content.recommendations if row.is_asked_for)
    words = (word for word in PublicWord if by[word, True] or by[word, False])
    return tuple(_word_row(word, by[word, True], by[word, False]) for word in words)


def _word_row(word: PublicWord, checked: int, own_word: int) -> WordRow:
    told = ((CHECKED, checked), (OWN_WORD, own_word))
    return WordRow(
        word=word.words,
        checked=checked,
        own_word=own_word,
        total=checked + own_word,
        note=", ".join(f"{what.lower()} {number}" for what, number in told if number),
    )


def asked_for(content: EditionContent) -> tuple[Asked, ...]:
    """Each recommendation in the order of its number with its actions, then the actions that stand under none."""
    anchors = {line.number: line.anchor for line in content.lines()}
    found = tuple(
        Asked(
            anchor=f"recommendation-{row.number}",
            name=f"{row.name}.",
            text=row.text,
            word=_word(row, content),
            notes=tuple(_notes(row, content)),
            lines=tuple((number, anchors[number]) for number in row.told_in if number in anchors),
        )
        for row in sorted(content.recommendations, key=lambda row: row.number)
    )
    under = {number for row in content.recommendations for number in _under(row, content)}
    left = [acted for acted in _in_order(content) if acted.counts and acted.number not in under]
    other = Asked(
        anchor="other-actions",
        name=OTHER,
        text=NO_RECOMMENDATION,
        word="",
        notes=tuple(_action(acted, None, agency="") for acted in left),
    )
    return (*found, other) if left else found


def _word(row: Recommended, content: EditionContent) -> str:
    """«Not yet due; action 4 is late.»: the public word, and what it alone would hide."""
    if not row.is_asked_for:
        return "Replaced."
    if row.word is not PublicWord.NOT_YET_DUE:
        return f"{row.word.words}."
    told = [f"{row.word.words}{', and not answered yet' if row.answer is Answer.NONE else ''}"]
    late = late_under(row, content)
    if late:
        names = f"action {late[0]}" if len(late) == 1 else f"actions {listed(list(map(str, late)))}"
        told.append(f"{names} {'is' if len(late) == 1 else 'are'} late")
    return f"{'; '.join(told)}."


def late_under(row: Recommended, content: EditionContent) -> list[int]:
    """The numbers of the actions of a recommendation that are late."""
    under = set(_under(row, content))
    return [acted.number for acted in _in_order(content) if acted.number in under and acted.counts and acted.is_late]


def _notes(row: Recommended, content: EditionContent) -> Iterator[str]:
    yield _became(row)
    if row.public_wording:
        yield f"{row.agency} says in public: {row.public_wording}"
    said = {one.number: one for one in row.answered}
    acted = {one.number: one for one in content.actions}
    for number in _under(row, content):
        if number in acted:
            yield _action(acted[number], said.get(number), agency=row.agency)
        elif said[number].says:
            yield _answer(said[number])
    is_said_done = row.word in (PublicWord.IMPLEMENTED, PublicWord.PARTLY_IMPLEMENTED)
    if row.is_asked_for and (is_said_done or row.outside is not OpinionWord.NOT_LOOKED_AT):
        yield f"Outside opinion: {_outside(row, content.partnership)}."


def _in_order(content: EditionContent) -> list[Acted]:
    return sorted(content.actions, key=lambda acted: acted.number)


def _under(row: Recommended, content: EditionContent) -> tuple[int, ...]:
    """The numbers of its actions. Editions from before name only those of which something was said."""
    named = {acted.number for acted in content.actions if row.number in acted.under}
    return tuple(sorted(named | {one.number for one in row.answered}))


def _action(acted: Acted, said: Answered | None, *, agency: str) -> str:
    """«Action 4: Agree how to tell the council. Started. Late: it was to be done by 4 December 2025.»"""
    asks = acted.asks or (said.title if said else "")
    name = f"{acted.name} ({acted.agency})" if acted.agency != agency else acted.name
    told = [_delivered(acted)]
    if acted.counts and not acted.is_done:
        due = day_words(acted.due_date)
        told.append(f"Late: it was to be done by {due}" if acted.is_late else f"To be done by {due}")
        if said and said.says:
            told.append(f"Last said, as at {day_words(said.said_date)}: {said.says}")
    return f"{name}: {asks}{'. ' if asks else ''}{'. '.join(told)}."


def _delivered(acted: Acted) -> str:
    """What its agency says of it: when it was reported complete, and whether that was after its day."""
    if not acted.is_done:
        return acted.delivery.words
    told = "Reported complete"
    if acted.done_date is not None:
        told += f" on {day_words(acted.done_date)}"
        told += f", after its day ({day_words(acted.due_date)})" if acted.done_date > acted.due_date else ""
    return f"{told}; the business unit has verified it" if acted.delivery is DeliveryWord.VERIFIED else told


def _answer(one: Answered) -> str:
    """What was last said of an action of which nothing else is known."""
    seen = " The business unit has verified it." if one.is_verified else ""
    return f"{one.name}, {one.title}: {one.says}, says {one.agency}, as at {day_words(one.said_date)}.{seen}"


def _became(row: Recommended) -> str:
    """Who leads it, what was answered, and by when it is to be done: days, and never a word of how well."""
    match row.answer:
        case Answer.REPLACED:
            by = f" by recommendation {row.replaced_by}" if row.replaced_by else ""
            return f"It was replaced{by}, so that {row.agency} no longer has to do it."
        case Answer.NONE:
            # How far it is, is another question: an agency may have told that and never said that it accepts.
            told = ", and has said how far it is" if any(one.says for one in row.answered) else ""
            return f"{row.agency} has not said whether it accepts it{told}. {_by_when(row)}"
        case Answer.DECLINED:
            return f"{row.agency} declined it{_on(row)}."
    how = "accepted it in part" if row.answer is Answer.IN_PART else "accepted it"
    if row.word is PublicWord.IMPLEMENTED:
        says = f"said on {day_words(row.done_date)}" if row.done_date else "says"
        return f"{row.agency} {how}{_on(row)}, and {says} that it has been done."
    return f"{row.agency} {how}{_on(row)}. {_done_by(row)}"


def _on(row: Recommended) -> str:
    return f" on {day_words(row.answered_date)}" if row.answered_date else ""


def _by_when(row: Recommended) -> str:
    is_past = row.word is PublicWord.NOT_RESPONDED
    if row.respond_by is not None:
        return f"It {'had' if is_past else 'has'} until {day_words(row.respond_by)}."
    if row.due_date is not None:
        return f"It {'was' if is_past else 'is'} to be done by {day_words(row.due_date)}."
    return "No day was set by which it has to."


def _done_by(row: Recommended) -> str:
    if row.due_date is None:
        return "By when it is to be done, nobody has set."
    if row.word is PublicWord.LATE:
        return f"It was to be done by {day_words(row.due_date)}."
    if row.word is PublicWord.PARTLY_IMPLEMENTED:
        return f"It was to be done by {day_words(row.due_date)}, and nobody has said that it is."
    return f"It is to be done by {day_words(row.due_date)}."


def _outside(row: Recommended, partnership: str) -> str:
    if row.outside is OpinionWord.NOT_LOOKED_AT or row.outside_date is None:
        return OpinionWord.NOT_LOOKED_AT.words.lower()
    by = row.outside_role if row.outside_agency == partnership else f"{row.outside_role}, {row.outside_agency}"
    is_lapsed = row.outside is OpinionWord.LAPSED
    lapsed = "; it has lapsed, because what it rested on has changed" if is_lapsed else ""
    return f"{row.outside.words.lower()} ({by}, {day_words(row.outside_date)}{lapsed})"
