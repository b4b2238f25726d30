"""The words of an OpenDocument paragraph: hidden text, comments and hints left out, notes and boxes hung on it."""

from xml.etree.ElementTree import Element

from lineofsight.intake.characters import clean, fold, words
from lineofsight.intake.readers.docx_styles import Look, whole_number
from lineofsight.intake.readers.docx_text import Words
from lineofsight.intake.readers.leftovers import Leftovers
from lineofsight.intake.readers.odt_styles import OdtStyles

# What stands in a paragraph without being words of it: a number kept for old readers, names and descriptions of
# pictures, entries that a list could show, scripts, forms, the templates of a list of contents.
_NO_TEXT = frozenset(
    {
        "text:number", "text:label", "text:script", "text:tracked-changes", "office:forms", "office:event-listeners",
        "text:note-citation", "?:title", "?:desc", "svg:title", "svg:desc", "draw:glue-point", "office:binary-data",
        "text:alphabetical-index-auto-mark-file", "office:dde-source",
    }
)  # fmt: skip
_SHAPES = frozenset(
    {
        "draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:circle", "draw:line", "draw:polyline",
        "draw:polygon", "draw:path", "draw:connector", "draw:caption", "draw:regular-polygon", "draw:measure",
    }
)  # fmt: skip
_MOST_SPACES = 1_000


class OdtWalker:
    """Collects paragraphs one after the other, and remembers on which page it is."""

    def __init__(self, styles: OdtStyles, left: Leftovers) -> None:
        self.styles = styles
        self.left = left
        self.page = 1
        self.has_pages = False

    def collect(self, paragraph: Element, under: Look) -> Words:
        """The words of a paragraph; `under` is the look of its style."""
        found = Words()
        if under.hidden or _says_hidden(paragraph):
            self.left.hidden_words += len(words(all_text(paragraph)))
            return found
        self._walk(paragraph, found, under)
        return found

    def turn_page(self) -> None:
        """A page ended here when the file was last printed."""
        self.has_pages = True
        self.page += 1

    def _walk(self, element: Element, found: Words, look: Look) -> None:
        found.add(_spaced(element.text), look)
        for child in element:
            self._piece(child, found, look)
            found.add(_spaced(child.tail), look)

    def _piece(self, child: Element, found: Words, look: Look) -> None:
        match child.tag:
            case "text:span" | "text:a":
                own = self.styles.of("text", child.get("text:style-name", "")).look.over(look)
                if own.hidden:
                    self.left.hidden_words += len(words(all_text(child)))
                else:
                    self._walk(child, found, own)
            case "text:s":
                found.add(" " * min(max(whole_number(child.get("text:c", "")) or 1, 1), _MOST_SPACES), look)
            case "text:tab":
                found.add("\t", look)
            case "text:line-break":
                found.add("\n", look)
            case "text:soft-page-break":
                self.turn_page()
            case "text:note":
                found.notes += [("note", body) for body in self._notes(child)]
            case "office:annotation":
                self.left.comments += 1
            case "text:hidden-text" | "text:hidden-paragraph":
                self.left.hidden_words += len(words(child.get("text:string-value", "") + " " + all_text(child)))
            case "text:placeholder":
                self.left.placeholders += 1
            case "draw:object" | "draw:object-ole":
                self.left.drawings += 1
            case tag if tag in _SHAPES:
                found.boxes.append(child)
            case tag if tag not in _NO_TEXT:
                self._walk(child, found, look)

    def _notes(self, note: Element) -> list[str]:
        return [text for body in note.findall("text:note-body") if (text := self.plain(body))]

    def plain(self, element: Element) -> str:
        """All words under an element, in one line: those of a note, a running head, a box in a cell."""
        pieces: list[str] = []
        for paragraph in paragraphs(element):
            style = self.styles.of("paragraph", paragraph.get("text:style-name", ""))
            found = self.collect(paragraph, style.look)
            pieces.append(found.text)
            pieces += [self.plain(box) for box in found.boxes]
            pieces += [text for _, text in found.notes]
        return one_line(" ".join(pieces))


def paragraphs(element: Element) -> list[Element]:
    """The outermost paragraphs under an element, in order."""
    found: list[Element] = []
    for child in element:
        if child.tag in ("text:p", "text:h"):
            found.append(child)
        elif child.tag not in _NO_TEXT and child.tag != "office:annotation":
            found += paragraphs(child)
    return found


def one_line(text: str) -> str:
    """The text with its characters made plain, in one line."""
    return fold(clean(text))


def all_text(element: Element) -> str:
    """Every letter under an element that is shown or hidden, without comments."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag not in _NO_TEXT and child.tag != "office:annotation":
            pieces.append(all_text(child) if child.tag == "text:span" else f" {all_text(child)} ")
        pieces.append(child.tail or "")
    return "".join(pieces)


def _says_hidden(paragraph: Element) -> bool:
    return any(sign.get("text:is-hidden") == "true" for sign in paragraph.iter("text:hidden-paragraph"))


def _spaced(text: str | None) -> str:
    # A line end inside a paragraph's XML is only a space.
    return (text or "").replace("\n", " ").replace("\r", " ").replace("\t", " ")
