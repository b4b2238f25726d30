"""A report on its way in, in the browser: sent, looked at, created."""

from django.core.files.uploadedfile import SimpleUploadedFile

from lineofsight.assurance.models import ReportImport

REPORT = """Summary of Progress

Visits

1. Wexcombe Council gave managers a list of visits. The list is read each week.

2. Ofsted found that: "managers know which visits are late and why". Of the visits read, 34 (85%) were in time.

Court

3. Guidance was written for practitioners.
"""


def send(client, text: str = REPORT, *, name: str = "summary.txt", **extra):
    file = SimpleUploadedFile(name, text.encode())
    return client.post("/reviews/import", {"file": file, **extra})


def begun(client, text: str = REPORT) -> ReportImport:
    answer = send(client, text)
    assert answer.status_code == 302, answer.content.decode()
    return ReportImport.objects.order_by("-id").first()


def page(client, report_import, name: str = "", status: int = 200) -> str:
    answer = client.get(f"/imports/{report_import.ref}{name}")
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return " ".join(answer.content.decode().split())


def create(client, report_import, **changes: str):
    report_import.refresh_from_db()
    local = "local child safeguarding practice review"
    given = {"name": "A review", "kind": local, "version": str(report_import.version), **changes}
    return client.post(f"/imports/{report_import.ref}/create", given)
