"""The reference of audits: whose files, which areas, how many, and who reads them."""

from collections.abc import Iterator

from lineofsight.library.audit import AuditKind, FileTest
from lineofsight.library.instrument import Instrument
from lineofsight.library.reference.parts import foot, table
from lineofsight.library.shelf import Shelf


def audits_page(shelf: Shelf) -> Iterator[str]:
    """Every kind of audit."""
    yield "# Audits\n"
    yield "Files are drawn by a seed that is kept, so that anybody can draw them again.\n"
    yield "Random samples and thematic ones are never put into one figure.\n"
    tools = {tool.id: tool for tool in shelf.all_newest(Instrument)}
    for kind in shelf.all_newest(AuditKind):
        yield f"## {kind.title}\n"
        yield f"{kind.about}\n"
        auditors = "; ".join(
            f"{', '.join(role.value for role in who.roles)} ({who.agency.value})" for who in kind.auditors
        )
        yield f"A {kind.type.value}, {kind.method.value}, {kind.size} files. Read by: {auditors}.\n"
        yield f"Of 100 files a second reader grades {kind.second_read}.\n"
        tests = "; ".join(_told(test) for test in kind.frame.where) or "the agency lists its files"
        yield f"Files: {kind.frame.words} ({tests}).\n"
        for left in kind.left_out:
            yield f"* Left out: {left.reason} ({_told(left.where)})."
        asked = {question.id: question.ask for _, question in tools[kind.tool].questions()}
        rows = [[area.title, asked[area.question], "yes" if area.is_voice else ""] for area in kind.areas]
        yield ""
        yield from table(["area", f"asked in «{tools[kind.tool].title}»", "voice of the child"], rows)
        yield f"{foot(kind, shelf)}\n"


def _told(test: FileTest) -> str:
    months = f" within {test.within_months} months" if test.within_months else ""
    codes = f" as {' or '.join(test.code)}" if test.code else ""
    if test.has:
        return f"{' or '.join(f'`{kind}`' for kind in test.has)} goes on{codes}{months}"
    if test.happened:
        return f"`{test.happened}` happened{codes}{months}"
    if test.pathway:
        return f"on the pathway `{test.pathway}`{months}"
    under = f", under {test.under_months} months" if test.under_months else ""
    return f"born{under}" if test.born else "not yet born, or not known"
