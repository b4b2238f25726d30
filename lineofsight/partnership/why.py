"""By which rule somebody sees a row, and who else does: the same rules that let them in, said aloud."""

from dataclasses import dataclass

from lineofsight.partnership.reach import REACH, sees
from lineofsight.partnership.rules import PERSONAL_ROLES, ROLE_WORDS, RULES, Act, Audience, Role

SO_FAR = {
    Audience.OWN: "It is kept by its own agency: nobody of another agency sees it, but the independent scrutineer.",
    Audience.HUB: "It was submitted: the business unit, the partners and the independent scrutineer see it too.",
    Audience.PARTNERSHIP: "It has reached the whole partnership: every member sees it.",
    Audience.PUBLIC: "It is published: everybody may see it.",
}
"""How far a row reaches, in a sentence."""


@dataclass(frozen=True)
class Because:
    """The role by which somebody sees a row, and whether it is a row of their own agency."""

    role: Role
    is_own: bool


def because(
    *, roles: frozenset[Role], actor_agency: int | None, row_agency: int, audience: int, act: Act
) -> Because | None:
    """The first role that lets somebody read a row, their own agency's before another's; None where none does."""
    is_own = actor_agency is not None and actor_agency == row_agency
    for role in (*PERSONAL_ROLES, Role.PUBLIC):
        if role in roles and role in RULES[act].to_any and _reaches(role, is_own=is_own, audience=audience):
            return Because(role, is_own)
    return None


def _reaches(role: Role, *, is_own: bool, audience: int) -> bool:
    return sees(reach=REACH[role], actor_agency=1, row_agency=1 if is_own else 2, audience=audience)


def sentence_for(found: Because, *, agency: str, owner: str, audience: Audience) -> str:
    """«You can see this because you are Agency safeguarding lead of …, and it belongs to …»."""
    role = ROLE_WORDS[found.role]
    me = f"You can see this because you are {role}{' of ' + agency if agency else ''}"
    if found.is_own:
        return f"{me}, and it belongs to {owner}."
    if found.role is Role.SCRUTINEER and audience < Audience.HUB:
        return f"{me}, who sees what {owner} keeps for itself too."
    reach = {
        Audience.HUB: f"and {owner} has submitted it",
        Audience.PARTNERSHIP: f"and {owner} shares it with every member",
        Audience.PUBLIC: "and it is published",
    }
    return f"{me}, {reach[audience]}."


def who_else(*, audience: int, act: Act) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles that see such a row: in its own agency, and in every other one."""
    may_read = [role for role in PERSONAL_ROLES if role in RULES[act].to_any]
    own = tuple(ROLE_WORDS[role] for role in may_read if _reaches(role, is_own=True, audience=audience))
    other = tuple(ROLE_WORDS[role] for role in may_read if _reaches(role, is_own=False, audience=audience))
    return own, other
