"""The page of all words that library files may use."""

from collections import defaultdict
from collections.abc import Iterator

from lineofsight.library.conditions import (
    ColumnType,
    NamedDay,
)
from lineofsight.library.counting import Part, ToldAs
from lineofsight.library.entry import Entry, Strict
from lineofsight.library.kinds import (
    KINDS,
)
from lineofsight.library.reference.parts import as_code, table
from lineofsight.library.reference.shapes import held_in, inside, shape
from lineofsight.library.scales import Shows, WhoSays
from lineofsight.library.shelf import Shelf


def vocabulary_page(_: Shelf) -> Iterator[str]:
    """Every word that each kind of file may use, read from the models themselves."""
    yield "# Words that library files may use\n"
    yield "The vocabulary is small and closed. A word that is not here is refused with its file, its line and the"
    yield "nearest word. No HTML, SQL or Python stands in a file.\n"
    yield "## In the heading of every file\n"
    yield from _fields(Entry, ())
    shared = _shared()
    for folder, kind in sorted(KINDS.items()):
        yield f"## In `{folder}/`\n"
        yield _first_words(kind)
        yield from _fields(kind, tuple(Entry.model_fields))
        for way, model in inside(kind):
            if model not in shared:
                yield from _part(f"`{way}` in `{folder}/`", model)
        if kind.EXAMPLES is not None:
            yield from _part(f"An example of `{folder}/`", kind.EXAMPLES)
            for way, model in inside(kind.EXAMPLES):
                yield from _part(f"`{way}` in an example of `{folder}/`", model)
    yield "## In several folders\n"
    for model, ways in shared.items():
        yield from _part(f"{', '.join(f'`{way}`' for way in ways)}", model)
    yield "## In `population` and `numerator` of a measure\n"
    yield from _fields(Part, ())
    yield from table(["told", "what the two numbers are"], [[f"`{told.value}`", told.words] for told in ToldAs])
    yield "## In the conditions of a measure\n"
    rows = [
        ["`{column: C, equals: V}`", "the column holds this value"],
        ["`{column: C, one_of: [V, W]}`", "the column holds one of these values"],
        ["`{column: C, is: known}`, `{column: C, is: not known}`", "there is a value, or none"],
        ["`{column: C, on_or_before: D}`", "the day is D or earlier; also `before`, `on_or_after`, `after`"],
        ["`{all: [ … ]}`, `{any: [ … ]}`, `{not: … }`", "every one, at least one, not this one"],
        ["`{has_any: {face: F, matching: C, where: … }}`", "there is such a row in another face with the same C"],
    ]
    yield from table(["condition", "holds when"], rows)
    yield f"Types of a column: {as_code(item.value for item in ColumnType)}."
    yield f"Named days: {as_code(item.value for item in NamedDay)}; or a day such as `2026-03-31`."
    yield "A value that is not known satisfies no comparison.\n"
    yield "## What a statement shows\n"
    yield from table(["value", "people read", "it is right when"], [[_low(s), s.words, s.meaning] for s in Shows])
    yield f"Who says so: {', '.join(f'«{who.words}»' for who in WhoSays)}."


def _shared() -> dict[type[Strict], tuple[str, ...]]:
    """What stands in the files of more than one folder, such as who does something, with the words that hold it."""
    places = [(folder, way, model) for folder, kind in sorted(KINDS.items()) for way, model in held_in(kind)]
    folders: dict[type[Strict], set[str]] = defaultdict(set)
    words: dict[type[Strict], set[str]] = defaultdict(set)
    for folder, way, model in places:
        folders[model].add(folder)
        words[model].add(way.rsplit(" → ")[-1])
    return {model: tuple(sorted(words[model])) for model, found in folders.items() if len(found) > 1}


def _part(heading: str, model: type[Strict]) -> Iterator[str]:
    yield f"### {heading}\n"
    yield _first_words(model)
    yield from _fields(model, ())


def _first_words(model: type[Strict]) -> str:
    return " ".join((model.__doc__ or "").split("\n\n")[0].split()) + "\n"


def _fields(kind: type[Strict], without: tuple[str, ...]) -> Iterator[str]:
    rows = []
    for name, field in kind.model_fields.items():
        if name not in without:
            needed = "yes" if field.is_required() else "no"
            rows.append([f"`{field.alias or name}`", needed, shape(field.annotation), field.description or ""])
    yield from table(["word", "needed", "written as", "what it says"], rows)


def _low(shows: Shows) -> str:
    return f"`{shows.name.lower().replace('_', ' ')}`"
