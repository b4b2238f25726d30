"""A council's own list: its mapping says what becomes of each column, and its worked examples hold."""

from datetime import date

import pytest

from lineofsight.intake.returns.mapped import Mapped
from lineofsight.intake.returns.mapped_examples import disagreements
from lineofsight.intake.returns.recognise import reading_of, recognise
from lineofsight.library.mapping import CsvMapping, ExampleFact, MappingExample, SpeaksOf
from lineofsight.library.shelf import OURS, load
from lineofsight.records.taken import RefusedRow, TakenEvent, UnreadableReturn
from tests.intake.returns.deliveries import only, read, table
from tests.library.shelves import put

VISITS = "Person ID,Visit ID,Visit date,Child seen,Worker ID,Child's name"


def test_a_list_is_recognised_by_the_columns_of_its_mapping(tmp_path):
    path = table(tmp_path / "any", VISITS, "A1,V1,03/02/2026,Seen,W1,Robin Example")

    assert recognise([path]) == "care-visits-list"


def test_a_list_speaks_of_the_children_in_it_unless_its_mapping_says_of_every_child(tmp_path):
    path = table(tmp_path / "any", VISITS, "A1,V1,03/02/2026,Seen,W1,")
    named = load().newest(CsvMapping, "care-visits-list")
    whole = named.model_copy(update={"speaks_of": SpeaksOf.EVERYBODY})

    said = []
    for mapping in (named, whole):
        reading = Mapped(mapping, [path])
        list(reading.taken())
        summary = reading.summary()
        said.append((summary.speaks_of_everybody, "speaks of every child" in " ".join(summary.caveats)))

    assert said == [(False, False), (True, True)]


def test_a_list_carries_what_it_says_from_its_first_day_on(tmp_path):
    rows = ["A1,V1,03/02/2026,Seen,W1,", "A2,V2,01/12/2025,seen,W1,", "A2,V3,,Seen,W1,"]

    taken, done = read("care-visits-list", [table(tmp_path / "any", VISITS, *rows)])

    assert [(one.kind, str(one.start), one.until) for one in done.carried] == [
        (kind, "2025-12-01", None) for kind in ("care-visit", "child-seen", "child-seen-alone")
    ]
    assert [one.worker for one in only(TakenEvent, taken)] == ["W1"] * 3
    assert done.thrown_away == ("Child's name",)


def test_a_day_that_is_missing_is_told_at_the_column_in_which_it_should_stand(tmp_path):
    taken, _ = read(
        "care-visits-list", [table(tmp_path / "any", VISITS, "A1,V1,,Seen,W1,", "A2,V2,32/01/2026,Seen,W1,")]
    )

    assert [(one.line, one.field) for one in only(RefusedRow, taken)] == [(2, "Visit date"), (3, "Visit date")]


def test_an_example_that_does_not_come_out_is_told_as_it_would_be_written():
    mapping = load().newest(CsvMapping, "care-visits-list")
    row = {"Person ID": "A1", "Visit ID": "V1", "Visit date": "03/02/2026", "Child seen": "Seen"}
    seen = ExampleFact(child="A1", event="care-visit", day=date(2026, 2, 3), code="seen")

    def told(**said) -> list[str]:
        return list(disagreements(mapping, MappingExample(name="one", says="Said.", rows=(row,), **said)))

    assert told(takes=(seen,)) == []
    assert told(refuses=("Visit date",)) == [
        "Example «one» takes {child: A1, event: care-visit, day: 2026-02-03, code: seen}, not nothing.",
        "Example «one» refuses nothing, not «Visit date».",
    ]


def test_a_list_that_never_says_who_was_seen_does_not_say_that_nobody_was(tmp_path):
    _, done = read("care-visits-list", [table(tmp_path / "any", VISITS, "A1,V1,03/02/2026,,W1,")])

    assert [one.kind for one in done.carried] == ["care-visit"]


def test_what_is_thrown_away_is_nowhere(tmp_path):
    path = table(tmp_path / "any", VISITS, "A1,V1,03/02/2026,Robin Example,W1,Robin Example")

    assert "Robin" not in repr(read("care-visits-list", [path]))


def test_a_column_that_the_mapping_does_not_name_is_refused_by_its_number(tmp_path):
    path = table(tmp_path / "any", VISITS + ",About Robin Example", "A1,V1,03/02/2026,Seen,W1,,x")

    with pytest.raises(UnreadableReturn, match="number 7") as refused:
        reading_of("care-visits-list", [path])

    assert "Robin" not in str(refused.value)


def test_a_column_that_is_missing_is_named(tmp_path):
    with pytest.raises(UnreadableReturn, match="lacks the column «Visit ID»"):
        reading_of("care-visits-list", [table(tmp_path / "any", "Person ID,Visit date", "A1,03/02/2026")])


def test_a_source_that_nobody_knows_is_refused(tmp_path):
    with pytest.raises(UnreadableReturn, match="no source that we know"):
        reading_of("nothing", [table(tmp_path / "any", VISITS)])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("event: care-visit", "event: care-vizit", "is not a kind of event"),
        ("event: care-visit", "event: care", "is not a kind of event"),
        ("Seen: seen\n", "Seen: seem\n", "is not a code of «care-visit»"),
        ("says: [child-seen,", "says: [child-sen,", "is not a kind of event"),
        ("carries: [care-visit, child-seen, child-seen-alone]", "carries: [care-review]", "carried and never taken"),
        ("[Child's name,", "[Visit date,", "looked at and thrown away"),
        ("day: Visit date", "start: Visit date", "n event has a «day»"),
    ],
)
def test_a_mapping_that_does_not_hold_together_is_reported(tmp_path, old, new, says):
    text = (OURS / "mappings" / "care-visits-list.yaml").read_text(encoding="utf-8")
    assert old in text
    text = text[text.index("id:") :].replace(old, new)
    if "a kind of" in says:
        text = text.replace("carries: [care-visit, child-seen, child-seen-alone]\n", "")
    put(tmp_path, "mappings/care-visits-list.yaml", text)

    assert says in " ".join(fault.sentence for fault in load(tmp_path).faults)


def test_a_partnerships_own_mapping_is_used(tmp_path):
    text = (OURS / "mappings" / "care-visits-list.yaml").read_text(encoding="utf-8")
    own = text[text.index("id:") :].replace("care-visits-list", "our-list").replace("Person ID", "Our number")
    put(tmp_path / "shelf", "mappings/our-list.yaml", own)
    shelf = load(tmp_path / "shelf")
    path = table(tmp_path / "any", VISITS.replace("Person ID", "Our number"), "A1,V1,03/02/2026,Seen,W1,")

    assert recognise([path], shelf=shelf) == "our-list"
    assert len(only(TakenEvent, list(reading_of("our-list", [path], shelf=shelf).taken()))) == 1


def test_a_list_that_says_when_it_was_written_down_hands_that_day_on_and_reaches_no_further(tmp_path):
    text = (OURS / "mappings" / "care-visits-list.yaml").read_text(encoding="utf-8")
    own = text[text.index("id:") :].replace("care-visits-list", "our-list")
    own = own.replace("    worker: Worker ID\n", "    worker: Worker ID\n    recorded: Recorded on\n")
    put(tmp_path / "shelf", "mappings/our-list.yaml", own)
    rows = ["A1,V1,03/02/2026,Seen,W1,,07/02/2026", "A1,V2,04/02/2026,Seen,W1,,soon", "A1,V3,05/02/2026,Seen,W1,,"]
    path = table(tmp_path / "any", f"{VISITS},Recorded on", *rows)

    reading = reading_of("our-list", [path], shelf=load(tmp_path / "shelf"))
    taken = list(reading.taken())

    assert [one.recorded for one in only(TakenEvent, taken)] == [date(2026, 2, 7), None, None]
    assert [(one.line, one.field) for one in only(RefusedRow, taken)] == [(3, "Recorded on")]
    assert (reading.summary().carried[0].start, reading.summary().carried[0].until) == (date(2026, 2, 3), None)


@pytest.mark.parametrize(("day", "is_open"), [("09/09/9999", True), ("31/12/2999", True), ("09/09/2099", False)])
def test_an_end_that_databases_write_for_none_is_none(tmp_path, day, is_open):
    columns = load().newest(CsvMapping, "supervision-list").columns()
    said = {"Child": "A1", "Kind": "Visits agreed", "Date": "2026-02-03", "Ended": iso(day), "Days": "14"}
    path = table(tmp_path / "list.csv", ",".join(columns), [said.get(name, "") for name in columns])

    taken, _ = read("supervision-list", [path])

    assert [(one.start, one.until is None) for one in taken] == [(date(2026, 2, 3), is_open)]


def iso(day: str) -> str:
    return "-".join(reversed(day.split("/")))


def test_a_day_written_otherwise_than_the_mapping_says_is_told_how(tmp_path):
    head = "Person ID,Visit ID,Visit date,Worker ID,Child seen"
    path = table(tmp_path / "list.csv", head, ("A1", "V1", "2026-06-06", "", "Seen"))

    (refused,) = [one for one in read("care-visits-list", [path])[0] if isinstance(one, RefusedRow)]

    assert refused.cure.startswith("Write it as 31/01/2026.")
    assert "2026-01-31" not in refused.cure


def test_titles_above_the_header_and_what_a_computer_leaves_in_a_folder_are_passed_over(tmp_path):
    head = "Person ID,Visit ID,Visit date,Worker ID,Child seen"
    above = ("Report: visits,,,,", "Run on 22/06/2026 09:14,,,,", ",,,,")
    path = table(tmp_path / "list.csv", *above, head, ("A1", "V1", "06/06/2026", "", "Seen"))
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf")

    taken, _ = read("care-visits-list", [path, tmp_path / "Thumbs.db"])

    assert [one.day for one in taken] == [date(2026, 6, 6)]
