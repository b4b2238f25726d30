"""The part of the story that tells of the sentences: those of the report, and those that were written afterwards."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from lineofsight.assurance import queries
from lineofsight.assurance.actions import evidence, statements
from lineofsight.assurance.actions.statements import AS_IT_IS
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.cli.demonstration.evidence import will_be_judged, will_be_offered
from lineofsight.intake.documents import SentenceKind
from lineofsight.partnership.queries import agency_by_code
from lineofsight.partnership.rules import Role

# What a sentence of the story may say of itself, beside its words.
FACTS = ("kind", "since", "due", "owner", "words")


def tell(told: Any) -> None:
    """Lay down what happens to each sentence, day by day."""
    for item in told.story["sentences"]:
        told.on(told.story["review"]["imported"] - 1, partial(_as_it_stands, told, item["begins"], item))
        _what_follows(told, item["begins"], item)
    for theme in told.story["written"]:
        for item in theme["sentences"]:
            told.on(item.get("day", theme["day"]), partial(_write, told, theme, item))
            _what_follows(told, item["text"], item)


def _what_follows(told: Any, begins: str, item: Mapping[str, Any]) -> None:
    for offered in item.get("evidence", ()):
        will_be_offered(told, offered, behind=lambda actor: [told.statement(actor, begins)])
    for opinion in item.get("opinions", ()):
        will_be_judged(told, begins, opinion)
    if "quotes" in item:
        told.on(item["quotes"]["day"], partial(_quote, told, begins, item["quotes"]))
    if "later" in item:
        told.on(item["later"]["day"], partial(_change, told, begins, item["later"]))


def _as_it_stands(told: Any, begins: str, item: Mapping[str, Any]) -> None:
    """Right after the import the unit says of a sentence what the report does not."""
    if item.get("edition", 1) > 1 or any(fact in item for fact in FACTS):
        day = told.story["review"]["imported"] - 1
        _change(told, begins, {**item, "day": day}, is_included=item.get("edition", 1) == 1)


def _change(told: Any, begins: str, facts: Mapping[str, Any], *, is_included: bool | None = None) -> None:
    with told.acting(Role.BUSINESS_MANAGER, facts["day"]) as unit:
        row = told.statement(unit, begins)
        statements.change_statement(
            statement=row,
            text=facts.get("words", row.current.text),
            kind=SentenceKind(facts["kind"]) if "kind" in facts else None,
            is_included=is_included,
            action_date=told.day(facts["since"]) if "since" in facts else AS_IT_IS,
            due_date=told.day(facts["due"]) if "due" in facts else AS_IT_IS,
            owner_role=facts.get("owner"),
            expected_version=row.version,
            by=unit,
        )


def _write(told: Any, theme: Mapping[str, Any], item: Mapping[str, Any]) -> None:
    day = item.get("day", theme["day"])
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        row = statements.add_statement(
            review=told.review,
            agency=agency_by_code(item["agency"]),
            section=theme["section"],
            text=item["text"],
            by=unit,
        )
        told.refs[item["text"]] = row.ref
    if any(fact in item for fact in FACTS) or item.get("edition", 1) > 2:
        _change(told, item["text"], {**item, "day": day}, is_included=item.get("edition", 1) <= 2)


def _quote(told: Any, begins: str, facts: Mapping[str, Any]) -> None:
    """The unit puts an inspector's words into a sentence, and the inspection behind it."""
    with told.acting(Role.BUSINESS_MANAGER, facts["day"]) as unit:
        row, assessment = told.statement(unit, begins), queries.assessments_of(told.review, unit).get()
        statements.change_statement(
            statement=row,
            text=facts["words"],
            quoted_from={facts["quoted"]: assessment},
            expected_version=row.version,
            by=unit,
        )
        inspection = queries.evidence_of(told.review, unit).filter(
            kind=EvidenceKind.ASSESSMENT, state=EvidenceState.ACCEPTED
        )
        evidence.use_evidence(evidence=inspection.last(), statements=[row], actions=(), by=unit)


def put_into_edition(told: Any, number: int, *, day: int) -> None:
    """Take in what stands in an edition for the first time, and out what does not stand in it any more."""
    with told.acting(Role.BUSINESS_MANAGER, day) as unit:
        for item, begins in _items(told):
            is_new, is_over = item.get("edition") == number, item.get("until") == number - 1
            if is_new or is_over:
                row = told.statement(unit, begins)
                statements.change_statement(
                    statement=row, text=row.current.text, is_included=is_new, expected_version=row.version, by=unit
                )


def _items(told: Any) -> list[tuple[Mapping[str, Any], str]]:
    listed = [(item, item["begins"]) for item in told.story["sentences"]]
    return listed + [(item, item["text"]) for theme in told.story["written"] for item in theme["sentences"]]
