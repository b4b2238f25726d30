"""The yearly report's section on recommendations: what was decided and done in a year, and what it improved."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO

import pytest
from docx import Document

from lineofsight.assurance.models import Action, ActionMove, Recommendation, RecommendationAction, RecommendationMove
from lineofsight.assurance.queries.chain import find_recommendation, recommendation_now
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.yearly import Progress, lede, stood, was_open_in, year_ending, year_of
from lineofsight.library.scales import Shows
from lineofsight.library.words import day_words
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.render.yearly import render_yearly, told
from lineofsight.publication.yearly import section_of
from tests.factories import chain_rows, rows
from tests.factories.partnership import TODAY, acting

pytestmark = pytest.mark.django_db
YEAR = year_ending(2026)
BEFORE, IN, AFTER = date(2025, 2, 3), date(2025, 9, 10), date(2026, 5, 4)


def written(day: date) -> dict[str, object]:
    return {"by_ref": "somebody", "recorded_at": datetime.combine(day, time(12), tzinfo=UTC)}


def asked(review, lead, *moves: tuple[str, date], recorded: date = BEFORE, **facts) -> Recommendation:
    """A recommendation with its moves, each on its day."""
    row = Recommendation.objects.create(
        review=review,
        agency=lead,
        audience=Audience.PARTNERSHIP,
        number=Recommendation.objects.filter(review=review).count() + 1,
        title="Read the plan",
        text="The agency should read every plan with the child.",
        **written(recorded),
        **facts,
    )
    for number, (target, day) in enumerate((("drafted", recorded), *moves), start=1):
        by = review.agency if target in ("assured", "closed") else lead
        RecommendationMove.objects.create(
            recommendation=row, agency=by, lead_agency=lead, number=number, target=target, role="X", **written(day)
        )
    return row


def done(row: Recommendation, *moves: tuple[str, date], recorded: date = BEFORE) -> Action:
    """An action that answers it, with its moves."""
    action = Action.objects.create(
        review=row.review,
        agency=row.agency,
        audience=Audience.PARTNERSHIP,
        number=Action.objects.count() + 1,
        title="Write it down",
        first_due_date=IN,
        due_date=IN,
        **written(recorded),
    )
    for number, (target, day) in enumerate((("proposed", recorded), *moves), start=1):
        ActionMove.objects.create(
            action=action, agency=row.agency, number=number, target=target, role="X", **written(day)
        )
    RecommendationAction.objects.create(recommendation=row, action=action, agency=row.agency, **written(recorded))
    return action


def shown_by(action: Action, shows: Shows, *, accepted: date = IN, **facts) -> None:
    """Evidence behind an action, accepted on a day."""
    moment = written(accepted)["recorded_at"]
    given = {"kind": EvidenceKind.COUNT, "title": "Book of the panel", "accepted_at": moment} | facts
    evidence = rows.evidence(
        action.review, action.agency, Audience.PARTNERSHIP, shows=shows, state=EvidenceState.ACCEPTED, **given
    )
    chain_rows.behind_action(action, evidence)


def test_an_opinion_that_has_lapsed_is_told_as_lapsed_in_a_year_that_goes_on(review, bodies, reader):
    rows_asked = [asked(review, bodies.council, ("accepted", IN)) for _ in range(2)]
    sha = recommendation_now(find_recommendation(reader, rows_asked[0].ref), day=TODAY).basis_sha
    for row, basis in zip(rows_asked, (sha, "0" * 64), strict=True):
        chain_rows.opinion_on(row, bodies.scrutiny, basis_sha=basis)

    running = [one.opinion for one in section_of(year_ending(year_of(TODAY)), reader).asked]

    assert running == ["Limited assurance", "Limited assurance, lapsed: what it rests on has changed since"]


@pytest.fixture
def reader(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


def of_year(reader):
    return section_of(YEAR, reader)


def lines(one) -> dict[str, str]:
    return dict(told(one))


@pytest.mark.parametrize(
    ("day", "ends"), [(date(2025, 3, 31), 2025), (date(2025, 4, 1), 2026), (date(2025, 12, 31), 2026)]
)
def test_a_year_ends_on_the_last_day_of_march(day, ends):
    assert year_of(day) == ends
    assert year_ending(ends).holds(day)


@pytest.mark.parametrize(
    ("recorded", "settled", "is_open"),
    [
        (BEFORE, None, True),
        (AFTER, None, False),
        (BEFORE, IN, True),
        (date(2024, 1, 1), BEFORE, False),
        (YEAR.last, None, True),
        (BEFORE, YEAR.first, True),
    ],
)
def test_a_recommendation_belongs_into_the_years_in_which_it_was_open(recorded, settled, is_open):
    assert was_open_in(YEAR, recorded=recorded, settled=settled) is is_open


def test_evidence_stood_on_a_day_if_it_was_accepted_and_had_not_ended_by_then():
    asks = {"accepted": IN, "ended": None, "valid_until": None, "day": YEAR.last}

    assert stood(**asks)
    assert not stood(**asks | {"accepted": AFTER})
    assert not stood(**asks | {"accepted": None})
    assert stood(**asks | {"ended": AFTER})
    assert not stood(**asks | {"ended": YEAR.last})
    assert stood(**asks | {"valid_until": YEAR.last})
    assert not stood(**asks | {"valid_until": IN})


def test_what_moved_and_what_it_improved_is_told_as_it_stood_on_the_last_day_of_the_year(reader, review, bodies):
    row = asked(review, bodies.council, ("accepted", IN), ("planned", IN), ("declined", AFTER), measure="Count it.")
    action = done(row, ("agreed", IN), ("started", IN), ("verified", AFTER))
    shown_by(action, Shows.PRACTICE_CHANGED, counted_n=38, counted_of=45, counted_words="plans read in time")

    (one,) = of_year(reader).asked

    assert (one.state, one.progress, [two.what for two in one.decisions]) == ("planned", Progress.MOVED, ["Accepted"])
    assert lines(one)["Decided"] == "10 September 2025: Accepted, Wexcombe Council."
    assert lines(one)["Action"] == "Write it down: started, overdue, by 10 September 2025, Wexcombe Council."
    assert lines(one)["Improvement"] == (
        "Practice changed: Book of the panel, Wexcombe Council. Plans read in time: 38 of 45 (84%)."
    )


def test_what_nobody_moved_and_nobody_can_show_is_said_plainly(reader, review, bodies):
    row = asked(review, bodies.council, ("accepted", BEFORE))
    shown_by(done(row, ("agreed", BEFORE)), Shows.COUNTED, accepted=BEFORE)

    section = of_year(reader)
    (one,) = section.asked

    assert one.progress is Progress.NONE
    assert lines(one)["Progress"] == "No progress is recorded in this year."
    assert lines(one)["Improvement"] == "There is no evidence of an improvement yet. What is shown is «Counted»."
    assert lede(section) == "Of 1 recommendation, 1 shows no progress. An improvement is shown for none."


def test_what_was_declined_and_what_had_no_answer_are_two_things(reader, review, bodies):
    asked(review, bodies.council, ("declined", IN), public_wording="We let no homes.")
    asked(review, bodies.health)
    asked(review, bodies.health, ("declined", BEFORE))

    section = of_year(reader)

    assert [one.progress for one in section.asked] == [Progress.DECLINED, Progress.UNDECIDED]
    assert lines(section.asked[0])["Instead"] == "We let no homes."
    assert "Action" not in lines(section.asked[0])
    assert lede(section).startswith("Of 2 recommendations, 1 was declined and 1 has not been accepted or declined.")


def test_numbers_of_children_are_told_rounded_because_the_report_is_public(reader, review, bodies):
    row = asked(review, bodies.council, ("accepted", IN))
    shown_by(
        done(row), Shows.OUTCOME, counted_n=71, counted_of=96, counted_words="children who said that they were heard"
    )

    (one,) = of_year(reader).asked

    assert lines(one)["Improvement"].endswith("Children who said that they were heard: about 70 of 95 (74%).")


def test_nobody_reads_what_they_may_not_see(review, bodies):
    row = asked(review, bodies.council, ("accepted", IN))
    Recommendation.objects.filter(pk=row.pk).update(audience=Audience.OWN)

    assert len(section_of(YEAR, acting(Role.SAFEGUARDING_LEAD, bodies.council)).asked) == 1
    assert section_of(YEAR, acting(Role.SAFEGUARDING_LEAD, bodies.health)).asked == ()


def test_the_word_file_says_the_same_and_what_is_missing_stands_first(reader, review, bodies):
    asked(review, bodies.council, ("accepted", BEFORE))
    shown_by(done(asked(review, bodies.health, ("accepted", IN))), Shows.PRACTICE_CHANGED)
    section = of_year(reader)

    content = render_yearly(section)
    document = Document(BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]

    assert said[2] == lede(section)
    assert said.index("No progress in this year") < said.index("No evidence of an improvement") < said.index("A review")
    for one in section.asked:
        for name, words in told(one):
            assert f"{name}: {words}" in said
    assert document.core_properties.author == section.partnership
    assert content == render_yearly(of_year(reader))


def test_a_year_without_a_recommendation_says_so(reader):
    section = of_year(reader)

    assert lede(section) == "No recommendation was open in this year."
    assert len(Document(BytesIO(render_yearly(section))).paragraphs) == 3


def test_a_year_that_runs_still_is_told_as_at_today_and_calls_nothing_late_that_is_due_later(bodies, reader):
    running, now = year_ending(2027), reader.now.date()
    row = asked(rows.review(bodies.hub, Audience.PARTNERSHIP), bodies.council, ("accepted", IN))
    for due in (now - timedelta(days=1), now + timedelta(days=1)):
        action = done(row)
        Action.objects.filter(pk=action.pk).update(due_date=due)
    # It counts today, and will have ended when the year does.
    shown_by(action, Shows.PRACTICE_CHANGED, valid_until=now + timedelta(days=30))

    section = section_of(running, reader)

    assert running.last > now == section.as_at
    assert not section.is_over
    (one,) = section.asked
    assert [action.is_overdue for action in one.actions] == [True, False]
    assert one.shows is Shows.PRACTICE_CHANGED
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(render_yearly(section))).paragraphs)
    assert f"as at {day_words(now)}: the year is not over" in words


def test_a_year_that_is_over_is_told_as_at_its_last_day(bodies, reader):
    asked(rows.review(bodies.hub, Audience.PARTNERSHIP), bodies.council)

    section = of_year(reader)

    assert section.as_at == YEAR.last
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(render_yearly(section))).paragraphs)
    assert "the year is not over" not in words
