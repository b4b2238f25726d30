"""Read a pack by its ending, in the limited process that `intake.apart` starts."""

from lineofsight.intake.readers.guard import Unreadable, bytes_of, refuse_old_kinds
from lineofsight.packs.excel_read import read_excel
from lineofsight.packs.sheet import Sheet
from lineofsight.packs.word import read_word

# An OpenDocument file says what it is in its first bytes, and what of ours it was is known from that.
_OPEN_DOCUMENT = {b"opendocument.text": ".docx", b"opendocument.spreadsheet": ".xlsx"}
_FIRST_BYTES = 200
READER = "lineofsight.packs.reading:read_sheet"


def read_sheet(content: bytes, name: str) -> Sheet:
    """The tables and the words of a pack. Raises Unreadable."""
    content = bytes_of(content, name)
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    refuse_old_kinds(content, name, suffix)
    for inside, cure in _OPEN_DOCUMENT.items():
        if inside in content[:_FIRST_BYTES]:
            raise Unreadable(
                f"{name} is an OpenDocument file inside: open it in LibreOffice, save it as {cure} and upload that."
            )
    if suffix == ".xlsx":
        return read_excel(content, name)
    if suffix == ".docx":
        return read_word(content, name)
    raise Unreadable(f"{name} is neither a Word nor an Excel file: save it as .docx or .xlsx and upload that.")
