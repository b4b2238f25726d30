"""Ways in which a sentence makes a body its doer without putting it right before a verb.

«It is the ICB that pays»; «the Council has rewritten its plan, and the Trust its pathway»; «…, as do the police»;
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
_IT_IS = lazily(rf"\bit (?:is|was|has been|will be)\s+(?:(?:now|still|also|only)\s+)?{_THE}$", re.IGNORECASE)
_THAT_DOES = lazily(
    r"(?:,\s(?:and\s)?not\s[^.;,]{2,60},)?\s(?:that|who|which)\s"
    r"(?!(?:is|are|was|were|has been|have been|had been)\s\w+ed\b)"
)
_SECOND_DOER = lazily(rf"(?:,\s|;\s|,?\s(?:and|while|but)\s){_THE}$", re.IGNORECASE)
# «Not until March did the police reply.»
_INVERTED = lazily(
    r"^(?:not|only|never|nor|neither|rarely|seldom|hardly|nowhere|at no|in no|on no|under no|so|such)\b[^.;]{0,80}?\s"
    rf"(?:did|does|do|has|have|had|can|could|will|would)\s{_THE}$",
    re.IGNORECASE,
)
# «It took the Council nine months to answer»; «It fell to the Trust to explain».
_IT_TOOK = lazily(
    rf"\bit (?:(?:has )?took|takes|has taken|fell to|has fallen to|was left to|cost)\s{_THE}$", re.IGNORECASE
)
_TO_DO = lazily(r"\s(?:[\w£,.-]+\s){0,6}?to\s[a-z]{2,}")
_WITHOUT_A_VERB = lazily(
    rf"\s(?:none\b|nothing\b|no\b|for\s|(?:its|their|the|an?|another|{_NUMBER})\s|{_NUMBER}[.,;])"
    rf"(?!(?:days?|weeks?|months?|years?) (?:before|after|later|ago"
    rf"|earlier))",
    re.IGNORECASE,
)
# «… in May and the Trust in June»
_WHEN_IT_DID = lazily(rf"\b(?P<when>in|by|on|from|for|since|at)\s[^,.;]{{2,30}},?\s(?:and|but)\s{_THE}$")
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
    r"\b(?:by|from)\s(?:the\s|an?\s|its\s|our\s|\w+\s)?(?:[\w’'-]+\s){0,5}?(?:director|head|chief|executive|constable"
    r"|superintendent|inspector|sergeant|nurse|midwife|doctor|consultant|paediatrician|psychologist|therapist|lead"
    r"|manager|officer|worker|worker|chair|principal|head ?teacher|leader|commissioner|matron|practitioner"
    r"|member|detective|[a-z]{3,}(?:er|or|ist|ian|iff|ant)"
    r"|(?:director|head|chief|lead|manager) (?:of|for) [\w’' -]{3,40})s?\s(?:of|at|in|from"
    r"|for)\s(?:the\s)?$",
    re.IGNORECASE,
)
_IT_THEN = lazily(
    r"[^.;,]{3,90}?\s(?:it|its [\w-]+)\s(?:also\s|now\s|then\s|will\s)?(?!(?:is|was|are|were|has been"
    r"|had been)\b)[a-z]+s\b"
)


_LEAD_IS = lazily(
    rf"\b(?:lead|lead agency|owner|provider|host|commissioner|employer)\b[^.;,]{{0,60}}\s(?:is|are|was"
    rf"|remains)\s{_THE}$",
    re.IGNORECASE,
)
# «… because the Council had closed the clinic», «how the Trust has listened»: what was done, and not what it was for.
_HOW = lazily(rf"\b(?:how|because)\s{_THE}$", re.IGNORECASE)
_HAD_DONE = lazily(r"(?:['’]s?(?:\s[\w-]+){1,3})?\s(?:has|have|had)\s(?:not\s)?(?!been\b)[a-z]+", re.IGNORECASE)
_WHICH = lazily(rf"(?:,\s(?:which|whom|whose\s[a-z]+)|[a-z](?<!\bso)\s(?:that|which))\s{_THE}$", re.IGNORECASE)
# «There is no evidence that the Trust has …»: nobody says that it has.
_NO_SIGN = lazily(rf"\bno (?:\w+ )?(?:evidence|sign|proof|doubt|guarantee)(?:\s\w+)? that\s{_THE}$", re.IGNORECASE)
_DOES = lazily(
    r"\s(?:has|have|had|will|can|now|also|runs?|ran|leads?|led|chairs?|hosts?|holds?|funds?|pays?|offers?"
    r"|provides?|delivers?"
    r"|regards?|sees?|calls?|knows?|says?|accepts?|wants?|needs?|keeps?|uses?|makes?|describes?|considers?"
    r"|\w{3,}ed)\b"
)
_WOULD = lazily(r"\s(?:will|would|can|could|may|might|shall|should|must)\b")
# «Had the ICB acted sooner»: it did not.
_HAD_IT = lazily(rf"(?:Had|Were|Should)\s{_THE}")
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


def is_told_to_be_the_doer(before: str, after: str) -> bool:
    """«It is the ICB that pays for the post», «The lead for this theme is the ICB»."""
    return bool(
        (_IT_IS.search(before) and _THAT_DOES.match(after)) or _POSITION_OF.search(before) or _LEAD_IS.search(before)
    )


def is_told_to_have_done(before: str, after: str) -> bool:
    """«… how the Trust had listened», «the groups, which the Trust runs»."""
    return bool(
        (_HOW.search(before) and _HAD_DONE.match(after))
        or (
            _WHICH.search(before)
            and not _NO_SIGN.search(before)
            and not _WOULD.match(after)
            and (_DOES.match(after) or goes_on(after))
        )
    )


def is_only_imagined(opening: str) -> bool:
    """«Had the ICB acted sooner, …»."""
    return bool(_HAD_IT.fullmatch(opening))


def is_what_somebody_saw(lead: str) -> bool:
    """«I met the Council»: somebody else is said to have done something, before it is named."""
    return bool(_SOMEBODY_DID.fullmatch(lead if lead.endswith(" ") else f"{lead} "))


def shares_a_verb(before: str, after: str) -> bool:
    """«… and the Trust its pathway», after somebody else was said to have done the like."""
    if _SECOND_DOER.search(before) and _WITHOUT_A_VERB.match(after):
        return True
    when = _WHEN_IT_DID.search(before)
    return when is not None and after.startswith(f" {when['when']} ")


def does_likewise(before: str) -> bool:
    """«…, as do the police»; «Nor has the Council …»; «Not until March did the police …»."""
    return bool(_LIKEWISE.search(before) or _INVERTED.search(before))


def took_its_time(before: str, after: str) -> bool:
    """«It took the Council nine months to answer.»"""
    return bool(_IT_TOOK.search(before) and _TO_DO.match(after))


def is_where_it_is_done(opening: str, main: str) -> bool:
    """«At the Trust, a safeguarding midwife is on call»: the opening before its name, and the main part after it."""
    return bool(_AT.fullmatch(opening) and _ITS_PEOPLE.match(main)) and not is_inspection(main[:80])


def is_done_by_its_office(before: str) -> bool:
    """«… led by the Director of Nursing at the Trust»."""
    return bool(_BY_AN_OFFICE.search(before))


def acts_when_it_is_told(after: str) -> bool:
    """«Where the Trust is told of a pregnancy it writes to the midwife»: no comma parts the two."""
    return bool(_IT_THEN.match(after))
