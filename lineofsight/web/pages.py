"""A list a page at a time: which page an address asks for, and which rows stand on it."""

from dataclasses import dataclass
from typing import TypeVar

PAGE_SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True)
class Page:
    """One page of a list: its number, of how many, and the rows from `start` to before `stop`."""

    number: int
    of: int
    total: int
    size: int = PAGE_SIZE

    @property
    def start(self) -> int:
        """The first row on it, from 0."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        """The row after its last."""
        return self.start + self.size

    @property
    def shown(self) -> list[int]:
        """The numbers that a long list offers: the first, the last and those beside this one; 0 stands for a gap."""
        near = sorted({1, self.of, *range(max(1, self.number - 1), min(self.of, self.number + 1) + 1)})
        numbers: list[int] = []
        for number in near:
            if numbers and number - numbers[-1] > 1:
                numbers.append(number - 1 if number - numbers[-1] == 2 else 0)
            numbers.append(number)
        return numbers


def page_of(total: int, *, asked: str, size: int = PAGE_SIZE) -> Page:
    """The page that an address asks for; the first where it asks for none, the last where it asks for too much."""
    pages = max(1, -(-total // size))
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 6 else 1
    return Page(number, pages, total, size)


def paged(rows: list[Row], *, asked: str, size: int = PAGE_SIZE) -> tuple[Page, list[Row]]:
    """The page of a list that is there already, and its rows."""
    page = page_of(len(rows), asked=asked, size=size)
    return page, rows[page.start : page.stop]
