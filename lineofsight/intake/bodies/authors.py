"""Whose account a report or a section of it is: who says «we» there, and who is meant where nobody is named."""

import re
from collections.abc import Sequence

from lineofsight.intake.bodies.general_words import is_general
from lineofsight.intake.bodies.mentions import mentions_in
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.layout.furniture import is_greeting
from lineofsight.intake.patterns import lazily

_ABOUT = lazily(
    r"(?:(?:the )?(?:update|progress|response|account|statement|report|contribution|action|work|change)s?"
    r" (?:from|by|of|at"
    r"|for)|what|by|from)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ACCOUNT = lazily(
    r"(?:['’]s)?[\s:–-]+(?:(?:progress|response|update|actions?|account|contribution|statement|work|changes|has done"
    r"|have done)\b.*)$",
    re.IGNORECASE,
)

# «2. », «Part B: », before what a heading says.
_MARKED = lazily(r"^(?:(?:part|section|chapter|annex|appendix)\s)?(?:\d+(?:\.\d+)*|[A-Z]|[ivx]+)[.:)]\s", re.IGNORECASE)
_ARTICLE = lazily(r"^the\s", re.IGNORECASE)
_IN_BRACKETS = lazily(r"\s\([^()]{1,60}\)$")
_WHAT_HAS = lazily(r"(?:what\s+)?\b(?:has|have|is|are)\s+(?:the\s+)?", re.IGNORECASE)
_HAS_DONE = lazily(
    r"\s+(?:has|have|had|is|are)?\s*(?:done|changed|learn(?:ed|t)|improved|doing|told us|achieved)\b.*$", re.IGNORECASE
)
# «Response of Tidewell Housing to the recommendations», «Report by Northmoor Council on …»
_ACCOUNT_OF = lazily(
    r"(?:^|[:–—-]\s)(?:\w+\s){0,3}?(?:response|reply|report|account|statement|letter|submission|return|update|paper"
    r"|contribution|briefing|evidence|self-assessment|note)\s(?:of|from|by)\s(?:the\s)?(?P<name>[A-Z].{2,90}?)"
    r"(?=$|,|\s?:|\s(?:to|on|for|about|after|following|concerning|regarding|in|with)\b)",
    re.IGNORECASE,
)
_FROM_AT_END = lazily(r".{3,160}\b(?:from|by)\s+(?:the\s+)?(?P<name>[A-Z].{3,90})$")
# Named without an article these are what a section tells of and not whose account it is.
_THEME = lazily(
    r"(?:trust|schools?|services?)|(?:police|schools?|hospital|health|probation|council) (?:response|action)s?",
    re.IGNORECASE,
)
_WE = lazily(r"\b(?:we|our)\b", re.IGNORECASE)
_WE_WRITE = lazily(
    r"(?:(?:^|[.]\s+)(?:we|i) (?:write|report|speak)(?: to you)? (?:as|on behalf of|for)"
    r"|\b(?:it|this(?: (?:[\w-]+ )?(?:letter|report|paper|note|response|reply|answer|update|account|statement"
    r"|submission|document|briefing|chapter|return))?) (?:is|was|comes|has been)(?: (?:the|a|an?"
    r"|jointly|joint|written|made|prepared|sent|submitted|given|drafted|compiled|produced|put|drawn|together|up"
    r"|work|account|response|reply|answer|report|statement|letter|submission)){0,4}"
    r" (?:on behalf of|by|from|of)) (?P<who>[^.;]{3,400})",
    re.IGNORECASE,
)
# «Where we say “we” we mean the Council and the Trust», «“we” is all five of us» (the quoted word may be blanked out),
# «We, the Council and the Trust, …», «the Council and the Trust (together, “we”)».
_WE_MEAN = (
    lazily(
        r"(?:\bwe mean|(?:\bwe[”’\"']|\b(?:it|this|that word)|\s{3,})\s?(?:means|stands for|is|are|refers to))\s"
        r"(?P<who>[^.;]{3,200})",
        re.IGNORECASE,
    ),
    lazily(r"\b[Ww]e(?:,|\s[–—-])\s(?P<who>[^.;]{3,200}?)(?:,\s|\s[–—-]\s)(?=[a-z]{2,}\s)"),
    lazily(r"(?:^|[.;]\s)(?P<who>[^.;()]{3,200})\s\((?:together|jointly|collectively|hereafter)\b,?\s[“‘\"']?we\b"),
)
_SAYS_WE = lazily(r"\s{4,}|\bwe\b", re.IGNORECASE)
_ALL_OF_US = lazily(r"\b(?:all|both)(?: (?:the )?(?P<number>\w+))?(?: of us|$)", re.IGNORECASE)
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# Whose officers bear which office, where a report names one such body.
_OFFICES = (
    (
        lazily(r"\b(?:constable|superintendent|(?:detective|chief|police) inspector|sergeant)\b", re.IGNORECASE),
        "police",
    ),
    (
        lazily(
            r"\b(?:director of children['’]s services|leader of the council|cabinet member|town clerk)\b", re.IGNORECASE
        ),
        "council",
    ),
    (lazily(r"\b(?:chief nurse|medical director|director of nursing|nursing director)\b", re.IGNORECASE), "trust"),
    (lazily(r"\b(?:head ?teacher|principal)\b", re.IGNORECASE), "school"),
)
_BY_OFFICE = lazily(
    r"(?:report|letter|statement|response|paper|update|account|note|briefing) (?:of|from|by) (?:the|our)"
    r" (?P<office>[^.;,]{4,60})",
    re.IGNORECASE,
)
# «From: Northmoor Council», «From the Director of Children's Services, Northmoor Council, to the partnership»
_SENDER = lazily(r"(?:from|sender|author)\b", re.IGNORECASE)
# Where many bodies or one person alone write, «we» and «I» are no agency.
_OF_NOBODY = lazily(
    r"\b(?:partnership|partners|scrutineer|independent|committee|commissioner|review(?:er)?|members|joint"
    r"|multi-agency|board of"
    r"|summary of progress|summary|minutes)\b",
    re.IGNORECASE,
)
# «… to the safeguarding partnership», «… for the improvement board»: who reads it.
_TO_OTHERS = lazily(
    r"\b(?:to|for|before) (?:the |our )?(?:[\w’'-]+ ){0,5}?(?:partnership|board|executive|panel|committee|governors"
    r"|forum|scrutineer|cabinet|members|review|inspection|letter|report|findings|recommendations)\b"
    r"(?:(?:, [\w’' -]+)* and [\w’' -]+)?",
    re.IGNORECASE,
)
_OF_MANY = lazily(
    r"\b(?:partnership|partners|scrutineer|independent|commissioner|summary of progress|inspection|members"
    r"|multi-agency|safeguarding"
    r" (?:board|arrangements)|executive|minutes|all agencies|each agency|agencies)\b",
    re.IGNORECASE,
)
_NOT_BY_IT = lazily(
    r"\b(?:to|with|about|for|on|at|into|inspections? of|visits? (?:of|to)|reviews? of|audits? of|evaluation of"
    r"|scrutiny of|monitoring of|work of|practice (?:of|in))\s(?:the\s)?$",
    re.IGNORECASE,
)
_JOINTLY = lazily(r"\b(?:joint|together|both|by|from)\b", re.IGNORECASE)
_THE_KIND = lazily(r"\s\((?:[“‘\"']\s?)?[Tt]he (?P<kind>[A-Z]\w+)(?:[”’\"'])?\)")
# «the Council (HCC), the Police and Cafcass»: what joins bodies to one row.
_JOINT = lazily(r"(?:\s\([^()]{1,40}\))?(?:,\s|,?\sand\s)(?:the\s)?")
# An author says who it is within the first few paragraphs or not at all.
_BEGINNING = 8


def owner_of(heading: str, register: Register) -> str | None:
    """The one agency that a heading or a title is about, if it is: what stands under it is that agency's account."""
    spoken = _MARKED.sub("", as_spoken(heading).strip(" :–-?"))
    bare = _HAS_DONE.sub("", _WHAT_HAS.sub("", _ABOUT.sub("", spoken)))
    if _THEME.fullmatch(spoken):
        return None
    owner = register.owner(_ARTICLE.sub("", _IN_BRACKETS.sub("", _ACCOUNT.sub("", bare))))
    # «Health: Fens Community NHS Trust»: with a theme beside it, only a name is whose it is.
    sides = [_IN_BRACKETS.sub("", side) for side in re.split(r"\s?:\s|\s[–—-]\s", spoken)]
    owners = (
        {owner}
        if owner
        else {register.forms[side] for side in sides if side in register.forms and not is_general(side)}
    )
    return owners.pop() if len(owners) == 1 else None


def owners_of(heading: str, register: Register, *, writers: Sequence[str]) -> tuple[str, ...]:
    """The bodies whose account stands under a heading: one, or two that it joins («The Council and the police»).

    Where others write the report, «The police» is only what they tell of.
    """
    if one := owner_of(heading, register):
        is_told_of = _ARTICLE.match(heading) and writers and one not in writers
        return () if is_told_of else (one,)
    both = tuple(owner_of(side, register) for side in heading.split(" and ")) if heading.count(" and ") == 1 else ()
    return tuple(owner for owner in both if owner) if all(both) else ()


def author_of(title: str, register: Register) -> str | None:
    """The one agency whose own account this is, by its title: «Letter from … Council», «… Trust: update on …»."""
    owner = owner_of(title, register)
    if owner is not None:
        return owner
    spoken = as_spoken(title)
    for match in (_ACCOUNT_OF.search(spoken), _FROM_AT_END.match(spoken)):
        if match and match["name"] in register.forms and not _rows(spoken, register):
            return register.forms[match["name"]]
    return None


def we_defined(paragraphs: Sequence[str], register: Register) -> tuple[str, ...] | None:
    """Whom a report says that it means by «we»: bodies, none of them where it is the partnership; None if it is silent.

    «All five of us» are all who have been named until then, if they are five.
    """
    so_far: list[str] = []
    for text in paragraphs[: 2 * _BEGINNING]:
        so_far += [name for name in _named(text, register) if name not in so_far]
        means = next((m for pattern in _WE_MEAN if (m := pattern.search(text))), None)
        if means is None or not _SAYS_WE.search(text):
            continue
        if named := _meant(means["who"], register):
            return named
        every = _ALL_OF_US.search(means["who"])
        number = (every["number"] or "").lower() if every else ""
        if every:
            is_each = not number or (number in _NUMBERS and _NUMBERS.index(number) + 2 == len(so_far))
            return tuple(so_far) if is_each else ()
        if _OF_MANY.search(means["who"]):
            return ()
    return None


def writers_of(
    title: str, paragraphs: Sequence[str], register: Register, *, front: Sequence[str] = (), signed: Sequence[str] = ()
) -> tuple[str, ...]:
    """The agencies that say «we» in the report: as its title or its beginning says. They may tell of others too.

    `paragraphs` are given with their quotations blanked out; `front` are the lines before the first of them, `signed`
    those under «Yours sincerely».
    """
    spoken = as_spoken(title)
    if _WE.search(spoken) and len(named := _named(spoken, register)) == 1:
        return named
    for text in paragraphs[:_BEGINNING]:
        together = _WE_WRITE.search(text)
        if together and (named := _meant(together.group("who"), register)):
            return named
    if letter := _letter_of(spoken, front, signed, register):
        return letter
    is_ours = not _OF_NOBODY.search(_TO_OTHERS.sub("", spoken)) or bool(_WE.search(spoken))
    beginning = paragraphs[:_BEGINNING] if is_ours else ()
    return (
        _first_to_say_we(beginning, register)
        or _begins_with(beginning, register)
        or _titled(spoken, register)
        or _in_front(spoken, front, register)
        or _called_by_its_kind(beginning, register)
    )


def _called_by_its_kind(paragraphs: Sequence[str], register: Register) -> tuple[str, ...]:
    """The one body that a report calls «the Trust» once it has named it, where somebody says «we»."""
    called = {
        name
        for text in paragraphs
        for _, end, name in register.places(text)
        if (short := _THE_KIND.match(text, end)) and register.general.get(short["kind"].lower()) == name
    }
    return tuple(called) if len(called) == 1 and any(_WE.search(text) for text in paragraphs) else ()


def _begins_with(paragraphs: Sequence[str], register: Register) -> tuple[str, ...]:
    """The one body that a paragraph begins with and goes on with «we»: «Open Door has two houses. So we see …».

    Or the one that the first paragraph begins with, where somebody says «we» after it.
    """
    found = set()
    for text in paragraphs:
        first = next(iter(register.places(text)), None)
        begins = first is not None and first[0] <= len("The ")
        if first and begins and (text is paragraphs[0] or re.search(r"[.;]\s.*\b[Ww]e\b", text[first[1] :])):
            found.add(first[2])
    return tuple(found) if len(found) == 1 and any(_WE.search(text) for text in paragraphs) else ()


def _letter_of(title: str, front: Sequence[str], signed: Sequence[str], register: Register) -> tuple[str, ...]:
    """Whose letter or paper it is: who sign it, at whose head it stands, whose officer reports."""
    own = [line for line in signed if not _OF_NOBODY.search(line)]
    named = tuple(dict.fromkeys(name for line in own for name in _named(line, register)))
    if len(named) == 1 or (named and len(own) == len(signed)):
        return named
    if len(own) < len(signed):
        return ()  # the chair of the partnership signs it
    if own and (officers := _of_office(" ".join(own), register)):
        return officers
    for line in front:
        if _SENDER.match(line) and len(sender := _named(_TO_OTHERS.sub("", line), register)) == 1:
            return sender
    for line in (title, *front):
        if (by := _BY_OFFICE.search(line)) and (officers := _of_office(by["office"], register)):
            return officers
    first = next(iter(register.places(as_spoken(front[0]))), None) if front else None
    if first is None or first[0] > len("The ") or not any(map(is_greeting, front)):
        return ()
    addressed = [_of_office(line, register) for line in front if is_greeting(line)]
    return () if (first[2],) in addressed else (first[2],)


def _of_office(words: str, register: Register) -> tuple[str, ...]:
    """The one body whose officers bear such an office."""
    found = next((kind for office, kind in _OFFICES if office.search(words)), None)
    meant = register.candidates(found) if found else ()
    return meant if len(meant) == 1 else ()


def _in_front(title: str, front: Sequence[str], register: Register) -> tuple[str, ...]:
    """Whom alone the lines before the text name, under a title that names nobody: its paper, its meeting."""
    if _OF_MANY.search(_TO_OTHERS.sub("", title)) or any(map(is_greeting, front)):
        return ()
    named = {_titled(line, register) for line in front} - {()}
    return named.pop() if len(named) == 1 else ()


def _titled(title: str, register: Register) -> tuple[str, ...]:
    """«Progress report: Dunmoor Constabulary», «Joint statement by … and …»: the bodies that a title names as its own.

    Not where many write («… Partnership: summary of progress»), nor where somebody writes to or about the body.
    """
    own = _TO_OTHERS.sub("", title)
    if _OF_MANY.search(own):
        return ()
    named = tuple(dict.fromkeys(name for start, _, name in register.places(own) if not _NOT_BY_IT.search(own[:start])))
    is_joint = (len(named) == 2 and _JOINTLY.search(own)) or named in _rows(own, register)
    return named if len(named) == 1 or is_joint else ()


def _first_to_say_we(paragraphs: Sequence[str], register: Register) -> tuple[str, ...]:
    """Who was named before anybody says «we»: one agency, or all of one row («The Council, the Police and Cafcass»)."""
    named: list[str] = []
    rows: list[tuple[str, ...]] = []
    we = None
    for text in (_TO_OTHERS.sub("", paragraph) for paragraph in paragraphs):
        we = _WE.search(text)
        named += [name for start, _, name in register.places(text) if we is None or start < we.start()]
        rows += _rows(text, register)
        if we is not None:
            break
    every = tuple(dict.fromkeys(named))
    return every if we is not None and (len(every) == 1 or every in rows) else ()


def _rows(text: str, register: Register) -> list[tuple[str, ...]]:
    """The rows of two bodies or more that a text joins by commas and «and»."""
    rows: list[tuple[str, ...]] = []
    last = -1
    for start, end, name in register.places(text):
        if last >= 0 and _JOINT.fullmatch(text, last, start):
            rows[-1] = (*rows[-1], name)
        else:
            rows.append((name,))
        last = end
    return [tuple(dict.fromkeys(row)) for row in rows if len(set(row)) > 1]


def _named(text: str, register: Register) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, _, name in register.places(text)))


def _meant(text: str, register: Register) -> tuple[str, ...]:
    """The bodies that a text names, or those that it speaks of in general words: «the council and the police»."""
    return _named(text, register) or tuple(dict.fromkeys(one.name for one in mentions_in(text, register, ())))


def as_spoken(heading: str) -> str:
    """A heading set in capitals, as it would be written: «FERRISBY POLICE» is Ferrisby Police."""
    if not heading.isupper():
        return heading
    small = ("and", "of", "the", "for", "in", "on", "with", "to", "a", "our", "we")
    words = [word if word in ("NHS", "ICB", "NSPCC") else word.capitalize() for word in heading.split()]
    return " ".join(word.lower() if position and word.lower() in small else word for position, word in enumerate(words))
