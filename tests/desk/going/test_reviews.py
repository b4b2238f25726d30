"""A whole review goes once two people have said so, with all that was written in it; what was published stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from lineofsight.assurance.actions.begun_wrongly import say_begun_wrongly, take_begun_wrongly_back
from lineofsight.assurance.models import Evidence, Review, Statement, Wording
from lineofsight.assurance.rules import EvidenceState
from lineofsight.desk.going import reviews
from lineofsight.desk.going.deletions import to_answer
from lineofsight.desk.going.retention import due_of
from lineofsight.files.models import Held
from lineofsight.library.retention import Stored
from lineofsight.partnership.models import Tombstone
from lineofsight.partnership.moves import ReasonNeeded
from lineofsight.partnership.policy import Forbidden
from lineofsight.partnership.retention import WrongDecision
from lineofsight.partnership.rules import Audience, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.models import Artefact, Edition, SignOff
from lineofsight.publication.rebuilding import rebuild
from tests.desk.going.making import agreed, asked_for, deleted, published, seen
from tests.factories import chain_rows, declared_rows, rows
from tests.factories.partnership import TODAY, acting
from tests.publication.pure import factory

pytestmark = pytest.mark.django_db
OVER = TODAY - timedelta(days=3700)


@pytest.fixture
def unit(bodies):
    return acting(Role.BUSINESS_MANAGER, bodies.hub)


@pytest.fixture
def partner(bodies):
    return acting(Role.EXECUTIVE, bodies.council)


def whole(bodies, **facts) -> Review:
    """A review with something in most of its tables, each of another agency or file."""
    review = rows.review(bodies.hub, **facts)
    said = rows.statement(review, bodies.council, Audience.HUB)
    held = rows.held(bodies.council, content=review.ref.encode())
    piece = rows.evidence(review, bodies.council, held=held, state=EvidenceState.ACCEPTED)
    rows.behind(said, piece)
    looked = rows.assessment(review, bodies.hub)
    rows.extract(said.current, looked)
    rows.stated_figure(said.current)
    rows.opinion(said, bodies.scrutiny)
    rows.section(review, "Plans")
    rows.open_item(review, bodies.hub)
    asked = chain_rows.recommendation(review, bodies.council)
    chain_rows.action(asked, bodies.council)
    draft = rows.edition(review, bodies.hub)
    rows.objection(rows.signoff(draft, said.current))
    declared_rows.search(draft, bodies.hub)
    declared_rows.override(draft, bodies.hub, wording=said.current)
    return review


def begun_wrongly(review, unit) -> None:
    with scope(unit, writes=True):
        say_begun_wrongly(review=review, reason="It was begun twice.", expected=review.version, by=unit)


def left_of(review) -> dict[str, int]:
    """What is left of a review, by table, where anything is."""
    counts = {
        model._meta.label: model._base_manager.filter(reviews._any(ways, review)).distinct().count()
        for model, ways in reviews.BELONGS.items()
    }
    return {label: number for label, number in counts.items() if number}


def test_a_review_that_was_begun_by_mistake_goes_whole_once_a_partner_agrees(bodies, officer, unit, partner):
    review, other = whole(bodies, name="Begun twice"), whole(bodies, name="Rightly begun")
    piece = Evidence.objects.get(review=review)
    begun_wrongly(review, unit)

    [going] = seen(officer, Stored.REVIEWS).going
    [request] = asked_for(officer, Stored.REVIEWS)
    before = left_of(other)
    assert left_of(review).keys() == before.keys()
    assert Review.objects.filter(pk=review.pk).exists()
    assert [one.kind for one in to_answer(partner)] == ["deletion"]

    made = agreed(request, partner)

    assert "begun by mistake as the business unit said" in going.called
    assert (made.deleted, left_of(review), Review.objects.filter(pk=review.pk).exists()) == (1, {}, False)
    assert left_of(other) == before
    assert set(Tombstone.objects.values_list("subject_ref", flat=True)) == {review.ref, piece.held.ref}
    assert Held.objects.get(pk=piece.held_id).name == "deleted"


def test_one_person_alone_deletes_no_review(bodies, officer, unit):
    review = whole(bodies)
    begun_wrongly(review, unit)

    with pytest.raises(WrongDecision, match="Somebody of the agency agrees"):
        deleted(officer, Stored.REVIEWS)
    [request] = asked_for(officer, Stored.REVIEWS)
    with pytest.raises(Forbidden):
        agreed(request, officer)

    assert Review.objects.filter(pk=review.pk).exists()


def test_what_was_published_stays_byte_for_byte_and_says_of_which_review_it_is(bodies, officer, unit, partner):
    review = whole(bodies)
    edition = published(review, bodies.hub, factory.line("checked"))
    before = rebuild(edition, unit).files
    rows.artefact(edition)
    said = Statement.objects.get(review=review)
    rows.signoff(edition, said.current)
    declared_rows.search(edition, bodies.hub)
    begun_wrongly(review, unit)
    [request] = asked_for(officer, Stored.REVIEWS)

    agreed(request, partner)

    kept = Edition.objects.get(review=review)
    assert (kept.pk, kept.content) == (edition.pk, edition.content)
    assert rebuild(kept, unit).files == before
    assert (Artefact.objects.count(), SignOff.objects.count(), Statement.objects.count()) == (1, 0, 0)
    assert left_of(review) == {"publication.Search": 1, "publication.Edition": 1}
    assert seen(officer, Stored.REVIEWS).going == ()


def test_a_review_whose_time_is_over_goes_when_nothing_in_it_is_open(bodies, officer, partner):
    rows.review(bodies.hub, completed_date=OVER)

    [request] = asked_for(officer, Stored.REVIEWS)

    assert agreed(request, partner).deleted == 1


@pytest.mark.parametrize(
    "keeps, why",
    [
        (lambda bodies, review: declared_rows.hold(review, bodies.hub), "for which its editions are held back"),
        (
            lambda bodies, review: rows.behind(
                rows.statement(rows.review(bodies.hub, name="Another"), bodies.council),
                Evidence.objects.get(review=review),
            ),
            "another review, of which something rests on it",
        ),
    ],
    ids=["a hold", "another review"],
)
def test_what_rests_on_a_review_that_was_begun_by_mistake_keeps_it(bodies, officer, unit, keeps, why):
    review = whole(bodies)
    keeps(bodies, review)
    begun_wrongly(review, unit)

    [stays] = seen(officer, Stored.REVIEWS).staying

    assert any(why in one for one in stays.rests)


def test_the_unit_says_why_and_takes_it_back(bodies, officer, unit):
    review = rows.review(bodies.hub)
    with pytest.raises(ReasonNeeded):
        say_begun_wrongly(review=review, reason=" ", expected=review.version, by=unit)
    begun_wrongly(review, unit)

    with scope(unit, writes=True):
        take_begun_wrongly_back(review=review, expected=review.version, by=unit)

    due = due_of(officer, Stored.REVIEWS.value)
    assert due.count == 0


def test_control_a_review_without_its_tombstone_keeps_every_row(bodies):
    review = whole(bodies)
    label = {Statement: "assurance_statement", Wording: "assurance_wording", Review: "assurance_review"}

    for model, table in label.items():
        found = model._base_manager.filter(reviews._any(reviews.BELONGS.get(model, ("pk",)), review.pk))
        with pytest.raises(IntegrityError, match=f"{table} keeps what was written"), transaction.atomic():
            found._raw_delete(found.db)


def test_every_table_that_points_at_a_review_goes_with_it_or_stays_on_purpose():
    stays = {"publication.Artefact", "publication.Withdrawal", "publication.Notice"}
    found, waiting = {Review}, [Review]
    while waiting:
        for field in waiting.pop()._meta.get_fields(include_hidden=True):
            if isinstance(field, models.ForeignObjectRel) and field.related_model not in found:
                found.add(field.related_model)
                waiting.append(field.related_model)
    labels = {model._meta.label for model in found - {Review}}

    assert labels == {model._meta.label for model in reviews.BELONGS} | stays | {"assurance.AuditFindingAction"}


def test_what_hangs_on_another_goes_before_it():
    order = list(reviews.BELONGS)
    # These point at each other, or at themselves: the database looks once all are gone.
    together = {("Statement", "Wording"), ("Evidence", "Evidence"), ("Update", "Update"), ("Action", "Action")}
    together |= {("Recommendation", "Recommendation")}

    for model in order:
        for _, to in reviews._pointing(model):
            if (model.__name__, to.__name__) not in together:
                assert order.index(model) < order.index(to), f"{model.__name__} before {to.__name__}"


def test_the_officer_reads_the_whole_and_nobody_is_told_that_its_time_is_over(bodies, officer, unit, partner):
    review = rows.review(bodies.hub, name="Begun twice")
    begun_wrongly(review, unit)
    asked_for(officer, Stored.REVIEWS)

    [waiting] = to_answer(partner)

    assert waiting.note.startswith("Their time is over, or they were begun by mistake.")
