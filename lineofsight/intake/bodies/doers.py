"""Ways in which a sentence makes a body its doer without putting it right before a verb.

«the Council has rewritten its plan, and the Trust its pathway»; «…, as do the police»;
«At the Trust, a midwife is on call»; «by the director of nursing at the Trust».
"""

import re

from lineofsight.intake.bodies.inspectorates import is_inspection
from lineofsight.intake.clauses import goes_on
from lineofsight.intake.patterns import lazily

# What others did to it is not its own act: «Northmoor Council was inspected».
UNDERGOES = lazily(
    r"(?:\snor\s(?:the\s)?[\w’'-]+(?:\s[\w’'-]+){0,3}?)?\s+(?:was|were|is|are|has been|have been"
    r"|had been)\s+(?:also\s+|then\s+|last\s+|\w+ly\s+)?(?:inspected"
    r"|visited|judged|rated"
    r"|graded|praised|commended|criticised|asked|invited|told|recommended|named|found to|left out|excluded"
    r"|(?:commissioned|funded|contracted|engaged)(?= by\b)|approached|chosen|selected|notified|thanked|not"
    r" (?:told|asked|invited|consulted|informed))\b|\s+costs?\b",
    re.IGNORECASE,
)
_THE = r"(?:both\s+)?(?:the\s+)?"
_NUMBER = (
    r"(?:£?\d[\d,.]*\d(?:m|bn|k)?|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty|half)"
)
_SECOND_DOER = lazily(rf"(?:,\s|;\s|,?\s(?:and|while|but)\s){_THE}$", re.IGNORECASE)
_WITHOUT_A_VERB = lazily(
    rf"\s(?:none\b|nothing\b|no\b|for\s|(?:its|their|the|an?|another|{_NUMBER})\s|{_NUMBER}[.,;])"
    rf"(?!(?:days?|weeks?|months?|years?) (?:before|after|later|ago"
    rf"|earlier))",
    re.IGNORECASE,
)
_LIKEWISE = lazily(
    r"\b(?:as|so|nor|neither|than)\s(?:do|does|did|has|have|had|is|are|was|were|will|can)\s"
    rf"(?:(?:those|that|staff|workers|officers)\s(?:of|in|at|from)\s)?{_THE}$",
    re.IGNORECASE,
)
_AT = lazily(
    r"(?:now,?\s|today,?\s)?(?:at|in|within|across|throughout|inside)\s+(?:both\s+)?(?:the\s+)?", re.IGNORECASE
)
_ITS_PEOPLE = lazily(
    r"(?:an?|every|each|all|most|the|its|new|no|only|some|many|several|there|\d[\d,.]*|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|half|staff|practitioners|nurses|midwives|officers|workers|managers|leaders|doctors"
    r"|supervision|training|records?|referrals|notes)\b",
    re.IGNORECASE,
)
_BY_AN_OFFICE = lazily(
    r"\b(?:by|from)\s(?:the\s|an?\s|its\s|our\s|\w+\s)?(?:[\w’'-]+\s){0,5}?(?:head|chief|executive|constable"
    r"|superintendent|sergeant|nurse|midwife|lead|chair|principal|matron|detective|[a-z]{3,}(?:er|or|ist|ian|iff|ant)"
    r"|(?:director|head|chief|lead|manager) (?:of|for) [\w’' -]{3,40})s?\s(?:of|at|in|from|for)\s(?:the\s)?$",
    re.IGNORECASE,
)
# «… because the Council had closed the clinic», «how the Trust has listened»: what was done, and not what it was for.
_HOW = lazily(rf"\b(?:how|because)\s{_THE}$", re.IGNORECASE)
_HAD_DONE = lazily(r"(?:['’]s?(?:\s[\w-]+){1,3})?\s(?:has|have|had)\s(?:not\s)?(?!been\b)[a-z]+", re.IGNORECASE)
_WHICH = lazily(
    rf"(?:,\s(?:which|whom|whose\s[a-z]+)|[a-z](?<!\bso)(?<!evidence)(?<!sign)(?<!proof)(?<!doubt)(?<!yet)\s(?:that|which))\s{_THE}$",
    re.IGNORECASE,
)
_DOES = lazily(
    r"\s(?:has|have|had|will|can|now|also|runs?|ran|leads?|led|chairs?|hosts?|holds?|funds?|pays?|offers?"
    r"|provides?|delivers?"
    r"|regards?|sees?|calls?|knows?|says?|accepts?|wants?|needs?|keeps?|uses?|makes?|describes?|considers?"
    r"|\w{3,}ed)\b"
)
_WOULD = lazily(r"\s(?:will|would|can|could|may|might|shall|should|must)\b")
_SOMEBODY_DID = lazily(
    r"(?:i|we|they|he|she|you|inspectors|parents|families"
    r"|children)\s(?:[a-z]+\s){1,6}$",
    re.IGNORECASE,
)
# «It is the position of the Council that …»: it says so.
_POSITION_OF = lazily(
    rf"\bit (?:is|was|remains) the (?:position|view|belief|intention|case|understanding|policy|practice) of {_THE}$",
    re.IGNORECASE,
)


def is_its_position(before: str) -> bool:
    """«It is the position of the Council that …»."""
    return bool(_POSITION_OF.search(before))


def is_told_to_have_done(before: str, after: str) -> bool:
    """«… how the Trust had listened», «the groups, which the Trust runs»."""
    return bool(
        (_HOW.search(before) and _HAD_DONE.match(after))
        or (_WHICH.search(before) and not _WOULD.match(after) and (_DOES.match(after) or goes_on(after)))
    )


def is_what_somebody_saw(lead: str) -> bool:
    """«I met the Council»: somebody else is said to have done something, before it is named."""
    return bool(_SOMEBODY_DID.fullmatch(lead if lead.endswith(" ") else f"{lead} "))


def shares_a_verb(before: str, after: str) -> bool:
    """«… and the Trust its pathway», after somebody else was said to have done the like."""
    return bool(_SECOND_DOER.search(before) and _WITHOUT_A_VERB.match(after))


def does_likewise(before: str) -> bool:
    """«…, as do the police»; «Nor has the Council …»."""
    return bool(_LIKEWISE.search(before))


def is_where_it_is_done(opening: str, main: str) -> bool:
    """«At the Trust, a safeguarding midwife is on call»: the opening before its name, and the main part after it."""
    return bool(_AT.fullmatch(opening) and _ITS_PEOPLE.match(main)) and not is_inspection(main[:80])


def is_done_by_its_office(before: str) -> bool:
    """«… led by the Director of Nursing at the Trust»."""
    return bool(_BY_AN_OFFICE.search(before))
