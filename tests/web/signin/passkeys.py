"""A browser with an authenticator that exists only in it, in front of a service that serves the test's own rows."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from playwright.sync_api import BrowserContext, Page

from lineofsight.partnership.models import Person
from tests.web.signin.people import PASSWORD

KIND = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

# What such an authenticator answered when it made a passkey for the tests' own service.
_MADE = {
    "id": "vDf1C4GML9ToM4JsARImTAqgSP2OAJkHModGVGIfUqA",
    "rawId": "vDf1C4GML9ToM4JsARImTAqgSP2OAJkHModGVGIfUqA",
    "type": "public-key",
    "clientExtensionResults": {"credProps": {"rk": True}},
    "response": {
        "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwiY2hhbGxlbmdlIjoidW42Ykd1Sy1zLThVOXZyd003cHdSUWgzS3l2eXli"
        "X3FwVnF4OWhicDJTVSIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3Q6MzM5MjMiLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        "attestationObject": "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAA"
        "AAQECAwQFBgcIAQIDBAUGBwgAILw39QuBjC_U6DOCbAESJkwKoEj9jgCZBzKHRlRiH1KgpQECAyYgASFYIKn6ZYAk0iBS0GTIVOx0MUQxKKx8MxL4"
        "nZOOBE2j_tW6Ilgg5GtEl9EoDdqfVMORUbnnpRAU7fz9jkDtBAcxrOzOFpI",
    },
}


def with_phone_kept(person: Person) -> Person:
    """The same, with a passkey that signs in alone and recovery codes: as the pages leave them, without a browser."""
    data = {"name": "phone", "credential": _MADE, "alone": True}
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)
    RecoveryCodes.activate(person)
    return person


class Desk:
    """Somebody's browser, with a virtual authenticator in it."""

    def __init__(self, context: BrowserContext, address: str, **kind: bool) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.address = address
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        self.tool = context.new_cdp_session(self.page)
        self.tool.send("WebAuthn.enable")
        made = self.tool.send("WebAuthn.addVirtualAuthenticator", {"options": KIND | kind})
        self.authenticator = made["authenticatorId"]

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def password(self, email: str) -> None:
        """The first step."""
        self.go("/sign-in/")
        self.page.get_by_label("Email address").fill(email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.press("Continue")

    def make(self, name: str, *, alone: bool = False, leads_to: str) -> None:
        """Make a passkey on the page for it."""
        self.go("/sign-in/passkeys/new/")
        self.page.get_by_label("Name of the passkey").fill(name)
        if alone:
            self.page.get_by_label("Let it sign me in without my password").check()
        self.press("Make the passkey")
        self.page.wait_for_url(self.address + leads_to)

    def answer_of(self, does: str) -> dict[str, Any]:
        """What the authenticator answers, without sending it: to be changed, kept or sent elsewhere."""
        self.page.evaluate("() => { HTMLFormElement.prototype.submit = () => {} }")
        self.press(does)
        field = self.page.locator('[name="credential"]')
        self.page.wait_for_function("() => document.querySelector('[name=credential]').value !== ''")
        return json.loads(field.input_value())
