"""A return of two lines, handed in and taken."""

from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.records.identities.models import Import
from lineofsight.records.practice.models import Upload

LINES = "1001 2026-03-03\n1002 2026-04-07\n"


def uploaded(client, lines: str = LINES, *, source: str = "ssd", name: str = "visits.csv"):
    return client.post("/returns/new", {"source": source, "files": [SimpleUploadedFile(name, lines.encode())]})


def taken(client, capture, lines: str = LINES) -> Import:
    page = uploaded(client, lines)["Location"]
    with capture(execute=True):
        client.post(f"{page}/take", {"version": Upload.objects.latest("id").version})
    return Import.objects.latest("id")
