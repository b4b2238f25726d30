"""The bytes of the public site, read again before it is written: each edition, and the pages that lead to them."""

from collections.abc import Iterator, Mapping, Sequence

from lineofsight.publication.content.notices import notices_to_json
from lineofsight.publication.render import notices
from lineofsight.publication.render.approved import flat
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.checked_page import PageRead, known_words
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
    try:
        published = notices.without_notices(mine, shelved.content, shelved.notices)
    except notices.NotTold as fault:
        yield f"{folder}{fault}"
        return
    yield from (f"{folder}{fault}" for fault in faults_in(published, shelved.content))
    if shelved.notices:
        yield from (f"{folder}{fault}" for fault in _of_notices(mine, shelved))


def _of_notices(files: Mapping[str, bytes], shelved: Shelved) -> Iterator[str]:
    """The page of the notices says what was approved, and every word of it; beside it stands the same as data."""
    content, path = shelved.content, notices.PAGE
    if files.get(notices.DATA) != notices_to_json(shelved.notices):
        yield f"{notices.DATA}: it is not what was approved."
    if path not in files:
        yield f"{path}: it is missing."
        return
    page, theirs = PageRead(files[path].decode()), notices.said_on_page(content, shelved.notices)
    may_be_said = {flat(text) for text in theirs} | known_words(content, mark=content.sha)
    yield from (f"{path}: {fault}" for fault in dict.fromkeys(page.faults))
    yield from (f"{path}: it says more than was approved: «{one}»." for one in page.said if one not in may_be_said)
    yield from (f"{path}: it does not say «{one}»." for one in sorted(theirs) if flat(one) not in page.said)


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
