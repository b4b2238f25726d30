"""What every page carries: its title, its landmarks, its nonce, and nothing that our policy would stop."""

import re
from typing import Any

import pytest
from jinja2 import UndefinedError

from lineofsight.library.scales import CountKind
from lineofsight.measures.figure import LeftOut
from lineofsight.publication.wording_diff import compare_wordings
from tests.web.look.gallery import ERROR_VALUES, NONCE, PAGES, WEB, a_figure, draw, drawing, names


@pytest.mark.parametrize("name", names())
def test_every_page_says_its_language_and_service_and_has_one_heading_and_one_main(name: str):
    page = draw(name)

    assert '<html lang="en-GB"' in page
    assert re.search(r"<title>[^<]+ – Line of Sight</title>", page)
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert 'href="#main-content"' in page


@pytest.mark.parametrize("name", names())
def test_no_page_carries_an_inline_style_or_handler_or_a_script_without_the_nonce(name: str):
    page = draw(name)

    assert not re.search(r"<style|\sstyle=|\son\w+=", page)
    scripts = re.findall(r"<script[^>]*>", page)
    assert all(f'nonce="{NONCE}"' in script for script in scripts)


def test_the_search_for_inline_things_finds_them():
    assert re.search(r"<style|\sstyle=|\son\w+=", '<p style="color:red">')
    assert re.search(r"<style|\sstyle=|\son\w+=", '<p onclick="x()">')


@pytest.mark.parametrize("name", ["public.html", *(f"errors/{code}.html" for code in (400, 404, 410, 429, 500, 503))])
def test_a_page_for_anyone_has_no_script_no_role_and_no_navigation_of_a_role(name: str):
    page = draw(name)

    assert "<script" not in page
    assert "Business manager" not in page
    assert "Collecting" not in page
    assert "Sign out" not in page


def test_a_page_of_somebody_signed_in_has_the_role_its_navigation_and_a_sign_out_that_posts():
    page = draw("list.html")

    assert "Business manager" in page
    assert re.search(r'href="/Reviews" aria-current="page"', page)
    assert re.search(
        r'<form method="post" action="/sign_out" data-los-sign-out><input type="hidden" name="csrfmiddlewaretoken"',
        page,
    )
    assert page.count('role="status"') == 1


def test_only_a_demonstration_shows_the_phase_banner():
    assert "Demonstration" in draw("list.html", demonstration=True)
    assert "Demonstration" not in draw("list.html", demonstration=False)


def test_not_found_is_one_body_whoever_asks():
    somebody = draw("errors/404.html")
    nobody = draw(
        "errors/404.html",
        actor_role="",
        navigation=[],
        public_navigation=[],
        reference="",
        messages=["x"],
        csrf_input="other",
        CSP_NONCE="other",
    )

    assert somebody == nobody
    assert "If somebody sent it, it may not be shared with your role. Ask whoever sent it." in somebody


@pytest.mark.parametrize("code", [400, 404, 410, 429, 500, 503, "csrf"])
def test_a_public_error_page_is_drawn_with_nothing_at_hand(code: Any):
    page = drawing().get_template(f"errors/{code}.html").render()

    assert "<h1" in page


@pytest.mark.parametrize("code", [400, 403, 409, 422, 429, 500, 503, "csrf"])
def test_an_error_page_prints_the_reference_to_quote(code: Any):
    assert '<span class="los-code">7FK-3MX</span>' in draw(f"errors/{code}.html")


@pytest.mark.parametrize("code", [403, 409, 422])
def test_words_that_were_not_saved_are_offered_for_copying(code: int):
    assert ">We agree with sentence 12.</textarea>" in draw(f"errors/{code}.html")


def test_a_conflict_shows_both_texts_and_loses_neither():
    page = draw("errors/conflict.html")

    assert "The business unit saved this at 2:32pm, while you were writing. Nothing is lost." in page
    assert "has improved across all" in page
    assert "is recorded in 6 of 8" in page
    assert "<del>" not in page
    assert 'value="join"' in page
    assert 'value="join"' not in draw("conflict-settled.html")


def test_a_withdrawn_edition_names_its_day():
    assert "This edition was withdrawn on 3 July 2026" in draw("errors/410.html")


def test_words_are_called_kept_only_when_they_are():
    assert "Your words are kept. Sign in to go on." in draw("errors/csrf.html")
    assert "are kept" not in draw("errors/csrf.html", are_words_kept=False)


def test_without_a_check_from_outside_the_page_says_so_in_words():
    source = '{% from "components/basis.html" import los_basis %}{{ los_basis(2, "Counted", checked) }}'
    template = drawing().from_string(source)

    assert "Nobody outside has checked." in template.render(checked="")
    assert "Nobody outside" not in template.render(checked="Independent: scrutineer, 3 June 2026")


@pytest.mark.parametrize("shows", range(6))
def test_as_many_pips_are_filled_as_it_shows(shows: int):
    source = '{% from "components/basis.html" import los_basis %}{{ los_basis(shows, "Words") }}'

    markup = drawing().from_string(source).render(shows=shows)

    assert markup.count('fill="currentColor"') == shows
    assert markup.count('fill="none"') == 5 - shows
    assert 'aria-hidden="true"' in markup


def test_a_figure_too_small_to_show_tells_nothing_that_would_give_it_away():
    source = (
        '{% from "components/figure.html" import los_figure %}'
        '{{ los_figure(figure, "visits", "1% to 2%", is_withheld=hidden) }}'
    )
    figure = a_figure(3, 7, LeftOut("with no date", 4), kind=CountKind.RANDOM_SAMPLE, caveats=("One team only.",))
    template = drawing().from_string(source)

    shown, withheld = (template.render(figure=figure, hidden=hidden) for hidden in (False, True))

    for told in ("3 of 7", "likely", "1% to 2%", "4 with no date", "One team only."):
        assert told in shown
        assert told not in withheld
    assert "too few to show" in withheld


def test_words_of_others_are_escaped_in_every_component():
    nasty = "<script>alert(1)</script>"
    source = """
    {% from "components/sentence.html" import los_sentence %}{% from "components/diff.html" import los_diff %}
    {% from "components/next.html" import los_next %}{% from "components/due.html" import los_due %}
    {% from "components/voices.html" import los_voices %}{% from "components/reference.html" import los_typed %}
    {{ los_sentence(nasty, nasty, nasty, nasty) }}{{ los_diff(diff, nasty, nasty) }}{{ los_next(nasty, nasty, nasty) }}
    {{ los_due("met", nasty) }}{{ los_voices({"heading": nasty, "word": nasty}, none, nasty) }}
    {{ los_typed([{"label": nasty, "text": nasty}]) }}"""
    markup = drawing().from_string(source).render(nasty=nasty, diff=compare_wordings(nasty, ""))

    assert "<script" not in markup
    assert "&lt;script&gt;" in markup


def test_a_layout_without_the_keys_it_must_have_fails():
    with pytest.raises(UndefinedError, match="page_title"):
        drawing().get_template("layouts/page.html").render()


def test_every_component_stands_in_the_gallery_or_in_a_layout():
    sources = "".join(
        path.read_text() for folder in (PAGES, WEB / "templates") for path in folder.rglob("*.html")
    )  # fmt: skip

    unused = [
        path.name for path in (WEB / "templates/components").glob("*.html") if f"components/{path.name}" not in sources
    ]

    assert unused == []


def test_the_gallery_gives_error_pages_only_names_they_read():
    sources = "".join(path.read_text() for path in (WEB / "templates").rglob("*.html"))

    assert [name for name in ERROR_VALUES if name not in sources] == []
