"""A round from its frame to its close: drawn twice alike, graded blind, agreed, tied to an action, asked again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from lineofsight.assurance.actions import audit_findings as findings
from lineofsight.assurance.models import AuditFinding
from lineofsight.assurance.queries.audit_findings import actions_to_tie, answered_by, findings_of
from lineofsight.assurance.rules.audits import NotSeenToChange
from lineofsight.desk.audits import frames as audit_frames
from lineofsight.desk.audits import rounds as audits
from lineofsight.library.audit import Method
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.models import Membership, Person
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.actions import readings, rounds
from lineofsight.records.audits.models import Audit, File, FrameFile, Grade, Pair, Reading
from lineofsight.records.audits.queries import (
    find_file,
    frame_keys,
    own_readings,
    pairs_of,
    whose_file,
)
from lineofsight.records.audits.rules.drawing import CannotDraw, drawn, mark_of
from lineofsight.records.audits.rules.rounds import NotYoursToRead, Source, WrongRound
from tests.factories import chain_rows, record_rows, rows
from tests.factories.partnership import TODAY, acting
from tests.records.audits.council import AREAS, Council, grade, kind

pytestmark = pytest.mark.django_db


def grade_all(council: Council, audit: Audit, code: str = "good", **other: str) -> None:
    for by in council.readers:
        with scope(by, writes=False):
            waiting = list(own_readings(by).filter(file__audit=audit))
        for reading in waiting:
            grade(by, reading.file, code, **other)


def test_a_sample_is_drawn_again_from_the_kept_frame_and_seed_with_the_same_files(council):
    audit = council.drawn()

    with scope(job("test", now=council.lead.now), writes=False):
        frame, sample = frame_keys(audit)

    assert audit.eligible == len(frame) == 8
    assert mark_of(frame) == audit.frame_mark
    assert drawn(frame, seed=audit.seed, size=audit.size) == sample


def test_one_frame_and_seed_give_these_files_on_either_database(council):
    audit = council.begun()
    frame = audit_frames.framed(audit, by=council.lead)
    with scope(council.lead, writes=True):
        rounds.draw(audit=audit, framed=frame, seed="the-same-seed", expected=1, by=council.lead)

    with scope(job("test", now=council.lead.now), writes=False):
        _, sample = frame_keys(audit)
    # Written down once: the run on SQLite and the run on PostgreSQL are held to the same text.
    assert audit.frame_mark == "40f1331c48c78a860d8738e25d0ee1da3ca0ec7d577de28fd899f65018de7df6"
    assert sample == ("pseudonym-CO0008", "pseudonym-CO0006", "pseudonym-CO0005", "pseudonym-CO0002")


def test_a_frame_that_changed_since_leaves_the_sample_as_it_was_drawn(council):
    audit = council.drawn()
    came_later = council.came.child(team="North 1", worker="W00090")

    told = audit_frames.difference_now(audit, council.lead)

    assert (told.came, told.gone, told.gone_of_the_sample) == (1, 0, ())
    assert File.objects.filter(audit=audit).count() == 4
    assert not FrameFile.objects.filter(audit=audit, key=came_later.pseudonym).exists()


def test_a_round_is_drawn_once(council):
    audit = council.drawn()

    with pytest.raises(WrongRound, match="are drawn already"), scope(council.lead, writes=True):
        audit_frames.draw(audit=audit, expected=audit.version, by=council.lead)


def test_no_file_of_the_frame_is_no_round(council):
    audit = council.begun(frame_date=date(2020, 1, 1))

    with pytest.raises(CannotDraw, match="nothing fits the frame"), scope(council.lead, writes=True):
        audit_frames.draw(audit=audit, expected=audit.version, by=council.lead)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audits_audit SET seed = 'another'",
        "UPDATE audits_audit SET frame_mark = 'another'",
        "DELETE FROM audits_framefile",
        "UPDATE audits_framefile SET file_id = NULL",
        "UPDATE audits_file SET number = number + 100",
    ],
)
def test_what_was_drawn_is_never_written_anew(council, sql):
    council.drawn()

    kept = pytest.raises(IntegrityError, match="keeps what was written")
    with kept, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_whoever_runs_a_round_sees_numbers_and_whoever_reads_a_file_sees_whose_it_is(council):
    audit = council.given()
    [reader] = [one for one in council.readers if one.ref == Reading.objects.filter(file__number=1).first().person.ref]
    file = File.objects.get(audit=audit, number=1)

    with scope(council.lead, writes=False):
        assert find_file(council.lead, file.ref) == file
        assert whose_file(council.lead, file) is None
        assert not FrameFile.objects.visible_to(council.lead).exists()
    with scope(reader, writes=False):
        assert whose_file(reader, file).shown.startswith("CO")
    for other in (acting(Role.PRACTITIONER, council.bodies.health), acting(Role.CONTRIBUTOR, council.agency)):
        with scope(other, writes=False):
            assert find_file(other, file.ref) is None
            assert not FrameFile.objects.visible_to(other).exists()


def test_nobody_is_given_a_file_of_a_child_they_work_with_or_whose_worker_they_manage(council):
    works = council.reader(Role.PRACTITIONER, "works-with-them")
    manages = council.reader(Role.TEAM_MANAGER, "manages")
    child = council.children[0]
    worker = record_rows.worker(council.came.delivery, pseudonym="w-all", shown="WALL")
    for child in council.children:
        record_rows.allocation(child, worker, team="South 2", role="social worker", start=date(2026, 1, 1))
    record_rows.post(_person(works), of=council.agency, worker=worker, what="own entries")
    record_rows.post(_person(manages), of=council.agency, team="North 1")
    audit = council.drawn()

    left = council.gives(audit, [works, manages])
    assert len(left.first) == 4
    assert not Reading.objects.exists()

    assert not council.gives(audit, [works, manages, council.readers[0], council.readers[1]])
    assert {row.person_id for row in Reading.objects.all()} <= {one.person_id for one in council.readers}


def test_whoever_is_chosen_later_reads_as_the_second_what_one_person_was_given_alone(council):
    audit = council.drawn()

    alone = council.gives(audit, council.readers[:1])
    audit.refresh_from_db()
    then = council.gives(audit, council.readers[1:2])

    assert (alone.first, len(alone.second)) == ((), 1)
    assert not then
    firsts, seconds = (Reading.objects.filter(is_second=is_second) for is_second in (False, True))
    assert {row.person_id for row in firsts} == {council.readers[0].person_id}
    assert [row.person_id for row in seconds] == [council.readers[1].person_id]


def test_a_round_is_not_closed_before_its_second_reader_has_read_unless_nobody_else_may(acted):
    audit = acted.drawn()
    [lacking] = acted.gives(audit, acted.readers[:1]).second
    grade_all(acted, audit, "good")
    audit.refresh_from_db()

    with scope(acted.lead, writes=True):
        found = audit_frames.without_second(audit, acted.lead)
        with pytest.raises(WrongRound, match=f"A second person was to read file {lacking} too"):
            findings.close_round(audit=audit, expected=audit.version, by=acted.lead)
    assert found == audit_frames.Lacking((), (lacking,))

    Membership.objects.filter(person__in=[one.person_id for one in acted.readers[1:]]).delete()
    with scope(acted.lead, writes=True):
        nobody = audit_frames.without_second(audit, acted.lead)
        excused = frozenset(nobody.first)
        findings.close_round(audit=audit, expected=audit.version, by=acted.lead, excused=excused)
    assert nobody == audit_frames.Lacking((lacking,), ())
    assert audit.state == "closed"


def test_my_work_of_whoever_runs_audits_says_what_each_round_waits_for(acted):
    def said() -> list[str]:
        with scope(acted.lead, writes=False):
            return [one.note for one in audits.waiting(acted.lead)]

    audit = acted.begun()
    begun = said()
    with scope(acted.lead, writes=True):
        audit_frames.draw(audit=audit, expected=audit.version, by=acted.lead)
    drawn_only = said()
    audit.refresh_from_db()
    acted.gives(audit, acted.readers[:1])
    being_read = said()
    grade_all(acted, audit, "good", plan="inadequate")
    without = said()
    audit.refresh_from_db()
    acted.gives(audit, acted.readers)
    grade_all(acted, audit, "good", plan="inadequate")
    untied = said()
    with scope(acted.lead, writes=True):
        findings.tie_existing(audit=audit, area="plan", action=acted.action, by=acted.lead)
    to_close = said()

    assert begun == ["Nothing is drawn yet. Draw its files."]
    assert drawn_only == ["Its files are drawn, and nobody has been given one. Give them out."]
    assert being_read == []
    assert without == ["A second person was to read some of its files too. Give them out."]
    assert untied == ["All is read. No action answers 1 area below good yet."]
    assert to_close == ["All is read, and every area below good has an action. Close it."]


def _person(by: Actor) -> Person:
    return Person.objects.get(pk=by.person_id)


def test_a_file_that_was_handed_back_goes_to_somebody_else(council):
    audit = council.given()
    file = File.objects.get(audit=audit, number=1)
    by = next(one for one in council.readers if one.ref == file.readings.get(is_second=False).person.ref)

    with scope(by, writes=True):
        readings.hand_back(file=file, by=by)
    with scope(by, writes=False):
        assert find_file(by, file.ref) is None

    audit.refresh_from_db()
    assert not council.gives(audit, council.readers)
    assert file.readings.get(is_second=False, ended_at__isnull=True).person_id != by.person_id


def test_the_second_reader_sees_nothing_of_the_first_before_both_have_signed(council):
    audit = council.given()
    file = next(one for one in File.objects.filter(audit=audit) if one.readings.filter(is_second=True).exists())
    first, second = (
        next(one for one in council.readers if one.person_id == file.readings.get(is_second=at).person_id)
        for at in (False, True)
    )

    grade(first, file, "good")
    with scope(second, writes=False):
        assert not Grade.objects.visible_to(second).exists()
        assert pairs_of(second, file) == ()
        assert Reading.objects.visible_to(second).filter(file=file).count() == 1

    grade(second, file, "good", management_oversight="inadequate")
    for by in (first, second):
        with scope(by, writes=False):
            assert {row.area: (row.first, row.second, row.agreed) for row in pairs_of(by, file)} == {
                area: ("good", "good", "good") if area != "management-oversight" else ("good", "inadequate", "")
                for area in AREAS
            }


def test_the_second_reader_says_which_grade_stands_and_it_counts(council):
    audit = council.given()
    file = next(one for one in File.objects.filter(audit=audit) if one.readings.filter(is_second=True).exists())
    first, second = (
        next(one for one in council.readers if one.person_id == file.readings.get(is_second=at).person_id)
        for at in (False, True)
    )
    grade(first, file, "good")
    grade(second, file, "good", management_oversight="inadequate")
    with scope(first, writes=True), pytest.raises(NotYoursToRead, match="The second reader says"):
        readings.moderate(file=file, agreed={"management-oversight": "good"}, expected={}, by=first)
    with scope(second, writes=True), pytest.raises(WrongRound, match="Choose the grade that stands for «Management"):
        readings.moderate(file=file, agreed={}, expected={}, by=second)

    chosen = {"management-oversight": "requires-improvement"}
    with scope(second, writes=True):
        readings.moderate(file=file, agreed=chosen, expected={"management-oversight": 1}, by=second)

    grade_all(council, audit)
    seen = audits.shown(audit, council.lead)
    [oversight] = [one for one in seen.areas if one.area.id == "management-oversight"]
    assert (oversight.words, oversight.range_words) == ("3 of 4", "")
    assert "gave the same answer 6 of 7 times" in seen.agreement
    assert "1 became lower and 0 became higher" in seen.drift


def test_signed_grades_are_corrected_by_a_further_reading_and_the_earlier_stay(council):
    audit = council.given()
    reading = Reading.objects.filter(file__audit=audit, is_second=False).order_by("id").first()
    by = next(one for one in council.readers if one.person_id == reading.person_id)
    grade(by, reading.file, "good")
    with pytest.raises(DatabaseError, match="keeps what was written"), transaction.atomic():
        Grade.objects.filter(reading=reading).update(code="outstanding")

    with scope(by, writes=True), pytest.raises(WrongRound, match="Choose why"):
        readings.correct_grades(file=reading.file, reason="because", by=by)
    with scope(by, writes=True):
        readings.correct_grades(file=reading.file, reason="read-again", by=by)
    grade(by, reading.file, "requires-improvement")

    assert [row.code for row in Grade.objects.filter(area="plan").order_by("id")] == ["good", "requires-improvement"]
    grade_all(council, audit)
    assert findings.tally_of(audit, by=council.lead)["plan"].n == 3


def test_nobody_grades_a_file_that_is_not_theirs(council):
    audit = council.given()
    file = File.objects.get(audit=audit, number=1)
    outsider = council.reader(Role.PRACTITIONER, "outsider")

    with scope(outsider, writes=True), pytest.raises(NotYoursToRead):
        readings.begin_reading(file=file, by=outsider)
    with scope(council.lead, writes=True), pytest.raises(Forbidden):
        readings.begin_reading(file=file, by=council.lead)


def closed(council: Council, code: str, **facts) -> Audit:
    """A round that is read, where every area below good is tied, and that is closed."""
    audit = council.given(**facts)
    grade_all(council, audit, code)
    audit.refresh_from_db()
    with scope(council.lead, writes=True):
        for area in findings.untied_areas(audit, by=council.lead):
            findings.tie_existing(audit=audit, area=area, action=council.action, by=council.lead)
        findings.close_round(audit=audit, expected=audit.version, by=council.lead)
    return audit


@pytest.fixture
def acted(council) -> Council:
    """The council with a review, a recommendation to it and an open action."""
    review = rows.review(council.bodies.hub)
    council.recommendation = chain_rows.recommendation(review, council.agency)
    council.action = chain_rows.action(council.recommendation, council.agency)
    return council


def test_an_action_says_which_findings_it_answers(acted):
    audit = closed(acted, "inadequate")

    with scope(acted.lead, writes=False):
        found = answered_by(acted.action, acted.lead)

    assert found
    assert {one.audit for one in found} == {audit}


def test_a_round_is_closed_only_when_every_area_below_good_has_an_action(acted):
    audit = acted.given()
    grade_all(acted, audit, "good", plan="inadequate")
    audit.refresh_from_db()
    with scope(acted.lead, writes=True), pytest.raises(WrongRound, match="No action answers «Plan» yet"):
        findings.close_round(audit=audit, expected=audit.version, by=acted.lead)

    with scope(acted.lead, writes=True):
        assert actions_to_tie(acted.lead) == [acted.action]
        with pytest.raises(WrongRound, match="nothing is to be done"):
            findings.tie_existing(audit=audit, area="visits", action=acted.action, by=acted.lead)
        findings.tie_existing(audit=audit, area="plan", action=acted.action, by=acted.lead)
        findings.close_round(audit=audit, expected=audit.version, by=acted.lead)

    [finding] = findings_of(acted.lead, audit)
    assert (finding.area, finding.n, finding.of, finding.state) == ("plan", 0, 4, "open")
    assert [tie.action for tie in finding.ties.all()] == [acted.action]


def test_a_new_action_is_proposed_by_whoever_runs_audits_and_tied_at_once(council):
    acted, asks = council, chain_rows.recommendation(rows.review(council.bodies.hub), council.agency)
    audit = acted.given()
    grade_all(acted, audit, "good", plan="inadequate")

    with scope(acted.lead, writes=True):
        finding = findings.tie_new(
            audit=audit,
            area="plan",
            title="Plans are written with dates",
            due_date=TODAY + timedelta(days=60),
            recommendation=asks,
            by=acted.lead,
        )

    [tie] = finding.ties.select_related("action")
    assert (tie.is_new, tie.action.title, tie.action.agency) == (True, "Plans are written with dates", acted.agency)


def test_a_finding_is_closed_by_a_round_that_asks_again_and_shows_a_change_and_by_no_other(acted):
    before = closed(acted, "inadequate")
    finding = AuditFinding.objects.get(audit=before, area="plan")
    other = closed(acted, "good")
    same = closed(acted, "inadequate", again_of=before)
    better = closed(acted, "good", again_of=before)

    with scope(acted.lead, writes=True):
        for again, why in ((other, "asks this one's questions again"), (same, "has not risen")):
            with pytest.raises(NotSeenToChange, match=why):
                findings.close_finding(finding=finding, again=again, expected=finding.version, by=acted.lead)
        findings.close_finding(finding=finding, again=better, expected=finding.version, by=acted.lead)

    finding.refresh_from_db()
    assert (finding.state, finding.closed_by, finding.closed_n, finding.closed_of) == ("closed", better, 4, 4)
    with pytest.raises(DatabaseError, match="keeps what was written"), transaction.atomic():
        AuditFinding.objects.filter(pk=finding.pk).update(state="open", closed_by=None)


def test_an_agency_without_children_here_draws_from_a_list_of_which_only_numbers_are_kept(council):
    lead = acting(Role.LEARNING_LEAD, council.bodies.health)
    planned = rounds.Planned(TODAY, 20, Source.COUNTED, Method.RANDOM, listed=134)
    with scope(lead, writes=True):
        audit = rounds.begin_audit(kind=kind("health-record"), planned=planned, by=lead)
        audit_frames.draw(audit=audit, expected=1, by=lead)

    assert audit.eligible == 134
    chosen = FrameFile.objects.filter(audit=audit, file__isnull=False)
    assert chosen.count() == 20
    assert all(one.shown == f"Number {int(one.key)} of your list" for one in chosen)


def test_pasted_reference_numbers_are_kept_as_pseudonyms_alone(council, settings, tmp_path):
    settings.PSEUDONYM_KEYS_ROOT, settings.IS_DEMONSTRATION = tmp_path, True
    lead = acting(Role.LEARNING_LEAD, council.bodies.health)
    planned = rounds.Planned(TODAY, 3, Source.LISTED, Method.RANDOM)
    with scope(lead, writes=True):
        audit = rounds.begin_audit(kind=kind("health-record"), planned=planned, by=lead)
        with pytest.raises(CannotDraw, match="Paste the reference numbers"):
            audit_frames.draw(audit=audit, expected=1, by=lead, pasted="\n  \n")
        pasted = "\n".join(f"NHS-{at}" for at in range(9)) + "\nNHS-3\n"
        audit_frames.draw(audit=audit, expected=1, by=lead, pasted=pasted)

    assert audit.eligible == 9
    assert not any("NHS" in one.key + one.shown for one in FrameFile.objects.filter(audit=audit))


def test_a_round_as_a_table_holds_numbers_and_nothing_of_a_child(council):
    audit = council.given()
    grade_all(council, audit)

    head, table = audits.export(audit, council.lead)

    assert len(table) == 4 * len(AREAS)
    told = repr((head, table))
    for child in council.children:
        assert child.shown not in told
        assert child.pseudonym not in told
    assert "reader-0" not in told


def test_the_list_of_rounds_asks_no_more_for_many_than_for_one(council, django_assert_max_num_queries):
    for _ in range(4):
        council.given(size=2)

    with scope(council.lead, writes=False), django_assert_max_num_queries(6):
        assert len(audits.listed(council.lead)) == 4


def test_the_grades_of_a_list_are_taken_at_once_and_two_readers_of_it_stand_side_by_side(council):
    audit = council.given()
    good = dict.fromkeys(AREAS, "good")
    given = {number: readings.Given(good, good | {"plan": "inadequate"}, {"plan": "good"}) for number in range(1, 5)}

    with scope(council.lead, writes=True):
        with pytest.raises(WrongRound, match="says «fine» for «plan», which is no answer of it"):
            readings.take_list(audit=audit, files={1: readings.Given({"plan": "fine"})}, by=council.lead)
        signed = readings.take_list(audit=audit, files=given, by=council.lead)

    assert signed == 5
    [pair] = Pair.objects.filter(area="plan")
    assert (pair.first, pair.second, pair.agreed) == ("good", "inadequate", "good")
    assert audits.shown(audit, council.lead).lowest.found.n == 4
