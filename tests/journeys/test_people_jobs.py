"""The jobs of people are counted as they are done, and docs/jobs.md tells of every one of them."""

import re

import pytest

from tests.journeys.counted import Counted, taken
from tests.journeys.hands import Mouse
from tests.journeys.jobs import PLACE, written
from tests.journeys.people_jobs import JOBS, Desk, Done, PeopleJob, what_was_promised, where_a_figure_comes_from

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


def test_a_reader_finds_where_a_figure_comes_from_with_one_click_and_what_was_promised_with_none(
    browser, product, tmp_path
):
    desk = Desk(browser, product, tmp_path)

    figure, promised = where_a_figure_comes_from(desk), what_was_promised(desk)

    assert (figure.clicks, figure.words) == (1, 0)
    assert (promised.clicks, promised.words) == (0, 0)
    assert promised.server > 0


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
