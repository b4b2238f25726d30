"""./los import and ./los pseudonym, as a person types them."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lineofsight.records.identities.keys import key_file
from lineofsight.records.identities.models import Import, Subject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("council")]
ANALYST = "analyst@council.example"


@pytest.fixture
def visits(tmp_path):
    """Two visits of a Standard Safeguarding Dataset, and one on a day that is none."""
    file = tmp_path / "visits.csv"
    file.write_text(
        "clav_cla_visit_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen\n"
        "v1,1001,2026-03-03,Y\nv2,1002,2026-04-07,Y\nv3,1003,2026-02-30,Y\n"
    )
    return file


def run(*arguments: object) -> str:
    said = StringIO()
    call_command(*[str(one) for one in arguments], stdout=said)
    return said.getvalue()


def imported(*arguments: object) -> str:
    return run("import", "--source", "ssd", "--by", ANALYST, *arguments)


def test_a_preview_says_what_would_be_taken_and_takes_nothing(visits):
    said = imported(visits, "--preview")

    assert said.startswith("3 rows read: 2 would be taken, 1 refused whole or in part.")
    assert "Nothing was written." in said
    assert not Import.objects.exists()


def test_taking_prints_the_counts_what_was_refused_and_the_receipt(visits):
    said = imported(visits)

    assert re.search(r"care-visit +3 +2 +0 +0 +1 ", said)
    assert "Refused: visits.csv, line 4: clav_cla_visit_date: " in said
    assert f"Receipt  {Import.objects.get().ref}  number 1" in said
    assert "1001" not in said


def test_the_same_file_is_recognised_under_another_name(visits, tmp_path):
    imported(visits)
    again = visits.rename(tmp_path / "copy.txt")

    assert "This is the same file as on " in imported(again)
    assert "2 rows" not in imported(again)


def test_the_same_file_can_be_read_again_on_purpose(visits):
    imported(visits)

    assert "number 2" in imported(visits, "--again")


def test_one_sentence_for_a_source_that_nobody_knows(visits):
    with pytest.raises(CommandError, match="no source that we know"):
        run("import", "--source", "paper", "--by", ANALYST, visits)


def test_one_sentence_for_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        imported(tmp_path / "nothing.csv")


def test_outside_the_demonstration_somebody_must_say_who_they_are(visits):
    with pytest.raises(CommandError, match="--by EMAIL"):
        run("import", "--source", "ssd", visits)


def test_the_pseudonym_of_a_child_is_printed_where_the_key_is_held(visits):
    imported(visits)
    shown = run("pseudonym", "1001", "--by", ANALYST).split()[1]

    assert Subject.objects.filter(shown=shown).exists()
    assert "in no return" in run("pseudonym", "777", "--by", ANALYST)


def test_children_who_came_in_no_return_are_taken_in_all_or_none(visits):
    run("import", "--source", "ssd", visits, "--by", ANALYST)

    with pytest.raises(CommandError, match="here already"):
        run("pseudonym", "777", "1001", "--add", "--by", ANALYST)
    assert "in no return" in run("pseudonym", "777", "--by", ANALYST)

    shown = run("pseudonym", "777", "--add", "--by", ANALYST).split()[1]
    assert run("pseudonym", "777", "--by", ANALYST) == f"777  {shown}\n"


def test_without_the_key_the_command_says_how_to_make_one_and_makes_it(visits, council):
    key_file(council.agency).unlink()
    with pytest.raises(CommandError, match="--new-key --agency council"):
        imported(visits)

    said = run("pseudonym", "--new-key", "--by", ANALYST)

    assert str(key_file(council.agency)) in said
    assert imported(visits).startswith("3 rows read")
