"""Whom a post brings near which children, and the posts themselves: a worker of the records, or a team."""

from datetime import date, datetime

from django.db import connection, transaction

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency, Membership, Person
from lineofsight.partnership.policy import OfAgency, require
from lineofsight.partnership.queries import today
from lineofsight.partnership.rows import written_by
from lineofsight.partnership.rules import Act, Role
from lineofsight.records.days import number_of
from lineofsight.records.identities.models import Near, Post, Worker
from lineofsight.records.identities.rules import PostOf
from lineofsight.trail.actions import record
from lineofsight.trail.sensitivity import Sens

_OF_ROLE = {
    Role.PRACTITIONER: PostOf.ENTRIES,
    Role.REVIEWING_OFFICER: PostOf.CHILDREN,
    Role.TEAM_MANAGER: PostOf.TEAM,
}


class NoSuchPost(ValueError):
    """The person has no role that such a post goes with."""

    def __init__(self) -> None:
        super().__init__(
            "Practitioners and reviewing officers are a worker of the records, team managers have a team. "
            "Give the person that role first."
        )


@transaction.atomic
def give_post(*, person: Person, agency: Agency, by: Actor, worker: Worker | None = None, team: str = "") -> Post:
    """Say which worker of the records somebody is, or which team they manage. Raises Forbidden, NoSuchPost."""
    require(by, Act.POST_GIVE, worker or OfAgency(agency.pk))
    held = Membership.objects.filter(person=person, agency=agency, until_date__isnull=True)
    roles = {Role(role) for role in held.values_list("role", flat=True)}
    fitting = [of for role, of in _OF_ROLE.items() if role in roles and (of is PostOf.TEAM) is (worker is None)]
    if not fitting or bool(team) is bool(worker):
        raise NoSuchPost
    facts = {"worker": worker, "team": team, "of": fitting[-1], **written_by(by)}
    post = Post.objects.create(agency=agency, person=person, **facts)
    refresh(agency_id=agency.pk, day=today(by.now))
    record("post.given", subject=post, by=by, at=by.now, agency=agency.code, sens=Sens.S3, of=post.of)
    return post


@transaction.atomic
def end_post(*, post: Post, by: Actor) -> None:
    """End a post: the children are near no longer. Raises Forbidden."""
    require(by, Act.POST_GIVE, post)
    Post.objects.filter(pk=post.pk, ended_at__isnull=True).update(ended_at=by.now)
    refresh(agency_id=post.agency_id, day=today(by.now))
    record("post.ended", subject=post, by=by, at=by.now, agency=by.agency_code, sens=Sens.S3)


_TAKEN = "SELECT i.id FROM identities_import i WHERE i.state = 'taken'"
_CURRENT = (
    f"+t.delivery_id IN ({_TAKEN}) AND NOT t.is_withdrawn AND NOT EXISTS"  # noqa: S608
    f" (SELECT 1 FROM {{table}} l WHERE l.supersedes_id = t.id AND l.delivery_id IN ({_TAKEN}))"
)
_NEAR = (
    "SELECT DISTINCT p.agency_id, p.person_id, t.subject_id, {whole} FROM identities_post p JOIN {table} t"
    " ON t.agency_id = p.agency_id AND {tie} WHERE p.agency_id = %s AND p.ended_at IS NULL AND p.of {of} AND "
)
_ADD = "INSERT INTO identities_near (agency_id, person_id, subject_id, is_whole) "


def refresh_all(*, at: datetime) -> None:
    """The same for every agency: allocations begin and end by themselves. For a job."""
    for agency_id in Post.objects.values_list("agency_id", flat=True).distinct():
        refresh(agency_id=agency_id, day=today(at))


def refresh(*, agency_id: int, day: date) -> None:
    """Work out anew who is near which child on a day: after each return, with each post, and once a day."""
    Near.objects.filter(agency_id=agency_id).delete()
    if not Post.objects.filter(agency_id=agency_id, ended_at__isnull=True).exists():
        return
    holds = f" AND t.start <= {number_of(day)} AND (t.until IS NULL OR t.until > {number_of(day)})"
    allocated, facts = _CURRENT.format(table="practice_allocation"), _CURRENT.format(table="practice_fact")
    by_worker = {
        "table": "practice_allocation",
        "tie": "t.worker_id = p.worker_id",
        "of": "IN ('own children', 'own entries')",
    }
    by_team = {"table": "practice_allocation", "tie": "t.team = p.team", "of": "= 'team'"}
    entered = {"table": "practice_fact", "tie": "t.worker_id = p.worker_id", "of": "= 'own entries'"}
    with connection.cursor() as cursor:
        for ties, current, whole in (
            (by_worker, allocated + holds, "TRUE"),
            (by_team, allocated + holds, "TRUE"),
            (entered, facts, "FALSE"),
        ):
            cursor.execute(_ADD + _NEAR.format(whole=whole, **ties) + current, [agency_id])
