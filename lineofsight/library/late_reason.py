"""Why something was done late or not at all: reasons to choose from. None changes how it stands."""

from typing import ClassVar

from pydantic import Field

from lineofsight.library.entry import Entry, Words


class LateReason(Entry):
    """One reason. What the page says of it, and whether it is a manager's decision."""

    FOLDER: ClassVar[str] = "late-reasons"

    order: int = Field(ge=1, description="where it stands in the list to choose from")
    says: Words = Field(description="what people read beside what was late")
    is_decision: bool = Field(
        alias="decision", default=False, description="true where it is a manager's decision: only a manager gives it"
    )
