"""Run the worked examples of a register: who was there and what was answered, and whether it is taken."""

from lineofsight.library.register import RegisterExample, RegisterKind
from lineofsight.records.registers.rules.entries import BadAnswers, missing_roles, taken


def disagreements(kind: RegisterKind, example: RegisterExample) -> tuple[str, ...]:
    """Where an example is not what comes out: a sentence for each, empty when they agree."""
    wrong = []
    if example.is_quorate is not None and example.is_quorate is bool(missing_roles(kind, example.present)):
        wrong.append(f"it is {'not ' if example.is_quorate else ''}quorate.")
    try:
        taken(kind.recorded, example.answers)
    except BadAnswers as refused:
        if not example.refused or example.refused not in str(refused):
            wrong.append(f"it is refused: {refused}")
    else:
        if example.refused:
            wrong.append("it should be refused and is not.")
    return tuple(f"Example «{example.name}»: {sentence}" for sentence in wrong)
