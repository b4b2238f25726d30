"""Makes invented OpenDocument texts, part by part, the way LibreOffice writes them."""

from xml.sax.saxutils import escape

from tests.files.packages import HEAD, zipped

_O = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{_O}:office:1.0" xmlns:text="{_O}:text:1.0" xmlns:table="{_O}:table:1.0" '
    f'xmlns:style="{_O}:style:1.0" xmlns:draw="{_O}:drawing:1.0" xmlns:fo="{_O}:xsl-fo-compatible:1.0" '
    f'xmlns:svg="{_O}:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation:names:experimental:office"'
)


def _inside(pieces: tuple[str, ...]) -> str:
    return "".join(piece if piece.startswith("<") else escape(piece) for piece in pieces)


def para(*pieces: str, style: str = "Standard") -> str:
    """A paragraph; a string that is no XML is its letters."""
    return f'<text:p text:style-name="{style}">{_inside(pieces)}</text:p>'


def heading(text: str, level: int = 1, more: str = "") -> str:
    """A heading."""
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}" {more}>{escape(text)}</text:h>'


def item(*pieces: str, more: str = "") -> str:
    """An item of a list; a string that is no XML becomes a paragraph."""
    return f"<text:list-item {more}>{''.join(p if p.startswith('<') else para(p) for p in pieces)}</text:list-item>"


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    """A list."""
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{''.join(i if i.startswith('<') else item(i) for i in items)}</text:list>"


def cell(*paragraphs: str, more: str = "") -> str:
    """A cell of a table."""
    inside = "".join(p if p.startswith("<") else para(p) for p in paragraphs)
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    """A row of a table; a string that is no XML becomes a cell."""
    return f"<table:table-row {more}>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</table:table-row>"


def table(*rows: str) -> str:
    """A table."""
    return f"<table:table><table:table-column/>{''.join(rows)}</table:table>"


def box(*paragraphs: str) -> str:
    """A text box in a frame, with the name that its author gave it."""
    inside = "".join(p if p.startswith("<") else para(p) for p in paragraphs)
    return f"<draw:frame><draw:text-box>{inside}</draw:text-box><svg:title>Box</svg:title></draw:frame>"


def note(text: str, kind: str = "footnote") -> str:
    """A footnote or an endnote, where it is named."""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{para(text)}</text:note-body></text:note>"
    )


def style(name: str, family: str = "paragraph", parent: str = "", inside: str = "", more: str = "") -> str:
    """A style."""
    under = f'style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}" {under} {more}>{inside}</style:style>'


def level(
    number: int, form: str = "1", more: str = 'style:num-suffix="."', kind: str = "list-level-style-number"
) -> str:
    """One level of a list or of the outline."""
    return f'<text:{kind} text:level="{number}" style:num-format="{form}" {more}/>'


def list_style(name: str, *levels: str) -> str:
    """The style of a list."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


STYLES = (
    style("Standard")
    + style("Title", parent="Standard")
    + style("Subtitle", parent="Standard")
    + style("Heading_20_1", more='style:display-name="Heading 1" style:default-outline-level="1"')
    + style("Contents_20_1", more='style:display-name="Contents 1"')
    + style("Unseen", "text", inside='<style:text-properties text:display="none"/>')
    + style("Bold", "text", inside='<style:text-properties fo:font-weight="bold"/>')
    + style("Red", "table-cell", inside='<style:table-cell-properties fo:background-color="#ff0000"/>')
)
LISTS = list_style(
    "L1",
    level(1),
    level(2, more='style:num-suffix="." text:display-levels="2"'),
    level(3, "a", 'style:num-prefix="(" style:num-suffix=")"'),
) + list_style("Dots", '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>')


def open_text(body: str, *, automatic: str = "", styles: str = "", masters: str = "") -> bytes:
    """An OpenDocument text with this body."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{LISTS}{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    sheet = (
        f"<office:document-styles {SPACES}><office:styles>{STYLES}{styles}</office:styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": HEAD + content.encode(),
            "styles.xml": HEAD + sheet.encode(),
            "META-INF/manifest.xml": HEAD + b'<manifest:manifest xmlns:manifest="urn:m"/>',
        }
    )
