"""The world, put together: every agency's rows, what crosses, and who is in it."""

from lineofsight.partnership.rules import Audience
from tests.factories import rows
from tests.factories.partnership import partnership
from tests.matrix.cells import cell
from tests.matrix.children import children
from tests.matrix.crossings import crossings
from tests.matrix.people import access_questions, background, deletions, grants, looks, people, unseen_by_all
from tests.matrix.world import World


def build() -> World:
    """Make the world. In a database without agencies, within the caller's transaction."""
    bodies = partnership()
    review = rows.review(bodies.hub, Audience.PUBLIC, name="Review of practice in Wexcombe")
    world = World(bodies, review)
    for name in ("hub", "council", "health", "scrutiny"):
        world.owners[getattr(bodies, name).pk] = name
    for owner in (bodies.hub, bodies.council, bodies.health):
        for audience in Audience:
            cell(world, owner, audience)
        children(world, owner)
    crossings(world)
    people(world)
    grants(world)
    deletions(world)
    access_questions(world)
    looks(world)
    background(world)
    unseen_by_all(world)
    return world
