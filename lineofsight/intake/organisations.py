"""The organisations of one report: how they are spelt out, shortened, and which name stands for each ever after."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lineofsight.intake.body_names import HEADS, named_in
from lineofsight.intake.general_words import GENERAL, answers_to, is_general
from lineofsight.intake.inspectorates import is_outside
from lineofsight.intake.plain_names import plain_names_in

_ABBREVIATED = re.compile(
    r"\s*\((?:hereafter |hereinafter |also |now |formerly |known as |referred to as |or |abbreviated to |‘|’|'"
    r"|\"|“)*(?:the )?(?:‘|'|\"|“)?"
    r"(?P<short>[A-Z][\w&’'-]{1,24}(?:\s[A-Z][\w&-]{1,24}){0,2})(?:’|'|\"|”)?\)"
)
_ABBREVIATION_BEFORE = re.compile(r"\b([A-Z][\w&-]{1,11})\s\((?:the\s)?$")
_SPELT_AFTER = re.compile(r"\s*\((?:the )?(?P<long>[A-Z][^()]{8,100})\)")
_TRUST_END = re.compile(r"\sNHS (?:Foundation )?Trust$")
_WHAT_IT_DOES = re.compile(
    r"\s(?:(?:Drug|Alcohol|Recovery|Family|Support|Domestic|Abuse|Women['’]s|Young|People['’]s|Youth|Children['’]s|Advocacy"
    r"|Advice|Counselling|Community|Mental|Health|and|&)\s)*(?:Service|Services|Project|Centre|Charity|Refuge|Society)$"
)
_COUNCIL_KIND = re.compile(
    r"\b(?:County|City|Borough|District|Metropolitan|Unitary|Town|London Borough of|of)\b\s*", re.IGNORECASE
)
_SCHOOL_END = re.compile(
    r"(?:\s(?:Church of England|C of E|Catholic|Primary|Junior|Infant|Infants|Secondary|High|Community|Grammar"
    r"|Special)){0,3}"
    r"\s(?:School|Academy|College)$"
)


@dataclass
class Register:
    """The organisations of one report: every form, mapped to the first full name."""

    forms: dict[str, str] = field(default_factory=dict)
    general: dict[str, str] = field(default_factory=dict)  # general words explained: «the Trust»

    _pattern: re.Pattern[str] | None = None

    def pattern(self) -> re.Pattern[str]:
        """One expression for every form. Ask for it when the register is complete."""
        if self._pattern is None:
            forms = "|".join(re.escape(form) for form in sorted(self.forms, key=len, reverse=True))
            self._pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])" if forms else r"(?!)")
        return self._pattern

    def owner(self, heading: str) -> str | None:
        """The agency whose account stands under a heading: named in full, or in a general word that one answers to."""
        if heading in self.forms:
            return self.forms[heading]
        candidates = self.candidates(heading) if GENERAL.fullmatch(heading) else ()
        return candidates[0] if len(candidates) == 1 else None

    @property
    def names(self) -> tuple[str, ...]:
        """The full names, in the order of first mention."""
        return tuple(dict.fromkeys(self.forms.values()))

    def also(self, name: str) -> tuple[str, ...]:
        """The other forms of a name."""
        return tuple(form for form, full in self.forms.items() if full == name and form != name)

    def candidates(self, general: str) -> tuple[str, ...]:
        """The full names that general words could stand for: «the Trust», «the local authority»."""
        words = " ".join(general.lower().replace("’", "'").split())
        if words in self.general:
            return (self.general[words],)
        return tuple(name for name in self.names if answers_to(name, words))


def register_of(texts: Iterable[str], *, title: str = "") -> Register:
    """Return the organisations that the texts name, read in order. Quotations must have been blanked out before.

    `title` is the title of the report, which may be one body's account of itself («Open Door: what we have done»).
    """
    register = Register()
    known = tuple(texts)
    for text in (title, *known):
        for start, end in named_in(text):
            _enter(register, text, start, end)
    for name, kind in plain_names_in(known, title=title):
        if name not in register.forms and not is_outside(name):
            register.forms[name] = name
        if kind:
            register.general.setdefault(kind, register.forms.get(name, name))
    _enter_shorter_forms(register)
    return register


def _enter(register: Register, text: str, start: int, end: int) -> None:
    name = text[start:end]
    if is_outside(name):
        return
    owner = re.match(r"(.+)['’]s children['’]s (?:services|social care)$", name, re.IGNORECASE)
    full = register.forms.get(owner.group(1) if owner else name, name)
    spelt = _SPELT_AFTER.match(text, end)
    short = _ABBREVIATED.match(text, end)
    if spelt and len(name) < 12 and len(spelt.group("long")) > len(name) and HEADS.search(spelt.group("long")):
        full = spelt.group("long")
        register.forms = {form: full if known == name else known for form, known in register.forms.items()}
        register.forms.setdefault(full, full)
    register.forms[name] = full
    before = _ABBREVIATION_BEFORE.search(text, max(0, start - 20), start) if text[end : end + 1] == ")" else None
    if before:
        _enter_abbreviation(register, before.group(1), full)
    if short:
        _enter_abbreviation(register, short.group("short"), full)


def _enter_abbreviation(register: Register, short: str, full: str) -> None:
    if is_general(short) or short.lower() in ("council", "trust", "board", "service", "force"):
        register.general[short.lower()] = full
        return
    earlier = register.forms.get(short)
    if earlier == short:
        # The abbreviation came first, without its explanation.
        register.forms = {form: full if known == short else known for form, known in register.forms.items()}
    register.forms[short] = full


def _enter_shorter_forms(register: Register) -> None:
    """«Northmoor Council» for Northmoor County Council, where it can be no other."""
    _enter_placeless(register)
    for name in register.names:
        bare = " ".join(_COUNCIL_KIND.sub("", name).split())
        same = [other for other in register.names if " ".join(_COUNCIL_KIND.sub("", other).split()) == bare]
        longest = [other for other in same if other != bare]
        if len(same) == 2 and bare in same and len(longest) == 1:
            first = next(other for other in register.names if other in same)
            register.forms = {form: first if known in same else known for form, known in register.forms.items()}
        elif len(same) == 1 and bare != name and bare.endswith("Council"):
            register.forms.setdefault(bare, name)
    for name in register.names:
        school = _SCHOOL_END.search(name)
        if school and (name.startswith("St ") or len(name[: school.start()].split()) >= 2):
            register.forms.setdefault(name[: school.start()], name)
    _enter_beginnings(register)
    for name in register.names:
        head = re.search(r"\s(?:University )?(?:Hospitals? )?NHS (?:Foundation )?Trust$", name)
        if head and len(name[: head.start()].split()) >= 2:
            register.forms.setdefault(name[: head.start()], name)
            register.forms.setdefault(f"{name[: head.start()]} Trust", name)


def _enter_beginnings(register: Register) -> None:
    """«Saltmere Hospital» in a title for Saltmere Hospital NHS Trust, and «New Start» for New Start Drug Service."""
    for name in register.names:
        trust = _TRUST_END.search(name)
        shorter = name[: trust.start()] if trust else ""
        if shorter in register.forms and register.forms[shorter] == shorter:
            register.forms = {form: name if full == shorter else full for form, full in register.forms.items()}
    for name in register.names:
        what = _WHAT_IT_DOES.search(name)
        shorter = name[: what.start()] if what else ""
        others = [other for other in register.names if other != name and other.startswith(shorter)]
        if len(shorter.split()) >= 2 and not others and not is_general(shorter):
            register.forms.setdefault(shorter, name)


def _enter_placeless(register: Register) -> None:
    """«the Probation Delivery Unit» for the one whose place the report names elsewhere, and «the ICB» likewise."""
    for name in register.names:
        bare = "Integrated Care Board" if name == "ICB" else name
        if not HEADS.fullmatch(bare) or " " not in bare:
            continue
        longer = [other for other in register.names if other != name and f" {other}".endswith(f" {bare}")]
        if len(longer) == 1:
            register.forms = {form: longer[0] if full == name else full for form, full in register.forms.items()}
            register.general = {form: longer[0] if full == name else full for form, full in register.general.items()}
