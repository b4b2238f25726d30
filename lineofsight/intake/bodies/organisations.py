"""The organisations of one report: how they are spelt out, shortened, and which name stands for each ever after."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from lineofsight.intake.bodies.body_names import HEADS, named_in
from lineofsight.intake.bodies.general_words import GENERAL, answers_to, is_general
from lineofsight.intake.bodies.inspectorates import is_outside
from lineofsight.intake.bodies.names_that_act import names_that_act_in
from lineofsight.intake.patterns import lazily

_ABBREVIATED = lazily(
    r"\s*\((?:(?:[a-z][\w’']*\s){1,6}(?:as|called|it|here|below|on)\s)?(?:hereafter |hereinafter |also |now |formerly |known as "
    r"|referred to as |or |abbreviated to |‘|’|'"
    r"|\"|“)*(?:the )?(?:‘|'|\"|“)?"
    r"(?P<short>[A-Z][\w&’'-]{1,24}(?:\s[A-Z][\w&’'-]{0,24}\w(?:['’]s)?){0,2})(?:[’'\"”](?:,?\s[a-z]+){0,5})?\)"
)
# «… Advisory Service for the Isles (CAFIS)»: the letters say where the name ends.
_TO_ITS_LETTERS = lazily(
    r"\s(?:for|of|in)\s(?:the\s)?[A-Z][\w’'-]+(?:\sand\s[A-Z][\w’'-]+)?(?=\s\((?:the\s)?[A-Z]{2,8}\))"
)
_ABBREVIATION_BEFORE = lazily(r"\b([A-Z][\w&-]{1,11})\s\((?:the\s)?$")
_SPELT_AFTER = lazily(r"\s*\((?:the )?(?P<long>[A-Z][^()]{8,100})\)")
_FORMERLY = lazily(
    r",?\s\(?(?:which was\s)?(?:formerly|previously|until (?:\w+ )?(?:19|20)\d\d|now)\s(?:known as\s|called\s"
    r"|part of\s)?(?:the\s)?"
)
_LEGAL_FORM = lazily(r"(?<=\w)\s(?:CIC|CIO|Ltd|Limited|plc)\.?$")
_KIND_OF_TRUST = lazily(
    r"(?:(?:Partnership|Community|Acute|Hospitals?|Health|Healthcare|Care|Foundation|NHS|Children['’]s|Academy|Academies"
    r"|Learning|Schools|Mental)\s)+Trust"
)
_TRUST_END = lazily(r"\sNHS (?:Foundation )?Trust$")
_WHAT_IT_DOES = lazily(
    r"\s(?:(?:Drug|Alcohol|Recovery|Family|Support|Domestic|Abuse|Women['’]s|Young|People['’]s|Youth|Children['’]s"
    r"|Advocacy"
    r"|Advice|Counselling|Community|Mental|Health|and|&)\s)*(?:Service|Services|Project|Centre|Charity|Refuge"
    r"|Counselling|Hostel|Nursery|Co-?operative|Society)$"
)
# «Larkrise has told parents»: a name of one word, said as one says a body's.
_ONE_WORD_ACTS = lazily(
    r"(?:^|[.!?:;]\s+|,\s(?:and\s)?|\b(?:and|by|that|at"
    r"|from)\s)(?P<name>[A-Z][\w-]{3,24})(?P<own>['’]s)?(?:\s(?:has|have"
    r"|had|is|was|will|now|also|said|told|says|does|did)\b|(?(own)\s[a-z])|[.,;](?:\s|$))"
)
_KIND_END = lazily(
    r"(?:\s(?:Primary|Junior|Infants?|Secondary|High|Community|Grammar|Special|Church|of|England|Recovery|Housing|Homes"
    r"|House|Project|Hospice|Refuge|Service|Services|Trust|School|Academy|College|Centre|Charity|Society|Foundation"
    r"|Association|Group|Support|Family|Drug|Alcohol|Women['’]s|Aid|Care|Health|Healthcare|Advice|Advocacy|and"
    r"|Nursery|Surgery"
    r"|Practice|Medical|Learning|Multi-Academy|Infirmary|Hospital|Home|Hub))*$"
)
_FIRST_WORD = lazily(r"[\w&]+")
_GOES_ON = lazily(r"[\w-]")
# «Marsh Council’s Virtual School»: what is the council's own.
_OWNED = lazily(
    r"(.+?)['’]s\s(?:(?:(?!Social)[\w’'-]+\s)*(?:Team|Unit|Desk|Hub|Service|Virtual School|Clinic|Helpline|Department"
    r"|Directorate)|(?i:children['’]s (?:services|social care)))$"
)
_THE = lazily(r"\b(?:the|our|its|this)\s$", re.IGNORECASE)
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


# What a body is called afterwards, where it was said of one («Clearwater, a charity,»).
_KINDS = frozenset(
    {"charity", "hospice", "housing association", "refuge", "social enterprise", "school", "academy", "college"}
)
# Services that a council runs: where a report names one council alone, they are its own.
_OF_A_COUNCIL = ("children's social care", "children's services", "adult social care")


@dataclass
class Register:
    """The organisations of one report: every form, mapped to the first full name."""

    forms: dict[str, str] = field(default_factory=dict)
    general: dict[str, str] = field(default_factory=dict)  # general words explained: «the Trust»
    teams: frozenset[str] = frozenset()  # forms that stand for a body's team, with «the» alone: «the Desk»

    # What is asked of a complete register again and again: forms by their first word, names by general words.
    _by_first: dict[str, list[str]] = field(default_factory=dict)
    _meant: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def complete(self) -> "Register":
        """Make ready to be asked, once every form stands in it."""
        self._by_first, self._meant = {}, {}
        for form in sorted(self.forms, key=len, reverse=True):
            if first := _FIRST_WORD.match(form):
                self._by_first.setdefault(first.group(), []).append(form)
        return self

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where a text has one of the forms, the longest that stands there: (start, end, full name), in order."""
        end = 0
        for word in _FIRST_WORD.finditer(text):
            if word.start() < end or word.group() not in self._by_first or text[word.start() - 1 : word.start()] == "-":
                continue
            for form in self._by_first[word.group()]:
                after = word.start() + len(form)
                if form in self.teams and not _THE.search(text, 0, word.start()):
                    continue
                if text.startswith(form, word.start()) and not _GOES_ON.match(text, after):
                    yield word.start(), after, self.forms[form]
                    end = after
                    break

    def enter_itself(self, name: str) -> None:
        """Take a service that bears no name but its kind as a body of this report."""
        self.forms[name] = self.general[name.lower().replace("’", "'")] = name
        self.complete()

    def beginning(self, words: str) -> str | None:
        """The one agency whose name begins with these words."""
        longer = [name for name in self.names if name.startswith(f"{words} ")]
        return self.forms.get(words) or (longer[0] if len(longer) == 1 else None)

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
        return tuple(form for form in self._also.get(name, ()) if form != name)

    @cached_property
    def _also(self) -> dict[str, list[str]]:
        forms: dict[str, list[str]] = {}
        for form, full in self.forms.items():
            forms.setdefault(full, []).append(form)
        return forms

    def candidates(self, general: str) -> tuple[str, ...]:
        """The full names that general words could stand for: «the Trust», «the local authority»."""
        words = " ".join(general.lower().replace("’", "'").split())
        if words in self.general:
            return (self.general[words],)
        if words not in self._meant:
            fitting = tuple(name for name in self.names if answers_to(name, words))
            if not fitting and words in _OF_A_COUNCIL:
                councils = tuple(name for name in self.names if answers_to(name, "council"))
                fitting = councils if len(councils) == 1 else ()
            if not fitting and words in ("hospital trust", "acute trust", "hospitals trust", "health trust"):
                trusts = tuple(name for name in self.names if answers_to(name, "trust"))
                fitting = trusts if len(trusts) == 1 else ()
            # An ambulance trust is spoken of as «the ambulance service» where a report names another trust too.
            usual = tuple(name for name in fitting if words != "trust" or "Ambulance" not in name)
            self._meant[words] = usual or fitting
        return self._meant[words]


def register_of(texts: Iterable[str], *, title: str = "") -> Register:
    """Return the organisations that the texts name, read in order. Quotations must have been blanked out before.

    `title` is the title of the report, which may be one body's account of itself («Open Door: what we have done»).
    """
    register = Register()
    known = tuple(texts)
    for text in (title, *known):
        end_of_last, last = 0, ""
        for start, end in named_in(text):
            if last and _FORMERLY.fullmatch(text, end_of_last, start):
                # «Rivers Trust, formerly Thorn Trust»: one body under two names.
                register.forms[text[start:end]] = register.forms.get(last, last)
                continue
            _enter(register, text, start, end)
            end_of_last, last = end, text[start:end]
    places = frozenset(name.split()[0] for name in register.names if " " in name)
    for named in names_that_act_in(known, known=frozenset(register.forms), places=places, title=title):
        if named.name not in register.forms and not any(named.name in form for form in register.forms):
            _enter_named(register, named.name)
        if named.kind in _KINDS:
            register.general.setdefault(named.kind, register.forms.get(named.name, named.name))
    _enter_whole(register, known)
    _enter_shorter_forms(register)
    _enter_first_words(register, known, title=title)
    _enter_short_for_general(register.complete(), known)
    return register.complete()


def _enter_named(register: Register, name: str) -> None:
    """A name known by its use: itself, the whole of what looked like a name («Mind the Step CIC»), or short for one."""
    whole = {form: name for form in register.forms if name.endswith(f" {form}")}
    if name.isupper():
        longer = [other for other in register.names if _initials(other) == name]
        if not longer and len(name) >= 3:
            # «the BCU» for Eastwick Basic Command Unit: its letters without its place's.
            longer = [other for other in register.names if _initials(other)[1:] == name]
    else:
        longer = [other for other in register.names if other.endswith(f" {name}")] if " " not in name else []
    register.forms = {form: whole.get(full, full) for form, full in register.forms.items()}
    register.forms[name] = longer[0] if len(longer) == 1 else name


def _enter_whole(register: Register, texts: Iterable[str]) -> None:
    """«University Hospitals» for University Hospitals Melbury, where it never stands without its place."""
    ordered = sorted(register.names)
    for name, longer in pairwise(ordered):
        if longer.startswith(f"{name} "):
            alone = re.compile(rf"\b{re.escape(name)}\b(?!{re.escape(longer.removeprefix(name))})")
            if not any(alone.search(text) for text in texts):
                register.forms = {form: longer if full == name else full for form, full in register.forms.items()}


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Z&][\w’'-]*", name) if " " in name)


def _enter(register: Register, text: str, start: int, end: int) -> None:
    if goes_on := _TO_ITS_LETTERS.match(text, end):
        end = goes_on.end()
    name = text[start:end]
    if is_outside(name):
        return
    owner = _OWNED.match(name)
    if owner and is_general(owner.group(1)):
        return  # «the Council's Kinship Team»: the Council
    if owner and owner.group(1) not in register.forms and HEADS.search(owner.group(1)):
        register.forms[owner.group(1)] = owner.group(1)
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


def _enter_short_for_general(register: Register, texts: Iterable[str]) -> None:
    """«The Youth Justice Service (YJS)», where only one body answers to those words."""
    for text in texts:
        for match in GENERAL.finditer(text):
            short = _ABBREVIATED.match(text, match.end())
            meant = register.candidates(match.group("name")) if short and match.group("name")[0].isupper() else ()
            if short and len(meant) == 1 and short.group("short") not in register.forms:
                _enter_abbreviation(register, short.group("short"), meant[0])


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
    _enter_without_form(register)
    _enter_without_place(register)
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
    """«Mind the Step» for Mind the Step CIC, «the Partnership Trust» for the one whose name ends so."""
    for name in register.names:
        if form := _LEGAL_FORM.search(name):
            register.forms.setdefault(name[: form.start()], name)
    for name in register.names:
        if _KIND_OF_TRUST.fullmatch(name):
            longer = [other for other in register.names if other != name and other.endswith(f" {name}")]
            if len(longer) == 1:
                register.forms = {form: longer[0] if full == name else full for form, full in register.forms.items()}


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


def _enter_first_words(register: Register, texts: Iterable[str], *, title: str) -> None:
    """«Larkrise» for Larkrise Primary School, where it is no place, begins no other name and is spoken of as a body."""
    first_words = [name.split()[0] for name in register.names]
    alone: dict[str, str] = {}
    for name in register.names:
        first, _, rest = name.partition(" ")
        is_only = rest and first_words.count(first) == 1 and first not in register.forms and first not in title
        if is_only and (_KIND_END.fullmatch(f" {rest}") or not HEADS.search(name)):
            alone[first] = name
    said = {match.group("name") for text in texts if alone for match in _ONE_WORD_ACTS.finditer(text)}
    register.forms |= {first: name for first, name in alone.items() if first in said and not is_general(first)}


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
