"""Every link of our pages of words that leads into the project leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.house.tracked import tracked

LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:|/")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
ANCHOR = re.compile(r'id="([^"]+)"')


def places_in(text: str) -> set[str]:
    """What can be named after `#`: each heading as a hosting site writes it, and each anchor."""
    heads = (re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in HEADING.findall(text))
    return {*heads, *ANCHOR.findall(text)}


def dead_links(page: Path) -> list[str]:
    """The links of a page to a file, or to a place in one, that is not there."""
    dead = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if ELSEWHERE.match(link):
            continue
        path, _, place = link.partition("#")
        target = page.parent / path if path else page
        is_there = target.exists()
        if is_there and place and target.suffix == ".md":
            is_there = place in places_in(target.read_text(encoding="utf-8"))
        if not is_there:
            dead.append(link)
    return dead


def test_no_link_of_a_page_is_dead():
    pages = tracked(".md")

    assert len(pages) > 100
    assert {page.name: dead for page in pages if (dead := dead_links(page))} == {}


@pytest.mark.parametrize("link", ["gone.md", "here.md#gone", "#gone"])
def test_control_a_dead_link_is_found(link, tmp_path):
    page = tmp_path / "here.md"
    page.write_text(f"# One head\n\n[there](here.md#one-head), [not there]({link}), [out](https://example.org/gone)")

    assert dead_links(page) == [link]
