"""The lists of the public site in which somebody without a script finds a sentence: by agency, by theme, by word."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lineofsight.library.words import counted, day_words
from lineofsight.publication.content.edition import EditionContent, Line, LineKind, OpenItem, OpenKind
from lineofsight.publication.content.notices import Notice, numbers_in
from lineofsight.publication.content.open_list import open_list
from lineofsight.publication.render import words
from lineofsight.publication.render.approved import names
from lineofsight.publication.render.sentences import views_in_words

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 4
# Words that stand in every other sentence and lead nowhere.
_PLAIN = names(
    "about above after again alone also always away because been before being between both came could does each every"
    " from have having here"
    " into made make many more most much must only other others over said same shall should since some such than that"
    " their them then there these they this those through told under until very were what when where which while will"
    " with within without would your"
)


NEWEST = ", in the newest edition of each review."
NO_LONGER = "Since it was published: it no longer rests on what it rested on."


class Standing(StrEnum):
    """Whether an edition may be read."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A published edition as it stands on the shelf; of a withdrawn one only its name, day and mark are shown."""

    content: EditionContent
    standing: Standing = Standing.PUBLISHED
    withdrawn_date: date | None = None
    withdrawn_reason: str = ""
    notices: tuple[Notice, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        """Whether its text may not be shown."""
        return self.standing is Standing.WITHDRAWN


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A way to a sentence, or to a list. `text` is the sentence where there is room for it."""

    address: str
    name: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Some entries under one heading."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """One page: its entries, under headings or not, each with an address from the root of the site."""

    path: str
    title: str
    lede: str
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass
class _Found:
    """Where one agency, theme or word stands; of an agency also the reviews in which it said nothing when asked."""

    name: str
    places: list[tuple[Shelved, Line]] = field(default_factory=list)
    silences: list[tuple[Shelved, OpenItem]] = field(default_factory=list)

    @property
    def note(self) -> str:
        """«5 sentences», «said nothing when asked, since 3 May 2026», or both."""
        said = [counted(len(self.places), "sentence", "sentences")] if self.places else []
        if not self.silences:
            return said[0]
        since = min((item.since_date for _, item in self.silences if item.since_date), default=None)
        asked = f"said nothing when asked{f', since {day_words(since)}' if since else ''}"
        reviews = counted(len({shelved.content.review_ref for shelved, _ in self.silences}), "review", "reviews")
        return "; ".join([*said, f"in {reviews} it {asked}" if said else asked])


def newest_of(shelf: Iterable[Shelved]) -> Shelved | None:
    """The latest edition that was not withdrawn."""
    return max((one for one in shelf if not one.is_withdrawn), key=lambda one: one.content.number, default=None)


def pages(shelf: Sequence[Shelved], *, address_of: Callable[[Shelved], str]) -> Iterator[ListPage]:
    """All lists over the newest edition of each review: what was replaced is reached from its review."""
    refs = dict.fromkeys(shelved.content.review_ref for shelved in shelf)
    newest = [newest_of(one for one in shelf if one.content.review_ref == ref) for ref in refs]
    current = [shelved for shelved in newest if shelved is not None]
    yield from _by_name(
        _with_silent(_grouped(current, _agencies), current),
        folder="agencies",
        title="Sentences by agency",
        one="agency",
        many="agencies",
        address_of=address_of,
    )
    yield from _by_name(
        _grouped(current, _themes),
        folder="themes",
        title="Sentences by theme",
        one="theme",
        many="themes",
        address_of=address_of,
    )
    yield from _by_word(_grouped(current, _words), address_of=address_of)


def _agencies(line: Line, _theme: str) -> Iterable[str]:
    return (line.agency,) if line.agency else ()


def _themes(_line: Line, theme: str) -> Iterable[str]:
    return (theme or words.NO_THEME,)


def _words(line: Line, _theme: str) -> Iterable[str]:
    found = (word.casefold() for word in _WORD.findall(line.wording))
    return dict.fromkeys(word for word in found if len(word) >= _SHORTEST and word not in _PLAIN)


def _grouped(shelf: Sequence[Shelved], names_of: Callable[[Line, str], Iterable[str]]) -> list[_Found]:
    found: dict[str, _Found] = {}
    for shelved in shelf:
        for section in shelved.content.sections:
            for line in section.lines:
                for name in names_of(line, section.title):
                    found.setdefault(name, _Found(name)).places.append((shelved, line))
    return [found[name] for name in sorted(found, key=_sorted_as)]


def _with_silent(found: list[_Found], shelf: Sequence[Shelved]) -> list[_Found]:
    """The same with the agencies that were asked in a review and said nothing there: silence is told where people
    look for what somebody said."""
    by_name = {item.name: item for item in found}
    for shelved in shelf:
        content = shelved.content
        spoke = {line.agency for line in content.lines()}
        spoke |= {one.agency for row in content.recommendations for one in row.answered}
        for item in open_list(content):
            if item.kind is OpenKind.NOT_RESPONDED and item.agency and item.agency not in spoke:
                by_name.setdefault(item.agency, _Found(item.agency)).silences.append((shelved, item))
    return [by_name[name] for name in sorted(by_name, key=_sorted_as)]


def _sorted_as(name: str) -> tuple[str, str]:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return plain.casefold(), name


def _by_name(
    found: Sequence[_Found], *, folder: str, title: str, one: str, many: str, address_of: Callable[[Shelved], str]
) -> Iterator[ListPage]:
    """A page that names them all, and a page with the sentences of each."""
    paths = _paths([item.name for item in found], folder)
    entries = tuple(Entry(address=paths[item.name], name=item.name, note=item.note) for item in found)
    lede = f"{counted(len(found), one, many)}{NEWEST}"
    yield ListPage(path=f"{folder}/index.html", title=title, lede=lede, entries=entries)
    for item in found:
        yield ListPage(
            path=paths[item.name],
            title=item.name,
            lede=f"{item.note[:1].upper()}{item.note[1:]}{'.' if item.silences else NEWEST}",
            entries=(
                *(_sentence(shelved, line, address_of) for shelved, line in item.places),
                *(_silence(shelved, one, address_of) for shelved, one in item.silences),
            ),
        )


def _sentence(shelved: Shelved, line: Line, address_of: Callable[[Shelved], str]) -> Entry:
    content = shelved.content
    shows = "" if line.kind is LineKind.CONTEXT else f"{line.shows.words}. "
    return Entry(
        address=f"{address_of(shelved)}#{line.anchor}",
        name=words.line_address(line.number),
        text=line.wording,
        note=f"{shows}{content.review_title}, as at {day_words(content.as_at_date)}. {views_in_words(line)}".rstrip()
        + (f" {NO_LONGER}" if line.number in numbers_in(shelved.notices) else ""),
    )


def _silence(shelved: Shelved, item: OpenItem, address_of: Callable[[Shelved], str]) -> Entry:
    content = shelved.content
    since = f"asked, and silent since {day_words(item.since_date)}. " if item.since_date else "asked, and silent. "
    return Entry(
        address=f"{address_of(shelved).removesuffix('index.html')}not-yet-done/index.html#not-responded",
        name="Not yet done or known",
        note=f"{since}{content.review_title}, as at {day_words(content.as_at_date)}.",
    )


def _by_word(found: Sequence[_Found], *, address_of: Callable[[Shelved], str]) -> Iterator[ListPage]:
    """A page that names the letters, and a page for each with its words and the way to their sentences."""
    letters: dict[str, list[_Found]] = {}
    for item in found:
        letters.setdefault(_sorted_as(item.name)[0][0], []).append(item)
    paths = _paths(list(letters), "words")
    yield ListPage(
        path="words/index.html",
        title="Sentences by word",
        lede=f"{counted(len(found), 'word', 'words')}, in the newest edition of each review.",
        entries=tuple(
            Entry(address=paths[letter], name=letter.upper(), note=counted(len(items), "word", "words"))
            for letter, items in letters.items()
        ),
    )
    for letter, items in letters.items():
        yield ListPage(
            path=paths[letter],
            title=f"Words with {letter.upper()}",
            lede=f"{counted(len(items), 'word', 'words')}. Each leads to the sentences in which it stands.",
            groups=tuple(
                Group(
                    anchor=f"word-{number}",
                    title=item.name,
                    entries=tuple(
                        Entry(
                            address=f"{address_of(shelved)}#{line.anchor}",
                            name=f"{words.line_address(line.number)}, {shelved.content.review_title}",
                            text=line.wording,
                        )
                        for shelved, line in item.places
                    ),
                )
                for number, item in enumerate(items, start=1)
            ),
        )


def _paths(names: Sequence[str], folder: str) -> Mapping[str, str]:
    """A folder for each name, in plain letters; two that would share one get a number."""
    taken: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "-", _sorted_as(name)[0]).strip("-")[:60] or "other"
        path, more = plain, 2
        while path in taken.values():
            path, more = f"{plain}-{more}", more + 1
        taken[name] = path
    return {name: f"{folder}/{path}/index.html" for name, path in taken.items()}
