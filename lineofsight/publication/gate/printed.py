"""Every text of an edition that is printed, with its place in words: what holds for one holds for a footnote too.

The parts of an edition are walked whole, so that a text which somebody adds to them later is read as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from lineofsight.publication.content.edition import BasisItem, BasisState, EditionContent, Line

# Marks and numbers that nobody reads as words. A field that is not named here is read.
_NOT_WORDS = frozenset({
    *("ref", "review_ref", "number", "anchor", "statement_ref", "assessment_ref", "figure_number", "code"),
    *("wording_sha", "source_sha", "read_sha", "definition_sha", "snapshot_sha", "measure_id"),
    *("value", "value_to", "unit", "comparator", "sha", "line_anchor"),
})  # fmt: skip

_PLACES = {
    "wording": "the sentence",
    "answers": "what it answers",
    "public_wording": "what is said in public",
    "asks": "what is to be done",
    "outside_role": "the role",
    "outside_agency": "the agency",
    "owner_role": "who will do it",
    "agency": "the name of the agency",
    "about": "whom it is about",
    "title": "the title",
    "said_by": "who says so",
    "by_role": "the role",
    "by_agency": "the agency",
    "role": "the role",
    "text": "the words",
    "attributed_to": "who is quoted",
    "body": "the name of the body",
    "definition": "what was counted",
    "source": "where it was counted",
    "rationale": "the reasons of the opinion",
    "different_view": "the different view",
    "objection": "the objection",
    "answer": "the answer",
    "closing": "the reason why it stands",
    "minute": "the minute",
    "reason": "the reason",
    "lifted_reason": "the reason for lifting it",
    "lifted_by_role": "the role that lifted it",
    "not_offered_reason": "the reason why it was not offered",
    "nobody_asked_reason": "the reason why nobody was asked",
    "child_line": "the line about the child",
    "found": "what was found",
    "partner": "the name of the partner",
    "partners": "the names of the partners",
    "caveats": "what a reader must know of it",
    "group": "the group",
    "who": "who was asked",
    "how": "how they were asked",
    "support_line": "the line about help",
    "published_note": "the note on publishing",
    "review_title": "the title of the review",
    "partnership": "the name of the partnership",
    "second_role": "the second role",
    "second_agency": "the second agency",
    "recorded_by_role": "the role that recorded it",
}
_PARTS = {
    "basis": "evidence",
    "quotations": "a quotation",
    "figures": "figure",
    "signatures": "a signature",
    "opinion": "the opinion",
    "challenges": "a challenge",
    "sections": "a section",
    "assessments": "an assessment",
    "open_items": "«Not yet done or known»",
    "open_records": "«Not yet done or known»",
    "recommendations": "a recommendation",
    "actions": "an action",
    "nothing_open": "«Nothing is open»",
    "items": "what children and families told us",
    "voices": "what children and families told us",
    "searches": "a search",
    "holds": "a hold",
    "family": "what the family was offered",
    "approvals": "an approval",
    "overrides": "what a second person let pass",
    "left_out": "what was left out",
}


@dataclass(frozen=True)
class PrintedText:
    """A text and where it stands: `where` in words, `field` its name in the content, `line` its sentence, if any."""

    text: str
    where: str
    field: str
    line: Line | None


def printed_texts(content: EditionContent) -> Iterator[PrintedText]:
    """Every text that a reader of the edition meets, sentences first. Evidence that does not stand is not printed."""
    for line in content.lines():
        yield from texts_of(line)
    yield from _walk(content, line=None, of="")


def texts_of(line: Line) -> Iterator[PrintedText]:
    """Every text that is printed with one sentence."""
    return _walk(line, line=line, of="")


def _walk(part: Any, *, line: Line | None, of: str) -> Iterator[PrintedText]:
    if isinstance(part, BasisItem) and part.state is not BasisState.ACCEPTED:
        return
    for name in _fields_with_words(part.__class__):
        value = getattr(part, name)
        if value is None or value == ():
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                if item:
                    yield PrintedText(text=item, where=_where(name, of), field=name, line=line)
            else:
                yield from _walk(item, line=line, of=_part(name, item) or of)


def _part(name: str, value: Any) -> str:
    words = _PARTS.get(name, "")
    number = getattr(value, "number", "")
    return f"{words} {number}" if words in ("evidence", "figure") else words


@cache
def _where(name: str, of: str) -> str:
    words = _PLACES.get(name, name.replace("_", " "))
    return f"{words} of {of}" if of else words


@cache
def _fields_with_words(kind: Any) -> tuple[str, ...]:
    """The fields of a part that hold words, or parts that may. A sentence is walked by itself."""
    types = get_type_hints(kind)
    return tuple(
        item.name
        for item in fields(kind)
        if item.name not in _NOT_WORDS and item.name != "lines" and _holds_words(types[item.name])
    )


def _holds_words(kind: Any) -> bool:
    """Whether a type is text, or a part, or several of them. A value out of a closed list is no text."""
    inner = get_args(kind)
    if inner and get_origin(kind) is not Literal:
        return any(_holds_words(one) for one in inner)
    return is_dataclass(kind) or kind is str
