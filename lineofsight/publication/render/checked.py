"""The bytes of an edition, read again before they are published: they say what was approved, and nothing else.

Nothing here asks the renderers what they wrote: the text is taken out of the files by its own readers. Only where there
are drawings, which hold more than words, are the files compared with those that the content gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import html
from lineofsight.publication.render.charts import has_charts
from lineofsight.publication.render.checked_odt import faults_in_odt
from lineofsight.publication.render.checked_page import faults_in_page, known_words
from lineofsight.publication.render.checked_pdf import faults_in_pdf
from lineofsight.publication.render.checked_word import faults_in_word
from lineofsight.publication.render.files import rendered
from lineofsight.trail.canonical import sha256_hex

_PAGES = frozenset(path for path, _, _ in html.PAGES)


def faults_in(files: Mapping[str, bytes], content: EditionContent) -> tuple[str, ...]:
    """Each fault as a sentence that begins with the name of its file. Empty: the files may be published."""
    public = as_published(content)
    if has_charts(public):
        return _with_charts(files, public)
    return _without_charts(files, public, public.to_json())


def _without_charts(files: Mapping[str, bytes], public: EditionContent, data: bytes) -> tuple[str, ...]:
    mark = sha256_hex(data)
    known = known_words(public, mark=mark)
    return tuple(
        f"{path}: {fault}"
        for path in sorted(_known() | files.keys())
        for fault in _faults(path, files, public, data, mark=mark, known=known)
    )


def _with_charts(files: Mapping[str, bytes], public: EditionContent) -> tuple[str, ...]:
    """An edition with drawings. What a line or a shape says no reader of words can tell, so here each file has to be,
    byte for byte, what the content gives; and the same edition without its charts has to stand before our readers."""
    data = public.to_json()
    meant = _rendered(public, data)
    other = tuple(
        f"{path}: {_WHY.get(path, 'it is not, byte for byte, what its content gives.')}"
        for path in sorted(_known() | files.keys())
        if files.get(path) != meant.get(path)
    )
    plain = without_charts(public)
    return (*other, *_without_charts(_rendered(plain, data), plain, data))


_WHY = {html.STYLE: "it is not the style sheet of an edition, so that it could hide words."}


def _rendered(content: EditionContent, data: bytes) -> dict[str, bytes]:
    mark = sha256_hex(data)
    return {**rendered(content, mark=mark), html.DATA: data}


def without_charts(content: EditionContent) -> EditionContent:
    """The same edition with its figures alone."""
    return replace(content, sections=tuple(
        replace(section, lines=tuple(
            replace(line, figures=tuple(
                figure if figure.measured is None else replace(figure, measured=replace(figure.measured, chart=None))
                for figure in line.figures
            ))
            for line in section.lines
        ))
        for section in content.sections
    ))  # fmt: skip


def _known() -> frozenset[str]:
    return _PAGES | {html.DATA, html.STYLE, html.PDF_FILE, html.WORD_FILE, html.ODT_FILE}


def _faults(
    path: str,
    files: Mapping[str, bytes],
    content: EditionContent,
    data: bytes,
    *,
    mark: str,
    known: frozenset[str],
) -> Iterator[str]:
    if path not in files:
        yield "it is missing."
    elif path in _PAGES:
        yield from faults_in_page(path, files[path], content, mark=mark, known=known)
    elif path == html.WORD_FILE:
        yield from faults_in_word(files[path], content, mark=mark)
    elif path == html.ODT_FILE:
        yield from faults_in_odt(files[path], content, mark=mark)
    elif path == html.PDF_FILE:
        yield from faults_in_pdf(files[path], content, mark=mark)
    elif path == html.DATA:
        if files[path] != data:
            yield "it is not the edition that was approved."
    elif path == html.STYLE:
        if files[path] != (html.HERE / html.STYLE).read_bytes():
            yield "it is not the style sheet of an edition, so that it could hide words."
    else:
        yield "an edition has no such file."
