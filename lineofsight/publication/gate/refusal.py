"""What the gate answers: for each check how many sentences passed, and for each refused one why, and the cure."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

_SAID = re.compile(r"«([^»]+)»")


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One reason why something cannot be printed yet.

    `code` is listed in docs/gate.md, `place` is «Sentence 12» or «The Summary», `sentence` is its wording (empty for
    the whole), `reason` and `cure` are sentences for people, `link` is the page of the service where the cure is done.
    """

    code: str
    place: str
    sentence: str
    reason: str
    cure: str
    link: str

    @property
    def said(self) -> str:
        """The word that is refused, where the reason names one: «embedded»."""
        found = _SAID.search(self.reason)
        return found[1] if found else ""


@dataclass(frozen=True, kw_only=True)
class LetPass:
    """A refusal that a second person let pass: the reason, by whom and when. It is printed with the edition."""

    refusal: Refusal
    reason: str
    by_role: str
    by_agency: str
    given_date: date

    def to_dict(self) -> Mapping[str, Any]:
        """As plain values: the code and place of the refusal, then who let it pass and why."""
        return {"code": self.refusal.code, "place": self.refusal.place, "sentence": self.refusal.sentence,
                "refused": self.refusal.reason, "reason": self.reason, "by_role": self.by_role,
                "by_agency": self.by_agency, "given_date": self.given_date.isoformat()}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class CheckCount:
    """How many sentences a check passed, refused, or did not concern. A check of the whole counts it as one."""

    id: str
    passed: int
    refused: int
    not_applicable: int


@dataclass(frozen=True, kw_only=True)
class GateResult:
    """The whole answer. `passes` is true when nothing was refused. Checks stand in their order, refusals by place."""

    edition: str
    passes: bool
    checks: tuple[CheckCount, ...]
    refusals: tuple[Refusal, ...]
    # What is worth knowing and keeps nothing from being printed, a sentence each.
    notes: tuple[str, ...] = ()
    overridden: tuple[LetPass, ...] = ()

    def to_json(self) -> bytes:
        """The answer as `./los gate --json` prints it and as its page offers it: UTF-8, with an end of line."""
        return (json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()

    def to_dict(self) -> Mapping[str, Any]:
        """The answer as plain values."""
        return {**asdict(self), "checks": [asdict(check) for check in self.checks],
                "refusals": [asdict(refusal) for refusal in self.refusals], "notes": list(self.notes),
                "overridden": [item.to_dict() for item in self.overridden]}  # fmt: skip

    @property
    def refused_places(self) -> tuple[str, ...]:
        """The places that cannot be printed yet, each once, in their order."""
        return tuple(dict.fromkeys(refusal.place for refusal in self.refusals))
