"""Who is asking: a frozen value, made once for each request or command."""

from dataclasses import dataclass, replace
from datetime import datetime

from lineofsight.partnership.grants import Granted
from lineofsight.partnership.reach import Reach, reach_of
from lineofsight.partnership.rules import MOVES_EDITIONS, ROLE_WORDS, WRITES_FOR_ANY, Role, role_words


@dataclass(frozen=True)
class Actor:
    """A person in their roles of today, a job, or nobody signed in. `now` is an aware moment."""

    ref: str
    roles: frozenset[Role]
    now: datetime
    agency_id: int | None = None
    agency_code: str = ""
    agency_name: str = ""
    agency_kind: str = ""
    person_id: int | None = None
    name: str = ""
    # Leave to look that was ever given; whether it still holds, the policy asks at the moment.
    grants: tuple[Granted, ...] = ()
    # Rows that they said they should not see, by reference, until the data-protection officer has answered.
    stopped: frozenset[str] = frozenset()

    @property
    def reach(self) -> Reach:
        """How far this actor sees."""
        return reach_of(self.roles)

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind this actor."""
        return self.person_id is not None

    @property
    def writes_for_any(self) -> bool:
        """Whether this actor may write rows that belong to other agencies."""
        return bool(self.roles & WRITES_FOR_ANY)

    @property
    def moves_editions(self) -> bool:
        """Whether this actor may move an edition on its way, which is a row of the unit."""
        return bool(self.roles & MOVES_EDITIONS)

    @property
    def counting(self) -> "Actor":
        """The same roles in the same agency, and nobody in particular: for what counts or compares a whole.

        Row security leaves out what somebody said they should not see; a number with a child left out would be wrong.
        Whoever reads so shows of it numbers alone, or asks again as the person which of it they see.
        """
        return replace(self, person_id=None, grants=(), stopped=frozenset())

    @property
    def in_role(self) -> str:
        """The roles alone, for a record that keeps the agency beside them: «Agency safeguarding lead»."""
        return role_words(self.roles)

    @property
    def role_words(self) -> str:
        """The roles as people read them: «Agency safeguarding lead, Northmoor Community Health»."""
        words = self.in_role
        return f"{words or ROLE_WORDS[Role.PUBLIC]}, {self.agency_name}" if self.agency_name else words


def nobody(*, now: datetime) -> Actor:
    """The public: nobody signed in."""
    return Actor(ref="", roles=frozenset({Role.PUBLIC}), now=now)


def job(name: str, *, now: datetime) -> Actor:
    """A background job, by its name (at most 22 letters). It sees all and writes what it was made for."""
    return Actor(ref=f"job:{name}"[:26], roles=frozenset({Role.JOB}), now=now)
