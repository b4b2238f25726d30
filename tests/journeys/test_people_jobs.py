"""The jobs of people are counted as they are done, and docs/jobs.md tells of every one of them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.counted import Counted, taken
from tests.journeys.hands import Mouse
from tests.journeys.jobs import PLACE, Stopped, measure, written
from tests.journeys.people_job import Desk, Done, PeopleJob
from tests.journeys.people_jobs import JOBS, what_was_promised
from tests.journeys.product import Product, served

# A line of the table: what the job is, its clicks and its words.
TOLD = r"^\| [^|]+ \| ([^|]+) \|(?: [^|]+ \|){3} (\d+) \| (\d+) \|"
FORM = """<form action="about:blank"><label for="a">Words</label><input id="a">
<input type="radio" id="b" name="c"><label for="b">One</label><select id="d"><option>x<option>y</select>
<details><summary>More</summary>There</details></form>"""


def used(page, hands: Counted) -> None:
    """A field is filled, one of several is chosen, one of a list is picked, and something is opened."""
    page.set_content(FORM)
    hands.write(page.locator("#a"), "four words are typed")
    hands.choose(page.locator("#b"))
    hands.pick(page.locator("#d"), index=1)
    hands.open(page.locator("summary"))


def test_every_click_and_every_word_is_counted(as_role):
    page = as_role().page
    hands = Counted(page)

    used(page, hands)

    assert (hands.clicks, hands.words, hands.served) == (5, 4, [])
    assert taken(clicks=5, words=4, server=0.5) == pytest.approx(0.5 + 5.5 + 1.2)


def test_control_hands_that_do_not_count_would_say_nothing():
    assert not hasattr(Mouse, "clicks")
    assert taken(clicks=0, words=0, server=0) == 0


@pytest.fixture(scope="module")
def desk(browser: Any, told: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A demonstration of its own: the jobs write a plan, and open and close a round about it."""
    folder = tmp_path_factory.mktemp("jobs")
    with served(told.copied_to(folder / "data")) as running:
        yield Desk(browser, running, folder)


def test_every_job_is_done_to_its_end_with_the_clicks_and_words_that_are_told(desk):
    measured = [(job, done) for job, done in measure(desk, by_command=False) if done]

    told = {what: (int(clicks), int(words)) for what, clicks, words in re.findall(TOLD, PLACE.read_text("utf-8"), re.M)}
    assert len(measured) == sum(job.do is not None and not job.by_command for job in JOBS)
    assert {job.what: (done.clicks, done.words) for job, done in measured} == {
        job.what: told[job.what] for job, _ in measured
    }
    assert all(done.server > 0 for _, done in measured)


def test_control_a_job_whose_step_is_gone_is_named_with_its_page(desk, monkeypatch):
    def presses_what_is_gone(desk: Desk) -> Done:
        hands = desk.sits("", "")
        hands.go(desk.at("/demo/"))
        hands.page.set_default_timeout(300)
        hands.press(hands.page.get_by_role("button", name="A button that no page has"))
        raise AssertionError("it was found")

    monkeypatch.setattr("tests.journeys.jobs.JOBS", (PeopleJob("who", "press it", "", "", None, presses_what_is_gone),))

    with pytest.raises(Stopped, match=r"«press it» stopped at .*/demo/ «.+»: "):
        measure(desk)


def test_the_page_counts_what_was_measured_and_what_stays_below_its_goal():
    quick = PeopleJob("who", "what", "a day", "10 s", 10, what_was_promised)
    slow = PeopleJob("who", "else", "a day", "2 s", 2, what_was_promised)
    never = PeopleJob("who", "not", "a day", "1 s", 1, None, "It is not there yet.")

    page = written([(quick, Done("one", 1, 2, 0.2)), (slow, Done("one", 3, 0, 0.1)), (never, None)])

    assert "| who | what | a day | 10 s | one | 1 | 2 | 0.2 s | 2 s |" in page
    assert "| who | not | a day | 1 s | not measured: It is not there yet. | – | – | – | – |" in page
    assert page.endswith("2 of 3 jobs were measured. Of the 2 whose goal is a time, 1 stay below it.\n")


def test_the_page_of_jobs_tells_of_every_job_and_of_no_other():
    told = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", PLACE.read_text(encoding="utf-8"), re.MULTILINE)[1:]

    assert told == [(job.who, job.what) for job in JOBS]
    assert all(job.do or job.why_not for job in JOBS)
