"""How a page prints."""

from io import BytesIO

import pdfplumber


def sheets(page) -> list[tuple[int, int]]:
    """The sheets of a page as it prints, in millimetres."""
    with pdfplumber.open(BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        return [(round(sheet.width / 72 * 25.4), round(sheet.height / 72 * 25.4)) for sheet in printed.pages]
