"""Give committed events their place in the tree, in batches, and sign a checkpoint after each batch.

Requests never wait for this: they add events without a chain. Two sealers at once are safe, and so is one that is
killed: a batch and its checkpoint are one transaction.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Max, QuerySet

from lineofsight.trail import keys
from lineofsight.trail.checkpoint import BadNote, SigningKey, TreeHead, sign, verify
from lineofsight.trail.leaves import leaf_of
from lineofsight.trail.models import Checkpoint, Event, Seal
from lineofsight.trail.tree import Frontier

log = logging.getLogger(__name__)

BATCH = 2_000
# Any number that nothing else in this database takes; PostgreSQL keeps advisory locks by number.
LOCK = 6_962
# How many turns of the timer look at the newest events only before one looks at all of them.
SHORT_LOOKS = 60


class TrailBroken(RuntimeError):
    """The last checkpoint does not fit what is stored: nothing may be sealed on top of it. `verify` says more."""


class OutOfScope(RuntimeError):
    """Row security hides the events from whoever seals: it must run as a job that sees all."""


def check_sight(*, details: bool = False) -> None:
    """Raise OutOfScope where row security hides events (or `details`) from us: nothing may be concluded from that."""
    if connection.vendor != "postgresql":
        return
    # The settings that the partnership's row security reads (`scope` sets them).
    sees = "current_setting('los.writes', true) = 'any'" if details else "current_setting('los.other_from', true) <> ''"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT NOT row_security_active('trail_event') OR coalesce({sees}, false)")
        if not cursor.fetchone()[0]:
            raise OutOfScope("Row security hides the trail here: run this within the scope of a job.")


def _one_at_a_time() -> None:
    """Wait for any other sealer. On SQLite the transaction itself is the lock (BEGIN IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _last_edge() -> tuple[int, Frontier]:
    """The number of the last checkpoint and the tree's right edge there. Raises TrailBroken."""
    last = Checkpoint.objects.order_by("-size").first()
    highest = Seal.objects.aggregate(highest=Max("seq"))["highest"]
    sealed = 0 if highest is None else highest + 1
    if last is None:
        if sealed:
            raise TrailBroken(f"{sealed} events are sealed, but there is no checkpoint.")
        return 0, Frontier()
    try:
        head, _ = verify(last.note, keys.known_keys(settings.KEYS_ROOT))
        edge = Frontier.read(size=last.size, text=last.frontier)
    except (BadNote, ValueError) as error:
        raise TrailBroken(f"The last checkpoint does not hold: {error}.") from error
    if (head.size, head.number, head.root) != (last.size, last.number, edge.root()) or sealed != last.size:
        raise TrailBroken(
            f"The last checkpoint speaks of {head.size} events; {sealed} are sealed, or their edge differs."
        )
    return last.number, edge


def _unsealed(above: int | None) -> "QuerySet[Event]":
    events = Event.objects.filter(seal__isnull=True)
    return events if above is None else events.filter(id__gt=above)


def _seal_batch(*, at: datetime, above: int | None, key: SigningKey, most: int) -> int | None:
    """Seal the next events by id; out: the highest id among them, None when there are none."""
    with transaction.atomic():
        _one_at_a_time()
        number, edge = _last_edge()
        events = list(_unsealed(above).order_by("id")[:most])
        if not events:
            return None
        seals = []
        for event in events:
            leaf = leaf_of(event)
            seals.append(Seal(seq=edge.size, event=event, leaf=leaf.hex()))
            edge = edge.add(leaf)
        Seal.objects.bulk_create(seals)
        head = TreeHead(origin=key.name, size=edge.size, root=edge.root(), number=number + 1, at=at)
        Checkpoint.objects.create(
            number=head.number,
            size=head.size,
            root=head.root.hex(),
            frontier=edge.text(),
            at=at,
            note=sign(head, key),
        )
        return events[-1].id


def seal(*, at: datetime, above: int | None = None, most: int = 0) -> Checkpoint | None:
    """Seal every committed event that has no place yet; `at` is the (aware) moment that the checkpoints state.

    Out: the last checkpoint there is, new or not; None while nothing was ever recorded. `above` looks only at events
    with a higher id, for the timer: on PostgreSQL an event with a smaller id may be committed later. `most`: how many
    at once instead of `BATCH`; a story is not told in the order of its days, and what is older than a checkpoint is
    too late after it.
    Raises TrailBroken when what is stored does not fit the last checkpoint, OutOfScope where row security hides events.
    """
    check_sight()
    # Looked at first without the lock: a timer that finds nothing makes nobody wait.
    while _unsealed(above).exists():
        # A batch begins where the one before ended: looking from the start each time took 215 s for 800,000 events.
        above = _seal_batch(at=at, above=above, key=keys.signing_key(settings.KEYS_ROOT), most=most or BATCH)
        if above is None:
            break
    return Checkpoint.objects.order_by("-size").first()


class Sealer:
    """A timer that seals while the service runs. A failure is logged and the next turn tries again.

    `now` gives the aware moment; `within` opens what a turn runs in (on PostgreSQL the scope of a job).
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        every: float = 5.0,
        within: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._now, self._every, self._within = now, every, within
        self._above = self._turns = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sealer", daemon=True)

    def start(self) -> None:
        """Begin; the first turn is at once."""
        self._thread.start()

    def stop(self) -> None:
        """End after the present turn, and wait for that."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def turn(self) -> None:
        """One look: at the newest events, and every so often at all of them."""
        looks_at_all = self._turns % SHORT_LOOKS == 0
        self._turns += 1
        with self._within():
            last = seal(at=self._now(), above=None if looks_at_all else self._above)
            if looks_at_all and last is not None:
                self._above = Event.objects.filter(seal__seq=last.size - 1).values_list("id", flat=True).first() or 0

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.turn()
            except Exception:
                # Whatever it is: the service goes on.
                log.exception("The trail could not be sealed; the next turn tries again.")
                self._turns = 0
            finally:
                connections.close_all()
            self._stopping.wait(self._every)
