"""What may be read at all: the limits, and the one refusal that every reader raises."""

from pathlib import Path

LARGEST_FILE = 20 * 1024 * 1024
LONGEST_LINE = 100_000
MOST_LINES = 200_000

_SIGNATURES = (
    (b"%PDF", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zipped file, such as Word or Excel", ".docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", ".docx"),
    (b"{\\rtf", "a rich text file", ".docx"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_KINDS = {
    ".doc": ("a Word file of the old kind", ".docx"),
    ".dot": ("a Word file of the old kind", ".docx"),
    ".xls": ("an Excel file of the old kind", ".xlsx"),
    ".rtf": ("a rich text file", ".docx"),
}


class Unreadable(Exception):
    """The file cannot be read. The message is one sentence for the person: what is wrong and what to do."""


def bytes_of(source: Path | bytes, name: str) -> bytes:
    """Return the content of the file, never more than the limit.

    Raises Unreadable when there is no such file, it is no ordinary file, it is empty or it is too large.
    """
    if isinstance(source, bytes):
        content = source[: LARGEST_FILE + 1]
    else:
        content = _from_disk(source, name)
    if len(content) > LARGEST_FILE:
        limit = LARGEST_FILE // (1024 * 1024)
        raise Unreadable(f"{name} is larger than {limit} MB: save the report without its pictures and try again.")
    if not content.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Unreadable(f"{name} is empty: choose the file that holds the report.")
    return content


def _from_disk(path: Path, name: str) -> bytes:
    try:
        # A device or a pipe can be endless; only an ordinary file has a size that one can trust.
        if path.is_dir():
            raise Unreadable(f"{name} is a folder: give the name of a file.")
        if path.exists() and not path.is_file():
            raise Unreadable(f"{name} is not an ordinary file: save the report as a file first.")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Unreadable(f"There is no file {name}: check the name and the folder.") from None
    except PermissionError:
        raise Unreadable(f"{name} may not be opened: ask its owner for the right to read it.") from None
    except (OSError, ValueError):
        raise Unreadable(f"{name} could not be opened: copy it to this computer and try again.") from None


def refuse_other_types(content: bytes, name: str) -> None:
    """Raise Unreadable when the content is a well-known type of file that is no plain text."""
    for signature, what, suffix in _SIGNATURES:
        if content.startswith(signature):
            cure = f"give it its right ending ({suffix})" if suffix else "ask for the report as text"
            raise Unreadable(f"{name} is not plain text but {what}: {cure} and try again.")


def refuse_old_kinds(content: bytes, name: str, suffix: str) -> None:
    """Raise Unreadable for files of the old Office and rich text, by their endings or by how they begin."""
    is_old_office = content.startswith(_OLD_OFFICE)
    if is_old_office and _LOCKED in content[: 1024 * 1024]:
        raise Unreadable(f"{name} is locked with a password: save it without one and try that.")
    if suffix in _OLD_KINDS or is_old_office:
        what, cure = _OLD_KINDS.get(suffix, ("a file of the old Office inside", ".docx or .xlsx"))
        raise Unreadable(f"{name} is {what}, which we do not read: save it as {cure} and try that.")
    if content.startswith(b"{\\rtf"):
        raise Unreadable(f"{name} is a rich text file inside, which we do not read: save it as .docx and try that.")
