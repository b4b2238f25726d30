"""The shorter names by which a report goes on to call the bodies that it has named in full."""

import re
from bisect import bisect_left
from collections import Counter

from lineofsight.intake.bodies.body_names import HEADS
from lineofsight.intake.bodies.general_words import is_general
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.patterns import lazily

_LEGAL_FORM = lazily(r"(?<=\w)\s(?:CIC|CIO|Ltd|Limited|plc)\.?$")
_TRUST_END = lazily(r"\sNHS (?:Foundation )?Trust$")
_WHAT_IT_DOES = lazily(
    r"\s(?:(?:Drug|Alcohol|Recovery|Family|Support|Domestic|Abuse|Women['’]s|Young|People['’]s|Youth|Children['’]s"
    r"|Advocacy"
    r"|Advice|Counselling|Community|Mental|Health|and|&)\s)*(?:Service|Services|Project|Centre|Charity|Refuge"
    r"|Counselling|Hostel|Nursery|Co-?operative|Society)$"
)
_COUNCIL_KIND = lazily(
    r"\b(?:County|City|Borough|District|Metropolitan|Unitary|Town|London Borough of|of)\b\s*", re.IGNORECASE
)
_SCHOOL_END = lazily(
    r"(?:\s(?:Church of England|C of E|Catholic|Primary|Junior|Infant|Infants|Secondary|High|Community|Grammar"
    r"|Special)){0,3}"
    r"\s(?:School|Academy|College)$"
)
# Kinds of body that a report writes out in one place and short in another, after the same name.
_SPELT = {"ICB": "Integrated Care Board", "CCG": "Clinical Commissioning Group", "MBC": "Metropolitan Borough Council"}
# «Northmoor Constabulary» and «Northmoor police», «Melbury General» for Melbury General Hospital.
_FORCE = lazily(r"(?P<place>.+)\s(?:[Pp]olice|[Cc]onstabulary)")


def enter_shorter_forms(register: Register) -> None:
    """«Northmoor Council» for Northmoor County Council, where it can be no other."""
    _enter_placeless(register)
    _enter_without_form(register)
    _enter_without_place(register)
    _enter_alike(register)
    _enter_spelt_kinds(register)
    alike: dict[str, list[str]] = {}
    for name in register.names:
        alike.setdefault(" ".join(_COUNCIL_KIND.sub("", name).split()), []).append(name)
    first_of: dict[str, str] = {}
    for bare, same in alike.items():
        if len(same) == 2 and bare in same:
            first_of |= dict.fromkeys(same, same[0])
        elif len(same) == 1 and bare != same[0] and bare.endswith("Council"):
            register.forms.setdefault(bare, same[0])
    register.forms = {form: first_of.get(known, known) for form, known in register.forms.items()}
    for name in register.names:
        school = _SCHOOL_END.search(name)
        if school and (name.startswith("St ") or len(name[: school.start()].split()) >= 2):
            register.forms.setdefault(name[: school.start()], name)
    _enter_beginnings(register)
    for name in register.names:
        if (borough := re.match(r"((?:London|Royal|Metropolitan) Borough) of ", name)) and borough[
            1
        ] not in register.general:
            register.general[borough[1].lower()] = name
    for name in register.names:
        head = re.search(r"\s(?:University )?(?:Hospitals? )?NHS (?:Foundation )?Trust$", name)
        place = f"{name[: head.start()]} " if head else ""
        if any(other.startswith(place) for other in register.names if place and other != name):
            continue  # «Rother Edge» is a place where its council is named too
        if head and len(name[: head.start()].split()) >= 2:
            register.forms.setdefault(name[: head.start()], name)
            register.forms.setdefault(f"{name[: head.start()]} Trust", name)


def _enter_without_place(register: Register) -> None:
    """«Families Together» for Fenland Families Together, where other names begin with that place too."""
    places = Counter(name.partition(" ")[0] for name in register.names)
    for name in register.names:
        place, _, rest = name.partition(" ")
        if places[place] > 1 and " " in rest and rest[0].isupper() and not HEADS.search(rest) and not is_general(rest):
            register.forms.setdefault(rest, name)


def _enter_without_form(register: Register) -> None:
    """«Mind the Step» for Mind the Step CIC."""
    for name in register.names:
        if form := _LEGAL_FORM.search(name):
            register.forms.setdefault(name[: form.start()], name)


def _enter_beginnings(register: Register) -> None:
    """«Saltmere Hospital» in a title for Saltmere Hospital NHS Trust, and «New Start» for New Start Drug Service."""
    longer: dict[str, str] = {}
    for name in register.names:
        trust = _TRUST_END.search(name)
        shorter = name[: trust.start()] if trust else ""
        if register.forms.get(shorter) == shorter:
            longer[shorter] = name
    register.forms = {form: longer.get(full, full) for form, full in register.forms.items()}
    ordered = sorted(register.names)
    for name in register.names:
        what = _WHAT_IT_DOES.search(name)
        shorter = name[: what.start()] if what else ""
        at = bisect_left(ordered, shorter)
        is_only = not any(other.startswith(shorter) for other in ordered[at : at + 2] if other != name)
        if len(shorter.split()) >= 2 and is_only and not is_general(shorter):
            register.forms.setdefault(shorter, name)


def _enter_placeless(register: Register) -> None:
    """«the Probation Delivery Unit» for the one whose place the report names elsewhere, and «the ICB» likewise."""
    names = register.names
    for name in names:
        bare = "Integrated Care Board" if name == "ICB" else name
        if not HEADS.fullmatch(bare) or " " not in bare:
            continue
        longer = [other for other in names if other != name and f" {other}".endswith(f" {bare}")]
        if len(longer) == 1:
            register.forms = {form: longer[0] if full == name else full for form, full in register.forms.items()}
            register.general = {form: longer[0] if full == name else full for form, full in register.general.items()}


def _enter_spelt_kinds(register: Register) -> None:
    """«Lakeland ICB» for Lakeland Integrated Care Board, where a report writes both: the full name stands."""
    spelt = {
        name: f"{name.rpartition(' ')[0]} {_SPELT[last]}" for name in register.names if (last := _last(name)) in _SPELT
    }
    full_of = {name: full for name, full in spelt.items() if register.forms.get(full) == full}
    register.forms = {form: full_of.get(full, full) for form, full in register.forms.items()}


def _last(name: str) -> str:
    return name.rpartition(" ")[2]


def _enter_alike(register: Register) -> None:
    """One force by its two names."""
    forces: dict[str, str] = {}
    for name in register.names:
        if force := _FORCE.fullmatch(name):
            first = forces.setdefault(force["place"], name)
            register.forms = {form: first if full == name else full for form, full in register.forms.items()}
