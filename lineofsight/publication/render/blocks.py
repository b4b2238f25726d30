"""An edition as paragraphs and tables in reading order, for a document that is read from its first page to its last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lineofsight.measures.charts.drawn import Drawn
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import asked_for, changes, first, pages, reading, words
from lineofsight.publication.render.sentences import Printed
from lineofsight.publication.render.who_checked import who_checked
from lineofsight.publication.render.who_says import Speaker


class Style(StrEnum):
    """How a paragraph looks; each has its entry in `word_look.py`."""

    NORMAL = "Normal"
    PART = "Heading1"
    THEME = "Heading2"
    RESTS = "Heading3"
    CAPTION = "Caption"
    LEDE = "Lede"
    LIST = "ListBullet"
    CELL = "Cell"
    SENTENCE = "Sentence"
    UNDER = "UnderSentence"
    VIEW = "DifferentView"
    CODE = "Code"
    HEADER = "Header"
    FOOTER = "Footer"


@dataclass(frozen=True, kw_only=True)
class Run:
    """Some words of a paragraph; `leads_to` is a bookmark of the same document, `field` a number counted when read."""

    text: str
    is_bold: bool = False
    leads_to: str = ""
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, and the bookmark by which others lead to it. `is_new_page`: it begins one."""

    style: Style
    runs: tuple[Run, ...]
    bookmark: str = ""
    is_new_page: bool = False

    @property
    def text(self) -> str:
        """Its words without their look."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose first row is repeated on each page; `of_numbers`: all columns but the first hold numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of_numbers: bool = False


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing, and what it shows in words for those who do not see it."""

    drawing: str
    alt: str


Block = Paragraph | Table | Picture


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """What is read, paragraph by paragraph and cell by cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            yield from block.head
            for row in block.rows:
                yield from row


def head(content: EditionContent) -> tuple[Paragraph, ...]:
    """What stands at the head of every sheet."""
    return (_said(content.partnership, style=Style.HEADER),)


def foot(content: EditionContent, mark: str) -> tuple[Paragraph, ...]:
    """What stands at the foot of every sheet: the edition, its day, its mark, and which sheet it is."""
    page = (
        *(Run(text="Page "), Run(text="1", field="PAGE")),
        *(Run(text=" of "), Run(text="1", field="NUMPAGES")),
    )
    return (
        _said(f"{words.foot(content)} {mark}.", style=Style.FOOTER),
        Paragraph(style=Style.FOOTER, runs=page),
    )


def summary(content: EditionContent, mark: str) -> tuple[Block, ...]:
    """The whole edition: a short account (what was asked, what is open, who was heard), then the sentences as an annex,
    who checked, what changed since the last, how to read it."""
    return (
        *_account(content),
        *_open(content),
        *_voices(content),
        *_ledger(content),
        *_checks(content),
        *_changed(content),
        *_reading(content, mark),
    )


def _account(content: EditionContent) -> Iterator[Block]:
    yield _said(words.caption(content), style=Style.CAPTION)
    yield _said(words.SUMMARY, style=Style.PART)
    yield _said(first.answer(content), style=Style.LEDE)
    if content.declared.family and content.declared.family.child_line:
        yield _said(content.declared.family.child_line)
    if content.support_line:
        yield _said(content.support_line)
    yield Paragraph(style=Style.NORMAL, runs=(Run(text=words.READ_LEDGER, leads_to="ledger"),))
    yield from _asked(content)


def _voices(content: EditionContent) -> Iterator[Block]:
    yield _said(words.VOICES, style=Style.PART, bookmark="voices")
    told = pages.told(content)
    for item in told:
        yield _said(item.text, style=Style.SENTENCE)
        yield _said(item.note, style=Style.UNDER)
    if not told:
        yield _said(words.silence(content.voices))
    for anchor, heading, said in pages.told_by_others(content):
        yield _said(heading, style=Style.PART, bookmark=anchor)
        for item in said:
            yield _said(item.text, style=Style.SENTENCE)
            yield _said(item.note, style=Style.UNDER)


def _ledger(content: EditionContent) -> Iterator[Block]:
    yield _said(words.LEDGER, style=Style.PART, bookmark="ledger", is_new_page=True)
    if pages.sheds_numbers(content):
        yield _said(words.NUMBERS_STAY)
    themes = pages.themes(content)
    for theme in themes:
        link = Run(text=theme.title, leads_to=_bookmark(theme.anchor))
        yield Paragraph(style=Style.LIST, runs=(link, Run(text=f", {words.holds(len(theme.lines))}")))
    for theme in themes:
        yield _said(theme.title, style=Style.THEME, bookmark=_bookmark(theme.anchor))
        for line in theme.lines:
            yield from _sentence(line)
        if not theme.lines:
            yield _said(words.NOTHING_REPORTED)


def _checks(content: EditionContent) -> Iterator[Block]:
    yield _said(words.CHECKS, style=Style.PART, bookmark="checks")
    for item in who_checked(content):
        yield _said(item.text, style=Style.SENTENCE)
        if item.note:
            yield _said(item.note, style=Style.UNDER)
    if content.published_note:
        yield _said(content.published_note)


def _counts(content: EditionContent) -> Table:
    return Table(
        head=(words.SHOWN, *Speaker, words.SENTENCES),
        rows=tuple(
            (
                row.shows,
                *map(str, (row.by_owner, row.by_office, row.by_partner, row.by_independent, row.total)),
            )
            for row in pages.shown_rows(content)
        ),
        of_numbers=True,
    )


def _words(content: EditionContent) -> Table:
    """How many recommendations have which public word, and of how many somebody outside has said how sure they are."""
    return Table(
        head=(asked_for.BECAME, asked_for.CHECKED, asked_for.OWN_WORD, asked_for.IN_ALL),
        rows=tuple(
            (row.word, *(str(number) for number in (row.checked, row.own_word, row.total)))
            for row in asked_for.word_rows(content)
        ),
        of_numbers=True,
    )


def _asked(content: EditionContent) -> Iterator[Block]:
    """Each recommendation with its public word, what was answered, and the sentences that answer it."""
    found = asked_for.asked_for(content)
    if found:
        yield _said(asked_for.EACH, style=Style.THEME, bookmark="recommendations")
        if told := first.actions(content):
            yield _said(told)
    for item in found:
        runs = (Run(text=f"{item.name} ", is_bold=True), Run(text=item.text))
        yield Paragraph(style=Style.SENTENCE, runs=runs)
        for at, note in enumerate(item.notes):
            word = (Run(text=f"{item.word} ", is_bold=True),) if item.word and not at else ()
            yield Paragraph(style=Style.UNDER, runs=(*word, Run(text=note)))
        if item.lines:
            yield _leading_to([number for number, _ in item.lines])


def line_bookmark(number: int) -> str:
    """The bookmark of a sentence: its number is the one of every form of the edition."""
    return f"s{number}"


def _sentence(line: Printed) -> Iterator[Block]:
    yield Paragraph(
        style=Style.SENTENCE,
        runs=(Run(text=f"{line.number} ", is_bold=True), Run(text=line.wording)),
        bookmark=line_bookmark(line.number),
    )
    if line.has_basis:
        shows, checked = Run(text=f"{line.shows}.", is_bold=True), Run(text=f" {line.checked}")
        yield Paragraph(style=Style.UNDER, runs=(shows, checked))
    for said in line.in_sight:
        yield _said(said, style=Style.UNDER)
    for chart in line.charts:
        yield from _chart(chart)
    for view in line.views:
        name = Run(text=words.sees_differently(view.agency), is_bold=True)
        yield Paragraph(style=Style.VIEW, runs=(name, Run(text=f" {view.text}")))
    if line.details:
        yield _said(words.rests_on(line.number), style=Style.RESTS)
    for row in line.details:
        name = Run(text=f"{row.name}:", is_bold=True)
        yield Paragraph(style=Style.UNDER, runs=(name, Run(text=f" {' '.join(row.values)}")))


def _chart(chart: Drawn) -> Iterator[Block]:
    """The question, the sentence, the drawing, its notes, and the same numbers as a table."""
    yield _said(chart.question, style=Style.RESTS)
    yield _said(chart.sentence, style=Style.UNDER)
    yield Picture(drawing=chart.wide, alt=chart.sentence)
    for note in chart.notes:
        yield _said(note, style=Style.UNDER)
    yield _said(words.chart_table(chart.question), style=Style.UNDER)
    yield Table(head=chart.head, rows=chart.rows, of_numbers=True)
    yield _said(chart.source, style=Style.UNDER)


def _open(content: EditionContent) -> Iterator[Block]:
    """What is open. Sentences that are only said stand in the annex with that mark, and here by their numbers."""
    yield _said(words.OPEN, style=Style.PART, bookmark="open")
    yield _said(first.open_lede(content), style=Style.LEDE)
    if content.nothing_open:
        yield _said(content.nothing_open.reason, style=Style.SENTENCE)
        yield _said(words.two_voices(content.nothing_open), style=Style.UNDER)
    for group in pages.open_groups(content):
        yield _said(group.title, style=Style.THEME)
        for item in group.items:
            if item.is_sentence:
                continue
            yield _said(item.text, style=Style.SENTENCE)
            if item.note:
                yield _said(item.note, style=Style.UNDER)
            if item.anchor and item.line_number:
                yield _leading_to([item.line_number])
        if numbers := [item.line_number for item in group.items if item.is_sentence and item.line_number]:
            yield _leading_to(sorted(numbers), style=Style.NORMAL)
        if not group.items:
            yield _said(words.NOTHING_IN_LIST)


def _changed(content: EditionContent) -> Iterator[Block]:
    """Nothing for a first edition: its pages say so, and here it would be a sheet without a word."""
    if content.changes is None:
        return
    found = changes.told(content.changes)
    yield _said(found.title, style=Style.PART, bookmark="changes")
    yield _said(found.lede, style=Style.LEDE)
    if found.named:
        yield _said(found.named)
    for group in found.groups:
        yield _said(group.title, style=Style.THEME)
        if group.linked:
            yield _pieces(group.linked, Style.NORMAL)
        for item in () if group.linked else group.items:
            yield from _change(item)
    if found.has_earlier:
        yield _said(found.unchanged)
        yield _said(found.open_title, style=Style.THEME)
        for outcome in found.open_items:
            yield _said(outcome.text, style=Style.SENTENCE)
            yield _said(outcome.note, style=Style.UNDER)
            if outcome.line_number:
                yield _leading_to([outcome.line_number])
        if not found.open_items:
            yield _said(changes.NOTHING_WAS_OPEN)


def _change(item: changes.Shown) -> Iterator[Block]:
    yield _said(item.heading, style=Style.RESTS)
    for side in item.sides:
        yield Paragraph(style=Style.UNDER, runs=(Run(text=f"{side.label}:", is_bold=True), Run(text=f" {side.text}")))
        marked = "; ".join(f"«{run.text.strip()}»" for run in side.runs if run.change in changes.MARKED)
        if marked:
            word = next(changes.MARKED[run.change] for run in side.runs if run.change in changes.MARKED)
            yield _said(f"{word[:1].upper()}{word[1:]}{marked}", style=Style.UNDER)
    for note in item.notes:
        yield _said(note, style=Style.UNDER)
    if item.line_number:
        yield _leading_to([item.line_number])


def _leading_to(numbers: Iterable[int], *, style: Style = Style.UNDER) -> Paragraph:
    return _pieces(words.linked([(number, line_bookmark(number)) for number in numbers]), style)


def _pieces(pieces: Iterable[tuple[str, str]], style: Style) -> Paragraph:
    runs = tuple(Run(text=text, leads_to=line_bookmark(int(text)) if anchor else "") for text, anchor in pieces)
    return Paragraph(style=style, runs=runs)


def _reading(content: EditionContent, mark: str) -> Iterator[Block]:
    yield _said(words.READING, style=Style.PART)
    yield _said(reading.LEDE, style=Style.LEDE)
    for part in reading.PARTS:
        yield _said(part.title, style=Style.THEME)
        if part.scale:
            yield Table(
                head=(words.SHOWN, words.SHOWN_WHEN), rows=tuple((shows.words, shows.meaning) for shows in part.scale)
            )
        if part.anchor == reading.COUNTED:
            yield from _counted(content)
        for item in part.items:
            yield _said(item, style=Style.LIST)
        for said in part.words:
            yield _said(said)
        if part.anchor == reading.MARK:
            yield _said(mark, style=Style.CODE)


def _counted(content: EditionContent) -> Iterator[Block]:
    """How many sentences show what, and what became of how many recommendations."""
    yield _said(pages.lede(content))
    yield _counts(content)
    if asked_for.word_rows(content):
        yield _words(content)


def _said(text: str, *, style: Style = Style.NORMAL, bookmark: str = "", is_new_page: bool = False) -> Paragraph:
    return Paragraph(style=style, runs=(Run(text=text),), bookmark=bookmark, is_new_page=is_new_page)


def _bookmark(anchor: str) -> str:
    # A bookmark of Word has no hyphen.
    return anchor.replace("-", "_")
