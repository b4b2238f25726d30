"""A return may come in parts, a child at a time: each part speaks for those whom it names, and nobody is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from lineofsight.assurance.due import countable
from lineofsight.intake.returns.recognise import reading_of
from lineofsight.library.standard_examples import Status
from lineofsight.partnership.queries import actor_in_role
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.records.histories import History
from lineofsight.records.identities.keys import make_key
from lineofsight.records.identities.models import NamedChildren
from lineofsight.records.mark import mark_of
from lineofsight.records.practice.actions import Took, take_return
from lineofsight.records.practice.matching import Matching
from lineofsight.records.tables import came_in_of, histories_of, known
from lineofsight.records.taken import TakenSpan
from lineofsight.trail import triggers
from tests.factories.partnership import NOW, acting, agency
from tests.intake.returns.deliveries import HEAD, TAIL, table
from tests.records.readings import born, carries, reading, visit
from tests.sight.deliveries import written

pytestmark = pytest.mark.django_db
CHILDREN = ("a", "b", "c")
HOME = {"care": "", "placement": "U6", "legal": "C2"}
MARCH, APRIL, MAY, JUNE = date(2026, 3, 3), date(2026, 4, 7), date(2026, 5, 5), date(2026, 6, 2)


def ssd(folder: Path, children: tuple[str, ...], is_corrected: bool) -> list[Path]:
    visits = [(f"{one}{day}", one, one, day, "Y", "Y") for one in children for day in days(one, is_corrected)]
    # The third has no visit at all: that the table is handed in is said by the files of the others.
    tables = {
        "ssd_person": [(one, "F", "2015-05-05") for one in children],
        "ssd_cla_episodes": [(one, one, one, "2026-01-05", "S", "", "", "2026-01-05") for one in children],
        "ssd_cla_visits": [row for row in visits if row[1] != "c"],
    }
    return written(folder, tables)


def days(child: str, is_corrected: bool) -> list[str]:
    """Two days, of which the second of the first child was a mistake."""
    return ["2026-01-12", *([] if is_corrected and child == "a" else ["2026-02-16"])]


def ssda903(folder: Path, children: tuple[str, ...], is_corrected: bool) -> list[Path]:
    episodes = [(one, "2025-05-05", "S", "C2", "N1", "U6", "PR1", "", "", "") for one in children]
    head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE"
    reviews = [(one, "", day, "PN1") for one in children for day in days(one, is_corrected)]
    return [
        table(folder / "header.csv", "CHILD,SEX,DOB,ETHNIC", *[(one, "2", "05/05/2015", "WBRI") for one in children]),
        table(folder / "episodes.csv", head, *[(one, "05/05/2025", *rest[1:]) for one, *rest in episodes]),
        table(folder / "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE", *[(a, b, uk(c), d) for a, b, c, d in reviews]),
    ]


def uk(day: str) -> str:
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def cin(folder: Path, children: tuple[str, ...], is_corrected: bool) -> list[Path]:
    text = HEAD
    for one in children:
        assessed = "".join(
            f"<Assessments><AssessmentActualStartDate>{day}</AssessmentActualStartDate></Assessments>"
            for day in days(one, is_corrected)
        )
        text += (
            f"<Child><ChildIdentifiers><LAchildID>{one}</LAchildID></ChildIdentifiers><CINdetails>"
            f"<CINreferralDate>2026-01-05</CINreferralDate>{assessed}</CINdetails></Child>"
        )
    path = folder / "census.xml"
    path.write_text(text + TAIL)
    return [path]


def annex_a(folder: Path, children: tuple[str, ...], is_corrected: bool) -> list[Path]:
    book = Workbook()
    book.active.title = "List 3"
    book.active.append(["Child Unique ID", "Gender", "Date of referral"])
    for one in children:
        for day in days(one, is_corrected):
            book.active.append([one, "a) Female", date.fromisoformat(day)])
    path = folder / "annex-a.xlsx"
    book.save(path)
    return [path]


def visits_list(folder: Path, children: tuple[str, ...], is_corrected: bool) -> list[Path]:
    rows = [(one, f"{one}{day}", uk(day), "Seen", "W1") for one in children for day in days(one, is_corrected)]
    return [table(folder / "visits.csv", "Person ID,Visit ID,Visit date,Child seen,Worker ID", *rows)]


FORMATS = {"ssd": ssd, "ssda903": ssda903, "cin": cin, "annex-a": annex_a, "care-visits-list": visits_list}


@pytest.fixture(params=FORMATS, ids=str)
def takes(request, council, tmp_path):
    """Take a delivery of some children in one of the five formats, as one agency or another."""
    numbers = iter(range(100))

    def taking(*children: str, is_corrected: bool = False, of=council.agency) -> Took:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        paths = FORMATS[request.param](folder, children, is_corrected)
        return take_return(reading=reading_of(request.param, paths), mark=mark_of(paths), by=analyst_of(of))

    return taking


def analyst_of(of):
    found = actor_in_role(Role.ANALYST, now=NOW, agency_code=of.code)
    return found or acting(Role.ANALYST, of)


def known_of_all(of) -> list[tuple[object, ...]]:
    """What is known of each child, without names and the keyed words of rows."""
    with scope(analyst_of(of), writes=False):
        return sorted(map(said, histories_of(known(of))), key=repr)


def said(one: History) -> tuple[object, ...]:
    return tuple(replace(event, link="") for event in one.events), one.spans, one.carried, one.born_month


def test_a_return_that_comes_a_child_at_a_time_tells_what_it_tells_as_a_whole(council, takes):
    whole = council.agency
    takes(*CHILDREN)
    second = agency("second", "Second Council", "council")
    make_key(second)

    for child in CHILDREN:
        takes(child, of=second)

    assert known_of_all(second) == known_of_all(whole)
    assert len(known_of_all(second)) == len(CHILDREN)


def test_a_later_part_of_the_same_child_takes_back_what_is_no_longer_there_and_touches_nobody_else(council, takes):
    for child in CHILDREN:
        last = takes(child)
    before = known_of_all(council.agency)

    took = takes("a", is_corrected=True)

    after = known_of_all(council.agency)
    gone = [event.day for child in before for event in child[0]]
    for day in (event.day for child in after for event in child[0]):
        gone.remove(day)
    assert gone == [date(2026, 2, 16)]
    assert len([one for one in after if one not in before]) == 1
    assert (last.body.not_named, took.body.not_named) == (2, 2)


def test_the_same_part_twice_changes_nothing(council, takes):
    takes("a")
    takes("b")
    before = known_of_all(council.agency)

    again = takes("a")

    # A workbook holds the moment at which it was saved: its rows are the same, and its bytes are not.
    assert again.same_as or again.body.is_without_change
    assert known_of_all(council.agency) == before


def test_control_where_every_part_spoke_for_everybody_the_last_alone_would_be_known(council, takes, monkeypatch):
    monkeypatch.setattr(Matching, "_speaks_for", lambda self, subject_id: True)
    for child in CHILDREN[:2]:
        takes(child)

    assert sum(bool(events) for events, *_ in known_of_all(council.agency)) == 1


def of_year(*rows, until: date, source: str = "cin"):
    return reading(*rows, carried=(carries("care-visit", until.replace(year=until.year - 1), until),), source=source)


def test_a_return_of_one_year_says_nothing_of_a_child_who_is_in_that_of_another(council):
    earlier, later = date(2025, 3, 31), date(2026, 3, 31)
    council.takes(of_year(visit("1", date(2025, 1, 7)), until=earlier))
    council.takes(of_year(visit("2", MARCH), until=later))
    council.takes(of_year(born("3"), until=later))

    assert sorted((len(one.events), one.carried[0].until) for one in council.knows()) == [
        (0, later),
        (1, earlier),
        (1, later),
    ]


def test_a_child_asked_for_alone_and_many_at_once_are_told_the_same(council, monkeypatch):
    for until, children in ((date(2025, 3, 31), range(1, 12)), (date(2026, 3, 31), range(6, 20))):
        council.takes(of_year(*(visit(str(one), until) for one in children), until=until))
    together = {child.child: child.carried for child in council.knows()}

    monkeypatch.setattr("lineofsight.records.naming_children._FEW", 99)

    assert {child.child: child.carried for child in council.knows()} == together
    assert len(set(together.values())) == 3


def test_control_returns_of_before_that_do_not_say_whom_they_name_speak_for_whom_their_source_brought(council):
    for until, child in ((date(2025, 3, 31), "1"), (date(2026, 3, 31), "2")):
        took = council.takes(of_year(visit(child, until), until=until))
        with triggers.lifted():
            NamedChildren.objects.filter(delivery=took.delivery).delete()

    assert {one.carried[0].until for one in council.knows()} == {date(2026, 3, 31)}


def test_what_fell_due_since_a_child_was_last_named_is_in_no_share_and_the_list_goes_on_asking(council):
    """A foster home from 3 March: visits were due on the 10th and on 21 April, after the first child came last."""
    both = (carries("care-visit"), carries("placement"), carries("care"), carries("legal"))
    for child, came in (("1", APRIL), ("2", JUNE)):
        council.analyst = replace(council.analyst, now=council.analyst.now.replace(month=came.month, day=came.day))
        home = [TakenSpan(child, kind, MARCH, code=code) for kind, code in HOME.items()]
        council.takes(reading(*home, visit(child, date(2026, 3, 10)), carried=both))
    of = known(council.agency)

    with scope(council.analyst, writes=False):
        days, (first, second) = came_in_of(of), sorted(came_in_of(of), key=came_in_of(of).get)
        found = {
            child: [
                (one.due, one.status)
                for one in countable(of, as_at=JUNE)
                if one.standard == "cla-visit" and one.child == child
            ]
            for child in (first, second)
        }

    assert [days[first].month, days[second].month] == [4, 6]
    assert found[first] == [(date(2026, 3, 10), Status.MET), (date(2026, 4, 21), Status.UNKNOWN)]
    assert found[second] == [(date(2026, 3, 10), Status.MET), (date(2026, 4, 21), Status.OVERDUE)]
