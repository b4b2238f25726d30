"""Who is quoted, by the words before a quotation: «Inspectors found that: …», «In the words of one father: …»."""

import re

from lineofsight.intake.clauses import HELPING, IRREGULAR, IS
from lineofsight.intake.patterns import lazily
from lineofsight.intake.quotations.speaker_labels import ACCORDING_TO, FINITE, SAYING, labelled
from lineofsight.intake.quotations.speakers import (
    REACH,
    SENTENCE_START,
    WHOSE,
    Speaker,
    names_somebody,
    speaker_of,
    trim_after,
)
from lineofsight.intake.quotations.subjects import subject_of
from lineofsight.intake.quotations.terms import introduces_term

VERBS = (
    "agrees|(?<=s )report(?= that)"
    "|said|says|say|saying|stated|states|noted|notes|found|finds|showed|shows|shown|reported|reports|commented"
    "|comments"
    "|told|tells|described|describes?|describing|concluded|concludes|observed|observes|recognised|recognises"
    "|recognized|praised|praises"
    "|highlighted|highlights|wrote|writes|added|adds|explained|explains|confirmed|confirms|judged|judges"
    "|reflected|reflects"
    "|remarked|remarks|advised|acknowledged|acknowledges|identified|identifies|indicated|indicates|felt"
    "|considered|shared"
    "|graded|rated|saw|accepted|accepts|conceded|admitted|insisted|argued|argues|warned|warns|suggested|complained"
    "|call(?:ed|s|ing)? (?:it|them|this|these|us|him|her)|admits|thought|thinks|put it (?:simply|plainly|bluntly"
    "|like this)"
    "|expressed|summarised|asked|replied|answered|recalled|heard|quoted|stressed|emphasised|commended|evidenced"
    "|put it|exclaimed|agreed|laughed|joked|shouted|whispered|muttered|protested|sighed|continued|maintained|maintains"
    "|spoke (?:of|about)|speaks? (?:of|about)|talk(?:ed|s)? (?:of|about)"
    "|call(?:ed|s)? (?:the|this|that|their|its|our|his|her) (?:\\w+ ){0,2}?\\w+(?=\\s*$)"
    "|asks|urges|urged|welcom(?:ed|es)|criticis(?:ed|es)|questioned|predicted|promised|regard(?:s|ed)"
    "|recalls|replies|insists|believes|believed|objected|remembered|remembers|responded|texted|summed (?:it "
    "|this )?up|recorded|shrugged|smiled"
    "|grinned|nodded|cried|groaned|pleaded|begged|typed"
    "|(?:thank(?:s|ed)|blam(?:es|ed)) (?:\\w+ ){1,4}for"
    "|(?<=and )written"
    "|(?:puts?) (?:it|this|that|the \\w+)(?: to (?:me|us|the \\w+))? in (?:these|the following|a few) words"
    "|(?:has|have|had) written"
    "|reads?(?=\\s*:)"
    # «A mother wished that workers “…”», «It goes on: “…”»
    "|(?:wish|hop)(?:ed|es)(?= that)"
    "|(?:goes|went) on(?: to say)?(?=\\s*:)"
    # «It was positive about leadership, reporting that “…”»
    "|(?<=, )(?:reporting|noting|finding|concluding|observing|warning|commenting)(?= that)"
)
_VERB = lazily(rf"\b(?:{VERBS})\b", re.IGNORECASE)
_NOUN_BEFORE_VERB = lazily(
    r"\b(?:the|a|an|their|its|this|these|of|in|and|annual|audit|health|court|case)\s*$", re.IGNORECASE
)
_VERB_OF_NOUN = lazily(r"\s(?:is|are|was|were|have|had|do|did|can|will|would)\b")
_NOUN_VERBS = frozenset({"reports", "notes", "comments", "shows", "reflects", "highlights", "states", "quoted"})
_DONE_TO = frozenset(
    {"recorded", "answered", "shared", "accepted", "agreed", "considered", "heard", "identified", "responded"}
)
_TOLD_TO = lazily(r"\b(?:is|are|was|were|been|being)\stold$", re.IGNORECASE)
_SHOWN = frozenset({"showed", "shows", "shown", "evidenced", "saw"})
# «in a sentence that we have asked to be put on the wall:»: what the report itself did with the words.
_WE_DID = lazily(r"\b(?:that|which)\s(?:we|i)\s(?:have\s|had\s)?$", re.IGNORECASE)
_TOLD_THAT = lazily(r"(?:\s(?:us|me|him|her|them|the \w+))?\sthat\b", re.IGNORECASE)
_PASSIVE = lazily(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+\s)?$", re.IGNORECASE)
# «We hear from parents that …»: the parents speak.
_HEARD_FROM = lazily(r"\b(?:hear|heard)\s+(?:\w+ly\s+)?from\s+((?:[\w’'()-]+\s?){1,7})", re.IGNORECASE)
_BY = lazily(r"\s*(?:by|in(?=\sthe\s[A-Z]))\s+((?:[\w’'()-]+\s?){1,7})")
# «It is simple, wrote one: “…”»
_VERB_THEN_NAME = lazily(
    r",\s(?:said|says|wrote|writes|explained|added|told us|asked|replied|answered)"
    r"\s(?!(?:to|that|in|of|about|down|back|on|with|at|us|me|later|afterwards|again|\w+ly)\b)((?:[\w’'-]+\s?){1,5}):\s*$",
    re.IGNORECASE,
)
# «What they got, said one, was “…”»
_SAID_WITHIN = lazily(r",\s(?:said|says|wrote|writes|told us|explained|added)\s((?:[\w’'-]+\s?){1,5}),\s")
_ASKS = lazily(r"(?:why|how|when|where|what|who)", re.IGNORECASE)
# «One said “it helped” and another “it did not”», «…, and a doctor that it was “…”»: the verb is said once.
_AND_ANOTHER = lazily(
    r"[\s.,]*(?:and|while|but)\s(?P<who>(?:an?|the|one|another)(?:\s[\w’'-]+){0,4}?|others)(?:\sthat\b.*|,?:?\s*)"
)
# «… and trusted, in his own words, “…”»
_OWN_WORDS = lazily(r"\bin (his|her|their|its) own words,?\s*$", re.IGNORECASE)
_WRITING_TELLS = lazily(r"((?:The|Its|Their|This|That) (?:\w+ )?(?:letter|report|judgement))\s[^:.;]{2,70}:\s*$")
# «Pupils were asked why. Their answers included “…”»
_ANSWERS = lazily(
    r"\b(?P<whose>their|his|her)\s(?:\w+\s)?(?:answers?|replies|reply|comments?|responses?|words|reasons)\s(?:to\s(?:\w+\s){1,3})?"
    r"(?:included?|were|was|ranged from)\s?(?:these|this)?:?\s*$",
    re.IGNORECASE,
)
_TRAILING = lazily(
    r"(?:\s|,|\b(?:further|also|has|have|had|then|again|both|recently|clearly|consistently|repeatedly"
    r"|positively|did|was|were|is|are|it"
    r"|additionally|similarly|in addition|in turn|who|which|that|to us|as|been|be|being|previously|later|does|do"
    r"|(?!famil|repl|suppl|assembl)\w+ly)\b)+$",
    re.IGNORECASE,
)
_CLAUSE = lazily(
    r"[.;:!?]\s+|,\s+|\s+[–—-]\s+|\b(?:but|while|whilst|whereas|when|where|because|which|although|that|what"
    r"|how (?:often|many|much))\s+|[\"”]\s*",
    re.IGNORECASE,
)
_ASIDE = lazily(
    r",\s+(?:(?:who|whom|which|when|whose|led by|quoted (?:by|in)|published|carried out|in(?!\sthe\s(?:words?|view"
    r"|opinion|phrase)\b)|at"
    r"|during|after|following)\b"
    r"|\w{3,}(?:ing|ed)\b|(?:given|made|sent|set out|now|then|once|formerly"
    r"|for example|for instance|too|however|in turn|herself|himself|themselves|itself)\b"
    r"|(?:independent|the|a) [\w’' -]{0,40}?(?:chair|lead|author|reviewer|head|director|manager|judge|scrutineer)\b)"
    r"[^,.;:]{0,90},\s+",
    re.IGNORECASE,
)
# «It came, the judge said, “too late”»: that is no aside.
_SAID = lazily(
    r"\b(?:said|says|told \w+|tells \w+|wrote|writes|thought|thinks|noted|added|reported|observed|explained|felt),\s+$"
)
# «… and said that»: whoever spoke before speaks on.
_SHARED = lazily(
    r"(?:^|\s)(?:and|but|then)\s+(?:(?:also|further|has|have|had|then|later|(?:went|goes) on to)\s+){0,3}$",
    re.IGNORECASE,
)
_LEADING = lazily(
    r"(?:(?:in|on|at|from)\s(?-i:(?:the\s)?[A-Z][\w’'-]*(?:\s(?:and\s|of\s)?[A-Z][\w’'-]*){0,5}(?=\s(?:the|an?|one|his|her|its|their)\s))"
    r"|(?:in|on|at|during|after|of|for|to|from|by|with|under|since|before) (?:(?:the|its|their|our|his|her"
    r"|an?|this|that) )?[\w’'-]+(?: (?!(?:the"
    r"|an?|one|his|her|its|their)\b)[\w’'-]+)?(?: (?:of|on|in"
    r"|from) [\w ]{1,20}?)?"
    r"(?=\s(?:the|an?|one|his|her|its|their)\s)|and|so|or"
    r"|as|for example|e\.g\.|also|then|what|how|(?:why|how|when|where) (?:does|do|did|has|have))\s+|[\s,(–—-]+",
    re.IGNORECASE,
)
# «his grandmother, who told the reviewer»: the one spoken of before «who».
_WHO = lazily(
    r"\b(?:to|from|by|with|of|and|met|asked|quoted|cited|is|are|was|were)\s+((?:(?:his|her|their|the|an?"
    r"|one)\s+)?[\w’'-]+(?:\s[\w’'-]+){0,2}),\s+(?:who|which)\s*"
    r"(?:\w+\s+)?$"
)
# «The boys' grandmother, their nain, said», «Ann Tweed, chair of governors, said»: the first of two names.
_APPOSED = lazily(
    r"((?:^|[.;:]\s|,\s(?:and|but)\s)[\w’' -]{3,60}),\s(?:(?:the|their|his|her|our|its|an?)\s[\w’' -]{2,40}"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Professor|Sir|Dame|DI|DCI|Detective|Inspector|Cllr"
    r"|[A-Z][\w’-]+)\s[A-Z][\w’' -]{1,40}|(?:first|last|then|now|once|himself|herself|\w+ly"
    r"|\w+ed)\s[a-z][\w’' -]{2,50}|(?:(?:more|less|rather|quite)\s)?\w+ly),\s$"
    r"|((?:^|\s)[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){1,3}),\s"
    r"(?!(?:and|but|who|which|where|when|while|as|so|then)\b)[a-z][\w’' -]{2,60},\s$"
)
# «Its chief executive, Dawn Okoro, said»: an office and then a name, and the name is who speaks.
_NAMED_IN_OFFICE = lazily(
    r"^(?:[^,.;:]{2,60}\s)?(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s[^,.;:]{2,60},\s"
    r"(?P<who>(?!(?:(?:Mr|Mrs|Ms|Miss|Dr|His|Her|Honour|Judge|Detective|Inspector)\s)+[\w’-]+,)[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){1,4}),\s"
)
_SPOKEN_OF = lazily(
    r"(?:^|(?<!\bto)(?<!\bof)(?<!\bin)(?<!\bat)(?<!\bwith)(?<!\bfor)[,\s])(it|they|she|he)(?:['’](?:d|ve|s))?\s+"
    r"(?:(?:also|then|later|further|has|have|had|now|since|\w+ly)\s+){0,2}$",
    re.IGNORECASE,
)
_INSPECTORATE_FIRST = lazily(
    r"(?:(?:in|on|at|during|after|following)\s[^,]{3,60},\s+)?((?:the\s)?(?:[\w’'-]+\s){0,3}?"
    r"(?:Ofsted|CQC|Care Quality Commission|HMICFRS|HMIP|Estyn|[Ii]nspectors?|[Ii]nspectorate|peer reviewers?))\b"
)


# «A social worker described it as follows.»
_AS_FOLLOWS = lazily(r"(?:\s(?:it|this|that|things|the [\w-]+))?\sas follows[.:]?\s*$")
# «… described the offer to children in care as “…”»: the verb takes what was said with «as», however far on.
_TAKES_AS = lazily(
    r"(?:describ(?:ed|es|ing)|regard(?:ed|s)|s[ae]ws?|sees|spoke of|speaks? of|characterised|dismissed|praised"
    r"|condemned)\s"
    r"[^.;:\"“”]{3,90}\sas\s*$",
    re.IGNORECASE,
)
# «This is how a cook described it: “…”»; «For one mother, it was “…”»
_THIS_IS_HOW = lazily(
    r"(?:^|[.,;]\s)\W*(?:this|here|that)\s(?:is|was)\s(?:how|what|why)\s(?P<how>[^,.:;]{2,60}?)\s(?:has\s|had\s|would\s)?"
    rf"(?:{VERBS}|describe|put|saw|sees|\w+ed)\b[^.;:]{{0,40}}:\s*$"
    r"|^\W*For\s(?P<to>(?!the\sfirst\b)[^,.:;]{2,60}),\s[^.:;]{2,60}$",
    re.IGNORECASE,
)
# «We heard it from a nurse (“…”) and from a teacher (“…”).»
_IN_BRACKETS = lazily(
    r"\b(?P<who>(?:an?|one|the|another|his|her)(?:\s(?!(?:an?|the|one|from|to|by)\b)[\w’'-]+){1,4})\s\(\s*$",
    re.IGNORECASE,
)
# «The Trust had asked her partner for his view: “…”»
_ASKED_FOR = lazily(
    rf"\basked\s(?P<who>[^,:;.]{{2,60}}?)\sfor\s(?:his|her|their|its)\s(?:own\s)?{SAYING}\b[^.:;]{{0,40}}:\s*$",
    re.IGNORECASE,
)
# «The force accepts HMICFRS's finding that supervision was “…”»: whose finding it is speaks.
_FINDING_OF = lazily(
    r"\b(?:accept(?:s|ed)?|agree[sd]? with|shares?|disputes?|disputed|recognises?|recognised|welcomes?|welcomed)\s"
    r"(?P<who>[\w’' -]{2,60}?)(?:['’]s|(?<=s)['’])\s(?:\w+\s)?(?:finding|view|criticism|conclusion|judgement"
    r"|concern|warning)\sthat\b[^.;:]*$"
)
# «Among those who replied was a father: “…”»
_AMONG = lazily(r"^\W*Among\b[^:;.]{3,80}\s(?:was|were)\s(?P<who>[^,:;.]{2,60}?):\s*$")
# «One of them, a school bursar, began: “…”»
_ONE_OF_THEM = lazily(
    r"(?:One|Another|The other|The first|The second)(?:\sof\s(?:them|these|those"
    r"|us))?,\s(?P<who>an?\s[\w’'-]+(?:\s[\w’'-]+){0,4}?),\s"
)
# «In one log we read: “…”»: who reads does not speak, and what is read does.
_READ_IN = lazily(
    r"\bin\s(?P<in>(?:one|an?|the|his|her|their|its)\s[\w’' -]{2,40}?),?\s(?:we|i)\s(?:read|found|saw"
    r"|noticed)\b[^.;:]{0,20}:\s*$",
    re.IGNORECASE,
)
# «the family, who have read this and who asked us to end with: “…”»
_WHO_EARLIER = lazily(
    r"\b(?P<who>(?:the|an?|his|her|their|its|our|one)\s(?:[\w’'-]+\s){0,2}?[\w’'-]+),\swho\b[^.;:]*\bwho\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# «The last word goes to a neighbour: “…”», «From a mother we had this: “…”»
_GIVEN_TO = lazily(
    r"(?:^\W*From\s(?P<first>(?:an?|the|one|his|her|their|our)\s[\w’'-]+(?:\s[\w’'-]+){0,2}?)\s(?:we|i|came|comes)\b[^.;:]*"
    r"|\s(?:goes to|went to|belongs to|end with|begin with|close with|was|is)\s"
    r"(?P<last>(?:(?:an?|the|one|two|his|her|their|our)\s[\w’'-]+(?:\s(?:of\s)?[\w’'-]+){0,3}"
    r"|(?-i:[A-Z][\w’'-]*)(?:\s[\w’'-]+){0,4}))):\s*$",
    re.IGNORECASE,
)
_WHO_DID_IT = lazily(r"\b(?:who|which|that)\s\w+$")
# «A sergeant who comes to it», and words that hold a verb of their own: «the police wrote to me to say».
_TELLS_MORE = lazily(r"(?<=\w)\s(?:who|whom|which|that)\s.*$")
_HAS_A_VERB = lazily(rf"\s(?:{HELPING}|{IS}|{IRREGULAR})\b|\sto$|\s\w+ed\sand$|^[A-Z]\w+\s\w+\s\w{{3,}}ed$")


# So many words may stand between who speaks and the words: more where a colon says that they come.
_NEAR, _FAR = 14, 30


def clause_before(text: str, start: int, floor: int) -> str:
    """Return what stands before a quotation in its own sentence, back to `floor` at the most."""
    window = text[max(floor, start - REACH) : start + 1]
    starts = [match.end() for match in SENTENCE_START.finditer(window)]
    return window[starts[-1] if starts else 0 : -1]


def speaker_before(clause: str) -> Speaker | None:
    """Return who speaks, from the words before a quotation, or None where they do not say."""
    if own := _OWN_WORDS.search(clause):
        # «The Trust found, in its own words, “…”»: whom the sentence is about; «in his own words»: who was told of.
        whose = WHOSE[own.group(1).lower()]
        return Speaker("", "" if whose in ("it", "they") else whose, 1, is_pronoun=True)
    clause = _AS_FOLLOWS.sub(
        "", _ASIDE.sub(lambda aside: aside.group() if _SAID.search(aside.group()) else " ", clause)
    )
    heard = _HEARD_FROM.search(clause)
    if heard:
        return speaker_of(trim_after(heard.group(1)), 2)
    if finding := _FINDING_OF.search(clause):
        return speaker_of(finding.group("who"), 1)
    if asked := _ASKED_FOR.search(clause):
        return speaker_of(asked.group("who"), 0)
    this = _THIS_IS_HOW.search(clause)
    who_told = (this["how"] or this["to"]) if this else ""
    if who_told and (names_somebody(who_told) or (this and this["how"])):
        return speaker_of(who_told, 0)
    given = _GIVEN_TO.search(clause)
    who_given = (given["first"] or given["last"]) if given else ""
    if who_given and names_somebody(who_given) and not names_somebody(subject_of(clause) or ""):
        return speaker_of(who_given, 0)
    for pattern in (_IN_BRACKETS, _AMONG):
        if (told := pattern.search(clause)) and names_somebody(told.group("who")):
            return speaker_of(told.group("who"), 0)
    if source := _READ_IN.search(clause):
        return speaker_of(source.group("in"), 0)
    inverted = _VERB_THEN_NAME.search(clause)
    if inverted:
        return speaker_of(inverted.group(1), 0)
    another = _AND_ANOTHER.fullmatch(clause)
    if another and names_somebody(another.group("who"), by_ending=False):
        return speaker_of(another.group("who"), 0)
    if within := _SAID_WITHIN.search(clause):
        return speaker_of(within.group(1), 1)
    verb = _last_verb(clause)
    if verb is not None:
        if _SHARED.search(clause[: verb.start()]):
            return Speaker("", "", len(clause[verb.end() :].split()), is_pronoun=True)
        spoken_of = _SPOKEN_OF.search(clause[: verb.start()])
        if spoken_of and not _WHO_DID_IT.search(clause, 0, spoken_of.start()):
            return Speaker(spoken_of.group(1), spoken_of.group(1), len(clause[verb.end() :].split()), is_pronoun=True)
        by = _BY.match(clause, verb.end())
        who = _WHO.search(clause[: verb.start()]) or _WHO_EARLIER.search(clause[: verb.start()])
        words = trim_after(by.group(1)) if by else who.group(1) if who else _subject(clause[: verb.start()])
        distance = 1 if _TAKES_AS.match(clause, verb.start()) else len(clause[verb.end() :].split())
        if words and distance <= (_FAR if clause.rstrip().endswith(":") else _NEAR):
            return speaker_of(words, distance)
    first = _INSPECTORATE_FIRST.match(clause.lstrip())
    if first and not ACCORDING_TO.search(clause) and not introduces_term(clause):
        return speaker_of(first.group(1), 2)
    told = _WRITING_TELLS.match(clause.lstrip())
    if told:
        return Speaker(told.group(1), "it", 2, is_pronoun=True)
    if words := labelled(clause):
        return speaker_of(words, 1)
    subject = subject_of(clause) if clause.rstrip().endswith(":") else None
    if subject and names_somebody(subject):
        # «Bev Oduya, a foster carer, is less sure: “…”»: whoever the sentence is about says what it leads to.
        apposed = _ONE_OF_THEM.match(clause.lstrip()) or _NAMED_IN_OFFICE.match(clause.lstrip())
        return speaker_of(apposed.group("who") if apposed else subject, 1)
    theirs = _ANSWERS.search(clause)
    if theirs:
        return Speaker(theirs.group(), WHOSE[theirs.group("whose").lower()], 1, is_pronoun=True)
    return None


def is_only_label(clause: str) -> bool:
    """«Sergeants like it:»: words before a colon that hold no verb of saying, and need not say who speaks."""
    return clause.rstrip().endswith(":") and len(clause.split()) > 2 and _last_verb(clause) is None


def _last_verb(clause: str) -> re.Match[str] | None:
    last = None
    for match in _VERB.finditer(clause):
        is_noun = match.group().lower() in _NOUN_VERBS and (
            _NOUN_BEFORE_VERB.search(clause[: match.start()]) or _VERB_OF_NOUN.match(clause, match.end())
        )
        is_passive = match.group().lower() in _DONE_TO and _PASSIVE.search(clause[: match.start()])
        # «The father says he was told to “sit tight”»: the father says so.
        is_told = last is not None and _TOLD_TO.search(clause[: match.end()])
        is_ours = last is not None and _WE_DID.search(clause[: match.start()])
        if not is_noun and not is_passive and not is_told and not is_ours:
            if last is not None and match.group().lower() in _SHOWN and _TOLD_THAT.match(clause, last.end()):
                continue  # «The reviewers told us that partners showed …»: the reviewers speak
            last = match
    return last


_BEGINS_WITH_VERB = lazily(rf"(?:{HELPING}|{IS}|{IRREGULAR}|\w+ed)\b", re.IGNORECASE)
# «A trainee, six weeks into her post, said»: whoever stands first, whatever is told of them.
_BESIDE_FIRST = lazily(
    r"^\W*(?P<who>(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother)\s[^,.;:]{2,50}),\s[^,.;:]{2,70},\s(?:\w+ly\s)?$"
)


def _subject(before: str) -> str:
    if (first := _BESIDE_FIRST.match(before)) and not _NAMED_IN_OFFICE.match(before) and names_somebody(first["who"]):
        return first["who"]
    if (named := _NAMED_IN_OFFICE.match(before)) and not _TRAILING.sub("", before[named.end() :]):
        return named.group("who")
    words = _TRAILING.sub("", _APPOSED.sub(r"\1\2 ", before[-160:]))
    cut = [match.end() for match in _CLAUSE.finditer(words)]
    words = words[cut[-1] :] if cut else words
    left, joined, right = words.rpartition(" and ")
    if joined and FINITE.search(left) and not _BEGINS_WITH_VERB.match(right):
        words = right
    if _HAS_A_VERB.search(_TELLS_MORE.sub("", words)):
        subject = subject_of(words)
        words = subject if subject and not _ASKS.fullmatch(subject) else words
    words = _LEADING.sub("", words.strip(), count=1) if _LEADING.match(words.strip()) else words.strip()
    return words if 0 < len(words.split()) <= 14 else " ".join(words.split()[-6:])
