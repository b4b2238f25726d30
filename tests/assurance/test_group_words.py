"""What a group of a figure is called: no code of the rows stands on a page."""

import re
from pathlib import Path

import pytest

import lineofsight
from lineofsight.assurance.group_words import column_called, group_called
from lineofsight.library.audit import AuditKind
from lineofsight.library.course import Course
from lineofsight.library.measure import Measure
from lineofsight.partnership.shelf import shelf


def called(measure: str, group: str) -> str:
    library = shelf()
    found = library.newest(Measure, measure)
    return group_called(found, group, by=found.by, library=library)


@pytest.mark.parametrize(
    ("measure", "group", "words"),
    [
        ("audits-good-or-better", "child-heard", "Voice of the child"),
        ("audit-loops-closed", "practice-audit", "Practice audit"),
        ("rose-in-confidence", "cannabis-and-parenting", "Cannabis and parenting"),
        ("visits-child-seen-alone", "care-visit", "Visit to a child in care"),
        ("children-with-one-worker", "1", "1 worker"),
        ("children-with-one-worker", "3", "3 workers"),
        ("children-with-one-worker", "not known", "not known"),
        ("visits-in-care-in-time", "Wexcombe Council", "Wexcombe Council"),
        ("audit-loops-closed", "of-another-time", "of-another-time"),
    ],
)
def test_a_group_has_the_words_of_the_library_and_what_it_does_not_know_stays(measure, group, words):
    assert called(measure, group) == words


def test_an_area_is_called_as_the_audit_calls_it_that_the_measure_counts():
    assert (called("health-records-audited", "told-on"), called("return-home-audited", "told-on")) == (
        _area("health-record", "told-on"),
        _area("information-and-return-home", "told-on"),
    )
    assert _area("health-record", "told-on") != _area("information-and-return-home", "told-on")


def _area(audit: str, area: str) -> str:
    return next(one.title for one in shelf().newest(AuditKind, audit).areas if one.id == area)


def test_no_code_of_the_shelf_is_left_without_words():
    library = shelf()
    groups = {
        "audit": [one.id for one in library.all_newest(AuditKind)],
        "course": [one.id for one in library.all_newest(Course)],
        "area": [area.id for one in library.all_newest(AuditKind) for area in one.areas],
        "took_part": [f"PN{number}" for number in range(8)],
    }
    for measure in library.all_newest(Measure):
        for group in groups.get(measure.by or "", ()):
            assert called(measure.id, group) != group, (measure.id, group)
        assert not re.search(r"[_]", column_called(measure.by or ""))


def printed_codes(text: str) -> list[str]:
    """Where a template prints the group of a figure as it stands in the rows; as the value of a field it may."""
    return re.findall(r'(?<!value=")\{\{[^}]*\.group\b[^}]*\}\}', re.sub(r'value="[^"]*"', "", text))


def test_no_page_prints_the_code_of_a_group():
    templates = (Path(lineofsight.__file__).parent / "web" / "templates").rglob("*.html")

    assert {path.name: found for path in templates if (found := printed_codes(path.read_text(encoding="utf-8")))} == {}


def test_control_a_code_that_is_printed_is_found_and_the_value_of_a_field_is_not():
    assert printed_codes('<td>{{ figure.group or "all" }}</td>') == ['{{ figure.group or "all" }}']
    assert printed_codes('<input value="{{ measure.id }}/{{ figure.group }}">') == []
