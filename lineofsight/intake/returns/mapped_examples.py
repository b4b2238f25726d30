"""The worked examples of a council's own list: its rows written as a file, and read as every file is."""

import csv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from lineofsight.intake.returns.mapped import Mapped
from lineofsight.library.mapping import CsvMapping, ExampleFact, MappingExample
from lineofsight.library.words import listed
from lineofsight.records.taken import RefusedRow, Taken, TakenEvent, TakenSpan, UnreadableReturn


def disagreements(mapping: CsvMapping, example: MappingExample) -> Iterator[str]:
    """What an example asks for and does not get, a sentence each."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        columns = [*mapping.columns(), *mapping.thrown_away]
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            rows.writerows([row.get(name, "") for name in columns] for row in example.rows)
        try:
            taken = list(Mapped(mapping, [path]).taken())
        except UnreadableReturn as trouble:
            yield f"Example «{example.name}»: {trouble}"
            return
    facts = tuple(_fact(one) for one in taken if isinstance(one, TakenEvent | TakenSpan))
    if facts != example.takes:
        yield f"Example «{example.name}» takes {_told(facts)}, not {_told(example.takes)}."
    refused = tuple(one.field for one in taken if isinstance(one, RefusedRow))
    if refused != example.refuses:
        wanted = listed(f"«{one}»" for one in example.refuses) or "nothing"
        yield f"Example «{example.name}» refuses {listed(f'«{one}»' for one in refused) or 'nothing'}, not {wanted}."


def _fact(one: Taken) -> ExampleFact:
    if isinstance(one, TakenEvent):
        return ExampleFact(child=one.child, event=one.kind, day=one.day, code=one.code)
    assert isinstance(one, TakenSpan)
    return ExampleFact(
        child=one.child, span=one.kind, start=one.start, until=one.until, code=one.code, number=one.number
    )


def _told(facts: tuple[ExampleFact, ...]) -> str:
    """Facts as they are written below `takes`, so that what came out can be copied."""
    lines = (one.model_dump(mode="json", exclude_defaults=True) for one in facts)
    told = (f"{{{', '.join(f'{word}: {value}' for word, value in line.items())}}}" for line in lines)
    return listed(told) or "nothing"
