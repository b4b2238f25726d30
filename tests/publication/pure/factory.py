"""Invented editions: `line(name)` is one honest sentence, `content(lines=…)` a whole edition that passes the gate."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from lineofsight.library.scales import CountKind, OpinionWord, Shows, WhoSays
from lineofsight.measures.figure import Figure, LeftOut
from lineofsight.publication.content.declared import Approval, Declared, FamilySight, Search, SearchPlace
from lineofsight.publication.content.edition import (
    Assessment,
    BasisItem,
    BasisKind,
    BasisState,
    Comparison,
    EditionContent,
    Line,
    LineFigure,
    LineKind,
    MeasuredFigure,
    OnBehalf,
    OpenItem,
    OpenKind,
    Opinion,
    Quotation,
    Recomputed,
    Section,
    Signature,
    StatedFigure,
    Voice,
    Voices,
    wording_sha,
)
from lineofsight.publication.read_mark import read_sha

TODAY = date(2026, 7, 20)
AS_AT = date(2026, 6, 30)
PARTNERSHIP = "Fernley and Marsh Safeguarding Children Partnership"
COUNCIL = "Fernley County Council"
OTHER_COUNCIL = "Marsh City Council"
HEALTH = "Fernley Community Health NHS Trust"
PROBATION = "Fernley and Marsh Probation"
SCRUTINEER = "Independent scrutineer"
INSPECTION = "inspection-2025"

INSPECTION_TEXT = """Inspection of Fernley County Council, 10 to 21 November 2025

Planning for babies before birth is usually prompt and is shared with health colleagues. Leaders know their
services well, but too many reviews are late. Social workers do not always record why a decision was made.
Early permanence planning is strong; social workers say that they feel respected and valued by their managers.
Visits to children are not yet consistently purposeful. Managers read a sample of files each month. They tell
teams what they found, and teams act on it. Caseloads are manageable in most teams, although two teams have
carried vacancies since the spring.
"""
OTHER_TEXT = """Inspection of Marsh City Council, 2 to 13 June 2025

Managers oversee plans with care and challenge delay.
"""


def sources() -> dict[str, str | None]:
    """The stored text of each assessment."""
    return {INSPECTION: INSPECTION_TEXT, "marsh-2025": OTHER_TEXT}


def assessments() -> tuple[Assessment, ...]:
    """The two inspections that sentences may quote."""
    return (
        Assessment(
            ref=INSPECTION,
            title="Inspection of Fernley children's services",
            body="Care Inspectorate for the Shires",
            about=(COUNCIL,),
            inspected_from=date(2025, 11, 10),
            inspected_to=date(2025, 11, 21),
            published_date=date(2026, 1, 15),
            source_sha=wording_sha(INSPECTION_TEXT),
        ),
        Assessment(
            ref="marsh-2025",
            title="Inspection of Marsh children's services",
            body="Care Inspectorate for the Shires",
            about=(OTHER_COUNCIL,),
            inspected_from=date(2025, 6, 2),
            inspected_to=date(2025, 6, 13),
            published_date=date(2025, 8, 1),
            source_sha=wording_sha(OTHER_TEXT),
        ),
    )


def signature(wording: str, agency: str = COUNCIL) -> Signature:
    """The agency agrees with these words."""
    return Signature(
        agency=agency, role="Safeguarding lead", signed_date=date(2026, 7, 14), wording_sha=wording_sha(wording)
    )


def audit(number: str, agency: str = COUNCIL, **changes: object) -> BasisItem:
    """An audit by the agency itself, accepted and current."""
    item = BasisItem(
        ref=f"evidence-{number}",
        number=number,
        kind=BasisKind.AUDIT,
        title="Audit of visits and supervision, spring 2026",
        about=(agency,),
        shows=Shows.QUALITY_CHECKED,
        who_says=WhoSays.OWNER,
        said_by=agency,
        said_date=date(2026, 4, 20),
        state=BasisState.ACCEPTED,
        period_from=date(2026, 1, 1),
        period_to=date(2026, 3, 31),
        received_date=date(2026, 4, 24),
        valid_until=date(2027, 3, 31),
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def _line(wording: str, *, agency: str = COUNCIL, **said: object) -> Line:
    made = Line(
        number=1,
        anchor="s1",
        statement_ref="statement-1",
        wording=wording,
        wording_sha=wording_sha(wording),
        agency=agency,
        kind=LineKind.PROGRESS,
        shows=Shows.QUALITY_CHECKED,
        signatures=(signature(wording, agency),),
    )
    return replace(made, **said)  # type: ignore[arg-type]


def figure(n: int, of: int, **changes: object) -> Figure:
    """A full count for January to March 2026."""
    made = Figure(
        measure_id="visits-in-time",
        measure_version=2,
        definition_sha="d" * 64,
        group=COUNCIL,
        n=n,
        of=of,
        left_out=(),
        period_from=date(2026, 1, 1),
        period_to=date(2026, 3, 31),
        as_at_date=date(2026, 3, 31),
        kind=CountKind.FULL_COUNT,
        caveats=(),
        snapshot_sha="5" * 64,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _checked() -> Line:
    return _line(
        "Managers read a sample of files each month and tell the team what they found.",
        basis=(audit("E1"),),
        action_date=date(2025, 9, 1),
        answers="Managers should look regularly at how well children's plans are carried out.",
        opinion=Opinion(
            level=OpinionWord.REASONABLE,
            by_role=SCRUTINEER,
            by_agency=PARTNERSHIP,
            given_date=date(2026, 7, 2),
            rationale="I read 12 of the audited files and came to the same view on 11.",
        ),
    )


def _changed() -> Line:
    wording = "Visits in time have increased: 412 of 468 (88%) were made in time from January to March 2026."
    return _line(
        wording,
        shows=Shows.PRACTICE_CHANGED,
        has_lasted=True,
        answers="Visits should be made when they are due, and a manager should see at once when one is not.",
        basis=(
            audit(
                "E2",
                kind=BasisKind.COUNT,
                title="Count of visits due and made",
                shows=Shows.PRACTICE_CHANGED,
                figure_number="F1",
            ),
            audit(
                "E3",
                who_says=WhoSays.INDEPENDENT,
                said_by=SCRUTINEER,
                title="Scrutineer's reading of 20 records",
            ),
        ),
        figures=(
            LineFigure(
                number="F1",
                text="412 of 468 (88%)",
                value="88",
                unit="percent",
                measured=MeasuredFigure(
                    ref="figure-1",
                    definition="Visits made on or before the day they were due, of visits due",
                    figure=figure(412, 468, left_out=(LeftOut("with no due day", 3),)),
                ),
                compared_with=Comparison(
                    n=371,
                    of=459,
                    period_from=date(2025, 1, 1),
                    period_to=date(2025, 3, 31),
                    as_at_date=date(2025, 3, 31),
                ),
            ),
        ),
        opinion=Opinion(
            level=OpinionWord.SUBSTANTIAL, by_role=SCRUTINEER, by_agency=PARTNERSHIP, given_date=date(2026, 7, 2)
        ),
    )


def _quoted() -> Line:
    return _line(
        "Planning for babies before birth is checked in each area. The inspectors found that: “Planning for babies "
        "before birth is usually prompt and is shared with health colleagues.”",
        action_date=date(2025, 3, 1),
        basis=(
            audit("E4", title="Check of 15 plans made before birth"),
            audit(
                "E5",
                kind=BasisKind.ASSESSMENT,
                title="Inspection of Fernley children's services",
                shows=Shows.SAID,
                who_says=WhoSays.INDEPENDENT,
                said_by="Care Inspectorate for the Shires",
                said_date=date(2026, 1, 15),
                period_from=date(2025, 11, 10),
                period_to=date(2025, 11, 21),
                valid_until=None,
                assessment_ref=INSPECTION,
            ),
        ),
        quotations=(
            Quotation(
                text="Planning for babies before birth is usually prompt and is shared with health colleagues.",
                attributed_to="The inspectors",
                assessment_ref=INSPECTION,
                about=(COUNCIL,),
            ),
        ),
        figures=(_each_area(),),
    )


def _each_area() -> LineFigure:
    return LineFigure(
        number="F2",
        text="each area",
        value="6",
        unit="count",
        stated=StatedFigure(
            n=6,
            of=6,
            definition="Areas in which plans are checked",
            source="Check of 15 plans made before birth",
            as_at_date=date(2026, 3, 31),
        ),
    )


def _quotation_only() -> Line:
    return _line(
        "The inspectors found that: “early permanence planning is strong”.",
        kind=LineKind.QUOTATION,
        shows=Shows.SAID,
        quotations=(
            Quotation(
                text="early permanence planning is strong",
                attributed_to="The inspectors",
                assessment_ref=INSPECTION,
                about=(COUNCIL,),
            ),
        ),
    )


def _all() -> Line:
    return _line(
        "All of about 410 children in care had a named reviewing officer on 31 March 2026.",
        shows=Shows.COUNTED,
        basis=(
            audit(
                "E6",
                kind=BasisKind.COUNT,
                title="List of children in care and reviewing officers",
                shows=Shows.COUNTED,
            ),
        ),
        figures=(
            LineFigure(
                number="F3",
                text="about 410 children",
                value="410",
                unit="count",
                comparator="~",
                measured=MeasuredFigure(
                    ref="figure-3",
                    definition="Children in care with a named reviewing officer, of children in care",
                    figure=figure(
                        412,
                        412,
                        measure_id="named-officer",
                        period_from=None,
                        period_to=None,
                        as_at_date=date(2026, 3, 31),
                    ),
                ),
            ),
        ),
    )


def _stated() -> Line:
    return _line(
        "Of the practitioners who work with families where substance use is a worry, 112 of 160 (70%) took the "
        "cannabis course.",
        agency=HEALTH,
        shows=Shows.COUNTED,
        basis=(
            audit(
                "E7",
                HEALTH,
                kind=BasisKind.COUNT,
                title="Course register, April 2025 to March 2026",
                shows=Shows.COUNTED,
            ),
        ),
        figures=(
            LineFigure(
                number="F4",
                text="112 of 160 (70%)",
                value="70",
                unit="percent",
                stated=StatedFigure(
                    n=112,
                    of=160,
                    definition="Practitioners who attended, of practitioners expected to",
                    source="Course register of the trust",
                    period_from=date(2025, 4, 1),
                    period_to=date(2026, 3, 31),
                ),
            ),
        ),
    )


def _said() -> Line:
    return _line(
        "The trust has changed its pathway for court reports.",
        agency=HEALTH,
        shows=Shows.SAID,
        basis=(
            audit("E8", HEALTH, kind=BasisKind.STATEMENT, title="Update by the trust, June 2026", shows=Shows.SAID),
        ),
    )


def _intention() -> Line:
    return _line(
        "We will offer the workbook to every family who may want it.",
        agency=HEALTH,
        kind=LineKind.INTENTION,
        shows=Shows.INTENTION,
        due_date=date(2026, 12, 31),
        owner_role="Named nurse",
    )


def _context() -> Line:
    return _line(
        "Five agencies told the partnership what they have done since the review.",
        agency=PARTNERSHIP,
        kind=LineKind.CONTEXT,
        shows=Shows.SAID,
        signatures=(),
    )


def _adverse() -> Line:
    return _line(
        "Reviews are still late: 61 of 96 were held in time from January to March 2026.",
        kind=LineKind.ADVERSE,
        shows=Shows.COUNTED,
        basis=(
            audit(
                "E9",
                kind=BasisKind.COUNT,
                title="Count of reviews due and held",
                shows=Shows.COUNTED,
            ),
        ),
        figures=(
            LineFigure(
                number="F5",
                text="61 of 96",
                value="61",
                unit="count",
                denominator=96,
                measured=MeasuredFigure(
                    ref="figure-5",
                    definition="Reviews held by their day, of reviews due",
                    figure=figure(61, 96, measure_id="reviews-in-time"),
                ),
            ),
        ),
        signatures=(
            replace(
                signature("Reviews are still late: 61 of 96 were held in time from January to March 2026."),
                agrees=False,
                different_view="We agree with the count. 14 of the 35 late reviews were moved at the family's request.",
            ),
        ),
        opinion=Opinion(
            level=OpinionWord.LIMITED,
            by_role=SCRUTINEER,
            by_agency=PARTNERSHIP,
            given_date=date(2026, 2, 2),
            has_lapsed=True,
        ),
    )


def _behalf() -> Line:
    wording = "Victim safety plans are read by a second officer before they are used."
    return _line(
        wording,
        agency=PROBATION,
        basis=(audit("E10", PROBATION, title="Second reading of 18 plans", who_says=WhoSays.PARTNER, said_by=COUNCIL),),
        signatures=(
            replace(
                signature(wording, PROBATION),
                on_behalf=OnBehalf(
                    minute="Partnership meeting, item 4",
                    agreed_date=date(2026, 7, 8),
                    recorded_by_role="Business manager",
                ),
            ),
        ),
    )


def _heard() -> Line:
    return _line(
        "Children said that they know who to talk to between visits: 31 of the 40 children who answered.",
        shows=Shows.OUTCOME,
        basis=(
            audit(
                "E11",
                kind=BasisKind.EXPERIENCE,
                title="What children told the participation team",
                shows=Shows.OUTCOME,
                who_says=WhoSays.PARTNER,
                said_by=HEALTH,
            ),
        ),
        figures=(
            LineFigure(
                number="F6",
                text="31 of the 40",
                value="31",
                unit="count",
                denominator=40,
                stated=StatedFigure(
                    n=31,
                    of=40,
                    definition="Children who said that they know whom to talk to, of children who answered",
                    source="Participation team's notes",
                    period_from=date(2026, 5, 1),
                    period_to=date(2026, 5, 31),
                    kind=CountKind.PURPOSIVE,
                ),
            ),
        ),
    )


LINES: dict[str, Callable[[], Line]] = {
    "context": _context,
    "changed": _changed,
    "checked": _checked,
    "quoted": _quoted,
    "quotation only": _quotation_only,
    "all": _all,
    "stated": _stated,
    "said": _said,
    "intention": _intention,
    "adverse": _adverse,
    "on behalf": _behalf,
    "heard": _heard,
}

THEMES = (
    "About this Summary",
    "Line of sight over practice",
    "Planning before birth",
    "Children in care",
    "Working with parents where there is substance use",
    "Court work",
    "Safety planning",
    "What children say",
    "Learning",
    "Workforce",
)


def line(name: str) -> Line:
    """One honest sentence, numbered 1."""
    return LINES[name]()


# The one whose open item stands in every edition here: of each partner something has to be told.
PARTNERS = (HEALTH,)


def declared() -> Declared:
    """What people declared: four searches that found nothing, and the family was offered sight. Nobody approved yet."""
    return Declared(
        searches=tuple(
            Search(where=where, searched_date=date(2026, 7, 10), by_role="Legal adviser", by_agency=COUNCIL)
            for where in SearchPlace
        ),
        family=FamilySight(by_role="Business manager", by_agency=PARTNERSHIP, offered_date=date(2026, 7, 1)),
        partners=PARTNERS,
    )


def approved(content: EditionContent) -> EditionContent:
    """The same edition, approved by every partner as it stands."""
    mark = read_sha(content)
    approvals = tuple(
        Approval(partner=partner, agency=partner, role="Executive", approved_date=date(2026, 7, 16), read_sha=mark)
        for partner in content.declared.partners
    )
    return replace(content, declared=replace(content.declared, approvals=approvals))


def edition(*lines: Line, **changes: object) -> EditionContent:
    """The smallest edition around some sentences, with one open item, declared and approved."""
    made = EditionContent(
        ref="edition-1",
        number=2,
        title="Summary of Progress",
        review_title="Review of help for one family",
        review_ref="review-1",
        partnership=PARTNERSHIP,
        as_at_date=AS_AT,
        support_line="If this has brought something back: 0800 000 0000, day and night.",
        published_note="Approved by the partners on 16 July 2026.",
        sections=(Section(title="Line of sight over practice", lines=lines),),
        assessments=assessments(),
        open_items=(
            OpenItem(
                kind=OpenKind.LATE,
                text="A shared record of visits between the council and the trust.",
                agency=HEALTH,
                reason="The two systems could not exchange dates.",
                since_date=date(2026, 3, 31),
                expected_date=date(2026, 10, 31),
            ),
        ),
        voices=Voices(
            items=(
                Voice(
                    text="Tell us early when the visitor changes.",
                    who="Children in care",
                    how="Two group conversations, held by the participation team",
                    asked=60,
                    answered=40,
                    period_from=date(2026, 5, 1),
                    period_to=date(2026, 5, 31),
                ),
            ),
        ),
        declared=declared(),
    )
    return approved(replace(made, **changes))  # type: ignore[arg-type]


def content(lines: int = len(LINES)) -> EditionContent:
    """A whole edition that passes the gate, with so many sentences under ten themes (one of them empty)."""
    makers = list(LINES.values())
    evidence_numbers = count(1)
    all_lines = [_numbered(makers[place % len(makers)](), place + 1, evidence_numbers) for place in range(lines)]
    used = len(THEMES) - 1
    size = -(-lines // used)
    sections = tuple(
        Section(title=title, lines=tuple(all_lines[place * size : (place + 1) * size]))
        for place, title in enumerate(THEMES)
    )
    open_items = (
        OpenItem(
            kind=OpenKind.REJECTED,
            text="One electronic record for three trusts.",
            agency=HEALTH,
            reason="The trust says that the cost would have taken two posts from the service.",
        ),
        OpenItem(
            kind=OpenKind.NOT_RESPONDED,
            text="Training in court work for out-of-hours staff.",
            agency=PROBATION,
            since_date=date(2026, 5, 29),
        ),
        OpenItem(
            kind=OpenKind.NOT_KNOWN,
            text="How many visits the out-of-hours team made.",
            agency=COUNCIL,
            reason="Its records are on paper.",
            expected_date=date(2026, 9, 30),
        ),
    )
    made = edition(sections=sections)
    return approved(replace(made, sections=sections, open_items=made.open_items + open_items))


def _numbered(line: Line, number: int, evidence_numbers: Iterator[int]) -> Line:
    """The same sentence at another place: evidence of its own, so that 400 sentences rest on as many things."""
    basis = tuple(
        replace(item, number=f"E{at}", ref=f"evidence-{at}")
        for item, at in zip(line.basis, evidence_numbers, strict=False)
    )
    return replace(line, number=number, anchor=f"s{number}", statement_ref=f"statement-{number}", basis=basis)


def recomputed(content: EditionContent) -> Recomputed:
    """Every measured figure of an edition, computed again to the same."""
    return {
        tied.measured.ref: tied.measured.figure for line in content.lines() for tied in line.figures if tied.measured
    }
