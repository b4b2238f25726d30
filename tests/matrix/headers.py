"""What is wrong with the headers of a response (promise P16). Written by hand; nothing here asks the product."""

import re
from collections.abc import Iterator
from typing import Any

ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
INSIDE = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}
# A published page needs no script, and sends no form.
PUBLISHED = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "form-action": {"'none'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}
# What people uploaded is saved and never shown, and could do nothing if it were.
UPLOADED = {"sandbox": set[str](), "default-src": {"'none'"}}
_NONCE = re.compile(r"'nonce-([\w+/=-]{16,})'")
_SCRIPT = re.compile(rb"<script\b([^>]*)>")
_HANDLER = re.compile(rb"<[^>]+\s(on\w+|style)\s*=")


def faults(response: Any, address: str) -> Iterator[str]:
    """Each header that is missing or says something else, and each script that the policy would not stop."""
    for name, value in ALWAYS.items():
        if response.get(name) != value:
            yield f"{name} is {response.get(name)!r}"
    if not address.startswith("/static/") and "no-store" not in response.get("Cache-Control", ""):
        yield f"Cache-Control is {response.get('Cache-Control')!r}"
    # What is not published yet is read in the same pages.
    is_printed = address.startswith("/published/") or "/preview/" in address
    is_published = is_printed and response.status_code == 200
    is_file = response.get("Content-Disposition", "").startswith("attachment") and address.startswith("/files/")
    yield from _policy_faults(response, PUBLISHED if is_published else UPLOADED if is_file else INSIDE)
    if response.get("Content-Type", "").startswith("text/html"):
        yield from _page_faults(response, is_published=is_published)


def policy_of(response: Any) -> dict[str, set[str]]:
    parts = [part.split() for part in response.get("Content-Security-Policy", "").split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}


def _policy_faults(response: Any, wanted: dict[str, set[str]]) -> Iterator[str]:
    found = policy_of(response)
    for values in found.values():
        values -= {value for value in values if _NONCE.fullmatch(value)}
    if found != wanted:
        yield f"Content-Security-Policy is {response.get('Content-Security-Policy')!r}"


def _page_faults(response: Any, *, is_published: bool) -> Iterator[str]:
    nonce = _NONCE.search(response.get("Content-Security-Policy", ""))
    for script in _SCRIPT.findall(response.body):
        if is_published or nonce is None or f'nonce="{nonce[1]}"'.encode() not in script:
            yield f"a script that the policy does not name: {script[:60]!r}"
    if _HANDLER.search(response.body):
        yield "a script or a style in an attribute"
