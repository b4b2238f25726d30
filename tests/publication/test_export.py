"""The demonstration's edition, taken out as a file: whoever edits a lie into it is refused with the right reason."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings

from lineofsight.assurance.shelf import wording_rules
from lineofsight.partnership.queries import actor_in_role
from lineofsight.partnership.rules import Role
from lineofsight.publication.content.edition import wording_sha
from lineofsight.publication.exported import read_exported
from lineofsight.publication.exporting import export_edition
from lineofsight.publication.judging import gate
from lineofsight.publication.queries.editions import find_edition
from lineofsight.trail.models import Event
from tests.journeys.product import DAY, Product
from tests.story import is_as_always

pytestmark = pytest.mark.django_db
ONE = pytest.mark.sqlite_only(reason="a file is judged without a database; its days are those of the story on SQLite")

AS_AT = date.fromisoformat(DAY)
NOON = datetime.combine(AS_AT, time(12), tzinfo=UTC)
NAME = "Wilma Oddfellow"
File = dict[str, Any]


@pytest.fixture(scope="module")
def editions(told: Product, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[str, str]]:
    """Look into a copy of the demonstration, instead of the tests' database: the published edition and the draft."""
    copy = told.copied_to(tmp_path_factory.mktemp("export") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES_ROOT", copy.folder / "files")
        patch.setattr(settings, "KEYS_ROOT", copy.folder / "keys")
        patch.setattr(settings, "PSEUDONYM_KEYS_ROOT", copy.folder / "pseudonym-keys")
        with django_db_blocker.unblock(), copy.opened():
            yield copy.story()["published"], copy.story()["draft"]


@pytest.fixture
def file(editions) -> File:
    """The published edition of the demonstration, as on the day on which it was published."""
    # Weeks later statements have come, evidence has ended and the searches are old.
    unit = actor_in_role(Role.BUSINESS_MANAGER, now=NOON)
    whole: File = json.loads(export_edition(edition=find_edition(unit, editions[0]), by=unit))
    return whole


def lines(whole: File) -> list[dict[str, Any]]:
    return [line for section in whole["edition"]["sections"] for line in section["lines"]]


def line(whole: File, number: int) -> dict[str, Any]:
    return next(line for line in lines(whole) if line["number"] == number)


def reworded(whole: File, number: int, old: str, new: str, *, signed: bool = True) -> dict[str, Any]:
    """The sentence with other words, in its quotations and figures too; signed again as it then stands."""
    found = line(whole, number)
    assert old in found["wording"]
    found["wording"] = found["wording"].replace(old, new)
    for part in (*found["quotations"], *found["figures"]):
        part["text"] = part["text"].replace(old, new)
    if signed:
        found["wording_sha"] = wording_sha(found["wording"])
        for signature in found["signatures"]:
            signature["wording_sha"] = found["wording_sha"]
    return found


def put(thing: dict[str, Any], **values: Any) -> None:
    thing.update(values)


def children(n: int, of: int, *, text: str, last: str) -> dict[str, Any]:
    """A figure about children, stated for the months from January 2026."""
    return {
        "number": "F4.1",
        "text": text,
        "value": text.split()[1],
        "unit": "count",
        "denominator": int(text.split()[3]),
        "comparator": "~",
        "stated": {
            "n": n,
            "of": of,
            "definition": "children whose parents were met before the birth",
            "source": "Terms of reference of the planning meeting",
            "period_from": "2026-01-01",
            "period_to": last,
        },
    }


def before(whole: File, change: Callable[[File], None]) -> None:
    """An edition before this one, the same but for a change."""
    earlier = deepcopy({"edition": whole["edition"]})
    change(earlier)
    whole["earlier"] = [earlier["edition"]]


def differs_by_three(whole: File) -> None:
    met = reworded(whole, 4, "unborn babies.", "unborn babies; about 45 of 60 parents were met.")
    met["figures"] = [children(43, 61, text="about 45 of 60", last="2026-04-30")]
    before(
        whole,
        lambda earlier: put(line(earlier, 4), figures=[children(40, 61, text="about 40 of 60", last="2026-03-31")]),
    )


def swap(values: dict[str, Any]) -> None:
    values["n"], values["of"] = values["of"], values["n"]


def figure(whole: File, number: int) -> dict[str, Any]:
    return line(whole, number)["figures"][0]


def recomputed(whole: File) -> dict[str, Any]:
    return next(iter(whole["recomputed"].values()))


def source(whole: File) -> str:
    return next(iter(whole["sources"]))


LIES: dict[str, tuple[str, Callable[[File], object]]] = {
    "a word in a quotation": ("quotation.words_changed", lambda f: reworded(f, 6, "made early", "made later")),
    "a dropped «not»": ("quotation.words_left_out", lambda f: reworded(f, 13, "are not always", "are always")),
    "cut before «but»": (
        "quotation.cut_before_turn",
        lambda f: reworded(f, 13, ", but the reasons are not always recorded", ""),
    ),
    "another report's text": (
        "quotation.source_changed",
        lambda f: put(f["sources"], **{source(f): f["sources"][source(f)] + " Visits are excellent."}),
    ),
    "no report": ("quotation.source_not_supplied", lambda f: f["sources"].clear()),
    "quoted about another council": (
        "quotation.other_council",
        lambda f: put(line(f, 6)["quotations"][0], about=["Another Council"]),
    ),
    "a stale figure": ("figure.differs", lambda f: put(recomputed(f), n=9)),
    "n and N swapped, stated": ("figure.impossible", lambda f: swap(figure(f, 5)["stated"])),
    "n and N swapped, computed": ("figure.impossible", lambda f: swap(figure(f, 18)["measured"]["figure"])),
    "n and N swapped, computed again": ("figure.no_longer_computes", lambda f: swap(recomputed(f))),
    "another percentage": ("figure.sentence_differs", lambda f: reworded(f, 5, "34 (85%)", "34 (95%)")),
    "another whole": ("figure.sentence_differs", lambda f: reworded(f, 5, "Of the 40 plans", "Of the 50 plans")),
    "a period to come": ("figure.wrong_period", lambda f: put(figure(f, 5)["stated"], period_to="2026-08-31")),
    "no period": (
        "figure.no_period",
        lambda f: put(figure(f, 5)["stated"], period_from=None, period_to=None, as_at_date=None),
    ),
    "no definition": ("figure.no_definition", lambda f: put(figure(f, 5)["stated"], definition=" ")),
    "released otherwise": (
        "figure.released_otherwise",
        lambda f: before(f, lambda earlier: put(figure(earlier, 5)["stated"], n=30)),
    ),
    "another council's evidence": (
        "evidence.other_council",
        lambda f: put(line(f, 4)["basis"][0], about=["Another Council"]),
    ),
    "expired evidence": ("evidence.expired", lambda f: put(line(f, 8)["basis"][0], valid_until="2026-05-12")),
    "no evidence": ("evidence.none", lambda f: put(line(f, 9), basis=[])),
    "marked too high": ("shown.above_evidence", lambda f: put(line(f, 5), shows=5)),
    "a claim": ("wording.above_shown", lambda f: reworded(f, 11, "gave", "has improved oversight: it gave")),
    "all without N of N": ("all.no_count", lambda f: reworded(f, 14, "and parents", "and all parents")),
    "done, not intended": ("kind.reads_as_intention", lambda f: put(line(f, 10), kind="progress")),
    "changed and not signed": (
        "signed.earlier_wording",
        lambda f: reworded(f, 4, "monthly", "weekly", signed=False),
    ),
    "changed, and its mark was not": (
        "signed.changed",
        lambda f: reworded(f, 2, "have said", "have never said", signed=False),
    ),
    "nobody signed": ("signed.missing", lambda f: put(line(f, 7), signatures=[])),
    "a view kept back": (
        "signed.view_not_printed",
        lambda f: put(line(f, 7)["signatures"][0], agrees=False, different_view="No.", is_view_printed=False),
    ),
    "a name in a footnote": (
        "name.registered",
        lambda f: put(f, names=[NAME]) or figure(f, 18)["measured"]["figure"]["caveats"].append(f"By {NAME}."),
    ),
    "an age": ("points.age", lambda f: reworded(f, 1, "was hurt", "was hurt at the age of 2")),
    "a postcode in a title": ("points.address", lambda f: put(line(f, 4)["basis"][0], title="Minutes, ZZ1 4AB")),
    "a letter nobody sees": ("text.unseen", lambda f: put(f["edition"]["sections"][0], title="Intro\u200bduction")),
    "three children": ("small.too_few", lambda f: reworded(f, 4, "unborn babies", "3 unborn babies")),
    "a small number by difference": ("small.by_difference", differs_by_three),
    "nothing is open": ("open.missing", lambda f: put(f["edition"], open_items=[])),
    "no help": ("support.missing", lambda f: put(f["edition"], support_line="")),
}
TRUE: dict[str, Callable[[File], object]] = {
    "nothing changed": lambda f: None,
    "another title of evidence": lambda f: put(line(f, 22)["basis"][0], title="Terms of the planning meeting"),
    "evidence until today": lambda f: put(line(f, 8)["basis"][0], valid_until="2026-05-13"),
    "evidence without a last day": lambda f: put(line(f, 8)["basis"][0], valid_until=None),
    "evidence about two councils": lambda f: line(f, 4)["basis"][0]["about"].append("Another Council"),
    "marked lower": lambda f: put(line(f, 5), shows=2),
    "reworded and signed again": lambda f: reworded(f, 4, "monthly planning meeting", "planning meeting each month"),
    "a gap that is shown": lambda f: reworded(f, 6, "made early and are shared", "made early and … shared"),
    "a no-break space in a quotation": lambda f: reworded(f, 6, "unborn babies", "unborn\u00a0babies"),
    "another day for an intention": lambda f: put(line(f, 10), due_date="2026-12-31"),
    "a different view that is printed": lambda f: put(
        line(f, 7)["signatures"][0], agrees=False, different_view="We were told later."
    ),
    "rows touched, counted the same": lambda f: put(recomputed(f), snapshot_sha="5" * 64),
    "a further caveat": lambda f: figure(f, 18)["measured"]["figure"]["caveats"].append("Counted once."),
    "another section title": lambda f: put(f["edition"]["sections"][0], title="About this Summary"),
    "names that stand nowhere": lambda f: put(f, names=[NAME, "Wex"]),
    "an edition before, with the same figures": lambda f: before(f, lambda earlier: None),
    "a corrected figure": lambda f: (
        before(f, lambda earlier: put(figure(earlier, 5)["stated"], n=30)),
        reworded(f, 5, "good or better.", "good or better. The last Summary said 30; that was corrected."),
    ),
    "another thing that is open": lambda f: put(f["edition"]["open_items"][0], text="The police have not answered."),
    "another line about help": lambda f: put(f["edition"], support_line="Ring 01632 960123 or 999."),
    "a source that nobody quotes": lambda f: put(f["sources"], another="Words of another report."),
    "children, rounded": lambda f: put(
        reworded(f, 4, "unborn babies.", "unborn babies; about 45 of 60 parents were met."),
        figures=[children(43, 61, text="about 45 of 60", last="2026-04-30")],
    ),
    "one opinion less": lambda f: put(line(f, 4), opinion=None),
}


def refused(whole: File) -> dict[str, str]:
    exported = read_exported(json.dumps(whole).encode())
    result = exported.judged(wording_rules=wording_rules(on=exported.today))
    return {refusal.code: refusal.reason for refusal in result.refusals}


@ONE
def test_each_lie_that_is_edited_into_the_file_is_refused_with_its_code(file):
    let_through = {}
    for name, (code, edit) in LIES.items():
        edited = deepcopy(file)
        edit(edited)
        if code not in (codes := refused(edited)):
            let_through[name] = (code, sorted(codes))

    assert len(LIES) >= 30
    assert let_through == {}


@ONE
def test_each_true_edit_of_the_file_passes(file):
    wrongly_refused = {}
    for name, edit in TRUE.items():
        edited = deepcopy(file)
        edit(edited)
        if codes := refused(edited):
            wrongly_refused[name] = codes

    assert len(TRUE) >= 20
    assert wrongly_refused == {}


def test_the_story_is_the_same_on_both_databases_each_as_at_its_day(editions):
    is_as_always(AS_AT, *editions)


def test_the_file_is_judged_as_the_edition_is_and_the_trail_says_who_took_it_out(editions):
    unit = actor_in_role(Role.BUSINESS_MANAGER, now=NOON)
    edition = find_edition(unit, editions[1])

    exported = read_exported(export_edition(edition=edition, by=unit))

    _, inside = gate(edition, unit)
    outside = exported.judged(wording_rules=wording_rules(on=exported.today))
    # The partners approve what stands in the service; a file is not asked for that.
    told = [(one.place, one.code) for one in inside.refusals if not one.code.startswith("approval.")]
    assert [(one.place, one.code) for one in outside.refusals] == told
    assert len(told) < len(inside.refusals)
    assert len(exported.earlier) == 2
    assert Event.objects.filter(act="edition.exported", actor_ref=unit.ref).count() == 1


# Days after it was published: which sentences rest on nothing that is current, and how many searches are too old. Three
# searches were made nine days before, one the day before; a letter ends after a month, a guide after two.
LATER: dict[int, tuple[set[int], int]] = {
    -1: (set(), 0),
    0: (set(), 0),
    21: (set(), 0),
    22: (set(), 3),
    29: (set(), 3),
    30: (set(), 4),
    31: ({38}, 4),
    60: ({38}, 4),
    61: ({8, 38}, 4),
    340: ({8, 38}, 4),
}
# And before: what is told was still to come.
BEFORE: dict[int, set[str]] = {
    -8: {"search.later", "approval.later"},
    -9: {"days.edition_later", "search.later", "approval.later"},
    -13: {"days.edition_later", "search.later", "signed.later", "family.later", "approval.later"},
}


def on_day(whole: File, after: int) -> tuple[date, list[Any]]:
    day = date.fromisoformat(whole["today"]) + timedelta(days=after)
    exported = read_exported(json.dumps({**whole, "today": day.isoformat()}).encode())
    return day, list(exported.judged(wording_rules=wording_rules(on=day)).refusals)


@ONE
def test_the_file_is_judged_as_of_whatever_day_stands_in_it(file):
    for after, (ended, old) in LATER.items():
        _, found = on_day(file, after)
        codes = [refusal.code for refusal in found]

        assert {refusal.place for refusal in found if refusal.code == "evidence.expired"} == {
            f"Sentence {number}" for number in ended
        }, after
        assert codes.count("search.old") == old, after
        assert set(codes) <= {"evidence.expired", "search.old"}, after
    for before_it, codes_then in BEFORE.items():
        assert {refusal.code for refusal in on_day(file, before_it)[1]} == codes_then, before_it


@ONE
def test_a_year_on_every_sentence_whose_evidence_has_ended_is_refused_and_no_other(file):
    day, found = on_day(file, 341)
    ended = {
        f"Sentence {line['number']}"
        for line in lines(file)
        if line["kind"] in ("progress", "adverse")
        and all(item["valid_until"] and date.fromisoformat(item["valid_until"]) < day for item in line["basis"])
    }

    assert len(ended) > 20
    assert {refusal.place for refusal in found if refusal.code == "evidence.expired"} == ended
