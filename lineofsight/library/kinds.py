"""The kinds of library file. A further kind is a class here (or in a file of its own) and a line in KINDS."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from lineofsight.library.access_rules import AccessRules
from lineofsight.library.audit import AuditKind
from lineofsight.library.caseload import Caseload
from lineofsight.library.challenge import ChallengeKind
from lineofsight.library.claim import ClaimKind
from lineofsight.library.clock import Calendar, ReviewClock
from lineofsight.library.complaint import Complaints
from lineofsight.library.course import Course
from lineofsight.library.entry import Entry, Id, Lookup, ShowsWord, Strict, Words, unknown_id
from lineofsight.library.fact import FactKind
from lineofsight.library.faults import Trouble
from lineofsight.library.groups import ChildGroups
from lineofsight.library.identifying import IdentifyingRule
from lineofsight.library.instrument import Instrument
from lineofsight.library.late_reason import LateReason
from lineofsight.library.listening import Listening
from lineofsight.library.mapping import CsvMapping
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.notice import Notice
from lineofsight.library.pathway import Pathway
from lineofsight.library.plan import PlanWords, StatusScheme
from lineofsight.library.practice_lists import DueMatter, WorkerRole
from lineofsight.library.publishing import PublishingRules, SmallNumbers
from lineofsight.library.quarterly import Quarterly
from lineofsight.library.recording_time import RecordingTime
from lineofsight.library.register import RegisterKind
from lineofsight.library.requirement import Requirement
from lineofsight.library.retention import Retention
from lineofsight.library.staff_list import LeavingReason, Programme, StaffList
from lineofsight.library.standard import Standard
from lineofsight.library.survey import Survey
from lineofsight.library.system import System


class Source(Strict):
    """Something that a library file cites. All stand in sources.yaml, by their id."""

    title: Words
    publisher: Words
    published: Words
    address: Words | None = None
    note: Words | None = None


class Theme(Entry):
    """A theme of a Summary: what a reader looks for under it."""

    FOLDER: ClassVar[str] = "themes"

    order: int = Field(ge=1, description="where it stands in a Summary")
    question: Words = Field(description="what a reader wants to know")
    about: Words = Field(description="what belongs here, in two sentences")
    words: tuple[Words, ...] = Field(min_length=1, description="words by which an imported heading is recognised")


class Partner(Entry):
    """A statutory safeguarding partner: a body whose silence about its own practice is something to show."""

    FOLDER: ClassVar[str] = "partners"

    order: int = Field(ge=1, description="where it stands among the partners")
    agency_kind: Words = Field(description="the kind of agency that it is here")
    says: Words = Field(description="what a reader waits to hear from it")


class SectionHolds(StrEnum):
    """What a section of a Summary is for. The gate and the renderers know these and no other."""

    INTRODUCTION = "introduction"
    THEMES = "themes"
    VOICES = "voices"
    NOT_YET = "not yet"
    CHANGES = "changes"
    CHECKS = "checks"
    SUPPORT = "support"


class OutlineSection(Strict):
    """One section: its heading, what it is for, and what it says when there is nothing to say."""

    id: Id
    title: Words
    holds: SectionHolds
    is_required: bool = Field(alias="required")
    guidance: Words
    when_empty: Words
    # What stands there unless somebody writes it for an edition.
    says: Words | None = None


class Outline(Entry):
    """The sections of a Summary, in order. One place holds all themes of the review."""

    FOLDER: ClassVar[str] = "outlines"

    sections: tuple[OutlineSection, ...] = Field(min_length=1, description="the sections in their order")

    @model_validator(mode="after")
    def _sections_that_may_not_be_missing(self) -> Self:
        ids = [section.id for section in self.sections]
        if len(set(ids)) != len(ids):
            raise PydanticCustomError("sections", "Two sections have the same id.")
        for holds in (SectionHolds.NOT_YET, SectionHolds.VOICES):
            if not any(section.holds is holds and section.is_required for section in self.sections):
                raise PydanticCustomError(
                    "sections", "An outline needs a required section that holds «{holds}».", {"holds": holds.value}
                )
        if sum(section.holds is SectionHolds.THEMES for section in self.sections) != 1:
            raise PydanticCustomError("sections", "An outline has one place for the themes.")
        return self


class EvidenceKind(Entry):
    """A kind of evidence and the most that it can show, however good it is."""

    FOLDER: ClassVar[str] = "evidence"

    order: int = Field(ge=1, description="where it stands in the list to choose from")
    shows_at_most: ShowsWord = Field(description="the highest value that this kind allows")
    valid_months: int = Field(ge=1, le=120, description="how long it is usually current, in months")
    needs_period: bool = Field(description="true when it must say which period it covers")
    guidance: Words = Field(description="what to offer, and what it cannot show")
    example: Words = Field(description="one invented example")


class Asks(StrEnum):
    """What a wording rule asks of a sentence that uses one of its words."""

    LEVEL = "level"
    FULL_COUNT = "full count"
    OTHER_WORDS = "other words"
    EXPLANATION = "explanation"


class AtGate(StrEnum):
    """Whether the sentence cannot be printed, or the writer is only told."""

    STOP = "stop"
    MARK = "mark"


class WordingExample(Strict):
    """A sentence and the words in it that the rule finds; none for a sentence that may stand."""

    name: Words
    says: Words
    sentence: str
    finds: tuple[Words, ...] = ()


class WordingRule(Entry):
    """Words that claim something, and what a sentence must rest on to use them; or words with a better one."""

    FOLDER: ClassVar[str] = "wording"
    EXAMPLES: ClassVar[type[Strict] | None] = WordingExample

    asks: Asks = Field(description="level, full count, other words or explanation")
    at_gate: AtGate = Field(description="stop: cannot be printed; mark: the writer is told")
    words: tuple[Words, ...] = Field(default=(), description="the words, as they are written in a sentence")
    instead: dict[Words, Words] = Field(
        default_factory=dict, description="for «other words»: the word and the better one"
    )
    terms: dict[Words, Id] = Field(
        default_factory=dict, description="for «explanation»: the word and its id in the glossary"
    )
    not_in: tuple[Words, ...] = Field(default=(), description="phrases in which the word claims nothing")
    shows: ShowsWord | None = Field(default=None, description="for «level»: the least that must be shown")
    needs_figure: bool = Field(default=False, description="true when n of N must stand behind it")
    needs_comparison: bool = Field(default=False, description="true when an earlier figure must stand beside it")
    needs_times: int = Field(
        default=0, ge=0, description="of how many times, told or in its chart, the same count must stand there"
    )
    reason: Words = Field(description="why, for the writer; {word} stands for the word that was used")
    cure: Words = Field(description="what to do; {word} as above, {instead} for the better word")

    @model_validator(mode="after")
    def _says_what_its_kind_needs(self) -> Self:
        given = {"words": bool(self.words), "instead": bool(self.instead), "terms": bool(self.terms)}
        wanted = {Asks.OTHER_WORDS: "instead", Asks.EXPLANATION: "terms"}.get(self.asks, "words")
        if [name for name, there in given.items() if there] != [wanted]:
            raise PydanticCustomError("words", "A rule that asks for this lists its words under «{w}».", {"w": wanted})
        if (self.shows is not None) != (self.asks is Asks.LEVEL):
            raise PydanticCustomError("shows", "«shows» stands where a rule asks for a level, and only there.")
        for sentence in (self.reason, self.cure):
            for braces in ("{word}", "{instead}"):
                sentence = sentence.replace(braces, "")
            if "{" in sentence or "}" in sentence:
                raise PydanticCustomError(
                    "braces",
                    "Only {open}word{close} and {open}instead{close} may be put in.",
                    {"open": "{", "close": "}"},
                )
        return self

    def all_words(self) -> tuple[str, ...]:
        """The words that the rule looks for, whatever it asks."""
        return self.words or tuple(self.instead) or tuple(self.terms)

    def reason_for(self, word: str) -> str:
        """The reason with the word put in."""
        return self.reason.replace("{word}", word)

    def cure_for(self, word: str) -> str:
        """The cure with the word, and the better one, put in. `word` is one of all_words()."""
        better = self.instead.get(word, "")
        return self.cure.replace("{word}", word).replace("{instead}", better)

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A term that the glossary does not have."""
        yield from super().troubles(shelf)
        known = shelf.ids("glossary")
        for word, term in self.terms.items():
            if term not in known:
                yield unknown_id(term, known, ("terms", word), "a term of the glossary")


class GlossaryArea(StrEnum):
    """The part of the glossary in which a term stands."""

    REVIEW = "Reviews and partnerships"
    CARE = "Children, families and care"
    COURT = "Family court and law"
    PRACTICE = "Practice and oversight"
    QUALITY = "Audit, figures and evidence"
    WORKFORCE = "Learning and workforce"
    OURS = "Words of this product"
    CODE = "Words in code and decisions, never on people's pages"


class GlossaryTerm(Entry):
    """One word for one thing, with its meaning in our own words."""

    FOLDER: ClassVar[str] = "glossary"

    area: GlossaryArea = Field(description="the part of the glossary")
    short: Words | None = Field(default=None, description="the abbreviation that the field uses")
    meaning: Words = Field(description="what it is, for somebody who meets it the first time")
    we_write: Words | None = Field(
        default=None, description="what people read instead, where the term is not for pages"
    )
    not_these: tuple[Words, ...] = Field(default=(), description="words for the same thing that we do not use")
    see: tuple[Id, ...] = Field(default=(), description="ids of terms to read next")

    @model_validator(mode="after")
    def _code_words_say_what_people_read(self) -> Self:
        if self.area is GlossaryArea.CODE and self.we_write is None:
            raise PydanticCustomError("we_write", "A word that stays in code says what people read: «we_write».")
        return self

    def troubles(self, shelf: Lookup) -> Iterator[Trouble]:
        """A term to read next that is not there."""
        yield from super().troubles(shelf)
        known = shelf.ids("glossary")
        for number, term in enumerate(self.see):
            if term not in known:
                yield unknown_id(term, known, ("see", number), "a term of the glossary")


KINDS: Mapping[str, type[Entry]] = {
    kind.FOLDER: kind
    for kind in (
        AccessRules,
        AuditKind,
        Calendar,
        DueMatter,
        Caseload,
        ChildGroups,
        ChallengeKind,
        ClaimKind,
        Course,
        Complaints,
        EvidenceKind,
        FaceColumns,
        FactKind,
        GlossaryTerm,
        CsvMapping,
        IdentifyingRule,
        Instrument,
        LateReason,
        LeavingReason,
        Listening,
        Measure,
        Notice,
        Outline,
        Pathway,
        PlanWords,
        Partner,
        Programme,
        PublishingRules,
        RecordingTime,
        Quarterly,
        RegisterKind,
        Requirement,
        Retention,
        ReviewClock,
        SmallNumbers,
        StaffList,
        Standard,
        StatusScheme,
        Survey,
        System,
        Theme,
        WordingRule,
        WorkerRole,
    )
}

ONLY_OURS = frozenset({"faces"})
"""Folders that a partnership's own shelf may not hold, because the program must give what they describe."""
