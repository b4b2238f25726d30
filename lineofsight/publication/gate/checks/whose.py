"""Of which body a sentence tells: the one that says it, or one of which something that stands behind it speaks."""

import re
from collections.abc import Iterator

from lineofsight.publication.content.edition import Line, LineKind
from lineofsight.publication.gate.behind import said_before, texts_behind
from lineofsight.publication.gate.check import Found, LineCheck
from lineofsight.publication.gate.given import Given

# How people call a body, by what it is. Its own name is read by the same words.
_KINDS = {
    "a council": r"councils?|local authorit(?:y|ies)",
    "the police": r"police|constabulary",
    "a trust": r"trusts?|hospitals?",
    "probation": r"probation",
    "a board": r"(?:integrated )?care boards?|icb",
    "a court service": r"court advisory service|cafcass",
    "a school": r"schools?(?! nurse| age| year| holiday| term)|colleges?",
    "a charity": r"charit(?:y|ies)",
}
_KIND = re.compile(
    rf"\b(?:{'|'.join(f'(?P<k{at}>{words})' for at, words in enumerate(_KINDS.values()))})\b", re.IGNORECASE
)
# «Told the police», «shared with schools», «went to the court»: whom it reached, and not whose it is.
_REACHED = re.compile(
    r"\b(?:to|with|from|before|for|about|tell|tells|told|ask|asks|asked|ring|rings|rang|call|calls|called|inform\w*)\s+"
    r"(?:(?:the|an?|its|their|all|each|every|local|both)\s+)*(?:[A-Z][\w’'-]*\s+){0,3}$"
)
_NAME = re.compile(
    r"\b(?P<name>(?:[A-Z][\w’'-]+\s+){1,4}(?:Council|Trust|Police|Constabulary|Probation Service|Board|Hospital))\b"
)


def _told(line: Line, given: Given) -> bool:
    is_told = line.kind in (LineKind.PROGRESS, LineKind.ADVERSE) and bool(given.rests_on(line))
    return is_told or _sets_the_scene(line, given)


def _sets_the_scene(line: Line, given: Given) -> bool:
    return line.kind is LineKind.CONTEXT and not line.basis


def _find(line: Line, given: Given) -> Iterator[Found]:
    own, is_counted = given.own_words(line), bool(line.figures)
    if _sets_the_scene(line, given):
        yield from _named_anew(line, given)
        return
    behind = [*texts_behind(line, given), *said_before(line, given)]
    items = given.rests_on(line)
    whose = [line.agency, *line.about, *(name for item in items for name in (item.said_by, *item.about))]
    known = {*_kinds_in(" ; ".join(whose))}
    spoken_of = {*_kinds_in(" ; ".join(behind))}
    speaks_for_all = given.content.partnership in (line.agency, *line.about)
    for found in _KIND.finditer(own):
        kind = _kind(found)
        if kind in known | spoken_of or (is_counted and _REACHED.search(own[: found.start()])):
            continue
        # What is counted is somebody's. Elsewhere a body is another one only where one is named behind the sentence.
        is_possessed = re.match(r"['’]s?\s", own[found.end() :]) and not _REACHED.search(own[: found.start()])
        is_anothers = is_possessed or (spoken_of - known)
        if (is_counted and not (speaks_for_all and not spoken_of)) or (not is_counted and is_anothers):
            yield _other(f"«{found.group()}»", line)
            return
    bodies = [*given.bodies, *given.content.declared.partners, *whose, *behind]
    for found in _NAME.finditer(own) if is_counted else ():
        name = re.sub(r"^(?:The|In|At|Of|By|For)\s+", "", found["name"])
        if not any(name.casefold() in body.casefold() for body in bodies):
            yield _other(f"«{name}»", line)
            return


def _named_anew(line: Line, given: Given) -> Iterator[Found]:
    """Nothing stands behind a sentence of context: it names the bodies that it named in the edition before, and of
    inspectorates those whose reports are quoted."""
    own, then = given.own_words(line), given.content_before.get(line.statement_ref)
    bodies = {*given.bodies, *given.content.declared.partners} if then is not None else set()
    named = [body for body in sorted(bodies) if body in own and then is not None and body not in then.wording]
    looked = {name for one in given.content.assessments for name in (one.body, one.title)}
    for names in given.own_rules.publishing.inspectorates:
        is_quoted = any(name.casefold() in one.casefold() for name in names for one in looked)
        if not is_quoted and looked:
            named += [name for name in names if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", own)]
    if named and then is not None and line.wording != then.wording:
        yield _other(f"«{named[0]}»", line)


def _other(named: str, line: Line) -> Found:
    return Found(
        "speaker.other_body",
        f"The sentence names {named}. {line.agency} says it, and nothing that stands behind it speaks of that body.",
        "Name the body of which the evidence speaks, or add evidence that speaks of this one.",
    )


def _kinds_in(text: str) -> Iterator[str]:
    return (_kind(found) for found in _KIND.finditer(text))


def _kind(found: re.Match[str]) -> str:
    return list(_KINDS)[int((found.lastgroup or "k0")[1:])]


CHECK = LineCheck(
    id="whose",
    title="Each sentence tells of the body that says it, or of one that its evidence names",
    codes={"speaker.other_body": "The sentence names a body of which nothing that stands behind it speaks."},
    applies=_told,
    find=_find,
)
