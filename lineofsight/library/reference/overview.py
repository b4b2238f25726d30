"""The first page of the reference, and the page of its sources."""

from collections.abc import Iterator

from lineofsight.library.kinds import (
    KINDS,
)
from lineofsight.library.reference.parts import table
from lineofsight.library.shelf import Shelf


def overview_page(shelf: Shelf) -> Iterator[str]:
    """All kinds with how many files each has and how many wait to be checked."""
    yield "# The library\n"
    yield "What a partnership could want different stands here as cited data and not in code. One file holds one idea."
    yield "A partnership lays its own shelf over this one: the same id, theirs wins, and pages say so.\n"
    titles = {
        # A kind without a page of its own is told with its words.
        "access-rules": ("Access rules", "vocabulary.md"),
        "calendars": ("Calendars of working days", "calendars.md"),
        "caseloads": ("Children for one worker", "caseloads.md"),
        "claims": ("Kinds of claim", "claims.md"),
        "clocks": ("Days that a review has", "clocks.md"),
        "facts": ("What is recorded about practice", "facts.md"),
        "standards": ("Standards: what is due, by when", "standards.md"),
        "recording-time": ("How soon it is written down", "late-reasons.md"),
        "late-reasons": ("Why something was late", "late-reasons.md"),
        "evidence": ("Kinds of evidence", "evidence.md"),
        "faces": ("Faces that measures count", "faces.md"),
        "groups": ("Groups of children", "groups.md"),
        "glossary": ("Glossary", "../glossary.md"),
        "instruments": ("Forms: what people are asked", "instruments.md"),
        "notices": ("Notices above pages", "notices.md"),
        "identifying": ("What could point to somebody", "identifying.md"),
        "measures": ("Measures", "measures.md"),
        "outlines": ("Outlines of a Summary", "outlines.md"),
        "mappings": ("Lists of a council's own", "mappings.md"),
        "plans": ("Words of action plans", "plans.md"),
        "statuses": ("Colours and words of status", "plans.md"),
        "partners": ("Statutory partners", "partners.md"),
        "challenges": ("Challenges", "challenges.md"),
        "registers": ("Registers", "registers.md"),
        "quarterlies": ("What bodies state each quarter", "quarterlies.md"),
        "listening": ("What children, families and practitioners say", "listening.md"),
        "complaints": ("Complaints", "listening.md"),
        "publication-rules": ("Before publishing", "publication-rules.md"),
        "small-numbers": ("Small numbers", "small-numbers.md"),
        "due-lists": ("Lists of what is due", "due-lists.md"),
        "worker-roles": ("Roles of those who work with a child", "worker-roles.md"),
        "staff-lists": ("Lists of those who work", "staff-lists.md"),
        "leaving-reasons": ("Why people leave", "staff-lists.md"),
        "programmes": ("Programmes of the newly qualified", "programmes.md"),
        "surveys": ("Surveys of those who work", "surveys.md"),
        "themes": ("Themes", "themes.md"),
        "wording": ("Wording rules", "wording.md"),
    }
    rows = []
    for folder in sorted(KINDS):
        title, page = titles.get(folder, (folder.replace("-", " ").capitalize(), f"{folder}.md"))
        ids = shelf.ids(folder)
        unchecked = sum(not shelf.editions(folder, id)[-1].checked for id in ids)
        rows.append([f"[{title}]({page})", f"`{folder}/`", str(len(ids)), str(unchecked)])
    yield from table(["kind", "folder", "files", "not yet checked against the source"], rows)
    yield f"[Sources](sources.md): {len(shelf.sources)} · [Words that files may use](vocabulary.md)"


def sources_page(shelf: Shelf) -> Iterator[str]:
    """Every source, sorted by id."""
    yield "# Sources\n"
    yield "What the library cites. Nothing is copied: the library says it in our own words.\n"
    rows = []
    for id, source in sorted(shelf.sources.items()):
        rows.append(
            [f"`{id}`", source.title, source.publisher, source.published, source.address or "", source.note or ""]
        )
    yield from table(["id", "title", "publisher", "published", "address", "note"], rows)
