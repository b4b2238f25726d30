"""Whether a body acts in the sentence that names it, by where it stands there.

It acts when it is what the sentence is about, when something is done by it, or when something is in place within it.
What makes it the doer without a verb beside its name stands in `doers`.
"""

import re
from collections.abc import Sequence

from lineofsight.intake.bodies import doers
from lineofsight.intake.bodies.inspectorates import inspectorates_in
from lineofsight.intake.bodies.mentions import Mention
from lineofsight.intake.bodies.pronouns import WE_ACT
from lineofsight.intake.clauses import ADVERBS, FINITE, IS, PARTICLE, goes_on
from lineofsight.intake.patterns import lazily

_FINITE = lazily(
    r"\b(?:has|have|had|is|are|was|were|will|can|may|must|should|would|could|does|did|do|shows?|showed"
    r"|continues?|remains?|includes?|ensures?|means?"
    r"|provides?|supports?|helps?|suggests?|indicates?|demonstrates?|confirms?|reports?(?=\s+that)|found|led"
    r"|made|took|received|attended|began|told|said|gave|set out|wrote|asks?|asked|urges?|thanks?|invites?"
    r"|receives|gets|got|wants|wanted|keeps|kept|holds|held|pays|paid|ran|sends|sent|goes|went|comes|came|sees|saw"
    r"|knows|knew|says|tells|finds|gives|makes|takes|puts|brings|brought)\b|['’](?:re|ve|ll)\b|n['’]t\b"
    r"|\b(?!Ofsted)\w{3,}ed\s+(?:the|an?|that|their|its|our|us|his|her|this|these|all|every)\b"
)
# «Data from the Trust has been requested»: what came from it is dealt with by others.
_FROM = lazily(r"\bfrom\s(?:the\s)?$")
_IS_DEALT_WITH = lazily(
    rf"\s(?:(?:has|have|had)\s{ADVERBS}been|{IS})\s{ADVERBS}(?:not\s)?(?:\w{{3,}}ed|spent|sent|read|kept|paid|brought|taken|heard"
    r"|held|lost|put|given|made|seen|found|met|sought|spelt|written|chosen)\b"
)
_OPENING = lazily(
    r"(?:since|following|once|having|unlike|among|in|during|after|before|as|when|where|while|whilst|through"
    r"|with|to|for|at|on|alongside"
    r"|together with|working|from|under"
    r"|using|building|having|by|over|between|across|within|despite|although|because|if|given|based|informed"
    r"|responding|recognising|drawing"
    r"|jointly|supported|led|additionally|also|furthermore|however|similarly|in addition)\b",
    re.IGNORECASE,
)
# «The Council's duties arise from section 11»: the law speaks, not the council.
BOUND_BY_LAW = lazily(
    r"['’]s?\s(?:\w+\s){0,2}(?:dut(?:y|ies)|powers?|responsibilit(?:y|ies)|functions?)\s(?:arises?|comes?|stems?|flows?"
    r"|derives?|(?:is|are) (?:set|laid|given|imposed|defined))\b"
)
# «… is planned with Northmoor Council, which checks its records.»
_WHICH_ACTS = lazily(
    r",\s(?:which|who|whose (?:staff|workers|officers|nurses|teams?))\s(?:also\s|then\s"
    r"|now\s)?(?!(?:is|are|was|were|had|has been)\b)[a-z]+"
)
# «HMICFRS has inspected the force twice»; «The CQC said that the Trust's line was …»
_INSPECTED = lazily(
    r"\binspection\b[^.;]*\b(?:at|of|in)\s(?:the\s)?$|\b(?:inspect|look|visit|report|writ|wrote|re-?visit|rat|grad|judg)\w*\s(?:\w+\s){0,4}(?:the\s)?$"
)
_AS_IT_IS = lazily(r"(?:['’]s?(?:\s[\w-]+){1,3})?\s(?:is|are|was|were|remain(?:s|ed)|had been|has been)\b")
_ACCORDING = lazily(r"\b(?:according to|in the (?:view|opinion|experience|words) of)\s+(?:the\s+)?$", re.IGNORECASE)
# «Dr Amy Bell, for the Trust, said that …», «Dr Amy Bell (Northmoor Trust) said»
_SPEAKS_FOR = lazily(
    r"(?:^|[.;:]\s)(?:the\s)?[A-Z][\w’'.-]*(?:\s[\w’'.-]+){0,6}(?:,\s(?:(?:speaking\s)?for|of|from|at|representing"
    r"|on behalf of)\s(?:the\s)?|\s\()$"
)
_AND_SAYS = lazily(rf"(?:,|\))\s{ADVERBS}{FINITE}")
_OWNER = lazily(r"\b(?:owner|lead(?: agency)?|responsible)\s?:\s+(?:the\s+)?$", re.IGNORECASE)
_BY = lazily(
    r"\b(?:(?:i|we)\s(?:write|speak|reply|report|respond)|is\s(?:written|sent))\s(?:\w+\s){0,3}on behalf of\s"
    r"(?:the\s)?$|^(?:this|the)\s(?:\w+\s){0,2}(?:is|was|comes)\s(?:(?:the|a|joint|work|account|response|reply|statement)\s){0,4}"
    r"(?:from|of)\s(?:the\s)?$|\b(?:by|thanks to"
    r"|from within)\s+(?:both\s+)?(?:the\s+)?$|\bby\s(?:the|an?"
    r"|our)\s(?:[\w’'-]+\s){1,5}?(?:provider|charity|service"
    r"|group|company|organisation|agency|school|landlord),\s$",
    re.IGNORECASE,
)
_BY_STAFF_OF = lazily(
    r"\bby\s+(?:the\s+)?(?:[\w’'-]+\s){0,3}(?:any(?:one|body)|every(?:one|body)|no(?:body| one)"
    r"|teams?|staff|board|cabinet|committee|governors|trustees|department"
    r"|unit|managers?|officers?|leads?|workers"
    r"|practitioners) (?:of|at|in|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
BETWEEN = lazily(r"\bbetween\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE)
# What it is, is not what it does: «Northmoor Council and Marsh Police are English bodies».
_IS_A_KIND_OF_BODY = lazily(
    r"(?:,? and [^.;,]{3,80}?)?\s+(?:is|are|was|were)\s+(?:\w+\s){0,4}?(?:bod(?:y|ies)|organisations?"
    r"|charit(?:y|ies)|providers?|agenc(?:y|ies)"
    r"|members?|partners?|signator(?:y|ies)|authorit(?:y|ies))\b",
    re.IGNORECASE,
)
# «Since 1 April Northmoor Council has closed 40 cases, 7 of them in May»: no comma parts the time from the doer.
_SINCE_THEN = lazily(
    r"(?:since|in|during|after|before|by|from|until|at|following|on)\s(?:[\w/’'-]+\s){1,5}(?:the\s)?", re.IGNORECASE
)
_IN_PLACE = lazily(r"\b(?:within|across|throughout|in)\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE)
# «… are no longer used in the Trust's letters»: what is only possessed does nothing.
_OWNS = lazily(r"['’]s?\s\w")
_NOT_THE_DOER = lazily(
    r"\b(?:(?:sought|obtained|required|expected|awaited|needed|due|requested|wanted|outstanding) (?:from"
    r"|of)|with|to|for|formerly|previously|known as|part of|successors? (?:of|to)|(?:an )?arm of|branch of"
    r"|subsidiary of|between|against|about"
    r"|regarding|concerning|than|into|towards|upon|including|involving"
    r"|under|via|through|on|like|such as|not|(?:ask|invite|urge|request|require|encourage|remind|thank|tell|press"
    r"|want|expect|oblige|enable|support|involve|cover|concern|affect|name|credit|assure|inform|advise|warn|remind"
    r"|help|allow)(?:s|d|ed|ing)?|(?:commit|bind)(?:s|ted|ting)?|told|commend(?:s|ed)?"
    r"|(?:requests?|referrals?|calls?|complaints?|letters?|notifications?|alerts?|messages?|passed|moved"
    r"|transferred|taken|taken over|received) from"
    r"|(?:inspections?|reviews?|scrutiny|evaluations?|assessments?|oversight|expectations?|views?|role|duty"
    r"|duties|responsibilit(?:y|ies)|address) (?:of|from))"
    r"\s+(?:both\s+)?(?:the\s+)?(?:former\s+)?$|\bat the (?:request|invitation|suggestion|insistence) of\s(?:the\s)?$"
    r"|\b(?:unlike|except(?: for)?|apart from|besides|instead of|rather than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# «The review asked our colleagues in the Council to say why»: they are asked.
_PEOPLE = (
    r"(?:colleagues|staff|officers|nurses|workers|social workers|health visitors|midwives|managers|leaders|doctors"
    r"|teachers|teams|practitioners|friends|counterparts|volunteers|clinicians|paramedics|crews|partners)"
)
# «…, and our colleagues at the Trust attend where …»: many people, and a verb without an ending.
_PEOPLE_AT = lazily(
    r"(?:^|[,;:–—]\s(?:and\s|but\s|while\s)?|\b(?:and|but|while|that)\s)(?:[a-z]+\s){0,3}"
    rf"{_PEOPLE}\s(?:at|in|of|from)\s(?:the\s)?$",
    re.IGNORECASE,
)
_THEY_DO = lazily(
    rf"\s{ADVERBS}(?!(?:{PARTICLE}|{IS}|or|than|as|if|while|because|although|being)\b)[a-z]{{3,}}(?<!ing)(?<!ly)\b"
)
# «Call the Council's line if you are stuck»: what stands first there tells the reader to do something.
_TELLS_TO = lazily(
    rf"(?!(?:{PARTICLE}|even|then|now|still|also|neither|while|if|since)\b)(?:please\s|always\s)?[a-z]+(?<!ly)\s(?:the\s)?",
    re.IGNORECASE,
)
# «A spokesman for the force said …», «Two nurses from the Trust sit on it.»
_OFFICE_FOR = lazily(
    r"(?:an?|the|one|two|three|its|our|\d+)\s(?:[\w’'-]+\s){0,4}?(?:spokes(?:man|woman|person)|representative"
    r"|officer|nurse"
    r"|midwife|director|head|lead|manager|chair|chief executive|worker|practitioner|doctor|teacher|volunteer|inspector"
    r"|colleague|audit|team)s?\s(?:for|from)\s(?:the\s)?",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = lazily(
    r"(?:^|[,;:–—-]\s*|\b(?:and|but|while|whilst|whereas|that|although|as|what|says|said|reports|reported)\s+)(?:both\s+)?(?:the\s+|then\s+)?$",
    re.IGNORECASE,
)
_PURPOSE = lazily(
    r"\b(?:so(?: that)?|(?:to|that|can|will)? ?(?:ensur(?:e|es|ing)|mak(?:e|es|ing) sure)(?: that)?"
    r"|sure(?: that)?|requir(?:e|es|ed|ing) that|request(?:ed|s)? that"
    r"|expect(?:s|ed|ation)? that|when|where|if|unless|until|because|before|after|which|how|whether|enabl(?:e"
    r"|es|ing)|in order that|agreed that|(?:recommend|suggest|propos|hop|wish)(?:e?s|e?d)? that|no (?:\w+"
    r" )?(?:evidence|sign|proof)(?: yet)? that)"
    r"\s+(?:both\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_TOGETHER = lazily(
    r"\s*(?:\([^()]{1,60}\))?\s*(?:,(?:\swith\b)?|\((?:together |jointly |along )?with\b|\band\b|&|\bor\b"
    r"|,?\s*\bas well as\b|,?\s*\btogether with\b"
    r"|,?\s*\balongside\b|,?\s*\bjointly with\b|,\s*and)\s*(?:both\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_IN_BRACKETS = lazily(r"^\s\([^()]{1,60}\)")
# «A letter from the Trust's chief nurse went to …»: what it sent does for it.
_LETTER_FROM = lazily(
    r"(?:an?|the|its|one|this|that)\s(?:\w+\s){0,2}(?:letter|message|note|report|paper|email|reply|return|plan)\s(?:from|by|of)\s"
    r"(?:the\s)?",
    re.IGNORECASE,
)
# «Colleagues in health – by which I mean the Trust – have …»
_BETWEEN_DASHES = lazily(r"[^.;–—]{3,60}\s[–—]\s(?:[a-zI]+\s){0,4}(?:the\s)?")
_GOES_ON_AFTER_DASH = lazily(rf"\s[–—]\s{ADVERBS}{FINITE}")
# «Its safeguarding team meets the council's workers»: what stands straight after a verb is met.
_VERB_RIGHT_BEFORE = lazily(
    r"\b(?:team|service|unit|nurse|midwife|lead|manager|officer|worker|director|panel|group|it)\s"
    r"[a-z]{3,}(?<![’'us])s\s(?:the\s)?$"
)
# «A boy at Riverbank described the panel as “…”»: those whom a body serves do not act for it.
_SOMEBODY_AT = lazily(
    r"(?:an?|the|one|another|two|three|four|some|many|most|several)\s(?:[\w’'-]+\s){0,2}?(?:boys?|girls?|child(?:ren)?|pupils?"
    r"|students?|mothers?|fathers?|parents?|patients?|tenants?|residents?|young (?:person|people)|famil(?:y|ies))\s"
    r"(?:at|from|of|in|with)\s(?:the\s)?",
    re.IGNORECASE,
)
# «That the police tell the school on the same day»: a recommendation, and no act.
_ASKED = lazily(r"[Tt]hat\s(?!(?:is|was|has|will|had|said|means|would|did|does|may|can|work|\w+ed)\b)")
# «The Trust was asked by the review why …, and it has answered»
_AND_IT_DID = lazily(
    r"[^.;:]{0,200}?,\s(?:and|but)\sit\s(?!(?:is|was|(?:has|had)(?: not)? been)\b)[a-z]+", re.IGNORECASE
)
_AND_DID = lazily(rf"[^.;,]*?,?\s(?:and|but)\s{ADVERBS}(?:now|then|{FINITE})\b")


def joined_mentions(sentence: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions that are joined by nothing but commas and «and» share one part in the sentence."""
    groups: list[list[Mention]] = []
    main = _end_of_opening(sentence)
    for mention in mentions:
        # «At the request of the Council, the Trust …»: the one stands in the opening, the other in the main part.
        is_parted = bool(groups) and groups[-1][-1].end < main <= mention.start and len(mentions) == 2
        if groups and not is_parted and _TOGETHER.fullmatch(sentence, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def acts(sentence: str, group: Sequence[Mention]) -> bool:
    first, last = group[0], group[-1]
    before = sentence[max(0, first.start - 120) : first.start]
    after = words_after(sentence, last)
    if _WHICH_ACTS.match(after):
        return True
    if _BY.search(before) or _BY_STAFF_OF.search(before) or _OWNER.search(before) or _ACCORDING.search(before):
        return True
    opening = sentence[: first.start]
    if _SPEAKS_FOR.search(before) and _AND_SAYS.match(after):
        return True
    if _OFFICE_FOR.fullmatch(opening) and goes_on(after):
        return True
    if _PEOPLE_AT.search(before) and _THEY_DO.match(after):
        return True
    if doers.is_told_to_have_done(before, after):
        return True
    if _LETTER_FROM.fullmatch(opening) and goes_on(after):
        return True
    if _BETWEEN_DASHES.fullmatch(opening) and _GOES_ON_AFTER_DASH.match(after):
        return True
    if doers.is_done_by_its_office(before) or doers.does_likewise(before) or doers.is_its_position(before):
        return True
    start = _end_of_opening(sentence)
    if first.start < start:
        if _SINCE_THEN.fullmatch(sentence[: first.start]) and goes_on(after):
            return not _NOT_THE_DOER.search(before)
        # «At Northmoor Hospital, most staff had …»: what its own people do there it does.
        return doers.is_where_it_is_done(opening, sentence[start:])
    if _ASKED.match(sentence) or _NOT_THE_DOER.search(before):
        return False
    lead = sentence[start : min(first.start, start + 160)]
    if _VERB_RIGHT_BEFORE.search(lead) or _SOMEBODY_AT.fullmatch(lead):
        return False
    if _FROM.search(before) and _IS_DEALT_WITH.match(after):
        return False
    if doers.is_what_somebody_saw(lead) or (
        _TELLS_TO.fullmatch(opening) and not (goes_on(after) or _AS_IT_IS.match(after))
    ):
        return False
    if len(lead.split()) <= 1 or (len(lead) < 160 and not _FINITE.search(f"{lead}the ")):
        # It stands before the verb: it, or its staff, its work, its outcomes, are what the sentence is about.
        undergoes = doers.UNDERGOES.match(after) or _IS_A_KIND_OF_BODY.match(after)
        did_then = _AND_DID.match(after) and not _IS_A_KIND_OF_BODY.match(after)
        does_then = bool(did_then or _AND_IT_DID.match(sentence, last.end))
        return bool(after.strip(" .")) and not _PURPOSE.search(before) and (not undergoes or does_then)
    if is_in_place(before) and not WE_ACT.match(sentence) and not _OWNS.match(after):
        return True
    return begins_clause_there(before, after)


def is_looked_at(sentence: str, mention: Mention, after: str) -> bool:
    """Does an inspectorate, named before it in the sentence, only look at it, or say how it is?"""
    opening = sentence[: mention.start]
    if not inspectorates_in(opening):
        return False
    return bool(_INSPECTED.search(opening) or (" that " in opening and _AS_IT_IS.match(after)))


def is_in_place(before: str) -> bool:
    """Do the words before a mention only say where: «a named contact in the youth justice service»?"""
    return bool(_IN_PLACE.search(before))


def begins_clause(sentence: str, mention: Mention) -> bool:
    before = sentence[max(0, mention.start - 120) : mention.start]
    return begins_clause_there(before, words_after(sentence, mention))


def is_last_of(sentence: str, mention: Mention, group: Sequence[Mention]) -> bool:
    return len(group) > 1 and mention is group[-1] and sentence[mention.end : mention.end + 1] == ","


def words_after(sentence: str, mention: Mention) -> str:
    after = sentence[mention.end : mention.end + 180]
    return _IN_BRACKETS.sub("", after)[:120]  # «Marsh Council (the Council) has …»


def begins_clause_there(before: str, after: str) -> bool:
    """Does a clause of its own begin with the mention: «… and the Trust has …»?"""
    begins = _CLAUSE_BEGINS.search(before) and goes_on(after)
    is_done_to = doers.UNDERGOES.match(after) or _IS_A_KIND_OF_BODY.match(after)
    return bool(begins) and not _PURPOSE.search(before) and not is_done_to


def _end_of_opening(sentence: str) -> int:
    """Where the main part begins: after «Following the inspection of …,» when the sentence opens in that way."""
    if not _OPENING.match(sentence):
        return 0
    comma = sentence.find(", ", 0, 240)
    return comma + 2 if comma >= 0 else 0
