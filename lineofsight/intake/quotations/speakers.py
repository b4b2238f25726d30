"""Speakers: what the words for one come to, and whom «she», «he», «they» and «it» mean."""

import re
from dataclasses import dataclass

from lineofsight.intake.bodies.forenames import FORENAMES
from lineofsight.intake.bodies.inspectorates import inspectorates_in, is_inspection
from lineofsight.intake.characters import words as words_of
from lineofsight.intake.patterns import lazily
from lineofsight.intake.quotations.people_heard import is_heard
from lineofsight.intake.quotations.subjects import subject_of

REACH = 320  # characters looked at on either side of a quotation
# What an inspectorate or an author has written speaks for them: «the same letter says».
_WRITING = lazily(
    r"(?:(?:the|this|that|its|their|her|his)\s)?(?:(?:same|inspection|follow-?up|published|full|final|\w+ing|first"
    r"|second)\s)?"
    r"(?P<what>letter|report|judgement|document|visit|inspection)",
    re.IGNORECASE,
)
_WHOSE_WRITING = lazily(
    r"(?P<whose>her|his|their|its)\s(?:\w+\s)?(?:letter|report|account|e-?mail|card|note)"
    r"(?:\s(?:of|from|in|on|about|into)\s[\w ]{2,40})?",
    re.IGNORECASE,
)
# «They told us»: the people spoken of just before.
_PEOPLE = lazily(
    r"\b(?:(?:junior|senior|foster|newly qualified|lay|board) )?(?:members|trustees|councillors"
    r"|children|young people|parents|mothers|fathers|carers"
    r"|foster carers|families|grandparents|practitioners"
    r"|staff"
    r"|social workers|health visitors|midwives|officers|managers|teachers|inspectors|residents|partners|doctors"
    r"|nurses|pupils|students|workers"
    r"|women|men|tenants|volunteers|mums|dads|girls|boys|teenagers|governors|consultants|guardians)\b",
    re.IGNORECASE,
)
# «She told us»: the one person spoken of just before.
_PERSON = lazily(
    r"\b((?:Ms|Mr|Mrs|Miss|Mx|Dr|Prof|Professor|Cllr|Sir|Dame|DI|DCI|DS|PC|Supt|Inspector)\.?\s(?-i:[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)|(?:(?:the|an?|its|their|our|his|her|one|another)\s)(?:[\w’'-]+\s){0,2}?(?:chair|scrutineer|director|lead|head|mother"
    r"|father|sister|brother|aunt|uncle|son|daughter|cousin|gran|nan|neighbour|friend|pupil|student|trainer|volunteer|coach"
    r"|woman|man|member|mum|dad|girl|boy|reviewer|author|manager|superintendent|judge|guardian|carer|nurse|midwife|doctor"
    r"|matron"
    r"|teacher|parent|chief constable|chief executive|grandmother|grandfather|young person|worker|officer)"
    r"|[A-Z][\w’'-]+"
    r"(?:\s[A-Z][\w’'-]+)?['’]s\s(?:chair|scrutineer|director|lead|head|mother|father|sister|brother|aunt|uncle|son|daughter"
    r"|gran|nan|grandmother|grandfather|mum|dad|carer|teacher|friend))\b",
    re.IGNORECASE,
)
# «Cal was 15. … in his own words, “…”»: a child by the name that the report gives.
_NAMED_PERSON = lazily(
    r"(?:^|[.!?]\s)(?!(?:This|That|It|There|He|She|They|We|What|Who|Training|Practice|Work|Progress|Support|Nobody"
    r"|Everyone"
    r"|Recording|Supervision|Guidance|Attendance)\b)([A-Z][a-z]{1,11})(?:\s(?:was|is|had|has|told)\b|,\s(?:who|aged)\b)"
)
_OWNER_OF_WRITING = lazily(
    r"(.+?)(?:['’]s|(?<=s)['’])\s(?:\w+\s)?(?:report|letter|account|e-?mail|card|notes?|message|text|drawing|diary"
    r"|poem"
    r"|evaluation|feedback|form|comment|answer|reply|entry|statement|review|survey|response"
    r"|submission|return)"
    r"(?:\s(?:of|in|from|on|about|to)\s[^,.;:]{1,40})?(?: reads?)?",
    re.IGNORECASE,
)
# «A letter from a grandmother», «The June return of the Trust»
_WRITTEN_BY = lazily(
    r"(?:the|an?|one|this|that)\s(?:\w+\s)?(?:letter|note|e-?mail|card|message|text|statement|return|reply|poem|postcard"
    r"|drawing|poster|song|story|essay)\s(?:from|by)\s(?=\w)",
    re.IGNORECASE,
)
WHOSE = {"her": "she", "his": "he", "their": "they", "its": "it"}
_PRONOUN = lazily(r"(?:they|she|he|it|this|these|who|we|i)", re.IGNORECASE)
# A body or an office that speaks, and some of those who were asked.
_OFFICES = lazily(
    r"\b(?:council|trust|police|force|partners|partnership|schools?|board|panel|committee|group|team|charity|court|chair"
    r"|director|commissioner|scrutineer|coroner|minister|executive|union|federation|college|university|hospital|academy"
    r"|nursery|surgery|constabulary|authority|association|agency|service|ombudsman|regulator|cabinet)$"
    r"|^(?:an?\s(?:second|third|fourth|fifth))$|^(?:the\s)?(?:others|another|some|many|most|several|one|two|three)(?:\sof\s(?:them|these|those|us))?$",
    re.IGNORECASE,
)
# «Her words to the panel», «Work with families»: what counts is the noun before it.
_WHOSE_OR_WHERE = lazily(
    r"(?<=\w)(?<!^one)(?<!^some)(?<!^two)\s(?:to|in|at|on|from|for|with|about|by|of)\s.*$", re.IGNORECASE
)
# «a magistrate», «a lollipop lady»: one of a kind that people are called by, and no thing that holds words.
_ONE_OF_A_KIND = lazily(
    r"(?i:an?|the|one|another|two|three|his|her|their|our|its)\s(?:[\w’'-]+\s){0,4}?(?!(?:\w+\s)?(?:letter|poster|paper|answer|banner|folder"
    r"|register|number|computer|newsletter|matter|order|offer|sticker|footer|header|chapter|centre|factor|error|mirror"
    r"|monitor|corridor|document|statement|comment|department|agreement|event|moment|amount|grant|garment|list|checklist)s?$)"
    r"(?:[a-z]+(?:er|or|ist|ian|ant|eer|man|woman|lord|mate|ee)|lad(?:y|ies)?|magistrate|priest|imam|locum)s?",
)
# «What parents tell us», «How staff feel»: a thing about them.
_WHAT_THEY = lazily(r"(?:what|how|why|whether|when|where)\b", re.IGNORECASE)
# «Bev Oduya», «Barleyfield Academy»: whoever speaks under a name.
_NAME = lazily(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}")
_ONE_OF_SOME = lazily(r"(?i:its|the|his|her|their|our|one|an?)\s(?:[\w’'-]+\s){0,3}[a-z][\w’'-]*[a-rt-z]")
_ENDS = lazily(r"[.!?][\"'”’)]*\s+[A-Z]")
SENTENCE_START = lazily(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘])")
_AGE_TAIL = lazily(
    r",?\s+(?:(?:aged? )?\d{1,2}(?: years(?: old)?)?|Year \d{1,2}|aged (?:two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w+teen))$"
)
# «A woman whose partner was on licence», «An officer with 12 years' service»: what tells them from others.
_DOES_MORE = lazily(r"(?<=\w)\s(?:has|have|had)\s(?:written|spoken|come|been|gone|asked|told)\b.*$")
_WHICH_ONE = lazily(
    r"(?<=\w{3}),?\s(?:(?:whom\s)?(?:we|I|she|he|they)\s(?:met|saw|visited|asked|interviewed|(?:spoke|talked|listened)"
    r"\s(?:to|with))|(?:to|for|with|of|from|by)\swhom\s.*|whose\s.*|with\s(?:\d+|\w+|over \w+)\syears?['’]?\s.*)$"
)
# «Maya (16) told us»
_IN_BRACKETS = lazily(r"(?<=\w)\s\([^()]*\)$")
# «In a survey four in five of our tenants with children»: so many, and of whom.
_SHARE_OF = lazily(
    r"(?:in (?:an?|the|our) [\w ]{2,30}?\s)?(?:[\w-]+ (?:in|out of) (?:every )?[\w-]+|[\d.]+(?:%| per cent)"
    r"|[\w-]+ per cent)\sof (?:our|the|its|their)\s",
    re.IGNORECASE,
)
_ARTICLE = lazily(r"(?:the)\s+", re.IGNORECASE)
# «Fifty-one felt …»: so many of the people just spoken of.
_SO_MANY = lazily(
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


def sentence_before(text: str, at: int) -> str:
    """The sentence that ends before a place where another begins."""
    starts = [0, *(match.end() for match in SENTENCE_START.finditer(text, max(0, at - REACH), max(0, at - 1)))]
    return text[starts[-1] : at].strip()


def names_somebody(words: str, *, by_ending: bool = True) -> bool:
    """Do these words mean people or one person («a young mother», «Bev Oduya», «inspectors»), and no thing?

    `by_ending` says that a noun is somebody's by how it ends: «a shopkeeper», «the fitter».
    """
    if _NAME.fullmatch(words) and (" " in words or words.lower() in FORENAMES):
        return True
    words = _WHOSE_OR_WHERE.sub("", _WRITTEN_BY.sub("", words))
    if _WHAT_THEY.match(words):
        return False
    return bool(
        is_heard(words)
        or (by_ending and _ONE_OF_A_KIND.fullmatch(words))
        or _OFFICES.search(words)
        or _PERSON.search(words)
        or is_inspection(words)
        or inspectorates_in(words)
    )


def people_before(text: str, start: int, *, pronoun: str = "") -> str | None:
    """Return whom «they», «she» or «he» means just before a place in the text, or None.

    Without a pronoun («… inspected the Trust and said»): the inspectorate, or else the people, spoken of before.
    """
    if not pronoun:
        named = inspectorates_in(text[max(0, start - REACH) : start])
        if named:
            return named[-1]
    if pronoun.lower() in ("she", "he"):
        own = max((match.end() for match in SENTENCE_START.finditer(text, max(0, start - REACH), start)), default=0)
        persons = [match.group(1) for match in _PERSON.finditer(text, own, start)]
        if not persons:
            # «Jay's mother has met the manager. She said …»: whom the sentence before is about.
            before = list(_PERSON.finditer(text, max(0, start - REACH), own))
            parted = [one for one in before if not _ENDS.search(text, one.end(), max(one.end(), own - 2))]
            persons = [(parted or before)[0].group(1)] if before else []
        if not persons:
            # «Its leader promised another. “…,” she said»: whom «she» means is somebody, whatever the office.
            subjects = (subject_of(told) or "" for told in (text[own:start], sentence_before(text, own)))
            persons = [subject for subject in subjects if _ONE_OF_SOME.fullmatch(subject)][:1]
        if not persons:
            persons = [match.group(1) for match in _NAMED_PERSON.finditer(text, max(0, start - REACH), start)]
        return _ARTICLE.sub("", persons[-1], count=1) if persons else None
    if pronoun.lower() == "it":
        named = inspectorates_in(text[max(0, start - REACH) : start])
        return named[-1] if named else None
    found = [match.group() for match in _PEOPLE.finditer(text, max(0, start - REACH), start)]
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


# «a school nurse after the course»: what stands after one of these tells when, where or how, and not who.
_BEYOND_A_NAME = frozenset(
    words_of(
        "that as in at during when who and about on to with after before until under over through without"
        " despite behind"
        " since following while because whose if upon against between towards beside inside outside throughout"
        " amid then"
        " where whom which by more once twice again"
    )
)


def trim_after(words: str) -> str:
    """Who it is, without what the words after that tell of time and place."""
    kept: list[str] = []
    for word in words.split():
        if kept and word.lower() in _BEYOND_A_NAME:
            break
        kept.append(word.rstrip(",.;:"))
        if word[-1] in ",.;:":
            break
    return " ".join(kept)


def speaker_of(words: str, distance: int) -> Speaker:
    tidy = _IN_BRACKETS.sub("", _DOES_MORE.sub("", " ".join(words.split())))
    tidy = _AGE_TAIL.sub("", _WHICH_ONE.sub("", tidy.strip(" ,:;–—-")))
    if share := _SHARE_OF.match(tidy):
        tidy = trim_after(tidy[share.end() :])
    owner = _OWNER_OF_WRITING.fullmatch(tidy)
    if owner and not inspectorates_in(tidy):
        return Speaker(tidy, owner.group(1), distance)
    tidy = _WRITTEN_BY.sub("", tidy)
    whose = _WHOSE_WRITING.fullmatch(tidy)
    if whose:
        return Speaker(tidy, WHOSE[whose.group("whose").lower()], distance, is_pronoun=True)
    if _WRITING.fullmatch(tidy):
        return Speaker(tidy, "it", distance, is_pronoun=True)
    return Speaker(tidy, tidy, distance, bool(_PRONOUN.fullmatch(tidy)))
