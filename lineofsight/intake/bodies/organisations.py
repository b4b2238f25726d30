"""The organisations of one report: how they are spelt out, shortened, and which name stands for each ever after."""

import re
from collections.abc import Iterable
from itertools import pairwise

from lineofsight.intake.bodies.body_names import HEADS, named_in
from lineofsight.intake.bodies.general_words import GENERAL, is_general
from lineofsight.intake.bodies.inspectorates import is_outside
from lineofsight.intake.bodies.names_that_act import names_that_act_in
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.bodies.shorter_names import enter_shorter_forms
from lineofsight.intake.patterns import lazily

_ABBREVIATED = lazily(
    r"\s*\((?:(?:[a-z][\w’']*\s){1,6}(?:as|called|it|here|below|on)\s)?(?:hereafter |hereinafter |also |now "
    r"|formerly |known as "
    r"|referred to as |or |abbreviated to |‘|’|'"
    r"|\"|“)*(?:the )?(?:‘|'|\"|“)?"
    r"(?P<short>[A-Z][\w&’'-]{1,24}(?:\s[A-Z][\w&’'-]{0,24}\w(?:['’]s)?){0,2})(?:[’'\"”](?:,?\s[a-z]+){0,5})?\)"
)
# «… Advisory Service for the Isles (CAFIS)», «… Probation Region (“the Region”)»: what it is called says where it ends.
_TO_ITS_SHORT_FORM = lazily(
    r"\s(?:(?:for|in|of)\s(?:the\s)?)?(?P<first>[A-Z][\w’'-]+)(?:\s(?:and\s)?(?P<last>[A-Z][\w’'-]+)){0,3}"
    r"(?=\s\((?:the\s|[“\"‘']){0,2}(?:[A-Z]{2,8}|(?P=last)|(?P=first))[”\"’']?\))"
)
_ABBREVIATION_BEFORE = lazily(r"\b([A-Z][\w&-]{1,11})\s\((?:the\s)?$")
_FORMERLY = lazily(
    r",?\s\(?(?:which was\s)?(?:formerly|previously|until (?:\w+ )?(?:19|20)\d\d|now)\s(?:known as\s|called\s"
    r"|part of\s)?(?:the\s)?"
)
# «Larkrise has told parents»: a name of one word, said as one says a body's.
_ONE_WORD_ACTS = lazily(
    r"(?:^|[.!?:;]\s+|,\s(?:and\s)?|\b(?:and|by|that|at"
    r"|from)\s)(?P<name>[A-Z][\w-]{3,24})(?P<own>['’]s)?(?:\s(?:has|have"
    r"|had|is|was|will|now|also|said|told|says|does|did)\b|(?(own)\s[a-z])|[.,;](?:\s|$))"
)
# The first word of these is a place, whatever else is there.
_NAMED_BY_PLACE = lazily(
    r"\b(?:Council|Borough|NHS|ICB|Integrated Care|Police|Constabulary|Probation|Fire|Ambulance)\b"
)
# «Marsh Council’s Virtual School»: what is the council's own.
_OWNED = lazily(
    r"(.+?)['’]s\s(?:(?:(?!Social)[\w’'-]+\s)*(?:Team|Unit|Desk|Hub|Service|Virtual School|Clinic|Helpline|Department"
    r"|Directorate)|(?i:children['’]s (?:services|social care)))$"
)


# «Marsh Council’s advice line for schools (the Line)»: what it calls by that word is its own.
_OWN_EXPLAINED = lazily(r"['’]s?(?:\s[a-z-]+){1,6}(?=\s\()")
_THE_WITHIN = lazily(r"[a-z,]\sThe\s$")
# «Fens Young Carers (FYC)»
_SPELT_BEFORE = lazily(
    r"(?P<run>[A-Z][\w’'&-]*(?:\s(?:(?:and|of|for|the|in|&|to)\s){0,2}[A-Z][\w’'&-]*){1,7})"
    r"\s\((?:the\s)?[“‘\"']?(?P<short>[A-Z][\w&’-]+(?:\s[A-Z][\w’-]+)?)[”’\"']?\)"
)
# «Probation Service, Marshland»: a service without a place of its own, and the place.
_ITS_PLACE = lazily(r",\s(?P<place>[A-Z][\w-]+)(?=[,.;:]|\s[(a-z]|['’]s|$)")

# What a body is called afterwards, where it was said of one («Clearwater, a charity,»).
_KINDS = frozenset(
    {"charity", "hospice", "housing association", "refuge", "social enterprise", "school", "academy", "college"}
)


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
    outside = _outside(known)
    for named in names_that_act_in(known, known=frozenset(register.forms), places=places):
        if named.name not in {*register.forms, *outside} and not any(named.name in form for form in register.forms):
            _enter_named(register, named.name)
        if named.kind in _KINDS:
            register.general.setdefault(named.kind, register.forms.get(named.name, named.name))
    _enter_spelt(register, known)
    _enter_placed(register, (title, *known))
    _enter_whole(register, known)
    enter_shorter_forms(register)
    _enter_first_words(register, known, title=title)
    _enter_with_article(register.complete(), known)
    _enter_services(register.complete(), known)
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
    if goes_on := _TO_ITS_SHORT_FORM.match(text, end):
        end = goes_on.end()
    if own := _OWN_EXPLAINED.match(text, end):
        _enter_own(register, text, own.end(), text[start:end])
    name = text[start:end]
    if is_outside(name):
        return
    owner = _OWNED.match(name)
    if owner and is_general(owner.group(1)):
        return  # «the Council's Kinship Team»: the Council
    if owner and owner.group(1) not in register.forms and HEADS.search(owner.group(1)):
        register.forms[owner.group(1)] = owner.group(1)
    full = register.forms.get(owner.group(1) if owner else name, name)
    short = _ABBREVIATED.match(text, end)
    register.forms[name] = full
    before = _ABBREVIATION_BEFORE.search(text, max(0, start - 20), start) if text[end : end + 1] == ")" else None
    if before:
        _enter_abbreviation(register, before.group(1), full)
    if short:
        _enter_abbreviation(register, short.group("short"), full)


def _outside(texts: Iterable[str]) -> frozenset[str]:
    """What inspectorates, partnerships and the state are called for short: no names of bodies either."""
    return frozenset(
        short.group("short")
        for text in texts
        for start, end in named_in(text)
        if is_outside(text[start:end]) and (short := _ABBREVIATED.match(text, end))
    )


def _enter_spelt(register: Register, texts: Iterable[str]) -> None:
    """«Fens Young Carers (FYC)» for FYC, «Lantern Youth Fens (Lantern)» for Lantern: names that act, spelt out."""
    short = {form for form, full in register.forms.items() if form == full and len(form.split()) <= 2}
    for text in texts:
        for match in _SPELT_BEFORE.finditer(text):
            if match["short"] in short and (name := _spelt(match["run"], match["short"])):
                register.forms = {
                    form: name if full == match["short"] else full for form, full in register.forms.items()
                }
                register.forms[name] = name
                short.discard(match["short"])


def _spelt(run: str, short: str) -> str:
    """The name in a run of words before the brackets with its short form: the end with its letters, or all of it."""
    words = run.split()
    for at in range(len(words) if short.isupper() else 0):
        rest = words[at:]
        if short in ("".join(word[0].upper() for word in rest), "".join(w[0] for w in rest if w[0].isupper())):
            return " ".join(rest) if rest[0][0].isupper() and len(rest) > 1 else ""
    return run if not short.isupper() and (run.startswith(f"{short} ") or f" {short}" in run) else ""


def _enter_own(register: Register, text: str, end: int, owner: str) -> None:
    short = _ABBREVIATED.match(text, end)
    if short and not is_outside(owner):
        _enter_abbreviation(register, short.group("short"), register.forms.get(owner, owner))


def _enter_placed(register: Register, texts: Iterable[str]) -> None:
    """«Probation Service, Marshland», where Marshland is the place of another body, and «PS Marshland»."""
    places = {name.split()[0] for name in register.names if " " in name}
    for text in texts:
        for match in GENERAL.finditer(text):
            placed = _ITS_PLACE.match(text, match.end()) if match.group("strong") else None
            if placed and placed["place"] in places and " " in match["name"] and match["name"][0].isupper():
                full = text[match.start("name") : placed.end()]
                letters = f"{''.join(word[0] for word in match['name'].split())} {placed['place']}"
                register.forms |= {full: full, letters: full}


def _enter_with_article(register: Register, texts: Iterable[str]) -> None:
    """«The Hive», where its article has a capital even within a sentence, or as a heading: it belongs to the name."""
    for text in texts:
        for start, end, name in tuple(register.places(text)):
            article = _THE_WITHIN.search(text, 0, start)
            if (article or (text[:start] == "The " and end == len(text))) and text[start:end] == name:
                full = f"The {name}"
                register.forms = {form: full if known == name else known for form, known in register.forms.items()}
                register.general = {form: full if known == name else known for form, known in register.general.items()}
                register.forms[full] = full
                register.complete()


def _enter_services(register: Register, texts: Iterable[str]) -> None:
    """«The Probation Service», where no other name stands for it."""
    for text in texts:
        for match in GENERAL.finditer(text):
            name = match["name"]
            is_name = (
                match["strong"] and " " in name and all(word[0].isupper() for word in name.split() if word != "and")
            )
            if is_name and not register.candidates(name) and name.lower() not in register.general:
                register.forms[name] = register.general[name.lower().replace("’", "'")] = name
                register.complete()


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


def _enter_first_words(register: Register, texts: Iterable[str], *, title: str) -> None:
    """«Larkrise» for Larkrise Primary School, where it is no place, begins no other name and is spoken of as a body."""
    first_words = [name.split()[0] for name in register.names]
    alone: dict[str, str] = {}
    for name in register.names:
        first, _, rest = name.partition(" ")
        is_only = rest and first_words.count(first) == 1 and first not in register.forms and first not in title
        if is_only and not _NAMED_BY_PLACE.search(name):
            alone[first] = name
    said = {match.group("name") for text in texts if alone for match in _ONE_WORD_ACTS.finditer(text)}
    register.forms |= {first: name for first, name in alone.items() if first in said and not is_general(first)}
