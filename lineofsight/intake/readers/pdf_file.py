"""Opening a PDF: what cannot be opened is refused in a sentence, and what can is given out page by page."""

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import islice

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.pdf_marks import Drawing, Marks, TooFull

MOST_PAGES = 2_000
_MOST_FONTS = 60
# What pdfminer lets through when the bytes of a file make no sense.
_NONSENSE = (
    PSException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
OnPage = Callable[[int, int], None]


def pages_of(content: bytes, name: str, on_page: OnPage | None) -> Iterator[Marks | None]:
    """The marks of each page in turn; None for a page that is damaged.

    Raises Unreadable when the file needs a password, is damaged, or has no page or far too many.
    """
    # pdfminer warns of every oddity; what matters is said to the person as a doubt.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    document, total = _opened(content, name)
    resources = PDFResourceManager()
    pages = PDFPage.create_pages(document)
    for number in range(1, total + 1):
        if on_page is not None:
            on_page(number, total)
        try:
            page = next(pages)
            drawing = Drawing(resources, number)
            PDFPageInterpreter(resources, drawing).process_page(page)
            marks: Marks | None = drawing.marks
        except TooFull:
            raise Unreadable(f"Page {number} of {name} is too full to be read: ask for the Word file.") from None
        except StopIteration:
            return
        except _NONSENSE:
            marks = None
        yield marks
        # What pdfminer keeps of a page would add up to the whole file unpacked.
        document._cached_objs.clear()
        if len(resources._cached_fonts) > _MOST_FONTS:
            resources._cached_fonts.clear()


def _opened(content: bytes, name: str) -> tuple[PDFDocument, int]:
    damaged = f"{name} is damaged or no PDF inside: open it, save it again and try that."
    if b"%PDF-" not in content[:1024]:
        raise Unreadable(damaged)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        if document.encryption is not None:
            raise PDFPasswordIncorrect
        total = sum(1 for _ in islice(PDFPage.create_pages(document), MOST_PAGES + 1))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise Unreadable(f"{name} is locked with a password: ask for a file without one.") from None
    except _NONSENSE:
        raise Unreadable(damaged) from None
    if not total:
        raise Unreadable(f"{name} has no pages: choose the file that holds the report.")
    if total > MOST_PAGES:
        raise Unreadable(f"{name} has more than {MOST_PAGES:,} pages: split it and read each part.")
    document._cached_objs.clear()
    return document, total
