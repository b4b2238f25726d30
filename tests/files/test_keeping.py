"""Keeping a file: once the guard has let it in, as a row of an agency, with its event, for those who may see it."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from lineofsight.files.actions import AlreadyHeld, FileRefused, NotYoursToAdd, keep_file
from lineofsight.files.models import Blob, Held
from lineofsight.files.queries import download_of, find_held, notes_on, open_held, read_text, swept
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.trail.models import Event, Payload
from tests.files.pages import pdf

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 22, 9, 0, tzinfo=UTC)
TEXT = b"Plans are read aloud to children.\n"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: LazySettings) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture
def council() -> Agency:
    return Agency.objects.create(code="northmoor", name="Northmoor Council", kind=AgencyKind.COUNCIL)


@pytest.fixture
def health() -> Agency:
    return Agency.objects.create(code="brackwater", name="Brackwater Health", kind=AgencyKind.HEALTH)


def actor(agency: Agency, role: Role = Role.CONTRIBUTOR) -> Actor:
    ref = f"{role.value}{agency.pk}".replace(" ", "")[:26]
    return Actor(ref=ref, roles=frozenset({role}), now=NOW, agency_id=agency.pk, agency_code=agency.code)


def keep(agency: Agency, content: bytes = TEXT, name: str = "minutes.txt", **options: object) -> Held:
    given = {"by": actor(agency), **options}
    return keep_file(content=io.BytesIO(content), name=name, agency=agency, **given)  # type: ignore[arg-type]


def kept_files(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_a_kept_file_can_be_read_back_under_its_cleaned_name(council: Agency) -> None:
    held = keep(council, name="C:\\papers\\Minutes\u202e.txt")

    with open_held(held) as file:
        assert file.read() == TEXT
    assert held.name == "Minutes.txt"
    assert (held.audience, held.by_ref, held.version) == (Audience.OWN, actor(council).ref, 1)
    assert download_of(held).headers["Content-Disposition"].startswith('attachment; filename="Minutes.txt"')


def test_keeping_leaves_one_event_that_names_the_hash_and_not_the_file(council: Agency) -> None:
    held = keep(council, name="Smith family.txt")

    event = Event.objects.get(subject_ref=held.ref)
    assert (event.act, event.agency_code, event.at) == ("file.kept", "northmoor", NOW)
    body = Payload.objects.get(event=event).body
    assert held.blob.sha256 in body
    assert "Smith" not in body


def test_a_refused_file_leaves_nothing_behind(council: Agency, root: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        keep(council, b"MZ\x90\x00", "plan.docx")

    assert (refused.value.code, refused.value.sentence) == (
        "program",
        "This file is a program, so we did not open it. Upload the document itself.",
    )
    assert (Held.objects.count(), Blob.objects.count(), Event.objects.count()) == (0, 0, 0)
    assert kept_files(root) == []


def test_a_file_over_25_mb_is_refused_while_it_still_comes_in(council: Agency, root: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        keep(council, bytes(26 * 1024 * 1024))

    assert refused.value.code == "too-large"
    assert kept_files(root) == []


def test_the_same_bytes_by_the_same_agency_are_answered_with_the_file_it_has(council: Agency) -> None:
    first = keep(council)

    with pytest.raises(AlreadyHeld) as known:
        keep(council, name="copy of minutes.txt")

    assert known.value.held == first
    assert (Held.objects.count(), Event.objects.count()) == (1, 1)


def test_the_same_bytes_by_another_agency_are_its_own_row_over_the_same_content(
    council: Agency, health: Agency, root: Path
) -> None:
    ours, theirs = keep(council, name="ours.txt"), keep(health, name="theirs.txt")

    assert (ours.blob, ours.ref == theirs.ref) == (theirs.blob, False)
    assert len(kept_files(root)) == 1
    assert find_held(actor(council), theirs.ref) is None


def test_who_writes_for_an_agency_does_not_learn_what_it_holds_unseen(council: Agency) -> None:
    hub = Agency.objects.create(code="unit", name="Business unit", kind=AgencyKind.HUB)
    keep(council)

    held = keep(council, by=actor(hub, Role.BUSINESS_MANAGER), audience=Audience.HUB)

    assert Held.objects.filter(agency=council, blob=held.blob).count() == 2


@pytest.mark.parametrize("audience, seen", [(Audience.OWN, False), (Audience.HUB, False), (Audience.PARTNERSHIP, True)])
def test_another_agency_finds_a_file_only_once_it_reaches_the_partnership(
    council: Agency, health: Agency, audience: Audience, seen: bool
) -> None:
    held = keep(council, audience=audience)

    assert (find_held(actor(health), held.ref) is not None) is seen
    assert find_held(actor(council), held.ref) == held


def test_nobody_keeps_a_file_for_another_agency_or_beyond_their_own_sight(council: Agency, health: Agency) -> None:
    hub = Agency.objects.create(code="unit", name="Business unit", kind=AgencyKind.HUB)

    with pytest.raises(NotYoursToAdd):
        keep(council, by=actor(health))
    with pytest.raises(NotYoursToAdd):
        keep(hub, by=actor(hub, Role.BUSINESS_MANAGER), audience=Audience.OWN)
    assert Held.objects.count() == 0


def test_what_the_guard_noticed_is_said_with_the_file(council: Agency) -> None:
    held = keep(council, b"a,b\n=1+1,2\n", "visits.csv")

    assert [note.partition(" begin")[0] for note in notes_on(held)] == ["Some cells"]


def test_a_text_is_read_as_it_was_written_and_a_pdf_has_none(council: Agency) -> None:
    assert read_text(keep(council, b"the child\x92s plan\r\n")) == "the child’s plan\r\n"
    assert read_text(keep(council, pdf(), "plan.pdf")) is None


def test_kept_bytes_are_never_changed_in_the_database(council: Agency) -> None:
    blob = keep(council).blob

    with pytest.raises(IntegrityError), transaction.atomic():
        Blob.objects.filter(pk=blob.pk).update(sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        blob.delete()


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Makes the last step of keeping a file fail, after the row was written."""

    def cut() -> None:
        def record(*_: object, **__: object) -> None:
            raise ConnectionResetError

        monkeypatch.setattr("lineofsight.files.actions.record", record)

    yield cut
    monkeypatch.undo()


def test_a_failure_after_the_row_leaves_no_row_and_the_sweep_finds_the_file(
    council: Agency, root: Path, cut_off: Callable[[], None]
) -> None:
    cut_off()

    with pytest.raises(ConnectionResetError):
        keep(council)

    assert (Held.objects.count(), Blob.objects.count()) == (0, 0)
    sweep = swept(before=datetime(2200, 1, 1, tzinfo=UTC))
    assert (list(sweep.unreferenced), sweep.missing) == (kept_files(root), ())
    assert len(sweep.unreferenced) == 1
