"""Whatever file is read, the reader is asked for the voice of the child, and grades it."""

import pytest

from lineofsight.library.audit import AuditKind
from lineofsight.library.instrument import Area, Instrument
from lineofsight.library.shelf import load

SHELF = load(None)
AUDITS = SHELF.all_newest(AuditKind)


def asks_for_the_child(audit: AuditKind, tool: Instrument) -> bool:
    """Whether a question of the tool is in the area «voice of the child», and the audit grades that question."""
    asked = {question.id for _, question in tool.questions() if question.area is Area.VOICE}
    return any(area.is_voice and area.question in asked for area in audit.areas)


def deaf(tool: Instrument) -> Instrument:
    """The same tool, of which no question is in that area."""
    sections = [
        section.model_copy(update={"questions": [one.model_copy(update={"area": None}) for one in section.questions]})
        for section in tool.sections
    ]
    return tool.model_copy(update={"sections": sections})


@pytest.mark.parametrize("audit", AUDITS, ids=lambda one: one.id)
def test_the_tool_of_every_audit_has_an_area_for_the_voice_of_the_child(audit):
    tool = SHELF.newest(Instrument, audit.tool)

    assert asks_for_the_child(audit, tool)
    # The control: a tool that does not ask for it is found.
    assert not asks_for_the_child(audit, deaf(tool))
