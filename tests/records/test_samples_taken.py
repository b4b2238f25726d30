"""Whole returns in their real formats are taken, with a receipt that adds up: the samples beside the project, or twins.

The samples nobody here wrote. Where they are not beside the project, invented returns of the same formats stand in.
"""

from collections import Counter
from pathlib import Path

import pytest

from bench._census import write_census
from lineofsight.intake.returns.recognise import reading_of, recognise
from lineofsight.records.identities.models import Receipt
from lineofsight.records.practice.models import Fact, Span
from lineofsight.records.practice.receipts import from_json
from tests.intake.returns.conftest import SAMPLES

pytestmark = pytest.mark.django_db
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def twin_of_care(folder: Path) -> list[Path]:
    """Two invented children in care, one of whom has a day that is none."""
    written = {
        "header.csv": f"{HEADER}A1,1,04/05/2014,WBRI,,,\nA2,2,07/08/2016,WBRI,,,\n",
        "episodes.csv": f"{EPISODES}A1,02/04/2025,S,C2,N1,U6,PR1,,,,,,\nA2,31/02/2025,S,C2,N1,U6,PR1,,,,,,\n",
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder / name for name in written)


def sample_or_twin(which: str, folder: Path) -> list[Path]:
    if SAMPLES.exists():
        return sorted((SAMPLES / "ssda903").glob("*.csv")) if which == "ssda903" else [SAMPLES / "cin" / which]
    if which == "ssda903":
        return twin_of_care(folder)
    return [write_census(folder / which, 20)]


def rows_of(took) -> Counter:
    """How many rows of each kind a return left in the records."""
    kinds = (model.objects.filter(delivery=took.delivery).values_list("kind", flat=True) for model in (Fact, Span))
    return Counter(kind for some in kinds for kind in some)


def told_by(took) -> Counter:
    """How many rows of each kind its receipt says that there are."""
    of_the_child = ("child", "allocation")
    return Counter({kind: n.new + n.without_day for kind, n in took.body.kinds if kind not in of_the_child})


@pytest.mark.parametrize("which", ["CIN_Census_2024.xml", "CIN_Census_2026.xml", "ssda903"])
def test_a_whole_return_is_taken_and_its_receipt_adds_up(council, tmp_path, which):
    paths = sample_or_twin(which, tmp_path)

    took = council.takes(reading_of(recognise(paths), paths), mark="1" * 64)

    assert from_json(Receipt.objects.get(delivery=took.delivery).body) == took.body
    assert rows_of(took).total() > 0
    assert rows_of(took) == told_by(took)
    for _, n in took.body.kinds:
        assert n.read == n.new + n.changed + n.unchanged + n.without_day + n.refused


@pytest.mark.parametrize("which", ["CIN_Census_2026.xml", "ssda903"])
def test_the_same_return_again_is_known_and_writes_nothing(council, tmp_path, which):
    paths = sample_or_twin(which, tmp_path)
    source = recognise(paths)
    first = council.takes(reading_of(source, paths), mark="1" * 64)
    before = (Fact.objects.count(), Span.objects.count())

    again = council.takes(reading_of(source, paths), mark="1" * 64)

    assert again.same_as == first.delivery
    assert (Fact.objects.count(), Span.objects.count()) == before


def test_a_row_that_the_receipt_does_not_tell_of_is_found_out(council, tmp_path):
    """The sum above is no accident."""
    paths = sample_or_twin("CIN_Census_2026.xml", tmp_path)
    took = council.takes(reading_of("cin", paths), mark="1" * 64)
    one = Fact.objects.filter(delivery=took.delivery).first()
    one.pk = None
    one.save(force_insert=True)

    assert rows_of(took) != told_by(took)
