"""What was due for an agency's children: records below, rules of the library, and an engine, put together."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice

from django.conf import settings

from lineofsight.assurance.due import FEW
from lineofsight.assurance.due import Asked as Asked
from lineofsight.assurance.due import every_obligation as every_obligation
from lineofsight.assurance.due import judged as judged
from lineofsight.assurance.due import rules_in_use as rules_in_use
from lineofsight.library.fact import FactKind
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.rules import Act
from lineofsight.partnership.shelf import shelf
from lineofsight.records.children import children_near, known_to
from lineofsight.records.tables import Known, histories_of
from lineofsight.sight.compile import compile_standards
from lineofsight.sight.engines.reading import judge
from lineofsight.sight.obligation import Obligation
from lineofsight.sight.plain.engine import due_for_all
from lineofsight.sight.shelf import InUse


@cache
def _kinds(_own: str) -> Mapping[str, FactKind]:
    found = shelf()
    return {one.id: one for one in found.all_newest(FactKind)}


def kinds_of_fact() -> Mapping[str, FactKind]:
    """Every kind of fact by its id, in its newest edition."""
    return _kinds(settings.LOS_SHELF)


def obligations(*, asked: Asked, by: Actor, rules: InUse | None = None) -> Iterator[Obligation]:
    """Everything that was or is due for the children of one's own agency, child by child. `by` has a scope.

    rules: others than those in use, to see what they would change. Raises Forbidden.
    """
    require(by, Act.SIGHT_READ, OfAgency(by.agency_id))
    near = children_near(by)
    if near is not None:
        wanted = near if asked.children is None else tuple(sorted({*near} & {*asked.children}))
        asked = replace(asked, children=wanted)
    return judged(known_to(by, at=asked.known_at), asked, rules or rules_in_use())


def judged_by(of: Known, asked: Asked, *rules: InUse) -> tuple[tuple[Obligation, ...], ...]:
    """The same by several rules, one after the other, while what is known is read once."""
    histories = iter(histories_of(of, subjects=asked.children))
    few = list(islice(histories, FEW))
    if len(few) < FEW:
        return tuple(
            tuple(
                one
                for history in few
                for one in due_for_all(
                    history, each.standards, as_at=asked.as_at, calendars=each.calendars, alone=each.alone
                )
            )
            for each in rules
        )
    from lineofsight.sight.engines.duck import duck

    with ExitStack() as opened:
        engines = [opened.enter_context(duck(each.calendars)) for each in rules]
        every = chain(few, histories)
        while some := list(islice(every, FEW)):
            for engine in engines:
                engine.load(some)
        return tuple(
            judge(compile_standards(each.standards, alone=each.alone), as_at=asked.as_at, execute=engine.execute)
            for each, engine in zip(rules, engines, strict=True)
        )


def kept_obligations(*, as_at: date, by: Actor, of: Known) -> tuple[Obligation, ...]:
    """The same of all children whom somebody sees, with what is known now and the rules in use.

    It is computed once for each return and day, and for the same children: what is recorded by hand is a return too.
    """
    require(by, Act.SIGHT_READ, OfAgency(by.agency_id))
    near = children_near(by)
    if near is None:
        return every_obligation(of, as_at=as_at)
    return _kept_of_some(of, as_at, tuple(sorted(near)), settings.LOS_SHELF)


# Few children for each of many people: a team's or an office's, looked at several times on one page.
@lru_cache(maxsize=64)
def _kept_of_some(of: Known, as_at: date, children: tuple[str, ...], _own: str) -> tuple[Obligation, ...]:
    return tuple(judged(of, Asked(as_at, children=children), rules_in_use()))
