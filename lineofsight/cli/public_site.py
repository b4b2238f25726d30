"""Write the public site: for `./los site`, and for `./los publish --site`."""

from pathlib import Path

from lineofsight.library.words import counted
from lineofsight.partnership.actor import Actor
from lineofsight.partnership.scope import scope
from lineofsight.publication.render.checked_site import faults_in_site
from lineofsight.publication.render.site import render_site
from lineofsight.publication.shelf import frozen_editions, shelf_of
from lineofsight.publication.writing import write_site


class SiteNotAsApproved(Exception):
    """A page of the site says what was not approved. Nothing was written."""


def write_public_site(actor: Actor, out: Path) -> str:
    """Write it, and tell how much. Raises SiteNotAsApproved, and FolderInUse for a folder with anything else in it."""
    with scope(actor, writes=False):
        shelf = shelf_of(frozen_editions(actor))
    files = render_site(shelf)
    if faults := faults_in_site(files, shelf):
        raise SiteNotAsApproved(f"Nothing was written to {out}. {faults[0]}")
    write_site(files, out)
    return f"Site: {counted(len(shelf), 'edition', 'editions')}, {len(files)} files in {out}. Open {out / 'index.html'}"
