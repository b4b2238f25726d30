"""A sentence about the report itself: «This summary says what the Council and the Police have done»."""

import re

from lineofsight.intake.patterns import lazily

PARTNERSHIP = "the partnership that publishes the report"
"""Who says such a sentence: it stands for no agency by name."""

_ABOUT_ITSELF = lazily(
    r"(?:this|our|the present)\s(?:[\w’'-]+\s){0,3}?(?:summary|report|paper|document|plan|statement|update"
    r"|brief(?:ing)?|page|section|table|appendix|annex)\s(?:of\s[\w\s’'-]{3,60}?\s)?(?:also\s|now\s|only\s)?(?:says|sets\sout|tells"
    r"|describes|shows|explains|covers|gives|lists|reports|summarises|outlines|records|brings\stogether|looks\sat|tracks"
    r"|is\sabout|follows)\b",
    re.IGNORECASE,
)


def speaks_of_itself(sentence: str) -> bool:
    """Whether a sentence says what the report does, so that it is the partnership's and no agency's."""
    return bool(_ABOUT_ITSELF.match(sentence))
