"""A backup from before a deletion brings nothing back: what was deleted since goes again, by the same decisions."""

import json
from pathlib import Path

import pytest

from lineofsight.desk.going.deleted_list import UnreadableList, read_deleted_list, write_deleted_list
from lineofsight.desk.going.deleting_again import delete_again
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import Tombstone
from tests.desk.going.making import deleted, old_file
from tests.factories.partnership import NOW
from tests.trail.places import Place, make_roles, migrated_place, signed_in_as

# A file, words, a child, an old act about a child and an old question: kept in a backup, and then deleted.
FILL = """
from datetime import timedelta
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import AccessQuestion
from lineofsight.partnership.rules import Role
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens
from tests.desk.going.making import LONG_AGO, agreed, asked_for, deleted, of_long_ago, old_file, old_words
from tests.factories import rows
from tests.factories.partnership import NOW, TODAY, access_question, acting, member, partnership

bodies = partnership()
officer, director = acting(Role.DATA_PROTECTION, bodies.hub), acting(Role.LEADER, bodies.council)
with transaction.atomic():
    record("child.read", subject="c" * 26, by="r" * 26, at=LONG_AGO, agency="council", sens=Sens.S3, why="x")
old_file(bodies.council), old_words(bodies), of_long_ago(bodies.council)
asked = access_question(member(Role.SCRUTINEER, bodies.scrutiny), bodies.council)
AccessQuestion.objects.filter(pk=asked.pk).update(
    answer="A sample.", answered_by=officer.person_id, answered_at=NOW - timedelta(days=9000)
)
rows.statement(rows.review(bodies.hub, begun_wrongly_date=TODAY, begun_wrongly_reason="Begun twice."), bodies.council)
call_command("seal")
call_command("backup", str(settings.LOS_DATA / "before.los"))
for kind in (Stored.FILES, Stored.WORDS_OF_PEOPLE, Stored.ACTS_ABOUT_CHILDREN, Stored.ACCESS_QUESTIONS):
    deleted(officer, kind)
[request] = asked_for(officer)
agreed(request, director)
[request] = asked_for(officer, Stored.REVIEWS)
agreed(request, acting(Role.EXECUTIVE, bodies.council))
"""
LOOK = """
import json
from django.conf import settings
from lineofsight.assurance.models import Review, Statement
from lineofsight.files.models import Held
from lineofsight.files.store import Store
from lineofsight.partnership.models import AccessQuestion, RetentionDecision, Tombstone
from lineofsight.records.identities.models import GoneChild, Subject
from lineofsight.records.voice.models import Quotation
from lineofsight.trail.models import Event, Payload
from lineofsight.trail.verify import verify

held = Held.objects.get()
print(json.dumps({
    "file": held.name != "deleted" or Store(settings.FILES_ROOT).path_of(held.blob.sha256).exists(),
    "words": bool(Quotation.objects.get().words),
    "child": Subject.objects.exists(),
    "review": Review.objects.exists() or Statement.objects.exists(),
    "details of an act": bool(Payload.objects.get(event__act="child.read").body),
    "question": AccessQuestion.objects.exists(),
    "tombstones": sorted(Tombstone.objects.values_list("subject_ref", flat=True)),
    "decisions": sorted(RetentionDecision.objects.values_list("ref", flat=True)),
    "told": Event.objects.filter(act="retention.deleted again").count(),
    "known again": GoneChild.objects.count(),
    "holds": verify().ok,
}))
"""
CONTENT = ("file", "words", "child", "review", "details of an act", "question")


@pytest.fixture(scope="module")
def source(new_installation) -> Place:
    """An installation that was backed up, and in which things were deleted after that."""
    place = new_installation(migrated_place)
    place.script(FILL)
    return place


def list_of(place: Place) -> Path:
    return place.folder / "deleted.jsonl"


def looked(place: Place) -> dict:
    return json.loads(place.script(LOOK).splitlines()[-1])


@pytest.mark.both_databases
def test_what_was_deleted_after_a_backup_is_deleted_again_when_it_is_restored(source, new_installation):
    target, there = new_installation(), looked(source)
    make_roles(target)

    # On PostgreSQL as the owner of the how-to, who may not become the application's role.
    told = signed_in_as(target, "lineofsight_owner").done(
        "restore", str(source.folder / "before.los"), "--deleted", str(list_of(source))
    )

    here = looked(target)
    assert "6 decisions to delete were made after this backup. Deleted again: 6 things." in told
    assert [name for name in CONTENT if there[name] or here[name]] == []
    assert (here["tombstones"], here["decisions"]) == (there["tombstones"], there["decisions"])
    assert (here["told"], here["known again"], here["holds"]) == (6, 1, True)


@pytest.mark.both_databases
def test_control_without_the_list_everything_is_back_so_the_restore_asks_for_it(source, new_installation):
    target, archive = new_installation(), str(source.folder / "before.los")

    refused = target.run("restore", archive)
    target.done("restore", archive, "--nothing-deleted")

    assert refused.returncode == 1
    assert "would be back, and there is no list of it at" in refused.stderr
    assert [name for name in CONTENT if looked(target)[name]] == list(CONTENT)


@pytest.mark.django_db
def test_the_list_is_written_with_each_decision_and_nothing_is_taken_out_of_it(
    bodies, officer, settings, django_capture_on_commit_callbacks
):
    earlier = {"of": "another", "ref": "r" * 26, "gone": []}
    facts = {
        "kind": "files",
        "rule": "files 1",
        "due_count": 1,
        "deleted": 1,
        "reason": "x",
        "by_role": "y",
        "stayed": "",
    }
    line = json.dumps(earlier | facts | {"before": "2016-01-01", "at": "2026-01-01T00:00:00+00:00"})
    settings.DELETED_LIST.write_text(line + "\n")
    held = old_file(bodies.council, name="a secret name.txt")
    with django_capture_on_commit_callbacks(execute=True):
        made = deleted(officer, Stored.FILES)

    write_deleted_list(now=NOW)

    told = read_deleted_list(settings.DELETED_LIST)
    assert [one["ref"] for one in told] == ["r" * 26, made.ref]
    assert told[1]["gone"] == [held.ref]
    assert "secret" not in settings.DELETED_LIST.read_text()


@pytest.mark.django_db
def test_what_another_installation_deleted_and_what_is_deleted_here_already_is_left_alone(bodies, officer, settings):
    old_file(bodies.council)
    deleted(officer, Stored.FILES)
    write_deleted_list(now=NOW)
    told = read_deleted_list(settings.DELETED_LIST)
    stones = Tombstone.objects.count()

    again = delete_again([*told, {**told[0], "of": "another", "ref": "z" * 26}], now=NOW)

    assert (again.decisions, again.things, Tombstone.objects.count()) == (0, 0, stones)


@pytest.mark.parametrize("text", ["no json", '{"ref": "x"}', '{"of": "a"}\n{}'])
def test_a_file_that_is_no_such_list_is_refused_with_its_line(tmp_path, text):
    path = tmp_path / "list.jsonl"
    path.write_text(text)

    with pytest.raises(UnreadableList, match=r"^Line 1 of .* is not a decision to delete"):
        read_deleted_list(path)
    with pytest.raises(UnreadableList, match="cannot be read"):
        read_deleted_list(tmp_path / "none")
