"""Which reader reads which file. A new format is one module with one function and one line here."""

from collections.abc import Callable
from pathlib import Path

from lineofsight.intake.blocks import FileRead
from lineofsight.intake.readers.docx import read_docx
from lineofsight.intake.readers.guard import Unreadable, bytes_of, refuse_old_kinds
from lineofsight.intake.readers.odt import read_odt
from lineofsight.intake.readers.pdf import read_pdf
from lineofsight.intake.readers.sheets_csv import read_csv
from lineofsight.intake.readers.sheets_ods import read_ods
from lineofsight.intake.readers.sheets_xlsx import read_xlsx
from lineofsight.intake.readers.txt import read_txt

READERS: dict[str, Callable[[bytes, str], FileRead]] = {
    "": read_txt,
    ".txt": read_txt,
    ".text": read_txt,
    ".md": read_txt,
    ".docx": read_docx,
    ".odt": read_odt,
    ".pdf": read_pdf,
    ".xlsx": read_xlsx,
    ".ods": read_ods,
    ".csv": read_csv,
    ".tsv": read_csv,
}


def read(source: Path | bytes, name: str = "") -> FileRead:
    """Return the blocks of a file, given by its path, or by its bytes and its name (the ending names the format).

    Raises Unreadable, with a sentence for the person, when no reader knows the ending or the file cannot be read.
    """
    if not name:
        name = source.name if isinstance(source, Path) else ""
    suffix = Path(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is not read_txt:
        # A plain text says by itself what else it is; every other file is looked at here, whether or not we read it.
        content = bytes_of(source, name)
        refuse_old_kinds(content, name, suffix)
        source = content
    if reader is None:
        known = ", ".join(sorted(ending for ending in READERS if ending))
        raise Unreadable(f"{name or 'The file'} has an ending that we do not read yet: we read {known}.")
    return reader(bytes_of(source, name), name)
