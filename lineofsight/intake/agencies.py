"""Which agencies act or speak in a paragraph. To be named is not enough.

«The Trust has worked with Northmoor Police» is the Trust's sentence: the police are only mentioned. An agency acts when
it is what the sentence is about, when something is done by it, or when something is in place within it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lineofsight.intake import doers
from lineofsight.intake.documents import Doubt, Label
from lineofsight.intake.inspectorates import inspectorates_in
from lineofsight.intake.mentions import Mention, mentions_in
from lineofsight.intake.organisations import Register

_AUXILIARY = (
    r"has|have|had|is|are|was|were|will|can|may|must|should|would|could|do|does|did|continues?|remains?|shows?"
    r"|showed|reports?|reported"
    r"|advises?|advised|confirms?|confirmed|says?|said|states?|stated|provides?|uses?|used|offers?|delivers?"
    r"|delivered|supports?|holds?|held"
    r"|runs?|leads?|led|ensures?|monitors?|audits?|reviews?|works?|worked|made|makes?|took|takes?|introduced"
    r"|developed|created|launched"
    r"|trained|appointed|completed|recruited|commissioned|carried|began|begun|started|now|told|found|identified"
    r"|recognises?|intends?|plans?"
    r"|aims?|expects?|undertakes?|undertook|updated|strengthened|changed|attends?|attended|set|gave|gives?|put"
    r"|rolled|agreed|piloted|adopted"
    r"|established|implemented|increased|reduced|improved|embedded|shared|acknowledges?|accepts?|accepted"
    r"|responded|responds?|meets?|met"
    r"|believes?|considers?|maintains?|maintained|receives?|received|describes?|described|notes?|noted|checks?"
    r"|checked|sends?|sent|keeps?|kept|cannot|can[’']t|refers?|contributes?|writes?|wrote|asks?|asked|tells?|knows?"
    r"|sees?|pays?|paid|visits?|hopes?|hosts?|chairs?|chaired|employs?|funds?|listens?|speaks?|belongs?|relies"
)
_VERB_NEXT = re.compile(
    rf"(?:['’]s?\s+(?:[\w-]+\s){{0,3}}?|\s*\([^()]{{1,60}}\))?,?\s*(?:(?:practitioners|staff|officers|workers"
    rf"|managers|leaders|teams?|colleagues|nurses|services?)\s+)?"
    rf"(?:(?:also|both|all|each|then|now|therefore|since|further|already|jointly|together|recently|currently"
    rf"|regularly|routinely)\s+){{0,2}}(?:(?:{_AUXILIARY})\b|(?:look|see|visit|pay|join|sit|hold|speak|meet|send|ask"
    rf"|plan|share)\s(?:at|to|the|an?|its|their|every|each|with|together)\b|[a-z]{{2,}}(?<![’'u])s\s(?:the|an?|half"
    rf"|its|their"
    rf"|for|all|every|each|\d)\b"
    rf"|[a-z]{{3,}}ed\s(?:to|the|an?|its|their|for|with|every|each|all|\d)\b)",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:has|have|had|is|are|was|were|will|can|may|must|should|would|could|does|did|do|shows?|showed"
    r"|continues?|remains?|includes?|ensures?|means?"
    r"|provides?|supports?|helps?|suggests?|indicates?|demonstrates?|confirms?|reports?(?=\s+that)|found|led"
    r"|made|took|received|attended|began|told|said|gave|set out|wrote|asks?|asked|urges?|thanks?|invites?"
    r"|receives|gets|got|wants|wanted|keeps|kept|holds|held|pays|paid|ran|sends|sent|goes|went|comes|came|sees|saw"
    r"|knows|knew|says|tells|finds|gives|makes|takes|puts|brings|brought)\b|['’](?:re|ve|ll)\b|n['’]t\b"
    r"|\b(?!Ofsted)\w{3,}ed\s+(?:the|an?|that|their|its|our|us|his|her|this|these|all|every)\b"
)
_OPENING = re.compile(
    r"(?:since|following|once|having|unlike|among|in|during|after|before|as|when|where|while|whilst|through"
    r"|with|to|for|at|on|alongside"
    r"|together with|working|from|under"
    r"|using|building|having|by|over|between|across|within|despite|although|because|if|given|based|informed"
    r"|responding|recognising|drawing"
    r"|jointly|supported|led|additionally|also|furthermore|however|similarly|in addition)\b",
    re.IGNORECASE,
)
# «The Council's duties arise from section 11»: the law speaks, not the council.
_BOUND_BY_LAW = re.compile(
    r"['’]s?\s(?:\w+\s){0,2}(?:dut(?:y|ies)|powers?|responsibilit(?:y|ies)|functions?)\s(?:arises?|comes?|stems?|flows?"
    r"|derives?|(?:is|are) (?:set|laid|given|imposed|defined))\b"
)
# «… is planned with Northmoor Council, which checks its records.»
_WHICH_ACTS = re.compile(
    r",\s(?:which|who|whose (?:staff|workers|officers|nurses|teams?))\s(?:also\s|then\s"
    r"|now\s)?(?!(?:is|are|was|were|had|has been)\b)[a-z]+"
)
# «HMICFRS has inspected the force twice»; «The CQC said that the Trust's line was …»
_INSPECTED = re.compile(r"\b(?:inspect|visit|report|writ|wrote|re-?visit|rat|grad|judg)\w*\s(?:\w+\s){0,4}(?:the\s)?$")
_AS_IT_IS = re.compile(r"(?:['’]s?(?:\s[\w-]+){1,3})?\s(?:is|are|was|were|remain(?:s|ed)|had been|has been)\b")
_ACCORDING = re.compile(r"\baccording to\s+(?:the\s+)?$", re.IGNORECASE)
_OWNER = re.compile(r"\b(?:owner|lead(?: agency)?|responsible)\s?:\s+(?:the\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|from within)\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE)
_BY_STAFF_OF = re.compile(
    r"\bby\s+(?:the\s+)?(?:[\w’'-]+\s){0,3}(?:teams?|staff|board|department|unit|managers?|officers?|leads?|workers"
    r"|practitioners) (?:of|at|in|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE)
# What others did to it is not its own act: «Northmoor Council was inspected».
_UNDERGOES = re.compile(
    r"\s+(?:was|were|is|are|has been|have been|had been)\s+(?:also\s+|then\s+|last\s+|\w+ly\s+)?(?:inspected"
    r"|visited|judged|rated"
    r"|graded|praised|commended|criticised|asked|invited|told|recommended|named|found to|left out|excluded"
    r"|(?:commissioned|funded|contracted|engaged)(?= by\b)|approached|chosen|selected|notified|thanked|not"
    r" (?:told|asked|invited|consulted|informed))\b",
    re.IGNORECASE,
)
# What it is, is not what it does: «Northmoor Council and Marsh Police are English bodies».
_IS_A_KIND_OF_BODY = re.compile(
    r"(?:,? and [^.;,]{3,80}?)?\s+(?:is|are|was|were)\s+(?:\w+\s){0,4}?(?:bod(?:y|ies)|organisations?"
    r"|charit(?:y|ies)|providers?|agenc(?:y|ies)"
    r"|members?|partners?|signator(?:y|ies)|authorit(?:y|ies))\b",
    re.IGNORECASE,
)
# «Since 1 April Northmoor Council has closed 40 cases, 7 of them in May»: no comma parts the time from the doer.
_SINCE_THEN = re.compile(
    r"(?:since|in|during|after|before|by|from|until|at|following|on)\s(?:[\w/’'-]+\s){1,5}(?:the\s)?", re.IGNORECASE
)
# «When Cafcass disagrees, it writes to the director.»
_WHEN_IT = re.compile(r"(?:when(?:ever)?|where|while|if|as|since|because|although|once)\s+(?:the\s+)?", re.IGNORECASE)
_IT_THEN = re.compile(r"(?:it|its [\w-]+)\s(?:also\s|now\s|then\s)?(?!(?:is|was)\b)[a-z]+", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b(?:within|across|throughout|in)\s+(?:both\s+)?(?:the\s+)?$", re.IGNORECASE)
_PASSED_ON = re.compile(r"\b(?:to|for|with|of|from|against|about|between)\s+(?:[\w’'-]+\s+){1,4}$", re.IGNORECASE)
_NOT_THE_DOER = re.compile(
    r"\b(?:with|to|for|between|against|about|regarding|concerning|than|into|towards|upon|including|involving"
    r"|under|via|through|on|like|such as|not|(?:ask|invite|urge|request|require|encourage|remind|thank|tell|press"
    r"|want|expect|oblige|enable|support|involve|cover|concern|affect|name|credit|assure|inform|advise|warn|remind"
    r"|help|allow)(?:s|d|ed|ing)?|(?:commit|bind)(?:s|ted|ting)?|told|commend(?:s|ed)?"
    r"|(?:requests?|referrals?|calls?|complaints?|letters?|notifications?|alerts?|messages?|passed|moved"
    r"|transferred|taken|received) from"
    r"|(?:inspections?|reviews?|scrutiny|evaluations?|assessments?|oversight|expectations?|views?|role|duty"
    r"|duties|responsibilit(?:y|ies)|address) (?:of|from))"
    r"\s+(?:both\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(
    r"(?:^|[,;:–—-]\s*|\b(?:and|but|while|whilst|whereas|that|although|as|what)\s+)(?:both\s+)?(?:the\s+|then\s+)?$",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:so(?: that)?|(?:to|that|can|will)? ?(?:ensur(?:e|es|ing)|mak(?:e|es|ing) sure)(?: that)?"
    r"|sure(?: that)?|requir(?:e|es|ed|ing) that|request(?:ed|s)? that"
    r"|expect(?:s|ed|ation)? that|when|where|if|unless|until|because|before|after|which|how|whether|enabl(?:e"
    r"|es|ing)|in order that|recommended that|agreed that)"
    r"\s+(?:both\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\s*(?:\([^()]{1,60}\))?\s*(?:,|\((?:together |jointly |along )?with\b|\band\b|&|\bor\b"
    r"|,?\s*\bas well as\b|,?\s*\btogether with\b"
    r"|,?\s*\balongside\b|,?\s*\bjointly with\b|,\s*and)\s*(?:both\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
# «Our partners», «our children»: these are others, however near.
_NOT_OURSELVES = (
    r"(?!(?:partners?|inspect(?:ors?|orates?)|regulators?|colleagues (?:in|at|from)|neighbours|area|region|borough"
    r"|county|city|town|children|families"
    r"|young people|communit(?:y|ies)|residents|tenants|patients|pupils|parents|researcher|question|conversation)\b)"
)
_WE_ACT = re.compile(
    r"(?:^|[,;:]\s+(?:(?:in|at|by|of|for|with)\s(?:[\w’'-]+\s){1,5}?)?"
    r"|\b(?:and|that|but|which|what|while|where|when|how)\s+"
    r"|^(?:in|on|at|by|since|after|during|before|from|last|this|so|now|then|every|each)\s(?:[\w’'/-]+\s){0,6}?)"
    rf"(?:we\b|our\s{_NOT_OURSELVES})",
    re.IGNORECASE,
)
_US = re.compile(r"\bus\b", re.IGNORECASE)
_OURSELVES = re.compile(rf"\bwe\b|\bour\s{_NOT_OURSELVES}", re.IGNORECASE)
# «We recommend that the Council bring a report»: what is asked of a body is not its act.
_ASKED_THAT = re.compile(
    r"\b(?:recommend|ask|request|require|propose|suggest|urge|demand)(?:s|ed|ing)?(?:\s\w+){0,2}?\sthat\b[^.;]*$",
    re.IGNORECASE,
)
# «I asked Cafcass for its figures and it sent them.»
_AND_IT = re.compile(r"[^.;:]{0,60}?(?:,?\s(?:and|but)|;)\sit\s(?!(?:is|was|has been)\b)[a-z]+", re.IGNORECASE)
_AND_DID = re.compile(r"[^.;]*?\b(?:and|but)\s(?:has|have|had|did|does|will|now|then)\b", re.IGNORECASE)
_PARTNERSHIP_ACTS = re.compile(
    r"(?:^|[.;,]\s)(?:the\s)?(?:[\w’'-]+\s){0,6}(?:partnership|safeguarding partners)\s(?:has|have|is|are|will"
    r"|was|were|also|now)\b",
    re.IGNORECASE,
)
# «It has trained …», «Its workers …», «The charity will …»: whoever the paragraph before was about.
_IT_ACTS = re.compile(
    r"(?:it (?:also |now |then |since )?(?!(?:is|was|were|remains?|remained|takes?|took|seems?|seemed|appears?"
    r"|appeared|became"
    r"|becomes?|means?|meant|follows?|recommend(?:s|ed)?|conclude[sd]?|would (?:be|help|have)|will be|must be|should be"
    r"|may be|can be|has been|had been|also"
    r"|now)\b)[a-z]+"
    r"|its (?:own )?(?:[\w’'-]+,? ){1,3}?(?:(?:[A-Z][\w’'-]+ ?){1,3}, )?(?:now |also |all |since )?(?:has|have|will"
    r"|can"
    r"|tells?|told|says?|said|explains?|adds?|chairs?|runs?|sits?|works?|visits?|meets?|leads?|\w{3,}ed)\b"
    r"|(?:the|this) (?P<kind>service|agency|charity|school|academy|project|unit|organisation|board|college"
    r"|hospital|refuge"
    r"|centre|practice)(?:['’]s(?: [\w-]+){1,3}?)? (?:has|have|had|is|was|will|can|may|now|also|sent|told|held"
    r"|\w{2,}ed"
    r"|\w{3,}s)\b)",
    re.IGNORECASE,
)
_UNNAMED_WORKERS = re.compile(
    r"\b(?:practitioners|staff|managers|workers|officers|teams?|supervisors|social workers|nurses"
    r"|health visitors|midwives|leaders|panels?|professionals)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in each sentence of a paragraph, and in the paragraph as a whole; and what was doubtful."""

    sentences: tuple[tuple[str, ...], ...]
    paragraph: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass
class Context:
    """What a paragraph is read in: the register, whose section it is, and who was last spoken of."""

    register: Register
    of_section: str | None = None
    author: str | None = None  # whose account the whole report is
    writers: tuple[str, ...] = ()  # who says «we» in it, of themselves and of others
    we: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    spoken_of: tuple[str, ...] = ()  # who acted in the last paragraph of the section in which anybody did
    doubted: set[str] = field(default_factory=set)


def acting_in(sentences: Sequence[str], number: Label, context: Context, *, is_claim: Sequence[bool]) -> Acting:
    """Return who acts in the sentences of one paragraph, given with their quotations blanked out, in order.

    `is_claim` says of each sentence whether it claims something of the agencies' own work; only such a sentence makes
    an unnamed doer doubtful. `context` is moved on: it remembers the agencies last spoken of.
    """
    by_sentence: list[tuple[str, ...]] = []
    doubts: list[Doubt] = []
    here: list[str] = []
    for sentence in sentences:
        names = _acting_in_sentence(sentence, number, context, here, doubts)
        is_pronoun = sentence[:2].lower() == "it"
        if not by_sentence and (is_pronoun or not names) and (meant := _meant_by_it(sentence, context)):
            names = (meant,)
        if (
            by_sentence
            and is_pronoun
            and not names
            and (named := _only_named(sentences[len(by_sentence) - 1], context))
        ):
            # «Action 4 belongs to Fellside Housing. It has told us that …»
            names = (named,) if _IT_ACTS.match(sentence) else ()
        by_sentence.append(names)
        here += [name for name in names if name not in here]
        context.recent = tuple(dict.fromkeys((*reversed(names), *context.recent)))[:6]
    says_we = any(_OURSELVES.search(sentence) for sentence in sentences)
    if not here and context.of_section and (any(is_claim) or says_we or any(_US.search(text) for text in sentences)):
        here.append(context.of_section)
    elif not here and context.author and (says_we or _tells_of_itself(sentences, context)):
        here.append(context.author)
    if not here and any(is_claim) and not any(_PARTNERSHIP_ACTS.search(sentence) for sentence in sentences):
        doubts.append(_unnamed(sentences, number, context))
    is_of_inspectorate = not here and sentences and inspectorates_in(sentences[0])
    context.spoken_of = () if is_of_inspectorate else tuple(here) or context.spoken_of
    return Acting(tuple(by_sentence), tuple(here), tuple(doubts))


def _only_named(sentence: str, context: Context) -> str | None:
    """The one agency that a sentence names, where no inspectorate is named beside it."""
    named = {name for _, _, name in context.register.places(sentence)}
    return named.pop() if len(named) == 1 and not inspectorates_in(sentence) else None


def _tells_of_itself(sentences: Sequence[str], context: Context) -> bool:
    """«Open Door is a small charity: fourteen staff …», in its own account."""
    mentions = (next(iter(context.register.places(sentence)), None) for sentence in sentences)
    return any(mention is not None and mention[0] <= 4 and mention[2] == context.author for mention in mentions)


def _meant_by_it(sentence: str, context: Context) -> str | None:
    """Whom «it» or «the school» at the beginning of a paragraph means: the body that the one before was about."""
    match = _IT_ACTS.match(sentence)
    if match is not None and match.group("kind") and _UNDERGOES.match(sentence, match.end("kind")):
        return None
    if match is None or not context.spoken_of:
        return None
    kind = (match.group("kind") or "").lower()
    if kind in ("school", "academy", "college", "hospital", "charity", "refuge", "board"):
        return next((name for name in context.spoken_of if name in context.register.candidates(kind)), None)
    if kind and context.author and context.author.lower().endswith(kind):
        return context.author  # «the service», in a service's own account
    return context.spoken_of[0]


def _acting_in_sentence(
    sentence: str, number: Label, context: Context, here: Sequence[str], doubts: list[Doubt]
) -> tuple[str, ...]:
    mentions = mentions_in(sentence, context.register, (*reversed(here), *context.recent))
    acting: list[str] = []
    for group in _groups(sentence, mentions):
        before, after = sentence[max(0, group[0].start - 120) : group[0].start], _after(sentence, group[-1])
        if _BOUND_BY_LAW.match(after) or _is_looked_at(sentence, group[0], after):
            continue
        if _acts(sentence, group) or (acting and doers.shares_a_verb(before, after)):
            acting += [mention.name for mention in group]
            doubts += [_unsure(mention, sentence, number) for mention in group if not mention.is_sure]
        elif not _BETWEEN.search(sentence[max(0, group[0].start - 30) : group[0].start]):
            begins = _clause(before, after)
            acting += [
                mention.name
                for mention in group
                # «The panel, which includes the Trust and Cafcass, meets …»: the comma ends a list.
                if begins or (_begins_clause(sentence, mention) and not _is_last_of(sentence, mention, group))
            ]
    if _WE_ACT.search(sentence):
        acting += _we(sentence, mentions, number, context, doubts)
    return tuple(dict.fromkeys(acting))


def _groups(sentence: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
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


def _acts(sentence: str, group: Sequence[Mention]) -> bool:
    first, last = group[0], group[-1]
    before = sentence[max(0, first.start - 120) : first.start]
    after = _after(sentence, last)
    if _WHICH_ACTS.match(after):
        return True
    if _BY.search(before) or _BY_STAFF_OF.search(before) or _OWNER.search(before) or _ACCORDING.search(before):
        return True
    opening = sentence[: first.start]
    if doers.is_only_imagined(opening):
        return False
    if doers.is_told_to_have_done(before, after) or doers.has_its_workers_there(opening, after):
        return True
    if (
        doers.is_done_by_its_office(before)
        or doers.does_likewise(before)
        or doers.is_told_to_be_the_doer(before, after)
    ):
        return True
    start = _end_of_opening(sentence)
    if first.start < start:
        if _SINCE_THEN.fullmatch(sentence[: first.start]) and _VERB_NEXT.match(after):
            return not _NOT_THE_DOER.search(before)
        if _WHEN_IT.fullmatch(sentence[: first.start]) and _IT_THEN.match(sentence, start):
            return True
        # «At Northmoor Hospital, most staff had …»: what its own people do there it does.
        return doers.is_where_it_is_done(opening, sentence[start:])
    if _WHEN_IT.fullmatch(sentence[: first.start]) and doers.acts_when_it_is_told(after):
        return True
    if _ASKED_THAT.search(sentence, max(0, first.start - 160), first.start):
        return False
    if _NOT_THE_DOER.search(before):
        return bool(_AND_IT.match(sentence, last.end))
    lead = sentence[start : min(first.start, start + 160)]
    if doers.is_what_somebody_saw(lead):
        return False
    if len(lead.split()) <= 1 or (len(lead) < 160 and not _FINITE.search(f"{lead}the ")):
        # It stands before the verb: it, or its staff, its work, its outcomes, are what the sentence is about.
        undergoes = _UNDERGOES.match(after) or _IS_A_KIND_OF_BODY.match(after)
        did_then = _AND_DID.match(after) and not _IS_A_KIND_OF_BODY.match(after)
        return bool(after.strip(" .")) and not _PURPOSE.search(before) and (not undergoes or bool(did_then))
    if _IN_PLACE.search(before) and not _WE_ACT.match(sentence):
        return not _PASSED_ON.search(_IN_PLACE.sub("", before))
    return _clause(before, after)


def _is_looked_at(sentence: str, mention: Mention, after: str) -> bool:
    """Does an inspectorate, named before it in the sentence, only look at it, or say how it is?"""
    opening = sentence[: mention.start]
    if not inspectorates_in(opening):
        return False
    return bool(_INSPECTED.search(opening) or (" that " in opening and _AS_IT_IS.match(after)))


def _begins_clause(sentence: str, mention: Mention) -> bool:
    before = sentence[max(0, mention.start - 120) : mention.start]
    return _clause(before, _after(sentence, mention))


def _is_last_of(sentence: str, mention: Mention, group: Sequence[Mention]) -> bool:
    return len(group) > 1 and mention is group[-1] and sentence[mention.end : mention.end + 1] == ","


def _after(sentence: str, mention: Mention) -> str:
    return sentence[mention.end : mention.end + 120]


def _clause(before: str, after: str) -> bool:
    """Does a clause of its own begin with the mention: «… and the Trust has …»?"""
    begins = _CLAUSE_BEGINS.search(before) and _VERB_NEXT.match(after)
    is_done_to = _UNDERGOES.match(after) or _IS_A_KIND_OF_BODY.match(after)
    return bool(begins) and not _PURPOSE.search(before) and not is_done_to


def _end_of_opening(sentence: str) -> int:
    """Where the main part begins: after «Following the inspection of …,» when the sentence opens in that way."""
    if not _OPENING.match(sentence):
        return 0
    comma = sentence.find(", ", 0, 240)
    return comma + 2 if comma >= 0 else 0


def _we(sentence: str, mentions: Sequence[Mention], number: Label, context: Context, doubts: list[Doubt]) -> list[str]:
    """Whom «we» means: the body named in the same opening, whose section it is, or who said «we» before."""
    opening = re.match(r"(?:at|as|within|in|here at)\s+(?:the\s+)?", sentence, re.IGNORECASE)
    if (
        opening
        and mentions
        and mentions[0].start <= opening.end()
        and re.match(r",?\s*(?:we|our)\b", sentence[mentions[0].end :])
    ):
        context.we = (mentions[0].name,)
    apposed = (
        re.search(r"\bwe,?\s+(?:at|in|as)\s+(?:the\s+)?$", sentence[: mentions[0].start], re.IGNORECASE)
        if mentions
        else None
    )
    if apposed:
        context.we = (mentions[0].name,)
    # Whoever writes the whole report says «we» even where it tells of others.
    one = context.author or (None if context.writers else context.of_section)
    meant = context.we or ((one,) if one else context.writers)
    if meant:
        return list(meant)
    if "we" not in context.doubted:
        context.doubted.add("we")
        readings = ("the partnership that publishes the report", *context.recent[:1])
        doubts.append(Doubt("agency-we", "It is not said whom «we» means here.", number, readings=readings))
    return []


def _unsure(mention: Mention, sentence: str, number: Label) -> Doubt:
    words = sentence[mention.start : mention.end]
    return Doubt(
        "agency-unsure",
        f"«{words}» may mean more than one body; we read it as {mention.name}.",
        number,
        readings=mention.readings,
    )


def _unnamed(sentences: Sequence[str], number: Label, context: Context) -> Doubt:
    likely = context.author or (context.recent[0] if context.recent else None)
    who = next((match.group() for text in sentences if (match := _UNNAMED_WORKERS.search(text))), "")
    speaks = f" It speaks of «{who}»." if who else ""
    readings = (likely, "no agency") if likely else ("no agency",)
    return Doubt("agency-unnamed", f"No agency is named in this paragraph.{speaks}", number, readings=readings)
