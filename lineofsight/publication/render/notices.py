"""Notices beside a published edition: a page of their own, a file of data, and a line on the pages of the edition.

The edition's files stay as they were published. What is added is put into a copy of its pages, each time at the same
places, and can be taken out again to the byte: so its mark, and every hash that was kept, stay true.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lineofsight.library.words import day_words
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.content.notices import Fell, Notice, notices_to_json, since_words
from lineofsight.publication.render import html, words

PAGE, DATA = "notices/index.html", "notices.json"
TITLE = "Since this was published"
SINCE = f"{TITLE}:"
READ = "Read the notice"
LEDE = (
    "A published edition never changes. What became of it since stands here and on its pages; its PDF, Word and"
    " OpenDocument files are as they were published."
)
_MAIN = '<main class="los-width" id="main" tabindex="-1">\n'


@dataclass(frozen=True)
class FellInWords:
    """A sentence of which a notice speaks, what it said, and what became of what it rests on."""

    address: str
    name: str
    wording: str
    became: tuple[str, ...]


@dataclass(frozen=True)
class NoticeInWords:
    """A notice for its page."""

    anchor: str
    title: str
    text: str
    sentences: tuple[FellInWords, ...]


def became_words(fell: Fell, content: EditionContent) -> str:
    """«E12, Audit of case files, was withdrawn on 5 June 2026.»"""
    behind = (item for line in content.lines() if line.number == fell.number for item in line.basis)
    item = next((one for one in behind if one.ref == fell.evidence), None)
    what = f"{item.number}, {item.title}," if item else "What it rests on"
    return f"{what} {fell.words}."


def line_of(notices: Sequence[Notice]) -> str:
    """«1 sentence no longer rests on what it rested on (7).»"""
    return f"{since_words(notices)}."


def in_words(notices: Sequence[Notice], content: EditionContent) -> tuple[NoticeInWords, ...]:
    """The notices of an edition for their page, the newest first."""
    lines = {line.number: line for line in content.lines()}
    return tuple(
        NoticeInWords(
            anchor=f"notice-{notice.number}",
            title=f"Notice of {day_words(notice.printed_date)}",
            text=notice.text,
            sentences=tuple(
                FellInWords(
                    address=f"../index.html#{lines[number].anchor}",
                    name=words.line_address(number),
                    wording=lines[number].wording,
                    became=tuple(became_words(one, content) for one in notice.fell if one.number == number),
                )
                for number in notice.numbers
                if number in lines
            ),
        )
        for notice in sorted(notices, key=lambda one: -one.number)
    )


def noticed(files: Mapping[str, bytes], content: EditionContent, notices: Sequence[Notice]) -> dict[str, bytes]:
    """The files of an edition with its notices beside them. Without any: the same files."""
    if not notices:
        return dict(files)
    made = {path: _told_on(path, body, content, notices) for path, body in files.items()}
    made[PAGE] = _page(content, notices)
    made[DATA] = notices_to_json(notices)
    return dict(sorted(made.items()))


def without_notices(files: Mapping[str, bytes], content: EditionContent, notices: Sequence[Notice]) -> dict[str, bytes]:
    """The same back: what was published, if nothing but the notices was added. Raises NotTold where a page does not
    tell of them."""
    if not notices:
        return dict(files)
    made = {}
    for path, body in files.items():
        if path in (PAGE, DATA):
            continue
        text = body
        for after, piece in _pieces(path, content, notices):
            told = after + piece
            if after in body and told not in text:
                raise NotTold(path)
            text = text.replace(told, after, 1)
        made[path] = text
    return made


class NotTold(ValueError):
    """A page of an edition that has a notice does not tell of it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: it does not tell of the notice beside it.")


def _told_on(path: str, body: bytes, content: EditionContent, notices: Sequence[Notice]) -> bytes:
    for after, piece in _pieces(path, content, notices):
        body = body.replace(after, after + piece, 1)
    return body


def _pieces(path: str, content: EditionContent, notices: Sequence[Notice]) -> Iterator[tuple[bytes, bytes]]:
    """After which words of a page something is added, and what: at its top, and at each sentence."""
    if not path.endswith(".html"):
        return
    up = "../" * path.count("/")
    read = f'<a href="{up}{PAGE}">{READ}</a>'
    yield (
        _MAIN.encode(),
        f'    <div class="los-change"><p class="los-view"><strong>{SINCE}</strong> {escape(line_of(notices))}'
        f" {read}</p></div>\n".encode(),
    )
    fell = sorted({(one.number, one.evidence): one for notice in notices for one in notice.fell}.items())
    for line in content.lines():
        told = " ".join(became_words(one, content) for (number, _), one in fell if number == line.number)
        if told:
            place = f'<div class="los-sentence" id="{escape(line.anchor)}">\n'
            piece = f'  <p class="los-view"><strong>{SINCE}</strong> {escape(told)} {read}</p>\n'
            yield place.encode(), piece.encode()


def _page(content: EditionContent, notices: Sequence[Notice]) -> bytes:
    up = "../"
    text = (
        html.templates()
        .get_template("notices.html")
        .render(
            edition=content,
            mark=content.sha,
            policy=html.POLICY,
            up=up,
            navigation=[(up + address, name, False) for address, _, name in html.PAGES],
            title=TITLE,
            line=line_of(notices),
            lede=LEDE,
            notices=in_words(notices, content),
        )
    )
    return text.encode()


def said_on_page(content: EditionContent, notices: Sequence[Notice]) -> frozenset[str]:
    """Everything that the page of the notices may say beside what every page of the edition says."""
    said = {TITLE, f"{TITLE} – {content.review_title} – {content.partnership}", line_of(notices), LEDE}
    for notice in in_words(notices, content):
        said |= {notice.title, *([notice.text] if notice.text else [])}
        for one in notice.sentences:
            said |= {one.wording, one.name, *one.became}
    return frozenset(said)
