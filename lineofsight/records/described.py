"""What the records say of children as such: for counting groups, never for a page about a child."""

from collections.abc import Mapping

from lineofsight.library.groups import Described
from lineofsight.records.tables import Known, questions_answered


def described(of: Known) -> Mapping[str, Mapping[Described, str]]:
    """The codes of each child by column; empty where it is not known."""
    asked = f"SELECT child, {', '.join(column.value for column in Described)} FROM child"  # noqa: S608
    return {child: dict(zip(Described, codes, strict=True)) for child, *codes in questions_answered(of, asked, [])}
