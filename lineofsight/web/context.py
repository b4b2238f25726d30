"""What every page's layout reads: who you are, where you can go, and the addresses in its footer."""

from base64 import b64encode
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.policy import can
from lineofsight.partnership.reach import OnePerson
from lineofsight.partnership.rules import Act, Role
from lineofsight.trail.refs import new_ref

# At most six; an item is shown to whoever may do its act.
_NAVIGATION = (
    ("My work", "home", Act.HOME_READ),
    ("Overview", "overview", Act.OVERVIEW_READ),
    ("Reviews", "reviews", Act.REVIEW_READ),
    ("Line of sight", "sight", Act.SIGHT_READ),
    ("Figures", "measures", Act.MEASURES_READ),
    ("Returns", "returns", Act.RETURN_READ),
    ("Pathways", "pathways", Act.PATHWAYS_READ),
    ("Challenges", "challenges", Act.CHALLENGE_READ),
    ("Questions", "questions", Act.QUESTION_READ),
    ("Registers", "registers", Act.REGISTER_BEGIN),
    ("Audits", "audits", Act.AUDIT_BEGIN),
    ("Collecting", "rounds", Act.ROUND_READ),
    ("Summaries", "summaries", Act.EDITION_READ),
    ("Workforce", "workforce", Act.WORKFORCE_READ),
    ("Learning", "learning", Act.SESSION_PLAN),
    ("Accounts", "accounts", Act.ACCOUNTS_READ),
    ("Agencies", "agencies", Act.ACCOUNTS_READ),
    ("Background work", "background", Act.JOBS_READ),
    ("Mails", "outbox", Act.OUTBOX_READ),
    ("Access", "access", Act.TRAIL_READ),
    ("Retention", "retention", Act.RETENTION_READ),
    ("Leave to look", "grants", Act.GRANT_READ),
)
# Pages below a review have addresses of their own, so that they can be told on; they belong to «Reviews» all the same.
_OF_REVIEWS = (
    "statements",
    "evidence",
    "assessments",
    "figures",
    "recommendations",
    "actions",
    "updates",
    "imports",
    "stated",
    "voice",
    "words",
    "complaints",
)
# Returns are what line of sight is made from.
_OF_SIGHT = (
    "returns",
    "uploads",
    "challenges",
    "registers",
    "meetings",
    "entries",
    "chased",
    "forms",
    "audits",
    "audit-files",
    "audit-findings",
)
_OF_REGISTERS = ("registers", "meetings", "entries", "chased")
_OF_RETURNS = ("returns", "uploads")
_OF_AUDITS = ("audit-files", "audit-findings")
_OF_LEARNING = ("sessions", "bookings")
_OF_PATHWAYS = ("pathway-steps", "pathway-calls")
_FOOTER = ("public_site", "help", "glossary", "accessibility", "privacy")

# Twenty that never change, on every page.
_address = cache(reverse)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of the layouts. `key` is new for each page: a form sent twice with it has one effect."""
    actor: Actor | None = getattr(request, "actor", None)
    links = {"home": "/"} | {name: _address(name) for name in ("search", *_FOOTER)}
    context: dict[str, Any] = {
        "links": links,
        "version": settings.LOS_VERSION,
        "demonstration": settings.IS_DEMONSTRATION,
        "key": new_ref(),
        "navigation": [],
        "beyond": [],
        "actor": actor,
    }
    if actor is not None and actor.is_signed_in:
        context["words_seal"] = words_seal(request)
        links["sign_out"] = _address("sign_out")
        if can(actor, Act.SYSTEMS_READ):
            links["systems"] = _address("systems")
        if settings.IS_DEMONSTRATION:
            links["change_role"] = _address("who_to_be")
        context["actor_role"] = actor.role_words
        left_out = _left_out(actor)
        context["navigation"] = [
            {"text": text, "href": _address(name), "current": _is_current(request, name)}
            for text, name, act in _NAVIGATION
            if can(actor, act) and act not in left_out
        ]
        context["beyond"] = [
            {"text": text, "href": _address(name)}
            for text, name, act in _NAVIGATION
            if can(actor, act) and act in left_out
        ]
    return context


def words_seal(request: HttpRequest) -> str:
    """For whom a browser keeps words that were not sent, and the key that seals them there: «mark.key».

    The key is made anew from what a session is checked against, and rests nowhere: without signing in nobody has it,
    and it is another one when all sessions of a person are ended.
    """
    # Not the hash alone: of two who have no password, because they come by their organisation, it can be the same.
    person = f"{request.user.ref} {request.user.get_session_auth_hash()}"  # type: ignore[union-attr]
    mark = salted_hmac("lineofsight.words.mark", person, algorithm="sha256").hexdigest()[:16]
    return f"{mark}.{b64encode(salted_hmac('lineofsight.words.key', person, algorithm='sha256').digest()).decode()}"


_BESIDE_SIGHT = frozenset(
    {
        *(Act.AUDIT_BEGIN, Act.MEASURES_READ, Act.SESSION_PLAN, Act.WORKFORCE_READ, Act.GRANT_READ, Act.RETURN_READ),
        Act.REGISTER_BEGIN,
    }
)


_KEEP_REGISTERS = frozenset({Role.PRACTITIONER, Role.TEAM_MANAGER})


def _left_out(actor: Actor) -> frozenset[Act]:
    """What somebody finds beside another list, and at the foot of «My work»: six items are enough."""
    if Role.SCRUTINEER in actor.roles:
        # They challenge and read answers every day; an edition they meet in its review.
        return frozenset({Act.ROUND_READ, Act.EDITION_READ})
    return _beside(actor) | {Act.QUESTION_READ}


def _beside(actor: Actor) -> frozenset[Act]:
    if Role.ANALYST in actor.roles:
        # Whoever works with figures and returns has those in reach; what others write about is looked up.
        return frozenset({Act.PATHWAYS_READ, Act.CHALLENGE_READ, Act.ROUND_READ, Act.EDITION_READ, Act.GRANT_READ})
    if can(actor, Act.SIGHT_READ):
        near = actor.reach.children is OnePerson.NEAR
        if actor.roles & _KEEP_REGISTERS:
            # They log a call or an item as often as they open a child: what is published is looked up.
            return frozenset({*_BESIDE_SIGHT, Act.ROUND_READ, Act.EDITION_READ}) - {Act.REGISTER_BEGIN}
        also = Act.ROUND_READ if near else Act.CHALLENGE_READ
        return frozenset({*_BESIDE_SIGHT, also})
    if can(actor, Act.AUDIT_BEGIN):
        return frozenset({Act.ROUND_READ, Act.EDITION_READ})
    return frozenset({Act.ROUND_READ}) if can(actor, Act.OVERVIEW_READ) else frozenset()


def _is_current(request: HttpRequest, name: str) -> bool:
    address = _address(name)
    if name == "sight" and request.path.split("/")[1] in _OF_SIGHT:
        # Who has an item of their own for it is there, and not here.
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if Role.ANALYST in actor.roles and request.path.split("/")[1] in _OF_RETURNS:
            return False
        if actor.roles & _KEEP_REGISTERS and request.path.split("/")[1] in _OF_REGISTERS:
            return False
        return not (request.path.startswith(_address("challenges")) and actor.reach.children is OnePerson.NEAR)
    if name == "pathways" and request.path.split("/")[1] in _OF_PATHWAYS:
        return True
    if name == "registers" and request.path.split("/")[1] in _OF_REGISTERS:
        return True
    if name == "returns" and request.path.split("/")[1] in _OF_RETURNS:
        return True
    if name == "audits" and request.path.split("/")[1] in _OF_AUDITS:
        return True
    if name == "learning" and request.path.split("/")[1] in _OF_LEARNING:
        return True
    if name == "reviews" and request.path.split("/")[1] in _OF_REVIEWS:
        return True
    return request.path == address or (address != "/" and request.path.startswith(address))
