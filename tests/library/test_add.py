"""Pages of docs/how-to that add something by YAML alone, each followed word for word.

A measure, a pathway, a standard and an instrument have more to show, and files of their own; the pages: tests/web.
"""

from dataclasses import dataclass

import pytest

from lineofsight.library.reference import pages
from lineofsight.library.shelf import load
from tests.library.followed import changed, checked, saved


@dataclass(frozen=True)
class Page:
    """A page and the file it makes. reference: what stands in which page of the library then; wrong: words, what they
    are made, what is told then, and in which file if another; untrue: the same of a file of examples."""

    name: str
    file: str
    reference: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, ...], ...]
    untrue: tuple[tuple[str, str, str, str], ...] = ()


PAGES = (
    Page(
        "add-a-challenge.md",
        "challenges/school-challenge.yaml",
        reference=(("challenges", "## Challenge by a school"),),
        wrong=(
            ("standard: challenge-informal", "standard: challenge-informel", "Did you mean «challenge-informal»?"),
            ("agency: education", "agency: educasion", "Did you mean «education»?"),
            ("roles: [safeguarding lead]", "roles: [safe guarding lead]", "Did you mean «safeguarding lead»?"),
            ("code: informal", "code: informel", "Did you mean «informal»?"),
            ("concerns:", "concern:", "Did you mean «concerns»?"),
            ("standard: challenge-stage-1", "standard: challenge-stage-2", "does not count from"),
            ("This is not a referral.", "Tell us.", "first_line"),
            ("whole: challenge-formal\n", "", "«whole» stands where stages are formal"),
            ("reasons_to_pass_over:\n  danger: The pupil may be hurt meanwhile\n", "", "may be passed over"),
        ),
        untrue=(
            (
                "challenges/school-challenge.examples.yaml",
                "due: 2026-01-19",
                "due: 2026-01-20",
                "«due» is 2026-01-19 at the end; the example says 2026-01-20",
            ),
        ),
    ),
    Page(
        "add-a-course.md",
        "courses/safer-sleep.yaml",
        reference=(
            ("courses", "Level 2 (Our partnership), 90 minutes"),
            ("requirements", "renewed every 24 months"),
        ),
        wrong=(
            ("about: confidence", "about: confidance", "Did you mean «confidence»?"),
            ("applied: [asked]", "applied: [asket]", "is not one of the answers"),
            ("feedback_from: 6", "feedback_from: 4", "the least is 5"),
            ("remind_weeks: [6]", "remind_weeks: [11]", "falls into the weeks"),
            (
                "course: safer-sleep",
                "course: safer-slep",
                "Did you mean «safer-sleep»?",
                "requirements/safer-sleep-for-visitors.yaml",
            ),
            (
                "health visitor, midwife",
                "health visitor, midwive",
                "Did you mean «midwife»?",
                "requirements/safer-sleep-for-visitors.yaml",
            ),
        ),
        untrue=(
            ("courses/safer-sleep.examples.yaml", "answered: 5", "answered: 6", "«edge: "),
            ("requirements/safer-sleep-for-visitors.examples.yaml", "holds: not yet due", "holds: not held", "«edge: "),
        ),
    ),
    Page(
        "add-a-register.md",
        "registers/placement-meeting.yaml",
        reference=(("registers", "## Placement meeting"),),
        wrong=(
            ("[fostering]]", "[fostring]]", "Did you mean «fostering»?"),
            ("decision: decision", "decision: desicion", "Did you mean «decision»?"),
            ("kind: number", "kind: numbers", "Did you mean «number»?"),
            ("kept_by:", "kept_by_whom:", "Did you mean «kept_by»?"),
            ("agency: council", "agency: counsil", "Did you mean «council»?"),
            ("child: needed", "child: never", "begins with"),
            ("meetings: true\n", "", "A meeting has «roles»"),
        ),
        untrue=(
            (
                "registers/placement-meeting.examples.yaml",
                "quorate: true",
                "quorate: false",
                "Example «plain: a move is agreed»",
            ),
        ),
    ),
    Page(
        "add-a-mapping.md",
        "mappings/night-contacts.yaml",
        reference=(("mappings", "## Contacts of the night team"),),
        wrong=(
            ("event: care-visit", "event: care-visits", "Did you mean «care-visit»?"),
            ("With others: seen", "With others: sean", "Did you mean «seen»?"),
            ("thrown_away: [Child's name, Postcode]", "thrown_away: [Contact date]", "is looked at and thrown away"),
        ),
        untrue=(("mappings/night-contacts.examples.yaml", "refuses: [How seen]", "refuses: []", "by telephone"),),
    ),
    Page(
        "add-a-return.md",
        "quarterlies/night-visits.yaml",
        reference=(("quarterlies", "## Children met at night"),),
        wrong=(
            (
                "calendar: england-bank-holidays",
                "calendar: england-bank-holiday",
                "Did you mean «england-bank-holidays»?",
            ),
            ("reaches: local", "reaches: locally", "Did you mean «local»?"),
            ("agency: police", "agency: polise", "Did you mean «police»?"),
            ("questions:", "question:", "Did you mean «questions»?"),
            ("within: 20", "within: often", "«within»"),
        ),
        untrue=(("quarterlies/night-visits.examples.yaml", "n: 45", "n: 44", "should be refused and is not"),),
    ),
    Page(
        "add-a-staff-list.md",
        "staff-lists/rota.yaml",
        reference=(("staff-lists", "## Absences of the rota system"),),
        wrong=(
            ("takes: absence", "takes: absense", "Did you mean «absence»?"),
            ("  start: From", "  strat: From", "Did you mean «start»?"),
            ("  start: From\n", "", "«start» has no column."),
            ("[Name, Cause]", "[Name, From]", "is looked at and thrown away"),
        ),
        untrue=(("staff-lists/rota.examples.yaml", "takes: 1", "takes: 2", "it takes 1 rows, not 2"),),
    ),
    Page(
        "add-a-survey.md",
        "surveys/after-the-move.yaml",
        reference=(("surveys", "Shown from 12 answers on"),),
        wrong=(
            ("fewest: 12", "fewest: 9", "the least is 10"),
            ("headline: quiet", "headline: quite", "is not one of the questions"),
            ("id: near", "id: quiet", "Two questions have the same id"),
            ("id: near", "id: team", "cannot be called team"),
            ("roles: [allocated worker, manager]", "roles: [allocated worker, manger]", "Did you mean «manager»?"),
            ("agencies: [council]", "agencies: [counsel]", "council"),
        ),
        untrue=(
            ("surveys/after-the-move.examples.yaml", "high: 12", "high: 13", "«edge: one answer too few in a team»"),
        ),
    ),
    Page(
        "add-a-system.md",
        "systems/young-carers.yaml",
        reference=(("systems", "W01 Young carers are seen"),),
        wrong=(
            ("measures: [feedback-answered]", "measures: [feedback-anwered]", "Did you mean «feedback-answered»?"),
            ("theme: quality-and-voice", "theme: quality-and-voices", "Did you mean «quality-and-voice»?"),
            ("[children-and-families]", "[children-and-family]", "Did you mean «children-and-families»?"),
            ("measures: [feedback-answered]\n", "", "has a figure, or says under «no_figure» why"),
            ("roles: [practitioner]", "roles: [practitoner]", "practitioner"),
            ("where: /voice", "where: voice", "write the address of a page from its slash on"),
            ("where: /voice", "where: /voices", "Did you mean «/voice»?"),
            ("row: W01", "row: R01", "«R01» is the number of «review-follow-up» already."),
        ),
    ),
    Page(
        "add-an-audit.md",
        "audits/first-visits.yaml",
        reference=(("audits", "## First visits"),),
        wrong=(
            ("tool: first-visit-tool", "tool: first-visit-tol", "Did you mean «first-visit-tool»?"),
            ("question: in-time", "question: in-tim", "Did you mean «in-time»?"),
            ("has: [care]", "has: [caree]", "Did you mean «care»?"),
            ("not_counted: [asleep]", "not_counted: [asleeep]", "Did you mean «asleep»?"),
            ("voice: true, ", "", "voice of the child"),
            ("method: random", "method: randm", "Did you mean «random»?"),
            ("question: in-time}", "question: in-time, voice: true}", "voice of the child"),
            ("{born: false}", "{born: false, has: [care]}", "exactly one of"),
        ),
        untrue=(
            (
                "audits/first-visits.examples.yaml",
                "good: [in-time, child-heard]",
                "good: [in-time]",
                "Example «plain: a child in care, and both are good»",
            ),
        ),
    ),
)
BY_NAME = {page.name: page for page in PAGES}
WRONG = [(page.name, words[3] if words[3:] else page.file, *words[:3]) for page in PAGES for words in page.wrong]
UNTRUE = [(page.name, *words) for page in PAGES for words in page.untrue]


@pytest.mark.parametrize("page", BY_NAME)
def test_a_page_gives_a_shelf_that_is_in_order_and_stands_in_the_reference(page, tmp_path):
    shelf = saved(page, tmp_path)

    said, wrong = checked(shelf)
    made = pages(load(shelf))

    assert wrong == ""
    assert said.startswith("The library is in order")
    for name, words in BY_NAME[page].reference:
        assert words in made[f"library/{name}.md"]


@pytest.mark.parametrize(("page", "file", "right", "wrong", "told"), WRONG)
def test_what_may_not_be_said_is_refused_with_its_line_and_what_was_meant(page, file, right, wrong, told, tmp_path):
    shelf = saved(page, tmp_path)
    changed(shelf, file, right, wrong)

    said = "".join(checked(shelf))

    assert f"{file}, line " in said
    assert told in said


@pytest.mark.parametrize(("page", "file", "right", "wrong", "told"), UNTRUE)
def test_an_example_that_does_not_come_out_is_told(page, file, right, wrong, told, tmp_path):
    shelf = saved(page, tmp_path)
    changed(shelf, file, right, wrong)

    assert told in checked(shelf)[1]


def test_a_broken_file_takes_nothing_else_down(tmp_path):
    shelf = saved("add-a-challenge.md", tmp_path)
    changed(shelf, "challenges/school-challenge.yaml", "raised_by:", "raised:")

    found = load(shelf)

    assert found.faults
    assert found.ids("challenges") == load().ids("challenges")
