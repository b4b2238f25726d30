"""The approved words of an edition in the order in which they are printed, taken from its content alone."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lineofsight.library.scales import Spoke
from lineofsight.publication.content.challenged import view_of
from lineofsight.publication.content.edition import EditionContent, OpenItem, OpenKind
from lineofsight.publication.content.open_list import open_list

_SPACE = re.compile("[ \t\r\n]+")


@dataclass(frozen=True, kw_only=True)
class Approved:
    """Some words that must be printed as they are, and what people call them."""

    name: str
    words: str
    # Printed beside the sentences or after them, and no sentence itself.
    is_view: bool = False


def names(written: str) -> frozenset[str]:
    """A set of names, written one after the other."""
    return frozenset(written.split())


def flat(text: str) -> str:
    """The text with each run of spaces and line ends as one space: how lines break is the reader's window's matter."""
    return one_line(text).strip(" ")


def one_line(text: str) -> str:
    """The same for a part of a paragraph, whose edges count."""
    return _SPACE.sub(" ", text)


def sentences(content: EditionContent) -> Iterator[Approved]:
    """Each sentence with its number before it, then the different views that are printed with it."""
    for line in content.lines():
        name = f"Sentence {line.number}"
        yield Approved(name=name, words=f"{line.number} {line.wording}")
        for signed in line.signatures:
            if signed.wording_sha == line.wording_sha and not signed.agrees and signed.is_view_printed:
                view = f"{signed.agency} sees this differently: {signed.different_view}"
                yield Approved(
                    name=f"The different view of {signed.agency} at sentence {line.number}", words=view, is_view=True
                )
        for one in line.challenges:
            view = f"{one.who} sees this differently: {view_of(one, agency=line.agency)}"
            yield Approved(name=f"The challenge to sentence {line.number}", words=view, is_view=True)


_SPOKE: Mapping[Spoke | None, str] = {Spoke.PRACTITIONER: "practitioners", Spoke.OTHER: "others"}


def voices(content: EditionContent) -> Iterator[Approved]:
    """What children, families, practitioners and others told us, in the order in print."""
    for number, voice in enumerate(content.voices.in_print(), start=1):
        who = _SPOKE.get(voice.spoke, "children and families")
        yield Approved(name=f"Number {number} of what {who} told us", words=voice.text)


def child_line(content: EditionContent) -> Iterator[Approved]:
    """The line for the child, agreed with the family."""
    family = content.declared.family
    if family and family.child_line:
        yield Approved(name="The line for the child", words=family.child_line, is_view=True)


def recommendations(content: EditionContent) -> Iterator[Approved]:
    """What the review asked for, and what the agencies say in public of what they do not do."""
    for row in sorted(content.recommendations, key=lambda row: row.number):
        yield Approved(name=row.name, words=f"{row.name}. {row.text}", is_view=True)
        if row.public_wording:
            said = f"{row.agency} says in public: {row.public_wording}"
            name = f"What {row.agency} says in public of recommendation {row.number}"
            yield Approved(name=name, words=said, is_view=True)


def declared(content: EditionContent) -> Iterator[Approved]:
    """What people declared in their own words: what they found, why it could go on, why it was let pass."""
    told = content.declared
    found = [(f"What was found in: {one.where.value}", one.found) for one in told.searches]
    lifted = [("Why a hold was lifted", one.lifted_reason) for one in told.holds if one.lifted_date]
    family = [("Why the family was not offered sight", told.family.not_offered_reason)] if told.family else []
    passed = [("Why a second person let something pass", one.reason) for one in told.overrides]
    for name, said in (*found, *lifted, *family, *passed):
        if said:
            yield Approved(name=name, words=said, is_view=True)


def done(content: EditionContent) -> tuple[Approved, ...]:
    """All of these, as they are printed one after the other."""
    return (
        *child_line(content),
        *recommendations(content),
        *voices(content),
        *sentences(content),
        *declared(content),
    )


def in_document(content: EditionContent) -> tuple[Approved, ...]:
    """The same of a document: its short account first, with what is open, and then the sentences as an annex."""
    return (
        *child_line(content),
        *recommendations(content),
        *open_items(content, by_number=True),
        *voices(content),
        *sentences(content),
        *declared(content),
    )


def is_sentence(item: OpenItem, content: EditionContent) -> bool:
    """Whether something that is only said is a sentence of the edition, so that its number tells which."""
    words = {line.number: line.wording for line in content.lines()}
    return item.kind is OpenKind.SAID_NOT_SHOWN and words.get(item.line_number or 0) == item.text


def open_items(content: EditionContent, *, by_number: bool = False) -> Iterator[Approved]:
    """What is not yet done or known, by its five kinds. `by_number`: sentences that are only said stand by number."""
    if content.nothing_open:
        yield Approved(name="Why nothing is open", words=content.nothing_open.reason)
    for kind in OpenKind:
        for item in open_list(content):
            if item.kind is kind and not (by_number and is_sentence(item, content)):
                yield Approved(name=f"«{item.text}» under what is {kind.value}", words=item.text)


def missing(
    approved: Iterable[Approved], printed: Sequence[str], *, as_printed: Callable[[str], str] = flat
) -> Iterator[str]:
    """Which of the approved words do not stand in their order among the paragraphs that are printed, each whole.

    `as_printed`: how a form writes words for which it has no letters."""
    at = 0
    for item in approved:
        try:
            at = printed.index(as_printed(item.words), at) + 1
        except ValueError:
            yield f"{item.name} does not stand there word for word, at its place."
