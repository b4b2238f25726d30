"""The names of organisations in a report: how they are spelt out, shortened, and spoken of in general words.

A name is a run of words with capitals that ends in a word for a body («… Trust», «… Council», «… Police»), or a body
known by one word. The first full form in the report stands for it ever after.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lineofsight.intake.characters import words as words_of
from lineofsight.intake.inspectorates import is_outside
from lineofsight.intake.plain_names import plain_names_in

_CAPITAL = r"(?:[A-Z][\w-]*(?:['’](?!s\b)\w+)?|&)"
_RUN = re.compile(rf"(?<![\w-]){_CAPITAL}(?:['’]s?)?(?:(?:\s(?:and|of|of the|&))?\s{_CAPITAL}(?:['’]s?)?){{0,11}}")
_WORD = re.compile(r"[\w&’'-]+")
_HEADS = re.compile(
    r"(?:NHS (?:Foundation )?Trust|(?:Academy|Multi-Academy|Academies|Learning|Education|Care|Hospitals?"
    r"|Healthcare|Children['’]s) Trust|Trust"
    r"|Integrated Care (?:Board|System|Partnership)|Health Board|ICB|Clinical Commissioning Group|CCG"
    r"|(?:County |City |Borough |District |Metropolitan |Town |Unitary )*Council|Combined Authority|Local Authority"
    r"|Constabulary|Police(?: Service| Force| and Crime Commissioner)?|Ambulance(?: Service)?"
    r"|Fire (?:and|&) Rescue(?: Service| Authority)?|Fire Service|Probation(?: Service| Delivery Unit| Trust)?"
    r"|Youth (?:Justice|Offending)(?: Service| Team)?|Children['’]s (?:Social Care|Services?)|Adult(?:s['’]?"
    r"|['’]s)? (?:Social Care|Services?)"
    r"|Children (?:and|&) (?:Families|(?:Family|Young People['’]?s?) Services?)(?: Services?)?|Social (?:Care"
    r"|Services)|Early Help"
    r"|Housing(?: Association| Group| Trust| Service)?|Homes|Schools?|Academy|Academies|College|University"
    r"|Hospitals?|Hospice|Infirmary"
    r"|Women['’]s Aid|Refuge|Charity|Foundation|Society|Association|Agency|Alliance|Care Group|Healthcare"
    r"|Services?|Group Practice|Surgery|House|Project|Network|Collective|Centre"
    r"|Medical (?:Centre|Practice)|CAMHS|Partnership|Board|Panel|Committee|Executive|Forum|Inspectorate)$"
)
# Words that end many names of bodies and of other things too: alone they name no agency.
_BARE_HEADS = frozenset(
    words_of(
        "trust council police constabulary school schools academy college university hospital hospitals hospice"
        " charity foundation society association agency alliance service services homes housing probation ambulance"
        " healthcare refuge icb ccg surgery"
    )
)
_KNOWN = re.compile(
    r"\b(?:Cafcass(?: Cymru)?|CAFCASS|CAMHS|NSPCC|Barnardo['’]s|Action for Children|The Children['’]s Society"
    r"|Home-Start|Victim Support|SSAFA"
    r"|Catch22|Turning Point|Change Grow Live|Citizens Advice|Shelter|HMPPS|Women['’]s Aid|Refuge|Young Minds"
    r"|Place2Be|Relate)\b(?![’'](?!s))"
)
_KNOWN_AND = re.compile(rf"(?:{_KNOWN.pattern})\s(?:and|&)\s")
_STARTERS = frozenset(
    words_of(
        "the a an in on at since following during both all every each this these those our their its as with by for"
        " from to when while whilst where however additionally also furthermore practitioners staff officers"
        " managers workers leaders leadership outcomes audit audits feedback partners colleagues training learning"
        " work working through after before under between although and but if is are has have was were other some"
        " many most several we they it he she there here overall finally firstly secondly lastly similarly update"
        " report social representatives professionals employees clinicians nurses midwives teachers frontline"
        " senior no together alongside joint see read section paragraph appendix independent what how who why"
    )
)
_OF_HEADS = frozenset(
    words_of(
        "university hospitals hospital borough city county royal isle diocese council college london district"
        " inspectorate"
    )
)
# Bodies spoken of in general words. The strong ones are an agency even where nobody gives their full name.
_STRONG = (
    r"probation service|youth justice service|youth offending (?:service|team)|ambulance service"
    r"|fire (?:and rescue )?service"
    r"|police(?: service| force)?|integrated care board|children['’]s social care|adult social care"
    r"|children['’]s services"
    r"|health visiting service|school nursing service|maternity services?|midwifery services?"
    r"|early help service|local authority"
    r"|education service|housing (?:service|department)|county council|city council|borough council"
    r"|district council|council"
    r"|substance (?:misuse|use) services?|drug and alcohol services?|acute trust|mental health trust"
    r"|hospital trust|health trust"
)
_WEAK = (
    r"trust|force|constabulary|service|charity|school|academy|college|hospital|hospice|health board"
    r"|practice|association|icb"
)
_GENERAL = re.compile(
    rf"(?<![\w'’-])(?:(?P<article>the|our|their|this)\s+)?(?P<name>(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))(?![\w-])",
    re.IGNORECASE,
)
# «children's services teams» and «local children's services» speak of a kind of team, not of a body.
_PART_OF_LONGER = re.compile(
    r"(?:['’]s)?\s+(?:teams?|staff training|training|officers?['’]|colleagues|performance|framework|guidance"
    r"|procedures?|policy|records?"
    r"|involvement|contact|report|custody|system|workforce plan|databases?|intervention|checks?|protection"
    r"|powers?|attendance)\b",
    re.IGNORECASE,
)
_ADJECTIVE_BEFORE = re.compile(
    r"\b(?:local|other|multi-agency|integrated|specialist|public|universal|voluntary|all|any|each|every|partner"
    r"|different|wider|new|military|armed|safeguarding|care|support|a|an|health|good|best)\s+$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"\s*\((?:hereafter |hereinafter |also |now |formerly |known as |referred to as |or |abbreviated to |‘|’|'"
    r"|\"|“)*(?:the )?(?:‘|'|\"|“)?"
    r"(?P<short>[A-Z][\w&’'-]{1,24}(?:\s[A-Z][\w&-]{1,24}){0,2})(?:’|'|\"|”)?\)"
)
_ABBREVIATION_BEFORE = re.compile(r"\b([A-Z][\w&-]{1,11})\s\((?:the\s)?$")
_SPELT_AFTER = re.compile(r"\s*\((?:the )?(?P<long>[A-Z][^()]{8,100})\)")
_ONE_NAME = re.compile(r"and (?:Rescue|Crime|Families|Family|Young)\b")
_SAFEGUARDING = re.compile(r"(?:['’]s)?\s(?:Safeguarding|Local Safeguarding)\b")
_COUNCIL_KIND = re.compile(
    r"\b(?:County|City|Borough|District|Metropolitan|Unitary|Town|London Borough of|of)\b\s*", re.IGNORECASE
)
_SCHOOL_END = re.compile(
    r"(?:\s(?:Church of England|C of E|Catholic|Primary|Junior|Infant|Infants|Secondary|High|Community|Grammar"
    r"|Special)){0,3}"
    r"\s(?:School|Academy|College)$"
)
_CHILDREN = re.compile(
    r"(?:['’]s)?\s+(?:[Ll]ocal [Aa]uthority\s+)?(?:[Cc]hildren['’]s (?:[Ss]ervices|[Ss]ocial [Cc]are)"
    r"|[Aa]dult [Ss]ocial [Cc]are|[Ee]arly [Hh]elp [Ss]ervice)(?![\w-])"
)
_PLACED = re.compile(
    r"(?<![\w-])(?:[A-Z][\w-]{0,30}(?:\s(?:and|&)\s[A-Z][\w-]{0,30})?\s){1,3}?(?:local authority(?:['’]s)?(?: "
    r"children['’]s "
    r"(?:services|social care))?|children['’]s (?:services|social care)"
    r"|probation service|police|youth justice service|youth offending (?:service|team)|ambulance service"
    r"|fire (?:and rescue )?service"
    r"|adult social care|integrated care board|county council|city council|borough council|council"
    r"|constabulary)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an organisation is named. `readings` are the others it could be, where it is not sure."""

    start: int
    end: int
    name: str
    is_sure: bool = True
    readings: tuple[str, ...] = ()


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
        candidates = self.candidates(heading) if _GENERAL.fullmatch(heading) else ()
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
        return tuple(name for name in self.names if _answers_to(name, words))


def _answers_to(name: str, words: str) -> bool:
    plain = name.lower().replace("’", "'")
    if re.search(rf"\b{re.escape(words)}\b", plain):
        return True
    kind = words.split()[-1]
    if words == "integrated care board":
        return plain == "icb"
    if words == "icb":
        return plain.endswith("integrated care board")
    if words == "school":
        return bool(re.search(r"\b(?:school|academy|college|primary)$", plain))
    if words == "local authority":
        return bool(re.search(r"\bcouncil\b|\bchildren's (?:services|social care)\b", plain))
    if words.endswith("council") and words != "council":
        return False
    if words in ("force", "police", "police force", "police service", "constabulary"):
        return bool(re.search(r"\b(?:police|constabulary)\b", plain))
    if words in ("children's services", "children's social care"):
        return bool(re.search(r"\bchildren's (?:services|social care)\b|\bchildren and famil", plain))
    if words in ("acute trust", "hospital trust"):
        return bool(re.search(r"\b(?:hospitals?|acute|infirmary|teaching)\b.*\btrust\b", plain))
    if words == "mental health trust":
        return bool(re.search(r"\b(?:mental health|partnership|healthcare)\b.*\btrust\b", plain))
    return kind in ("school", "icb", "board") and plain.endswith(kind)


def register_of(texts: Iterable[str], *, title: str = "") -> Register:
    """Return the organisations that the texts name, read in order. Quotations must have been blanked out before.

    `title` is the title of the report, which may be one body's account of itself («Open Door: what we have done»).
    """
    register = Register()
    known = tuple(texts)
    for text in (title, *known):
        for start, end in _named(text):
            _enter(register, text, start, end)
    for name, kind in plain_names_in(known, title=title):
        if name not in register.forms and not is_outside(name):
            register.forms[name] = name
        if kind:
            register.general.setdefault(kind, register.forms.get(name, name))
    _enter_shorter_forms(register)
    return register


def _named(text: str) -> Iterator[tuple[int, int]]:
    """The places where an organisation stands under its own name, longest first where two overlap."""
    places = [*_in_runs(text)]
    places += [match.span() for match in _KNOWN.finditer(text)]
    places += [_without_starter(text, *match.span()) for match in _PLACED.finditer(text)]
    places = [place for place in places if place[0] < place[1]]
    end_of_last = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= end_of_last:
            yield start, end
            end_of_last = end


def _in_runs(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        words = [(m.start() + run.start(), m.end() + run.start()) for m in _WORD.finditer(run.group())]
        yield from _bodies(text, words)


def _bodies(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(words):
        while first < len(words) and text[slice(*words[first])].lower() in _STARTERS:
            first += 1
        last = _end_of_body(text, words, first)
        if last is None:
            break
        end = words[last][1]
        # The owner's «'s» is not part of the name.
        end -= 2 if text[:end].endswith(("'s", "’s")) else 0
        if not _is_general(text[words[first][0] : end]):
            more = _CHILDREN.match(text, end) if text.endswith(("Council", "Authority"), 0, end) else None
            yield words[first][0], more.end() if more else end
        first = last + 1


def _end_of_body(text: str, words: list[tuple[int, int]], first: int) -> int | None:
    """The word that ends the name begun at `first`: the last word for a body before an «and» that joins another."""
    best: int | None = None
    for last in range(first, len(words)):
        word = text[slice(*words[last])]
        if word in ("and", "&") and (best is not None or _KNOWN.fullmatch(text[words[first][0] : words[last - 1][1]])):
            if best is None:
                return _after_known(text, words, last)
            so_far = text[words[first][0] : words[last][0]]
            is_one_name = _ONE_NAME.match(text, words[last][0])
            if not is_one_name and "Inspectorate" not in so_far:
                break
        if word == "of" and text[slice(*words[last - 1])].lower() not in _OF_HEADS:
            return _end_of_body(text, words, last + 1) if best is None else best
        name = re.sub(r"['’]s$", "", text[words[first][0] : words[last][1]])
        if _HEADS.search(name) or _HEADS.search(text[words[first][0] : words[last][1]]):
            best = last
    return best


def _after_known(text: str, words: list[tuple[int, int]], joined: int) -> int | None:
    return joined - 1 if joined else _end_of_body(text, words, joined + 1)


def _is_general(name: str) -> bool:
    return name.lower().replace("’", "'") in _BARE_HEADS or bool(_GENERAL.fullmatch(name))


def _without_starter(text: str, start: int, end: int) -> tuple[int, int]:
    joined = _KNOWN_AND.match(text, start, end)
    start = joined.end() if joined else start
    for word in _WORD.finditer(text, start, end):
        if word.group().lower() not in _STARTERS:
            return (word.start(), end) if word.group()[0].isupper() else (end, end)
    return end, end


def _enter(register: Register, text: str, start: int, end: int) -> None:
    name = text[start:end]
    if is_outside(name):
        return
    full = register.forms.get(name, name)
    spelt = _SPELT_AFTER.match(text, end)
    short = _ABBREVIATED.match(text, end)
    if spelt and len(name) < 12 and len(spelt.group("long")) > len(name) and _HEADS.search(spelt.group("long")):
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
    if _is_general(short) or short.lower() in ("council", "trust", "board", "service", "force"):
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
    for name in register.names:
        head = re.search(r"\s(?:University )?(?:Hospitals? )?NHS (?:Foundation )?Trust$", name)
        if head and len(name[: head.start()].split()) >= 2:
            register.forms.setdefault(name[: head.start()], name)
            register.forms.setdefault(f"{name[: head.start()]} Trust", name)


def _enter_placeless(register: Register) -> None:
    """«the Probation Delivery Unit» for the one whose place the report names elsewhere, and «the ICB» likewise."""
    for name in register.names:
        bare = "Integrated Care Board" if name == "ICB" else name
        if not _HEADS.fullmatch(bare) or " " not in bare:
            continue
        longer = [other for other in register.names if other != name and f" {other}".endswith(f" {bare}")]
        if len(longer) == 1:
            register.forms = {form: longer[0] if full == name else full for form, full in register.forms.items()}
            register.general = {form: longer[0] if full == name else full for form, full in register.general.items()}


def mentions_in(text: str, register: Register, recent: tuple[str, ...]) -> tuple[Mention, ...]:
    """Return where the text names or plainly means an organisation, in order. Bodies that stand outside are left out.

    `recent` are the agencies last spoken of, the latest first; general words that could mean several bodies take the
    latest of them and are marked as not sure.
    """
    found: list[Mention] = []
    for match in register.pattern().finditer(text):
        if not _within_outside(text, match):
            found.append(Mention(match.start(), match.end(), register.forms[match.group()]))
    taken = {position for mention in found for position in range(mention.start, mention.end)}
    for match in _GENERAL.finditer(text):
        if match.end() - 1 in taken or match.start("name") in taken:
            continue
        mention = _general_mention(text, match, register, recent)
        if mention is not None:
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _is_body(word: str) -> bool:
    """Does the word mean one body even without a capital? «The service» is mostly a kind of help, not a body."""
    return word.lower() in ("trust", "force", "constabulary", "charity", "icb", "health board")


def _within_outside(text: str, match: re.Match[str]) -> bool:
    """Is the name only the beginning of a partnership's, as in «Northmoor Council Safeguarding Partnership»?"""
    return bool(_SAFEGUARDING.match(text, match.end()))


def _general_mention(text: str, match: re.Match[str], register: Register, recent: tuple[str, ...]) -> Mention | None:
    name, after = match.group("name"), text[match.end() : match.end() + 40]
    is_capital = name[0].isupper()
    article = match.group("article")
    before = text[max(0, match.start() - 24) : match.start()]
    if _PART_OF_LONGER.match(after) or (not article and _ADJECTIVE_BEFORE.search(before)):
        return None
    if name == "ICB" and "integrated care board" in register.general:
        return Mention(match.start(), match.end(), register.general["integrated care board"])
    starts_sentence = not before.strip() or before.rstrip()[-1:] in ".!?:;"
    if match.group("weak") and not (article and article.lower() in ("the", "our") and (is_capital or _is_body(name))):
        return None
    if not article and not starts_sentence and not re.search(r"\b(?:by|and|within|that|in|from|,)\s*$", before):
        return None
    candidates = register.candidates(name)
    if len(candidates) == 1:
        return Mention(match.start(), match.end(), candidates[0])
    if candidates:
        likely = next((name for name in recent if name in candidates), candidates[0])
        ordered = (likely, *(other for other in candidates if other != likely))
        return Mention(match.start(), match.end(), likely, is_sure=False, readings=ordered)
    if match.group("weak") and not is_capital:
        return None
    plain = register.general.setdefault(name.lower().replace("’", "'"), name)
    return Mention(match.start(), match.end(), plain, is_sure=not match.group("weak"), readings=(plain,))
