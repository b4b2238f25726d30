"""All that is recorded of a child goes at once, after two people have said so; what is open or printed keeps it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from lineofsight.desk.going import children, retention
from lineofsight.desk.going.retention import agree, due_of, preview_asked
from lineofsight.library.retention import Stored
from lineofsight.partnership.asked import AskedState
from lineofsight.partnership.deletions import answer_deletion, deletions_to_answer
from lineofsight.partnership.models import DeletionAsked, RetentionDecision, Tombstone
from lineofsight.partnership.moves import WrongState
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.retention import WrongDecision
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.partnership.tombstones import GONE
from lineofsight.publication.content.edition import EditionContent
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.records.identities.models import GoneChild, Import, Merge, Near, Renamed, Subject
from lineofsight.records.pathways.models import Call, NotStarted, Part, Run, StepDone, StepRead, Waiting
from lineofsight.records.practice.models import Allocation, Description, Fact, RecordedHere, Span, WhyLate
from lineofsight.records.registers.models import Challenge, ChallengeStep, Chased, Entry, Meeting, Paper, Recording
from lineofsight.records.workforce.models import VisitCover
from lineofsight.trail.models import Event
from lineofsight.trail.sealer import seal
from lineofsight.trail.verify import verify
from tests.desk.going.making import LONG_AGO, THEN, aged, agreed, asked_for, deleted, of_long_ago, published, seen
from tests.factories import form_rows, pathway_rows, record_rows, register_rows, rows, workforce_rows
from tests.factories.partnership import NOW, TODAY, acting, member
from tests.publication.pure import factory

pytestmark = pytest.mark.django_db
KIND = Stored.CHILDREN
OF_A_CHILD = (
    *(
        Answer,
        Saved,
        Form,
        NotStarted,
        StepRead,
        StepDone,
        Waiting,
        Call,
        Part,
        Run,
        ChallengeStep,
        Challenge,
        Recording,
        Chased,
    ),
    *(
        Paper,
        Entry,
        VisitCover,
        WhyLate,
        RecordedHere,
        Description,
        Fact,
        Span,
        Allocation,
        Near,
        Renamed,
        Merge,
        Subject,
    ),
)


@pytest.fixture
def director(bodies):
    return acting(Role.LEADER, bodies.council)


def with_everything(bodies) -> Subject:
    """A child with a row of each kind, over and done with; on a pathway with a challenge to another agency."""
    of, child, other = bodies.council, of_long_ago(bodies.council), of_long_ago(bodies.council, name="KX4-99Z")
    person, delivery = member(Role.SAFEGUARDING_LEAD, of, email="lead@council.example"), child.delivery
    record_rows.described(child)
    span = record_rows.span(child, start=THEN, until=THEN + timedelta(days=30))
    record_rows.allocation(
        child, record_rows.worker(delivery, pseudonym="w" * 26, shown="W"), start=THEN, until=THEN + timedelta(days=9)
    )
    aged(record_rows.recorded, child), aged(record_rows.why_late, child), record_rows.near(person, child)
    record_rows.renamed(delivery, child, shown="OLD-001")
    aged(record_rows.merged, other, child, reason="twice in the source")
    signed = {"state": "signed", "signed_at": LONG_AGO, "signed_by_ref": person.ref, "recorded_at": LONG_AGO}
    form_rows.answer(form_rows.saved(form_rows.form(child, person, **signed)), "returned", code="yes")
    run = aged(pathway_rows.run, of, person, started=THEN, ended=THEN + timedelta(days=20))
    part = aged(pathway_rows.part, run, child)
    Part.objects.filter(pk=part.pk).update(is_open=False)
    step = aged(pathway_rows.done, run, of, day=THEN, span=span, fact=Fact.objects.get(subject=child))
    pathway_rows.read(step, of, person), pathway_rows.waiting(run, due=THEN)
    aged(pathway_rows.not_started, child, day=THEN)
    aged(pathway_rows.call, run, bodies.health, state="declined")
    challenge = aged(
        register_rows.challenge, of, bodies.health, person, subject=child, state="closed", raised_date=THEN
    )
    aged(register_rows.challenge_step, challenge, of, made_date=THEN)
    entry = aged(
        register_rows.entry,
        of,
        person,
        subject=child,
        entry_date=THEN,
        state="recorded",
        meeting=aged(register_rows.meeting, of, meeting_date=THEN, state="closed"),
    )
    aged(register_rows.recording, entry), aged(register_rows.chased, entry, due_date=THEN, done_date=THEN)
    aged(register_rows.paper, entry, paper_date=THEN)
    workforce_rows.cover(child, workforce_rows.member(of), due=THEN)
    return child


def counts() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in OF_A_CHILD}


def test_everything_of_a_child_goes_once_two_have_said_so_and_the_history_holds(bodies, officer, director):
    child = with_everything(bodies)
    young = record_rows.subject(child.delivery, pseudonym="y" * 26, shown="YNG")
    record_rows.fact(young)
    other, deliveries = Subject.objects.get(shown="KX4-99Z"), Import.objects.count()
    run, challenge = Run.objects.get(), Challenge.objects.get()
    assert all(counts().values()), "the child has a row of each kind"
    with transaction.atomic():
        seal(at=NOW)

    [asked] = asked_for(officer)
    before = counts()
    made = agreed(asked, director)

    assert before["Subject"] == 3, "nothing goes when it is asked"
    left = {name: n for name, n in counts().items() if n}
    assert left == {"Fact": 1, "Subject": 1}
    assert (Import.objects.count(), Meeting.objects.count()) == (deliveries, 1)
    assert (made.deleted, made.due_count, made.person_id, made.asked.person_id) == (
        2,
        2,
        director.person_id,
        officer.person_id,
    )
    gone = {child.ref, other.ref, run.ref, challenge.ref}
    assert set(Tombstone.objects.values_list("subject_ref", flat=True)) == gone
    assert set(Event.objects.filter(act=GONE).values_list("subject_ref", flat=True)) == gone
    assert GoneChild.objects.count() == 2
    assert child.pseudonym not in str(list(GoneChild.objects.values()))
    with transaction.atomic():
        seal(at=NOW)
        connection.check_constraints()
    assert verify().ok


@pytest.mark.parametrize("model", OF_A_CHILD)
def test_control_without_its_tombstone_the_database_keeps_every_row_of_a_child(bodies, model):
    with_everything(bodies)
    # What is worked out anew, or goes with a session, is no record.
    if model in (Near, Waiting):
        return
    found = model._base_manager.all()

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        found._raw_delete(found.db)


def test_every_table_that_names_a_child_goes_with_the_child():
    # A pathway names no child: each agency's part in it does.
    named, waiting = {Subject, Run}, [Subject, Run]
    while waiting:
        whole = waiting.pop()
        for model in apps.get_models():
            names = any(field.related_model is whole for field in model._meta.concrete_fields)
            if names and model not in named:
                named.add(model)
                waiting.append(model)

    assert named == set(OF_A_CHILD)


def test_whoever_asked_cannot_agree_nor_somebody_of_another_agency_nor_twice(bodies, officer, director):
    of_long_ago(bodies.council)
    [asked] = asked_for(officer)
    both = replace(officer, roles=officer.roles | {Role.LEADER}, agency_id=bodies.council.pk)

    with pytest.raises(Forbidden):
        agree(asked=asked, by=both)
    with pytest.raises(Forbidden):
        agree(asked=asked, by=acting(Role.LEADER, bodies.health, email="l@health.example"))
    with pytest.raises(Forbidden):
        agree(asked=asked, by=acting(Role.SAFEGUARDING_LEAD, bodies.council, email="s@council.example"))
    assert Subject.objects.exists()
    agreed(asked, director)
    with pytest.raises(WrongState):
        agreed(asked, director)


def test_control_the_database_itself_refuses_one_person_alone(bodies, officer):
    of_long_ago(bodies.council)
    [asked] = asked_for(officer)

    with pytest.raises(IntegrityError, match="takes_two"), transaction.atomic():
        DeletionAsked.objects.filter(pk=asked.pk).update(state=AskedState.AGREED, answered_by=asked.person_id)


def test_the_officer_alone_deletes_no_child(bodies, officer):
    of_long_ago(bodies.council)

    with pytest.raises(WrongDecision, match="agrees before"):
        deleted(officer, KIND)

    assert Subject.objects.exists()


def test_each_agency_is_asked_about_its_own_and_a_no_keeps_them_with_its_reason(bodies, officer, director):
    of_long_ago(bodies.council), of_long_ago(bodies.health, name="HLT-001")

    asked = {one.agency_id: one for one in asked_for(officer)}

    assert {key: one.going for key, one in asked.items()} == {bodies.council.pk: 1, bodies.health.pk: 1}
    ours = asked[bodies.council.pk]
    assert [one.pk for one in deletions_to_answer(director)] == [ours.pk]
    with pytest.raises(WrongDecision, match="Say why"):
        answer_deletion(asked=ours, agrees=False, by=director)
    with scope(director, writes=True):
        answer_deletion(asked=ours, agrees=False, answer="A national inquiry holds them.", by=director)
    ours.refresh_from_db()
    assert (ours.state, ours.answer) == (AskedState.REFUSED, "A national inquiry holds them.")
    assert Subject.objects.count() == 2


def test_what_has_become_due_or_open_since_it_was_asked_is_asked_anew(bodies, officer, director):
    child = of_long_ago(bodies.council)
    [asked] = asked_for(officer)
    record_rows.span(child, start=THEN)

    assert [one.rests for one in preview_asked(asked, director).staying] == [(children.HOLDS,)]
    with pytest.raises(WrongDecision, match="has changed since"):
        agreed(asked, director)

    asked.refresh_from_db()
    assert asked.state == AskedState.ASKED
    assert not Tombstone.objects.exists()


def test_a_fault_in_the_middle_brings_the_child_back(bodies, officer, director, monkeypatch):
    with_everything(bodies)
    [asked] = asked_for(officer)
    before = counts()

    def breaks(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(children, "forget_subjects", breaks)
    with pytest.raises(RuntimeError, match="disk"):
        agreed(asked, director)

    assert counts() == before
    assert [model.objects.count() for model in (Tombstone, RetentionDecision, GoneChild)] == [0, 0, 0]
    asked.refresh_from_db()
    assert asked.state == AskedState.ASKED


def test_control_a_deletion_of_a_child_that_lays_no_tombstone_deletes_nothing(bodies, officer, director, monkeypatch):
    with_everything(bodies)
    [asked] = asked_for(officer)
    before = counts()
    monkeypatch.setattr(retention, "lay", lambda **_: None)

    with pytest.raises(IntegrityError, match="keeps what was written"):
        agreed(asked, director)

    assert counts() == before


def _holds(bodies, child, person):
    record_rows.span(child, start=THEN)


def _on_a_pathway(bodies, child, person):
    aged(pathway_rows.part, aged(pathway_rows.run, bodies.council, person, started=THEN), child)


def _challenged(bodies, child, person):
    aged(register_rows.challenge, bodies.council, bodies.health, person, subject=child, raised_date=THEN)


def _booked(bodies, child, person):
    aged(register_rows.entry, bodies.council, person, subject=child, entry_date=THEN)


def _unsigned(bodies, child, person):
    form_rows.form(child, person, recorded_at=LONG_AGO)


def _written_about_since(bodies, child, person):
    form_rows.form(child, person, state="signed", signed_at=NOW, signed_by_ref=person.ref)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_holds, children.HOLDS),
        (_on_a_pathway, "a pathway that has not ended"),
        (_challenged, "a challenge that is not closed"),
        (_booked, "an entry of a register that waits"),
        (_unsigned, "a form that is not signed"),
        (_written_about_since, "something written about the child within the time"),
    ],
)
def test_what_is_open_about_a_child_keeps_the_child_and_the_officer_reads_no_more_than_that(
    bodies, officer, make, words
):
    child = of_long_ago(bodies.council)
    make(bodies, child, member(Role.SAFEGUARDING_LEAD, bodies.council, email="lead@council.example"))

    [stays] = seen(officer, KIND).staying

    assert stays.rests == (words,)
    assert stays.called.startswith("Records of a child, the last entry in May 1987")
    assert child.shown not in stays.called


def test_two_references_to_one_child_and_two_agencies_on_one_pathway_go_together_or_stay(bodies, officer):
    ours, same = of_long_ago(bodies.council), of_long_ago(bodies.council, name="KX4-99Z")
    theirs = of_long_ago(bodies.health, name="HLT-001")
    aged(record_rows.merged, same, ours, reason="twice in the source")
    person = member(Role.SAFEGUARDING_LEAD, bodies.council, email="lead@council.example")
    run = aged(pathway_rows.run, bodies.council, person, started=THEN, ended=THEN)
    for child in (ours, theirs):
        Part.objects.filter(pk=aged(pathway_rows.part, run, child).pk).update(is_open=False)
    assert len(seen(officer, KIND).going) == 3

    record_rows.span(theirs, start=THEN)

    assert {one.row.pk: one.rests for one in seen(officer, KIND).staying} == {
        theirs.pk: (children.HOLDS,),
        ours.pk: (children.SHARED,),
        same.pk: (children.SAME_CHILD,),
    }


def test_a_printed_figure_keeps_the_children_of_its_days_and_no_others_and_is_rebuilt_as_it_was(
    bodies, officer, director, old_review
):
    of_long_ago(bodies.council)
    later = of_long_ago(bodies.council, name="KX4-99Z")
    record_rows.fact(later, day=date(1989, 3, 1))
    one = next(line for line in factory.content().lines() if any(some.measured for some in line.figures))
    printed = next(some for some in one.figures if some.measured)
    period = {"period_from": date(1989, 1, 1), "period_to": date(1989, 12, 31)}
    figure = replace(printed.measured.figure, measure_id="visits-in-time", **period)
    measured = replace(printed, measured=replace(printed.measured, figure=figure))
    edition = published(old_review, bodies.hub, replace(one, number=3, figures=(measured,)))
    before = edition.content

    [stays] = seen(officer, KIND).staying
    [asked] = asked_for(officer)
    agreed(asked, director)

    assert stays.rests == ("a figure in sentence 3 of edition 1 of A review",)
    assert list(Subject.objects.all()) == [later]
    edition.refresh_from_db()
    assert EditionContent.from_json(edition.content).to_json().decode() == before == edition.content


def test_a_figure_that_is_evidence_today_keeps_the_children_whom_it_counts_until_it_counts_no_more(
    bodies, officer, old_review
):
    of_long_ago(bodies.council)
    record = rows.figure_record(old_review, bodies.hub, as_at_date=THEN, measure_id="visits-in-time")
    piece = rows.evidence(old_review, bodies.hub, figure=record, state="accepted")

    assert [one.rests for one in seen(officer, KIND).staying] == [
        ("a figure in E1 of A review, which is evidence today",)
    ]
    type(piece).objects.filter(pk=piece.pk).update(state="withdrawn", ended_at=NOW)
    assert len(seen(officer, KIND).going) == 1


def test_keeping_them_longer_answers_what_was_asked(bodies, officer, director):
    of_long_ago(bodies.council)
    [asked] = asked_for(officer)
    due = due_of(officer, KIND.value)
    with scope(officer, writes=True):
        retention.decide(
            due=due, before=due.before, reason="An inquiry.", keep_until=TODAY + timedelta(days=90), by=officer
        )

    asked.refresh_from_db()
    assert asked.state == AskedState.REPLACED
    with pytest.raises(WrongState):
        agreed(asked, director)
