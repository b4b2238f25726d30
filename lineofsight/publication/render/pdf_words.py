"""The words of a PDF page by the marks under which they stand, and how they look. All else that it does is refused."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lineofsight.publication.render.approved import names
from lineofsight.publication.render.pdf_objects import Damaged, Name, Objects, Stream, Word, values_in

SHEET = (0, 0, 595.2756, 841.8898)
# Ink, quiet, mark, link and rule of `summary.typ`, in hundredths.
_INKS = frozenset({(4, 5, 5), (28, 29, 29), (4, 25, 27), (10, 40, 65), (81, 81, 81)})
_TEXT_INKS = _INKS - {(81, 81, 81)}
_SMALLEST, _THICKEST, _MARGIN = 8, 3, 40
_OPERATORS = names("q Q cm BDC BMC EMC cs scn CS SCN w M m l h f S BT ET Tr Tf Tm TJ Tj")
# The table of letters of a font, in the one form in which Typst writes it: words beside it could be about somebody.
_MAP = re.compile(
    rb"%!PS-Adobe-3\.0 Resource-CMap\n%%DocumentNeededResources: procset CIDInit\n%%IncludeResource: procset CIDInit\n"
    rb"%%BeginResource: CMap Custom\n%%Title: \(Custom Adobe Identity 0\)\n%%Version: 1\n%%EndComments\n"
    rb"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo 3 dict dup begin\n"
    rb" +/Registry \(Adobe\) def\n +/Ordering \(Identity\) def\n +/Supplement 0 def\nend def\n"
    rb"/CMapName /Custom def\n/CMapVersion 1 def\n/CMapType 0 def\n/WMode 0 def\n"
    rb"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    rb"((?:[0-9]+ beginbfchar\n(?:<[0-9A-F]{4}> <(?:[0-9A-F]{4})+>\n)*endbfchar\n)*)endcmap\n"
    rb"CMapName currentdict /CMap defineresource pop\nend\nend\n%%EndResource\n%%EOF"
)
_NO_LETTER = "\N{REPLACEMENT CHARACTER}"
_PAIR = re.compile(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>")


class Letters(dict[int, str]):
    """The letters of a font by their signs; a sign for which it has none is seen as such."""

    def __missing__(self, sign: int) -> str:
        return _NO_LETTER


@dataclass
class Words:
    """What stands on one page: its words by mark, what belongs to the sheet and not to the text, and what is wrong."""

    marked: dict[int, str] = field(default_factory=dict)
    head: str = ""
    foot: str = ""
    beside: list[str] = field(default_factory=list)
    faults: set[str] = field(default_factory=set)


def read_words(page: Mapping[str, Any], objects: Objects, fonts: Mapping[Any, Letters]) -> Words:
    """The words of a page. Raises Damaged. `fonts` by their references."""
    contents = objects.get(page["Contents"])
    resources = objects.get(page["Resources"])
    if not isinstance(contents, Stream):
        raise Damaged
    known = {name: fonts[ref] for name, ref in objects.get(resources.get("Font", {})).items()}
    return _Reader(known).read(contents.opened())


def letters_of(stream: Stream) -> Letters:
    """Which letters the signs of a font stand for. Raises Damaged for a table that holds anything else."""
    found = _MAP.fullmatch(stream.opened())
    if found is None:
        raise Damaged
    pairs = _PAIR.findall(found[1])
    return Letters({int(sign, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for sign, said in pairs})


class _Reader:
    """Goes through what a page does, step by step."""

    def __init__(self, fonts: Mapping[str, Letters]) -> None:
        self.words = Words()
        self.fonts = fonts
        self.font = Letters()
        self.place: Any = None
        self.at = (0.0, 0.0)
        self.ink: tuple[int, ...] = ()
        self.path: list[tuple[float, float]] = []
        self.is_open = False
        self.seen: set[tuple[float, float]] = set()
        self.does: dict[str, Callable[[list[Any]], None]] = {
            "cm": self._move,
            "BDC": self._begin,
            "BMC": self._begin_place,
            "EMC": self._end,
            "scn": self._colour,
            "SCN": self._colour,
            "w": self._width,
            "m": self._line,
            "l": self._line,
            "f": self._fill,
            "S": self._stroke,
            "Tr": self._mode,
            "Tf": self._font,
            "Tm": self._matrix,
            "TJ": self._show,
            "Tj": self._show,
        }

    def read(self, body: bytes) -> Words:
        given: list[Any] = []
        for value in values_in(body):
            if not isinstance(value, Word):
                given.append(value)
                continue
            if value not in _OPERATORS:
                self._fault(f"it does something that no edition does ({value}).")
            elif value in self.does:
                self.does[value](given)
            given = []
        return self.words

    def _fault(self, words: str) -> None:
        self.words.faults.add(words)

    def _move(self, given: list[Any]) -> None:
        if given[:4] != [1, 0, 0, -1]:
            self._fault("it turns or stretches what it says.")
        self.at = (given[4], given[5])

    def _begin(self, given: list[Any]) -> None:
        tag, said = given
        if not isinstance(said, dict):
            raise Damaged
        if self.is_open:
            self._fault(f"it says other words to those who listen ({', '.join(sorted(said))}).")
        self.is_open = True
        if other := sorted(set(said) - {"MCID", "Attached", "Subtype", "Type", "BBox", "Lang"}):
            self._fault(f"it says other words to those who listen ({', '.join(other)}).")
        if said.get("Lang", b"en-GB") != b"en-GB":
            self._fault("it is not in British English throughout.")
        self.place = said["MCID"] if tag == "Span" and "MCID" in said else said.get("Subtype", Name(""))
        if isinstance(self.place, int) and self.words.marked.setdefault(self.place, "") != "":
            self._fault("two places have the same mark.")

    def _begin_place(self, given: list[Any]) -> None:
        """A place that has a name and no words; whatever stood there would be beside the text."""
        if given != ["Artifact"]:
            raise Damaged
        if self.is_open:
            self._fault("it says other words to those who listen.")
        self.is_open, self.place = True, Name("")

    def _end(self, _given: list[Any]) -> None:
        self.is_open, self.place = False, None

    def _colour(self, given: list[Any]) -> None:
        self.ink = tuple(round(part * 100) for part in given)
        if len(self.ink) == 1:
            self.ink *= 3
        if self.ink not in _INKS:
            self._fault("it has a colour that no edition has, so that words could be hidden.")

    def _width(self, given: list[Any]) -> None:
        if given[0] > _THICKEST:
            self._fault("it holds something drawn that could cover words.")

    def _line(self, given: list[Any]) -> None:
        self.path.append((given[0], given[1]))

    def _stroke(self, _given: list[Any]) -> None:
        self.path = []

    def _fill(self, _given: list[Any]) -> None:
        across, down = zip(*self.path, strict=True)
        if min(max(across) - min(across), max(down) - min(down)) > _THICKEST:
            self._fault("it holds something drawn that could cover words.")
        self.path = []

    def _mode(self, given: list[Any]) -> None:
        if given != [0]:
            self._fault("it holds hidden text.")

    def _font(self, given: list[Any]) -> None:
        name, size = given
        if name not in self.fonts:
            raise Damaged
        if size < _SMALLEST:
            self._fault("it holds text too small to be read.")
        self.font = self.fonts[name]

    def _matrix(self, given: list[Any]) -> None:
        if given != [1, 0, 0, -1, 0, 0]:
            self._fault("it turns or stretches what it says.")

    def _show(self, given: list[Any]) -> None:
        said = "".join(self._letters(given[0] if isinstance(given[0], list) else given))
        across, up = self.at
        if not (_MARGIN < across < SHEET[2] - _MARGIN and _MARGIN / 2 < up < SHEET[3] - _MARGIN / 2):
            self._fault("it holds text beside the sheet.")
        if self.at in self.seen:
            self._fault("it holds one text over another.")
        self.seen.add(self.at)
        if self.ink not in _TEXT_INKS:
            self._fault("it has a colour that no edition has, so that words could be hidden.")
        self._keep(said)

    def _keep(self, said: str) -> None:
        match self.place:
            case int():
                self.words.marked[self.place] += said
            case "Header":
                self.words.head += said
            case "Footer":
                self.words.foot += said
            case None:
                self._fault(f"it holds words that are not marked: «{said}».")
            case _:
                self.words.beside.append(said)

    def _letters(self, given: list[Any]) -> Iterator[str]:
        for part in given:
            if isinstance(part, bytes):
                # Two bytes make a sign.
                yield part.decode("utf-16-be", "surrogatepass").translate(self.font)
            elif abs(part) > 1000:
                self._fault("it holds text beside the sheet.")
