"""What a file made of parts has to keep to: these parts and no others, nothing beside them or around their roots."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from zipfile import ZipFile

from lxml import etree

# No entity is looked up and nothing is fetched.
_READER = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def read_tree(part: bytes) -> Any:
    """The root of a part. Raises etree.XMLSyntaxError."""
    return etree.fromstring(part, etree.XMLParser(**_READER))


def faults_of_package(
    package: ZipFile, body: bytes, *, parts: Collection[str], others: Mapping[str, str]
) -> Iterator[str]:
    """What a package holds beside its parts, a sentence each. `others`: words for what a further part would be."""
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    for name in names:
        if name not in parts:
            what = next((words for part, words in others.items() if part in name), "a part that no edition has")
            yield f"it holds {what} ({name})."
    if len(set(names)) != len(names):
        yield "it holds two parts of one name."
    if package.comment or any(entry.comment or entry.extra for entry in entries):
        yield "it holds words beside its parts."
    # Stored parts stand one after the other: each needs its own letters and 30 + 46 beside its name twice.
    needed = sum(76 + 2 * len(entry.filename.encode()) + entry.compress_size for entry in entries) + 22
    if len(body) != needed + len(package.comment):
        yield "it holds bytes between its parts."
    if any(entry.date_time[0] != 1980 for entry in entries):
        yield "it says when it was saved."


def faults_around(name: str, tree: Any, spaces: Collection[str]) -> Iterator[str]:
    """What stands outside the root of a part, and the names of spaces that are told and that nobody would read."""
    if tree.getprevious() is not None or tree.getnext() is not None or tree.getroottree().docinfo.doctype:
        yield f"it holds a note around {name}."
    for space in sorted({space for made in tree.iter() for space in (made.nsmap or {}).values()} - set(spaces)):
        yield f"it holds something that no edition has ({space})."


def first_difference(here: list[str], wanted: list[str]) -> str:
    """Where the paragraphs are no longer those that were approved, as the beginning of a sentence."""
    for said, meant in zip(here, wanted, strict=False):
        if said != meant:
            return f"it says «{said}» where «{meant}» was approved"
    if len(here) > len(wanted):
        return f"it says more than was approved: «{here[len(wanted)]}»"
    return f"it ends before «{wanted[len(here)]}»"
