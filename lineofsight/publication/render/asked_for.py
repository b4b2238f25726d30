"""What the review asked for and what became of it, put into words once: for the pages, the PDF and the other forms."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lineofsight.library.scales import OpinionWord, PublicWord
from lineofsight.library.words import counted, day_words
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.content.promised import Answer, Answered, Recommended

ASKED_FOR = "What the review asked for, and what became of it"
BECAME, CHECKED, OWN_WORD, IN_ALL = "What became of it", "Checked outside", "Only its own word", "In all"
EACH = "Each recommendation"
NO_SENTENCE = "No sentence of this Summary answers it."


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
    """One recommendation: its name, its words, what became of it, and the sentences that answer it."""

    anchor: str
    name: str
    text: str
    word: str
    notes: tuple[str, ...]
    lines: tuple[tuple[int, str], ...]


def word_rows(content: EditionContent) -> tuple[WordRow, ...]:
    """The table of the public words. A recommendation that was replaced is in none of them.

    «Late» stands there only where something is: editions from before it was a word read as ever.
    """
    by = Counter((row.public, row.is_checked_outside) for row in content.recommendations if row.is_asked_for)
    words = [word for word in PublicWord if word is not PublicWord.LATE or by[word, True] or by[word, False]]
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


def lede(content: EditionContent) -> str:
    """«The review made 4 recommendations. No sentence of this Summary answers 2 of them. Of its 9 actions …»"""
    return " ".join(told for told in (_recommendations(content), _actions(content)) if told)


def _actions(content: EditionContent) -> str:
    rows = [row for row in content.actions if row.counts]
    if not rows:
        return ""
    done = [row for row in rows if row.is_done]
    after = sum(row.done_date is not None and row.done_date > row.due_date for row in done)
    late = sum(row.is_late for row in rows)
    told = f"{len(done) or 'none'} {'is' if len(done) < 2 else 'are'} reported complete"
    told += f", {after} of them after the day that was set" if after else ""
    if late:
        told += f", and {late} {'is' if late == 1 else 'are'} late"
    return f"Of {counted(len(rows), 'action', 'actions')}, {told}."


def _recommendations(content: EditionContent) -> str:
    rows = [row for row in content.recommendations if row.is_asked_for]
    made = f"The review made {counted(len(rows), 'recommendation', 'recommendations')}."
    untold = sum(not row.told_in for row in rows)
    if not untold:
        return made
    return f"{made} No sentence of this Summary answers {untold if untold < len(rows) else 'any'} of them."


def asked_for(content: EditionContent) -> tuple[Asked, ...]:
    """Each recommendation, in the order of its number."""
    anchors = {line.number: line.anchor for line in content.lines()}
    return tuple(
        Asked(
            anchor=f"recommendation-{row.number}",
            name=f"{row.name}.",
            text=row.text,
            word=_word(row),
            notes=tuple(_notes(row, content.partnership)),
            lines=tuple((number, anchors[number]) for number in row.told_in if number in anchors),
        )
        for row in sorted(content.recommendations, key=lambda row: row.number)
    )


def _word(row: Recommended) -> str:
    return f"{row.public.words}." if row.is_asked_for else "Replaced."


def _notes(row: Recommended, partnership: str) -> Iterator[str]:
    yield _became(row)
    if row.public_wording:
        yield f"{row.agency} says in public: {row.public_wording}"
    yield from (_answer(one) for one in row.answered if one.says)
    if not row.is_asked_for:
        return
    is_said_done = row.public in (PublicWord.IMPLEMENTED, PublicWord.PARTLY_IMPLEMENTED)
    if is_said_done or row.outside is not OpinionWord.NOT_LOOKED_AT:
        yield f"Outside opinion: {_outside(row, partnership)}."
    if not row.told_in:
        yield NO_SENTENCE


def _answer(one: Answered) -> str:
    """What was last said of an action: the agency's word, and whether anybody has verified it."""
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
    if row.public is PublicWord.IMPLEMENTED:
        says = f"said on {day_words(row.done_date)}" if row.done_date else "says"
        return f"{row.agency} {how}{_on(row)}, and {says} that it has been done."
    return f"{row.agency} {how}{_on(row)}. {_done_by(row)}"


def _on(row: Recommended) -> str:
    return f" on {day_words(row.answered_date)}" if row.answered_date else ""


def _by_when(row: Recommended) -> str:
    is_past = row.public is PublicWord.NOT_RESPONDED
    if row.respond_by is not None:
        return f"It {'had' if is_past else 'has'} until {day_words(row.respond_by)}."
    if row.due_date is not None:
        return f"It {'was' if is_past else 'is'} to be done by {day_words(row.due_date)}."
    return "No day is set by which it has to."


def _done_by(row: Recommended) -> str:
    if row.due_date is None:
        return "No day is set by which it is to be done."
    if row.public is PublicWord.LATE:
        return f"It was to be done by {day_words(row.due_date)}."
    if row.public is PublicWord.PARTLY_IMPLEMENTED:
        return f"It was to be done by {day_words(row.due_date)}, and nobody has said that it is."
    return f"It is to be done by {day_words(row.due_date)}."


def _outside(row: Recommended, partnership: str) -> str:
    if row.outside is OpinionWord.NOT_LOOKED_AT or row.outside_date is None:
        return OpinionWord.NOT_LOOKED_AT.words.lower()
    by = row.outside_role if row.outside_agency == partnership else f"{row.outside_role}, {row.outside_agency}"
    is_lapsed = row.outside is OpinionWord.LAPSED
    lapsed = "; it has lapsed, because what it rested on has changed" if is_lapsed else ""
    return f"{row.outside.words.lower()} ({by}, {day_words(row.outside_date)}{lapsed})"
