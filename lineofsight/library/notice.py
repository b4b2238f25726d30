"""Words that stand above certain pages: what the page is not, and what to do instead."""

from typing import ClassVar

from pydantic import Field

from lineofsight.library.entry import Entry, Words


class Notice(Entry):
    """A notice. `not-a-referral` stands above every form about a child."""

    FOLDER: ClassVar[str] = "notices"

    heading: Words = Field(description="the notice in one short sentence")
    says: Words = Field(description="what to do, and whom to ring; a partnership puts its own number here")


NOT_A_REFERRAL = "not-a-referral"
