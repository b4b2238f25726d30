"""Returns on their way in: the reading of their files, and the jobs that read and take large ones."""

from typing import Any

from lineofsight.jobs.actions import ask_for
from lineofsight.jobs.models import Job
from lineofsight.jobs.rules import JobKind
from lineofsight.partnership.actor import Actor
from lineofsight.records.practice.own_mappings import shelf_of
from lineofsight.records.practice.queries import would_give
from lineofsight.records.practice.uploads import files_of
from lineofsight.records.taken import Reading


class FilesGone(Exception):
    """The files of an upload are not there any more."""

    def __init__(self) -> None:
        super().__init__("The files of this return were removed: they are kept for a day. Upload them again.")


def reading_of_upload(upload: Any, *, by: Actor) -> Reading:
    """The reading of an upload's files, by the mappings of the actor's agency too.

    Raises FilesGone, UnreadableReturn.
    """
    files = files_of(upload)
    if not files:
        raise FilesGone
    # The readers are loaded where somebody reads, and not with every page.
    from lineofsight.intake.returns.recognise import reading_of

    return reading_of(upload.source, files, shelf=shelf_of(by))


def ask_to_read(*, upload: Any, about: str, by: Actor) -> Job:
    """Ask that a large upload be read."""
    return ask_for(kind=JobKind.READ_RETURN, by=by, order={"upload": upload.ref}, about=about)


def ask_to_take(*, upload: Any, about: str, expected_version: int, by: Actor) -> Job:
    """Ask that a large upload be taken."""
    body = would_give(upload)
    order = {"upload": upload.ref, "version": expected_version}
    return ask_for(kind=JobKind.TAKE_RETURN, by=by, order=order, about=about, of=body.read if body else 0)
