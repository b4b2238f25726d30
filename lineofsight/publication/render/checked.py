"""The bytes of an edition, read again before they are published: they say what was approved, and nothing else.

Nothing here asks the renderers what they wrote. The text is taken out of the files by its own readers.
"""

from collections.abc import Iterator, Mapping

from lineofsight.publication.content import EditionContent, as_published
from lineofsight.publication.render import html
from lineofsight.publication.render.checked_page import faults_in_page
from lineofsight.publication.render.checked_pdf import faults_in_pdf
from lineofsight.publication.render.checked_word import faults_in_word
from lineofsight.trail.canonical import sha256_hex

_PAGES = frozenset(path for path, _, _ in html.PAGES)


def faults_in(files: Mapping[str, bytes], content: EditionContent) -> tuple[str, ...]:
    """Each fault as a sentence that begins with the name of its file. Empty: the files may be published."""
    public = as_published(content)
    data = public.to_json()
    return tuple(
        f"{path}: {fault}" for path in sorted(_known() | files.keys()) for fault in _faults(path, files, public, data)
    )


def _known() -> frozenset[str]:
    return _PAGES | {html.DATA, html.STYLE, html.PDF_FILE, html.WORD_FILE}


def _faults(path: str, files: Mapping[str, bytes], content: EditionContent, data: bytes) -> Iterator[str]:
    if path not in files:
        yield "it is missing."
    elif path in _PAGES:
        yield from faults_in_page(path, files[path], content, mark=sha256_hex(data))
    elif path == html.WORD_FILE:
        yield from faults_in_word(files[path], content, mark=sha256_hex(data))
    elif path == html.PDF_FILE:
        yield from faults_in_pdf(files[path], content, mark=sha256_hex(data))
    elif path == html.DATA:
        if files[path] != data:
            yield "it is not the edition that was approved."
    elif path == html.STYLE:
        if files[path] != (html.HERE / html.STYLE).read_bytes():
            yield "it is not the style sheet of an edition, so that it could hide words."
    else:
        yield "an edition has no such file."
