"""Bodies that are quoted or named in these reports and are never an agency that answers for the work described.

An inspectorate is a witness; a partnership is the one who publishes; parliament, an ombudsman and the national
panel stand outside. A court or a department that acts or speaks is an agency as any other is. Kept here, beside the
rule, because no partnership could want them different.
"""

import re

from lineofsight.intake.patterns import lazily

_INSPECTORATES = (
    ("Ofsted", r"ofsted"),
    ("Care Quality Commission", r"care quality commission|cqc"),
    (
        "HMICFRS",
        r"hmicfrs|hmic|(?:hm|(?:his|her) majesty['’]s) inspectorate of constabulary"
        r"(?: and fire (?:&|and) rescue services)?",
    ),
    ("HM Inspectorate of Probation", r"hmip|hmi probation|(?:hm|(?:his|her) majesty['’]s) inspectorate of probation"),
    ("HM Inspectorate of Prisons", r"hmi prisons|(?:hm|(?:his|her) majesty['’]s) inspectorate of prisons"),
    ("Estyn", r"estyn"),
    ("Independent Schools Inspectorate", r"independent schools inspectorate"),
)
_NAMED = tuple((name, lazily(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _INSPECTORATES)
# A police inspector is no inspectorate's: «a detective inspector», «Inspector Amy Lowe», «the chief inspector said».
_INSPECTION = lazily(
    r"\b(?:(?<!detective )(?<!police )(?<!duty )(?<!response )(?<!custody )(?<!neighbourhood )(?<!patrol )"
    r"(?<!detective chief )(?:(?<!chief )|(?=inspectors? of\b))inspectors?(?!\s(?-i:[A-Z][a-z]))"
    r"|inspect(?:orate|ion)s?|jtai|ilacs|the regulator)\b",
    re.IGNORECASE,
)
_PARTNERSHIP = lazily(
    r"\b(?:safeguarding (?:children|children['’]s|child|adults?|community)?\s*(?:and \w+ )?(?:partnership|board"
    r"|arrangements)"
    r"|(?:children['’]s|child) safeguarding (?:partnership|board|assurance partnership)|community safety partnership"
    r"|(?:family|youth) justice board|improvement board|health and wellbeing board|safeguarding partners(?:hip)?)\b",
    re.IGNORECASE,
)
_STATE = lazily(
    r"\b(?:government|parliament|ombudsman|(?:child|children['’]s) safeguarding practice review panel|national panel)\b"
    r"|\binspectorate\b|\b(?:panel|(?<!dental )(?<!medical )committee|executive)$"
    r"|(?<!integrated care )(?<!health )\bboard$"
    r"|(?<!integrated care )(?<!nurse )(?<!health )(?<!housing )(?<!learning )(?<!education )(?<!schools )"
    r"(?<!academies )"
    r"(?<!healthcare )(?<!medical )(?<!legal )(?<!dental )\bpartnership$",
    re.IGNORECASE,
)


def inspectorates_in(text: str) -> tuple[str, ...]:
    """Return the inspectorates that the text names, by their usual names, in the order of first mention."""
    found = [(match.start(), name) for name, pattern in _NAMED if (match := pattern.search(text))]
    return tuple(name for _, name in sorted(found))


def is_inspection(text: str) -> bool:
    """Does the text speak of an inspection or of inspectors, named or not?"""
    return bool(inspectorates_in(text) or _INSPECTION.search(text))


def is_outside(name: str) -> bool:
    """Is this body an inspectorate, a partnership or the state, and so never an agency of the review?"""
    return bool(inspectorates_in(name) or _PARTNERSHIP.search(name) or _STATE.search(name))
