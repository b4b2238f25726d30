"""Measure the jobs of people and write them to docs/jobs.md.

./los jobs           docs/jobs.md
./los jobs FILE      another file
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, MISSING, find_chromium
from tests.journeys.counted import CLICK, WORD
from tests.journeys.people_job import Desk, Done, PeopleJob
from tests.journeys.people_jobs import JOBS
from tests.journeys.product import DAY, ROOT, prepared, served

PLACE = ROOT / "docs" / "jobs.md"
HEAD = f"""# How long the jobs of people take

Written by `./los jobs`: scripted users do each job once in the demonstration as at {DAY}, in a browser. Seconds are the
server's time, {CLICK} s for a click and {WORD} s for a word typed; reading and thinking are not in them, and a goal has
room for both. What cannot be done yet says so.

| who | job | today | goal | measured on | clicks | words | server | seconds |
|--|--|--|--|--|--|--|--|--|
"""


def line(job: PeopleJob, done: Done | None) -> str:
    """A job's line of the table."""
    asked = f"| {job.who} | {job.what} | {job.today} | {job.goal} |"
    if done is None:
        return f"{asked} not measured: {job.why_not} | – | – | – | – |"
    return f"{asked} {done.on} | {done.clicks} | {done.words} | {done.server:.1f} s | {done.seconds:.0f} s |"


def written(measured: Sequence[tuple[PeopleJob, Done | None]]) -> str:
    """The whole page, with how many jobs can be done and stay below their goal."""
    timed = [(job.limit, done.seconds) for job, done in measured if done is not None and job.limit is not None]
    reached = sum(seconds <= limit for limit, seconds in timed)
    can = sum(done is not None for _, done in measured)
    lines = "\n".join(line(job, done) for job, done in measured)
    goals = f"Of the {len(timed)} whose goal is a time, {reached} stay below it."
    return f"{HEAD}{lines}\n\n{can} of {len(measured)} jobs were measured. {goals}\n"


class Stopped(RuntimeError):
    """A job came to a step that its page no longer has: which job, on which page, what was looked for."""


def measure(desk: Desk, *, by_command: bool = True) -> list[tuple[PeopleJob, Done | None]]:
    """Do every job that can be done, each in its turn; out: in the order of the table.

    `by_command`: those too that are one command of `./los`. Raises `Stopped`.
    """
    done = {}
    for job in sorted(JOBS, key=lambda job: job.turn):
        if job.do and (by_command or not job.by_command):
            try:
                done[job.what] = job.do(desk)
            except (AssertionError, PlaywrightError) as trouble:
                raise Stopped(f"«{job.what}» stopped at {desk.stands_at()}: {trouble}") from trouble
            desk.leave()
    return [(job, done.get(job.what)) for job in JOBS]


def main(arguments: list[str]) -> int:
    """Measure, write, and say where."""
    chromium = find_chromium()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 2
    place = Path(arguments[0]) if arguments else PLACE
    with (
        tempfile.TemporaryDirectory(prefix="los-jobs-") as folder,
        served(prepared(Path(folder) / "data")) as product,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        # The first page of a process reads the library and compiles templates: no job pays for that.
        browser.new_page().goto(f"{product.address}/demo/", timeout=120_000)
        papers = Path(folder) / "papers"
        papers.mkdir()
        measured = measure(Desk(browser, product, papers))
        browser.close()
    place.write_text(written(measured), encoding="utf-8")
    print(
        f"{sum(done is not None for _, done in measured)} of {len(measured)} jobs were measured. They are in {place}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
