"""The council's case number beside the pseudonym of a file: for its reader, where list and key are, nobody else."""

import pytest

from lineofsight.desk.audits import frames as audit_frames
from lineofsight.library.audit import Method
from lineofsight.partnership.models import Person
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.audits.actions import rounds
from lineofsight.records.audits.models import FrameFile, Reading
from lineofsight.records.audits.rules.rounds import Source
from lineofsight.records.identities.case_numbers import list_file
from tests.factories.partnership import TODAY
from tests.records.audits.council import Council, kind
from tests.web.rounds.conftest import signed_in

pytestmark = pytest.mark.django_db
NUMBERS = [f"CASE-QZ-{at}" for at in range(4)]


@pytest.fixture
def files(council: Council, settings, tmp_path):
    """A round over a pasted list of case numbers, given to a team manager and to readers who work with children."""
    settings.PSEUDONYM_KEYS_ROOT, settings.IS_DEMONSTRATION = tmp_path, True
    manager = council.reader(Role.TEAM_MANAGER, "manager")
    with scope(council.lead, writes=True):
        planned = rounds.Planned(TODAY, 4, Source.LISTED, Method.RANDOM)
        audit = rounds.begin_audit(kind=kind(), planned=planned, by=council.lead)
        audit_frames.draw(audit=audit, expected=1, by=council.lead, pasted="\n".join(NUMBERS))
    # The key is made for the demonstration; the pages are those of a council.
    settings.IS_DEMONSTRATION = False
    council.gives(audit, [manager, *council.readers])
    list_file(council.agency).write_text("\n".join(NUMBERS))
    given = Reading.objects.filter(person__ref=manager.ref).select_related("file").first()
    return council, manager, given.file


def page_of(actor, file) -> str:
    return signed_in(Person.objects.get(ref=actor.ref)).get(f"/audit-files/{file.ref}").content.decode()


def test_a_manager_who_reads_a_file_sees_its_case_number_and_whoever_does_not_read_it_none(files):
    council, manager, file = files
    shown = FrameFile.objects.get(file=file).shown

    read = page_of(manager, file)
    runs = page_of(council.lead, file)
    other = next(one for one in council.readers if not Reading.objects.filter(file=file, person__ref=one.ref).exists())

    assert shown in read
    assert read.count("(case CASE-QZ-") == 1
    assert "CASE-QZ-" not in runs
    assert "CASE-QZ-" not in page_of(other, file)


def test_what_is_taken_away_of_the_round_holds_no_case_number(files):
    council, _, file = files
    lead = signed_in(Person.objects.get(ref=council.lead.ref))

    for address in ("grades/template?as=csv", "download"):
        assert "CASE-QZ-" not in lead.get(f"/audits/{file.audit.ref}/{address}").content.decode(errors="replace")


def test_control_without_the_list_the_pseudonym_stands_alone(files):
    council, manager, file = files
    list_file(council.agency).unlink()

    assert FrameFile.objects.get(file=file).shown in page_of(manager, file)
    assert "(case " not in page_of(manager, file)
