"""Whether a figure is of the whole that its measure speaks of, or of a part that is too small to be cited."""

from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.tables import figures_of_records
from lineofsight.library.measure import Base, Measure
from lineofsight.library.shelf import NotOnShelf
from lineofsight.measures.figure import Figure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.shelf import shelf


class OnlyAPart(Conflict):
    """A figure counts a part only, and is no evidence of the whole (409). Says of how many."""


@dataclass(frozen=True)
class Covered:
    """How much of those in question a figure covers, as `measure` counts it. Of nobody nothing is covered."""

    measure: Measure
    share: Figure
    base: Base

    @property
    def is_whole(self) -> bool:
        """Whether it is enough."""
        return self.share.of > 0 and self.share.n * 100 >= self.base.at_least * self.share.of

    @property
    def says(self) -> str:
        """Why it is a part alone, for people."""
        return f"It counts a part only, and is no evidence below {self.base.at_least}%: {self.base.because}."


def covered(measure: Measure, actor: Actor, *, as_at: date, agency: Agency | None) -> Covered | None:
    """How much a figure of a measure covers on a day; None where its measure names no base. Raises Forbidden."""
    if measure.base is None:
        return None
    try:
        asked = shelf().get(Measure, measure.base.measure, on=as_at)
    except NotOnShelf:
        return None
    return Covered(asked, figures_of_records(asked, actor, as_at=as_at, agency=agency)[0], measure.base)


def check_whole(measure: Measure, actor: Actor, *, as_at: date, agency: Agency | None) -> None:
    """Whether a figure of a measure can be cited. Raises OnlyAPart and Forbidden."""
    found = covered(measure, actor, as_at=as_at, agency=agency)
    if found is not None and not found.is_whole:
        raise OnlyAPart(f"«{measure.title}»: {found.says}")
