"""The public site: permanent places, lists that lead to each sentence without a script, and a feed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from lineofsight.publication.content.edition import OpenItem, OpenKind
from lineofsight.publication.render import files as edition_files
from lineofsight.publication.render.checked_site import faults_in_site
from lineofsight.publication.render.site import render_site
from lineofsight.publication.render.site_lists import Shelved, Standing
from tests.publication.pure import factory
from tests.publication.pure.readable import Page
from tests.publication.pure.second import first, second
from tests.publication.pure.sites import ATOM, GONE, OTHER, SHELF, SITE, WITHDRAWN, links_without_a_goal, shelf


def text(path: str) -> str:
    return Page(SITE[path]).text


def test_each_edition_stands_in_its_own_folder_as_it_was_published():
    published = edition_files.render(second())

    assert {path: SITE[f"review-1/2/{path}"] for path in published} == published


def test_the_same_editions_give_the_same_bytes_in_any_order():
    assert render_site(SHELF[::-1]) == SITE


def test_a_site_has_no_fault():
    assert faults_in_site(SITE, SHELF) == ()


def test_the_first_page_names_every_edition_and_how_it_stands():
    said = text("index.html")

    assert "3 editions about 2 reviews." in said
    assert "Edition 1, as at 31 January 2026 Replaced by edition 2." in said
    assert "Edition 2, as at 30 June 2026 Withdrawn on 20 July 2026. A figure was counted twice." in said


def test_each_review_has_a_page_of_its_own():
    assert "Review of babies at risk" in text("review-2/index.html")
    assert "Review of help for one family" not in text("review-2/index.html")


def test_a_site_without_an_edition_says_so():
    made = render_site([])

    assert "No edition is published yet." in Page(made["index.html"]).text
    assert faults_in_site(made, []) == ()


def test_every_sentence_of_the_newest_editions_is_reached_by_its_agency_and_its_theme():
    for folder in ("agencies", "themes"):
        pages = [SITE[path].decode() for path in SITE if path.startswith(f"{folder}/") and path.count("/") == 2]
        for content in (second(), OTHER):
            for line in content.lines():
                address = f'href="../../{content.review_ref}/{content.number}/index.html#{line.anchor}"'
                assert any(address in page for page in pages)


def test_a_word_leads_to_the_sentences_in_which_it_stands():
    page = SITE["words/w/index.html"].decode()
    where = page[page.index(">workbook<") :]

    assert re.findall(r'href="([^"]+)"', where)[:2] == [
        "../../review-2/1/index.html#s9",
        "../../review-1/2/index.html#s3",
    ]
    # With the sentence itself, so that nobody has to follow each.
    assert "</a>: " in where.partition("</p>")[0]


def test_words_that_lead_nowhere_are_left_out():
    said = text("words/w/index.html")

    assert " were " not in said
    assert " with Sentence" not in said


def test_every_link_leads_to_a_file_and_a_place_in_it():
    assert links_without_a_goal(SITE) == []


def test_a_withdrawn_edition_is_a_tombstone_at_its_place_and_none_of_its_files_is_left():
    mine = [path for path in SITE if path.startswith("review-2/2/")]

    assert mine == ["review-2/2/edition.css", "review-2/2/index.html"]
    assert "Edition 2 was withdrawn" in text("review-2/2/index.html")
    assert "Read instead: Edition 1, as at 30 June 2026" in text("review-2/2/index.html")
    assert GONE.sha in text("review-2/2/index.html")


def test_the_words_of_a_withdrawn_edition_stand_nowhere():
    words = replace(factory.line("adverse"), wording="Only this one says so.")
    gone = Shelved(content=replace(factory.edition(words), number=9), standing=Standing.WITHDRAWN)

    made = render_site([*shelf(second()), gone])

    assert not [path for path, body in made.items() if b"Only this one says so" in body]


def test_a_review_whose_editions_were_all_withdrawn_is_named_and_leads_to_no_sentence():
    made = render_site([WITHDRAWN])

    assert "Withdrawn on 20 July 2026" in Page(made["index.html"]).text
    assert [path for path in made if path.startswith("words/")] == ["words/index.html"]


def test_the_feed_names_each_edition_by_a_name_that_never_changes():
    feed, later = (etree.fromstring(made["feed.xml"]) for made in (SITE, render_site(shelf(first(), second(), OTHER))))

    def entries(tree) -> dict[str, str]:
        return {entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}title") for entry in tree.iter(f"{ATOM}entry")}

    assert len(entries(feed)) == 4
    assert entries(later).items() <= entries(feed).items()
    assert "Withdrawn: Review of babies at risk, edition 2" in entries(feed).values()
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in entries(feed))


def test_the_days_of_the_feed_are_those_of_the_editions():
    feed = etree.fromstring(SITE["feed.xml"])

    days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]

    assert days == sorted(days, reverse=True)
    assert set(days) == {"2026-07-20T00:00:00Z", "2026-06-30T00:00:00Z", "2026-01-31T00:00:00Z"}
    assert feed.findtext(f"{ATOM}updated") == days[0]


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (
            "agencies/fernley-county-council/index.html",
            "Reviews are still late",
            "Reviews are late",
            "more than was approved",
        ),
        ("words/w/index.html", "<dl", "<script>1</script><dl", "something that no edition has (<script>)"),
        ("index.html", "<h1", "<!-- a child --><h1", "it hides words"),
        ("index.html", 'href="agencies', 'href="https://example.org/agencies', "it leads outside"),
        ("review-1/2/index.html", "Managers read", "Managers write", "Sentence 1 does not stand there"),
    ],
)
def test_a_fault_in_the_site_is_refused(path, old, new, told):
    page = SITE[path].decode()
    assert old in page

    assert told in " ".join(faults_in_site({**SITE, path: page.replace(old, new, 1).encode()}, SHELF))


def test_an_agency_that_said_nothing_when_asked_stands_in_the_list_by_agency_with_the_day_since_when():
    silent = replace(OTHER, open_items=(not_answered("Marsh Police"),), recommendations=())
    made = render_site(shelf(second(), silent))
    index, page = Page(made["agencies/index.html"]).text, made["agencies/marsh-police/index.html"].decode()

    assert "Marsh Police , said nothing when asked, since 3 May 2026" in index
    assert "asked, and silent since 3 May 2026. Review of babies at risk" in page
    assert "not-yet-done/index.html#not-responded" in page
    assert faults_in_site(made, shelf(second(), silent)) == ()


def test_an_agency_that_has_said_something_is_not_called_silent():
    spoke = OTHER.lines()[0].agency
    made = render_site(shelf(replace(OTHER, open_items=(not_answered(spoke),), recommendations=())))

    assert "said nothing" not in Page(made["agencies/index.html"]).text


def not_answered(agency: str) -> OpenItem:
    words = f"{agency} has not said what it has done."
    return OpenItem(kind=OpenKind.NOT_RESPONDED, text=words, agency=agency, since_date=date(2026, 5, 3))


def test_words_that_were_withdrawn_are_refused_on_any_page():
    words = replace(factory.line("adverse"), wording="Only this one says so.")
    gone = Shelved(content=replace(factory.edition(words), number=9), standing=Standing.WITHDRAWN)
    made = render_site([*shelf(second()), gone])
    page = made["index.html"].replace(b"<h1", b"<p>Only this one says so.</p><h1", 1)

    found = faults_in_site({**made, "index.html": page}, [*shelf(second()), gone])

    assert found == ("index.html: it says what was withdrawn: «Only this one says so.».",)


def test_a_sentence_stands_with_its_different_view_on_the_page_of_its_agency_too():
    view = "14 of the 35 late reviews were moved at the family's request."
    said = [path for path in SITE if path.startswith("agencies/") and "Reviews are still late: 61 of 96" in text(path)]

    assert said
    assert all("sees this differently" in text(path) and view in text(path).replace("’", "'") for path in said)
