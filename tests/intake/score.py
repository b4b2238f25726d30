"""How well a read report agrees with the truth beside it: exact match after folding white space."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lineofsight.intake.documents import Document, to_json
from lineofsight.intake.understand import read_document

DOCUMENTS = Path(__file__).parent / "documents"
# Written, with their truth, before the rules met any of them, and not looked at while the rules were made.
HELD_BACK = ("brief", "committee")


@dataclass(frozen=True)
class Score:
    """Found and missed, told apart so that differences can be printed."""

    right: int
    missed: tuple[object, ...]
    added: tuple[object, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        wrong = len(self.missed) + len(self.added)
        return 1.0 if not self.right and not wrong else 2 * self.right / (2 * self.right + wrong)


def compare(truth: Iterable[object], read: Iterable[object]) -> Score:
    """Compare two collections as bags."""
    expected, found = Counter(truth), Counter(read)
    return Score(
        (expected & found).total(),
        tuple((expected - found).elements()),
        tuple((found - expected).elements()),
    )


def scores(name: str) -> dict[str, Score]:
    """Read one document of ours and compare it with its truth, topic by topic."""
    truth = json.loads((DOCUMENTS / f"{name}.json").read_text(encoding="utf-8"))
    read = to_json(read_document(DOCUMENTS / f"{name}.txt"))
    return {topic: compare(pick(truth), pick(read)) for topic, pick in TOPICS.items()}


def names() -> list[str]:
    """The documents that have a truth beside them."""
    return sorted(path.stem for path in DOCUMENTS.glob("*.json"))


def _paragraphs(report: dict) -> list[dict]:
    return [paragraph for section in report["sections"] for paragraph in section["paragraphs"]]


def _fold(text: str) -> str:
    return " ".join(text.split())


def _figures(report: dict) -> list[object]:
    keys = ("value", "value_to", "unit", "comparator", "denominator")
    return [(_fold(p["text"])[:30], *(f[key] for key in keys)) for p in _paragraphs(report) for f in p["figures"]]


TOPICS = {
    "headings": lambda report: [section["heading"] for section in report["sections"]],
    "paragraphs": lambda report: [(p["number"], _fold(p["text"])) for p in _paragraphs(report)],
    "quotations": lambda report: [
        (_fold(q["text"]), q["attributed_to"], q["partial"]) for p in _paragraphs(report) for q in p["quotations"]
    ],
    "figures": _figures,
    "agencies": lambda report: [(_fold(p["text"])[:30], name) for p in _paragraphs(report) for name in p["agencies"]],
    "tables": lambda report: [tuple(row) for t in report["tables"] for row in [t["header"], *t["rows"]]],
}


def words_lost(document: Document, text: str) -> Counter[str]:
    """The words of a text that the read report does not give back."""
    from lineofsight.intake.characters import clean, words

    pieces = [document.title, *(piece.text for piece in document.other)]
    for section in document.sections:
        pieces += [section.printed, section.heading or ""]
        pieces += [piece for p in section.paragraphs for piece in (p.printed, p.text)]
    for table in document.tables:
        pieces += [cell for row in (table.header, *table.rows) for cell in row]
    return Counter(words(clean(text))) - Counter(word for piece in pieces for word in words(piece))
