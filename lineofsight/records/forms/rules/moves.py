"""From where to where a form can go. It is signed by whoever may fill it in, and stays as it is after that."""

from lineofsight.library.instrument_examples import FormState
from lineofsight.library.instrument_troubles import FILL_IN
from lineofsight.partnership.moves import Move, Whose

OPEN = (FormState.NOT_STARTED, FormState.STARTED, FormState.ALL_ANSWERED)


def _move(source: FormState, target: FormState) -> Move:
    return Move(source, target, FILL_IN, whose=Whose.OWN)


FORM_MOVES: tuple[Move, ...] = (
    *(_move(source, target) for source in OPEN for target in (FormState.STARTED, FormState.ALL_ANSWERED)),
    # Of a printed workbook a part may be skipped, so it is signed from «started» too.
    _move(FormState.STARTED, FormState.SIGNED),
    _move(FormState.ALL_ANSWERED, FormState.SIGNED),
    *(_move(source, FormState.SET_ASIDE) for source in OPEN),
)


def is_open(state: str) -> bool:
    """Whether somebody can still answer."""
    return state in OPEN
