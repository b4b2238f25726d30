"""What a test reads of a page, and what it sends."""

import re
from hashlib import sha256
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext


def page(client, address: str) -> str:
    """The markup of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def words_of(text: str) -> str:
    """Markup without its tags, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


# What a transaction begins and ends with, and what it tells PostgreSQL of who asks, are no questions.
NO_QUESTION = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "SELECT set_config")


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len([one for one in asked.captured_queries if not one["sql"].startswith(NO_QUESTION)])


def sent(who, address: str, /, **form):
    return who.post(address, form | {"key": sha256(repr((address, form)).encode()).hexdigest()[:40]})


def text(answer, status: int | None = None) -> str:
    """The words of an answer, whatever its status unless one is given."""
    assert status in (None, answer.status_code), answer.content.decode()[-2000:]
    return words_of(answer.content.decode())


def words_at(client, address: str) -> str:
    return words_of(page(client, address))


def field(page: str) -> str:
    found = re.search(r'<textarea[^>]*id="words"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, "no field"
    return found[1]
