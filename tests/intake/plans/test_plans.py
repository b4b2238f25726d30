"""Action plans: what a column is, what a row says, what a colour means; and nothing that a file says is lost."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineofsight.intake.blocks import Block, FileRead, Kind
from lineofsight.intake.characters import words
from lineofsight.intake.plans.days import days_in
from lineofsight.intake.plans.mapping import Choice, Field, propose_mapping, shape_key
from lineofsight.intake.plans.owners import OwnerKind, owners_in
from lineofsight.intake.plans.plan import Plan, plan_to_json
from lineofsight.intake.plans.reading import read_plan, updates_in
from lineofsight.intake.plans.schemes import Scheme, propose_scheme
from lineofsight.library.plan import NOT_KNOWN

HEADER = ("Ref", "Recommendation", "Action", "Lead agency", "Due date", "RAG", "Progress update")


def table(*rows: tuple[str, ...], **more: object) -> Block:
    return Block(Kind.TABLE, "", 2, rows=rows, has_header=True, **more)  # type: ignore[arg-type]


def of(*rows: tuple[str, ...], key: str = "", **more: object) -> Plan:
    heading = Block(Kind.HEADING, "Plan", 1)
    lines = (Block(Kind.PARAGRAPH, key, 3),) if key else ()
    plan = read_plan(FileRead("plan.xlsx", (heading, table(HEADER, *rows, **more), *lines)))
    assert plan is not None
    return plan


def row(**cells: str) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in ("ref", "rec", "action", "lead", "due", "rag", "progress"))


def codes(plan: Plan) -> list[str]:
    return [doubt.code for doubt in plan.doubts]


# --- columns ---------------------------------------------------------------------------------------------------------


def test_usual_headings_are_known_each_with_its_reason():
    mapping = propose_mapping(table(HEADER, row(ref="1")))

    assert [column.field for column in mapping.columns] == [
        Field.REFERENCE, Field.RECOMMENDATION, Field.ACTION, Field.LEAD_AGENCY, Field.DUE_DATE, Field.STATUS,
        Field.PROGRESS,
    ]  # fmt: skip
    assert all(column.reason for column in mapping.columns)
    assert mapping.is_plan


def test_a_heading_for_two_things_or_for_none_is_a_doubt():
    mapping = propose_mapping(table(("Action", "Lead", "Due", "Wombat"), ("a", "b", "c", "d")))

    assert [doubt.readings for doubt in mapping.doubts] == [
        ("lead role", "lead agency"),
        ("none of the fields of a plan",),
    ]


def test_a_list_of_names_is_no_plan():
    file = FileRead("x.csv", (table(("Name", "Colour"), ("Oak", "green")),))

    assert read_plan(file) is None


def test_the_key_of_headers_stays_when_they_are_typed_otherwise_and_changes_with_their_words():
    assert shape_key(("Ref", "Due date")) == shape_key((" REF.", "due  Date:"))
    assert shape_key(("Ref", "Due date")) != shape_key(("Due date", "Ref"))


def test_a_choice_made_once_is_taken_for_the_same_headers():
    headers = ("Wombat", "Quokka")
    file = FileRead("x.csv", (table(headers, ("Train all", "3 May 2026")),))
    choice = Choice(((0, Field.ACTION), (1, Field.DUE_DATE)))

    plan = read_plan(file, choices={shape_key(headers): choice})

    assert plan is not None
    assert [(a.text, a.due and a.due.day) for a in plan.actions] == [("Train all", date(2026, 5, 3))]


# --- rows ------------------------------------------------------------------------------------------------------------


def test_a_recommendation_in_a_merged_cell_covers_its_rows_without_a_doubt():
    plan = of(row(rec="See children", action="A"), row(action="B"), merged=((1, 1, 2, 1),))

    assert [(link.action, link.target, link.is_carried) for link in plan.links] == [(0, 0, False), (1, 0, True)]
    assert "carried" not in codes(plan)


def test_an_empty_cell_below_a_recommendation_is_carried_with_a_doubt():
    plan = of(row(rec="See children", action="A"), row(action="B"))

    assert len(plan.links) == 2
    assert codes(plan).count("carried") == 1


def test_a_recommendation_that_comes_back_is_the_same_one():
    plan = of(row(rec="See children", action="A"), row(rec="Other", action="B"), row(rec="See children", action="C"))

    assert [link.target for link in plan.links] == [0, 1, 0]


def test_a_header_that_is_printed_again_is_no_action():
    assert len(of(row(action="A"), HEADER, row(action="B")).actions) == 2


def test_later_days_of_a_cell_are_extensions():
    (action,) = of(row(action="A", due="01/03/2026, revised to 30/06/2026")).actions

    assert action.due is not None
    assert (action.due.day, [day.day for day in action.extensions]) == (date(2026, 3, 1), [date(2026, 6, 30)])


def test_a_day_that_the_calendar_lacks_is_a_doubt_with_its_place():
    plan = of(row(action="A", due="31 June 2026"), places=(4, 5))

    assert [d.sentence for d in plan.doubts if d.code == "day"] == [
        "«31 June 2026» is not a day of the calendar (sheet «Plan», row 5, column «Due date»)."
    ]


def test_entries_of_a_progress_cell_keep_their_days_and_their_order():
    found = updates_in("12/03/26: Met twice\nand agreed.\n1 Feb 2026 - Began")

    assert [(u.day and u.day.day, u.text) for u in found] == [
        (date(2026, 3, 12), "Met twice\nand agreed."),
        (date(2026, 2, 1), "Began"),
    ]


# --- days, owners, colours -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, day",
    [
        ("03/05/2026", date(2026, 5, 3)),
        ("3rd of May 26", date(2026, 5, 3)),
        ("2026-05-03", date(2026, 5, 3)),
        ("end of March 2026", date(2026, 3, 31)),
        ("December 2025", date(2025, 12, 31)),
        ("Q3 2025/26", date(2025, 12, 31)),
        ("Q4 2025/26", date(2026, 3, 31)),
        ("Q4 2025", date(2025, 12, 31)),
        ("Q2 25/26", date(2025, 9, 30)),
        ("Quarterly from Jan 2026", None),
        ("ongoing", None),
        ("TBC", None),
        ("31 June 2026", None),
    ],
)
def test_days_are_read_as_the_british_write_them(text: str, day: date | None):
    (found,) = days_in(text)

    assert (found.day, found.words) == (day, text)


@pytest.mark.parametrize(
    "text, agencies",
    [
        ("Council / Health", ["Council", "Health"]),
        ("CSC and Police", ["Children's social care", "Police"]),
        ("Ferrisby Children and Families Service", ["Ferrisby Children and Families Service"]),
    ],
)
def test_owners_are_parted_where_two_bodies_stand(text: str, agencies: list[str]):
    assert [owner.agency for owner in owners_in(text)] == agencies


@pytest.mark.parametrize(
    "role",
    [
        "Head of service, assessment",
        "Det Supt, public protection",
        "Head of PDU",
        "Head of Service, Front Door",
        "Head of Service (Assessment)",
    ],
)
def test_a_role_keeps_the_words_behind_its_comma(role: str):
    assert [(o.words, o.kind) for o in owners_in(role, column=Field.LEAD_ROLE)] == [(role, OwnerKind.ROLE)]


@pytest.mark.parametrize("text", ["Det Supt Example", "Dr Example", "DCI Jo Example"])
def test_control_a_rank_before_a_name_is_an_officer(text: str):
    assert [owner.kind for owner in owners_in(text, column=Field.LEAD_ROLE)] == [OwnerKind.OFFICER]


@pytest.mark.parametrize(
    "text, parts",
    [
        ("Head of Safeguarding (ICB)", ["Head of Safeguarding", "ICB"]),
        ("Fen Council – Head of Quality", ["Fen Council", "Head of Quality"]),
        ("Fen Council: Head of Quality", ["Fen Council", "Head of Quality"]),
        ("Fen Council\nHead of Quality", ["Fen Council", "Head of Quality"]),
    ],
)
def test_an_agency_and_a_role_in_one_cell_are_told_apart(text: str, parts: list[str]):
    assert [owner.words for owner in owners_in(text)] == parts


def test_an_abbreviation_with_a_place_in_an_agency_column_is_a_body():
    (owner,) = owners_in("NPS Tideway")

    assert (owner.kind, owner.agency, owner.place) == (OwnerKind.AGENCY, "Probation", "Tideway")


def test_a_plans_own_abbreviations_are_its_bodies():
    plan = of(row(action="A", lead="GHT"), key="GHT = Gritstone Hospitals NHS Trust")

    assert plan.actions[0].owners[0].agency == "Gritstone Hospitals NHS Trust"


def test_a_heading_that_is_settled_by_its_neighbour_is_no_doubt():
    mapping = propose_mapping(table(("Action", "Lead agency", "Owner"), ("a", "b", "c")))

    assert [column.field for column in mapping.columns][1:] == [Field.LEAD_AGENCY, Field.LEAD_ROLE]
    assert mapping.doubts == ()


def test_a_heading_for_two_things_is_settled_by_the_cells_below_it():
    bodies = propose_mapping(table(("Action", "Lead", "Due"), ("a", "Fen Council", ""), ("b", "Fen Police", "")))
    roles = propose_mapping(table(("Action", "Lead", "Due"), ("a", "Head of PDU", ""), ("b", "Named nurse", "")))

    assert (bodies.columns[1].field, bodies.doubts) == (Field.LEAD_AGENCY, ())
    assert (roles.columns[1].field, roles.doubts) == (Field.LEAD_ROLE, ())


def test_a_recommendation_across_the_table_covers_its_rows_and_a_count_of_them_is_none():
    plan = of(
        ("Recommendation 1 – See children", *[""] * 6),
        row(action="A"),
        ("Recommendation 1: 0 of 1 actions complete", *[""] * 6),
        merged=((1, 0, 1, 7), (3, 0, 1, 7)),
    )

    assert [text.text for text in plan.recommendations] == ["See children"]
    assert [action.text for action in plan.actions] == ["A"]
    assert [link.target for link in plan.links] == [0]


def test_the_name_of_an_officer_is_marked_and_its_role_kept():
    plan = of(row(action="A", lead="Jo Example, Head of Service"))

    assert [o.kind for o in plan.actions[0].owners] == [OwnerKind.OFFICER, OwnerKind.ROLE]
    assert "officer" in codes(plan)
    assert "Jo Example" not in " ".join(doubt.sentence for doubt in plan.doubts)


def test_green_without_a_key_is_complete_and_still_asked_about():
    plan = of(row(action="A", rag="Green"), row(action="B", rag="Amber"), row(action="C", rag="Red"))

    assert [action.delivery for action in plan.actions] == ["reported_complete", "started", NOT_KNOWN]
    assert next(d.readings for d in plan.doubts if d.code == "scheme") == ("reported complete", "started")


@pytest.mark.parametrize("complete", ["Blue", "Complete"])
def test_green_is_on_track_where_its_neighbours_say_complete_otherwise(complete: str):
    plan = of(row(action="A", rag="Green"), row(action="B", rag=complete))

    assert [action.delivery for action in plan.actions] == ["started", "reported_complete"]


def test_a_letter_means_what_its_colour_does_by_the_plans_key():
    plan = of(row(action="A", rag="G"), row(action="B", rag="A"), key="G = on track; A = paused")

    assert [action.delivery for action in plan.actions] == ["started", "paused"]
    assert "scheme" not in codes(plan)


def test_the_key_of_a_plan_says_what_green_is():
    plan = of(row(action="A", rag="Green"), key="Key: Green = complete; Red = overdue")

    assert (plan.actions[0].delivery, plan.scheme.doubts) == ("reported_complete", ())
    assert "scheme" not in codes(plan)


def test_words_of_status_are_kept_and_go_before_the_colour():
    plan = of(row(action="A", rag="Not yet started"), colours=((1, 5, "green"),))

    action = plan.actions[0]
    assert (action.status, action.colour, action.delivery) == ("Not yet started", "green", "agreed")


def test_a_corrected_scheme_is_taken_and_an_unknown_word_is_not_known():
    scheme = Scheme((("green", "verified"),))
    file = FileRead("p.xlsx", (table(HEADER, row(action="A", rag="Green")),))

    plan = read_plan(file, scheme=scheme)

    assert plan is not None
    assert plan.actions[0].delivery == "verified"
    assert propose_scheme(["Wobbly"]).meaning("Wobbly") == NOT_KNOWN


@pytest.mark.parametrize(
    "said",
    [
        "To be completed by June",
        "Complete?",
        "Complete / ongoing",
        "Not yet complete",
        "Completed by 2 of 4",
        "Completed (90%)",
    ],
)
def test_a_word_for_complete_within_others_is_asked_about_and_claims_nothing(said: str):
    plan = of(row(action="A", rag=said))

    assert plan.actions[0].delivery == NOT_KNOWN
    assert any(f"«{said.lower()}»" in doubt.sentence for doubt in plan.scheme.doubts)


@pytest.mark.parametrize(
    ("said", "meaning"),
    [
        ("COMPLETE.", "reported_complete"),
        ("Complete – 30/09/2025", "reported_complete"),
        ("Green – complete", "reported_complete"),
        ("Completed (100%)", "reported_complete"),
        ("Partially complete", "started"),
        ("In progress, see notes", "started"),
        ("Not started", "agreed"),
    ],
)
def test_control_a_status_that_says_no_more_is_taken_as_it_stands(said: str, meaning: str):
    plan = of(row(action="A", rag=said))

    assert (plan.actions[0].delivery, plan.scheme.doubts) == (meaning, ())


def test_a_key_that_says_what_is_to_come_leaves_its_colour_to_a_person():
    plan = of(row(action="A", rag="Amber"), key="Amber = to be completed by the due day")

    assert plan.actions[0].delivery == NOT_KNOWN
    assert "The plan's key calls «amber» «to be completed by the due day»" in plan.scheme.doubts[0].sentence


# --- nothing is lost -------------------------------------------------------------------------------------------------


def kept(plan: Plan) -> Counter[str]:
    texts = [text for action in plan.actions for _, text in action.cells] + [left.text for left in plan.left_over]
    return Counter(word for text in texts for word in words(text))


CELLS = st.one_of(st.sampled_from(["", "Green", "31/06/26", "12/03/26: x\ny", "CSC and Police", *HEADER]), st.text())


@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7).map(tuple), max_size=5), has_key=st.booleans())
@settings(max_examples=100, deadline=None)
def test_no_word_of_any_plan_is_lost(rows: list[tuple[str, ...]], has_key: bool):
    plan = of(*rows, key="Key: Green = complete" if has_key else "")

    plan_to_json(plan)
    said = ["Plan", "Key: Green = complete" if has_key else "", *HEADER, *(cell for r in rows for cell in r)]
    assert kept(plan) == Counter(word for text in said for word in words(text))


def test_control_a_lost_cell_would_be_seen():
    plan = of(row(action="Alpha"))

    assert kept(plan) != Counter(["Plan", *words(" ".join(HEADER)), "Alpha", "Gone"])


def test_a_general_word_means_the_one_body_that_the_plan_names_so():
    plan = of(row(action="A", lead="Easthaven Police"), row(action="B", lead="Police"))
    two = of(
        row(lead="Easthaven Police", action="A"), row(lead="Marsh Police", action="B"), row(lead="Police", action="C")
    )

    assert [action.owners[0].agency for action in plan.actions] == ["Easthaven Police"] * 2
    assert two.actions[2].owners[0].agency == "Police"
