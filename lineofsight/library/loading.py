"""Read one shelf (a folder of library files) into entries, and say of each broken file what to mend."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from lineofsight.library.entry import Entry, Strict
from lineofsight.library.faults import Fault, Place, Trouble, nearest_word, unknown_word
from lineofsight.library.kinds import KINDS, Source
from lineofsight.library.reading import LARGEST_FILE, Document, Unreadable, read_documents, troubles_of_content
from lineofsight.library.refusals import follows_from_another, sentence_of

EXAMPLES_ENDING = ".examples.yaml"
_CALLED_BY_A_WORD = frozenset({"window", "left_out"})


@dataclass(frozen=True, slots=True)
class Found:
    """One edition read from a file: the entry, the file (relative to its shelf) and the lines of the document."""

    entry: Entry
    path: str
    document: Document

    def fault(self, trouble: Trouble) -> Fault:
        """The trouble with this file and its line put to it."""
        return Fault(
            self.path, self.document.line_of(trouble.place), trouble.sentence, trouble.nearest, trouble.missing
        )


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything read from one shelf, before it is put together with another."""

    found: tuple[Found, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_folder(root: Path) -> Folder:
    """Read a shelf. Never raises for what stands in it: what cannot be read is a fault and the rest is there.

    root: a folder with sources.yaml and one folder a kind. A path that is not a folder is one fault.
    """
    if not root.is_dir():
        return Folder(faults=(Fault(str(root), 1, "There is no such folder."),))
    found: list[Found] = []
    sources, faults = _read_sources(root)
    faults += _strangers(root)
    for folder, kind in sorted(KINDS.items()):
        for path in sorted((root / folder).glob("*.yaml")):
            if not path.name.endswith(EXAMPLES_ENDING):
                some, wrong = _read_entries(root, path, kind)
                found += some
                faults += wrong
    return Folder(tuple(found), sources, tuple(faults))


def read_file(root: Path, path: Path) -> tuple[Document, ...] | Fault:
    """The documents of a file, or the one fault that keeps it from being read."""
    name = path.relative_to(root).as_posix()
    try:
        if path.stat().st_size > 4 * LARGEST_FILE:  # four bytes are the most that a character takes
            return Fault(name, 1, f"The file is longer than {LARGEST_FILE} characters.")
        return read_documents(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return Fault(name, 1, "The file is not text in UTF-8.")
    except OSError as error:
        return Fault(name, 1, f"The file cannot be read: {error.strerror}.")
    except Unreadable as error:
        return Fault(name, error.line, error.sentence)


def entry_of(document: Document, kind: type[Entry]) -> tuple[Entry | None, tuple[Trouble, ...]]:
    """The entry that a document is, or None, with everything that is wrong in it and where."""
    troubles = troubles_of_content(document.data)
    try:
        entry = kind.model_validate(document.data)
    except ValidationError as error:
        return None, (*troubles, *troubles_of_validation(error))
    return entry, tuple(troubles)


def faults_of_validation(error: ValidationError, *, path: str, document: Document) -> Iterator[Fault]:
    """The same as `troubles_of_validation`, each with its file and line."""
    for one in troubles_of_validation(error):
        yield Fault(path, document.line_of(one.place), one.sentence, one.nearest)


def troubles_of_validation(error: ValidationError) -> Iterator[Trouble]:
    """Each thing that pydantic found, as a sentence with its place and, for a word, the nearest right one."""
    errors: list[Any] = list(error.errors(include_url=False))
    for item in errors:
        if follows_from_another(item, errors):
            continue
        context: dict[str, Any] = item.get("ctx", {})
        kind = item["type"]
        # What is wrong between several words is told at the one that its kind of trouble is called by.
        place: Place = item["loc"] or ((kind,) if kind in _CALLED_BY_A_WORD else ())
        if "word" in context:
            place = (*place, str(context["word"]))
        # «[key]» is pydantic's own word for what stands before a colon.
        name = next((str(step) for step in reversed(place) if isinstance(step, str) and step != "[key]"), "")
        message, near = sentence_of(item, name)
        yield Trouble(place, message, near or str(context.get("nearest", "")))


def _read_entries(root: Path, path: Path, kind: type[Entry]) -> tuple[list[Found], list[Fault]]:
    """All editions of a file, or its faults: a file with one broken edition is broken."""
    documents = read_file(root, path)
    if isinstance(documents, Fault):
        return [], [documents]
    return _entries_in(path.relative_to(root).as_posix(), documents, kind)


def read_text(name: str, text: str, kind: type[Entry]) -> Folder:
    """The same of a file that lies in no folder: its name («measures/ID.yaml»), what stands in it, and its kind."""
    try:
        documents = read_documents(text)
    except Unreadable as error:
        return Folder(faults=(Fault(name, error.line, error.sentence),))
    found, faults = _entries_in(name, documents, kind)
    return Folder(tuple(found), faults=tuple(faults))


def _entries_in(name: str, documents: Iterable[Document], kind: type[Entry]) -> tuple[list[Found], list[Fault]]:
    stem = name.rpartition("/")[2].removesuffix(".yaml")
    found: list[Found] = []
    faults: list[Fault] = []
    for document in documents:
        entry, troubles = entry_of(document, kind)
        faults += [Fault(name, document.line_of(one.place), one.sentence, one.nearest) for one in troubles]
        if entry is None:
            continue
        if entry.id != stem:
            sentence = f"The id «{entry.id}» is not the name of the file, «{stem}»."
            faults.append(Fault(name, document.line_of(("id",)), sentence))
        found.append(Found(entry, name, document))
    if not faults:
        faults += _editions_that_overlap(found)
    return ([], faults) if faults else (found, [])


def _editions_that_overlap(found: list[Found]) -> Iterator[Fault]:
    in_order = sorted(found, key=lambda one: one.entry.from_date)
    for earlier, later in pairwise(in_order):
        if earlier.entry.to_date is None or earlier.entry.to_date >= later.entry.from_date:
            sentence = f"Two editions are in force on {later.entry.from_date.isoformat()}: end the earlier one before."
            yield later.fault(Trouble(("from",), sentence))
        elif earlier.entry.version >= later.entry.version:
            yield later.fault(Trouble(("version",), "A later edition has a higher version."))


class _Sources(Strict):
    sources: dict[str, Source]


def _read_sources(root: Path) -> tuple[dict[str, Source], list[Fault]]:
    path = root / "sources.yaml"
    if not path.exists():
        return {}, []
    documents = read_file(root, path)
    if isinstance(documents, Fault):
        return {}, [documents]
    document = documents[0]
    faults = [Fault(path.name, document.line_of(t.place), t.sentence) for t in troubles_of_content(document.data)]
    try:
        sources = _Sources.model_validate(document.data).sources
    except ValidationError as error:
        return {}, [*faults, *faults_of_validation(error, path=path.name, document=document)]
    return ({}, faults) if faults else (dict(sources), [])


def _strangers(root: Path) -> list[Fault]:
    """Files that nobody would read: a folder with an unknown name, another ending, a file beside the folders."""
    faults = []
    for path in sorted(path for path in root.rglob("*") if path.suffix.casefold() in (".yaml", ".yml")):
        name, parts = path.relative_to(root).as_posix(), path.relative_to(root).parts
        if path.suffix != ".yaml":
            faults.append(Fault(name, 1, f"Name it {path.stem}.yaml."))
        elif len(parts) == 1 and name != "sources.yaml":
            near = nearest_word(path.stem, ["sources"])
            faults.append(Fault(name, 1, "Only sources.yaml stands beside the folders.", near))
        elif len(parts) > 1 and (parts[0] not in KINDS or len(parts) > 2):
            faults.append(
                Fault(name, 1, *unknown_word("/".join(parts[:-1]), known=sorted(KINDS), what="a folder here"))
            )
    return faults


def read_examples(root: Path, path: Path, model: type[BaseModel]) -> tuple[list[BaseModel], list[Fault]]:
    """The worked examples of a file (`examples:` and a list), or its faults.

    model: the kind's EXAMPLES. At least three, named among them «plain», «edge» and «empty».
    """
    documents = read_file(root, path)
    if isinstance(documents, Fault):
        return [], [documents]
    return examples_in(path.relative_to(root).as_posix(), documents[0], model)


def examples_in(name: str, document: Document, model: type[BaseModel]) -> tuple[list[BaseModel], list[Fault]]:
    """The same of a document that is read already."""
    faults = [Fault(name, document.line_of(t.place), t.sentence) for t in troubles_of_content(document.data)]
    listed = document.data.get("examples")
    if set(document.data) != {"examples"} or not isinstance(listed, list):
        return [], [Fault(name, 1, "An examples file has the one word «examples» and a list.", "examples")]
    examples: list[BaseModel] = []
    for number, data in enumerate(listed):
        try:
            examples.append(model.model_validate(data))
        except ValidationError as error:
            for fault in faults_of_validation(error, path=name, document=_within(document, ("examples", number))):
                faults.append(fault)
    names = [str(getattr(example, "name", "")).split(":")[0].split(" ")[0] for example in examples]
    missing = [word for word in ("plain", "edge", "empty") if word not in names]
    if not faults and (missing or len(examples) < 3):
        wanted = " and ".join(f"«{word}»" for word in missing) or "a third"
        faults.append(Fault(name, 1, f"At least three examples are needed; {wanted} is missing."))
    return examples, faults


def _within(document: Document, place: Place) -> Document:
    length = len(place)
    lines = {inner[length:]: line for inner, line in document.lines.items() if inner[:length] == place}
    return Document(data={}, lines=lines)
