"""Lines become units: a file of lines breaks paragraphs in two, and this puts them together again.

Two things break a paragraph. A line of a set width ends where the next word would not have fitted. And a file that was
turned into text from something else breaks a paragraph anywhere, with a gap and even a bullet before the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lineofsight.intake.blocks import Block, Kind
from lineofsight.intake.documents import Doubt
from lineofsight.intake.layout.numbering import Count, Mark, Scheme, bullet_of, codes_in, counts_bare, marks_of
from lineofsight.intake.patterns import lazily

_ENDS = (".", "!", "?", ";", ":", "…")
_CLOSERS = "\"'”’»)]"
# A text that ends in one of these is not finished, whatever comes next.
_UNFINISHED = lazily(
    r"(?:\b(?:the|a|an|of|and|or|to|in|on|at|by|for|with|from|that|which|who|is|are|was|were|has|have|had|been"
    r"|be|as|their|its"
    r"|this|these|our|his|her|into|than|between|within|across|about|including|not|will|can|could|should|would"
    r"|may|also|both"
    r"|such|through|under|over|when|where|while|because|if|so|but)|,|[–—-])$",
    re.IGNORECASE,
)
# «Who we are», «What the work is for»: a question as a heading.
_ASKS = lazily(
    r"(?:Who|What|Where|How|Why|When)\s(?:[\w’'-]+\s){0,6}"
    r"(?:are|is|was|were|has|have|can|will|for|from|with|in|by|this|that|it|about|to|on|of|at|into|out|over|through|up|down|off|next)"
)
# «RAG: amber», «Owner: the ICB»: a field that is filled in.
_FIELD = lazily(
    r"(?:RAG(?: rating| status)?|Status|Owners?|Leads?(?: agency| officer)?|Due(?: date)?|Deadline|Timescale|Rating"
    r"|By whom|By when|Target date|Completed|Evidence|Impact)\s?:\s?\S",
    re.IGNORECASE,
)
# «On leaving, a girl said: “Can we come back?”»
_SAYS = lazily(r"[:,]\s[\"“‘'][^\"”]{2,}[?!][\"”’']$")
_LABELLED = lazily(r"(?:Recommendation|Finding|Action|Theme|Question|Priority|Undertaking|Learning point)\s\d{1,2}\b")
_ENDS_IN_PARTICLE = lazily(
    r"\b(?:about|over|on|in|by|through|across|under|between|for|with|at|to|from|this|that)$", re.IGNORECASE
)
_HARD_HYPHEN = lazily(r"\w[-‐]$")
_QUOTE_START = "\"“‘'«"
_TEXT = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.LINE)
_QUOTES = tuple(_QUOTE_START)
_QUOTE_END = tuple("\"”’'»")
_SPEAKER_LINE = lazily(r"[–—-]{1,2}\s?[^.;:!?]{2,80}\.?")


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: a paragraph, a heading, or something that is neither.

    `mark` is the number or bullet it began with, `kind` what the file says it is (LINE where it says nothing),
    `stands_apart` whether a gap came before it, and `followed_by_gap` whether one came after.
    """

    text: str
    line: int
    mark: Mark | None = None
    kind: Kind = Kind.LINE
    level: int = 0
    stands_apart: bool = True
    followed_by_gap: bool = True
    joined: bool = False

    @property
    def is_numbered(self) -> bool:
        """Does it carry a number or a letter, not merely a bullet?"""
        return self.mark is not None and self.mark.scheme is not Scheme.BULLET


def is_finished(text: str) -> bool:
    """Does the text end as a sentence ends?"""
    return text[-40:].rstrip().rstrip(_CLOSERS).rstrip().endswith(_ENDS)


def is_unfinished(text: str) -> bool:
    """Does the text end in a word after which something must follow?"""
    return bool(_UNFINISHED.search(text.rstrip()[-20:])) and not text.isupper()


def looks_like_heading(text: str, *, stands_out: bool = False) -> bool:
    """Could this line be a heading: short, beginning large, and not ended as a sentence?

    One that stands out by its letters is whole even where it ends in a small word: «Out and about».
    """
    body = text.strip()
    # A heading that says which recommendation it is goes on with the whole of it.
    most = 320 if _LABELLED.match(body) else 120
    if not body or len(body) > most or (most == 120 and len(body.split()) > 16):
        return False
    first = next((c for c in body if c.isalnum()), "")
    if not first or first.islower() or body[0] in _QUOTE_START:
        return False
    if _ASKS.fullmatch(body):
        return True
    if _FIELD.match(body) or _SAYS.search(body):
        return False
    is_whole = not is_unfinished(body) or (stands_out and bool(_ENDS_IN_PARTICLE.search(body)))
    # «She wrote: “I was heard.”» ends as a sentence ends, inside its mark.
    return (
        (body.rstrip(_CLOSERS) or body)[-1] not in ".;,!…"
        and not (body[-1] == ":" and len(body.split()) > 5)
        and is_whole
    )


def is_title_like(text: str) -> bool:
    """«Where this comes from», «Try this»: a heading that ends in a small word, where it stands out."""
    return looks_like_heading(text, stands_out=True)


def join(blocks: Sequence[Block]) -> tuple[list[Unit], list[Doubt]]:
    """Return the units of a file, in order, and what was doubtful on the way.

    Blocks that are no lines are taken as the file gives them; tables must have been set apart before.
    """
    return _Joiner(blocks).run()


def with_quotations_shown(units: list[Unit]) -> list[Unit]:
    """A paragraph that ends in a colon goes on in the one quotation that stands under it, in whatever format."""
    result: list[Unit] = []
    for position, unit in enumerate(units):
        above = result[-1] if result else None
        below = units[position + 1] if position + 1 < len(units) else None
        if above is not None and not above.is_numbered and (_is_short(above) or _is_quoted(below)):
            result.append(unit)  # «What parents said:», over a list of what they said
            continue
        # One that goes on in further paragraphs stays apart, as it is printed.
        is_text = (
            unit.kind in (Kind.PARAGRAPH, Kind.LINE) and unit.mark is None and unit.text.rstrip(" .")[-1:] in _QUOTE_END
        )
        if is_text and above is not None and above.kind in _TEXT and shows_quotation(above, unit.text):
            result[-1] = replace(above, text=f"{above.text} {unit.text}")
        else:
            result.append(unit)
    return result


def _is_short(unit: Unit) -> bool:
    return looks_like_heading(unit.text) or len(unit.text.split()) <= 3 or unit.mark is not None


def _is_quoted(unit: Unit | None) -> bool:
    """Is the unit nothing but one quotation?"""
    text = unit.text.strip(" .") if unit is not None and unit.kind in _TEXT else ""
    closing = {"“": "”", '"': '"'}.get(text[:1])
    return text.find(closing, 1) == len(text) - 1 if closing else text[:1] in _QUOTES and text[-1:] in _QUOTE_END


@dataclass
class _Open:
    """The unit that lines are still being added to. Only its end is looked at, so that long ones cost no more."""

    line: int
    mark: Mark | None
    stands_apart: bool
    parts: list[str] = field(default_factory=list)
    length: int = 0
    joined: bool = False

    def add(self, text: str) -> None:
        if self.parts and not (_HARD_HYPHEN.search(self.parts[-1][-3:]) and text[:1].islower()):
            self.parts.append(" ")
        self.parts.append(text)
        self.length += len(text)

    @property
    def near(self) -> str:
        """The whole text while it is short, and later its last part."""
        return "".join(self.parts) if self.length <= 400 else "".join(self.parts[-3:])

    @property
    def is_numbered(self) -> bool:
        return self.mark is not None and self.mark.scheme is not Scheme.BULLET

    @property
    def is_prose(self) -> bool:
        return self.length > 90 or len(self.near.split()) > 16


_OF_HEADINGS = (Scheme.WHOLE, Scheme.BARE, Scheme.DOTTED)


class _Joiner:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        lines = [block.text for block in blocks if block.kind is Kind.LINE]
        self.width = _wrapped_width(lines)
        headings = [block.text for block in blocks if block.kind is Kind.HEADING]
        given = [block.text for block in blocks if block.kind is Kind.PARAGRAPH and not block.printed]
        told = [block.text for block in blocks if block.kind in (Kind.HEADING, Kind.LINE, Kind.PARAGRAPH)]
        self.count = Count(bare=counts_bare(lines) or counts_bare(headings) or counts_bare(given), codes=codes_in(told))
        self.units: list[Unit] = []
        self.open: _Open | None = None
        self.last_line = ""
        self.doubts: list[Doubt] = []

    def run(self) -> tuple[list[Unit], list[Doubt]]:
        for position, block in enumerate(self.blocks):
            if block.kind is Kind.LINE:
                self._line(block, self.blocks[position + 1] if position + 1 < len(self.blocks) else None)
            else:
                self._close(gap=True)
                self.units.append(self._given(block))
        self._close(gap=True)
        return self.units, self.doubts

    def _given(self, block: Block) -> Unit:
        is_typed = not block.printed or block.kind is Kind.HEADING
        candidates = [
            mark for mark in marks_of(block.text, codes=True) if not (block.printed and mark.scheme not in _OF_HEADINGS)
        ]
        mark = self.count.choose(candidates if is_typed else [], may_begin=True)
        text = mark.rest if mark else block.text
        if block.printed and mark:
            # Numbered by the program and by hand as well: the hand knew better, and both stay to be seen.
            mark = replace(mark, printed=f"{block.printed} {mark.printed}")
        elif block.printed:
            mark = printed_mark(block.printed)
        return Unit(text, block.line, mark, block.kind, block.level)

    def _line(self, block: Block, following: Block | None) -> None:
        before = self.open
        may_begin = before is None or block.gap or is_finished(before.near) or looks_like_heading(before.near)
        mark = self.count.choose(marks_of(block.text, codes=True), may_begin=may_begin)
        rest = mark.rest if mark else block.text
        if before is not None and self._continues(before, block, mark, following):
            if _tells_speaker(before, block):
                rest = block.text
            elif block.gap or mark:
                self._say_joined(before, rest, block)
            before.add(rest)
            before.joined = True
        else:
            self._close(gap=block.gap)
            self.open = _Open(block.line, mark, block.gap)
            self.open.add(rest)
            if mark and mark.glued and mark.rest[0].isdigit():
                self._say_glued(mark, block)
        self.last_line = block.text

    def _say_joined(self, before: _Open, rest: str, block: Block) -> None:
        label = before.mark.label if before.mark else None
        where = "a paragraph" if label is None else f"paragraph {label}"
        sentence = f"A break inside {where} was closed: «… {_tail(before.near)}» goes on with «{_head(rest)} …»."
        self.doubts.append(Doubt("joined", sentence, label, block.line, ("one paragraph", "two paragraphs")))

    def _say_glued(self, mark: Mark, block: Block) -> None:
        sentence = f"Paragraph {mark.label} has no space after its number; we read its text as «{_head(mark.rest)} …»."
        readings = (f"paragraph {mark.label}, then «{_head(mark.rest)}»", f"no paragraph number: «{_head(block.text)}»")
        self.doubts.append(Doubt("glued-number", sentence, mark.label, block.line, readings))

    def _close(self, *, gap: bool) -> None:
        unit = self.open
        if unit is not None:
            text = "".join(unit.parts)
            self.units.append(
                Unit(
                    text, unit.line, unit.mark, Kind.LINE, 0, unit.stands_apart, followed_by_gap=gap, joined=unit.joined
                )
            )
        self.open = None

    def _continues(self, before: _Open, block: Block, mark: Mark | None, following: Block | None) -> bool:
        """Does this line go on with the unit that is open?"""
        if mark is not None and mark.scheme is not Scheme.BULLET:
            return False
        hangs = block.level > 0 and not block.gap and mark is None and before.mark is not None
        if hangs or _tells_speaker(before, block):
            return True
        rest = mark.rest if mark else block.text
        if mark is not None:
            return self._bullet_continues(before, rest, following)
        if is_finished(before.near):
            return self._wrapped(block) or (not block.gap and shows_quotation(before, rest))
        is_title = before.mark is None and looks_like_heading(before.near)
        if not block.gap and before.near.isupper() and rest.isupper() and looks_like_heading(rest):
            return True  # a heading in capitals over two lines
        if _starts_small(rest):
            return not (block.gap and is_title)
        if is_unfinished(before.near):
            # Across a gap, a short line may be a title that ends in such a word: «Two years on».
            return not block.gap or before.is_prose or (before.is_numbered and not is_title_like(before.near))
        if not block.gap:
            if self._wrapped(block) or (before.is_prose and not looks_like_heading(rest)):
                return True
            return bool(self.width) and len(self.last_line) > 0.6 * self.width and not is_title
        # After a gap, a capital may begin a heading, a closing line or the rest of the sentence: only prose goes on.
        return before.is_numbered and before.is_prose and not looks_like_heading(rest)

    def _bullet_continues(self, before: _Open, rest: str, following: Block | None) -> bool:
        in_list = before.mark is not None and before.mark.scheme is Scheme.BULLET and not before.joined
        goes_on = is_unfinished(before.near) and not (before.is_numbered and is_title_like(before.near))
        if is_finished(before.near) or in_list or not (_starts_small(rest) or goes_on):
            return False
        # Several bullets in a row are a list, even where its opening words end without a colon.
        follows = following is not None and following.kind is Kind.LINE and bool(bullet_of(following.text))
        return not (follows and following is not None and not _carries_number(following.text))

    def _wrapped(self, block: Block) -> bool:
        """Was the line before ended only because the next word did not fit?"""
        if block.gap or not self.width:
            return False
        first_word = block.text.split(maxsplit=1)[0]
        return len(self.last_line) + 1 + len(first_word) > 0.9 * self.width


def shows_quotation(before: "_Open | Unit", rest: str) -> bool:
    """Does a paragraph end in a colon, with the quotation shown under it?"""
    near = before.near if isinstance(before, _Open) else before.text
    is_unit = isinstance(before, Unit)
    return (is_unit or before.is_numbered) and near.rstrip().endswith(":") and rest[:1] in _QUOTES


def _tells_speaker(before: _Open, block: Block) -> bool:
    """«— a father of two», straight under what he said: the dash tells who speaks, and begins no list."""
    return not block.gap and before.near.rstrip()[-1:] in _QUOTE_END and bool(_SPEAKER_LINE.fullmatch(block.text))


def _wrapped_width(lines: Sequence[str]) -> int:
    """Return the width at which the file's lines were broken, or 0 where each line is a whole paragraph."""
    long = sorted(len(line) for line in lines if len(line) > 40)
    if len(long) < 3:
        return 0
    width = long[int(len(long) * 0.95)] if len(long) > 20 else long[-1]
    broken = sum(
        1
        for line, after in pairwise(lines)
        if len(line) > 0.7 * width and not is_finished(line) and _starts_small(after)
    )
    return width if width <= 160 and broken >= 2 else 0


def _starts_small(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return first.islower()


def _carries_number(text: str) -> bool:
    return any(mark.scheme is not Scheme.BULLET for mark in marks_of(text))


def printed_mark(printed: str) -> Mark:
    """Return the mark for a number that the file shows by automatic numbering and does not hold in its text."""
    for mark in marks_of(printed + " X"):
        if mark.rest == "X":
            return replace(mark, printed=printed, rest="")
    bare = printed.strip().rstrip(".)")
    label = int(bare) if bare.isdecimal() else (bare or None)
    return Mark(Scheme.WHOLE if bare.isdecimal() else Scheme.BULLET, printed, label, (), "")


def _tail(text: str) -> str:
    return " ".join(text.split()[-3:])


def _head(text: str) -> str:
    return " ".join(text.split()[:3])
