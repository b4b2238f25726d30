"""Children as somebody would write them on paper, made into the files of a return and read back.

The words of a history are short («U6 2026-01-05 .. 2026-03-02»); what is written are whole tables with the columns of
the Standard Safeguarding Dataset or the return on children looked after, or a census as XML. `told` stands for what no
return holds and people record by hand.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from lineofsight.intake.returns.recognise import reading_of
from lineofsight.records.histories import reaching
from lineofsight.records.taken import TakenChild, TakenEvent, TakenSpan
from lineofsight.sight.history import Carried, Event, History, Span
from tests.intake.returns.deliveries import TAIL
from tests.sight.deliveries import HEADS, written

CHILD = "a"
MORE_HEADS = {
    "ssd_person": "pers_person_id pers_sex pers_dob pers_death_date",
    "ssd_cin_plans": "cinp_cin_plan_id cinp_person_id cinp_cin_plan_start_date cinp_cin_plan_end_date",
    "ssd_cin_visits": "cinv_cin_visit_id cinv_person_id cinv_cin_visit_date cinv_cin_visit_seen",
    "ssd_pre_proceedings": (
        "prep_table_id prep_person_id prep_pre_pro_decision_date prep_agree_stepdown_issue_date"
        " prep_pre_pro_letter_date prep_initial_pre_pro_meeting_date prep_pre_pro_outcome"
    ),
    "ssd_cla_health": (
        "clah_health_check_id clah_person_id clah_health_check_type clah_health_check_date clah_health_check_status"
    ),
    "ssd_cla_care_plan": (
        "lacp_table_id lacp_person_id lacp_cla_care_plan_start_date lacp_cla_care_plan_end_date lacp_cla_care_plan_json"
    ),
    "ssd_involvements": (
        "invo_involvements_id invo_person_id invo_professional_id invo_professional_role_id"
        " invo_involvement_start_date invo_involvement_end_date"
    ),
}
TABLES = {
    "born": "ssd_person",
    "care": "ssd_cla_episodes",
    "placed": "ssd_cla_placement",
    "legal": "ssd_legal_status",
    "visits": "ssd_cla_visits",
    "reviews": "ssd_cla_reviews",
    "lasts": "ssd_cla_care_plan",
    "health": "ssd_cla_health",
    "before court": "ssd_pre_proceedings",
    "workers": "ssd_involvements",
    "referrals": "ssd_cin_episodes",
    "assessments": "ssd_cin_assessments",
    "enquiries": "ssd_s47_enquiry",
    "conferences": "ssd_initial_cp_conference",
    "plans": "ssd_cp_plans",
    "plan visits": "ssd_cp_visits",
    "plan reviews": "ssd_cp_reviews",
    "need plans": "ssd_cin_plans",
    "need visits": "ssd_cin_visits",
}
"""The words of a history in the dataset, and the table that each fills."""


def history_of(made: Mapping[str, object], folder: Path) -> History:
    """The child's facts as the readers hand them up, with what was told by hand."""
    events: list[Event] = []
    spans: list[Span] = []
    carried: list[Carried] = []
    born: date | None = None
    for source in (name for name in WRITERS if name in made):
        reading = reading_of(source.partition(" ")[0], WRITERS[source](made[source], folder))
        for row in reading.taken():
            if isinstance(row, TakenEvent):
                events.append(Event(row.kind, row.day, row.code, row.link))
            elif isinstance(row, TakenSpan):
                spans.append(Span(row.kind, row.start, row.until, row.code, row.number))
            elif isinstance(row, TakenChild):
                born = row.born_month or born
        carried += [Carried(one.kind, one.start, one.until) for one in reading.summary().carried]
    told: Mapping[str, list[str]] = made.get("told", {})
    for kind, lines in told.items():
        carried.append(Carried(kind))
        for line in lines:
            (before, start, until) = _parts(line)
            words = before.split()
            code = next((word for word in words if not word.isdigit()), "")
            if until is None:
                events.append(Event(kind, _day(start), code))
            else:
                number = next((int(word) for word in words if word.isdigit()), 0)
                spans.append(Span(kind, _day(start), _day(until), code, number))
    return History(CHILD, tuple(events), tuple(spans), reaching(tuple(carried), events), born)


def _parts(line: object) -> tuple[str, str, str | None]:
    """What stands before the day, the day, and the end; None as the end where it is an event."""
    text = str(line)
    head, dots, until = text.partition("..")
    words = head.split()
    day = words.pop() if words and (words[-1][:2].isdigit() or words[-1] == "?") else ""
    return " ".join(words), day.strip("?"), until.strip() if dots else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _ssd(made: Mapping[str, list[object]], folder: Path) -> list[Path]:
    HEADS.update(MORE_HEADS)
    tables = {TABLES[word]: [] for word in made}
    for word, lines in made.items():
        for number, line in enumerate(lines if isinstance(lines, list) else [lines], start=1):
            before, start, until = _parts(line)
            tables[TABLES[word]].append(_row(word, f"{word}{number}", before, start, until or ""))
    # A table that is there and empty was handed in without rows: it is written, and counts as not handed in.
    return written(folder, tables)


def _row(word: str, row: str, before: str, start: str, until: str) -> tuple[str, ...]:
    words = before.split()
    match word:
        case "born":
            return (CHILD, "F", start, until)
        case "care":
            return (row, CHILD, row, start, "S", until, "E8" if until else "", start)
        case "placed":
            return (row, CHILD, "care1", start, until, before)
        case "legal":
            return (row, CHILD, before, start, until)
        case "visits":
            seen = "N" if "not-seen" in words else "" if "unsaid" in words else "Y"
            alone = "Y" if "alone" in words else "" if {"unsaid", "perhaps"} & set(words) else "N"
            return (row, CHILD, "care1", start, seen, alone)
        case "reviews":
            care = next((one for one in words if one.startswith("care")), "care1")
            return (row, care, start, "Y" if "cancelled" in words else "N")
        case "lasts":
            aim = before or "LTFOST18"
            return (row, CHILD, start, until, json.dumps({"LTFOST18": "N"} | {aim: "Y"}))
        case "before court":
            days = dict(one.split("=") for one in words if "=" in one)
            outcome = "A" if until else ""
            return (row, CHILD, start, until, days.get("letter", ""), days.get("meeting", ""), outcome)
        case "health":
            kind, status = (
                "Dental check" if "teeth" in words else "HEALTH",
                "Refused" if "refused" in words else "Attended",
            )
            return (row, CHILD, kind, start, status)
        case "workers":
            return (row, CHILD, row, before, start, until)
        case "referrals":
            return (row, CHILD, start, "Y" if "nfa" in words else "N", until)
        case "assessments":
            return (row, CHILD, before or "referrals1", start, until)
        case "enquiries":
            return (row, CHILD, start, until, "Y" if "nfa" in words else "N")
        case "conferences":
            if "transfer-in" in words:
                return (row, CHILD, "", start, "Y")
            return (row, CHILD, before or "enquiries1", start, "N")
        case "plan visits":
            return (row, CHILD, "plans1", start, "Y")
        case "plan reviews":
            return (row, CHILD, "plans1", start)
        case "need visits":
            return (row, CHILD, start, "Y")
    return (row, CHILD, start, until)


def _ssda903(made: Mapping[str, list[object]], folder: Path) -> list[Path]:
    """episodes: DECOM DEC RNE LS PLACE REC, with «-» for nothing; reviews: days."""
    tables = {
        "header.csv": ("CHILD,SEX,DOB,ETHNIC", [(CHILD, "2", str(made.get("born", "2012-05-09")), "WBRI")]),
        "episodes.csv": (
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE",
            [_episode(str(line)) for line in made["episodes"]],
        ),
    }
    if "reviews" in made:
        tables["reviews.csv"] = (
            "CHILD,DOB,REVIEW,REVIEW_CODE",
            [(CHILD, "", str(day), "PN1") for day in made["reviews"]],
        )
    return [_table(folder / name, header, rows) for name, (header, rows) in tables.items()]


def _ssda903_xml(made: Mapping[str, list[object]], folder: Path) -> list[Path]:
    """The same words as one file."""
    head = {"CHILDID": CHILD, "SEX": "2", "DOB": str(made.get("born", "2012-05-09")), "ETHNIC": "WBRI"}
    names = ("DECOM", "DEC", "RNE", "LS", "PL", "REC")
    text = f"<EXPSSDA903><CHILD><HEADER>{_xml(head)}"
    for day in made.get("reviews", []):
        text += f"<AREVIEW>{_xml({'REVIEW': day, 'REVIEW_CODE': 'PN1'})}</AREVIEW>"
    text += "</HEADER>"
    for line in made["episodes"]:
        words = ("" if word == "-" else word for word in str(line).split())
        text += f"<EPISODE>{_xml(dict(zip(names, words, strict=True)))}</EPISODE>"
    path = folder / "return.xml"
    path.write_text(text + "</CHILD></EXPSSDA903>", encoding="utf-8")
    return [path]


def _episode(line: str) -> tuple[str, ...]:
    decom, dec, rne, legal, place, rec = ("" if word == "-" else word for word in line.split())
    return (CHILD, decom, rne, legal, "N1", place, "PR1", dec, rec, "")


def _table(path: Path, header: str, rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return path


def _cin(made: Mapping[str, object], folder: Path) -> list[Path]:
    """until: the reference date; `about` and `details`: elements by their names, as the census has them."""
    until = made["until"]
    text = (
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
        f"<ReferenceDate>{until}</ReferenceDate></CollectionDetails></Header><Children><Child><ChildIdentifiers>"
        f"<LAchildID>{CHILD}</LAchildID>{_xml(made.get('about', {}))}</ChildIdentifiers>"
    )
    for details in made["details"]:
        text += f"<CINdetails>{_xml(details)}</CINdetails>"
    path = folder / "census.xml"
    path.write_text(text + "</Child>" + TAIL)
    return [path]


def _xml(value: object) -> str:
    if isinstance(value, Mapping):
        return "".join(
            f"<{name}>{_xml(one)}</{name}>"
            for name, inner in value.items()
            for one in (inner if isinstance(inner, list) else [inner])
        )
    return str(value)


def _annex_a(made: Mapping[str, Mapping[str, object]], folder: Path) -> list[Path]:
    """Each list by its first words, with one row: its columns by their names."""
    book = Workbook()
    book.remove(book.active)
    for name, row in made.items():
        sheet = book.create_sheet(name)
        sheet.append(["Child Unique ID", "Gender", *row])
        sheet.append([CHILD, "a) Female", *row.values()])
    path = folder / "annex-a.xlsx"
    book.save(path)
    return [path]


def _visits_list(made: list[object], folder: Path) -> list[Path]:
    header = "Person ID,Visit ID,Visit date,Child seen,Worker ID"
    rows = []
    for number, line in enumerate(made):
        seen, day, _ = _parts(line)
        rows.append((CHILD, f"v{number}", f"{date.fromisoformat(day):%d/%m/%Y}", seen or "Seen", "W1"))
    return [_table(folder / "visits.csv", header, rows)]


WRITERS = {
    "ssd": _ssd,
    "ssda903": _ssda903,
    "ssda903 as xml": _ssda903_xml,
    "cin": _cin,
    "annex-a": _annex_a,
    "care-visits-list": _visits_list,
}
