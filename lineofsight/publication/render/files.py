"""All files of an edition: its pages, its style sheet, itself as JSON, its PDF and its Word file."""

from lineofsight.publication.content import EditionContent
from lineofsight.publication.render import html
from lineofsight.publication.render.pdf import render_pdf
from lineofsight.publication.render.word import render_word


def render(content: EditionContent) -> dict[str, bytes]:
    """The files by their path inside the folder, in one order. The same content gives the same bytes."""
    documents = {html.PDF_FILE: render_pdf(content), html.WORD_FILE: render_word(content)}
    return dict(sorted({**html.render(content), **documents}.items()))
