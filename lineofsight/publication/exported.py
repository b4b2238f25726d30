"""One edition with everything that it is judged by, as one JSON file: it can be judged where no database is.

Such a file is edited by hand, so each fault of its form is a sentence that says where. What is wrong in what it *says*
is no fault of the file: it is for the gate to refuse. It holds what is not public, and no name or key is ever written
into it; `names` is for whoever judges it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lineofsight.library.counting import ToldAs
from lineofsight.library.faults import unknown_word
from lineofsight.library.kinds import WordingRule
from lineofsight.measures.figure import Figure, ImpossibleFigure
from lineofsight.publication.content.edition import EditionContent, NotAnEdition, Recomputed, Sources
from lineofsight.publication.gate.check import Stage
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.gate.names import known
from lineofsight.publication.gate.own_rules import OwnRules
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.read_mark import read_sha

FORMAT = "line-of-sight edition 1"
LARGEST = 50_000_000
"""Letters that such a file may have."""
NOT_ASKED = "No partner's approval stands in the file, so none was asked for."
OF_ANOTHER_TEXT = "The approvals in the file are all of another text: it was changed after they were given."

_NEEDED = ("format", "today", "edition", "sources", "recomputed", "earlier")
_KNOWN = (*_NEEDED, "names")


class NotExported(ValueError):
    """The file is not an exported edition. Its text says where and what, for people."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """An edition before it is published, and what it is judged by: sources, figures, earlier editions, the day."""

    content: EditionContent
    sources: Sources
    recomputed: Recomputed
    today: date
    earlier: tuple[EditionContent, ...] = ()
    names: tuple[str, ...] = ()

    def judged(
        self,
        *,
        wording_rules: Iterable[WordingRule],
        own_rules: OwnRules | None = None,
    ) -> GateResult:
        """What the gate says to it. Where the file holds approvals, they are asked as before publishing; where it holds
        none, they may still come. That all of them are of one other text is only noted: a file may be edited."""
        content, notes = _as_approved(self.content)
        result = judge(
            content,
            sources=self.sources,
            recomputed=self.recomputed,
            today=self.today,
            wording_rules=wording_rules,
            earlier=self.earlier,
            names=known(self.names, by="Whoever judges this file"),
            own_rules=own_rules,
            until=Stage.PUBLISH if content.declared.approvals else Stage.CHECK,
        )
        return replace(result, notes=(*result.notes, *notes))

    def to_json(self) -> bytes:
        """The file: a line for each value, so that people can edit and compare it. Names are left out."""
        whole = {
            "format": FORMAT,
            "today": self.today.isoformat(),
            "edition": json.loads(self.content.to_json()),
            "sources": dict(sorted(self.sources.items())),
            "recomputed": {
                ref: figure if isinstance(figure, str) else figure.as_dict()
                for ref, figure in sorted(self.recomputed.items())
            },
            "earlier": [json.loads(content.to_json()) for content in self.earlier],
        }
        return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _as_approved(content: EditionContent) -> tuple[EditionContent, tuple[str, ...]]:
    """An edition with the approvals that it is judged by, and what is noted of them."""
    approvals, mark = content.declared.approvals, read_sha(content)
    if not approvals:
        return content, (NOT_ASKED,)
    if mark in (marks := {one.read_sha for one in approvals}) or len(marks) > 1:
        return content, ()
    approvals = tuple(replace(one, read_sha=mark) for one in approvals)
    return replace(content, declared=replace(content.declared, approvals=approvals)), (OF_ANOTHER_TEXT,)


def read_exported(text: bytes) -> Exported:
    """Read such a file strictly. Raises NotExported with a sentence."""
    whole = _object(_loaded(text), "the file")
    for key in whole:
        if key not in _KNOWN:
            raise NotExported(f"This is not an exported edition: {unknown_word(key, known=_KNOWN)[0]}")
    if whole.get("format") != FORMAT:
        raise NotExported(f"This is not an exported edition: «format» has to be «{FORMAT}».")
    for key in _NEEDED:
        if key not in whole:
            raise NotExported(f"This is not an exported edition: «{key}» is missing.")
    return Exported(
        content=_edition(whole["edition"], "edition"),
        sources=_sources(whole["sources"]),
        recomputed=_recomputed(whole["recomputed"]),
        today=_day(whole["today"]),
        earlier=tuple(
            _edition(item, f"earlier.{place}") for place, item in enumerate(_array(whole["earlier"], "earlier"))
        ),
        names=tuple(_text(name, "names") for name in _array(whole.get("names", []), "names")),
    )


def _loaded(text: bytes) -> object:
    if len(text) > LARGEST:
        raise NotExported("This is not an exported edition: the file is too large.")
    try:
        loaded = json.loads(text.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(loaded, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise NotExported("This is not an exported edition: the file is not text in UTF-8.") from None
    except UnicodeEncodeError:
        raise NotExported("This is not an exported edition: it holds half a letter (a lone surrogate).") from None
    except json.JSONDecodeError as error:
        raise NotExported(
            f"This is not an exported edition: line {error.lineno}, column {error.colno} is not JSON: {error.msg}."
        ) from None
    except RecursionError:
        raise NotExported("This is not an exported edition: it is nested too deep.") from None
    except NotExported:
        raise
    except ValueError:
        raise NotExported("This is not an exported edition: it holds a number of thousands of digits.") from None
    return loaded


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: of two values under one key a reader would see one and the gate the other."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise NotExported(f"This is not an exported edition: «{double}» stands twice in one place.")
    return found


def _no_constant(word: str) -> object:
    raise NotExported(f"This is not an exported edition: {word} is no value.")


def _edition(values: object, place: str) -> EditionContent:
    turned = _figures_that_cannot_be(_object(values, place))
    try:
        return EditionContent.from_json(json.dumps(turned))
    except NotAnEdition as error:
        raise NotExported(f"{error} (in {place})") from None


def _figures_that_cannot_be(edition: dict[str, Any]) -> dict[str, Any]:
    """The same, with each computed figure whose n is above its N told as stated: then the gate can say what is wrong.

    A computed figure with n above N is no value at all, and the whole file would not be read for one turned number.
    """
    lines = (line for section in _parts(edition, "sections") for line in _parts(section, "lines"))
    for figure in (figure for line in lines for figure in _parts(line, "figures")):
        measured = figure.get("measured")
        if not isinstance(measured, dict):
            continue
        tied = measured.get("figure")
        if isinstance(tied, dict) and _is_impossible(tied):
            figure["stated"] = {
                "n": tied["n"],
                "of": tied["of"],
                "definition": measured.get("definition", ""),
                "source": str(tied.get("measure_id", "")),
                **{key: tied.get(key) for key in ("period_from", "period_to", "as_at_date")},
            }
            figure["measured"] = None
    return edition


def _parts(of: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The objects in a list, as far as there is such a list: what is of another form is told when it is read."""
    found = of.get(name)
    return (part for part in found if isinstance(part, dict)) if isinstance(found, list) else iter(())


def _is_impossible(tied: Mapping[str, Any]) -> bool:
    n, of, terms = tied.get("n"), tied.get("of"), tied.get("terms")
    # Of two numbers of their own the upper one may be the larger.
    is_ratio = isinstance(terms, dict) and terms.get("told") == ToldAs.RATIO.value
    return type(n) is int and type(of) is int and n > of and not is_ratio


def _sources(values: object) -> dict[str, str | None]:
    found = _object(values, "sources")
    for ref, text in found.items():
        if text is not None and not isinstance(text, str):
            raise NotExported(f"This is not an exported edition: sources.{ref} is neither a text nor null.")
    return found


def _recomputed(values: object) -> dict[str, Figure | str]:
    made: dict[str, Figure | str] = {}
    for ref, value in _object(values, "recomputed").items():
        if isinstance(value, str):
            made[ref] = value
            continue
        try:
            made[ref] = Figure.from_dict(_object(value, f"recomputed.{ref}"))
        except ImpossibleFigure as error:
            made[ref] = str(error)
    return made


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_text(value, "today"))
    except ValueError as error:
        if isinstance(error, NotExported):
            raise
        raise NotExported("This is not an exported edition: «today» is no day; write it as 2026-07-20.") from None


def _object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotExported(f"This is not an exported edition: {place} is not an object with names and values.")
    return value


def _array(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise NotExported(f"This is not an exported edition: {place} is not a list.")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise NotExported(f"This is not an exported edition: {place} holds something that is not a text.")
    return value
