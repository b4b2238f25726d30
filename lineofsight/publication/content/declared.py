"""What people declare about an edition before it may be published: what they searched, offered, held back, approved.

All of it is frozen and printed with the edition («Who checked this, and how»). People stand here by role and agency,
never by name. Days are days in Europe/London.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.publication.content.part import Part


class SearchPlace(StrEnum):
    """Where somebody looked for what must not be published, or makes a child known."""

    JUDGMENTS = "published judgments"
    INQUEST = "inquest"
    TRIAL = "criminal trial"
    PRESS = "press"


class HoldKind(StrEnum):
    """What can forbid publishing for a time."""

    CRIMINAL = "criminal proceedings"
    INQUEST = "inquest"
    FAMILY = "family proceedings"


@dataclass(frozen=True, kw_only=True)
class Search(Part):
    """A search that somebody attests. `found` is empty where nothing was found that stands against publishing."""

    where: SearchPlace
    searched_date: date
    by_role: str
    by_agency: str
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class Hold(Part):
    """Proceedings that hold publishing back, until somebody in a named role says that they no longer do."""

    kind: HoldKind
    since_date: date
    lifted_date: date | None = None
    lifted_by_role: str = ""
    lifted_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class FamilySight(Part):
    """When the family was offered sight of the Summary, or why it was not. `child_line` is agreed with the family."""

    by_role: str
    by_agency: str
    offered_date: date | None = None
    not_offered_reason: str = ""
    child_line: str = ""


@dataclass(frozen=True, kw_only=True)
class Approval(Part):
    """One safeguarding partner approves what was read; `read_sha` is the mark of what that was."""

    partner: str
    agency: str
    role: str
    approved_date: date
    read_sha: str


@dataclass(frozen=True, kw_only=True)
class Override(Part):
    """A second person lets one refusal pass, with a reason that is printed. It stands for one wording only.

    `line_number` and `wording_sha` are None where the refusal is about the Summary as a whole.
    """

    code: str
    reason: str
    by_role: str
    by_agency: str
    given_date: date
    line_number: int | None = None
    wording_sha: str | None = None


@dataclass(frozen=True, kw_only=True)
class Declared(Part):
    """Everything that is declared about an edition. `partners` are the safeguarding partners who have to approve."""

    searches: tuple[Search, ...] = ()
    holds: tuple[Hold, ...] = ()
    family: FamilySight | None = None
    partners: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] = ()
    overrides: tuple[Override, ...] = ()


NOTHING_DECLARED = Declared()
