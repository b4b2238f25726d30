"""Posts as pages ask for them: who has which, and what a post can be of."""

from dataclasses import dataclass

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.scope import scope
from lineofsight.records.children import known_to
from lineofsight.records.identities.models import Post, Worker
from lineofsight.records.tables import questions_answered


@dataclass(frozen=True)
class Offered:
    """What a post can be of: teams by name, workers by pseudonym with the teams in which they work."""

    teams: tuple[str, ...]
    workers: tuple[tuple[str, str], ...]


def posts_now(actor: Actor) -> tuple[Post, ...]:
    """The posts that hold in one's own agency, the latest first."""
    rows = Post.objects.visible_to(actor).filter(ended_at__isnull=True)
    return tuple(rows.select_related("person", "worker").order_by("-id"))


def has_post(actor: Actor) -> bool:
    """Whether somebody has said which worker, or whose manager, this person is."""
    return Post.objects.visible_to(actor).filter(person_id=actor.person_id, ended_at__isnull=True).exists()


def find_post(actor: Actor, ref: str) -> Post | None:
    """One post by its reference, ended or not; None where there is none that the actor may see."""
    found: Post | None = Post.objects.visible_to(actor).select_related("agency", "person", "worker").called(ref)
    return found


def offered(actor: Actor) -> Offered:
    """The teams and workers that stand in the records of one's own agency."""
    asked = "SELECT DISTINCT worker, team FROM allocation ORDER BY worker, team"
    teams_of: dict[str, list[str]] = {}
    # Who works here, and of no child: nobody is left out because of a child whom the reader should not see.
    with scope(actor.counting, writes=False):
        for worker, team in questions_answered(known_to(actor), asked, []):
            teams_of.setdefault(worker, []).append(team)
    teams = sorted({team for some in teams_of.values() for team in some if team})
    return Offered(tuple(teams), tuple((worker, ", ".join(filter(None, some))) for worker, some in teams_of.items()))


def worker_called(actor: Actor, shown: str) -> Worker | None:
    """One worker by the pseudonym that people read; None where there is none whom the actor may see."""
    found: Worker | None = Worker.objects.visible_to(actor).filter(shown=shown).first()
    return found


def posts_by_person(actor: Actor, agency_id: int) -> dict[str, tuple[set[str], set[str]]]:
    """Of each person with a post in an agency: which workers of the records they are, and whose teams they manage."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    rows = Post.objects.visible_to(actor).filter(agency_id=agency_id, ended_at__isnull=True)
    for post in rows.select_related("person", "worker"):
        own, managed = found.setdefault(post.person.ref, (set(), set()))
        if post.worker is not None:
            own.add(post.worker.shown)
        if post.team:
            managed.add(post.team)
    return found
