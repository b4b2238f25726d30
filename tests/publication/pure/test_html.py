"""The static edition: the same bytes, no script, nothing hidden behind a click, nothing that is not public."""

import json
import re
from dataclasses import replace
from datetime import date
from posixpath import dirname, join, normpath

import pytest

from lineofsight.library.scales import Scope, Shows
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import (
    BasisState,
    EditionContent,
    Line,
    NothingOpen,
    OpenItem,
    OpenKind,
    Voices,
)
from lineofsight.publication.render import files as edition_files
from lineofsight.publication.render.html import POLICY, render
from lineofsight.publication.render.pages import shown_rows
from lineofsight.publication.render.sentences import printed
from lineofsight.publication.render.words import NUMBERS_STAY
from lineofsight.publication.wording import count_words, period_words
from lineofsight.trail.canonical import sha256_hex
from tests.publication.pure import factory
from tests.publication.pure.readable import Page


def pages(content: EditionContent) -> dict[str, Page]:
    return {path: Page(text) for path, text in render(content).items() if path.endswith(".html")}


def test_the_same_edition_gives_the_same_bytes_and_so_does_its_own_json() -> None:
    files = render(factory.content())

    again = render(EditionContent.from_json(files["content.json"]))

    assert again == render(factory.content()) == files


def test_another_letter_gives_another_mark_on_every_page() -> None:
    content = factory.content()
    other = replace(content, published_note=content.published_note + " ")

    here, there = render(content), render(other)

    for path in pages(content):
        assert sha256_hex(here["content.json"]).encode() in here[path]
        assert sha256_hex(there["content.json"]).encode() in there[path]
    assert content.sha != other.sha


def test_the_files_are_these() -> None:
    assert list(edition_files.render(factory.content())) == [
        "all/index.html",
        "changes/index.html",
        "content.json",
        "edition.css",
        "how-to-read/index.html",
        "index.html",
        "not-yet-done/index.html",
        "summary.docx",
        "summary.odt",
        "summary.pdf",
    ]


def test_no_page_runs_a_script_or_carries_a_style_or_reaches_outside() -> None:
    files = render(factory.content())
    for path, page in pages(factory.content()).items():
        assert not {"script", "iframe", "form", "object", "img", "style"} & set(page.tags)
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"]
        assert not [address for address in page.addresses if re.match(r"[a-z]+:|//|/", address)]
        assert POLICY.replace("'", "&#39;").encode() in files[path]
    assert b"url(" not in files["edition.css"]
    assert b"@import" not in files["edition.css"]


def test_every_link_leads_somewhere_in_the_folder() -> None:
    files = edition_files.render(factory.content(40))
    found = pages(factory.content(40))
    for path, page in found.items():
        for address in page.addresses:
            place, _, anchor = address.partition("#")
            target = normpath(join(dirname(path), place)) if place else path
            assert target in files
            assert not anchor or anchor in found[target].ids


def test_no_anchor_stands_twice_and_each_sentence_has_its_own() -> None:
    for path, page in pages(factory.content(40)).items():
        assert len(page.ids) == len(set(page.ids))
        if path in ("index.html", "all/index.html"):
            assert {f"s{number}" for number in range(1, 41)} <= set(page.ids)


@pytest.mark.parametrize(
    "said",
    [
        "Practice changed, and has lasted.",
        "Independent scrutineer, 20 April 2026, about Fernley County Council. Rests on E1 (count from records) and E2",
        "F1: 1 January to 31 March 2026; earlier 371 of 459 (81%), 1 January to 31 March 2025.",
        "F2: 6 of 6 (100%), as at 31 March 2026.",
        "Outside opinion: substantial assurance (Independent scrutineer, 2 July 2026).",
        "Independent: Care Inspectorate for the Shires, published 15 January 2026, about Fernley County Council.",
        "The agency itself: Fernley Community Health NHS Trust, 20 April 2026. Nobody outside has checked it.",
        "Outside opinion: not yet looked at.",
        "lapsed, because what it rested on has changed",
        "Named nurse, Fernley Community Health NHS Trust: by 31 December 2026.",
        "Fernley County Council sees this differently: We agree with the count.",
        "The partnership, about the review itself.",
    ],
)
def test_what_a_sentence_rests_on_and_who_checked_it_is_in_sight_without_a_click(said: str) -> None:
    assert said in pages(factory.content())["index.html"].in_sight


@pytest.mark.parametrize(
    "said",
    [
        "Covers 1 January to 31 March 2026, received 24 April 2026, current until 31 March 2027.",
        "3 left out: 3 with no due day.",
        "Stated by the agency, not computed here. From: Course register of the trust; every one was counted.",
        "The inspectors looked from 10 to 21 November 2025.",
        "Recorded on its behalf by the business manager: agreed on 8 July 2026, Partnership meeting, item 4.",
        "Safeguarding lead, 14 July 2026, with a different view.",
    ],
)
def test_the_details_stand_behind_a_click_and_open_on_the_page_for_print(said: str) -> None:
    found = pages(factory.content())

    assert said in found["index.html"].text
    assert said not in found["index.html"].in_sight
    assert said in found["all/index.html"].in_sight
    assert "details" not in found["all/index.html"].tags


def test_each_fact_about_a_sentence_stands_in_sight_once() -> None:
    content = factory.content()

    for line in content.lines():
        shown = printed(line, content)
        said = " ".join((line.wording, shown.checked, *shown.in_sight))
        assert said.count(line.agency) <= 1
        assert len(re.findall("Nobody|not yet looked at", said)) <= 1
        assert said.count("Outside opinion") <= 1
    assert "The agency itself, 20 April 2026." in said_of(
        replace(factory.line("said"), wording=f"{factory.HEALTH} has.")
    )


def said_of(line: Line) -> str:
    return printed(line, factory.content()).checked


def test_the_first_screen_tells_what_is_late_who_is_silent_and_what_is_not_known() -> None:
    said = pages(factory.content())["index.html"].in_sight

    assert (
        "1 thing is late. 1 thing was rejected. Fernley and Marsh Probation was asked for an account and gave none. "
        "1 thing reported as progress is said but not shown. 1 thing is not known." in said
    )


def test_how_many_sentences_show_what_stands_where_it_is_explained() -> None:
    found = pages(factory.content())
    said = found["how-to-read/index.html"].in_sight

    assert "Of 11 sentences about what was done, 8 rest on a count, a check or a measured change" in said
    assert "2 are only said and 1 is an intention." in said
    assert "Somebody outside the agency has given an opinion on 2 of them." in said
    assert "The agency itself The partnership's office A partner Independent Sentences" in said
    assert "What they show" not in found["index.html"].in_sight


def test_the_table_counts_who_says_so_as_the_sentences_say_it_and_the_office_apart() -> None:
    line = replace(factory.line("checked"), opinion=None)
    office = replace(line.basis[0], said_by=factory.PARTNERSHIP)
    content = factory.edition(replace(line, basis=(office,)), replace(factory.line("said"), number=2, anchor="s2"))

    rows = [(row.shows, row.by_owner, row.by_office) for row in shown_rows(content) if row.total]
    said = [printed(line, content).checked for line in content.lines()]

    assert rows == [("Quality checked", 0, 1), ("Said", 1, 0)]
    assert said[0].startswith("The partnership's office, ")
    assert said[1].startswith("The agency itself: ")


@pytest.mark.parametrize(("numbers", "is_told"), [((1, 2), False), ((1, 3), True), ((2, 1), True)])
def test_that_numbers_stay_with_their_sentences_is_said_where_some_are_missing(numbers, is_told) -> None:
    lines = [
        replace(factory.line(name), number=number, anchor=f"s{number}")
        for name, number in zip(("said", "checked"), numbers, strict=True)
    ]

    assert (NUMBERS_STAY in pages(factory.edition(*lines))["index.html"].in_sight) is is_told


def test_an_edition_without_sentences_says_so() -> None:
    said = pages(factory.edition())["index.html"].in_sight

    assert "This edition has no sentences about what was done." in said
    assert "Nothing was reported." in said


def test_what_is_open_has_its_five_lists_even_when_one_is_empty() -> None:
    item = OpenItem(kind=OpenKind.NOT_KNOWN, text="How many visits were made at night.")
    said = pages(factory.edition(open_items=(item,)))["not-yet-done/index.html"].in_sight

    assert "1 thing is not known." in said
    assert "How many visits were made at night. Nobody has said when it will be known." in said
    assert said.count("Nothing in this list.") == 4


def test_nothing_is_open_only_with_two_voices_in_print() -> None:
    nothing = NothingOpen(
        reason="Each action was seen to be done.",
        by_role="business manager",
        by_agency=factory.PARTNERSHIP,
        second_role="scrutineer",
        second_agency=factory.PARTNERSHIP,
    )
    said = pages(factory.edition(open_items=(), nothing_open=nothing))["not-yet-done/index.html"].in_sight

    assert "Nothing is open. Each action was seen to be done. Said by the business manager" in said
    assert "Confirmed by the scrutineer" in said


@pytest.mark.parametrize(
    ("voices", "said"),
    [
        (
            Voices(nobody_asked_reason="The team had no worker for it."),
            "Nobody was asked. The team had no worker for it.",
        ),
        (Voices(), "This edition does not say what children and families told us."),
    ],
)
def test_silence_about_children_is_told(voices: Voices, said: str) -> None:
    assert said in pages(factory.edition(voices=voices))["index.html"].in_sight


def test_words_that_look_like_markup_are_words() -> None:
    line = replace(factory.line("said"), wording="<script>alert(1)</script> & “more”", anchor="s1")
    content = factory.edition(line, title="A <b>bold</b> title")

    text = render(content)["index.html"]

    assert b"<script" not in text
    assert b"&lt;script&gt;alert(1)&lt;/script&gt; &amp; \xe2\x80\x9cmore\xe2\x80\x9d" in text


def test_evidence_that_was_not_accepted_is_in_no_file() -> None:
    line = factory.line("checked")
    secret = factory.audit("E99", state=BasisState.REJECTED, title="Draft that was sent back", why_not="Names a child")

    files = render(factory.edition(replace(line, basis=(*line.basis, secret))))

    assert json.loads(files["content.json"])["sections"][0]["lines"][0]["basis"][0]["number"] == "E1"
    for text in files.values():
        assert b"sent back" not in text
        assert b"E99" not in text
        assert b"Names a child" not in text


def test_a_published_edition_is_rendered_as_itself() -> None:
    content = factory.content()

    assert render(as_published(content)) == render(content)


def test_the_scale_is_explained_in_the_words_that_are_printed() -> None:
    said = pages(factory.content())["how-to-read/index.html"].in_sight

    for shows in Shows:
        assert f"{shows.words} {shows.meaning}" in said


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 6, 1), date(2026, 6, 30), "1 to 30 June 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "1 January to 31 March 2026"),
        (date(2025, 4, 1), date(2026, 3, 31), "1 April 2025 to 31 March 2026"),
        (date(2026, 6, 1), date(2026, 6, 1), "1 June 2026"),
        (None, date(2026, 6, 1), "1 June 2026"),
        (None, None, ""),
    ],
)
def test_periods_are_written_the_short_way(first: date | None, last: date | None, words: str) -> None:
    assert period_words(first, last) == words


def test_a_count_of_nothing_is_no_cases() -> None:
    assert count_words(0, 0) == "no cases"
    assert count_words(0, 8) == "0 of 8 (0%)"


def test_no_page_shows_its_own_markup_as_words() -> None:
    for page in pages(factory.content()).values():
        assert "<" not in page.text


def test_on_the_page_with_everything_the_open_lists_stand_one_level_below_their_heading() -> None:
    content = factory.content()

    text = render(content)["all/index.html"].decode()

    assert '<h3 id="late">Late</h3>' in text
    assert '<h2 id="late">Late</h2>' in render(content)["not-yet-done/index.html"].decode()


@pytest.mark.parametrize(
    ("about", "scope", "told"),
    [
        ((factory.COUNCIL,), Scope.LOCAL, f"Inspectorate, 15 January 2026, about {factory.COUNCIL}."),
        ((factory.COUNCIL,), Scope.REGIONAL, f"Inspectorate, 15 January 2026, about {factory.COUNCIL} (regional)."),
        ((), Scope.NATIONAL, f"Inspectorate, 15 January 2026, national. Said by {factory.COUNCIL}."),
        ((), Scope.LOCAL, f"Inspectorate, 15 January 2026. Said by {factory.COUNCIL}."),
    ],
)
def test_who_looked_is_told_with_what_is_known_of_it_and_nothing_else(about, scope, told):
    line = factory.line("quoted")
    item = replace(line.basis[1], said_by="Inspectorate", about=about, scope=scope)
    shown = printed(replace(line, basis=(item,)), factory.content())

    assert shown.checked == f"Independent: {told} Rests on E5 (external assessment)."


@pytest.mark.parametrize(
    ("said_by", "alone", "told"),
    [
        (factory.COUNCIL, False, f"The agency itself: {factory.COUNCIL}, "),
        (factory.PARTNERSHIP, False, "The partnership's office, "),
        (factory.PARTNERSHIP, True, "The partnership's office, "),
        (factory.HEALTH, False, f"The partnership's office: {factory.HEALTH}, "),
    ],
)
def test_the_partnerships_office_is_named_as_what_it_is_and_a_lone_look_is_told_in_sight(said_by, alone, told):
    line = replace(factory.line("checked"), opinion=None)
    item = replace(line.basis[0], said_by=said_by, seen_by_nobody_else=alone)

    checked = printed(replace(line, basis=(item,)), factory.content()).checked

    assert checked.startswith(told)
    assert ("Nobody but whoever offered this has looked at it." in checked) is alone
