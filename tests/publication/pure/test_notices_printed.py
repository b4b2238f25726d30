"""A notice beside an edition: on its pages, on the lists that lead there, in the feed; and taken out to the byte."""

from dataclasses import replace

import pytest
from lxml import etree

from lineofsight.publication.content.notices import Became, Fell, Notice, since_words
from lineofsight.publication.render import files as edition_files
from lineofsight.publication.render import notices
from lineofsight.publication.render.checked_site import faults_in_site
from lineofsight.publication.render.site import render_site
from lineofsight.publication.render.site_lists import Shelved, Standing
from tests.publication.pure import factory
from tests.publication.pure.readable import Page
from tests.publication.pure.second import first, second
from tests.publication.pure.sites import ATOM, links_without_a_goal

CONTENT = second()
LINE = next(line for line in CONTENT.lines() if line.basis)
NOTICE = Notice(
    ref="notice-1",
    number=1,
    printed_date=factory.TODAY,
    text="It is counted again, with <all> schools.",
    fell=(Fell(number=LINE.number, evidence=LINE.basis[0].ref, became=Became.WITHDRAWN, day=factory.TODAY),),
)
SHELF = [Shelved(content=first()), Shelved(content=CONTENT, notices=(NOTICE,))]
SITE = render_site(SHELF)
FOLDER = f"{CONTENT.review_ref}/{CONTENT.number}"
TOLD = f"1 sentence no longer rests on what it rested on ({LINE.number})."
PUBLISHED = edition_files.render(CONTENT)


def text(path: str) -> str:
    return Page(SITE[path]).text


def test_the_numbers_of_several_notices_are_told_once():
    other = replace(NOTICE, number=2, fell=(*NOTICE.fell, replace(NOTICE.fell[0], number=LINE.number + 1)))

    told = since_words([NOTICE, other])

    assert told == f"2 sentences no longer rest on what they rested on ({LINE.number} and {LINE.number + 1})"


def test_every_page_of_the_edition_says_so_at_its_top_and_its_other_files_are_as_published():
    for path, body in PUBLISHED.items():
        if path.endswith(".html"):
            assert f"Since this was published: {TOLD} Read the notice" in Page(SITE[f"{FOLDER}/{path}"]).text
        else:
            assert SITE[f"{FOLDER}/{path}"] == body


def test_the_sentence_itself_says_what_became_of_what_it_rests_on():
    basis = LINE.basis[0]
    said = f"{basis.number}, {basis.title}, was withdrawn on"

    assert said in text(f"{FOLDER}/index.html")
    assert said in text(f"{FOLDER}/all/index.html")
    assert said not in text(f"{FOLDER}/how-to-read/index.html")


def test_the_page_of_the_notice_says_the_sentence_what_became_of_it_and_what_the_unit_says():
    said = text(f"{FOLDER}/{notices.PAGE}")

    for words in (TOLD, LINE.wording, NOTICE.text, f"Sentence {LINE.number}", CONTENT.sha):
        assert words in said


def test_the_lists_and_the_feed_lead_to_it():
    for path in ("index.html", f"{CONTENT.review_ref}/index.html"):
        assert TOLD in text(path)
        assert f"{FOLDER}/{notices.PAGE}".removeprefix(path.rpartition("/")[0]).lstrip("/") in SITE[path].decode()
    feed = etree.fromstring(SITE["feed.xml"])
    entries = [one for one in feed.iter(f"{ATOM}entry") if one.findtext(f"{ATOM}title").startswith("Notice:")]
    assert [one.findtext(f"{ATOM}summary") for one in entries] == [f"Since this was published: {TOLD}"]
    assert entries[0].find(f"{ATOM}link").get("href") == f"{FOLDER}/{notices.PAGE}#notice-1"


def test_where_its_agency_is_listed_the_sentence_says_so():
    agencies = [path for path in SITE if path.startswith("agencies/") and LINE.wording in text(path)]

    assert agencies
    assert all("it no longer rests on what it rested on" in text(path) for path in agencies)


def test_every_link_of_a_site_with_a_notice_leads_somewhere():
    assert links_without_a_goal(SITE) == []


def test_taken_out_again_the_files_are_what_was_published():
    mine = {path.removeprefix(f"{FOLDER}/"): body for path, body in SITE.items() if path.startswith(f"{FOLDER}/")}

    assert notices.without_notices(mine, CONTENT, [NOTICE]) == PUBLISHED


def test_a_site_with_a_notice_has_no_fault():
    assert faults_in_site(SITE, SHELF) == ()


@pytest.mark.parametrize(
    "path, instead, fault",
    [
        (f"{FOLDER}/index.html", (b"no longer rests", b"rests"), "does not tell of the notice"),
        (f"{FOLDER}/{notices.PAGE}", (b"It is counted again", b"All is well"), "more than was approved"),
        (f"{FOLDER}/{notices.DATA}", (b"counted again", b"well"), "it is not what was approved"),
    ],
)
def test_control_a_notice_that_was_touched_is_a_fault(path, instead, fault):
    touched = {**SITE, path: SITE[path].replace(*instead, 1)}

    assert any(fault in one for one in faults_in_site(touched, SHELF))


def test_control_a_page_that_leaves_the_notice_out_is_a_fault():
    without = {**SITE, f"{FOLDER}/index.html": PUBLISHED["index.html"]}

    assert faults_in_site(without, SHELF) == (f"{FOLDER}/index.html: it does not tell of the notice beside it.",)


def test_a_withdrawn_edition_has_its_tombstone_and_no_notice():
    made = render_site([replace(SHELF[1], standing=Standing.WITHDRAWN)])

    assert f"{FOLDER}/{notices.PAGE}" not in made
    assert b"Notice:" not in made["feed.xml"]
