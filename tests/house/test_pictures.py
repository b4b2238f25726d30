"""The pictures of the documents: small enough for a repository that keeps them for ever, and each one is shown."""

import re

import pytest

from tests.house.tracked import ROOT

MOST = 200_000
DOCS = ROOT / "docs"
LINKED = re.compile(r"!\[[^\]]+\]\(([^)]+\.png)\)")


def shown_in(page) -> list[str]:
    """The pictures that a page shows, each with words for who cannot see it."""
    return [str((page.parent / name).resolve()) for name in LINKED.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("picture", sorted(DOCS.rglob("*.png")), ids=lambda path: str(path.relative_to(DOCS)))
def test_a_picture_is_small(picture):
    assert picture.stat().st_size < MOST


def test_every_picture_of_the_example_is_shown_with_words_and_every_one_that_is_shown_is_there():
    shown = shown_in(DOCS / "example" / "README.md")

    assert sorted(shown) == sorted(str(path) for path in (DOCS / "example").glob("*.png"))
    assert len(shown) >= 6


def test_control_a_picture_without_words_is_not_taken_for_shown():
    assert LINKED.findall("![](a.png) ![What it shows](b.png)") == ["b.png"]
