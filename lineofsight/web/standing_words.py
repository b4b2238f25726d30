"""What stands under a sentence inside the service: who has checked it, and what somebody outside thinks of it."""

from typing import Any

from lineofsight.assurance import queries
from lineofsight.library.scales import OpinionWord, WhoSays
from lineofsight.partnership.reach import reach_of
from lineofsight.partnership.rules import RULES, Act, Role
from lineofsight.web.dates import day_in_london, long_day

_RANK = {WhoSays.OWNER: 0, WhoSays.PARTNER: 1, WhoSays.INDEPENDENT: 2}


def in_sight(statement: Any, *, day: Any) -> dict[str, Any]:
    """One statement as every page shows it: {statement, basis, opinion, checked, opinion_words}."""
    basis = queries.basis_of(statement, day=day)
    opinion = queries.opinion_now(statement, day=day)
    return {
        "statement": statement,
        "basis": basis,
        "opinion": opinion,
        "checked": who_checked(statement, basis, opinion),
        "opinion_words": opinion_words(opinion),
    }


def who_checked(statement: Any, basis: Any, opinion: Any) -> str:
    """Who stands furthest outside, and when: «Independent: Ofsted, 4 March 2026». Without a full stop at its end.

    Where nobody outside does, that is said in words: a missing label is read as a good one.
    """
    voices = [(queries.voice_of(item, statement), item) for item in basis.current]
    if not voices:
        return "Nothing current stands behind it"
    who, item = max(voices, key=lambda voice: (_RANK[voice[0]], _told_on(voice[1])))
    told = f"{_speaker(item)}, {long_day(_told_on(item))}"
    if who is not WhoSays.OWNER:
        return told if told.startswith(who.words) else f"{who.words}: {told}"
    looked = opinion is not None and not opinion.has_lapsed
    # What the partnership's own office brings is not the agency's own word: it stands by name, as in print.
    whose = who.words if item.agency_id == statement.agency_id else item.agency.name
    seen = ". Nobody but whoever offered it has looked at it" if item.was_seen_by_nobody_else else ""
    # Whom nobody else has looked at, nobody outside has: it is said once.
    outside = "" if looked or seen else ". Nobody outside has checked"
    return f"{whose}, {long_day(_told_on(item))}{seen}{outside}"


def _speaker(item: Any) -> str:
    return item.assessment.body if item.assessment is not None else item.agency.name


def _told_on(item: Any) -> Any:
    return (item.assessment.published_date if item.assessment is not None else None) or item.received_date


def opinion_words(opinion: Any) -> str:
    """«Limited assurance (Independent scrutineer, …, 3 June 2026)», or «not yet looked at». A lapsed one says so."""
    if opinion is None:
        return OpinionWord.NOT_LOOKED_AT.words.lower()
    level = OpinionWord(opinion.opinion.level).words.lower()
    who = f"{opinion.opinion.role}, {opinion.opinion.agency}, {long_day(day_in_london(opinion.opinion.recorded_at))}"
    return f"{level}, lapsed ({who})" if opinion.has_lapsed else f"{level} ({who})"


# Whoever may give an opinion on what another agency says (rules.py, OPINION_GIVE), as a page names them.
_OUTSIDE = {
    Role.SCRUTINEER: "the independent scrutineer",
    Role.SAFEGUARDING_LEAD: "the safeguarding lead of another agency",
}
assert _OUTSIDE.keys() == RULES[Act.OPINION_GIVE].to_other


def who_opines(audience: int) -> str:
    """Who of those that may give an opinion on a row can open it: how far it reaches says so."""
    return ", or ".join(words for role, words in _OUTSIDE.items() if audience >= reach_of(frozenset({role})).other_from)
