"""The organisation's service, as allauth's OpenID Connect provider, made from the environment and never from rows."""

import hashlib
from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from lineofsight.web.signin.id_token import NotBelieved


def provider_id(issuer: str) -> str:
    """A name for the service of an issuer: under another issuer the same number is another person."""
    return f"oidc-{hashlib.sha256(issuer.encode()).hexdigest()[:16]}"


class _There(OpenIDConnectOAuth2Adapter):
    """Where to send people and where to ask, as the service itself publishes it."""

    def get_provider(self) -> "_Provider":
        return provider_for(self.request)

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config["issuer"].rstrip("/") != settings.LOS_OIDC.issuer:
            raise NotBelieved("The service says that it is another than LOS_OIDC_ISSUER.")
        return config

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return str(build_absolute_uri(request, reverse("organisation_back")))


class _Provider(OpenIDConnectProvider):
    """allauth's provider, with our addresses."""

    oauth2_adapter_class = _There

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]


def provider_for(request: HttpRequest) -> _Provider:
    """The service for one request. PKCE is always on."""
    organisation = settings.LOS_OIDC
    app = SocialApp(
        provider="openid_connect",
        provider_id=provider_id(organisation.issuer),
        name=organisation.name,
        client_id=organisation.client,
        secret=organisation.secret,
        settings={"server_url": organisation.issuer, "oauth_pkce_enabled": True},
    )
    return _Provider(request, app=app)
