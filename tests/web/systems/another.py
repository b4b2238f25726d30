"""The shelf of an invented partnership, which agreed otherwise in some things and adds one of its own."""

from pathlib import Path

from lineofsight.library.shelf import OURS
from tests.library.followed import saved

# Six times that another partnership agreed differently: the file, what it says, and what theirs says.
TIMES = {
    "court-report": (("within: 20", "within: 15"), ("within 20 working days", "within 15 working days")),
    "core-group": (
        ("within: 10\n", "within: 8\n"),
        ("words: within 10 ", "words: within 8 "),
        ("words_at_start: within 10 ", "words_at_start: within 8 "),
    ),
    "review-record-sent": (
        (
            "within: 20, counted_in: working days, words: within 20",
            "within: 15, counted_in: working days, words: within 15",
        ),
    ),
    "bruise-referred": (("within: 1,", "within: 2,"),),
    "core-group-next": (
        (
            "from_number: 2, within: 42, counted_in: days, words: at most 6",
            "from_number: 2, within: 28, counted_in: days, words: at most 4",
        ),
    ),
    "newly-qualified-supervision": (("for_months: 6, within: 14,", "for_months: 6, within: 10,"),),
}
TITLES = {
    "instruments/reflective-supervision": "Thinking a case over",
    "instruments/cannabis-assessment": "Talking about cannabis at home",
    "pathways/bruising": "A mark on a baby in Northmoor",
}


def of_another(into: Path) -> Path:
    """The shelf of an invented partnership: six times, two forms, a pathway, and a system of its own."""
    saved("add-a-system.md", into)
    for name, pairs in TIMES.items():
        copied(into, f"standards/{name}", *pairs)
    for name, title in TITLES.items():
        ours = next(line for line in (OURS / f"{name}.yaml").read_text().splitlines() if line.startswith("title: "))
        copied(into, name, (ours, f"title: {title}"))
    return into


def copied(into: Path, name: str, *pairs: tuple[str, str]) -> None:
    file, written = into / f"{name}.yaml", (OURS / f"{name}.yaml").read_text()
    for ours, theirs in pairs:
        assert ours in written, name
        written = written.replace(ours, theirs, 1)
    file.parent.mkdir(exist_ok=True)
    file.write_text(written)
    (into / f"{name}.examples.yaml").write_text((OURS / f"{name}.examples.yaml").read_text())
