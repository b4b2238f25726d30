"""Write a measure as the YAML that somebody could have written by hand, and remember which line answers what.

Conditions, reasons and caveats are given a line each: `{column: kind, equals: care-visit}`, and with a reason before it
`reason: {column: …}`. Several conditions hold together.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import yaml

from lineofsight.library.conditions import All, Condition
from lineofsight.library.faults import Place
from lineofsight.library.measure import Measure
from lineofsight.library.reading import Unreadable, read_documents

WORDS = ("id", "title", "basis", "owner", "question", "theme", "face", "kind", "window", "direction", "shows", "by")
"""What is asked for by the word of the file itself."""

# Where in the document each other answer stands.
_PLACES: Mapping[str, Place] = {
    "source": ("source",),
    "from_date": ("from",),
    "version": ("version",),
    "checked": ("checked",),
    "review_by_date": ("review_by",),
    "one": ("unit", "one"),
    "many": ("unit", "many"),
    "of": ("population", "words"),
    "of_where": ("population", "where"),
    "left_out": ("left_out",),
    "counted": ("numerator", "words"),
    "counted_where": ("numerator", "where"),
    "beside": ("beside",),
    "caveats": ("caveats",),
}

Value = str | int | bool | date


@dataclass(frozen=True, slots=True)
class NotALine:
    """A line of an answer that is not what it should be: the answer, which of its lines (from 1), and a sentence."""

    asked: str
    line: int
    sentence: str


def asked_at(place: Place) -> str:
    """Which answer stands at a place of the document; "" where the trouble is with several together."""
    for name, at in _PLACES.items():
        if at == place[: len(at)]:
            return name
    first = str(place[0]) if place else ""
    return first if first in WORDS else {"unit": "one", "population": "of", "numerator": "counted"}.get(first, "")


def line_at(place: Place) -> int:
    """Which line of an answer stands at a place, from 1; 0 where the answer is one line."""
    number = next((step for step in place if isinstance(step, int)), None)
    return 0 if number is None else number + 1


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an answer, without those that are empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def not_lines(given: Mapping[str, Value]) -> Iterator[NotALine]:
    """The lines that are no conditions, so that no line can be taken for a part of another answer."""
    for number, line in enumerate(lines_of(str(given["beside"])), start=1):
        if ": " not in line:
            yield NotALine("beside", number, _SHAPE["beside"])
    for asked in ("of_where", "counted_where", "left_out"):
        for number, line in enumerate(lines_of(str(given[asked])), start=1):
            head, _, condition = line.partition(": {") if asked == "left_out" else ("", "", line.removeprefix("{"))
            if (asked == "left_out" and not head) or (asked != "left_out" and not line.startswith("{")):
                yield NotALine(asked, number, _SHAPE[asked])
                continue
            try:
                read = read_documents(f"where: {{{condition}")[0].data
            except Unreadable as error:
                yield NotALine(asked, number, error.sentence)
                continue
            if set(read) != {"where"} or not isinstance(read["where"], dict):
                yield NotALine(asked, number, _SHAPE[asked])


_SHAPE = {
    "beside": "Write the id of the measure, a colon and why: visits-seen: a visit may be one where nobody was seen.",
    "of_where": "Write a condition in braces, for example {column: kind, equals: care-visit}.",
    "counted_where": "Write a condition in braces, for example {column: kind, equals: care-visit}.",
    "left_out": "Write the reason, a colon and a condition: nobody can tell: {column: stands, equals: not known}.",
}


def measure_text(given: Mapping[str, Value]) -> str:
    """The YAML of a measure from what was answered: `WORDS` and the names in `_PLACES`. An empty answer is left out."""
    said = {name: value for name, value in given.items() if value != ""}
    out = [_line(word, said[word]) for word in ("id", "title") if word in said]
    out += _listed("source", lines_of(str(said.get("source", ""))))
    for name, word in (("basis", "basis"), ("from_date", "from"), ("version", "version"), ("checked", "checked")):
        out += [_line(word, said[name])] if name in said else []
    out += ["scope: local"]
    heading = (("owner", "owner"), ("review_by_date", "review_by"), ("question", "question"), ("theme", "theme"))
    for name, word in heading:
        out += [_line(word, said[name])] if name in said else []
    out += _within("unit", [_line(name, said[name]) for name in ("one", "many") if name in said])
    out += [_line(word, said[word]) for word in ("face", "kind", "window", "direction", "shows", "by") if word in said]
    out += _part("population", str(said.get("of", "")), lines_of(str(said.get("of_where", ""))))
    reasons = [line.partition(": {") for line in lines_of(str(said.get("left_out", "")))]
    if reasons:
        out += ["left_out:"]
        for reason, _, condition in reasons:
            out += [f"  - {_line('reason', reason)}", f"    where: {{{condition}"]
    out += _part("numerator", str(said.get("counted", "")), lines_of(str(said.get("counted_where", ""))))
    pairs = [line.partition(": ") for line in lines_of(str(said.get("beside", "")))]
    if pairs:
        out += ["beside:"]
        for measure, _, because in pairs:
            out += [f"  - {_line('measure', measure)}", f"    {_line('because', because)}"]
    out += _listed("caveats", lines_of(str(said.get("caveats", ""))))
    return "\n".join(out) + "\n"


def answers_of(measure: Measure) -> dict[str, Value]:
    """What somebody would have answered for a measure, so that they can start from it."""
    return {
        **{word: str(getattr(measure, word) or "") for word in WORDS if word != "shows"},
        "shows": measure.shows.name.lower().replace("_", " "),
        "source": "\n".join(measure.source),
        "from_date": measure.from_date,
        "version": measure.version,
        "checked": measure.checked,
        "review_by_date": measure.review_by_date,
        "one": measure.unit.one,
        "many": measure.unit.many,
        "of": measure.population.words,
        "of_where": "\n".join(_conditions(measure.population.where)),
        "left_out": "\n".join(f"{rule.reason}: {_flow(rule.where)}" for rule in measure.left_out),
        "counted": measure.numerator.words,
        "counted_where": "\n".join(_conditions(measure.numerator.where)),
        "beside": "\n".join(f"{one.measure}: {one.because}" for one in measure.beside),
        "caveats": "\n".join(measure.caveats),
    }


def answers_in(text: str) -> dict[str, Value]:
    """What somebody answered in a text that may not be a measure any more, so that it can be mended.

    What stands in it as something else than it is asked for is left out; so is all of a text that is no YAML.
    """
    try:
        data = read_documents(text)[0].data
    except (Unreadable, IndexError):
        return {}
    part = {name: _mapping(data.get(name)) for name in ("unit", "population", "numerator")}
    reasons = [one for one in _list(data.get("left_out")) if isinstance(one, dict) and "where" in one]
    beside = [one for one in _list(data.get("beside")) if isinstance(one, dict)]
    said: dict[str, object] = {
        **{word: data.get(word, "") for word in WORDS},
        "source": "\n".join(map(str, _list(data.get("source")))),
        **{name: data.get(word) for name, word in (("from_date", "from"), ("review_by_date", "review_by"))},
        **{name: part["unit"].get(name, "") for name in ("one", "many")},
        "of": part["population"].get("words", ""),
        "of_where": "\n".join(_as_lines(part["population"].get("where"))),
        "left_out": "\n".join(f"{one.get('reason', '')}: {_on_one_line(one['where'])}" for one in reasons),
        "counted": part["numerator"].get("words", ""),
        "counted_where": "\n".join(_as_lines(part["numerator"].get("where"))),
        "beside": "\n".join(f"{one.get('measure', '')}: {one.get('because', '')}" for one in beside),
        "caveats": "\n".join(map(str, _list(data.get("caveats")))),
    }
    return {name: value for name, value in said.items() if isinstance(value, str | date)}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _as_lines(where: object) -> Sequence[str]:
    together = _mapping(where).get("all")
    return [_on_one_line(one) for one in (_list(together) if together else [where] if where else [])]


def can_be_asked(measure: Measure) -> bool:
    """Whether everything that a measure says can be answered here: sums and ratios cannot."""
    return not measure.is_amount


def _conditions(where: Condition | None) -> Sequence[str]:
    if where is None:
        return ()
    return [_flow(one) for one in where.all] if isinstance(where, All) else [_flow(where)]


def _flow(where: Condition) -> str:
    """A condition on one line."""
    return _on_one_line(_plain(where.model_dump(mode="python", by_alias=True, exclude_none=True)))


def _on_one_line(plain: object) -> str:
    text: str = yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=100_000, sort_keys=False)
    return text.strip()


def _plain(value: object) -> object:
    """The same in the types that YAML writes: a named day is its word."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value


def _part(name: str, words: str, conditions: Sequence[str]) -> list[str]:
    inner = [_line("words", words)] if words else []
    if len(conditions) == 1:
        inner += [f"where: {conditions[0]}"]
    elif conditions:
        inner += ["where:", "  all:", *(f"    - {one}" for one in conditions)]
    return _within(name, inner)


def _within(name: str, inner: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"  {line}" for line in inner)] if inner else []


def _listed(name: str, items: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"  - {_scalar(item)}" for item in items)] if items else []


def _line(word: str, value: Value) -> str:
    return f"{word}: {_scalar(value)}"


def _scalar(value: Value) -> str:
    """A value as it is read again: plain where that reads as the same text, else in quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    try:
        if "\n" not in value and read_documents(f"x: {value}")[0].data == {"x": value}:
            return value
    except Unreadable:
        pass
    return json.dumps(value, ensure_ascii=False)
