"""What tells who somebody is goes no further than the reader, whatever column or element it stands in."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.returns import cin_modules, ssd_tables, ssda903_tables
from lineofsight.intake.returns.recognise import recognise
from lineofsight.records.taken import TakenChild
from tests.intake.returns.deliveries import HEAD, TAIL, only, read, table

SECRET = "Robin Example 1 High Street ZZ1 1ZZ"
IDS = {"CHILD", "SW_ID"}
USED = [*((kind, "ssda903") for kind in ssda903_tables.KINDS), *((kind, "ssd") for kind in ssd_tables.USED)]


def is_id(column):
    return column in IDS or column.endswith(("_id", "_cla_id", "professional_team"))


@pytest.mark.parametrize(("kind", "source"), USED, ids=[f"{source} {kind.name}" for kind, source in USED])
def test_a_secret_in_any_column_but_an_id_comes_out_nowhere(tmp_path, kind, source):
    strangers = [f"{kind.prefix}surname", f"{kind.prefix}postcode", "Robin Example"]
    columns = [*sorted(kind.needs | kind.takes | kind.known), *strangers]
    row = ["7" if is_id(column) else SECRET for column in columns]
    path = table(tmp_path / "file.csv", ",".join(columns), row, row)

    assert recognise([path]) == source
    said = repr(read(source, [path])).casefold()

    assert [part for part in ("robin", "example", "street", "zz1") if part in said] == []


def test_control_a_secret_that_comes_out_is_seen(tmp_path):
    path = table(tmp_path / "file.csv", "CHILD,DOB,REVIEW,REVIEW_CODE", [SECRET, "", "01/02/2026", "PN1"])

    assert SECRET in repr(read("ssda903", [path]))


@pytest.mark.parametrize("name", sorted({*ssd_tables._BY_PREFIX} - {kind.prefix for kind in ssd_tables.USED}))
def test_a_table_of_the_dataset_that_is_not_needed_is_thrown_away_whole(tmp_path, name):
    path = table(tmp_path / "file.csv", f"{name}one,{name}two", f"{SECRET},{SECRET}")

    taken, done = read("ssd", [path])

    assert taken == []
    assert [words.endswith(": the whole table") for words in done.thrown_away] == [True]


def test_a_secret_in_any_element_of_a_census_but_the_childs_id_comes_out_nowhere(tmp_path):
    names = sorted(cin_modules.TAKEN | cin_modules.KNOWN | {cin_modules.MONTH_ONLY, "Nickname"} - {"LAchildID"})
    inside = "".join(f"<{name}>{SECRET}</{name}>{SECRET}" for name in names if name != "LAchildID")
    parts = "".join(f"<{part}>{SECRET}{inside}</{part}>" for part in sorted(cin_modules.PARTS - {"CINdetails"}))
    path = tmp_path / "census.xml"
    path.write_text(
        f"{HEAD}<Child><ChildIdentifiers><LAchildID>7</LAchildID>{inside}</ChildIdentifiers><CINdetails>{inside}{parts}"
        f"</CINdetails></Child>{TAIL}",
        encoding="utf-8",
    )

    said = repr(read("cin", [path])).casefold()

    assert "enquiry-started" in said
    assert [part for part in ("robin", "example", "street", "zz1", "nickname") if part in said] == []


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2026, 3, 31)))
def test_of_a_day_of_birth_the_month_comes_out_and_nothing_else(tmp_path_factory, born):
    folder = tmp_path_factory.mktemp("born")
    header = table(folder / "header.csv", "CHILD,SEX,DOB,ETHNIC", f"A1,1,{born:%d/%m/%Y},WBRI")
    person = table(folder / "person.csv", "pers_person_id,pers_dob", f"7,{born.isoformat()}T00:00:00")

    for source, path in (("ssda903", header), ("ssd", person)):
        taken, _ = read(source, [path])
        assert [one.born_month for one in only(TakenChild, taken)] == [born.replace(day=1)]
        assert len(taken) == 1
