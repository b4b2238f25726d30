"""Run the worked examples of a kind of audit: whether a file can be drawn, and what its answers come to."""

from lineofsight.library.audit import AuditExample, AuditKind
from lineofsight.library.instrument import Instrument
from lineofsight.records.audits.rules.frames import Facts, Held, frame_of
from lineofsight.records.audits.rules.grades import below_good, good_areas, graded


def disagreements(kind: AuditKind, tool: Instrument, example: AuditExample) -> tuple[str, ...]:
    """Where an example is not what comes out: a sentence for each, empty when they agree."""
    wrong = []
    framed = frame_of(kind, [_facts(example)], on=example.on)
    can_be_drawn, left = bool(framed.files), next(iter(framed.left_out), None)
    if example.is_drawn_from is not None and can_be_drawn is not example.is_drawn_from:
        wrong.append(f"the file can {'' if can_be_drawn else 'not '}be drawn.")
    if left != example.left_out:
        wrong.append(f"it is left out: {left}." if left else "it is not left out.")
    grades = graded(kind, tool, example.answers)
    if (good := good_areas(kind, tool, grades)) != example.good:
        wrong.append(f"these areas are good: {', '.join(good) or 'none'}.")
    if (asks := below_good(kind, tool, grades)) != example.asks_for_action:
        wrong.append(f"these areas ask for an action: {', '.join(asks) or 'none'}.")
    return tuple(f"Example «{example.name}»: {sentence}" for sentence in wrong)


def _facts(example: AuditExample) -> Facts:
    return Facts(
        "k",
        "K",
        spans=tuple(
            Held(kind, start, example.ended.get(kind), example.codes.get(kind, ""))
            for kind, start in example.has.items()
        ),
        events=tuple((kind, day, example.codes.get(kind, "")) for kind, day in example.happened.items()),
        pathways=tuple(Held(pathway, start, example.ended.get(pathway)) for pathway, start in example.pathways.items()),
        born_month=example.born_month,
    )
