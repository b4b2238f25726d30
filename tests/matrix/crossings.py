"""Rows that reach further than something they point at."""

from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.partnership.rules import Audience
from tests.factories import rows
from tests.matrix.expected import Thing
from tests.matrix.world import World


def crossings(world: World) -> None:
    """Rows that reach further than something they point at: a page of the one must not tell of the other."""
    bodies, review = world.bodies, world.review

    def word(owner: str, audience: str, what: str) -> str:
        return world.canary(Thing("crossing", owner, audience), what)

    shared = rows.statement(
        review,
        bodies.council,
        Audience.PARTNERSHIP,
        text=f"Shared by all, {word('council', 'partnership', 'shared wording')}.",
    )
    kept = rows.held(bodies.council, Audience.HUB, name=f"{word('council', 'hub', 'name of a file')}.txt")
    told = rows.assessment(review, bodies.hub, Audience.HUB, title=f"Told {word('hub', 'hub', 'unaccepted look')}")
    counted = rows.figure_record(review, bodies.hub, Audience.HUB, n=777, of=778)
    rows.extract(shared.current, told, "quoted from what not all may see")
    accepted = rows.evidence(
        review,
        bodies.council,
        Audience.PARTNERSHIP,
        title=f"Accepted {word('council', 'partnership', 'accepted title')}",
        state=EvidenceState.ACCEPTED,
        held=kept,
        figure=counted,
        assessment=told,
    )
    rows.behind(shared, accepted)
    draft = rows.evidence(
        review, bodies.council, Audience.OWN, title=f"Draft {word('council', 'own', 'evidence of a draft')}"
    )
    rows.behind(shared, draft)
    world.target(shared, Thing("statement", "council", "partnership"))
    world.target(accepted, Thing("evidence", "council", "partnership"))
    # A version that everybody sees, in place of one that not everybody saw.
    older = rows.evidence(
        review,
        bodies.council,
        Audience.HUB,
        title=f"Older {word('council', 'hub', 'older version')}",
        state=EvidenceState.SUPERSEDED,
    )
    newer = rows.evidence(
        review,
        bodies.council,
        Audience.PARTNERSHIP,
        title=f"Newer {word('council', 'partnership', 'newer version')}",
        state=EvidenceState.ACCEPTED,
        replaces=older,
    )
    kept_back = rows.statement(
        review, bodies.council, Audience.HUB, text=f"Left, {word('council', 'hub', 'what rested on the older')}."
    )
    for row, piece in ((shared, older), (kept_back, older), (kept_back, newer)):
        rows.behind(row, piece)
    world.target(older, Thing("evidence", "council", "hub"))
    world.target(newer, Thing("evidence", "council", "partnership"))
    # One assessment that everybody sees, quoted by sentences that not everybody sees.
    known = rows.assessment(
        review,
        bodies.hub,
        title=f"Known {word('hub', 'partnership', 'known look')}",
        source=rows.held(bodies.hub, Audience.HUB, name=f"{word('hub', 'hub', 'name of a source')}.txt"),
    )
    world.target(known, Thing("assessment", "hub", "partnership"))
    behind_all = rows.evidence(
        review,
        bodies.hub,
        Audience.PARTNERSHIP,
        kind=EvidenceKind.ASSESSMENT,
        state=EvidenceState.ACCEPTED,
        assessment=known,
        title=f"Text {word('hub', 'partnership', 'text of a look')}",
    )
    world.target(behind_all, Thing("evidence", "hub", "partnership"))
    for owner in (bodies.council, bodies.health):
        quoting = rows.statement(
            review,
            owner,
            Audience.HUB,
            text=f"Quoted, {word(world.owners[owner.pk], 'hub', 'quoting wording')}.",
        )
        rows.extract(quoting.current, known)
        rows.behind(quoting, behind_all)
