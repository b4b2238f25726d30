"""Whether what stands in quotation marks is a name, a title or a form's wording rather than somebody's words."""

import re

from lineofsight.intake.patterns import lazily

_TERM = lazily(
    r"\b(?:called|known as|named|termed|titled|entitled|so[- ]called|the (?:term|phrase|word|words|name|title"
    r"|slogan|motto|pseudonym)"
    r"|labelled(?: as)?|(?:shown|marked|listed|coded|flagged) as|graded|coded|stamped"
    r"|referred to(?: \w+){0,3} as|under the (?:title"
    r"|banner|head|heading)|nicknamed|dubbed"
    r"|describing \w+(?: \w+)? as|habit of [\w ]{3,40} as"
    r"|refer to (?:him"
    r"|her|them) as|use the name"
    r"|given the name|death of|name of|no longer (?:says?|calls?|uses?|reads?)|as)\s*,?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
# A thing that bears a name or shows words of its own: «the leaflet “What happens next?”», «a badge that reads “…”».
_TITLED_THING = lazily(
    r"\b(?:leaflets?|booklets?|posters?|questions?|boxe?s?|courses?|modules?|campaigns?|programmes?|films?|videos?"
    r"|toolkits?"
    r"|guides?|polic(?:y|ies)|protocols?|slogans?|tabs?|headings?|headed|columns?|flags?|badges?|apps?|checklists?"
    r"|templates?"
    r"|conferences?|themes?|initiatives?|strateg(?:y|ies)|frameworks?|pathways?|pledges?|mottos?|marked|branded"
    r"|christened"
    r"|renamed|workshops?|forms?|lists?)\s?,?\s*$"
    r"|\b(?:badge|sign|poster|banner|sticker|notice|t-shirt|mug|stamp|box|field|tab|button|screen|line|column"
    r"|prompt|tool|form|template|checklist|audit|survey|questionnaire|card|sheet|label|leaflet|wall|cover)s?\s"
    r"(?:that\s|which\s)?(?:now\s)?(?:reads?|says?|reading|saying|asks?|asking)(?:\s(?:whether|if|how))?\s*:?\s*$"
    r"|\b(?:enough|have|having|wrong|fair|right|easy|easier|tempting|stop|not|never|need)\sto\s(?:say|hear|write"
    r"|read|be told)\s*$",
    re.IGNORECASE,
)
# «our forms still speak of “nominals”», «look at “no further action” decisions»: words that are used.
_USED = lazily(
    r"\b(?:forms?|letters?|records?|files?|polic(?:y|ies)|documents?|notes?|plans?|systems?)\s(?:[a-z]+\s){0,2}?"
    r"(?:speaks?|spoke|talks?|talked)\sof\s*$",
    re.IGNORECASE,
)
_KIND_OF = lazily(r"\b(?:at|on|for|in|with|from|by|use|using|used|all|any|more|fewer)\s$")
_MANY_OF_IT = lazily(r"\s[a-z]{4,}(?<!s)s\b")
# «Staff called the new form “…”»: somebody's opinion of it, and not its name.
_CALLED_IT = lazily(
    r"\b(?:call(?:ed|s|ing)?|found|thought)\s(?:the|this|that|these|their|its|our|his|her)\s(?:\w+\s){0,2}\w+\s*$",
    re.IGNORECASE,
)
# «the team, which one patient called “…”», «an officer wrote on her form, “…”»: somebody's words.
_SAYS_OF_IT = lazily(
    r"\b(?:an?|one|another|his|her)\s[\w’'-]+(?:\s[\w’'-]+)?\scalled\s*$"
    r"|\b(?:an?|one|another|his|her)\s(?:[\w’'-]+\s){1,3}wrote\s(?:on|in)\s(?:[\w’'-]+\s){1,3}?[\w’'-]+\s*$"
    r"|\b(?:wrote|writes|said|says|put)\s(?:on|in|under|beside)\s(?:[\w’'-]+\s){0,4}?[\w’'-]+\s?[,:]\s*$",
    re.IGNORECASE,
)
# «the ‘quiet room’, as they call it»
_NAMED_AFTER = lazily(
    r",\san?\s(?:\w+\s)?(?:label|term|phrase|word|name|category|code|grade|title)\b|,?\s(?:as"
    r"|which)\s(?:\w+\s){1,3}?(?:calls?|is called|are called|is known)\b",
    re.IGNORECASE,
)


# «“done” means that …», «whether “complete” meant that …»: the word is spoken of.
_MEANS = lazily(r"\s(?:means?|meant|stands? for|stood for|refers? to|covers?)\b", re.IGNORECASE)
# «say the ‘free’ helpline costs them …»: held at arm's length.
_HELD_OFF = lazily(
    r"\b(?:says?|said|tells?|told|thinks?|feels?|felt|asks?|asked)\b[^.;:,]*\b(?:the|an?|this|that|their|our|its)\s$"
    r"|\basked\s(?:how|why|whether|if|what)\b[^.;:,]*\b(?:be|is|are|was|were)\s$"
)
_WE_SAY = lazily(
    r"\b(?:where|when|whenever|by)\s(?:we|i)?\s?(?:say|write|saying)\s*$"
    r"|\b(?:we|i)\s(?:(?:would|will|might|could|may)\s)?(?:call|describe|mean)\b[^.;:]*$",
    re.IGNORECASE,
)
# «We have written a “was not brought” policy»: what kind of thing was made.
_MADE_A = lazily(
    r"\b(?:written|wrote|made|agreed|adopted|introduced|launched|issued|created|opened|brought in|set up|ha(?:s|ve|d)"
    r"|uses?|used|runs?|ran)\s(?:an?|our|the|its)\s(?:[a-z]+\s)?$",
    re.IGNORECASE,
)
_NAMED_THING = lazily(r"\s[a-z]{3,}")
_JUDGES = lazily(
    r"\b(?:described|praised|commended|characterised|summed up|dismissed)\s(?:by|in)\b[^.;]{2,80}\bas\s*$"
    r"|\b(?:thanked|praised|blamed|criticised|commended)\s[^.;]{2,60}\bfor\s*$",
    re.IGNORECASE,
)
_VERB_FIRST = lazily(r"(?:was|were|is|are|has|have|had|does|do|did|cannot|can|could|would|will|should)\b")
# «practices say that the “flag” for self-neglect is hard to find»: one word that stands for a thing.
_A_THING = lazily(r"\b(?:the|an?|this|that|their|our|its)\s$")
_OF_THE_THING = lazily(r"\s(?:for|in|on|at|to|with|from|is|are|was|were|has|had)\b")
_NOUN_VERB = lazily(r"\s[a-z]{3,}\s[a-z]+")


def is_own_word(clause: str) -> bool:
    """«We would describe this as “…”»: what the report says now in its own voice, nobody else is quoted with."""
    return bool(_WE_SAY.search(clause[-80:]))


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Is the word between the marks itself what the sentence speaks of, or one that it will not answer for?"""
    if _MEANS.match(text, end):
        return True
    if _MADE_A.search(text, max(0, start - 40), start) and _NAMED_THING.match(text, end):
        return True
    if _KIND_OF.search(text, max(0, start - 12), start) and _MANY_OF_IT.match(text, end):
        return True
    is_one_word = " " not in text[start:end].strip()
    if is_one_word and _A_THING.search(text, max(0, start - 10), start) and _OF_THE_THING.match(text, end):
        return True
    return is_one_word and bool(_HELD_OFF.search(text[max(0, start - 80) : start]) and _NOUN_VERB.match(text, end))


def judges(clause: str) -> bool:
    """Do the words before the marks say that somebody was described so, or thanked or blamed for it?"""
    return bool(_JUDGES.search(clause[-120:]))


def begins_with_verb(words: str) -> bool:
    """Do the words go on with what a sentence before them began: «was not written for us»?"""
    return bool(_VERB_FIRST.match(words)) and len(words.split()) >= 3


def introduces_term(clause: str) -> bool:
    """Do the words before the marks introduce a name or a term rather than somebody's words?"""
    near = clause[-60:]
    if _SAYS_OF_IT.search(near):
        return False
    return bool(
        _TERM.search(near) or _USED.search(near) or (_TITLED_THING.search(near) and not _CALLED_IT.search(near))
    )


def is_named_after(text: str, end: int) -> bool:
    """Do the words after the marks say that this is what somebody calls a thing?"""
    return bool(_NAMED_AFTER.match(text, end))
