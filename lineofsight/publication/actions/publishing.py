"""An edition is published once the check lets it, and withdrawn by a second person."""

from collections.abc import Sequence

from django.db import transaction

from lineofsight.assurance.models import Review
from lineofsight.assurance.shelf import shelf
from lineofsight.library.words import counted, listed
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import Conflict
from lineofsight.partnership.policy import require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Audience
from lineofsight.publication.actions.editions import (
    ReadSomethingElse,
    SamePerson,
    may_become,
    move_edition,
    not_the_same,
)
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.gate.own_rules import small_numbers_of
from lineofsight.publication.gate.refusal import GateResult
from lineofsight.publication.judging import gate
from lineofsight.publication.models import Artefact, Edition, Withdrawal
from lineofsight.publication.read_mark import read_sha
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.publication.rounding import told_exactly
from lineofsight.publication.rules import EditionState
from lineofsight.trail.canonical import sha256_hex
from lineofsight.version import VERSION

# A refusal to publish tells so many reasons; the page of the gate tells them all.
_TOLD_AT_MOST = 3


class NotReady(Conflict):
    """The gate refuses something, so that nothing is published. Carries what it said, and tells the first of it."""

    def __init__(self, result: GateResult) -> None:
        self.result = result
        places: dict[str, list[str]] = {}
        for refusal in result.refusals:
            places.setdefault(refusal.reason, []).append(refusal.place)
        told = " ".join(f"{listed(dict.fromkeys(where))}: {why}" for why, where in list(places.items())[:_TOLD_AT_MOST])
        more = len(places) - _TOLD_AT_MOST
        rest = f" And {counted(more, 'other reason', 'other reasons')}." if more > 0 else ""
        there = counted(len(result.refused_places), "place", "places")
        super().__init__(f"Not ready to publish: {there} cannot be printed yet. {told}{rest} Nothing was written.")


class NotWhatWasApproved(Conflict):
    """A file that was made does not say what was approved, or holds more than that (409). Nothing is published."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        more = f" And {len(faults) - 1} more." if len(faults) > 1 else ""
        super().__init__(f"Nothing was published. {faults[0]}{more}")


def check_second_person(edition: Edition, *, by: Actor) -> None:
    """Whether somebody may be the second person who withdraws an edition. Raises SamePerson, who says who may."""
    if by.person_id is not None and edition.publisher_id == by.person_id:
        others = "Who can: an executive of a safeguarding partner, or another publisher. Ring one of them now."
        raise SamePerson("second person, who withdraws it", "publisher", others)


@transaction.atomic
def publish(*, edition: Edition, by: Actor) -> dict[str, bytes]:
    """Freeze the edition if the gate lets every sentence pass, and give its files by path.

    The files are written by the caller after this transaction. Raises NotReady (with what the gate says), SamePerson,
    NotWhatWasApproved (with what is wrong in the files), ReadSomethingElse, WrongState, Forbidden; then nothing has
    changed.
    """
    may_become(edition, EditionState.PUBLISHED)
    require(by, Act.EDITION_PUBLISH, edition)
    not_the_same(edition, by, role="publisher", others=("author", "checker"))
    content, result = gate(edition, by)
    if not result.passes:
        raise NotReady(result)
    if read_sha(content) != edition.approved_sha:
        raise ReadSomethingElse("the partners")
    frozen = as_published(content)
    files = render(frozen)
    numbers = small_numbers_of(shelf(), on=today(by.now))
    if faults := [*told_exactly(frozen, numbers), *faults_in(files, frozen)]:
        raise NotWhatWasApproved(faults)
    move_edition(
        edition,
        EditionState.PUBLISHED,
        Act.EDITION_PUBLISH,
        by=by,
        publisher_id=by.person_id,
        published_at=by.now,
        audience=Audience.PUBLIC,
        content=frozen.to_json().decode(),
        content_sha=frozen.sha,
        written_with=VERSION,
    )
    _supersede(edition, by)
    # Whoever may read the edition may know which review it is of.
    Review.objects.filter(pk=edition.review_id).update(audience=Audience.PUBLIC)
    Artefact.objects.bulk_create(
        Artefact(
            edition=edition,
            agency_id=edition.agency_id,
            path=path,
            sha256=sha256_hex(body),
            size=len(body),
            **written_by(by),
        )
        for path, body in sorted(files.items())
    )
    return files


def _supersede(edition: Edition, by: Actor) -> None:
    """What this edition replaces stays to be read, as it was, and is told to be older."""
    earlier = Edition.objects.visible_to(by).filter(review_id=edition.review_id, state=EditionState.PUBLISHED)
    for older in earlier.filter(number__lt=edition.number).select_related("agency"):
        move_edition(older, EditionState.SUPERSEDED, Act.EDITION_PUBLISH, by=by)


@transaction.atomic
def withdraw(*, edition: Edition, reason: str, by: Actor) -> Withdrawal:
    """Take a published edition back, as somebody who did not publish it. Its pages are gone from then on; its content,
    its mark and the trail stay. Raises ReasonNeeded, SamePerson, WrongState, Forbidden.
    """
    may_become(edition, EditionState.WITHDRAWN, reason=reason)
    require(by, Act.EDITION_WITHDRAW, edition)
    check_second_person(edition, by=by)
    move_edition(edition, EditionState.WITHDRAWN, Act.EDITION_WITHDRAW, by=by, reason=reason.strip())
    row = Withdrawal.objects.create(
        edition=edition,
        agency_id=by.agency_id,
        reason=reason.strip(),
        role=by.in_role[:100],
        person_id=by.person_id,
        publisher_id=edition.publisher_id,
        **written_by(by),
    )
    return row
