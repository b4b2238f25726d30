"""A published edition built again from its content alone, and compared with what was published (decision 93)."""

from dataclasses import dataclass

from lineofsight.partnership.actor import Actor
from lineofsight.partnership.moves import WrongState
from lineofsight.publication.compiling.edition import content_of
from lineofsight.publication.models import Artefact, Edition
from lineofsight.publication.render.checked import faults_in
from lineofsight.publication.render.files import render
from lineofsight.trail.canonical import sha256_hex
from lineofsight.version import VERSION


@dataclass(frozen=True)
class Rebuilt:
    """A published edition built again from its content: its files, and what is to be said of them.

    differing: the paths whose bytes are not those that were published. faults: where the files say something else than
    was approved, or hold what they must not. is_same_version: whether this version wrote what was published.
    """

    files: dict[str, bytes]
    differing: tuple[str, ...]
    faults: tuple[str, ...]
    is_same_version: bool

    @property
    def is_well(self) -> bool:
        """This version gives its own files byte for byte, and those of another word for word."""
        return not self.faults and not (self.is_same_version and self.differing)


def rebuild(edition: Edition, by: Actor) -> Rebuilt:
    """Build a published edition again from its content alone, and compare. Files of the same bytes are not read again:
    they were before they were published. Raises WrongState for an edition that was never published."""
    if not edition.content:
        raise WrongState(f"Edition {edition.number}", edition.state, "rebuilt")
    content = content_of(edition, by)
    files = render(content)
    published = {row.path: row.sha256 for row in Artefact.objects.visible_to(by).filter(edition=edition)}
    built = {path: sha256_hex(body) for path, body in files.items()}
    differing = sorted(path for path in built.keys() | published.keys() if built.get(path) != published.get(path))
    is_same_version = edition.written_with == VERSION
    faults = tuple(faults_in(files, content)) if differing and not is_same_version else ()
    return Rebuilt(files, tuple(differing), faults, is_same_version)
