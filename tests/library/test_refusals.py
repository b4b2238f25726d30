"""A stranger's shelf, written by the how-tos: what is wrong in it is said at its place, in a sentence, once."""

from pathlib import Path

import pytest

from lineofsight.library import checks
from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved

PAGES = (
    "add-a-standard.md",
    "add-an-instrument.md",
    "add-a-pathway.md",
    "add-a-measure.md",
    "add-a-register.md",
    "add-a-return.md",
    "add-a-system.md",
)
TALK = "standards/return-talk-held.yaml"
STORIES = "standards/return-talk-held.examples.yaml"
MEETING = "registers/placement-meeting.yaml"
SYSTEM = "systems/young-carers.yaml"


@pytest.fixture(scope="session")
def written(tmp_path_factory) -> dict[str, str]:
    """The whole shelf of a new partnership, as its files read."""
    root = tmp_path_factory.mktemp("stranger")
    for page in PAGES:
        saved(page, into=root)
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.yaml")}


@pytest.fixture
def shelf(written, tmp_path) -> Path:
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def faults_of(shelf: Path) -> list[str]:
    return [line for line in checked(shelf)[1].splitlines() if " to mend in " not in line]


def test_control_the_whole_shelf_is_in_order(shelf):
    assert "The library is in order" in checked(shelf)[0]


def test_the_reference_says_which_files_are_the_partnership_s_own(shelf):
    theirs = pages(load(shelf))

    for page, id in (
        ("registers", "placement-meeting"),
        ("pathways", "missing-from-home"),
        ("systems", "young-carers"),
    ):
        line = next(one for one in theirs[f"library/{page}.md"].splitlines() if one.startswith(f"*`{id}`"))
        assert line.endswith("From this partnership's own library.")
    assert not any(
        "partnership's own library." in text for name, text in pages(load()).items() if name != "glossary.md"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("within: 3", "within: -1", "line 19: «within»: -1 is too small, the least is 1."),
        ("within: 3", "within: three", "line 19: «within»: write a whole number."),
        ("counted_in: days", "counted_in: weeks", "line 19: «weeks» is not a value of «counted_in». Known: «days»"),
        (
            "days, words: within 3 days",
            "working days, words: within 3 working days",
            "line 15: Working days are counted by a calendar: add «calendar: england-bank-holidays».",
        ),
        ("from: 2026-01-01", "from: 1 January 2026", "line 6: «from»: write a day as 2026-03-31."),
        ("from: 2026-01-01", "from: 2026-01-01 10:00:00", "line 6: «from»: write a day as 2026-03-31."),
        ("  event: {event: came-back}", "\tevent: {event: came-back}", "line 16: A tab stands before the words."),
        ("duty:", "dutty:", "line 12: «dutty» is not a word here. Did you mean «duty»?"),
    ],
)
def test_what_is_wrong_is_said_once_and_what_follows_from_it_names_the_file_to_mend_first(shelf, right, wrong, told):
    changed(shelf, TALK, right, wrong)

    found = faults_of(shelf)

    follows = "«return-talk-held» stands in standards/return-talk-held.yaml, which has to be mended first."
    assert len(found) == 2, found
    assert found[0] == f"pathways/missing-from-home.yaml, line 30: {follows}"
    assert found[1].startswith(f"{TALK}, {told}")


@pytest.mark.parametrize(
    ("name", "right", "wrong", "told"),
    [
        (MEETING, "order: 30", "order: first", "«order»: write a whole number."),
        (MEETING, "title: Placement meeting", "title:", "«title»: it has no value."),
        (MEETING, "title: Placement meeting", "title: 2026", "«title»: put it in quotation marks"),
        (MEETING, "{agreed: The", "{Agreed: The", "«Agreed» is not written so; write small letters and digits"),
        (MEETING, "This is not a referral.", "Hello.", "«first_line»: begin with «This is not a referral."),
        (SYSTEM, "measures: [feedback-answered]", "measures: feedback-answered", "«measures»: write a list: [one"),
        (SYSTEM, "kinds: [review to publication]", "kinds: []", "«kinds»: at least 1 has to stand here."),
        (SYSTEM, "listening: [", "listenings: [", "«listenings» is no folder of the library with something in it."),
        (STORIES, "code: talked", "code: tlked", "«tlked» is not a code of «return-talk». Did you mean «talked»?"),
        (STORIES, "event: return-talk", "event: return-tlk", "«return-tlk» is not a kind of fact."),
    ],
)
def test_a_value_that_cannot_be_is_told_with_what_would_be_right(shelf, name, right, wrong, told):
    changed(shelf, name, right, wrong)

    (found,) = faults_of(shelf)

    assert found.startswith(name)
    assert told in found


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("within: 3, counted_in: days", "within: 4, counted_in: days"),
        ("words: within 3 days", "words: within 3 weeks"),
        ("words: within 3 days", "words: within 3 months"),
        ("words: within 3 days", "words: at most 30 days"),
    ],
)
def test_what_people_read_of_an_interval_is_what_is_counted(shelf, right, wrong):
    changed(shelf, TALK, right, wrong)

    assert "are counted. Let them say the same." in faults_of(shelf)[-1]


def test_control_weeks_of_days_and_words_without_a_number_stand(shelf):
    changed(shelf, TALK, "within: 3, counted_in: days, words: within 3 days", "within: 14, counted_in: days, words: X")
    changed(shelf, TALK, "words: X", "words: within 2 weeks")
    (shelf / STORIES).unlink()

    assert not any("are counted" in one for one in faults_of(shelf))


def test_a_later_version_of_which_no_example_falls_into_its_time_is_told(shelf):
    changed(shelf, TALK, "from: 2026-01-01", "from: 2026-06-01\nversion: 2")

    told = f"{STORIES}, line 1: No example is as at a day from 2026-06-01 on, when this version begins."
    assert told in faults_of(shelf)


@pytest.mark.parametrize("name", ["standards/more.YAML", "standards/more.yml"])
def test_a_file_that_nobody_would_read_is_named(shelf, name):
    (shelf / name).write_text((shelf / TALK).read_text())

    assert faults_of(shelf) == [f"{name}, line 1: Name it more.yaml."]


@pytest.mark.parametrize("word", ["no", "on", "yes", "off"])
def test_words_that_yaml_takes_for_true_and_false_are_codes_like_any_other(shelf, word):
    changed(shelf, MEETING, "{ended: Where the child lives ended", f"{{{word}: Where the child lives ended")

    assert faults_of(shelf) == []


def test_a_section_of_more_questions_than_a_page_holds_is_noted(shelf):
    more = "".join(f"      - {{id: q-{at}, ask: Was it so {at}, answer: yes or no}}\n" for at in range(20))
    first = "      - {id: seen-on, ask: On which day was it?, answer: day}\n"
    noted = "instruments/visit-reflection.yaml asks 23 questions on one page, «The visit»: make several sections of it."
    before = checks.check(shelf).notes

    changed(shelf, "instruments/visit-reflection.yaml", first, first + more)

    assert (noted in before, noted in checks.check(shelf).notes) == (False, True)


def test_a_file_whose_day_to_be_looked_at_again_is_past_is_noted(shelf, monkeypatch):
    changed(shelf, MEETING, "from: 2026-01-01", "from: 2020-01-01")
    changed(shelf, MEETING, "review_by: 2027-01-01", "review_by: 2021-01-01")

    said, wrong = checked(shelf)

    assert f"{MEETING} was to be looked at again by 2021-01-01." in said
    assert wrong == ""


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"),
    [
        ("facts/return-talk.yaml", "recorded: event", "recorded: event\nby_hand: true", "write it"),
        ("instruments/visit-reflection.yaml", "minutes: 5", "minutes: 5\ngrades: [weak, good]", "write each"),
    ],
)
def test_a_value_where_words_have_to_stand_is_told_which_words_may_stand_there(shelf, file, right, wrong, told):
    changed(shelf, file, right, wrong)

    said = [str(fault) for fault in load(shelf).faults if fault.path == file]

    assert len(said) in (1, 2), said
    for one in said:
        assert f"{told} as words with their values. The words that may stand there: «" in one


def test_a_word_that_is_far_from_every_other_is_told_with_all_that_may_stand_there(shelf):
    changed(shelf, "instruments/visit-reflection.yaml", "answer: day}", "answer: day, xyz: 1}")

    (said,) = [str(fault) for fault in load(shelf).faults]

    assert "«xyz» is not a word here. Known: " in said
    assert " more." not in said
    assert "«only_if»" in said
    assert "«private»" in said
