"""`./los verify`: whether the trail still is what was sealed and signed, and every file that is held is there."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from lineofsight.cli.command import OurCommand
from lineofsight.files.queries import swept
from lineofsight.files.store import Sweep
from lineofsight.library.words import counted
from lineofsight.partnership import clock
from lineofsight.partnership.actor import Actor, job
from lineofsight.partnership.scope import scope
from lineofsight.trail import export as trail_export
from lineofsight.trail import keys
from lineofsight.trail.sealer import TrailBroken, seal
from lineofsight.trail.verify import Verdict, verify

_MOST_NAMED = 20


class Command(OurCommand):
    help = "Check every recorded act, its details, the tree over them, all signed checkpoints, and the files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint",
            metavar="FILE",
            action="append",
            default=[],
            type=Path,
            help="a signed checkpoint that somebody else kept; may be given more than once",
        )
        parser.add_argument("--json", action="store_true", help="print the verdict as JSON")
        parser.add_argument(
            "--export",
            metavar="FILE",
            type=Path,
            help="also write the trail for the independent verifier, without texts",
        )
        parser.add_argument(
            "--with-details", action="store_true", help="let the export hold the details of every event"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        held = {str(path): _read(path) for path in options["checkpoint"]}
        actor = job("verify", now=clock.now())
        try:
            with scope(actor, writes=False):
                seal(at=actor.now)
        except TrailBroken as error:
            # The verdict names what is broken; here it only says why the newest events stay unsealed.
            self.stderr.write(str(error))
        with scope(actor, writes=False):
            verdict = verify(held=held)
            files = swept(before=actor.now)
        if options["json"]:
            told = {**asdict(verdict), "files": asdict(files)}
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
        else:
            self._say_files(files)
            self._say(verdict)
        if options["export"] and verdict.ok:
            with scope(actor, writes=False):
                self._export(options["export"], actor, with_details=options["with_details"])
        if not verdict.ok or files.missing:
            sys.exit(1)

    def _say(self, verdict: Verdict) -> None:
        database = settings.DATABASES["default"]
        self.stdout.write(f"Checked in {database['ENGINE'].rpartition('.')[2]} {database['NAME']}:")
        self.stdout.write(
            f"  {verdict.events} events, {verdict.details} with details and {verdict.erased} with details erased,\n"
            f"  {verdict.checkpoints} checkpoints and {verdict.held_checkpoints} that somebody else kept;"
            f" {verdict.unsealed} events not sealed yet."
        )
        self.stdout.write(f"  Tree of {verdict.size}, root {verdict.root}")
        self.stdout.write(f"  Signed with {_public_key()}")
        for finding in verdict.findings:
            self.stdout.write(f"  WRONG ({finding.code}): {finding.sentence}")
        if verdict.findings_left_out:
            self.stdout.write(f"  … and {verdict.findings_left_out} more.")
        self.stdout.write("The trail is whole." if verdict.ok else "The trail is NOT what was sealed.")

    def _say_files(self, files: Sweep) -> None:
        if files.missing:
            number = counted(len(files.missing), "file that is held is", "files that are held are")
            self.stdout.write(f"{number} MISSING; put the folder back from a backup. By hash:")
            for sha256 in files.missing[:_MOST_NAMED]:
                self.stdout.write(f"  {sha256}")
        else:
            self.stdout.write("Every file that is held is there.")
        lying = len(files.unreferenced) + len(files.unfinished)
        if lying:
            self.stdout.write(f"{counted(lying, 'file lies', 'files lie')} in the folder that nothing holds.")

    def _export(self, path: Path, actor: Actor, *, with_details: bool) -> None:
        try:
            last = trail_export.export(path=path, by=actor, at=actor.now, with_details=with_details)
        except FileExistsError as error:
            raise CommandError(f"{error.filename} is there already.") from None
        self.stderr.write(
            f"Wrote {last.size} events to {path} and their checkpoint to {path}.checkpoint. To check them elsewhere:\n"
            f"python independent_verifier.py {path} {path}.checkpoint {_public_key()}"
        )


def _public_key() -> str:
    return keys.signing_key(settings.KEYS_ROOT).public.text()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise CommandError(f"{path} cannot be read as a checkpoint.") from None
