"""The smallest valid row of each kind that is declared about an edition, written straight into its table."""

import json
from datetime import date
from typing import Any

from lineofsight.assurance.models import Review, Wording
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import Audience, Role
from lineofsight.publication.content.declared import HoldKind, SearchPlace
from lineofsight.publication.models import (
    Edition,
    FamilySight,
    Hold,
    Notice,
    Override,
    PartnerApproval,
    RegisteredName,
    Search,
    Withdrawal,
)
from tests.factories.partnership import TODAY, member
from tests.factories.rows import WRITTEN


def declare_all(edition: Edition, by: Agency, *, day: date = TODAY) -> None:
    """All that has to be told before an edition is published, but what people told us and the approvals."""
    for place in SearchPlace:
        search(edition, by, place, searched_date=day)
    family_sight(edition, by, offered_date=day)
    edition.nobody_asked = "It is too soon after the trial."
    edition.save(update_fields=["nobody_asked"])


def search(of: Edition, by: Agency, place: SearchPlace = SearchPlace.PRESS, **facts: Any) -> Search:
    given = {"searched_date": TODAY, "role": "Business manager"} | facts
    return Search.objects.create(edition=of, agency=by, place=place, **WRITTEN, **given)


def hold(of: Review, by: Agency, audience: Audience = Audience.HUB, *, lifted_reason: str = "") -> Hold:
    lifted = {"lifted_date": TODAY, "lifted_role": "Checker", "lifted_reason": lifted_reason} if lifted_reason else {}
    return Hold.objects.create(
        review=of,
        agency=by,
        audience=audience,
        kind=HoldKind.INQUEST,
        since_date=TODAY,
        role="Business manager",
        **WRITTEN,
        **lifted,
    )


def family_sight(of: Edition, by: Agency, **facts: Any) -> FamilySight:
    given = {"offered_date": TODAY, "role": "Business manager"} | facts
    return FamilySight.objects.create(edition=of, agency=by, **WRITTEN, **given)


def partner_approval(of: Edition, by: Agency, *, read_sha: str = "a" * 64) -> PartnerApproval:
    return PartnerApproval.objects.create(
        edition=of, agency=by, partner="local-authority", role="Safeguarding partner", read_sha=read_sha, **WRITTEN
    )


def override(of: Edition, by: Agency, *, wording: Wording | None = None, **facts: Any) -> Override:
    given = {"code": "words.other", "reason": "The word is the law's.", "role": "Checker"} | facts
    return Override.objects.create(edition=of, agency=by, wording=wording, **WRITTEN, **given)


def withdrawal(of: Edition, by: Agency, *, reason: str = "A count was wrong.") -> Withdrawal:
    person = member(Role.PUBLISHER, by, email=f"withdraws-{of.ref.casefold()}@{by.code}.example")
    return Withdrawal.objects.create(edition=of, agency=by, reason=reason, role="Publisher", person=person, **WRITTEN)


def notice(of: Edition, by: Agency, audience: Audience = Audience.HUB, **facts: Any) -> Notice:
    """One that waits; `fell`: which sentences, as it is stored."""
    writer = member(Role.BUSINESS_MANAGER, by, email=f"notices-{of.ref.casefold()}@{by.code}.example")
    number = Notice.objects.filter(edition=of).count() + 1
    fell = [{"number": 1, "evidence": "a" * 26, "became": "withdrawn", "day": TODAY.isoformat()}]
    given = {"text": "We look at it again.", "number": number, "role": "Business manager", "writer": writer}
    told = given | {"fell": json.dumps(fell)} | facts
    return Notice.objects.create(edition=of, agency=by, audience=audience, **told, **WRITTEN)


def registered_name(by: Agency, audience: Audience = Audience.HUB, *, sha: str = "b" * 64) -> RegisteredName:
    return RegisteredName.objects.create(agency=by, audience=audience, sha=sha, key_mark="c" * 16, **WRITTEN)
