"""The way in for commands: `./los COMMAND` in the project's folder, `lineofsight COMMAND` where it is installed.

Standard library only until a command runs, because `./los` reads this table before anything is installed.
"""

import argparse
import difflib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from lineofsight.program import PROJECT, is_project, program, seldom_look_for_garbage

PACKAGE = Path(__file__).resolve().parent.parent

# What people use, in the order in which a newcomer meets it. A house test compares it with the commands that exist.
COMMANDS = {
    "demo": "set up the demonstration partnership, build its Summary into out/ and serve it",
    "read": "read a report: sections, paragraphs, quotations, figures, agencies, tables",
    "import-summary": "make a draft review of a published report",
    "import": "take a return of the council in: a census or a list becomes records on pseudonyms",
    "pseudonym": "print how a child of the source is read here, where the key is held",
    "merge": "say that two references mean one child, or that they do not after all",
    "measure": "compute one measure as at a date",
    "systems": "say of every system who does what, how it is counted and which published sentence cites it",
    "sight": "say what was due for every child by a day, done, late, not known, and what comes next",
    "gate": "say whether an edition, or an exported one, can be published, and why not",
    "export": "write an edition with everything it is judged by into one file",
    "publish": "freeze an edition and write its pages",
    "withdraw": "take a published edition back, and put a page in its folder that says so",
    "site": "write all published editions into one folder, with lists that lead to each sentence",
    "rebuild": "write the pages of a published edition again, byte for byte",
    "seal": "give what was recorded its place in the trail, and sign a checkpoint",
    "verify": "check that the trail has not been rewritten",
    "library": "check the library's files, show one of ours, or write the reference",
    "run": "serve what is configured",
    "work": "do what waits in the background; run and demo start it themselves",
    "agency": "add and list agencies",
    "person": "invite, list and remove people",
    "backup": "write the database and the files into one archive",
    "restore": "put a backup into an empty place and verify it",
    "drill": "rehearse a restore in a scratch place: prove it, time it, take the place away",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command named first in `argv` (default: the arguments of this process) and return its exit code."""
    try:
        code = _answer(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has stopped reading, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _answer(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(overview(COMMANDS))
        return 0
    if arguments[0] == "--version":
        from lineofsight.version import VERSION

        print(VERSION)
        return 0
    name, rest = arguments[0], arguments[1:]
    refusal = configure(name)
    return _refuse(refusal) if refusal else _run(name, rest)


def overview(commands: dict[str, str]) -> str:
    """The list of commands, a line each."""
    width = max(map(len, commands))
    lines = [f"  {name:<{width}}  {line}" for name, line in commands.items()]
    return "\n".join(
        [f"Usage: {program()} COMMAND …", "", *lines, "", f"{program()} COMMAND --help tells more about one of them."]
    )


def unknown(name: str, known: Iterable[str]) -> str:
    """The sentence for a command that does not exist, with the nearest one that does."""
    near = difflib.get_close_matches(name, sorted(known), n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return f"There is no command “{name}”.{meant} {program()} --help lists them all."


def our_commands() -> set[str]:
    """The commands that have a file in the package, as people type them."""
    files = PACKAGE.glob("*/management/commands/[a-z]*.py")
    return {path.stem.replace("_", "-") for path in files}


def configure(name: str) -> str:
    """Fill in the environment that the settings read. Returns a sentence when `name` must not run without settings.

    Where nothing is configured, commands work on the demonstration; serving never does so by accident.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineofsight.settings")
    if "LOS_MODE" not in os.environ and not os.environ.get("DATABASE_URL"):
        if name == "run":
            return (
                "Nothing is configured to be served: set LOS_MODE=live, LOS_DATA to a folder and LOS_HOSTS to the "
                f"addresses you answer to, or try {program()} demo."
            )
        os.environ["LOS_MODE"] = "demonstration"
    os.environ.setdefault("LOS_DATA", str(data_folder(os.environ.get("LOS_MODE", "live"))))
    return ""


def data_folder(mode: str) -> Path:
    """Where the data of `mode` lies when LOS_DATA does not say: in the project, else in the user's own folder."""
    if is_project():
        return PROJECT / "var" / mode
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "lineofsight" / mode


# Options that Django gives every command.
_OF_DJANGO = frozenset(
    ("version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks")
)


def _run(name: str, rest: list[str]) -> int:
    seldom_look_for_garbage()
    import django
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import CommandError, SystemCheckError
    from django.db import DatabaseError, connections

    django.setup()
    module = name.replace("-", "_")
    commands = get_commands()
    if module not in commands:
        return _refuse(unknown(name, {*our_commands(), *commands}))
    command = load_command_class(commands[module], module)
    # So that Django's parser ends with a usage line, as for any command at a keyboard, and raises nothing.
    command._called_from_command_line = True
    parser = command.create_parser(program(), name)
    for action in parser._actions:
        # They go on working; a usage line that begins with what nobody here needs hides what is needed.
        if action.dest in _OF_DJANGO:
            action.help = argparse.SUPPRESS
    options = vars(parser.parse_args(rest))
    positional = options.pop("args", ())
    if options["settings"] or options["pythonpath"]:
        return _refuse("Settings come from the environment: --settings and --pythonpath do nothing here.")
    try:
        command.execute(*positional, **options)
    except CommandError as trouble:
        if options["traceback"]:
            raise
        return _refuse(str(trouble), code=1 if isinstance(trouble, SystemCheckError) else trouble.returncode)
    except DatabaseError as trouble:
        from lineofsight.cli.unready import unready

        sentence = "" if options["traceback"] else unready(trouble)
        if not sentence:
            raise
        return _refuse(sentence, code=1)
    finally:
        connections.close_all()
    return 0


def _refuse(sentence: str, *, code: int = 2) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
