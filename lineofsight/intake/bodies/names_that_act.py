"""Bodies whose names hold no word for a body: «Corner Youth has met», «Lantern, a charity for children,».

Whatever stands under a name of two words or more where a clause has its doer is a body, unless it is somebody, or a
thing that has a title. A name of one word is known by what is said beside it, or by the body that it is short for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from lineofsight.intake.bodies.body_names import HEADS, PEOPLE_OF
from lineofsight.intake.bodies.forenames import FORENAMES
from lineofsight.intake.bodies.general_words import GENERAL, is_general
from lineofsight.intake.bodies.inspectorates import is_outside
from lineofsight.intake.characters import words as words_of
from lineofsight.intake.clauses import ADVERBS, FINITE, HELPING, IRREGULAR, OPENING, TAIL
from lineofsight.intake.patterns import lazily

_WORD = r"[A-Z][\w’'&-]{1,24}"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_NO_PREPOSITION = (
    rf"(?!(?:{_MONTH}|In|Since|By|During|Until|From|After|Before|On|At|When|While|As|Although|Because|If|Where|For|To|With|Under"
    r"|Over|Following|The|But|And|That|This)\s)"
)
_LONG = rf"{_NO_PREPOSITION}{_WORD}(?:\s(?:&\s|(?:of|for|at|in|upon)\s(?!{_MONTH})(?:the\s)?|the\s)?{_WORD}){{1,5}}"
_NAME = rf"{_NO_PREPOSITION}{_WORD}(?:\s(?:of\s|the\s|and\s|for\s)?{_WORD}){{0,3}}"
_KIND = (
    r"(?:charity|hospice|housing association|refuge|social enterprise|school|academy|college|organisation|provider"
    r"|service|project|group|agency|company|helpline|club|federation|landlord|network|church|mosque|enterprise"
    r"|contractor|nursery|union|practice|surgery|trust|hostel|home|team|unit|firm|employer|body|forum|association"
    r"|alliance|congregation|fellowship|coalition|consortium|clinic|centre|parish|parade|choir|troupe|theatre|farm"
    r"|cooperative|co-operative|partner|social landlord)"
)
_NOT_WITHIN = r"(?!(?:at|of|in|from|to|with|for|who|by|on|after|is|was|the|an?|her|his)\b)"
_AFTER_KIND = r"(?=[,.;)]|$|\s(?:for|with|and|that|which|in|of|run|based|who|working|led|where|to)\b)"
_STAFF = (
    r"(?i:staff|volunteers?|workers?|trustees|counsellors?|coach(?:es)?|case ?workers?|mentors?|nurses?|leaders|wardens"
    r"|practitioners?|managers?|members|clinicians|governors)"
)

# Where a clause has its doer.
_SAW_A_RISE = (
    r"(?:has\s|have\s)?(?:saw|seen)\s(?:an?\s(?:\w+\s)?(?:rise|fall|drop|increase|decrease|surge)|fewer|more|less)\b"
)
# «Queen Edith's made …» is a name, and «the Council's duties arise …» is not.
_NO_OWNER = rf"(?:(?<!['’]s)(?<!s['’])|(?=\s(?:{IRREGULAR}|{HELPING})\b))"
_DOES = lazily(rf"{OPENING}(?:[Tt]he\s)?(?P<name>{_LONG}){_NO_OWNER}{TAIL}\s{ADVERBS}(?!{_SAW_A_RISE}){FINITE}")
_RUN_BY = lazily(
    r"\b(?:(?i:training|support|sessions?|courses?|help|advice|groups?|\w+ed|run|given|held|led"
    r"|(?:is|are|was|were|been|being) \w+) by|[Aa]ccording to"
    rf"|(?:[Oo]wner|[Ll]ead):)\s(?:the\s)?(?P<name>{_LONG})"
)
# What is said beside a name, even of one word.
_CALLED = lazily(
    rf"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts)\s(?:{_NOT_WITHIN}[\w’'-]+\s){{0,4}}?{_KIND},?\s(?:called\s|named\s)?(?P<name>{_LONG})"
)
_EXPLAINED = (
    # «Little Acorns nursery keeps a diary»
    lazily(rf"(?:^|[.!?;]\s+)(?P<name>{_LONG})\s(?P<kind>{_KIND})(?=\s{ADVERBS}{FINITE})"),
    lazily(
        rf"(?<![\w’'-])(?P<name>{_NAME})(?:,\s|\s\()(?:which is\s)?(?:an?|the|our|{_WORD}['’]s)"
        rf"\s(?:{_NOT_WITHIN}[\w’'-]+,?\s){{0,6}}?(?P<kind>{_KIND}){_AFTER_KIND}"
    ),
    lazily(
        rf"(?<![\w’'-])(?P<name>{_NAME})(?:['’]s\s{_STAFF}\b"
        r"|,\swhich\s(?:also\s|now\s)?(?!(?:is|was|has been|were|are)\b)[a-z]+)"
    ),
)
# «Roots and Wings trained …» and later «Roots and Wings cannot …»: two words that never act apart.
_PAIR = lazily(rf"(?:^|[.!?;:]\s+)(?P<name>(?P<one>{_WORD})\sand\s(?P<two>{_WORD}))(?=\s{ADVERBS}{FINITE}|['’]s\s)")
# «Lantern moved its clinic», «Lantern reports that …»: one word, and what it does with what is its own.
_ONE_WORD = lazily(
    rf"(?:^|[.!?;]\s+)(?P<name>{_WORD})\s{ADVERBS}(?:report(?:s|ed)\s(?:that|\d+)|{FINITE}[^.;]{{0,60}}?\bits\b)"
)
# «The Minster has checked its lists»: an article, and a capital within a sentence.
_THE_ONE = lazily(
    rf"{OPENING}[Tt]he\s(?P<name>[A-Z][a-z][\w-]+)(?!\s(?:at|of|for|in)\s[A-Z])(?=(?:['’]s)?{TAIL}\s{ADVERBS}{FINITE})"
)
# «Ottoline Marl, the director of nursing,», «Ellie Carr, who …»: somebody.
_PERSON = lazily(
    r"(?:,|\s(?:is|was))\s(?:who\b|(?:the|an?|our|its|their|his|her|(?:[\w’'-]+\s){0,4}[\w-]+['’]s?)\s(?:[\w’'-]+\s){0,4}?(?:director|head|chief"
    r"|manager|nurse|officer|leader|worker|visitor|midwife|doctor|paediatrician|psychologist|chair|lead|teacher"
    r"|constable|inspector|superintendent|sergeant|commissioner|executive|principal|governor|guardian|scrutineer"
    r"|reviewer|author|mother|father|mum|dad|son|daughter|child|boy|girl|baby|parent|grandmother|grandfather|aunt|uncle|sister|brother|carer|resident"
    r"|pupil|volunteer|solicitor|barrister|judge)\b)"
)
# «HCC has changed its form», «The LMC says that …»: letters that nobody spelt out.
_LETTERS = lazily(rf"{OPENING}(?:[Tt]he\s)?(?P<name>[A-Z]{{3,6}}){TAIL}\s{ADVERBS}{FINITE}")
# … and that stand for an office, a meeting, a plan or a thing.
_NO_BODIES_LETTERS = frozenset(
    words_of(
        "gp gps mash mace iro iros lado dsl dsls senco idva idvas isva isvas amhp marac macpt mat mappa lcspr lcsprs"
        " scr scrs dhr dhrs plo cin cpp ehcp ehcps icpc rcpc cce cse fgm dna gdpr rag kpi kpis send sen nhs hmi jtai"
        " ilacs acp aces hr ict cpd toolkit neet nrm llr sar sars ssw asye pru dcs dco dfe led rib ceo cfo dcc dci dsi"
    )
)
# A row of bodies that act together.
_ITEM = (
    rf"(?:[Tt]he\s)?(?!The\s){_WORD}(?:\s(?:of\s|the\s|for\s)?{_WORD}){{0,5}}"
    r"|the\s(?:police|council|trust|force|school)"
)
_ROW_OF = rf"(?P<row>(?:{_ITEM})(?:,\s(?:{_ITEM})){{0,8}},?\sand\s(?:{_ITEM}))"
_ROW = lazily(rf"{_ROW_OF}(?=\s{ADVERBS}(?:{FINITE}|meet|share|sit|run|work|fund|pay|visit|hold)(?![\w’']))")
_PARTS = lazily(r",?\sand\s(?:[Tt]he\s)?|,\s(?:[Tt]he\s)?")
_ARTICLE = lazily(r"^[Tt]he\s")
_OWN = lazily(r"['’]s$")

# What is no body though it has capitals: titles, courses, tools, plans, offices, places and times.
_THING = lazily(
    r"\b(?:Hall|Road|Street|Park|Station|Library|Partnership|Board|Protocol|Strategy|Plan|Model|Standards?"
    r"|Reviews?|Panel"
    r"|Programme|Framework|Week|Month|Day|Report|Summary|Executive|Committee|Pathway|Toolkit|Child|Children"
    r"|Safeguarding|Inspectorate|Chair|Profile|Safety|Signs|Policy|Guidance|Act|Bill|Tool|Matrix|Checklist|Teams"
    r"|Encompass|Assessment|Conference|Briefing|Charter|Code|Guide|Handbook|Form|Record|System|Portal|Hub|Passport"
    r"|Scheme|Award|Course|Module|Training|Audit|Action|Recommendation|Finding|Theme|Chapter|Section|Appendix|Table"
    r"|Level|Stage|Year|Phase|Operation|Covid|COVID|English|Christmas|Easter|Brexit|Director|Head|Chief|Officer|Manager"
    r"|Lead|Leader|Nurse|Midwife|Doctor|Constable|Inspector|Superintendent|Sergeant|Commissioner|Councillor|Cllr"
    r"|Minister|Secretary|Judge|Reviewer|Scrutineer|Author|Mr|Mrs|Ms|Miss|Dr|Professor|Prof|PC|WPC|DC|DS|DI|DCI|DSI|Sgt|Supt|Insp|Sir|Dame|Lord|Lady|Baroness|Reverend"
    r"|Rev|Canon|Father|Mother|Mum|Dad|Baby|Boy|Girl|Family(?=$)|Cohort|Strand|Workstream|Objective|Priority|Question"
    r"|Agenda|Item|Minutes|Paper|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|April|June|July|August"
    r"|September|October|November|December)\b"
)
# One word that is many bodies, one of somebody's, or nobody.
_NO_ONE = frozenset(
    words_of(
        "partnership partners group guardian government author state law crown cabinet review reviewer gp gps minister"
        " internet parliament mayor member members agency agencies team teams family child judge scrutineer service"
        " social youth outreach support care key health bank night services department bill"
        " king queen world north south east west country county city town village borough"
    )
)
_FIRST = frozenset(
    words_of(
        "today meanwhile has have had did does do can could would should is are was were elsewhere then "
        "the this that these those a an all each every both some many most several we they it he she you i our"
        " their his her its staff practitioners practitioner managers officers leaders partners agencies parents"
        " families schools nurses midwives doctors teachers workers since in on at by for from with after before"
        " when where while if as to there here one two three four five six seven eight nine ten nobody everyone"
        " only even just instead besides except someone another other no none not new more training inspectors"
        " trustees governors heads"
        " volunteers"
        " project local january february march april may june july august september october november december"
        " working keeping learning making understanding thinking think getting safer what who why how dear progress"
        " update letter response supervision attendance although because however also finally first second third"
        " whether unless though neither nor secondly during until within across between under over through"
    )
)
# «First Steps Calderside»: before two more capitals such a word is of the name.
_MAY_BEGIN_A_NAME = frozenset(words_of("first one"))


@dataclass(frozen=True, slots=True)
class Named:
    """A body and the general word that was said of it («charity»), or an empty string."""

    name: str
    kind: str = ""


def names_that_act_in(texts: Iterable[str], *, known: Set[str], places: Set[str]) -> Iterator[Named]:
    """Return such names in the texts, which have their quotations blanked out.

    `known` are the forms of the bodies that the report names otherwise; `places` the first words of their names.
    """
    known_texts = tuple(texts)
    for text in known_texts:
        yield from _in_text(text, known, places)
    yield from map(Named, _pairs(known_texts, known, places))


def _in_text(text: str, known: Set[str], places: Set[str]) -> Iterator[Named]:
    for pattern in (_DOES, _RUN_BY, _CALLED):
        for match in pattern.finditer(text):
            name = _without_people(match["name"] if pattern is _DOES else _OWN.sub("", match["name"]))
            if _PERSON.match(text, match.end("name")):
                continue
            if " in " in name and (at := name.rpartition(" in "))[2] in places:
                name = at[0]  # «Lantern Youth in Melbury»
            if _is_body(name, places, is_apposed=pattern is _CALLED) or (pattern is _DOES and _is_longer(name, known)):
                yield Named(name)
    for pattern in (*_EXPLAINED, _ONE_WORD):
        for match in pattern.finditer(text):
            name = match["name"]
            if _joins(name, known):
                name = name.rpartition(" and ")[2]
            if _is_body(name, places, explained=True, is_apposed=pattern in _EXPLAINED):
                yield Named(name, match.groupdict().get("kind") or "")
    for match in _THE_ONE.finditer(text):
        name = match["name"]
        if name.lower() not in _NO_ONE and not GENERAL.fullmatch(name) and _is_body(name, places, explained=True):
            yield Named(name)
    for match in _LETTERS.finditer(text):
        name = match["name"]
        if name.lower() not in _NO_BODIES_LETTERS and not is_outside(name) and not GENERAL.fullmatch(name):
            yield Named(name)
    for match in _ROW.finditer(text):
        yield from map(Named, _in_row(match["row"], known, places))


def _pairs(texts: Sequence[str], known: Set[str], places: Set[str]) -> Iterator[str]:
    """Names of two words that «and» joins, each of which is found nowhere else."""
    found = [match for text in texts for match in _PAIR.finditer(text)]
    for name, one, two in {match.group("name", "one", "two") for match in found}:
        rest = " ".join(texts).replace(name, "")
        is_parted = any(re.search(rf"\b{re.escape(word)}\b", rest) for word in (one, two))
        is_twice = sum(text.count(name) for text in texts) >= 2
        if is_twice and not is_parted and not {one, two} & known and _is_body(name, places):
            yield name


def _without_people(name: str) -> str:
    """«Members of the Youth Cabinet»: the body is what they are of."""
    people = PEOPLE_OF.match(name)
    return _ARTICLE.sub("", name[people.end() :].strip()) if people else name


def _is_longer(name: str, known: Set[str]) -> bool:
    """«Children in Care Council», where «Care Council» alone looked like the body."""
    shorter = next((form for form in known if name.endswith(f" {form}")), None)
    if (
        shorter is None
        or _is_owned(name.split()[0])
        or name.split()[0].lower() in _FIRST
        or _THING.search(name.removesuffix(shorter))
    ):
        return False
    return (
        not name.removesuffix(f" {shorter}").lower().endswith((" of", " for", " at", " of the", " for the", " at the"))
    )


def _is_owned(first: str) -> bool:
    """«the Council's Kinship Team»: the Council's, and no other body."""
    return first.endswith(("'s", "’s")) and is_general(first[:-2])


def _joins(name: str, known: Set[str]) -> bool:
    return any(part in known for part in name.split(" and ")) if " and " in name else False


def _in_row(row: str, known: Set[str], places: Set[str]) -> Iterator[str]:
    """The bodies of a row that are not known yet, where one is known that stands beside them."""
    items = [_ARTICLE.sub("", item) for item in _PARTS.split(row)]
    is_known = [item in known or bool(GENERAL.fullmatch(f"the {item}")) for item in items]
    if any(is_known) or any(len(item.split()) > 1 and _is_body(item, places) for item in items):
        for item, is_one in zip(items, is_known, strict=True):
            if not is_one and _is_body(item, places, explained=len(items) >= 3):
                yield item


def _is_body(name: str, places: Set[str], *, explained: bool = False, is_apposed: bool = False) -> bool:
    words = name.split()
    if not words or _is_owned(words[0]):
        return False
    first = re.sub(r"['’]s$", "", words[0]).lower()
    if first in _MAY_BEGIN_A_NAME and len(words) >= 3:
        first = ""
    is_starter = first in _FIRST and not name.startswith("Our Lady") and not (is_apposed and len(words) >= 2)
    if is_starter or first in FORENAMES or name.isupper() or _THING.search(name) or is_outside(name):
        return False
    if HEADS.search(name):
        return False  # «Fire & Rescue Services»: whether that is a body says its own last word
    return len(words) >= 2 or (explained and words[0] not in places)
