"""The jobs of people (what takes them hours today), each done once by a scripted user in the demonstration.

A job ends with something seen that shows it was done. What the product cannot do yet stands in the list as that.
"""

import re
from time import monotonic

from tests.factories.plans import HEADER, workbook
from tests.journeys.people_job import Desk, Done, PeopleJob, done_by, named

AGENCIES = (
    "Wexcombe Council children's services",
    "Family Court Advisory Service",
    "Wexcombe Community Health Trust",
    "Tarn Valley Mental Health Trust",
    "Wexcombe Police",
)
ACTIONS = 44
# Of what a lead is asked, how many they say again unchanged.
SAME = 4
REVIEW = "Review of the plan"


def plan_of_all() -> bytes:
    """A plan of 44 actions of five agencies, most of which said something before; one agency and one day not known."""
    rows = []
    for at in range(ACTIONS):
        lead = "CSC" if at == 0 else AGENCIES[at % len(AGENCIES)]
        due = "ongoing" if at == 1 else "31/12/2026"
        told = "" if at % 4 == 3 else "12/03/2026: The first meeting was held and minuted."
        asks = f"Recommendation {at // 4 + 1}: read plans with the child, part {at // 4 + 1}."
        rows.append((f"{at + 1}", asks, f"Do thing number {at + 1} of the plan.", lead, due, "On track", told, ""))
    return workbook((HEADER, *rows))


def plan_into_the_tracker(desk: Desk) -> Done:
    """A plan in Excel becomes recommendations and actions; what is not known is settled on the way."""
    plan = desk.papers / "plan.xlsx"
    plan.write_bytes(plan_of_all())
    hands = desk.sits("business manager", "partnership")
    page = hands.page
    hands.press(named(page, "Reviews"))
    hands.press(named(page, "Import a report"))
    hands.press(named(page, "Import an action plan"))
    hands.upload(page.get_by_label("Upload the plan"), plan)
    hands.press(named(page, "Upload and read"))
    hands.press(named(page, "Change agencies"))
    hands.pick(page.get_by_label("«CSC» is"), label=AGENCIES[0])
    hands.press(named(page, "Save"))
    hands.press(named(page, "Change due days"))
    for part, value in (("Day", "31"), ("Month", "3"), ("Year", "2027")):
        hands.write(page.get_by_label(part, exact=True), value)
    hands.press(named(page, "Save"))
    hands.press(named(page, "Go on to write the plan"))
    hands.pick(page.get_by_label("Into which review"), label="A new review")
    hands.write(page.get_by_label("Name of the new review"), REVIEW)
    hands.press(named(page, "Write the plan"))
    assert page.locator("h1").inner_text() == REVIEW
    written = desk.product.rows("SELECT count(*) FROM assurance_action WHERE title LIKE 'Do thing number%'")[0][0]
    assert written == ACTIONS
    return done_by(hands, f"{written} actions of five agencies; one agency and one day not known")


def open_a_round(desk: Desk) -> Done:
    """From «My work» to a round that is open, everything that is proposed asked."""
    hands = desk.sits("business manager", "partnership")
    page = hands.page
    hands.press(named(page, "Reviews"))
    hands.press(named(page, REVIEW))
    hands.press(named(page, "Open a round of updates"))
    last = page.get_by_role("group", name="Last day")
    for part, value in (("Day", "3"), ("Month", "7"), ("Year", "2026")):
        hands.write(last.get_by_label(part), value)
    hands.press(named(page, "See who is asked what"))
    asked = page.locator(".los-lede").inner_text().partition(",")[0]
    hands.press(page.get_by_role("button", name="Open the round"))
    # Beside the actions, each recommendation of which nobody has said whether it is accepted.
    items = int(page.locator(".los-lede").inner_text().split()[2])
    assert items > ACTIONS
    assert f"0 of {items} (0%) answered" in page.locator(".los-lede").inner_text()
    return done_by(hands, asked)


def answer_items(desk: Desk) -> Done:
    """From «My work» to everything of one's agency answered: some as last time, the others in a sentence."""
    hands = desk.sits("safeguarding lead", "council")
    page = hands.page
    hands.press(page.get_by_role("link", name=re.compile(r"Answer \d+ items of your agency")).last)
    same = 0
    while page.get_by_role("button", name="Re-confirm unchanged").count() and same < SAME:
        hands.press(page.get_by_role("button", name="Re-confirm unchanged").first)
        same += 1
    new = 0
    while page.locator(".los-next .govuk-button").count():
        hands.press(page.locator(".los-next .govuk-button"))
        accepts = page.get_by_label("We accept it")
        happened = page.get_by_label("Something has changed").or_(page.get_by_label("Something has happened"))
        hands.choose(accepts if accepts.count() else happened)
        hands.write(page.get_by_label("In your words"), "The list goes out each Monday and was read in May.")
        hands.press(page.get_by_role("button", name="Send this answer"))
        new += 1
    assert "(100%) answered" in page.locator("main").inner_text()
    assert new
    return done_by(hands, f"{same + new} items: {same} as last time, {new} in eleven words each")


def close_a_round(desk: Desk) -> Done:
    """From «My work» to the closed round, with what was not answered named."""
    hands = desk.sits("business manager", "partnership")
    page = hands.page
    hands.press(named(page, f"Round 1, {REVIEW}"))
    stood = page.locator(".los-lede").inner_text().partition(" answered")[0]
    hands.press(named(page, "Close the round"))
    hands.choose(page.get_by_label("Close it all the same"))
    hands.press(page.get_by_role("button", name="Close the round"))
    assert "Not answered when it closed" in page.locator("main").inner_text()
    return done_by(hands, f"a round of five agencies, {stood} answered; accepting each answer is not in it")


def one_evidence_four_uses(desk: Desk) -> Done:
    """One upload, and a tick for each further use."""
    minutes = desk.papers / "minutes.txt"
    minutes.write_text("The panel met in May and read forty plans.", encoding="utf-8")
    hands = desk.sits("safeguarding lead", "council")
    page = hands.page
    hands.press(page.get_by_role("link", name="Reviews").first)
    hands.press(page.get_by_role("link", name="Local child safeguarding practice review").first)
    hands.press(page.locator(".los-rows__row a").first)
    hands.press(named(page, "Add evidence"))
    hands.write(page.get_by_label("What is it called?"), "Minutes of the panel in May")
    hands.choose(page.get_by_role("radio", name="A document"))
    hands.upload(page.get_by_label("File (optional)"), minutes)
    hands.choose(page.get_by_role("radio", name="Said", exact=True))
    boxes = page.locator('input[name="statements"], input[name="actions"]')
    ticked = min(3, boxes.count())
    hands.open(page.locator("summary", has_text="What else rests on it"))
    for at in range(ticked):
        hands.choose(boxes.nth(at))
    hands.press(page.get_by_role("button", name="Offer this evidence"))
    assert "The business unit checks it next" in page.get_by_role("alert").inner_text()
    return done_by(hands, f"1 upload, {ticked + 1} uses")


def how_we_are_quoted(desk: Desk) -> Done:
    """From «My work» to every sentence about one's agency in the next Summary."""
    hands = desk.sits("safeguarding lead", "council")
    page = hands.page
    hands.press(named(page, "Summaries"))
    hands.press(named(page, "edition 3"))
    hands.press(named(page, "Read and sign"))
    sentences = page.locator('input[type="checkbox"]').count()
    assert sentences
    return done_by(hands, f"{sentences} sentence{'' if sentences == 1 else 's'}")


def is_it_really_done(desk: Desk) -> Done:
    """From «My work» to one screen with what a sentence rests on and who looked, and the opinion signed."""
    hands = desk.sits("scrutineer", "scrutiny")
    page = hands.page
    not_looked_at = page.locator(".govuk-task-list__item", has_text="Not yet looked at")
    hands.press(not_looked_at.first.locator("a"))
    hands.write(page.get_by_label("What do we know?"), "The list is made each week and read.")
    hands.write(page.get_by_label("How do we know it?"), "Four lists and two sets of minutes were read.")
    hands.write(page.get_by_label("What next?"), "Ask managers what they did with it.")
    hands.choose(page.get_by_role("radio", name="Limited assurance"))
    hands.press(page.get_by_role("button", name="Read it once more"))
    hands.press(page.get_by_role("button", name="Sign this opinion"))
    assert "Limited assurance." in page.locator("main").inner_text()
    return done_by(hands, "1 sentence, read and judged")


def quotations_checked(desk: Desk) -> Done:
    """The gate compares every quotation with the stored source; only the exceptions are shown."""
    hands = desk.sits("business manager", "partnership")
    page = hands.page
    hands.press(page.get_by_role("link", name="Summaries").first)
    hands.press(named(page, "Edition 3"))
    hands.press(
        page.get_by_role("button", name="See which sentences, and why")
        .or_(page.get_by_role("link", name="See which sentences, and why"))
        .first
    )
    assert page.locator("h1").inner_text() == "Can this be published?"
    return done_by(hands, "all quotations of an edition, compared word by word")


def what_is_uncorroborated(desk: Desk) -> Done:
    """One page: what can be shown and what cannot."""
    hands = desk.sits("scrutineer", "scrutiny")
    page = hands.page
    hands.press(named(page, "Reviews"))
    hands.press(named(page, "Local child safeguarding practice review"))
    hands.press(page.locator('a[href$="/can-show"]').first)
    assert page.locator("h1").count() == 1
    return done_by(hands, "1 page")


def where_a_figure_comes_from(desk: Desk) -> Done:
    """On the published page, open what stands behind a sentence with a figure."""
    hands = desk.sits("", "")
    page = hands.page
    hands.go(desk.at(f"/published/{desk.product.story()['published']}/"))
    sentence = page.locator("article, .los-sentence").filter(has_text="Of the 40 plans").first
    hands.open(sentence.locator("details > summary").first)
    assert sentence.locator("details[open]").count() == 1
    return done_by(hands, "1 figure of the published Summary")


def what_was_promised(desk: Desk) -> Done:
    """The first screen of the published edition, without a click and without scripts."""
    hands = desk.sits("", "")
    hands.go(desk.at(f"/published/{desk.product.story()['published']}/"))
    assert hands.page.locator("script").count() == 0
    assert hands.page.locator("h1").is_visible()
    return done_by(hands, "the published Summary")


def build_again(desk: Desk) -> Done:
    """The published edition once more, from what was frozen: the same bytes."""
    began = monotonic()
    built = desk.product.run("rebuild", desk.product.story()["published"], "--out", str(desk.papers / "built"))
    assert built.returncode == 0, built.stderr
    return Done("the published edition, by one command", 0, 4, monotonic() - began)


def compute_again(desk: Desk) -> Done:
    """One measure as at a day, twice: the same answer."""
    began = monotonic()
    first, second = (desk.product.run("measure", MEASURE, "--as-at", "2026-03-31", "--json") for _ in range(2))
    took = (monotonic() - began) / 2
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    return Done("one measure, by one command, twice with the same answer", 0, 5, took)


def raise_a_challenge(desk: Desk) -> Done:
    """From the list of what is due: a child's page, and a challenge about the plan on one screen."""
    hands = desk.sits("reviewing officer", "council")
    page = hands.page
    hands.go(desk.at("/sight?about=all&show=everything"))
    hands.press(page.locator("table a").first)
    hands.press(named(page, "Raise a challenge about this child"))
    hands.choose(page.get_by_label("The plan is not being carried out in time"))
    hands.write(page.get_by_label("What should happen?"), "The family meeting is held this month, and I am told of it.")
    hands.press(page.get_by_role("button", name="Raise challenge"))
    assert "due in" in page.locator(".los-lede").inner_text()
    return done_by(hands, "1 challenge about a child's plan, twelve words")


def decide_at_a_panel(desk: Desk) -> Done:
    """On the page of a panel at which one child is booked: the decision, two yes or no, and an action with its day."""
    hands = desk.sits("safeguarding lead", "council")
    page = hands.page
    hands.go(desk.at("/registers/new?of=scrutiny-panel"))
    hands.press(page.get_by_role("button", name="Open the meeting"))
    hands.press(named(page, "Book an item"))
    hands.pick(page.get_by_label("Which child?"), index=1)
    hands.choose(page.get_by_label("The plan is not being carried out in time"))
    hands.choose(page.get_by_label("In care proceedings"))
    hands.press(page.get_by_role("button", name="Book the item"))
    # It is booked beforehand: what is timed is the decision.
    hands.clicks, hands.words, hands.served = 0, 0, []
    page.get_by_text("Say who is there", exact=True).last.click()
    for role in ("Chair", "Legal adviser", "Head of service"):
        hands.choose(page.get_by_label(role, exact=True))
    hands.press(page.get_by_role("button", name="Save who is there"))
    hands.choose(page.get_by_label("Agreed, with actions"))
    hands.choose(page.get_by_role("group", name="Was the plan challenged?").get_by_label("Yes"))
    hands.choose(page.get_by_role("group", name="Was the plan changed?").get_by_label("No"))
    page.get_by_text("Add an action that follows").first.click()
    hands.pick(page.get_by_label("Action 1", exact=False).first, label="Offer a family meeting")
    hands.pick(page.get_by_label("Action 1: by whom"), label="Worker of the child")
    due = page.get_by_role("group", name="Action 1: by when")
    for part, value in (("Day", "6"), ("Month", "7"), ("Year", "2026")):
        hands.write(due.get_by_label(part), value)
    hands.press(page.get_by_role("button", name="Record decision on item 1"))
    assert "Every item is decided." in page.locator(".los-lede").inner_text()
    return done_by(hands, "1 decision with an action, on the page of the panel")


def beyond_their_interval(desk: Desk) -> Done:
    """From «My work» to the children for whom something is overdue or due today, the most serious first."""
    hands = desk.sits("team manager", "council")
    page = hands.page
    hands.press(page.locator('nav a[href="/sight"]').first)
    assert page.locator("main table tbody tr").count()
    assert page.locator("main a[href^='/sight/children/']").count()
    return done_by(hands, "the page of one team; why is one click more, beside each child")


def draw_a_sample(desk: Desk) -> Done:
    """A round of audits begun, its size said, and twelve files drawn."""
    hands = desk.sits("audit and learning lead", "council")
    page = hands.page
    hands.go(desk.at("/audits/new?of=practice-audit"))
    hands.write(page.get_by_label("How many files?"), "12")
    hands.press(page.get_by_role("button", name="Go on"))
    # The first leads to the form, the second draws.
    hands.press(page.get_by_role("button", name="Draw 12 files"))
    hands.press(page.get_by_role("button", name="Draw 12 files"))
    assert "12 of " in page.locator(".los-lede").inner_text()
    return done_by(hands, "12 files of the council, by a random number that is kept")


def training_coverage(desk: Desk) -> Done:
    """From «My work» to who is in date for which course, of who should be."""
    hands = desk.sits("audit and learning lead", "council")
    page = hands.page
    hands.press(page.locator('nav a[href="/learning"]').first)
    hands.press(page.locator('main a[href="/learning/training"]').first)
    assert page.locator("h1").inner_text() == "Who is in date"
    courses = page.locator("main table tbody tr").count()
    assert courses
    return done_by(hands, f"1 agency, {courses} lines of courses and roles")


def add_a_measure(desk: Desk) -> Done:
    """From a measure that is there to one that counts something else of the same rows, tried and kept."""
    hands = desk.sits("analyst", "council")
    page = hands.page
    hands.go(desk.at("/measures"))
    hands.press(named(page, "Add a measure"))
    hands.open(page.get_by_text("Start from a measure that is there"))
    hands.press(page.locator('a[href$="?from=visits-in-care-in-time"]'))
    hands.write(page.get_by_label("Its name"), "Visits to children in care that were held, late or not")
    hands.write(page.get_by_label("Which question does it answer?"), "How many visits to children in care were held?")
    hands.write(page.get_by_label("Which of them are counted? In words"), "those that were held, late or not")
    hands.write(page.locator("#id_counted_1_value"), "in time, late")
    hands.press(page.get_by_role("button", name="Try it on the records"))
    # The examples that it started from say what the other measure gives: two numbers of each are typed anew.
    examples = page.locator("#id_examples")
    mended = examples.input_value().replace("2, of: 3", "3, of: 3").replace("2 of 3 (67%)", "3 of 3 (100%)")
    before = hands.words
    hands.write(examples, mended)
    hands.words = before + 4
    hands.press(page.get_by_role("button", name="Try it on the records"))
    hands.press(page.get_by_role("button", name="Keep it on the shelf"))
    assert "For local sign-off: added by Agency analyst" in page.locator("main").inner_text()
    return done_by(hands, "1 measure from one that is there, with another condition and its worked examples")


MEASURE = "statements-with-current-evidence"
_UNIT, _LEAD, _OUT = "partnership business manager", "agency safeguarding lead", "independent scrutineer"
_OFFICER, _ANALYST, _LEARNING = "reviewing officer, team manager", "performance analyst", "audit and learning lead"
_PUBLIC = "public reader, family, inspector"
JOBS = (
    PeopleJob(_UNIT, "collect 44 updates: open the round", "6–10 h over weeks", "10 min", 600, open_a_round, turn=2),
    PeopleJob(_UNIT, "collect 44 updates: close the round", "6–10 h over weeks", "30 min", 1800, close_a_round, turn=9),
    PeopleJob(
        _UNIT,
        "assemble the summary: build it",
        "2–3 days",
        "seconds, after 1 h of editing",
        None,
        build_again,
        by_command=True,
    ),
    PeopleJob(_UNIT, "where did a figure come from?", "0.5–2 h", "1 click", None, where_a_figure_comes_from),
    PeopleJob(_LEAD, "update my 8 items", "90 min in Word", "15 min", 900, answer_items, turn=3),
    PeopleJob(_LEAD, "one evidence to four items", "4 uploads", "1 upload, 4 ticks", None, one_evidence_four_uses),
    PeopleJob(_LEAD, "see how we are quoted before publication", "40 min", "5 min", 300, how_we_are_quoted),
    PeopleJob(_OUT, "is this really done?", "days of mails", "one screen, 3 min", 180, is_it_really_done),
    PeopleJob(_OUT, "check 15 quotations", "30 min", "0, exceptions only", None, quotations_checked),
    PeopleJob(_OUT, "what is uncorroborated?", "a day", "one page", None, what_is_uncorroborated),
    PeopleJob(
        _OFFICER,
        "which children are beyond their visit interval",
        "next day",
        "1 s of the server",
        None,
        beyond_their_interval,
    ),
    PeopleJob(_OFFICER, "raise a challenge", "10 min", "45 s", 45, raise_a_challenge),
    PeopleJob(_OFFICER, "record what a panel decided", "20 min of minutes", "one page, 2 min", 120, decide_at_a_panel),
    PeopleJob(
        _ANALYST,
        "recompute last year's figure",
        "0.5–2 days",
        "one command, same hash",
        None,
        compute_again,
        by_command=True,
    ),
    PeopleJob(_ANALYST, "add a measure", "0.5–1 day", "one YAML with examples, 1 h", 3600, add_a_measure),
    PeopleJob(_LEARNING, "draw a sample of 12", "20 min", "4 clicks", None, draw_a_sample),
    PeopleJob(_LEARNING, "training coverage by agency", "4 h", "10 min", 600, training_coverage),
    PeopleJob(
        "review author", "put recommendations into the tracker", "1–2 h", "10 min", 600, plan_into_the_tracker, turn=1
    ),
    PeopleJob(_PUBLIC, "what was promised, is it done?", "cannot tell", "first screen", None, what_was_promised),
)
