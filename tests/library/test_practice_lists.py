"""Lists of what is due and roles of those who work with a child, as data that a partnership may lay its own over."""

import pytest

from lineofsight.library.practice_lists import DueMatter, WorkerRole, role_in
from lineofsight.library.shelf import load

ROLES = load().all_newest(WorkerRole)
HEAD = (
    "id: {id}\ntitle: Ours\nsource: [line-of-sight]\nbasis: local\nscope: local\nfrom: 2020-01-01\nchecked: true\n"
    "owner: somebody\nreview_by: 2030-01-01\n"
)


@pytest.mark.parametrize(
    "written, role",
    [
        ("IRO", "reviewing officer"),
        ("Independent Reviewing Officer", "reviewing officer"),
        ("ind rev (north)", "reviewing officer"),
        ("PA", "personal adviser"),
        ("Leaving care advisor", "personal adviser"),
        ("Team Manager", "manager"),
        ("Allocated Social Worker", "allocated worker"),
        ("keyworker", "allocated worker"),
        ("", "allocated worker"),
        ("Environment officer", "another role"),
        ("Spare SWimming coach", "another role"),
    ],
)
def test_a_role_is_known_however_it_is_written(written, role):
    found = role_in(written, ROLES)

    assert found is not None
    assert found.role == role


def test_only_the_reviewing_officer_is_also_a_time_for_the_child():
    assert {one.id: one.gives for one in ROLES if one.gives} == {"reviewing-officer": "reviewing-officer"}


def test_a_partnership_may_call_its_officers_otherwise(tmp_path):
    folder = tmp_path / "worker-roles"
    folder.mkdir()
    said = "order: 1\nrole: reviewing officer\nparts: [plan chair]\ngives: reviewing-officer\n"
    (folder / "reviewing-officer.yaml").write_text(HEAD.format(id="reviewing-officer") + said)

    shelf = load(tmp_path)

    assert shelf.faults == ()
    roles = shelf.all_newest(WorkerRole)
    assert [role_in(text, roles).role for text in ("Plan chair", "IRO")] == ["reviewing officer", "another role"]


def test_every_family_of_visits_and_reviews_stands_in_a_list():
    listed = {family for id in load().ids("due-lists") for family in load().newest(DueMatter, id).families}

    assert listed == {"cla-visit", "cp-visit", "cin-visit", "cla-review", "rcpc"}


def test_a_list_of_a_family_that_is_not_there_is_refused(tmp_path):
    folder = tmp_path / "due-lists"
    folder.mkdir()
    said = "order: 1\nfamilies: [cla-vist]\nwords: Visits\nquestion: Who\nshould_have: should have\nnothing: Nothing.\n"
    (folder / "visits.yaml").write_text(HEAD.format(id="visits") + said)

    faults = load(tmp_path).faults

    assert len(faults) == 1
    assert "cla-visit" in str(faults[0])
