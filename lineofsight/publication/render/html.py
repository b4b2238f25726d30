"""The pages of an edition: no script, no clock, no address outside. The same content gives the same bytes."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import asked_for, changes, first, pages, reading, words
from lineofsight.publication.render.charts import has_charts
from lineofsight.publication.render.who_checked import who_checked
from lineofsight.publication.render.who_says import Speaker
from lineofsight.trail.canonical import sha256_hex

HERE = Path(__file__).parent
STYLE, CHARTS_STYLE = "edition.css", "charts.css"
DATA = "content.json"
WORD_FILE = "summary.docx"
PDF_FILE = "summary.pdf"
ODT_FILE = "summary.odt"
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

# path, template, name in the navigation
PAGES = (
    ("index.html", "index.html", "Summary"),
    ("not-yet-done/index.html", "not_yet_done.html", "Not yet done or known"),
    ("changes/index.html", "changes.html", "What changed"),
    ("all/index.html", "all.html", "All on one page"),
    ("how-to-read/index.html", "how_to_read.html", "How to read this"),
)


def render(content: EditionContent, *, mark: str = "") -> dict[str, bytes]:
    """The pages of an edition by their path inside its folder, with one style sheet and the edition itself as JSON.

    What was not accepted is not printed, nor in the JSON. Rendering the JSON again gives the same bytes.
    `mark`: another one than its own.
    """
    public = as_published(content)
    data = public.to_json()
    said = {
        "edition": public,
        "mark": mark or sha256_hex(data),
        "pdf_file": PDF_FILE,
        "word_file": WORD_FILE,
        "odt_file": ODT_FILE,
        "policy": POLICY,
        "lede": first.answer(public),
        "counts_lede": pages.lede(public),
        "rows": pages.shown_rows(public),
        "themes": pages.themes(public),
        "groups": pages.open_groups(public),
        "open_lede": first.open_lede(public),
        "told": pages.told(public),
        "told_by_others": pages.told_by_others(public),
        "checks": who_checked(public),
        "actions_told": first.actions(public),
        "asked": asked_for.asked_for(public),
        "word_rows": asked_for.word_rows(public),
        "changed": changes.told(public.changes),
        "speakers": tuple(Speaker),
        "sheds_numbers": pages.sheds_numbers(public),
    }
    files = {DATA: data, STYLE: style_of(public)}
    for path, template, name in PAGES:
        up = "../" * path.count("/")
        navigation = [(up + other, known_as, other == path) for other, _, known_as in PAGES]
        text = templates().get_template(template).render(**said, up=up, navigation=navigation, name=name)
        files[path] = text.encode()
    return dict(sorted(files.items()))


def style_of(content: EditionContent) -> bytes:
    """The style sheet of an edition; one without charts has none of their rules, and stays as it was."""
    of_charts = (HERE / CHARTS_STYLE).read_bytes() if has_charts(content) else b""
    return (HERE / STYLE).read_bytes() + of_charts


@cache
def templates() -> Environment:
    """The templates of editions and of the site, strict about names, with the words that every form says."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    # Given to every template and macro: the words that the Word file says too.
    made.globals["fixed"] = words
    made.globals["wanted"] = asked_for
    made.globals["compared"] = changes
    made.globals["reading"] = reading
    return made
