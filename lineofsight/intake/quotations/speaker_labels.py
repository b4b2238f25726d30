"""Labels that say who is quoted without a verb of saying: «According to one father, “…”», «A nurse: “…”»."""

import re

from lineofsight.intake.clauses import HELPING, IRREGULAR
from lineofsight.intake.patterns import lazily

# What somebody says, as a thing that is theirs: «Ofsted's verdict», «the message of the young people».
SAYING = (
    r"(?:views?|accounts?|criticisms?|complaints?|concerns?|verdict|answer|reply|response|words?|phrase|plea|hope|comments?"
    r"|worry|worries|message|wish|request|advice|description|summary|conclusion|judgement|question|opinion|reaction|feedback"
    r"|position|line|stance|argument|claim|explanation|belief"
    r"|assessment|warning)"
)
ACCORDING_TO = lazily(r"\baccording to\s+([^,:;.]{2,60}?)(?:\s*,.{0,60})?[\s,:]*$", re.IGNORECASE)
_IN_WHOSE = rf"(?:{SAYING}|experience|eyes)"
_LABELS = (
    ACCORDING_TO,
    # «the team, which one patient called “…”»
    lazily(
        r"\b(?:which|that|whom)\s((?:an?|one|another|his|her|the)\s[\w’'-]+(?:\s[\w’'-]+)?)\scalled\s*$", re.IGNORECASE
    ),
    lazily(r"\bto quote\s+([^,:;.]{2,60}?)[,:]?\s*$", re.IGNORECASE),
    # «The Trust quotes a junior doctor: “…”»
    lazily(r"\bquot(?:es|ed|ing)\s+([^,:;.]{2,60}?):\s*$", re.IGNORECASE),
    # «The force was honest that supervision “…”»: what somebody was of a thing is said; what was told them is not.
    lazily(
        r"^\W*(?!(?:It|There|This|That)\b)([A-Z][^,:;.]{1,60}?)\s(?:is|was|are|were)\s(?:\w+ly\s)?"
        r"(?!(?:told|found|shown|known|given|so|not|such|the)\b|\w+ed\b)[a-z]{3,}\sthat\b[^.;:]*$"
    ),
    # «to use the judge's word, “…”», «The word that parents used most was “…”»
    lazily(r"\bto (?:use|borrow)\s+([^,:;.]{2,60}?)['’]s? (?:own )?(?:words?|phrase),?\s*$", re.IGNORECASE),
    lazily(
        r"\b(?:words?|phrase|expression) (?:that |which )?([^,:;.]{2,40}?) (?:used|chose|gave|wanted|uses?|chooses?)\b"
        r"[^.;:]{0,20}\s(?:was|were|is)\s*$",
        re.IGNORECASE,
    ),
    # «Some thought it “…”; others, “…”»: the verb is said once.
    lazily(r"^[;,]\s*(?:and |while |but )?((?:others|another|(?:the|an?|one)\s[\w’'-]+(?:\s[\w’'-]+){0,2})),\s*$"),
    lazily(
        r"\b(?:this|these|one|another|another one|the last|the following|what follows)"
        r" (?:(?:was|were|came|comes?|is|are) )?from\s+([^,:;.]{2,60}?)\s*:\s*$",
        re.IGNORECASE,
    ),
    lazily(
        r"^\W*for\s+((?:one|an?|some|many|most|the)\s[\w’'-]+(?:\s(?:worker|nurse|visitor|carer|person|people))?)"
        r"[\s,][^:;]{0,60}:\s*$",
        re.IGNORECASE,
    ),
    # «To one father the letters were “…”»
    lazily(
        r"^\W*(?:for|to)\s+((?:one|an?|some|many|most|several|other|another)\s[\w’'-]+(?:\s(?:worker|nurse|visitor|carer"
        r"|person|people))?),?\s[^.:;]{2,60}\s(?:is|are|was|were|felt|seemed|became)\s*$",
        re.IGNORECASE,
    ),
    lazily(
        rf"\bin (?:the {_IN_WHOSE} of\s+([^,:;.]{{2,60}}?)\s*[,:]"
        rf"|([^,:;.]{{2,60}}?)['’]s? (?:own )?{_IN_WHOSE}\b).{{0,60}}$",
        re.IGNORECASE,
    ),
    lazily(
        r"\b(?:feedback|comments?|views?|quotes?|quotations?|responses?|remarks|messages?|answers?"
        r"|repl(?:y|ies)|advice)(?: received)?"
        r" (?:from|of|by)\s+([^,:;.]{2,60}?)(?:\s+(?:was|were|is|are|include[sd]?|including|such as|said"
        r"|that)\b.{0,60})?"
        r"[\s,:]*$",
        re.IGNORECASE,
    ),
)
_COLON_LABEL = lazily(r"([A-Z][\w’' -]{1,60}?)\s*(?:\([^()]{1,40}\))?\s*:\s*$")
# «A tenant's letter was read out: “…”», «a boy of ten, who handed it back: “…”»
_READ_OUT = lazily(
    r"([\w-]+(?:\s[\w-]+){0,3}?)['’]s?\s(?:\w+\s)?(?:letter|account|poem|message|statement|words)\s(?:was"
    r"|were) (?:read|heard)\b"
    r"[^.;:]{0,40}:\s*$",
    re.IGNORECASE,
)
_WHO_COLON = lazily(
    r"\b((?:an?|one|the|his|her|their)\s[\w’'-]+(?:\sof(?:\s[\w’'-]+){1,4})?),\swho\s[^.;:]{3,90}:\s*$", re.IGNORECASE
)
# «A teenager's view was different: “…”», «The scrutineer's one criticism was that “…”»
_VIEW_OF = lazily(
    rf"((?:[\w-]+\s){{0,3}}[\w-]+?)['’]s?\s(?:\w+\s){{0,2}}?{SAYING}(?:\s(?:for|to|of|about|on)\s(?:[\w’'-]+\s?){{1,4}})?(?:,[^,.:;]{{2,60}},)?\s(?:was"
    rf"|were|is|are|stays?|stayed|stood|stands|speaks)\b"
    r"[^.;:]{0,60}(?::|\bthat\b[^.;:]{0,60})?\s*$",
    re.IGNORECASE,
)
# «The youth panel's advice to us: “…”»
_MESSAGE_OF = lazily(
    rf"((?:[\w-]+\s){{0,3}}[\w-]+?)['’]s?\s(?:\w+\s){{0,2}}?{SAYING}(?:\s(?:to|for)\s\w+)?\s*:\s*$",
    re.IGNORECASE,
)
FINITE = lazily(r"\b(?:has|have|had|is|are|was|were|will|(?!Ofsted)\w{3,}ed)\b")
_DID = lazily(rf"\s(?:{IRREGULAR}|{HELPING})\s")
# «the designated doctor», «a newly qualified worker»
_OF_THE_KIND = lazily(r"\b(?:the|an?|one|our|their|its)\s(?:newly\s|recently\s)?\w+ed\b", re.IGNORECASE)


def labelled(clause: str) -> str:
    """The words for who is quoted in such a label before a quotation; empty where there is none, or it holds a verb."""
    for pattern in (*_LABELS, _READ_OUT, _WHO_COLON, _VIEW_OF, _MESSAGE_OF, _COLON_LABEL):
        found = pattern.search(clause)
        words = next((group for group in found.groups() if group), "") if found else ""
        bare = _OF_THE_KIND.sub("", words)
        if words and not FINITE.search(bare) and not _DID.search(bare):
            return words
    return ""
