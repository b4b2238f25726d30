"""Read a YAML file of the library into plain values, and remember the line of each.

Only a small, safe part of YAML is taken: no tags, no anchors, no repeated keys; «yes», «no» and «on» are words and not
booleans, because they stand in lists of words; a number with a point is refused, because figures are exact.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from lineofsight.library.faults import Place, Trouble, strings_in

LARGEST_FILE = 200_000
"""Characters. A library file holds one idea; a longer one is a mistake or an attack."""

DEEPEST = 40

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_POINT = re.compile(r"-?[0-9]+\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """The text is not the YAML that the library takes. Carries the line (from 1) and one sentence."""

    def __init__(self, sentence: str, line: int = 1) -> None:
        self.sentence = sentence
        self.line = line
        super().__init__(f"line {line}: {sentence}")


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: its values, and the line on which each place begins."""

    data: dict[str, object]
    lines: Mapping[Place, int]

    def line_of(self, place: Place) -> int:
        """The line of a place; steps that the document does not have (a kind's own labels) are passed over."""
        here: Place = ()
        for step in place:
            if (*here, step) in self.lines:
                here = (*here, step)
        return self.lines[here]


def read_documents(text: str) -> tuple[Document, ...]:
    """All documents of a file, in order. Raises Unreadable; a file without any document is unreadable too."""
    if len(text) > LARGEST_FILE:
        raise Unreadable(f"The file is longer than {LARGEST_FILE} characters.")
    _refuse_deep_nesting(text)
    try:
        nodes = [node for node in yaml.compose_all(text, Loader=_LOADER) if node is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and "\t" in _indent_of(text, mark.line):
            raise Unreadable("A tab stands before the words. Indent with spaces.", mark.line + 1) from None
        raise Unreadable(f"This is not YAML: {error.problem}.", mark.line + 1 if mark else 1) from None
    except yaml.YAMLError:
        raise Unreadable("This is not YAML: it holds a character that may not stand in a text file.") from None
    if not nodes:
        raise Unreadable("The file is empty.")
    return tuple(_document(node) for node in nodes)


def _indent_of(text: str, line: int) -> str:
    """What stands before the words of a line."""
    lines = text.split("\n")
    found = lines[line] if line < len(lines) else ""
    return found[: len(found) - len(found.lstrip())]


def _refuse_deep_nesting(text: str) -> None:
    # The parser calls itself once for each bracket, so a long row of them would take the program down.
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
        if max(depth, line.count("[") + line.count("{")) > DEEPEST:
            raise Unreadable("The brackets go too deep.", number)
        indent = len(line) - len(line.lstrip(" -?"))
        if indent > DEEPEST * 4:
            raise Unreadable("The indents go too deep.", number)


def _document(node: yaml.Node) -> Document:
    lines: dict[Place, int] = {(): node.start_mark.line + 1}
    seen: set[int] = set()
    value = _value(node, (), lines, seen)
    if not isinstance(value, dict):
        raise Unreadable("A library file is a list of words with their values.", node.start_mark.line + 1)
    return Document(data=value, lines=lines)


def _value(node: yaml.Node, place: Place, lines: dict[Place, int], seen: set[int]) -> object:
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise Unreadable("Anchors (& and *) are not taken: write it out.", line)
    seen.add(id(node))
    if not node.tag.startswith("tag:yaml.org,2002:") or ":python/" in node.tag:
        raise Unreadable(f"Tags are not taken: «{node.tag}».", line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, lines, seen)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for number, item in enumerate(node.value):
            lines[(*place, number)] = item.start_mark.line + 1
            items.append(_value(item, (*place, number), lines, seen))
        return items
    if not isinstance(node, yaml.ScalarNode):
        raise Unreadable("This is neither a text nor a list nor words with values.", line)
    return _scalar(node, line)


def _mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], seen: set[int]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise Unreadable("A word before a colon is one plain word.", line)
        key = key_node.value
        if key in found:
            raise Unreadable(f"«{key}» stands twice.", line)
        lines[(*place, key)] = line
        found[key] = _value(value_node, (*place, key), lines, seen)
    return found


def _scalar(node: yaml.ScalarNode, line: int) -> bool | int | str | date | None:
    text: str = node.value
    if node.style:  # quoted or a block: always a text
        return text.strip()
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _POINT.fullmatch(text):
        raise Unreadable(f"«{text}»: write whole numbers, or put it in quotation marks if it is a text.", line)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unreadable(f"{text} is not a day of the calendar.", line) from None
    return text


_NOT_CONTENT = (
    (re.compile(r"</?[a-zA-Z!][^>]*>?"), "HTML"),
    (re.compile(r"\{\{|\{%"), "a template"),
    (re.compile(r"\bselect\b.{1,200}\bfrom\b.{1,80}\b(where|join)\b", re.IGNORECASE | re.DOTALL), "SQL"),
    (re.compile(r"\bselect\s+(\*|[\w.]+\s*\()", re.IGNORECASE), "SQL"),
    (re.compile(r"\b(insert\s+into|delete\s+from|drop\s+table|alter\s+table|union\s+(all\s+)?select)\b", re.I), "SQL"),
    (re.compile(r"\b__\w+__\b|\blambda\b[^.]{0,40}:|\bdef\s+\w+\s*\(|\b(eval|exec|getattr)\s*\("), "Python"),
)


def not_content(text: str) -> str:
    """What stands in this text that is not content ("HTML", "SQL", "Python", "a template"), or ""."""
    return next((what for pattern, what in _NOT_CONTENT if pattern.search(text)), "")


def troubles_of_content(data: dict[str, object]) -> list[Trouble]:
    """Every text that holds HTML, SQL or Python. House style 6: if you need those, the vocabulary misses a word."""
    texts = list(strings_in(data))
    # All of them at once first: hardly any file holds one, and what a text holds, they hold together.
    if not not_content("\n".join(text for _, text in texts)):
        return []
    return [
        Trouble(place, f"This holds {what}. Write plain words; if the vocabulary misses a word, ask for it.")
        for place, text in texts
        if (what := not_content(text))
    ]
