"""Charts in an edition: the same in every form, told by the rules of their figure, and no hidden number anywhere."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pdfplumber
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from lineofsight.library.measure import Direction
from lineofsight.library.scales import WhoIsCounted
from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.charted import Chart, Mark, Point, chart_as_told
from lineofsight.publication.content.edition import EditionContent, NotAnEdition
from lineofsight.publication.content.told import EXACT, TOO_FEW
from lineofsight.publication.gate.judge import judge
from lineofsight.publication.render import html
from lineofsight.publication.render.charts import charts_of
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.publication.rounding import told_by, told_exactly
from lineofsight.trail.canonical import sha256_hex
from tests.publication.pure import factory
from tests.publication.pure.numbers import NUMBERS
from tests.publication.pure.readable import Page
from tests.publication.pure.wording import RULES

CHILDREN = told_by(NUMBERS.rule(WhoIsCounted.CHILDREN))
AT = "changed"
# Numbers that stand nowhere else in an edition. The fourth month is too few, and takes the smallest other with it.
EXACTLY = ((1371, 1896), (1213, 1742), (1462, 1788), (3, 1117), (1041, 1593), (1234, 1687))
HIDDEN = ("1117", "1114")
LAST = EXACTLY[-1]


def months(pairs=EXACTLY) -> tuple[Point, ...]:
    """A count each month, as at its last day; the last is as at the day of the figure."""
    days = [date(2025, 10, 31), date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]
    days = [*days, date(2026, 3, 31)][-len(pairs) :]
    return tuple(Point(as_at_date=day, n=n, of=of) for day, (n, of) in zip(days, pairs, strict=True))


def a_chart(pairs=EXACTLY) -> Chart:
    return Chart(
        question="Are visits made in time?",
        direction=Direction.HIGHER,
        points=months(pairs),
        marks=(Mark(day=date(2025, 12, 31), words="edition 1"),),
    )


def edition(told=CHILDREN, chart: Chart | None = None, last=LAST) -> EditionContent:
    """An edition with one figure that counts children and has a course."""
    chart = chart or a_chart()
    line = factory.line(AT)
    counted = replace(
        factory.figure(*last), period_from=None, period_to=None, as_at_date=date(2026, 3, 31), left_out=()
    )
    (old,) = line.figures
    tied = replace(old.measured, definition="children seen in time", figure=counted, chart=chart)
    changed = replace(old, measured=tied, compared_with=None, told=told, text="about 1235 of 1685 (73%)", value="73")
    lines = (replace(line, figures=(changed,)), factory.line("checked"))
    return factory.edition(*(replace(one, number=at, anchor=f"s{at}") for at, one in enumerate(lines, start=1)))


def of_the_sentence(frozen: EditionContent) -> list[str]:
    """What the frozen edition tells too exactly of its sentence with the chart."""
    return [fault for fault in told_exactly(frozen, NUMBERS) if fault.startswith("Sentence 1")]


@cache
def files(told=CHILDREN) -> dict[str, bytes]:
    return render(edition(told))


def word_parts(body: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(body)) as package:
        return {name: package.read(name) for name in package.namelist()}


def all_words(made: dict[str, bytes]) -> str:
    """Everything that can be read in any form: pages and data as they are, Word and PDF with their words and alts."""
    said = [body.decode() for path, body in made.items() if not path.endswith((".docx", ".odt", ".pdf"))]
    for path in ("summary.docx", "summary.odt"):
        said += [body.decode() for name, body in word_parts(made[path]).items() if name.endswith(".xml")]
    with pdfplumber.open(BytesIO(made["summary.pdf"])) as pdf:
        said += [page.extract_text() for page in pdf.pages]
    # A hash holds any number.
    return re.sub("[0-9a-f]{64}", "", "\n".join(said))


@pytest.mark.parametrize(
    ("path", "sha"),
    [
        ("content.json", "f1da5f176f45848a4f33760fd0667651ade9b27dea717ad7b88f3dbcc6bf19c1"),
        ("index.html", "bc5f606d9f4957c785fef00ec6d275fb2c5638719da4d73a3cfdce39283c69af"),
        ("all/index.html", "254335b80fccda44dca4ffb98bcf6b69555dbc0fa864bbf0394006f71e34adb9"),
    ],
)
def test_an_edition_without_charts_has_the_bytes_that_it_had_before_there_were_any(path, sha):
    assert sha256_hex(html.render(factory.content())[path]) == sha


def test_the_same_edition_with_a_chart_gives_the_same_bytes_and_so_does_its_own_json():
    content = edition()

    assert render(content) == render(EditionContent.from_json(files()["content.json"])) == files()


def test_the_chart_stands_in_every_form_with_its_sentence_and_its_table():
    content = as_published(edition())
    (chart,) = charts_of(content.lines()[0])
    made = files()
    page, word = Page(made["index.html"]).text, word_parts(made["summary.docx"])
    words = etree.fromstring(word["word/document.xml"])
    with pdfplumber.open(BytesIO(made["summary.pdf"])) as pdf:
        printed = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())

    assert chart.question == "F1: Are visits made in time?"
    assert chart.wide in made["index.html"].decode()
    assert chart.narrow in made["all/index.html"].decode()
    for said in (chart.question, chart.sentence, "31 October 2025", TOO_FEW):
        assert said in page
        assert said in "".join(words.itertext())
        assert said in printed
    assert [row[1:] for row in chart.rows] == [
        ("1370", "1895", "72%"), ("1215", "1740", "70%"), ("1460", "1790", "82%"),
        (TOO_FEW, TOO_FEW, ""), (TOO_FEW, TOO_FEW, ""), ("1235", "1685", "73%"),
    ]  # fmt: skip


def test_word_has_the_drawing_as_a_picture_of_300_dots_an_inch_with_its_sentence_as_alternative():
    (chart,) = charts_of(as_published(edition()).lines()[0])
    parts = word_parts(files()["summary.docx"])
    (name,) = [one for one in parts if one.startswith("word/media/")]
    body = etree.fromstring(parts["word/document.xml"])
    (named,) = body.iter("{*}docPr")

    assert parts[name][:8] == b"\x89PNG\r\n\x1a\n"
    # 160 mm at 300 dots an inch.
    assert int.from_bytes(parts[name][16:20], "big") == pytest.approx(160 / 25.4 * 300, abs=2)
    assert named.get("descr") == chart.sentence


def test_opendocument_has_the_same_picture_with_the_same_words():
    (chart,) = charts_of(as_published(edition()).lines()[0])
    word, parts = word_parts(files()["summary.docx"]), word_parts(files()["summary.odt"])
    (drawn,) = [body for name, body in word.items() if name.startswith("word/media/")]
    body = etree.fromstring(parts["content.xml"])

    assert parts["Pictures/chart-1.png"] == drawn
    assert [words.text for words in body.iter("{*}desc")] == [chart.sentence]
    assert b"Pictures/chart-1.png" in parts["META-INF/manifest.xml"]


def test_the_pdf_is_for_everybody_and_its_drawing_is_a_figure_with_the_sentence_as_alternative():
    (chart,) = charts_of(as_published(edition()).lines()[0])
    with pikepdf.open(BytesIO(files()["summary.pdf"])) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]

        assert [str(one["/Alt"]) for one in figures] == [chart.sentence]


def test_a_page_with_a_chart_has_no_script_no_style_and_no_address_outside():
    body = files()["index.html"].decode()

    assert "<script" not in body
    assert " style=" not in body
    assert "http://www.w3.org/2000/svg" in body
    assert body.count("http") == body.count("http://www.w3.org/2000/svg") + body.count("http-equiv")


def test_no_exact_number_of_children_stands_in_any_form_of_a_chart():
    told = all_words(files())

    for number in {number for pair in EXACTLY for number in pair if number % 5 and number > 99}:
        assert str(number) not in told, number
    assert not any(hidden in told for hidden in HIDDEN)


def test_control_told_exactly_the_same_edition_holds_them_all():
    told = all_words(files(EXACT))

    assert all(str(number) in told for pair in EXACTLY for number in pair if number > 99)


def test_what_is_kept_back_lies_at_the_foot_in_the_drawing_of_every_form():
    (chart,) = charts_of(as_published(edition()).lines()[0])

    assert chart.wide.count('stroke-dasharray="3 2"') == 2


def test_the_checker_of_bytes_lets_a_charted_edition_pass():
    assert faults_in(files(), edition()) == ()


@pytest.mark.parametrize(
    "path", ["index.html", "summary.pdf", "summary.docx", "summary.odt", "edition.css", "content.json"]
)
def test_another_byte_in_any_file_of_a_charted_edition_is_found(path):
    body = files()[path]
    at = len(body) // 2
    other = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]

    (fault,) = faults_in({**files(), path: other}, edition())

    assert fault.startswith(f"{path}: ")


def test_a_drawing_of_other_numbers_is_found():
    other = render(edition(chart=a_chart(((1300, 1896), *EXACTLY[1:]))))

    found = faults_in({**files(), "index.html": other["index.html"]}, edition())

    assert [fault.split(":")[0] for fault in found] == ["index.html"]


def test_telling_a_chart_twice_changes_nothing():
    once = as_published(edition())

    assert as_published(once) == once
    assert not of_the_sentence(once)


@pytest.mark.parametrize("pair", [(1371, 1896), (5, 100), (10, 15), (95, 100)])
def test_a_frozen_chart_that_tells_more_than_the_rule_is_found(pair):
    frozen = as_published(edition())
    (figure,) = frozen.lines()[0].figures
    chart = figure.measured.chart
    told = replace(chart, points=(replace(chart.points[0], n=pair[0], of=pair[1]), *chart.points[1:]))
    lines = (replace(frozen.lines()[0], figures=(replace(figure, measured=replace(figure.measured, chart=told)),)),)
    careless = replace(frozen, sections=(replace(frozen.sections[0], lines=lines),))

    # 95 of 100 may be told, if 5 are what rounding left; the others may not.
    assert bool(of_the_sentence(careless)) == (pair != (95, 100))


def test_a_chart_that_does_not_end_with_its_figure_is_no_edition():
    wrong = edition(EXACT, last=(1235, 1687))

    with pytest.raises(NotAnEdition, match="is not of its figure"):
        EditionContent.from_json(wrong.to_json())


def test_a_point_that_differs_by_few_from_what_was_released_for_the_same_day_is_refused():
    earlier = replace(as_published(edition()), number=1, ref="earlier")
    other = a_chart(((1366, 1896), *EXACTLY[1:]))
    now = replace(edition(chart=other), number=2)

    def refused(content, before):
        result = judge(content, sources=factory.sources(), recomputed=factory.recomputed(content), today=factory.TODAY,
                       wording_rules=RULES, earlier=before)  # fmt: skip
        return "small.by_difference" in {one.code for one in result.refusals}

    assert refused(now, (earlier,))
    assert not refused(replace(edition(), number=2), (earlier,))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), min_size=3, max_size=12))
@example([[0, 0], [0, 0], [8, 16]])
def test_of_any_course_no_small_number_is_told_and_one_alone_is_never_kept_back(pairs):
    chart = Chart(
        question="?", direction=Direction.HIGHER,
        points=tuple(Point(as_at_date=date(2025, 1, 1 + at), n=n, of=of) for at, (n, of) in enumerate(pairs)),
    )  # fmt: skip

    points = chart_as_told(chart, CHILDREN).points

    for one, (n, of) in zip(points, pairs, strict=True):
        if one.n is not None:
            assert not any(0 < part < 8 for part in (n, of, of - n))
            assert (one.n % 5, one.of % 5) == (0, 0)
            assert of == 0 or of >= 20
    # One that is only too small for a share could be told in numbers, so that its sum gives nothing away.
    kept_back = [pair for one, pair in zip(points, pairs, strict=True) if not one.is_told]
    assert len(kept_back) != 1 or all(part >= 8 for part in (kept_back[0][0], kept_back[0][1] - kept_back[0][0]))
