"""Teams that a report gives capitals: «the Desk», «its Parenting Assessment Service». What they do, their body does.

A team is known by whose it is where it is first told of: it is somebody's («the Council's Virtual School»), or
somebody made or has it («the Constabulary has set up a Missing Children Unit»). Two who made it together own none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lineofsight.intake.bodies.acting import joined_mentions
from lineofsight.intake.bodies.general_words import GENERAL
from lineofsight.intake.bodies.mentions import Mention, mentions_in
from lineofsight.intake.bodies.register import Register
from lineofsight.intake.patterns import lazily

_KIND = (
    r"(?:Team|Unit|Desk|Hub|Service|Squad|Cell|Bureau|Clinic|Helpline|Virtual School|Department|Directorate|Division"
    r"|Branch|Office)"
)
_WORD = r"(?:(?:Children|Women|Men|People|Person)['’]s|[A-Z][\w-]*(?:['’](?!s\b)\w+)?)"
_TEAM = lazily(
    r"(?<![\w’'-])(?!(?:The|Its|Our|This|An?|Their|Each|Every)\s)"
    rf"(?P<team>(?:{_WORD}\s(?:(?:and|of|for|in|to)\s(?:the\s)?)?){{0,5}}?{_KIND})(?![\w-]|\s[A-Z]|\sof\s[A-Z])"
)
# «the Council’s new», «its», before the team's name.
_OF_IT = lazily(r"['’]s?\s(?:[a-z-]+\s){0,2}$")
_ITS = lazily(r"\b[Ii]ts\s(?:[a-z-]+\s){0,2}$")
# «has set up a», «runs its»: what stands between a body and the team that it made. With a preposition it is another's.
_MADE = lazily(
    r"(?:\s(?!(?:of|with|by|from|in|to|into|at|for|on|ask(?:s|ed)?|met|meets|pa(?:ys|id))\b)[a-z]+){1,5}\s(?:an?|its)\s(?:[a-z-]+\s){0,3}$"
)
# «Present: Designated Nurse, Northmoor Integrated Care Board; …»: what «the Designated Nurse» does, the Board does.
_OFFICER = lazily(
    r"(?:^|[;:]\s)(?P<office>(?!The\s)(?:[A-Z][\w-]+\s(?:(?:of|for)\s)?){0,4}?"
    r"(?:Head of [A-Z]\w+|Nurse|Midwife|Constable|Sergeant|Superintendent|Lead|Executive|[A-Z][a-z]+(?:er|or|ist|ian))"
    r"(?:\s(?:of|for)\s[A-Z]\w+)?),\s(?:the\s)?"
)


def take_own_teams(register: Register, texts: Sequence[str]) -> None:
    """Enter in a register the teams of its bodies, as other ways to name these.

    `texts` are all that the report says, in order, with its quotations blanked out.
    """
    owners: dict[str, set[str]] = {}
    for text in texts:
        for team, owner in (*_owned_in(text, register), *_officers_in(text, register)):
            owners.setdefault(team, set()).add(owner)
    # «Its Kinship Team», after its Edge of Care Service was told of: both are the Council's.
    owners = {team: {top for owner in of for top in owners.get(owner, (owner,))} for team, of in owners.items()}
    known = {team: next(iter(of)) for team, of in owners.items() if len(of) == 1}
    for team, owner in known.items():
        own = re.compile(rf"(?:.+['’]s?\s)?{re.escape(team)}")
        register.forms = {form: owner if own.fullmatch(form) else full for form, full in register.forms.items()}
        register.forms[team] = owner
    for short, owner in _short_for(known, texts):
        register.forms[short] = owner
    offices = {office for text in texts for office, _ in _officers_in(text, register)}
    register.teams = frozenset(
        form for form in register.forms if form in offices or (" " not in form and form in _last_words(known))
    )
    register.complete()


def _owned_in(text: str, register: Register) -> Iterator[tuple[str, str]]:
    teams = [match for match in _TEAM.finditer(text) if not GENERAL.fullmatch(match["team"])]
    mentions = mentions_in(text, register, ()) if teams else ()
    alone = [group[0] for group in joined_mentions(text, mentions) if len(group) == 1]
    for match in teams:
        start = match.start()
        if register.forms.get(match["team"], match["team"]) != match["team"]:
            continue
        owner = _owner(text, start, [mention for mention in alone if mention.start < start])
        if owner is not None and owner != match["team"]:
            yield match["team"], owner


def _officers_in(text: str, register: Register) -> Iterator[tuple[str, str]]:
    """The offices that a list of those present gives, each with the body that it names after it."""
    bodies = {start: name for start, _, name in register.places(text)}
    for match in _OFFICER.finditer(text):
        if match.end() in bodies and " " in match["office"] and match["office"] not in register.forms:
            yield match["office"], bodies[match.end()]


def _owner(text: str, start: int, before: Sequence[Mention]) -> str | None:
    """Whose the team is that begins there: the last body before it, if the words between say so."""
    if not before:
        return None
    last = before[-1]
    if last.end > start:
        return last.name  # «Marsh Council’s Virtual School» is a way to name Marsh Council
    is_its = _ITS.search(text, last.end, start)
    return last.name if is_its or any(p.fullmatch(text, last.end, start) for p in (_OF_IT, _MADE)) else None


def _last_words(teams: Iterable[str]) -> set[str]:
    return {team.rpartition(" ")[2] for team in teams}


def _short_for(known: dict[str, str], texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """«the Desk», where no other desk is spoken of with a name."""
    for short in _last_words(known):
        own = {team: owner for team, owner in known.items() if team.endswith(short)}
        named = {
            match.group()
            for text in texts
            for match in re.finditer(rf"\b(?!(?:The|Its|Our|This)\b){_WORD}\s{short}\b(?!\s[A-Z])", text)
        }
        is_only = all(any(team.endswith(name) for team in own) for name in named)
        if is_only and len(set(own.values())) == 1:
            yield short, next(iter(own.values()))
