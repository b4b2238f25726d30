"""Read an upload where it is small, or ask for it; what can be said against it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lineofsight.desk.returns import FilesGone, ask_to_read, reading_of_upload
from lineofsight.files.actions import FileRefused
from lineofsight.records.identities.keys import KeyMissing
from lineofsight.records.identities.one_at_a_time import AnotherIsBeingTaken
from lineofsight.records.practice import uploads
from lineofsight.records.practice.rules import is_taken_at_once
from lineofsight.records.taken import UnreadableReturn
from lineofsight.web.returns.words import short_source

REFUSALS = (FileRefused, KeyMissing, UnreadableReturn, FilesGone, AnotherIsBeingTaken)


def read(request: HttpRequest, upload: Any) -> str:
    """Read an upload, or ask for it. Out: where to go on. Raises one of `REFUSALS`."""
    if not is_taken_at_once(size=upload.size):
        job = ask_to_read(upload=upload, about=short_source(upload.source, request.actor), by=request.actor)
        return reverse("job", args=[job.ref])
    uploads.preview_upload(upload=upload, reading=reading_of_upload(upload, by=request.actor), by=request.actor)
    return reverse("upload", args=[upload.ref])
