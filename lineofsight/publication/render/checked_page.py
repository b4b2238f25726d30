"""The bytes of a page, read again: its words, and everything in which something could be hidden or run."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import asked_for, blocks, changes, first, html, pages, words
from lineofsight.publication.render.approved import (
    Approved,
    done,
    flat,
    missing,
    names,
    open_items,
)
from lineofsight.publication.render.who_checked import who_checked

_NAVIGATIONS = (words.NAVIGATION, words.SITE)
_SENTENCE = "los-sentence__text"
_HIDDEN = "los-hidden"
_FOR_LISTENERS = frozenset({"Sentence", flat(changes.REMOVED), flat(changes.ADDED)})
_TAGS = names(
    "html head meta title link body header nav main footer section div span a p h1 h2 h3 h4 ul li dl dt dd strong"
    " table ins del caption thead tbody tr th td svg circle details summary"
)
_ATTRIBUTES = names(
    "lang charset http-equiv content name rel type href class id tabindex scope width height viewbox aria-label"
    " aria-current aria-labelledby aria-hidden focusable cx cy r stroke-width"
)
_ABOUT = frozenset({"viewport", "referrer", "color-scheme"})
_IN_LINE = names("a span strong ins del svg circle")
_NO_END = names("meta link circle")


class PageRead(HTMLParser):
    """What a page says, piece by piece; which of them are sentences; and what it should not have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.sentences: list[str] = []
        self.faults: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._words = ""
        self.feed(text)
        self.close()
        self._end_piece("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _TAGS:
            self.faults.append(f"it holds something that no edition has (<{tag}>).")
        for name in sorted(given):
            if name not in _ATTRIBUTES or (name == "aria-label" and given[name] not in _NAVIGATIONS):
                self.faults.append(f"it holds something that no edition has ({name}).")
        if tag == "meta" and "name" in given and given["name"] not in _ABOUT:
            self.faults.append(f"it says something about itself that no edition says ({given['name']}).")
        if re.match(r"[a-z][a-z0-9+.-]*:|//|/", given.get("href", ""), re.IGNORECASE):
            self.faults.append(f"it leads outside: {given['href']}.")
        if tag not in _IN_LINE:
            self._end_piece("")
        if tag not in _NO_END:
            self._open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        while tag not in _NO_END and self._open:
            opened, look = self._open.pop()
            if opened not in _IN_LINE:
                self._end_piece(look)
            if opened == tag:
                return

    def _end_piece(self, look: str) -> None:
        if said := flat(self._words):
            self.said.append(said)
            if look == _SENTENCE:
                self.sentences.append(said)
        self._words = ""

    def handle_data(self, data: str) -> None:
        """Words. Those for people who listen are looked at where they stand; they are no part of a sentence."""
        if not any(look == _HIDDEN for _, look in self._open):
            self._words += data
        elif flat(data) not in _FOR_LISTENERS:
            self.faults.append(f"it hides words: «{flat(data)}».")

    def handle_comment(self, data: str) -> None:
        """Words that no reader sees."""
        self.faults.append(f"it hides words: «{flat(data)}».")


def known_words(content: EditionContent, *, mark: str) -> frozenset[str]:
    """Everything that any page of an edition may say, made once for all of them."""
    return frozenset(flat(text) for text in _known(content, mark))


def faults_in_page(
    path: str, body: bytes, content: EditionContent, *, mark: str, known: frozenset[str]
) -> Iterator[str]:
    """What is wrong with a page, a sentence each. The content is as it is published; `known` as `known_words` says."""
    try:
        page = PageRead(body.decode())
    except UnicodeDecodeError:
        yield "it is damaged and cannot be read."
        return
    yield from dict.fromkeys(page.faults)
    approved = _approved(path, content)
    lost = list(missing(approved, page.said))
    yield from lost
    if lost:
        return
    if page.sentences != [flat(item.words) for item in approved if not item.is_view]:
        yield "its sentences are not the approved ones, each once and in their order."
    for stretch in _stretches(path, content):
        wanted = [said for text in stretch if (said := flat(text))]
        starts = (at for at, said in enumerate(page.said) if said == wanted[0])
        if not any(page.said[at : at + len(wanted)] == wanted for at in starts):
            yield f"what stands from «{wanted[0]}» to «{wanted[-1]}» is not what was approved."
    for said in page.said:
        if said not in known:
            yield f"it says more than was approved: «{said}»."
    if flat(_foot(content, mark)) not in page.said:
        yield "it does not say which edition it is of."


def _approved(path: str, content: EditionContent) -> tuple[Approved, ...]:
    told = done(content)
    still_open = tuple(open_items(content))
    by_page = {"index.html": told, "all/index.html": (*told, *still_open), "not-yet-done/index.html": still_open}
    return by_page.get(path, ())


def _stretches(path: str, content: EditionContent) -> Iterator[list[str]]:
    """What must stand on a page without a gap and without a word between: what was asked, who was heard, the themes,
    and what is open."""
    if path in ("index.html", "all/index.html"):
        yield from ([*found] for found in (_asked(content), _voices(content), _themes(content)) if found)
    if path in ("all/index.html", "not-yet-done/index.html"):
        yield list(_open(content))
    if path == "changes/index.html":
        yield list(changes.as_text(changes.told(content.changes)))


def _asked(content: EditionContent) -> list[str]:
    said = []
    for item in asked_for.asked_for(content):
        one, *further = item.notes
        said += [f"{item.name} {item.text}", f"{item.word} {one}", *further]
        if item.lines:
            said.append(words.joined(words.linked(item.lines)))
    told = first.actions(content)
    return [asked_for.EACH, *([told] if told else []), *said] if said else []


def _voices(content: EditionContent) -> list[str]:
    told = pages.told(content)
    found = [words.VOICES, *_each(told)] + ([] if told else [words.silence(content.voices)])
    for _, heading, said in pages.told_by_others(content):
        found += [heading, *_each(said)]
    return found


def _each(told: Iterable[pages.Noted]) -> Iterator[str]:
    for item in told:
        yield from (item.text, item.note)


def _themes(content: EditionContent) -> list[str]:
    said = []
    for theme in pages.themes(content):
        said.append(theme.title)
        for line in theme.lines:
            said.append(f"{line.number} {line.wording}")
            if line.has_basis:
                said.append(f"{line.shows}. {line.checked}")
            said += line.in_sight
            said += [f"{words.sees_differently(view.agency)} {view.text}" for view in line.views]
            said += [words.rests_on(line.number)] if line.details else []
            for row in line.details:
                said += [row.name, *row.values]
        if not theme.lines:
            said.append(words.NOTHING_REPORTED)
    said.append(words.CHECKS)
    for item in who_checked(content):
        said += [item.text, item.note]
    return said


def _open(content: EditionContent) -> Iterator[str]:
    for group in pages.open_groups(content):
        yield group.title
        for item in group.items:
            yield item.text
            if item.note:
                yield item.note
            if item.anchor and item.line_number:
                yield words.line_address(item.line_number)
        if not group.items:
            yield words.NOTHING_IN_LIST


def _foot(content: EditionContent, mark: str) -> str:
    return f"{words.foot(content)} {mark}. {words.CHECK_MARK}"


def _known(content: EditionContent, mark: str) -> Iterator[str]:
    """Everything that a page may say: what the Word file says, and what only pages need."""
    yield from blocks.texts(blocks.summary(content, mark))
    changed = changes.told(content.changes)
    yield from changes.as_text(changed)
    yield f"{changed.lede} {changes.READ_CHANGED}"
    for title in (words.SUMMARY, words.OPEN, changed.title, words.WHOLE, words.READING):
        yield from (title, f"{title} – {content.review_title} – {content.partnership}")
    yield from (name for _, _, name in html.PAGES)
    yield from (content.partnership, words.SKIP, words.OPEN_DATA, _foot(content, mark))
    yield from (words.IN_PDF, words.IN_WORD, words.IN_ODT)
    yield from (words.THEMES, words.OTHER_FORMS, words.OPEN_SHORT, words.NUMBERS_STAY)
    yield from (words.COUNTS, asked_for.ASKED_FOR)
    yield f"{first.open_lede(content)} {words.ALL_OPEN}"
    yield f"{first.open_lede(content)} {words.READ_OPEN}"
    yield from _open(content)
    yield from (f"{row.shows}{row.note}" for row in pages.shown_rows(content))
    yield from (f"{row.word}{row.note}" for row in asked_for.word_rows(content))
    for theme in pages.themes(content):
        for line in theme.lines:
            for row in line.details:
                yield from (row.name, *row.values)
