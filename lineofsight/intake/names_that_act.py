"""Bodies whose names hold no word for a body and are known by what they do: «Corner Youth told us», «Stepping Out».

Beside a name of two words or more stands an act that a tool, a title and a course cannot do; or the name stands in one
row with bodies that are known; or it is explained («Lantern, a charity for bereaved children,»). People are told by
their forename, by an office and by «he» and «she».
"""

import re
from collections.abc import Iterable, Iterator, Set

from lineofsight.intake.body_names import HEADS
from lineofsight.intake.characters import words as words_of
from lineofsight.intake.general_words import GENERAL
from lineofsight.intake.inspectorates import is_outside
from lineofsight.intake.patterns import lazily

_WORD = r"[A-Z][\w’'&-]{1,24}"
_NOT_FIRST = (
    r"(?!(?:In|Since|By|During|Until|From|After|Before|On|At|The|When|While|As|Although|Because|If|Where|But|And|Our"
    r"|Their|Its|This|That|An?|Every|Each|All|Both|For|To|With|Under|Over|Following)\b)"
)
_LONG = rf"{_NOT_FIRST}{_WORD}(?:\s(?:&\s|of\s|the\s|for\s|in\s|at\s)?{_WORD}){{1,4}}"
_OPENING = (
    r"(?:^|[.!?:;]\s+|,\s+(?:(?:and|but|while)\s)?|\b(?:and|but|while|that|when|where|because|how)\s"
    r"|(?:^|[.]\s)(?:In|Since|By|During|Until|From|After|Before|On)\s(?:\w+\s){1,3}?)(?:[Tt]he\s)?"
)
_MOD = r"(?:(?:also|now|then|since|already|still|has|have|had|both|each|together|recently|regularly|in turn)\s){0,2}"
# What people do and a form, a course, a title or a tool does not.
_HUMAN = (
    r"(?:told|tells|wrote|writes|written|rang|rings|met|meets|trained|trains|visited|visits|housed|houses"
    r"|(?:saw|sees|seen)(?! (?:an? (?:\w+ )?(?:rise|fall|drop|increase|decrease|surge|reduction)|fewer|more|less|no)\b)"
    r"|joined|joins"
    r"|agreed|agrees|signed|sat|sits|employs|employed|hosts|hosted|chairs|chaired|took part|takes part|taken part"
    r"|checks|checked|apologised|declined|refused|hopes|wants|wanted|intends|plans to|aims to|believes|thinks|feels"
    r"|asked|replied|answered|attended|attends|recruits|recruited|appointed|mentors|counsels|teaches|works with"
    r"|worked with|is working with|looks after|cares for|offers|offered|lost its|invited|gave|held|opened|closed its"
    r"|supervises|spoke|speaks|listens|listened|said|says that (?:its?|all|no|every)|reports that|reported|reviewed"
    r"|shared|sent|commissioned|commissions|funds|funded|raised|keeps|kept|knew|did not|does not|runs|ran|pays|paid"
    r"|welcomes|welcomed|accepts|accepted|acknowledges|acknowledged|confirmed|confirms|added|responded|submitted|sends"
    r"|is run by|is funded by|is led by|returned|provided|contributed|promised|undertook|undertakes"
    r"|pledged|weighed|weighs|doubts|objected|withdrew|not (?:told|asked|sent|replied"
    r"|taken part|attended))"
)
_DOES = lazily(rf"{_OPENING}(?P<name>{_LONG})(?:['’]s\s(?:own\s)?[a-z]+(?:\s[a-z]+)?)?\s{_MOD}{_HUMAN}\b")
# «Staff at Corner Youth», «a volunteer from Dale Listening»
_THEIR_PEOPLE = lazily(
    r"\b(?i:staff|volunteers?|workers?|trustees|counsellors?|coach(?:es)?|case ?workers?|mentors?|nurses?"
    r"|leaders|wardens"
    rf"|practitioners?|managers?)\s(?:at|from|of|with)\s(?:the\s)?(?P<name>{_LONG})"
)
_KIND = (
    r"(?:charity|hospice|housing association|refuge|social enterprise|school|academy|college|organisation|provider"
    r"|service|project|group|agency|company|helpline|club|federation|landlord|network|church|mosque|enterprise"
    r"|contractor|nursery|union|practice|surgery|trust|hostel|home|team|unit|firm|employer|body"
    r"|cooperative|co-operative|partner|social landlord)"
)
_NOT_WITHIN = r"(?!(?:at|of|in|from|to|with|for|who|by|on|after|is|was|the|an?|her|his)\b)"
_APPOSED = lazily(
    rf"(?<![\w’'-]){_NOT_FIRST}(?P<name>{_WORD}(?:\s(?:of\s|the\s|and\s|for\s)?{_WORD}){{0,3}})(?:,\s"
    rf"|\s\()(?:which is\s)?"
    rf"(?:an?|the|our|{_WORD}['’]s)\s(?:{_NOT_WITHIN}[\w’'-]+,?\s){{0,6}}?{_KIND}"
    r"(?=[,.;)]|\s(?:for|that|which|in|of|run|based|who|working|led|where|to)\b)"
)
_WHICH = lazily(
    rf"(?<![\w’'-])(?P<name>{_LONG}),\swhich\s(?:also\s|now\s)?(?:provides?|runs?|delivers?|offers?|supports?|works?"
    r" with|employs?|houses|looks after|cares for|helps|trains|visits|teaches|advises|counsels|feeds|treats|commissions"
    r"|owns|manages|sees|serves|has \d+|lets)\b"
)
# A name that holds what such bodies do or are needs no more than any verb: «Willow Primary has a lead».
_WORKS = lazily(
    r"\b(?:Youth|Welfare|Listening|Support|Advice|Advocacy|Families|Minds?|Matters|Works|Together|Forward"
    r"|Bridge|Voices?"
    r"|Futures|Aid|Carers|Living|Outreach|Wellbeing|Kitchen|Pantry|Foodbank|Larder|Primary|Grammar|Juniors|Infants"
    r"|Secondary|Medical|Pharmacy|CVS|Links?|Steps|Ambulance|Hostels?|Lettings|Treatment|Rehab|Prison|Rovers|United"
    r"|Athletic|League|Harriers|Parish|Church|Chapel|Temple|Gurdwara|Synagogue|Cathedral|Ministries)$"
)
_DOES_ANYTHING = lazily(
    rf"{_OPENING}(?P<name>{_LONG})(?:['’]s\s[a-z]+)?\s{_MOD}(?:has|had|will|cannot|is (?:now|to|a|an|the|one)|was"
    r"|[a-z]{2,}[a-rt-z]s|[a-z]{3,}ed)\s"
)
# «the charity Freedom Tower», «a local group, Freedom Tower,»
_CALLED = lazily(
    rf"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts)\s(?:[\w’'-]+\s){{0,3}}?(?:{_KIND}|partner|provider),?\s(?:called\s|named\s)?"
    rf"(?P<name>{_LONG})"
)
# «training by Freedom Tower», «according to Freedom Tower»
_DONE_BY = lazily(
    r"\b(?:(?i:training|support|sessions?|courses?|help|advice|groups?|provided|offered|hosted|trained|supported|housed"
    r"|employed|funded|commissioned|run|delivered|staffed|owned|managed) by|[Aa]ccording to|(?:[Oo]wner|[Ll]ead):)"
    rf"\s(?:the\s)?(?P<name>{_LONG})"
)
# «Lantern reports that …», «Lantern moved its clinic»
_ONE_WORD = lazily(
    rf"(?:^|[.!?;]\s+){_NOT_FIRST}(?P<name>{_WORD})\s{_MOD}(?:reports that|reported (?:that its?|\d+)"
    rf"|(?:told|said|says|wrote"
    r"|trained|asked|offered|agreed|checked|visited|rang|sent|opened|lost|moved|closed|changed|rewrote|doubled)"
    r"\b[^.;]{0,60}?\bits\b)"
)
# «Skylark is a small charity», «the school nursing provider, Evergrow.»
_IS_KIND = lazily(
    rf"(?:^|[.!?;]\s+){_NOT_FIRST}(?P<name>{_WORD}(?:\s(?:of\s|the\s|&\s)?{_WORD}){{0,3}})\sis\s(?:an?|the|our)"
    rf"\s(?:{_NOT_WITHIN}[\w’'-]+,?\s){{0,4}}?{_KIND}(?=[,.;)]|\s(?:for|that|which|in|run|based|working|led|where)\b)"
)
_KIND_NAME = lazily(
    rf"\b(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts)\s(?:{_NOT_WITHIN}[\w’'-]+\s){{0,4}}?{_KIND},\s(?P<name>{_WORD})(?=[,.;]|$)"
)
_TOLD_OF_NEXT = lazily(rf"(?:First|Second|Third|Next|Then|Finally|Lastly),\s(?P<name>{_WORD})\.(?=\s)")
# «Dads Together. Group runs weekly.», «Dale Listening: not done»: as trackers say whose line it is.
_LABELS = lazily(
    rf"(?P<name>{_LONG})(?:\s\([^()]{{1,40}}\))?[.:]\s(?:(?:[Nn]ot|[Pp]art(?:ly)?|[Aa]lmost)\s)?(?i:done"
    rf"|complete|in progress"
    r"|overdue|on track|ongoing|started|agrees|agreed|accepts|accepted|says|closed|open|late|dropped|will"
    r"|group|groups|runs"
    r"|has|have|no (?:reply|data|reason|return)|all)\b"
)
# A row of bodies that act together, or by whom something was done.
_ITEM = (
    rf"(?:[Tt]he\s)?(?!The\s){_WORD}(?:\s(?:of\s|the\s|for\s)?{_WORD}){{0,5}}"
    r"|the\s(?:police|council|trust|force|school)"
)
_ROW = lazily(
    rf"(?P<row>(?:{_ITEM})(?:,\s(?:{_ITEM})){{0,8}},?\sand\s(?:{_ITEM}))(?=\s(?:have|has|had|are|were|will|now|all|both"
    r"|each|met|agreed|signed|sent|took|share|meet|sit|run|did|do|also|then|sat|gave|told|said|came|were|work|fund|pay"
    r"|attended|trained|visit|hold|held)\b)"
)
_ROW_BY = lazily(
    rf"\b(?:by|from|owners?:"
    rf"|leads?:)\s(?P<row>(?:{_ITEM})(?:,\s(?:{_ITEM})){{0,8}},?\sand\s(?:{_ITEM}))(?=[.,;]|$|\s[a-z])"
)
_PARTS = lazily(r",?\sand\s(?:[Tt]he\s)?|,\s(?:[Tt]he\s)?")
_ARTICLE = lazily(r"^[Tt]he\s")

# What is no body though it has capitals: titles, courses, tools, plans, places and times.
_THING = lazily(
    r"\b(?:Hall|Road|Street|Park|Station|Library|Partnership|Board|Protocol|Strategy|Plan|Model|Standards?"
    r"|Reviews?|Panel"
    r"|Forum|Programme|Framework|Week|Month|Day|Report|Summary|Executive|Committee|Court|Pathway|Toolkit|Child|Children"
    r"|Safeguarding|Inspectorate|Chair|Profile|Safety|Signs|Policy|Guidance|Act|Bill|Tool|Matrix|Checklist|Teams"
    r"|Encompass|Assessment|Conference|Briefing|Charter|Code|Guide|Handbook|Form|Record|System|Portal|Hub|Passport"
    r"|Scheme|Award|Course|Module|Training|Audit|Action|Recommendation|Finding|Theme|Chapter|Section|Appendix|Table"
    r"|Level|Stage|Year|Phase|Operation|Covid|COVID|English|Christmas|Easter|Brexit|Director|Head|Chief|Officer|Manager"
    r"|Lead|Leader|Nurse|Midwife|Doctor|Constable|Inspector|Superintendent|Sergeant|Commissioner|Councillor|Cllr"
    r"|Minister|Secretary|Judge|Coroner|Reviewer|Scrutineer|Author|Mr|Mrs|Ms|Miss|Dr|Professor|Prof|Sir|Lady|Reverend"
    r"|Rev|Canon|Father|Mother|Mum|Dad|Baby|Boy|Girl|Family(?=$)|Cohort|Strand|Workstream|Objective|Priority|Question"
    r"|Agenda|Item|Minutes|Paper|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# «Children England North-by-Sea, a charity,»
_IN_NAMES_TOO = lazily(
    r"^(?:Child|Children|Family|Baby|Action|Safety|Day|Mother|Father|Mum|Dad)\b"
    r"|\b(?:Hall|Road|Street|Park|Station|Library|Hub)\b"
)
_FIRST = frozenset(
    words_of(
        "today meanwhile has have had did does do can could would should is are was were elsewhere then "
        "the this that these those a an all each every both some many most several we they it he she you i our"
        " their his her its staff practitioners practitioner managers officers leaders partners agencies parents"
        " families schools nurses midwives doctors teachers workers since in on at by for from with after before"
        " when where while if as to there here one two three four five six seven eight nine ten nobody everyone"
        " someone another other no none not new more training inspectors trustees governors heads volunteers"
        " project local january february march april may june july august september october november december"
        " working keeping learning making understanding thinking think getting safer what who why how dear progress"
        " update letter response supervision attendance although because however also finally first second third"
        " secondly during until within across between under over through"
    )
)
# The forenames that are met most: a name of two words that begins with one is somebody's.
_FORENAMES = frozenset(
    words_of(
        "aaron abdul abigail adam adele adrian ahmed aisha alan alastair albert alex alexander alexandra alfie"
        " alice alison amanda amelia amina amir amy andrea andrew angela anita ann anna anne annie anthony antonia"
        " arthur asha ashley ava barbara barry beatrice ben benjamin beth bethany beverley bilal billy bob brenda"
        " brian bridget bruce cara carl carla carol caroline catherine cathy charles charlie charlotte cheryl chloe"
        " chris christina christine christopher claire clare colin connor craig daisy daniel danielle darren dave"
        " david dawn dean deborah debbie denise derek diana diane dominic donna dorothy duncan edith edward eileen"
        " elaine eleanor elizabeth ella ellen ellie emily emma eric erin esther ethan eva eve evelyn fatima fiona"
        " florence frances francis frank fred freya gail gareth gary gavin gemma geoff geoffrey george georgia"
        " gillian glen gordon grace graham greg gwen hannah harold harriet harry hassan hazel heather helen henry"
        " holly howard hugh ian imran irene isaac isabel isla ivan ivy jack jackie jacob jade jake james jamie jan"
        " jane janet janice jasmine jason jay jean jeff jemma jenny jennifer jeremy jess jessica jill jim jo joan"
        " joanna joanne joe john jonathan jordan joseph josh joshua joy joyce judith judy julia julian julie june"
        " justin karen kate katherine kathleen kathryn katie kay keith kelly ken kenneth kerry kevin khadija kim"
        " kirsty kyle laura lauren lee leah leo leon lesley lewis liam lily linda lisa liz lorraine louis louise"
        " lucy luke lydia lynn malcolm mandy marcus margaret maria marian marie marion mark martha martin mary matt"
        " matthew maureen max megan mel melanie mia michael michelle mick mike miriam mohammed molly monica morgan"
        " muhammad nadia naomi natalie natasha nathan neil niamh nick nicholas nicola nigel nina noah norma olive"
        " oliver olivia omar oscar owen pam pamela pat patricia patrick paul paula pauline penny pete peter phil"
        " philip phoebe polly priya rachel ralph rebecca rhys richard rita rob robert robin roger ron rosa rose"
        " rosie ross roy ruby ruth ryan sadia sally sam samantha samina samuel sandra sanjay sara sarah scott sean"
        " shannon sharon sheila shirley simon sonia sophia sophie stacey stella stephanie stephen steve steven"
        " stuart sue susan suzanne sylvia tara ted teresa terry thelma theresa thomas tim timothy tina toby tom"
        " tony tracey tracy trevor usman valerie vanessa vera veronica vicky victor victoria vincent wayne wendy"
        " will william yasmin yusuf yvonne zach zainab zara zoe"
    )
)


def names_that_act_in(texts: Iterable[str], *, known: Set[str], places: Set[str]) -> Iterator[str]:
    """Return such names in the texts, which have their quotations blanked out.

    `known` are the forms of the bodies that the report names otherwise; `places` the first words of their names.
    """
    for text in texts:
        for match in _DOES_ANYTHING.finditer(text):
            if _WORKS.search(match.group("name")) and _is_body(match.group("name"), places):
                yield match.group("name")
        for pattern in (_DOES, _THEIR_PEOPLE, _WHICH, _CALLED, _DONE_BY):
            for match in pattern.finditer(text):
                if _is_body(match.group("name"), places):
                    yield match.group("name")
        labelled = _LABELS.match(text)
        if labelled and _is_body(labelled.group("name"), places):
            yield labelled.group("name")
        for pattern in (_APPOSED, _ONE_WORD, _IS_KIND, _KIND_NAME, _TOLD_OF_NEXT):
            for match in pattern.finditer(text):
                if _is_body(match.group("name"), places, explained=True, is_apposed=pattern is not _ONE_WORD):
                    yield match.group("name")
        for pattern in (_ROW, _ROW_BY):
            for match in pattern.finditer(text):
                yield from _in_row(match.group("row"), known, places)


def _in_row(row: str, known: Set[str], places: Set[str]) -> Iterator[str]:
    """The bodies of a row that are not known yet, where one is known that stands beside them."""
    items = [_ARTICLE.sub("", item) for item in _PARTS.split(row)]
    is_known = [item in known or bool(GENERAL.fullmatch(f"the {item}")) for item in items]
    if any(is_known) or any(_WORKS.search(item) and _is_body(item, places) for item in items):
        for item, is_one in zip(items, is_known, strict=True):
            if not is_one and _is_body(item, places, explained=len(items) >= 3):
                yield item


def _is_body(name: str, places: Set[str], *, explained: bool = False, is_apposed: bool = False) -> bool:
    words = name.split()
    first = re.sub(r"['’]s$", "", words[0]).lower()
    is_thing = _THING.search(_IN_NAMES_TOO.sub("", name) if is_apposed else name)
    is_starter = first in _FIRST and not (is_apposed and len(words) >= 3)
    if is_starter or first in _FORENAMES or name.isupper() or is_thing or is_outside(name):
        return False
    if HEADS.search(name):
        return False  # «Fire & Rescue Services»: whether that is a body says its own last word
    return len(words) >= 2 or (explained and words[0] not in places)
