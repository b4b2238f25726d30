"""A council that runs audits, and the people who read its files."""

from lineofsight.desk.audits import frames as audit_frames
from lineofsight.desk.audits.reading import sign
from lineofsight.library.audit import AuditKind, Method
from lineofsight.library.shelf import load
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.actions import readings, rounds
from lineofsight.records.audits.models import Audit, File
from lineofsight.records.audits.rules.rounds import Source
from lineofsight.records.forms.actions import save_section
from tests.factories.partnership import TODAY, acting, actor, member, partnership
from tests.factories.sight_rows import returned

KIND = "practice-audit"
AREAS = ("assessment", "plan", "child-heard", "management-oversight", "visits", "working-together", "difference")


class Council:
    """A council with children in care, whoever runs audits, and people who may read files."""

    def __init__(self, *, children: int = 8):
        self.bodies = partnership()
        self.agency = self.bodies.council
        self.lead = acting(Role.LEARNING_LEAD, self.agency)
        self.came = returned(self.agency)
        self.children = [self.came.child(team="North 1", worker=f"W{at:05}") for at in range(children)]
        self.readers = [self.reader(Role.PRACTITIONER, f"reader-{at}") for at in range(3)]

    def reader(self, role: Role, name: str) -> Actor:
        person = member(role, self.agency, email=f"{name}@council.example", name=name)
        return actor(role, self.agency, person=person)

    def begun(self, **facts) -> Audit:
        given = {"frame_date": TODAY, "size": 4, "source": Source.RECORDS, "method": Method.RANDOM} | facts
        with scope(self.lead, writes=True):
            made = rounds.begin_audit(kind=kind(facts.pop("kind", KIND)), planned=rounds.Planned(**given), by=self.lead)
        return made

    def drawn(self, **facts) -> Audit:
        audit = self.begun(**facts)
        with scope(self.lead, writes=True):
            audit_frames.draw(audit=audit, expected=audit.version, by=self.lead)
        return audit

    def given(self, **facts) -> Audit:
        audit = self.drawn(**facts)
        self.gives(audit, self.readers)
        return audit

    def gives(self, audit: Audit, some: list[Actor]) -> audit_frames.Lacking:
        chosen = frozenset(refs_of(some))
        with scope(self.lead, writes=True):
            return audit_frames.give_out(audit=audit, chosen=chosen, expected=audit.version, by=self.lead)


def refs_of(some):
    return [one.ref for one in some]


def kind(id: str = KIND) -> AuditKind:
    return load().newest(AuditKind, id)


def grade(by: Actor, file: File, code: str = "good", **other: str) -> None:
    """Somebody begins a file, answers all of it and signs."""
    with scope(by, writes=True):
        form = readings.begin_reading(file=file, by=by)
        answers = {(area, 0): code for area in AREAS} | {(area.replace("_", "-"), 0): at for area, at in other.items()}
        form = save_section(form=form, section="areas", answers=answers, expected=0, by=by)
        sign(form=form, expected=form.version, by=by)
