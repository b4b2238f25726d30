"""What assurance asks of the library in use here."""

from datetime import date
from functools import cache

from django.conf import settings

from lineofsight.assurance.rules import EvidenceKind
from lineofsight.intake.plans.content import WORDS, PlanLanguage, language_of
from lineofsight.library.kinds import EvidenceKind as KindOnShelf
from lineofsight.library.kinds import WordingRule
from lineofsight.library.plan import PlanWords, StatusScheme
from lineofsight.library.scales import Shows
from lineofsight.partnership.shelf import shelf as shelf

# The library calls a statement a note, because on people's pages a statement is a sentence of the Summary.
_IDS = {EvidenceKind.STATEMENT: "note"}


def kind_on_shelf(kind: EvidenceKind, *, on: date) -> KindOnShelf:
    """What the library says about a kind of evidence on a day."""
    return shelf().get(KindOnShelf, _IDS.get(kind, kind.value.replace(" ", "-")), on=on)


def most_it_shows(kind: EvidenceKind, *, on: date) -> Shows:
    """The most that evidence of a kind can show."""
    return kind_on_shelf(kind, on=on).shows_at_most


def plan_language(*, on: date) -> PlanLanguage:
    """The words by which action plans are read on a day."""
    return _language(settings.LOS_SHELF, on)


@cache
def _language(own: str, on: date) -> PlanLanguage:
    found = shelf()
    return language_of(found.get(PlanWords, WORDS, on=on), found.entries(StatusScheme, on=on))


def wording_rules(*, on: date) -> tuple[WordingRule, ...]:
    """The rules about words that are in force on a day."""
    return shelf().entries(WordingRule, on=on)
