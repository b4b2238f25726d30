"""The versions of a piece of evidence, and what rested on an older one and has not been carried over."""

from dataclasses import dataclass

from django.db.models import QuerySet

from lineofsight.assurance.models import Action, ActionEvidence, Evidence, Statement, Supports, Update, UpdateEvidence
from lineofsight.assurance.queries.review import rests_on
from lineofsight.assurance.rules import EvidenceState
from lineofsight.assurance.rules.versions import Covers, is_same_cover, what_differs
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.rules import Act
from lineofsight.trail.canonical import canonical, sha256_hex

STANDS = (EvidenceState.OFFERED, EvidenceState.ACCEPTED, EvidenceState.SUPERSEDED)


def content_sha(evidence: Evidence) -> str:
    """The hash of what a version says and of its file. It stands in the trail since the day it was offered."""
    said = {
        "kind": evidence.kind,
        "title": evidence.title,
        "note": evidence.note,
        "file": evidence.held.blob.sha256 if evidence.held else "",
        "figure": evidence.figure.ref if evidence.figure else "",
        "assessment": evidence.assessment.ref if evidence.assessment else "",
        "shows": int(evidence.shows),
        "period": [evidence.period_from, evidence.period_to],
        "received": evidence.received_date,
        "valid until": evidence.valid_until,
        "counted": [evidence.counted_n, evidence.counted_of, evidence.counted_words],
        "register": [evidence.register, evidence.link],
        "told": [evidence.asked, evidence.answered, evidence.heard, evidence.consent],
        "about": evidence.about.ref if evidence.about else "",
        "scope": evidence.scope,
    }
    # Asked later than the rest: what was offered before keeps its hash.
    if evidence.spoke:
        said["spoke"] = evidence.spoke
    return sha256_hex(canonical(said))


def covers(evidence: Evidence) -> Covers:
    """What a piece of evidence speaks of. Without another word it is about the agency that offered it."""
    return Covers(
        period_from=evidence.period_from,
        period_to=evidence.period_to,
        scope=evidence.scope,
        about=(evidence.about or evidence.agency).ref,
    )


@dataclass(frozen=True)
class Version:
    """One version of a piece of evidence, with the hash of its content."""

    row: Evidence
    sha: str
    is_this: bool


def newer_of(evidence: Evidence, actor: Actor) -> Evidence | None:
    """The version that replaces this one, or is offered to; None where there is none that the actor sees."""
    return _seen(actor).filter(replaces=evidence, state__in=STANDS).first()


def older_of(evidence: Evidence, actor: Actor) -> Evidence | None:
    """The version that this one replaces; None where there is none that the actor sees."""
    return _seen(actor).filter(pk=evidence.replaces_id).first() if evidence.replaces_id is not None else None


def versions_of(evidence: Evidence, actor: Actor) -> tuple[Version, ...]:
    """Every version of a piece of evidence that the actor sees, the newest first; one alone where nothing replaced it.

    A version that was refused or taken back stands in no line, but on its own page.
    """
    line = [evidence]
    while (older := older_of(line[-1], actor)) is not None:
        line.append(older)
    while (newer := newer_of(line[0], actor)) is not None:
        line.insert(0, newer)
    return tuple(Version(row, content_sha(row), row.pk == evidence.pk) for row in line)


def _seen(actor: Actor) -> QuerySet[Evidence]:
    return Evidence.objects.visible_to(actor).select_related(
        "agency", "held__blob", "figure", "assessment", "about", "review"
    )


@dataclass(frozen=True)
class ToCarry:
    """Something that rested on the older version: whether it rests on the newer one, and who may say so."""

    row: Statement | Action | Update
    is_carried: bool
    may_carry: bool
    is_ticked: bool

    @property
    def kind(self) -> str:
        """«statement», «action» or «update»."""
        return type(self.row).__name__.lower()


def to_carry(evidence: Evidence, actor: Actor) -> tuple[ToCarry, ...]:
    """What rested on the version before this one, as far as the actor sees it. Ticked beforehand where this version
    speaks of the same months and the same place."""
    older = older_of(evidence, actor)
    if older is None:
        return ()
    is_ticked = is_same_cover(covers(older), covers(evidence))
    now = {"evidence": evidence, "ended_at__isnull": True}
    pairs = (
        (_statements(older, actor), Supports.objects.filter(**now).values_list("statement", flat=True)),
        (_actions(older, actor), ActionEvidence.objects.filter(**now).values_list("action", flat=True)),
        (_updates(older, actor), UpdateEvidence.objects.filter(**now).values_list("update", flat=True)),
    )
    found = []
    for rows, ties in pairs:
        carried = set(ties)
        for row in rows:
            may_carry = can(actor, Act.EVIDENCE_ATTACH, row) and row.pk not in carried
            found.append(ToCarry(row, row.pk in carried, may_carry, may_carry and is_ticked))
    return tuple(found)


def _statements(older: Evidence, actor: Actor) -> QuerySet[Statement]:
    rows = Statement.objects.visible_to(actor).filter(rests_on(older))
    return rows.select_related("agency", "current").order_by("position")


def _actions(older: Evidence, actor: Actor) -> QuerySet[Action]:
    rows = Action.objects.visible_to(actor).filter(evidence__evidence=older, evidence__ended_at__isnull=True)
    return rows.select_related("agency").order_by("number")


def _updates(older: Evidence, actor: Actor) -> QuerySet[Update]:
    rows = Update.objects.visible_to(actor).filter(evidence__evidence=older, evidence__ended_at__isnull=True)
    return rows.select_related("agency", "action").order_by("action__number", "id")


def differs_from_older(evidence: Evidence, actor: Actor) -> tuple[str, ...]:
    """What this version speaks of otherwise than the one before it, in words."""
    older = older_of(evidence, actor)
    return what_differs(covers(older), covers(evidence)) if older else ()


def newer_by_older(rows: QuerySet[Evidence], actor: Actor) -> dict[int, Evidence]:
    """The newer version of each of some rows that has one, by the older one's key: one query."""
    newer = _seen(actor).filter(replaces__in=rows, state__in=STANDS)
    return {row.replaces_id: row for row in newer if row.replaces_id is not None}
