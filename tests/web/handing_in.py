"""A list that an agency hands in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.pages import words_of


def hand_in(browser, kind: str, text: str | bytes, name: str = "list.csv") -> str:
    content = text if isinstance(text, bytes) else text.encode()
    answer = browser.post(f"/lists/new?of={kind}", {"file": SimpleUploadedFile(name, content), "key": kind + name})
    assert answer.status_code == 302, words_of(answer.content.decode())
    return answer["Location"]


def take(browser, address: str) -> str:
    browser.post(f"{address}/take", {"version": 1, "key": address})
    return words_of(browser.get(address).content.decode())
