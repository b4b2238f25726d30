"""Whether words in marks go on with those before them: «“inventive” and, in the next line, “fragile”»."""

import re

from lineofsight.intake.patterns import lazily
from lineofsight.intake.quotations.terms import introduces_term

_GOES_ON = lazily(
    r"[\s,;:]*(?:(?:and|or|but|with|while|although|though|as well as|to)\b)?"
    r"(?:,\s(?:in|on|at|from|later|then|elsewhere|again|more|less|\w+ly)\b[^,.;:\"“”]{0,40},)?"
    r"[\s,]*(?:also\s+)?(?:that\b)?[\s,:]*(?:"
    r"(?:there\s+)?(?:is|are|was|were|has|had))?\s*(?:an?\s+|the\s+)?[\s:,]*",
    re.IGNORECASE,
)
# «…, a girl wrote, and underneath, “sometimes”»
_AND_BELOW = lazily(
    r"^[^.;:!?]{0,80}\s(?:and|then)\s(?:underneath|below|beneath|above|later|elsewhere|on the back|in the margin),\s$"
)
# «It calls the plan “thorough” and the delay “regrettable”.»
_AND_THE = lazily(
    r"\s(?:and|but)\s(?:(?:the|its|their|his|her)\s(?:[\w’'-]+\s){1,3}(?:as\s)?|(?:[a-z][\w’'-]*\s){1,3}as\s)"
)
# «… and that plans were “purposeful”»: whoever was quoted before goes on.
_AND_THAT = lazily(r"\b(?:and|but|adding|while) that\b[^,;:]*\b(?:is|are|was|were)\s$", re.IGNORECASE)
_ENDS_SENTENCE = lazily(r"[.!?](?:\s|$)")


def goes_on_after(between: str, words: str) -> bool:
    """Does a second quotation of the same sentence follow, or the rest of one that was interrupted?

    `between` is what stands between the two, `words` those of the second.
    """
    if _GOES_ON.fullmatch(between) or not between.strip():
        return True
    if _AND_THE.fullmatch(between) or _AND_BELOW.search(between):
        return True
    same_sentence = len(between) < 120 and not _ENDS_SENTENCE.search(between)
    if same_sentence and _AND_THAT.search(between):
        return True
    return same_sentence and len(words.split()) >= 3 and not introduces_term(between)
