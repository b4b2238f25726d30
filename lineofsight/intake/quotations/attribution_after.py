"""Who is quoted, by the words after a quotation: «…», said one parent; «…» – a nurse; «…» (headteacher)."""

import re

from lineofsight.intake.clauses import IRREGULAR
from lineofsight.intake.patterns import lazily
from lineofsight.intake.quotations.attribution import VERBS
from lineofsight.intake.quotations.speaker_labels import FINITE, SAYING
from lineofsight.intake.quotations.speakers import REACH, Speaker, names_somebody, speaker_of, trim_after

# Verbs that make a speaker of somebody only after the words: «…», it begins.
_VERBS_AFTER = f"{VERBS}|written(?= by)|begins|began|opens|opened|goes|went on"
_AFTER_VERB_FIRST = lazily(rf"[,.]?\s*(?:{_VERBS_AFTER})\s+(?:by\s)?((?:[\w’'-]+\s?){{1,7}})", re.IGNORECASE)
_AFTER_NAME_FIRST = lazily(
    rf"[,.]?\s*((?:[\w’'()-]+\s){{1,7}}?)(?:also\s|further\s|had\s|has\s|have\s)?(?:{_VERBS_AFTER})\b", re.IGNORECASE
)
_HAS_IT = r"(?P<has>(?:has|had|sees|saw|tells|told)\s(?:it|this))"
# «…», as one officer said; «…», to quote the children.
_AFTER_AS = lazily(
    rf"[,.]?\s*(?:as\s+((?:[\w’'()-]+\s){{1,7}}?)(?:also\s|has\s|have\s|had\s)?(?:{VERBS}|puts (?:it|this)|{_HAS_IT})\b"
    r"|(?:to quote|in the words of|according to)\s+(?P<to>[\w’'-]+(?:\s[\w’'-]+){0,4}))",
    re.IGNORECASE,
)
# «“…” was the message of the young people», «“…” was Ofsted's verdict»
_AFTER_MESSAGE = lazily(
    rf"\s(?:was|is|were|are|came)\s(?:the|one|a)\s(?:\w+\s)?{SAYING}\s(?:of|from)\s+((?:[\w’'-]+\s?){{1,6}})"
    rf"|\s(?:was|is|were|are)\s((?:[\w’-]+\s){{0,4}}?[\w-]+?)['’]s?\s(?:\w+\s)?{SAYING}\b"
    r"|,?\s(?:is|was)\s(?:how|what|all)\s(?:that\s)?((?:[\w’'-]+\s){1,7}?)(?:(?:(?:would|could|had to|can|will)\s)?"
    r"(?:told|said|say|wrote|says|tells)\b"
    r"|(?:puts?|describes?|described|sees?|saw)\s(?:it|this|that)\b)",
    re.IGNORECASE,
)
# «“…” That was a young mother in the bay.»: the sentence after it tells only whose words they were.
_AFTER_THAT_WAS = lazily(
    r"\.?\s(?:That|This|These|Those|It)\s(?:was|were|is|are|came|comes)\s(?:from\s|how\s)?"
    r"(?P<who>(?:[\w’'-]+\s){0,4}?[\w’'-]+)(?=$|,|\s(?:in|at|of|from|who|with|on|after|when)\b)"
)
_AFTER_LABEL = lazily(
    r"\.?\s*(?:[–—-]{1,2}\s*([A-Z][^.;\n]{1,80}?|[a-z][\w’'-]*\s?(?:(?:[a-z][\w’'-]*|\d{1,2})\s?){0,4}(?:,\s(?:aged?\s)?\d{1,2})?)"
    r"(?:\s*\.\s*(?=$|[A-Z\"“‘;])|\s*(?=$|[\"“‘;]))"
    r"|\(((?:an?\s|one\s)?[A-Za-z][^()]{1,60})\)\s*\.?\s*(?=$|[A-Z\"“‘;]))"
)
# «“We are guests in their house.” School nurse, north team»: nothing but who it was, and the end.
_AFTER_NAMED = lazily(r"\s(?P<who>[A-Z][\w’'-]*(?:\s[\w’'-]+){0,6})(?:,\s[\w’' -]{2,40})?\.?$")
_DOES = lazily(rf"\s(?:{IRREGULAR})\b")
_JOINS = lazily(
    r"\s*(?:that|and|but|while|whereas|though|although|which|to|in|how|by|as|is|was|are"
    r"|were)\b",
    re.IGNORECASE,
)
_BEGINS_ANEW = lazily(r"\s(?:The|An?|This|These|Those|Its|Their|His|Her|Our)\s")
_YEAR_TAIL = lazily(r",?\s*(?:inspection\s+)?(?:report\s*)?,?\s*(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d.*$")


# «“Too late”: so say two of the neighbours.»
_AFTER_SO = lazily(
    r"(?:\s?[:;,–—-]\s?|\s)(?:so|thus)\s(?:says?|said|ran|runs|went|goes)\s((?:[\w’'-]+\s?){1,5})", re.IGNORECASE
)


# «“It is still on paper,” grumbled a sergeant»: whatever somebody did straight after the words was to say them.
_AFTER_DOING = lazily(
    rf",?\s(?:[a-z]{{3,}}ed|{IRREGULAR})\s(?P<who>(?:an?|one|the|another|his|her|their|several|some)\s(?:[\w’'-]+\s?){{1,6}})"
    rf"|,?\s(?P<whose>(?:an?|one|the|another|his|her|their|several|some)\s(?:[\w’'-]+\s){{1,4}}?)(?:\w+ly\s)?(?:[a-z]{{3,}}ed|{IRREGULAR})(?=[,.;:]|$)"
)


_BESIDE_NAME = lazily(
    r"^(,?\s(?:(?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+)?|(?:an?|one|the|his|her|another)(?:\s[a-z][\w’'-]*){1,3})),\s[^,]{1,40},\s"
)


def speaker_after(text: str, end: int) -> Speaker | None:
    """Return who speaks, from the words after a quotation, or None where they do not say."""
    window = text[end : end + REACH // 2]
    label = _AFTER_LABEL.match(window)
    if label:
        return speaker_of(_YEAR_TAIL.sub("", label.group(1) or label.group(2)), 0)
    named = _AFTER_NAMED.match(text, end)
    if (
        named
        and names_somebody(named.group("who"))
        and not (FINITE.search(named.group()) or _DOES.search(named.group()))
    ):
        return speaker_of(named.group("who"), 0)
    if so_said := _AFTER_SO.match(window):
        return speaker_of(trim_after(so_said.group(1)), 0)
    stop = re.search(r"[.;:!?\"“”]", window[1:])
    clause = window[: stop.start() + 1] if stop else window
    # «“…,” Amira, 14, told her guardian», «“…,” a nurse, new to the ward, said»
    clause = _BESIDE_NAME.sub(r"\1 ", clause)
    as_said = _AFTER_AS.match(clause)
    # «…», as a nurse has it; and not «…», as the jargon has it.
    if as_said and (as_said.group("has") is None or names_somebody(as_said.group(1))):
        return speaker_of(as_said.group(1) or trim_after(as_said.group("to")), 0)
    message = _AFTER_MESSAGE.match(clause)
    if message:
        return speaker_of(message.group(2) or message.group(3) or trim_after(message.group(1)), 0)
    told = _AFTER_THAT_WAS.match(clause)
    if told and names_somebody(told.group("who")):
        return speaker_of(told.group("who"), 0)
    # Somebody named after a quotation is parted from it: by a comma, or by how the quotation ends.
    is_parted = window[:1] == "," or text[end - 2 : end - 1] in (",", ".", "!", "?", "…")
    # «“The form is long.” The partners have added this»: a sentence of its own, about something else.
    is_parted = is_parted and not (text[end - 2 : end - 1] == "." and _BEGINS_ANEW.match(window))
    for pattern in (_AFTER_VERB_FIRST, _AFTER_NAME_FIRST) if is_parted else (_AFTER_VERB_FIRST,):
        found = pattern.match(clause)
        if found and not _JOINS.match(found.group(1)):
            return speaker_of(trim_after(found.group(1)), 0)
    did = _AFTER_DOING.match(clause) if text[end - 2 : end - 1] in (",", "!", "?") else None
    who = trim_after(did["who"] or did["whose"]) if did else ""
    return speaker_of(who, 0) if who and names_somebody(who) else None
