"""Where a clause has its doer: what stands before a doer's name, and what shows that a verb goes on after it.

No list of what bodies do stands here. English has few words that are not nouns, verbs and adjectives, and few verbs
that do not take «-ed» or «-s»; these are counted out, and what is left between a name and its object is what it did.
"""

import re

from lineofsight.intake.patterns import lazily

# Past forms that do not end in «-ed», and helping verbs: English makes no new ones.
HELPING = (
    r"has|have|had|hasn['’]t|haven['’]t|hadn['’]t|will|won['’]t|would|wouldn['’]t|can|can['’]t|cannot|could|couldn['’]t"
    r"|may|might|must|shall|should|do|does|did|don['’]t|doesn['’]t|didn['’]t"
)
IRREGULAR = (
    r"ate|bade|became|began|bit|blew|bore|bought|bound|broke|brought|built|burnt|burst|came|cast|caught|chose"
    r"|clung|cost|crept|cut|dealt|drank|drew|drove|dug|fed|fell|felt|fled|flew|forbade|foresaw|forgave|forgot"
    r"|fought|found|froze|gave|got|grew|heard|held|hid|hit|hung|hurt|kept|knelt|knew|laid|lay|leant|leapt|learnt"
    r"|led|left|lent|let|lit|lost|made|meant|met|misled|mistook|outdid|outgrew|overcame|overran|oversaw|overspent"
    r"|overtook|paid|put|quit|ran|rang|read|rebuilt|redid|reread|reset|rethought|retold|rewrote|rose|said|sang"
    r"|sank|sat|saw|sent|set|sewed|shed|shone|shook|shrank|shut|slept|slid|sold|sought|spelt|spent|split|spoke"
    r"|sprang|spread|sprung|stole|stood|struck|stuck|stung|swam|swept|swore|swung|taught|thought|threw|told|took"
    r"|underspent|understood|undertook|undid|upheld|upset|went|wept|withdrew|withheld|withstood|woke|won|wore"
    r"|wound|wrote"
)
PARTICLE = (
    r"the|an?|its|their|his|her|our|your|my|us|me|him|it|them|itself|themselves|this|these|those|that|to|in|on|for|with"
    r"|without|at|by|from|into|of|as|through|over|under|after|before|during|until|since|how|what|why|whether|when|where"
    r"|who|which|every|each|all|no|not|any|both|some|most|more|less|fewer|many|much|only|about|nearly|up|out|off|down"
    r"|away|back|together|again|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half|none|nothing"
    r"|nobody|everyone|anyone|children|families|parents|people|staff|young|there|here|well|too|so|and|but"
)
ADVERBS = (
    r"(?:(?:also|now|then|since|already|still|both|each|all|together|always|never|often|soon|first|later|alone|itself"
    r"|themselves|yet|even|once|further|just|too|however|therefore|in turn|at first|at once|for its part"
    r"|\w+ly),?\s){0,2}"
)
IS = r"(?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)"
# «was inspected», «has since been asked»: done to it, not by it.
_DONE_TO = (
    rf"(?:(?:has|have|had)\s{ADVERBS}been|{IS})\s{ADVERBS}(?:not\s)?"
    r"(?:\w{3,}ed|told|found|given|known|left|made|seen)\b"
)
# A verb that has a subject: a helping verb, a past form, or a present form with what it is done to.
FINITE = (
    rf"(?!{_DONE_TO})(?:(?:{HELPING}|{IS})\b|(?:{IRREGULAR})\b(?!\sby\b)|[a-z]{{2,}}ed\b(?!\sby\b|,)"
    rf"|[a-z]{{2,}}(?<![’'us])s\s(?:(?:{PARTICLE})\b|\w+ly\b|\d|£)|[a-z]{{2,}}(?<![’'us])s(?:\s[a-z]+)?(?=[.;]|$)"
    r"|[a-z]{3,}(?<![’'us])s\s[a-z-]{3,}(?:\s[a-z-]+)?\s(?:for|with|to|in|on|from|into|at|by|as|when|before|after)\b)"
)
# What may stand between a name and its verb: whose people they are, an explanation, the place.
TAIL = (
    r"(?:['’]s?(?:\s[a-z][\w-]+){0,5}|\s\([^()]{1,60}\)|,\s(?:which|whose|an?|the|our|its|part|one|based|formerly|and"
    r"|with|together)\s[^.;]{3,90}?,|,\s[a-z][^.;,]{2,50},|\s(?:in|at|of|for)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?"
)
# Where a clause may begin.
OPENING = (
    r"(?:^|[.!?:;–—]\s+|,\s+|\b(?i:and|but|nor|neither|while|whilst|that|when|where|because|how|or|which|what|if|since|as|than|so"
    r"|although|though|whether|until|before|after|once|unless)\s"
    r"|(?:^|[.!?]\s+)(?:In|Since|By|During|Until|From|After|Before|On|At|Last|This|Every)\s(?:\w+\s){1,3}?)"
)
_STAFF = r"(?:\s(?:practitioners|staff|officers|workers|managers|leaders|teams?|colleagues|nurses|midwives|services?))?"
# After the name of many people or offices a verb has no ending: «the police hold», «both councils agree».
_PLAIN = (
    rf"(?:(?!(?:{PARTICLE}|or|than|if|while|is|are|has|had)\b)[a-z]{{3,}}\s(?:the|an?|its|their|every|each|all|both|no|what|how)\s\w"
    r"|(?:look|sit|speak|meet|agree|work|plan)\s(?:at|to|with|together|on|in)\b)"
)
_GOES_ON = lazily(rf"{_STAFF}{TAIL}\s{ADVERBS}(?:{FINITE}|{_PLAIN})")


def goes_on(after: str) -> re.Match[str] | None:
    """Does a verb go on in what stands after a name: « (a charity), which meets weekly, has …»?"""
    return _GOES_ON.match(after)
