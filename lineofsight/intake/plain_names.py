"""Bodies whose names do not say what they are: «Haven House», «Clearwater», «Open Door».

Such a name is known by what stands beside it: a word for a body in apposition («Clearwater, a local charity,»), an act
that only a body can do («Haven House has trained»), a heading («Progress from Clearwater»), or the report's own title.
"""

from collections.abc import Iterable, Iterator

from lineofsight.intake.patterns import lazily

_NAME = r"[A-Z][\w’'&-]{2,24}(?:\s(?:of\s|the\s|and\s|for\s)?[A-Z][\w’'&-]{1,24}){0,3}"
_KIND = r"(?P<kind>charity|hospice|housing association|refuge|social enterprise|school|academy|college)"
_APPOSED = lazily(
    rf"(?<![\w’'-])(?P<name>{_NAME})(?:,?\s\(|,\s)(?:which is\s)?(?:an?|the|our)\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:{_KIND}|organisation|provider|service|project|group|agency|company)\b"
)
_PROVIDES = lazily(
    rf"(?<![\w’'-])(?P<name>{_NAME}),\swhich\s(?:provides?|runs?|delivers?|offers?|supports?|works? with|employs?)\b"
)
_ACTS_AS_BODY = (
    r"trained|recruited|appointed|employed|commissioned|hired|funded|rolled out|rewritten|revised|drawn up|launched"
    r"|introduced|established|set up|opened|developed|piloted|adopted|published|put|placed|delivered|placed"
)
_BODY_ACTS = lazily(
    rf"(?:^|[.!?:]\s+|,\s+)(?P<name>{_NAME})\s(?:(?:has|have)\s(?:also\s|now\s|since\s|already\s)?(?:{_ACTS_AS_BODY})"
    r"|tabled|(?:(?:also|now)\s)?(?:mentors|recruits|trains|employs|runs|commissions|provides|offers|delivers|hosts"
    r"|supports))\b"
)
# What somebody named by one word might do as well, a body of two words or more does in its own name.
_LONG_NAME_ACTS = lazily(
    r"(?:^|[.!?:]\s+|,\s+)(?P<name>[A-Z][\w’'&-]{2,24}(?:\s[A-Z][\w’'&-]{1,24}){1,3})\s(?:has|have)\s"
    r"(?:also\s|now\s|since\s|already\s)?(?:met|held|told|asked|written|visited|offered|agreed|signed|joined|sent)\b"
)
# «BeSafe Ellerby's trustees»: only a body has them.
_OF_A_BODY = lazily(
    rf"(?<![\w’'-])(?P<name>{_NAME})['’]s\s(?:trustees|governors|volunteers|staff|workers|chief executive"
    rf"|caseworkers|helpline"
    r"|officers|clinicians|practitioners)\b"
)
# «Anchor Family Practice (AFP) went through its book»: letters that stand for a name, which does something.
_WITH_LETTERS = lazily(
    r"(?:^|[.!?:;]\s+|\b(?:by|and|that)\s)(?:The\s|the\s)?(?P<name>[A-Z][\w’-]+(?:\s(?:of\s|the\s|and\s"
    r"|for\s)?[A-Z][\w’-]+)"
    r"{1,5})\s\((?:the\s)?(?P<letters>[A-Z]{2,6})\)\s(?!is\s(?:a|an|the)\b)[a-z]+"
)
# What acts in such a report under a name of two words, at the beginning of a paragraph, and tells of what it does.
_OPENS_AND_DOES = lazily(
    r"(?P<name>[A-Z][\w’'&-]{2,24}(?:\s[A-Z][\w’'&-]{1,24}){1,3})\s(?:now\s|also\s|each\s\w+\s)?"
    r"(?:meets|sees|rings|houses|teaches|counsels|serves|visits|closed|opened|matched|supports|trains|looks after"
    r"|cares for"
    r"|works with|took over|is open|was set up|let\sme|gives|keeps)\b"
)
_BODY_MEANS = lazily(rf"(?:^|[.!?]\s+)(?P<name>{_NAME})\s(?:hopes|plans|intends|aims)\sto\b")
# «Wexley Living housed 14 families», where there is a Wexley Council too.
_PLACED_ACTS = lazily(
    r"(?:^|[.!?:;]\s+|,\s+|\band\s)(?P<name>[A-Z][\w-]{2,24}(?:\s[A-Z][\w’'&-]{1,24}){1,3})\s(?:(?:has"
    r"|have)\s(?!been\b)"
    r"|is to\s|will\s|plans to\s|\w{3,}ed\s(?:the|an?|all|each|every|its|their|\d[\d,]*|two|three|four|five|six|seven"
    r"|eight|nine|ten)\b)"
)
_THING = lazily(
    r"\b(?:Hall|Road|Street|Park|Station|Library|Church|Partnership|Board|Protocol|Strategy|Plan|Model"
    r"|Standards?|Review"
    r"|Panel|Forum|Group|Programme|Framework|Week|Report|Summary|Executive|Committee|Court|Pathway|Toolkit|Family|Child"
    r"|Children|Safeguarding|Inspectorate|Chair)\b"
)
# «We commission Steps Forward to run a group», «a course run by Steps Forward»
_COMMISSIONED = lazily(
    rf"\b(?:commission(?:s|ed|ing)?|fund(?:s|ed|ing)?|pa(?:ys?|id)|contracts? with)\s(?P<name>{_NAME})\sto\b"
    rf"|\b(?:run|delivered|provided|staffed)\sby\s(?!(?:Dr|Mr|Mrs|Ms|Professor|Prof)\b)(?P<by>{_NAME})(?=[,.;]"
    rf"|\s[a-z]|$)"
)
_HEADED = lazily(
    rf"(?:[Pp]rogress|[Uu]pdate|[Rr]esponse|[Aa]ctions?|[Aa]ccount|[Ss]tatement|[Rr]eport)\s(?:from"
    rf"|by)\s(?:the\s)?(?P<name>{_NAME})"
)
_TITLED = lazily(rf"(?P<name>{_NAME})\s?[:–—-]\s(?:what we|how we|our\s)")
_TITLE_FROM = lazily(rf".*\bfrom\s(?P<name>{_NAME})(?:$|\s(?:to|on|for|about|[–—-])\s.*)")
# A first word that begins a sentence and no name, or names something that acts without being a body.
_NO_NAME = lazily(
    r"(?:The|This|That|These|Those|An?|All|Each|Every|Both|Some|Many|Most|Several|We|They|It|He|She|You|I|Our|Their"
    r"|His|Her|Its|Staff|Practitioners?|Managers?|Officers?|Leaders?|Partners?|Agencies|Children|Parents?|Families"
    r"|Schools?|Nurses?|Midwives|Doctors?|Teachers?|Workers?|Since|In|On|At|By|For|From|With|After|Before|When|Where"
    r"|While|If|As|To|There|Here|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Nobody|Everyone|Someone|Another"
    r"|Other|No|None|Not|New|More|Work|Training|Inspectors?|Ofsted|Trustees?|Governors?|Heads?|Volunteers?|Operation"
    r"|Project|Child|Baby|Family|Dr|Mr|Mrs|Ms|Health|Social|Senior|Local|Young|Foster|Group|Members?|Chair|Crews?"
    r"|Consultants?|Guardians?|Supervisors?|Joint|Police|Probation|Council|Trust|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Women|Men"
    r"|Girls|Boys|People|Carers|Residents|Professionals|Learning|Review|Reviews|Progress|Letter|Report|Update"
    r"|Children['’]s|Adults?|First|Secondly|Thirdly|Finally|Also|However|Dear|Partnership|Executive|Board|Who|What)$"
)

# … unless it begins a longer name: «Women Along the Coast».
_PEOPLE_OR_KIND = lazily(r"(?:Women|Men|Girls|Boys|People|Young|Family|Families|Health|Carers|Parents)$")


def plain_names_in(texts: Iterable[str], *, title: str = "") -> Iterator[tuple[str, str]]:
    """Return such names, each with the general word that was said of it («charity») or an empty string."""
    for pattern in (_TITLED, _TITLE_FROM):
        match = pattern.match(title)
        if match and _is_name(match.group("name")):
            yield match.group("name"), ""
    for text in texts:
        for pattern in (_APPOSED, _PROVIDES, _BODY_ACTS, _LONG_NAME_ACTS, _OF_A_BODY, _BODY_MEANS):
            for match in pattern.finditer(text):
                if _is_name(match.group("name")):
                    yield match.group("name"), match.groupdict().get("kind") or ""
        for match in _WITH_LETTERS.finditer(text):
            initials = "".join(word[0] for word in match.group("name").split() if word[0].isupper())
            if (
                initials == match.group("letters")
                and _is_name(match.group("name"))
                and not _THING.search(match.group("name"))
            ):
                yield match.group("name"), ""
        opening = _OPENS_AND_DOES.match(text)
        if opening and _is_name(opening.group("name")) and not _THING.search(opening.group("name")):
            yield opening.group("name"), ""
        for match in _COMMISSIONED.finditer(text):
            name = match.group("name") or match.group("by")
            if len(name.split()) >= 2 and _is_name(name):
                yield name, ""
        headed = _HEADED.fullmatch(text) if len(text) < 120 else None
        if headed and _is_name(headed.group("name")):
            yield headed.group("name"), ""


def placed_names_in(texts: Iterable[str], *, places: frozenset[str]) -> Iterator[str]:
    """Names that begin with a place after which other bodies of the report are called, said as one says a body's."""
    for text in texts:
        for match in _PLACED_ACTS.finditer(text):
            if match.group("name").split()[0] in places and not _THING.search(match.group("name")):
                yield match.group("name")


def _is_name(name: str) -> bool:
    words = name.split()
    is_kind = _PEOPLE_OR_KIND.match(words[0]) and len(words) >= 3
    return (bool(is_kind) or not _NO_NAME.match(words[0])) and not name.isupper()
