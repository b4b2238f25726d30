"""The coverage map from plain rows: what a place shows, and what is found against a sentence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lineofsight.assurance.rules.can_show import Facts, one_page
from lineofsight.assurance.rules.coverage import (
    Behind,
    Figure,
    FindingKind,
    Said,
    cell_of,
    cells,
    findings,
    sentences_with,
    theme_of,
    totals,
    weakest,
)
from lineofsight.intake.documents import SentenceKind
from lineofsight.library.scales import Shows, WhoSays

NAMES = {"council": "the Council", "health": "the Trust"}


def behind(source: str = "minutes", **facts) -> Behind:
    return Behind(**({"source": source, "name": source, "who": WhoSays.OWNER} | facts))


def quoted(**facts) -> Behind:
    given = {"who": WhoSays.INDEPENDENT, "is_quotation": True, "about": "council", "until": date(2025, 3, 31)}
    return behind("inspection", **(given | facts))


def said(ref: str = "a", **facts) -> Said:
    given = {
        "ref": ref,
        "position": 1,
        "paragraph": "",
        "theme": "babies",
        "agency": "council",
        "kind": "progress",
        "shows": Shows.SAID,
    }
    return Said(**(given | facts))


def kinds(*rows: Said) -> list[FindingKind]:
    return [one.kind for one in findings(rows, NAMES)]


def whys(*rows: Said) -> list[str]:
    return [one.why for one in findings(rows, NAMES)]


def test_a_place_shows_the_lower_median_so_that_one_strong_sentence_does_not_carry_the_weak():
    cell = cell_of([said(shows=level) for level in (Shows.OUTCOME, Shows.SAID, Shows.SAID, Shows.COUNTED)])

    assert (cell.shows, cell.count) == (Shows.SAID, 4)
    assert (cell.weakest, cell.weakest_count) == (Shows.SAID, 2)


def test_what_tells_of_the_review_itself_is_not_on_the_map():
    assert cells([said(kind="context")]) == {}


def test_independent_voices_are_counted_by_sentence_with_the_latest_day():
    older = behind("court", who=WhoSays.INDEPENDENT, told_on=date(2025, 1, 1))
    newer = behind("inspection", who=WhoSays.INDEPENDENT, told_on=date(2025, 11, 1))
    cell = cell_of([said(behind=(older, newer)), said(behind=(behind(),))])

    assert (cell.independent, cell.independent_on) == (1, date(2025, 11, 1))


def test_what_expired_or_was_withdrawn_shows_only_where_nothing_else_counts():
    gone = behind(is_current=False, withdrawn=date(2026, 6, 2))
    past = behind(is_current=False, has_expired=True)

    assert cell_of([said(behind=(gone,))]).withdrawn == date(2026, 6, 2)
    assert cell_of([said(behind=(past,))]).has_expired
    assert cell_of([said(behind=(gone, past, behind("audit")))]).withdrawn is None


def test_the_same_assessment_as_quotation_and_as_evidence_is_one_source():
    evidence = replace(quoted(), is_quotation=False)

    assert kinds(said(behind=(quoted(), evidence))) == [FindingKind.ONE_SOURCE]
    assert kinds(said(behind=(quoted(), behind("audit")))) == []


def test_a_file_that_was_offered_twice_is_one_source_and_told_as_one():
    twice = said(behind=(behind("file 7", name="E1 «Minutes»"), behind("file 7", name="E2 «Audit»")))

    assert kinds(twice) == [FindingKind.ONE_SOURCE]
    assert whys(twice) == ["E1 «Minutes» and E2 «Audit» are one file."]


def test_a_quotation_is_older_than_the_latest_claim_of_its_paragraph():
    claim = said("claim", paragraph="5", since=date(2025, 6, 1))
    voice = said("voice", paragraph="5", kind="quotation", behind=(quoted(),))

    assert FindingKind.OLDER in kinds(claim, voice)
    assert "looked until 31 March 2025; what it stands beside began on 1 June 2025" in " ".join(whys(claim, voice))
    assert FindingKind.OLDER not in kinds(replace(claim, since=date(2025, 3, 31)), voice)
    assert FindingKind.OLDER not in kinds(replace(claim, paragraph="6"), voice)


def test_a_quotation_about_one_body_beside_a_claim_of_another_is_found():
    claim = said("claim", paragraph="5", agency="health")
    voice = said("voice", paragraph="5", kind="quotation", behind=(quoted(),))

    assert FindingKind.OTHER_COUNCIL in kinds(claim, voice)
    assert "inspection is about the Council; the sentence is the Trust’s." in whys(claim, voice)
    assert FindingKind.OTHER_COUNCIL not in kinds(replace(claim, agency="council"), voice)
    assert FindingKind.OTHER_COUNCIL not in kinds(replace(claim, agency=""), voice)


@pytest.mark.parametrize(("counted", "is_found"), [((), True), (((9, 10),), True), (((10, 10),), False)])
def test_all_needs_n_of_n(counted, is_found):
    row = said(claims=("All",), counted=counted)

    assert (FindingKind.ALL_WITHOUT_COUNT in kinds(row)) is is_found


def test_an_aim_that_says_all_is_told_as_an_aim():
    assert "It is an aim" in whys(said(kind="intention", claims=("all",)))[0]


def test_a_figure_needs_its_base_unless_a_count_stands_behind_the_sentence():
    share = Figure(text="75%", value=Decimal(75), unit="percent", comparator="=")

    assert kinds(said(figures=(share,))) == [FindingKind.NO_BASE]
    assert kinds(said(figures=(share,), counted=((3, 4),))) == []
    assert kinds(said(figures=(replace(share, of=40),))) == []


@pytest.mark.parametrize(
    ("figure", "counted", "is_found"),
    [
        (("75%", 75, "percent", "="), (15, 22), True),  # 68 %
        (("75%", 75, "percent", "="), (36, 48), False),
        (("Over 95%", 95, "percent", ">"), (187, 190), False),
        (("Over 95%", 95, "percent", ">"), (170, 190), True),
        (("Less than 30%", 30, "percent", "<"), (7, 25), False),
        (("Over 40", 40, "count", ">"), (37, 43), False),  # as many as were asked
        (("Over 40", 40, "count", ">"), (30, 38), True),
        (("About 70%", 70, "percent", "~"), (17, 25), False),
        (("About 70%", 70, "percent", "~"), (9, 25), True),
    ],
)
def test_a_figure_that_is_not_what_is_counted_behind_it_is_found(figure, counted, is_found):
    text, value, unit, comparator = figure
    stated = Figure(text=text, value=Decimal(value), unit=unit, comparator=comparator)
    n, of = counted

    told = whys(said(figures=(stated,), counted=(counted,)))

    assert told == ([f"«{text}»: of how many is not said, and what is counted behind it is {n} of {of}."] * is_found)


def test_a_share_is_read_beside_the_count_of_its_own_sentence():
    many = Figure(text="Over forty", value=Decimal(40), unit="count", comparator=">")
    share = Figure(text="86%", value=Decimal(86), unit="percent", comparator="=")

    told = whys(said(figures=(many, share)))

    assert told[0] == "«Over forty»: of how many is not said."
    assert told[1].startswith("If «86%» is of «over forty», that number can be 42 to 44")


def test_the_totals_count_paragraphs_and_not_sentences():
    rows = [
        said("a", paragraph="1"),
        said("b", paragraph="1", kind="quotation", behind=(quoted(),)),
        said("c", paragraph="2", kind="quotation", behind=(quoted(),)),
        said("d", paragraph="3", agency="health"),
    ]
    counted = totals(rows, findings(rows, NAMES))

    assert (counted.paragraphs, counted.quoting, counted.paired) == (3, 2, 1)
    assert (counted.sources, counted.about, counted.agencies) == (1, 1, 2)
    assert counted.undated_pairs == 1


def test_a_quotation_of_nobody_is_no_source_that_can_be_cited():
    row = said(kind="quotation", behind=(quoted(is_citable=False),))

    assert totals([row], ()).sources == 0


def test_the_weakest_come_first_and_quotations_are_not_among_them():
    bare = said("bare", position=3)
    bold = said("bold", position=4, claims=("all",))
    held = said("held", position=1, behind=(behind(),))
    rows = [held, bare, bold, said("voice", kind="quotation")]

    assert weakest(rows, findings(rows, NAMES)) == ("bold", "bare", "held")
    assert weakest(rows, (), most=1) == ("bare",)


def test_a_heading_belongs_to_the_theme_whose_words_come_first_in_it():
    themes = {"plans": ("care planning",), "court": ("family court", "court"), "work": ("workforce",)}

    assert theme_of("Care planning and the family court", themes) == "plans"
    assert theme_of("The Family Court", themes) == "court"
    assert theme_of("Something else", themes) == "Something else"


def facts(*rows: Said, **more) -> Facts:
    found = findings(rows, NAMES)
    given = {"found": {}, "silent": (), "themes_without": (), "asked": 0, "open_items": 0}
    return Facts(rows=rows, totals=totals(rows, found), **(given | more))


def test_the_one_page_says_what_is_shown_and_what_is_not_and_asks_about_the_widest_gap_first():
    page = one_page(
        facts(
            said("a", shows=Shows.QUALITY_CHECKED, behind=(behind(),)),
            said("b"),
            silent=("The Police", "The Board"),
        )
    )

    assert page.shown == ("a",)
    assert page.can[0] == "Of 2 sentences about what was done, 1 rests on a count, a check or a measured change."
    assert "1 of 2 sentences about what was done rests on no current evidence and on nobody’s words." in page.cannot
    assert page.ask[0] == "Who asks the Police and the Board what they did, and by when?"
    assert "The Police and the Board say nothing in it: each a statutory safeguarding partner." in page.cannot
    assert any("children, parents or workers" in sentence for sentence in page.cannot)


def test_what_is_doubted_is_not_among_what_can_be_shown_and_is_counted():
    rows = (said("a", shows=Shows.COUNTED, behind=(behind(),)), said("b", shows=Shows.COUNTED, behind=(behind(),)))

    page, control = one_page(facts(*rows, doubted=frozenset({"b"}))), one_page(facts(*rows))

    assert page.shown == ("a",)
    # As many as the first screen of the edition says; what is doubted of them comes out below.
    assert page.can[0] == control.can[0]
    assert page.can[0] == "Of 2 sentences about what was done, 2 rest on a count, a check or a measured change."
    assert page.cannot[0].startswith("Of these 2, 1 is challenged, or says a number")
    assert control.shown == ("a", "b")
    assert not any("challenged" in told for told in control.cannot)


def test_the_one_page_counts_what_it_has_no_room_to_print():
    page = one_page(facts(*(said(str(n), shows=Shows.COUNTED, behind=(behind(),)) for n in range(9))))

    assert (len(page.shown), page.shown_more) == (5, 4)


def test_an_empty_review_has_a_page_without_a_claim():
    page = one_page(facts(asked=1))

    assert page.shown == ()
    assert page.cannot == ()


def test_the_one_page_counts_what_quotes_too_and_says_what_it_leaves_out():
    page = one_page(facts(said("a"), said("b", kind=SentenceKind.CONTEXT), said("c", kind=SentenceKind.QUOTATION)))

    assert page.can[0].startswith("Of 2 sentences about what was done, 0 rest")
    assert page.can[-1].endswith("1 more is about the review itself.")
    assert not any("about the review itself" in one for one in one_page(facts(said("a"))).can)


def test_words_that_are_quoted_are_no_evidence():
    row = said("a", behind=(quoted(),))

    assert not row.is_evidenced
    assert said("b", behind=(quoted(), behind())).is_evidenced
    page = one_page(facts(row))
    assert page.can[1].startswith("0 of them rest on current evidence;")
    assert not any("nobody’s words" in told for told in page.cannot)


def test_a_sentence_with_two_old_sources_is_one_sentence():
    old = date(2023, 1, 1)
    row = said("a", since=date(2025, 1, 1), behind=(behind("one", until=old), behind("two", until=old)))
    found = findings([row], NAMES)

    assert sum(one.kind is FindingKind.OLDER for one in found) == 2
    assert sentences_with(FindingKind.OLDER, found) == ("a",)
