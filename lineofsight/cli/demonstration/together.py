"""The part of the story that tells of the second account: one sentence for each system, with its figure."""

from dataclasses import replace

from lineofsight.assurance.actions import arranging, chain, figures, moving, reviews, statements
from lineofsight.assurance.actions.chain import Asks
from lineofsight.assurance.queries.chain import recommendation_alone
from lineofsight.assurance.rules import ReviewKind
from lineofsight.assurance.rules.chain import RecommendationState
from lineofsight.assurance.shelf import shelf
from lineofsight.assurance.tables import opened_records, period_until
from lineofsight.cli.demonstration import editions
from lineofsight.cli.demonstration.telling import Telling
from lineofsight.library.kinds import Theme
from lineofsight.library.measure import Measure
from lineofsight.library.publishing import SmallNumbers
from lineofsight.library.scales import WhoIsCounted
from lineofsight.library.system import System
from lineofsight.measures.compute import compute
from lineofsight.measures.figure import Figure
from lineofsight.partnership.queries import agency_by_code, hub
from lineofsight.partnership.rules import Role
from lineofsight.publication.compiling.figures import words_in_print
from lineofsight.publication.content.told import TOO_FEW
from lineofsight.publication.gate.own_rules import small_numbers_of


def begin(told: Telling) -> Telling:
    """Open the review of what is kept going together, and say what it recommends. Out: its own story."""
    own = replace(told, to_come=[], refs={})
    facts = told.story["together"]["review"]
    asked = facts["recommendation"]
    with own.acting(Role.BUSINESS_MANAGER, facts["opened"]) as unit:
        own.review = reviews.open_review(
            name=facts["name"], kind=ReviewKind.AUDIT, completed_date=told.day(facts["opened"]), by=unit
        )
        arranging.add_sections(review=own.review, titles=_sections(), by=unit)
        row = chain.draft_recommendation(
            review=own.review,
            lead=agency_by_code(asked["lead"]),
            asks=Asks(title=asked["title"], text=asked["text"], owner_role=asked["role"]),
            findings=(),
            by=unit,
        )
    with own.acting(Role.SAFEGUARDING_LEAD, asked["answered"], asked["lead"]) as lead:
        moving.answer_recommendation(
            recommendation=recommendation_alone(lead, row.ref) or row,
            answer=RecommendationState.ACCEPTED,
            reason="",
            public_wording="",
            expected_move=1,
            by=lead,
        )
    return own


def publish(own: Telling) -> str:
    """Write the sentences with their figures, and take the account to the public. Out: its reference."""
    facts = own.story["together"]["edition"]
    editions.open_edition(own, facts)
    for item in own.story["together"]["open_items"]:
        editions.say_open(own, item)
    own.tell_until(facts["figure"])
    _sentences(own, facts["figure"])
    return editions.to_the_public(own, facts)


def _sections() -> list[str]:
    return [theme.title for theme in shelf().all_newest(Theme)]


def _sentences(own: Telling, day: int) -> None:
    """All figures of one look at the records: they are read once."""
    themes = {theme.id: theme.title for theme in shelf().all_newest(Theme)}
    section = {one.row: themes[one.theme] for one in shelf().all_newest(System)}
    as_at = own.day(day + 1)
    said = own.story["together"]["sentences"]
    measures = {one["measure"]: shelf().get(Measure, one["measure"], on=as_at) for one in said}
    numbers = small_numbers_of(shelf(), on=as_at)
    with own.acting(Role.BUSINESS_MANAGER, day) as unit:
        with opened_records(measures.values(), unit, on=as_at) as tables:
            counted = {
                id: compute(
                    one,
                    faces=tables.faces,
                    execute=tables.execute,
                    as_at=as_at,
                    period=period_until(one, as_at),
                )[0]
                for id, one in measures.items()
            }
        for one in said:
            figure = counted[one["measure"]]
            row = statements.add_statement(
                review=own.review,
                agency=agency_by_code(one["agency"]) if "agency" in one else hub(),
                section=section[one["row"]],
                text=_text(own, one, figure, numbers),
                by=unit,
            )
            figures.freeze_figure(
                review=own.review, measure=measures[one["measure"]], figure=figure, statements=[row], by=unit
            )


def _text(own: Telling, one: dict[str, str], figure: Figure, numbers: SmallNumbers) -> str:
    """A sentence with its figure; or that it cannot be told, where those counted or the others are too few.

    «All of about 10» would tell the same of each of so few: on some days of the story it comes to that.
    """
    facts = own.story["together"]
    words, few = words_in_print(figure, numbers, shelf()), numbers.rule(WhoIsCounted.CHILDREN).fewest_for_rate
    says_it_of_each = figure.n in (0, figure.of) and figure.of < few and one["measure"] in facts["few"]
    if words != TOO_FEW and not says_it_of_each:
        n, of = figure.terms.real(figure.n, figure.of) if figure.terms else (figure.n, figure.of)
        return one["words"].format(words=words, n=n, of=of)
    return f"{facts['few'][one['measure']]}{facts['few_because']}"
