"""Pictures of the product: `./los shots` makes the two of the README, `./los shots --all FOLDER` one of each place.

    python -m tests.journeys.shots [--all] [FOLDER]

Each place is pictured whole, at 1280 and at 375 pixels. The demonstration is told anew, as at the journeys' day.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser import FLAGS, MISSING, find_chromium
from tests.journeys.places import Place, places
from tests.journeys.product import ROOT, Product, prepared, served

WIDTHS = (1280, 375)
OF_THE_README = {"sentence": "a-sentence-and-what-it-rests-on", "gate": "what-cannot-be-printed-yet"}


def main(arguments: list[str]) -> int:
    """Make the pictures and say where they are. Out: 0, or 1 without a browser."""
    parser = argparse.ArgumentParser(prog="./los shots", description="Make pictures of the demonstration.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--all", action="store_true", help="every place, at 1280 and 375 pixels")
    options = parser.parse_args(arguments)
    chromium = find_chromium()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 1
    options.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as told,
        served(prepared(Path(told) / "data")) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        made = _pictures(browser, product, options.folder, is_all=options.all)
        browser.close()
    print(f"{made} pictures in {options.folder}")
    return 0


def _pictures(browser: Browser, product: Product, folder: Path, *, is_all: bool) -> int:
    made = 0
    contexts: dict[tuple[str, str], BrowserContext] = {}
    for place in places(product):
        if not is_all and place.name not in OF_THE_README:
            continue
        if place.who not in contexts:
            contexts[place.who] = _context(browser, product, *place.who)
        for width in WIDTHS if is_all else WIDTHS[:1]:
            _take(contexts[place.who], f"{product.address}{place.path}", width, folder / _name(place, width, is_all))
            made += 1
    return made


def _context(browser: Browser, product: Product, role: str, agency: str) -> BrowserContext:
    """A browser of somebody in a role; of nobody for an empty role."""
    context = browser.new_context(reduced_motion="reduce")
    if role:
        page = context.new_page()
        page.goto(f"{product.address}/demo/")
        token = page.locator('input[name="csrfmiddlewaretoken"]').first.input_value()
        form: dict[str, Any] = {"csrfmiddlewaretoken": token, "role": role, "agency": agency}
        context.request.post(f"{product.address}/demo/become/", form=form)
        page.close()
    return context


def _take(context: BrowserContext, address: str, width: int, file: Path) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.screenshot(path=file, full_page=True)
    page.close()


def _name(place: Place, width: int, is_all: bool) -> str:
    if not is_all:
        return f"{OF_THE_README[place.name]}.png"
    words = re.sub(r"[^a-z0-9]+", "-", f"{place.name} {place.who[0] or 'nobody'}".casefold()).strip("-")
    return f"{words}-{width}.png"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
