"""An organisation's service in the same process: allauth's own provider, asked without a network."""

from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client as Known
from django.test import Client
from requests.adapters import BaseAdapter

ISSUER = "http://testserver"
BACK = f"{ISSUER}/sign-in/organisation/back/"
SECRET = "shared with the organisation"
# What the service says of whoever is signed in there; a test changes it.
SAYS: dict[str, Any] = {}


class Provider(DefaultOIDCAdapter):
    """The service, which says of somebody what the test wants said."""

    def get_claims(self, purpose: str, user: Any, client: Any, scopes: Any, **kwargs: Any) -> dict[str, Any]:
        return {name: value for name, value in SAYS.items() if name != "nonce"}

    def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **kwargs: Any) -> None:
        id_token.update(SAYS)


class InProcess(BaseAdapter):
    """Carries what `requests` sends to Django's test client."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        self.sent.append(request)
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        answer = Client().generic(
            request.method,
            request.path_url,
            request.body or "",
            content_type=request.headers.get("Content-Type", ""),
            **{name: value for name, value in headers.items() if name not in ("HTTP_CONTENT_TYPE", "HTTP_HOST")},
        )
        response = requests.Response()
        response.status_code, response.raw = answer.status_code, BytesIO(answer.content)
        response.headers.update(answer.items())
        response.request, response.url = request, request.url
        return response

    def close(self) -> None:
        """Nothing is held open."""


def known_client() -> Known:
    """Ourselves, as the organisation's service knows us."""
    known = Known(name="Line of Sight", skip_consent=True, redirect_uris=BACK, scopes="openid\nemail")
    known.set_secret(SECRET)
    known.save()
    return known


def asked(answer: Any) -> dict[str, str]:
    """The parameters of the address that an answer leads to."""
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}
