"""Which reader reads which file. A new format is one module with one function and one line here.

A reader is only imported for a file of its kind: together they take half a second, and every reading begins anew.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

from lineofsight.intake.blocks import FileRead
from lineofsight.intake.readers.guard import Unreadable, bytes_of, refuse_old_kinds
from lineofsight.intake.readers.txt import read_txt

Reader = Callable[[bytes, str], FileRead]

READERS = {
    "": "txt:read_txt",
    ".txt": "txt:read_txt",
    ".text": "txt:read_txt",
    ".md": "txt:read_txt",
    ".docx": "docx:read_docx",
    ".odt": "odt:read_odt",
    ".pdf": "pdf:read_pdf",
    ".xlsx": "sheets_xlsx:read_xlsx",
    ".ods": "sheets_ods:read_ods",
    ".csv": "sheets_csv:read_csv",
    ".tsv": "sheets_csv:read_csv",
}


def reader_of(name: str) -> Reader | None:
    """The reader of a file with this name; None when we have none for its ending."""
    module, _, function = READERS.get(Path(name).suffix.lower(), "").partition(":")
    if not module:
        return None
    found: Reader = getattr(importlib.import_module(f"lineofsight.intake.readers.{module}"), function)
    return found


def read(source: Path | bytes, name: str = "") -> FileRead:
    """Return the blocks of a file, given by its path, or by its bytes and its name (the ending names the format).

    Raises Unreadable, with a sentence for the person, when no reader knows the ending or the file cannot be read.
    """
    if not name:
        name = source.name if isinstance(source, Path) else ""
    suffix = Path(name).suffix.lower()
    reader = reader_of(name)
    if reader is not read_txt:
        # A plain text says by itself what else it is; every other file is looked at here, whether or not we read it.
        content = bytes_of(source, name)
        refuse_old_kinds(content, name, suffix)
        source = content
    if reader is None:
        known = ", ".join(sorted(ending for ending in READERS if ending))
        raise Unreadable(f"{name or 'The file'} has an ending that we do not read yet: we read {known}.")
    return reader(bytes_of(source, name), name)
