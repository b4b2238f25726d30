"""Write a public site of 50 editions of 40 sentences: the lists alone, and with every edition in its folder."""

from dataclasses import replace

from bench._measured import Table, ms, show, side_by_side
from lineofsight.publication.render.checked_site import faults_in_site
from lineofsight.publication.render.site import folder_of, render_indexes, render_site
from lineofsight.publication.render.site_lists import Shelved
from tests.publication.pure.factory import content

EDITIONS, SENTENCES = 50, 40


def shelf() -> list[Shelved]:
    """Two editions of each of 25 reviews."""
    made = content(SENTENCES)
    return [
        Shelved(
            content=replace(
                made,
                ref=f"edition-{number}",
                review_ref=f"review-{number // 2:02}",
                review_title=f"Review {number // 2 + 1}",
                number=number % 2 + 1,
            )
        )
        for number in range(EDITIONS)
    ]


def measure() -> Table:
    """The lists are what our own web makes; the whole is what `./los site` writes and reads again."""
    editions = shelf()
    made = render_site(editions)
    names = ("its lists and its feed", "all of it, with PDF and Word files", "read all of it again")
    taken = side_by_side(
        lambda: render_indexes(editions, address_of=folder_of),
        lambda: render_site(editions),
        lambda: faults_in_site(made, editions),
        repeats=1,
    )
    return Table(
        title="Write the public site of 50 editions of 40 sentences",
        headers=("what", "processor time", "each edition"),
        rows=tuple((name, ms(spent), ms(spent / EDITIONS)) for name, spent in zip(names, taken, strict=True)),
        notes=(f"{len(made)} files, {sum(map(len, made.values())) / 1e6:.1f} MB.",),
    )


if __name__ == "__main__":
    show(measure())
