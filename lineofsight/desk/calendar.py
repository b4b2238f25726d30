"""One's own due days as a calendar (RFC 5545): a day and a reference, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lineofsight.desk.my_work.queries import work_of
from lineofsight.desk.sight.my_days import days_of_children
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import today
from lineofsight.trail.refs import in_threes

# A line ends before its 75th octet and goes on in the next, behind a blank.
LONGEST = 75
CHILDREN = "children"


@dataclass(frozen=True)
class DueDay:
    """A day by which something of one's own is due: its reference, and nothing that says what it is."""

    ref: str
    kind: str
    day: date


def due_days(actor: Actor) -> tuple[DueDay, ...]:
    """What is due for somebody: overdue, today, in the next 30 days. Each thing once; of children the days alone."""
    work = work_of(actor)
    # What has no reference yet, as a quarter that is still to be stated, could be told from nothing else.
    found = {(one.ref, one.kind): one.due for one in (*work.coming, *work.waiting) if one.due is not None and one.ref}
    # Named by whose calendar it is and the day: nothing that could be told of a child stands in it.
    for day in days_of_children(actor, today=today(actor.now)):
        found[f"{actor.ref}-{day:%Y%m%d}", CHILDREN] = day
    return tuple(
        sorted((DueDay(ref, kind, day) for (ref, kind), day in found.items()), key=lambda one: (one.day, one.ref))
    )


def _summary(one: DueDay) -> str:
    return "Due: see your next two weeks" if one.kind == CHILDREN else f"Update due: {in_threes(one.ref)}"


def escaped(text: str) -> str:
    """Text as a calendar holds it: backslash, semicolon, comma and line ends are written out (RFC 5545, 3.3.11)."""
    told = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return told.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never inside a letter (RFC 5545, 3.1)."""
    pieces: list[str] = []
    piece, length = "", 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > LONGEST:
            pieces.append(piece)
            # The blank that begins the next line is one octet of it.
            piece, length = "", 1
        piece, length = piece + letter, length + octets
    return "\r\n ".join([*pieces, piece])


def written(days: Iterable[DueDay], *, now: datetime, address: str) -> str:
    """The calendar as a file: whole days, no people, no places, no words but the reference."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Line of Sight//Due days//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", "X-WR-CALNAME:Line of Sight", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for one in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.kind.replace(' ', '-')}-{one.ref}@line-of-sight",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(_summary(one))}",
            f"URL:{address}",
            "CLASS:PRIVATE",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)
