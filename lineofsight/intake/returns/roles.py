"""Roles as councils write them, in one word of ours each: what is written may hold a name, so it is never kept."""

import re

OFFICER = "reviewing officer"
_ROLES = (
    (re.compile(r"\biro\b|reviewing officer|\bind(?:ependent)? rev", re.IGNORECASE), OFFICER),
    (re.compile(r"advis[eo]r|\bpa\b", re.IGNORECASE), "personal adviser"),
    (re.compile(r"manager|supervisor", re.IGNORECASE), "manager"),
    (re.compile(r"alloc|social w|\bsw\b|lead|key ?worker|case ?(?:holder|worker)", re.IGNORECASE), "allocated worker"),
)


def role_of(text: str) -> str:
    """The role, or «another role» for what we do not know; «allocated worker» where nothing is said."""
    if not text:
        return "allocated worker"
    return next((role for pattern, role in _ROLES if pattern.search(text)), "another role")
