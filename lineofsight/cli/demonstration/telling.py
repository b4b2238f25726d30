"""The story while it is told: what day it is, what has been made so far, and what is still to come."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from lineofsight.assurance.queries.behind import statements_to_tick
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import actor_in_role, agency_by_code
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.identities.keys import key_file, make_key

HERE = Path(__file__).parent


class StoryBroken(RuntimeError):
    """The story speaks of something that is not there. The sentence says what."""


def read_story() -> dict[str, Any]:
    """The whole story out of its files: one idea a file, and what was written later theme by theme."""
    story: dict[str, Any] = {}
    for path in sorted((HERE / "story").glob("*.yaml")):
        story |= _read(path)
    return story | {"written": [_read(path) for path in sorted((HERE / "story" / "written").glob("*.yaml"))]}


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@dataclass
class Telling:
    """Days are counted back from `as_at`: day 40 is forty days before it."""

    as_at: date
    story: Mapping[str, Any]
    review: Any = None
    edition: Any = None
    refs: dict[str, str] = field(default_factory=dict)
    to_come: list[tuple[int, Callable[[], object]]] = field(default_factory=list)
    known: dict[tuple[Role, str], Actor] = field(default_factory=dict)

    def day(self, back: int) -> date:
        return self.as_at - timedelta(days=back)

    def day_or_none(self, back: int | None) -> date | None:
        return None if back is None else self.day(back)

    def earlier(self, days: int) -> "Telling":
        """The same told so many days earlier: every day that is counted back moves with it."""
        return replace(self, as_at=self.day(days)) if days else self

    def moment(self, back: int) -> datetime:
        return datetime.combine(self.day(back), time(10), tzinfo=UTC)

    def on(self, back: int, act: Callable[[], object]) -> None:
        """Something that somebody does on a day; it is done when the story comes to that day."""
        self.to_come.append((back, act))

    def tell_until(self, back: int) -> None:
        """Let everything happen that happens before or on a day, in the order of the days."""
        now = sorted((one for one in self.to_come if one[0] >= back), key=lambda one: -one[0])
        self.to_come = [one for one in self.to_come if one[0] < back]
        for _, act in now:
            act()

    @contextmanager
    def acting(self, role: Role, back: int, agency: str = "") -> Iterator[Actor]:
        """Somebody with a role, `back` days before the demonstration's day, in a transaction of their own."""
        # Nobody comes or goes while the story is told, so that each is looked up once.
        if (role, agency) not in self.known:
            found = actor_in_role(role, now=self.moment(back), agency_code=agency)
            if found is None:
                raise StoryBroken(f"Nobody in the story is {role.value} of {agency or 'any agency'}.")
            self.known[role, agency] = found
        actor = replace(self.known[role, agency], now=self.moment(back))
        with scope(actor, writes=True):
            yield actor

    def key_is_there(self, code: str) -> None:
        """See that an agency has a key for its pseudonyms: here one is made on first use."""
        agency = agency_by_code(code)
        if not key_file(agency).exists():
            make_key(agency)

    def statement(self, actor: Actor, begins: str) -> Any:
        """The sentence that began so when it was written, as an actor sees it."""
        if begins not in self.refs:
            for row in statements_to_tick(self.review, actor, of=None):
                self.refs.setdefault(row.current.text, row.ref)
            ref = next((ref for text, ref in self.refs.items() if text.startswith(begins)), "")
            self.refs[begins] = ref
        # Without what stands behind it: that is seven questions more, and only an opinion asks them.
        row = statements_to_tick(self.review, actor, of=None).filter(ref=self.refs[begins]).first()
        if row is None:
            raise StoryBroken(f"No sentence of the story begins «{begins}».")
        return row


def each(told: Telling, some: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Telling, Mapping[str, Any]]]:
    """Each that is told, and after it the same again: of further children (`also_for`), or on further days (`also_on`).

    Where `also_for` says how many days earlier it was with a child, the whole is told so much earlier; where another
    agency takes part, the number of the first child stands in the other agency's, and so does that of each further one.
    What has to be done after it is of the first alone.
    """
    for facts in some:
        yield told, facts
        again = {key: value for key, value in facts.items() if key != "follows"}
        further = facts.get("also_for", ())
        for child in further:
            earlier = further[child] if isinstance(further, Mapping) else 0
            yield told.earlier(earlier), {**again, **_of_child(facts, child)}
        yield from ((told, {**again, "day": day}) for day in facts.get("also_on", ()))


def _of_child(facts: Mapping[str, Any], child: str) -> dict[str, Any]:
    if "child" not in facts.get("shared", {}):
        return {"child": child}
    there = facts["shared"]["child"].replace(facts["child"], child)
    return {"child": child, "shared": {**facts["shared"], "child": there}}
