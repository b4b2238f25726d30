"""What a review rests on, as one map: read in a fixed number of queries, for an actor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lineofsight.assurance.models import Evidence, OpenItem, Review, Statement
from lineofsight.assurance.queries.behind import SOON
from lineofsight.assurance.queries.challenges import ChallengeNow, on_statements
from lineofsight.assurance.queries.review import Basis, basis_of, statements_of, voice_of
from lineofsight.assurance.rules import EvidenceKind, EvidenceState
from lineofsight.assurance.rules.can_show import Facts, OnePage, one_page
from lineofsight.assurance.rules.coverage import (
    DOUBTS,
    NOT_KNOWN_WHO,
    Behind,
    Cell,
    Figure,
    Finding,
    FindingKind,
    Said,
    Totals,
    cells,
    counts_of,
    findings,
    sentences_with,
    theme_of,
    totals,
    weakest,
)
from lineofsight.assurance.shelf import shelf
from lineofsight.intake.claims import claims_in
from lineofsight.intake.documents import ClaimKind
from lineofsight.intake.quotations.find import quotations_in
from lineofsight.intake.quotations.people_heard import is_heard
from lineofsight.library.kinds import Partner, Theme
from lineofsight.library.scales import WhoSays
from lineofsight.library.sentences import SentenceCounts
from lineofsight.library.words import day_words
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.models import Agency
from lineofsight.partnership.queries import agencies, today
from lineofsight.partnership.rules import Audience

_WHOLE = frozenset({ClaimKind.ALL, ClaimKind.NONE, ClaimKind.ALWAYS})


@dataclass(frozen=True)
class Column:
    """An agency of the map. `ref` is empty for those of whom the report does not say who they are."""

    ref: str
    name: str
    is_silent: bool = False


@dataclass(frozen=True)
class Coverage:
    """The map of a review as far as an actor sees it. `sees_all` false: what others say is not known to them."""

    day: date
    sees_all: bool
    statements: Mapping[str, Statement]
    rows: tuple[Said, ...]
    themes: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Cell]
    findings: tuple[Finding, ...]
    totals: Totals
    weakest: tuple[str, ...]
    silent: tuple[str, ...]
    partners: tuple[Partner, ...]
    themes_without: tuple[str, ...]
    counts: SentenceCounts


def coverage_of(review: Review, actor: Actor, *, only_included: bool = False) -> Coverage:
    """The whole map of a review, or that of the sentences which are in its Summary."""
    day = today(actor.now)
    library = shelf()
    themes = library.entries(Theme, on=day)
    partners = library.entries(Partner, on=day)
    listed = [row for row in statements_of(review, actor) if row.is_included or not only_included]
    # A section that was begun from the outline is called as its theme is.
    known = {theme.id: (theme.title, *theme.words) for theme in themes}
    doubted = on_statements(listed, actor, day=day)
    rows = tuple(said_of(row, themes=known, day=day, challenges=doubted.get(row.pk, ())) for row in listed)
    directory = {agency.ref: agency for agency in agencies()}
    directory |= {row.agency.ref: row.agency for row in listed}
    sees_all = actor.reach.other_from <= Audience.HUB
    found = findings(rows, {ref: _called(agency) for ref, agency in directory.items()})
    made = cells(rows)
    speaking = [agency for ref, agency in directory.items() if any(place[1] == ref for place in made)]
    silent = _silent(partners, directory, speaking) if sees_all else ()
    titles = {theme.id: theme.title for theme in themes}
    there = {place[0] for place in made}
    return Coverage(
        day=day,
        sees_all=sees_all,
        statements={row.ref: row for row in listed},
        rows=rows,
        themes=(
            *((theme.id, theme.title) for theme in themes if theme.id in there),
            *((heading, heading or "Without a heading") for heading in _headings(rows) if heading not in titles),
        ),
        columns=(
            *(Column(agency.ref, _called(agency)) for agency in speaking),
            *((Column(NOT_KNOWN_WHO, "Not known who says it"),) if any(p[1] == NOT_KNOWN_WHO for p in made) else ()),
            *silent,
        ),
        cells=made,
        findings=found,
        totals=totals(rows, found),
        weakest=weakest(rows, found),
        silent=tuple(column.name for column in silent),
        partners=partners,
        themes_without=tuple(theme.title for theme in themes if theme.id not in there) if sees_all else (),
        counts=counts_of(rows),
    )


def _called(agency: Agency) -> str:
    """«The Council»: the short name where there is one, as it begins a column."""
    name = agency.short_name or agency.name
    return name[:1].upper() + name[1:]


def _headings(rows: tuple[Said, ...]) -> tuple[str, ...]:
    """The themes and headings of what is on the map, in the order in which they come."""
    return tuple(dict.fromkeys(row.theme for row in rows if row.is_on_the_map))


def _silent(
    partners: tuple[Partner, ...], directory: Mapping[str, Agency], speaking: list[Agency]
) -> tuple[Column, ...]:
    """The statutory partners that say nothing: by their names here, or by what they are where none is set up."""
    heard = {agency.kind for agency in speaking}
    found = []
    for partner in partners:
        if partner.agency_kind in heard:
            continue
        here = [agency for agency in directory.values() if agency.kind == partner.agency_kind]
        found += [Column(agency.ref, _called(agency), True) for agency in here]
        if not here:
            found.append(Column(f"no {partner.id}", partner.title, True))
    return tuple(found)


def said_of(
    row: Statement, *, themes: Mapping[str, tuple[str, ...]], day: date, challenges: Iterable[ChallengeNow] = ()
) -> Said:
    """A statement as the map sees it. Takes a row of `statements_of`, asks nothing more."""
    basis = basis_of(row, day=day)
    words = row.current.text if row.current else ""
    stretches = quotations_in([(None, words)])[0].stretches
    claims = claims_in(words, (0, len(words)), stretches)
    return Said(
        ref=row.ref,
        position=row.position,
        paragraph=row.paragraph,
        theme=row.theme or theme_of(row.section, themes),
        agency=NOT_KNOWN_WHO if row.doubt else row.agency.ref,
        kind=row.kind,
        shows=basis.standing.shows,
        behind=(*_evidence(row, basis), *_quotations(row)),
        figures=tuple(
            Figure(
                text=one.text,
                value=one.value,
                unit=one.unit,
                comparator=one.comparator,
                of=None if one.denominator is None else int(one.denominator),
            )
            for one in (row.current.figures.all() if row.current else ())
            if one.value is not None
        ),
        claims=tuple(claim.text for claim in claims if claim.kind in _WHOLE),
        counted=tuple(_counted(basis)),
        since=row.action_date,
        challenged=tuple(
            f"{one.row.by_role}, {day_words(one.row.asked_date)}: «{one.row.asks}» {one.words}." for one in challenges
        ),
    )


def _counted(basis: Basis) -> list[tuple[int, int]]:
    counts = [(item.counted_n, item.counted_of) for item in basis.current]
    figures = [(item.figure.n, item.figure.of) for item in basis.current if item.figure]
    return [*((n, of) for n, of in counts if n is not None and of is not None), *figures]


def _evidence(row: Statement, basis: Basis) -> list[Behind]:
    found = []
    for item in (*basis.current, *basis.other):
        if item.state in (EvidenceState.OFFERED, EvidenceState.REJECTED):
            continue
        look = item.assessment
        found.append(
            Behind(
                # A file that was offered twice is still one source.
                source=look.ref if look else f"file {item.held_id}" if item.held_id else item.ref,
                name=look.title if look else f"{item.label} «{item.title}»",
                who=voice_of(item, row),
                about=item.about.ref if item.about else None,
                until=item.period_to or (look.published_date if look else None),
                told_on=(look.published_date if look else None) or item.received_date,
                is_current=item in basis.current,
                is_citable=bool(look),
                has_expired=item.state == EvidenceState.ACCEPTED and item not in basis.current,
                withdrawn=today(item.ended_at) if item.state == EvidenceState.WITHDRAWN and item.ended_at else None,
            )
        )
    return found


def _quotations(row: Statement) -> list[Behind]:
    """The words of others that a sentence holds. One that names no assessment has no source that can be cited."""
    found = []
    for extract in row.current.extracts.all() if row.current else ():
        look = extract.assessment
        # What a parent, a child or a worker told is nobody's look from outside.
        if is_heard(look.body if look else extract.attributed_to):
            continue
        found.append(
            Behind(
                source=look.ref if look else f"quoted by {row.ref}",
                name=look.title if look else "somebody who is not named",
                who=WhoSays.INDEPENDENT,
                about=look.about.ref if look and look.about else None,
                until=(look.period_to or look.published_date) if look else None,
                told_on=look.published_date if look else None,
                is_quotation=True,
                is_citable=look is not None,
            )
        )
    return found


def page_of(map_: Coverage, review: Review, actor: Actor) -> OnePage:
    """«What we can and cannot yet show» of a review, from its map."""
    evidence = Evidence.objects.visible_to(actor).filter(review=review, state=EvidenceState.ACCEPTED)
    return one_page(
        Facts(
            rows=map_.rows,
            totals=map_.totals,
            found={kind: len(sentences_with(kind, map_.findings)) for kind in FindingKind},
            doubted=frozenset(one.ref for one in map_.findings if one.kind in DOUBTS),
            silent=map_.silent,
            themes_without=map_.themes_without,
            asked=evidence.filter(kind=EvidenceKind.EXPERIENCE).count(),
            expiring=evidence.filter(valid_until__gte=map_.day, valid_until__lte=map_.day + SOON).count(),
            open_items=OpenItem.objects.visible_to(actor).filter(review=review, closed_at__isnull=True).count(),
        )
    )
