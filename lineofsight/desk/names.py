"""Words of a short text that look like a name or point to somebody, before it is kept."""

from lineofsight.assurance.models import Review
from lineofsight.library.identifying import IdentifyingRule, pointers_in
from lineofsight.library.kinds import GlossaryTerm
from lineofsight.partnership.models import Agency
from lineofsight.partnership.shelf import shelf
from lineofsight.publication.editing.likely_names import known_words, likely_names_in


def words_like_names(text: str) -> tuple[str, ...]:
    """Each word of a text that looks like a person's name or a place, or that points to somebody, once."""
    found = shelf()
    terms = (one.title for one in found.all_newest(GlossaryTerm))
    # What a review is called holds the pseudonym that the partnership chose.
    names = [*Agency.objects.values_list("name", flat=True), *Review.objects.values_list("name", flat=True)]
    known = known_words([*names, *terms])
    rules = found.all_newest(IdentifyingRule)
    says = [*(one.word for one in likely_names_in(text, known=known)), *(one.says for one in pointers_in(text, rules))]
    return tuple(dict.fromkeys(says))
