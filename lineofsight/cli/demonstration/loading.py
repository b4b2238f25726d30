"""Load the demonstration's story through the same actions that people use, day by day, so that its trail is real."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from lineofsight.assurance import queries
from lineofsight.assurance.actions import (
    assessments,
    evidence,
    figures,
    imports,
    open_items,
    opinions,
    reviews,
    statements,
    versions,
)
from lineofsight.assurance.actions.offer import Offer
from lineofsight.assurance.actions.opinions import View
from lineofsight.assurance.rules import EvidenceKind, EvidenceState, OpenKind, ReviewKind
from lineofsight.assurance.rules.imports import ImportKind
from lineofsight.assurance.shelf import shelf
from lineofsight.assurance.sources import text_of
from lineofsight.assurance.tables import figures_of
from lineofsight.cli.demonstration import background, chain, children, collecting, declaring, grants
from lineofsight.files.actions import keep_file
from lineofsight.intake.documents import SentenceKind
from lineofsight.intake.readers.dispatch import read
from lineofsight.intake.understand import read_document
from lineofsight.library.measure import Measure
from lineofsight.library.scales import OpinionWord, Shows
from lineofsight.partnership.actions import add_agency, add_person, join
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.queries import actor_in_role, agency_by_code, hub, own_agency
from lineofsight.partnership.rules import AgencyKind, Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication import actions as publication
from lineofsight.publication import queries as published
from lineofsight.publication.signing import to_sign
from lineofsight.trail.sealer import seal

HERE = Path(__file__).parent


class StoryBroken(RuntimeError):
    """The story speaks of something that the report does not have. The sentence says what."""


@dataclass
class _Telling:
    """The story while it is told: what day it is, and what has been made so far."""

    as_at: date
    story: Mapping[str, Any]
    review: Any = None
    edition: Any = None
    refs: dict[str, str] = field(default_factory=dict)

    def day(self, back: int) -> date:
        return self.as_at - timedelta(days=back)

    def day_or_none(self, back: int | None) -> date | None:
        return None if back is None else self.day(back)

    def statement(self, actor: Actor, begins: str) -> Any:
        """The sentence that begins so, as an actor sees it."""
        return _statement(self, actor, begins)

    def offer(self, facts: Mapping[str, Any]) -> Offer:
        """What somebody of the story offers as evidence."""
        return _offer(self, facts)

    def moment(self, back: int) -> datetime:
        return datetime.combine(self.as_at - timedelta(days=back), time(10), tzinfo=UTC)

    @contextmanager
    def acting(self, role: Role, back: int, agency: str = "") -> Iterator[Actor]:
        """Somebody with a role, `back` days before the demonstration's day, in a transaction of their own."""
        actor = actor_in_role(role, now=self.moment(back), agency_code=agency)
        if actor is None:
            raise StoryBroken(f"Nobody in the story is {role.value} of {agency or 'any agency'}.")
        with scope(actor, writes=True):
            yield actor


def load(*, as_at: date) -> tuple[str, str]:
    """Tell the whole story as at a day. Out: the references of the published edition and of the one in draft."""
    told = _Telling(as_at=as_at, story=yaml.safe_load((HERE / "story.yaml").read_text()))
    _people(told)
    _review(told)
    _inspection(told)
    for item in told.story["sentences"]:
        _sentence(told, item)
    _open_items(told)
    _figure(told)
    chain.tell(told)
    declaring.tell(told)
    first = _first_edition(told)
    second = _second_edition(told)
    collecting.tell(told)
    grants.tell(told)
    _waiting(told)
    _plan(told)
    background.tell(told)
    _children(told)
    with scope(job("seal", now=told.moment(0)), writes=True):
        seal(at=told.moment(0))
    return first, second


def _children(told: _Telling) -> None:
    analyst = actor_in_role(Role.ANALYST, now=told.moment(3), agency_code="council")
    if analyst is None:
        raise StoryBroken("The council has no analyst, so nobody takes its children in.")
    children.take_in(as_at=told.day(3), by=analyst)


def _people(told: _Telling) -> None:
    setter_up = job("demonstration", now=told.moment(400))
    with scope(setter_up, writes=True):
        for agency in told.story["agencies"]:
            add_agency(
                code=agency["code"],
                name=agency["name"],
                kind=AgencyKind(agency["kind"]),
                short_name=agency["short"],
                by=setter_up,
            )
        for code, roles in told.story["people"].items():
            for role in roles:
                address = f"{role.replace(' ', '-')}@{code}.demonstration.invalid"
                person = add_person(email=address, name="", by=setter_up)
                join(person=person, agency=agency_by_code(code), role=Role(role), by=setter_up)


def _review(told: _Telling) -> None:
    content = (HERE / "report.txt").read_bytes()
    document = read_document(content, "report.txt")
    day = told.story["review"]["imported"]
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        told.review = reviews.open_review(
            name=told.story["review"]["name"],
            kind=ReviewKind.PRACTICE_REVIEW,
            completed_date=told.day(day + 30),
            by=unit,
        )
        held = _kept(content, "summary-of-progress.txt", by=unit)
        begun = imports.begin_import(held=held, document=document, by=unit)
        imports.create_review(report_import=begun, review=told.review, expected_version=begun.version, by=unit)
        told.edition = publication.open_edition(review=told.review, by=unit, as_at_date=told.day(day))


def _waiting(told: _Telling) -> None:
    """A later edition of the report has been read and waits for somebody to check it."""
    facts = told.story["waiting"]
    text = (HERE / "report.txt").read_text(encoding="utf-8")
    for before, after in facts["changed"]:
        text = text.replace(before, after)
    content = text.encode()
    with told.acting(Role.BUSINESS_MANAGER, facts["imported"]) as unit:
        held = _kept(content, facts["file"], by=unit)
        begun = imports.begin_import(held=held, document=read_document(content, facts["file"]), by=unit)
        imports.say_earlier(report_import=begun, earlier=told.review, expected_version=begun.version, by=unit)


def _plan(told: _Telling) -> None:
    """An action plan has been read and waits for somebody to say what it means."""
    facts = told.story["plan"]
    content = (HERE / "plan.csv").read_bytes()
    with told.acting(Role.BUSINESS_MANAGER, facts["imported"]) as unit:
        held = _kept(content, facts["file"], by=unit)
        imports.begin_import(held=held, document=read(content, facts["file"]), kind=ImportKind.PLAN, by=unit)


def _kept(content: bytes, name: str, *, by: Actor) -> Any:
    """A file that the business unit uploaded."""
    return keep_file(content=BytesIO(content), name=name, agency=hub(), by=by, at=by.now, audience=Audience.HUB)


def _inspection(told: _Telling) -> None:
    facts = told.story["inspection"]
    content = (HERE / "inspection.txt").read_bytes()
    with told.acting(Role.BUSINESS_MANAGER, facts["stored"]) as unit:
        assessment = queries.assessments_of(told.review, unit).get()
        assessments.describe_assessment(
            assessment=assessment,
            title=facts["title"],
            about=agency_by_code(facts["about"]),
            scope="local",
            period_from=told.day(facts["period"][0]),
            period_to=told.day(facts["period"][1]),
            published_date=told.day(facts["published"]),
            expected_version=assessment.version,
            by=unit,
        )
        held = keep_file(
            content=BytesIO(content),
            name="inspection.txt",
            agency=hub(),
            by=unit,
            at=unit.now,
            audience=Audience.PARTNERSHIP,
        )
        assessments.store_source(
            assessment=assessment, held=held, text=text_of(held), expected_version=assessment.version, by=unit
        )


def _statement(told: _Telling, actor: Actor, begins: str) -> Any:
    if begins not in told.refs:
        for row in queries.statements_of(told.review, actor):
            if row.current.text.startswith(begins):
                told.refs[begins] = row.ref
    row = queries.find_statement(actor, told.refs.get(begins, ""))
    if row is None:
        raise StoryBroken(f"No sentence of the report begins «{begins}».")
    return row


def _sentence(told: _Telling, item: Mapping[str, Any]) -> None:
    begins = item["begins"]
    with told.acting(Role.BUSINESS_MANAGER, told.story["review"]["imported"] - 1) as unit:
        row = _statement(told, unit, begins)
        statements.change_statement(
            statement=row,
            text=item.get("words", row.current.text),
            kind=SentenceKind(item["kind"]) if "kind" in item else None,
            is_included=item.get("edition", 1) == 1,
            action_date=told.day_or_none(item.get("since")),
            due_date=told.day_or_none(item.get("due")),
            owner_role=item.get("owner"),
            expected_version=row.version,
            by=unit,
        )
    for offered in item.get("evidence", ()):
        _evidence(told, begins, offered)
    if "opinion" in item:
        facts = item["opinion"]
        with told.acting(Role.SCRUTINEER, facts["day"]) as scrutineer:
            opinions.give_opinion(
                statement=_statement(told, scrutineer, begins),
                view=View(
                    level=OpinionWord(facts["level"]),
                    know=facts["know"],
                    how=facts["how"],
                    next_step=facts["next"],
                    next_test_date=told.day(facts["day"] - 180),
                ),
                seen_basis="",
                by=scrutineer,
            )


def _offer(told: _Telling, facts: Mapping[str, Any]) -> Offer:
    counted = facts.get("counted")
    return Offer(
        kind=EvidenceKind(facts["kind"]),
        title=facts["title"],
        note=f"{facts['title']}. An invented document of the demonstration.",
        shows=Shows.from_words(facts["shows"]),
        counted_n=counted["n"] if counted else None,
        counted_of=counted["of"] if counted else None,
        counted_words=counted["words"] if counted else "",
        period_from=told.day(counted["period"][0]) if counted else None,
        period_to=told.day(counted["period"][1]) if counted else None,
        valid_until=told.day(facts.get("valid", -300)),
        asked=facts.get("asked"),
        answered=facts.get("answered"),
        heard=facts.get("heard", ""),
        consent=facts.get("consent", ""),
    )


def _file(name: str, *, by: Actor) -> Any:
    """A file of its own agency behind evidence."""
    content = f"{name}\n\nAn invented file of the demonstration. Plan 1: good. Plan 2: to be written again.\n"
    return keep_file(
        content=BytesIO(content.encode()), name=name, agency=own_agency(by), by=by, at=by.now, audience=Audience.HUB
    )


def _evidence(told: _Telling, begins: str, facts: Mapping[str, Any]) -> None:
    with told.acting(Role.SAFEGUARDING_LEAD, facts["day"], facts["by"]) as lead:
        offered = evidence.offer_evidence(
            review=told.review,
            offer=replace(_offer(told, facts), held=_file(facts["file"], by=lead) if "file" in facts else None),
            statements=[_statement(told, lead, begins)],
            by=lead,
        )
    if "accepted" in facts:
        with told.acting(Role.BUSINESS_MANAGER, facts["accepted"]) as unit:
            evidence.move_evidence(
                evidence=queries.find_evidence(unit, offered.ref),
                target=EvidenceState.ACCEPTED,
                expected_version=offered.version,
                by=unit,
            )
    if "newer" in facts:
        newer = facts | facts["newer"]
        with told.acting(Role.SAFEGUARDING_LEAD, newer["day"], facts["by"]) as lead:
            versions.offer_version(
                evidence=queries.find_evidence(lead, offered.ref), offer=_offer(told, newer), by=lead
            )


def _open_items(told: _Telling) -> None:
    for item in told.story["open_items"]:
        with told.acting(Role.BUSINESS_MANAGER, item["day"]) as unit:
            open_items.add_open_item(
                review=told.review,
                agency=agency_by_code(item["agency"]),
                kind=OpenKind(item["kind"]),
                text=item["text"],
                since_date=told.day_or_none(item.get("since")),
                expected_date=told.day_or_none(item.get("expected")),
                by=unit,
            )


def _figure(told: _Telling) -> None:
    """The unit writes a sentence with a computed figure, and freezes the figure behind it."""
    facts = told.story["figure"]
    with told.acting(Role.BUSINESS_MANAGER, facts["day"]) as unit:
        measure = shelf().get(Measure, facts["measure"], on=told.day(facts["day"]))
        total = figures_of(told.review, measure, unit, as_at=told.day(facts["day"] + 1))[0]
        row = statements.add_statement(
            review=told.review,
            agency=hub(),
            section=facts["section"],
            text=facts["words"].format(words=total.words()),
            by=unit,
        )
        figures.freeze_figure(review=told.review, measure=measure, figure=total, statements=[row], by=unit)


def _sign_all(told: _Telling, edition: Any, back: int) -> None:
    for code in told.story["people"]:
        role = Role.BUSINESS_MANAGER if code == "partnership" else Role.SAFEGUARDING_LEAD
        actor = actor_in_role(role, now=told.moment(back), agency_code=code)
        if actor is None:
            continue
        with scope(actor, writes=True):
            listed = to_sign(edition, actor)
            wordings = [item.statement.current for item in listed if not item.is_signed]
            if wordings:
                publication.sign(edition=edition, wordings=wordings, by=actor)


def _first_edition(told: _Telling) -> str:
    days = told.story["first_edition"]
    ref = told.edition.ref
    _sign_all(told, told.edition, days["signed"])
    steps = [
        (Role.BUSINESS_MANAGER, "", publication.lock_edition, days["locked"]),
        (Role.CHECKER, "", publication.check_edition, days["checked"]),
        *((Role.EXECUTIVE, code, publication.approve_edition, back) for code, back in days["approved"].items()),
        (Role.PUBLISHER, "", publication.publish, days["published"]),
    ]
    for role, agency, step, back in steps:
        if step is publication.publish:
            declaring.search_again(told)
        with told.acting(role, back, agency) as actor:
            step(edition=published.find_edition(actor, ref), by=actor)
    return ref


def _second_edition(told: _Telling) -> str:
    """The sentences that were not ready come in again, and the check says what they still lack."""
    with told.acting(Role.BUSINESS_MANAGER, told.story["second_edition"]["opened"]) as unit:
        for row in list(queries.statements_of(told.review, unit).filter(is_included=False)):
            statements.change_statement(
                statement=row, text=row.current.text, is_included=True, expected_version=row.version, by=unit
            )
        ref = publication.open_edition(review=told.review, by=unit, as_at_date=told.as_at).ref
    said = told.story["second_edition"]["on_behalf"]
    with told.acting(Role.BUSINESS_MANAGER, said["day"]) as unit:
        edition: Any = published.find_edition(unit, ref)
        agency = agency_by_code(said["agency"])
        publication.sign_on_behalf(
            edition=edition,
            agency=agency,
            wordings=[item.statement.current for item in to_sign(edition, unit, agency=agency)],
            agreed=publication.Agreed(said["role"], said["where"], told.day(said["day"])),
            by=unit,
        )
    return ref
