"""What a sentence is said to show, against what its evidence shows; and who is said to stand behind it."""

import re
from collections.abc import Iterator, Mapping

from lineofsight.library.borne_out import said_in
from lineofsight.library.scales import Scope, Shows, WhoSays
from lineofsight.library.words import listed
from lineofsight.publication.content.edition import BasisItem, BasisKind, Line, LineKind, OpenKind
from lineofsight.publication.gate.based import base_of, is_earlier
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

_LASTING = re.compile(
    r"\b(?:(?:has|have) (?:been )?(?:sustained|lasted|maintained)"
    r"|(?:sustained|lasting) (?:improvement|change|progress))\b",
    re.IGNORECASE,
)
_WIDER = re.compile(
    r"(?<!asked )(?<!required )(?<!set )(?<!agreed )\b(?:nationally|nationwide|countrywide|region-wide"
    r"|(?:across|throughout|all over|everywhere in) (?:the (?:country|nation|region)|England))\b",
    re.IGNORECASE,
)


def _applies(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.CONTEXT


def _find(line: Line, given: Given) -> Iterator[Found]:
    shown, items = given.shown(line), given.rests_on(line)
    for item in items:
        most = given.own_rules.most[item.kind]
        if item.shows > most:
            yield Found(
                "shown.kind_cannot",
                f"{item.number} is marked «{item.shows.words}», but {item.kind.value} shows at most «{most.words}».",
                f"Mark {item.number} «{most.words}», or add evidence of another kind.",
            )
    if line.has_lasted and not _was_measured_twice(line):
        yield Found(
            "shown.not_lasted",
            "The sentence is marked «Has lasted», but no two figures some time apart stand behind it.",
            "Take the mark off, or add the earlier figure beside the present one.",
        )
    if not line.has_lasted and (lasting := _lasting(given.own_words(line))):
        yield Found(
            "shown.says_lasting",
            f"«{lasting.group()}» says that it has lasted, and the sentence is not marked «Has lasted».",
            "Leave the word out, or show it twice some time apart and mark it «Has lasted».",
        )
    wider = _WIDER.search(given.own_words(line))
    if wider and items and all(item.scope is Scope.LOCAL for item in items):
        yield Found(
            "shown.wider_than_evidence",
            f"«{wider.group()}» speaks of more than the area, and all the evidence is local.",
            "Say it of the area, or add evidence from the whole region or country.",
        )
    # That nothing stands behind it is another check's to say, and is said once.
    rests_on_nothing = not items and not line.quotations
    if line.shows <= max(shown, Shows.SAID if rests_on_nothing else Shows.INTENTION):
        return
    claimed = f"The sentence is marked «{line.shows.words}»."
    words_alone = bool(line.quotations or items) and all(item.kind is BasisKind.ASSESSMENT for item in items)
    if words_alone:
        yield Found(
            "shown.quotation_alone",
            f"{claimed} It rests on quoted words alone, and these show «{Shows.SAID.words}» at most.",
            f"Mark it «{shown.words}», or add a count, an audit or what families said.",
        )
        return
    highest = [item.number for item in items if item.shows >= shown]
    rest = (
        f"The most that its evidence shows is «{shown.words}» ({listed(highest)})"
        if highest
        else "None of its current evidence shows more than an intention"
    )
    yield Found(
        "shown.above_evidence", f"{claimed} {rest}.", f"Mark it «{shown.words}», or add evidence that shows more."
    )


def _lasting(own: str) -> re.Match[str] | None:
    """Where it is said that something has lasted; «it is not known whether it has lasted» says nothing of it."""
    for found in _LASTING.finditer(own):
        if not re.search(r"\b(?:whether|if|not)\b[^.;]{0,40}$", own[: found.start()], re.IGNORECASE):
            return found
    return None


def _was_measured_twice(line: Line) -> bool:
    pairs = ((base_of(figure), figure.compared_with) for figure in line.figures)
    return any(base is not None and earlier is not None and is_earlier(earlier, base) for base, earlier in pairs)


CHECK = LineCheck(
    id="shown",
    title="No sentence is marked above what its evidence shows",
    codes={
        "shown.above_evidence": "The sentence is marked higher than its accepted, current evidence.",
        "shown.quotation_alone": "The sentence is marked higher than «said», but rests on somebody's words alone.",
        "shown.kind_cannot": "Evidence is marked higher than its kind can show.",
        "shown.says_lasting": "The sentence says that something has lasted, and is not marked so.",
        "shown.wider_than_evidence": "The sentence speaks of a region or the country, and its evidence is local.",
        "shown.not_lasted": "The sentence is marked «Has lasted» without two figures some time apart.",
    },
    applies=_applies,
    find=_find,
)


def _has_speaker(line: Line, given: Given) -> bool:
    return line.kind is not LineKind.CONTEXT or bool(line.basis)


def _own_word_as_outside(line: Line, given: Given) -> Iterator[Found]:
    for item in given.rests_on(line):
        if item.who_says is not WhoSays.OWNER and _is_of(item.said_by, line.agency, given):
            yield Found(
                "speaker.own_word",
                f"{item.number} is marked «{item.who_says.words}», but {item.said_by} says it about itself.",
                "Mark it «The agency itself».",
            )
        elif item.who_says is WhoSays.OWNER and (outsider := _outsider_in_title(item, line, given)):
            yield Found(
                "speaker.title_outside",
                f"{item.number} is called «{item.title}»: «{outsider}» tells of somebody from outside, and "
                f"it is marked «{item.who_says.words}».",
                "Call it what it is, or say who made it.",
            )
        elif item.who_says is WhoSays.INDEPENDENT and _takes_part(item.said_by, given):
            yield Found(
                "speaker.takes_part",
                f"{item.number} is marked «{item.who_says.words}», but {item.said_by} is one of those of whom the "
                "Summary tells.",
                f"Mark it «{WhoSays.PARTNER.words}».",
            )
    if line.kind is not LineKind.INTENTION:
        yield from _said_independent(line, given)
        yield from _silent_partner(line, given)
    if other := _other_subject(line, given):
        yield Found(
            "speaker.other_agency",
            f"The sentence tells what {other} does, and {line.agency} says it, of itself.",
            f"Let {other} say it, or say in the sentence's details whom it is about.",
        )
    if line.opinion is not None and _is_of(line.opinion.by_agency, line.agency, given):
        yield Found(
            "speaker.own_opinion",
            f"The opinion is given by {line.opinion.by_agency}, the agency that the sentence speaks for.",
            "The scrutineer or another agency gives the opinion; until then it is «Not yet looked at».",
        )


# Who looked is told as somebody from outside: «read by somebody independent», «independently checked».
_LOOKED_AT = (
    r"(?:found|judg\w+|read|check\w+|look\w*|audit\w*|review(?:ed|s)?|examin\w+|confirm\w*|verif\w+|test\w+|grad\w+)"
)
_FROM_OUTSIDE = (
    r"(?:independently|(?:somebody|someone|a person|people|a reader|readers|an? \w+)"
    r" (?:independent|from outside(?! (?:a|the|its|their|that) (?:team|unit|service area)| (?:it|them)\b))"
    r"|an (?:independent|external|outside) (?:person|reader|auditor|reviewer|body|expert|audit|review|look)|externally)"
)
_SAID_INDEPENDENT = re.compile(
    rf"\b{_FROM_OUTSIDE}\b[^.;:]{{0,40}}?\b{_LOOKED_AT}\b|\b{_LOOKED_AT}\b[^.;:]{{0,20}}?\b{_FROM_OUTSIDE}\b",
    re.IGNORECASE,
)
# «By an inspection, …», «the inspectors looked at …».
_INSPECTED = re.compile(
    r"\bby\s+(?:an?\s+|the\s+)?(?:\w+\s+)?(?:inspections?|inspectorates?|inspectors?|peer reviews?)\b"
    rf"|\b(?:an?|the)\s+(?:inspection|inspectorate|inspectors?|peer review)\b[^.;:,]{{0,30}}?\b{_LOOKED_AT}\b",
    re.IGNORECASE,
)


_OUTSIDE = re.compile(r"\b(?:independent\w*|outside|external\w*)\b", re.IGNORECASE)


def _outsider_in_title(item: BasisItem, line: Line, given: Given) -> str:
    """Somebody from outside, or a body by its name, who made what the agency itself brings, as its title has it."""
    for kind in given.own_rules.claims:
        if kind.in_own_titles and (said := said_in(item.title, kind)):
            return said[0].words
    title = item.title.casefold()
    for name in (name.casefold() for names in given.own_rules.publishing.inspectorates for name in names):
        if re.search(rf"\bby (?:the )?{re.escape(name)}\b|\b{re.escape(name)}['’]s\b", title):
            return f"by {name}"
    own = tuple(name.casefold() for name in (item.said_by, line.agency, *line.about, *item.about) if name)
    for body in (*given.bodies, *given.content.declared.partners):
        name = body.casefold()
        is_own = any(name in one or one in name for one in own)
        if not is_own and re.search(rf"\bby (?:the )?{re.escape(name)}(?![\w-])", title):
            return f"by {body}"
    return ""


def _said_independent(line: Line, given: Given) -> Iterator[Found]:
    """«Somebody independent has found»: one of those behind the sentence is marked so."""
    own = given.own_words(line)
    # What inspectors found is quoted; without a quotation an inspection that looked is evidence of the sentence.
    said = _SAID_INDEPENDENT.search(own) or (None if line.quotations else _INSPECTED.search(own))
    items = given.rests_on(line)
    if said and not any(_is_from_outside(item, line, given) for item in items):
        yield Found(
            "speaker.said_independent",
            f"«{said.group()}» tells of somebody from outside, and none of its evidence is marked «"
            f"{WhoSays.INDEPENDENT.words}».",
            "Say who looked, as the evidence says it, or add what somebody independent found.",
        )


_SHORT = ("police", "board", "probation", "cafcass", "council", "trust")


def _silent_partner(line: Line, given: Given) -> Iterator[Found]:
    """«Agreed with the council and the police», where the police have not yet said what they have done."""
    silent = {item.agency for item in given.content.open_items if item.kind is OpenKind.NOT_RESPONDED and item.agency}
    if line.kind is not LineKind.PROGRESS or not silent - {line.agency, *line.about}:
        return
    own, titles = given.own_words(line).casefold(), " ".join(item.title for item in line.basis).casefold()
    for agency in sorted(silent - {line.agency, *line.about}):
        short = [word for word in _SHORT if word in agency.casefold().split()]
        # «The council» is several; a word that others have too names nobody.
        short = [word for word in short if sum(word in one.casefold().split() for one in {*given.bodies, *silent}) == 1]
        names = [agency.casefold(), *(f"the {word}" for word in short)]
        said = next((name for name in names if re.search(rf"\b(?:and|with)\s+(?:the\s+)?{re.escape(name)}\b", own)), "")
        if said and not any(name in titles for name in (agency.casefold(), *short)):
            yield Found(
                "speaker.silent_partner",
                f"The sentence says it of {agency} too, which has not answered by «Not yet done or known», and "
                "no evidence names it.",
                f"Leave it out until {agency} has said it.",
            )


def _is_from_outside(item: BasisItem, line: Line, given: Given) -> bool:
    """Whether evidence tells of somebody from outside: an inspection looked itself, and speaks for no others."""
    if item.kind is BasisKind.ASSESSMENT:
        own = given.own_words(line).casefold()
        return item.said_by.casefold() in own or re.search(r"\binspect", own) is not None
    return item.who_says is WhoSays.INDEPENDENT or _OUTSIDE.search(item.title) is not None


def _other_subject(line: Line, given: Given) -> str:
    """The agency with whose name a sentence begins, where it is neither the one that says it nor one it is about."""
    if line.kind not in (LineKind.PROGRESS, LineKind.INTENTION) or line.agency in ("", given.content.partnership):
        return ""
    said = " ".join(given.own_words(line).casefold().split()).removeprefix("the ")
    # «The council» is anybody's; a name has two words.
    bodies = {*given.bodies, *given.content.declared.partners}
    names = {name.casefold().removeprefix("the "): name for name in bodies}
    starts = [plain for plain in names if len(plain.split()) > 1 and re.match(rf"{re.escape(plain)}(?!\w)", said)]
    first = names[max(starts, key=len)] if starts else ""
    own = {given.content.partnership, line.agency, *line.about}
    looked = {assessment.body for assessment in given.content.assessments}
    return "" if first in own | looked or _is_joint(line.agency, first, said, names) else first


def _is_joint(agency: str, first: str, said: str, names: Mapping[str, str]) -> bool:
    """Whether the agency speaks too where another is named first: «X and Y agreed», or «X is told by Y»."""
    own = agency.casefold().removeprefix("the ")
    if own not in said:
        return False
    between = said[len(first.casefold().removeprefix("the ")) : said.index(own)]
    for name in sorted(names, key=len, reverse=True):
        between = between.replace(name, " ")
    return _TOGETHER.fullmatch(between) is not None or re.search(r"\b(?:by|from)\s+(?:the\s+)?$", between) is not None


_TOGETHER = re.compile(r"(?:\s|,|\band\b|\bwith\b|\btogether\b|\bthe\b|\bas well as\b|\bas\b)*")


def _takes_part(said: str, given: Given) -> bool:
    """Whether a body speaks in this Summary itself: a partner is somebody else, and not independent."""
    by = " ".join(said.casefold().split())
    return by in {" ".join(name.casefold().split()) for name in given.speakers}


def _is_of(said: str, agency: str, given: Given) -> bool:
    """Whether a body is the agency itself, or a team of it by its name («Fernley County Council audit team»)."""
    by, own = (" ".join(name.casefold().split()) for name in (said, agency))
    if not own or by == own:
        return bool(own)
    others = {" ".join(name.casefold().split()) for name in given.bodies} - {own}
    return by.startswith(f"{own} ") and not any(by == other or by.startswith(f"{other} ") for other in others)


SPEAKER = LineCheck(
    id="speaker",
    title="What is marked as said by somebody else is said by somebody else",
    codes={
        "speaker.own_word": "Evidence is marked as a partner's or independent, but comes from the agency itself.",
        "speaker.other_agency": "The sentence begins with another agency than the one that says it.",
        "speaker.takes_part": "Evidence is marked independent, but comes from one who speaks in the Summary.",
        "speaker.silent_partner": "The sentence tells what a partner did with others that has not answered.",
        "speaker.title_outside": "Evidence is called somebody else's (external, a peer review, by another body), and "
        "is marked as the agency's own.",
        "speaker.said_independent": "The sentence tells of somebody from outside, and its evidence is by nobody such.",
        "speaker.own_opinion": "The opinion was given by the agency that the sentence speaks for.",
    },
    applies=_has_speaker,
    find=_own_word_as_outside,
)
