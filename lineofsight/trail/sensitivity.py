"""How sensitive a stored field is: S0 published … S4 keys. Every field of every model names its class."""

from enum import StrEnum


class Sens(StrEnum):
    """The five classes of promise P4."""

    S0 = "S0"  # published
    S1 = "S1"  # the partnership
    S2 = "S2"  # one agency's own
    S3 = "S3"  # pseudonymous, about a child or a worker
    S4 = "S4"  # keys and quarantine


def sens(**classes: str) -> dict[str, Sens]:
    """Spread `S1="ref title", S2="note"` into one class for each field. Raises ValueError for a field named twice."""
    spread: dict[str, Sens] = {}
    for name, fields in classes.items():
        for field in fields.split():
            if field in spread:
                raise ValueError(f"the field {field} has two sensitivity classes")
            spread[field] = Sens(name)
    return spread
