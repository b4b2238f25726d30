"""Our shelf, a partnership's own shelf over it, and the edition in force on a day."""

from datetime import date

import pytest

from lineofsight.library.checks import check
from lineofsight.library.faults import BrokenShelf
from lineofsight.library.kinds import KINDS, EvidenceKind, GlossaryTerm, Theme
from lineofsight.library.measure import FaceColumns, Measure
from lineofsight.library.shelf import NotOnShelf, Origin, load
from tests.library.shelves import HEADING, MEASURE, TERM, put

DAY = date(2026, 3, 31)


def test_our_own_shelf_holds_together_and_has_something_of_every_kind():
    shelf = load()

    assert shelf.faults == ()
    assert all(shelf.ids(folder) for folder in KINDS)


def test_themes_come_in_the_order_of_a_summary():
    themes = load().entries(Theme, on=DAY)

    assert [theme.order for theme in themes] == list(range(1, 11))


def test_the_edition_in_force_on_the_day_is_given(tmp_path):
    later = TERM.replace("from: 2024-01-01", "from: 2025-07-01\nversion: 2")
    put(tmp_path, "glossary/place.yaml", f"id: place\n{TERM}to: 2025-06-30\n---\nid: place\n{later}")
    shelf = load(tmp_path)

    assert shelf.get(GlossaryTerm, "place", on=date(2025, 6, 30)).version == 1
    assert shelf.get(GlossaryTerm, "place", on=date(2025, 7, 1)).version == 2
    assert [term.version for term in shelf.history(GlossaryTerm, "place")] == [1, 2]


def test_before_the_first_edition_there_is_none(tmp_path):
    put(tmp_path, "glossary/place.yaml", TERM)

    with pytest.raises(NotOnShelf, match="in force from 2024-01-01"):
        load(tmp_path).get(GlossaryTerm, "place", on=date(2023, 12, 31))


def test_an_id_that_is_not_there_is_answered_with_the_nearest():
    with pytest.raises(NotOnShelf, match="Did you mean «audit»"):
        load().get(EvidenceKind, "audits", on=DAY)


def test_their_file_wins_over_ours_and_says_so(tmp_path):
    put(tmp_path, "glossary/visit.yaml", TERM)
    put(tmp_path, "glossary/our-own-word.yaml", TERM)
    shelf = load(tmp_path)

    assert shelf.get(GlossaryTerm, "visit", on=DAY).meaning == "What it means."
    assert shelf.origin(GlossaryTerm, "visit") is Origin.THEIRS_INSTEAD
    assert shelf.origin(GlossaryTerm, "our-own-word") is Origin.THEIRS
    assert shelf.origin(GlossaryTerm, "audit") is Origin.OURS
    assert "in place of" in shelf.origin(GlossaryTerm, "visit").words


NEXT_YEAR = TERM.replace("from: 2024-01-01", "from: 2027-01-01").replace(
    "review_by: 2027", "version: 2\nreview_by: 2028"
)


def test_ours_stands_until_theirs_begins(tmp_path):
    ours = load().get(GlossaryTerm, "visit", on=DAY)
    put(tmp_path, "glossary/visit.yaml", NEXT_YEAR)
    shelf = load(tmp_path)

    assert shelf.faults == ()
    assert shelf.get(GlossaryTerm, "visit", on=date(2026, 12, 31)).meaning == ours.meaning
    assert shelf.get(GlossaryTerm, "visit", on=date(2027, 1, 1)).meaning == "What it means."
    assert [one.to_date for one in shelf.history(GlossaryTerm, "visit")] == [date(2026, 12, 31), None]
    assert load().history(GlossaryTerm, "visit") == (ours,)


def test_theirs_of_the_same_first_day_or_an_earlier_one_leaves_nothing_of_ours(tmp_path):
    begins = load().history(GlossaryTerm, "visit")[0].from_date
    put(tmp_path, "glossary/visit.yaml", TERM.replace("from: 2024-01-01", f"from: {begins}\nversion: 2"))

    assert [one.meaning for one in load(tmp_path).history(GlossaryTerm, "visit")] == ["What it means."]


def test_the_edition_that_a_row_names_is_found_and_the_newest_where_it_is_gone(tmp_path):
    put(tmp_path, "glossary/visit.yaml", NEXT_YEAR)
    shelf = load(tmp_path)
    ours, theirs = shelf.history(GlossaryTerm, "visit")

    assert shelf.as_it_stood(GlossaryTerm, "visit", 1) == ours
    assert shelf.as_it_stood(GlossaryTerm, "visit", 2) == theirs
    assert shelf.as_it_stood(GlossaryTerm, "visit", 7) == shelf.newest(GlossaryTerm, "visit") == theirs


def test_theirs_of_a_version_that_ours_has_leaves_nothing_of_ours_and_the_check_says_so(tmp_path):
    put(tmp_path, "glossary/visit.yaml", NEXT_YEAR.replace("version: 2\n", ""))

    before, after = (check(tmp_path, on=day).faults for day in (date(2026, 12, 31), date(2027, 1, 1)))

    assert len(load(tmp_path).history(GlossaryTerm, "visit")) == 1
    assert after == ()
    assert [(one.path, one.sentence) for one in before] == [
        (
            "glossary/visit.yaml",
            "It begins on 2027-01-01 and has the version 1, as ours has, so nothing is in force until then: give it the"
            " version 2.",
        )
    ]
    put(tmp_path, "glossary/visit.yaml", NEXT_YEAR)
    assert check(tmp_path, on=DAY).faults == ()


def test_ours_is_in_force_again_from_the_day_after_theirs_ends_and_the_check_tells_it(tmp_path):
    ours = load().get(GlossaryTerm, "visit", on=DAY)
    put(tmp_path, "glossary/visit.yaml", NEXT_YEAR.replace("version: 2\n", "version: 2\nto: 2027-12-31\n"))
    shelf = load(tmp_path)

    said = [shelf.get(GlossaryTerm, "visit", on=date(year, month, 1)).meaning for year, month in YEARS]

    assert said == [ours.meaning, "What it means.", "What it means.", ours.meaning]
    assert shelf.newest(GlossaryTerm, "visit").meaning == "What it means."
    found = check(tmp_path, on=DAY)
    assert found.faults == ()
    assert found.notes == ("glossary/visit.yaml ends on 2027-12-31; ours is in force again from 2028-01-01.",)


YEARS = ((2026, 12), (2027, 1), (2027, 12), (2028, 1))


def test_control_where_theirs_has_the_version_of_ours_nothing_is_in_force_after_it_and_that_is_a_fault(tmp_path):
    put(tmp_path, "glossary/visit.yaml", TERM.replace("from: 2024-01-01", "from: 2024-01-01\nto: 2027-12-31"))

    found = check(tmp_path, on=DAY)

    assert [one.path for one in found.faults] == ["glossary/visit.yaml"]
    assert "nothing is in force after that: give it the version 2" in found.faults[0].sentence


def test_reading_their_shelf_leaves_ours_as_it_was(tmp_path):
    put(tmp_path, "glossary/visit.yaml", TERM)
    load(tmp_path)

    assert load().origin(GlossaryTerm, "visit") is Origin.OURS


def test_a_broken_file_of_theirs_is_told_and_ours_stands_in_its_place(tmp_path):
    put(tmp_path, "glossary/visit.yaml", TERM.replace("meaning:", "meening:"))
    put(tmp_path, "glossary/our-own-word.yaml", TERM)
    shelf = load(tmp_path)

    (told,) = shelf.faults
    assert (told.path, told.line, told.nearest) == ("glossary/visit.yaml", 11, "meaning")
    assert "Until it is mended the one that comes with the program is used" in told.sentence
    assert shelf.origin(GlossaryTerm, "visit") is Origin.OURS
    assert shelf.origin(GlossaryTerm, "our-own-word") is Origin.THEIRS


def test_a_shelf_full_of_rubbish_takes_nothing_of_ours_down(tmp_path):
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "glossary" / "folder.yaml").mkdir()
    (tmp_path / "glossary" / "empty.yaml").write_bytes(b"")
    (tmp_path / "glossary" / "huge.yaml").write_bytes(b"a" * 1_000_000)
    put(tmp_path, "sources.yaml", "sources: 1")
    put(tmp_path, "mesures/x.yaml", TERM)
    put(tmp_path, "source.yaml", "a: 1")
    put(tmp_path, "glossary/word.yml", TERM)
    shelf = load(tmp_path)

    assert {fault.path for fault in shelf.faults} == {
        "glossary/binary.yaml",
        "glossary/folder.yaml",
        "glossary/empty.yaml",
        "glossary/huge.yaml",
        "glossary/word.yml",
        "mesures/x.yaml",
        "source.yaml",
        "sources.yaml",
    }
    assert next(fault for fault in shelf.faults if fault.path == "mesures/x.yaml").nearest == "measures"
    assert shelf.ids("glossary") == load().ids("glossary")


def test_a_shelf_that_is_not_there_is_one_fault(tmp_path):
    shelf = load(tmp_path / "nowhere")

    assert [fault.sentence for fault in shelf.faults] == ["There is no such folder."]


def test_a_reference_to_nothing_takes_away_the_file_that_makes_it_and_what_leans_on_that(tmp_path):
    put(tmp_path, "glossary/one.yaml", TERM + "see: [two]\n")
    put(tmp_path, "glossary/two.yaml", TERM + "see: [audit, visti]\n")
    put(tmp_path, "glossary/three.yaml", TERM + "see: [audit]\n")
    shelf = load(tmp_path)

    assert [(fault.path, fault.line, fault.nearest) for fault in shelf.faults] == [
        ("glossary/one.yaml", 12, ""),
        ("glossary/two.yaml", 12, "visit"),
    ]
    assert "three" in shelf.ids("glossary")
    assert "two" not in shelf.ids("glossary")


def test_a_source_that_nobody_lists_is_a_fault_and_their_own_list_mends_it(tmp_path):
    put(tmp_path, "glossary/word.yaml", TERM.replace("[line-of-sight]", "[our-policy p.3]"))
    assert [fault.line for fault in load(tmp_path).faults] == [3]

    put(tmp_path, "sources.yaml", "sources: {our-policy: {title: Policy, publisher: Us, published: '2025'}}")
    assert load(tmp_path).faults == ()


@pytest.mark.parametrize(
    "old, new, line, words, nearest",
    [
        ("basis: local", "basis: locl", 4, "not a value of «basis»", "local"),
        ("checked: true", "", 1, "«checked» is missing", ""),
        ("from: 2024-01-01", "from: soon", 6, "«from»", ""),
        ("review_by: 2027-01-01", "review_by: 2023-01-01", 1, "before the first day in force", ""),
        ("title: A title", "title: A <b>title</b>", 2, "HTML", ""),
        ("title: A title", "titel: A title", 2, "Did you mean «title»", "title"),
        ("owner:", "ownr:", 8, "Did you mean «owner»", "owner"),
    ],
)
def test_a_broken_heading_is_told_with_its_line_and_nearest_word(tmp_path, old, new, line, words, nearest):
    assert old in TERM
    put(tmp_path, "glossary/word.yaml", TERM.replace(old, new))

    faults = load(tmp_path).faults

    assert any(fault.line == line and words in fault.sentence and fault.nearest == nearest for fault in faults), faults


def test_the_id_is_the_name_of_the_file(tmp_path):
    put(tmp_path, "glossary/word.yaml", f"id: wrod\n{TERM}")

    assert [fault.sentence for fault in load(tmp_path).faults] == ["The id «wrod» is not the name of the file, «word»."]


@pytest.mark.parametrize(
    "first_to, second, words",
    [
        ("", "from: 2025-01-01\nversion: 2", "Two editions are in force on 2025-01-01"),
        ("to: 2025-01-01\n", "from: 2025-01-01\nversion: 2", "Two editions are in force on 2025-01-01"),
        ("to: 2024-12-31\n", "from: 2025-01-01", "higher version"),
    ],
)
def test_two_editions_never_hold_on_one_day_and_count_upwards(tmp_path, first_to, second, words):
    later = TERM.replace("from: 2024-01-01", second)
    put(tmp_path, "glossary/word.yaml", f"id: word\n{TERM}{first_to}---\nid: word\n{later}")

    (fault,) = load(tmp_path).faults
    assert words in fault.sentence


def test_a_partnership_cannot_add_a_face(tmp_path):
    columns = "about: other\nkey: [ref]\ncolumns:\n  ref: {type: text, words: a reference}\n"
    put(tmp_path, "faces/persons.yaml", HEADING + columns)
    shelf = load(tmp_path)

    assert "the program gives these" in shelf.faults[0].sentence
    assert "persons" not in shelf.ids(FaceColumns.FOLDER)


@pytest.mark.parametrize(
    "old, new, line, nearest",
    [
        ("face: statements", "face: statement", 12, "statements"),
        ("column: is_included", "column: is_include", 19, "is_included"),
        ("equals: true", "equal: true", 19, "equals"),
        ("equals: true", "equals: 1", 19, ""),
        ("equals: true", "on_or_before: as_at", 19, ""),
        ("{column: is_included, equals: true}", "{column: recorded_date, on_or_before: as_ta}", 19, "as_at"),
        ("{column: is_included, equals: true}", "{al: []}", 19, "all"),
        ("{column: is_included, equals: true}", "{column: section, equals: x, is: known}", 19, ""),
        ("shows: counted", "shows: count", 15, "counted"),
        ("kind: full count", "kind: full cuont", 13, "full count"),
        ("kind: full count", "kind: full count\nby: agencies", 14, "agency"),
        ("kind: full count", "kind: full count\nby: recorded_date", 14, ""),
        ("kind: full count", "kind: full count\nwindow: a period", 14, ""),
    ],
)
def test_a_broken_measure_is_told_with_its_line_and_nearest_word(tmp_path, old, new, line, nearest):
    assert old in MEASURE
    put(tmp_path, "measures/some.yaml", MEASURE.replace(old, new))

    shelf = load(tmp_path)

    assert [(fault.line, fault.nearest) for fault in shelf.faults] == [(line, nearest)], shelf.faults
    assert "some" not in shelf.ids("measures")


def test_the_measure_that_these_faults_are_made_from_is_right(tmp_path):
    put(tmp_path, "measures/some.yaml", MEASURE)

    assert load(tmp_path).faults == ()
    assert load(tmp_path).get(Measure, "some", on=DAY).window == "a day"


def test_a_broken_file_of_ours_stops_the_program(tmp_path):
    put(tmp_path, "glossary/word.yaml", TERM)
    put(tmp_path, "sources.yaml", "sources: {line-of-sight: {title: T, publisher: P, published: '1'}}")
    assert load(ours=tmp_path).ids("glossary") == {"word"}

    broken = tmp_path / "broken"
    put(broken, "glossary/word.yaml", TERM)
    with pytest.raises(BrokenShelf, match=r"glossary/word.yaml, line 3: «line-of-sight» is not a source"):
        load(ours=broken)
