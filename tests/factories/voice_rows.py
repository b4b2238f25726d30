"""What was heard, words that were kept, complaints and questions, as they stand in the database: without a trail."""

from datetime import date
from typing import Any

from lineofsight.assurance.models import HolderQuestion
from lineofsight.partnership.models import Agency, Person
from lineofsight.partnership.rules import Audience
from lineofsight.records.voice.models import Complaint, Heard, Quotation
from tests.factories.partnership import NOW, TODAY

WRITTEN = {"by_ref": "somebody", "recorded_at": NOW}


def heard(of: Agency, audience: Audience = Audience.OWN, **facts: Any) -> Heard:
    """One month in which twelve parents were asked and seven answered."""
    given = {
        "way": "children-and-families",
        "way_version": 1,
        "month_date": TODAY.replace(day=1),
        "who": "parent",
        "occasion": "closing",
        "asked": 12,
        "answered": 7,
        "body": '{"themes":{"not-told":4},"yes":{"listened":5}}',
        "state": "kept" if audience is Audience.OWN else "sent",
    } | facts
    return Heard.objects.create(agency=of, audience=audience, **WRITTEN, **given)


def quotation(of: Heard, person: Person, **facts: Any) -> Quotation:
    """Words that may be quoted for a year."""
    given = {
        "words": "They came back when they said they would.",
        "consent": "quoted",
        "given_date": TODAY,
        "until_date": date(TODAY.year + 1, TODAY.month, 1),
        "state": "holds",
    } | facts
    return Quotation.objects.create(agency_id=of.agency_id, heard=of, person=person, **WRITTEN, **given)


def complaint(of: Agency, person: Person, **facts: Any) -> Complaint:
    """A complaint that nobody has answered yet."""
    given = {
        "procedure": "children-act",
        "procedure_version": 1,
        "who": "parent",
        "theme": "not-heard",
        "stage": "stage-1",
        "began_date": TODAY,
        "due_date": TODAY,
    } | facts
    return Complaint.objects.create(agency=of, person=person, **WRITTEN, **given)


def question(of: Agency, audience: Audience = Audience.HUB, **facts: Any) -> HolderQuestion:
    """A question that waits for its answer."""
    given = {
        "line": "Visits to children: late.",
        "asks": "What will change, and by when?",
        "by_role": "Safeguarding partner",
        "asked_date": TODAY,
        "answer_by_date": TODAY,
    } | facts
    return HolderQuestion.objects.create(agency=of, audience=audience, **WRITTEN, **given)
