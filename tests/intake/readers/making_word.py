"""Makes invented Word files, part by part, the way Word writes them."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from tests.files.packages import HEAD, content_types, zipped

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, properties: str = "") -> str:
    """A run of letters."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a string that is no XML becomes a run."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def numbered(text: str, num_id: int, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    return para(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of a table."""
    inside = "".join(piece if piece.startswith("<") else para(piece) for piece in paragraphs or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; a string that is no XML becomes a cell."""
    inside = "".join(piece if piece.startswith("<") else cell(piece) for piece in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: in the new form, and once more in the old one for old readers."""
    inside = "".join(piece if piece.startswith("<") else para(piece) for piece in paragraphs)
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def level(index: int, text: str, style: str = "decimal", start: int = 1, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(lists: dict[int, Iterable[str]], nums: str) -> str:
    """The part that says how paragraphs are numbered: levels by list, and the numbers that use them."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{which}">{"".join(levels)}</w:abstractNum>' for which, levels in lists.items()
    )
    return f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'


def num(num_id: int, abstract: int, inside: str = "") -> str:
    """A number that paragraphs name, and the list that it stands for."""
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract}"/>{inside}</w:num>'


STYLES = f"""<w:styles xmlns:w="{W}">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Counted"><w:name w:val="Counted"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def notes(kind: str, texts: dict[int, str]) -> str:
    """A part of footnotes or endnotes, with the lines that part them from the text."""
    inside = f'<w:{kind} w:type="separator" w:id="-1">{para("-")}</w:{kind}>'
    inside += "".join(f'<w:{kind} w:id="{which}">{para(text)}</w:{kind}>' for which, text in texts.items())
    return f'<w:{kind}s xmlns:w="{W}">{inside}</w:{kind}s>'


def word(body: str, *, space: str = W, **parts: str) -> bytes:
    """A Word file with this body; other parts by the kind of their tie («styles», «footnotes», «header» …)."""
    parts = {"styles": STYLES, **parts}
    ties = "".join(
        f'<Relationship Id="r{place}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for place, kind in enumerate(parts)
    )
    document = f'<w:document xmlns:w="{W}" {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'
    files = {
        "[Content_Types].xml": content_types(MAIN, "word/document.xml"),
        "_rels/.rels": HEAD
        + f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": HEAD + document.replace(W, space).encode(),
        "word/_rels/document.xml.rels": HEAD + f'<Relationships xmlns="{_RELATIONS}">{ties}</Relationships>'.encode(),
    }
    files |= {f"word/{kind}.xml": HEAD + text.replace(W, space).encode() for kind, text in parts.items()}
    return zipped(files)
