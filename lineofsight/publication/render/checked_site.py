"""The bytes of the public site, read again before it is written: each edition, and the pages that lead to them."""

from collections.abc import Iterator, Mapping, Sequence

from lineofsight.publication.render.approved import flat
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.checked_page import PageRead
from lineofsight.publication.render.site import folder_of
from lineofsight.publication.render.site_lists import Shelved


def faults_in_site(files: Mapping[str, bytes], shelf: Sequence[Shelved]) -> tuple[str, ...]:
    """Each fault as a sentence that begins with the name of its file. Empty: the site may be written."""
    standing = [shelved for shelved in shelf if not shelved.is_withdrawn]
    folders = {f"{folder_of(shelved)}/": shelved for shelved in standing}
    indexes = {path: body for path, body in files.items() if not path.startswith(tuple(folders))}
    return (
        *(fault for folder, shelved in folders.items() for fault in _of_edition(files, folder, shelved)),
        *_of_indexes(indexes, shelf),
    )


def _of_edition(files: Mapping[str, bytes], folder: str, shelved: Shelved) -> Iterator[str]:
    mine = {path.removeprefix(folder): body for path, body in files.items() if path.startswith(folder)}
    yield from (f"{folder}{fault}" for fault in faults_in(mine, shelved.content))


def _of_indexes(files: Mapping[str, bytes], shelf: Sequence[Shelved]) -> Iterator[str]:
    """A page that leads to sentences says only sentences that may be read, and holds nothing that hides or runs."""
    lines = [(shelved, line) for shelved in shelf for line in shelved.content.lines()]
    approved = {flat(line.wording) for shelved, line in lines if not shelved.is_withdrawn}
    withdrawn = {flat(line.wording) for shelved, line in lines if shelved.is_withdrawn} - approved
    for path, body in files.items():
        if not path.endswith(".html"):
            continue
        page = PageRead(body.decode())
        yield from (f"{path}: {fault}" for fault in dict.fromkeys(page.faults))
        for said in page.sentences:
            if said not in approved:
                yield f"{path}: it says more than was approved: «{said}»."
        for said in page.said:
            if said in withdrawn:
                yield f"{path}: it says what was withdrawn: «{said}»."
