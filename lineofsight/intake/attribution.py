"""Who is quoted: the words before a quotation («Inspectors found that: …») or after it («…», said one parent)."""

import re
from dataclasses import dataclass

from lineofsight.intake.inspectorates import inspectorates_in, is_inspection
from lineofsight.intake.terms import introduces_term

_REACH = 320  # characters looked at on either side of a quotation

_VERBS = (
    "said|says|say|saying|stated|states|noted|notes|found|finds|showed|shows|shown|reported|reports|commented"
    "|comments"
    "|told|tells|described|describes?|describing|concluded|concludes|observed|observes|recognised|recognises"
    "|recognized|praised|praises"
    "|highlighted|highlights|wrote|writes|added|adds|explained|explains|confirmed|confirms|judged|judges"
    "|reflected|reflects"
    "|remarked|remarks|advised|acknowledged|acknowledges|identified|identifies|indicated|indicates|felt"
    "|considered|shared"
    "|graded|rated|saw|accepted|accepts|conceded|admitted|insisted|argued|argues|warned|warns|suggested|complained"
    "|call(?:ed|s|ing) (?:it|them|this|these|us|him|her)|admits|thought|thinks|put it (?:simply|plainly|bluntly"
    "|like this)"
    "|expressed|summarised|asked|replied|answered|recalled|heard|quoted|stressed|emphasised|commended|evidenced"
    "|put it|exclaimed|agreed|laughed|joked|shouted|whispered|muttered|protested|sighed|continued|maintained|maintains"
    "|spoke (?:of|about)|speaks? (?:of|about)|talk(?:ed|s)? (?:of|about)"
    "|call(?:ed|s) (?:the|this|that|their|its|our|his|her) (?:\\w+ ){0,2}?\\w+(?=\\s*$)"
    "|asks|urges|urged|welcom(?:ed|es)|criticis(?:ed|es)|questioned|predicted|promised|regard(?:s|ed)"
    "|objected|remembered|remembers|responded|texted|summed (?:it |this )?up|recorded|shrugged|smiled"
    "|grinned|nodded|cried|groaned|pleaded|begged|typed"
    "|(?:puts?) (?:it|this|that|the \\w+) in (?:these|the following|a few) words|(?:has|have|had) written"
    "|reads?(?=\\s*:)"
)
# Verbs that make a speaker of somebody only after the words: «…», it begins.
_VERBS_AFTER = f"{_VERBS}|begins|began|opens|opened|goes|went on"
_VERB = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_NOUN_BEFORE_VERB = re.compile(
    r"\b(?:the|a|an|their|its|this|these|of|in|and|annual|audit|health|court|case)\s*$", re.IGNORECASE
)
_VERB_OF_NOUN = re.compile(r"\s(?:is|are|was|were|have|had|do|did|can|will|would)\b")
_NOUN_VERBS = frozenset({"reports", "notes", "comments", "shows", "reflects", "highlights", "states", "quoted"})
_DONE_TO = frozenset(
    {"recorded", "answered", "shared", "accepted", "agreed", "considered", "heard", "identified", "responded"}
)
_SHOWN = frozenset({"showed", "shows", "shown", "evidenced", "saw"})
_TOLD_THAT = re.compile(r"(?:\s(?:us|me|him|her|them|the \w+))?\sthat\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+\s)?$", re.IGNORECASE)
# «We hear from parents that …»: the parents speak.
_HEARD_FROM = re.compile(r"\b(?:hear|heard)\s+(?:\w+ly\s+)?from\s+((?:[\w’'()-]+\s?){1,7})", re.IGNORECASE)
_BY = re.compile(r"\s*by\s+((?:[\w’'()-]+\s?){1,7})")
_LABELS = (
    re.compile(r"\baccording to\s+([^,:;.]{2,60}?)(?:\s*,.{0,60})?[\s,:]*$", re.IGNORECASE),
    re.compile(r"\bto quote\s+([^,:;.]{2,60}?)[,:]?\s*$", re.IGNORECASE),
    re.compile(
        r"\b(?:this|these|one|another|another one|the last) (?:(?:was|came|is) )?from\s+([^,:;.]{2,60}?)\s*:\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^\W*for\s+((?:one|an?|some|many|most|the)\s[\w’'-]+(?:\s(?:worker|nurse|visitor|carer|person|people))?)"
        r"[\s,][^:;]{0,60}:\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bin (?:the (?:view|opinion|experience|judgement|eyes|account) of\s+([^,:;.]{2,60}?)"
        r"|([^,:;.]{2,60}?)['’]s? (?:view|opinion|experience|judgement|eyes|account))\s*[,:].{0,60}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bin (?:the words of\s+([^,:;.]{2,60}?)|([^,:;.]{2,60}?)['’]s? (?:own )?words)\s*[,:].{0,60}$", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:feedback|comments?|views?|quotes?|quotations?|responses?|remarks|messages?)(?: received)?"
        r" (?:from|of|by)\s+([^,:;.]{2,60}?)(?:\s+(?:was|were|is|are|include[sd]?|including|such as|said"
        r"|that)\b.{0,60})?"
        r"[\s,:]*$",
        re.IGNORECASE,
    ),
)
# «It is simple, wrote one: “…”»
_VERB_THEN_NAME = re.compile(
    r",\s(?:said|says|wrote|writes|explained|added|told us|asked|replied|answered)"
    r"\s(?!(?:to|that|in|of|about|down|back|on|with|at|us|me)\b)((?:[\w’'-]+\s?){1,5}):\s*$",
    re.IGNORECASE,
)
# «… and trusted, in his own words, “…”»
_OWN_WORDS = re.compile(r"\bin (his|her|their|its) own words,?\s*$", re.IGNORECASE)
_COLON_LABEL = re.compile(r"([A-Z][\w’' -]{1,60}?)\s*(?:\([^()]{1,40}\))?\s*:\s*$")
# «A tenant's letter was read out: “…”», «a boy of ten, who handed it back: “…”»
_READ_OUT = re.compile(
    r"([\w-]+(?:\s[\w-]+){0,3}?)['’]s?\s(?:\w+\s)?(?:letter|account|poem|message|statement|words)\s(?:was"
    r"|were) (?:read|heard)\b"
    r"[^.;:]{0,40}:\s*$",
    re.IGNORECASE,
)
_WHO_COLON = re.compile(
    r"\b((?:an?|one|the|his|her|their)\s[\w’'-]+(?:\sof(?:\s[\w’'-]+){1,4})?),\swho\s[^.;:]{3,90}:\s*$", re.IGNORECASE
)
_WAS_CLEAR = re.compile(
    r"\b([A-Z][\w’' -]{1,60}?)\s+(?:was|were|is|are)\s+(?:(?:\w+ly\s+)?(?:clear|positive|explicit|frank|complimentary"
    r"|critical|unequivocal|typical|struck|impressed)\b[^:]{0,40}[:,]|(?:not |less |more |very |quite |\w+ly )?"
    r"(?:pleased|worried|surprised|delighted|relieved|disappointed|convinced|impressed|(?![a-z]*(?:ed|ing|en|own"
    r"|ut):)[a-z]{4,}):)\s*$"
)
# «A teenager's view was different: “…”», «The scrutineer's one criticism was that “…”»
_VIEW_OF = re.compile(
    r"((?:[\w-]+\s){0,3}[\w-]+?)['’]s?\s(?:\w+\s){0,2}?(?:views?|accounts?|criticisms?|complaints?|concerns?|verdict|answer"
    r"|reply|response"
    r"|words?(?: for (?:it|this|that|them))?|phrase|plea|hope|comments?|worry|worries|message|wish|request|advice"
    r"|description|summary|conclusion|judgement)\s(?:was|were|is|are)\b"
    r"[^.;:]{0,60}(?::|\bthat\b[^.;:]{0,60})?\s*$",
    re.IGNORECASE,
)
# «The youth panel's advice to us: “…”»
_MESSAGE_OF = re.compile(
    r"((?:[\w-]+\s){0,3}[\w-]+?)['’]s?\s(?:\w+\s){0,2}?(?:advice|message|request|plea|verdict|answer|reply|response"
    r"|comment|view|wish|hope|question|summary|words?)(?:\s(?:to|for)\s\w+)?\s*:\s*$",
    re.IGNORECASE,
)
# What an inspectorate or an author has written speaks for them: «the same letter says».
_WRITING = re.compile(
    r"(?:(?:the|this|that|its|their|her|his)\s)?(?:(?:same|inspection|follow-?up|published|full|final|\w+ing|first"
    r"|second)\s)?"
    r"(?P<what>letter|report|judgement|document|visit|inspection)",
    re.IGNORECASE,
)
_WRITING_TELLS = re.compile(r"((?:The|Its|Their|This|That) (?:\w+ )?(?:letter|report|judgement))\s[^:.;]{2,70}:\s*$")
# «Comments included: “really useful”; “too long”»: said by somebody, and nobody says by whom.
_FEEDBACK = re.compile(
    r"\b(?:feedback|comments|responses|remarks|answers|replies|quotations)(?: [\w’' -]{0,40}?)? (?:included?"
    r"|were|was)\s?:\s*$",
    re.IGNORECASE,
)
# «Pupils were asked why. Their answers included “…”»
_ANSWERS = re.compile(
    r"\b(?P<whose>their|his|her)\s(?:\w+\s)?(?:answers?|replies|reply|comments?|responses?|words|reasons)\s"
    r"(?:included?|were|was|ranged from)\s?:?\s*$",
    re.IGNORECASE,
)
_WHOSE_WRITING = re.compile(
    r"(?P<whose>her|his|their)\s(?:\w+\s)?(?:letter|report|account|e-?mail|card|note)", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(?:\s|,|\b(?:further|also|has|have|had|then|again|both|recently|clearly|consistently|repeatedly"
    r"|positively|did|was|were|is|are|it"
    r"|additionally|similarly|in addition|in turn|who|which|that|to us|as|been|be|being|previously|later"
    r"|independently|specifically)\b)+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.;:!?]\s+|,\s+|\s+[–—-]\s+|\b(?:but|while|whilst|whereas|when|where|because|which|although|that)\s+|[\"”]\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\s+(?:(?:who|which|whose|led by|quoted (?:by|in)|published|carried out|in|at|during|after|following)\b|\w{3,}ing\b"
    r"|(?:independent|the|a) [\w’' -]{0,40}?(?:chair|lead|author|reviewer|head|director|manager|judge|scrutineer)\b)"
    r"[^,.;:]{0,90},\s+",
    re.IGNORECASE,
)
# «… and said that»: whoever spoke before speaks on.
_SHARED = re.compile(r"(?:^|\s)(?:and|but|then)\s+(?:also\s+|further\s+|has\s+|have\s+)?$", re.IGNORECASE)
# «They told us»: the people spoken of just before.
_PEOPLE = re.compile(
    r"\b(?:(?:junior|senior|foster|newly qualified) )?(?:children|young people|parents|mothers|fathers|carers"
    r"|foster carers|families|grandparents|practitioners"
    r"|staff"
    r"|social workers|health visitors|midwives|officers|managers|teachers|inspectors|residents|partners|doctors"
    r"|nurses|pupils|students|workers"
    r"|women|men|tenants|volunteers|mums|dads|girls|boys|teenagers|governors|consultants|guardians)\b",
    re.IGNORECASE,
)
# «She told us»: the one person spoken of just before.
_PERSON = re.compile(
    r"\b((?:(?:the|an?|its|their|our|his|her|one)\s)(?:[\w’'-]+\s){0,2}?(?:chair|scrutineer|director|lead|head|mother"
    r"|father|mum|dad|girl|boy|reviewer|author|manager|superintendent|judge|guardian|carer|nurse|midwife|doctor"
    r"|matron"
    r"|teacher|parent|chief constable|chief executive|grandmother|grandfather|young person|worker|officer)"
    r"|[A-Z][\w’'-]+"
    r"(?:\s[A-Z][\w’'-]+)?['’]s\s(?:chair|scrutineer|director|lead|head))\b",
    re.IGNORECASE,
)
# «Cal was 15. … in his own words, “…”»: a child by the name that the report gives.
_NAMED_PERSON = re.compile(
    r"(?:^|[.!?]\s)(?!(?:This|That|It|There|He|She|They|We|What|Who|Training|Practice|Work|Progress|Support|Nobody"
    r"|Everyone"
    r"|Recording|Supervision|Guidance|Attendance)\b)([A-Z][a-z]{1,11})\s(?:was|is|had|has|told)\b"
)
_FINITE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|(?!Ofsted)\w{3,}ed)\b")
# «the designated doctor», «a newly qualified worker»
_OF_THE_KIND = re.compile(r"\b(?:the|an?|one|our|their|its)\s(?:newly\s|recently\s)?\w+ed\b", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:(?:in|on|at|during|after|of) (?:(?:the|its|their|our|his|her|an?|this|that) )?[\w’'-]+(?: (?:of|on|in|from) [\w ]{1,20}?)?"
    r"(?=\s(?:the|an?|one|his|her|its|their)\s)|and|so|or"
    r"|as|for example|e\.g\.|also|then|one of|what|how)\s+|[\s,(–—-]+",
    re.IGNORECASE,
)
# «his grandmother, who told the reviewer»: the one spoken of before «who».
_WHO = re.compile(
    r"\b(?:to|from|by|with|of|and|met|asked)\s+((?:(?:his|her|their|the|an?"
    r"|one)\s+)?[\w’'-]+(?:\s[\w’'-]+){0,2}),\s+who\s*"
    r"(?:\w+\s+)?$"
)
# «The boys' grandmother, their nain, said», «Its head, Mr Adeyemi, told»: the first of two names for one person.
_APPOSED = re.compile(
    r"((?:^|[.;:]\s|,\s(?:and|but)\s)[\w’' -]{3,60}),\s(?:(?:the|their|his|her|our|its|an?)\s[\w’' -]{2,40}"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Professor|Sir|Dame|DI|DCI|Detective|Inspector|Cllr"
    r"|[A-Z][\w’-]+)\s[A-Z][\w’' -]{1,40}),\s$"
)
_SPOKEN_OF = re.compile(r"(?:^|[,\s])(it|they|she|he)\s+(?:(?:also|then|later|further)\s+)?$", re.IGNORECASE)
_INSPECTORATE_FIRST = re.compile(
    r"(?:(?:in|on|at|during|after|following)\s[^,]{3,60},\s+)?((?:the\s)?(?:[\w’'-]+\s){0,3}?"
    r"(?:Ofsted|CQC|Care Quality Commission|HMICFRS|HMIP|Estyn|[Ii]nspectors?|[Ii]nspectorate|peer reviewers?))\b"
)
_OWNER_OF_WRITING = re.compile(
    r"(.+?)(?:['’]s|(?<=s)['’])\s(?:\w+\s)?(?:report|letter|account|e-?mail|card|notes?|message|text|drawing|diary"
    r"|poem"
    r"|evaluation|feedback|form|comment|answer|reply|entry|statement|review|survey)"
    r"(?: reads?)?",
    re.IGNORECASE,
)
_WHOSE = {"her": "she", "his": "he", "their": "they", "its": "it"}
_WENT_ON = re.compile(r"(?:it|they|she|he)\s(?:also |then |later )?(?:went|goes) on to\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:they|she|he|it|this|these|who|we|i)", re.IGNORECASE)
_ENDS = re.compile(r"[.!?][\"'”’)]*\s+[A-Z]")
_SENTENCE_START = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘])")
_AFTER_VERB_FIRST = re.compile(rf"[,.]?\s*(?:{_VERBS_AFTER})\s+((?:[\w’'-]+\s?){{1,7}})", re.IGNORECASE)
_AFTER_NAME_FIRST = re.compile(
    rf"[,.]?\s*((?:[\w’'()-]+\s){{1,7}}?)(?:also\s|further\s|had\s|has\s|have\s)?(?:{_VERBS_AFTER})\b", re.IGNORECASE
)
# «…», as one officer said; «…», to quote the children.
_AFTER_AS = re.compile(
    rf"[,.]?\s*(?:as\s+((?:[\w’'()-]+\s){{1,7}}?)(?:also\s|has\s|have\s|had\s)?(?:{_VERBS})\b"
    r"|(?:to quote|in the words of|according to)\s+([\w’'-]+(?:\s[\w’'-]+){0,4}))",
    re.IGNORECASE,
)
# «“…” was the message of the young people»
_AFTER_MESSAGE = re.compile(
    r"\s(?:was|is|were)\s(?:the|one|a)\s(?:\w+\s)?(?:message|view|verdict|words|comment|plea|answer|advice|request"
    r"|reply|response"
    r"|complaint)s?\s(?:of|from)\s+((?:[\w’'-]+\s?){1,6})"
    r"|\s(?:is|was)\show\s((?:[\w’'-]+\s){1,7}?)(?:puts?|describes?|described|sees?|saw|tells?|told)\s(?:it|this"
    r"|that)\b",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    r"\.?\s*(?:[–—-]{1,2}\s*([A-Z][^.;\n]{1,80}?|(?:[a-z][\w’'-]*\s?){1,5})"
    r"(?:\s*\.\s*(?=$|[A-Z\"“‘;])|\s*(?=$|[\"“‘;]))"
    r"|\(((?:an?\s|one\s)?[A-Za-z][^()]{1,60})\)\s*\.?\s*(?=$|[A-Z\"“‘;]))"
)
_YEAR_TAIL = re.compile(r",?\s*(?:inspection\s+)?(?:report\s*)?,?\s*(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d.*$")
_AGE_TAIL = re.compile(r",?\s+(?:aged? )?\d{1,2}(?: years(?: old)?)?$")
# «A woman whose partner was on licence», «An officer with 12 years' service»: what tells them from others.
_WHICH_ONE = re.compile(r"(?<=\w{3}),?\s(?:(?:whose|who)\s.*|with\s(?:\d+|\w+|over \w+)\syears?['’]?\s.*)$")
_ARTICLE = re.compile(r"(?:the)\s+", re.IGNORECASE)
# «Fifty-one felt …»: so many of the people just spoken of.
_SO_MANY = re.compile(
    r"(?:\d+|(?:two|three|four) (?:thirds|quarters|fifths)|half|most|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven"
    r"|twelve|\w+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)(?: of (?:them|these"
    r"|those))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted: `words` as printed, `name` what they come to, `distance` the words between verb and mark."""

    words: str
    name: str
    distance: int = 0
    is_pronoun: bool = False


def clause_before(text: str, start: int, floor: int) -> str:
    """Return what stands before a quotation in its own sentence, back to `floor` at the most."""
    window = text[max(floor, start - _REACH) : start + 1]
    starts = [match.end() for match in _SENTENCE_START.finditer(window)]
    return window[starts[-1] if starts else 0 : -1]


def speaker_before(clause: str) -> Speaker | None:
    """Return who speaks, from the words before a quotation, or None where they do not say."""
    if own := _OWN_WORDS.search(clause):
        return Speaker(own.group(), _WHOSE[own.group(1).lower()], 1, is_pronoun=True)
    clause = _ASIDE.sub(" ", clause)
    heard = _HEARD_FROM.search(clause)
    if heard:
        return _speaker(_trim_after(heard.group(1)), 2)
    inverted = _VERB_THEN_NAME.search(clause)
    if inverted:
        return _speaker(inverted.group(1), 0)
    verb = _last_verb(clause)
    if verb is not None:
        if _SHARED.search(clause[: verb.start()]):
            return Speaker("", "", len(clause[verb.end() :].split()), is_pronoun=True)
        spoken_of = _SPOKEN_OF.search(clause[: verb.start()])
        if spoken_of:
            return Speaker(spoken_of.group(1), spoken_of.group(1), len(clause[verb.end() :].split()), is_pronoun=True)
        by = _BY.match(clause, verb.end())
        who = _WHO.search(clause[: verb.start()])
        words = _trim_after(by.group(1)) if by else who.group(1) if who else _subject(clause[: verb.start()])
        distance = len(clause[verb.end() :].split())
        if words and distance <= 14:
            return _speaker(words, distance)
    first = _INSPECTORATE_FIRST.match(clause.lstrip())
    if first and not _LABELS[0].search(clause) and not introduces_term(clause):
        return _speaker(first.group(1), 2)
    told = _WRITING_TELLS.match(clause.lstrip())
    if told:
        return Speaker(told.group(1), "it", 2, is_pronoun=True)
    for pattern in (*_LABELS, _READ_OUT, _WHO_COLON, _VIEW_OF, _WAS_CLEAR, _MESSAGE_OF, _COLON_LABEL):
        found = pattern.search(clause)
        words = next((group for group in found.groups() if group), "") if found else ""
        if words and not _FINITE.search(_OF_THE_KIND.sub("", words)):
            return _speaker(words, 1)
    theirs = _ANSWERS.search(clause)
    if theirs:
        return Speaker(theirs.group(), _WHOSE[theirs.group("whose").lower()], 1, is_pronoun=True)
    return Speaker("", "", 1) if _FEEDBACK.search(clause) else None


def speaker_after(text: str, end: int) -> Speaker | None:
    """Return who speaks, from the words after a quotation, or None where they do not say."""
    window = text[end : end + _REACH // 2]
    label = _AFTER_LABEL.match(window)
    if label:
        return _speaker(_YEAR_TAIL.sub("", label.group(1) or label.group(2)), 0)
    stop = re.search(r"[.;:!?\"“”]", window[1:])
    clause = window[: stop.start() + 1] if stop else window
    as_said = _AFTER_AS.match(clause)
    if as_said:
        return _speaker(as_said.group(1) or _trim_after(as_said.group(2)), 0)
    message = _AFTER_MESSAGE.match(clause)
    if message:
        return _speaker(message.group(2) or _trim_after(message.group(1)), 0)
    # Somebody named after a quotation is parted from it: by a comma, or by how the quotation ends.
    is_parted = window[:1] == "," or text[end - 2 : end - 1] in (",", ".", "!", "?", "…")
    for pattern in (_AFTER_VERB_FIRST, _AFTER_NAME_FIRST) if is_parted else (_AFTER_VERB_FIRST,):
        found = pattern.match(clause)
        if found and not re.match(r"\s*(?:that|and|which|to|in|how|by|as)\b", found.group(1), re.IGNORECASE):
            return _speaker(_trim_after(found.group(1)), 0)
    return None


def people_before(text: str, start: int, *, pronoun: str = "") -> str | None:
    """Return whom «they», «she» or «he» means just before a place in the text, or None.

    Without a pronoun («… inspected the Trust and said»): the inspectorate, or else the people, spoken of before.
    """
    if not pronoun:
        named = inspectorates_in(text[max(0, start - _REACH) : start])
        if named:
            return named[-1]
    if pronoun.lower() in ("she", "he"):
        own = max((match.end() for match in _SENTENCE_START.finditer(text, max(0, start - _REACH), start)), default=0)
        persons = [match.group(1) for match in _PERSON.finditer(text, own, start)]
        if not persons:
            # «Jay's mother has met the manager. She said …»: whom the sentence before is about.
            before = [match for match in _PERSON.finditer(text, max(0, start - _REACH), own)]
            parted = [one for one in before if not _ENDS.search(text, one.end(), max(one.end(), own - 2))]
            persons = [(parted or before)[0].group(1)] if before else []
        if not persons:
            persons = [match.group(1) for match in _NAMED_PERSON.finditer(text, max(0, start - _REACH), start)]
        return _ARTICLE.sub("", persons[-1], count=1) if persons else None
    if pronoun.lower() == "it":
        named = inspectorates_in(text[max(0, start - _REACH) : start])
        return named[-1] if named else None
    found = [match.group() for match in _PEOPLE.finditer(text, max(0, start - _REACH), start)]
    return found[-1] if found else None


def is_number_of_people(words: str) -> bool:
    """Is the speaker only a number: so many of those spoken of before?"""
    return bool(_SO_MANY.fullmatch(words))


def canonical(words: str, only_inspectorate: str | None) -> str:
    """Return the name that a wording comes to: the inspectorate where one is meant, else the wording without «the».

    «Inspectors» are those of the one inspectorate that the report names, where it names only one.
    """
    named = inspectorates_in(words)
    if named:
        return named[0]
    if only_inspectorate and is_inspection(words):
        return only_inspectorate
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words


def _last_verb(clause: str) -> re.Match[str] | None:
    last = None
    for match in _VERB.finditer(clause):
        is_noun = match.group().lower() in _NOUN_VERBS and (
            _NOUN_BEFORE_VERB.search(clause[: match.start()]) or _VERB_OF_NOUN.match(clause, match.end())
        )
        is_passive = match.group().lower() in _DONE_TO and _PASSIVE.search(clause[: match.start()])
        if not is_noun and not is_passive:
            if last is not None and match.group().lower() in _SHOWN and _TOLD_THAT.match(clause, last.end()):
                continue  # «The reviewers told us that partners showed …»: the reviewers speak
            last = match
    return last


def _subject(before: str) -> str:
    words = _TRAILING.sub("", _APPOSED.sub(r"\1 ", before[-160:]))
    cut = [match.end() for match in _CLAUSE.finditer(words)]
    words = words[cut[-1] :] if cut else words
    left, joined, right = words.rpartition(" and ")
    if joined and _FINITE.search(left):
        words = right
    words = _LEADING.sub("", words.strip(), count=1) if _LEADING.match(words.strip()) else words.strip()
    return words if 0 < len(words.split()) <= 14 else " ".join(words.split()[-6:])


def _trim_after(words: str) -> str:
    kept: list[str] = []
    for word in words.split():
        if kept and word.lower() in (
            "that",
            "as",
            "in",
            "at",
            "during",
            "when",
            "who",
            "and",
            "about",
            "on",
            "to",
            "with",
        ):
            break
        kept.append(word.rstrip(",.;:"))
        if word[-1] in ",.;:":
            break
    return " ".join(kept)


def _speaker(words: str, distance: int) -> Speaker:
    tidy = _AGE_TAIL.sub("", _WHICH_ONE.sub("", " ".join(words.split()).strip(" ,:;–—-")))
    owner = _OWNER_OF_WRITING.fullmatch(tidy)
    if owner and not inspectorates_in(tidy) and not is_inspection(tidy):
        return Speaker(tidy, owner.group(1), distance)
    whose = _WHOSE_WRITING.fullmatch(tidy)
    if whose:
        return Speaker(tidy, _WHOSE[whose.group("whose").lower()], distance, is_pronoun=True)
    if _WRITING.fullmatch(tidy):
        return Speaker(tidy, "it", distance, is_pronoun=True)
    return Speaker(tidy, tidy, distance, bool(_PRONOUN.fullmatch(tidy) or _WENT_ON.match(tidy)))
