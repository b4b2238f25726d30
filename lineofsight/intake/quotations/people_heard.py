"""Whose words a quotation holds: those of people who were heard, or those of somebody who looked from outside.

What a parent, a child or a practitioner said is experience, and no outside assessment: nobody could ask for the report
that they wrote.
"""

import re

from lineofsight.intake.bodies.inspectorates import is_inspection, is_outside
from lineofsight.intake.patterns import lazily

# Whom the work is for.
_FAMILY = (
    r"(?:parents?|mothers?|fathers?|mums?|dads?|(?:step|foster|grand|kinship)-?\s?(?:mothers?|fathers?|parents?|carers?"
    r"|child(?:ren)?)|carers?|nan|grans?|aunts?|uncles?|siblings?|brothers?|sisters?|sons?|daughters?|famil(?:y|ies)"
    r"|relatives?|child(?:ren)?|bab(?:y|ies)|young\s(?:people|persons?|men|women|man|woman|carers?|adults?)|teenagers?"
    r"|boys?|girls?|pupils?|students?|care\sleavers?|survivors?|victims?|residents?|tenants?|patients?|neighbours?"
    r"|friends?|couples?|wom[ae]n|m[ae]n|people|participants?|respondents?|attendees)"
)
# Who does it.
_STAFF = (
    r"(?:staff|practitioners?|professionals?|colleagues?|workers?|(?:social|key|youth|support|family|case)\sworkers?"
    r"|health\svisitors?|midwi(?:fe|ves)|nurses?|doctors?|gps?|paediatricians?|teachers?|head\s?teachers?|volunteers?"
    r"|trainees?|learners?|delegates?|managers?|supervisors?|(?<!reviewing\s)officers?|constables?|sergeants?"
    r"|call\shandlers?|clinicians?|therapists?|paramedics?|receptionists?)"
)
_NO_MORE = r"\b(?!['’]|\s(?-i:[A-Z]))"
_PEOPLE = lazily(rf"\b(?:{_FAMILY}|{_STAFF}){_NO_MORE}", re.IGNORECASE)
_FAMILIES = lazily(rf"\b{_FAMILY}\b", re.IGNORECASE)
# Those who answer for a body's work, beside its staff.
_OF_THE_BODY = lazily(
    rf"\b(?:{_STAFF}|trustees?|governors?|wardens?|matrons?|consultants?|inspectors?|superintendents?|supt|chief|directors?"
    r"|heads?|leads?|leaders?|executive|principals?|coach(?:es)?|crews?|tutors?|advis[eo]rs?)\b",
    re.IGNORECASE,
)
# The offices of those who look at the work, or answer for it, whoever they speak of.
_OFFICES = lazily(
    r"\b(?:scrutineers?|reviewers?|auditors?|commissioners?|judges?|court|coroner|panel|board|committee|chair|inspector\w*"
    r"|guardian|ombudsman|peer|regulator|director|chief|minister|council|trust|partnership|police(?!\sofficers?\b)"
    r"|report|review|audit|survey|evaluation)\b",
    re.IGNORECASE,
)


def is_heard(speaker: str | None) -> bool:
    """Whether these words for who is quoted («A parent», «Staff») are people who were heard, and no outside look."""
    if not speaker or is_inspection(speaker) or is_outside(speaker):
        return False
    return bool(_PEOPLE.search(speaker)) and not _OFFICES.search(speaker)


def is_family(speaker: str | None) -> bool:
    """Whether who is quoted is a child, a parent or another whom the work is for: «A tenant», «One mother»."""
    return bool(speaker) and bool(_FAMILIES.search(speaker or ""))


def is_of_the_body(speaker: str | None) -> bool:
    """Whether who is quoted works for a body or answers for its work: «A team manager», «Chief Supt», «A trustee»."""
    if not speaker or is_family(speaker) or is_inspection(speaker) or is_outside(speaker):
        return False
    return bool(_OF_THE_BODY.search(speaker))
