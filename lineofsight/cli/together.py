"""Counts of several councils by commands: one writes a file, another adds files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.management.base import CommandError

from lineofsight.library.words import day_words
from lineofsight.measures.figure import whole_percent
from lineofsight.sight.together import CannotAdd, CountsFile, Together, added, read

# No council writes as much; a file that is larger is something else.
_LARGEST = 20_000_000


def write_counts(file: CountsFile, out: str) -> str:
    """Write the file, or give its text where it has no name. Raises CommandError."""
    if not out:
        return file.text()
    path = Path(out)
    beside = path.with_name(f"{path.name}.part")
    try:
        beside.write_text(file.text(), encoding="utf-8")
        beside.replace(path)
    except OSError as trouble:
        raise CommandError(f"{path} cannot be written: {trouble.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
    held_back = sum(one.of is None for one in file.counts)
    return (
        f"Wrote {len(file.counts)} counts by standard and month, as at {file.as_at.isoformat()}, to {path}."
        f" {held_back} of them are too few to tell."
    )


def lines_of(names: Sequence[str]) -> Iterator[str]:
    """The lines that say what several councils' files give together. Raises CommandError with one sentence."""
    try:
        files = [(name, read(_text(name), name=Path(name).name)) for name in names]
        together = added([(Path(name).name, file) for name, file in files])
    except CannotAdd as trouble:
        raise CommandError(str(trouble)) from None
    councils = "1 council" if len(files) == 1 else f"{len(files)} councils"
    yield f"{councils} together, as at {day_words(files[0][1].as_at)}."
    yield "standard\tmonth\tin_time\tof\tpercent\tunknown\tcouncils_too_few"
    yield from (_line(one) for one in together)


def _line(one: Together) -> str:
    counted = one.counted
    percent = f"{whole_percent(counted.in_time, counted.of)}%" if counted.of else ""
    numbers = (str(counted.in_time), str(counted.of), percent, str(counted.unknown), str(one.withheld))
    return "\t".join((one.standard, f"{one.month:%Y-%m}", *numbers))


def _text(name: str) -> str:
    path = Path(name)
    try:
        if path.stat().st_size > _LARGEST:
            raise CommandError(f"{name} is too large for a file of counts.")
        return path.read_text(encoding="utf-8")
    except OSError as trouble:
        raise CommandError(f"{name} cannot be read: {trouble.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{name} is no text. Write it again with sight --counts.") from None
