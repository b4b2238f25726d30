"""The part of the story that tells of the editions of the Summary: written, signed, checked, approved, published."""

from collections.abc import Callable, Mapping
from typing import Any

from lineofsight.assurance.actions import figures, open_items, statements
from lineofsight.assurance.actions.minutes import Minute
from lineofsight.assurance.rules import OpenKind
from lineofsight.assurance.shelf import shelf
from lineofsight.assurance.tables import figures_of
from lineofsight.cli.demonstration import declaring, sentences
from lineofsight.library.measure import Measure
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.queries import actor_in_role, agency_by_code, hub
from lineofsight.partnership.rules import Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.actions import editions as publication
from lineofsight.publication.actions import notices
from lineofsight.publication.actions.declared import say_lines
from lineofsight.publication.actions.publishing import publish
from lineofsight.publication.actions.signatures import sign, sign_on_behalf
from lineofsight.publication.queries import editions as published
from lineofsight.publication.queries.notices import not_yet_told
from lineofsight.publication.rules import Verdict
from lineofsight.publication.signing import to_sign


def begin(told: Any) -> None:
    """Open the first edition, and lay down what is not yet done or known, with the days on which it is said."""
    open_edition(told, told.story["editions"][0])
    for item in told.story["open_items"]:
        say_open(told, item)


def open_edition(told: Any, facts: Mapping[str, Any]) -> None:
    """Begin an edition of the review that is told of."""
    with told.acting(Role.BUSINESS_MANAGER, facts["opened"]) as unit:
        told.edition = publication.open_edition(review=told.review, by=unit, as_at_date=told.day(facts["opened"]))


def publish_edition(told: Any, number: int) -> str:
    """One edition from its figure to the day on which it is published. Out: its reference."""
    facts = told.story["editions"][number - 1]
    if number > 1:
        open_edition(told, facts)
        told.tell_until(facts["figure"] + 1)
        sentences.put_into_edition(told, number, day=facts["figure"] + 1)
    told.tell_until(facts["figure"])
    for one in told.story["figures"]:
        if one.get("from edition", 1) <= number:
            _figure(told, one, facts["figure"])
    told.tell_until(facts["locked"] + 1)
    return to_the_public(told, facts)


def to_the_public(told: Any, facts: Mapping[str, Any]) -> str:
    """What is declared, signed, checked and approved until an edition is published. Out: its reference."""
    declaring.tell(told, facts)
    if "nobody_asked" in facts:
        _nobody_asked(told, facts["nobody_asked"])
    if "let_pass" in facts:
        declaring.let_pass(told, facts["let_pass"])
    _sign_all(told, facts)
    ref: str = told.edition.ref
    for role, agency, step, back in _steps(facts):
        if step is publish:
            declaring.search(told, facts, before=facts["locked"])
        with told.acting(role, back, agency) as actor:
            step(edition=published.find_edition(actor, ref), by=actor)
    if "notice" in facts:
        told.on(facts["notice"]["printed"], lambda: _notice(told, ref, facts["notice"]))
    return ref


def _notice(told: Any, ref: str, facts: Mapping[str, Any]) -> None:
    """What a published sentence rested on has ended: its readers are told, by two people."""
    with told.acting(Role.BUSINESS_MANAGER, facts["written"]) as unit:
        edition: Any = published.find_edition(unit, ref)
        fallen = {one.number for one in not_yet_told(edition, unit)}
        written = notices.write_notice(edition=edition, numbers=fallen, text=facts["text"], by=unit)
    with told.acting(Role.PUBLISHER, facts["printed"]) as second:
        notices.print_notice(notice=written, expected=written.version, by=second)


def _steps(facts: Mapping[str, Any]) -> list[tuple[Role, str, Callable[..., object], int]]:
    return [
        (Role.BUSINESS_MANAGER, "", publication.lock_edition, facts["locked"]),
        (Role.CHECKER, "", publication.check_edition, facts["checked"]),
        *((Role.EXECUTIVE, code, publication.approve_edition, back) for code, back in facts["approved"].items()),
        (Role.PUBLISHER, "", publish, facts["published"]),
    ]


def next_edition(told: Any, number: int) -> str:
    """The sentences that were not ready come in, and the check says what they still lack. Out: its reference."""
    facts = told.story["editions"][number - 1]
    told.tell_until(0)
    sentences.put_into_edition(told, number, day=facts["opened"])
    open_edition(told, facts)
    said = facts["on_behalf"]
    with told.acting(Role.BUSINESS_MANAGER, said["day"]) as unit:
        edition: Any = published.find_edition(unit, told.edition.ref)
        agency = agency_by_code(said["agency"])
        publication.ask_to_sign(edition=edition, by=unit)
        sign_on_behalf(
            edition=edition,
            agency=agency,
            wordings=[item.statement.current for item in to_sign(edition, unit, agency=agency)],
            agreed=Minute(said["role"], said["where"], told.day(said["day"])),
            by=unit,
        )
    return str(told.edition.ref)


def say_open(told: Any, item: Mapping[str, Any]) -> None:
    """Lay down what is said not to be done or known, and when that ends."""
    made: list[Any] = []

    def say() -> None:
        with told.acting(Role.BUSINESS_MANAGER, item["day"]) as unit:
            row = open_items.add_open_item(
                review=told.review,
                agency=agency_by_code(item["agency"]),
                kind=OpenKind(item["kind"]),
                text=item["text"],
                since_date=told.day_or_none(item.get("since")),
                expected_date=told.day_or_none(item.get("expected")),
                by=unit,
            )
            made.append(row)

    def close() -> None:
        with told.acting(Role.BUSINESS_MANAGER, item["closed"]) as unit:
            open_items.close_open_item(item=made[0], reason=item["why"], expected_version=made[0].version, by=unit)

    told.on(item["day"], say)
    if "closed" in item:
        told.on(item["closed"], close)


def _figure(told: Any, facts: Mapping[str, Any], day: int) -> None:
    """The unit writes a sentence with a computed figure, or writes it anew, and freezes the figure behind it."""
    begins = facts["words"].partition("{")[0]
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        measure = shelf().get(Measure, facts["measure"], on=told.day(day))
        total = figures_of(told.review, measure, unit, as_at=told.day(day + 1))[0]
        text = facts["words"].format(words=total.words())
        if begins in told.refs:
            row = told.statement(unit, begins)
            statements.change_statement(statement=row, text=text, expected_version=row.version, by=unit)
        else:
            about = agency_by_code(facts["agency"]) if "agency" in facts else hub()
            row = statements.add_statement(
                review=told.review, agency=about, section=facts["section"], text=text, by=unit
            )
            told.refs[begins] = row.ref
        figures.freeze_figure(review=told.review, measure=measure, figure=total, statements=[row], by=unit)


def _nobody_asked(told: Any, facts: Mapping[str, Any]) -> None:
    with told.acting(Role.BUSINESS_MANAGER, facts["day"]) as unit:
        edition: Any = published.find_edition(unit, told.edition.ref)
        say_lines(edition=edition, expected_version=edition.version, nobody_asked=facts["reason"], by=unit)


def _sign_all(told: Any, facts: Mapping[str, Any]) -> None:
    with told.acting(Role.BUSINESS_MANAGER, facts["signed"]) as unit:
        publication.ask_to_sign(edition=published.find_edition(unit, told.edition.ref), by=unit)
    for code in told.story["people"]:
        role = Role.BUSINESS_MANAGER if code == "partnership" else Role.SAFEGUARDING_LEAD
        actor = actor_in_role(role, now=told.moment(facts["signed"]), agency_code=code)
        if actor is None:
            continue
        with scope(actor, writes=True):
            waiting = [item.statement for item in to_sign(told.edition, actor) if not item.is_signed]
            _sign(told.edition, waiting, facts.get("different"), by=actor)


def _sign(edition: Any, waiting: list[Any], different: Mapping[str, Any] | None, *, by: Actor) -> None:
    """Sign one's sentences: all but one, where an agency sees one differently and says how."""
    other = [one for one in waiting if different and one.current.text.startswith(different["begins"])]
    agreed = [one.current for one in waiting if one not in other]
    if agreed:
        sign(edition=edition, wordings=agreed, by=by)
    if other and different:
        wordings = [one.current for one in other]
        sign(edition=edition, wordings=wordings, verdict=Verdict.DIFFERENT, view=different["view"], by=by)
