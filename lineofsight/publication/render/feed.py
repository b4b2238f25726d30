"""The feed of the public site (Atom): who follows it learns of each edition, each withdrawal and each notice.

The name of an entry never changes. Its day is the edition's as-at day, or the day on which it was withdrawn or on which
the notice was printed.
"""

from collections.abc import Callable, Sequence
from datetime import date

from lxml import etree

from lineofsight.publication.content.notices import Notice
from lineofsight.publication.render import first, notices
from lineofsight.publication.render.site_lists import Shelved
from lineofsight.publication.render.word_xml import writable
from lineofsight.trail.canonical import sha256_hex

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
# What was published before anything else was.
_FIRST = date(2000, 1, 1)


def render_feed(shelf: Sequence[Shelved], *, address_of: Callable[[Shelved], str]) -> bytes:
    """The bytes of feed.xml, newest first."""
    order = sorted(shelf, key=lambda one: (_day(one), one.content.ref), reverse=True)
    partnership = shelf[0].content.partnership if shelf else ""
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", _name(f"feed {partnership}"))
    _add(feed, "title", f"Published Summaries, {partnership}")
    told = [(notice, one) for one in order if not one.is_withdrawn for notice in one.notices]
    days = [*(_day(one) for one in shelf), *(notice.printed_date for notice, _ in told)]
    _add(feed, "updated", _moment(max(days, default=_FIRST)))
    author = etree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", partnership)
    for notice, shelved in sorted(told, key=lambda one: (one[0].printed_date, one[0].ref), reverse=True):
        _notice(feed, notice, shelved, address_of(shelved))
    for shelved in order:
        _entry(feed, shelved, address_of(shelved))
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="UTF-8"))


def _entry(feed: etree._Element, shelved: Shelved, address: str) -> None:
    content = shelved.content
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    name = f"{content.review_title}, edition {content.number}"
    _add(entry, "id", _name(f"edition {content.ref}"))
    _add(entry, "title", f"Withdrawn: {name}" if shelved.is_withdrawn else name)
    _add(entry, "updated", _moment(_day(shelved)))
    etree.SubElement(entry, f"{{{_ATOM}}}link", href=address, rel="alternate", type="text/html")
    _add(entry, "summary", "This edition was withdrawn." if shelved.is_withdrawn else first.answer(content))


def _notice(feed: etree._Element, notice: Notice, shelved: Shelved, address: str) -> None:
    content = shelved.content
    entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", _name(f"notice {notice.ref}"))
    _add(entry, "title", f"Notice: {content.review_title}, edition {content.number}")
    _add(entry, "updated", _moment(notice.printed_date))
    place = f"{address.removesuffix('index.html')}{notices.PAGE}#notice-{notice.number}"
    etree.SubElement(entry, f"{{{_ATOM}}}link", href=place, rel="alternate", type="text/html")
    _add(entry, "summary", f"{notices.SINCE} {notices.line_of([notice])}")


def _day(shelved: Shelved) -> date:
    return shelved.withdrawn_date or shelved.content.as_at_date


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _name(of: str) -> str:
    """A name in the form that readers of feeds expect, worked out from what it names: nothing is left to chance."""
    sign = sha256_hex(of.encode())
    return f"urn:uuid:{sign[:8]}-{sign[8:12]}-8{sign[13:16]}-a{sign[17:20]}-{sign[20:32]}"


def _add(parent: etree._Element, tag: str, text: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{tag}").text = writable(text)
