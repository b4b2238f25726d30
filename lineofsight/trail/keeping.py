"""The ways in which a table keeps what was written. Which table keeps how stands in kept.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AppendOnly:
    """Rows are added and never changed or removed. `of_whole`: unless the whole that they belong to has a tombstone.

    It is SQL on `old` that gives the reference of that whole: what goes leaves its tombstone first.
    """

    table: str
    of_whole: str = ""


@dataclass(frozen=True)
class Frozen:
    """While `when` (SQL on `old`) holds, a row keeps all its columns but `may_change`, and stays.

    A change of those is allowed only into a row for which `into` (SQL on `new`) holds. A column that comes later is
    frozen by default. `of_whole`: as in AppendOnly.
    """

    table: str
    when: str = "1 = 1"
    may_change: tuple[str, ...] = ()
    into: str = "1 = 1"
    of_whole: str = ""


@dataclass(frozen=True)
class OnlyToBlank:
    """Rows stay; the named columns may be blanked, all at once, and nothing else ever changes. `of_whole`: as in
    AppendOnly."""

    table: str
    columns: tuple[str, ...]
    of_whole: str = ""


@dataclass(frozen=True)
class KeptOnce:
    """Rows that came with another row (`through`): never changed, but for `may_change`, and removed only while that
    other row stands as `while_` says (SQL on `whole`). `of_whole`: as in AppendOnly."""

    table: str
    parent: str
    through: str
    while_: str
    may_change: tuple[str, ...] = ()
    of_whole: str = ""


@dataclass(frozen=True)
class GoesWithItsWhole:
    """Rows may change, and stay until the whole that they belong to has its tombstone. `of_whole`: as in AppendOnly."""

    table: str
    of_whole: str


Rule = AppendOnly | Frozen | OnlyToBlank | KeptOnce | GoesWithItsWhole
