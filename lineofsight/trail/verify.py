"""Read the whole trail again and say whether it still is what was sealed and signed (promise P10).

Memory stays constant: rows come in pages, and of the tree only the right edge is kept. What this cannot see, by its
nature: whether an entry was true when it was made, and a change to events that were not sealed yet. A rewriting by
somebody who holds the signing key shows only against a checkpoint that somebody else kept.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from lineofsight.trail import keys
from lineofsight.trail.actions import ERASED, commitment
from lineofsight.trail.canonical import NotCanonical
from lineofsight.trail.checkpoint import BadNote, TreeHead
from lineofsight.trail.checkpoint import verify as open_checkpoint
from lineofsight.trail.leaves import FIELDS, content_of
from lineofsight.trail.models import Checkpoint, Event, Payload, Seal
from lineofsight.trail.sealer import LOCK, check_sight
from lineofsight.trail.spoilt import Row, by_key, pages, standing_still
from lineofsight.trail.tree import EMPTY_ROOT, Frontier, leaf_hash

# More findings than this are counted and not listed.
LISTED = 200
# An event may be recorded before a checkpoint and committed after it, but not by more than a day.
LATE = timedelta(days=1)


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, with a code to count by and a sentence to read."""

    code: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What was checked and what was found. `size` and `root` (hex) are those of the last checkpoint that holds."""

    ok: bool
    size: int
    root: str
    findings: tuple[Finding, ...]
    findings_left_out: int
    events: int
    details: int
    erased: int
    checkpoints: int
    held_checkpoints: int
    unsealed: int


@dataclass(frozen=True)
class _Stated:
    """A checkpoint on the way: what it states, how we call it, and whether somebody else held it."""

    head: TreeHead
    name: str
    is_held: bool


@dataclass
class _Run:
    """One reading of the whole trail. Ends when `verdict()` is asked."""

    findings: list[Finding] = field(default_factory=list)
    left_out: int = 0
    events: int = 0
    details: int = 0
    erased: int = 0
    checkpoints: int = 0
    held: int = 0
    edge: Frontier = field(default_factory=Frontier)
    last: TreeHead | None = None
    # The latest moment among the events so far, and the moment before which no later event may claim to be.
    latest: datetime | None = None
    floor: datetime | None = None
    roots_differ: bool = False

    def say(self, code: str, sentence: str) -> None:
        if len(self.findings) < LISTED:
            self.findings.append(Finding(code, sentence))
        else:
            self.left_out += 1

    # --- checkpoints

    def stored(self) -> Iterator[_Stated]:
        """The checkpoints in the database that hold, in order; says what is wrong with the others."""
        known = keys.known_keys(settings.KEYS_ROOT)
        expected, signer = 1, 0
        columns = ("pk", "number", "size", "root", "at", "note", "frontier")
        for page in pages(Checkpoint.objects.values_list(*columns)):
            for row in page:
                self.checkpoints += 1
                if len(row) == 1:
                    self.say("checkpoint-altered", f"Checkpoint {expected} cannot be read.")
                    continue
                _, number, size, root, at, note, frontier = row
                try:
                    head, key = open_checkpoint(note, known)
                    edge = Frontier.read(size=size, text=frontier).root()
                except (BadNote, ValueError, TypeError, AttributeError) as error:
                    self.say("checkpoint-altered", f"Checkpoint {number} does not hold: {error}.")
                    expected += 1
                    continue
                if (head.number, head.size, head.root.hex(), head.at) != (number, size, root, at) or edge != head.root:
                    self.say("checkpoint-altered", f"Checkpoint {number} says something else than its signed note.")
                if head.number != expected:
                    self.say("checkpoint-missing", f"Checkpoint {expected} is missing; number {head.number} follows.")
                if known.index(key) < signer:
                    self.say(
                        "checkpoint-altered", f"Checkpoint {number} is signed with a key that was replaced before."
                    )
                expected, signer = head.number + 1, max(signer, known.index(key))
                yield _Stated(head, f"checkpoint {head.number}", is_held=False)

    def read_held(self, notes: Mapping[str, str]) -> list[_Stated]:
        """The checkpoints that somebody else kept, by the name of their file, smallest first."""
        known, found = keys.known_keys(settings.KEYS_ROOT), []
        for name, note in notes.items():
            self.held += 1
            try:
                found.append(_Stated(open_checkpoint(note, known)[0], f"the checkpoint in {name}", is_held=True))
            except BadNote as error:
                self.say("held-checkpoint", f"The checkpoint in {name} does not hold against our keys: {error}.")
        return sorted(found, key=lambda stated: stated.head.size)

    def pass_checkpoint(self, stated: _Stated) -> None:
        """Compare a checkpoint with the tree of just its size (or of less, when the tree ends before)."""
        head = stated.head
        if head.size > self.edge.size:
            code = "truncated" if stated.is_held else "events-missing"
            self.say(code, f"{head.size} events stand in {stated.name}; only {self.edge.size} are sealed here.")
        elif head.size < self.edge.size:
            self.say("checkpoint-altered", f"The size in {stated.name} is smaller than in the one before.")
        elif head.root != self.edge.root():
            # Every later checkpoint differs for the same cause: one sentence of each kind is enough.
            if stated.is_held or not self.roots_differ:
                self.say(
                    "rewritten" if stated.is_held else "root-differs",
                    f"The first {head.size} events are not those that {stated.name} was signed for.",
                )
            self.roots_differ = self.roots_differ or not stated.is_held
        if not stated.is_held:
            self.last = head
            self.floor = min(head.at, self.latest or head.at)

    # --- events

    def read_page(self, seals: list[Row]) -> Iterator[bytes]:
        """Check one page of seals with their events and details; gives the leaf of each seal."""
        ids = [seal[3] for seal in seals if len(seal) > 1]
        events = by_key(Event.objects.values_list(*FIELDS), ids)
        payloads = by_key(Payload.objects.values_list("event_id", "salt", "body"), ids)
        for seal in seals:
            expected = self.edge.size
            _, seq, leaf, event_id = seal if len(seal) > 1 else (0, None, "", None)
            if seq != expected:
                self.say("renumbered", f"Where event {expected} should stand, the seal says {seq}.")
            self.read_event(expected, leaf, events.get(event_id), payloads.get(event_id))
            try:
                yield bytes.fromhex(leaf)
            except (ValueError, TypeError):
                yield b""

    def read_event(self, place: int, leaf: Any, event: Row | None, payload: Row | None) -> None:
        if event is None:
            self.say("event-missing", f"Event {place} was sealed and is not there, or cannot be read.")
            return
        self.events += 1
        values = dict(zip(FIELDS, event, strict=True))
        try:
            computed = leaf_hash(content_of(event)).hex()
        except NotCanonical:
            computed = ""
        if computed != leaf:
            self.say("event-altered", f"Event {place} ({values['ref']}) is not the one that was sealed.")
        at = values["at"]
        if isinstance(at, datetime):
            if self.floor is not None and at < self.floor - LATE:
                self.say(
                    "backdated", f"Event {place} ({values['ref']}) claims {at:%Y-%m-%d}, before events sealed earlier."
                )
            self.latest = max(at, self.latest or at)
        self.read_details(place, values, payload)

    def read_details(self, place: int, values: Mapping[str, Any], payload: Row | None) -> None:
        if payload is None:
            self.say("details-missing", f"The details of event {place} ({values['ref']}) are not there.")
            return
        _, salt, body = payload
        if salt == "" and body == "":
            self.erased += 1
            if not Event.objects.filter(act=ERASED, subject_ref=str(values["ref"])).exists():
                self.say(
                    "details-missing", f"The details of event {place} ({values['ref']}) are blank; nobody erased them."
                )
            return
        self.details += 1
        if commitment(salt=str(salt), body=str(body)) != values["commitment"]:
            self.say(
                "details-altered", f"The details of event {place} ({values['ref']}) are not those that were recorded."
            )

    # --- the whole

    def read(self, held: Mapping[str, str]) -> None:
        waiting = heapq.merge(self.stored(), self.read_held(held), key=lambda stated: stated.head.size)
        stated = next(waiting, None)
        for page in pages(Seal.objects.values_list("pk", "seq", "leaf", "event_id")):
            for leaf in self.read_page(page):
                self.edge = self.edge.add(leaf)
                while stated is not None and stated.head.size <= self.edge.size:
                    self.pass_checkpoint(stated)
                    stated = next(waiting, None)
        while stated is not None:
            self.pass_checkpoint(stated)
            stated = next(waiting, None)
        covered = self.last.size if self.last else 0
        if self.edge.size > covered:
            self.say("checkpoint-missing", f"{self.edge.size} events are sealed; the last checkpoint covers {covered}.")

    def unsealed(self) -> int:
        waiting = Event.objects.filter(seal__isnull=True)
        if self.floor is not None and (old := waiting.filter(at__lt=self.floor - LATE).count()):
            self.say("backdated", f"{old} events without a seal claim to be older than the last checkpoint.")
        return waiting.count()

    def verdict(self, *, unsealed: int) -> Verdict:
        return Verdict(
            ok=not self.findings,
            size=self.last.size if self.last else 0,
            root=(self.last.root if self.last else EMPTY_ROOT).hex(),
            findings=tuple(self.findings),
            findings_left_out=self.left_out,
            events=self.events,
            details=self.details,
            erased=self.erased,
            checkpoints=self.checkpoints,
            held_checkpoints=self.held,
            unsealed=unsealed,
        )


def verify(*, held: Mapping[str, str] | None = None) -> Verdict:
    """Check every sealed event, its details, the tree and all checkpoints; changes nothing.

    `held` are signed checkpoints that somebody else kept: a name for each (such as its file) and the note.
    Raises OutOfScope where row security hides the trail from whoever asks.
    """
    check_sight(details=True)
    run = _Run()
    with standing_still(LOCK):
        run.read(held or {})
        return run.verdict(unsealed=run.unsealed())
