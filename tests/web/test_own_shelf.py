"""A pathway, a form and a register of a partnership's own shelf: walls, search, figure, export and gate as for ours."""

import json
import re
from datetime import timedelta

import pytest

from lineofsight.assurance.models import Evidence
from lineofsight.library.shelf import OURS, load
from lineofsight.partnership.models import Agency
from lineofsight.partnership.rules import PERSONAL_ROLES, Role
from lineofsight.publication.actions.editions import open_edition
from lineofsight.publication.exported import read_exported
from lineofsight.publication.exporting import export_edition
from lineofsight.publication.judging import gate
from lineofsight.trail.refs import new_ref
from tests.factories import register_rows, rows
from tests.factories.partnership import TODAY, actor, member, partnership
from tests.library.followed import checked, saved
from tests.library.shelves import HEADING, put
from tests.web.pages import words_of
from tests.web.rounds.conftest import clock, signed_in

__all__ = ["clock"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres_at_length(
        reason="what the walls let through is tried on both in tests/matrix",
        but=("test_a_figure_over_an_own_register_is_counted_again_by_the_gate_and_goes_out_with_the_edition",),
    ),
]

COPIED = ("pathways/keeping-babies-safe", "instruments/cannabis-assessment", "registers/scrutiny-panel")
ADDRESSES = (
    "/pathways?of={0}keeping-babies-safe",
    "/forms/about/{0}cannabis-assessment",
    "/registers?of={0}scrutiny-panel",
    "/registers/new?of={0}scrutiny-panel",
    "/registers/download?of={0}scrutiny-panel",
)
ID = "homes-offered"
OFFERED = (
    HEADING
    + """\
version: 1
question: How often was a home offered?
theme: plans-for-children
unit: {one: item, many: items}
face: register-answers
kind: full count
window: a period
direction: higher is better
shows: counted
by: agency
population:
  words: items of the placement meeting in the period
  where:
    all:
      - {column: register, equals: placement-meeting}
      - {column: question, equals: offered}
      - {column: entry_date, on_or_after: period_from}
      - {column: entry_date, on_or_before: period_to}
numerator:
  words: those with a home or more
  where: {not: {column: number, equals: 0}}
"""
)
ITEM = "{entry: e1, question: offered, agency: Council, register: placement-meeting, entry_date: 2026-01-05, number: 2}"
PERIOD = "as_at: 2026-03-31, period_from: 2025-04-01, period_to: 2026-03-31"
NONE = "[{n: 0, of: 0, words: no cases}]"
ONE = '[{n: 1, of: 1, words: "1 of 1 (100%)"}, {group: Council, n: 1, of: 1, words: "1 of 1 (100%)"}]'
EXAMPLES = "examples:\n" + "".join(
    f"  - {{name: '{name}', says: Counted., {PERIOD}, rows: {{register-answers: [{rows}]}}, figures: {figures}}}\n"
    for name, rows, figures in (
        ("plain: two homes", ITEM, ONE),
        ("edge: another register", ITEM.replace("placement-meeting", "advice-line"), NONE),
        ("empty: none", "", NONE),
    )
)


@pytest.fixture
def copies(tmp_path, settings) -> None:
    """Three files of ours under ids of a partnership's own, so that nothing differs but whose they are."""
    for name in COPIED:
        folder, _, id = name.partition("/")
        for ending in (".yaml", ".examples.yaml"):
            text = (OURS / f"{name}{ending}").read_text(encoding="utf-8")
            put(tmp_path, f"{folder}/own-{id}{ending}", text.replace(f"id: {id}\n", f"id: own-{id}\n", 1))
    settings.LOS_SHELF = str(tmp_path)
    assert load(tmp_path).faults == ()


@pytest.mark.parametrize("role", PERSONAL_ROLES)
def test_whoever_may_see_ours_and_nobody_else_may_see_an_own_one_like_it(copies, role):
    bodies = partnership()
    for body in (bodies.council, bodies.health):
        browser = signed_in(member(role, body))
        for address in ADDRESSES:
            ours, own = browser.get(address.format("")), browser.get(address.format("own-"))
            assert (own.status_code, role, address) == (ours.status_code, role, address)


def test_control_some_may_see_them_and_some_may_not(copies):
    bodies = partnership()
    people = [(Role.TEAM_MANAGER, bodies.council), (Role.TEAM_MANAGER, bodies.health), (Role.LEADER, bodies.council)]

    found = []
    for person in people:
        browser = signed_in(member(*person))
        found.append([browser.get(address.format("own-")).status_code for address in ADDRESSES])

    assert found[0] == [200] * 5
    assert set(found[1]) > {200}
    assert 200 not in found[2]


@pytest.mark.parametrize("kind", ["pathway", "form", "register"])
def test_a_search_finds_an_own_one_where_it_finds_ours(copies, kind):
    words = {"pathway": "babies safe", "form": "cannabis", "register": "scrutiny panel"}[kind]
    bodies = partnership()

    def found(role: Role, body: Agency) -> set[str]:
        answer = signed_in(member(role, body)).post("/search", {"words": words, "kind": kind})
        return set(re.findall(r'href="(/[^"]*(?:babies|cannabis|scrutiny)[^"]*)"', answer.content.decode()))

    seen = found(Role.TEAM_MANAGER, bodies.council)
    assert {one.replace("own-", "") for one in seen if "own-" in one} == {one for one in seen if "own-" not in one}
    assert seen
    assert found(Role.LEADER, bodies.council) == set()


@pytest.fixture
def edition(tmp_path, settings):
    """An edition of one sentence, which rests on a figure of an own measure over an own register."""
    put(saved("add-a-register.md", tmp_path), f"measures/{ID}.yaml", OFFERED)
    put(tmp_path, f"measures/{ID}.examples.yaml", EXAMPLES)
    settings.LOS_SHELF = str(tmp_path)
    assert checked(tmp_path)[1] == ""
    bodies = partnership()
    statement = rows.statement(rows.review(bodies.hub), bodies.council, text="A home was offered for each child.")
    lead = member(Role.SAFEGUARDING_LEAD, bodies.council)
    analyst = member(Role.ANALYST, bodies.council)
    given = {"register": "placement-meeting", "entry_date": TODAY - timedelta(days=30), "state": "recorded"}
    for number in range(40):
        entry = register_rows.entry(bodies.council, lead, body='{"because":"planned"}', **given)
        body = {"decision": "agreed", "child-asked": True, "offered": int(number > 9)}
        register_rows.recording(entry, body=json.dumps(body), made_date=given["entry_date"])
    answer = signed_in(analyst).post(f"/measures/{ID}/evidence", {"statements": [statement.ref], "key": new_ref()})
    assert answer.status_code == 302, words_of(answer.content.decode())
    Evidence.objects.update(state="accepted")
    unit = member(Role.BUSINESS_MANAGER, bodies.hub)
    opened = open_edition(review=statement.review, by=actor(Role.BUSINESS_MANAGER, bodies.hub, person=unit))
    words = {
        "edition": opened.ref,
        "words": "A home was offered for {F1}.",
        "began": statement.current.sha,
        "do": "save",
    }
    assert signed_in(unit).post(f"/statements/{statement.ref}/words", words).status_code == 302
    return opened


def refusals(file: bytes) -> set[str]:
    """What the gate says of the figure in a file that was taken out."""
    judged = read_exported(file).judged(wording_rules=())
    return {one.code for one in judged.refusals if one.code.startswith("figure")}


def test_a_figure_over_an_own_register_is_counted_again_by_the_gate_and_goes_out_with_the_edition(edition):
    unit = actor(Role.BUSINESS_MANAGER, edition.agency)

    file = export_edition(edition=edition, by=unit)

    whole = json.loads(file)
    (figure,) = whole["recomputed"].values()
    assert (figure["measure_id"], figure["n"], figure["of"]) == (ID, 30, 40)
    assert whole["edition"]["sections"][0]["lines"][0]["wording"] == "A home was offered for about 30 of 40 (75%)."
    assert refusals(file) == set()
    figure["n"] = 31
    assert refusals(json.dumps(whole).encode()) == {"figure.differs"}


def test_a_figure_whose_measure_is_on_no_shelf_any_more_is_refused_in_a_sentence(edition, settings):
    settings.LOS_SHELF = ""

    _, result = gate(edition, actor(Role.BUSINESS_MANAGER, edition.agency))

    assert {"figure.no_longer_computes"} <= {one.code for one in result.refusals}


WHERE = OFFERED.partition("  where:")[2].partition("numerator:")[0]
PER = "told: ratio\nratio_is: each\nper: {one: item, many: items}"
MEAN = (
    OFFERED.partition("numerator:")[0].replace(
        "unit: {one: item, many: items}", f"unit: {{one: home, many: homes}}\n{PER}"
    )
    + f"numerator:\n  words: homes\n  sum: number\n  where:{WHERE}"
)
MEANS = EXAMPLES.replace("n: 1, of: 1", "n: 2, of: 1").replace("1 of 1 (100%)", "2 homes for 1 item (2.0 each)")


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("items of the placement meeting", True), ("items about children of the placement meeting", False)],
)
def test_a_ratio_that_would_tell_a_few_children_exactly_is_told_when_it_is_checked(tmp_path, words, is_told):
    put(
        saved("add-a-register.md", tmp_path),
        f"measures/{ID}.yaml",
        MEAN.replace("items of the placement meeting", words),
    )
    put(tmp_path, f"measures/{ID}.examples.yaml", MEANS)

    said, wrong = checked(tmp_path)

    assert wrong == ""
    assert (f"measures/{ID}.yaml: the public reads its number of items exactly" in said) is is_told
