"""Everything not yet done or known of an edition: what somebody wrote, what the records say, what the sentences say.

No editor can leave out what follows from records or sentences: it stands in the list without anybody writing it down.
"""

from datetime import date

from lineofsight.library.scales import PublicWord, Shows
from lineofsight.publication.content.edition import EditionContent, Line, LineKind, OpenItem, OpenKind
from lineofsight.publication.content.promised import Recommended


def open_list(content: EditionContent) -> tuple[OpenItem, ...]:
    """The list in the order in which it is printed under each kind: written, of the records, of the sentences."""
    named = {item.line_number for item in content.open_items}
    from_lines = (_of_sentence(line, content.as_at_date) for line in content.lines() if line.number not in named)
    return (
        *content.open_items,
        *(item for item in map(of_recommendation, content.recommendations) if item is not None),
        *content.open_records,
        *(item for item in from_lines if item is not None),
    )


def of_recommendation(row: Recommended) -> OpenItem | None:
    """What is open of a recommendation by its public word and its days; None where nothing is, or not yet.

    Its words are the same whatever is open of it, so that the next edition knows it again.
    """
    kind, since, reason = _open_of(row)
    if kind is None:
        return None
    return OpenItem(
        kind=kind,
        text=f"{row.name}: {row.text}",
        agency=row.agency,
        reason=reason,
        since_date=since,
        # The first sentence that answers it; none where no sentence does.
        line_number=next(iter(row.told_in), None),
    )


def _open_of(row: Recommended) -> tuple[OpenKind | None, date | None, str]:
    if not row.is_asked_for:
        return None, None, ""
    match row.word:
        case PublicWord.REJECTED:
            return OpenKind.REJECTED, row.answered_date, row.public_wording
        case PublicWord.NOT_RESPONDED:
            by = row.respond_by or row.due_date
            unset = "" if by else ", and no day is set by which somebody has to"
            return OpenKind.NOT_RESPONDED, by, f"Nobody has said whether it is accepted{unset}"
        case PublicWord.PARTLY_IMPLEMENTED | PublicWord.LATE:
            return OpenKind.LATE, row.due_date, row.public_wording
        case PublicWord.NO_DAY_SET:
            return OpenKind.NOT_KNOWN, None, "It was accepted, and no day is set by which it is to be done"
    return None, None, ""


def _of_sentence(line: Line, as_at_date: date) -> OpenItem | None:
    """Progress that is only said, and an intention whose day is past."""
    if line.kind is LineKind.PROGRESS and line.shows <= Shows.SAID:
        return OpenItem(kind=OpenKind.SAID_NOT_SHOWN, text=line.wording, agency=line.agency, line_number=line.number)
    if line.kind is LineKind.INTENTION and line.due_date is not None and line.due_date < as_at_date:
        return OpenItem(
            kind=OpenKind.LATE,
            text=line.wording,
            agency=line.agency,
            since_date=line.due_date,
            line_number=line.number,
        )
    return None
