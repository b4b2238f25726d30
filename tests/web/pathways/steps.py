"""Steps of a pathway, sent as a browser would."""

import re


def sent(client, address: str, **form: str):
    """Post a form, with the version that its page carries where it has one."""
    found = re.search(r'name="version"[^>]* value="(\d+)"', client.get(address).content.decode())
    version = {"version": found[1]} if found else {}
    key = f"{address} {sorted(form.items())}"[-60:]
    return client.post(address, version | form | {"key": key})


ORDERED = {"day-day": "15", "day-month": "6", "day-year": "2026"}
