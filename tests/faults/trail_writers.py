"""Eight processes write into one trail and are killed at any moment. Run as a program; prints what was acknowledged.

    python -m tests.faults.trail_writers MANNER KILLS ACKS SEED

MANNER  together    the act, its event and its answer in one transaction: how the product writes
        afterwards  the negative control: the event in a transaction of its own, after the act
        keyless     the negative control: nobody asks whether the form was sent before
        race        all eight send the same forms at once, and nobody is killed
KILLS   so many times some of the processes are killed with SIGKILL and started again
ACKS    so many acknowledgements, more or less, come between two kills
A client that is started again sends the last form again whose answer it heard, as the back button does, and then the
one whose answer it may or may not have heard. The migrations have been run before.
"""

import json
import os
import random
import select
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import django
from django.db import transaction

WRITERS = 8
SEALER = WRITERS
RACED = 40
AT = datetime(2026, 3, 2, tzinfo=UTC)


def write(manner: str, actor: str, key: str) -> None:
    """One form, as a page would take it."""
    from lineofsight.trail.actions import record
    from lineofsight.trail.once import already_done, remember

    def event() -> None:
        record("statement.saved", subject=f"{actor}-{key}", by=actor, at=AT)

    with transaction.atomic():
        if manner != "keyless":
            if already_done(actor_ref=actor, key=key) is not None:
                return
            remember(actor_ref=actor, key=key, location="/", at=AT)
        if manner != "afterwards":
            event()
    if manner == "afterwards":
        with transaction.atomic():
            event()


def write_on(manner: str, writer: int, number: int, tell: Callable[[int], None]) -> None:
    """Send one form after another, for ever."""
    while True:
        write(manner, f"writer-{writer}", str(number))
        tell(number)
        number += 1


def seal_on() -> None:
    """Seal for ever, to be killed in the middle of it too."""
    from lineofsight.trail.sealer import seal

    while True:
        seal(at=AT)


def start(work: Callable[[Callable[[int], None]], None]) -> tuple[int, int]:
    """Start a process; its number and the pipe on which it acknowledges."""
    heard, told = os.pipe()
    process = os.fork()
    if process:
        os.close(told)
        return process, heard
    status = 1
    try:
        work(lambda number: os.write(told, b"%d\n" % number) and None)
        status = 0
    finally:
        os._exit(status)


def run_with_kills(manner: str, kills: int, acks: int, rng: random.Random) -> dict[int, int]:
    """How many forms of each writer were acknowledged, always from 0 on without a gap."""
    acknowledged = dict.fromkeys(range(WRITERS), 0)
    running: dict[int, tuple[int, int]] = {}

    def begin(who: int) -> None:
        if who == SEALER:
            running[who] = start(lambda tell: seal_on())
        else:
            running[who] = start(lambda tell: write_on(manner, who, max(0, acknowledged[who] - 1), tell))

    def kill(who: int) -> None:
        process, heard = running.pop(who)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        # What was told and not heard is lost, as an answer on a broken line.
        os.close(heard)

    for who in range(WRITERS + 1):
        begin(who)
    for _ in range(kills):
        left = rng.randrange(acks // 2, acks * 3 // 2)
        while left > 0:
            pipes = {heard: who for who, (_, heard) in running.items()}
            for heard in select.select(list(pipes), [], [])[0]:
                numbers = os.read(heard, 4096).split()
                if not numbers:
                    raise RuntimeError(f"process {pipes[heard]} ended by itself")
                acknowledged[pipes[heard]] = int(numbers[-1]) + 1
                left -= len(numbers)
        struck = rng.sample(range(WRITERS + 1), rng.randrange(1, WRITERS + 2))
        for who in struck:
            kill(who)
        for who in struck:
            begin(who)
    for who in list(running):
        kill(who)
    return acknowledged


def run_race() -> dict[int, int]:
    """All writers send the same forms as one person, from one moment on."""
    waiting, go = os.pipe()

    def work(tell: Callable[[int], None]) -> None:
        os.close(go)
        os.read(waiting, 1)
        for number in range(RACED):
            write("together", "writer-0", str(number))

    processes = [start(work)[0] for _ in range(WRITERS)]
    os.close(go)
    if any(os.waitpid(process, 0)[1] for process in processes):
        raise RuntimeError("a writer failed")
    return {0: RACED}


def main() -> None:
    manner, kills, acks, seed = sys.argv[1], *map(int, sys.argv[2:])
    django.setup()
    acknowledged = run_race() if manner == "race" else run_with_kills(manner, kills, acks, random.Random(seed))
    print(json.dumps(acknowledged))


if __name__ == "__main__":
    main()
