"""The public site: every edition in its folder, and the pages that lead to them and to each of their sentences.

Nothing here needs a script, a server or a clock: the same editions give the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lineofsight.library.words import counted, day_words
from lineofsight.publication.render import files, first, html, notices, site_lists, words
from lineofsight.publication.render.feed import FEED, render_feed
from lineofsight.publication.render.site_lists import Shelved

STYLE = html.STYLE
NONE = "No edition is published yet. Members are told when one is."
# address below the root, name in the navigation
NAVIGATION = (
    ("index.html", "Summaries"),
    ("agencies/index.html", "By agency"),
    ("themes/index.html", "By theme"),
    ("words/index.html", "By word"),
)
Address = Callable[[Shelved], str]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One edition in a list of editions."""

    address: str
    name: str
    note: str
    standing: str
    notice: str = ""
    notice_address: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewRows:
    """A review with its editions, newest first."""

    ref: str
    anchor: str
    title: str
    rows: tuple[Row, ...]


def folder_of(shelved: Shelved) -> str:
    """Where an edition lies in the folder of the site. Its review's reference and its number never change."""
    return f"{shelved.content.review_ref}/{shelved.content.number}"


def render_site(shelf: Sequence[Shelved]) -> dict[str, bytes]:
    """The whole site by path: the editions as they were published, with their notices beside them; a tombstone for each
    withdrawn one; the indexes."""
    made: dict[str, bytes] = {}
    for shelved in shelf:
        folder = folder_of(shelved)
        if shelved.is_withdrawn:
            made |= {f"{folder}/index.html": _tombstone(shelved, shelf), f"{folder}/{STYLE}": _style()}
        else:
            published = files.render(shelved.content)
            beside = notices.noticed(published, shelved.content, shelved.notices)
            made |= {f"{folder}/{path}": body for path, body in beside.items()}
    return dict(
        sorted({**made, **render_indexes(shelf, address_of=lambda one: f"{folder_of(one)}/index.html")}.items())
    )


def render_indexes(shelf: Sequence[Shelved], *, address_of: Address) -> dict[str, bytes]:
    """The pages that lead to the editions, and the feed. `address_of` gives an edition's address from the root."""
    order = sorted(shelf, key=lambda one: (one.content.review_title, one.content.review_ref, -one.content.number))
    made = {STYLE: _style(), FEED: render_feed(order, address_of=address_of)}
    reviews = tuple(_reviews(order, address_of))
    made["index.html"] = _page(
        "site_index.html", "index.html", order, {"reviews": reviews, "lede": _lede(order), "title": words.SITE}
    )
    for review in reviews:
        path, mine = f"{review.ref}/index.html", [one for one in order if one.content.review_ref == review.ref]
        said = {"reviews": (review,), "lede": _lede(mine), "title": words.SITE}
        made[path] = _page("site_index.html", path, order, said)
    for page in site_lists.pages(order, address_of=address_of):
        made[page.path] = _page("site_list.html", page.path, order, {"page": page, "title": page.title})
    return made


def _reviews(order: Sequence[Shelved], address_of: Address) -> Iterator[ReviewRows]:
    refs = dict.fromkeys(shelved.content.review_ref for shelved in order)
    for number, ref in enumerate(refs, start=1):
        mine = [shelved for shelved in order if shelved.content.review_ref == ref]
        yield ReviewRows(
            ref=ref,
            anchor=f"review-{number}",
            title=mine[0].content.review_title,
            rows=tuple(_row(shelved, mine, address_of) for shelved in mine),
        )


def _row(shelved: Shelved, mine: Sequence[Shelved], address_of: Address) -> Row:
    content = shelved.content
    is_noticed = bool(shelved.notices) and not shelved.is_withdrawn
    return Row(
        address=address_of(shelved),
        name=f"Edition {content.number}, as at {day_words(content.as_at_date)}",
        note="" if shelved.is_withdrawn else first.answer(content),
        standing=standing_words(shelved, mine),
        notice=notices.line_of(shelved.notices) if is_noticed else "",
        notice_address=notice_address(address_of(shelved)),
    )


def notice_address(of_edition: str) -> str:
    """Where the notices of an edition stand, from where its first page does."""
    return of_edition.removesuffix("index.html") + notices.PAGE


def standing_words(shelved: Shelved, mine: Iterable[Shelved]) -> str:
    """Where an edition stands: the current one says nothing; withdrawn, or replaced by which."""
    if shelved.is_withdrawn:
        when = f" on {day_words(shelved.withdrawn_date)}" if shelved.withdrawn_date else ""
        reason = f" {shelved.withdrawn_reason}" if shelved.withdrawn_reason else ""
        return f"Withdrawn{when}.{reason}"
    newest = site_lists.newest_of(mine)
    if newest is not None and newest.content.number > shelved.content.number:
        return f"Replaced by edition {newest.content.number}."
    return ""


def _lede(order: Sequence[Shelved]) -> str:
    standing = [shelved for shelved in order if not shelved.is_withdrawn]
    if not standing:
        return NONE
    reviews = {shelved.content.review_ref for shelved in standing}
    return (
        f"{counted(len(standing), 'edition', 'editions')} about {counted(len(reviews), 'review', 'reviews')}. "
        "Each sentence in them shows what it rests on, and who says so."
    )


def _tombstone(shelved: Shelved, shelf: Sequence[Shelved]) -> bytes:
    mine = [one for one in shelf if one.content.review_ref == shelved.content.review_ref]
    newest = site_lists.newest_of(mine)
    return _page(
        "site_withdrawn.html",
        f"{folder_of(shelved)}/index.html",
        shelf,
        {
            "title": f"Edition {shelved.content.number} was withdrawn",
            "lede": standing_words(shelved, mine),
            "review": shelved.content.review_title,
            "mark": shelved.content.sha,
            "instead": newest
            and Row(
                address=f"{folder_of(newest)}/index.html",
                name=f"Edition {newest.content.number}, as at {day_words(newest.content.as_at_date)}",
                note="",
                standing="",
            ),
        },
    )


def _page(template: str, path: str, shelf: Sequence[Shelved], said: Mapping[str, object]) -> bytes:
    up = "../" * path.count("/")
    navigation = [(up + address, name, address == path) for address, name in NAVIGATION]
    text = (
        html.templates()
        .get_template(template)
        .render(
            **said,
            up=up,
            navigation=navigation,
            policy=html.POLICY,
            feed=FEED,
            since=notices.SINCE,
            read_notice=notices.READ,
            partnership=shelf[0].content.partnership if shelf else "",
            support_line=next((one.content.support_line for one in shelf), ""),
        )
    )
    return text.encode()


def _style() -> bytes:
    return (html.HERE / STYLE).read_bytes()
