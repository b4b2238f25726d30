"""Ask for a review's page with 50 of its statements, against a view that does nothing behind the same middleware."""

from bench._measured import Table, demonstration, ms, show, side_by_side, times


def measure() -> Table:
    """SQLite, the business manager, in one process without a server in between."""
    with demonstration():
        return _measure()


def _measure() -> Table:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from bench.read import REPORT
    from lineofsight.partnership.actor import job
    from lineofsight.partnership.queries import actor_in_role
    from lineofsight.partnership.rules import Role

    settings.ROOT_URLCONF = "bench._bare"
    settings.ALLOWED_HOSTS = ["testserver"]
    reader = job("bench", now=timezone.now())
    review = _review(reader)
    # The report once more into the same review, so that there are more than 50 statements.
    for _ in range(2):
        call_command("import_summary", str(REPORT), review=review.ref, verbosity=0, stdout=_Nowhere())
    manager = actor_in_role(Role.BUSINESS_MANAGER, now=timezone.now())
    assert manager is not None
    client = Client()
    client.force_login(get_user_model().objects.get(pk=manager.person_id))
    address = f"/reviews/{review.ref}"
    asked = {}
    for name in (address, "/bare"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(name)
        assert answer.status_code == 200, f"{name} answered {answer.status_code}"
        asked[name] = len(queries), len(answer.content)
    assert answer is not None
    statements = _statements(review, reader)

    page, bare = side_by_side(lambda: client.get(address), lambda: client.get("/bare"), repeats=60)
    return Table(
        title="A page of 50 statements",
        headers=("what", "time", "requests a second, one process", "queries", "size", "against the bare view"),
        rows=(
            ("a view that does nothing", ms(bare), f"{1 / bare:,.0f}", str(asked["/bare"][0]), "–", "1"),
            (
                f"50 of a review's {statements} statements",
                ms(page),
                f"{1 / page:,.0f}",
                str(asked[address][0]),
                f"{asked[address][1] / 1000:,.0f} kB",
                times(page / bare),
            ),
        ),
        notes=("Both pass the whole middleware: session, who is asking, headers.",),
    )


def _review(reader: object) -> object:
    from lineofsight.assurance.queries import reviews

    return max(reviews(reader), key=lambda review: _statements(review, reader))


def _statements(review: object, reader: object) -> int:
    from lineofsight.assurance.queries import statements_of

    return statements_of(review, reader).count()


class _Nowhere:
    """Takes what a command says."""

    def write(self, text: str) -> None: ...


if __name__ == "__main__":
    show(measure())
