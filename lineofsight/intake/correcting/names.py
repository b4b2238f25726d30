"""Names of people in a report: officers are shown so that a role can stand instead, a child's name stops the import.

Plain rules, so that people can say why a word was marked. They look only at words with a capital letter beside words
that speak of a person; what they miss a reader must find, and what they find wrongly a reader can say is no name.
"""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.intake.correcting.corrections import Part
from lineofsight.intake.patterns import lazily


class NameKind(StrEnum):
    """Whose name it looks like."""

    OFFICER = "officer"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class NameFound:
    """Words that look like a name: whose, where (the part of the report as read), and what could stand instead."""

    name: str
    kind: NameKind
    position: int
    at: int
    label: str
    around: str
    instead: str


_NAME = r"[A-Z][a-z]+(?:[-'’][A-Z][a-z]+)?"
_FULL = rf"(?:{_NAME}|[A-Z]\.?)(?:\s+{_NAME}){{1,2}}"
_TITLES = {
    r"Mrs|Mr|Ms|Miss|Mx": "a named person",
    r"Dr|Doctor": "a doctor",
    r"Prof|Professor": "a professor",
    r"Cllr|Councillor": "a councillor",
    r"PC|DC|PS|DS|DI|DCI|Insp|Inspector|Supt|Superintendent|Sgt|Sergeant|Detective": "a police officer",
    r"HHJ|His Honour|Her Honour": "a judge",
}
_ROLES = (
    r"(?:assistant |deputy |interim )?(?:director|head|chair|chief executive|chief officer|lead|leader|manager"
    r"|team manager|author|reviewer|scrutineer|practitioner|social worker|health visitor|midwife|guardian|nurse"
    r"|headteacher)"
)
_OFFICERS = (
    *((rf"\b(?:{title})\.?\s+(?P<name>{_NAME}(?:\s+{_NAME})?)", role) for title, role in _TITLES.items()),
    (rf"\b(?P<role>(?i:{_ROLES})(?:\s+(?:of|for)\s+[\w’' ]{{3,40}}?)?),?\s+(?P<name>{_FULL})(?=[\s,.;)])", ""),
    (rf"(?P<name>{_FULL}),\s+(?:the\s+|our\s+)?(?P<role>(?i:{_ROLES})(?:\s+(?:of|for)\s+[\w’']+)?)\b", ""),
    (r"\b(?P<name>[\w.+-]+@[\w-]+\.[\w.-]+)", "the agency's contact address"),
)
_SPAN = r"(?:years?|months?|weeks?|days?)"
_AGE = (
    rf"(?:aged\s+\d|\(\s*(?:aged\s+)?\d{{1,2}}\s*{_SPAN}?\s*\)|,\s*\d{{1,2}}\s*{_SPAN}"
    rf"|was\s+\d{{1,2}}\s+{_SPAN}\s+old)"
)
_CHILD = r"(?i:child|baby|infant|toddler|boy|girl|brother|sister|sibling|son|daughter|twin)"
_OF_A_CHILD = (
    r"(?i:mother|father|parents?|step-?father|step-?mother|foster|carers?|siblings?|birth|school|body|injur\w+|death)"
)
_ONE_OR_TWO = rf"{_NAME}(?:\s+{_NAME})?"
_CHILDREN = (
    rf"\b{_CHILD}s?(?:,|\s+(?i:called|named|known as))?\s+(?P<name>{_ONE_OR_TWO})",
    rf"\b(?P<name>{_ONE_OR_TWO}),?\s+{_AGE}",
    rf"\b(?P<name>{_ONE_OR_TWO}),?\s+(?i:(?:is |was )?(?:the |a )?(?:son|daughter|child|baby) of)\b",
    rf"\b(?P<name>{_NAME})[’']s\s+{_OF_A_CHILD}\b",
    # A pseudonym of our own register: it belongs to records, never to a report.
    r"\b(?P<name>[A-HJKMNP-Z2-9]{3}-[A-HJKMNP-Z2-9]{3})\b",
)
# Begin a sentence or a body's name, and are nobody's.
_NOBODYS = """
The A An In On At All And Or But As By For From Of To We Our Their They This That These Those It Its He She His
Her Children Child Childrens Council Trust Service Services Board Partnership Police Probation Health
Safeguarding Local Practice Review Report Summary Section Committee Team Teams Department Agency Agencies Court
Family Social Care Hospital School College Academy Community Mental National Independent Office Working Together
Act Protection Plan Plans Need Assessment Assessments Conference Conferences Centre Hub House Commissioner
Guidance Ofsted Cafcass County City Borough January February March April May June July August September October
November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Education Royal Clinical Integrated
Public Young People Foundation Early Help First Second Third Following Since When Where While After Before
During Each Every No Not Programme Strategy Framework Standards Policy Group Panel Network Unit Forum Executive
Quality Assurance Training Liaison Officer Manager Director Head Chair Lead Leader Nurse Midwife Reviewing
Quarter Year Years Table Figure Paragraph Appendix England Wales Britain United Kingdom Government Regulations
Regulation Stage Step Level Phase Minister Secretary State Parliament Learning Development Research Multi
Practitioners Staff Managers Authority Designated Area Region North South East West Central Senior Principal
Baby Mother Father Parents
"""
NOT_NAMES = frozenset(_NOBODYS.split())
"""Words with a capital letter that begin sentences or stand in names of bodies, and are nobody's."""
_PSEUDONYM = lazily(
    r"(?:pseudonym|(?:is|was|are|be|been)\s+(?:called|known as|referred to as|named)|refer(?:red)? to (?:\w+ ){0,3}as"
    r"|known (?:here )?as|we call(?: \w+)?|call(?:ed)? (?:him|her|them|the child|this child)|case of"
    r"|review|baby|child|infant)"
    r"[^.\w]{0,4}[\"“‘'](?P<name>[A-Z][a-z]+)[\"”’']",
    re.IGNORECASE,
)


def pseudonyms_in(title: str, text: str) -> frozenset[str]:
    """The pseudonyms that the report itself says it uses: «who is called "Robin" here»."""
    return frozenset(match["name"] for match in _PSEUDONYM.finditer(f"{title}\n{text}") if match["name"][0].isupper())


def names_in(
    parts: Iterable[Part], *, bodies: Iterable[str] = (), allowed: Iterable[str] = ()
) -> tuple[NameFound, ...]:
    """Every name that the parts seem to hold, each once a part, children's first.

    `bodies` are names of agencies, `allowed` words that somebody has said may stand (the pseudonym of the review).
    """
    known = {word for body in bodies for word in re.findall(r"\w+", body)} | NOT_NAMES
    may_stand = frozenset(allowed)
    found: dict[tuple[str, int, int], NameFound] = {}
    for part in parts:
        for one in _in_part(part, known):
            if one.name not in may_stand:
                found.setdefault((one.name, one.position, one.at), one)
    return tuple(sorted(found.values(), key=lambda one: (one.kind is not NameKind.CHILD, one.position, one.at)))


def _in_part(part: Part, known: Set[str]) -> Iterator[NameFound]:
    text = part.paragraph.text
    for pattern in _CHILDREN:
        for match in re.finditer(pattern, text):
            name = _trimmed(match["name"], known)
            if name:
                yield _found(part, name, NameKind.CHILD, match, "the child")
    for pattern, role in _OFFICERS:
        for match in re.finditer(pattern, text):
            # After a title even a word that belongs to a body's name is somebody's.
            name = match["name"] if "@" in match["name"] else _trimmed(match["name"], NOT_NAMES if role else known)
            if name:
                said = match.groupdict().get("role") or ""
                shown = match.group() if role and "@" not in name else name
                yield _found(part, shown, NameKind.OFFICER, match, role or _role(said))


def _trimmed(name: str, known: Set[str]) -> str:
    """The name without words that are nobody's at its edges; empty where nothing of it is left."""
    words = name.split()
    while words and words[-1] in known:
        words.pop()
    while words and words[0] in known:
        words.pop(0)
    return "" if any(word in known for word in words) else " ".join(words)


def _role(said: str) -> str:
    said = said.strip()
    return f"the {said[:1].lower()}{said[1:]}"


def _found(part: Part, name: str, kind: NameKind, match: re.Match[str], instead: str) -> NameFound:
    text = part.paragraph.text
    first, last = max(0, match.start() - 50), min(len(text), match.end() + 50)
    around = f"{'… ' if first else ''}{text[first:last].strip()}{' …' if last < len(text) else ''}"
    number = part.paragraph.number
    label = f"Paragraph {number}" if number is not None else f"The paragraph «{text[:30].rstrip()} …»"
    return NameFound(name, kind, part.position, part.at, label, around, instead)
