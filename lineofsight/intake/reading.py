"""The process in which a report is read. It has little memory, little time, and may write nothing.

Started by `apart`, never by hand. On standard output stand lines of one letter and JSON: «p» how far it has come, then
«d» the report or «u» the sentence that says why it cannot be read.
"""

import importlib
import json
import sys

from lineofsight.files.guard.process import limit
from lineofsight.intake.apart import OUT_OF_MEMORY
from lineofsight.intake.carrying import packed
from lineofsight.intake.readers.dispatch import reader_of
from lineofsight.intake.readers.guard import Unreadable
from lineofsight.intake.readers.progress import told_to


def main(name: str, reader: str, memory: str, seconds: str) -> int:
    """Read the file that comes in on standard input and say what came of it. A fault only ends the process."""
    # The rooms are entered before the limits hold, so that those measure the file and not our own programs.
    module, _, function = reader.partition(":")
    read = getattr(importlib.import_module(module), function)
    reader_of(name)
    limit(memory=int(memory), seconds=int(seconds), open_files=64)
    try:
        content = sys.stdin.buffer.read()
        with told_to(lambda words: _say("p", words)):
            document = read(content, name)
        _say("d", packed(document))
    except Unreadable as refusal:
        _say("u", str(refusal))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _say(letter: str, what: object) -> None:
    sys.stdout.write(f"{letter}{json.dumps(what)}\n")
    sys.stdout.flush()
