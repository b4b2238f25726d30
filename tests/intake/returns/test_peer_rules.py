"""What national validators find, we find: counted a second time the slow way, on a thousand invented children.

With `--long` on ten thousand.
"""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random

import pytest

from bench._census import REFERENCE, write_census
from lineofsight.intake.returns.episodes import Episode
from lineofsight.library.clock import Calendar
from lineofsight.library.shelf import load
from tests.intake.returns.peer_rules import Issue, issues_of_census, issues_of_episodes, working_days_earlier

CALENDAR = load().newest(Calendar, "england-bank-holidays")


@pytest.fixture
def children(request) -> int:
    """How many are invented."""
    return 10_000 if request.config.getoption("--long") else 1_000


def counted_back(day, days):
    """Working days before a day, stepped one by one."""
    while days:
        day -= timedelta(days=1)
        if day.isoweekday() not in (6, 7) and day not in CALENDAR.days_off:
            days -= 1
    return day


def slow_issues(text):
    """The two rules read off the text itself, without a parser."""
    found = Counter()
    for child in text.split("<Child>")[1:]:
        name = re.search(r"<LAchildID>(.*?)</LAchildID>", child)[1]
        for enquiry in re.findall(r"<Section47>(.*?)</Section47>", child, re.DOTALL):
            began = date.fromisoformat(re.search(r"<S47ActualStartDate>(.*?)<", enquiry)[1])
            needed = re.search(r"<ICPCnotRequired>(false|0)<", enquiry)
            if needed and "DateOfInitialCPC" not in enquiry and began < counted_back(REFERENCE, 15):
                found[Issue("8675Q", name, began)] += 1
        for assessment in re.findall(r"<Assessments>(.*?)</Assessments>", child, re.DOTALL):
            began = date.fromisoformat(re.search(r"<AssessmentActualStartDate>(.*?)<", assessment)[1])
            if "AuthorisationDate" not in assessment and began < counted_back(REFERENCE, 45):
                found[Issue("8670Q", name, began)] += 1
    return found


def test_the_rules_of_the_census_find_what_a_slow_count_finds(tmp_path, children):
    path = write_census(tmp_path / "census.xml", children)

    found = Counter(issues_of_census(path, calendar=CALENDAR))

    assert found == slow_issues(path.read_text(encoding="utf-8"))
    by_rule = Counter(issue.rule for issue in found.elements())
    assert by_rule["8675Q"] > 50
    assert by_rule["8670Q"] > 50


@pytest.mark.parametrize(
    ("began", "is_found"), [(counted_back(REFERENCE, 15), False), (counted_back(REFERENCE, 16), True)]
)
def test_the_fifteenth_working_day_before_the_end_is_still_in_time(tmp_path, began, is_found):
    path = tmp_path / "census.xml"
    path.write_text(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection>"
        f"<ReferenceDate>{REFERENCE}</ReferenceDate></CollectionDetails></Header><Children><Child><ChildIdentifiers>"
        "<LAchildID>A1</LAchildID></ChildIdentifiers><CINdetails><Section47>"
        f"<S47ActualStartDate>{began}</S47ActualStartDate><ICPCnotRequired>false</ICPCnotRequired></Section47>"
        "</CINdetails></Child></Children></Message>",
        encoding="utf-8",
    )

    assert [issue.rule for issue in issues_of_census(path, calendar=CALENDAR)] == (["8675Q"] if is_found else [])


def test_working_days_are_counted_back_over_easter():
    assert working_days_earlier(date(2024, 4, 3), 2, calendar=CALENDAR) == date(2024, 3, 28)


def episodes_of(children):
    """Invented episodes: most follow on each other, some overlap, some leave a gap."""
    made = []
    for number in range(children):
        chance = Random(number)
        day = date(2025, 4, 1) + timedelta(days=chance.randrange(100))
        for line in range(chance.randrange(1, 6)):
            end = day + timedelta(days=chance.randrange(1, 60))
            is_last = chance.random() < 0.3
            made.append(
                Episode(
                    f"child {number}", day, None if is_last else end, chance.choice("SLLP"), "C2",
                    chance.choice(["T3", "T3", "U6"]), "" if is_last else "X1", True, "file", line,
                )
            )  # fmt: skip
            if is_last:
                break
            day = end + timedelta(days=chance.choice((0, 0, 0, 0, -3, 2)))
    Random(0).shuffle(made)
    return made


def slow_episode_issues(episodes, until):
    found, of_child = Counter(), defaultdict(list)
    for one in episodes:
        of_child[one.child].append(one)
    for child, theirs in of_child.items():
        mine = sorted(theirs, key=lambda one: (one.decom, one.dec or date.max, *one[3:]))
        for place, episode in enumerate(mine):
            if place and mine[place - 1].dec and episode.decom < mine[place - 1].dec:
                found[Issue("501", child, episode.decom)] += 1
        place = 0
        while place < len(mine):
            last = place
            while (
                last + 1 < len(mine)
                and mine[last + 1].decom == mine[last].dec
                and mine[last + 1].rne == "L"
                and mine[last + 1].place == mine[last].place
            ):
                last += 1
            days = 0
            day = mine[place].decom
            while day < (mine[last].dec or until):
                day, days = day + timedelta(days=1), days + 1
            if mine[place].place == "T3" and days > 21:
                found[Issue("376", child, mine[place].decom)] += 1
            place = last + 1
    return found


def test_the_rules_of_episodes_find_what_a_slow_count_finds(children):
    episodes = episodes_of(children)

    found = Counter(issues_of_episodes(episodes, until=date(2026, 3, 31)))

    assert found == slow_episode_issues(episodes, date(2026, 3, 31))
    by_rule = Counter(issue.rule for issue in found.elements())
    assert by_rule["501"] > 50
    assert by_rule["376"] > 200


def test_twenty_one_days_are_in_time_and_twenty_two_are_not():
    def stay(days):
        start = date(2025, 6, 1)
        return Episode("A1", start, start + timedelta(days=days), "S", "C2", "T3", "E8", True, "file", 1)

    assert list(issues_of_episodes([stay(21)], until=date(2026, 3, 31))) == []
    assert [issue.rule for issue in issues_of_episodes([stay(22)], until=date(2026, 3, 31))] == ["376"]
