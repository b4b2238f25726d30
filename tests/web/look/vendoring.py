"""Make the files under static/vendor from the npm packages, the same bytes each time. Standard library only.

    npm pack govuk-frontend@6.3.0 htmx.org@2.0.11          # in an empty folder
    python -m tests.web.look.vendoring FOLDER_WITH_THE_TWO_TGZ

What is taken: the compiled style and script of GOV.UK Frontend, the small build of htmx 2, and GOV.UK Frontend's own
fixtures (for the test of its macros). What is changed and why is in docs/decisions/0030-vendored-look.md.
"""

import gzip
import hashlib
import json
import re
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / "lineofsight" / "web" / "static" / "vendor"
FIXTURES = Path(__file__).resolve().parent / "govuk-frontend-fixtures.json.gz"
GOVUK = "govuk-frontend-6.3.0.tgz"
HTMX = "htmx.org-2.0.11.tgz"
STACK = '"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif'

# The npm package names its licence (MIT) and carries no text of it; the notice is the one of its source repository.
GOVUK_LICENCE = """The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def our_style(css: str) -> str:
    """Give the compiled style with our type stack, and without any font face, picture address or source map."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"font-family:(?:GDS Transport,arial,)?sans-serif(?=[;}])", f"font-family:{STACK}", css)
    css = re.sub(r"[^{}]+\{[^{}]*url\([^{}]*\}", "", css)  # only the crest of the footer has pictures
    return _without_source_map(css)


def _without_source_map(text: str) -> str:
    return re.sub(r"\s*(?:/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$", "\n", text)


def made_from(folder: Path) -> dict[Path, bytes]:
    """Read the two packages in `folder` and give each file that we keep with its bytes."""
    with tarfile.open(folder / GOVUK) as package:
        style = our_style(_text(package, "package/dist/govuk/govuk-frontend.min.css"))
        script = _without_source_map(_text(package, "package/dist/govuk/govuk-frontend.min.js"))
        names = [name for name in package.getnames() if re.fullmatch(r".*/components/[^/]+/fixtures\.json", name)]
        components = [json.loads(_text(package, name)) for name in sorted(names)]
    fixtures = {
        component["component"]: [
            {"name": one["name"], "options": one["options"], "html": one["html"]} for one in component["fixtures"]
        ]
        for component in components
    }
    with tarfile.open(folder / HTMX) as package:
        htmx = _text(package, "package/dist/htmx.min.js")
        htmx_licence = _text(package, "package/LICENSE")
    packed = json.dumps(fixtures, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return {
        VENDOR / "govuk-frontend" / "govuk-frontend.min.css": style.encode(),
        VENDOR / "govuk-frontend" / "govuk-frontend.min.js": script.encode(),
        VENDOR / "govuk-frontend" / "LICENSE": GOVUK_LICENCE.encode(),
        VENDOR / "htmx" / "htmx.min.js": htmx.encode(),
        VENDOR / "htmx" / "LICENSE": htmx_licence.encode(),
        FIXTURES: gzip.compress(packed, mtime=0),
    }


def _text(package: tarfile.TarFile, name: str) -> str:
    member = package.extractfile(name)
    if member is None:
        raise FileNotFoundError(name)
    return member.read().decode()


def ledger(files: dict[Path, bytes], packages: dict[str, bytes]) -> str:
    """Write VENDORED.md: each package and each file of ours with its sha256. The fixtures count by their content."""
    lines = [
        "# Vendored files",
        "",
        "Made by `python -m tests.web.look.vendoring`; `tests/web/look/test_vendored.py` compares the marks.",
        "Nothing here is edited by hand.",
        "",
        "| npm package | licence | sha256 of the package |",
        "|---|---|---|",
    ]
    licences = {GOVUK: "MIT", HTMX: "0BSD"}
    lines += [f"| {name} | {licences[name]} | `{_mark(body)}` |" for name, body in sorted(packages.items())]
    lines += ["", "| file | sha256 |", "|---|---|"]
    ours = sorted((path.relative_to(VENDOR).as_posix(), body) for path, body in files.items() if path != FIXTURES)
    lines += [f"| {name} | `{_mark(body)}` |" for name, body in ours]
    return "\n".join([*lines, ""])


def _mark(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def main(folder: Path) -> None:
    """Write all files and the ledger; say what was written."""
    files = made_from(folder)
    packages = {name: (folder / name).read_bytes() for name in (GOVUK, HTMX)}
    for path, body in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        print(f"{len(body):>8} {path.relative_to(ROOT)}")
    (VENDOR / "VENDORED.md").write_text(ledger(files, packages), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
