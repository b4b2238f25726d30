"""Promise P7: hostile uploads are refused, each for its own reason, and good ones are taken."""

from pathlib import Path

import pytest

from lineofsight.files.guard import verdict
from lineofsight.files.guard.apart import inspect_apart, look_apart
from lineofsight.files.guard.inspect import inspect
from lineofsight.files.guard.verdict import KINDS, NOTES, SENTENCES
from lineofsight.files.rules import suffix_of
from tests.files.hostile import HOSTILE
from tests.files.samples import GOOD, Sample, written

MOST_KB = 100 * 1024


def _title(sample: Sample) -> str:
    return f"{sample.name}: {sample.title}"


@pytest.mark.parametrize("sample", HOSTILE, ids=_title)
def test_a_hostile_file_is_refused_for_its_own_reason_within_100_mb(sample: Sample, tmp_path: Path) -> None:
    look = look_apart(Path(written(sample, tmp_path)), sample.name)

    assert (look.verdict.ok, look.verdict.code) == (False, sample.code)
    assert look.verdict.sentence.startswith(SENTENCES[sample.code].partition("{")[0])
    assert "{" not in look.verdict.sentence
    assert 0 < look.peak_kb <= MOST_KB


@pytest.mark.parametrize("sample", GOOD, ids=_title)
def test_a_good_file_is_taken_with_what_is_worth_saying(sample: Sample, tmp_path: Path) -> None:
    look = look_apart(Path(written(sample, tmp_path)), sample.name)

    assert (look.verdict.ok, look.verdict.sentence, look.verdict.notes) == (True, "", sample.notes)
    assert look.verdict.media_type == KINDS[suffix_of(sample.name)].media_type
    assert 0 < look.peak_kb <= MOST_KB


def test_there_are_as_many_samples_as_the_promise_says() -> None:
    assert len(HOSTILE) >= 60
    assert len(GOOD) >= 20


def test_every_reason_but_being_stopped_has_a_hostile_sample() -> None:
    # `exhausted` is shown below with a process that is stopped.
    assert {sample.code for sample in HOSTILE} == SENTENCES.keys() - {"exhausted"}


def test_every_note_has_a_good_sample() -> None:
    assert {note for sample in GOOD for note in sample.notes} == NOTES.keys()


@pytest.mark.parametrize("code, sentence", SENTENCES.items())
def test_a_refusal_says_what_is_wrong_and_what_to_do(code: str, sentence: str) -> None:
    assert sentence.count(".") >= 2 or code == "no-ending"
    assert not {"please", "sorry", "invalid", "error"} & set(sentence.lower().split())
    assert len(sentence) <= 160


# With one check switched off its sample gets through: the check, and nothing else, is what refuses it.
ALONE = {
    "20 MB of nothing", "a part above the folder", "a zip called picture", "a listener in OpenDocument",
    "a control in the text", "an object behind a picture's name", "a template from elsewhere", "DDE cut in two",
    "a data connection", "entities that multiply", "1,000 levels", "an endless tag", "a script", "a program",
    "a script in a packed object", "an address on opening", "a file inside", "a locked PDF", "packed twice",
    "a page of 90 MB", "a picture of 10 billion points", "a zip behind a PNG", "a text that swells in a PNG",
    "a null byte", "a line of 3 MB", "26 MB of text",
}  # fmt: skip


@pytest.mark.parametrize("sample", [sample for sample in HOSTILE if sample.title in ALONE], ids=_title)
def test_without_its_check_a_hostile_file_gets_through(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    switched_off, refuse = {sample.code}, verdict.refuse
    if sample.code == "two-kinds":
        switched_off.add("hidden-bytes")  # the second net below it

    def without(code: str, **places: str) -> None:
        if code not in switched_off:
            refuse(code, **places)

    monkeypatch.setattr(verdict, "refuse", without)

    assert inspect(Path(written(sample, tmp_path)), sample.name).ok


def test_every_check_named_here_has_its_sample() -> None:
    assert {sample.title for sample in HOSTILE} >= ALONE


def test_a_process_that_takes_too_long_is_stopped_and_the_file_refused(tmp_path: Path) -> None:
    path = tmp_path / "content"
    path.write_bytes(b"Plans are read aloud.\n")

    stopped = inspect_apart(path, "a.txt", wall_seconds=0.0)

    assert (stopped.ok, stopped.code) == (False, "exhausted")
    assert inspect_apart(path, "a.txt").ok


def test_a_file_that_is_gone_is_refused_and_not_taken(tmp_path: Path) -> None:
    assert not inspect_apart(tmp_path / "nowhere", "a.txt").ok
