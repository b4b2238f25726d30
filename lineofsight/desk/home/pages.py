"""What the first page answers for a role that looks rather than does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from lineofsight.assurance import queries as assurance
from lineofsight.assurance.models import Evidence, Statement
from lineofsight.assurance.queries import waiting as chain
from lineofsight.assurance.queries.behind import SOON
from lineofsight.assurance.rules import EvidenceKind
from lineofsight.desk.going.retention import due_now
from lineofsight.desk.home.beginning import first_steps
from lineofsight.desk.home.late_counts import COVERS, COVERS_SUBMITTED
from lineofsight.desk.home.overview import late_of_own, late_submitted, unchecked_of
from lineofsight.desk.home.parts import Home, Line, answer, section
from lineofsight.desk.my_work.waiting import days_from
from lineofsight.desk.sight.lists import FRESH_DAYS
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import Shows
from lineofsight.library.words import day_words
from lineofsight.partnership import queries as partnership
from lineofsight.partnership.access_questions import waiting_questions
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.grant_queries import all_grants
from lineofsight.partnership.looking import unusual_looks
from lineofsight.partnership.one_agency import agencies_with_people, keeps_one_agency
from lineofsight.partnership.rules import ROLE_WORDS, Role
from lineofsight.partnership.scope import scope
from lineofsight.publication.queries import editions as publication
from lineofsight.publication.rules import EditionState
from lineofsight.records.children import last_delivery
from lineofsight.records.workforce.queries import last_taken
from lineofsight.trail.queries import last_checkpoint

LISTENING = (EvidenceKind.AUDIT, EvidenceKind.EXPERIENCE, EvidenceKind.COUNT)


def home_of(actor: Actor) -> Home | None:
    """The first page of the actor's role; None for a role whose page is what waits for it."""
    begun = first_steps(actor)
    for role, make in _HOMES.items():
        if role in actor.roles:
            home = make(actor)
            return replace(home, sections=(begun, *home.sections)) if begun else home
    if begun:
        return Home(answer(begun.count, "", "first step is to be done.", "first steps are to be done."), (begun,))
    return None


def _officer(actor: Actor) -> Home:
    unusual = unusual_looks(actor)
    # Without purpose and sample: that is for the agency and whoever asked.
    with scope(job("grants", now=actor.now), writes=False):
        live = [one for one in all_grants(job("grants", now=actor.now)) if one.is_live]
    times = sum(one.times for one in unusual)
    asked = waiting_questions(actor)
    undecided = [one for one in due_now(actor) if one.waits]
    waits = answer(len(undecided), "", "kind of what is kept waits", "kinds of what is kept wait")
    return Home(
        (f"{waits} for a decision. " if undecided else "")
        + answer(times, "No look at an unusual time", "look at an unusual time", "looks at unusual times")
        + " this week. "
        + answer(
            len(live),
            "Nobody has leave to open files.",
            "leave to open files holds today.",
            "leaves to open files hold today.",
        ),
        (
            section(
                "Asked about who sees what",
                (
                    Line(
                        f"{one.by_role} asks: {one.asks}",
                        f"Since {_moment_day(one.recorded_at)}.",
                        "access_question",
                        one.ref,
                    )
                    for one in asked
                ),
                "Nobody waits for an answer about who sees what.",
            ),
            section(
                "Looked at night or at a weekend, in the last 7 days",
                (
                    Line(
                        f"{one.who} looked at rows of {one.agency}",
                        f"{answer(one.times, '', 'look', 'looks')}, the last on {_moment_day(one.last)}. Ask "
                        "whoever looked why.",
                        "look",
                        one.ref,
                    )
                    for one in unusual
                ),
                "Nobody of another agency looked at what is kept at night or at a weekend.",
            ),
            section(
                "Past their time, and not decided",
                (
                    Line(one.rule.title, f"{one.count} from before {day_words(one.before)}.", "retention")
                    for one in undecided
                ),
                "Nothing that is kept waits for a decision.",
            ),
            section(
                "Leave to open files, today",
                (Line(f"{one.asked_by}: files of {one.agency}", _until(one.until), "grants") for one in live),
                "Nobody has leave to open files of another agency.",
            ),
        ),
    )


def _moment_day(moment: datetime) -> str:
    return day_words(partnership.today(moment))


def _until(moment: datetime | None) -> str:
    return f"Ends by itself on {_moment_day(moment)}." if moment else ""


def _administrator(actor: Actor) -> Home:
    without = partnership.without_second_step(actor)
    spent = partnership.invitations_run_out(actor)
    asked = partnership.open_invitations(actor)
    sealed = last_checkpoint()
    health = (
        [Line(f"The history was last sealed on {_moment_day(sealed.at)}", f"{sealed.size:,} acts.")] if sealed else []
    )
    health += _without_a_wall(actor)
    told = (
        answer(len(asked), "", "person is invited and has not joined.", "people are invited and have not joined."),
        answer(len(spent), "", "invitation has run out.", "invitations have run out."),
        answer(len(without), "", "account has no second step.", "accounts have no second step."),
    )
    lists = (
        section(
            "Invited, and not joined yet",
            (
                Line(f"{one.email}, {ROLE_WORDS[Role(one.role)]}", f"Can join until {_moment_day(one.expires_at)}.")
                for one in asked
            ),
            "",
        ),
        section(
            "Invitations that ran out",
            (
                Line(one.email, f"Ran out on {_moment_day(one.expires_at)}. Invite them again.", "invite")
                for one in spent
            ),
            "",
        ),
        section(
            "Without a second step",
            (Line(one.email, "They set one up at their next sign-in.", "person", one.ref) for one in without),
            "",
        ),
    )
    return Home(
        " ".join(filter(None, told)) or "Everybody who was invited has joined, and has a second step.",
        # What the first sentence has said already is not said again as an empty list.
        (
            *(one for one in lists if one.lines),
            section("The service", health, "The history has not been sealed yet: ask whoever runs the service."),
        ),
    )


def _without_a_wall(actor: Actor) -> list[Line]:
    """That people of several agencies work on a database without a wall of its own, as it is said at the start."""
    agencies = agencies_with_people(now=actor.now) if keeps_one_agency() else []
    if len(agencies) < 2:
        return []
    note = (
        "The application alone keeps them apart. Whoever runs the service moves it to PostgreSQL: its how-to says how."
    )
    return [Line(f"{len(agencies)} agencies have people here, and SQLite has no wall between them", note)]


# A line of the leaders' page leads to a part of a page; this page to the whole of it.
_PAGES = {"shares": "sight_shares"}


def _leader(actor: Actor) -> Home:
    day = partnership.today(actor.now)
    late = late_of_own(actor)
    total = sum(one.number for one in late)
    own = _own_sentences(actor)
    nothing = [
        _sentence(row, "Nothing current stands behind it.")
        for row in own
        if not assurance.basis_of(row, day=day).standing.is_evidenced
    ]
    none_yet = "" if own else "Your agency has no sentence of progress yet."
    unchecked = [_sentence(row, note) for row, note in unchecked_of(own, day=day)]
    seen = answer(len(unchecked), "Somebody outside has looked at the rest", "was", "were")
    resting = answer(len(nothing), "No sentence rests on nothing. ", "sentence rests on nothing. ", "rest on nothing. ")
    return Home(
        answer(total, "Nothing of what is counted here is late. ", "thing is late. ", "things are late. ")
        + (none_yet or f"{resting}{seen}{' looked at by nobody outside' if unchecked else ''}."),
        (
            section(
                "Late",
                (Line(one.text, one.note, _PAGES.get(one.kind.split(":")[0], one.kind), one.ref) for one in late),
                f"Nothing of what is counted here is late, as at {day_words(day)}.",
                covers=COVERS,
                times=total,
            ),
            section("Rests on nothing", nothing, none_yet or "Every sentence of your agency has current evidence."),
            section(
                "Nobody outside has checked",
                unchecked,
                none_yet or "Somebody outside has looked at every sentence with evidence.",
            ),
        ),
    )


def _own_sentences(actor: Actor) -> list[Statement]:
    rows = assurance.with_basis(actor).filter(agency_id=actor.agency_id, is_included=True, current__isnull=False)
    return [row for row in rows if row.kind in (SentenceKind.PROGRESS, SentenceKind.ADVERSE)]


def _sentence(row: Statement, note: str) -> Line:
    return Line(row.current.text if row.current else "", note, "statement", row.ref)


def _learning_lead(actor: Actor) -> Home:
    day = partnership.today(actor.now)
    ending = [row for row in chain.evidence_ending(actor, day=day, until=day + SOON) if row.kind in LISTENING]
    expired = [row for row in chain.evidence_expired(actor, day=day) if row.kind in LISTENING]
    weak = [
        (row, basis.standing.shows)
        for row in _own_sentences(actor)
        if (basis := assurance.basis_of(row, day=day)).standing.shows < Shows.QUALITY_CHECKED
    ]
    return Home(
        answer(len(ending), "No audit or count ends", "audit or count ends", "audits or counts end")
        + " within 30 days. "
        + answer(len(weak), "No sentence", "sentence of your agency", "sentences of your agency")
        + " would show more with an audit.",
        (
            section(
                "Ends within 30 days",
                (Line(f"{row.label}: {row.title}", _last(row, day), "evidence", row.ref) for row in ending),
                "No audit, count or listening of your agency ends within 30 days.",
            ),
            section(
                "Has expired",
                (Line(f"{row.label}: {row.title}", _last(row, day), "evidence", row.ref) for row in expired),
                "None of yours has expired.",
            ),
            section(
                "Would show more with an audit",
                (_sentence(row, f"It shows «{shows.words}» now.") for row, shows in weak),
                "Every sentence of your agency shows at least «Quality checked».",
            ),
        ),
    )


def _last(row: Evidence, day: date) -> str:
    return f"Its last day: {days_from(day, row.valid_until)}." if row.valid_until else ""


def _partner(actor: Actor) -> Home:
    day = partnership.today(actor.now)
    going = list(publication.editions(actor).filter(state__in=(EditionState.DRAFT, EditionState.LOCKED)))
    is_here = publication.editions(actor).filter(state=EditionState.CHECKED).exists()
    late = late_submitted(actor, day=day)
    comes = section(
        "Comes to you for approval",
        (Line(f"{one.title}, edition {one.number}", publication.waits_for(one), "summary", one.ref) for one in going),
        "When the business unit writes an edition, it stands here until you approve it.",
    )
    told = (
        answer(len(late), "", "thing that agencies promised is late.", "things that agencies promised are late."),
        # One that waits for the reader stands above: nothing is said of others that there are not.
        answer(len(going), "" if is_here else "No edition is", "edition is", "editions are"),
    )
    on_the_way = " on the way to your approval: it comes to you once a checker has read it."
    return Home(
        " ".join(filter(None, (told[0], f"{told[1]}{on_the_way}" if told[1] else ""))),
        (
            *(() if is_here and not going else (replace(comes, is_theirs=True),)),
            replace(
                section(
                    "Late, as far as agencies have told",
                    (Line(one.text, f"{one.note} {one.holder.name}.", one.kind, one.ref) for one in late),
                    f"Nothing of it is late, as at {day_words(day)}.",
                    covers=COVERS_SUBMITTED,
                ),
                is_theirs=True,
            ),
        ),
    )


def _analyst(actor: Actor) -> Home:
    """How old what is counted is: an old list counts as well as a new one, and says nothing of it."""
    day = partnership.today(actor.now)
    returned = last_delivery(actor)
    own = next((one.ref for one in partnership.agencies() if one.pk == actor.agency_id), "")
    staff = last_taken(actor, agency_ref=own)
    ages = [
        ("The return of children", "returns", returned.day if returned else None, "Bring one in."),
        (
            "The list of staff",
            "workforce",
            staff,
            "Bring one in, or ask who keeps it.",
        ),
    ]
    old = [what for what, _, taken, _ in ages if taken is not None and (day - taken).days > FRESH_DAYS]
    never = [what for what, _, taken, _ in ages if taken is None]
    # What is oldest is the next step; where nothing is old there is none.
    ages.sort(key=lambda one: one[2] or date.min)
    told = [
        f"{one} {'was never brought in' if one in never else f'is older than {FRESH_DAYS} days'}."
        for one in (*never, *old)
    ]
    return Home(
        " ".join(told) or f"What is counted here came in during the last {FRESH_DAYS} days.",
        (
            section(
                "How old the data is",
                (
                    Line(
                        what,
                        f"Taken in on {day_words(taken)}, {days_from(day, taken)}." if taken else f"Never. {then}",
                        page,
                    )
                    for what, page, taken, then in ages
                ),
                "",
                is_theirs=not told,
            ),
        ),
    )


_HOMES: dict[Role, Callable[[Actor], Home]] = {
    Role.DATA_PROTECTION: _officer,
    Role.ADMINISTRATOR: _administrator,
    Role.LEADER: _leader,
    Role.LEARNING_LEAD: _learning_lead,
    Role.EXECUTIVE: _partner,
    Role.ANALYST: _analyst,
}
