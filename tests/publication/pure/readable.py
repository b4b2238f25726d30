"""What an edition says in each of its forms."""

from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pdfplumber


class Page(HTMLParser):
    """What a page says: its addresses, anchors, tags, its text, and its text outside details."""

    def __init__(self, text: bytes) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.in_sight = ""
        self.text = ""
        self._closed = 0
        self.feed(text.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._closed += tag == "details"
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("href", "src"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._closed -= tag == "details"

    def handle_data(self, data: str) -> None:
        said = " ".join(data.split()) + " " if data.strip() else ""
        self.text += said
        if not self._closed:
            self.in_sight += said


def readable(files: dict[str, bytes]) -> dict[str, str]:
    """Every form of an edition as text: pages with their markup, data, each part of the text files, the PDF's words."""
    texts = {}
    for path, body in files.items():
        if path.endswith((".docx", ".odt")):
            with ZipFile(BytesIO(body)) as package:
                texts |= {f"{path}/{name}": package.read(name).decode(errors="replace") for name in package.namelist()}
        elif path.endswith(".pdf"):
            with pdfplumber.open(BytesIO(body)) as document:
                texts[path] = "\n".join(page.extract_text() for page in document.pages)
        else:
            texts[path] = body.decode()
    return texts
