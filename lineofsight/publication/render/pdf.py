"""An edition as one PDF that a screen reader can follow (PDF/UA-1). The same content gives the same bytes.

Typst sets it. Its template holds no word of the edition: what is said goes in beside it, as data, so that nothing that
somebody wrote can be taken for markup.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from lineofsight.publication.content.as_published import as_published
from lineofsight.publication.content.edition import EditionContent
from lineofsight.publication.render import blocks
from lineofsight.publication.render.approved import one_line
from lineofsight.publication.render.blocks import Block, Paragraph, Picture, Style, Table
from lineofsight.publication.render.charts import for_print

TEMPLATE = Path(__file__).parent / "templates" / "summary.typ"
# What Typst says of letters that stand in none of its fonts, or that a PDF for everybody may not hold.
_LETTERS = re.compile(r'the text (?:contains the disallowed codepoint )?`"((?:[^"\\]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def render_pdf(content: EditionContent, *, mark: str = "") -> bytes:
    """The bytes of summary.pdf. What was not accepted is not in it. `mark`: another one than its own.

    A letter that no font has is spelled by its name («[GRINNING FACE]»), so that nothing is lost.
    """
    public = as_published(content)
    mark = mark or public.sha
    found = blocks.summary(public, mark)
    day = datetime.combine(public.as_at_date, time(), tzinfo=UTC)
    try:
        return _compiled(_said(public, mark, found, plain), day)
    except typst.TypstError as error:
        unknown = _letters(error)
        if not unknown:
            raise
    return _compiled(_said(public, mark, found, lambda text: spelled(plain(text), unknown)), day)


def _said(content: EditionContent, mark: str, found: Iterable[Block], as_set: Callable[[str], str]) -> dict[str, Any]:
    """What the template is given, each text as it can be set."""
    return {
        "title": as_set(title(content)),
        "head": as_set(" ".join(blocks.texts(blocks.head(content)))),
        "foot": as_set(blocks.foot(content, mark)[0].text),
        "blocks": list(_given(found, as_set)),
    }


def plain(text: str) -> str:
    """The words as they can be set: line breaks as spaces, without marks that nobody sees and that turn words round.

    Letters that are written from right to left are spelled: joined together they could not be read again one by one.
    """
    seen = unicodedata.normalize("NFC", one_line(text))
    letters = set(seen)
    if unseen := {letter for letter in letters if _is_unseen(letter)}:
        seen = seen.translate(dict.fromkeys(map(ord, unseen)))
    return spelled(seen, odd) if (odd := {letter for letter in letters - unseen if _cannot_be_set(letter)}) else seen


# Asked of every letter of an edition, which has few that differ.
@lru_cache(maxsize=4096)
def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


@lru_cache(maxsize=4096)
def _cannot_be_set(letter: str) -> bool:
    # A mark that stands over or under a letter, and with no letter of its own, cannot be read again either.
    return unicodedata.category(letter) in ("Cc", "Mn", "Mc", "Me") or unicodedata.bidirectional(letter) in ("R", "AL")


def title(content: EditionContent) -> str:
    """What the file calls itself."""
    return f"{content.title}, {content.review_title}"


def spelled(text: str, letters: Iterable[str]) -> str:
    """The text with each of these letters as its name in brackets."""
    names = {ord(letter): f"[{unicodedata.name(letter, f'U+{ord(letter):04X}')}]" for letter in letters}
    return text.translate(names)


def _compiled(data: Any, day: datetime) -> bytes:
    # Long names take more lines at the head and foot of a sheet.
    data = {**data, "head_lines": len(data["head"]) // 70, "foot_lines": len(data["foot"]) // 95}
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        sys_inputs={"edition": json.dumps(data, ensure_ascii=False)},
        timestamp=day,
    )
    return bytes(made)


def _letters(error: typst.TypstError) -> frozenset[str]:
    found = (match.group(1) for match in _LETTERS.finditer(error.diagnostic))
    return frozenset("".join(_ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text) for text in found))


def _given(found: Iterable[Block], as_set: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """The blocks as the template takes them: paragraphs of a list that follow each other are one list."""
    for is_list, group in groupby(found, key=lambda block: getattr(block, "style", None) is Style.LIST):
        if is_list:
            items = [_runs(block, as_set) for block in group if isinstance(block, Paragraph)]
            yield {"kind": "list", "items": items}
            continue
        for block in group:
            if isinstance(block, Picture):
                yield {"kind": "picture", "drawing": as_set(for_print(block.drawing)), "alt": as_set(block.alt)}
            elif isinstance(block, Table):
                rows = [[as_set(cell) for cell in row] for row in block.rows]
                head = [as_set(cell) for cell in block.head]
                yield {"kind": "table", "head": head, "rows": rows, "of_numbers": block.of_numbers}
            else:
                yield {
                    "kind": "paragraph",
                    "style": block.style,
                    "runs": _runs(block, as_set),
                    "bookmark": block.bookmark,
                    "is_new_page": block.is_new_page,
                }


def _runs(block: Paragraph, as_set: Callable[[str], str]) -> list[dict[str, Any]]:
    return [{"text": as_set(run.text), "is_bold": run.is_bold, "leads_to": run.leads_to} for run in block.runs]
