"""What each page of an edition says first: the counts, the list of what is open, what children and families told us."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lineofsight.library.scales import Shows, Spoke
from lineofsight.library.sentences import SentenceCounts, count_sentences, is_about_what_was_done
from lineofsight.library.words import counted, day_words, listed
from lineofsight.publication.content import told as telling
from lineofsight.publication.content.edition import EditionContent, Line, OpenItem, OpenKind, Voice
from lineofsight.publication.content.open_list import open_list
from lineofsight.publication.render import words
from lineofsight.publication.render.sentences import Printed, printed, views_in_words
from lineofsight.publication.render.who_says import Speaker, speaker_of
from lineofsight.publication.wording import count_words, period_words


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """How many sentences show so much, by who says so; `note` tells the same on a narrow page."""

    shows: str
    pips: int
    by_owner: int
    by_office: int
    by_partner: int
    by_independent: int
    total: int
    note: str


@dataclass(frozen=True, kw_only=True)
class OpenGroup:
    """One of the five lists of what is not yet done or known."""

    anchor: str
    title: str
    items: tuple["OpenPrinted", ...]


@dataclass(frozen=True, kw_only=True)
class OpenPrinted:
    """One item: a sentence, a note, and the anchor of the sentence that it is about, if any."""

    text: str
    note: str
    line_number: int | None
    anchor: str
    # Whether it is the sentence itself, which stands in the edition with the mark that it is only said.
    is_sentence: bool = False


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A section with its sentences, and the fragment by which it is reached."""

    anchor: str
    title: str
    lines: tuple[Printed, ...]


@dataclass(frozen=True, kw_only=True)
class Noted:
    """Something that was said or done, and a note of how, by whom and when."""

    text: str
    note: str


_OPEN_TITLES = {
    OpenKind.LATE: ("late", "Late"),
    OpenKind.REJECTED: ("rejected", "Rejected"),
    OpenKind.NOT_RESPONDED: ("not-responded", "Not responded"),
    OpenKind.SAID_NOT_SHOWN: ("said-but-not-shown", "Said but not shown"),
    OpenKind.NOT_KNOWN: ("not-known", "Not known"),
}


def themes(content: EditionContent) -> tuple[Theme, ...]:
    """The sections in order."""
    return tuple(
        Theme(
            anchor=f"theme-{number}",
            title=section.title or words.NO_THEME,
            lines=tuple(printed(line, content) for line in section.lines),
        )
        for number, section in enumerate(content.sections, start=1)
    )


def sheds_numbers(content: EditionContent) -> bool:
    """Whether the numbers of the sentences leave some out, or are not in their order."""
    numbers = [line.number for line in content.lines()]
    return numbers != list(range(1, len(numbers) + 1))


def shown_rows(content: EditionContent) -> tuple[ShownRow, ...]:
    """How many sentences show what, and who says so; what shows most stands first. Context is not counted."""
    lines = [line for line in content.lines() if is_about_what_was_done(line.kind)]
    by = Counter((line.shows, speaker_of(line, content)) for line in lines)
    return tuple(_shown_row(shows, by) for shows in sorted(Shows, reverse=True))


def _shown_row(shows: Shows, by: Counter[tuple[Shows, Speaker]]) -> ShownRow:
    told = {who: by[shows, who] for who in Speaker}
    note = ", ".join(f"{who.lower()} {number}" for who, number in told.items() if number)
    return ShownRow(
        shows=shows.words,
        pips=shows.pips,
        by_owner=told[Speaker.OWNER],
        by_office=told[Speaker.OFFICE],
        by_partner=told[Speaker.PARTNER],
        by_independent=told[Speaker.INDEPENDENT],
        total=sum(told.values()),
        note=note,
    )


def lede(content: EditionContent) -> str:
    """The answer in two or three short sentences: how much is shown, how much is only said, who has looked."""
    counts = counts_of(content)
    if not counts.about_what_was_done:
        return "This edition has no sentences about what was done."
    said, intended, outside = counts.only_said, counts.intended, with_an_opinion(content)
    parts = [counts.on_a_count_words]
    if said:
        parts.append(f"{said} {'is' if said == 1 else 'are'} only said")
    if intended:
        parts.append(f"{intended} {'is an intention' if intended == 1 else 'are intentions'}")
    more = f" {counts.beside_words}" if counts.beside_words else ""
    return f"{listed(parts)}. Somebody outside the agency has given an opinion on {outside} of them.{more}"


def counts_of(content: EditionContent) -> SentenceCounts:
    """The sentences of an edition in numbers, by the same count as everywhere (`library/sentences`)."""
    return count_sentences((line.kind, line.shows) for line in content.lines())


def with_an_opinion(content: EditionContent) -> int:
    """On how many sentences about what was done somebody outside has given an opinion that has not lapsed."""
    lines = (line for line in content.lines() if is_about_what_was_done(line.kind))
    return sum(line.opinion is not None and not line.opinion.has_lapsed for line in lines)


def open_groups(content: EditionContent) -> tuple[OpenGroup, ...]:
    """The five lists, each in the order in which it was written; an empty list says so on its page."""
    lines = {line.number: line for line in content.lines()}
    items = open_list(content)
    return tuple(
        OpenGroup(
            anchor=anchor,
            title=title,
            items=tuple(
                _open_printed(item, lines.get(item.line_number or 0), content.as_at_date)
                for item in items
                if item.kind is kind
            ),
        )
        for kind, (anchor, title) in _OPEN_TITLES.items()
    )


def _open_printed(item: OpenItem, line: Line | None, as_at: date) -> OpenPrinted:
    # Where the item is the sentence itself, whoever sees it differently is heard here too.
    views = views_in_words(line) if line is not None and item.text == line.wording else ""
    return OpenPrinted(
        text=item.text,
        note=" ".join((*_open_note(item, as_at), *([views] if views else []))),
        line_number=item.line_number,
        anchor=line.anchor if line is not None else "",
        is_sentence=line is not None and item.kind is OpenKind.SAID_NOT_SHOWN and item.text == line.wording,
    )


def _open_note(item: OpenItem, as_at: date) -> Iterator[str]:
    since = f"since {day_words(item.since_date)}{_for_days(item, as_at)}" if item.since_date else ""
    if item.agency or since:
        words = f"{item.agency}, {since}" if item.agency and since else item.agency or since
        yield f"{words[:1].upper()}{words[1:]}."
    if item.reason:
        yield f"{item.reason.rstrip('.')}."
    match item.kind:
        case OpenKind.LATE | OpenKind.NOT_KNOWN | OpenKind.NOT_RESPONDED if item.expected_date:
            yield f"Expected by {day_words(item.expected_date)}."
        case OpenKind.LATE:
            yield "No new date."
        case OpenKind.NOT_KNOWN:
            yield "Nobody has said when it will be known."
        case _:
            pass


def _for_days(item: OpenItem, as_at: date) -> str:
    """« (301 days)»: for how long somebody has waited for what was promised or asked."""
    days = (as_at - item.since_date).days if item.since_date else 0
    is_waited_for = item.kind in (OpenKind.LATE, OpenKind.NOT_RESPONDED) and days > 0
    return f" ({counted(days, 'day', 'days')})" if is_waited_for else ""


def told(content: EditionContent) -> tuple[Noted, ...]:
    """What children and families told us."""
    return _told(content.voices.of_families())


def told_by_others(content: EditionContent) -> tuple[tuple[str, str, tuple[Noted, ...]], ...]:
    """What practitioners and what others told us: an anchor, a heading and what they said; none where nobody did."""
    voices = content.voices
    parts = (
        ("practitioners", words.PRACTITIONERS, voices.of(Spoke.PRACTITIONER)),
        ("others", words.OTHERS, voices.of(Spoke.OTHER)),
    )
    return tuple((anchor, heading, _told(said)) for anchor, heading, said in parts if said)


def _told(voices: Iterable[Voice]) -> tuple[Noted, ...]:
    return tuple(Noted(text=voice.text, note=". ".join(_how(voice)) + ".") for voice in voices)


def _how_many(told: telling.Told, answered: int, asked: int) -> str:
    """«about 20 of about 30»; with a share only of so many that it is at most two points from what was counted."""
    if told.is_exact:
        return count_words(answered, asked)
    if answered in (0, asked) or told.is_few(answered, asked) or asked >= 50 * told.nearest:
        return told.words(answered, asked)
    n, of = told.numbers(answered, asked)
    return f"about {n} of about {of}"


def _how(voice: Voice) -> Iterator[str]:
    yield voice.who
    yield voice.how.rstrip(".")
    if voice.asked is not None and voice.answered is not None:
        words = _how_many(voice.told, voice.answered, voice.asked)
        yield f"{words[:1].upper()}{words[1:]} {'of those asked' if voice.told.is_exact else 'who were asked'} answered"
    if period := period_words(voice.period_from, voice.period_to):
        yield period
