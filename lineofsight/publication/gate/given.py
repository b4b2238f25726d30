"""What the gate is given, and the few things that several checks ask of it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lineofsight.library.identifying import Pointer, pointers_in
from lineofsight.library.kinds import WordingRule
from lineofsight.library.scales import Shows
from lineofsight.publication.content.edition import (
    BasisItem,
    BasisKind,
    BasisState,
    EditionContent,
    Line,
    Recomputed,
    Sources,
    is_about,
)
from lineofsight.publication.gate.names import NO_NAMES, KnownNames
from lineofsight.publication.gate.own_rules import OwnRules
from lineofsight.publication.gate.printed import PrintedText, printed_texts
from lineofsight.publication.gate.released import Released, What, last_released, released_in
from lineofsight.publication.gate.spans import Span, blanked, tied_spans
from lineofsight.publication.gate.verbatim import SourceText
from lineofsight.trail.canonical import sha256_hex

# An inspector's or a colleague's words corroborate; only somebody's count, audit or listening shows more than «said».
SHOW_AT_MOST_SAID = frozenset({BasisKind.ASSESSMENT, BasisKind.STATEMENT})

_BODY = re.compile(
    r"\b(?:partnership|council|trust|services?|police|constabulary|probation|board|nhs|authority|inspectorate|court"
    r"|school|college|hospital|association|commissioner|office|agency|charity|cafcass|ofsted)\b",
    re.IGNORECASE,
)

NamedAt = tuple[int, str, str]
"""A registered name in a text: at which word it begins, how it is written there, and who registered it."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """An edition and everything it is judged by. `today` is a day in Europe/London.

    `earlier` are the review's published editions, oldest first; `names` are those that an agency has registered.
    """

    content: EditionContent
    sources: Sources
    recomputed: Recomputed
    today: date
    wording_rules: tuple[WordingRule, ...]
    own_rules: OwnRules
    earlier: tuple[EditionContent, ...] = ()
    names: KnownNames = NO_NAMES
    _texts: dict[str, SourceText] = field(default_factory=dict, repr=False, compare=False)
    _own_words: dict[int, str] = field(default_factory=dict, repr=False, compare=False)
    _as_read: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    _spans: dict[int, tuple[Span, ...]] = field(default_factory=dict, repr=False, compare=False)
    _pointers: dict[str, tuple[Pointer, ...]] = field(default_factory=dict, repr=False, compare=False)
    _names_in: dict[str, tuple[NamedAt, ...]] = field(default_factory=dict, repr=False, compare=False)
    _names: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def source(self, assessment_ref: str) -> SourceText | None:
        """The stored source, taken to pieces once; None where it was not supplied."""
        if assessment_ref not in self._texts:
            text = self.sources.get(assessment_ref)
            if not text:
                return None
            self._texts[assessment_ref] = SourceText(text)
        return self._texts[assessment_ref]

    def is_source_as_read(self, assessment_ref: str) -> bool:
        """Whether the source's text has the mark that the assessment keeps of it, where it keeps one."""
        if assessment_ref not in self._as_read:
            assessment, text = self.content.assessment(assessment_ref), self.sources.get(assessment_ref) or ""
            mark = assessment.source_sha if assessment is not None else None
            self._as_read[assessment_ref] = mark is None or mark == sha256_hex(text.encode())
        return self._as_read[assessment_ref]

    @cached_property
    def printed(self) -> tuple[PrintedText, ...]:
        """Every text that would be printed, put together once."""
        return tuple(printed_texts(self.content))

    def pointers(self, text: str) -> tuple[Pointer, ...]:
        """What in a text could point to somebody. The names of agencies and roles come again and again."""
        if text not in self._pointers:
            self._pointers[text] = pointers_in(text, self.own_rules.identifying)
        return self._pointers[text]

    def names_in(self, text: str, *, look: Callable[[str, "Given"], tuple[NamedAt, ...]]) -> tuple[NamedAt, ...]:
        """The registered names in a text, as `look` finds them; nothing where nobody has registered any."""
        if not self.names.keys:
            return ()
        if text not in self._names_in:
            self._names_in[text] = look(text, self)
        return self._names_in[text]

    def registered_by(self, words: str) -> str | None:
        """The agency that has registered these words as a name. Most words come more than once."""
        if words not in self._names:
            self._names[words] = self.names.registered_by(words)
        return self._names[words]

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The names of agencies that the edition speaks of, as far as they read like a body's name."""
        content = self.content
        named = {content.partnership, *(assessment.body for assessment in content.assessments)}
        for line in content.lines():
            named |= {line.agency, *line.about, *(about for item in line.basis for about in item.about)}
        for assessment in content.assessments:
            named.update(assessment.about)
        return tuple(sorted(name for name in named if _BODY.search(name) and len(name.split()) > 1))

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Those who speak in the edition themselves: the partnership, and each agency that has a sentence."""
        return frozenset({self.content.partnership, *(line.agency for line in self.content.lines() if line.agency)})

    @cached_property
    def measures(self) -> frozenset[str]:
        """The measures whose figures are tied somewhere in the edition."""
        figures = (figure for line in self.content.lines() for figure in line.figures)
        return frozenset(figure.measured.figure.measure_id for figure in figures if figure.measured)

    @cached_property
    def content_before(self) -> Mapping[str, Line]:
        """The sentences of the last edition, each by its statement."""
        return {line.statement_ref: line for line in self.earlier[-1].lines()} if self.earlier else {}

    @cached_property
    def last_released(self) -> Mapping[object, Released]:
        """The figures of earlier editions by what must be the same."""
        return last_released(self.earlier)

    @cached_property
    def released(self) -> Mapping[What, tuple[Released, ...]]:
        """Every figure of the earlier editions and of this one, by what it counts."""
        found: dict[What, list[Released]] = {}
        for content in (*self.earlier, self.content):
            for _, _, released in released_in(content):
                found.setdefault(released.what, []).append(released)
        return {what: tuple(some) for what, some in found.items()}

    def spans(self, line: Line) -> tuple[Span, ...]:
        """The places of a sentence between quotation marks, each with the quotation that is tied to it, if any."""
        if line.number not in self._spans:
            self._spans[line.number] = tied_spans(line)
        return self._spans[line.number]

    def own_words(self, line: Line) -> str:
        """The sentence without the words that a tied quotation says for somebody else. Places stay the same."""
        if line.number not in self._own_words:
            self._own_words[line.number] = blanked(line.wording, self.spans(line))
        return self._own_words[line.number]

    @cached_property
    def words_of_rules(self) -> tuple[tuple[WordingRule, tuple[str, ...]], ...]:
        """Each wording rule with its words in small letters."""
        return tuple((rule, tuple(word.casefold() for word in rule.all_words())) for rule in self.wording_rules)

    def is_current(self, item: BasisItem) -> bool:
        """Accepted, and its last day is not past."""
        return item.state is BasisState.ACCEPTED and (item.valid_until is None or item.valid_until >= self.today)

    def rests_on(self, line: Line) -> tuple[BasisItem, ...]:
        """The accepted, current evidence that is about the same council or agency as the sentence."""
        return tuple(item for item in line.basis if self.is_current(item) and self.fits(item.about, line))

    def fits(self, about: Iterable[str], line: Line) -> bool:
        """Whether this scope is the sentence's."""
        return is_about(line, tuple(about), partnership=self.content.partnership)

    def shown(self, line: Line) -> Shows:
        """The most that the evidence of a sentence shows; a quotation or a statement alone at most «said»."""
        items = self.rests_on(line)
        most = self.own_rules.most
        levels = [min(item.shows, Shows.SAID if item.kind in SHOW_AT_MOST_SAID else most[item.kind]) for item in items]
        if line.quotations:
            levels.append(Shows.SAID)
        return Shows(max(levels, default=Shows.INTENTION))
