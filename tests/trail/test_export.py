"""An export can be checked by somebody who has nothing of ours: 100 lines, and every tampering found there too."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from lineofsight.files.store import Store
from lineofsight.partnership.rules import Audience
from lineofsight.trail import independent_verifier, keys, triggers
from lineofsight.trail.export import export
from lineofsight.trail.models import Checkpoint, Event, Payload
from lineofsight.trail.queries import last_checkpoint
from lineofsight.trail.sealer import seal
from tests.factories import rows
from tests.factories.partnership import partnership
from tests.trail.given import erase, moment, sealed_trail, some_events

SOURCE = Path(independent_verifier.__file__)


@pytest.fixture
def exported(db, settings, tmp_path):
    """A trail with one erasure, exported with its details; (file, note, public key)."""
    events = some_events(6)
    seal(at=moment(6))
    with transaction.atomic():
        erase(events[2], at=moment(7))
    path = tmp_path / "trail.jsonl"
    last = export(path=path, by="officer", at=moment(8), with_details=True)
    return path, last.note, keys.signing_key(settings.KEYS_ROOT).public.text()


def check_elsewhere(path: Path, note: str, key: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the verifier where nothing of ours can be imported."""
    folder.mkdir()
    shutil.copy(SOURCE, folder)
    (folder / "kept").write_text(note, encoding="utf-8")
    command = [sys.executable, "-I", folder / SOURCE.name, path, folder / "kept", key]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder)


def test_the_independent_verifier_is_short_and_needs_nothing_of_ours():
    source = SOURCE.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 100
    assert "import lineofsight" not in source
    assert "from lineofsight" not in source


def test_a_whole_export_holds_elsewhere(exported, tmp_path):
    answer = check_elsewhere(*exported, tmp_path / "elsewhere")

    assert (answer.returncode, answer.stdout) == (0, "The export is what the checkpoint was signed for.\n")


def test_the_export_is_an_act_of_the_trail_itself(exported):
    path, _, _ = exported
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    assert [row["event"]["act"] for row in rows][-2:] == ["trail.details_erased", "trail.exported"]
    assert len(rows) == last_checkpoint().size == 8
    assert path.with_name("trail.jsonl.checkpoint").read_text(encoding="utf-8") == last_checkpoint().note


@pytest.mark.django_db
def test_an_export_holds_no_details_unless_they_are_asked_for(tmp_path, settings):
    sealed_trail(batches=1)

    last = export(path=tmp_path / "trail.jsonl", by="officer", at=moment(9))

    text = (tmp_path / "trail.jsonl").read_text(encoding="utf-8")
    assert "Invented text" not in text
    assert Payload.objects.first().salt not in text
    key = keys.signing_key(settings.KEYS_ROOT).public.text()
    assert independent_verifier.check(tmp_path / "trail.jsonl", last.note, key) == []


@pytest.mark.parametrize(
    "tampering",
    [
        lambda lines: [lines[0].replace("statement.saved", "statement.lost"), *lines[1:]],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [*lines[:3], lines[0], *lines[3:]],
        lambda lines: [lines[0].replace("Invented text", "Another text"), *lines[1:]],
        lambda lines: [*lines[:-2], lines[-1]],
        lambda lines: [json.dumps({**json.loads(lines[0]), "body": "", "salt": ""}), *lines[1:]],
        lambda lines: [json.dumps({**json.loads(lines[0]), "salt": json.loads(lines[1])["salt"]}), *lines[1:]],
        lambda lines: ["{}", *lines[1:]],
        lambda lines: ["nothing of the kind", *lines[1:]],
    ],
)
def test_a_tampered_export_is_found_elsewhere(exported, tmp_path, tampering):
    path, note, key = exported
    before = path.read_text(encoding="utf-8").splitlines()
    after = tampering(before)
    path.write_text("".join(f"{line}\n" for line in after), encoding="utf-8")

    answer = check_elsewhere(path, note, key, tmp_path / "elsewhere")

    assert after != before
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr


def test_a_changed_checkpoint_or_another_key_is_found_elsewhere(exported, tmp_path):
    path, note, key = exported
    other = keys.signing_key(tmp_path / "other").public.text()
    older = Checkpoint.objects.get(number=1).note

    answers = [
        check_elsewhere(path, note.replace("\n8\n", "\n7\n"), key, tmp_path / "one"),
        check_elsewhere(path, note, other, tmp_path / "two"),
        check_elsewhere(path, older, key, tmp_path / "three"),
        check_elsewhere(path, note, key[:-3], tmp_path / "four"),
    ]

    assert [answer.returncode for answer in answers] == [1, 1, 1, 1]


@pytest.mark.django_db
def test_an_export_never_replaces_a_file(tmp_path):
    sealed_trail(batches=1)
    (tmp_path / "there").write_text("mine")

    with pytest.raises(FileExistsError):
        export(path=tmp_path / "there", by="officer", at=moment(9))

    assert (tmp_path / "there").read_text() == "mine"


@pytest.mark.django_db
def test_the_command_says_what_it_checked_and_where(capsys):
    sealed_trail(batches=2)

    call_command("verify")

    told = capsys.readouterr().out
    assert "16 events, 16 with details and 0 with details erased" in told
    assert "Tree of 16, root " in told
    assert "lineofsight/" in told
    assert told.endswith("The trail is whole.\n")


@pytest.mark.django_db
def test_a_file_that_is_held_and_is_not_there_is_told_by_its_hash(capsys, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    held = rows.held(partnership().hub, Audience.HUB)
    call_command("verify")
    assert "Every file that is held is there." in capsys.readouterr().out
    Store(settings.FILES_ROOT).path_of(held.blob.sha256).unlink()

    with pytest.raises(SystemExit):
        call_command("verify")

    told = capsys.readouterr().out
    assert "1 file that is held is MISSING" in told
    assert held.blob.sha256 in told


@pytest.mark.django_db
def test_the_command_seals_first_and_gives_its_verdict_as_json(capsys, tmp_path):
    some_events(3)
    kept = tmp_path / "kept"
    kept.write_text(seal(at=moment(4)).note, encoding="utf-8")
    some_events(2, hour=5)

    call_command("verify", checkpoint=[kept], json=True)

    verdict = json.loads(capsys.readouterr().out)
    assert (verdict["ok"], verdict["size"], verdict["held_checkpoints"], verdict["unsealed"]) == (True, 5, 1, 0)


@pytest.mark.django_db
def test_the_command_ends_with_1_and_names_the_tampered_event(capsys):
    sealed_trail(batches=1)
    triggers.lift()
    Event.objects.filter(seal__seq=3).update(act="never.happened")

    with pytest.raises(SystemExit) as ended:
        call_command("verify")

    assert ended.value.code == 1
    assert "WRONG (event-altered): Event 3 (" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_command_says_what_is_broken_where_nothing_can_be_sealed_any_more(capsys):
    sealed_trail(batches=1)
    triggers.lift()
    Checkpoint.objects.all().delete()
    some_events(1, hour=9)

    with pytest.raises(SystemExit):
        call_command("verify")

    assert "checkpoint-missing" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_checkpoint_file_that_is_not_there_is_one_sentence():
    with pytest.raises(CommandError, match="cannot be read as a checkpoint"):
        call_command("verify", checkpoint=[Path("/nowhere/at/all")])


@pytest.mark.django_db
def test_the_command_exports_and_says_how_to_check_it(capsys, tmp_path, settings):
    sealed_trail(batches=1)

    call_command("verify", export=tmp_path / "trail.jsonl")

    key = keys.signing_key(settings.KEYS_ROOT).public.text()
    assert (
        f"independent_verifier.py {tmp_path}/trail.jsonl {tmp_path}/trail.jsonl.checkpoint {key}"
        in capsys.readouterr().err
    )
    note = (tmp_path / "trail.jsonl.checkpoint").read_text(encoding="utf-8")
    assert independent_verifier.check(tmp_path / "trail.jsonl", note, key) == []


@pytest.mark.django_db
def test_the_seal_command_prints_the_checkpoint_to_hand_out(capsys):
    call_command("seal")
    some_events(2)
    call_command("seal")

    told = capsys.readouterr().out
    assert told.startswith("Nothing is recorded yet.\n2 events are sealed.\n")
    assert last_checkpoint().note in told
