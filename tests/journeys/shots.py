"""Make the pictures of the pages, wide and as on a phone, to be looked at.

    ./los shots               the pictures of docs/screenshots and docs/example
    ./los shots FOLDER        every page of the demonstration, at 1280 and at 375 pixels, into FOLDER

The day stands still and nothing moves, so that only a changed page changes its picture.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pdfplumber
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import FLAGS, MISSING, find_chromium
from tests.journeys.browsing import role_button
from tests.journeys.places import NOBODY, places
from tests.journeys.product import ROOT, Product, prepared, served

WIDTHS = (1280, 375)
SCREENSHOTS = ROOT / "docs" / "screenshots"
EXAMPLE = ROOT / "docs" / "example"
# Pages of the PDF that are pictured, from the first on; and in how many dots to the inch.
SHEETS, DOTS = 3, 75
SHADES = 32
# A sentence that shows most of what one can show: a count, who looked, an opinion from outside.
SENTENCE = "Of the 40 plans"
# One whose two counts show that practice changed.
BEFORE_AND_AFTER = "A panel looked at"


@contextmanager
def page_as(browser: Browser, product: Product, who: tuple[str, str], width: int) -> Iterator[Page]:
    """A page of somebody who has stepped into a role; of nobody for `NOBODY`."""
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    if who != NOBODY:
        page.goto(f"{product.address}/demo/")
        role_button(page, *who).click()
    yield page
    context.close()


def picture_all(browser: Browser, product: Product, folder: Path) -> int:
    """Picture every page at every width; out: how many pictures were made."""
    listed = places(product)
    for width in WIDTHS:
        for who in dict.fromkeys(place.who for place in listed):
            with page_as(browser, product, who, width) as page:
                for place in (one for one in listed if one.who == who):
                    page.goto(f"{product.address}{place.path}")
                    name = re.sub(r"\W+", "-", f"{who[0]} {place.name}").strip("-")
                    page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    return len(listed) * len(WIDTHS)


def picture_for_readers(browser: Browser, product: Product, folder: Path) -> int:
    """Picture the first screen of the published edition, and one sentence with what it rests on."""
    address = f"{product.address}/published/{product.story()['published']}/"
    with page_as(browser, product, NOBODY, 1280) as page:
        page.goto(address)
        page.screenshot(path=folder / "edition.png")
        sentence = page.locator("article, .los-sentence").filter(has_text=SENTENCE).first
        sentence.locator("details > summary").first.click()
        sentence.screenshot(path=folder / "sentence.png")
    return 2


def picture_example(browser: Browser, product: Product, folder: Path) -> int:
    """Picture the published demonstration as its readers meet it: on a screen, on a phone, and as a PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    address = f"{product.address}/published/{product.story()['published']}/"
    for width in WIDTHS:
        with page_as(browser, product, NOBODY, width) as page:
            page.goto(address)
            page.screenshot(path=folder / f"first-screen-{width}.png")
    with page_as(browser, product, NOBODY, 1280) as page:
        page.goto(address)
        sentence = page.locator("article, .los-sentence").filter(has_text=BEFORE_AND_AFTER).first
        sentence.locator("details > summary").first.click()
        sentence.screenshot(path=folder / "sentence.png")
        page.goto(f"{address}not-yet-done/")
        page.screenshot(path=folder / "not-yet-done.png")
        document = page.context.request.get(f"{address}summary.pdf").body()
    with pdfplumber.open(BytesIO(document)) as printed:
        for number, sheet in enumerate(printed.pages[:SHEETS], start=1):
            sheet.to_image(resolution=DOTS, antialias=True).original.save(folder / f"pdf-page-{number}.png")
    for picture in folder.glob("*.png"):
        # Letters on white need no more shades, and a repository keeps every picture for ever.
        with Image.open(picture) as drawn:
            small = drawn.convert("RGB").quantize(SHADES)
        small.save(picture, optimize=True)
    return len(WIDTHS) + 2 + SHEETS


def main(arguments: list[str]) -> int:
    """Make the pictures that the arguments ask for, and say how many."""
    chromium = find_chromium()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 2
    folder = Path(arguments[0]) if arguments else SCREENSHOTS
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="los-shots-") as data,
        served(prepared(Path(data) / "data")) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        if arguments:
            made = picture_all(browser, product, folder)
        else:
            made = picture_for_readers(browser, product, folder) + picture_example(browser, product, EXAMPLE)
        browser.close()
    print(f"{made} pictures are in {folder}{'' if arguments else f' and {EXAMPLE}'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
