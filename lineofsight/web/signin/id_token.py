"""What the organisation's service says of somebody, believed only when it signed it, for us, now, on this question."""

import secrets
from collections.abc import Mapping
from typing import Any

import jwt

# By a key pair only: with a shared secret, or with none, anybody who knows our id could write one.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
# How far two clocks may differ.
SECONDS_OF_GRACE = 30
_NEEDED = ("iss", "sub", "aud", "exp", "iat", "nonce")


class NotBelieved(Exception):
    """The word of the organisation's service cannot be believed. The sentence is for the log."""


def read_id_token(
    token: str, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str, now: float
) -> Mapping[str, Any]:
    """The claims of an id token. Raises NotBelieved.

    `keys` is the service's published set. `nonce` went out with this very question, so an answer to another is found.
    """
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise NotBelieved("The id token is signed in a way that is not accepted.")
        key = jwt.PyJWKSet.from_dict(dict(keys))[header.get("kid", "")]
        # The moments are compared below, with the clock that was given.
        options: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "require": list(_NEEDED)}
        claims: dict[str, Any] = jwt.decode(
            token, key=key, algorithms=[header["alg"]], issuer=issuer, audience=client, options=options
        )
    except (jwt.PyJWTError, LookupError, TypeError, ValueError) as trouble:
        raise NotBelieved(f"The id token was not accepted: {type(trouble).__name__}.") from None
    _check_moments(claims, now=now)
    if not secrets.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise NotBelieved("The id token answers another question.")
    if claims.get("azp", client) != client or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1):
        raise NotBelieved("The id token is not for us alone.")
    return claims


def _check_moments(claims: Mapping[str, Any], *, now: float) -> None:
    moments = [claims[name] for name in ("exp", "iat")] + [claims.get("nbf", 0)]
    if not all(isinstance(moment, int | float) for moment in moments):
        raise NotBelieved("A moment of the id token is no number.")
    ends, begins, not_before = moments
    if now > ends + SECONDS_OF_GRACE or max(begins, not_before) > now + SECONDS_OF_GRACE:
        raise NotBelieved("The id token is not of this moment.")


def verified_address(claims: Mapping[str, Any]) -> str:
    """The address that the service says it has verified, in small letters; "" where it says so of none."""
    address = claims.get("email")
    # Some services write the word instead of the value. Anything else, an absent claim too, is a no.
    if claims.get("email_verified") not in (True, "true") or not isinstance(address, str):
        return ""
    return address.strip().casefold()


def passed_second_step(claims: Mapping[str, Any], *, words: frozenset[str]) -> bool:
    """Whether the service says that it asked for a second step, in one of the words that count."""
    said = claims.get("amr")
    listed = [one for one in said if isinstance(one, str)] if isinstance(said, list) else []
    level = claims.get("acr")
    return bool(words & {*listed, *([level] if isinstance(level, str) else [])})
