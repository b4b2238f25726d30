"""The yearly report's section on recommendations, its counts told as in public: the report is read by everybody."""

from lineofsight.assurance.queries.yearly import yearly_section
from lineofsight.assurance.rules.yearly import Year, YearlySection
from lineofsight.assurance.shelf import shelf
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.rounding import telling_of_voice
from lineofsight.publication.wording import count_words


def section_of(year: Year, actor: Actor) -> YearlySection:
    """The section of a year, as far as the actor sees what was recorded."""
    numbers = small_numbers_of(shelf(), on=today(actor.now))

    def words(n: int, of: int, counted: str) -> str:
        told = telling_of_voice(counted, numbers)
        return count_words(n, of) if told.is_exact else told.words(n, of)

    return yearly_section(year, actor, count_words=words)
