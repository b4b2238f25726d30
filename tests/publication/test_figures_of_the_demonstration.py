"""The published Summary of the demonstration says with numbers what the source says without what they are out of; and a
figure that was computed anew stands in the next edition beside the one before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

import pytest
from django.conf import settings

from lineofsight.partnership.actor import job
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.content.changed import Change
from lineofsight.publication.content.edition import EditionContent, Line
from lineofsight.publication.queries.editions import find_edition
from lineofsight.publication.render.changes import told as told_of_changes
from tests.journeys.product import DAY, Product

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only("reads a story that was told on one database")]


@dataclass(frozen=True)
class Printed:
    """A figure of the source, by the measure that counts it here, and what n and N have to be for it to be that one."""

    paragraph: int
    says: str
    measure: str
    holds: Callable[[int, int], bool]


SEVEN = (
    Printed(28, "over a hundred practitioners", "people-who-took-cannabis-and-parenting", lambda n, of: n > 100),
    Printed(29, "over 95%, here 95%", "domestic-abuse-programme-in-date", lambda n, of: n / of >= 0.95),
    Printed(37, "75% good or better", "audits-voice-of-the-child", lambda n, of: n / of >= 0.75),
    Printed(40, "over forty recruited", "recruited-who-remain", lambda n, of: of > 40),
    Printed(40, "86% of them remain", "recruited-who-remain", lambda n, of: n / of >= 0.86),
    Printed(40, "36 more that are permanent", "posts-made", lambda n, of: n == 3600),
    Printed(40, "less than 30% vacant", "posts-vacant", lambda n, of: n / of < 0.30),
)


@pytest.fixture(scope="module")
def published(told: Product, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[EditionContent]:
    """The published Summary of the demonstration, read in a copy of it."""
    copy = told.copied_to(tmp_path_factory.mktemp("seven") / "data")
    reader = job("reader", now=datetime.combine(date.fromisoformat(DAY), time(12), tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES_ROOT", copy.folder / "files")
        with django_db_blocker.unblock(), copy.opened():
            yield content_of(find_edition(reader, copy.story()["published"]), reader)


def not_printed(lines: tuple[Line, ...]) -> set[str]:
    """The figures of the source that none of these sentences prints, each with its n and its N, out of a measure."""
    return {one.says for one in SEVEN if not any(_prints(line, one) for line in lines)}


def _prints(line: Line, wanted: Printed) -> bool:
    for tied in line.figures:
        if tied.measured is None or tied.measured.figure.measure_id != wanted.measure:
            continue
        figure = tied.measured.figure
        return figure.words() in line.wording and wanted.holds(figure.n, figure.of)
    return False


def test_each_of_the_seven_figures_of_the_source_stands_in_a_published_sentence_out_of_a_number(published):
    assert not_printed(published.lines()) == set()


@pytest.mark.parametrize("measure", sorted({one.measure for one in SEVEN}))
def test_control_without_the_sentence_of_a_measure_its_figures_are_missed(published, measure):
    of_it = {one.says for one in SEVEN if one.measure == measure}
    others = tuple(
        line
        for line in published.lines()
        if not any(tied.measured and tied.measured.figure.measure_id == measure for tied in line.figures)
    )

    assert not_printed(others) == of_it


def note_of(content: EditionContent, change: Change) -> str:
    """What the page of changes says of the figures of one sentence; «» where it says nothing."""
    page = told_of_changes(replace(content.changes, items=(change,)))
    (shown,) = page.groups[0].items
    return next((note for note in shown.notes if note.startswith("Figures: was ")), "")


def test_a_figure_computed_anew_stands_in_the_next_edition_beside_the_one_before(published):
    anew = next(line for line in published.lines() if line.wording.startswith("On the day that this was computed"))
    change = next(one for one in published.changes.items if one.after and one.after.number == anew.number)
    (earlier,) = change.before.figures
    now = anew.figures[0].measured.figure.words()

    assert now in anew.wording
    assert now not in change.before.wording
    assert note_of(published, change) == f"Figures: was {earlier}, now {change.after.figures[0]}."
    assert change.after.figures[0].startswith(f"{now}, as at ")
    assert earlier.partition(", as at")[0] in change.before.wording
    # The control: where the figure is as it was, nothing is said of figures.
    same = replace(change, before=replace(change.before, figures=change.after.figures))
    assert note_of(published, same) == ""
