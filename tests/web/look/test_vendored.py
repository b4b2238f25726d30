"""What stands under static/vendor is what the ledger says, and nothing we ship asks for a font or a file of others."""

import gzip
import hashlib
import io
import json
import re
import tarfile
from pathlib import Path

import pytest

from tests.web.look import vendoring
from tests.web.look.gallery import STATIC, WEB

STYLES = sorted(WEB.rglob("*.css"))
SCRIPTS = sorted(WEB.rglob("*.js"))
FOREIGN = [
    ("GDS Transport", re.compile("GDS Transport")),
    ("a font face", re.compile("@font-face")),
    ("an outside address", re.compile(r"url\(\s*['\"]?(?!data:)|@import")),
    ("a source map", re.compile("sourceMappingURL")),
]


def faults_of(style: str) -> list[str]:
    return [name for name, pattern in FOREIGN if pattern.search(style)]


def marks(ledger: str) -> dict[str, str]:
    rows = re.findall(r"^\| (\S+/\S+) \| `([0-9a-f]{64})` \|$", ledger, flags=re.MULTILINE)
    return dict(rows)


def test_every_vendored_file_has_the_mark_that_the_ledger_gives():
    ledger = marks((vendoring.VENDOR / "VENDORED.md").read_text())
    files = [path for path in vendoring.VENDOR.rglob("*") if path.is_file() and path.name != "VENDORED.md"]

    found = {
        path.relative_to(vendoring.VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }

    assert found == ledger
    assert len(ledger) == 5


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_style_we_ship_asks_for_a_font_or_an_outside_file(path: Path):
    assert faults_of(path.read_text()) == []


def test_all_our_styles_are_looked_at():
    assert {path.name for path in STYLES} >= {"govuk-frontend.min.css", "los.css"}


def test_the_search_for_foreign_things_finds_each_of_them():
    sick = '@font-face{font-family:GDS Transport;src:url(/a.woff2)} @import "x"; /*# sourceMappingURL=a */'

    assert len(faults_of(sick)) == len(FOREIGN)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_we_ship_points_at_a_source_map(path: Path):
    assert "sourceMappingURL" not in path.read_text()


def test_the_vendored_style_names_our_stack_wherever_a_family_is_named():
    style = (STATIC / "vendor/govuk-frontend/govuk-frontend.min.css").read_text()

    families = set(re.findall(r"font-family:([^;}]+)", style))

    assert families == {vendoring.STACK}


def test_vendoring_keeps_rules_whole_and_drops_only_faces_and_pictures():
    css = (
        "@font-face{font-family:GDS Transport;src:url(/x.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif;color:red}"
        "@media print{.a{font-family:sans-serif}.crest:before{background:url(/crest.svg)}}.b{margin:0}"
        "\n/*# sourceMappingURL=x.css.map */\n"
    )

    ours = vendoring.our_style(css)

    stack = vendoring.STACK
    assert ours == f".a{{font-family:{stack};color:red}}@media print{{.a{{font-family:{stack}}}}}.b{{margin:0}}\n"


def test_vendoring_twice_gives_the_same_bytes(tmp_path: Path):
    _pack(
        tmp_path / vendoring.GOVUK,
        {
            "package/dist/govuk/govuk-frontend.min.css": ".a{color:red}",
            "package/dist/govuk/govuk-frontend.min.js": "const a=1",
            "package/dist/govuk/components/tag/fixtures.json": json.dumps(
                {"component": "tag", "fixtures": [{"name": "default", "options": {}, "html": "<b></b>"}]}
            ),
        },
    )
    _pack(tmp_path / vendoring.HTMX, {"package/dist/htmx.min.js": "var htmx", "package/LICENSE": "0BSD"})

    first, second = vendoring.made_from(tmp_path), vendoring.made_from(tmp_path)

    assert first == second
    assert json.loads(gzip.decompress(first[vendoring.FIXTURES]))["tag"][0]["name"] == "default"


def _pack(path: Path, files: dict[str, str]) -> None:
    with tarfile.open(path, "w:gz") as package:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            package.addfile(member, io.BytesIO(text.encode()))
