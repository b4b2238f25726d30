"""The part of the story that tells of children on pathways: each agency by its own people, each on its day."""

from collections.abc import Mapping
from typing import Any

from lineofsight.cli.demonstration.other_children import Known
from lineofsight.cli.demonstration.telling import StoryBroken, Telling, each
from lineofsight.desk.pathways import due_of, kinds_of_fact, pathway_called, pathway_of
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import Role
from lineofsight.records.pathways.actions import call_in, leave_out, record_step, start_run, stop_run, take_on
from lineofsight.records.pathways.queries import find_call


def tell(told: Telling, known: Known) -> None:
    """Start each pathway, ask the other agency to take part, and record the steps in the order of the story."""
    for then, facts in each(told, [*told.story["runs"], *told.story["runs_of_many"]]):
        _Run(then, known, facts).tell()


class _Run:
    """One child on a pathway while it is told. parts: the part of each agency, by its code; they share the run."""

    def __init__(self, told: Telling, known: Known, facts: Mapping[str, Any]) -> None:
        self.told, self.known, self.facts = told, known, facts
        self.parts: dict[str, Any] = {}

    def tell(self) -> None:
        self._start()
        shared = self.facts.get("shared")
        if shared:
            self._share(shared)
        for step in self.facts["steps"]:
            self._step(step)
        if "stopped" in self.facts:
            self._stop(self.facts["stopped"])

    def _start(self) -> None:
        agency, day = self.facts["agency"], self.facts["started"]
        asked = {kind: self.told.day(back) for kind, back in self.facts.get("asked", {}).items()}
        with self.told.acting(Role(self.facts["role"]), day, agency) as actor:
            pathway = pathway_called(self.facts["pathway"], on=self.told.day(day))
            if pathway is None:
                raise StoryBroken(f"The library has no pathway «{self.facts['pathway']}» on that day.")
            part = start_run(
                pathway=pathway,
                subject=self.known.child(actor, agency, self.facts["child"]),
                day=self.told.day(day),
                asked=asked,
                kinds=kinds_of_fact(),
                due=due_of,
                by=actor,
            )
        self.parts[agency] = part

    def _share(self, shared: Mapping[str, Any]) -> None:
        agency, other = self.facts["agency"], shared["agency"]
        with self.told.acting(Role(self.facts["role"]), shared["asked"], agency) as actor:
            call = call_in(part=self.parts[agency], agency=agency_by_code(other), by=actor)
        if "child" not in shared:
            return
        with self.told.acting(Role.SAFEGUARDING_LEAD, shared["answered"], other) as lead:
            child = self.known.child(lead, other, shared["child"])
            asked = find_call(lead, call.ref) or call
            part = take_on(call=asked, subject=child, expected_version=asked.version, by=lead)
        part.run = self.parts[agency].run
        self.parts[other] = part

    def _step(self, step: Mapping[str, Any]) -> None:
        agency = step.get("by", self.facts["agency"])
        role = step.get("role", self.facts["role"] if agency == self.facts["agency"] else "practitioner")
        with self.told.acting(Role(role), step.get("recorded", step["day"]), agency) as actor:
            part = self.parts[agency]
            pathway = pathway_of(part)
            now = {"part": part, "pathway": pathway, "due": due_of, "by": actor}
            of, version = pathway.step(step["step"]), part.run.version
            if "left" in step:
                leave_out(step=of, reason=step["left"], expected_version=version, **now)
                return
            day, code = self.told.day(step["day"]), step.get("code", "")
            now |= {"kinds": kinds_of_fact(), "number": step.get("number", 0)}
            record_step(step=of, day=day, code=code, expected_version=version, **now)

    def _stop(self, stopped: Mapping[str, Any]) -> None:
        agency = self.facts["agency"]
        with self.told.acting(Role(self.facts["role"]), stopped["day"], agency) as actor:
            part = self.parts[agency]
            stop_run(
                part=part,
                pathway=pathway_of(part),
                reason=stopped["reason"],
                day=self.told.day(stopped["day"]),
                expected_version=part.run.version,
                due=due_of,
                by=actor,
            )
