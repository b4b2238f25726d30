"""Where an organisation stands under its own name.

A name is a run of words with capitals that ends in a word for a body («… Trust», «… Council», «… Police»), or a body
known by one word.
"""

import re
from collections.abc import Iterable, Iterator

from lineofsight.intake.bodies.general_words import is_general
from lineofsight.intake.characters import words as words_of
from lineofsight.intake.patterns import lazily

_CAPITAL = r"(?:[A-Z][\w-]*(?:['’](?!s\b)\w+)?|&)"
_RUN = lazily(rf"(?<![\w-]){_CAPITAL}(?:['’]s?)?(?:(?:\s(?:and|and the|of|of the|&))?\s{_CAPITAL}(?:['’]s?)?){{0,11}}")
_AND_THE = lazily(r"\sand the\s")
_WORD = lazily(r"[\w&’'-]+")
HEADS = lazily(
    r"(?:NHS (?:Foundation )?Trust|(?:Academy|Multi-Academy|Academies|Learning|Education|Care|Hospitals?"
    r"|Healthcare|Children['’]s) Trust|Trust"
    r"|Integrated Care (?:Board|System|Partnership)|Health Board|ICB|Clinical Commissioning Group|CCG"
    r"|(?:County |City |Borough |District |Metropolitan |Town |Unitary )*Council|Combined Authority|Local Authority"
    r"|Constabulary|Police(?: Service| Force| and Crime Commissioner)?|Ambulance(?: Service)?"
    r"|Fire (?:and|&) Rescue(?: Service| Authority)?|(?:Ambulance (?:and|&) )?Fire (?:Service|Authority)"
    r"|Probation(?: Service| Delivery Unit| Trust)?"
    r"|Youth (?:Justice|Offending)(?: Service| Team)?|Children['’]s (?:Social Care|Services?)|Adult(?:s['’]?"
    r"|['’]s)? (?:Social Care|Services?)"
    r"|Children (?:and|&) (?:Families|(?:Family|Young People['’]?s?) Services?)(?: Services?)?|Social (?:Care"
    r"|Services)|Early Help"
    r"|Housing(?: Association| Group| Trust| Service)?|Homes|Schools?|Academy|Academies|College|University"
    r"|Hospitals?|Hospice|Infirmary"
    r"|Pupil Referral Unit|Nursery|Children['’]s Home|Family Hub|Nurse Partnership"
    r"|Women['’]s Aid|Refuge|Charity|Foundation|Society|Association|Agency|Alliance|Care Group|Healthcare"
    r"|(?:Basic )?Command Unit|(?:Unitary |Local )Authority|Community Interest Company|CIC|Co-?operative|Hostel"
    r"|Family Practice|Counselling|Coroner['’]s Office|Services?|Recovery|Group Practice|Surgery|House|Project"
    r"|Network|Collective|Centre|"
    r"(?<!Breakfast )(?<!Homework )(?<!Lunch )(?<!Holiday )(?<!School )Club|Federation|Mosque|Church|Temple"
    r"|Gurdwara|Synagogue|Food ?[Bb]ank|Pharmacy|Theatre|Pre-?school|Playgroup|Company|Ltd|Limited"
    r"|Helpline|Outreach"
    r"|Medical (?:Centre|Practice)|(?<=\w )Community Health|CAMHS|Partnership|Board|Panel|Committee|Executive"
    r"|Forum|Inspectorate)$"
)
_KNOWN = lazily(
    r"\b(?:Cafcass(?: Cymru)?|CAFCASS|CAMHS|NSPCC|Barnardo['’]s|Action for Children|The Children['’]s Society"
    r"|Home-?[Ss]tart|Victim Support|SSAFA"
    r"|Catch22|Turning Point|Change Grow Live|Citizens Advice|Shelter|HMPPS|Women['’]s Aid|Refuge|Young Minds"
    r"|Ysgol(?: [Yy]r?)?(?: [A-Z][\w’-]+){1,3}"
    r"|Place2Be|Relate|Save the Children|Childline|Samaritans|Coram|NYAS|Kooth|British Red Cross)\b(?![’'](?!s))"
)
_SENTENCE_BEGINS = lazily(r"(?:^|[.!?:;•(“‘\"–—-]\s?|\s\s)$")
_ARTICLES = frozenset(words_of("the a an our its their this these those"))
_LETTERS = lazily(r"(?!NHS\b|HM\b|BBC\b)[A-Z]{2,8}")
_LETTERS_AND = lazily(rf"{_LETTERS.pattern}\s(?:and|&)\s")
_OFFICE = lazily(
    r"(?:(?:(?:deputy|assistant|interim|acting|chief|executive|managing|joint|lead|corporate|strategic)\s)*"
    r"(?:executive|constable|officer|director|head|leader|chair|commissioner|manager|head ?teacher|principal|chief)\s"
    r"(?:of|for|at)\b)",
    re.IGNORECASE,
)
_KNOWN_AND = lazily(rf"(?:{_KNOWN.pattern})\s(?:and|&)\s")
# Words that begin no name where they begin a sentence: within one, a capital shows that they do («at Beyond Borders»).
_NO_NAMES = frozenset(
    words_of(
        " the a an in on at since following during both all every each this these those our their its as with"
        " by for from to when while whilst where however additionally also furthermore working through after"
        " before under between although and but if is are has have was were other some many most several we"
        " they it he she there here overall finally firstly secondly lastly similarly neither either within"
        " across throughout inside outside despite until unlike like via against among amongst concerning"
        " regarding because once whether upon beyond behind near thanks given today meanwhile elsewhere"
        " lately recently nowadays currently only even not just instead besides except no together alongside"
        " joint see read section paragraph appendix what how who why that which whose whom so or nor than"
        " then such"
    )
)
# Months and days, which have a capital everywhere.
_DAYS = frozenset(
    words_of(
        " january february march april may june july august september october november december monday"
        " tuesday wednesday thursday friday saturday sunday"
    )
)
# Who and what may stand before «of» or «and» and a name: «Staff of Marsh Council».
_PEOPLE = frozenset(
    words_of(
        " practitioners staff officers managers workers leaders leadership outcomes audit audits feedback"
        " partners colleagues training learning work update report representatives professionals employees"
        " clinicians nurses midwives teachers frontline social senior independent"
    )
)
_STARTERS = _NO_NAMES | _DAYS | _PEOPLE
_OF_HEADS = frozenset(
    words_of(
        "university hospitals hospital borough city county royal isle diocese council college london district"
        " inspectorate"
    )
)
# «Northmoor NHS Trust Board»: the body's own.
_OWN_BOARDS = frozenset(("Board", "Committee", "Executive", "Cabinet"))
_HAVE_BOARDS = frozenset(("Trust", "Council", "Constabulary", "Police", "Association", "Hospital", "Hospitals"))
# «Crews of West Coast Ambulance Service»: whose they are is the body.
PEOPLE_OF = lazily(
    r"(?:cabinet|wardens?|matrons?|registrars?|trustees?|crews|members|doctors|governors|trustees"
    r"|volunteers|paramedics|sergeants|constables|consultants"
    r"|paediatricians|heads|tutors|guardians|supervisors|directors|clinicians|therapists|case ?workers|key ?workers"
    r"|mentors|parents|children|families|carers|mothers|fathers|patients|tenants|pupils|students|residents|colleagues"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|few|some|many|several|both|each|all|either|most|none"
    r"|half|trainers|inspections?|reviews?|use|attendance|submissions?|responses?|reports?|letters?|statements?"
    r"|accounts?|contributions?|updates?|repl(?:y|ies)|evidence|returns?|progress|briefings?|notes?|records?"
    r"|plans?|referrals|visits|minutes)\s(?:of|at"
    r"|in|from|to|by|with)\b",
    re.IGNORECASE,
)
_ONE_NAME = lazily(r"(?:and|&) (?:(?:Rescue|Crime|Families|Family|Young)\b|(?<=Ambulance and )Fire\b)")
_HOSPITALS_OF = lazily(r"\b(?:Hospitals?|Health|Healthcare|Care|Community|Families) of (?:the )?[A-Z][\w-]+\s$")
_CHILDREN = lazily(
    r"(?:['’]s)?\s+(?:[Ll]ocal [Aa]uthority\s+)?(?:[Cc]hildren['’]s (?:[Ss]ervices|[Ss]ocial [Cc]are)"
    r"|[Aa]dult [Ss]ocial [Cc]are|[Ee]arly [Hh]elp [Ss]ervice)(?![\w-])"
)
_PLACED = lazily(
    r"(?<![\w-])(?:[A-Z][\w-]{0,30}(?:\s(?:and|&)\s[A-Z][\w-]{0,30})?\s){1,3}?(?:local authority(?:['’]s)?(?: "
    r"children['’]s "
    r"(?:services|social care))?|children['’]s (?:services|social care)"
    r"|probation service|police|youth justice service|youth offending (?:service|team)|ambulance service"
    r"|fire (?:and rescue )?service"
    r"|health visiting service|school nursing service|early help service"
    r"|adult social care|integrated care board|county council|city council|borough council|council"
    r"|constabulary)(?![\w-])"
)


_LAW = lazily(r"(?:\s[A-Z][\w-]*){0,2}\s(?:Act|Bill|Regulations|Order|Stage)\b")
# A place's name, without the month that may follow it («to Ferrisby in May») and without «’s».
_PLACE = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[A-Z](?:[\w-]|[’'](?!s\b))+"
)
# «the London Borough of Hatherley», «the Royal Borough of Ashcombe»: what it is stands first.
_BOROUGH = lazily(
    r"(?<![\w-])(?:(?:London|Royal|Metropolitan|County) Borough|Borough|City and County|City and Borough|City) of"
    rf"(?:\s{_PLACE})(?:(?:\sand|\supon|\sin|\son)?(?:\s{_PLACE})){{0,2}}(?:\sCouncil)?"
)


# «HMP Thornby», «University Hospitals of Ormsley»: its place stands last.
_PLACE_LAST = lazily(
    r"(?<![\w-])(?:HMP(?:\s?(?:&|and)\s?YOI)?|HM Prison|HM YOI|University Hospitals of|University of"
    r"|College of|Diocese of|Department (?:for|of)|Ministry of|NHS(?! (?:Foundation|Trust))|YMCA|Mind in"
    rf"|Age UK|Relate)(?:\s(?:the\s)?{_PLACE})"
    r"(?:\s(?:and\s(?!(?:\w+\s){1,3}(?:Police|Council|Constabulary|NHS|Trust|Probation"
    rf"|Hospitals?)\b))?{_PLACE}){{0,2}}"
)
_PRISON = lazily(r"\b(?:HMP(?:\s?(?:&|and)\s?YOI)?|HM Prison|HM YOI)(?:\s[A-Z][\w’-]+){1,2}")
# «The Moor, Dale and Coast NHS Trust»: three places in one name.
_THREE_PLACES = lazily(r"(?:\b[Tt]he\s|^|[.]\s)(?P<first>(?:NHS\s)?[A-Z][\w-]+,\s)$|(?P<nhs>NHS\s[A-Z][\w-]+,\s)$")


def named_in(text: str) -> Iterator[tuple[int, int]]:
    """The places where an organisation stands under its own name, longest first where two overlap."""
    prisons = {match.start(): match.end() for match in _PRISON.finditer(text)}
    places = [*_beside_prisons(text, _in_runs(text), prisons)]
    places += [match.span() for match in _KNOWN.finditer(text)]
    places += [match.span() for pattern in (_BOROUGH, _PLACE_LAST) for match in pattern.finditer(text)]
    places += [_without_starter(text, *match.span()) for match in _PLACED.finditer(text)]
    places = [place for place in places if place[0] < place[1]]
    end_of_last = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        # «the Children and Families Act 2014» is no body.
        if start >= end_of_last and not _LAW.match(text, end):
            first = _THREE_PLACES.search(text, max(0, start - 40), start) if " and " in text[start:end] else None
            yield first.start("first" if first["first"] else "nhs") if first else start, end
            end_of_last = end


def _beside_prisons(text: str, runs: Iterable[tuple[int, int]], prisons: dict[int, int]) -> Iterator[tuple[int, int]]:
    """«HMP Weirside and Stanhope Police» are two: a prison's name ends with its place."""
    for start, end in runs:
        own = prisons.get(start, end)
        yield (own + len(" and "), end) if text.startswith(" and ", own) and own < end else (start, end)


def _in_runs(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        start = run.start()
        for joined in _AND_THE.finditer(text, run.start(), run.end()):
            # «Open Door and the Council» are two; «Merrow and the Levels NHS Trust» is one.
            if is_general(text[joined.end() : run.end()].partition(" and ")[0]):
                yield from _bodies(text, _words(text, start, joined.start()))
                start = joined.end()
        yield from _bodies(text, _words(text, start, run.end()))


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _bodies(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(words):
        while first < len(words) and _begins_no_name(text, words, first):
            first += 1
        # «CSC and New Start Service» are two: letters that stand for a name end one.
        is_letters = first + 2 < len(words) and _LETTERS.fullmatch(text[slice(*words[first])])
        if is_letters and text[slice(*words[first + 1])] in ("and", "&"):
            first += 2
            continue
        last = _end_of_body(text, words, first)
        if last is None:
            break
        end = words[last][1]
        # The owner's «'s», and the apostrophe alone after an «s», are no part of the name.
        end -= 2 if text[:end].endswith(("'s", "’s")) else 1 if text[:end].endswith(("s'", "s’")) else 0
        # «Meeting of the Trust» is no more a name than «the Trust» is.
        if not is_general(text[words[first][0] : end].rpartition(" of the ")[2]):
            more = _CHILDREN.match(text, end) if text.endswith(("Council", "Authority"), 0, end) else None
            yield words[first][0], more.end() if more else end
        first = last + 1


def _begins_no_name(text: str, words: list[tuple[int, int]], at: int) -> bool:
    """«The», «Since»; and «Chief Constable of», before the body whose office it is."""
    word = text[slice(*words[at])].lower()
    rest = text[words[at][0] : words[min(at + 5, len(words) - 1)][1]]
    if word == "our" and rest.startswith("Our Lady"):
        return False
    if word in ("of", "and", "&") or _OFFICE.match(rest) or PEOPLE_OF.match(rest):
        return True
    if word in _PEOPLE:
        return at + 1 < len(words) and text[slice(*words[at + 1])] in ("of", "and", "&")
    if word in _NO_NAMES and word not in _ARTICLES:
        return bool(_SENTENCE_BEGINS.search(text, 0, words[at][0]))
    return word in _STARTERS


def _end_of_body(text: str, words: list[tuple[int, int]], first: int) -> int | None:
    """The word that ends the name begun at `first`: the last word for a body before an «and» that joins another."""
    best: int | None = None
    for last in range(first, len(words)):
        word = text[slice(*words[last])]
        if word in ("and", "&") and (best is not None or _KNOWN.fullmatch(text[words[first][0] : words[last - 1][1]])):
            if best is None:
                return _after_known(text, words, last)
            so_far = text[words[first][0] : words[last][0]]
            is_one_name = _ONE_NAME.match(text, words[last][0]) or _is_of_two_places(so_far, text, words[last:])
            if not is_one_name and "Inspectorate" not in so_far:
                break
        if word == "of" and text.startswith("of England", words[last][0]):
            continue  # «St Anne's Church of England Primary School»
        if word == "of" and text[slice(*words[last - 1])].lower() not in _OF_HEADS:
            return _end_of_body(text, words, last + 1) if best is None else best
        if word in _OWN_BOARDS and best == last - 1 and text[slice(*words[best])] in _HAVE_BOARDS:
            break
        name = re.sub(r"(?<=s)['’]$|['’]s$", "", text[words[first][0] : words[last][1]])
        if HEADS.search(name) or HEADS.search(text[words[first][0] : words[last][1]]):
            best = last
    return best


def _is_of_two_places(so_far: str, text: str, rest: list[tuple[int, int]]) -> bool:
    """«University Hospitals of the Fen» before «and Wold NHS Trust»: the places of one trust."""
    return bool(_HOSPITALS_OF.search(so_far)) and text[slice(rest[0][0], rest[-1][1])].endswith("Trust")


def _after_known(text: str, words: list[tuple[int, int]], joined: int) -> int | None:
    return joined - 1 if joined else _end_of_body(text, words, joined + 1)


def _without_starter(text: str, start: int, end: int) -> tuple[int, int]:
    while word := _WORD.search(text, start, end):
        joined = _KNOWN_AND.match(text, word.start(), end) or _LETTERS_AND.match(text, word.start(), end)
        if joined is None and word.group().lower() not in _STARTERS:
            return (word.start(), end) if word.group()[0].isupper() else (end, end)
        start = joined.end() if joined else word.end()
    return end, end
