"""A page of docs/how-to followed word for word: its YAML saved where it says, and the shelf checked."""

import re
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
# What docs/how-to/add-an-instrument.md adds.
INSTRUMENT = "visit-reflection"


def saved(page: str, into: Path) -> Path:
    """The files of a page, each saved under the name that stands before it."""
    text = (PAGES / page).read_text()
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    names = list(dict.fromkeys(re.findall(r"Save this (?:beside it )?as `([^`]*)`", text)))
    assert len(blocks) == len(names)
    for name, block in zip(names, blocks, strict=True):
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_text(block)
    return into


def checked(shelf: Path) -> tuple[str, str]:
    """What `./los library check` says of a shelf, and what it complains of."""
    said, wrong = StringIO(), StringIO()
    try:
        call_command("library", "check", "--shelf", str(shelf), stdout=said, stderr=wrong)
    except CommandError as trouble:
        wrong.write(str(trouble))
    return said.getvalue(), wrong.getvalue()


def changed(shelf: Path, name: str, right: str, wrong: str) -> None:
    """One word of a file made wrong."""
    file = shelf / name
    text = file.read_text()
    assert right in text
    file.write_text(text.replace(right, wrong, 1))
