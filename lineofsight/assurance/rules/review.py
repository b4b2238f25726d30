"""What is true of statements, evidence and opinions. Plain values: no database, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import OpinionWord, Shows, WhoSays
from lineofsight.partnership.moves import Conflict, Move
from lineofsight.partnership.rules import AgencyKind, Role
from lineofsight.trail.canonical import canonical, sha256_hex


class ReviewKind(StrEnum):
    """What kind of look back a review is."""

    PRACTICE_REVIEW = "local child safeguarding practice review"
    NATIONAL_REVIEW = "national child safeguarding practice review"
    RAPID_REVIEW = "rapid review"
    AUDIT = "audit"
    INSPECTION = "inspection"
    SECTION_11 = "section 11 self-assessment"


class EvidenceKind(StrEnum):
    """What a piece of evidence is. What each may show at most stands in library/evidence/."""

    DOCUMENT = "document"
    COUNT = "count from records"
    AUDIT = "audit"
    ASSESSMENT = "external assessment"
    EXPERIENCE = "experience"
    STATEMENT = "statement"


class Consent(StrEnum):
    """What those who were asked agreed to. Without it nothing that they said is used."""

    COUNTED = "counted together"
    TOLD = "told in other words"
    QUOTED = "quoted, without a name"


class EvidenceState(StrEnum):
    """Where a piece of evidence stands. Expired is not a state: it is a day that has come."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    # A newer version was accepted in its place.
    SUPERSEDED = "superseded"


_UNIT = frozenset({Role.BUSINESS_MANAGER})
_OFFERERS = frozenset({Role.CONTRIBUTOR, Role.SAFEGUARDING_LEAD, Role.BUSINESS_MANAGER})

EVIDENCE_MOVES = (
    Move(EvidenceState.OFFERED, EvidenceState.ACCEPTED, _UNIT),
    Move(EvidenceState.OFFERED, EvidenceState.REJECTED, _UNIT, needs_reason=True),
    Move(EvidenceState.OFFERED, EvidenceState.WITHDRAWN, _OFFERERS, needs_reason=True),
    Move(EvidenceState.ACCEPTED, EvidenceState.WITHDRAWN, _OFFERERS, needs_reason=True),
    # Made by accepting the newer version, and never by itself.
    Move(EvidenceState.OFFERED, EvidenceState.SUPERSEDED, _UNIT),
    Move(EvidenceState.ACCEPTED, EvidenceState.SUPERSEDED, _UNIT),
)


def wording_sha(text: str) -> str:
    """The hash that signatures and opinions point at. Any changed letter loses them."""
    return sha256_hex(text.encode())


def is_current(*, state: str, valid_until: date | None, day: date) -> bool:
    """Whether evidence counts on a day: accepted, and not past the last day it is valid (that day counts)."""
    return state == EvidenceState.ACCEPTED and (valid_until is None or day <= valid_until)


class OfferedByYourself(Conflict):
    """Whoever offered evidence says that it counts, while somebody else could look (409)."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"You offered {label} yourself, so somebody else of the business unit looks at it and says whether it "
            "counts."
        )


def needs_another(*, has_figure: bool, has_assessment: bool) -> bool:
    """Whether evidence is somebody's word, at which somebody else has to look before it counts.

    A figure is computed here and again at each check, and the words of an assessment are compared with its text.
    """
    return not (has_figure or has_assessment)


def who_says(*, kind: str, evidence_agency: int, statement_agency: int, agency_kind: str) -> WhoSays:
    """Who stands behind a piece of evidence, seen from the statement that it supports.

    The business unit works for the partners and brings what they say: it is no further partner that checks them.
    """
    if kind == EvidenceKind.ASSESSMENT or agency_kind == AgencyKind.INDEPENDENT:
        return WhoSays.INDEPENDENT
    if agency_kind == AgencyKind.HUB:
        return WhoSays.OWNER
    return WhoSays.OWNER if evidence_agency == statement_agency else WhoSays.PARTNER


@dataclass(frozen=True)
class Support:
    """One piece of evidence as a statement's standing sees it."""

    ref: str
    shows: Shows
    who: WhoSays
    is_current: bool
    is_quotation: bool


@dataclass(frozen=True)
class Standing:
    """What a statement shows and who says so, computed and never typed."""

    shows: Shows
    who: WhoSays | None
    current: int
    ended: int

    @property
    def is_evidenced(self) -> bool:
        """Whether anything current stands behind it."""
        return self.current > 0


_INDEPENDENCE = {WhoSays.OWNER: 0, WhoSays.PARTNER: 1, WhoSays.INDEPENDENT: 2}


def standing(*, kind: str, supports: Iterable[Support]) -> Standing:
    """A statement's standing from its evidence.

    A quotation says who, and never raises what is shown above «Said» (house plan, two scales). Without current
    evidence a statement is said, or an intention where that is what its words are.
    """
    supports = tuple(supports)
    current = [support for support in supports if support.is_current]
    floor = Shows.INTENTION if kind == SentenceKind.INTENTION else Shows.SAID
    shown = [Shows.SAID if support.is_quotation else support.shows for support in current]
    who = max((support.who for support in current), key=_INDEPENDENCE.__getitem__, default=None)
    shows = max([*shown, floor]) if kind != SentenceKind.INTENTION else Shows.INTENTION
    return Standing(shows=shows, who=who, current=len(current), ended=len(supports) - len(current))


def basis_sha(*, wording: str, supports: Iterable[tuple[str, int]]) -> str:
    """What an opinion rests on: the words and every current piece of evidence (ref, version). It lapses when this
    changes, by construction."""
    return sha256_hex(canonical({"wording": wording_sha(wording), "supports": sorted(map(list, supports))}))


OPINION_MEANINGS: Mapping[OpinionWord, str] = MappingProxyType(
    {
        OpinionWord.NO_ASSURANCE: "We looked, and what we saw does not show that it is so.",
        OpinionWord.LIMITED: "Some of it is shown; important parts are not, or rest on the owner's word alone.",
        OpinionWord.REASONABLE: "Most of it is shown by more than the owner's word; what is missing is named.",
        OpinionWord.SUBSTANTIAL: "It is shown by independent or measured evidence that is current and fits its scope.",
    }
)


class OpenKind(StrEnum):
    """Why something stands on the page «Not yet done or known»."""

    LATE = "late"
    REJECTED = "rejected"
    NOT_RESPONDED = "not responded"
    NOT_SHOWN = "said but not shown"
    NOT_KNOWN = "not known"
