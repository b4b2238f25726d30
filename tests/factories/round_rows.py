"""The smallest valid row of each part of a round, written straight into its table."""

from datetime import UTC, date, datetime
from typing import Any

from lineofsight.assurance.models import (
    Action,
    PackMade,
    PackReading,
    Recommendation,
    ReplyLink,
    Review,
    Round,
    RoundAnswer,
    RoundExtension,
    RoundItem,
    RoundShare,
    Statement,
)
from lineofsight.assurance.packs import body_of
from lineofsight.assurance.queries.rounds import label_of, title_of
from lineofsight.assurance.rules.rounds import AnswerKind, Way
from lineofsight.files.models import Held
from lineofsight.packs.content import Pack, PackItem
from lineofsight.packs.found import Edit, Note, Reading, Refusal
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}
LAST_DAY = date(2026, 7, 3)
FAR = datetime(2030, 1, 1, tzinfo=UTC)


def collecting(of: Review, by: Agency, audience: Audience = Audience.PARTNERSHIP, **facts: Any) -> Round:
    number = Round.objects.filter(review=of).count() + 1
    given = {"opens_date": TODAY, "due_date": LAST_DAY} | facts
    return Round.objects.create(review=of, agency=by, audience=audience, number=number, **WRITTEN, **given)


def share(of: Round, asked: Agency, audience: Audience = Audience.HUB) -> RoundShare:
    return RoundShare.objects.create(round=of, agency=asked, audience=audience, due_date=of.due_date, **WRITTEN)


def item(of: RoundShare, about: Action | Recommendation | Statement, *, title: str = "") -> RoundItem:
    return RoundItem.objects.create(
        share=of,
        agency_id=of.agency_id,
        number=RoundItem.objects.filter(share=of).count() + 1,
        action=about if isinstance(about, Action) else None,
        recommendation=about if isinstance(about, Recommendation) else None,
        statement=about if isinstance(about, Statement) else None,
        label=label_of(about),
        title=title or title_of(about),
        **WRITTEN,
    )


def answer(
    of: RoundItem, *, text: str = "It goes out.", kind: AnswerKind = AnswerKind.UPDATE, **facts: Any
) -> RoundAnswer:
    given = {"way": Way.BROWSER, "role": "Agency safeguarding lead"} | facts
    return RoundAnswer.objects.create(
        item=of,
        agency_id=of.agency_id,
        number=RoundAnswer.objects.filter(item=of).count() + 1,
        kind=kind,
        text=text,
        as_at_date=TODAY,
        **WRITTEN,
        **given,
    )


def extension(of: RoundShare, *, reason: str = "Half-term.") -> RoundExtension:
    return RoundExtension.objects.create(
        share=of,
        agency_id=of.agency_id,
        old_date=of.due_date,
        new_date=date(2026, 8, 1),
        reason=reason,
        role="Business manager",
        **WRITTEN,
    )


def pack(of: RoundShare, *, about: RoundItem, last: str = "") -> PackMade:
    item = PackItem(about.ref, about.label, about.title, last, "1 June 2026" if last else "")
    body = body_of(Pack("", "Round 1", "A review", of.agency.name, "3 July 2026", "", (item,)))
    number = PackMade.objects.filter(share=of).count() + 1
    return PackMade.objects.create(share=of, agency_id=of.agency_id, number=number, body=body, sha="0" * 64, **WRITTEN)


def reading(
    of: PackMade, held: Held, audience: Audience = Audience.HUB, *, about: RoundItem, words: str = "It goes out."
) -> PackReading:
    """A pack that came back with one answer, one row that is refused and one line beside them."""
    found = Reading(
        (Edit(about.ref, about.label, "Row 14", "update", words),),
        (Refusal("Row 15", "Row 15 has an answer and no number.", words),),
        (Note("Row 20", words),),
    )
    return PackReading.objects.create(
        share=of.share, agency_id=of.agency_id, audience=audience, made=of, held=held, body=body_of(found), **WRITTEN
    )


def link(of: RoundItem, *, person_name: str = "Sam", token_sha: str = "0" * 64, **facts: Any) -> ReplyLink:
    given = {"expires_at": FAR} | facts
    return ReplyLink.objects.create(
        item=of, agency_id=of.agency_id, person_name=person_name, token_sha=token_sha, **WRITTEN, **given
    )
