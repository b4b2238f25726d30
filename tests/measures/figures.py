"""A figure that a test changes one thing of."""

from datetime import date

from lineofsight.library.scales import CountKind
from lineofsight.measures.figure import Figure, LeftOut

FIGURE = Figure(
    measure_id="statements-with-current-evidence",
    measure_version=1,
    definition_sha="a" * 64,
    group="",
    n=6,
    of=8,
    left_out=(LeftOut("not meant for the Summary", 1),),
    period_from=None,
    period_to=None,
    as_at_date=date(2026, 3, 31),
    kind=CountKind.FULL_COUNT,
    caveats=("It counts that evidence is there.",),
    snapshot_sha="b" * 64,
)
