"""The words of a Word paragraph: insertions taken, deletions and hidden text left out, fields by what they show."""

import re
from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lineofsight.intake.characters import clean, fold, words
from lineofsight.intake.layout.numbering import Scheme, marks_of
from lineofsight.intake.readers.docx_styles import PLAIN, Look, Styles, look_of, value, whole_number
from lineofsight.intake.readers.guard import Unreadable

# What stands in a paragraph without being words of it.
_NO_TEXT = frozenset(
    {
        "w:pPr", "w:sectPr", "w:instrText", "w:delText", "w:delInstrText", "w:proofErr", "w:bookmarkStart",
        "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:softHyphen", "w:annotationRef",
        "w:footnoteRef", "w:endnoteRef", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tcPr", "w:trPr",
        "w:customXmlPr", "w:smartTagPr", "w:pgNum", "m:rPr", "m:ctrlPr",
    }
)  # fmt: skip
# Ticks, crosses and boxes are letters of Wingdings in the private part of Unicode or below 256.
_SYMBOLS = {
    0xFC: "✓",
    0xFB: "✗",
    0xFE: "☑",
    0xFD: "☒",
    0xA8: "☐",
    0x6F: "☐",
    0xB7: "•",
    0xA7: "▪",
    0xE0: "→",
    0xD8: "➢",
}
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LONGEST_PARAGRAPH = 1_000_000
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)


@dataclass
class Tally:
    """What was met on the way and has to be said to the person."""

    inserted: int = 0
    deleted: int = 0
    hidden_words: int = 0
    struck_words: int = 0
    placeholders: int = 0
    foreign: int = 0  # pieces of other files, placed in the text


@dataclass
class Words:
    """A paragraph as collected: its text with «\\n» for line breaks, and what hangs on it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    sizes: Counter[int] = field(default_factory=Counter)
    in_contents: bool = False

    def add(self, text: str, look: Look) -> None:
        """Add letters that look like this. Raises Unreadable when a paragraph never ends."""
        self.pieces.append(text)
        self.length += len(text)
        if self.length > _LONGEST_PARAGRAPH:
            raise Unreadable("A paragraph in this file never ends: split it and read each part.")
        count = len(text) - text.count(" ")
        self.letters += count
        self.bold_letters += count if look.bold else 0
        self.sizes[look.size or 0] += count

    @property
    def text(self) -> str:
        """The words, as they stand."""
        return "".join(self.pieces)


@dataclass
class _Field:
    """A field that is open: its command, and whether its result has begun."""

    command: list[str] = field(default_factory=list)
    shows: bool = False


class Walker:
    """Collects paragraphs one after the other. Fields may run on from one to the next, so it remembers them."""

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self.styles = styles
        self.tally = tally
        self.fields: list[_Field] = []
        self.page = 1
        self.has_pages = False

    def collect(self, paragraph: Element, under: Look, into: Words | None = None) -> Words:
        """The words of a paragraph; `under` is the look of its style. Goes on with `into` when that is given."""
        found = into or Words()
        found.in_contents = self._in_contents()
        self._walk(paragraph, found, under, under)
        found.in_contents = found.in_contents or self._in_contents()
        # A field whose result has not begun by the end of its paragraph would hide all that follows.
        self.fields = [outer for outer in self.fields if outer.shows]
        return found

    def _walk(self, element: Element, found: Words, look: Look, under: Look) -> None:
        for child in element:
            tag = child.tag
            if tag == "w:r":
                self._run(child, found, under)
            elif tag in _NO_TEXT or tag == "w:rPr":
                if tag == "w:instrText" and self.fields:
                    self.fields[-1].command.append(child.text or "")
            elif tag in ("w:ins", "w:moveTo"):
                self.tally.inserted += holds_text(child)
                self._walk(child, found, look, under)
            elif tag in ("w:del", "w:moveFrom"):
                self.tally.deleted += holds_text(child)
            elif tag == "w:sdt":
                self._control(child, found, look, under)
            elif tag == "mc:AlternateContent":
                for chosen in alternatives(child):
                    self._walk(chosen, found, look, under)
            elif tag == "w:txbxContent":
                found.boxes.append(child)
            elif tag == "w:fldSimple":
                found.in_contents = found.in_contents or bool(_CONTENTS_FIELD.match(child.get("w:instr", "")))
                self._walk(child, found, look, under)
            elif not self._sign(child, found, look):
                self._walk(child, found, look, under)

    def _run(self, run: Element, found: Words, under: Look) -> None:
        properties = run.find("w:rPr")
        look = under
        if properties is not None and len(properties):
            named = self.styles.look(value(properties.find("w:rStyle"))) if len(properties) else PLAIN
            look = look_of(properties).over(named).over(under)
        if not look.hidden:
            self._walk(run, found, look, under)
            return
        hidden = Words()
        self._walk(run, hidden, look, under)
        self.tally.hidden_words += len(words(hidden.text))

    def _sign(self, child: Element, found: Words, look: Look) -> bool:
        """Take one thing that a run can hold. False when it is none that we know, and may hold others."""
        match child.tag:
            case "w:t" | "m:t":
                self._say(child.text or "", found, look)
            case "a:t":
                self._say(f" {child.text or ''} ", found, look)
            case "w:tab" | "w:ptab":
                self._say("\t", found, look)
            case "w:br" | "w:cr":
                self._break(child, found, look)
            case "w:lastRenderedPageBreak":
                self.has_pages = True
                self.page += 1
            case "w:noBreakHyphen":
                self._say("-", found, look)
            case "w:sym":
                self._say(_symbol(child), found, look)
            case "w:fldChar":
                self._field(child, found, look)
            case "w:footnoteReference" | "w:endnoteReference":
                found.notes.append((child.tag.removesuffix("Reference"), child.get("w:id", "")))
            case _:
                return False
        return True

    def _say(self, text: str, found: Words, look: Look) -> None:
        if all(outer.shows for outer in self.fields):
            self.tally.struck_words += len(words(text)) if look.struck else 0
            found.add(text, look)

    def _break(self, child: Element, found: Words, look: Look) -> None:
        if child.get("w:type") == "page":
            self._say(" ", found, look)
        else:
            self._say("\n", found, look)

    def _control(self, control: Element, found: Words, look: Look, under: Look) -> None:
        if is_placeholder(control):
            self.tally.placeholders += 1
            return
        for content in control.findall("w:sdtContent"):
            self._walk(content, found, look, under)

    def _field(self, child: Element, found: Words, look: Look) -> None:
        match child.get("w:fldCharType"):
            case "begin":
                if (old_form := child.find("w:ffData")) is not None:
                    self._say(_chosen(old_form), found, look)
                self.fields.append(_Field())
            case "separate" if self.fields:
                self.fields[-1].shows = True
            case "end" if self.fields:
                self.fields.pop()

    def _in_contents(self) -> bool:
        return any(_CONTENTS_FIELD.match("".join(outer.command)) for outer in self.fields)

    def end_fields(self) -> None:
        """Forget fields that were never closed, so that they hide nothing of what follows."""
        self.fields.clear()


def alternatives(element: Element) -> list[Element]:
    """Of the two forms of one drawing, the newer one, or the older where the newer says nothing."""
    choices = element.findall("mc:Choice")
    for choice in choices:
        if holds_text(choice):
            return [choice]
    return element.findall("mc:Fallback") or choices[:1]


def holds_text(element: Element) -> bool:
    """Does any word stand in it?"""
    return any(part.tag in ("w:t", "w:delText", "m:t", "a:t") and part.text for part in element.iter())


def is_placeholder(control: Element) -> bool:
    """Does a form field show only its hint («Click or tap here to enter text»)?"""
    properties = control.find("w:sdtPr")
    return properties is not None and properties.find("w:showingPlcHdr") is not None


def _symbol(element: Element) -> str:
    try:
        code = int(element.get("w:char", ""), 16)
    except ValueError:
        return ""
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if "ding" in element.get("w:font", "").lower():
        return _SYMBOLS.get(code, "")
    sign = chr(code) if 0x20 <= code < 0xD800 else ""
    return sign if sign.isprintable() else ""


def _chosen(form: Element) -> str:
    """What a form field of the old kind shows: a box with or without a cross, or the entry chosen from a list."""
    box = form.find("w:checkBox")
    if box is not None:
        marked = box.find("w:checked")
        marked = box.find("w:default") if marked is None else marked
        return "☒" if marked is not None and marked.get("w:val", "1") not in ("0", "false", "off") else "☐"
    choice = form.find("w:ddList")
    if choice is not None:
        entries = [entry.get("w:val", "") for entry in choice.findall("w:listEntry")]
        which = whole_number(value(choice.find("w:result"))) or 0
        return entries[which] if 0 <= which < len(entries) else ""
    return ""


def texts_of(words: Words, *, is_heading: bool) -> list[str]:
    """The texts of a paragraph: one, or several where people made paragraphs with line breaks."""
    text = clean_lines(words.text)
    if is_heading or "\n" not in text:
        return [fold(text)] if fold(text) else []
    found: list[str] = []
    for piece in _BLANK_LINE.split(text):
        for line in piece.split("\n"):
            begins = any(
                m.scheme in (Scheme.WHOLE, Scheme.DOTTED, Scheme.BULLET) and not m.glued for m in marks_of(line)
            )
            if found and found[-1] and not begins:
                found[-1] = f"{found[-1]} {line}"
            else:
                found.append(line)
        found.append("")
    return [fold(piece) for piece in found if fold(piece)]


def clean_lines(text: str) -> str:
    """The text with its characters made plain and its line ends kept."""
    return "\n".join(clean(line) for line in text.split("\n"))
