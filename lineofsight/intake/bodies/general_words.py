"""Bodies spoken of in general words: «the Trust», «the local authority», «children's services»."""

import re

from lineofsight.intake.characters import words as words_of
from lineofsight.intake.patterns import lazily

# Words that end many names of bodies and of other things too: alone they name no agency.
_BARE_HEADS = frozenset(
    words_of(
        "trust council police constabulary school schools academy college university hospital hospitals hospice"
        " charity foundation society association agency alliance service services homes housing probation ambulance"
        " healthcare centre network project recovery counselling house hostel nursery company limited ltd"
        " club federation mosque helpline outreach refuge icb ccg surgery infirmary"
    )
)
# Bodies spoken of in general words. The strong ones are an agency even where nobody gives their full name.
_STRONG = (
    r"probation(?=\s(?:has|have|had|is|are|was|were|will|now|also|reports?|says?|said|told|attends?|sends?|does|did)\b)"
    r"|probation service|youth justice service|youth offending (?:service|team)|ambulance service"
    r"|fire (?:and rescue )?service"
    r"|police(?: service| force)?|(?:integrated )?care board|children['’]s social care|adult social care"
    r"|children['’]s services"
    r"|health visiting service|school nursing service|maternity services?|midwifery services?"
    r"|early help service|local authority"
    r"|education service|housing (?:service|department)|county council|city council|borough council"
    r"|district council|council"
    r"|substance (?:misuse|use) services?|drug and alcohol services?|acute trust|mental health trust"
    r"|hospitals? trust|health trust|community (?:health )?trust|ambulance trust|foundation trust|academy trust"
    r"|housing association|schools? trust|care trust"
)
_WEAK = (
    r"trust|borough|royal borough|metropolitan borough|city|county|refuge|hostel|co-?operative|unitary authority"
    r"|authority|nursery|landlord|hospitals"
    r"|force|constabulary|service|charity|school|academy|college|hospital|hospice"
    r"|health board"
    r"|practice|surgery|association|icb|infirmary|prison|diocese|minster|cathedral|federation|club|commissioner|centre|alliance|board"
)
# «The County has …»: its council, where it is one that is called so.
_PLACES = ("city", "county", "metropolitan borough")
_FORCES = ("force", "police", "police force", "police service", "constabulary")
GENERAL = lazily(
    rf"(?<![\w'’-])(?:(?P<article>the|our|their|this)\s(?:same\s)?)?(?P<name>(?P<strong>{_STRONG})"
    rf"|(?P<weak>{_WEAK}))(?![\w-])",
    re.IGNORECASE,
)


def answers_to(name: str, words: str) -> bool:
    plain = name.lower().replace("’", "'")
    if words in _PLACES:
        return bool(re.search(rf"\b{words}\b", plain)) and plain.endswith("council")
    if words in _FORCES:
        return bool(re.search(r"\b(?:police|constabulary)\b", plain)) and not plain.endswith("commissioner")
    if re.search(rf"\b{re.escape(words)}\b", plain):
        return True
    kind = words.split()[-1]
    if words == "integrated care board":
        return plain == "icb"
    if words == "icb":
        return plain.endswith("integrated care board")
    if words in ("fire service", "fire and rescue service"):
        return bool(re.search(r"\bfire\b.*\b(?:service|authority)$", plain))
    if words.startswith(("drug and alcohol", "substance")):
        return bool(re.search(r"\b(?:drugs?|alcohol|substance)\b.*\b(?:service|recovery)s?$", plain))
    if words == "surgery":
        return bool(re.search(r"\b(?:surgery|medical (?:practice|centre)|family practice)$", plain))
    if words == "landlord":
        return bool(re.search(r"\b(?:housing|homes)\b", plain))
    if words == "prison":
        return plain.startswith(("hmp ", "hm prison ")) or plain.endswith("prison")
    if words == "hospital":
        return bool(re.search(r"\b(?:hospitals?|infirmary)\b", plain))
    if words == "school":
        return bool(re.search(r"\b(?:school|academy|primary)$", plain))
    if words == "council" and re.search(r"\bborough of\b", plain):
        return True
    if words in ("local authority", "authority"):
        return bool(re.search(r"\bcouncil\b|\bborough of\b|\bchildren's (?:services|social care)\b", plain))
    if words.endswith("council") and words != "council":
        return False
    if words in ("children's services", "children's social care"):
        return bool(re.search(r"\bchildren's (?:services|social care)\b|\bchildren and famil(?!y court)", plain))
    if words in ("acute trust", "hospital trust", "hospitals trust"):
        return bool(re.search(r"\b(?:hospitals?|acute|infirmary|teaching)\b.*\btrust\b", plain))
    if words in ("community trust", "community health trust"):
        return bool(re.search(r"\bcommunity\b.*\btrust\b", plain))
    if words in ("association", "housing association"):
        return bool(re.search(r"\b(?:housing|homes)$", plain))
    if words == "mental health trust":
        return bool(re.search(r"\b(?:mental health|partnership|healthcare)\b.*\btrust\b", plain))
    return kind in ("school", "icb", "board") and plain.endswith(kind)


def is_general(name: str) -> bool:
    return name.lower().replace("’", "'") in _BARE_HEADS or bool(GENERAL.fullmatch(name))
