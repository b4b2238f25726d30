"""Signing in by an account of one's organisation (OpenID Connect): what the environment says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class NotWhole(ValueError):
    """Something is missing or cannot be right. The service does not start with half of it."""


@dataclass(frozen=True)
class OrganisationAccount:
    """The organisation's service and what we are to it. `second_step`: the words of it that count as one."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str
    second_step: frozenset[str]


def organisation_account(environment: Mapping[str, str]) -> OrganisationAccount | None:
    """The organisation's service, or None where none is named. Raises NotWhole."""
    issuer = environment.get("LOS_OIDC_ISSUER", "")
    if not issuer:
        return None
    place = urlsplit(issuer)
    if place.scheme != "https" and place.hostname not in ("localhost", "127.0.0.1"):
        raise NotWhole("LOS_OIDC_ISSUER must begin with https://: what comes back from it decides who somebody is.")
    client, file = environment.get("LOS_OIDC_CLIENT", ""), environment.get("LOS_OIDC_SECRET_FILE", "")
    if not client or not file:
        raise NotWhole("LOS_OIDC_ISSUER is set. Set LOS_OIDC_CLIENT and LOS_OIDC_SECRET_FILE too.")
    try:
        secret = Path(file).read_text().strip()
    except OSError as trouble:
        raise NotWhole(f"LOS_OIDC_SECRET_FILE cannot be read: {trouble.strerror}.") from None
    if not secret:
        raise NotWhole("The file that LOS_OIDC_SECRET_FILE names is empty.")
    words = (word.strip() for word in environment.get("LOS_OIDC_SECOND_STEP", "").split(","))
    name = environment.get("LOS_OIDC_NAME") or "your organisation’s account"
    return OrganisationAccount(issuer.rstrip("/"), client, secret, name, frozenset(filter(None, words)))
