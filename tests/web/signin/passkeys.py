"""A browser with an authenticator that exists only in it, in front of a service that serves the test's own rows."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.web.signin.people import PASSWORD

KIND = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


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
