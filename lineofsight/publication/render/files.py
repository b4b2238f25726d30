"""All files of an edition: its pages, its style sheet, itself as JSON, its PDF, its Word and OpenDocument files."""

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import html
from lineofsight.publication.render.odt import render_odt
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.publication.render.word import render_word


def render(content: EditionContent) -> dict[str, bytes]:
    """The files by their path inside the folder, in one order. The same content gives the same bytes."""
    return rendered(as_published(content))


def rendered(public: EditionContent, *, mark: str = "") -> dict[str, bytes]:
    """The same of an edition as it is published. `mark`: another one than its own."""
    mark = mark or public.sha
    documents = {
        html.PDF_FILE: render_pdf(public, mark=mark),
        html.WORD_FILE: render_word(public, mark=mark),
        html.ODT_FILE: render_odt(public, mark=mark),
    }
    return dict(sorted({**html.render(public, mark=mark), **documents}.items()))
