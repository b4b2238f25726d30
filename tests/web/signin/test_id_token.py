"""What is believed of the organisation's word, and what the environment must say of its service."""

import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.utils import base64url_encode

from lineofsight.settings.organisation import NotWhole, organisation_account
from lineofsight.web.signin.id_token import NotBelieved, passed_second_step, read_id_token, verified_address

NOW = 1_782_900_000
ISSUER = "https://login.council.example"
CLAIMS = {"iss": ISSUER, "sub": "1", "aud": "us", "exp": NOW + 60, "iat": NOW, "nonce": "asked"}
KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PUBLIC = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "k", "alg": "RS256", "use": "sig"}


def token(*, key: Any = KEY, algorithm: str | None = "RS256", kid: str = "k", **claims: Any) -> str:
    whole = {name: value for name, value in (CLAIMS | claims).items() if value is not None}
    return jwt.encode(whole, key, algorithm=algorithm, headers={"kid": kid})


def read(text: str) -> Any:
    return read_id_token(text, keys={"keys": [PUBLIC]}, issuer=ISSUER, client="us", nonce="asked", now=NOW)


def test_control_a_token_as_it_should_be_is_believed():
    assert read(token())["sub"] == "1"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://login.other.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "them"},
        {"aud": ["us", "them"]},
        {"aud": None},
        {"azp": "them"},
        {"nonce": "another"},
        {"nonce": ""},
        {"nonce": None},
        {"sub": None},
        {"exp": NOW - 31},
        {"exp": None},
        {"exp": "soon"},
        {"iat": NOW + 31},
        {"nbf": NOW + 31},
    ],
)
def test_a_token_with_one_claim_wrong_is_not_believed(claims):
    with pytest.raises(NotBelieved):
        read(token(**claims))


@pytest.mark.parametrize("edge", [{"exp": NOW - 30}, {"iat": NOW + 30}, {"aud": ["us"]}, {"azp": "us"}])
def test_a_token_at_the_edge_is_believed(edge):
    assert read(token(**edge))["sub"] == "1"


def test_a_token_of_another_key_is_not_believed():
    with pytest.raises(NotBelieved):
        read(token(key=OTHER))


def test_a_token_that_names_a_key_that_is_not_published_is_not_believed():
    with pytest.raises(NotBelieved):
        read(token(kid="another"))


def test_a_token_without_a_signature_is_not_believed():
    with pytest.raises(NotBelieved, match="not accepted"):
        read(token(key=None, algorithm="none"))


def test_a_token_signed_with_the_published_key_as_if_it_were_a_shared_secret_is_not_believed():
    published = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = base64url_encode(b'{"alg": "HS256", "kid": "k"}')
    signed = header + b"." + base64url_encode(json.dumps(CLAIMS).encode())
    mark = base64url_encode(hmac.digest(published, signed, "sha256"))

    with pytest.raises(NotBelieved, match="not accepted"):
        read((signed + b"." + mark).decode())


@pytest.mark.parametrize("text", ["", "a.b.c", "...", "é", f"{token()}x", token()[:-4], "e30.e30."])
def test_what_is_no_token_is_not_believed(text):
    with pytest.raises(NotBelieved):
        read(text)


@pytest.mark.parametrize(
    ("claims", "address"),
    [
        ({"email": " Kim@Council.Example ", "email_verified": True}, "kim@council.example"),
        ({"email": "kim@council.example", "email_verified": "true"}, "kim@council.example"),
        ({"email": "kim@council.example", "email_verified": False}, ""),
        ({"email": "kim@council.example", "email_verified": "false"}, ""),
        ({"email": "kim@council.example"}, ""),
        ({"email_verified": True}, ""),
    ],
)
def test_an_address_counts_only_where_it_is_said_to_be_verified(claims, address):
    assert verified_address(claims) == address


def test_no_word_counts_as_a_second_step_where_none_was_named():
    assert not passed_second_step({"amr": ["mfa"], "acr": "mfa"}, words=frozenset())


# --- what the environment says ---------------------------------------------------------------------------------------
@pytest.fixture
def named(tmp_path):
    (tmp_path / "secret").write_text("shared\n")
    return {
        "LOS_OIDC_ISSUER": f"{ISSUER}/",
        "LOS_OIDC_CLIENT": "us",
        "LOS_OIDC_SECRET_FILE": str(tmp_path / "secret"),
        "LOS_OIDC_SECOND_STEP": "mfa, hwk",
    }


def test_the_secret_is_read_from_its_file_and_never_printed(named):
    account = organisation_account(named)

    assert (account.issuer, account.secret, account.second_step) == (ISSUER, "shared", {"mfa", "hwk"})
    assert "shared" not in repr(account)


def test_without_an_issuer_there_is_none():
    assert organisation_account({}) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"LOS_OIDC_ISSUER": "http://login.council.example"}, "must begin with https"),
        ({"LOS_OIDC_CLIENT": ""}, "Set LOS_OIDC_CLIENT"),
        ({"LOS_OIDC_SECRET_FILE": ""}, "LOS_OIDC_SECRET_FILE too"),
        ({"LOS_OIDC_SECRET_FILE": "/no/such/file"}, "cannot be read"),
        ({"LOS_OIDC_SECRET_FILE": "/dev/null"}, "is empty"),
    ],
)
def test_half_of_it_stops_the_start_with_a_sentence(named, wrong, sentence):
    with pytest.raises(NotWhole, match=sentence):
        organisation_account(named | wrong)
