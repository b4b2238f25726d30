"""docs/how-to/add-a-pathway.md, followed word for word."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from lineofsight.library.fact import FactKind
from lineofsight.library.pathway import Pathway
from lineofsight.library.reference import pages
from lineofsight.library.shelf import Origin, Shelf, load
from lineofsight.library.standard import Standard
from lineofsight.library.who import WITH_CHILDREN
from lineofsight.partnership import rules
from tests.library import followed
from tests.library.followed import checked, saved

ID = "missing-from-home"


@pytest.fixture
def shelf(tmp_path):
    return saved("add-a-pathway.md", tmp_path)


def changed(shelf: Path, right: str, wrong: str, *, name: str = f"{ID}.yaml") -> Path:
    """The same shelf with other words in one file of pathways."""
    followed.changed(shelf, f"pathways/{name}", right, wrong)
    return shelf


def refusals(shelf: Path) -> list[str]:
    return [str(fault) for fault in load(shelf).faults]


def test_the_page_gives_a_shelf_that_is_in_order(shelf):
    said, wrong = checked(shelf)

    assert wrong == ""
    assert said.startswith("The library is in order")


def test_the_pathway_stands_beside_ours_and_in_the_reference_that_is_written(shelf, tmp_path):
    out = tmp_path / "docs"
    call_command("library", "docs", "--shelf", str(shelf), "--out", str(out), stdout=StringIO())

    assert load(shelf).origin(Pathway, ID) is Origin.THEIRS
    text = (out / "library" / "pathways.md").read_text(encoding="utf-8")
    assert "`missing-from-home`: Missing from home" in text
    assert "**Talk with the child**" in text
    assert "Missing from home" not in pages(load())["library/pathways.md"]


def test_a_story_that_does_not_come_out_is_told_with_what_did(shelf):
    changed(shelf, "late_by: 1", "late_by: 2", name=f"{ID}.examples.yaml")

    _, wrong = checked(shelf)

    assert "nothing more is needed" in wrong
    assert "late by 1 day (`late_by`); the story says" in wrong
    assert "late by 2 days (`late_by`)." in wrong


def test_a_refusal_of_another_sentence_is_told(shelf):
    changed(shelf, "comes first: «Talk", "comes first: «Speak", name=f"{ID}.examples.yaml")

    _, wrong = checked(shelf)

    assert "«Talk with the child».» was refused, not «Something comes first: «Speak" in wrong


LOOK = "roles: [{}]}}]\n    records: return-looked"
BY = "by:\n    - {{agency: council, roles: [{}"
STARTED_BY = "agency: {}, roles: [practitioner, team manager]}}\n  event"
TALK = "    records: return-talk\n"
TOLD = "tells: [{{agency: council, roles: [{}]}}]"
HELD = "standard: return-talk-held"
APART = "one is privileged, and another agency would learn of it"


@pytest.mark.parametrize(
    "right, wrong, told",
    [
        ("after: [talk]", "after: [talks]", "Did you mean «talk»?"),
        ("{step: look, codes", "{step: lock, codes", "Did you mean «look»?"),
        (LOOK.format("team manager"), LOOK.format("team manger"), "Did you mean «team manager»?"),
        (LOOK.format("team manager"), LOOK.format("analyst"), "«analyst» is not a role that does steps"),
        (BY.format("practitioner"), BY.format("publisher"), "«publisher» is not a role that does steps"),
        (STARTED_BY.format("health"), STARTED_BY.format("helth"), "Did you mean «health»?"),
        ("codes: [safety-plan]", "codes: [safety-plans]", "Did you mean «safety-plan»?"),
        ("ends_with: [no-more]", "ends_with: [nomore]", "Did you mean «no-more»?"),
        (HELD, "standard: return-talk-hold", "Did you mean «return-talk-held»?"),
        ("records: return-talk", "records: return-talc", "Did you mean «return-talk»?"),
        (HELD, HELD + "\n    counted_from: begin", "is not a day of this pathway"),
        (HELD, "instrument: reflective-supervison", "Did you mean «reflective-supervision»?"),
        ("records: legal-advice", f"records: legal-advice\n    {HELD}", "is met by «return-talk»"),
        ("records: legal-advice", "records: legal-advice\n    referred: true", "has no codes to answer with"),
        (HELD, HELD + "\n    counted_from: legal", "one is privileged, and its day would be told"),
        ("private: true", "privat: true", "Did you mean «private»?"),
        (TALK, TALK + "    after: [look]\n", "wait for each other: talk → look → talk"),
        ("after: [talk]", "after: [talk, legal]", APART),
        (TALK, TALK + "    after: [legal]\n", APART),
        ("id: meet", "id: look", "Two steps are called «look»"),
        ("from: 2026-01-01", "from: 2025-01-01", "is not in force before 2026-01-01"),
        (HELD, "standard: family-meeting-offered", "is not in force before 2099-01-01"),
        (TOLD.format("team manager"), TOLD.format("analyst"), "«analyst» is not a role that is told of steps"),
        (TOLD.format("team manager"), TOLD.format("team manager").replace("council", "police"), "Nobody of the police"),
        ("private: true", "private: true\n    tells: [{agency: health, roles: [practitioner]}]", "health is not told"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_refused_with_its_line_and_the_nearest_word(shelf, right, wrong, told):
    changed(shelf, right, wrong)

    found = refusals(shelf)

    assert any(f"pathways/{ID}.yaml" in one and "line " in one for one in found), found
    assert any(told in one for one in found), found


def test_a_pathway_that_nothing_ends_is_refused(shelf):
    changed(shelf, "    ends_with: [no-more]\n", "")
    changed(shelf, "    ends: true\n", "")

    assert any("No step ends it" in one for one in refusals(shelf))


def test_a_rule_that_ends_before_the_pathway_is_refused(shelf):
    file = shelf / "standards" / "return-talk-held.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("from: 2026-01-01", "from: 2026-01-01\nto: 2026-06-30"))

    assert any("is in force until 2026-06-30 alone, and this pathway goes on" in one for one in refusals(shelf))


MET = "met_by: {event: return-talk"


def test_a_step_that_a_code_would_end_without_meeting_its_standard_is_refused(shelf):
    followed.changed(shelf, "standards/return-talk-held.yaml", MET, f"{MET}, codes: [talked]")

    assert any("is not met by «not-wanted»" in one and "say «codes: [talked]» here" in one for one in refusals(shelf))


@pytest.mark.parametrize("cure", ["    codes: [talked]\n", "    ends_with: [not-wanted]\n"])
def test_a_step_that_takes_only_what_meets_its_standard_or_ends_it_is_not(shelf, cure):
    followed.changed(shelf, "standards/return-talk-held.yaml", MET, f"{MET}, codes: [talked]")
    changed(shelf, TALK, TALK + cure)

    assert refusals(shelf) == []


def counted_from_a_plan(shelf: Path, condition: str) -> Path:
    """The shelf with a standard that counts from one outcome of `look` alone, and `meet` asked by it."""
    standard = (shelf / "standards" / "return-talk-held.yaml").read_text(encoding="utf-8")
    for right, wrong in (
        ("id: return-talk-held", "id: plan-made"),
        ("event: {event: came-back}", "event: {event: return-looked-at, codes: [safety-plan]}"),
        ("met_by: {event: return-talk}", "met_by: {event: agencies-discussion}"),
    ):
        assert right in standard
        standard = standard.replace(right, wrong)
    (shelf / "standards" / "plan-made.yaml").write_text(standard, encoding="utf-8")
    stories = (shelf / "standards" / "return-talk-held.examples.yaml").read_text(encoding="utf-8")
    (shelf / "standards" / "plan-made.examples.yaml").write_text(stories, encoding="utf-8")
    changed(shelf, "    ends_with: [no-more]\n", "")
    return changed(shelf, "    when: [{step: look, codes: [safety-plan]}]\n", condition + "    standard: plan-made\n")


def test_a_time_that_would_run_after_a_code_from_which_its_standard_does_not_count_is_refused(shelf):
    counted_from_a_plan(shelf, "    after: [look]\n")

    found = refusals(shelf)

    assert any("asks nothing after «no-more» of «look»" in one for one in found), found
    assert any("say «when: [{step: look, codes: [safety-plan]}]»" in one for one in found), found


def test_a_time_of_a_step_that_is_on_the_way_after_the_right_code_alone_is_not(shelf):
    counted_from_a_plan(shelf, "    when: [{step: look, codes: [safety-plan]}]\n")

    assert refusals(shelf) == []


def test_a_story_from_before_the_first_edition_is_told_and_breaks_nothing(shelf):
    changed(shelf, "started: 2026-01-05", "started: 2025-12-05", name=f"{ID}.examples.yaml")

    _, wrong = checked(shelf)

    assert "Example «plain: talked with, and a safety plan»: No edition of «missing-from-home» is in force" in wrong


@pytest.mark.parametrize("wrong", ["id: missing-from-home\nsteps: none\n", "}{", "", "id: [", "- 1\n- 2\n"])
def test_a_broken_pathway_takes_nothing_else_down(shelf, wrong):
    (shelf / "pathways" / f"{ID}.yaml").write_text(wrong, encoding="utf-8")

    found = load(shelf)

    assert found.faults
    assert ID not in found.ids(Pathway.FOLDER)
    assert found.ids(Pathway.FOLDER) == load().ids(Pathway.FOLDER)
    assert "return-talk" in found.ids(FactKind.FOLDER)


def test_the_roles_that_do_steps_are_those_that_the_policy_lets():
    assert rules.RULES[rules.Act.PATHWAY_STEP].to_own == WITH_CHILDREN


def editions(of: Shelf) -> list[Pathway]:
    return list(of.history(Pathway, "pre-proceedings"))


def test_a_rule_that_is_not_in_force_is_asked_by_the_edition_dated_for_its_day_and_never_before():
    shelf = load()
    first, second = editions(shelf)
    [rule] = shelf.history(Standard, "family-meeting-offered")

    assert first.to_date is not None
    assert (second.from_date - first.to_date).days == 1
    assert second.from_date == rule.from_date
    assert "family-meeting-offered" not in {step.standard for step in first.steps}
    assert "family-meeting-offered" in {step.standard for step in second.steps}
    assert shelf.get(Pathway, "pre-proceedings", on=date(2098, 12, 31)).version == 1
    assert shelf.get(Pathway, "pre-proceedings", on=date(2099, 1, 1)).version == 2
