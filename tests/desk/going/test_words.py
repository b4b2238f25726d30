"""Words past their time go, also from evidence; what was agreed or printed stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.library.retention import Stored
from lineofsight.library.scales import Shows
from lineofsight.library.words import day_words
from lineofsight.partnership.models import Tombstone
from lineofsight.records.voice.models import Quotation
from tests.desk.going.making import aged, deleted, old_words, published, seen
from tests.factories import rows, voice_rows
from tests.factories.partnership import TODAY
from tests.publication.pure import factory

pytestmark = pytest.mark.django_db


def test_words_past_their_time_go_also_from_evidence_and_its_earlier_version(bodies, officer, old_review):
    words = old_words(bodies)
    said = {"kind": EvidenceKind.EXPERIENCE, "shows": Shows.SAID, "heard": f"“{words.words}”"}
    older = rows.evidence(old_review, bodies.council, state=EvidenceState.SUPERSEDED, **said)
    newer = rows.evidence(old_review, bodies.council, state=EvidenceState.ACCEPTED, replaces=older, **said)

    made = deleted(officer, Stored.WORDS_OF_PEOPLE)

    for one in (words, older, newer):
        one.refresh_from_db()
    assert made.deleted == 1
    assert (words.words, words.state, words.withdrawn_date) == ("", "forgotten", None)
    assert (older.heard, older.state) == ("", EvidenceState.SUPERSEDED)
    assert (newer.heard, newer.state) == ("", EvidenceState.WITHDRAWN)
    assert Tombstone.objects.get().subject_ref == words.ref


def test_words_that_were_agreed_for_longer_or_are_printed_stay(bodies, officer, old_review):
    agreed = old_words(bodies, until_date=TODAY + timedelta(days=30))
    in_print = aged(
        voice_rows.quotation,
        agreed.heard,
        agreed.person,
        words="Ring us first.",
        until_date=TODAY - timedelta(days=1),
    )
    voices = factory.edition().voices
    published(old_review, bodies.hub, voices=replace(voices, items=(replace(voices.items[0], text="Ring us first."),)))

    found = {one.row.pk: one.rests for one in seen(officer, Stored.WORDS_OF_PEOPLE).staying}

    assert found == {
        agreed.pk: (f"what was agreed with whoever said them: until {day_words(agreed.until_date)}",),
        in_print.pk: ("what people told us, in edition 1 of A review",),
    }


def test_words_that_are_gone_do_not_come_back(bodies, officer):
    words = old_words(bodies)
    deleted(officer, Stored.WORDS_OF_PEOPLE)

    with pytest.raises(IntegrityError, match="keeps what was written"), transaction.atomic():
        Quotation._base_manager.filter(pk=words.pk).update(words="Back again.", state="holds")
