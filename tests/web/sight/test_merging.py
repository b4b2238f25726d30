"""Two references of one child on pages and on the command line: what would change, why, and how it is taken back."""

import io

import pytest
from django.core.management import CommandError, call_command

from lineofsight.partnership.rules import Role
from lineofsight.records.identities.models import Merge
from lineofsight.trail.models import Event
from tests.factories import record_rows
from tests.web.pages import page, words_of
from tests.web.sight.listed import OVERDUE_10, SINCE_START

pytestmark = pytest.mark.django_db
KNOWN = {"reason": "One number was given twice."}


@pytest.fixture
def two(council):
    """A child whose last visit stands under another reference."""
    child = council.child(visits=[SINCE_START])
    other = record_rows.subject(council.delivery, pseudonym="other", shown="KX4-72M")
    record_rows.fact(other, day=OVERDUE_10, code="seen")
    return child, other


def address(child, other=None) -> str:
    return f"/sight/children/{child.ref}/merge" + (f"?other={other.ref}" if other else "")


def test_the_other_reference_is_asked_for_and_stands_in_the_next_address_by_its_reference_alone(two, lead):
    child, other = two

    answer = lead.post(address(child), {"other": "kx472m"})

    assert answer["Location"] == address(child, other)
    assert other.shown not in answer["Location"]


@pytest.mark.parametrize(
    "typed, says", [("ZZZ-ZZZ", "No child of your agency is read so."), ("", "Enter the pseudonym")]
)
def test_a_reference_that_nobody_has_is_refused(two, lead, typed, says):
    answer = lead.post(address(two[0]), {"other": typed})

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_the_confirmation_says_what_would_change_and_changes_nothing(two, lead):
    child, other = two

    told = words_of(page(lead, address(child, other)))

    assert f"everything that is recorded of {other.shown} is read as of {child.shown}" in told
    assert "Both as one" in told
    assert "It can be taken apart again" in told
    assert not Merge.objects.exists()


def test_said_with_a_reason_the_childs_page_holds_both_and_says_so(two, lead):
    child, other = two

    answer = lead.post(address(child, other), KNOWN)

    told = words_of(page(lead, answer["Location"]))
    assert f"{other.shown} is read as this child since 22 June 2026: One number was given twice." in told
    assert "1 in time, 1 late" in told
    assert f"This reference is read as {child.shown}" in words_of(page(lead, f"/sight/children/{other.ref}"))
    assert Event.objects.filter(act="child.merged").count() == 1


def test_without_a_reason_nothing_is_merged(two, lead):
    assert lead.post(address(*two), {"reason": ""}).status_code == 422
    assert not Merge.objects.exists()


def test_taken_apart_each_is_read_as_itself_again_and_can_be_merged_again(two, lead):
    child, other = two
    lead.post(address(child, other), KNOWN)

    answer = lead.post(f"/sight/children/{other.ref}/take-apart", {"reason": "Two sisters."})

    assert answer.status_code == 302
    assert "is read as this child" not in page(lead, f"/sight/children/{child.ref}")
    assert "This reference is read as" not in page(lead, f"/sight/children/{other.ref}")
    assert Event.objects.filter(act="child.taken apart").count() == 1
    assert lead.post(address(child, other), KNOWN).status_code == 302
    assert "is read as this child" in page(lead, f"/sight/children/{child.ref}")


def test_what_was_never_merged_is_not_taken_apart(two, lead):
    answer = lead.post(f"/sight/children/{two[0].ref}/take-apart", {"reason": "x"})

    assert answer.status_code == 422
    assert "There is nothing to take apart." in answer.content.decode()


@pytest.mark.parametrize("role, wanted", [(Role.TEAM_MANAGER, 404), (Role.LEADER, 404), (Role.PRACTITIONER, 404)])
def test_whoever_sees_not_all_children_merges_none(two, browser, role, wanted):
    assert browser(role, "council").post(address(*two), KNOWN).status_code == wanted
    assert not Merge.objects.exists()


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("merge", *arguments, "--by", "analyst@council.example", stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("analyst")
def test_the_command_shows_what_would_change_and_with_a_reason_does_it(two):
    child, other = two

    shown = said("kx4-72m", child.shown)

    assert "both as one: " in shown
    assert "Nothing was written." in shown
    assert not Merge.objects.exists()
    assert f"is read as {child.shown} from now on" in said(other.shown, child.shown, "--reason", "Twice.")
    assert "is read as itself again" in said(other.shown, "--apart", "--reason", "Two after all.")


@pytest.mark.usefixtures("analyst", "two")
def test_the_command_says_in_a_sentence_what_it_cannot_do():
    with pytest.raises(CommandError, match="is read ZZZ"):
        said("ZZZ", "KX4-72M")
    with pytest.raises(CommandError, match="Give both"):
        said("KX4-72M")
