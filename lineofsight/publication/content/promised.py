"""What a review asked for, as an edition tells it: each recommendation with its public word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lineofsight.library.scales import DeliveryWord, OpinionWord, PublicWord
from lineofsight.publication.content.part import Part


class Answer(StrEnum):
    """What the lead agency has answered. NONE: nothing yet. REPLACED: another recommendation took its place."""

    NONE = "none"
    ACCEPTED = "accepted"
    IN_PART = "accepted in part"
    DECLINED = "declined"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class Answered(Part):
    """What the lead agency of an action last said of it, in an answer that the business unit accepted.

    `says`: how far it is («done»), "" where the answer does not say; its words were not written for the public and
    are not here. `is_verified`: the business unit has verified that it is done.
    """

    number: int
    title: str
    agency: str
    says: str
    said_date: date
    is_verified: bool = False

    @property
    def name(self) -> str:
        """How people call it: «Action 3»."""
        return f"Action {self.number}"


@dataclass(frozen=True, kw_only=True)
class Recommended(Part):
    """A recommendation in the words of the review, and what became of it by the day as at which the edition is told.

    `told_in` are the numbers of the sentences that answer it. `public_wording` is what the agency says to the public
    where it declined, or accepted in part. `outside` is the opinion of somebody outside the lead agency.
    """

    ref: str
    number: int
    text: str
    agency: str
    public: PublicWord
    answer: Answer = Answer.NONE
    answered_date: date | None = None
    public_wording: str = ""
    respond_by: date | None = None
    due_date: date | None = None
    replaced_by: int | None = None
    outside: OpinionWord = OpinionWord.NOT_LOOKED_AT
    outside_role: str = ""
    outside_agency: str = ""
    outside_date: date | None = None
    told_in: tuple[int, ...] = ()
    # The day on which the lead agency said that it is implemented, while it still says so.
    done_date: date | None = None
    answered: tuple[Answered, ...] = ()

    @property
    def name(self) -> str:
        """How people call it: «Recommendation 3»."""
        return f"Recommendation {self.number}"

    @property
    def is_asked_for(self) -> bool:
        """Whether it still stands: one that was replaced is told of, and is counted nowhere."""
        return self.answer is not Answer.REPLACED

    @property
    def word(self) -> PublicWord:
        """Its public word. An edition from before said «not yet due» also where no day was set: it is read as it is."""
        if self.public is not PublicWord.NOT_YET_DUE or self.due_date is not None:
            return self.public
        if self.answer is not Answer.NONE:
            return PublicWord.NO_DAY_SET
        return PublicWord.NOT_YET_DUE if self.respond_by is not None else PublicWord.NOT_RESPONDED

    @property
    def is_checked_outside(self) -> bool:
        """Whether an opinion from outside stands. One that has lapsed does not, whatever it said."""
        return self.outside not in (OpinionWord.NOT_LOOKED_AT, OpinionWord.LAPSED)


@dataclass(frozen=True, kw_only=True)
class Acted(Part):
    """An action of the review, as its agency says it stands. `done_date` is the day on which it was reported complete.

    `first_due_date` is the day that was set first, before any extension. `asks` is what is to be done, `under` the
    numbers of the recommendations that it answers; in editions from before both are empty.
    """

    number: int
    agency: str
    delivery: DeliveryWord
    due_date: date
    first_due_date: date
    is_late: bool = False
    done_date: date | None = None
    asks: str = ""
    under: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """How people call it: «Action 3»."""
        return f"Action {self.number}"

    @property
    def is_done(self) -> bool:
        """Whether its agency has reported it as complete, whether or not somebody has verified it since."""
        return self.delivery in (DeliveryWord.REPORTED_COMPLETE, DeliveryWord.VERIFIED)

    @property
    def counts(self) -> bool:
        """Whether it is still to be done, or was: one that was cancelled is counted nowhere."""
        return self.delivery is not DeliveryWord.CANCELLED
