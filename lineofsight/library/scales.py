"""The words that a person reads for a value, in one place.

Two scales carry the product: what a statement *shows* and *who says so*. They are never one value and never one colour.
Beside them stand the owner's word (delivery), the outsider's word (opinion) and the word that the public reads.
"""

from enum import IntEnum, StrEnum


class Shows(IntEnum):
    """How much a statement, or a piece of evidence, shows. Higher shows more; a quotation never raises it."""

    INTENTION = 0
    SAID = 1
    COUNTED = 2
    QUALITY_CHECKED = 3
    PRACTICE_CHANGED = 4
    OUTCOME = 5

    @property
    def words(self) -> str:
        """What people read, inside and in public, for example «Quality checked»."""
        return _SHOWS[self][0]

    @property
    def meaning(self) -> str:
        """One sentence that says when this value is right."""
        return _SHOWS[self][1]

    @property
    def pips(self) -> int:
        """How many of the five pips are filled: none for an intention, five for an outcome for children."""
        return int(self)

    @classmethod
    def from_words(cls, words: str) -> "Shows":
        """The value that a library file writes in lower case: «practice changed». Raises KeyError for another word."""
        return cls[words.replace(" ", "_").upper()]


_SHOWS = {
    Shows.INTENTION: ("Intention only", "Somebody plans to do it; nothing says that it has been done."),
    Shows.SAID: ("Said", "Somebody says that it has been done; nothing has been counted or looked at."),
    Shows.COUNTED: ("Counted", "It has been counted from records, with how many of how many, as at a day."),
    Shows.QUALITY_CHECKED: ("Quality checked", "Somebody has looked at how well it is done, and says how they looked."),
    Shows.PRACTICE_CHANGED: ("Practice changed", "It has been measured twice in the same way, and it is different."),
    Shows.OUTCOME: ("Outcome for children", "What changed for children or families has been measured or heard."),
}


class WhoSays(StrEnum):
    """Who stands behind it. Independent means an inspection, a court or the scrutineer, with a date and a scope."""

    OWNER = "owner"
    PARTNER = "partner"
    INDEPENDENT = "independent"

    @property
    def words(self) -> str:
        """What people read, for example «The agency itself»."""
        return _WHO_SAYS[self]


_WHO_SAYS = {
    WhoSays.OWNER: "The agency itself",
    WhoSays.PARTNER: "A partner",
    WhoSays.INDEPENDENT: "Independent",
}

HAS_LASTED = "Has lasted"


class OpinionWord(StrEnum):
    """An outsider's opinion. «Not yet looked at» and «No assurance» are two values and stay two."""

    NOT_LOOKED_AT = "not_looked_at"
    NO_ASSURANCE = "no_assurance"
    LIMITED = "limited"
    REASONABLE = "reasonable"
    SUBSTANTIAL = "substantial"
    LAPSED = "lapsed"

    @property
    def words(self) -> str:
        """What people read, for example «Limited assurance»."""
        return _OPINION[self]


_OPINION = {
    OpinionWord.NOT_LOOKED_AT: "Not yet looked at",
    OpinionWord.NO_ASSURANCE: "No assurance",
    OpinionWord.LIMITED: "Limited assurance",
    OpinionWord.REASONABLE: "Reasonable assurance",
    OpinionWord.SUBSTANTIAL: "Substantial assurance",
    OpinionWord.LAPSED: "Lapsed",
}


class DeliveryWord(StrEnum):
    """What the owner says about an action. It is never an opinion."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    STARTED = "started"
    REPORTED_COMPLETE = "reported_complete"
    VERIFIED = "verified"
    SENT_BACK = "sent_back"
    PAUSED = "paused"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """What people read, for example «Reported complete»."""
        return self.value.replace("_", " ").capitalize()


class PublicWord(StrEnum):
    """The seven words that a published summary uses for a recommendation. Without a day nothing is «not yet due»."""

    IMPLEMENTED = "implemented"
    PARTLY_IMPLEMENTED = "partly_implemented"
    LATE = "late"
    REJECTED = "rejected"
    NOT_RESPONDED = "not_responded"
    NO_DAY_SET = "no_day_set"
    NOT_YET_DUE = "not_yet_due"

    @property
    def words(self) -> str:
        """What people read, for example «Not yet due»."""
        return self.value.replace("_", " ").capitalize()


class CountKind(StrEnum):
    """How the rows behind a figure were chosen. It decides whether a percentage and a likely range may be given."""

    FULL_COUNT = "full count"
    RANDOM_SAMPLE = "random sample"
    PURPOSIVE = "purposive"

    @property
    def words(self) -> str:
        """What people read about how it was counted."""
        return _COUNT_KIND[self]


_COUNT_KIND = {
    CountKind.FULL_COUNT: "every one was counted",
    CountKind.RANDOM_SAMPLE: "a sample drawn at random",
    CountKind.PURPOSIVE: "chosen for a reason, so not a share of all",
}


class WhoIsCounted(StrEnum):
    """Whom a figure counts. It decides how the figure may be told in public: docs/library/small-numbers.md."""

    CHILDREN = "children"
    STAFF = "staff"
    SAMPLE = "sample"
    OTHER = "other"


class Basis(StrEnum):
    """What makes a library file binding, or that it is a local choice."""

    STATUTE = "statute"
    STATUTORY_GUIDANCE = "statutory guidance"
    PRACTICE_DIRECTION = "practice direction"
    LOCAL = "local"


class Spoke(StrEnum):
    """Whose words are told: which heading of the Summary they stand under."""

    CHILD = "child"
    PARENT = "parent or carer"
    FAMILY = "children and parents together"
    PRACTITIONER = "practitioner"
    OTHER = "other"

    @property
    def is_of_a_family(self) -> bool:
        """Whether children or their families spoke."""
        return self in (Spoke.CHILD, Spoke.PARENT, Spoke.FAMILY)


class Scope(StrEnum):
    """How far it reaches: the nation, a region or one partnership."""

    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"
