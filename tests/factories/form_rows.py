"""Forms as they stand in the database, made without leaving a trail."""

from collections.abc import Callable
from datetime import date
from typing import Any

from lineofsight.library.instrument import About
from lineofsight.library.instrument_examples import FormState
from lineofsight.partnership.models import Person
from lineofsight.records.forms.models import Answer, Form, Saved
from lineofsight.records.identities.models import Subject
from tests.factories.partnership import NOW

INSTRUMENT, SECTION, LOG = "parenting-assessment-quality", "overall", "guardian-log"
EDITION = date(2026, 1, 1)


def form(child: Subject, person: Person, **facts: Any) -> Form:
    """A form that somebody began about a child."""
    given: dict[str, Any] = {
        "agency_id": child.agency_id,
        "instrument": INSTRUMENT,
        "edition": EDITION,
        "about": About.CHILD,
        "state": FormState.STARTED,
        "by_ref": person.ref,
        "recorded_at": NOW,
    }
    return Form.objects.create(subject=child, person=person, **(given | facts))


def saved(of: Form, section: str = SECTION, *, number: int = 1) -> Saved:
    facts = {"agency_id": of.agency_id, "by_ref": of.by_ref, "recorded_at": NOW}
    return Saved.objects.create(form=of, section=section, number=number, **facts)


def answer(of: Saved, question: str, **value: Any) -> Answer:
    return Answer.objects.create(save_of=of, agency_id=of.agency_id, question=question, **value)


def of_each_kind(child: Subject, person: Person, *, word: Callable[[str], str]) -> list[Form]:
    """A form with a text, one that is signed, and an entry of a log."""
    started = form(child, person, for_ref=word("what asks for a form"))
    written = saved(started)
    answer(written, "returned", code="yes")
    answer(written, "to-think-about", text=f"Look again at {word('text of a form')}.")
    answer(written, "overall", code=word("code of a form"))
    signed = {"state": FormState.SIGNED, "signed_by_ref": person.ref, "signed_at": NOW}
    done = form(child, person, **signed)
    answer(saved(done), "to-think-about", text=word("text of a signed form"))
    entry = form(child, person, instrument=LOG, **signed)
    answer(saved(entry, "entry"), "kind", code="plan-made")
    return [started, done, entry]
