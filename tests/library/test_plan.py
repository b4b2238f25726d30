"""The words of action plans: what a file of them may say, and that a partnership's own are laid over ours."""

import pytest
from pydantic import ValidationError

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.plans.content import WORDS, language_of
from lineofsight.intake.plans.reading import read_plan
from lineofsight.library.plan import PlanPart, PlanWords, StatusScheme
from lineofsight.library.reading import read_documents
from lineofsight.library.scales import DeliveryWord
from lineofsight.library.shelf import Shelf, load
from tests.library.shelves import HEADING, put

PLAN = FileRead(
    "plan.csv",
    (
        Block(
            Kind.TABLE,
            "",
            1,
            rows=(("Deed", "Owner", "Due date", "Status"), ("Write it", "Wardens", "1/9/2026", "Brewing")),
        ),
    ),
)
OWN_WORDS = (
    HEADING
    + """\
headings:
  action: [deed]
  lead agency: [owner]
  due date: [due date]
  status: [status]
agencies:
  Parish wardens: [wardens]
"""
)


def words(text: str) -> PlanWords:
    return PlanWords.model_validate(read_documents(f"id: x\n{HEADING}{text}")[0].data)


def scheme(text: str) -> StatusScheme:
    return StatusScheme.model_validate(read_documents(f"id: x\n{HEADING}order: 1\n{text}")[0].data)


def language(shelf: Shelf):
    found = [shelf.newest(StatusScheme, id) for id in sorted(shelf.ids("statuses"))]
    return language_of(shelf.newest(PlanWords, WORDS), found)


def test_our_words_know_a_heading_for_every_part_of_a_plan():
    (found,) = load().history(PlanWords, WORDS)

    assert set(found.headings) == set(PlanPart)


def test_our_schemes_mean_only_words_of_delivery_and_none_is_checked():
    shelf = load()
    found = [shelf.newest(StatusScheme, id) for id in shelf.ids("statuses")]
    meanings = {m for one in found for m in (*one.colours.values(), *one.words.values())}

    assert meanings <= {*(word.value for word in DeliveryWord), "not known"}
    assert not any(one.checked for one in found)


def test_a_heading_for_two_parts_is_refused_and_taken_under_either():
    with pytest.raises(ValidationError, match="list it under «either»"):
        words("headings: {action: [owner], lead role: [owner]}")

    assert words("headings: {action: [task]}\neither: {owner: [lead role, lead agency]}").either


def test_a_heading_under_either_needs_two_parts():
    with pytest.raises(ValidationError, match="needs two parts"):
        words("headings: {action: [task]}\neither: {owner: [lead role]}")


def test_a_part_that_no_plan_has_is_refused():
    with pytest.raises(ValidationError):
        words("headings: {wombat: [task]}")


def test_a_scheme_that_means_no_word_of_delivery_is_refused():
    with pytest.raises(ValidationError, match="«green» cannot mean «nearly»"):
        scheme("colours: {green: nearly}")

    assert scheme("colours: {green: started, red: not known}").colours


def test_a_scheme_that_says_nothing_is_refused():
    with pytest.raises(ValidationError, match="at least one colour or one word"):
        scheme("")


def test_a_colour_that_we_cannot_see_is_refused():
    with pytest.raises(ValidationError):
        scheme("colours: {mauve: started}")


def test_a_partnerships_own_words_are_read_in_place_of_ours(tmp_path):
    put(tmp_path, f"plans/{WORDS}.yaml", OWN_WORDS)
    put(tmp_path, "statuses/ours-too.yaml", f"{HEADING}order: 9\nwords: {{brewing: paused}}\n")

    found = read_plan(PLAN, language=language(load(tmp_path)))

    assert found is not None
    (action,) = found.actions
    assert (action.text, action.owners[0].agency, action.delivery) == ("Write it", "Parish wardens", "paused")


def test_control_by_our_words_the_same_plan_is_not_understood():
    found = read_plan(PLAN, language=language(load()))

    assert found is None or not any(action.text for action in found.actions)


def test_of_two_schemes_the_first_in_order_says_what_a_colour_means(tmp_path):
    put(tmp_path, "statuses/brag.yaml", f"{HEADING}order: 1\ncolours: {{green: reported_complete}}\n")
    own = load(tmp_path)

    assert language(own).colours[0]["green"] == "reported_complete"
    assert language(load()).colours[0]["green"] == "started"
