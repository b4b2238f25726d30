"""./los library: check the library's files, show one of them, or write the reference that is made from them."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import Resolver404, resolve

from lineofsight.cli.command import OurCommand
from lineofsight.desk.figures.told import told_exactly_below
from lineofsight.desk.worked_examples import wrong_examples
from lineofsight.library import checks, reference
from lineofsight.library.entry import Entry
from lineofsight.library.faults import BrokenShelf, Fault, Trouble, unknown_word
from lineofsight.library.kinds import KINDS
from lineofsight.library.shelf import OURS, Shelf, load
from lineofsight.library.system import Does, System
from lineofsight.partnership.clock import now
from lineofsight.partnership.queries import today
from lineofsight.program import program

DOCS = OURS.parent.parent / "docs"


class Command(OurCommand):
    """Check every file of the library, or write docs/library and docs/glossary.md."""

    help = (
        "check: read every library file, its references and its worked examples. show FOLDER/ID: print a file of ours"
        " with its examples, to begin an own one from. docs: write the reference."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """check [--shelf FOLDER] | show FOLDER/ID | docs [--shelf FOLDER --out FOLDER] [--check]"""
        parser.add_argument("what", choices=["check", "docs", "show"])
        parser.add_argument("of", nargs="?", default="", help="with show: for example standards/cla-visit")
        parser.add_argument("--shelf", default=settings.LOS_SHELF, help="a partnership's own shelf, laid over ours")
        parser.add_argument("--out", default=str(DOCS), help="the docs folder to write to (docs)")
        parser.add_argument("--check", action="store_true", help="write nothing; fail when the docs are not up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it. A fault ends with one sentence and a non-zero exit code; the faults stand before it, a line each."""
        own, out = Path(options["shelf"]) if options["shelf"] else None, Path(options["out"])
        if options["what"] == "check":
            self._check(own)
            return
        if options["what"] == "show":
            self._show(options["of"])
            return
        # The reference that stands beside the program is of its own library alone.
        is_ours = out.resolve() == DOCS.resolve()
        if is_ours and own and not options["check"]:
            raise CommandError(f"Name a folder with --out for the reference of {own}: {DOCS} is that of our library.")
        self._docs(out, own=None if is_ours else own, only_check=options["check"])

    def _check(self, own: Path | None) -> None:
        found = checks.check(own, on=today(now()))
        for fault in found.faults:
            self.stderr.write(str(fault))
        wrong = tuple(wrong_examples(found.shelf, own or OURS)) if found.shelf else ()
        wrong += tuple(map(str, _pages_not_there(found.shelf))) if found.shelf else ()
        for sentence in wrong:
            self.stderr.write(sentence)
        number = len(found.faults) + len(wrong)
        if number:
            raise CommandError(f"{number} thing{'s' if number > 1 else ''} to mend in {own or OURS}.")
        few = told_exactly_below(found.shelf, on=today(now())) if found.shelf and own else ()
        for note in (*found.notes, *few):
            self.stdout.write(note)
        listed = ", ".join(f"{count} {folder}" for folder, count in found.counts)
        where = f"{own}, laid over {OURS}" if own else str(OURS)
        self.stdout.write(f"The library is in order: {listed}. Read from {where}.")

    def _show(self, of: str) -> None:
        """The file as it stands, so that an own version begins from what it says and not from an account of it."""
        ours = load()
        known = sorted(f"{folder}/{id}" for folder in KINDS for id in ours.ids(folder))
        found = [one for one in known if of in (one, one.partition("/")[2])]
        if not of:
            raise CommandError("Say which file, for example standards/cla-visit.")
        if not found:
            raise CommandError(unknown_word(of, known=known, what="a file of the library")[0])
        for name in found:
            for path in (OURS / f"{name}.yaml", OURS / f"{name}.examples.yaml"):
                if path.is_file():
                    self.stdout.write(f"# {path.relative_to(OURS)}\n{path.read_text(encoding='utf-8')}")

    def _docs(self, docs: Path, *, own: Path | None, only_check: bool) -> None:
        try:
            shelf = load(own)
        except BrokenShelf as broken:
            raise CommandError(str(broken)) from None
        if only_check:
            stale = reference.stale(shelf, docs)
            if stale:
                raise CommandError(f"Not up to date in {docs}: {', '.join(stale)}. Run {program()} library docs.")
            self.stdout.write(f"The reference in {docs} is up to date.")
            return
        changed = reference.write(shelf, docs)
        self.stdout.write(f"Wrote {len(changed)} of {len(reference.pages(shelf))} pages to {docs}.")


def _pages_not_there(shelf: Shelf) -> Iterator[Fault]:
    """The pages that a system names and that nobody serves: whoever follows the link would be told «Page not found»."""
    named = [(found, number, one.where) for found in shelf.found() for number, one in _does(found.entry)]
    served = {where for _, _, where in named if _is_served(where)}
    for found, number, where in named:
        if where not in served:
            sentence, near = unknown_word(where, known=sorted(served), what="the address of a page here")
            yield found.fault(Trouble(("does", number, "where"), sentence, near))


def _does(entry: Entry) -> Iterator[tuple[int, Does]]:
    yield from enumerate(entry.does) if isinstance(entry, System) else ()


def _is_served(where: str) -> bool:
    try:
        resolve(where.partition("?")[0])
    except Resolver404:
        return False
    return True
