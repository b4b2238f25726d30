"""Quotations: which stretches in quotation marks are somebody's words, and whose.

A stretch is a quotation when somebody is said to speak it, or when it is too long to be anything else. A name, a title
or a word held at arm's length stays a term: nobody could be asked whether they said it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lineofsight.intake.bodies.inspectorates import inspectorates_in, is_inspection
from lineofsight.intake.characters import words as words_of
from lineofsight.intake.documents import Doubt, Label, Quotation, Term
from lineofsight.intake.patterns import lazily
from lineofsight.intake.quotations.attribution import clause_before, is_only_label, speaker_before
from lineofsight.intake.quotations.attribution_after import speaker_after
from lineofsight.intake.quotations.going_on import goes_on_after
from lineofsight.intake.quotations.marks import Marked, marked_stretches
from lineofsight.intake.quotations.speakers import Speaker, canonical, is_number_of_people, people_before
from lineofsight.intake.quotations.subjects import inspection_before, meant_before
from lineofsight.intake.quotations.terms import (
    begins_with_verb,
    introduces_term,
    is_named_after,
    is_own_word,
    is_spoken_of,
    judges,
)

_DOTS = r"(?:\.{2,}|…|\.(?:\s\.){2,}|\[(?:\.{2,}|…)\]|\((?:\.{2,}|…)\))"
_LEADING_DOTS = lazily(rf"\s*{_DOTS}\s*")
_TRAILING_DOTS = lazily(rf"\s*{_DOTS}[\s.]*$")
_SMALL_WORDS = frozenset(words_of("a an and as at by for from in of on or the to with your our"))
# What links somebody or something with what is said of it: English has few such verbs.
_SAYS_WHAT = lazily(
    r"\b(?:(?<=told )to|that|as|is|are|was|were|(?<!to )be|been|being|felt|feels?|bec(?:o|a)me|becomes|becoming"
    r"|remain(?:s"
    r"|ed)?|stay(?:s|ed)?"
    r"|seem(?:s|ed)?|look(?:s|ed)?|gets?|got|grown?|grew|grows|prove[sd]?)\s*$",
    re.IGNORECASE,
)
_CUT_IN = lazily(r"\s[^\"“”.;!?]{3,70},\s[\"“‘']")
# «the Care Quality Commission (“CQC”)»: a shorter name for the same body, and no term.
_SHORT_NAME = lazily(r"[A-Z][\w’'-]*\s\((?:the |hereafter )?[\"“‘'][^\"“”‘()]{2,30}[\"”’']\)$")
# «“Midwives”, the same letter says, “are confident”»: words that were interrupted.
_INTERRUPTED = lazily(
    r",?\s(?:[\w’'-]+\s){1,6}?(?:says?|said|wrote|writes|continues?|continued|adds?|added|told \w+),\s[\"“‘']",
    re.IGNORECASE,
)
# «“Stay” was said more often than anything else.»
_WAS_SAID = lazily(r"\s(?:was|were|is|has been)\s(?:also\s|often\s|then\s)?(?:said|repeated|shouted|written|heard)\b")
# «Comments included “…” and “…”»: said by nobody who is named.
_COMMENTS_WERE = lazily(
    r"\b(?:comments?|responses?|answers?|replies|remarks?|feedback)\s(?:[a-z]+\s){0,3}?"
    r"(?:included?|includes|were|was|ranged from)(?:\ssuch\sthings\sas)?:?\s*$",
    re.IGNORECASE,
)
_ENDS_SENTENCE = lazily(r"[.!?](?:\s|$)")
_JOINS_TERMS = lazily(
    r",?\s(?:and|or|but|to|nor|not|than|rather than|instead of|and not|but now|with|by|as|from)\s(?:the\s|an?\s)?",
    re.IGNORECASE,
)
# «a “can-do” culture»: what kind of thing it is.
_MANNER = lazily(r"\b(?:an?|the|this|our|their|its)\s$", re.IGNORECASE)
_NOUN_AFTER = lazily(r"\s[a-z]{3,}")
_LONG = 8
_OPENERS = "\"“„«‘'"


@dataclass
class Quoted:
    """What one paragraph holds in quotation marks. `stretches` are the places of quotations, marks included."""

    quotations: list[Quotation] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    stretches: list[tuple[int, int]] = field(default_factory=list)


def quotations_in(paragraphs: Sequence[tuple[Label, str]]) -> list[Quoted]:
    """Return what stands in quotation marks, a value for each paragraph, given as (number, text) in order.

    A quotation over several paragraphs belongs to the first of them; in the others its place is a stretch without one.
    """
    return _Reading(paragraphs).run()


def without_edge_dots(text: str) -> tuple[str, bool]:
    """Return the words of a quotation without the dots at its edges, and whether there were any."""
    words = text.strip()
    start = _LEADING_DOTS.match(words)
    if start:
        words = words[start.end() :]
    # Only the last few characters can be dots at the edge; a search of the whole would grow with its square.
    edge = words[-24:]
    end = _TRAILING_DOTS.search(edge)
    if end:
        words = words[: len(words) - (len(edge) - end.start())]
    return words.strip(), bool(start or end)


class _Reading:
    def __init__(self, paragraphs: Sequence[tuple[Label, str]]) -> None:
        self.paragraphs = paragraphs
        named = {name for _, text in paragraphs for name in inspectorates_in(text)}
        self.only_inspectorate = next(iter(named)) if len(named) == 1 else None
        self.results = [Quoted() for _ in paragraphs]
        self.running: tuple[int, Quotation] | None = None  # the paragraph and quotation that go on

    def run(self) -> list[Quoted]:
        for index in range(len(self.paragraphs)):
            self._paragraph(index)
        return self.results

    def _paragraph(self, index: int) -> None:
        label, text = self.paragraphs[index]
        result = self.results[index]
        floor = self._continue(index, text)
        last: Quotation | None = None
        for stretch in marked_stretches(text[floor:]):
            marked = Marked(stretch.start + floor, stretch.end + floor, stretch.is_open)
            if marked.is_open and not self._next_goes_on(index, text[marked.start]):
                self._say_unclosed(result, label, text, marked)
                if len(text[marked.inner].split()) < _LONG:
                    continue  # too little to be a quotation that lost its end
            quotation = (
                None if self._goes_on_naming(result, text, marked) else self._read(index, text, marked, last, floor)
            )
            if quotation is None:
                if not _SHORT_NAME.search(text[max(0, marked.start - 40) : marked.end + 1]):
                    result.terms.append(Term(text[marked.inner].strip(), marked.start, marked.end))
                continue
            result.quotations.append(quotation)
            result.stretches.append((marked.start, marked.end))
            last = quotation
            if marked.is_open:
                self.running = (index, quotation)

    def _goes_on_naming(self, result: Quoted, text: str, marked: Marked) -> bool:
        """«no longer says “did not attend” but “was not brought”»: what stood before in marks was a term as well."""
        before = result.terms[-1].end if result.terms else None
        is_short = len(text[marked.inner].split()) < _LONG
        return before is not None and is_short and bool(_JOINS_TERMS.fullmatch(text, before, marked.start))

    # --- over several paragraphs

    def _continue(self, index: int, text: str) -> int:
        """Add this paragraph's share to a quotation that runs on; return where it ends."""
        if self.running is None:
            return 0
        home, quotation = self.running
        self.running = None
        _, before = self.paragraphs[home]
        if not self._goes_on_in(text, before[quotation.start]):
            return 0
        skip = 1 if text[0] in _OPENERS else 0
        end, closed = self._end_of_continuation(text, skip)
        words, partial = without_edge_dots(text[skip : end - 1 if closed else end])
        longer = replace(
            quotation, text=f"{quotation.text} {words}", parts=quotation.parts + 1, partial=quotation.partial or partial
        )
        owner = self.results[home]
        owner.quotations[-1] = longer
        self.results[index].stretches.append((0, end))
        if not closed:
            self.running = (home, longer)
        return end

    def _next_goes_on(self, index: int, mark: str) -> bool:
        return index + 1 < len(self.paragraphs) and self._goes_on_in(self.paragraphs[index + 1][1], mark)

    def _goes_on_in(self, text: str, mark: str) -> bool:
        if text[:1] == mark or (mark in '"“' and text[:1] in tuple('"“')):
            return True
        # No mark repeated: then the next paragraph must close what this one opened.
        stretches = marked_stretches(text)
        return (
            mark in '"“'
            and text.rstrip(" .")[-1:] in ('"', "”")
            and (not stretches or (stretches[-1].is_open and len(stretches) == 1))
        )

    def _end_of_continuation(self, text: str, skip: int) -> tuple[int, bool]:
        stretches = marked_stretches(text) if skip else ()
        if stretches and stretches[0].start == 0:
            return stretches[0].end, not stretches[0].is_open
        closing = max(text.rfind('"'), text.rfind("”"))
        return (closing + 1, True) if closing > 0 else (len(text), False)

    # --- one stretch

    def _read(self, index: int, text: str, marked: Marked, last: Quotation | None, floor: int) -> Quotation | None:
        inner = text[marked.inner]
        words, partial = without_edge_dots(inner)
        clause = clause_before(text, marked.start, max(floor, last.end if last else 0))
        if not words:
            return None
        speaker = self._speaker(index, text, marked, clause)
        goes_on = last is not None and goes_on_after(text[last.end : marked.start], words)
        if not marked.is_open and not self._is_quotation(
            index, marked, words, clause, speaker, goes_on=goes_on, partial=partial
        ):
            return None
        name, wording = self._who(index, text, marked, clause, speaker, last)
        if name is None:
            self._say_unattributed(index, words)
        return Quotation(words, name, partial, marked.start, marked.end, wording)

    def _inspectorate_before(self, index: int) -> str | None:
        """The inspectorate whose letter or report was last spoken of, a few paragraphs back at the most."""
        for _, text in reversed(self.paragraphs[max(0, index - 6) : index]):
            if named := inspectorates_in(text):
                return named[-1]
        return None

    def _spoken_of_before(self, index: int, pronoun: str) -> str | None:
        """Whom a pronoun means that nobody in its own paragraph answers to: the one quoted, or told of, just before."""
        if index == 0 or not pronoun:
            return None
        earlier = self.results[index - 1].quotations
        who = earlier[-1].attributed_to if earlier else None
        is_body = bool(who and (inspectorates_in(who) or is_inspection(who)))
        if who and is_body == (pronoun.lower() == "it"):
            return who
        before = self.paragraphs[index - 1][1]
        return people_before(before, len(before), pronoun=pronoun)

    def _who(
        self, index: int, text: str, marked: Marked, clause: str, speaker: Speaker | None, last: Quotation | None
    ) -> tuple[str | None, str]:
        """Return the name of who is quoted and the report's wording for it."""
        speaks_on = speaker is None or speaker.is_pronoun
        if speaks_on and last is not None:
            return last.attributed_to, speaker.words if speaker else last.attribution
        if speaker is None or not (speaker.name or speaker.is_pronoun):
            return None, ""
        if speaker.is_pronoun:
            pronoun = speaker.name.split()[0] if speaker.name else ""
            meant = self._meant(index, text, marked.start, pronoun)
            if meant is None and speaker.words.lower() != pronoun and pronoun == "it":
                meant = self._inspectorate_before(index) or canonical(speaker.words, self.only_inspectorate)
            return meant, speaker.words
        if is_number_of_people(speaker.name):
            said_at = text.rfind(speaker.words, 0, marked.start)
            return people_before(text, said_at if said_at > 0 else marked.start) or speaker.name, speaker.words
        return canonical(speaker.name, self.only_inspectorate), speaker.words

    def _meant(self, index: int, text: str, at: int, pronoun: str) -> str | None:
        """Whom a pronoun means, or nobody's name at all («…, and says that»)."""
        is_of_many = pronoun.lower() not in ("she", "he", "i", "we")
        subject = meant_before(text, at, pronoun) if is_of_many else None
        if subject:
            return canonical(subject, self.only_inspectorate)
        return (
            people_before(text, at, pronoun=pronoun)
            or self._spoken_of_before(index, pronoun)
            or (inspection_before(text, at) if pronoun.lower() == "it" else None)
        )

    def _speaker(self, index: int, text: str, marked: Marked, clause: str) -> Speaker | None:
        before = speaker_before(clause)
        if before is not None and before.distance <= 3 and not is_only_label(clause):
            return before
        after = speaker_after(text, marked.end) if not marked.is_open else None
        if after is not None or before is not None:
            return after or before
        if not clause.strip() and marked.start > 1 and not self.results[index].quotations:
            # «A mother put it simply. “They came back.”»: the sentence before says who speaks.
            told = text[: marked.start].rstrip()
            own = clause_before(told, len(told) - 1, 0) if told.endswith(".") else ""
            # «Others were less sure. “…”»: it might have ended in a colon.
            for clause_told in (own, f"{own}:"):
                speaker = speaker_before(clause_told) if own else None
                if speaker is not None and speaker.distance <= 4:
                    return speaker
        is_shown = not clause.strip() and index > 0 and marked.start <= 1
        if is_shown and (above := self._told_above(index)):
            return above
        earlier = self._introduction(index)
        if earlier and (is_shown or not self.paragraphs[index - 1][1].rstrip().endswith(":")):
            return speaker_before(clause_before(earlier, len(earlier), 0))
        return None

    def _told_above(self, index: int) -> Speaker | None:
        """«A social worker described it as follows.», with the words in the paragraph under it."""
        above = self.paragraphs[index - 1][1].rstrip()
        last = clause_before(above, len(above) - 1, 0) if above.endswith(".") else ""
        speaker = speaker_before(last) if last else None
        return speaker if speaker is not None and speaker.distance == 0 else None

    def _introduction(self, index: int) -> str:
        """The paragraph that ends in a colon before the list that this one stands in; empty where there is none."""
        while index > 0:
            before = self.paragraphs[index - 1][1].rstrip()
            if before.endswith(":"):
                return before
            if not before.endswith((";", ",")) and not before.endswith((";", "; and", "; or")):
                return ""
            index -= 1
        return ""

    def _is_quotation(
        self,
        index: int,
        marked: Marked,
        words: str,
        clause: str,
        speaker: Speaker | None,
        *,
        goes_on: bool,
        partial: bool,
    ) -> bool:
        inner = self.paragraphs[index][1][marked.inner]
        count = len(words.split())
        text = self.paragraphs[index][1]
        is_word = (
            is_named_after(text, marked.end) or is_spoken_of(text, marked.start, marked.end) or is_own_word(clause)
        )
        if count < _LONG and is_word:
            return False
        if speaker and speaker.words.lower() in ("a", "an", "the"):
            speaker = None  # «A shared “passport”»
        # «The report described it as “…”», «told us that the form “was not written for us”»
        if judges(clause) or (speaker and begins_with_verb(words)):
            return True
        if (
            introduces_term(clause)
            and not goes_on
            and not (speaker and speaker.distance <= 6 and clause.rstrip().endswith("as"))
        ):
            return count >= 2 * _LONG
        is_sentence = inner.rstrip()[-1:] in (".", "!", "?", "…") and inner.lstrip()[:1].isupper()
        # «He gave a shorter answer: “Mostly.”»: a colon, and a whole sentence in the marks.
        is_brought_on = is_sentence and speaker is not None and clause.rstrip().endswith(":")
        if is_brought_on or (is_sentence and self._speaks_on(index, marked)):
            return True
        if (
            _MANNER.search(clause)
            and "-" in words
            and count <= 3
            and _NOUN_AFTER.match(self.paragraphs[index][1], marked.end)
        ):
            return False
        if _WAS_SAID.match(text, marked.end) or (_COMMENTS_WERE.search(clause) and count >= 2):
            return True
        after = _CUT_IN if inner.rstrip().endswith(",") else _INTERRUPTED
        if after.match(self.paragraphs[index][1], marked.end):
            return True
        if _is_title_case(words):
            return speaker is not None and speaker.distance == 0 and inner.rstrip()[-1:] in ".!?,"
        if count >= _LONG or partial:
            return True
        if goes_on:
            return True
        if speaker is None:
            # «“They ask me how I am,” is typical.»
            ends = (".", "!", "?", "…", ",")
            return count >= 3 and inner.rstrip()[-1:] in ends and inner.lstrip()[:1].isupper()
        is_told = speaker.distance <= 10 and bool(_SAYS_WHAT.search(clause))
        return count >= 3 or speaker.distance <= 2 or is_told or is_inspection(speaker.words)

    def _speaks_on(self, index: int, marked: Marked) -> bool:
        """«“…?” asked one girl. “Nothing, now.”»: the one quoted just before goes on, in a sentence of their own."""
        earlier = self.results[index].quotations
        if not earlier:
            return False
        between = self.paragraphs[index][1][earlier[-1].end : marked.start]
        return len(between) < 160 and bool(_ENDS_SENTENCE.search(between)) and between.count(".") == 1

    # --- doubts

    def _say_unattributed(self, index: int, words: str) -> None:
        label, _ = self.paragraphs[index]
        sentence = f"It is not said whose words these are: «{_short(words)}»."
        readings = ("a quotation", "the report's own emphasis")
        self.results[index].doubts.append(Doubt("quotation-unattributed", sentence, label, readings=readings))

    def _say_unclosed(self, result: Quoted, label: Label, text: str, marked: Marked) -> None:
        sentence = f"A quotation mark is opened and not closed before «{_short(text[marked.inner])}»."
        readings = ("the quotation runs to the end of the paragraph", "the mark stands there by mistake")
        result.doubts.append(Doubt("quotation-unclosed", sentence, label, readings=readings))


def _is_title_case(words: str) -> bool:
    """Is this set like a name or a title: most of its longer words with capitals?"""
    long = [word for word in words.split() if word.lower() not in _SMALL_WORDS]
    capitals = sum(1 for word in long if word[:1].isupper())
    return 0 < len(long) <= 10 and (capitals > 1 or len(long) == 1) and capitals >= 0.7 * len(long)


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:8]) + (" …" if len(parts) > 8 else "")
