"""The census of children in need: what each part says, what a day after its end is, and files that mean harm."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.returns.recognise import recognise
from lineofsight.records.taken import (
    RefusedRow,
    TakenChild,
    TakenEvent,
    TakenSpan,
    UnreadableReturn,
)
from tests.intake.returns.deliveries import HEAD, MOST, TAIL, only, read, refusals


def census(path: Path, details: str = "", *, identity: str = "", code: str = "utf-8", text: str = "") -> list[Path]:
    """A census of one child, or of the text given."""
    child = (
        f"<Child><ChildIdentifiers><LAchildID>A1</LAchildID>{identity}</ChildIdentifiers>\n"
        f"<CINdetails><CINreferralDate>2025-05-01</CINreferralDate>{details}</CINdetails></Child>\n"
    )
    path.write_bytes((text or HEAD + child + TAIL).encode(code))
    return [path]


def facts(taken):
    events = [(one.kind, one.day, one.code, one.link) for one in only(TakenEvent, taken)]
    held = [(one.kind, one.start, one.until) for one in only(TakenSpan, taken)]
    return events, held


def test_a_referral_opens_a_time_and_its_closing_ends_it(tmp_path):
    taken, _ = read("cin", census(tmp_path / "a", "<CINclosureDate>2025-09-01</CINclosureDate>"))

    assert facts(taken) == (
        [("referral", date(2025, 5, 1), "", ""), ("case-closed", date(2025, 9, 1), "", "")],
        [("open-to-social-care", date(2025, 5, 1), date(2025, 9, 1))],
    )


def test_what_was_open_when_a_child_died_ended_then(tmp_path):
    died = date(2025, 8, 1)
    plans = "".join(
        f"<ChildProtectionPlans><CPPstartDate>{start}</CPPstartDate>{ended}</ChildProtectionPlans>"
        for start, ended in (
            ("2025-06-02", ""),
            ("2025-05-06", "<CPPendDate>2025-05-30</CPPendDate>"),
            ("2025-06-03", "<CPPendDate>2025-08-20</CPPendDate>"),
        )
    )

    taken, done = read("cin", census(tmp_path / "a", plans, identity=f"<PersonDeathDate>{died}</PersonDeathDate>"))

    events, held = facts(taken)
    assert [until for kind, _, until in held if kind == "protection-plan"] == [died, date(2025, 5, 30), died]
    assert ("open-to-social-care", date(2025, 5, 1), died) in held
    assert ("case-closed", died, "", "") in events
    assert "PersonDeathDate (what was open ends on it)" in done.thrown_away


@pytest.mark.parametrize("word", ["true", "1", "TRUE"])
def test_a_referral_of_which_nothing_came_opens_no_time(tmp_path, word):
    taken, _ = read("cin", census(tmp_path / "a", f"<ReferralNFA>{word}</ReferralNFA>"))

    assert facts(taken) == ([("referral", date(2025, 5, 1), "no-further-action", "")], [])


def test_assessments_are_tied_to_their_ends_and_all_but_the_first_are_later_ones(tmp_path):
    details = (
        "<Assessments><AssessmentActualStartDate>2025-08-01</AssessmentActualStartDate></Assessments>"
        "<Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>"
        "<AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate>"
        "<FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors></FactorsIdentifiedAtAssessment>"
        "</Assessments>"
    )

    taken, done = read("cin", census(tmp_path / "a", details))

    events, _ = facts(taken)
    assert [(kind, day, code) for kind, day, code, _ in events if kind != "referral"] == [
        ("assessment-started", date(2025, 8, 1), "later"),
        ("assessment-started", date(2025, 5, 2), "first"),
        ("assessment-done", date(2025, 6, 20), ""),
    ]
    links = [link for kind, _, _, link in events if kind != "referral"]
    assert links[1] == links[2] != links[0]
    assert "AssessmentFactors" in done.thrown_away


def test_an_enquiry_is_tied_to_its_conference_and_the_other_conference_to_none(tmp_path):
    details = (
        "<DateOfInitialCPC>2025-07-01</DateOfInitialCPC><Section47><S47ActualStartDate>2025-06-01</S47ActualStartDate>"
        "<DateOfInitialCPC>2025-06-20</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>"
        "<Section47><S47ActualStartDate>2025-06-01</S47ActualStartDate><ICPCnotRequired>true</ICPCnotRequired></Section47>"
    )

    events, _ = facts(read("cin", census(tmp_path / "a", details))[0])

    assert events[1:] == [
        ("initial-conference", date(2025, 7, 1), "", ""),
        ("enquiry-started", date(2025, 6, 1), "", "2025-06-01"),
        ("initial-conference", date(2025, 6, 20), "", "2025-06-01"),
        ("enquiry-started", date(2025, 6, 1), "no-conference-needed", "2025-06-01 #2"),
    ]


@pytest.mark.parametrize(
    ("enquiry", "plan", "told"),
    [
        ("", "2025-06-20", [(None, "plan-no-day")]),
        ("", "2025-05-20", []),
        ("<ICPCnotRequired>1</ICPCnotRequired>", "2025-06-20", []),
        ("<DateOfInitialCPC>2025-05-20</DateOfInitialCPC>", "2025-06-20", [(None, "plan-no-day")]),
        ("<DateOfInitialCPC>2025-06-20</DateOfInitialCPC>", "2025-06-20", [(date(2025, 6, 20), "")]),
    ],
    ids=["no day", "the plan was there before", "not needed", "before the enquiry", "held"],
)
def test_a_plan_that_began_after_an_enquiry_had_a_conference(tmp_path, enquiry, plan, told):
    details = (
        f"<Section47><S47ActualStartDate>2025-06-01</S47ActualStartDate>{enquiry}</Section47>"
        f"<ChildProtectionPlans><CPPstartDate>{plan}</CPPstartDate></ChildProtectionPlans>"
    )

    taken, _ = read("cin", census(tmp_path / "a", details))

    assert [(day, code) for kind, day, code, _ in facts(taken)[0] if kind == "initial-conference"] == told
    wrong = [one for one in taken if isinstance(one, RefusedRow) and one.field == "DateOfInitialCPC"]
    assert len(wrong) == sum(day is None for day, _ in told)


def test_plans_reviews_and_pre_proceedings_are_taken(tmp_path):
    details = (
        "<CINPlanDates><CINPlanStartDate>2025-05-20</CINPlanStartDate><CINPlanEndDate>2025-06-20</CINPlanEndDate>"
        "</CINPlanDates><ChildProtectionPlans><CPPstartDate>2025-06-20</CPPstartDate><Reviews>"
        "<CPPreviewDate>2025-09-15</CPPreviewDate><CPPreviewDate>2026-03-01</CPPreviewDate></Reviews>"
        "</ChildProtectionPlans><PreProceedingsandFGDM><PPStartDate>2025-10-01</PPStartDate>"
        "<LBPSentDate>2025-10-03</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0</FGDMMeetingFac>"
        "<InitialPPMeetingDate>2025-10-10</InitialPPMeetingDate><StepDecisionDate>2026-01-10</StepDecisionDate>"
        "<PPOutcome>B</PPOutcome><CourtAppDate>2026-01-20</CourtAppDate></PreProceedingsandFGDM>"
    )

    taken, done = read("cin", census(tmp_path / "a", details))

    events, held = facts(taken)
    assert held[1:] == [
        ("need-plan", date(2025, 5, 20), date(2025, 6, 20)),
        ("protection-plan", date(2025, 6, 20), None),
        ("pre-proceedings", date(2025, 10, 1), date(2026, 1, 10)),
    ]
    assert [event[:3] for event in events[1:]] == [
        ("review-conference", date(2025, 9, 15), ""),
        ("review-conference", date(2026, 3, 1), ""),
        ("letter-before-proceedings", date(2025, 10, 3), ""),
        ("pre-proceedings-meeting", date(2025, 10, 10), "first"),
        ("pre-proceedings-decided", date(2026, 1, 10), "B"),
        ("application", date(2026, 1, 20), ""),
        ("family-meeting-offered", None, ""),
    ]
    assert "pre-proceedings" in {one.kind for one in done.carried}


def test_a_census_carries_its_year_and_never_visits(tmp_path):
    _, done = read("cin", census(tmp_path / "a"))

    kinds = {one.kind for one in done.carried}
    assert {"referral", "protection-plan", "review-conference"} <= kinds
    assert kinds & {"protection-visit", "need-visit", "care-visit", "pre-proceedings"} == set()
    assert {(one.start, one.until) for one in done.carried} == {(date(2025, 4, 1), date(2026, 3, 31))}


def test_of_a_child_only_what_is_needed_is_taken(tmp_path):
    identity = (
        "<UPN>H123456789012</UPN>stray words<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>1</Sex>"
        "<Surname>Example</Surname><Nickname>Bobbin</Nickname>"
    )

    taken, done = read("cin", census(tmp_path / "a", identity=identity))

    assert only(TakenChild, taken) == [TakenChild("A1", date(2015, 3, 1), "M")]
    assert done.thrown_away == (
        "PersonBirthDate (of it only the month is taken)",
        "Surname",
        "UPN",
        "elements that the census does not have (1)",
    )
    said = repr((taken, done))
    assert [word for word in ("H1234", "stray", "Example", "Bobbin", "Nickname", "27)") if word in said] == []


def test_of_a_child_not_yet_born_the_expected_birth_is_taken(tmp_path):
    identity = "<ExpectedPersonBirthDate>2026-05-14</ExpectedPersonBirthDate>"

    taken, _ = read("cin", census(tmp_path / "a", identity=identity))

    assert only(TakenEvent, taken)[0] == TakenEvent("A1", "birth-expected", date(2026, 5, 14), row="2026-05-14")


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ("<CINclosureDate>2026-04-01</CINclosureDate>", "CINclosureDate"),
        ("<CINclosureDate>2025-04-30</CINclosureDate>", "CINclosureDate"),
        ("<CINclosureDate>soon</CINclosureDate>", "CINclosureDate"),
        ("<CINclosureDate>2025-06-01</CINclosureDate><CINclosureDate>2025-06-02</CINclosureDate>", "CINclosureDate"),
    ],
)
def test_an_end_that_cannot_be_leaves_the_time_without_its_days(tmp_path, details, field):
    taken, _ = read("cin", census(tmp_path / "a", details))

    assert facts(taken)[1] == [("open-to-social-care", None, None)]
    assert [one.field for one in only(RefusedRow, taken)] == [field]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_code_of_xml_is_read(tmp_path, code):
    paths = census(tmp_path / "a", code=code)

    assert recognise(paths) == "cin"
    assert len(only(TakenEvent, read("cin", paths)[0])) == 1


def test_a_refusal_names_the_line_of_the_part(tmp_path):
    details = "\n\n<Section47>\n<S47ActualStartDate>x</S47ActualStartDate></Section47>"

    assert refusals(read("cin", census(tmp_path / "a", details))[0]) == [(7, "S47ActualStartDate")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("plain words", "is no XML"),
        ("<Message><Children><Child></Child></Children></Message>", "its head does not say so"),
        (HEAD.replace("2026-03-31", "soon") + "<Child/>" + TAIL, "reference date"),
        (HEAD + "<Child>", "is not whole"),
        (HEAD + "<Child>&nothing;</Child>" + TAIL, "is not whole"),
        ('<!DOCTYPE a SYSTEM "file:///etc/hostname">' + HEAD + TAIL, "document type"),
        ('<!DOCTYPE a [<!ENTITY x "y">]>' + HEAD + "<Child>&x;</Child>" + TAIL, "document type"),
    ],
)
def test_a_file_that_is_no_census_gives_one_sentence(tmp_path, text, says):
    path = tmp_path / "a.xml"
    path.write_text(text)

    with pytest.raises(UnreadableReturn, match=says) as refused:
        read("cin", [path])

    assert str(refused.value).startswith("a.xml ")
    assert "\n" not in str(refused.value)


# Files that mean harm --------------------------------------------------------------------------------------------

SIZE = 48_000_000
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "one tag without an end": lambda: HEAD + "<Child><" + "a" * SIZE,
    "one attribute without an end": lambda: HEAD + '<Child a="' + "a" * SIZE,
    "one text without an end": lambda: HEAD + "<Child><UPN>" + "a" * SIZE,
    "one comment without an end": lambda: HEAD + "<!--" + "a" * SIZE,
    "one piece of plain characters without an end": lambda: HEAD + "<Child><UPN><![CDATA[" + "a" * SIZE,
    "one child of a million small parts": lambda: HEAD + "<Child>" + "<a/>" * (SIZE // 4),
    "small parts beside the children": lambda: HEAD + "<a/>" * (SIZE // 4),
    "parts in parts": lambda: HEAD + "<Child>" + "<a>" * (SIZE // 3),
    "words in front of the root": lambda: " " * SIZE + HEAD + TAIL,
    "entities that grow": lambda: f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD}<Child>&l9;</Child>{TAIL}',
    "entities that grow, after a long comment": lambda: (
        f'<!--{"x" * 200_000}--><!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>{HEAD}<Child a="&l9;"/>{TAIL}'
    ),
}
MEASURED = (
    MOST
    + """
import sys
from pathlib import Path
from lineofsight.intake.returns.recognise import reading_of
from lineofsight.records.taken import UnreadableReturn
before = most()
try:
    for _ in reading_of("cin", [Path(sys.argv[1])]).taken():
        pass
    print("read to its end")
except UnreadableReturn as refused:
    print(refused)
print(most() - before)
"""
)
PLAIN = (
    MOST
    + """
import sys
from lxml import etree
before = most()
for _ in etree.iterparse(sys.argv[1], tag="Child", huge_tree=True, recover=True):
    pass
print(most() - before)
"""
)


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_a_file_that_means_harm_is_refused_in_little_memory(tmp_path, what):
    path = tmp_path / "harm.xml"
    path.write_text(HOSTILE[what](), encoding="utf-8")

    done = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, check=True, text=True)

    sentence, grown = done.stdout.splitlines()
    assert sentence.startswith("harm.xml ")
    assert int(grown) < 60_000, f"{what} took {int(grown) // 1000} MB"


def test_control_a_plain_parser_grows_with_such_a_file(tmp_path):
    path = tmp_path / "harm.xml"
    path.write_text(HOSTILE["one child of a million small parts"]()[:16_000_000], encoding="utf-8")

    done = subprocess.run([sys.executable, "-c", PLAIN, str(path)], capture_output=True, check=True, text=True)

    assert int(done.stdout) > 100_000


# Whatever stands in it -------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["", "2025-06-01", "2027-01-01", "31/12/2025", "no day", "true", "0", "B", "é", "2025-02-30"])
NAMES = st.sampled_from(
    ["CINclosureDate", "ReferralNFA", "DateOfInitialCPC", "S47ActualStartDate", "ICPCnotRequired", "CPPstartDate",
     "CPPendDate", "CPPreviewDate", "PPStartDate", "PPOutcome", "FGDMMeetingOffer", "Whatever"]
)  # fmt: skip
PLAIN_PARTS = st.tuples(NAMES, WORDS).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
PARTS = st.tuples(
    st.sampled_from(["Section47", "ChildProtectionPlans", "CINPlanDates", "Assessments", "PreProceedingsandFGDM", "X"]),
    st.lists(PLAIN_PARTS, max_size=4),
).map(lambda pair: f"<{pair[0]}>stray{''.join(pair[1])}</{pair[0]}>")


@settings(max_examples=100, deadline=None)
@given(st.lists(PLAIN_PARTS | PARTS, max_size=6))
def test_every_referral_and_enquiry_is_taken_whatever_stands_in_them(tmp_path_factory, parts):
    details = "".join(parts)

    taken, done = read("cin", census(tmp_path_factory.mktemp("any") / "a.xml", details))

    events, _ = facts(taken)
    assert [kind for kind, *_ in events].count("referral") == 1
    assert [kind for kind, *_ in events].count("enquiry-started") == len(re.findall("<Section47>stray<[^/]", details))
    assert all(one.day is None or one.day <= date(2026, 3, 31) for one in only(TakenEvent, taken))
    assert "stray" not in repr((taken, done))


# The samples -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "events", "spans", "refused"), [(2024, 11, 4, 3), (2026, 17, 5, 8)])
def test_the_samples_are_read_whole(samples, year, events, spans, refused):
    paths = [samples / "cin" / f"CIN_Census_{year}.xml"]

    assert recognise(paths) == "cin"
    taken, done = read("cin", paths)

    assert (len(only(TakenEvent, taken)), len(only(TakenSpan, taken)), len(only(RefusedRow, taken))) == (
        events,
        spans,
        refused,
    )
    assert dict(done.rows)["children"] == 2
    assert [secret for secret in ("A123456789123", "X98765432123B", "2015, 3, 27") if secret in repr(taken)] == []
